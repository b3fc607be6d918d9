"""Rounding: once, half up, never over an edge, and parts that add up."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.comparison.rounding import add_up
from greenpark_assess.report.page.numbers import (
    TENTH,
    gain_text,
    percent_text,
    score_text,
    significant,
    tenths,
)

EDGES = (50.0, 70.0, 100.0)
scores = st.floats(0, 100)


@pytest.mark.parametrize(
    ("score", "printed"),
    [
        pytest.param(62.35, "62.4", id="half goes up, though 62.35 is a little less in binary"),
        pytest.param(62.34, "62.3", id="less than half goes down"),
        pytest.param(69.96, "69.9", id="not up to a level"),
        pytest.param(70.0, "70.0", id="on the edge"),
        pytest.param(69.99999999999, "70.0", id="binary noise is no miss, as for levels"),
        pytest.param(70.04, "70.0", id="down to an edge that is reached"),
        pytest.param(99.97, "99.9", id="100 only where all is met"),
        pytest.param(100.0, "100.0", id="all is met"),
        pytest.param(0.0, "0.0", id="nothing"),
    ],
)
def test_scores(score: float, printed: str) -> None:
    assert score_text(score, EDGES) == printed


def test_shares_follow_the_same_rule() -> None:
    assert percent_text(99.99, EDGES) == "99.9%"


@given(scores, scores)
def test_rounding_keeps_the_order(one: float, other: float) -> None:
    low, high = sorted((one, other))
    assert tenths(low, EDGES) <= tenths(high, EDGES)


@given(scores, st.lists(scores, max_size=4))
def test_rounding_never_reaches_an_edge_from_below(score: float, edges: list[float]) -> None:
    rounded = tenths(score, edges)
    assert abs(float(rounded) - score) < 0.1 + 1e-9
    for edge in edges:
        if score < edge - 1e-8:
            assert rounded < Decimal(repr(edge))


@pytest.mark.parametrize(
    ("value", "edges", "printed"),
    [
        pytest.param(0.075194, (), "0.07519", id="four significant digits"),
        pytest.param(1_234_567.8, (), "1,234,568", id="integer digits all stay"),
        pytest.param(25.0, (), "25", id="no idle zeros"),
        pytest.param(100.0, (), "100", id="nor zeros that count"),
        pytest.param(-3.25, (), "−3.25", id="a true minus"),
        pytest.param(0.0, (), "0", id="zero"),
        pytest.param(89.998, (90.0,), "89.998", id="stays below what earns full points"),
        pytest.param(0.50001, (0.5,), "0.50001", id="stays above what earns full points"),
    ],
)
def test_measured_values(value: float, edges: tuple[float, ...], printed: str) -> None:
    assert significant(value, edges=edges) == printed


@pytest.mark.parametrize(
    ("gain", "printed"),
    [(2.44, "+2.4"), (0.04, "< +0.1"), (0.0, "0.0"), (-0.3, "−0.3")],
)
def test_gains(gain: float, printed: str) -> None:
    assert gain_text(gain) == printed


@given(st.lists(st.floats(0, 50) | st.just(0.0), min_size=1, max_size=12))
def test_printed_parts_add_up_to_the_printed_whole(parts: list[float]) -> None:
    whole = tenths(sum(parts))
    printed = add_up(parts, 1, whole)
    assert sum(printed) == whole
    for part, shown in zip(parts, printed, strict=True):
        assert abs(float(shown) - part) < 0.1 + 1e-6
        assert shown == 0 if part == 0 else shown >= 0


@given(st.lists(st.floats(0.01, 50), min_size=1, max_size=8))
def test_parts_add_up_to_a_whole_that_was_held_below_an_edge(parts: list[float]) -> None:
    whole = tenths(sum(parts)) + TENTH
    if float(whole) - sum(parts) < 0.1:
        assert sum(add_up(parts, 1, whole)) == whole


def test_the_largest_remainders_are_raised() -> None:
    assert list(add_up([1.04, 1.08, 1.08], 1, Decimal("3.2"))) == [
        Decimal("1.0"),
        Decimal("1.1"),
        Decimal("1.1"),
    ]
