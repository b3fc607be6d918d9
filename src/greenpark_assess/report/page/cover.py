"""The cover, the contents, and the fixed words of the templates."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import (
    Badge,
    ContentsLine,
    Cover,
    Entry,
    Page,
    Phrase,
)
from greenpark_assess.report.page.voice import NOTHING, spoken

LABELS = (
    "aggregation",
    "by_topic",
    "decides",
    "narrows",
    "questions",
    "ranked",
    "ranked_note",
    "answer",
    "ask_first",
    "benchmark",
    "colon",
    "conditions",
    "contents",
    "coverage",
    "effective_weight",
    "first_steps",
    "found",
    "full_marks",
    "gain",
    "gaps",
    "identity",
    "indicator",
    "indicators",
    "list",
    "lost",
    "ladder",
    "leads",
    "measure",
    "missing",
    "no_failed_prerequisites",
    "no_gaps",
    "no_measures",
    "node",
    "nominal_weight",
    "nothing_open",
    "points",
    "prerequisites",
    "question",
    "remarks",
    "score",
    "state",
    "value",
    "weight",
    "weights",
    "why",
)


def cover(draft: Draft) -> Cover:
    """Return the first page."""
    assessment, voice = draft.assessment, draft.voice
    return Cover(
        kind=draft.say("cover.kind"),
        park=park_name(draft),
        about=voice.given(assessment.park.about),
        mark=_mark(draft),
        score=_score(draft),
        out_of=voice.say("cover.out_of"),
        level=level_words(draft),
        facts=tuple(_facts(draft)),
    )


def _mark(draft: Draft) -> Phrase:
    """Say what kind of report this is not: one on a real park, or one that the park has made."""
    if draft.published:
        return draft.voice.say("cover.public_record")
    return draft.voice.say("cover.illustrative") if draft.assessment.illustrative else NOTHING


def _score(draft: Draft) -> Badge:
    """Return the score, or only its range where the park has not answered itself."""
    total = draft.assessment.total
    return draft.standing_badge(total.score, total.low, total.high) or Badge("–", "b0")


def park_name(draft: Draft) -> Phrase:
    """Return the park's name, in the report's languages where it has them."""
    park = draft.assessment.park
    return draft.voice.given(park.name) or draft.voice.say("cover.unnamed")


def level_words(draft: Draft) -> Phrase:
    """Name the level that is reached, and say where it is only provisional."""
    level, voice = draft.assessment.level, draft.voice
    if draft.published:
        return voice.say("level.not_given")
    if not draft.rubric.levels:
        return voice.say("level.no_ladder")
    if level.reached is None:
        name = voice.say("level.none")
    else:
        name = voice.text(draft.rubric.levels[level.reached].title)
    return voice.say("level.provisional", level=name) if level.provisional else name


def _facts(draft: Draft) -> Iterator[Entry]:
    assessment, voice = draft.assessment, draft.voice
    country = assessment.park.country
    rubric = voice.say(
        "cover.rubric",
        title=voice.text(draft.rubric.header.title),
        version=assessment.rubric.version,
    )
    known = f"countries.{country}"
    facts = {
        "country": voice.say(known) if voice.knows(known) else voice.quote(country),
        "period": voice.quote(assessment.period),
        "rubric_name": rubric,
        "date": voice.figure(assessment.date.isoformat() if assessment.date else ""),
    }
    for label, text in facts.items():
        if text:
            yield Entry(draft.say(f"cover.{label}"), text)


def contents(page: Page) -> Iterator[ContentsLine]:
    """Yield the lines of the contents, in the order of the pages."""
    yield ContentsLine(page.summary.heading, 0)
    if page.losses:
        yield ContentsLine(page.losses.heading, 0)
    for chapter in page.chapters:
        yield ContentsLine(chapter.heading, 0)
    if page.measures:
        yield ContentsLine(page.measures.heading, 0)
        for one in page.measures.lists:
            yield ContentsLine(one.heading, 1)
        if page.measures.road_map:
            yield ContentsLine(page.measures.road_map.heading, 1)
    for section in (page.ladder, page.open_questions, page.method, page.annex):
        if section:
            yield ContentsLine(section.heading, 0)
    if page.references.items:
        yield ContentsLine(page.references.heading, 0)
    if page.declaration:
        yield ContentsLine(page.declaration.heading, 0)


def labels(draft: Draft) -> dict[str, Phrase]:
    """Return the fixed words of the templates."""
    return {name: draft.say(f"labels.{name}") for name in LABELS}


def one_line(draft: Draft, key: str) -> str:
    """Return a phrase as one plain line in the leading language, for a document's metadata."""
    voice = draft.voice
    phrase = draft.say(
        key,
        park=park_name(draft),
        period=draft.assessment.period,
        rubric=voice.text(draft.rubric.header.title),
    )
    return " ".join(spoken(phrase, voice.languages[0]).split())
