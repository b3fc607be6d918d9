"""Why a total changed from one entry to another: a Shapley value over re-scores of the tree.

Each of the three players (``states``) is given the mean of what its move does to the total, over
all six orders in which the three can move (L. S. Shapley, A value for n-person games, 1953). So the
parts add up, no order is preferred, and the way back has the same parts with the other sign.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenpark_assess.comparison.one_by_one import steps
from greenpark_assess.comparison.records import Change, Parts, Standing
from greenpark_assess.comparison.rescore import Rescored
from greenpark_assess.comparison.slopes import edge_slopes
from greenpark_assess.comparison.states import (
    ANSWERED,
    MIXES,
    NEW,
    OLD,
    PERFORMANCE,
    SCOPE,
    Mixed,
    mix,
)
from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.scoring.engine import Scores
from greenpark_assess.scoring.plan import TOTAL, Plan
from greenpark_assess.scoring.tree import climb

_SHARE_OF_ORDERS = (1 / 3, 1 / 6, 1 / 3)
"""In how many of the orders a player finds none, a certain one, or both of the others moved."""


def change(rescored: Rescored, old: int, new: int) -> Change:
    """Return what changed from entry ``old`` to entry ``new`` (their places), and why."""
    was, now = rescored.standings[old], rescored.standings[new]
    return Change(
        old=was.label,
        new=now.label,
        parts=_parts(rescored, old, new),
        entered=_turned(
            was, now, {("not_applicable", "answered"), ("not_applicable", "unanswered")}
        ),
        left=_turned(was, now, {("answered", "not_applicable"), ("unanswered", "not_applicable")}),
        answered=_turned(was, now, {("unanswered", "answered")}),
        opened=_turned(was, now, {("answered", "unanswered")}),
        sharpened=_sharpened(was, now),
    )


def changes_over_time(rescored: Rescored) -> tuple[Change, ...]:
    """Return the change from each entry to the next one of the same park, in the entries' order."""
    latest: dict[str, int] = {}
    found = []
    for place, entry in enumerate(rescored.entries):
        if entry.park in latest:
            found.append(change(rescored, latest[entry.park], place))
        latest[entry.park] = place
    return tuple(found)


def _turned(was: Standing, now: Standing, wanted: set[tuple[str, str]]) -> tuple[str, ...]:
    return tuple(
        name
        for name, before in was.indicators.items()
        if (before.status, now.indicators[name].status) in wanted
    )


def _sharpened(was: Standing, now: Standing) -> tuple[str, ...]:
    found = []
    for name, before in was.indicators.items():
        after = now.indicators[name]
        ranges = {(before.low, before.high), (after.low, after.high)}
        vague = any(low != high for low, high in ranges)
        if before.status == after.status == "answered" and vague and len(ranges) > 1:
            found.append(name)
    return tuple(found)


# ---- the parts


def _parts(rescored: Rescored, old: int, new: int) -> Parts | None:
    was, now = rescored.standings[old], rescored.standings[new]
    if was.total.points is None or now.total.points is None:
        return None
    tree = _mixed_tree(rescored.plan, rescored.scores, old, new)
    change_under_yardstick = now.total.points - was.total.points
    rubric = _rubric_change(was, now)
    indicators = _contributions(rescored.plan, tree)
    return Parts(
        whole=change_under_yardstick + (rubric or 0.0),
        rubric=rubric,
        rescored=change_under_yardstick,
        scope=_value(tree.totals, SCOPE),
        answered=_value(tree.totals, ANSWERED),
        performance=_value(tree.totals, PERFORMANCE),
        scope_of=_by_steps(rescored.plan, tree, SCOPE),
        answered_of=_by_steps(rescored.plan, tree, ANSWERED),
        nodes=_summed(rescored.plan, indicators),
        indicators={leaf.id: indicators[leaf.slot] for leaf in rescored.plan.leaves},
    )


def _rubric_change(was: Standing, now: Standing) -> float | None:
    """Return what the yardstick alone did to the old total, less what it did to the new one."""
    if was.restated is None or was.restated.difference is None:
        return None
    later = now.restated.difference if now.restated is not None else None
    return was.restated.difference - (later or 0.0)


def _value(totals: Sequence[float], player: int) -> float:
    return math.fsum(
        share * (totals[start | player] - totals[start]) for start, share in _moves(player)
    )


def _moves(player: int) -> list[tuple[int, float]]:
    """Return the mixes from which ``player`` can move, each with its share of the orders."""
    starts = [int(one) for one in MIXES if not one & player]
    return [(start, _SHARE_OF_ORDERS[start.bit_count()]) for start in starts]


# ---- the tree in all mixes


@dataclass(frozen=True, slots=True, eq=False)
class _MixedTree:
    """All slots of the tree, each over the eight mixes; ``totals`` has a number for every mix.

    A mix in which nothing is left to score stands ``half_way`` between old and new.
    """

    leaves: Mixed
    points: list[Floats]
    counted: list[Bools]
    stays: list[Bools]
    totals: tuple[float, ...]
    half_way: float


def _mixed_tree(plan: Plan, scores: Scores, old: int, new: int) -> _MixedTree:
    mixed = mix(scores, old, new)
    points, counted, stays = list(mixed.points), list(mixed.counted), list(mixed.settled)
    with np.errstate(all="ignore"):
        climb(plan, points, counted, stays)
    half_way = float(points[-1][OLD] + points[-1][NEW]) / 2
    totals = np.where(counted[-1], points[-1], half_way)
    return _MixedTree(mixed, points, counted, stays, tuple(map(float, totals)), half_way)


def _by_steps(plan: Plan, tree: _MixedTree, player: int) -> dict[str, float]:
    """Return how much of a player's part each indicator did that it moved."""
    terms: dict[int, list[float]] = {}
    for start, share in _moves(player):
        for leaf, step in steps(plan, tree.leaves, start, start | player, tree.half_way).items():
            terms.setdefault(leaf, []).append(share * step)
    return {plan.leaves[leaf].id: math.fsum(terms[leaf]) for leaf in sorted(terms)}


def _contributions(plan: Plan, tree: _MixedTree) -> list[float]:
    """Return how much of the performance each leaf brought: each move of it split, and averaged."""
    terms: list[list[float]] = [[] for _ in plan.leaves]
    for start, share in _moves(PERFORMANCE):
        if not tree.counted[-1][start]:
            continue
        for leaf, part in enumerate(_split_move(plan, tree, start, start | PERFORMANCE)):
            terms[leaf].append(share * part)
    return [math.fsum(parts) for parts in terms]


def _split_move(plan: Plan, tree: _MixedTree, start: int, end: int) -> list[float]:
    """Split the change of the total between two mixes that differ in performance alone."""
    slopes = [0.0] * plan.size
    slopes[-1] = 1.0
    ends = [(float(points[start]), float(points[end])) for points in tree.points]
    for node in reversed(plan.nodes):
        if slopes[node.slot] == 0 or not tree.counted[node.slot][start]:
            continue
        below = edge_slopes(
            node.aggregator,
            [ends[child] if tree.counted[child][start] else None for child in node.children],
            ends[node.slot],
            stays=bool(tree.stays[node.slot][start]),
        )
        for child, slope in zip(node.children, below, strict=True):
            slopes[child] = slopes[node.slot] * slope
    return [slopes[leaf.slot] * (ends[leaf.slot][1] - ends[leaf.slot][0]) for leaf in plan.leaves]


def _summed(plan: Plan, leaves: Sequence[float]) -> Mapping[str, float]:
    """Return the sums over the leaves below each node."""
    below: list[list[float]] = [[part] for part in leaves]
    for node in plan.nodes:
        below.append([part for child in node.children for part in below[child]])
    return {node.id: math.fsum(below[node.slot]) for node in plan.nodes if node.id != TOTAL}
