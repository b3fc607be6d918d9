"""Answers as columns: what the engine reads.

A number, yes/no or described-level question has one column; a choice has one column per option
(1 chosen, 0 not). Every cell is an interval ``[low, high]``: a point for an exact answer, the
question's widest span for an open one.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Picks, Span

if TYPE_CHECKING:
    from greenpark_assess.scoring.plan import Plan, QuestionPlan

GIVEN, MISSING, NOT_APPLICABLE, PARTIAL = range(4)


@dataclass(frozen=True, slots=True)
class Table:
    """``low`` and ``high`` are (columns, rows) floats, ``state`` is (questions, rows) uint8."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    state: NDArray[np.uint8]

    @property
    def rows(self) -> int:
        """Number of parks (or years, or what-ifs)."""
        return int(self.state.shape[1])


def encode(plan: Plan, parks: Sequence[Answers]) -> Table:
    """Return the table of ``parks``, one row each, in their order."""
    rows = len(parks)
    low = np.zeros((plan.width, rows))
    high = np.zeros((plan.width, rows))
    state = np.full((len(plan.questions), rows), MISSING, np.uint8)
    for question in plan.questions:
        span = slice(question.column, question.column + question.width)
        for row, park in enumerate(parks):
            given = park.answers.get(question.id)
            cell = _cell(question, given)
            low[span, row], high[span, row], state[question.row, row] = cell
    return Table(low, high, state)


def _cell(question: QuestionPlan, given: Answer | None) -> tuple[list[float], list[float], int]:
    if given is None:
        return [question.low] * question.width, [question.high] * question.width, MISSING
    value = given.value
    if isinstance(value, NotApplicable):
        nothing = [0.0] * question.width
        return nothing, nothing, NOT_APPLICABLE
    if isinstance(value, Span):
        return [value.low], [value.high], GIVEN
    return _picks(question, value)


def _picks(question: QuestionPlan, value: Picks) -> tuple[list[float], list[float], int]:
    low = [float(option in value.chosen) for option in question.options]
    high = [float(option in value.chosen or option in value.unknown) for option in question.options]
    return low, high, PARTIAL if value.unknown else GIVEN
