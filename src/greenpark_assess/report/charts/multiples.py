"""Small multiples: the same small trend for many things, all on one scale."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import DEEP, GRID, INK, QUIET, RULE, style
from greenpark_assess.report.charts.legend import Sign, band_sign, legend
from greenpark_assess.report.charts.lettering import width, wrap
from greenpark_assess.report.charts.pen import (
    LABEL,
    SMALL,
    WIDTH,
    frame,
    joined,
    line,
    paragraph,
    paragraph_height,
    plate,
    text,
)
from greenpark_assess.report.charts.record import UNEXPLAINED, Figure, Key, Landmark, Reading
from greenpark_assess.report.charts.scale import Scale, full_scale
from greenpark_assess.report.charts.trend import (
    Grid,
    Series,
    curve,
    ranges,
    refuse_misfits,
)

COLUMNS, GUTTER = 3, 26.0
PANEL = (WIDTH - (COLUMNS - 1) * GUTTER) / COLUMNS
HEAD = paragraph_height(2) + 8
PLOT, FOOT, SPACE = 74.0, 18.0, 16.0
INSET = 16.0
NUMBER_ROOM = 48.0


@dataclass(frozen=True, slots=True)
class Multiples(Figure):
    """A panel for each of ``panels``, in the order given, all over the same ``periods``."""

    periods: tuple[str, ...]
    panels: tuple[Series, ...]
    levels: tuple[Landmark, ...] = ()
    key: Key = UNEXPLAINED

    def __post_init__(self) -> None:
        """Refuse panels that do not fit the periods (``ValueError``)."""
        refuse_misfits(self.periods, self.panels)


def multiples(chart: Multiples) -> Markup:
    """Return the chart, three panels in a row."""
    high = HEAD + PLOT + FOOT + SPACE
    panels = joined(
        _panel(chart, one, place % COLUMNS * (PANEL + GUTTER), place // COLUMNS * high)
        for place, one in enumerate(chart.panels)
    )
    bottom = -(-len(chart.panels) // COLUMNS) * high
    signs, height = legend(bottom, _signs(chart))
    return frame(chart, (WIDTH, height + 4), [panels, signs])


def _panel(chart: Multiples, series: Series, left: float, top: float) -> Markup:
    values = [value for one in chart.panels for value in _values(one.readings)]
    start, end = top + HEAD + PLOT, top + HEAD
    scale = full_scale((*values, *(one.at for one in chart.levels)), start, end)
    grid = Grid(len(chart.periods), left + INSET, left + PANEL - INSET, scale)
    pen = style(0)
    name = wrap(series.name, (PANEL - NUMBER_ROOM) / LABEL, 2)
    drawn = [
        paragraph(left, top + paragraph_height(len(name)) / 2, name, bold=True),
        line(left, end, left + PANEL, end, GRID),
        *(_level(scale.at(level.at), left) for level in chart.levels),
        line(left, start, left + PANEL, start, RULE),
        *(_limit(scale, value, left + PANEL) for value in (scale.low, scale.high) if left == 0),
        _years(chart.periods, grid, start),
        ranges(series.readings, grid, pen),
        curve(series.readings, grid, pen),
        _numbers(series, grid, left, top),
    ]
    return joined(drawn)


def _limit(scale: Scale, value: float, x: float) -> Markup:
    """Write an end of the scale above its line."""
    return text(x, scale.at(value) - 3, f"{value:g}", size=SMALL, fill=QUIET, anchor="end")


def _values(readings: Sequence[Reading | None]) -> list[float]:
    return [value for one in readings if one for value in (one.score, one.low, one.high)]


def _level(at: float, left: float) -> Markup:
    return line(left, at, left + PANEL, at, RULE, thick=0.7, dash="2 3")


def _years(periods: Sequence[str], grid: Grid, bottom: float) -> Markup:
    """Write the first and the last period below the plot."""
    words = [wrap(one, PANEL / 2.4 / SMALL, 1)[0] for one in (*periods[:1], *periods[1:][-1:])]
    drawn = Markup()
    for word, x, anchor in zip(
        words, (grid.left - INSET, grid.right + INSET), ("start", "end"), strict=False
    ):
        drawn += text(x, bottom + 13, word, size=SMALL, fill=QUIET, anchor=anchor)
    return drawn


def _numbers(series: Series, grid: Grid, left: float, top: float) -> Markup:
    """Write the last score beside the name, and the first one at its point."""
    found = [(period, one) for period, one in enumerate(series.readings) if one]
    if not found:
        room = (PANEL - 2 * INSET) / SMALL
        state = wrap(series.state, room, 2)
        middle = (grid.scale.start + grid.scale.end) / 2
        return paragraph(
            (grid.left + grid.right) / 2, middle, state, size=SMALL, anchor="middle", fill=QUIET
        )
    last = wrap(found[-1][1].text, NUMBER_ROOM / (LABEL + 2), 1)[0]
    drawn = text(left + PANEL, top + LABEL + 1, last, size=LABEL + 2, anchor="end", bold=True)
    return drawn + (_first(grid, *found[0]) if len(found) > 1 else Markup())


def _first(grid: Grid, period: int, one: Reading) -> Markup:
    (words,) = wrap(one.text, NUMBER_ROOM / SMALL, 1)
    half = width(words) * SMALL / 2 + 2
    x = max(grid.x(period), grid.left - INSET + half)
    y = grid.scale.at(one.score)
    above = y - 9 > grid.scale.end + SMALL
    baseline = y - 9 if above else y + 9 + SMALL * 0.72
    drawn = plate(x, baseline, words, size=SMALL, anchor="middle")
    return drawn + text(x, baseline, words, size=SMALL, fill=INK, anchor="middle")


def _signs(chart: Multiples) -> list[Sign]:
    found = [one for series in chart.panels for one in series.readings if one]
    signs: list[Sign] = []
    if any(one.open for one in found):
        signs.append((band_sign(DEEP, 0.13, 0.5), chart.key.range))
    if chart.levels:
        words = " / ".join(level.label for level in chart.levels)
        signs.append((_level_sign, words))
    return signs


def _level_sign(x: float, y: float) -> Markup:
    return line(x, y, x + 22, y, RULE, thick=0.7, dash="2 3")
