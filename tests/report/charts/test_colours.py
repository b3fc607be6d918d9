"""Colours: contrast as of WCAG 2, and what is left of them in grey and for the colour-blind."""

from __future__ import annotations

from itertools import combinations, pairwise

import pytest

from greenpark_assess.report.charts.colours import (
    BANDS,
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


@pytest.mark.parametrize(("scale", "least"), [(BANDS, 1.25), (HEAT, 1.35)], ids=["bands", "heat"])
def test_classes_grow_darker_so_that_they_survive_grey_printing(
    scale: tuple[str, ...], least: float
) -> None:
    assert all(luminance(one) > luminance(other) for one, other in pairwise(scale))
    assert all(contrast(one, other) >= least for one, other in pairwise(scale))


def test_the_heat_scale_has_one_hue() -> None:
    for colour in HEAT:
        red, green, blue = channels(colour)
        assert red < blue <= green


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
