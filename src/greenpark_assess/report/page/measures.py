"""The recommendations that are due, in three lists."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.assessment import RecommendationRecord
from greenpark_assess.report.page.benchmarks import source_words, status_words
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import gain_text, significant
from greenpark_assess.report.page.record import (
    Entry,
    Heading,
    Measure,
    MeasureLine,
    MeasureList,
    Measures,
    Phrase,
)
from greenpark_assess.report.page.road_map import road_map
from greenpark_assess.rubric.model import Id, Recommendation

LISTS = {"must": 6, "quick": 5, "plan": 8}
"""The lists, each with the number of measures that are told in full."""
TERMS = ("gain", "cost", "payback", "who")
IN_A_LINE = ("lifts", "effect")


def measures(draft: Draft) -> Measures:
    """Return the chapter of recommendations."""
    notes = ("measures.typical", "measures.overlap", "measures.together")
    return Measures(
        heading=Heading("measures", "", draft.voice.say("headings.measures")),
        notes=tuple(draft.voice.say(note) for note in notes),
        terms=tuple(draft.voice.say(f"measures.{term}") for term in ("gain_in_line", *TERMS[1:])),
        lists=tuple(_lists(draft)),
        road_map=road_map(draft) if draft.assessment.recommendations else None,
    )


def _lists(draft: Draft) -> Iterator[MeasureList]:
    due = list(enumerate(draft.assessment.recommendations.items(), 1))
    for name, most in LISTS.items():
        listed = [(place, one, record) for place, (one, record) in due if record.list == name]
        if listed:
            yield MeasureList(
                heading=Heading(f"list-{name}", "", draft.voice.say(f"lists.{name}.title")),
                about=draft.voice.say(f"lists.{name}.about"),
                measures=tuple(_measure(draft, *one) for one in listed[:most]),
                rest=tuple(_line(draft, *one) for one in listed[most:]),
            )


def _measure(draft: Draft, place: int, name: Id, record: RecommendationRecord) -> Measure:
    recommendation = draft.rubric.recommendations[name]
    return Measure(
        anchor=f"m{place}",
        title=draft.voice.text(recommendation.title),
        text=draft.voice.text(recommendation.text),
        terms=_terms(draft, recommendation, record),
        details=tuple(_details(draft, recommendation, record)),
    )


def _line(draft: Draft, place: int, name: Id, record: RecommendationRecord) -> MeasureLine:
    recommendation = draft.rubric.recommendations[name]
    gains = draft.voice.figure(f"{gain_text(record.gain)} / {gain_text(record.together)}")
    _, *terms = _terms(draft, recommendation, record)
    return MeasureLine(
        anchor=f"m{place}",
        title=draft.voice.text(recommendation.title),
        details=tuple(_details(draft, recommendation, record, only=IN_A_LINE)),
        terms=(gains, *(entry.text for entry in terms)),
    )


def _terms(
    draft: Draft, recommendation: Recommendation, record: RecommendationRecord
) -> tuple[Entry, ...]:
    voice = draft.voice
    gains = {"gain": gain_text(record.gain), "together": gain_text(record.together)}
    texts = {
        "gain": voice.say("measures.gain_together", **gains),
        "cost": voice.join((voice.say(f"cost.{one}") for one in recommendation.cost), "list.to"),
        "payback": _payback(draft, recommendation),
        "who": voice.join(voice.say(f"who.{party}") for party in recommendation.who),
    }
    return tuple(Entry(voice.say(f"measures.{term}"), texts[term]) for term in TERMS)


def _details(
    draft: Draft,
    recommendation: Recommendation,
    record: RecommendationRecord,
    only: tuple[str, ...] = ("lifts", "effect", "interacts", "source"),
) -> Iterator[Entry]:
    voice = draft.voice
    others = draft.rubric.recommendations
    texts = {
        "lifts": voice.join((draft.title(name) for name in record.lifts), "list.titles"),
        "effect": voice.text(recommendation.effect),
        "interacts": voice.join(
            (voice.text(others[one].title) for one in recommendation.interacts if one in others),
            "list.titles",
        ),
        "source": voice.join(
            (
                source_words(draft, recommendation.source),
                status_words(draft, recommendation.status),
            ),
            "list.remarks",
        ),
    }
    for label in only:
        if texts[label]:
            yield Entry(voice.say(f"measures.{label}"), texts[label])


def _payback(draft: Draft, recommendation: Recommendation) -> Phrase:
    if recommendation.payback is None:
        return draft.voice.say("payback.unknown")
    if recommendation.payback == "required":
        return draft.voice.say("payback.required")
    low, high = recommendation.payback
    if high == 1 and low in (0, 1):
        return draft.voice.say("payback.one_year" if low else "payback.under_one_year")
    if low == high:
        return draft.voice.say("payback.years", years=significant(low))
    if low <= 0:
        return draft.voice.say("payback.under", years=significant(high))
    return draft.voice.say("payback.years", years=f"{significant(low)}–{significant(high)}")
