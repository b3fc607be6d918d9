"""Printed parts: whatever the numbers are, all sums hold as printed."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from random import Random
from typing import Any

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.change import change
from greenpark_assess.comparison.entries import Stored
from greenpark_assess.comparison.printed import PrintedParts, printed
from greenpark_assess.comparison.rescore import rescore
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from strategies import judged, random_answers
from support import entry_of, rubric_of

TENTH = Decimal("0.1")


def rounded(score: float | None) -> Decimal:
    number = Decimal(repr(float(score or 0))).quantize(Decimal("1e-9"), ROUND_HALF_UP)
    return number.quantize(TENTH, ROUND_HALF_UP)


def parts_of(rubric: Rubric, old: Any, new: Any, stored: float | None = None) -> PrintedParts:
    then = Stored(stored, RubricRef(id="r", version="0", hash="")) if stored is not None else None
    plan = compile_plan(rubric)
    entries = [entry_of(rubric, old, "a", stored=then), entry_of(rubric, new, "b")]
    table = rescore(rubric, plan, entries)
    found = change(table, 0, 1).parts
    if found is None:
        reject()
    return printed(plan, found, *table.standings, rounded)


@settings(max_examples=100)
@given(drawn=judged(), stored=st.none() | st.floats(0, 100))
def test_all_printed_sums_hold(drawn: tuple[Rubric, Any, Random], stored: float | None) -> None:
    rubric, old, rng = drawn
    parts = parts_of(rubric, old, random_answers(rng, rubric), stored)
    assert (parts.rubric is None) == (stored is None)
    causes = (parts.scope, parts.answered, parts.performance)
    assert parts.old + (parts.rubric or 0) + sum(causes) == parts.new
    if stored is not None:
        assert parts.old == rounded(stored)
    assert sum(parts.scope_of.values()) == parts.scope
    assert sum(parts.answered_of.values()) == parts.answered
    assert sum(parts.indicators.values()) == parts.performance
    numbers = {**parts.nodes, **parts.indicators}
    for name, node in rubric.nodes().items():
        below = (*node.criteria, *node.indicators)
        assert sum(numbers[one] for one in below) == numbers[name], name
    assert sum(parts.nodes[name] for name in rubric.dimensions) == parts.performance


@given(drawn=judged())
def test_nothing_changed_prints_as_nothing(drawn: tuple[Rubric, Any, Random]) -> None:
    rubric, answers, _ = drawn
    parts = parts_of(rubric, answers, answers)
    assert {parts.scope, parts.answered, parts.performance} == {0}
    assert set(parts.indicators.values()) | set(parts.nodes.values()) == {0}


SEVENTHS = """
questions:
  a: {text: A, kind: number, min: 0, max: 100}
  b: {text: B, kind: number, min: 0, max: 100}
  c: {text: C, kind: number, min: 0, max: 100}
dimensions:
  d:
    title: D
    weight: 1
    indicators:
      a: {title: A, weight: 1, scale: {points: {0: 0, 100: 100}}}
      b: {title: B, weight: 1, scale: {points: {0: 0, 100: 100}}}
      c: {title: C, weight: 1, scale: {points: {0: 0, 100: 100}}}
"""


@pytest.mark.parametrize(
    ("new", "wanted"),
    [
        ((1, 1, 1), ("0.4", "0.3", "0.3")),  # thirds of 1.0
        ((1, 1, 0), ("0.4", "0.3", "0.0")),  # 0.67 prints as 0.7
        ((0.1, 0, 0), ("0.0", "0.0", "0.0")),  # 0.03 prints as nothing
    ],
    ids=str,
)
def test_by_hand(new: tuple[float, ...], wanted: tuple[str, ...]) -> None:
    rubric = rubric_of(SEVENTHS)
    zero = dict.fromkeys("abc", 0.0)
    parts = parts_of(rubric, zero, dict(zip("abc", new, strict=True)))
    assert tuple(map(str, parts.indicators.values())) == wanted
