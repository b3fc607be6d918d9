"""The colours of charts: safe for colour-blind readers, and of different lightness when grey.

Text has a contrast of 4.5 and more to its ground, graphics of 3 and more; the tests compute it.
Where two things differ in colour they differ in shape, dash or pattern too.
"""

from __future__ import annotations

from typing import NamedTuple

PAPER = "#ffffff"
INK = "#1d2b2c"
QUIET = "#5d6c6d"
RULE = "#7d8c8d"
GRID = "#dde4e4"
TRACK = "#edf1f1"
TEAL = "#2f7776"
DEEP = "#0b5154"
RUST = "#b34700"

HEAT = ("#e6f1f0", "#b3d4d1", "#7fb3b0", "#2f7776", "#073e3d")
"""Five classes of 20 points in one hue, from light (weak) to dark (strong); the stylesheet gives
the badges of the tables the same."""

HEAT_TEXT = (INK, INK, INK, PAPER, PAPER)
"""What is written on :data:`HEAT`."""

CLASS = 20.0
"""How many points a class is wide."""


class Style(NamedTuple):
    """How one of several lines is drawn; ``dash`` is an SVG dash pattern or empty."""

    colour: str
    dash: str
    marker: str


LINES = (DEEP, RUST, "#0072b2", "#6b2fb3", "#1a1a33", "#5c2306")
DASHES = ("", "7 3", "2 2.5", "9 3 2 3", "4 2")
MARKERS = ("circle", "square", "triangle", "diamond", "ring", "cross")


def style(place: int) -> Style:
    """Return the style of the line number ``place``; colours repeat after six, no pair does."""
    return Style(
        LINES[place % len(LINES)],
        DASHES[(place + place // len(LINES)) % len(DASHES)],
        MARKERS[place % len(MARKERS)],
    )


def band(points: float) -> int:
    """Return the class of the colour scale, 0 (weak) to 4 (strong), in steps of 20 points."""
    return int(min(max(points // CLASS, 0.0), len(HEAT) - 1.0))
