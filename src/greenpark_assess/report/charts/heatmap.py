"""The heat map: a row for each dimension, a cell for each of its criteria."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import (
    CLASS,
    GRID,
    HEAT,
    HEAT_TEXT,
    QUIET,
    band,
)
from greenpark_assess.report.charts.lettering import wrap
from greenpark_assess.report.charts.pen import (
    LABEL,
    LEADING,
    RISE,
    SMALL,
    WIDTH,
    block,
    frame,
    hatched,
    joined,
    paragraph,
    paragraph_height,
    plate,
    text,
)
from greenpark_assess.report.charts.record import UNEXPLAINED, Figure, Item, Key

NAME_ROOM, START = 112.0, 124.0
MOST_COLUMNS, FEWEST_COLUMNS = 6, 4
CELL, GAP, PAD = 62.0, 3.0, 5.0
BAND_GAP = 5.0
SWATCH = 44.0
CELL_NAME = 9.0
FITTING, MOST_LINES = 3, 4
"""Lines of a name that fit into the usual cell, and into the highest."""

NUMBER = 13.0


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A dimension and its criteria."""

    name: str
    cells: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class HeatMap(Figure):
    """Scores as cells, the darker the better; each says its name and its number."""

    rows: tuple[HeatRow, ...]
    key: Key = UNEXPLAINED


def heat_map(chart: HeatMap) -> Markup:
    """Return the chart; rows with many cells go on below."""
    widest = max((len(row.cells) for row in chart.rows), default=0)
    columns = min(max(widest, FEWEST_COLUMNS), MOST_COLUMNS)
    drawn, top = Markup(), 0.0
    for row in chart.rows:
        high = _height(row, columns)
        drawn += _row(row, top, columns, high)
        top += max(1, -(-len(row.cells) // columns)) * (high + GAP) + BAND_GAP
    missing = any(cell.reading is None for row in chart.rows for cell in row.cells)
    return frame(chart, (WIDTH, top + 32), [drawn, _scale(top + 2, chart.key, missing=missing)])


def _width(columns: int) -> float:
    """Return the width of a cell with the gap after it."""
    return (WIDTH - START + GAP) / columns


def _name(cell: Item, wide: float) -> list[str]:
    return wrap(cell.name, (wide - 2 * PAD) / CELL_NAME, MOST_LINES)


def _height(row: HeatRow, columns: int) -> float:
    """Return the height of a row's cells: the usual one, or what its longest name takes."""
    lines = max((len(_name(cell, _width(columns) - GAP)) for cell in row.cells), default=0)
    return CELL + paragraph_height(max(0, lines - FITTING), CELL_NAME)


def _row(row: HeatRow, top: float, columns: int, high: float) -> Markup:
    wide = _width(columns)
    name = wrap(row.name, NAME_ROOM / LABEL, MOST_LINES)
    first_line = top + max(high / 2, paragraph_height(len(name)) / 2)
    places = (
        (START + place % columns * wide, top + place // columns * (high + GAP))
        for place in range(len(row.cells))
    )
    cells = joined(
        _cell(cell, x, y, (wide - GAP, high))
        for cell, (x, y) in zip(row.cells, places, strict=True)
    )
    return paragraph(0, first_line, name, bold=True) + cells


def _cell(cell: Item, x: float, y: float, size: tuple[float, float]) -> Markup:
    wide, high = size
    name, low = _name(cell, wide), y + high - PAD - 2
    middle = y + PAD + paragraph_height(len(name), CELL_NAME) / 2
    if cell.reading is None:
        words = _state(cell, (x + PAD, y, low - 1), wide - 2 * PAD, name)
        return hatched(x, y, wide, high, GRID) + words
    place = band(cell.reading.score)
    ink = HEAT_TEXT[place]
    (number,) = wrap(cell.reading.text, (wide - 2 * PAD) / NUMBER, 1)
    return (
        block(x, y, wide, high, HEAT[place])
        + paragraph(x + PAD, middle, name, size=CELL_NAME, fill=ink)
        + text(x + PAD, low, number, size=NUMBER, fill=ink, bold=True)
    )


def _state(cell: Item, place: tuple[float, float, float], room: float, name: list[str]) -> Markup:
    """Write why there is no score, each line on paper of its own over the hatching."""
    x, y, low = place
    (state,) = wrap(cell.state, room / CELL_NAME, 1)
    drawn, baseline = Markup(), y + PAD + CELL_NAME * (LEADING / 2 + RISE)
    for line in name:
        drawn += plate(x - 1.5, baseline, line, size=CELL_NAME)
        drawn += text(x, baseline, line, size=CELL_NAME, fill=QUIET)
        baseline += CELL_NAME * LEADING
    return (
        drawn
        + plate(x - 1.5, low, state, size=CELL_NAME)
        + text(x, low, state, size=CELL_NAME, fill=QUIET)
    )


def _scale(top: float, key: Key, *, missing: bool) -> Markup:
    """Return the five classes with their limits, and the sign for what has no score."""
    words = wrap(key.score, NAME_ROOM / SMALL, 2) if key.score else []
    middle = top + max(6, paragraph_height(len(words), SMALL) / 2)
    drawn = paragraph(0, middle, words, size=SMALL, fill=QUIET)
    for place, fill in enumerate(HEAT):
        drawn += block(START + place * SWATCH, top, SWATCH, 12, fill)
    for place in range(len(HEAT) + 1):
        drawn += text(
            START + place * SWATCH,
            top + 24,
            f"{place * CLASS:g}",
            size=SMALL,
            fill=QUIET,
            anchor="start" if place == 0 else "middle",
        )
    return drawn + (_missing(START + len(HEAT) * SWATCH + 28, top, key) if missing else Markup())


def _missing(x: float, top: float, key: Key) -> Markup:
    words = wrap(key.missing, (WIDTH - x - SWATCH) / SMALL, 1) if key.missing else []
    return hatched(x, top, 22, 12, GRID) + paragraph(x + 28, top + 6, words, size=SMALL, fill=QUIET)
