"""The states of all indicators, mixed from an old and a new entry.

An indicator is not applicable, open, or answered, and has points that it counts with, within a
range. What may move from old to new is divided among three players:

``SCOPE``        An indicator that enters or leaves the tree does so as a whole, with its points.
``ANSWERED``     Of one that applies both times: whether it is open, whether it counts, and what is
                 known about its points.
``PERFORMANCE``  Of one that counts both times: by how much its points surely changed. That is the
                 distance between the old range and the new one: the whole change where both are
                 exact, nothing where they overlap. The rest of the change of its points (a bound
                 that moved inside what was possible before) is knowledge and belongs to
                 ``ANSWERED``.

A mix is a number from 0 to 7, the sum of the players that have moved.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.scoring.engine import Scores
from greenpark_assess.scoring.leaves import NOT_APPLICABLE

SCOPE, ANSWERED, PERFORMANCE = 4, 2, 1
OLD, NEW = 0, SCOPE | ANSWERED | PERFORMANCE
MIXES = np.arange(NEW + 1)


@dataclass(frozen=True, slots=True, eq=False)
class Mixed:
    """Points, presence and settledness of the indicators, all (leaves, 8 mixes)."""

    points: Floats
    counted: Bools
    settled: Bools


@dataclass(frozen=True, slots=True, eq=False)
class _States:
    """One entry's indicators; arrays of one column, to be spread over the mixes."""

    applies: Bools
    counted: Bools
    settled: Bools
    low: Floats
    high: Floats


def mix(scores: Scores, old: int, new: int) -> Mixed:
    """Return the eight mixes of rows ``old`` and ``new``."""
    was, now = _states(scores, old), _states(scores, new)
    scope_decides = was.applies != now.applies
    decides = np.where(scope_decides, SCOPE, ANSWERED)
    moved = (MIXES & decides) != 0
    both = was.applies & now.applies & was.counted & now.counted
    points = np.where(moved, now.low, was.low)
    only_answered, only_performance = _half_way(was, now)
    answered, performed = (MIXES & ANSWERED) != 0, (MIXES & PERFORMANCE) != 0
    points = np.where(both & answered & ~performed, only_answered, points)
    points = np.where(both & ~answered & performed, only_performance, points)
    return Mixed(
        points=points,
        counted=np.where(moved, now.counted, was.counted),
        settled=np.where(moved, now.settled, was.settled),
    )


def _half_way(was: _States, now: _States) -> tuple[Floats, Floats]:
    """Return the points if only knowledge has moved, and if only performance has."""
    above, below = now.low > was.high, now.high < was.low
    # The range that is passed on the way counts as knowledge, by its whole width.
    width = np.where(above, was.high - was.low, now.high - now.low)
    answered = np.where(above, was.high, np.where(below, was.low - width, now.low))
    performed = np.where(above, now.low - width, np.where(below, now.high, was.low))
    return answered, performed


def _states(scores: Scores, row: int) -> _States:
    leaves = slice(len(scores.settled))
    column = slice(row, row + 1)
    return _States(
        applies=scores.status[leaves, column] != NOT_APPLICABLE,
        counted=scores.counted[leaves, column],
        settled=scores.settled[leaves, column],
        low=scores.low[leaves, column],
        high=scores.high[leaves, column],
    )
