"""Drawings for the cells of a table: bars, steps and the axis above them.

Positions are percentages of the drawing's width, so a chart needs no measuring of text and fits
a printed column as well as a telephone. Names and numbers stand in the table around the drawing.
"""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import BANDS, INK, QUIET, RULE, TRACK, band
from greenpark_assess.report.charts.scale import FULL


@dataclass(frozen=True, slots=True)
class Bar:
    """A score with its range from ``low`` to ``high`` on a track with ``ticks``, all 0 to 100."""

    id: str
    description: str
    score: float
    low: float
    high: float
    ticks: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step down of a waterfall, or a whole column if ``solid``."""

    id: str
    description: str
    start: float
    end: float
    solid: bool = False


@dataclass(frozen=True, slots=True)
class Axis:
    """The scale over a column of drawings: positions and what is written there."""

    id: str
    description: str
    ticks: tuple[tuple[float, str], ...]


def draw_cell(drawing: Bar | Step | Axis) -> Markup:
    """Return the drawing as an ``<svg>`` element with role, title and a unique id."""
    if isinstance(drawing, Axis):
        return _svg(drawing.id, drawing.description, 12, _axis(drawing))
    content = _bar(drawing) if isinstance(drawing, Bar) else _step(drawing)
    return _svg(drawing.id, drawing.description, 16, content)


def _bar(bar: Bar) -> Markup:
    low, high = _inside(bar.low), _inside(bar.high)
    whisker = _whisker(low, high) if high > low else Markup()
    return (
        _block(0, FULL, 3, 10, TRACK)
        + _block(0, _inside(bar.score), 3, 10, BANDS[band(bar.score)])
        + Markup().join(_line(tick, tick, 1, 15, RULE) for tick in bar.ticks)
        + whisker
    )


def _whisker(low: float, high: float) -> Markup:
    """Draw the range in ink on a white ground, so that it shows on light and on dark bars."""
    halo = Markup('<rect x="{}%" y="6.2" width="{}%" height="3.6" fill="#fff"/>')
    return (
        halo.format(_number(low), _number(high - low))
        + _line(low, high, 8, 8, INK)
        + _line(low, low, 5, 11, INK)
        + _line(high, high, 5, 11, INK)
    )


def _step(step: Step) -> Markup:
    left, right = sorted((_inside(step.start), _inside(step.end)))
    fill = BANDS[-1] if step.solid else BANDS[1]
    return (
        _line(0, FULL, 15.5, 15.5, TRACK)
        + _block(left, right, 2, 12, fill)
        + (Markup() if step.solid else _line(left, left, 2, 16, RULE))
    )


def _axis(axis: Axis) -> Markup:
    label = Markup('<text x="{}%" y="9" font-size="8" fill="{}" text-anchor="{}">{}</text>')
    return Markup().join(
        label.format(_number(at), QUIET if at in (0, FULL) else INK, _anchor(at), text)
        for at, text in axis.ticks
    )


def _anchor(at: float) -> str:
    return {0: "start", FULL: "end"}.get(at, "middle")


def _svg(name: str, description: str, height: int, content: Markup) -> Markup:
    return Markup(
        '<svg role="img" aria-labelledby="{0}" width="100%" height="{1}">'
        '<title id="{0}">{2}</title>{3}</svg>'
    ).format(name, height, description, content)


def _block(left: float, right: float, top: float, height: float, fill: str) -> Markup:
    if right <= left:
        return Markup()
    return Markup('<rect x="{}%" y="{}" width="{}%" height="{}" fill="{}"/>').format(
        _number(left), _number(top), _number(right - left), _number(height), fill
    )


def _line(x1: float, x2: float, y1: float, y2: float, stroke: str) -> Markup:
    return Markup('<line x1="{}%" x2="{}%" y1="{}" y2="{}" stroke="{}"/>').format(
        _number(x1), _number(x2), _number(y1), _number(y2), stroke
    )


def _inside(points: float) -> float:
    return min(max(points, 0.0), FULL)


def _number(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
