"""Slopes of single nodes: exact, never negative, the same both ways, and the derivative at last."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greenpark_assess.comparison.slopes import Ends, edge_slopes
from greenpark_assess.rubric import model
from greenpark_assess.rubric.model import aggregation_parts
from greenpark_assess.scoring.aggregate import Aggregator

AGGREGATIONS = (
    "arithmetic",
    "geometric",
    "harmonic",
    "minimum",
    "maximum",
    "power(0)",
    "power(0.01)",
    "power(0.5)",
    "power(2)",
    "power(30)",
    "power(-0.01)",
    "power(-2)",
    "power(-30)",
    "at_least(2)",
    "at_least(3)",
)
TINY = 1e-200  # slopes may reach 1 / TINY, and must stay finite

points = st.one_of(
    st.sampled_from([0.0, 1e-12, 20.0, 50.0, 50.0 + 1e-12, 100.0, 150.0]), st.floats(TINY, 150)
)
children_drawn = st.lists(
    st.one_of(st.none(), st.tuples(points, points)), min_size=1, max_size=6
).filter(any)


def joiner(aggregate: str, count: int, floor: float | None = None) -> Aggregator:
    weights = tuple((1.0, 0.3, 0.0, 2.5, 1.0, 7.0)[-count:])
    return Aggregator(*aggregation_parts(aggregate), floor, weights)


def joined(join: Aggregator, children: Sequence[Ends | None], *, stays: bool) -> Ends:
    with np.errstate(all="ignore"):
        old, new = (
            float(
                join(
                    [np.array([child[end] if child else 0.0]) for child in children],
                    [np.array([child is not None]) for child in children],
                    np.array([stays]),
                )[0][0]
            )
            for end in (0, 1)
        )
    return old, new


def slopes_of(join: Aggregator, children: Sequence[Ends | None], *, stays: bool) -> list[float]:
    return edge_slopes(join, children, joined(join, children, stays=stays), stays=stays)


def backwards(children: Sequence[Ends | None]) -> list[Ends | None]:
    return [child and (child[1], child[0]) for child in children]


@settings(max_examples=400)
@given(
    aggregate=st.sampled_from(AGGREGATIONS),
    children=children_drawn,
    floor=st.sampled_from([None, None, 5.0, 60.0]),
    stays=st.booleans(),
)
@example(aggregate="geometric", children=[(TINY, 50.0), (50.0, 60.0)], floor=None, stays=True)
@example(aggregate="harmonic", children=[(TINY, 50.0), (0.0, 60.0)], floor=None, stays=True)
@example(aggregate="power(-30)", children=[(TINY, TINY), (0.0, 60.0)], floor=None, stays=True)
@example(aggregate="power(0.5)", children=[(0.0, 0.0), (TINY, 60.0)], floor=None, stays=True)
def test_slopes_times_changes_are_the_change(
    aggregate: str,
    children: list[Ends | None],
    floor: float | None,
    stays: bool,  # noqa: FBT001
) -> None:
    join = joiner(aggregate, len(children), floor)
    old, new = joined(join, children, stays=stays)
    slopes = slopes_of(join, children, stays=stays)
    moved = [child[1] - child[0] if child else 0.0 for child in children]
    parts = [slope * change for slope, change in zip(slopes, moved, strict=True)]
    assert math.fsum(parts) == pytest.approx(new - old, abs=1e-9)
    assert min(slopes) >= 0
    assert slopes == slopes_of(join, backwards(children), stays=stays)


@pytest.mark.parametrize("aggregate", AGGREGATIONS)
@pytest.mark.parametrize("change", [1e-3, 1e-9, 1e-13, 0.0])
def test_small_changes_have_the_slope_of_the_tangent(aggregate: str, change: float) -> None:
    start = [40.0, 70.0, 55.0, 90.0]
    join = joiner(aggregate, 4)
    ends: list[Ends | None] = [
        (one, one + change * sign) for one, sign in zip(start, (1, -1, 1, 1), strict=True)
    ]
    step = 1e-4
    for place, slope in enumerate(slopes_of(join, ends, stays=True)):
        around: list[Ends | None] = [(one, one) for one in start]
        around[place] = (start[place] - step, start[place] + step)
        least, most = joined(join, around, stays=True)
        assert slope == pytest.approx((most - least) / (2 * step), abs=2e-4)


def test_every_aggregation_is_here() -> None:
    assert {name.partition("(")[0] for name in AGGREGATIONS} == {
        name.partition("(")[0] for name in model.AGGREGATIONS
    }


def test_what_does_not_count_has_no_slope() -> None:
    join = Aggregator("geometric", 0.0, None, (1.0, 0.0, 1.0))
    slopes = slopes_of(join, [(20, 30), (10, 90), None], stays=True)
    assert slopes == pytest.approx([1.0, 0.0, 0.0])
    assert slopes_of(join, [None, (10, 90), None], stays=True) == [0, 0, 0]


def test_a_third_of_the_way_each() -> None:
    join = Aggregator("at_least", 2.0, None, (1.0, 1.0, 1.0))
    # The second best: c = 30 until a = 60 t passes it at 1/2; then a, until it passes b at 2/3;
    # then b = 40 itself.
    slopes = slopes_of(join, [(0, 60), (40, 40), (30, 30)], stays=True)
    assert slopes == pytest.approx([1 / 6, 1 / 3, 1 / 2])
