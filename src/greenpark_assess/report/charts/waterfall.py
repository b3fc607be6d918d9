"""The waterfall: from full points down to the score, one step for each dimension."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, pairwise

from markupsafe import Markup

from greenpark_assess.report.charts.colours import DEEP, RULE, RUST, TEAL
from greenpark_assess.report.charts.pen import (
    WIDTH,
    block,
    frame,
    hatched,
    joined,
    line,
)
from greenpark_assess.report.charts.record import Figure, refuse_infinite
from greenpark_assess.report.charts.rows import PLOT_END, PLOT_START, Row, axis, rows_of, rules
from greenpark_assess.report.charts.scale import Scale, full_scale

HEAD = 18.0
HALF = 7.0
TOLERANCE = 1e-6


@dataclass(frozen=True, slots=True)
class Part:
    """A step or a whole column: its name, its size in points as rounded, and as printed."""

    name: str
    points: float
    text: str

    def __post_init__(self) -> None:
        """Refuse points that are not finite (``ValueError``)."""
        refuse_infinite(self.points)


@dataclass(frozen=True, slots=True)
class Waterfall(Figure):
    """The way from ``start`` over signed ``steps`` to ``end``; the rounded parts add up."""

    start: Part
    steps: tuple[Part, ...]
    end: Part

    def __post_init__(self) -> None:
        """Refuse parts that do not add up (``ValueError``)."""
        refuse_gap(self.start, self.steps, self.end)


def refuse_gap(start: Part, steps: Sequence[Part], end: Part) -> None:
    """Raise ``ValueError`` unless ``start`` and the ``steps`` add up to ``end``."""
    total = start.points + sum(one.points for one in steps)
    if abs(total - end.points) > TOLERANCE:
        raise ValueError(f"the steps lead to {total}, not to {end.points}")


def waterfall(chart: Waterfall) -> Markup:
    """Return the chart with its columns lying, so that long names have room."""
    parts = (chart.start, *chart.steps, chart.end)
    stations = list(stops(chart.start, chart.steps))
    scale = full_scale(stations, PLOT_START, PLOT_END)
    rows = rows_of((one.name for one in parts), HEAD)
    bottom = rows[-1].bottom
    drawn = [axis(scale, HEAD, bottom), rules(rows), connectors(rows, scale, stations)]
    drawn += [_whole(rows[0], scale, chart.start), _whole(rows[-1], scale, chart.end)]
    drawn += step_rows(rows[1:-1], scale, stations, chart.steps)
    return frame(chart, (WIDTH, bottom + 6), drawn)


def stops(start: Part, steps: Sequence[Part]) -> Iterator[float]:
    """Yield where one stands at first and after each step."""
    return accumulate((one.points for one in steps), initial=start.points)


def _whole(row: Row, scale: Scale, part: Part) -> Markup:
    left, right = sorted((scale.at(0), scale.at(part.points)))
    column = block(left, row.middle - HALF, right - left, 2 * HALF, DEEP)
    return column + row.label(bold=True) + row.figure(part.text)


def step_rows(
    rows: Sequence[Row], scale: Scale, stations: Sequence[float], steps: Sequence[Part]
) -> Iterator[Markup]:
    """Yield the steps: losses hatched, gains solid, each with its name and signed number."""
    for row, part, (before, after) in zip(rows, steps, pairwise(stations), strict=True):
        fill = RUST if part.points < 0 else TEAL
        yield _step(row, scale, (before, after)) + row.label() + row.figure(part.text, fill=fill)


def _step(row: Row, scale: Scale, way: tuple[float, float]) -> Markup:
    before, after = map(scale.at, way)
    left, wide, top = min(before, after), abs(after - before), row.middle - HALF
    if after < before:
        return hatched(left, top, wide, 2 * HALF, RUST)
    return block(left, top, wide, 2 * HALF, TEAL)


def connectors(rows: Sequence[Row], scale: Scale, stations: Sequence[float]) -> Markup:
    """Return the thin lines that lead from each column to the next."""
    return joined(
        line(scale.at(value), one.middle - HALF, scale.at(value), other.middle + HALF, RULE)
        for (one, other), value in zip(pairwise(rows), stations, strict=True)
    )
