"""The page that the park signs and seals."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.page.cover import level_words, park_name
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Declaration, Entry, Heading

SENTENCES = ("true", "evidence", "self_assessed")
LINES = ("responsible", "position", "place_and_date", "signature")


def declaration(draft: Draft) -> Declaration:
    """Return the declaration, with the lines that are filled in by hand."""
    say = draft.voice.say
    return Declaration(
        heading=Heading("declaration", "", say("headings.declaration")),
        sentences=tuple(say(f"declaration.{one}") for one in SENTENCES),
        facts=tuple(_facts(draft)),
        lines=tuple(say(f"declaration.{one}") for one in LINES),
        seal=say("declaration.seal"),
    )


def _facts(draft: Draft) -> Iterator[Entry]:
    assessment, voice = draft.assessment, draft.voice
    score = draft.score(assessment.total.score) or "–"
    rubric = voice.say(
        "cover.rubric",
        title=voice.text(draft.rubric.header.title),
        version=assessment.rubric.version,
    )
    yield Entry(voice.say("declaration.park"), park_name(draft))
    yield Entry(voice.say("cover.period"), voice.quote(assessment.period))
    yield Entry(voice.say("cover.rubric_name"), rubric)
    yield Entry(voice.say("labels.score"), voice.say("figures.out_of", score=score))
    yield Entry(voice.say("labels.level"), level_words(draft))
