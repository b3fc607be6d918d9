"""A score with its range, as small as a word."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.bars import score_bar
from greenpark_assess.report.charts.colours import TRACK
from greenpark_assess.report.charts.pen import block, frame, line
from greenpark_assess.report.charts.record import Figure, Landmark, Reading
from greenpark_assess.report.charts.scale import full_scale

WIDE, HIGH, INSET = 72.0, 16.0, 3.0


@dataclass(frozen=True, slots=True)
class Spark(Figure):
    """One score; without one, ``reading`` is None and the track is empty."""

    reading: Reading | None
    levels: tuple[Landmark, ...] = ()


def spark(chart: Spark) -> Markup:
    """Return the drawing; it has no words of its own, so the number stands beside it."""
    reading, middle = chart.reading, HIGH / 2
    values = (reading.score, reading.low, reading.high) if reading else ()
    scale = full_scale(values, INSET, WIDE - INSET)
    drawn = [block(INSET, middle - 7, WIDE - 2 * INSET, 14, TRACK)]
    drawn += [
        line(scale.at(one.at), middle - 7, scale.at(one.at), middle + 7) for one in chart.levels
    ]
    if reading:
        drawn.append(score_bar(middle, scale, reading))
    return frame(chart, (WIDE, HIGH), drawn)
