"""How little reaches each level, and what hardly counts."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.effort import LeastEffort, least_efforts, swings
from greenpark_assess.scoring.plan import compile_plan
from support import rubric_of

HALVES = [0, 25, 50, 75, 100]
TREE = """
    questions:
      a: {{text: A, kind: number}}
    dimensions:
      x:
        title: X
        weight: 3
        aggregate: {aggregate}
        indicators:
          x1: {{title: X1, weight: 2, value: a, scale: {{points: {{0: 0, 1: 100}}}}}}
          x2: {{title: X2, weight: 1, value: a, scale: {{points: {{0: 0, 1: 100}}}}}}
      y:
        title: Y
        weight: 1
        indicators:
          y1: {{title: Y1, weight: 1, value: a, scale: {{points: {{0: 20, 1: 60}}}}}}
          y2: {{title: Y2, weight: 1, value: a, scale: {{met: a > 1}}, prerequisite: a > 0}}
    levels:
      {levels}
    """


def tree(levels: str, aggregate: str = "arithmetic") -> Rubric:
    return rubric_of(TREE.format(levels=levels, aggregate=aggregate))


LEVELS = [
    # All at their least: x 0, y 10, so the total is 2.5. x1 brings 50, x2 25, y2 12.5, y1 5.
    pytest.param("one: {title: One, from: 50}", "arithmetic", ("x1",), 52.5, id="largest first"),
    pytest.param(
        "one: {title: One, from: 50, prerequisites: all}",
        "arithmetic",
        ("x1", "y2"),
        65.0,
        id="prerequisites come anyway",
    ),
    pytest.param(
        "one: {title: One, from: 50, each_dimension: 30}",
        "arithmetic",
        ("x1", "y2"),
        65.0,
        id="every dimension",
    ),
    pytest.param(
        "one: {title: One, from: 70}", "minimum", ("x1", "x2"), 77.5, id="the weakest counts"
    ),
    pytest.param("one: {title: One, from: 96}", "arithmetic", (), None, id="out of reach"),
]


@pytest.mark.parametrize(("levels", "aggregate", "indicators", "score"), LEVELS)
def test_least_effort(
    levels: str, aggregate: str, indicators: tuple[str, ...], score: float | None
) -> None:
    rubric = tree(levels, aggregate)
    expected = LeastEffort("one", indicators, score)
    assert least_efforts(rubric, compile_plan(rubric)) == (expected,)


def test_a_level_needs_what_the_levels_below_need() -> None:
    rubric = tree("{low: {title: Low, from: 60}, high: {title: High, from: 5}}")
    low, high = least_efforts(rubric, compile_plan(rubric))
    assert low.indicators == high.indicators == ("x1", "x2")


def test_a_swing_is_the_largest_move() -> None:
    rubric = tree("{}", "minimum")
    # Alone, x1 moves the weakest of x1 and x2 only while x2 is high.
    expected = {"x1": 75.0, "x2": 75.0, "y1": 5.0, "y2": 12.5}
    assert swings(rubric, compile_plan(rubric)) == pytest.approx(expected)


@given(
    weights=st.lists(st.integers(1, 9), min_size=2, max_size=6),
    least=st.integers(1, 100),
)
def test_no_smaller_set_reaches_a_level_of_weighted_means(weights: list[int], least: int) -> None:
    leaves = "".join(
        f"          i{n}: {{title: I, weight: {w}, value: a, scale: {{maturity: {HALVES}}}}}\n"
        for n, w in enumerate(weights)
    )
    rubric = rubric_of(
        "    questions: {a: {text: A, kind: maturity}}\n"
        "    dimensions:\n      x:\n        title: X\n        weight: 1\n        indicators:\n"
        f"{leaves}    levels: {{one: {{title: One, from: {least}}}}}\n"
    )
    (found,) = least_efforts(rubric, compile_plan(rubric))
    shares = [100 * weight / sum(weights) for weight in weights]
    smallest = next(
        size
        for size in range(1, len(weights) + 1)
        if any(sum(some) >= least - 1e-9 for some in itertools.combinations(shares, size))
    )
    assert len(found.indicators) == smallest
