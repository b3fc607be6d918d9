"""How a node's change hangs on its children: one slope per edge, exact for every aggregation.

Between two states of the same children, ``Σ slope · change of the child = change of the node``.
Slopes multiply along the path from an indicator to the total, so that contributions of indicators
add up to the change of the total whatever joins them. A slope is the same in both directions.

*Means* M = φ⁻¹(Σ w·φ(x)), φ(x) = xᵖ, or ln x for p = 0. With the secants φ[a, b] =
(φ(b) − φ(a)) / (b − a), which are the derivative where a = b, slope = w · φ[x] / φ[M]. For the
geometric mean this is the additive logarithmic mean Divisia index, LMDI I (B. W. Ang, Decomposition
analysis for policymaking in energy: which is the preferred method?, Energy Policy 32 (2004)
1131–1139). Where children leave zero and the mean does with them, the analytical limit stands (an
idea of B. W. Ang, F. Q. Zhang, K.-H. Choi, Factorizing changes in energy and environmental
indicators through decomposition, Energy 23 (1998) 489–495): they share the change by their weights,
the others have no part in it.

*Order statistics* (minimum, maximum, at_least) follow the straight path from the old to the new
points: slope = share of the path on which the child is the one that decides.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeAlias

from greenpark_assess.scoring.aggregate import Aggregator

Ends: TypeAlias = tuple[float, float]
"""Points at the old and at the new end of a change."""

TIED = 1e-12
"""Points that differ by no more are the same: far above rounding errors, below all else."""
VANISHING = 1e-300
"""Points below this bring a mean with p <= 0 to zero, if anything does."""

_ORDER_STATISTICS = frozenset({"minimum", "maximum", "at_least"})
_EXPONENTS = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}


def edge_slopes(
    join: Aggregator, children: Sequence[Ends | None], node: Ends, *, stays: bool
) -> list[float]:
    """Return one slope per child of a node.

    ``children`` and ``node`` are their points, old and new; ``None`` stands for a child that is not
    in the tree (at either time). The floor lifts the children only where ``stays``.
    """
    floor = join.floor if stays and join.floor is not None else -math.inf
    slopes = [0.0] * len(children)
    here = [(place, ends) for place in join.used if (ends := children[place]) is not None]
    if not here:
        return slopes
    lifted = [(max(old, floor), max(new, floor)) for _, (old, new) in here]
    weights = [join.weights[place] for place, _ in here]
    for (place, ends), slope in zip(here, _joined(join, weights, lifted, node), strict=True):
        slopes[place] = slope * _floor_slope(ends, floor)
    return slopes


def _floor_slope(ends: Ends, floor: float) -> float:
    """Return the share of the way from one end to the other that lies above the floor."""
    least, most = min(ends), max(ends)
    if least >= floor:
        return 1.0
    return (most - floor) / (most - least) if most > floor else 0.0


def _joined(
    join: Aggregator, weights: list[float], children: list[Ends], node: Ends
) -> list[float]:
    p = exponent(join)
    if p is None:
        return _deciding(children, _rank(join, len(children)))
    total = math.fsum(weights)
    return _mean_slopes(p, [weight / total for weight in weights], children, node)


def exponent(join: Aggregator) -> float | None:
    """Return p of an aggregation that is a weighted power mean, ``None`` for an order statistic."""
    if join.name == "power":
        return join.parameter
    return None if join.name in _ORDER_STATISTICS else _EXPONENTS[join.name]


def _rank(join: Aggregator, count: int) -> int:
    """Return the place of the child that decides, counted from the highest."""
    match join.name:
        case "minimum":
            return count - 1
        case "maximum":
            return 0
    return min(int(join.parameter), count) - 1


# ---- means


def _mean_slopes(p: float, shares: list[float], children: list[Ends], node: Ends) -> list[float]:
    if p == 1:
        return shares
    if max(node) == 0:
        return [0.0] * len(shares)
    if p <= 0 and min(node) == 0:
        return _slopes_from_zero(shares, children, max(node))
    return [
        share * _secant_ratio(p, child, node) for share, child in zip(shares, children, strict=True)
    ]


def _slopes_from_zero(shares: list[float], children: list[Ends], change: float) -> list[float]:
    """Return the limits for a mean that its zeros hold at zero at one end."""
    moved = [min(child) < VANISHING for child in children]
    whole = math.fsum(share for share, of_it in zip(shares, moved, strict=True) if of_it)
    return [
        change * share / whole / max(child) if of_it else 0.0
        for share, child, of_it in zip(shares, children, moved, strict=True)
    ]


def _secant_ratio(p: float, child: Ends, node: Ends) -> float:
    """Return φ[child] / φ[node].

    Both are taken relative to the end at which φ is larger, so that neither high powers nor small
    differences lose digits.
    """
    if max(child) == 0:
        return 0.0  # it stays at zero, where the slope of a root is infinite; nothing moves
    larger = (max(child), max(node)) if p > 0 else (min(child), min(node))
    scale: float = (larger[0] / larger[1]) ** p
    return scale * _relative(p, child) / _relative(p, node)


def _relative(p: float, ends: Ends) -> float:
    """Return |φ[a, b]| / φ(the end at which φ is larger), and for p = 0 plainly φ[a, b]."""
    least, most = min(ends), max(ends)
    if least == most:
        return (abs(p) or 1.0) / least
    ratio = _log_ratio(least, most)
    return (-math.expm1(-abs(p) * ratio) if p else ratio) / (most - least)


def _log_ratio(least: float, most: float) -> float:
    """Return ln(most / least) to full precision; infinite from zero."""
    if least == 0:
        return math.inf
    if most < 2 * least:
        return math.log1p((most - least) / least)
    return math.log(most) - math.log(least)


# ---- order statistics


def _deciding(children: list[Ends], rank: int) -> list[float]:
    """Return on which share of the straight path each child has ``rank`` (0 for the highest).

    Children that are tied on a stretch share it equally.
    """
    old, new = ([child[end] for child in children] for end in (0, 1))
    if new < old:
        old, new = new, old  # one direction only, so that the way back is the same to the last bit
    shares = [0.0] * len(children)
    for start, end in pairwise(_crossings(old, new)):
        middle = (start + end) / 2
        points = [a + (b - a) * middle for a, b in zip(old, new, strict=True)]
        decisive = sorted(points, reverse=True)[rank]
        tied = [place for place, value in enumerate(points) if abs(value - decisive) <= TIED]
        for place in tied:
            shares[place] += (end - start) / len(tied)
    return shares


def _crossings(old: list[float], new: list[float]) -> list[float]:
    """Return the times from 0 to 1 between which no two children change their order."""
    times = {0.0, 1.0}
    for place, (a, b) in enumerate(zip(old, new, strict=True)):
        for c, d in zip(old[:place], new[:place], strict=True):
            closing = (b - a) - (d - c)
            if closing != 0 and 0 < (c - a) / closing < 1:
                times.add((c - a) / closing)
    return sorted(times)
