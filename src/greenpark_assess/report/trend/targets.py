"""Values that the park intended to reach, against those that it has."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal, TypeAlias

from greenpark_assess.assessment import AnswerRecord
from greenpark_assess.report.page.answers import answer_text, target_text
from greenpark_assess.report.page.numbers import percent_text
from greenpark_assess.report.page.record import Heading, Phrase, Tone
from greenpark_assess.report.trend.course import Course, Year
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id

Result: TypeAlias = Literal["reached", "partly", "missed", "away", "unknown"]

TONES: dict[Result, Tone] = {
    "reached": "good",
    "partly": "open",
    "missed": "bad",
    "away": "bad",
    "unknown": "quiet",
}


@dataclass(frozen=True, slots=True)
class _Intended:
    """A question with the latest earlier year that names a target for it."""

    name: Id
    year: Year
    then: AnswerRecord
    now: AnswerRecord


def targets(course: Course) -> Section | None:
    """Return the section; nothing where no earlier year names a target."""
    intended = list(_intended(course))
    if not intended:
        return None
    voice = course.voice
    results = [_result(one)[0] for one in intended]
    counts = voice.join(
        (
            voice.say("follow_up.count", outcome=voice.say(f"target.{result}"), count=str(count))
            for result in TONES
            if (count := results.count(result))
        ),
        "list.titles",
    )
    heading = Heading(course.anchor("targets"), "", course.title("targets"))
    lead = voice.say("targets.about", counts=counts, all=str(len(intended)))
    table = _table(course, intended)
    part = Part(lead=lead, table=table, note=voice.say("targets.note"))
    return Section(heading, (part,), on=True)


def _intended(course: Course) -> Iterator[_Intended]:
    now = course.draft.assessment.answers
    for name in course.draft.rubric.questions:
        for year in reversed(course.years[:-1]):
            then = year.draft.assessment.answers.get(name)
            if then is not None and then.target is not None and name in now:
                yield _Intended(name, year, then, now[name])
                break


def _table(course: Course, intended: list[_Intended]) -> Table:
    voice = course.voice
    columns = (
        Column(voice.say("columns.question")),
        Column(voice.say("columns.set_in"), 8),
        Column(voice.say("columns.value_then"), 13),
        Column(voice.say("columns.target"), 13),
        Column(voice.say("columns.value_now", period=course.last.period), 13),
        Column(voice.say("columns.result"), 14),
    )
    return Table((), columns, tuple(_line(course, one) for one in intended))


def _line(course: Course, one: _Intended) -> Line:
    voice, plain = course.voice, course.draft.voice
    question = course.draft.rubric.questions[one.name]
    result, share = _result(one)
    words = voice.say(f"target.{result}")
    if result == "partly" and share is not None:
        words = voice.say("target.partly_share", share=percent_text(share))
    return Line(
        (
            Cell(plain.text(question.text)),
            Cell(voice.quote(one.year.period)),
            Cell(answer_text(plain, question, one.then) or _state(course, one.then)),
            Cell(target_text(plain, question, one.then)),
            Cell(answer_text(plain, question, one.now) or _state(course, one.now)),
            Cell(words, tone=TONES[result]),
        )
    )


def _state(course: Course, answer: AnswerRecord) -> Phrase:
    return course.draft.voice.say(f"state.{answer.status}")


def _result(one: _Intended) -> tuple[Result, float | None]:
    """Return what became of a target, and the share of the way in percent where it is known."""
    low, high = _ends(one.then)
    then, now = _exactly(one.then), _exactly(one.now)
    if now is None:
        return "unknown", None
    if then is None or low <= then <= high:
        left: Result = "unknown" if then is None else "away"
        return ("reached" if low <= now <= high else left), None
    return _on_the_way(then, now, low if then < low else high)


def _ends(answer: AnswerRecord) -> tuple[float, float]:
    low, high = answer.target or (None, None)
    return -math.inf if low is None else low, math.inf if high is None else high


def _on_the_way(then: float, now: float, aim: float) -> tuple[Result, float | None]:
    share = 100 * (now - then) / (aim - then)
    if share >= 100:  # noqa: PLR2004 - percent
        return "reached", None
    if share == 0:
        return "missed", 0.0
    return ("partly", share) if share > 0 else ("away", None)


def _exactly(answer: AnswerRecord) -> float | None:
    known = answer.status == "answered" and answer.low == answer.high
    return answer.low if known else None
