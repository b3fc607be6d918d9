"""Colours: contrast as of WCAG 2, and what is left of them in grey and for the colour-blind."""

from __future__ import annotations

import math
from itertools import combinations, pairwise

import pytest

from greenpark_assess.report.charts.colours import (
    DEEP,
    HEAT,
    HEAT_TEXT,
    INK,
    LINES,
    PAPER,
    QUIET,
    RULE,
    RUST,
    TEAL,
    TRACK,
    band,
    style,
)

TEXT, GRAPHICS = 4.5, 3.0


def channels(colour: str) -> tuple[float, ...]:
    """Return red, green and blue in linear light."""
    values = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return tuple(
        one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in values
    )


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("colour", [INK, QUIET, TEAL, DEEP, RUST, *LINES])
def test_text_can_be_read_on_paper(colour: str) -> None:
    assert contrast(colour, PAPER) >= TEXT


@pytest.mark.parametrize("colour", [RULE, TEAL, DEEP, RUST, *LINES])
def test_graphics_stand_out_from_paper_and_track(colour: str) -> None:
    assert contrast(colour, PAPER) >= GRAPHICS
    assert contrast(colour, TRACK) >= GRAPHICS


@pytest.mark.parametrize(("ground", "ink"), list(zip(HEAT, HEAT_TEXT, strict=True)))
def test_numbers_can_be_read_on_every_cell(ground: str, ink: str) -> None:
    assert contrast(ground, ink) >= TEXT


def test_classes_grow_darker_so_that_they_survive_grey_printing() -> None:
    assert all(luminance(one) > luminance(other) for one, other in pairwise(HEAT))
    assert all(contrast(one, other) >= 1.35 for one, other in pairwise(HEAT))


def test_the_heat_scale_has_one_hue() -> None:
    for colour in HEAT:
        red, green, blue = channels(colour)
        assert red < blue <= green


# Machado, Oliveira and Fernandes 2009, full severity, over linear red, green and blue.
SIGHT = {
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def lab(light: tuple[float, ...]) -> tuple[float, float, float]:
    """Return CIE L*a*b* of linear sRGB under D65."""

    def share(weights: tuple[float, float, float], white: float) -> float:
        part = sum(one * other for one, other in zip(weights, light, strict=True)) / white
        return max(part, 0) ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116

    x = share((0.4124, 0.3576, 0.1805), 0.9505)
    y = share((0.2126, 0.7152, 0.0722), 1)
    z = share((0.0193, 0.1192, 0.9505), 1.089)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


@pytest.mark.parametrize("sight", SIGHT)
@pytest.mark.parametrize("colours", [LINES, (TEAL, RUST)], ids=["lines", "gain and loss"])
def test_colours_differ_for_colour_blind_readers(sight: str, colours: tuple[str, ...]) -> None:
    seen = [
        lab(tuple(sum(map(float.__mul__, row, channels(one))) for row in SIGHT[sight]))
        for one in colours
    ]
    assert all(math.dist(one, other) > 15 for one, other in combinations(seen, 2))


def test_lines_differ_without_their_colours() -> None:
    styles = [style(place) for place in range(30)]
    assert len(set(styles)) == len(styles)
    shapes = {(one.dash, one.marker) for one in styles[:6]}
    assert len(shapes) == 6
    for one, other in combinations(styles[:6], 2):
        assert one.marker != other.marker


@pytest.mark.parametrize(
    ("points", "expected"),
    [(-5, 0), (0, 0), (19.9, 0), (20, 1), (59, 2), (80, 4), (100, 4), (130, 4)],
)
def test_band(points: float, expected: int) -> None:
    assert band(points) == expected
