"""Every aggregation on numbers worked by hand; children that do not apply are left out."""

from __future__ import annotations

import math
import re

import numpy as np
import pytest

from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.rubric.model import aggregation_parts
from greenpark_assess.scoring.aggregate import Aggregator

NAMES = (
    "arithmetic",
    "geometric",
    "harmonic",
    "minimum",
    "maximum",
    "power(2)",
    "power(-2)",
    "power(0)",
    "at_least(1)",
    "at_least(2)",
)


def columns(*children: float | None) -> tuple[list[Floats], list[Bools]]:
    """Return values and presence of children, ``None`` for one that does not apply."""
    values = [np.array([0.0 if child is None else child]) for child in children]
    return values, [np.array([child is not None]) for child in children]


def joined(
    how: str,
    *children: float | None,
    weights: tuple[float, ...] | None = None,
    floor: float | None = None,
    stays: bool | None = None,
) -> float | None:
    aggregator = Aggregator(*aggregation_parts(how), floor, weights or (1.0,) * len(children))
    with np.errstate(all="ignore"):
        points, counts = aggregator(
            *columns(*children), None if stays is None else np.array([stays])
        )
    assert counts[0] or points[0] == 0
    return float(points[0]) if counts[0] else None


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("arithmetic", 190 / 3),
        ("geometric", 81_000 ** (1 / 3)),
        ("harmonic", 270 / 11),
        ("minimum", 10),
        ("maximum", 90),
        ("power(1)", 190 / 3),
        ("power(0)", 81_000 ** (1 / 3)),
        ("power(-1)", 270 / 11),
        ("power(2)", math.sqrt(16_300 / 3)),
        ("power(0.5)", ((2 * math.sqrt(90) + math.sqrt(10)) / 3) ** 2),
        ("power(-2)", (3 / (2 / 8100 + 1 / 100)) ** 0.5),
        ("at_least(1)", 90),
        ("at_least(2)", 90),
        ("at_least(3)", 10),
        ("at_least(9)", 10),
    ],
)
def test_one_weak_child(how: str, expected: float) -> None:
    assert joined(how, 90, 90, 10) == pytest.approx(expected, rel=1e-14)


def test_the_published_example() -> None:
    found = [joined(how, 90, 90, 10) for how in ("arithmetic", "geometric", "harmonic", "minimum")]
    assert [round(number or 0, 2) for number in found] == [63.33, 43.27, 24.55, 10]


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("arithmetic", 30),
        ("geometric", (20**3 * 60) ** 0.25),
        ("harmonic", 4 / (3 / 20 + 1 / 60)),
        ("power(2)", math.sqrt((3 * 400 + 3600) / 4)),
        ("minimum", 20),
        ("maximum", 60),
        ("at_least(1)", 60),
    ],
)
def test_weights(how: str, expected: float) -> None:
    assert joined(how, 20, 60, weights=(3, 1)) == pytest.approx(expected, rel=1e-14)
    assert joined(how, 20, 60, weights=(0.3, 0.1)) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("power(200)", 90 * 0.5 ** (1 / 200)),
        ("power(-200)", 10 * 0.5 ** (-1 / 200)),
        ("power(1000)", 90 * 0.5 ** (1 / 1000)),
        ("power(-1000)", 10 * 0.5 ** (-1 / 1000)),
    ],
)
def test_high_powers_stay_numbers(how: str, expected: float) -> None:
    assert joined(how, 90, 10) == pytest.approx(expected, rel=1e-14)
    assert joined(how, 90, None, 10) == pytest.approx(expected, rel=1e-14)
    assert joined(how, 0, 0) == 0


@pytest.mark.parametrize("how", NAMES)
def test_equal_children_give_their_points(how: str) -> None:
    assert joined(how, 40, 40, 40, weights=(1, 2, 5)) == pytest.approx(40, rel=1e-14)


@pytest.mark.parametrize("how", NAMES)
def test_a_single_child(how: str) -> None:
    assert joined(how, 55) == pytest.approx(55, rel=1e-14)


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("arithmetic", 40),
        ("geometric", 0),
        ("harmonic", 0),
        ("power(-2)", 0),
        ("power(2)", math.sqrt(3200)),
        ("minimum", 0),
        ("maximum", 80),
        ("at_least(1)", 80),
        ("at_least(2)", 0),
    ],
)
def test_a_child_at_zero(how: str, expected: float) -> None:
    assert joined(how, 0, 80) == pytest.approx(expected, rel=1e-14)


@pytest.mark.parametrize("how", NAMES)
def test_all_children_at_zero_are_no_error(how: str) -> None:
    assert joined(how, 0, 0) == 0


@pytest.mark.parametrize(
    ("how", "expected"),
    [
        ("geometric", math.sqrt(10 * 80)),
        ("harmonic", 2 / (1 / 10 + 1 / 80)),
        ("arithmetic", 45),
        ("minimum", 10),
    ],
)
def test_a_floor_lifts_every_child(how: str, expected: float) -> None:
    assert joined(how, 0, 80, floor=10) == pytest.approx(expected, rel=1e-14)
    assert joined(how, 9.5, 80, floor=10) == pytest.approx(expected, rel=1e-14)


def test_a_floor_lifts_nothing_that_may_leave() -> None:
    assert joined("geometric", 0, 80, floor=10, stays=False) == 0
    assert joined("geometric", 0, 80, floor=10, stays=True) == pytest.approx(math.sqrt(800))


@pytest.mark.parametrize("how", NAMES)
def test_a_child_that_does_not_apply_is_left_out(how: str) -> None:
    assert joined(how, 30, None, 70, weights=(1, 5, 2)) == joined(how, 30, 70, weights=(1, 2))


@pytest.mark.parametrize("how", NAMES)
def test_no_child_applies(how: str) -> None:
    assert joined(how, None, None) is None
    assert joined(how, None, None, floor=10) is None


def test_at_least_takes_all_children_if_fewer_apply() -> None:
    assert joined("at_least(3)", 90, None, 50) == 50
    assert joined("at_least(2)", None, None, 50) == 50


@pytest.mark.parametrize("how", NAMES)
def test_a_child_without_weight_never_counts(how: str) -> None:
    assert joined(how, 0, 40, 60, weights=(0, 1, 1)) == joined(how, 40, 60)
    assert joined(how, 100, 40, 60, weights=(0, 1, 1)) == joined(how, 40, 60)
    assert joined(how, 50, None, weights=(0, 1)) is None
    assert joined(how, 50, 60, weights=(0, 0)) is None


@pytest.mark.parametrize("how", NAMES)
def test_leading_axes_are_rows_of_their_own(how: str) -> None:
    """Both ends of a range go through at once, and each as if alone."""
    aggregator = Aggregator(*aggregation_parts(how), None, (1.0, 2.0))
    ends = [np.array([[0.0, 20.0], [40.0, 100.0]]), np.array([[30.0, 20.0], [90.0, 0.0]])]
    present = [np.array([True, False]), np.array([True, True])]
    with np.errstate(all="ignore"):
        points, counts = aggregator(ends, present)
    assert points.shape == (2, 2)
    assert counts.tolist() == [True, True]
    for end in range(2):
        for row in range(2):
            children = [
                float(one[end, row]) if here[row] else None
                for one, here in zip(ends, present, strict=True)
            ]
            assert points[end, row] == joined(how, *children, weights=(1, 2))


def test_total_weight() -> None:
    aggregator = Aggregator("arithmetic", 0.0, None, (1.0, 2.0, 4.0))
    _, present = columns(50, None, 50)
    assert aggregator.total_weight(present) == 5


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("arithmetic", ("arithmetic", 0.0)),
        ("power(-2.5)", ("power", -2.5)),
        ("at_least(12)", ("at_least", 12.0)),
    ],
)
def test_aggregation_parts(text: str, parts: tuple[str, float]) -> None:
    assert aggregation_parts(text) == parts


@pytest.mark.parametrize("text", ["mean", "power()", "at_least(0)", "at_least(1.5)", "power(2) "])
def test_no_such_aggregation(text: str) -> None:
    with pytest.raises(ValueError, match=re.escape(text)):
        aggregation_parts(text)
