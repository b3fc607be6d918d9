"""Bars: scores beside each other, with ranges, levels and benchmarks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import GRID, INK, PAPER, QUIET, RUST, TEAL, TRACK
from greenpark_assess.report.charts.legend import Sign, benchmark_sign, legend
from greenpark_assess.report.charts.lettering import wrap
from greenpark_assess.report.charts.pen import (
    SMALL,
    WIDTH,
    block,
    frame,
    hatched,
    joined,
    line,
    marker,
    paragraph,
    paragraph_height,
)
from greenpark_assess.report.charts.record import UNEXPLAINED, Figure, Item, Key, Landmark, Reading
from greenpark_assess.report.charts.rows import (
    LEAST,
    PLOT_END,
    PLOT_START,
    Row,
    axis,
    mark_heads,
    rows_of,
    rules,
)
from greenpark_assess.report.charts.scale import Scale, full_scale

ASIDE = 76.0
"""Room for the range in figures, right of the plot."""

BENCHMARK_ROW = 46.0
TRACK_HALF, BAR_HALF, TICK_HALF = 8.0, 5.0, 7.5


@dataclass(frozen=True, slots=True)
class Bars(Figure):
    """Scores as bars under each other, any number of them, in the order given."""

    items: tuple[Item, ...]
    levels: tuple[Landmark, ...] = ()
    key: Key = UNEXPLAINED


def bars(chart: Bars) -> Markup:
    """Return the chart: certain points solid, open ones hatched, the score as a tick."""
    aside = any(one.benchmark or (one.reading and one.reading.range_text) for one in chart.items)
    end = PLOT_END - ASIDE if aside else PLOT_END
    scale = full_scale(_values(chart), PLOT_START, end)
    heads, top = mark_heads(scale, chart.levels, WIDTH if aside else PLOT_END)
    least = BENCHMARK_ROW if any(one.benchmark for one in chart.items) else LEAST
    rows = rows_of((one.name for one in chart.items), top + (0 if chart.levels else 18), least)
    bottom = rows[-1].bottom if rows else top
    ticks = Markup() if chart.levels or not rows else axis(scale, rows[0].top, bottom)
    poles = (line(scale.at(one.at), top, scale.at(one.at), bottom, GRID) for one in chart.levels)
    paired = zip(rows, chart.items, strict=True)
    drawn = (_row(row, one, scale, chart.levels) for row, one in paired)
    signs, height = legend(bottom + 8, _signs(chart))
    return frame(chart, (WIDTH, height + 4), [rules(rows), ticks, heads, *poles, *drawn, signs])


def _values(chart: Bars) -> Iterator[float]:
    for one in chart.items:
        if one.reading:
            yield from (one.reading.score, one.reading.low, one.reading.high)
        if one.benchmark:
            yield one.benchmark.at
    yield from (level.at for level in chart.levels)


def _row(row: Row, item: Item, scale: Scale, levels: Sequence[Landmark]) -> Markup:
    reading = item.reading
    if reading is None:
        state = wrap(item.state, (scale.end - scale.start) / SMALL, 2)
        return row.label() + paragraph(scale.start, row.middle, state, size=SMALL, fill=QUIET)
    return (
        row.label()
        + row.figure(reading.text)
        + _track(row.middle, scale, levels)
        + score_bar(row.middle, scale, reading)
        + _benchmark(row.middle, scale, item.benchmark)
        + _aside(row.middle, scale, item, reading)
    )


def _track(middle: float, scale: Scale, levels: Sequence[Landmark]) -> Markup:
    ground = block(scale.start, middle - TRACK_HALF, scale.end - scale.start, 2 * TRACK_HALF, TRACK)
    ticks = (
        line(scale.at(one.at), middle - TRACK_HALF, scale.at(one.at), middle + TRACK_HALF)
        for one in levels
    )
    return ground + joined(ticks)


def score_bar(middle: float, scale: Scale, reading: Reading) -> Markup:
    """Return the bar of one score: solid up to ``low``, hatched up to ``high``, a tick at it."""
    low, high, score = map(scale.at, (reading.low, reading.high, reading.score))
    zero = scale.at(0)
    solid = low if reading.open else score
    left, right = sorted((zero, solid))
    top, size = middle - BAR_HALF, 2 * BAR_HALF
    return (
        block(left, top, right - left, size, TEAL)
        + hatched(low, top, high - low, size, TEAL)
        + score_tick(score, middle)
    )


def score_tick(x: float, middle: float) -> Markup:
    """Return the tick that marks a score."""
    rim = block(x - 2.25, middle - TICK_HALF, 4.5, 2 * TICK_HALF, PAPER)
    return rim + block(x - 1.25, middle - TICK_HALF, 2.5, 2 * TICK_HALF, INK)


def _benchmark(middle: float, scale: Scale, benchmark: Landmark | None) -> Markup:
    return marker("diamond", scale.at(benchmark.at), middle, RUST, 4) if benchmark else Markup()


def _aside(middle: float, scale: Scale, item: Item, reading: Reading) -> Markup:
    """Return the range in figures, and the benchmark in words, right of the plot."""
    left = scale.end + 14
    room = (WIDTH - left) / SMALL
    words = wrap(reading.range_text, room, 1) if reading.range_text else []
    named = wrap(item.benchmark.label, room, 2) if item.benchmark else []
    half = paragraph_height(len(words) + len(named), SMALL) / 2
    first = middle - half + paragraph_height(len(words), SMALL) / 2
    second = middle + half - paragraph_height(len(named), SMALL) / 2
    return paragraph(left, first, words, size=SMALL, fill=QUIET) + paragraph(
        left, second, named, size=SMALL, fill=RUST
    )


def _signs(chart: Bars) -> Iterator[Sign]:
    readings = [one.reading for one in chart.items if one.reading]
    if readings:
        yield _score_sign, chart.key.score
    if any(one.open for one in readings):
        yield _range_sign, chart.key.range
    if any(one.benchmark and one.reading for one in chart.items):
        yield benchmark_sign, chart.key.benchmark


def _score_sign(x: float, y: float) -> Markup:
    return block(x, y - 4, 18, 8, TEAL) + score_tick(x + 18, y)


def _range_sign(x: float, y: float) -> Markup:
    return hatched(x, y - 4, 20, 8, TEAL)
