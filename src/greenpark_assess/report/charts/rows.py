"""What charts of rows share: names on the left, then a number, then the plot with its scale."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from markupsafe import Markup

from greenpark_assess.report.charts.colours import GRID, INK, QUIET
from greenpark_assess.report.charts.lettering import width, wrap
from greenpark_assess.report.charts.pen import (
    LABEL,
    LEADING,
    SMALL,
    WIDTH,
    joined,
    line,
    paragraph,
    paragraph_height,
    text,
)
from greenpark_assess.report.charts.record import Landmark
from greenpark_assess.report.charts.scale import Scale

NAME_ROOM = 196.0
NUMBER_END = 254.0
PLOT_START = 272.0
PLOT_END = WIDTH - 10
LEAST = 24.0
"""The least height of a row."""

LANE = SMALL * LEADING + 1


@dataclass(frozen=True, slots=True)
class Row:
    """A row's place and the lines of its name."""

    lines: list[str]
    top: float
    height: float

    @property
    def middle(self) -> float:
        """The height of its middle."""
        return self.top + self.height / 2

    @property
    def bottom(self) -> float:
        """The height of its end."""
        return self.top + self.height

    def label(self, *, bold: bool = False) -> Markup:
        """Return its name."""
        return paragraph(0, self.middle, self.lines, bold=bold)

    def figure(self, words: str, *, fill: str = INK) -> Markup:
        """Return its number, in bold, ending where all numbers end."""
        lines = wrap(words, (NUMBER_END - NAME_ROOM - 8) / LABEL, 2)
        return paragraph(NUMBER_END, self.middle, lines, anchor="end", fill=fill, bold=True)


def rows_of(names: Iterable[str], top: float, least: float = LEAST) -> list[Row]:
    """Place a row for each name below ``top``, none lower than ``least``."""
    rows: list[Row] = []
    for name in names:
        lines = wrap(name, NAME_ROOM / LABEL)
        height = max(least, paragraph_height(len(lines)) + 6)
        rows.append(Row(lines, top, height))
        top += height
    return rows


def rules(rows: Sequence[Row], end: float = WIDTH) -> Markup:
    """Return thin lines between the rows."""
    return joined(line(0, row.top, end, row.top, GRID, thick=0.8) for row in rows[1:])


def axis(scale: Scale, top: float, bottom: float) -> Markup:
    """Return the scale's round values above the plot, with thin lines down through it."""
    drawn = Markup()
    for value, words in scale.ticks():
        x = scale.at(value)
        middle = min(x, WIDTH - width(words) * SMALL / 2)
        drawn += line(x, top, x, bottom, GRID)
        drawn += text(middle, top - 5, words, size=SMALL, fill=QUIET, anchor="middle")
    return drawn


def mark_heads(scale: Scale, marks: Sequence[Landmark], end: float) -> tuple[Markup, float]:
    """Return the marks' names as flags over the plot, and the height that they take.

    A name stands right of the pole at its mark, or left of it where the drawing would end at
    ``end``. Poles are so high that no name lies on another's pole.
    """
    if not marks:
        return Markup(), 0.0
    flags = _flags(scale, marks, end)
    lanes = 1 + max(flag.lane for flag in flags)
    bottom = lanes * LANE + 4
    drawn = Markup()
    for flag in flags:
        top = (lanes - 1 - flag.lane) * LANE
        anchor, shift = ("end", -4) if flag.turned else ("start", 4)
        drawn += line(flag.x, top + 2, flag.x, bottom)
        drawn += text(
            flag.x + shift, top + SMALL, flag.words, size=SMALL, fill=QUIET, anchor=anchor
        )
    return drawn, bottom


@dataclass(slots=True)
class _Flag:
    x: float
    words: str
    turned: bool
    lane: int = 0

    @property
    def room(self) -> tuple[float, float]:
        long = width(self.words) * SMALL + 10
        return (self.x - long, self.x) if self.turned else (self.x, self.x + long)


def _flags(scale: Scale, marks: Sequence[Landmark], end: float) -> list[_Flag]:
    """Place flags from right to left; those that are turned fly above what is left of them."""
    flags: list[_Flag] = []
    for mark in sorted(marks, key=lambda one: one.at, reverse=True):
        x = scale.at(mark.at)
        (words,) = wrap(mark.label, (max(end - x, x) - 10) / SMALL, 1)
        flag = _Flag(x, words, turned=False)
        if flag.room[1] > end:
            flag.turned, end = True, x
        flag.lane = _lane(flag, (one for one in flags if not one.turned))
        flags.append(flag)
    for place in reversed(range(len(flags))):
        if flags[place].turned:
            flags[place].lane = _lane(flags[place], flags[place + 1 :])
    return flags


def _lane(flag: _Flag, others: Iterable[_Flag]) -> int:
    """Return the lowest lane in which ``flag`` touches neither name nor pole of ``others``."""
    left, right = flag.room
    near = (one.lane for one in others if one.room[0] < right and left < one.room[1])
    return 1 + max(near, default=-1)
