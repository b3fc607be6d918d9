"""The strokes that charts are drawn with: markup for text, blocks, lines, hatching and markers.

Lengths are in the units of the view box, one CSS pixel each at full size. Hatching is drawn line
by line: it needs no ids and no references, which readers of PDF and mail programs often drop.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import sqrt
from typing import TypeAlias

from markupsafe import Markup

from greenpark_assess.report.charts.colours import INK, PAPER, RULE
from greenpark_assess.report.charts.lettering import clean, width
from greenpark_assess.report.charts.record import Figure

WIDTH = 640.0
"""The width of a chart that fills the type area of an A4 page."""

HIGHEST = 880.0
"""The height of a chart that fills a page; a higher one is drawn smaller."""

FAMILY = "Noto Sans SC, PingFang SC, Microsoft YaHei, sans-serif"
LABEL, SMALL = 11.0, 9.5
LEADING = 1.28
RISE = 0.36
"""How far below the middle of a line of text its baseline lies, in em."""

HATCH_GAP = 4.0

Point: TypeAlias = tuple[float, float]


def frame(figure: Figure, size: tuple[float, float], content: Iterable[Markup]) -> Markup:
    """Return the whole chart of ``size`` (width, height), as wide as its column.

    The title holds the description too: PDF readers get no other words.
    """
    wide, high = map(number, size)
    words = "\n".join(filter(None, map(clean, (figure.title, figure.description))))
    return Markup(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" role="img" aria-labelledby="{0}"'
        ' viewBox="0 0 {1} {2}" width="{1}" height="{2}"{3}'
        ' font-family="{4}"><title id="{0}">{5}</title>{6}</svg>'
    ).format(figure.id, wide, high, _stretch(*size), FAMILY, words, joined(content))


def _stretch(wide: float, high: float) -> Markup:
    """Let a chart fill its column, but stay on one page; what is small keeps its size."""
    if wide < WIDTH:
        return Markup()
    share = number(min(100, 100 * HIGHEST / high))
    return Markup(' style="width:{}%;height:auto"').format(share)


def text(  # noqa: PLR0913 - what SVG asks of a text
    x: float,
    y: float,
    words: str,
    *,
    size: float = LABEL,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> Markup:
    """Return ``words`` on one line with the baseline at ``y``; ``anchor`` as in SVG."""
    if not words:
        return Markup()
    placed = Markup(' text-anchor="{}"').format(anchor) if anchor != "start" else Markup()
    weight = Markup(' font-weight="700"') if bold else Markup()
    return Markup('<text x="{}" y="{}" font-size="{}" fill="{}"{}{}>{}</text>').format(
        number(x), number(y), number(size), fill, placed, weight, clean(words)
    )


def paragraph(  # noqa: PLR0913 - as for text
    x: float,
    middle: float,
    lines: Sequence[str],
    *,
    size: float = LABEL,
    anchor: str = "start",
    fill: str = INK,
    bold: bool = False,
) -> Markup:
    """Return lines of text, the block centred on ``middle``."""
    first = middle - paragraph_height(len(lines) - 1, size) / 2 + RISE * size
    return joined(
        text(
            x, first + place * size * LEADING, line, size=size, anchor=anchor, fill=fill, bold=bold
        )
        for place, line in enumerate(lines)
    )


def paragraph_height(lines: int, size: float = LABEL) -> float:
    """Return how high some lines of text are."""
    return lines * size * LEADING


def plate(x: float, y: float, words: str, *, size: float = LABEL, anchor: str = "start") -> Markup:
    """Return a ground of paper for a text, so that it can be read over lines."""
    wide = width(words) * size + 3
    left = x - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    box = Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}" fill-opacity=".82"/>')
    return box.format(
        number(left), number(y - 0.86 * size), number(wide), number(1.08 * size), PAPER
    )


def block(  # noqa: PLR0913 - a rectangle has four measures
    x: float, y: float, wide: float, high: float, fill: str, *, stroke: str = ""
) -> Markup:
    """Return a rectangle, or nothing if it has no area."""
    if wide <= 0 or high <= 0:
        return Markup()
    edge = Markup(' stroke="{}"').format(stroke) if stroke else Markup()
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" fill="{}"{}/>').format(
        number(x), number(y), number(wide), number(high), fill, edge
    )


def hatched(x: float, y: float, wide: float, high: float, stroke: str) -> Markup:
    """Return a rectangle filled with rising lines: what is still open, or is missing."""
    if wide <= 0 or high <= 0:
        return Markup()
    steps = range(1, int((wide + high) / HATCH_GAP) + 1)
    strokes = (_diagonal(x, y, wide, high, place * HATCH_GAP) for place in steps)
    return block(x, y, wide, high, PAPER, stroke=stroke) + path(" ".join(strokes), stroke, 0.8)


def _diagonal(x: float, y: float, wide: float, high: float, along: float) -> str:
    """Return the line that leaves the top or right side ``along`` the way round from top left."""
    start = (x, y + along) if along <= high else (x + along - high, y + high)
    end = (x + along, y) if along <= wide else (x + wide, y + along - wide)
    return polyline((start, end))


def line(  # noqa: PLR0913 - two points and a pen
    x1: float,
    y1: float,
    x2: float,
    y2: float,
    stroke: str = RULE,
    *,
    thick: float = 1,
    dash: str = "",
) -> Markup:
    """Return a straight line."""
    return path(polyline(((x1, y1), (x2, y2))), stroke, thick, dash)


def path(track: str, stroke: str, thick: float = 1, dash: str = "") -> Markup:
    """Return a line along ``track``, or nothing if that is empty."""
    if not track:
        return Markup()
    dashed = Markup(' stroke-dasharray="{}"').format(dash) if dash else Markup()
    return Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{}"{}/>').format(
        track, stroke, number(thick), dashed
    )


def area(track: str, fill: str, opacity: float = 1) -> Markup:
    """Return the inside of ``track``, or nothing if that is empty."""
    if not track:
        return Markup()
    return Markup('<path d="{}" fill="{}" fill-opacity="{}"/>').format(track, fill, number(opacity))


def polyline(points: Iterable[Point], *, closed: bool = False) -> str:
    """Return path data through ``points``."""
    track = "L".join(f"{number(x)} {number(y)}" for x, y in points)
    return f"M{track}{'Z' * closed}" if track else ""


def marker(kind: str, x: float, y: float, fill: str, radius: float = 3.6) -> Markup:
    """Return a marker with a rim of paper, so that it stands out from what it lies on."""
    if kind in {"circle", "ring"}:
        inside, rim = (fill, PAPER) if kind == "circle" else (PAPER, fill)
        return Markup(
            '<circle cx="{}" cy="{}" r="{}" fill="{}" stroke="{}" stroke-width="{}"/>'
        ).format(number(x), number(y), number(radius), inside, rim, 1 if rim == PAPER else 1.8)
    if kind == "cross":
        arms = ((x - radius, y, x + radius, y), (x, y - radius, x, y + radius))
        return joined(line(*arm, fill, thick=2.2) for arm in arms)
    corners = ((x + radius * a, y + radius * b) for a, b in _CORNERS[kind])
    track = polyline(corners, closed=True)
    return Markup('<path d="{}" fill="{}" stroke="{}" stroke-width="1"/>').format(
        track, fill, PAPER
    )


_CORNERS = {
    "square": ((-0.95, -0.95), (0.95, -0.95), (0.95, 0.95), (-0.95, 0.95)),
    "triangle": ((0, -1.2), (1.2, 0.9), (-1.2, 0.9)),
    "diamond": ((0, -sqrt(2)), (sqrt(2), 0), (0, sqrt(2)), (-sqrt(2), 0)),
}


def joined(parts: Iterable[Markup]) -> Markup:
    """Return ``parts`` one after the other."""
    return Markup().join(parts)


def number(value: float) -> str:
    """Write a length as short as it can be, to a hundredth."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
