"""The answers in an assessment that was made earlier, as answers again."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import get_args

from greenpark_assess.answers.model import (
    Answer,
    Answers,
    NotApplicable,
    Park,
    Picks,
    Quality,
    Span,
    Value,
)
from greenpark_assess.assessment import AnswerRecord, Assessment
from greenpark_assess.rubric.model import Id, Kind, Question


def recorded_answers(assessment: Assessment, questions: Mapping[Id, Question]) -> Answers:
    """Return the answers that ``assessment`` was made from.

    ``questions`` are those of its rubric, maybe none: a record alone does not tell whether nothing
    was chosen or nothing is known of a number, and is taken for the former.

    Raises:
        ValueError: The ends of a number are the wrong way round.
    """
    given = {name: _answer(one, questions.get(name)) for name, one in assessment.answers.items()}
    return Answers(
        rubric=f"{assessment.rubric.id}@{assessment.rubric.version}",
        park=Park(
            id=assessment.park.id,
            name=dict(assessment.park.name),
            country=assessment.park.country,
            about=dict(assessment.park.about),
        ),
        period=assessment.period,
        answers={name: one for name, one in given.items() if one is not None},
        illustrative=assessment.illustrative,
        basis=assessment.basis,
    )


def _answer(record: AnswerRecord, question: Question | None) -> Answer | None:
    value = _value(record, question.kind if question else None)
    if value is None:
        return None
    return Answer(
        value=value,
        written=record.written,
        evidence=record.evidence,
        note=record.note,
        quality=_QUALITIES.get(record.quality or ""),
        target=_span(*record.target) if record.target else None,
        remarks=record.remarks,
    )


_QUALITIES: Mapping[str, Quality] = {name: name for name in get_args(Quality)}


def _value(record: AnswerRecord, kind: Kind | None) -> Value | NotApplicable | None:
    if record.status == "not_applicable":
        return None if record.not_asked else NotApplicable(record.reason)
    if record.chosen or record.unknown:
        return Picks(frozenset(record.chosen), frozenset(record.unknown))
    if record.status == "unanswered":
        return None
    bare = record.low is None and record.high is None
    if kind in {"choice", "choices"} or (kind is None and bare):
        return Picks(frozenset())
    return _span(record.low, record.high)


def _span(low: float | None, high: float | None) -> Span:
    span = Span(-math.inf if low is None else low, math.inf if high is None else high)
    if span.low > span.high:
        raise ValueError((low, high))
    return span
