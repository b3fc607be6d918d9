"""The radar: one axis for each score, the levels as outlines around the centre."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin

from markupsafe import Markup

from greenpark_assess.report.charts.bars import Bars, bars
from greenpark_assess.report.charts.colours import DEEP, GRID, INK, QUIET, RULE, RUST, TEAL
from greenpark_assess.report.charts.legend import (
    Sign,
    band_sign,
    benchmark_sign,
    legend,
    level_dash,
    level_signs,
)
from greenpark_assess.report.charts.lettering import width, wrap
from greenpark_assess.report.charts.pen import (
    LABEL,
    SMALL,
    WIDTH,
    Point,
    area,
    frame,
    joined,
    line,
    marker,
    paragraph,
    paragraph_height,
    path,
    polyline,
    text,
)
from greenpark_assess.report.charts.record import UNEXPLAINED, Figure, Item, Key, Landmark
from greenpark_assess.report.charts.scale import Scale, full_scale, spread

FEWEST, MOST = 3, 10
RADIUS, AWAY = 132.0, 14.0
ROOM = WIDTH / 2 - RADIUS - AWAY - 4
MIDDLE = WIDTH / 2
UPRIGHT = 0.01
"""Axes whose cosine is smaller than this stand straight up or down."""


@dataclass(frozen=True, slots=True)
class Radar(Figure):
    """Scores on the axes of a web; with fewer than 3 or more than 10 it is drawn as bars."""

    items: tuple[Item, ...]
    levels: tuple[Landmark, ...] = ()
    key: Key = UNEXPLAINED


@dataclass(frozen=True, slots=True)
class _Web:
    """Where things are: ``count`` axes from ``centre``, clockwise from the top."""

    count: int
    centre: Point
    scale: Scale

    def direction(self, axis: int) -> Point:
        turn = 2 * pi * axis / self.count - pi / 2
        return round(cos(turn), 9), round(sin(turn), 9)

    def at(self, axis: int, value: float) -> Point:
        x, y = self.direction(axis)
        radius = self.scale.at(value)
        return self.centre[0] + radius * x, self.centre[1] + radius * y

    def ring(self, value: float) -> str:
        return polyline((self.at(axis, value) for axis in range(self.count)), closed=True)


@dataclass(slots=True)
class _Label:
    """What stands at the end of an axis: the name, the number and the range."""

    x: float
    middle: float
    anchor: str
    lines: list[str]
    item: Item

    @property
    def height(self) -> float:
        return paragraph_height(len(self.lines) + 1)


def radar(chart: Radar) -> Markup:
    """Return the chart: the range as a band, the score as a line with dots, n/a as a gap."""
    if not FEWEST <= len(chart.items) <= MOST:
        return bars(
            Bars(chart.id, chart.title, chart.description, chart.items, chart.levels, chart.key)
        )
    top = AWAY + max(one.height for one in _labels(chart, 0)) + 4
    web = _Web(len(chart.items), (MIDDLE, top + RADIUS), full_scale(_values(chart), 0, RADIUS))
    labels = _labels(chart, web.centre[1])
    _part(labels, web)
    bottom = max(one.middle + one.height / 2 for one in labels)
    signs, height = legend(max(bottom, top + 2 * RADIUS) + 14, _signs(chart), centred=True)
    drawn = [_grid(web, chart.items), _levels(web, chart.levels), _band(web, chart.items)]
    drawn += [_scores(web, chart.items), *map(_written, labels)]
    return frame(chart, (WIDTH, height + 4), [*drawn, signs])


def _values(chart: Radar) -> Iterator[float]:
    for one in chart.items:
        if one.reading:
            yield from (one.reading.score, one.reading.high)
    yield from (level.at for level in chart.levels)


# --- the web ----------------------------------------------------------------------------------


def _grid(web: _Web, items: Sequence[Item]) -> Markup:
    rings = joined(path(web.ring(value), GRID) for value, _ in web.scale.ticks() if value > 0)
    spokes = joined(
        line(*web.centre, *web.at(axis, web.scale.high), GRID)
        if item.reading
        else line(*web.centre, *web.at(axis, web.scale.high), RULE, dash="1.5 3")
        for axis, item in enumerate(items)
    )
    return rings + spokes


def _levels(web: _Web, levels: Sequence[Landmark]) -> Markup:
    return joined(
        path(web.ring(level.at), RULE, 1.1, level_dash(place)) for place, level in enumerate(levels)
    )


# --- what was reached -------------------------------------------------------------------------


def _band(web: _Web, items: Sequence[Item]) -> Markup:
    """Fill from the low to the high ends, between axes that both have a score."""
    parts, edges = [], []
    for axis, following in _pairs(items):
        one, other = items[axis].reading, items[following].reading
        if one and other and (one.open or other.open):
            low = [web.at(axis, one.low), web.at(following, other.low)]
            high = [web.at(axis, one.high), web.at(following, other.high)]
            parts.append(polyline([*low, *reversed(high)], closed=True))
            edges.append(polyline(high))
    spokes = joined(
        line(*web.at(axis, one.low), *web.at(axis, one.high), TEAL, thick=2.4)
        for axis, one in ((axis, item.reading) for axis, item in enumerate(items))
        if one and one.open
    )
    return area(" ".join(parts), TEAL, 0.2) + path(" ".join(edges), TEAL, 0.8) + spokes


def _scores(web: _Web, items: Sequence[Item]) -> Markup:
    sides = []
    for axis, following in _pairs(items):
        one, other = items[axis].reading, items[following].reading
        if one and other:
            sides.append(polyline((web.at(axis, one.score), web.at(following, other.score))))
    dots = (
        marker("circle", *web.at(axis, item.reading.score), DEEP, 4)
        for axis, item in enumerate(items)
        if item.reading
    )
    marks = (
        marker("diamond", *web.at(axis, item.benchmark.at), RUST, 4)
        for axis, item in enumerate(items)
        if item.benchmark and item.reading
    )
    return path(" ".join(sides), DEEP, 2.2) + joined(marks) + joined(dots)


def _pairs(items: Sequence[Item]) -> Iterator[tuple[int, int]]:
    for axis in range(len(items)):
        yield axis, (axis + 1) % len(items)


# --- the words --------------------------------------------------------------------------------


def _labels(chart: Radar, middle: float) -> list[_Label]:
    web = _Web(len(chart.items), (MIDDLE, middle), Scale(0, 1, 0, RADIUS + AWAY))
    return [_label(web, axis, item) for axis, item in enumerate(chart.items)]


def _label(web: _Web, axis: int, item: Item) -> _Label:
    (x, y), (across, down) = web.at(axis, 1), web.direction(axis)
    upright = abs(across) < UPRIGHT
    room = ROOM - (RADIUS + AWAY) * (abs(across) - 1) if not upright else 1.1 * RADIUS
    label = _Label(x, y, "middle", wrap(item.name, min(room, 170) / LABEL), item)
    if upright:
        label.middle += down * label.height / 2 - down * 4
    else:
        label.anchor = "start" if across > 0 else "end"
        label.middle += down * label.height * 0.3
    return label


def _part(labels: Sequence[_Label], web: _Web) -> None:
    """Move labels that touch apart, left and right each by themselves."""
    for anchor in ("start", "end"):
        side = [one for one in labels if one.anchor == anchor]
        top = web.centre[1] - RADIUS - AWAY - 24
        bottom = web.centre[1] + RADIUS + AWAY + 60
        moved = spread([(one.middle, one.height + 6) for one in side], top, bottom)
        for one, middle in zip(side, moved, strict=True):
            one.middle = middle


def _written(label: _Label) -> Markup:
    reading = label.item.reading
    lines, first = len(label.lines), label.middle - paragraph_height(1) / 2
    drawn = paragraph(
        label.x, first, label.lines, anchor=label.anchor, fill=INK if reading else QUIET
    )
    last = label.middle + paragraph_height(lines) / 2
    if reading is None:
        state = wrap(label.item.state, ROOM / SMALL, 1)
        return drawn + paragraph(label.x, last, state, size=SMALL, anchor=label.anchor, fill=QUIET)
    return drawn + _numbers(label, last, reading.text, reading.range_text)


def _numbers(label: _Label, middle: float, score: str, range_text: str) -> Markup:
    """Write the score in bold and the range behind it, together anchored as the name is."""
    (score,) = wrap(score, 6, 1)
    (range_text,) = wrap(range_text, 10, 1)
    wide = width(score) * LABEL
    gap = 6 if range_text else 0
    whole = wide + gap + width(range_text) * SMALL
    left = label.x - whole * {"start": 0.0, "middle": 0.5, "end": 1.0}[label.anchor]
    baseline = middle + LABEL * 0.36
    return text(left, baseline, score, bold=True) + text(
        left + wide + gap, baseline, range_text, size=SMALL, fill=QUIET
    )


def _signs(chart: Radar) -> Iterator[Sign]:
    readings = [one.reading for one in chart.items if one.reading]
    if readings:
        yield _score_sign, chart.key.score
    if any(one.open for one in readings):
        yield band_sign(TEAL, 0.2, 0.8), chart.key.range
    if any(one.benchmark and one.reading for one in chart.items):
        yield benchmark_sign, chart.key.benchmark
    yield from level_signs(chart.levels)
    if len(readings) < len(chart.items):
        yield _missing_sign, chart.key.missing


def _score_sign(x: float, y: float) -> Markup:
    return line(x, y, x + 22, y, DEEP, thick=2.2) + marker("circle", x + 11, y, DEEP, 4)


def _missing_sign(x: float, y: float) -> Markup:
    return line(x, y, x + 22, y, RULE, dash="1.5 3")
