"""Scales, and labels that keep out of each other's way."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.report.charts.scale import Scale, full_scale, near_scale, spread

points = st.floats(-500, 500)


def test_a_scale_maps_and_clips() -> None:
    scale = Scale(0, 100, 200, 100)
    assert [scale.at(value) for value in (-5, 0, 25, 100, 140)] == [200, 200, 175, 100, 100]


@pytest.mark.parametrize(
    ("values", "ends"),
    [([], (0, 100)), ([0, 100], (0, 100)), ([104], (0, 120)), ([-3, 50], (-20, 100))],
)
def test_the_full_scale_grows_only_for_what_lies_outside(
    values: list[float], ends: tuple[float, float]
) -> None:
    scale = full_scale(values, 0, 1)
    assert (scale.low, scale.high) == ends


@pytest.mark.parametrize(
    ("values", "least", "ends"),
    [
        ([56.3, 64.4], 4, (54, 66)),
        ([57.0, 57.0], 4, (55, 59)),
        ([0.0, 0.0], 30, (0, 15)),
        ([100.0], 30, (85, 100)),
        ([-2.0, 3.0], 4, (-3, 4)),
        ([], 30, (0, 100)),
    ],
)
def test_the_near_scale_is_round_and_stays_within_0_and_100(
    values: list[float], least: float, ends: tuple[float, float]
) -> None:
    scale = near_scale(values, 0, 1, least)
    assert (scale.low, scale.high) == ends


@given(st.lists(points, min_size=1), st.floats(1, 50))
def test_a_near_scale_holds_all_values_and_has_few_ticks(values: list[float], least: float) -> None:
    scale = near_scale(values, 0, 1, least)
    assert scale.low <= min(values) <= max(values) <= scale.high
    assert scale.low < scale.high
    assert 2 <= len(list(scale.ticks())) <= 12


@given(st.lists(st.tuples(st.floats(0, 100), st.floats(1, 20)), max_size=5))
def test_labels_do_not_overlap_and_keep_their_order(wanted: list[tuple[float, float]]) -> None:
    moved = spread(wanted, 0, 100)
    placed = sorted(zip(moved, wanted, strict=True), key=lambda one: one[0])
    for (at, (_, height)), (next_at, (_, next_height)) in pairwise(placed):
        assert next_at - at >= (height + next_height) / 2 - 1e-6
    for at, (_, height) in placed:
        assert at - height / 2 >= -1e-6
        assert at + height / 2 <= 100 + 1e-6


def test_labels_that_do_not_touch_stay() -> None:
    assert spread([(80, 10), (20, 10), (50, 10)], 0, 100) == [80, 20, 50]
