"""Entries beside each other: common items, ranks, spread, overlapping ranges."""

from __future__ import annotations

from random import Random
from statistics import median
from typing import Any, TypeAlias

import numpy as np
import pytest
from hypothesis import given, settings

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.comparison.group import beside
from greenpark_assess.comparison.rescore import rescore
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from reference.tree import TOTAL, Tree
from strategies import Mix, Settled, judged, random_answers
from support import entry_of, rescored, rubric_of

NA = NotApplicable("not here")
Drawn: TypeAlias = tuple[Rubric, Settled, Random]

laws = settings(max_examples=50)

SCALE = "scale: {points: {0: 0, 100: 100}}"
RUBRIC = rubric_of(f"""
    questions:
      a: {{text: A, kind: number, min: 0, max: 100}}
      b: {{text: B, kind: number, min: 0, max: 100}}
      c: {{text: C, kind: number, min: 0, max: 100}}
    dimensions:
      x: {{title: X, weight: 1, indicators: {{a: {{title: A, weight: 1, {SCALE}}}}}}}
      y:
        title: Y
        weight: 1
        indicators:
          b: {{title: B, weight: 1, {SCALE}}}
          c: {{title: C, weight: 1, {SCALE}}}
""")


def of_one(*totals: float | None) -> list[dict[str, Any]]:
    """Return parks with these totals; without one, nothing applies."""
    return [dict.fromkeys("abc", NA if total is None else total) for total in totals]


# --- common items ---------------------------------------------------------------------------------


@laws
@given(drawn=judged())
def test_with_one_scope_the_common_score_is_the_full_one(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    group = beside(rescored(rubric, answers, answers, random_answers(rng, rubric)), draws=10)
    twins = beside(rescored(rubric, answers, answers), draws=10)
    assert twins.same_scope
    for found in (twins, group):
        if found.same_scope:
            assert [one.common_score for one in found.peers] == [one.score for one in found.peers]
            assert [one.outside for one in found.peers] == [()] * len(found.peers)


@laws
@given(drawn=judged())
def test_common_scores_are_those_of_the_plain_tree(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    table = rescored(rubric, answers, *(random_answers(rng, rubric) for _ in range(2)))
    group = beside(table, draws=10)
    applies = [
        {name for name, one in standing.indicators.items() if one.status != "not_applicable"}
        for standing in table.standings
    ]
    common = set.intersection(*applies)
    assert set(group.common) == common
    assert group.same_scope == all(own == common for own in applies)
    for row, (standing, peer) in enumerate(zip(table.standings, group.peers, strict=True)):
        assert set(peer.outside) == applies[row] - common
        fleeting = {
            leaf.id for leaf in table.plan.leaves if not table.scores.settled[leaf.slot, row]
        }
        plain = Tree(rubric).scores(
            {
                name: one.points if name in common else None
                for name, one in standing.indicators.items()
            },
            fleeting,
        )
        assert peer.common_score == pytest.approx(plain[TOTAL], abs=1e-6)
        for name, score in peer.dimensions.items():
            assert score == pytest.approx(plain[name], abs=1e-6), name


def test_a_weak_spot_that_one_park_does_not_have() -> None:
    first, second = {"a": 60, "b": 20, "c": 90}, {"a": 50, "b": NA, "c": 80}
    group = beside(rescored(RUBRIC, first, second))
    assert not group.same_scope
    assert group.common == ("a", "c")
    scores = [(one.score, one.rank, one.common_score, one.common_rank) for one in group.peers]
    assert scores == [(57.5, 2, 75.0, 1), (65.0, 1, 65.0, 2)]
    assert [one.outside for one in group.peers] == [("b",), ()]
    assert [one.dimensions for one in group.peers] == [{"x": 60, "y": 90}, {"x": 50, "y": 80}]
    assert [pair.same_scope for pair in group.pairs] == [False]


def test_nothing_in_common() -> None:
    group = beside(rescored(RUBRIC, {"a": 10, "b": NA, "c": NA}, {"a": NA, "b": 20, "c": 30}))
    assert group.common == ()
    assert [(one.score, one.common_score, one.common_rank) for one in group.peers] == [
        (10, None, None),
        (25, None, None),
    ]


# --- order ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("totals", "ranks"),
    [
        pytest.param([30, 50, 40], [3, 1, 2], id="all different"),
        pytest.param([30, 50, 50, 40, 40, 10], [5, 1, 1, 3, 3, 6], id="ties leave ranks out"),
        pytest.param([30, None, 40], [2, None, 1], id="no score, no rank"),
        pytest.param([], [], id="nobody"),
    ],
)
def test_ranks(totals: list[float | None], ranks: list[int | None]) -> None:
    group = beside(rescored(RUBRIC, *of_one(*totals)))
    assert [one.rank for one in group.peers] == ranks


def test_rounding_errors_do_not_rank() -> None:
    parks = [{"a": 0.1 + 0.2, "b": 0.3, "c": 0.3}, {"a": 0.3, "b": 0.3, "c": 0.3}]
    table = rescored(RUBRIC, *parks)
    assert table.standings[0].total != table.standings[1].total
    assert [one.rank for one in beside(table).peers] == [1, 1]


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        pytest.param(40, 50, False, id="two points"),
        pytest.param(40, 40, True, id="the same point"),
        pytest.param((40, 60), 50, True, id="a point in a range"),
        pytest.param((40, 60), 61, False, id="a point beside a range"),
        pytest.param((40, 60), (60, 80), True, id="ranges that touch"),
        pytest.param(None, 50, True, id="nothing answered"),
    ],
)
def test_where_the_order_is_not_certain(one: Any, other: Any, overlap: bool) -> None:  # noqa: FBT001
    parks = [dict.fromkeys("abc", answer) for answer in (one, other)]
    for both in (parks, parks[::-1]):
        (pair,) = beside(rescored(RUBRIC, *both)).pairs
        assert pair.overlap is overlap


def test_no_order_without_a_total() -> None:
    (pair,) = beside(rescored(RUBRIC, *of_one(None, 50))).pairs
    assert (pair.overlap, pair.weightings) == (None, None)


@laws
@given(drawn=judged(mix=Mix(indicators=12)))
def test_an_entry_more_changes_no_pair_of_the_others(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    parks = [answers, *(random_answers(rng, rubric) for _ in range(3))]
    few = beside(rescored(rubric, *parks[:2]), draws=50)
    many = beside(rescored(rubric, *parks), draws=50)
    assert few.pairs == many.pairs[:1]
    assert (many.pairs[0].first, many.pairs[0].second) == ("0", "1")
    assert [one.score for one in few.peers] == [one.score for one in many.peers[:2]]


@laws
@given(drawn=judged())
def test_the_other_way_round(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    parks = [answers, random_answers(rng, rubric)]
    (one,) = beside(rescored(rubric, *parks), draws=200).pairs
    (other,) = beside(rescored(rubric, *parks[::-1]), draws=200).pairs
    assert (one.same_scope, one.overlap) == (other.same_scope, other.overlap)
    if one.weightings is None:
        assert other.weightings is None
        return
    assert other.weightings is not None
    assert one.weightings.ahead == pytest.approx(other.weightings.behind, abs=1e-12)
    assert one.weightings.behind == pytest.approx(other.weightings.ahead, abs=1e-12)
    assert 0 <= one.weightings.ahead + one.weightings.behind <= 1 + 1e-12


# --- the group as a whole -------------------------------------------------------------------------


def test_a_spread_of_five() -> None:
    totals = [10.0, 50.0, 20.0, 40.0, 35.0]
    spread = beside(rescored(RUBRIC, *of_one(*totals))).spreads[TOTAL]
    assert spread is not None
    assert (spread.parks, spread.least, spread.median, spread.most) == (5, 10, 35, 50)
    assert (spread.lower_quartile, spread.upper_quartile) == (20, 40)


def test_quartiles_lie_between_scores() -> None:
    rng = Random(3)
    totals = [rng.uniform(0, 100) for _ in range(8)]
    spread = beside(rescored(RUBRIC, *of_one(*totals))).spreads["y"]
    assert spread is not None
    assert spread.median == pytest.approx(median(totals))
    quartiles = np.quantile(totals, [0.25, 0.75])
    assert [spread.lower_quartile, spread.upper_quartile] == pytest.approx(quartiles.tolist())


def test_none_of_four() -> None:
    assert set(beside(rescored(RUBRIC, *of_one(1, 2, 3, 4))).spreads.items()) == {
        (TOTAL, None),
        ("x", None),
        ("y", None),
    }


def test_parks_without_the_dimension_are_not_counted_in_it() -> None:
    parks = of_one(1, 2, 3, 4, 5)
    parks[0]["a"] = NA
    spreads = beside(rescored(RUBRIC, *parks)).spreads
    assert spreads["x"] is None
    assert spreads["y"] is not None


def test_years_of_one_park_are_one_park() -> None:
    entries = [
        entry_of(RUBRIC, park, str(place), park=str(min(place, 3)))
        for place, park in enumerate(of_one(1, 2, 3, 4, 5))
    ]
    assert beside(rescore(RUBRIC, compile_plan(RUBRIC), entries)).spreads[TOTAL] is None
