"""Answers to one version of a rubric, as answers to another: what means the same is carried over.

What ``greenpark migrate`` does to the text of a questionnaire happens here to what it means; where
that does not mean the same any more, the question stands open.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, replace

from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Picks, Span, Value
from greenpark_assess.rubric.model import Changes, Id, Kind, Question, Rubric
from greenpark_assess.rubric.versions import Link, declared_changes, links
from greenpark_assess.units import UnitError, factor

_ALONE = frozenset({"kept", "same", "renamed", "rescaled"})
_ROUNDING = 1e-12
_ENDS: Mapping[Kind, tuple[float, float]] = {"yes_no": (0.0, 1.0), "maturity": (0.0, 4.0)}


@dataclass(frozen=True, slots=True)
class Asked:
    """What was asked then: id and version of the rubric, and each question's unit and kind.

    ``questions`` are all of the rubric where it is at hand, else those that were answered; a kind
    is ``None`` where nobody knows it any more.
    """

    rubric: Id
    version: str
    questions: Mapping[Id, tuple[str | None, Kind | None]]


@dataclass(frozen=True, slots=True)
class Carried:
    """Answers to a newer version; ``left`` are the questions answered then that stand open now."""

    answers: Answers
    left: tuple[Id, ...]


def asked_by(rubric: Rubric) -> Asked:
    """Return what a rubric asks."""
    questions = {name: (one.unit, one.kind) for name, one in rubric.questions.items()}
    return Asked(rubric.header.id, rubric.header.version, questions)


def carry(answers: Answers, asked: Asked, new: Rubric) -> Carried:
    """Return ``answers``, given to ``asked``, as answers to ``new``.

    They go the way that ``new`` declares for that version; between different rubrics a question is
    the same where its id is.
    """
    same = asked.rubric == new.header.id
    declared = declared_changes(new, asked.version) if same else Changes()
    carried: dict[Id, Answer] = {}
    left: list[Id] = []
    for link in links(declared.questions, asked.questions, new.questions):
        for name in link.old:
            if name not in answers.answers:
                continue
            found = _carried(answers.answers[name], asked.questions[name], link, new)
            if found is None:
                left.append(name)
            else:
                carried[link.new[0]] = found
    return Carried(replace(answers, rubric=new.name, answers=carried), tuple(left))


def _carried(
    answer: Answer, asked: tuple[str | None, Kind | None], link: Link, new: Rubric
) -> Answer | None:
    if link.relation not in _ALONE:
        return None
    unit, kind = asked
    question = new.questions[link.new[0]]
    if kind not in {None, question.kind}:
        return None
    if isinstance(answer.value, NotApplicable):
        return answer if question.na != "never" else None
    value = _value(answer.value, unit, question)
    if value is None:
        return None
    target = None if answer.target is None else _value(answer.target, unit, question)
    return replace(answer, value=value, target=target)


def _value(value: Value, unit: str | None, question: Question) -> Value | None:
    if isinstance(value, Picks):
        return value if _can_be_chosen(value, question) else None
    if question.kind in {"choice", "choices"}:
        return None
    try:
        times = factor(unit, question.unit) if question.kind == "number" else 1.0
    except UnitError:
        return None
    return _within(Span(value.low * times, value.high * times), *_limits(question))


def _can_be_chosen(value: Picks, question: Question) -> bool:
    if not (value.chosen | value.unknown) <= set(question.options or ()):
        return False
    if question.kind == "choice":
        return len(value.chosen) == 1 and not value.unknown
    return question.kind == "choices"


def _limits(question: Question) -> tuple[float, float]:
    if question.kind in _ENDS:
        return _ENDS[question.kind]
    return (
        -math.inf if question.min is None else question.min,
        math.inf if question.max is None else question.max,
    )


def _within(span: Span, least: float, most: float) -> Span | None:
    """Return a span whose open ends are closed by the limits; ``None`` where it exceeds them."""
    low = least if span.low == -math.inf or _close(span.low, least) else span.low
    high = most if span.high == math.inf or _close(span.high, most) else span.high
    return Span(low, high) if least <= low <= high <= most else None


def _close(one: float, other: float) -> bool:
    return math.isclose(one, other, rel_tol=_ROUNDING)
