"""The author's view of a rubric: how little reaches each level, and what hardly counts."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from greenpark_assess.expressions.columns import Floats
from greenpark_assess.rubric.check.reach import points as points_of
from greenpark_assess.rubric.model import Id, Rubric
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import Plan
from greenpark_assess.scoring.tree import climb


@dataclass(frozen=True, slots=True)
class LeastEffort:
    """The fewest indicators with which a level is reached while all others earn their least.

    Everything applies. Conditions in the rubric's own words are taken as met. ``indicators`` are
    in the order of the tree and have the most points of their scales; ``score`` is the total that
    results, or ``None`` where no set reaches the level.
    """

    level: Id
    indicators: tuple[Id, ...]
    score: float | None


@dataclass(frozen=True, slots=True)
class _Needs:
    """What a level and those below it ask for: slots with the least score, prerequisites."""

    least: Mapping[int, float]
    prerequisites: frozenset[int]


def least_efforts(rubric: Rubric, plan: Plan) -> tuple[LeastEffort, ...]:
    """Return the least effort for each level, the lowest first.

    The set is grown by the indicator that lifts most what is still too low, and then thinned out.
    Where all nodes are weighted means no set is smaller.
    """
    ends = _ends(rubric, plan)
    return tuple(
        _least_effort(level.id, _needs(plan, number), plan, ends)
        for number, level in enumerate(plan.levels)
    )


def swings(rubric: Rubric, plan: Plan) -> dict[Id, float]:
    """Return by how many points each indicator alone can move the total, at the most.

    It goes from its fewest to its most points while all others stand at their fewest, half-way, or
    at their most; the largest of the three moves is returned.
    """
    low, high = _ends(rubric, plan)
    count = len(plan.leaves)
    bases = np.stack([low, (low + high) / 2, high])  # (bases, leaves)
    rows = np.repeat(bases[:, np.newaxis, :], count, axis=1)  # (bases, lifted leaf, leaves)
    lowered, lifted = rows.copy(), rows
    each = np.arange(count)
    lowered[:, each, each], lifted[:, each, each] = low, high
    moves = _totals(plan, lifted) - _totals(plan, lowered)
    return {leaf.id: float(moves[:, leaf.slot].max()) for leaf in plan.leaves}


def _ends(rubric: Rubric, plan: Plan) -> tuple[Floats, Floats]:
    """Return the fewest and the most points of each indicator, both (leaves,)."""
    indicators = rubric.indicators()
    ends = np.array([points_of(indicators[leaf.id].scale) for leaf in plan.leaves])
    return ends[:, 0], ends[:, 1]


def _totals(plan: Plan, rows: Floats) -> Floats:
    """Return the totals of what-ifs, given as (..., leaves), as (...)."""
    flat = rows.reshape(-1, rows.shape[-1])
    return _climbed(plan, flat)[-1].reshape(rows.shape[:-1])


def _climbed(plan: Plan, rows: Floats) -> list[Floats]:
    """Return the points of all slots for what-ifs, given as (what-ifs, leaves)."""
    values = list(rows.T)
    present = [np.ones(len(rows), bool) for _ in values]
    with np.errstate(all="ignore"):
        climb(plan, values, present, list(present) if plan.has_floor else None)
    return values


# --- growing and thinning out ---------------------------------------------------------


def _needs(plan: Plan, number: int) -> _Needs:
    least: dict[int, float] = {}
    below = plan.levels[: number + 1]
    for level in below:
        if level.each_dimension is not None:
            for slot in plan.dimensions:
                least[slot] = max(level.each_dimension, least.get(slot, 0.0))
    least[plan.size - 1] = max(level.least for level in below)
    return _Needs(least, frozenset(leaf for level in below for leaf in level.prerequisites))


def _least_effort(level: Id, needs: _Needs, plan: Plan, ends: tuple[Floats, Floats]) -> LeastEffort:
    chosen = set(needs.prerequisites)
    while (short := _short(needs, _scores(plan, ends, [chosen])[0])) is not None:
        others = [leaf.slot for leaf in plan.leaves if leaf.slot not in chosen]
        if not others:
            return LeastEffort(level, (), None)
        lifted = _scores(plan, ends, [chosen | {leaf} for leaf in others])
        rise = [
            (row[short], plan.leaves[leaf].nominal)
            for row, leaf in zip(lifted, others, strict=True)
        ]
        chosen.add(others[max(range(len(others)), key=rise.__getitem__)])
    _thin_out(chosen, needs, plan, ends)
    indicators = tuple(leaf.id for leaf in plan.leaves if leaf.slot in chosen)
    return LeastEffort(level, indicators, float(_scores(plan, ends, [chosen])[0][-1]))


def _thin_out(chosen: set[int], needs: _Needs, plan: Plan, ends: tuple[Floats, Floats]) -> None:
    for leaf in sorted(chosen - needs.prerequisites, key=lambda slot: plan.leaves[slot].nominal):
        if _short(needs, _scores(plan, ends, [chosen - {leaf}])[0]) is None:
            chosen.remove(leaf)


def _short(needs: _Needs, scores: Floats) -> int | None:
    """Return a slot whose score is still too low, the total last."""
    return next(
        (slot for slot, least in needs.least.items() if round(scores[slot], DECIMALS) < least), None
    )


def _scores(plan: Plan, ends: tuple[Floats, Floats], sets: Iterable[set[int]]) -> Floats:
    """Return the points of all slots, (sets, slots), where each set has its most points."""
    low, high = ends
    chosen = np.array([[leaf.slot in one for leaf in plan.leaves] for one in sets])
    return np.stack(_climbed(plan, np.where(chosen, high, low)), axis=1)
