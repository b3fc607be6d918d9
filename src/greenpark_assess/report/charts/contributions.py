"""The waterfall between two years: from the old score over its causes to the new one."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import DEEP
from greenpark_assess.report.charts.pen import WIDTH, frame, marker
from greenpark_assess.report.charts.record import Figure
from greenpark_assess.report.charts.rows import PLOT_END, PLOT_START, Row, axis, rows_of, rules
from greenpark_assess.report.charts.scale import Scale, near_scale
from greenpark_assess.report.charts.waterfall import (
    HEAD,
    Part,
    connectors,
    refuse_gap,
    step_rows,
    stops,
)

LEAST_SPAN = 4.0
"""Points: a smaller change is not blown up to the width of the page."""


@dataclass(frozen=True, slots=True)
class Contributions(Figure):
    """Why a score changed; the rounded parts add up from ``old`` to ``new``."""

    old: Part
    causes: tuple[Part, ...]
    new: Part

    def __post_init__(self) -> None:
        """Refuse parts that do not add up (``ValueError``)."""
        refuse_gap(self.old, self.causes, self.new)


def contributions(chart: Contributions) -> Markup:
    """Return the chart on a scale just around the two scores.

    That scale need not begin at 0, so the scores are places on it and not columns.
    """
    parts = (chart.old, *chart.causes, chart.new)
    stations = list(stops(chart.old, chart.causes))
    scale = near_scale(stations, PLOT_START, PLOT_END, LEAST_SPAN)
    rows = rows_of((one.name for one in parts), HEAD)
    bottom = rows[-1].bottom
    drawn = [axis(scale, HEAD, bottom), rules(rows), connectors(rows, scale, stations)]
    drawn += [_score(rows[0], scale, chart.old), _score(rows[-1], scale, chart.new)]
    drawn += step_rows(rows[1:-1], scale, stations, chart.causes)
    return frame(chart, (WIDTH, bottom + 6), drawn)


def _score(row: Row, scale: Scale, part: Part) -> Markup:
    place = marker("circle", scale.at(part.points), row.middle, DEEP, 6)
    return place + row.label(bold=True) + row.figure(part.text)
