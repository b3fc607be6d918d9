"""The ladder of levels."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from greenpark_assess.rubric.model import (
    Level,
    Rubric,
)
from reference.expressions import condition
from reference.facts import Facts
from reference.indicators import Judged
from reference.things import ABSENT, INVALID, OPEN, Number, Truth, missing_side
from reference.tree import TOTAL, Scores

DECIMALS = 9


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels of a rubric, and everything about a park that their conditions may ask."""

    rubric: Rubric
    facts: Facts
    judged: Mapping[str, Judged]
    shown: Scores
    lows: Scores
    highs: Scores

    def climbed(self, *, at_best: bool) -> str | None:
        """Return the highest level that holds, on what is shown or on what is possible."""
        top = None
        for name, level in self.rubric.levels.items():
            if not self._holds(level, at_best=at_best):
                break
            top = name
        return top

    def _holds(self, level: Level, *, at_best: bool) -> bool:
        def reaches(name: str, least: float) -> bool:
            best = rounded(self.highs[name]) if at_best else -math.inf
            return max(best, rounded(self.shown[name])) >= least

        if not reaches(TOTAL, level.from_):
            return False
        least = level.each_dimension
        dimensions = [name for name in self.rubric.dimensions if self.highs[name] is not None]
        if least is not None and not all(reaches(name, least) for name in dimensions):
            return False
        held = [condition(one.condition, self.facts, score=self._shown) for one in level.conditions]
        held += [self._prerequisite(name) for name in self._required(level)]
        return all(_fulfilled(one, at_best=at_best) for one in held)

    def _required(self, level: Level) -> Sequence[str]:
        return list(self.judged) if level.prerequisites == "all" else level.prerequisites

    def _prerequisite(self, name: str) -> Truth:
        return self.judged[name].prerequisite or Truth(certain=True, possible=True)

    def _shown(self, name: str) -> Number:
        shown, high = self.shown[name], self.highs[name]
        if high is None:
            return Number(0, 0, None, ABSENT)
        if shown is None:
            return Number(rounded(self.lows[name]), rounded(high), None, OPEN)
        return Number(rounded(shown), rounded(max(shown, high)), None)


def rounded(number: float | None) -> float:
    """Round, so that 0.7 computed as 0.6999…9 changes no level; nothing is less than any edge."""
    return -math.inf if number is None else round(number, DECIMALS)


def _fulfilled(held: Truth, *, at_best: bool) -> bool:
    """Tell whether a condition holds; what is not applicable holds, what is invalid is unknown."""
    if missing_side(held.flags):
        return True
    if held.flags & INVALID:
        return at_best
    return held.possible if at_best else held.certain
