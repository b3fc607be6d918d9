"""Random answers to a rubric, and steps from fewer answers to more."""

from __future__ import annotations

import math
from random import Random
from typing import TypeAlias

from greenpark_assess.answers.model import NotApplicable, Picks, Span, Value
from greenpark_assess.rubric.model import (
    Question,
    Rubric,
)
from reference.expressions import condition
from reference.facts import Facts
from reference.things import Given, missing_side, surely_false

Settled: TypeAlias = dict[str, Value | NotApplicable]


def random_answers(rng: Random, rubric: Rubric) -> Settled:
    """Return answers of every sort: points, bounds, n/a, half-filled lists, and nothing."""
    known = rng.choice([0.3, 0.6, 0.85, 1.0])
    given: Settled = {}
    for name, question in rubric.questions.items():
        if rng.random() < known:
            given[name] = _answer(rng, question)
    return given


def _answer(rng: Random, question: Question) -> Value | NotApplicable:
    if question.na != "never" and rng.random() < 0.12:
        return NotApplicable("not here")
    if question.kind == "choices":
        options = list(question.options or {})
        fate = {name: rng.choice(["yes", "no", "no", "?"]) for name in options}
        chosen = frozenset(name for name in options if fate[name] == "yes")
        return Picks(chosen, frozenset(name for name in options if fate[name] == "?"))
    if question.kind == "number" and rng.random() < 0.25:
        return _bound(rng, question)
    if question.kind == "maturity" and rng.random() < 0.2:
        low = rng.randint(0, 4)
        return Span(low, rng.randint(low, 4))
    return _point(rng, question)


def _limits(question: Question) -> tuple[float, float]:
    low = -math.inf if question.min is None else question.min
    return low, math.inf if question.max is None else question.max


def _bound(rng: Random, question: Question) -> Span:
    least, most = _limits(question)
    low, high = sorted(_within(rng, least, most) for _ in range(2))
    return rng.choice([Span(low, high), Span(low, high), Span(low, most), Span(least, high)])


def _within(rng: Random, low: float, high: float) -> float:
    """Return a number between two ends, often an end or a small whole number."""
    low = low if math.isfinite(low) else min(-3.0, high - 5)
    high = high if math.isfinite(high) else max(12.0, low + 5)
    ends = [low, high, rng.uniform(low, high)]
    whole = [float(number) for number in range(-3, 13) if low <= number <= high]
    return rng.choice([*ends, *whole, *(number for number in (0.0, 0.0) if low <= 0 <= high)])


def _point(rng: Random, question: Question) -> Value:
    match question.kind:
        case "number":
            number = _within(rng, *_limits(question))
            return Span(number, number)
        case "yes_no":
            return rng.choice([Span(0, 0), Span(1, 1)])
        case "maturity":
            level = rng.randint(0, 4)
            return Span(level, level)
    options = list(question.options or {})
    if question.kind == "choice":
        return Picks(frozenset({rng.choice(options)}))
    return Picks(frozenset(name for name in options if rng.random() < 0.5))


def settled(
    rng: Random, question: Question, answer: Value | NotApplicable
) -> Value | NotApplicable:
    """Return an answer without anything open that ``answer`` allows."""
    if isinstance(answer, Picks):
        more = frozenset(name for name in sorted(answer.unknown) if rng.random() < 0.5)
        return Picks(answer.chosen | more)
    if isinstance(answer, Span) and answer.low < answer.high:
        if question.kind == "maturity":
            level = rng.randint(int(answer.low), int(answer.high))
            return Span(level, level)
        number = _within(rng, answer.low, answer.high)
        return Span(number, number)
    return answer


def completed(rng: Random, rubric: Rubric, given: Given) -> Settled:
    """Settle everything that ``given`` leaves open; what is not asked stays unanswered."""
    full: Settled = {}
    for name, question in rubric.questions.items():
        answer = given.get(name)
        if answer is not None:
            full[name] = settled(rng, question, answer)
        elif _is_asked(rubric, full, question):
            may = question.na != "never" and rng.random() < 0.25
            full[name] = NotApplicable("not here") if may else _point(rng, question)
    return full


def _is_asked(rubric: Rubric, given: Given, question: Question) -> bool:
    if question.ask_if is None:
        return True
    asked = condition(question.ask_if, Facts(rubric, given))
    return not surely_false(asked) and not missing_side(asked.flags)


def one_more(rng: Random, rubric: Rubric, given: Given) -> Settled | None:
    """Answer or narrow one question more, or return ``None`` if nothing is open."""
    wanting = []
    for name, question in rubric.questions.items():
        answer = given.get(name)
        if answer is None:
            if _is_asked(rubric, given, question):
                wanting.append(name)
        elif settled(rng, question, answer) != answer:
            wanting.append(name)
    if not wanting:
        return None
    name = rng.choice(wanting)
    question, answer = rubric.questions[name], given.get(name)
    new = _answer(rng, question) if answer is None else settled(rng, question, answer)
    return {**given, name: new}
