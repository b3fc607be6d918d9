"""Which of two entries is ahead, under all weightings of the dimensions there are.

A weighting is a point of the simplex: weights from 0 that add up to 1; all are equally likely.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from greenpark_assess.comparison.records import Swap, Weightings
from greenpark_assess.comparison.slopes import exponent
from greenpark_assess.expressions.columns import Floats
from greenpark_assess.scoring.engine import Scores
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import Plan

FULL = 100.0


def share_below(differences: Sequence[float]) -> float:
    """Return the share (0–1) of the simplex on which ``Σ w · difference < 0``.

    The content of a simplex cut by a half-space: G. Varsi, The multidimensional content of the
    frustum of the simplex, Pacific J. Math. 46 (1973) 303–314, as simplified by M. M. Ali, Content
    of the frustum of a simplex, Pacific J. Math. 48 (1973) 313–322. Every step is a weighted mean
    of two numbers from 0 to 1, so nothing cancels. Where all differences are 0 the share is 0.
    """
    above = [one for one in differences if one > 0]
    content = [1.0] + [0.0] * len(above)
    for below in (one for one in differences if one < 0):
        for place, one in enumerate(above, start=1):
            content[place] = (one * content[place] - below * content[place - 1]) / (one - below)
    return content[-1] if min(differences, default=0.0) < 0 else 0.0


def least_shift(
    names: Sequence[str], weights: Sequence[float], gaps: Sequence[float]
) -> Swap | None:
    """Return the least shift of weight after which ``Σ w · gap`` is 0, if the sign can turn at all.

    ``gaps`` are the differences of two entries by dimension; ``weights`` add up to 100. All that
    moves goes to the dimension where the entry behind is best, from those where it is worst first:
    there each percentage point closes most, so no other shift needs less.
    """
    lead = math.fsum(weight * gap for weight, gap in zip(weights, gaps, strict=True))
    if round(lead / FULL, DECIMALS) == 0:
        return Swap(0.0, dict(zip(names, weights, strict=True)))
    sign = math.copysign(1.0, lead)
    leads = [sign * gap for gap in gaps]
    target = min(range(len(leads)), key=leads.__getitem__)
    if leads[target] >= 0:
        return None
    after, missing = list(weights), abs(lead)
    for place in sorted(range(len(leads)), key=lambda one: -leads[one]):
        closed = leads[place] - leads[target]
        if closed <= 0 or missing <= 0:
            break
        step = min(weights[place], missing / closed)
        after[place] -= step
        after[target] += step
        missing -= step * closed
    return Swap(after[target] - weights[target], dict(zip(names, after, strict=True)))


class Dimensions:
    """The scores of the dimensions of all entries, as they count in the total.

    A table of random weightings is drawn only if a pair needs it; it is the same for all pairs, so
    that no pair depends on the others.
    """

    def __init__(self, plan: Plan, scores: Scores, *, seed: int, draws: int) -> None:
        self._join = plan.nodes[-1].aggregator
        slots = plan.nodes[-1].children
        self._used = self._join.used
        self._names = [_name(plan, slot) for slot in slots]
        self._points = [scores.points[slot] for slot in slots]
        self._counted = [scores.counted[slot] for slot in slots]
        self._totals = scores.points[-1]
        self._seed, self._draws = seed, draws
        self._weights: list[Floats] | None = None
        self._sampled: dict[int, Floats] = {}

    def weightings(self, first: int, second: int) -> Weightings:
        """Return how far the order of two rows, both with a total, depends on the weights."""
        p = exponent(self._join)
        if p is None:
            return self._whatever_the_weights(first, second)
        here = self._present(first)
        if p == 1 and here == self._present(second):
            return self._exact(first, second, here)
        return self._estimated(first, second)

    def _present(self, row: int) -> list[int]:
        return [place for place in self._used if self._counted[place][row]]

    def _whatever_the_weights(self, first: int, second: int) -> Weightings:
        """Judge a total that asks for ranks among the dimensions and not for weights."""
        lead = round(float(self._totals[first] - self._totals[second]), DECIMALS)
        return Weightings(float(lead > 0), float(lead < 0), 0.0, linear=False, swap=None)

    def _exact(self, first: int, second: int, here: list[int]) -> Weightings:
        gaps = [self._gap(place, first, second) for place in here]
        weights = [self._join.weights[place] for place in here]
        whole = math.fsum(weights)
        return Weightings(
            ahead=share_below([-gap for gap in gaps]),
            behind=share_below(gaps),
            standard_error=0.0,
            linear=True,
            swap=least_shift(
                [self._names[place] for place in here],
                [FULL * weight / whole for weight in weights],
                gaps,
            ),
        )

    def _gap(self, place: int, first: int, second: int) -> float:
        gap = self._lifted(place, first) - self._lifted(place, second)
        return gap if round(gap, DECIMALS) else 0.0

    def _lifted(self, place: int, row: int) -> float:
        points = float(self._points[place][row])
        return points if self._join.floor is None else max(points, self._join.floor)

    def _estimated(self, first: int, second: int) -> Weightings:
        lead = np.round(self._sample(first) - self._sample(second), DECIMALS)
        ahead, behind = float(np.mean(lead > 0)), float(np.mean(lead < 0))
        error = math.sqrt(ahead * (1 - ahead) / self._draws)
        return Weightings(ahead, behind, error, linear=False, swap=None)

    def _sample(self, row: int) -> Floats:
        """Return the totals of one row under every random weighting."""
        if self._weights is None:
            drawn = np.random.default_rng(self._seed).dirichlet(
                np.ones(len(self._used)), self._draws
            )
            self._weights = [np.zeros(self._draws) for _ in self._names]
            for place, column in zip(self._used, drawn.T, strict=True):
                self._weights[place] = column
        if row not in self._sampled:
            with np.errstate(all="ignore"):
                self._sampled[row], _ = self._join(
                    [points[row : row + 1] for points in self._points],
                    [counted[row : row + 1] for counted in self._counted],
                    weights=self._weights,
                )
        return self._sampled[row]


def _name(plan: Plan, slot: int) -> str:
    return plan.nodes[slot - len(plan.leaves)].id
