"""A row scores to the same last bit alone, in any batch, and in any place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields
from random import Random
from typing import Any

import numpy as np
import pytest

from greenpark_assess.answers.model import Answers, NotApplicable, Picks
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.engine import BLOCK, Scores, score
from greenpark_assess.scoring.plan import Plan, compile_plan
from greenpark_assess.scoring.table import Table, encode
from support import answers_of, rubric_of

NA = NotApplicable("not here")


def everything(policy: str = "unanswered: lowest") -> Rubric:
    """Return a rubric with every kind of question, scale and aggregation."""
    return rubric_of(f"""
        rubric:
          id: small
          version: "1"
          title: S
          aggregate: geometric
          floor: 1
          policy: {{{policy}, min_coverage: 60}}
        questions:
          water: {{text: W, kind: number, unit: m3, min: 0}}
          reused: {{text: R, kind: number, unit: 10^4 m3, min: 0}}
          growth: {{text: G, kind: number, unit: "%"}}
          index: {{text: I, kind: number}}
          permit: {{text: P, kind: yes_no}}
          type: {{text: T, kind: choice, options: {{mixed: M, venous: V, other: O}}}}
          heat:
            {{text: H, kind: choices, options: {{steam: S, flue: F, air: A}}, ask_if: permit}}
          plan: {{text: L, kind: maturity, na: never, levels: [a, b, c, d, e]}}
        dimensions:
          water:
            title: W
            weight: 3
            aggregate: power(0.5)
            applies_if: type != other
            indicators:
              reuse:
                title: R
                weight: 0.7
                value: reused / (water + reused)
                unit: "%"
                scale: {{points: {{10: 0, 40: 60, 90: 100}}}}
                prerequisite: value > 5
              logged:
                title: L
                weight: 0.2
                value: water
                scale: {{points: {{1: 100, 1000: 0}}, log: true}}
              rest:
                title: E
                weight: 0.1
                value: sqrt(index) + ln(reused / water) * 3 - index ** 0.3
                scale: {{ratio_to: "7.3", cap: 2}}
          energy:
            title: E
            weight: 2
            aggregate: harmonic
            floor: 2
            criteria:
              kinds:
                title: K
                weight: 1
                aggregate: at_least(2)
                indicators:
                  type:
                    title: T
                    weight: 1
                    scale: {{options: {{mixed: 33.3, venous: 90, other: 10}}}}
                  plan: {{title: L, weight: 1, scale: {{maturity: [0, 10, 35, 80, 100]}}}}
                  heat:
                    title: H
                    weight: 1
                    value: share(heat)
                    unit: "%"
                    scale: {{points: {{0: 0, 100: 100}}}}
              ways:
                title: G
                weight: 1.3
                indicators:
                  growth:
                    title: G
                    weight: 1
                    scale:
                      switch:
                        - {{if: value < 0, points: {{-10: 100, 0: 40}}}}
                        - {{if: permit, points: {{0: 40, 10: 0}}, two_sided: false}}
                        - {{met: value == 0}}
                  permit: {{title: P, weight: 1, scale: {{met: permit, partly: plan >= 2}}}}
        levels:
          bronze: {{title: B, from: 20, prerequisites: all}}
          silver:
            title: S
            from: 40
            each_dimension: 30
            conditions: [{{text: T, if: score(energy) > 10 and plan >= 1}}]
    """)


def park(rng: Random) -> Answers:
    """Return answers of every sort; many parks are known in full, so that fast paths occur."""
    given: dict[str, Any] = {
        "water": rng.choice([rng.uniform(0, 500), rng.uniform(0, 500), 0.0, 33.0]),
        "reused": rng.choice([rng.uniform(0, 1), rng.uniform(0, 0.01), 0.0]),
        "index": rng.choice([rng.uniform(0, 500), rng.uniform(0, 500), -1.0]),
        "growth": rng.choice([rng.uniform(-12, 12), 0.0, -10.0]),
        "permit": rng.random() < 0.5,
        "type": rng.choice(["mixed", "venous", "other"]),
        "heat": {option for option in ("steam", "flue", "air") if rng.random() < 0.5},
        "plan": rng.randint(0, 4),
    }
    if rng.random() < 0.5:
        for name in rng.sample(list(given), rng.randint(1, 4)):
            given[name] = rng.choice([None, None, NA, given[name]])
    if rng.random() < 0.2:
        given["water"] = (rng.uniform(0, 20), rng.uniform(20, 500))
    if rng.random() < 0.1:
        given["heat"] = Picks(frozenset({"steam"}), frozenset({"flue"}))
    return answers_of(
        {name: value for name, value in given.items() if not (name == "plan" and value is NA)}
    )


def parks(count: int) -> list[Answers]:
    rng = Random(20_250_101)
    return [park(rng) for _ in range(count)]


def rows(table: Table, which: Sequence[int]) -> Table:
    return Table(table.low[:, which], table.high[:, which], table.state[:, which])


def same(whole: Scores, part: Scores, which: Sequence[int]) -> None:
    for field in fields(Scores):
        all_rows, some = getattr(whole, field.name), getattr(part, field.name)
        assert some.tobytes() == np.ascontiguousarray(all_rows[..., which]).tobytes(), field.name


def finite(plan: Plan, scores: Scores) -> bool:
    outcome = (scores.low, scores.high, scores.points, scores.effective, scores.coverage)
    return all(bool(np.isfinite(part).all()) for part in outcome) and len(plan.leaves) == 8


@pytest.fixture(scope="module", params=["lowest", "excluded"])
def plan(request: pytest.FixtureRequest) -> Plan:
    return compile_plan(everything(f"unanswered: {request.param}"))


def test_the_same_bits_in_any_batch(plan: Plan) -> None:
    count = 2 * BLOCK + 77
    table = encode(plan, parks(count))
    whole = score(plan, table)
    assert finite(plan, whole)
    for size in (1, 7, 1000):
        # Of the smallest batches some will do: at the start, at the edge of a block, at the end.
        starts = range(0, count, size)
        some = starts if size == 1000 else [*starts[:40], *starts[-40:], BLOCK - 1, BLOCK]
        for start in some:
            which = range(start, min(start + size, count))
            same(whole, score(plan, rows(table, which)), which)


def test_the_same_bits_in_any_order(plan: Plan) -> None:
    table = encode(plan, parks(300))
    whole = score(plan, table)
    order = list(range(300))
    Random(3).shuffle(order)
    same(whole, score(plan, rows(table, order)), order)


def test_every_state_occurs(plan: Plan) -> None:
    found = score(plan, encode(plan, parks(1500)))
    leaves = len(plan.leaves)
    assert set(np.unique(found.status[:leaves])) == {0, 1, 2}
    assert set(np.unique(found.reached)) == {-1, 0, 1}
    assert set(np.unique(found.rule)) == {-1, 0, 1, 2}
    assert len(np.unique(found.reason)) >= 6
    assert set(np.unique(found.provisional)) == {False, True}


def test_no_rows() -> None:
    plan = compile_plan(everything())
    assert score(plan, encode(plan, [])).low.shape == (plan.size, 0)


# --- policies ---------------------------------------------------------------------------------

TWO = """
    rubric: {{id: small, version: "1", title: S, policy: {{{policy}}}}}
    questions:
      a: {{text: A, kind: number, na: never, min: 0, max: 100}}
      b: {{text: B, kind: number, min: 0, max: 100}}
    dimensions:
      d:
        title: D
        weight: 1
        indicators:
          a: {{title: A, weight: 3, scale: {{points: {{0: 0, 100: 100}}}}}}
          b: {{title: B, weight: 1, scale: {{points: {{0: 0, 100: 100}}}}}}
"""


def totals(policy: str, given: dict[str, Any]) -> tuple[float, float, float, float]:
    plan = compile_plan(rubric_of(TWO.format(policy=policy)))
    found = score(plan, encode(plan, [answers_of(given)]))
    return tuple(  # type: ignore[return-value]
        float(part)
        for part in (found.points[-1, 0], found.low[-1, 0], found.high[-1, 0], found.coverage[0])
    )


@pytest.mark.parametrize(
    ("policy", "given", "expected"),
    [
        ("", {"a": 80, "b": 40}, (70, 70, 70, 100)),
        ("", {"b": 40}, (10, 10, 85, 25)),
        ("", {"a": 80}, (60, 60, 85, 75)),
        ("", {"a": (40, 80), "b": 40}, (40, 40, 70, 100)),
        ("", {"a": 80, "b": NA}, (80, 80, 80, 100)),
        ("unanswered: excluded", {"a": 80, "b": 40}, (70, 70, 70, 100)),
        ("unanswered: excluded", {"b": 40}, (40, 10, 85, 25)),
        ("unanswered: excluded", {"a": 80}, (80, 60, 85, 75)),
        ("unanswered: excluded", {"a": (40, 80), "b": 40}, (40, 40, 70, 100)),
    ],
)
def test_how_open_questions_count(
    policy: str, given: dict[str, Any], expected: tuple[float, ...]
) -> None:
    assert totals(policy, given) == expected
