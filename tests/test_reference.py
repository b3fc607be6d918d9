"""The oracle itself, against numbers that were worked out by hand."""

from __future__ import annotations

import math
from typing import Any

import pytest

from greenpark_assess.answers.model import NotApplicable, Picks, Span, Value
from greenpark_assess.rubric.model import Rubric
from reference import Given, Result, score

NOT_HERE = NotApplicable("not here")
YES, NO = Span(1, 1), Span(0, 0)


def exactly(number: float) -> Span:
    return Span(number, number)


QUESTIONS: dict[str, dict[str, Any]] = {
    "a": {"kind": "number", "na": "never"},
    "b": {"kind": "number", "na": "never"},
    "share": {"kind": "number", "unit": "%", "min": 0, "max": 100, "na": "never"},
    "mass": {"kind": "number", "unit": "t", "na": "never"},
    "small": {"kind": "number", "unit": "kg", "na": "never"},
    "maybe": {"kind": "number", "min": 0, "max": 10},
    "plan": {"kind": "yes_no", "na": "never"},
    "other": {"kind": "yes_no"},
    "kind": {"kind": "choice", "options": {"old": "!", "new": "!"}, "na": "never"},
    "list": {"kind": "choices", "options": {"x": "!", "y": "!", "z": "!", "w": "!"}, "na": "never"},
    "asked": {"kind": "number", "na": "never", "ask_if": "plan", "min": 0, "max": 10},
    "level": {"kind": "maturity", "levels": ["!"] * 5, "na": "never"},
}
IDENTITY = {"points": {0: 0, 100: 100}}


def rubric(
    *indicators: dict[str, Any],
    node: dict[str, Any] | None = None,
    header: dict[str, Any] | None = None,
    **sections: Any,
) -> Rubric:
    """One dimension ``d`` with the indicators ``i0``, ``i1``, … over the questions above."""
    leaves = {
        f"i{index}": {"title": "!", "weight": 1, "scale": IDENTITY} | item
        for index, item in enumerate(indicators)
    }
    return Rubric.model_validate(
        {
            "header": {"id": "hand-made", "version": "1", "title": "!"} | (header or {}),
            "questions": {name: {"text": "?"} | one for name, one in QUESTIONS.items()},
            "dimensions": {"d": {"title": "!", "weight": 1, "indicators": leaves} | (node or {})},
        }
        | sections
    )


def judge(value: str, answers: Given, **item: Any) -> Any:
    return score(rubric({"value": value} | item), answers).indicators["i0"]


@pytest.mark.parametrize(
    ("value", "answers", "low", "high"),
    [
        pytest.param("a + 2 * b", {"a": exactly(1), "b": exactly(3)}, 7, 7, id="points"),
        pytest.param("a - b", {"a": Span(1, 2), "b": Span(1, 5)}, -4, 1, id="difference"),
        pytest.param("a * b", {"a": Span(-1, 2), "b": Span(-3, 4)}, -6, 8, id="product"),
        pytest.param("a / b", {"a": Span(1, 4), "b": Span(2, 4)}, 0.25, 2, id="quotient"),
        pytest.param("a ** 2", {"a": Span(-3, 2)}, 0, 9, id="even power over zero"),
        pytest.param("a ** 3", {"a": Span(-2, 1)}, -8, 1, id="odd power"),
        pytest.param("a ** -1", {"a": Span(2, 4)}, 0.25, 0.5, id="inverse"),
        pytest.param("abs(a)", {"a": Span(-3, 2)}, 0, 3, id="absolute value over zero"),
        pytest.param("ln(a)", {"a": Span(1, math.e)}, 0, 1, id="logarithm"),
        pytest.param("min(a, b, 3)", {"a": Span(1, 9), "b": Span(2, 9)}, 1, 3, id="least"),
        pytest.param("0 * a", {"a": Span(1, math.inf)}, 0, 0, id="zero times infinity is zero"),
        pytest.param(
            "a - b",
            {"a": Span(0, math.inf), "b": Span(0, math.inf)},
            -math.inf,
            math.inf,
            id="infinity minus infinity is anything",
        ),
        pytest.param(
            "mass + small",
            {"mass": exactly(2), "small": exactly(500)},
            2.5,
            2.5,
            id="the left unit counts",
        ),
        pytest.param("2 + mass", {"mass": exactly(3)}, 5, 5, id="a bare number takes a unit"),
        pytest.param(
            "small / mass",
            {"small": exactly(500), "mass": exactly(2)},
            250,
            250,
            id="kilograms per tonne",
        ),
        pytest.param(
            "count(list)",
            {"list": Picks(frozenset("x"), frozenset("yz"))},
            1,
            3,
            id="a half-filled list",
        ),
        pytest.param(
            "share(list)",
            {"list": Picks(frozenset("x"), frozenset("yz"))},
            0.25,
            0.75,
            id="its share",
        ),
        pytest.param(
            "count(plan, a > 1, other)",
            {"plan": YES, "a": Span(0, 5), "other": NOT_HERE},
            1,
            2,
            id="n/a is left out of a count",
        ),
        pytest.param(
            "share(plan, a > 1, other)",
            {"plan": YES, "a": exactly(0), "other": NOT_HERE},
            0.5,
            0.5,
            id="and of what a share divides by",
        ),
        pytest.param(
            "1 if kind == new else 5",
            {"kind": Picks(frozenset({"new"}))},
            1,
            1,
            id="a known condition picks",
        ),
        pytest.param("1 if kind == new else 5", {}, 1, 5, id="an unknown one leaves both"),
    ],
)
def test_value(value: str, answers: dict[str, Any], low: float, high: float) -> None:
    judged = judge(value, answers)
    assert (judged.value_low, judged.value_high) == pytest.approx((low, high))


@pytest.mark.parametrize(
    ("value", "unit", "number"),
    [
        pytest.param("small / mass", "%", 25, id="a ratio in percent"),
        pytest.param("mass", "kg", 2000, id="tonnes in kilograms"),
        pytest.param("mass * small / mass", "t", 0.5, id="through a product"),
    ],
)
def test_unit(value: str, unit: str, number: float) -> None:
    answers = {"small": exactly(500), "mass": exactly(2)}
    assert judge(value, answers, unit=unit).value == pytest.approx(number)


@pytest.mark.parametrize(
    ("condition", "answers", "low", "high", "status"),
    [
        pytest.param(
            "share >= 50", {"share": Span(60, 100)}, 100, 100, "answered", id="a bound decides"
        ),
        pytest.param(
            "share >= 50",
            {"share": Span(40, 100)},
            0,
            100,
            "answered",
            id="a bound is an answer even where it does not decide",
        ),
        pytest.param("share >= 0", {}, 100, 100, "answered", id="least and greatest decide"),
        pytest.param("share >= 50", {}, 0, 100, "unanswered", id="nothing decides"),
        pytest.param("plan and share > 50", {"plan": NO}, 0, 0, "answered", id="false and unknown"),
        pytest.param(
            "plan or share > 50", {"plan": YES}, 100, 100, "answered", id="true or unknown"
        ),
        pytest.param(
            "plan and share > 50", {"plan": YES}, 0, 100, "unanswered", id="true and unknown"
        ),
        pytest.param(
            "plan and other",
            {"plan": NO, "other": NOT_HERE},
            0,
            0,
            "answered",
            id="false and n/a is false",
        ),
        pytest.param(
            "plan or other",
            {"plan": YES, "other": NOT_HERE},
            100,
            100,
            "answered",
            id="true or n/a is true",
        ),
        pytest.param(
            "plan and other",
            {"plan": YES, "other": NOT_HERE},
            None,
            None,
            "not_applicable",
            id="true and n/a is n/a",
        ),
        pytest.param(
            "plan and other",
            {"other": NOT_HERE},
            0,
            100,
            "unanswered",
            id="unknown and n/a may yet be false",
        ),
        pytest.param(
            "not maybe > 3",
            {"maybe": NOT_HERE},
            None,
            None,
            "not_applicable",
            id="a comparison with n/a is n/a",
        ),
        pytest.param("1 < a <= 3", {"a": exactly(3)}, 100, 100, "answered", id="a chain"),
        pytest.param(
            "kind in [old, new]",
            {"kind": Picks(frozenset({"old"}))},
            100,
            100,
            "answered",
            id="one of several",
        ),
        pytest.param(
            "x in list",
            {"list": Picks(frozenset("x"), frozenset("y"))},
            100,
            100,
            "answered",
            id="ticked",
        ),
        pytest.param(
            "y in list",
            {"list": Picks(frozenset("x"), frozenset("y"))},
            0,
            100,
            "unanswered",
            id="neither ticked nor crossed",
        ),
        pytest.param(
            "z not in list",
            {"list": Picks(frozenset("x"), frozenset("y"))},
            100,
            100,
            "answered",
            id="crossed",
        ),
        pytest.param(
            "small >= mass",
            {"small": exactly(2000), "mass": exactly(2)},
            100,
            100,
            "answered",
            id="in different units",
        ),
    ],
)
def test_condition(
    condition: str, answers: dict[str, Any], low: float | None, high: float | None, status: str
) -> None:
    judged = judge(condition, answers, scale={"met": "value"})
    assert (judged.low, judged.high, judged.status) == (low, high, status)


@pytest.mark.parametrize(
    ("item", "answers", "status", "reason"),
    [
        pytest.param({}, {}, "unanswered", "missing", id="missing"),
        pytest.param(
            {"value": "maybe"}, {"maybe": NOT_HERE}, "not_applicable", "declared", id="declared"
        ),
        pytest.param(
            {"value": "asked"}, {"plan": NO}, "not_applicable", "not_asked", id="not asked"
        ),
        pytest.param(
            {"value": "asked"},
            {"plan": NO, "asked": exactly(3)},
            "answered",
            "",
            id="answered although not asked",
        ),
        pytest.param({"value": "asked"}, {}, "unanswered", "missing", id="perhaps not asked"),
        pytest.param(
            {"value": "a / b"},
            {"a": exactly(1), "b": exactly(0)},
            "not_applicable",
            "zero_denominator",
            id="zero denominator",
        ),
        pytest.param(
            {"value": "a / b", "if_zero": 40},
            {"a": exactly(1), "b": exactly(0)},
            "answered",
            "",
            id="zero denominator with a value",
        ),
        pytest.param(
            {"value": "ln(a)"}, {"a": exactly(0)}, "unanswered", "not_finite", id="not finite"
        ),
        pytest.param(
            {"applies_if": "plan"},
            {"a": exactly(1), "plan": NO},
            "not_applicable",
            "condition",
            id="does not apply",
        ),
        pytest.param(
            {"applies_if": "plan"},
            {"a": exactly(1)},
            "unanswered",
            "condition_open",
            id="nobody knows whether it applies",
        ),
        pytest.param(
            {"scale": {"switch": [{"if": "a > 5", "met": "plan"}]}},
            {"a": exactly(1), "plan": YES},
            "not_applicable",
            "no_branch",
            id="no branch",
        ),
    ],
)
def test_status(item: dict[str, Any], answers: dict[str, Any], status: str, reason: str) -> None:
    judged = score(rubric({"value": "a"} | item), answers).indicators["i0"]
    assert (judged.status, judged.reason) == (status, reason)


@pytest.mark.parametrize(
    ("scale", "answer", "low", "high"),
    [
        pytest.param({"points": {40: 0, 75: 75, 90: 100}}, exactly(57.5), 37.5, 37.5, id="line"),
        pytest.param({"points": {40: 0, 75: 75, 90: 100}}, exactly(20), 0, 0, id="below"),
        pytest.param({"points": {40: 0, 75: 75, 90: 100}}, Span(75, math.inf), 75, 100, id="bound"),
        pytest.param({"points": {1: 0, 100: 100}, "log": True}, exactly(10), 50, 50, id="log"),
        pytest.param({"points": {1: 0, 100: 100}, "log": True}, exactly(0), 0, 0, id="log of 0"),
        pytest.param(
            {"points": {0: 0, 5: 100, 9: 20}, "two_sided": True},
            Span(1, 9),
            20,
            100,
            id="a peak inside",
        ),
        pytest.param({"ratio_to": "4", "cap": 1}, exactly(3), 75, 75, id="ratio"),
        pytest.param({"ratio_to": "4", "cap": 2}, exactly(12), 200, 200, id="capped ratio"),
        pytest.param(
            {"ratio_to": "4", "cap": 1, "lower_is_better": True},
            exactly(5),
            80,
            80,
            id="inverse ratio",
        ),
        pytest.param(
            {"ratio_to": "4", "cap": 1, "lower_is_better": True},
            exactly(0),
            100,
            100,
            id="inverse ratio of nothing",
        ),
        pytest.param({"met": "value > 9", "partly": "value > 5"}, exactly(6), 50, 50, id="partly"),
        pytest.param(
            {"met": "value > 9", "partly": "value > 5"}, Span(6, 10), 50, 100, id="partly or fully"
        ),
        pytest.param(
            {"switch": [{"if": "value > 5", "points": {0: 0, 10: 10}}, IDENTITY]},
            exactly(8),
            8,
            8,
            id="first branch",
        ),
        pytest.param(
            {"switch": [{"if": "plan", "points": {0: 0, 10: 10}}, {"points": {0: 50, 10: 100}}]},
            exactly(4),
            4,
            70,
            id="either branch",
        ),
    ],
)
def test_points(scale: dict[str, Any], answer: Span, low: float, high: float) -> None:
    judged = judge("a", {"a": answer}, scale=scale)
    assert (judged.low, judged.high) == pytest.approx((low, high))


def test_described_levels() -> None:
    scale = {"maturity": [0, 10, 40, 70, 100]}
    judged = judge("level", {"level": Span(1, 3)}, scale=scale)
    assert (judged.low, judged.high) == (10, 70)


def test_options_of_an_open_choice() -> None:
    judged = judge("kind", {}, scale={"options": {"old": 20, "new": 80}})
    assert (judged.low, judged.high, judged.status) == (20, 80, "unanswered")


THREE = [{"value": name} for name in ("a", "b", "share")]


def of_three(aggregate: str, a: float, b: float, c: float, **node: Any) -> float | None:
    answers: dict[str, Value] = {"a": exactly(a), "b": exactly(b), "share": exactly(c)}
    made = rubric(*THREE, node={"aggregate": aggregate} | node)
    return score(made, answers).score


@pytest.mark.parametrize(
    ("aggregate", "expected"),
    [
        ("arithmetic", 63.3333333333),
        ("geometric", 43.2674871092),
        ("harmonic", 24.5454545455),
        ("minimum", 10),
        ("maximum", 90),
        ("power(1)", 63.3333333333),
        ("power(0)", 43.2674871092),
        ("power(-1)", 24.5454545455),
        ("power(2)", math.sqrt((2 * 90**2 + 10**2) / 3)),
        ("at_least(1)", 90),
        ("at_least(3)", 10),
        ("at_least(7)", 10),
    ],
)
def test_aggregation_of_90_90_10(aggregate: str, expected: float) -> None:
    assert of_three(aggregate, 90, 90, 10) == pytest.approx(expected)


@pytest.mark.parametrize("aggregate", ["geometric", "harmonic", "power(-2)", "power(0)"])
def test_zero_kills_unless_there_is_a_floor(aggregate: str) -> None:
    assert of_three(aggregate, 90, 90, 0) == 0
    assert of_three(aggregate, 90, 90, 0, floor=10) == of_three(aggregate, 90, 90, 10)


def half_known(**header: Any) -> Result:
    """Weights 1, 1, 2 with 80 points, nothing, and n/a."""
    made = rubric(
        {"value": "a"},
        {"value": "b"},
        {"value": "maybe", "weight": 2},
        header=header,
    )
    return score(made, {"a": exactly(80), "maybe": NOT_HERE})


def test_not_applicable_leaves_and_open_counts_as_nothing() -> None:
    result = half_known()
    assert (result.score, result.low, result.high) == (40, 40, 90)
    assert (result.coverage, result.left_out, result.if_na_were_zero) == (50, 50, 20)
    first, second, third = result.indicators.values()
    assert (first.weight, first.effective, first.lost, first.gain) == (25, 50, 10, 10)
    assert (second.weight, second.effective, second.lost, second.gain) == (25, 50, 50, 50)
    assert (third.weight, third.effective, third.lost, third.gain) == (50, 0, 0, 0)
    assert result.nodes["d"].status == "unanswered"


def test_open_ones_may_be_excluded() -> None:
    result = half_known(policy={"unanswered": "excluded", "min_coverage": 60})
    assert (result.score, result.low, result.high, result.provisional) == (80, 40, 90, True)
    assert result.indicators["i1"].points is None
    assert result.indicators["i1"].gain == pytest.approx(10)


def test_nothing_applies() -> None:
    result = score(rubric({"value": "maybe"}), {"maybe": NOT_HERE})
    assert (result.score, result.low, result.high, result.coverage) == (None, None, None, 0)
    assert (result.left_out, result.if_na_were_zero) == (100, 0)
    assert result.nodes["d"].status == "not_applicable"


def climbed(level: dict[str, Any], answers: dict[str, Any], **item: Any) -> tuple[Any, Any]:
    made = rubric(
        {"value": "a", **item},
        {"value": "share"},
        levels={"bronze": {"title": "!", "from": 20}, "silver": {"title": "!", "from": 50} | level},
    )
    result = score(made, answers)
    return result.reached, result.possible


@pytest.mark.parametrize(
    ("level", "item", "reached", "possible"),
    [
        pytest.param({}, {}, "bronze", "silver", id="by score"),
        pytest.param({"from": 91}, {}, "bronze", "bronze", id="out of reach"),
        pytest.param({"from": 40}, {}, "silver", "silver", id="shown"),
        pytest.param(
            {"from": 40, "prerequisites": "all"},
            {"prerequisite": "value < 80"},
            "bronze",
            "bronze",
            id="a prerequisite fails",
        ),
        pytest.param(
            {"from": 40, "prerequisites": "all"},
            {"prerequisite": "value >= 80"},
            "silver",
            "silver",
            id="it holds",
        ),
        pytest.param(
            {"from": 40, "prerequisites": ["i0"]},
            {"prerequisite": "share > 50"},
            "bronze",
            "silver",
            id="it is open",
        ),
        pytest.param(
            {"from": 40, "prerequisites": ["i0"]},
            {"prerequisite": "maybe > 1"},
            "silver",
            "silver",
            id="it is not applicable",
        ),
        pytest.param(
            {"from": 40, "conditions": [{"text": "!", "if": "score(i1) >= 30"}]},
            {},
            "bronze",
            "silver",
            id="a condition on a score",
        ),
        pytest.param(
            {"from": 40, "each_dimension": 41}, {}, "bronze", "silver", id="each dimension"
        ),
    ],
)
def test_levels(level: dict[str, Any], item: dict[str, Any], reached: str, possible: str) -> None:
    answers = {"a": exactly(80), "maybe": NOT_HERE}
    assert climbed(level, answers, **item) == (reached, possible)


def test_a_level_needs_all_levels_below() -> None:
    made = rubric(
        {"value": "a"},
        levels={
            "bronze": {"title": "!", "from": 0, "conditions": [{"text": "!", "if": "plan"}]},
            "silver": {"title": "!", "from": 50},
        },
    )
    assert score(made, {"a": exactly(90), "plan": NO}).reached is None
    assert score(made, {"a": exactly(90), "plan": YES}).reached == "silver"


def test_a_sum_that_is_off_by_its_last_bit_still_reaches_its_level() -> None:
    thirds = rubric(
        *({"value": "a", "weight": weight} for weight in (0.1, 0.2, 0.3)),
        levels={"gold": {"title": "!", "from": 70}},
    )
    assert score(thirds, {"a": exactly(70)}).reached == "gold"


def test_a_floor_does_not_lift_a_criterion_that_may_leave() -> None:
    criterion = {
        "title": "!",
        "weight": 1,
        "floor": 10,
        "indicators": {"c.i": {"title": "!", "weight": 1, "value": "maybe", "scale": IDENTITY}},
    }
    made = rubric({"value": "a"}, node={"criteria": {"c": criterion}})
    answers: dict[str, Value | NotApplicable] = {"a": exactly(4)}
    before, after = score(made, answers), score(made, {**answers, "maybe": NOT_HERE})
    assert (before.low, after.low) == (2, 4)
