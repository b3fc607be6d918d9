"""The ladder: what is reached for certain, what is still possible, and what is missing."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import Any

import pytest

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.assessment import ConditionRecord, LevelRecord
from greenpark_assess.rubric.model import Rubric
from support import assessed, rubric_of

NA = NotApplicable("not here")
SCORED = "scale: {points: {0: 0, 100: 100}}"


def ladder(levels: str, policy: str = "", aggregate: str = "arithmetic") -> Rubric:
    """Return a rubric of two dimensions, each with one indicator scored as it is answered."""
    return rubric_of(f"""
        rubric: {{id: small, version: "1", title: S, aggregate: {aggregate}, policy: {{{policy}}}}}
        questions:
          a: {{text: A, kind: number, min: 0, max: 100}}
          b: {{text: B, kind: number, min: 0, max: 100}}
          permit: {{text: P, kind: yes_no, na: never}}
          size: {{text: S, kind: number, na: never}}
        dimensions:
          first:
            title: F
            weight: 3
            indicators: {{a: {{title: A, weight: 1, prerequisite: permit, {SCORED}}}}}
          second:
            title: S
            weight: 1
            indicators: {{b: {{title: B, weight: 1, prerequisite: value >= 20, {SCORED}}}}}
        levels:
{indent(dedent(levels), " " * 10)}
    """)


def climbed(levels: str, given: dict[str, Any], policy: str = "") -> LevelRecord:
    return assessed(ladder(levels, policy), given).level


BY_SCORE = """
    bronze: {title: B, from: 40}
    silver: {title: S, from: 60}
    gold: {title: G, from: 80}
"""


@pytest.mark.parametrize(
    ("score", "reached", "following"),
    [
        (0, None, "bronze"),
        (39.9, None, "bronze"),
        (40, "bronze", "silver"),
        (59.999, "bronze", "silver"),
        (60, "silver", "gold"),
        (80, "gold", None),
        (100, "gold", None),
    ],
)
def test_by_score_alone(score: float, reached: str | None, following: str | None) -> None:
    found = climbed(BY_SCORE, {"a": score, "b": score})
    assert (found.reached, found.possible, found.next) == (reached, reached, following)
    assert not found.provisional


@pytest.mark.parametrize(
    ("score", "reached"),
    [(69.9999999999, "top"), (70, "top"), (69.99999999, None), (69.96, None)],
)
def test_a_score_is_rounded_before_it_meets_an_edge(score: float, reached: str | None) -> None:
    found = climbed("top: {title: T, from: 70}", {"a": score, "b": score})
    assert (found.reached, found.possible) == (reached, reached)


def test_what_is_still_possible() -> None:
    found = climbed(BY_SCORE, {"a": (50, 100), "b": 50})
    assert (found.reached, found.possible) == ("bronze", "gold")  # 50 to 87.5
    found = climbed(BY_SCORE, {"a": 50})
    assert (found.reached, found.possible) == (None, "silver")  # 37.5 to 62.5


def test_levels_below_must_hold_too() -> None:
    levels = """
        bronze: {title: B, from: 0, prerequisites: [a]}
        silver: {title: S, from: 10}
    """
    found = climbed(levels, {"a": 90, "b": 90, "permit": False})
    assert (found.reached, found.possible, found.next) == (None, None, "bronze")
    found = climbed(levels, {"a": 90, "b": 90, "permit": True})
    assert found.reached == "silver"


# --- conditions -------------------------------------------------------------------------------

REQUIRED = "top: {title: T, from: 50, prerequisites: all}"


def conditions(level: LevelRecord, kind: str) -> list[ConditionRecord]:
    return [one for one in level.ladder["top"] if one.kind == kind]


PREREQUISITES: dict[str, tuple[dict[str, Any], str, str, str | None, str | None]] = {
    "both hold": ({"a": 80, "b": 80, "permit": True}, "yes", "yes", "top", "top"),
    "one fails": ({"a": 80, "b": 80, "permit": False}, "no", "yes", None, None),
    "one is open": ({"a": 80, "b": 80}, "open", "yes", None, "top"),
    "on the own value": ({"a": 80, "b": 10, "permit": True}, "yes", "no", None, None),
    "an interval is open": ({"a": 80, "b": (10, 80), "permit": True}, "yes", "open", None, "top"),
    "n/a is no obstacle": (
        {"a": 80, "b": NA, "permit": True},
        "yes",
        "not_applicable",
        "top",
        "top",
    ),
    "n/a indicator, condition fails": (
        {"a": NA, "b": 80, "permit": False},
        "not_applicable",
        "yes",
        "top",
        "top",
    ),
    "an unanswered value may be n/a": ({"a": 80, "permit": True}, "yes", "open", None, "top"),
}


@pytest.mark.parametrize(
    ("given", "first", "second", "reached", "possible"), PREREQUISITES.values(), ids=PREREQUISITES
)
def test_prerequisites(
    given: dict[str, Any], first: str, second: str, reached: str | None, possible: str | None
) -> None:
    found = climbed(REQUIRED, given)
    assert [(one.subject, one.holds) for one in conditions(found, "prerequisite")] == [
        ("a", first),
        ("b", second),
    ]
    assert (found.reached, found.possible) == (reached, possible)


def test_a_prerequisite_never_changes_the_score() -> None:
    held, failed = (
        assessed(ladder(REQUIRED), {"a": 80, "b": 60, "permit": permit}) for permit in (True, False)
    )
    assert held.total == failed.total
    assert failed.indicators["a"].prerequisite == "no"
    assert failed.indicators["a"].points == 80


def test_only_the_named_prerequisites_count() -> None:
    levels = "top: {title: T, from: 50, prerequisites: [b]}"
    found = climbed(levels, {"a": 80, "b": 80, "permit": False})
    assert [one.subject for one in conditions(found, "prerequisite")] == ["b"]
    assert found.reached == "top"


EACH = "top: {title: T, from: 40, each_dimension: 30}"


@pytest.mark.parametrize(
    ("b", "second", "reached", "possible"),
    [
        (30, ("yes", 30), "top", "top"),
        (29, ("no", 29), None, None),
        (29.9999999999, ("yes", 30), "top", "top"),
        ((10, 50), ("open", 10), None, "top"),
        (NA, ("not_applicable", None), "top", "top"),
    ],
)
def test_each_dimension(
    b: object, second: tuple[str, float | None], reached: str | None, possible: str | None
) -> None:
    found = climbed(EACH, {"a": 60, "b": b})
    assert [
        (one.subject, one.needed, one.holds, one.found) for one in conditions(found, "dimension")
    ] == [
        ("first", 30, "yes", 60),
        ("second", 30, *second),
    ]
    assert (found.reached, found.possible) == (reached, possible)


OWN = """
    top:
      title: T
      from: 0
      conditions: [{text: {en: Balanced, zh: 均衡}, if: CONDITION}]
"""


@pytest.mark.parametrize(
    ("condition", "given", "holds", "reached", "possible"),
    [
        ("score(first) >= 60", {"a": 60, "b": 0}, "yes", "top", "top"),
        ("score(first) >= 60", {"a": 59.9999999999, "b": 0}, "yes", "top", "top"),
        ("score(first) >= 60", {"a": 59, "b": 0}, "no", None, None),
        ("score(first) >= 60", {"a": (0, 80), "b": 0}, "open", None, "top"),
        ("score(a) > score(b)", {"a": 50, "b": 40}, "yes", "top", "top"),
        ("score(total) >= 70", {"a": 80, "b": 40}, "yes", "top", "top"),
        ("score(second) >= 60", {"a": 60, "b": NA}, "not_applicable", "top", "top"),
        ("permit and size > 5", {"a": 1, "b": 1, "permit": 1, "size": 6}, "yes", "top", "top"),
        ("permit and size > 5", {"a": 1, "b": 1, "permit": 0}, "no", None, None),
        ("permit and size > 5", {"a": 1, "b": 1, "permit": 1}, "open", None, "top"),
        ("ln(size) > 0", {"a": 1, "b": 1, "size": -1}, "open", None, "top"),
    ],
)
def test_a_condition_in_own_words(
    condition: str, given: dict[str, Any], holds: str, reached: str | None, possible: str | None
) -> None:
    found = climbed(OWN.replace("CONDITION", condition), given)
    (own,) = conditions(found, "condition")
    assert (own.subject, own.holds, own.text) == ("0", holds, {"en": "Balanced", "zh": "均衡"})
    assert (own.needed, own.found) == (None, None)
    assert (found.reached, found.possible) == (reached, possible)


def test_the_score_is_a_condition_like_the_others() -> None:
    found = climbed("top: {title: T, from: 60}", {"a": (40, 80), "b": 50})
    (score,) = conditions(found, "score")
    assert (score.subject, score.needed, score.found, score.holds) == ("", 60, 42.5, "open")


def test_where_nothing_applies_there_is_no_level() -> None:
    found = climbed("top: {title: T, from: 0}", {"a": NA, "b": NA})
    assert (found.reached, found.possible, found.next) == (None, None, "top")


@pytest.mark.parametrize(
    ("given", "provisional"),
    [
        ({"a": 80, "b": 80}, False),
        ({"a": 80}, False),  # three quarters of the weight
        ({"b": 80}, True),
        ({}, True),
        ({"b": 80, "a": NA}, False),  # all of what applies
    ],
)
def test_below_the_least_coverage_a_level_is_provisional(
    given: dict[str, Any], *, provisional: bool
) -> None:
    found = climbed("top: {title: T, from: 0}", given, policy="min_coverage: 75")
    assert found.provisional is provisional
    assert found.reached == "top"


def test_a_rubric_without_levels() -> None:
    rubric = rubric_of("""
        questions: {a: {text: A, kind: yes_no}}
        dimensions:
          d: {title: D, weight: 1, indicators: {a: {title: A, weight: 1, scale: {met: a}}}}
    """)
    found = assessed(rubric, {"a": True}).level
    assert (found.reached, found.possible, found.next, found.ladder) == (None, None, None, {})
