"""Every scale on points and intervals: the least and the most that the answers leave possible."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.assessment import IndicatorRecord
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.rubric.model import Rubric
from support import assessed, rubric_of

INF = math.inf
NA = NotApplicable("not here")


def one_indicator(scale: str, value: str = "x", more: str = "") -> Rubric:
    """Return a rubric of one indicator; the questions b and p can never be n/a."""
    return rubric_of(f"""
        questions:
          x: {{text: X, kind: number, na: never}}
          b: {{text: B, kind: number, na: never}}
          c: {{text: C, kind: number}}
          t: {{text: T, kind: number, unit: t, na: never}}
          kg: {{text: K, kind: number, unit: kg, na: never}}
          p: {{text: P, kind: yes_no, na: never}}
          q: {{text: Q, kind: yes_no}}
          one: {{text: O, kind: choice, na: never, options: {{none: N, some: S, all: A}}}}
          plan: {{text: L, kind: maturity, na: never, levels: [a, b, c, d, e]}}
        dimensions:
          d:
            title: D
            weight: 1
            indicators:
              i: {{title: I, weight: 1, value: "{value}", {more} scale: {scale}}}
    """)


def judged(scale: str, given: dict[str, Any], value: str = "x", more: str = "") -> IndicatorRecord:
    return assessed(one_indicator(scale, value, more), given).indicators["i"]


def ends(record: IndicatorRecord) -> tuple[float | None, float | None]:
    return record.low, record.high


# --- points -----------------------------------------------------------------------------------

RISING = "{points: {40: 0, 75: 75, 90: 100}}"
FALLING = "{points: {1: 100, 3: 50, 4: 0}}"
PEAK = "{points: {0: 0, 5: 100, 10: 20}, two_sided: true}"
VALLEY = "{points: {0: 80, 5: 10, 10: 100}, two_sided: true}"
PLATEAU = "{points: {0: 0, 4: 90, 6: 90, 10: 0}, two_sided: true}"
LOG = "{points: {1: 0, 100: 100}, log: true}"
BEYOND = "{points: {0: 0, 10: 150}}"

CURVES: dict[str, tuple[str, object, float, float]] = {
    "at a stop": (RISING, 75, 75, 75),
    "between stops": (RISING, 57.5, 37.5, 37.5),
    "above the middle stop": (RISING, 80, 75 + 25 / 3, 75 + 25 / 3),
    "below the first": (RISING, 12, 0, 0),
    "beyond the last": (RISING, 99, 100, 100),
    "interval": (RISING, (57.5, 82.5), 37.5, 87.5),
    "interval over everything": (RISING, (-INF, INF), 0, 100),
    "bound below": (RISING, (75, INF), 75, 100),
    "bound above": (RISING, (-INF, 75), 0, 75),
    "open": (RISING, None, 0, 100),
    "falling": (FALLING, 2, 75, 75),
    "falling interval": (FALLING, (2, 3.5), 25, 75),
    "peak inside": (PEAK, (4, 8), 52, 100),
    "peak at an end": (PEAK, (5, 10), 20, 100),
    "beside the peak": (PEAK, (6, 10), 20, 84),
    "peak inside, open": (PEAK, None, 0, 100),
    "valley inside": (VALLEY, (4, 6), 10, 28),
    "plateau inside": (PLATEAU, (2, 8), 45, 90),
    "on the plateau": (PLATEAU, (4.5, 5.5), 90, 90),
    "log": (LOG, 10, 50, 50),
    "log interval": (LOG, (10, 1000), 50, 100),
    "log of nothing": (LOG, 0, 0, 0),
    "log of less": (LOG, -5, 0, 0),
    "log from nothing": (LOG, (0, 10), 0, 50),
    "log of anything": (LOG, None, 0, 100),
    "more than full": (BEYOND, 10, 150, 150),
    "more than full, open": (BEYOND, None, 0, 150),
}


@pytest.mark.parametrize(("scale", "x", "low", "high"), CURVES.values(), ids=CURVES)
def test_points(scale: str, x: object, low: float, high: float) -> None:
    found = judged(scale, {"x": x})
    assert ends(found) == pytest.approx((low, high), rel=1e-14)
    assert found.points == found.low
    assert found.status == ("unanswered" if x is None else "answered")


def test_stops_may_stand_in_any_order() -> None:
    scale = "{points: {90: 100, 40: 0, 75: 75}}"
    assert judged(scale, {"x": 57.5}).points == 37.5


@settings(max_examples=60)
@given(
    st.sampled_from([RISING, FALLING, PEAK, VALLEY, PLATEAU, LOG]),
    st.tuples(st.floats(-5, 110), st.floats(-5, 110), st.floats(0, 1)),
)
def test_an_interval_has_room_for_every_point_in_it(
    scale: str, drawn: tuple[float, float, float]
) -> None:
    low, high = sorted(drawn[:2])
    inside = min(max(low + (high - low) * drawn[2], low), high)
    found, within = judged(scale, {"x": (low, high)}), judged(scale, {"x": inside})
    assert found.low is not None
    assert found.high is not None
    assert within.points is not None
    assert found.low - 1e-9 <= within.points <= found.high + 1e-9


# --- maturity and options ---------------------------------------------------------------------

LEVELS = "{maturity: [0, 25, 50, 75, 100]}"
HUMP = "{maturity: [0, 100, 50, 75, 20], two_sided: true}"


@pytest.mark.parametrize(
    ("scale", "plan", "low", "high"),
    [
        (LEVELS, 0, 0, 0),
        (LEVELS, 3, 75, 75),
        (LEVELS, (1, 3), 25, 75),
        (LEVELS, None, 0, 100),
        (HUMP, (0, 2), 0, 100),
        (HUMP, (2, 4), 20, 75),
    ],
)
def test_maturity(scale: str, plan: object, low: float, high: float) -> None:
    assert ends(judged(scale, {"plan": plan}, value="plan")) == (low, high)


OPTIONS = "{options: {none: 10, some: 80, all: 60}}"


@pytest.mark.parametrize(
    ("one", "low", "high", "status"),
    [
        ("none", 10, 10, "answered"),
        ("some", 80, 80, "answered"),
        (None, 10, 80, "unanswered"),
        (NA, None, None, "not_applicable"),
    ],
)
def test_options(one: object, low: float | None, high: float | None, status: str) -> None:
    found = judged(OPTIONS, {"one": one}, value="one")
    assert (*ends(found), found.status) == (low, high, status)
    assert found.option == (one if isinstance(one, str) else None)
    assert (found.value, found.value_low, found.value_high) == (None, None, None)


# --- met --------------------------------------------------------------------------------------

MET: dict[str, tuple[str, dict[str, Any], float | None, float | None, str]] = {
    "met": ("{met: value >= 3}", {"x": 3}, 100, 100, "answered"),
    "not met": ("{met: value >= 3}", {"x": 2}, 0, 0, "answered"),
    "perhaps met": ("{met: value >= 3}", {"x": (2, 4)}, 0, 100, "answered"),
    "met, open": ("{met: value >= 3}", {}, 0, 100, "unanswered"),
    "met for certain": ("{met: value >= 3}", {"x": (3, INF)}, 100, 100, "answered"),
    "partly": ("{met: value >= 3, partly: value > 0}", {"x": 1}, 50, 50, "answered"),
    "met and partly": ("{met: value >= 3, partly: value > 0}", {"x": 4}, 100, 100, "answered"),
    "not even partly": ("{met: value >= 3, partly: value > 0}", {"x": 0}, 0, 0, "answered"),
    "partly or met": ("{met: value >= 3, partly: value > 0}", {"x": (1, 4)}, 50, 100, "answered"),
    "nothing to met": ("{met: value >= 3, partly: value > 0}", {"x": (0, 4)}, 0, 100, "answered"),
    "nothing or partly": ("{met: value >= 3, partly: value > 0}", {"x": (0, 2)}, 0, 50, "answered"),
    "credit": (
        "{met: p, partly: value > 0, partly_points: 30}",
        {"x": 1, "p": 0},
        30,
        30,
        "answered",
    ),
    "open beside partly": ("{met: p, partly: value > 0}", {"x": 1}, 50, 100, "unanswered"),
    "open partly beside met": ("{met: value > 0, partly: p}", {"x": 1}, 100, 100, "answered"),
    "open partly": ("{met: value > 1, partly: p}", {"x": 1}, 0, 50, "unanswered"),
    "met n/a": ("{met: q, partly: p}", {"x": 1, "q": NA, "p": 1}, None, None, "not_applicable"),
    "partly n/a": ("{met: p, partly: q}", {"x": 1, "q": NA, "p": 0}, 0, 0, "answered"),
    "partly n/a but met": ("{met: p, partly: q}", {"x": 1, "q": NA, "p": 1}, 100, 100, "answered"),
}


@pytest.mark.parametrize(("scale", "facts", "low", "high", "status"), MET.values(), ids=MET)
def test_met(
    scale: str, facts: dict[str, Any], low: float | None, high: float | None, status: str
) -> None:
    found = judged(scale, facts)
    assert (*ends(found), found.status) == (low, high, status)


def test_met_needs_a_value_too() -> None:
    rubric = rubric_of("""
        questions: {p: {text: P, kind: yes_no}}
        dimensions:
          d: {title: D, weight: 1, indicators: {i: {title: I, weight: 1, scale: {met: p}}}}
    """)
    with pytest.raises(ProblemsFound) as found:
        assessed(rubric, {"p": True})
    assert [problem.code for problem in found.value.problems] == ["expression.unknown_name"]


# --- ratio ------------------------------------------------------------------------------------

RATIO: dict[str, tuple[str, dict[str, Any], float | None, float | None, str]] = {
    "half": ("{ratio_to: 10, cap: 1}", {"x": 5}, 50, 50, ""),
    "capped": ("{ratio_to: 10, cap: 1}", {"x": 15}, 100, 100, ""),
    "higher cap": ("{ratio_to: 10, cap: 2}", {"x": 15}, 150, 150, ""),
    "at the higher cap": ("{ratio_to: 10, cap: 2}", {"x": 50}, 200, 200, ""),
    "less than nothing": ("{ratio_to: 10, cap: 1}", {"x": -5}, 0, 0, ""),
    "interval": ("{ratio_to: 10, cap: 1}", {"x": (2, 50)}, 20, 100, ""),
    "both intervals": ("{ratio_to: b, cap: 1}", {"x": (2, 5), "b": (10, 20)}, 10, 50, ""),
    "open": ("{ratio_to: 10, cap: 1}", {}, 0, 100, "missing"),
    "to nothing": ("{ratio_to: b, cap: 1}", {"x": 5, "b": 0}, None, None, "zero_denominator"),
    "perhaps to nothing": ("{ratio_to: b, cap: 1}", {"x": 5, "b": (0, 10)}, 0, 100, ""),
    "to n/a": ("{ratio_to: c, cap: 1}", {"x": 5, "c": NA}, None, None, "declared"),
    "to an expression": ("{ratio_to: b * 2, cap: 1}", {"x": 5, "b": 10}, 25, 25, ""),
    "less is better": ("{ratio_to: 10, cap: 1, lower_is_better: true}", {"x": 20}, 50, 50, ""),
    "less is capped": ("{ratio_to: 10, cap: 1, lower_is_better: true}", {"x": 5}, 100, 100, ""),
    "less, higher cap": ("{ratio_to: 10, cap: 2, lower_is_better: true}", {"x": 8}, 125, 125, ""),
    "nothing is best": ("{ratio_to: 10, cap: 2, lower_is_better: true}", {"x": 0}, 200, 200, ""),
    "less, interval": (
        "{ratio_to: 10, cap: 1, lower_is_better: true}",
        {"x": (12.5, 40)},
        25,
        80,
        "",
    ),
    "less, down to nothing": (
        "{ratio_to: 10, cap: 1, lower_is_better: true}",
        {"x": (0, 40)},
        25,
        100,
        "",
    ),
    "less, both intervals": (
        "{ratio_to: b, cap: 1, lower_is_better: true}",
        {"x": (20, 40), "b": (10, 16)},
        25,
        80,
        "",
    ),
    "less, bound": (
        "{ratio_to: 10, cap: 1, lower_is_better: true}",
        {"x": (20, INF)},
        0,
        50,
        "",
    ),
}


@pytest.mark.parametrize(("scale", "facts", "low", "high", "reason"), RATIO.values(), ids=RATIO)
def test_ratio(
    scale: str, facts: dict[str, Any], low: float | None, high: float | None, reason: str
) -> None:
    found = judged(scale, facts)
    assert (*ends(found), found.reason) == (low, high, reason)


@pytest.mark.parametrize(
    ("value", "more", "reference", "expected"),
    [
        ("t", "", "kg", 50),  # 2 t of 4000 kg
        ("kg", "", "t", 100),  # 4000 kg of 2 t, capped
        ("t", "unit: kg,", "kg", 50),
        ("t", "unit: kg,", "4000", 50),
        ("t / (t + kg)", 'unit: "%",', "0.5 * (t / t)", 66.66666666666667),
    ],
)
@pytest.mark.parametrize("lower", ["", ", lower_is_better: true"], ids=["more", "less"])
def test_a_reference_is_brought_to_the_unit_of_the_value(
    value: str, more: str, reference: str, expected: float, lower: str
) -> None:
    scale = f"{{ratio_to: {reference}, cap: 1{lower}}}"
    found = judged(scale, {"t": 2, "kg": 4000}, value=value, more=more)
    turned = min(100.0, 10_000 / (expected if expected < 100 else 200))
    wanted = (turned if expected < 100 else 50.0) if lower else expected
    assert found.points == pytest.approx(wanted, rel=1e-14)


# --- switch -----------------------------------------------------------------------------------

SIZES = """{switch: [
    {if: p, points: {0: 0, 10: 100}},
    {if: b > 5, points: {0: 0, 20: 100}},
    {points: {0: 0, 40: 80}}]}"""
NO_DEFAULT = "{switch: [{if: p, points: {0: 0, 10: 100}}, {if: b > 5, met: value > 3}]}"

SWITCH: dict[
    str, tuple[str, dict[str, Any], tuple[float | None, float | None, str, int | None]]
] = {
    "first": (SIZES, {"x": 5, "p": 1, "b": 9}, (50, 50, "", 0)),
    "second": (SIZES, {"x": 5, "p": 0, "b": 9}, (25, 25, "", 1)),
    "default": (SIZES, {"x": 5, "p": 0, "b": 1}, (10, 10, "", 2)),
    "interval in a branch": (SIZES, {"x": (5, 6), "p": 1}, (50, 60, "", 0)),
    "first or second": (SIZES, {"x": 5, "b": 9}, (25, 50, "missing", 0)),
    "any": (SIZES, {"x": 5}, (10, 50, "missing", 0)),
    "second or default": (SIZES, {"x": 5, "p": 0}, (10, 25, "missing", 1)),
    "undecided by an interval": (SIZES, {"x": 5, "p": 0, "b": (1, 9)}, (10, 25, "", 1)),
    "the value is open": (SIZES, {"p": 0, "b": 1}, (0, 80, "missing", 2)),
    "no branch": (NO_DEFAULT, {"x": 5, "p": 0, "b": 1}, (None, None, "no_branch", None)),
    "perhaps no branch": (NO_DEFAULT, {"x": 5, "p": 0}, (0, 100, "missing", 1)),
    "another kind of scale": (NO_DEFAULT, {"x": 5, "p": 0, "b": 9}, (100, 100, "", 1)),
    "n/a does not hold": (
        "{switch: [{if: q, points: {0: 0, 10: 100}}, {points: {0: 0, 20: 100}}]}",
        {"x": 5, "q": NA},
        (25, 25, "", 1),
    ),
    "on the value": (
        "{switch: [{if: value >= 0, points: {0: 0, 10: 100}}, {met: value > -5}]}",
        {"x": -3},
        (100, 100, "", 1),
    ),
    "what cannot be computed is no branch that fails": (
        "{switch: [{if: ln(b) > 0, met: p}]}",
        {"x": 1, "b": -1, "p": 1},
        (0, 100, "not_finite", 0),
    ),
}


@pytest.mark.parametrize(("scale", "facts", "expected"), SWITCH.values(), ids=SWITCH)
def test_switch(
    scale: str,
    facts: dict[str, Any],
    expected: tuple[float | None, float | None, str, int | None],
) -> None:
    found = judged(scale, facts)
    assert (*ends(found), found.reason, found.rule) == expected


def test_only_a_switch_has_a_rule() -> None:
    assert judged(RISING, {"x": 50}).rule is None
