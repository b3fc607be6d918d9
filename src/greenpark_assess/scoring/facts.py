"""The answers of one block of rows, as the columns that expressions read."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np

from greenpark_assess.expressions.columns import (
    DECLARED,
    LOOSE,
    NOT_ASKED,
    OPEN,
    Bools,
    Column,
    Flags,
    mark,
)
from greenpark_assess.expressions.compiled import Evaluate
from greenpark_assess.expressions.conditions import is_missing, surely_fails, surely_holds
from greenpark_assess.scoring.plan import Plan, QuestionPlan
from greenpark_assess.scoring.table import MISSING, NOT_APPLICABLE, PARTIAL, Table

_NEVER = np.zeros(1, bool)


class BlockFacts:
    """Rows ``start`` to ``stop`` of a table; every column is built once, when it is first read."""

    def __init__(self, plan: Plan, table: Table, start: int, stop: int) -> None:
        self._plan = plan
        self._low = table.low[:, start:stop]
        self._high = table.high[:, start:stop]
        self._state = table.state[:, start:stop]
        self._columns: dict[str, Column] = {}
        self._options: dict[str, dict[str, Column]] = {}
        self._flags: dict[str, Flags] = {}
        self._conditions: dict[Evaluate, Column] = {}

    def fact(self, question: str) -> Column:
        """Return the numbers given for ``question`` (conditions for yes/no)."""
        column = self._columns.get(question)
        if column is None:
            column = self._columns[question] = self._read(self._question(question))
        return column

    def chosen(self, question: str, option: str) -> Column:
        """Return the condition that ``option`` is chosen."""
        options = self._options.get(question)
        if options is None:
            options = self._options[question] = self._read_options(self._question(question))
        return options[option]

    def own_value(self) -> Column:
        """There is no value outside an indicator's own scale."""
        raise LookupError

    def score(self, node: str) -> Column:
        """There are no scores before the tree is joined."""
        raise LookupError(node)

    def condition(self, evaluate: Evaluate) -> Column:
        """Return the column of a condition that several indicators share."""
        column = self._conditions.get(evaluate)
        if column is None:
            column = self._conditions[evaluate] = evaluate(self)
        return column

    def is_asked(self, question: QuestionPlan) -> bool:
        """Tell whether the (open) question concerns the first row's park, for all that is known."""
        return not bool(self._asked(question, np.ones(1, bool))[0].flat[0])

    def _question(self, name: str) -> QuestionPlan:
        return self._plan.questions[self._plan.rows[name]]

    def _read(self, question: QuestionPlan) -> Column:
        flags = self._flags_of(question)
        low, high = self._low[question.column], self._high[question.column]
        if question.width > 1:
            block = slice(question.column, question.column + question.width)
            exact = bool((self._low[block] == self._high[block]).all())
            zero = np.zeros(1)
            return Column(zero, zero if exact else zero.copy(), flags)
        exact = bool((low == high).all())
        if question.kind == "yes_no":
            low, high = low != 0, low != 0 if exact else high != 0
        return Column(low, low if exact else high, flags)

    def _read_options(self, question: QuestionPlan) -> dict[str, Column]:
        flags = self._flags_of(question)
        exact = self.fact(question.id).exact
        columns = {}
        for offset, option in enumerate(question.options):
            low = self._low[question.column + offset] != 0
            high = low if exact else self._high[question.column + offset] != 0
            columns[option] = Column(low, high, flags)
        return columns

    def _flags_of(self, question: QuestionPlan) -> Flags:
        flags = self._flags.get(question.id)
        if flags is None:
            flags = self._flags[question.id] = self._work_out_flags(question)
        return flags

    def _work_out_flags(self, question: QuestionPlan) -> Flags:
        state = self._state[question.row]
        if not state.any():
            return 0
        missing = state == MISSING
        flags: Any = mark(state == NOT_APPLICABLE, DECLARED) | mark(state == PARTIAL, OPEN)
        not_asked, surely_asked = self._asked(question, missing)
        open_ = missing & ~not_asked
        flags = flags | mark(missing & not_asked, NOT_ASKED) | mark(open_, OPEN)
        may_still_be_na = open_ if question.may_be_na else open_ & ~surely_asked
        return flags | mark(may_still_be_na, LOOSE)

    def _asked(self, question: QuestionPlan, missing: Bools) -> tuple[Bools, Bools]:
        if question.ask_if is None or not missing.any():
            return _NEVER, ~_NEVER
        condition = self.condition(question.ask_if)
        return surely_fails(condition) | is_missing(condition), surely_holds(condition)


class LeafFacts:
    """The facts as an indicator's scale sees them: with its own value."""

    def __init__(self, facts: BlockFacts, value: Column) -> None:
        self.fact = facts.fact
        self.chosen = facts.chosen
        self.score = facts.score
        self._value = value

    def own_value(self) -> Column:
        """Return the indicator's value."""
        return self._value


class LevelFacts:
    """The facts as a level's conditions see them: with all scores."""

    def __init__(self, facts: BlockFacts, scores: Mapping[str, Column]) -> None:
        self.fact = facts.fact
        self.chosen = facts.chosen
        self.own_value = facts.own_value
        self._scores = scores

    def score(self, node: str) -> Column:
        """Return the score of a node or the points of an indicator."""
        return self._scores[node]
