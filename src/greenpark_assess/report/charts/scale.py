"""From points to places, and places for labels that do not cover each other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import ceil, floor

FULL = 100.0
STEPS = (1.0, 2.0, 5.0, 10.0, 20.0, 50.0)
MOST_STEPS = 6
NOISE = 9
"""Decimals up to which values are compared: scores are sums of binary fractions."""

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, slots=True)
class Scale:
    """Maps values from ``low`` to ``high`` to places from ``start`` to ``end``."""

    low: float
    high: float
    start: float
    end: float

    def at(self, value: float) -> float:
        """Return the place of ``value``; what lies outside is put at the nearer end."""
        inside = min(max(value, self.low), self.high)
        return self.start + (inside - self.low) / (self.high - self.low) * (self.end - self.start)

    def ticks(self) -> Iterator[tuple[float, str]]:
        """Yield round values, each with how it is written."""
        step = step_for(self.high - self.low)
        for place in range(ceil(self.low / step), floor(self.high / step) + 1):
            yield place * step, f"{place * step:g}".replace("-", MINUS)


def step_for(span: float) -> float:
    """Return a round step that cuts ``span`` into few pieces."""
    factor = 1.0
    while span / (STEPS[-1] * factor) > MOST_STEPS:
        factor *= 10
    return next(one * factor for one in STEPS if span / (one * factor) <= MOST_STEPS)


def full_scale(values: Iterable[float], start: float, end: float) -> Scale:
    """Return the scale from 0 to 100, longer only where a value lies outside of it."""
    known = [round(one, NOISE) for one in (0.0, FULL, *values)]
    return Scale(floor(min(known) / 20) * 20.0, ceil(max(known) / 20) * 20.0, start, end)


def near_scale(values: Sequence[float], start: float, end: float, least: float) -> Scale:
    """Return a scale just around ``values``, at least ``least`` points long, with round ends."""
    low, high = (min(values), max(values)) if values else (0.0, FULL)
    spare = max((least - (high - low)) / 2, (high - low) * 0.08)
    step = step_for(high - low + 2 * spare)
    bottom = floor((low - spare) / step) * step
    top = ceil((high + spare) / step) * step
    if low >= 0:
        bottom = max(bottom, 0.0)
    if high <= FULL:
        top = min(top, FULL)
    return Scale(bottom, top, start, end)


def spread(wanted: Sequence[tuple[float, float]], low: float, high: float) -> list[float]:
    """Move labels apart: (middle, height) each to new middles between ``low`` and ``high``.

    They keep their order and overlap only where there is no room for all of them.
    """
    order = sorted(range(len(wanted)), key=lambda place: wanted[place][0])
    moved = [0.0] * len(wanted)
    edge = low
    for place in order:
        middle, height = wanted[place]
        moved[place] = max(middle, edge + height / 2)
        edge = moved[place] + height / 2
    edge = high
    for place in reversed(order):
        height = wanted[place][1]
        moved[place] = min(moved[place], edge - height / 2)
        edge = moved[place] - height / 2
    return moved
