"""Which recommendations are due, in which list and order, and what each brings."""

from __future__ import annotations

from typing import Any

import pytest

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.assessment import RecommendationRecord
from greenpark_assess.rubric.model import Rubric
from support import assessed, rubric_of

NA = NotApplicable("not here")


def rubric(measures: str, aggregate: str = "arithmetic", policy: str = "lowest") -> Rubric:
    """Return a rubric of three indicators with weights 50, 30 and 20, scored as answered."""
    scale = "scale: {points: {0: 0, 100: 100}}"
    return rubric_of(f"""
        rubric:
          {{id: small, version: "1", title: S, policy: {{unanswered: {policy}}}}}
        questions:
          a: {{text: A, kind: number, min: 0, max: 100}}
          b: {{text: B, kind: number, min: 0, max: 100}}
          c: {{text: C, kind: number, min: 0, max: 100}}
          permit: {{text: P, kind: yes_no, na: never}}
          large: {{text: L, kind: yes_no}}
        dimensions:
          d:
            title: D
            weight: 1
            aggregate: {aggregate}
            indicators:
              a: {{title: A, weight: 5, {scale}}}
              b: {{title: B, weight: 3, {scale}}}
              c: {{title: C, weight: 2, prerequisite: permit, {scale}}}
        recommendations: {{{", ".join(measures.splitlines())}}}
    """)


def measure(name: str, lifts: str, more: str = "cost: [high]") -> str:
    return f"{name}: {{title: T, text: T, who: [developer], lifts: {{{lifts}}}, {more}}}"


def advised(given: dict[str, Any], *measures: str, **how: str) -> dict[str, RecommendationRecord]:
    return assessed(rubric("\n".join(measures), **how), given).recommendations


PARK = {"a": 40, "b": 60, "c": 80, "permit": True, "large": True}


def test_due_is_what_lifts_an_indicator_above_its_points() -> None:
    found = advised(
        PARK,
        measure("above", "a: 41"),
        measure("same", "a: 40"),
        measure("below", "b: 20"),
        measure("some_of_them", "a: 20, b: 90, c: 100"),
    )
    assert list(found) == ["some_of_them", "above"]
    assert found["some_of_them"].lifts == ("b", "c")
    assert found["above"].lifts == ("a",)


def test_what_does_not_apply_is_not_lifted() -> None:
    found = advised({**PARK, "a": NA}, measure("one", "a: 100"), measure("both", "a: 100, b: 100"))
    assert list(found) == ["both"]
    assert found["both"].lifts == ("b",)
    assert found["both"].gain == pytest.approx(3 / 5 * 40)


def test_what_is_open_is_lifted_from_what_is_shown() -> None:
    found = advised({**PARK, "a": None}, measure("one", "a: 60"))
    assert found["one"].gain == pytest.approx(30)
    found = advised({**PARK, "a": (30, 90)}, measure("one", "a: 60"))
    assert found["one"].gain == pytest.approx(15)


def test_gain_alone_and_together() -> None:
    found = advised(PARK, measure("x", "a: 100"), measure("y", "b: 100"), measure("z", "c: 100"))
    assert list(found) == ["x", "y", "z"]
    assert [one.gain for one in found.values()] == pytest.approx([30, 12, 4])
    assert [one.together for one in found.values()] == pytest.approx([30, 42, 46])


def test_savings_that_overlap_are_never_added() -> None:
    found = advised(PARK, measure("x", "a: 90"), measure("y", "a: 80, b: 70"))
    assert list(found) == ["x", "y"]
    assert [one.gain for one in found.values()] == pytest.approx([25, 23])
    assert [one.together for one in found.values()] == pytest.approx([25, 28])


def test_a_gain_that_a_minimum_hides_is_exactly_nothing() -> None:
    found = advised(PARK, measure("x", "b: 100"), measure("y", "a: 100"), aggregate="minimum")
    assert {name: one.gain for name, one in found.items()} == {"y": 20, "x": 0}
    assert [one.together for one in found.values()] == [20, 40]


def test_the_largest_gain_comes_first_and_equal_ones_as_written() -> None:
    found = advised(
        PARK,
        measure("small", "c: 100"),
        measure("first", "b: 90"),
        measure("second", "b: 90"),
        measure("large", "a: 100"),
    )
    assert list(found) == ["large", "first", "second", "small"]


# --- lists ------------------------------------------------------------------------------------

SOON = "cost: [low], payback: [0, 1.5]"


@pytest.mark.parametrize(
    ("more", "expected"),
    [
        (SOON, "quick"),
        ("cost: [low], payback: [0, 1.6]", "plan"),
        ("cost: [low, medium], payback: [0, 1]", "plan"),
        ("cost: [medium], payback: [0, 1]", "plan"),
        ("cost: [low]", "plan"),
        ("cost: [low], payback: required", "plan"),
    ],
)
def test_quick_is_cheap_and_pays_back_soon(more: str, expected: str) -> None:
    assert advised(PARK, measure("x", "a: 100", more))["x"].list == expected


@pytest.mark.parametrize(("permit", "expected"), [(False, "must"), (None, "must"), (True, "quick")])
def test_must_is_what_a_failing_prerequisite_needs(*, permit: bool | None, expected: str) -> None:
    found = advised({**PARK, "permit": permit}, measure("x", "a: 100, c: 100", SOON))
    assert found["x"].list == expected
    assert advised({**PARK, "permit": permit}, measure("x", "a: 100", SOON))["x"].list == "quick"


def test_the_lists_come_in_order_whatever_the_gains() -> None:
    found = advised(
        {**PARK, "permit": False},
        measure("plan", "a: 100"),
        measure("quick", "b: 100", SOON),
        measure("must", "c: 81"),
        measure("quick_small", "b: 70", SOON),
    )
    assert [(name, one.list) for name, one in found.items()] == [
        ("must", "must"),
        ("quick", "quick"),
        ("quick_small", "quick"),
        ("plan", "plan"),
    ]
    assert [one.together for one in found.values()] == pytest.approx([0.2, 12.2, 12.2, 42.2])


# --- conditions -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("large", "due"), [(True, True), (False, False), (None, True), (NA, False)]
)
def test_due_if_its_condition_may_hold(large: object, *, due: bool) -> None:
    more = "cost: [high], due_if: large"
    found = advised({**PARK, "large": large}, measure("x", "a: 100", more))
    assert ("x" in found) is due


def test_no_recommendations() -> None:
    everything = dict.fromkeys("abc", 100) | {"permit": True}
    assert advised(everything, measure("x", "a: 100")) == {}
    assert advised(PARK) == {}


def test_where_open_questions_are_left_out_a_measure_brings_its_indicator_in() -> None:
    found = advised(
        {**PARK, "a": None}, measure("x", "a: 100"), measure("y", "b: 100"), policy="excluded"
    )
    now = (3 * 60 + 2 * 80) / 5
    assert found["x"].gain == pytest.approx((5 * 100 + 3 * 60 + 2 * 80) / 10 - now)
    assert found["y"].gain == pytest.approx((3 * 100 + 2 * 80) / 5 - now)
