"""Entries beside each other: full scores, scores on what applies to all, order, and spread."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import combinations

import numpy as np

from greenpark_assess.comparison.records import Group, Pair, Peer, Score, Spread, Standing
from greenpark_assess.comparison.rescore import Rescored
from greenpark_assess.comparison.weightings import Dimensions
from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.scoring.leaves import NOT_APPLICABLE
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import TOTAL, Plan
from greenpark_assess.scoring.tree import climb

FEWEST_PARKS = 5
"""A spread over fewer would say more about single parks than about the group."""


def beside(rescored: Rescored, *, seed: int = 1, draws: int = 20_000) -> Group:
    """Return all entries beside each other.

    ``seed`` and ``draws`` are for the random weightings where no exact share can be computed.
    """
    plan, standings = rescored.plan, rescored.standings
    names = [leaf.id for leaf in plan.leaves]
    applies = rescored.scores.status[: len(names)] != NOT_APPLICABLE
    common = applies.all(axis=1)
    return Group(
        peers=_peers(rescored, applies, common),
        pairs=_pairs(rescored, applies, seed, draws),
        same_scope=bool((applies == common[:, np.newaxis]).all()),
        common=tuple(name for name, of_all in zip(names, common, strict=True) if of_all),
        spreads={
            TOTAL: _spread(standings, [standing.total for standing in standings]),
            **{
                name: _spread(standings, [standing.nodes[name] for standing in standings])
                for name in _dimensions(plan)
            },
        },
    )


def _dimensions(plan: Plan) -> dict[str, int]:
    return {plan.nodes[slot - len(plan.leaves)].id: slot for slot in plan.dimensions}


# ---- each entry


def _peers(rescored: Rescored, applies: Bools, common: Bools) -> tuple[Peer, ...]:
    plan, standings = rescored.plan, rescored.standings
    points, counted = _on_common(rescored, common)

    def common_score(slot: int, row: int) -> float | None:
        return float(points[slot][row]) if counted[slot][row] else None

    scores = [standing.total.points for standing in standings]
    common_scores = [common_score(plan.size - 1, row) for row in range(len(standings))]
    return tuple(
        Peer(
            label=standing.label,
            score=scores[row],
            rank=_rank(scores[row], scores),
            common_score=common_scores[row],
            common_rank=_rank(common_scores[row], common_scores),
            dimensions={name: common_score(slot, row) for name, slot in _dimensions(plan).items()},
            outside=tuple(
                leaf.id for leaf in plan.leaves if applies[leaf.slot, row] and not common[leaf.slot]
            ),
        )
        for row, standing in enumerate(standings)
    )


def _on_common(rescored: Rescored, common: Bools) -> tuple[list[Floats], list[Bools]]:
    """Score all entries again, with what does not apply to all of them left out for all."""
    plan, scores = rescored.plan, rescored.scores
    leaves = len(plan.leaves)
    points = list(scores.points[:leaves])
    counted = list(scores.counted[:leaves] & common[:, np.newaxis])
    with np.errstate(all="ignore"):
        climb(plan, points, counted, list(scores.settled) if plan.has_floor else None)
    return points, counted


def _rank(score: float | None, scores: Sequence[float | None]) -> int | None:
    if score is None:
        return None
    own = round(score, DECIMALS)
    return 1 + sum(one is not None and round(one, DECIMALS) > own for one in scores)


# ---- each pair


def _pairs(rescored: Rescored, applies: Bools, seed: int, draws: int) -> tuple[Pair, ...]:
    standings = rescored.standings
    dimensions = Dimensions(rescored.plan, rescored.scores, seed=seed, draws=draws)

    def pair(first: int, second: int) -> Pair:
        one, other = standings[first].total, standings[second].total
        scored = one.points is not None and other.points is not None
        return Pair(
            first=standings[first].label,
            second=standings[second].label,
            same_scope=bool((applies[:, first] == applies[:, second]).all()),
            overlap=overlap(one, other),
            weightings=dimensions.weightings(first, second) if scored else None,
        )

    return tuple(pair(first, second) for first, second in combinations(range(len(standings)), 2))


def overlap(one: Score, other: Score) -> bool | None:
    """Tell whether two ranges share a point, so that the order is not certain."""
    if one.low is None or one.high is None or other.low is None or other.high is None:
        return None
    return round(max(one.low, other.low) - min(one.high, other.high), DECIMALS) <= 0


# ---- the whole group


def _spread(standings: Sequence[Standing], scores: Sequence[Score]) -> Spread | None:
    known = [
        (standing.park, score.points)
        for standing, score in zip(standings, scores, strict=True)
        if score.points is not None
    ]
    parks = len({park for park, _ in known})
    if parks < FEWEST_PARKS:
        return None
    quartiles = np.quantile([points for _, points in known], (0, 0.25, 0.5, 0.75, 1))
    return Spread(parks, *map(float, quartiles))
