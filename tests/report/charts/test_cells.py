"""Drawings in cells: what is drawn where, and what is said to those who cannot see it."""

from __future__ import annotations

import re

import pytest

from greenpark_assess.report.charts import BANDS, Axis, Bar, Step, draw


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
