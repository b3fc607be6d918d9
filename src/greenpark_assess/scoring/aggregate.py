"""Aggregations: the points of a node from those of its children, with n/a children left out.

Sums run over the children in their order, term by term, so that a park scores to the same last bit
alone and in any batch. Every aggregation is monotone in every child.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any, TypeAlias

import numpy as np

from greenpark_assess.expressions.columns import Bools, Floats

Values: TypeAlias = Sequence[Floats]
Present: TypeAlias = Sequence[Bools]


@dataclass(frozen=True)
class Aggregator:
    """How one node's children are joined; children of weight 0 never count.

    ``parameter`` is p of ``power(p)`` or k of ``at_least(k)``; ``floor`` lifts every child to at
    least that many points, so that a single zero does not decide a geometric or harmonic mean.
    """

    name: str
    parameter: float
    floor: float | None
    weights: tuple[float, ...]

    @cached_property
    def used(self) -> tuple[int, ...]:
        """The places of the children that count."""
        return tuple(place for place, weight in enumerate(self.weights) if weight > 0)

    def __call__(
        self,
        values: Values,
        present: Present,
        stays: Bools | None = None,
        weights: Sequence[Any] | None = None,
    ) -> tuple[Floats, Bools]:
        """Return ``(points, whether any child counts)``; points are 0 where none does.

        Values may have leading axes before the rows; presence is broadcast against them. Where
        ``stays`` is given and false, the floor lifts nothing: a node that may itself still leave
        the tree must not promise points. Other ``weights`` than the own ones, one array over the
        rows per child, may be given for the children that count.
        """
        used = self.used
        if not used:
            return np.zeros_like(values[0]), np.zeros_like(present[0])
        children = [self._lifted(values[i], stays) for i in used]
        here = [present[i] for i in used]
        counts = here[0]
        for other in here[1:]:
            counts = counts | other
        given = self.weights if weights is None else weights
        points = _MEANS[self.name](self, children, here, [given[i] for i in used])
        return (points if counts.all() else np.where(counts, points, 0.0)), counts

    def _lifted(self, value: Floats, stays: Bools | None) -> Floats:
        if self.floor is None:
            return value
        lifted = np.maximum(value, self.floor)
        return lifted if stays is None else np.where(stays, lifted, value)

    def total_weight(self, present: Present) -> Floats:
        """Return the sum of the weights of the children that are present."""
        total: Any = 0.0
        for weight, here in zip(self.weights, present, strict=True):
            total = total + weight * here
        return total  # type: ignore[no-any-return]


def _mean(
    values: Values, present: Present, weights: Sequence[Any], transform: Callable[[Any], Any]
) -> Floats:
    """Return Σ w·f(x) / Σ w over the children that are present."""
    above: Any = 0.0
    below: Any = 0.0
    for value, here, weight in zip(values, present, weights, strict=True):
        counted = weight * here
        above = above + counted * transform(np.where(here, value, 1.0))
        below = below + counted
    return above / np.where(below > 0, below, 1.0)  # type: ignore[no-any-return]


def _arithmetic(_: Aggregator, values: Values, present: Present, weights: list[Any]) -> Floats:
    above: Any = 0.0
    below: Any = 0.0
    for value, here, weight in zip(values, present, weights, strict=True):
        counted = weight * here
        above = above + counted * value
        below = below + counted
    return above / np.where(below > 0, below, 1.0)  # type: ignore[no-any-return]


def _geometric(_: Aggregator, values: Values, present: Present, weights: list[Any]) -> Floats:
    return np.exp(_mean(values, present, weights, np.log))


def _harmonic(_: Aggregator, values: Values, present: Present, weights: list[Any]) -> Floats:
    return 1.0 / _mean(values, present, weights, np.reciprocal)


def _power(self: Aggregator, values: Values, present: Present, weights: list[Any]) -> Floats:
    p = self.parameter
    if p == 0:
        return _geometric(self, values, present, weights)
    # Relative to the child that weighs most, so that high powers neither overflow nor vanish.
    anchor = (_maximum if p > 0 else _minimum)(self, values, present, weights)
    anchor = np.where((anchor > 0) & np.isfinite(anchor), anchor, 1.0)
    mean = _mean([value / anchor for value in values], present, weights, lambda x: x**p)
    return anchor * mean ** (1.0 / p)


def _minimum(_: Aggregator, values: Values, present: Present, __: list[Any]) -> Floats:
    least: Any = np.inf
    for value, here in zip(values, present, strict=True):
        least = np.minimum(least, np.where(here, value, np.inf))
    return least  # type: ignore[no-any-return]


def _maximum(_: Aggregator, values: Values, present: Present, __: list[Any]) -> Floats:
    most: Any = -np.inf
    for value, here in zip(values, present, strict=True):
        most = np.maximum(most, np.where(here, value, -np.inf))
    return most  # type: ignore[no-any-return]


def _at_least(self: Aggregator, values: Values, present: Present, _: list[Any]) -> Floats:
    ranked = np.stack(
        np.broadcast_arrays(
            *(np.where(here, value, -np.inf) for value, here in zip(values, present, strict=True))
        )
    )
    ranked = -np.sort(-ranked, axis=0)
    applying = np.isfinite(ranked).sum(axis=0)
    rank = np.clip(np.minimum(int(self.parameter), applying) - 1, 0, None)
    return np.take_along_axis(ranked, rank[np.newaxis], axis=0)[0]  # type: ignore[no-any-return]


_MEANS: dict[str, Callable[[Aggregator, Values, Present, list[Any]], Floats]] = {
    "arithmetic": _arithmetic,
    "geometric": _geometric,
    "harmonic": _harmonic,
    "power": _power,
    "minimum": _minimum,
    "maximum": _maximum,
    "at_least": _at_least,
}
