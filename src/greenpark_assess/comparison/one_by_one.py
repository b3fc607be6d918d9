"""How much of a move each indicator did: re-scores in which they move one after the other.

For indicators that enter, leave, open or become answered there is no path from old to new along
which to take slopes. They move one by one, in the order of the rubric and in the reverse order, and
each is given the mean of its two steps. The steps add up to the move; the way back has the same
ones with the other sign; and of two indicators none comes before the other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from greenpark_assess.comparison.states import Mixed
from greenpark_assess.scoring.plan import Plan
from greenpark_assess.scoring.tree import totals


def steps(plan: Plan, mixed: Mixed, start: int, end: int, nothing: float) -> dict[int, float]:
    """Return the step of each leaf whose state differs between two mixes.

    ``nothing`` is the total that stands for a tree in which nothing is left to score.
    """
    moving = _differing(mixed, start, end)
    if not moving.size:
        return {}
    turned = np.concatenate([_turned(mixed, moving), _turned(mixed, moving[::-1])], axis=1)
    points, counted, settled = (
        np.where(turned, state[:, end : end + 1], state[:, start : start + 1])
        for state in (mixed.points, mixed.counted, mixed.settled)
    )
    with np.errstate(all="ignore"):
        scored, counts = totals(plan, points, counted, settled)
    forth, back = np.split(np.where(counts, scored, nothing), 2)
    each = (np.diff(forth) + np.diff(back)[::-1]) / 2
    return {int(leaf): float(step) for leaf, step in zip(moving, each, strict=True)}


def _differing(mixed: Mixed, start: int, end: int) -> NDArray[np.intp]:
    return np.flatnonzero(
        np.any(
            [
                state[:, start] != state[:, end]
                for state in (mixed.points, mixed.counted, mixed.settled)
            ],
            axis=0,
        )
    )


def _turned(mixed: Mixed, order: NDArray[np.intp]) -> NDArray[np.bool_]:
    """Return which leaves have moved after none, the first, the first two … of ``order``."""
    place = np.full(len(mixed.points), len(order))
    place[order] = np.arange(len(order))
    return place[:, np.newaxis] < np.arange(len(order) + 1)
