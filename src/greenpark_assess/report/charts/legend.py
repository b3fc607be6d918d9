"""The legend: what the signs of a chart mean."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from markupsafe import Markup

from greenpark_assess.report.charts.colours import QUIET, RULE, RUST
from greenpark_assess.report.charts.lettering import width, wrap
from greenpark_assess.report.charts.pen import (
    SMALL,
    WIDTH,
    area,
    line,
    marker,
    paragraph,
    paragraph_height,
    polyline,
)
from greenpark_assess.report.charts.record import Landmark

Sign: TypeAlias = tuple[Callable[[float, float], Markup], str]
"""How to draw a sign, 22 units wide around the height that it is given, and what it means."""

SIGN_ROOM = 28.0
BETWEEN = 18.0
LEVEL_DASHES = ("2 2.5", "5 2.5", "9 3", "9 2 2 2")


@dataclass(frozen=True, slots=True)
class _Entry:
    sign: Callable[[float, float], Markup]
    lines: list[str]

    @property
    def wide(self) -> float:
        return SIGN_ROOM + max(map(width, self.lines)) * SMALL

    @property
    def high(self) -> float:
        return paragraph_height(len(self.lines), SMALL) + 4


def legend(
    y: float, signs: Iterable[Sign], left: float = 0, *, centred: bool = False
) -> tuple[Markup, float]:
    """Return signs with their words in rows from ``y`` down, and where they end.

    A sign without words is left out.
    """
    room = WIDTH - left
    entries = [
        _Entry(sign, wrap(words, (room - SIGN_ROOM) / SMALL, 2)) for sign, words in signs if words
    ]
    drawn = Markup()
    for row in _rows(entries, room):
        wide = sum(one.wide for one in row) + BETWEEN * (len(row) - 1)
        high = max(one.high for one in row)
        x = left + (room - wide) / 2 if centred else left
        for one in row:
            drawn += one.sign(x, y + high / 2)
            drawn += paragraph(x + SIGN_ROOM, y + high / 2, one.lines, size=SMALL, fill=QUIET)
            x += one.wide + BETWEEN
        y += high
    return drawn, y


def _rows(entries: Sequence[_Entry], room: float) -> Iterator[list[_Entry]]:
    row: list[_Entry] = []
    for one in entries:
        if row and sum(other.wide + BETWEEN for other in row) + one.wide > room:
            yield row
            row = []
        row.append(one)
    if row:
        yield row


def level_dash(place: int) -> str:
    """Return the dashes for the outline of the level number ``place``."""
    return LEVEL_DASHES[place % len(LEVEL_DASHES)]


def level_signs(levels: Sequence[Landmark]) -> Iterator[Sign]:
    """Yield a sign for each level, with its own dashes."""
    for place, level in enumerate(levels):
        yield _dashed(level_dash(place)), level.label


def _dashed(dash: str) -> Callable[[float, float], Markup]:
    def sign(x: float, y: float) -> Markup:
        return line(x, y, x + 22, y, RULE, thick=1.1, dash=dash)

    return sign


def band_sign(colour: str, opacity: float, edge: float) -> Callable[[float, float], Markup]:
    """Return the sign for a range that is drawn as a band."""

    def sign(x: float, y: float) -> Markup:
        corners = ((x, y - 5), (x + 22, y - 5), (x + 22, y + 5), (x, y + 5))
        edges = line(x, y - 5, x + 22, y - 5, colour, thick=edge)
        return area(polyline(corners, closed=True), colour, opacity) + edges

    return sign


def benchmark_sign(x: float, y: float) -> Markup:
    """Draw the diamond that marks a benchmark."""
    return marker("diamond", x + 11, y, RUST, 4)
