"""Answers as columns: one for a number, one per option of a choice."""

from __future__ import annotations

import math

import numpy as np
import pytest

from greenpark_assess.answers.model import NotApplicable, Picks
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.table import GIVEN, MISSING, NOT_APPLICABLE, PARTIAL, Table, encode
from support import answers_of, rubric_of

RUBRIC = rubric_of("""
    questions:
      number: {text: N, kind: number, unit: t}
      bounded: {text: B, kind: number, min: 0, max: 10}
      half: {text: H, kind: number, min: 2}
      yes: {text: Y, kind: yes_no}
      one: {text: O, kind: choice, options: {a: A, b: B, c: C}}
      many: {text: M, kind: choices, options: {a: A, b: B, c: C}}
      level: {text: L, kind: maturity, levels: [a, b, c, d, e]}
    dimensions:
      d: {title: D, weight: 1, indicators: {yes: {title: Y, weight: 1, scale: {met: yes}}}}
""")
PLAN = compile_plan(RUBRIC)


def cells(table: Table, question: str, row: int = 0) -> tuple[list[float], list[float], int]:
    plan = PLAN.questions[PLAN.rows[question]]
    span = slice(plan.column, plan.column + plan.width)
    low, high = table.low[span, row].tolist(), table.high[span, row].tolist()
    return low, high, int(table.state[plan.row, row])


CELLS: dict[str, tuple[str, object, list[float], list[float], int]] = {
    "number": ("number", 3.5, [3.5], [3.5], GIVEN),
    "interval": ("number", (3, 5), [3], [5], GIVEN),
    "bound": ("number", (3, math.inf), [3], [math.inf], GIVEN),
    "open number": ("number", None, [-math.inf], [math.inf], MISSING),
    "open between min and max": ("bounded", None, [0], [10], MISSING),
    "open above min": ("half", None, [2], [math.inf], MISSING),
    "number n/a": ("number", NotApplicable("none"), [0], [0], NOT_APPLICABLE),
    "yes": ("yes", True, [1], [1], GIVEN),
    "no": ("yes", False, [0], [0], GIVEN),
    "open yes/no": ("yes", None, [0], [1], MISSING),
    "choice": ("one", "b", [0, 1, 0], [0, 1, 0], GIVEN),
    "open choice": ("one", None, [0, 0, 0], [1, 1, 1], MISSING),
    "choice n/a": ("one", NotApplicable(), [0, 0, 0], [0, 0, 0], NOT_APPLICABLE),
    "choices": ("many", {"a", "c"}, [1, 0, 1], [1, 0, 1], GIVEN),
    "no choices": ("many", set(), [0, 0, 0], [0, 0, 0], GIVEN),
    "choices in part": (
        "many",
        Picks(frozenset({"a"}), frozenset({"c"})),
        [1, 0, 0],
        [1, 0, 1],
        PARTIAL,
    ),
    "level": ("level", 3, [3], [3], GIVEN),
    "open level": ("level", None, [0], [4], MISSING),
}


@pytest.mark.parametrize(("question", "given", "low", "high", "state"), CELLS.values(), ids=CELLS)
def test_one_answer(
    question: str, given: object, low: list[float], high: list[float], state: int
) -> None:
    assert cells(encode(PLAN, [answers_of({question: given})]), question) == (low, high, state)


def test_the_shape_of_a_table() -> None:
    parks = [answers_of({"number": number}) for number in (1, 2, 3)]
    table = encode(PLAN, parks)
    assert table.rows == 3
    assert table.low.shape == table.high.shape == (PLAN.width, 3) == (11, 3)
    assert table.state.shape == (7, 3)
    assert [cells(table, "number", row)[0] for row in range(3)] == [[1], [2], [3]]


def test_no_parks_at_all() -> None:
    assert encode(PLAN, []).rows == 0


def test_what_the_rubric_does_not_ask_is_left_aside() -> None:
    with_more, without = encode(PLAN, [answers_of({"other": 1})]), encode(PLAN, [answers_of({})])
    assert np.array_equal(with_more.low, without.low)
    assert np.array_equal(with_more.state, without.state)
