"""Rules for levels: a ladder that rises, and rungs that somebody can reach."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check import reach
from greenpark_assess.rubric.check.checked import Checked, closest

# Far above what rounding does to a mean, far below what a person writes.
_ROUNDING = 1e-9


def rising(checked: Checked) -> Iterator[Problem]:
    """Report levels that start below the level before them, or that ask for nothing more."""
    for (before, lower), (name, level) in pairwise(checked.rubric.levels.items()):
        asks_more = level.prerequisites or level.conditions or level.each_dimension is not None
        if level.from_ < lower.from_ or (level.from_ == lower.from_ and not asks_more):
            details = {"name": name, "from": f"{level.from_:g}", "before": before}
            details |= {"least": f"{lower.from_:g}"}
            yield checked.error("level_not_rising", ("levels", name, "from"), details)


def reachable(checked: Checked) -> Iterator[Problem]:
    """Report levels that ask for more than the best answers can bring."""
    best = reach.total(checked)
    tops = reach.dimensions(checked)
    for name, level in checked.rubric.levels.items():
        path = ("levels", name)
        if best is not None and level.from_ > best + _ROUNDING:
            details = {"name": name, "best": f"{best:g}"}
            yield checked.error("level_out_of_reach", (*path, "from"), details)
        for dimension, top in tops.items():
            if top.certain and (level.each_dimension or 0) > top.score + _ROUNDING:
                details = {"name": name, "dimension": dimension, "best": f"{top.score:g}"}
                at = (*path, "each_dimension")
                yield checked.error("dimension_out_of_reach", at, details)


def prerequisites(checked: Checked) -> Iterator[Problem]:
    """Report prerequisites of levels that are no indicators, or have no condition to hold."""
    indicators = {one.name: one.indicator for one in checked.judged}
    able = {name: one for name, one in indicators.items() if one.prerequisite is not None}
    for name, level in checked.rubric.levels.items():
        path = ("levels", name, "prerequisites")
        if level.prerequisites == "all":
            if not able:
                yield checked.warning("no_prerequisites", path, {"name": name})
            continue
        for index, needed in enumerate(level.prerequisites):
            if needed not in indicators:
                yield checked.error("unknown_indicator", (*path, index), closest(needed, able))
            elif needed not in able:
                yield checked.error("not_a_prerequisite", (*path, index), {"name": needed})
