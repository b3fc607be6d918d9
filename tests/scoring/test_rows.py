"""Rows kept as bytes, and what they say under another version of the rubric."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given

from greenpark_assess.answers.model import NotApplicable, Picks
from greenpark_assess.scoring.plan import Plan, compile_plan
from greenpark_assess.scoring.rows import (
    Asked,
    asked_by,
    carried,
    joined_tables,
    kept_row,
    table_of,
)
from greenpark_assess.scoring.table import MISSING, Table, encode
from kept import changed
from strategies import random_answers, random_rubric, rngs
from support import answers_of, rubric_of

BEFORE = """
questions:
  number: {text: N, kind: number, unit: t, min: 0}
  yes: {text: Y, kind: yes_no}
  many: {text: M, kind: choices, options: {a: A, b: B, c: C}}
  level: {text: L, kind: maturity, levels: [a, b, c, d, e]}
dimensions:
  d: {title: D, weight: 1, indicators: {yes: {title: Y, weight: 1, scale: {met: yes}}}}
"""
ANSWERS: Mapping[str, object] = {
    "number": (3, 5),
    "yes": True,
    "many": Picks(frozenset({"a"}), frozenset({"c"})),
    "level": NotApplicable("no"),
}


def same(one: Table, other: Table) -> bool:
    return all(
        np.array_equal(getattr(one, name), getattr(other, name))
        for name in ("low", "high", "state")
    )


@given(rngs())
def test_a_row_comes_back_to_the_last_bit(rng) -> None:
    rubric = random_rubric(rng)
    plan = compile_plan(rubric)
    table = encode(plan, [answers_of(random_answers(rng, rubric)) for _ in range(3)])
    asked = asked_by(rubric, plan)
    back = table_of([kept_row(table, row) for row in range(3)], asked)
    assert same(back, table)
    again, unsure = carried(back, asked, rubric, plan)
    assert same(again, table)
    assert not unsure.any()


def before() -> tuple[Table, tuple[Asked, ...]]:
    rubric = rubric_of(BEFORE)
    plan = compile_plan(rubric)
    table = encode(plan, [answers_of(ANSWERS), answers_of({})])
    return table, asked_by(rubric, plan)


def after(text: str) -> tuple[Table, Table, list[bool]]:
    """Return the table carried over, the table read anew, and which rows are not sure."""
    rubric = rubric_of(text)
    plan = compile_plan(rubric)
    known = {name: given for name, given in ANSWERS.items() if name in rubric.questions}
    table, unsure = carried(*before(), rubric, plan)
    return table, encode(plan, [answers_of(known), answers_of({})]), unsure.tolist()


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({}, id="nothing"),
        pytest.param({"text: N": "text: Better"}, id="a text"),
        pytest.param({"{a: A, b: B, c: C}": "{c: Other, a: A, b: B}"}, id="options moved"),
        pytest.param(
            {"questions:\n": "questions:\n  one: {text: F, kind: choice, options: {x: X, y: Y}}\n"},
            id="a question more",
        ),
        pytest.param(
            {"  number: {text: N, kind: number, unit: t, min: 0}\n": ""}, id="a question less"
        ),
        pytest.param({"kind: yes_no": "kind: yes_no, ask_if: level >= 2"}, id="asked later"),
        pytest.param({"scale: {met: yes}": "scale: {met: not yes}"}, id="judged otherwise"),
    ],
)
def test_an_answer_to_the_same_question_is_the_same_fact(changes: Mapping[str, str]) -> None:
    found, expected, unsure = after(changed(BEFORE, changes))
    assert same(found, expected)
    assert unsure == [False, False]


@pytest.mark.parametrize(
    "changes",
    [
        pytest.param({"unit: t": "unit: kg"}, id="unit"),
        pytest.param({"min: 0": "min: 4"}, id="least"),
        pytest.param({"min: 0": "min: 0, max: 9"}, id="most"),
        pytest.param({"c: C}": "c: C, d: D}"}, id="an option more"),
        pytest.param({", c: C}": "}"}, id="an option less"),
        pytest.param({"d, e]}": "d, e], na: never}"}, id="n/a no more"),
        pytest.param({"yes: {text: Y, kind: yes_no}": "yes: {text: Y, kind: number}"}, id="kind"),
    ],
)
def test_what_is_read_otherwise_is_open_and_not_sure(changes: Mapping[str, str]) -> None:
    text = changed(BEFORE.replace("met: yes", "met: level >= 2"), changes)
    found, expected, unsure = after(text)
    assert unsure == [True, False]  # the second row has no answer that could be read otherwise
    assert np.array_equal(found.low[:, 1], expected.low[:, 1])
    assert found.state[:, 0].tolist().count(MISSING) == 1


def test_tables_are_joined_in_their_order() -> None:
    plan: Plan = compile_plan(rubric_of(BEFORE))
    tables = [encode(plan, [answers_of(one) for one in rows]) for rows in ([ANSWERS, {}], [], [{}])]
    assert same(joined_tables(tables), encode(plan, [answers_of(one) for one in (ANSWERS, {}, {})]))


@pytest.mark.parametrize("cut", [1, 8])
def test_a_row_of_another_length_is_refused(cut: int) -> None:
    table, asked = before()
    with pytest.raises(ValueError, match=r"."):
        table_of([kept_row(table, 0), kept_row(table, 1)[:-cut]], asked)
