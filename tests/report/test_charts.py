"""Charts: what is drawn where, and what is said to those who cannot see it."""

from __future__ import annotations

import re
from itertools import pairwise

import pytest

from greenpark_assess.report.charts import BANDS, Axis, Bar, Step, band, draw


@pytest.mark.parametrize(
    ("points", "expected"), [(0, 0), (19.9, 0), (20, 1), (59, 2), (80, 4), (100, 4), (130, 4)]
)
def test_band(points: float, expected: int) -> None:
    assert band(points) == expected


def test_bands_grow_darker_so_that_they_survive_grey_printing() -> None:
    def luminance(colour: str) -> float:
        red, green, blue = (int(colour[at : at + 2], 16) for at in (1, 3, 5))
        return 0.299 * red + 0.587 * green + 0.114 * blue

    lights = [luminance(colour) for colour in BANDS]
    assert all(one - other > 20 for one, other in pairwise(lights))


def test_a_bar_shows_score_range_and_levels() -> None:
    drawn = draw(Bar("b1", "Energy: 60", 60, 55, 72.5, (50, 80)))
    assert f'width="60%" height="10" fill="{BANDS[3]}"' in drawn
    assert '<line x1="55%" x2="72.5%"' in drawn
    assert drawn.count('x1="50%" x2="50%"') == drawn.count('x1="80%" x2="80%"') == 1


def test_a_bar_without_range_has_no_whisker() -> None:
    assert draw(Bar("b1", "Energy", 60, 60, 60)).count("<line") == 0


def test_a_step_runs_from_start_to_end() -> None:
    assert '<rect x="80%" y="2" width="20%"' in draw(Step("s1", "Energy", 100, 80))


@pytest.mark.parametrize(
    "drawing",
    [
        Bar("id", "<b> & more", 10, 0, 20),
        Step("id", "<b> & more", 100, 90),
        Axis("id", "<b> & more", ((0, "0"), (100, "100"))),
    ],
    ids=["bar", "step", "axis"],
)
def test_every_drawing_has_a_role_a_title_and_an_id(drawing: Bar | Step | Axis) -> None:
    drawn = draw(drawing)
    assert 'role="img"' in drawn
    assert 'aria-labelledby="id"' in drawn
    assert '<title id="id">&lt;b&gt; &amp; more</title>' in drawn


def test_nothing_is_drawn_outside() -> None:
    drawn = draw(Bar("b1", "Ratio without a cap", 140, -5, 180))
    numbers = [float(one) for one in re.findall(r'(?:x|x1|x2|width)="([-\d.]+)%"', drawn)]
    assert all(0 <= number <= 100 for number in numbers)
