"""What open answers leave undecided."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support import assessed, rubric_of

RUBRIC = """
    questions:
      a: {{text: A, kind: number, min: 0, max: 10, na: never}}
      b: {{text: B, kind: number, min: 0, max: 10, na: never}}
      c: {{text: C, kind: number, min: 0, max: 10, na: never}}
    dimensions:
      x:
        title: X
        weight: 1
        aggregate: {aggregate}
        indicators:
          a: {{title: A, weight: 3, scale: {{points: {{0: 0, 10: 100}}}}}}
          b: {{title: B, weight: 1, scale: {{points: {{0: 0, 10: 100}}}}}}
          both:
            title: C
            weight: 1
            value: b + c
            scale: {{points: {{0: 0, 20: 100}}}}
    levels: {{{levels}}}
    """
SCORE = "one: {title: One, from: 50}, two: {title: Two, from: 90}"

CASES: list[Any] = [
    pytest.param("arithmetic", "", {"a": 1, "b": 2, "c": 3}, {}, id="nothing is open"),
    pytest.param(
        "arithmetic",
        "",
        {"a": 1, "b": 2},
        {"both": (("c",), 10.0, None)},  # 20 % of the weight, half of the scale
        id="one open question",
    ),
    pytest.param(
        "arithmetic",
        "",
        {"a": 1},
        {"b": (("b",), 20.0, None), "both": (("b", "c"), 20.0, None)},
        id="an indicator with two open questions",
    ),
    pytest.param(
        "arithmetic",
        "",
        {"a": (4, 6), "b": 1, "c": 1},
        {"a": (("a",), 12.0, None)},
        id="a range is not settled",
    ),
    pytest.param(
        "arithmetic",
        SCORE,
        {"b": 10, "c": 10},  # between 40 and 100: both levels hang on a
        {"a": (("a",), 60.0, "one")},
        id="decides a level",
    ),
    pytest.param(
        "arithmetic",
        SCORE,
        {"a": 10, "b": 10},  # between 90 and 100: both levels are reached in any case
        {"both": (("c",), 10.0, None)},
        id="decides nothing",
    ),
    pytest.param(
        "minimum",
        "",
        {"a": 2, "c": 10},
        # The total is the lower of 20 and b, whatever comes of the other, which has 50 or more.
        {"b": (("b",), 20.0, None), "both": (("b",), 0.0, None)},
        id="hidden by the weakest",
    ),
]


@pytest.mark.parametrize(("aggregate", "levels", "answers", "expected"), CASES)
def test_undecided(
    aggregate: str, levels: str, answers: dict[str, Any], expected: dict[str, tuple[Any, ...]]
) -> None:
    rubric = rubric_of(RUBRIC.format(aggregate=aggregate, levels=levels))
    found = assessed(rubric, answers).open
    assert list(found) == list(expected)
    for name, (questions, narrows, decides) in expected.items():
        assert found[name].questions == questions
        assert found[name].narrows == pytest.approx(narrows)
        assert found[name].decides == decides


PREREQUISITE = """
    questions:
      a: {text: A, kind: yes_no, na: never}
      b: {text: B, kind: number, min: 0, max: 10, na: never}
    dimensions:
      x:
        title: X
        weight: 1
        indicators:
          a: {title: A, weight: 1, scale: {met: a}, prerequisite: a}
          b: {title: B, weight: 9, scale: {points: {0: 0, 10: 100}}}
    levels: {one: {title: One, from: 10, prerequisites: all}}
    """


def test_an_open_prerequisite_decides_before_what_narrows_more() -> None:
    found = assessed(rubric_of(PREREQUISITE), {}).open
    assert [(name, one.decides, round(one.narrows)) for name, one in found.items()] == [
        ("a", "one", 10),
        ("b", None, 90),
    ]


@given(
    aggregate=st.sampled_from(["arithmetic", "geometric", "harmonic", "minimum", "maximum"]),
    a=st.floats(0, 10),
    b=st.floats(0, 10),
)
def test_settling_an_indicator_narrows_the_range_by_that_much(
    aggregate: str, a: float, b: float
) -> None:
    rubric = rubric_of(RUBRIC.format(aggregate=aggregate, levels=""))
    before = assessed(rubric, {"b": b})
    after = assessed(rubric, {"b": b, "a": a})
    assert before.total.high is not None
    assert before.total.low is not None
    assert after.total.high is not None
    assert after.total.low is not None
    shrunk = (before.total.high - before.total.low) - (after.total.high - after.total.low)
    assert shrunk >= 0 - 1e-9
    ends = [assessed(rubric, {"b": b, "a": end}).total for end in (0, 10)]
    widths = [(end.high or 0) - (end.low or 0) for end in ends]
    now = before.total.high - before.total.low
    assert before.open["a"].narrows == pytest.approx(now - max(widths), abs=1e-9)


GATE = """
    questions:
      gate: {text: Gate, kind: yes_no, na: never}
      a: {text: A, kind: number, min: 0, max: 10, na: never, ask_if: gate}
    dimensions:
      x:
        title: X
        weight: 1
        indicators:
          i: {title: I, weight: 1, value: a if gate else 0, scale: {points: {0: 0, 10: 100}}}
    """


@pytest.mark.parametrize(
    ("answers", "questions"),
    [pytest.param({}, ("gate",), id="shut"), pytest.param({"gate": True}, ("a",), id="open")],
)
def test_first_the_question_that_decides_what_is_asked(
    answers: dict[str, Any], questions: tuple[str, ...]
) -> None:
    assert assessed(rubric_of(GATE), answers).open["i"].questions == questions
