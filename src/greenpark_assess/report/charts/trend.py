"""Scores over the years: one line or several, with their ranges; a missing year is a gap."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import GRID, INK, QUIET, RULE, Style, style
from greenpark_assess.report.charts.legend import Sign, band_sign, legend
from greenpark_assess.report.charts.lettering import width, wrap
from greenpark_assess.report.charts.pen import (
    LABEL,
    RISE,
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
    plate,
    polyline,
    text,
)
from greenpark_assess.report.charts.record import UNEXPLAINED, Figure, Key, Landmark, Reading
from greenpark_assess.report.charts.scale import Scale, near_scale, spread

LEFT, RIGHT, TOP, HEIGHT = 34.0, 466.0, 14.0, 210.0
INSET = 24.0
"""From the sides of the plot to its first and last point."""

NAMES = RIGHT + 34
LEAST_SPAN = 30.0
MOST_NUMBERED = 3
"""Lines with a number at every point; where there are more, only the ends have one."""

BESIDE = 11.0


@dataclass(frozen=True, slots=True)
class Series:
    """One line: a reading for each period of its chart, None where there was no assessment."""

    name: str
    readings: tuple[Reading | None, ...]
    state: str = ""


@dataclass(frozen=True, slots=True)
class Trend(Figure):
    """Lines over ``periods``, which follow each other at equal distances."""

    periods: tuple[str, ...]
    series: tuple[Series, ...]
    levels: tuple[Landmark, ...] = ()
    key: Key = UNEXPLAINED

    def __post_init__(self) -> None:
        """Refuse series that do not fit the periods (``ValueError``)."""
        refuse_misfits(self.periods, self.series)


def refuse_misfits(periods: Sequence[str], series: Iterable[Series]) -> None:
    """Raise ``ValueError`` unless every series has one reading or None for each period."""
    for one in series:
        if len(one.readings) != len(periods):
            raise ValueError(f"{len(one.readings)} readings for {len(periods)} periods")


def trend(chart: Trend) -> Markup:
    """Return the chart; the lines' names stand at their ends."""
    names = [*_ends(chart.series), *_level_ends(chart.levels)]
    height = max(HEIGHT, sum(one.height for one in names) + 8)
    scale = near_scale(list(_values(chart)), TOP + height, TOP, LEAST_SPAN)
    grid = Grid(len(chart.periods), LEFT + INSET, RIGHT - INSET, scale)
    lines = list(zip(chart.series, map(style, range(len(chart.series))), strict=True))
    drawn = [_axis(scale), _years(chart.periods, grid, TOP + height)]
    drawn += [_level(scale, level) for level in chart.levels]
    drawn += [ranges(one.readings, grid, pen) for one, pen in lines]
    drawn += [curve(one.readings, grid, pen) for one, pen in lines]
    drawn += [_numbers(chart.series, grid), _names(names, scale, TOP + height)]
    signs, bottom = legend(TOP + height + 24, _signs(chart), LEFT)
    return frame(chart, (WIDTH, bottom + 4), [*drawn, signs])


@dataclass(frozen=True, slots=True)
class Grid:
    """Where the periods are from left to right, and the points from bottom to top."""

    periods: int
    left: float
    right: float
    scale: Scale

    def x(self, period: int) -> float:
        """Return the place of a period; a single one stands in the middle."""
        if self.periods < 2:  # noqa: PLR2004 - one
            return (self.left + self.right) / 2
        return self.left + (self.right - self.left) * period / (self.periods - 1)

    def at(self, period: int, value: float) -> Point:
        """Return the place of a value in a period."""
        return self.x(period), self.scale.at(value)

    def every(self, room: float) -> Iterator[int]:
        """Yield periods from the last one back, ``room`` apart from each other."""
        distance = (self.right - self.left) / max(self.periods - 1, 1)
        yield from range(self.periods - 1, -1, -max(1, -int(-room // distance)))


def _values(chart: Trend) -> Iterator[float]:
    for series in chart.series:
        for one in series.readings:
            if one:
                yield from (one.score, one.low, one.high)
    yield from (level.at for level in chart.levels)


# --- lines ------------------------------------------------------------------------------------


def runs(readings: Sequence[Reading | None]) -> Iterator[list[tuple[int, Reading]]]:
    """Yield the stretches without a gap, each reading with the number of its period."""
    run: list[tuple[int, Reading]] = []
    for period, one in enumerate(readings):
        if one:
            run.append((period, one))
        elif run:
            yield run
            run = []
    if run:
        yield run


def ranges(readings: Sequence[Reading | None], grid: Grid, pen: Style) -> Markup:
    """Return the range as a band; as an upright bar where a year stands alone."""
    drawn = Markup()
    for run in runs(readings):
        low = [grid.at(period, one.low) for period, one in run]
        high = [grid.at(period, one.high) for period, one in run]
        if all(not one.open for _, one in run):
            continue
        if len(run) == 1:
            drawn += line(*low[0], *high[0], pen.colour, thick=1.2)
            continue
        drawn += area(polyline([*low, *reversed(high)], closed=True), pen.colour, 0.13)
        drawn += path(f"{polyline(low)} {polyline(high)}", pen.colour, 0.5)
    return drawn


def curve(readings: Sequence[Reading | None], grid: Grid, pen: Style) -> Markup:
    """Return the line with its markers, open where a year is missing."""
    points = [[grid.at(period, one.score) for period, one in run] for run in runs(readings)]
    tracks = " ".join(polyline(run) for run in points if len(run) > 1)
    dots = joined(marker(pen.marker, *point, pen.colour) for run in points for point in run)
    return path(tracks, pen.colour, 2, pen.dash) + dots


# --- scales -----------------------------------------------------------------------------------


def _axis(scale: Scale) -> Markup:
    return joined(
        line(LEFT, scale.at(value), RIGHT, scale.at(value), GRID)
        + text(
            LEFT - 8, scale.at(value) + SMALL * RISE, words, size=SMALL, fill=QUIET, anchor="end"
        )
        for value, words in scale.ticks()
    )


def _level(scale: Scale, level: Landmark) -> Markup:
    return line(LEFT, scale.at(level.at), RIGHT, scale.at(level.at), RULE, dash="3 3")


def _years(periods: Sequence[str], grid: Grid, bottom: float) -> Markup:
    words = [wrap(one, 2 * INSET / SMALL + 2, 1)[0] for one in periods]
    room = max((width(one) for one in words), default=0) * SMALL + 6
    return joined(
        text(grid.x(period), bottom + 17, words[period], size=SMALL, fill=QUIET, anchor="middle")
        for period in grid.every(room)
    )


# --- words ------------------------------------------------------------------------------------


def _numbers(series: Sequence[Series], grid: Grid) -> Markup:
    """Write the scores beside their points: the lowest of a year below, the others above."""
    texts = [one.text for line_ in series for one in line_.readings if one]
    room = max(map(width, texts), default=0) * SMALL + 8
    shown = set(grid.every(room)) if len(series) <= MOST_NUMBERED else set()
    drawn = Markup()
    for period in sorted(shown):
        found = [(one.readings[period], style(place)) for place, one in enumerate(series)]
        drawn += _column(grid, period, [(one, pen) for one, pen in found if one])
    return drawn


def _column(grid: Grid, period: int, found: Sequence[tuple[Reading, Style]]) -> Markup:
    ordered = sorted(found, key=lambda one: -one[0].score)
    wanted = []
    for place, (one, _) in enumerate(ordered):
        below = place == len(ordered) - 1 and place > 0
        wanted.append((grid.scale.at(one.score) + (BESIDE if below else -BESIDE), SMALL * 1.2))
    drawn = Markup()
    middles = spread(wanted, grid.scale.end - 8, grid.scale.start)
    for (one, pen), middle in zip(ordered, middles, strict=True):
        (words,) = wrap(one.text, 2 * INSET / SMALL, 1)
        x, y = grid.x(period), middle + SMALL * RISE
        drawn += plate(x, y, words, size=SMALL, anchor="middle")
        drawn += text(x, y, words, size=SMALL, fill=pen.colour, anchor="middle", bold=True)
    return drawn


@dataclass(frozen=True, slots=True)
class _End:
    """What stands right of the plot at the height of ``value``; a line has a ``pen``."""

    value: float | None
    lines: list[str]
    pen: Style | None

    @property
    def height(self) -> float:
        return paragraph_height(len(self.lines), LABEL if self.pen else SMALL) + 4


def _ends(series: Sequence[Series]) -> Iterator[_End]:
    for place, one in enumerate(series):
        last = next((found for found in reversed(one.readings) if found), None)
        lines = _named(one.name, last.text if last else one.state)
        yield _End(last.score if last else None, lines, style(place))


def _named(name: str, number: str) -> list[str]:
    """Break a name, with its number behind it or, where that does not fit, below it."""
    room = (WIDTH - NAMES - 2) / LABEL
    *lines, last = wrap(name, room)
    (number,) = wrap(number, room, 1)
    together = f"{last} {number}".strip()
    return [*lines, together] if width(together) <= room else [*lines, last, number]


def _level_ends(levels: Sequence[Landmark]) -> Iterator[_End]:
    for level in levels:
        lines = wrap(level.label, (WIDTH - NAMES) / SMALL, 1)
        yield _End(level.at, lines, None)


def _names(ends: Sequence[_End], scale: Scale, bottom: float) -> Markup:
    """Write the names right of the plot, moved apart, each with a thin line to its end."""
    heights = [bottom if one.value is None else scale.at(one.value) for one in ends]
    wanted = [(at, one.height) for at, one in zip(heights, ends, strict=True)]
    drawn = Markup()
    for one, at, middle in zip(ends, heights, spread(wanted, TOP - 8, bottom + 8), strict=True):
        drawn += _end(one, at, middle)
    return drawn


def _end(one: _End, at: float, middle: float) -> Markup:
    if one.pen is None:
        lead = line(RIGHT, at, NAMES - 6, middle, GRID)
        return lead + paragraph(NAMES, middle, one.lines, size=SMALL, fill=QUIET)
    sign = line(NAMES - 26, middle, NAMES - 6, middle, one.pen.colour, thick=2, dash=one.pen.dash)
    sign += marker(one.pen.marker, NAMES - 16, middle, one.pen.colour)
    return sign + paragraph(NAMES, middle, one.lines, fill=one.pen.colour, bold=True)


def _signs(chart: Trend) -> Iterator[Sign]:
    found = [one for series in chart.series for one in series.readings if one]
    if any(one.open for one in found):
        yield band_sign(INK, 0.13, 0.5), chart.key.range
