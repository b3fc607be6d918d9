"""The page that the director reads: the finding, the largest gaps, what to do first."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.page.cover import level_words, park_name
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.figures import score_bars
from greenpark_assess.report.page.judged import brief_value, full_marks
from greenpark_assess.report.page.next_level import next_level
from greenpark_assess.report.page.numbers import gain_text
from greenpark_assess.report.page.open import open_lines
from greenpark_assess.report.page.record import (
    Entry,
    FirstStep,
    Gap,
    Heading,
    Mark,
    Phrase,
    Summary,
)
from greenpark_assess.rubric.model import Id

MOST_GAPS = 5
MOST_PREREQUISITES = 6
MOST_STEPS = 3
MOST_OPEN = 6


def summary(draft: Draft) -> Summary:
    """Return the summary; of published figures, what they show and what is still to be asked."""
    if draft.published:
        return _of_published(draft)
    return Summary(
        heading=Heading("summary", "", draft.voice.say("headings.summary")),
        finding=draft.voice.join(_finding(draft), "list.sentences"),
        figures=tuple(_figures(draft)),
        chart=score_bars(draft, tuple(draft.rubric.dimensions), "bars", "dimensions"),
        gaps=tuple(_gap(draft, name) for name in _gaps(draft)[:MOST_GAPS]),
        prerequisites=tuple(_prerequisites(draft)),
        first=tuple(_first_steps(draft)),
        open=(),
    )


def _of_published(draft: Draft) -> Summary:
    return Summary(
        heading=Heading("summary", "", draft.say("headings.summary")),
        finding=_published_finding(draft),
        figures=tuple(_published_figures(draft)),
        chart=score_bars(draft, tuple(draft.rubric.dimensions), "bars", "dimensions"),
        gaps=(),
        prerequisites=(),
        first=(),
        open=tuple(open_lines(draft))[:MOST_OPEN],
    )


def holds_mark(draft: Draft, holds: str) -> Mark:
    """Say whether a condition holds."""
    tones = {"yes": "good", "no": "bad", "open": "open", "not_applicable": "quiet"}
    return Mark(draft.voice.say(f"holds.{holds}"), tones[holds])  # type: ignore[arg-type]


def _figures(draft: Draft) -> Iterator[Entry]:
    total, voice = draft.assessment.total, draft.voice
    score = draft.score(total.score) or "–"
    yield Entry(voice.say("labels.score"), voice.say("figures.out_of", score=score))
    yield Entry(voice.say("labels.level"), level_words(draft))
    yield Entry(voice.say("labels.range"), draft.range(total.low, total.high) or voice.figure("–"))
    yield Entry(voice.say("labels.coverage"), voice.figure(draft.percent(total.coverage)))


def _published_figures(draft: Draft) -> Iterator[Entry]:
    total, voice = draft.assessment.total, draft.voice
    answers = draft.assessment.answers.values()
    given = [one for one in answers if one.status == "answered" or one.chosen]
    asked = str(len(draft.rubric.questions))
    found = voice.say("figures.found", given=str(len(given)), asked=asked)
    yield Entry(voice.say("labels.range"), draft.range(total.low, total.high) or voice.figure("–"))
    yield Entry(voice.say("labels.questions_found"), found)
    yield Entry(voice.say("labels.weight_found"), voice.figure(draft.percent(total.coverage)))


def _published_finding(draft: Draft) -> Phrase:
    total, park = draft.assessment.total, park_name(draft)
    if total.score is None:
        return draft.voice.say("finding.no_score", park=park)
    ends = {"low": draft.score(total.low), "high": draft.score(total.high)}
    coverage = draft.percent(total.coverage)
    return draft.voice.say("finding.public_record", park=park, coverage=coverage, **ends)


def _finding(draft: Draft) -> Iterator[Phrase]:
    total, voice = draft.assessment.total, draft.voice
    if total.score is None:
        yield voice.say("finding.no_score", park=park_name(draft))
        return
    yield _reached(draft)
    if needs := next_level(draft):
        yield needs
    if draft.range(total.low, total.high) != draft.range(total.score, total.score):
        yield _range_sentence(draft)
    yield from _contrast(draft)


def _reached(draft: Draft) -> Phrase:
    level, voice = draft.assessment.level, draft.voice
    facts: dict[str, Phrase | str] = {
        "park": park_name(draft),
        "score": draft.score(draft.assessment.total.score),
    }
    if not draft.rubric.levels:
        return voice.say("finding.score_only", **facts)
    coverage = draft.percent(draft.assessment.total.coverage)
    least = draft.percent(draft.rubric.header.policy.min_coverage)
    if level.reached is None:
        lowest = voice.text(next(iter(draft.rubric.levels.values())).title)
        if level.provisional:
            facts |= {"coverage": coverage, "least": least}
            return voice.say("finding.no_level_provisional", level=lowest, **facts)
        return voice.say("finding.no_level", level=lowest, **facts)
    name = voice.text(draft.rubric.levels[level.reached].title)
    if level.provisional:
        return voice.say("finding.provisional", level=name, coverage=coverage, least=least, **facts)
    return voice.say("finding.level", level=name, **facts)


def _range_sentence(draft: Draft) -> Phrase:
    total, level, voice = draft.assessment.total, draft.assessment.level, draft.voice
    ends = {"low": draft.score(total.low), "high": draft.score(total.high)}
    if level.possible is not None and level.possible != level.reached:
        name = voice.text(draft.rubric.levels[level.possible].title)
        return voice.say("finding.range_level", level=name, **ends)
    return voice.say("finding.range", **ends)


def _contrast(draft: Draft) -> Iterator[Phrase]:
    nodes = draft.assessment.nodes
    scores = {name: nodes[name].score for name in draft.rubric.dimensions}
    scored = {name: score for name, score in scores.items() if score is not None}
    if scored and draft.assessment.total.coverage > 0:
        best, worst = max(scored, key=scored.__getitem__), min(scored, key=scored.__getitem__)
        best_score, worst_score = draft.score(scored[best]), draft.score(scored[worst])
        if best_score != worst_score:
            yield draft.voice.say(
                "finding.contrast",
                best=draft.title(best),
                best_score=best_score,
                worst=draft.title(worst),
                worst_score=worst_score,
            )
    for name in _gaps(draft)[:1]:
        unanswered = draft.assessment.indicators[name].status == "unanswered"
        key = "finding.largest_unanswered" if unanswered else "finding.largest"
        yield draft.voice.say(key, indicator=draft.title(name), lost=draft.lost_text(name))


def _gaps(draft: Draft) -> list[Id]:
    """Return the gaps, largest first as printed: rounding to a sum can part equal ones."""
    return sorted(draft.assessment.gaps, key=draft.lost.__getitem__, reverse=True)


def _gap(draft: Draft, name: Id) -> Gap:
    value = brief_value(draft, name)
    state = draft.voice.say(f"state.{draft.assessment.indicators[name].status}")
    return Gap(
        indicator=draft.title(name),
        link=draft.anchors[name],
        value=value or state,
        full=full_marks(draft, name),
        lost=draft.lost_text(name),
    )


def _prerequisites(draft: Draft) -> Iterator[tuple[Mark, Phrase]]:
    """Yield the prerequisites that fail, then those that are still open, each list in one line."""
    records = draft.assessment.indicators
    for holds in ("no", "open"):
        names = [name for name in draft.indicators if records[name].prerequisite == holds]
        shown = (draft.requirement(name) for name in names[:MOST_PREREQUISITES])
        titles = draft.voice.join(shown, "list.titles")
        more = len(names) - MOST_PREREQUISITES
        if more > 0:
            titles = draft.voice.say("summary.and_more", titles=titles, count=str(more))
        if names:
            yield holds_mark(draft, holds), titles


def _first_steps(draft: Draft) -> Iterator[FirstStep]:
    due = list(draft.assessment.recommendations.items())
    for place, (name, record) in enumerate(due[:MOST_STEPS], 1):
        yield FirstStep(
            title=draft.voice.text(draft.rubric.recommendations[name].title),
            link=f"m{place}",
            list=draft.voice.say(f"lists.{record.list}.title"),
            gain=gain_text(record.gain),
        )
