"""What one park's answers say about every question."""

from __future__ import annotations

from greenpark_assess.answers.model import NotApplicable, Picks, Value
from greenpark_assess.rubric.model import (
    Question,
    Rubric,
)
from reference.arithmetic import unit_of
from reference.expressions import condition
from reference.things import (
    INFINITE,
    KNOWN,
    LOOSE,
    OPEN,
    Flags,
    Given,
    Number,
    Options,
    Thing,
    Truth,
    missing_side,
    surely_false,
    surely_true,
)


class Facts:
    """What one park's answers say about every question of a rubric."""

    def __init__(self, rubric: Rubric, given: Given) -> None:
        self._questions = rubric.questions
        self._given = given
        self._known: dict[str, Thing] = {}

    def get(self, name: str) -> Thing | None:
        """Return what is known about a question, or ``None`` if there is no such question."""
        if name not in self._known and name in self._questions:
            self._known[name] = self._fact(self._questions[name], self._given.get(name))
        return self._known.get(name)

    def _fact(self, question: Question, answer: Value | NotApplicable | None) -> Thing:
        if answer is None:
            return _blank(question, self._unanswered(question))
        if isinstance(answer, NotApplicable):
            return _blank(question, frozenset({"declared"}))
        if isinstance(answer, Picks):
            return _picked(question, answer)
        if question.kind == "yes_no":
            return Truth(answer.low >= 1, answer.high >= 1)
        unit = None if question.kind == "maturity" else unit_of(question.unit)
        return Number(answer.low, answer.high, unit)

    def _unanswered(self, question: Question) -> Flags:
        if question.ask_if is None:
            return OPEN if question.na == "never" else OPEN | LOOSE
        asked = condition(question.ask_if, self)
        if surely_false(asked) or missing_side(asked.flags):
            return frozenset({"not_asked"})
        sure = surely_true(asked) and question.na == "never"
        return OPEN if sure else OPEN | LOOSE


def _blank(question: Question, flags: Flags) -> Thing:
    if question.kind == "yes_no":
        return Truth(certain=False, possible=True, flags=flags)
    if question.kind in {"choice", "choices"}:
        return Options(dict.fromkeys(question.options or {}, (False, True)), flags)
    if question.kind == "maturity":
        return Number(0, 4, None, flags)
    low = -INFINITE if question.min is None else question.min
    high = INFINITE if question.max is None else question.max
    return Number(low, high, unit_of(question.unit), flags)


def _picked(question: Question, answer: Picks) -> Options:
    possible = answer.chosen | answer.unknown
    return Options(
        {name: (name in answer.chosen, name in possible) for name in question.options or {}},
        OPEN if answer.unknown else KNOWN,
    )
