"""Shares of the simplex, and the least shift of weight that makes two entries equal."""

from __future__ import annotations

import math
from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.comparison.group import beside
from greenpark_assess.comparison.records import Weightings
from greenpark_assess.comparison.weightings import least_shift, share_below
from greenpark_assess.rubric.model import Rubric
from support import rescored, rubric_of

NA = NotApplicable("not here")

gaps = st.lists(st.one_of(st.sampled_from([0.0, 1.0, -1.0]), st.floats(-100, 100)), min_size=1)


# --- shares of the simplex ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("differences", "share"),
    [
        pytest.param([], 0, id="no dimension"),
        pytest.param([0, 0], 0, id="equal throughout"),
        pytest.param([-1, -1, -1], 1, id="behind in all"),
        pytest.param([0, -1], 1, id="behind in one, equal in the other"),
        pytest.param([1, 2], 0, id="ahead in all"),
        pytest.param([0, 1], 0, id="never behind"),
        pytest.param([-1, 1], 1 / 2, id="even"),
        pytest.param([-1, 3], 1 / 4, id="a segment cut at a quarter"),
        pytest.param([-1, -1, 1], 3 / 4, id="a triangle without its top half"),
        pytest.param([-2, 1, 1], 4 / 9, id="a corner of a triangle"),
        pytest.param([-1, 1, 0], 1 / 2, id="a triangle cut through a corner"),
        pytest.param([-1, 1, 0, 0, 0], 1 / 2, id="equal dimensions decide nothing"),
        pytest.param([-1, 1, 1, 1], 1 / 8, id="a corner of a tetrahedron"),
        pytest.param([-1, -1, 1, 1], 1 / 2, id="a tetrahedron cut between two edges"),
    ],
)
def test_content_of_a_cut_simplex(differences: list[float], share: float) -> None:
    assert share_below(differences) == pytest.approx(share, abs=1e-15)


@given(differences=gaps)
def test_shares_are_shares_and_the_two_sides_make_a_whole(differences: list[float]) -> None:
    behind, ahead = share_below(differences), share_below([-one for one in differences])
    assert 0 <= behind <= 1
    assert behind + ahead == pytest.approx(1.0 if any(differences) else 0.0, abs=1e-12)


@given(differences=gaps, seed=st.integers(0, 100))
def test_the_order_of_the_dimensions_does_not_matter(differences: list[float], seed: int) -> None:
    shuffled = list(np.random.default_rng(seed).permutation(differences))
    assert share_below(shuffled) == pytest.approx(share_below(differences), abs=1e-12)


@pytest.mark.parametrize("count", [2, 3, 5, 8])
@pytest.mark.parametrize("seed", range(4))
def test_the_same_as_brute_force(count: int, seed: int) -> None:
    rng = np.random.default_rng(seed)
    differences = rng.normal(0.3, 1, count)
    draws = rng.dirichlet(np.ones(count), 40_000)
    assert share_below(differences.tolist()) == pytest.approx(
        np.mean(draws @ differences < 0), abs=0.015
    )


def test_nearly_equal_differences_cancel_nothing() -> None:
    close = [-1.0, -1.0 - 1e-15, -1.0 + 1e-15, *(1.0 + k * 1e-15 for k in range(20))]
    assert share_below(close) == pytest.approx(share_below([-1.0] * 3 + [1.0] * 20), rel=1e-9)


# --- the least shift ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("weights", "gap", "moved", "after"),
    [
        # 50 × 10 − 50 × 6 = 200 ahead; a point from the first to the second closes 16.
        pytest.param([50, 50], [10, -6], 12.5, [37.5, 62.5], id="two dimensions"),
        pytest.param([50, 50], [-10, 6], 12.5, [37.5, 62.5], id="behind instead of ahead"),
        # 20 × 10 + 70 × 2 − 10 × 2 = 320: 20 points close 12 each, 20 more close 4 each.
        pytest.param([20, 70, 10], [10, 2, -2], 40, [0, 50, 50], id="one is not enough"),
        pytest.param([50, 50], [10, -10], 0, [50, 50], id="equal as it is"),
        pytest.param([50, 50], [0, 0], 0, [50, 50], id="equal throughout"),
        pytest.param([50, 50], [10, 1], None, None, id="ahead in all"),
        pytest.param([50, 50], [10, 0], None, None, id="can be equal, but never behind"),
    ],
)
def test_shifts_by_hand(
    weights: list[float], gap: list[float], moved: float | None, after: list[float] | None
) -> None:
    names = ["x", "y", "z"][: len(weights)]
    swap = least_shift(names, weights, gap)
    if moved is None:
        assert swap is None
        return
    assert swap is not None
    assert swap.moved == pytest.approx(moved)
    assert list(swap.weights.values()) == pytest.approx(after)


@given(
    pairs=st.lists(
        st.tuples(st.floats(0.01, 10), st.integers(-100, 100).map(float)), min_size=1, max_size=6
    )
)
def test_a_shift_makes_equal_and_none_is_less(pairs: list[tuple[float, float]]) -> None:
    whole = math.fsum(weight for weight, _ in pairs)
    weights = [100 * weight / whole for weight, _ in pairs]
    gap = [one for _, one in pairs]
    swap = least_shift([str(place) for place in range(len(gap))], weights, gap)
    lead = math.fsum(weight * one for weight, one in zip(weights, gap, strict=True))
    if swap is None:
        assert min(gap) >= 0 or max(gap) <= 0
        return
    after = list(swap.weights.values())
    assert min(after) >= -1e-9
    assert math.fsum(after) == pytest.approx(100)
    assert sum(w * one for w, one in zip(after, gap, strict=True)) == pytest.approx(0, abs=1e-6)
    given_away = math.fsum(max(w - one, 0) for w, one in zip(weights, after, strict=True))
    assert given_away == pytest.approx(swap.moved, abs=1e-9)
    assert least_by_brute_force(weights, gap, lead) >= swap.moved - 1e-6


def least_by_brute_force(weights: list[float], gap: list[float], lead: float) -> float:
    """Try every fractional order of giving and every dimension to give to."""
    least = math.inf
    for target, first in product(range(len(gap)), repeat=2):
        missing, moved = lead, 0.0
        sources = [first, *(one for one in range(len(gap)) if one != first)]
        for source in sources:
            closed = gap[source] - gap[target]
            if closed * missing > 0:
                step = min(weights[source], missing / closed)
                moved, missing = moved + step, missing - step * closed
        if abs(missing) < 1e-9:
            least = min(least, moved)
    return least


# --- between entries ------------------------------------------------------------------------------


def three(aggregate: str = "arithmetic", floor: str = "null") -> Rubric:
    """Return three dimensions of one indicator each, weights 1, 1, 2; points are the answers."""
    dimension = """
          {0}:
            title: T
            weight: {1}
            indicators: {{{0}.i: {{title: T, weight: 1, value: q{0},
                          scale: {{points: {{0: 0, 100: 100}}}}}}}}"""
    return rubric_of(
        f"""
        rubric: {{id: s, version: "1", title: S, aggregate: {aggregate}, floor: {floor}}}
        questions:
          qx: {{text: X, kind: number, min: 0, max: 100}}
          qy: {{text: Y, kind: number, min: 0, max: 100}}
          qz: {{text: Z, kind: number, min: 0, max: 100}}
        dimensions:"""
        + "".join(dimension.format(name, weight) for name, weight in (("x", 1), ("y", 1), ("z", 2)))
    )


def park(x: object, y: object, z: object) -> dict[str, object]:
    return {"qx": x, "qy": y, "qz": z}


def weightings(rubric: Rubric, *parks: dict[str, object], seed: int = 1) -> Weightings:
    (pair,) = beside(rescored(rubric, *parks), seed=seed).pairs
    assert pair.weightings is not None
    return pair.weightings


def test_an_arithmetic_total_is_exact() -> None:
    found = weightings(three(), park(50, 30, 30), park(30, 30, 40))
    # Ahead where 20 x > 10 z: z/(x + z) < 2/3.
    assert (found.ahead, found.behind) == pytest.approx((2 / 3, 1 / 3))
    assert (found.standard_error, found.linear) == (0, True)
    assert found.swap is not None
    assert found.swap.moved == 0.0  # 1 × 20 = 2 × 10: they are equal as it is


def test_the_floor_of_the_total_counts() -> None:
    found = weightings(three(floor="20"), park(0, 30, 40), park(20, 40, 30))
    assert (found.ahead, found.behind) == pytest.approx((1 / 2, 1 / 2))


@pytest.mark.parametrize("aggregate", ["power(1)", "power(0.999999)"])
def test_sampling_agrees_with_what_is_exact(aggregate: str) -> None:
    one, other = park(80, 10, 50), park(40, 60, 45)
    exact = weightings(three(), one, other)
    found = weightings(three(aggregate), one, other)
    assert found.ahead == pytest.approx(exact.ahead, abs=4 * found.standard_error + 1e-12)
    assert found.ahead + found.behind == pytest.approx(1)
    assert (found.standard_error > 0) == (aggregate != "power(1)") == (found.swap is None)


def test_another_seed_is_another_sample() -> None:
    one, other = park(80, 10, 50), park(40, 60, 45)
    found = [weightings(three("geometric"), one, other, seed=seed) for seed in (1, 1, 2)]
    assert found[0] == found[1] != found[2]


@pytest.mark.parametrize(
    ("aggregate", "ahead"), [("minimum", 0.0), ("maximum", 1.0), ("at_least(2)", 1.0)]
)
def test_where_weights_do_not_matter(aggregate: str, ahead: float) -> None:
    found = weightings(three(aggregate), park(80, 10, 50), park(40, 60, 45))
    assert found == Weightings(ahead, 1 - ahead, 0.0, linear=False, swap=None)


def test_different_dimensions_are_not_one_sum() -> None:
    found = weightings(three(), park(80, NA, 50), park(40, 60, 45))
    assert not found.linear
    assert found.swap is None
    # Ahead by 40 and 5 in x and z, unless y, which only the other has, weighs much.
    assert 0.5 < found.ahead < 1


def test_what_neither_has_plays_no_part() -> None:
    found = weightings(three(), park(50, NA, 30), park(30, NA, 50))
    assert found.linear
    assert found.swap is not None
    assert found.ahead == pytest.approx(1 / 2)
    # Weights are 33.3 and 66.7 among the two that are left.
    assert found.swap.weights == pytest.approx({"x": 50, "z": 50})
    assert found.swap.moved == pytest.approx(100 / 6)


def test_equal_entries_are_neither_ahead_nor_behind() -> None:
    for aggregate in ("arithmetic", "geometric", "minimum"):
        found = weightings(three(aggregate), park(50, 40, 30), park(50, 40, 30))
        assert (found.ahead, found.behind) == (0, 0)
