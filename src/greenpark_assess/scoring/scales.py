"""Scales: an indicator's value to points, over intervals.

Each scale compiles to a function from the facts and the value to a column of points; a sixth kind
of scale is one more builder in :data:`_BUILDERS`.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import numpy as np

from greenpark_assess.expressions.columns import LOOSE, NO_BRANCH, Bools, Column, Floats, divide
from greenpark_assess.expressions.compiled import Evaluate, Facts
from greenpark_assess.expressions.conditions import (
    either_flags,
    is_missing,
    surely_fails,
    surely_holds,
)
from greenpark_assess.rubric.model import (
    MATURITY_LEVELS,
    MaturityScale,
    MetScale,
    OptionsScale,
    PointsScale,
    RatioScale,
    SwitchScale,
)

FULL = 100.0

Grade: TypeAlias = Callable[[Facts, Column], tuple[Column, Any]]
"""From facts and value to ``(points, index of the switch branch that fired, or -1)``."""
Condition: TypeAlias = Callable[[str], Evaluate]
"""Compiles a condition or reference of this indicator's scale."""


def compile_scale(
    scale: Any,  # noqa: ANN401 - one of the scale models
    question: str | None,
    compile_text: Condition,
) -> tuple[Grade, float]:
    """Return the scale as a function, and the most points that it can give.

    ``question`` is the choice question that the indicator judges, if it judges one.
    """
    return _BUILDERS[type(scale)](scale, question, compile_text)


def _points(scale: PointsScale, *_: object) -> tuple[Grade, float]:
    stops = sorted(scale.points.items())
    return _curve([x for x, _ in stops], [y for _, y in stops], log=scale.log)


def _maturity(scale: MaturityScale, *_: object) -> tuple[Grade, float]:
    return _curve(list(range(MATURITY_LEVELS)), list(scale.maturity), log=False)


def _curve(values: list[float], points: list[float], *, log: bool) -> tuple[Grade, float]:
    xs = np.array(values, float)
    ys = np.array(points, float)
    least = xs[0]
    if log:
        xs = np.log(xs)

    def height(value: Floats) -> Floats:
        position = np.log(np.maximum(value, least)) if log else value
        points: Floats = np.interp(position, xs, ys)
        return points

    turns = [
        i
        for i in range(1, len(points) - 1)
        if (points[i] - points[i - 1]) * (points[i + 1] - points[i]) <= 0
    ]

    def grade(_: Facts, value: Column) -> tuple[Column, int]:
        low = height(value.low)
        if value.exact:
            return Column(low, low, value.flags), -1
        high = height(value.high)
        least, most = np.minimum(low, high), np.maximum(low, high)
        for i in turns:
            at = values[i]
            inside = (value.low < at) & (at < value.high)
            least = np.where(inside, np.minimum(least, ys[i]), least)
            most = np.where(inside, np.maximum(most, ys[i]), most)
        return Column(least, most, value.flags), -1

    return grade, max(points)


def _options(scale: OptionsScale, question: str | None, _: Condition) -> tuple[Grade, float]:
    if question is None:
        msg = "an options scale needs a choice question"
        raise ValueError(msg)
    table = list(scale.options.items())

    def grade(facts: Facts, value: Column) -> tuple[Column, int]:
        least: Floats = np.array([np.inf])
        most: Floats = np.array([-np.inf])
        for option, points in table:
            possible = facts.chosen(question, option).high
            least = np.where(possible, np.minimum(least, points), least)
            most = np.where(possible, np.maximum(most, points), most)
        nothing = np.isinf(least)
        least, most = np.where(nothing, 0.0, least), np.where(nothing, 0.0, most)
        return Column(least, least if value.exact else most, value.flags), -1

    return grade, max(scale.options.values())


def _met(scale: MetScale, _: str | None, compile_text: Condition) -> tuple[Grade, float]:
    met = compile_text(scale.met)
    partly = compile_text(scale.partly) if scale.partly else None
    credit = scale.partly_points

    def grade(facts: Facts, _: Column) -> tuple[Column, int]:
        full = met(facts)
        if partly is None:
            low = np.where(full.low, FULL, 0.0)
            high = low if full.exact else np.where(full.high, FULL, 0.0)
            return Column(low, high, full.flags), -1
        part = partly(facts)
        absent = is_missing(part)
        low = np.where(full.low, FULL, np.where(part.low & ~absent, credit, 0.0))
        high = np.where(full.high, FULL, np.where(part.high & ~absent, credit, 0.0))
        if full.exact and part.exact:
            high = low
        # Whether it is partly met matters only where it is not surely met.
        aside = absent | surely_holds(full) | is_missing(full)
        doubt = np.where(aside, 0, part.flags).astype(np.uint8)
        return Column(low, high, full.flags | doubt if doubt.any() else full.flags), -1

    return grade, FULL


def _ratio(scale: RatioScale, _: str | None, compile_text: Condition) -> tuple[Grade, float]:
    reference = compile_text(scale.ratio_to)
    most = FULL * scale.cap

    def rising(facts: Facts, value: Column) -> tuple[Column, int]:
        ratio = divide(value, reference(facts))
        low = np.clip(FULL * ratio.low, 0.0, most)
        high = low if ratio.exact else np.clip(FULL * ratio.high, 0.0, most)
        return Column(low, high, ratio.flags), -1

    def falling(facts: Facts, value: Column) -> tuple[Column, int]:
        wanted = reference(facts)
        flags = value.flags | wanted.flags
        low = _inverse(wanted.low, value.high, most)
        if value.exact and wanted.exact:
            return Column(low, low, flags), -1
        return Column(low, _inverse(wanted.high, value.low, most), flags), -1

    return (falling if scale.lower_is_better else rising), most


def _inverse(wanted: Floats, value: Floats, most: float) -> Floats:
    positive = value > 0
    ratio = FULL * wanted / np.where(positive, value, 1.0)
    return np.where(positive, np.clip(np.nan_to_num(ratio, nan=0.0), 0.0, most), most)


def _switch(
    scale: SwitchScale, question: str | None, compile_text: Condition
) -> tuple[Grade, float]:
    branches = []
    for branch in scale.switch:
        grade, ceiling = compile_scale(branch, question, compile_text)
        condition = compile_text(branch.condition) if branch.condition else None
        branches.append((condition, grade, ceiling))

    def grade_switch(facts: Facts, value: Column) -> tuple[Column, Any]:
        points = _Joined()
        doubt: Any = np.zeros(1, np.uint8)
        rule: Any = np.array([-1])
        undecided: Bools = np.ones(1, bool)  # no branch has surely held yet
        for index, (condition, grade, _) in enumerate(branches):
            holds, here, flags = _decide(condition, facts)
            here = here & undecided
            points.add(grade(facts, value)[0], here)
            doubt = doubt | np.where(here & ~holds, flags & ~np.uint8(LOOSE), 0).astype(np.uint8)
            rule = np.where(here & (rule < 0), index, rule)
            undecided = undecided & ~holds
        zero = np.zeros(1)
        points.add(Column(zero, zero, np.full(1, NO_BRANCH, np.uint8)), undecided)
        flags = points.flags | doubt
        same = bool((points.low == points.high).all())
        high = points.low if same else points.high
        return Column(points.low, high, flags if flags.any() else 0), rule

    return grade_switch, max(ceiling for _, _, ceiling in branches)


class _Joined:
    """The hull of the branches that are possible, row by row."""

    def __init__(self) -> None:
        self.low: Floats = np.zeros(1)
        self.high: Floats = np.zeros(1)
        self.flags: Any = np.zeros(1, np.uint8)
        self._some: Bools = np.zeros(1, bool)

    def add(self, branch: Column, here: Bools) -> None:
        """Join ``branch`` in the rows ``here``."""
        both = here & self._some
        low, high = np.minimum(self.low, branch.low), np.maximum(self.high, branch.high)
        self.low = np.where(both, low, np.where(here, branch.low, self.low))
        self.high = np.where(both, high, np.where(here, branch.high, self.high))
        flags = either_flags(self.flags, branch.flags)
        self.flags = np.where(both, flags, np.where(here, branch.flags, self.flags))
        self.flags = self.flags.astype(np.uint8)
        self._some = self._some | here


def _decide(condition: Evaluate | None, facts: Facts) -> tuple[Any, Any, Any]:
    """Return (surely holds, may hold, flags of a branch's condition); n/a does not hold."""
    if condition is None:
        return np.ones(1, bool), np.ones(1, bool), np.uint8(0)
    column = condition(facts)
    may_hold = ~surely_fails(column) & ~is_missing(column)
    return surely_holds(column), may_hold, np.asarray(column.flags, np.uint8)


_BUILDERS: dict[type[Any], Callable[..., tuple[Grade, float]]] = {
    PointsScale: _points,
    MaturityScale: _maturity,
    OptionsScale: _options,
    MetScale: _met,
    RatioScale: _ratio,
    SwitchScale: _switch,
}
