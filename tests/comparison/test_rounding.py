"""Printed parts add up to the printed whole, and never say the opposite."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.comparison.rounding import add_up

parts_drawn = st.lists(
    st.one_of(
        st.floats(-100, 100),
        st.sampled_from([0.0, 0.05, -0.05, 0.1, 0.15, -0.25, 1e-12, 0.04999999999999999]),
    ),
    max_size=8,
)


@pytest.mark.parametrize(
    ("parts", "printed"),
    [
        pytest.param([], [], id="none"),
        pytest.param([1.25], ["1.3"], id="half up"),
        pytest.param([-1.25], ["-1.3"], id="half away from zero below it"),
        pytest.param([2.675], ["2.7"], id="one"),
        pytest.param([1.44, 1.44], ["1.5", "1.4"], id="the first of equal remainders"),
        pytest.param([0.33, 0.33, 0.34], ["0.3", "0.3", "0.4"], id="the largest remainder"),
        pytest.param([5.04, -0.04], ["5.0", "0.0"], id="never the other sign"),
        pytest.param([0.06, 0.06, -0.06], ["0.1", "0.1", "-0.1"], id="signs mixed"),
        pytest.param([69.9999999999999], ["70.0"], id="the noise of binary sums"),
    ],
)
def test_parts_by_hand(parts: list[float], printed: list[str]) -> None:
    assert [str(one) for one in add_up(parts, 1)] == printed


@given(parts=parts_drawn, decimals=st.integers(0, 3))
def test_parts_add_up_to_the_whole_rounded_half_up(parts: list[float], decimals: int) -> None:
    unit = Decimal(1).scaleb(-decimals)
    exact = [Decimal(repr(one)).quantize(Decimal("1e-9"), ROUND_HALF_UP) for one in parts]
    found = add_up(parts, decimals)
    assert sum(found, Decimal(0)) == sum(exact, Decimal(0)).quantize(unit, ROUND_HALF_UP)
    for one, printed in zip(exact, found, strict=True):
        assert abs(printed - one) < unit
        assert printed * one >= 0
        assert printed == 0 or one != 0


@given(parts=parts_drawn)
def test_all_signs_turned(parts: list[float]) -> None:
    back = add_up([-one for one in parts], 1)
    assert list(back) == [-one for one in add_up(parts, 1)]


@given(parts=parts_drawn, steps=st.integers(-3, 3))
def test_any_whole_can_be_asked_for(parts: list[float], steps: int) -> None:
    own = sum(add_up(parts, 1), Decimal(0))
    whole = own + steps * Decimal("0.1") if parts else own
    assert sum(add_up(parts, 1, whole), Decimal(0)) == whole


def test_a_difference_of_printed_totals() -> None:
    # 61.24 → 66.56 prints as 61.2 → 66.6: its parts add up to 5.4, not to 5.3.
    assert [str(one) for one in add_up([4.0, 1.32], 1, Decimal("5.4"))] == ["4.0", "1.4"]
