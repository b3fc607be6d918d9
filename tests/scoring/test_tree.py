"""Effective weights, and gains that are re-scores to the last bit."""

from __future__ import annotations

from random import Random
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.table import encode
from support import answers_of, assessed, rubric_of

NA = NotApplicable("not here")
AGGREGATIONS = (
    "arithmetic",
    "geometric",
    "harmonic",
    "minimum",
    "maximum",
    "power(2)",
    "power(-2)",
    "at_least(2)",
)


def tree(top: str = "arithmetic", water: str = "arithmetic", deep: str = "arithmetic") -> Rubric:
    """Return a tree of three layers; each indicator's points are its answer."""
    scale = "scale: {points: {0: 0, 100: 100}}"
    return rubric_of(f"""
        rubric: {{id: small, version: "1", title: S, aggregate: {top}}}
        questions:
          a: {{text: A, kind: number, min: 0, max: 100}}
          b: {{text: B, kind: number, min: 0, max: 100}}
          c: {{text: C, kind: number, min: 0, max: 100}}
          d: {{text: D, kind: number, min: 0, max: 100}}
          e: {{text: E, kind: number, min: 0, max: 100}}
        dimensions:
          air: {{title: A, weight: 1, indicators: {{a: {{title: A, weight: 1, {scale}}}}}}}
          water:
            title: W
            weight: 3
            aggregate: {water}
            indicators:
              b: {{title: B, weight: 1, {scale}}}
              c: {{title: C, weight: 2, {scale}}}
            criteria:
              deep:
                title: D
                weight: 5
                aggregate: {deep}
                indicators:
                  d: {{title: D, weight: 3, {scale}}}
                  e: {{title: E, weight: 1, {scale}}}
    """)


ALL = {"a": 10, "b": 20, "c": 30, "d": 40, "e": 50}


def weights(given: dict[str, Any]) -> dict[str, float]:
    found = assessed(tree(), given)
    return {name: record.effective for name, record in found.indicators.items()} | {
        name: record.effective for name, record in found.nodes.items()
    }


def test_nominal_weights() -> None:
    found = assessed(tree(), ALL)
    nominal = {name: record.weight for name, record in found.indicators.items()}
    assert nominal == {"a": 25, "b": 9.375, "c": 18.75, "d": 35.15625, "e": 11.71875}
    assert {name: record.weight for name, record in found.nodes.items()} == {
        "air": 25,
        "water": 75,
        "deep": 46.875,
    }


def test_effective_weights_are_the_nominal_ones_where_all_applies() -> None:
    assert weights(ALL) == {
        "a": 25,
        "b": 9.375,
        "c": 18.75,
        "d": 35.15625,
        "e": 11.71875,
        "air": 25,
        "water": 75,
        "deep": 46.875,
    }


def test_weights_are_shared_out_among_the_siblings_that_apply() -> None:
    found = weights({**ALL, "c": NA})
    assert found == {
        "a": 25,
        "b": 12.5,
        "c": 0,
        "d": 46.875,
        "e": 15.625,
        "air": 25,
        "water": 75,
        "deep": 62.5,
    }


def test_a_node_without_applicable_children_leaves_too() -> None:
    found = weights({**ALL, "d": NA, "e": NA})
    assert (found["deep"], found["d"], found["e"]) == (0, 0, 0)
    assert (found["air"], found["b"], found["c"]) == (25, 25, 50)
    found = weights({"a": 10, **dict.fromkeys("bcde", NA)})
    assert (found["air"], found["water"], found["a"]) == (100, 0, 100)


def test_an_open_question_keeps_its_weight() -> None:
    assert weights({"a": 10}) == weights(ALL)


def test_nothing_applies() -> None:
    assert set(weights(dict.fromkeys("abcde", NA)).values()) == {0.0}


def test_lost_points_add_up() -> None:
    found = assessed(tree(), ALL)
    lost = sum(record.lost for record in found.indicators.values())
    assert found.total.score is not None
    assert lost == pytest.approx(100 - found.total.score, rel=1e-14)
    assert found.total.score == pytest.approx(
        (1 * 10 + 3 * (20 + 2 * 30 + 5 * (3 * 40 + 50) / 4) / 8) / 4, rel=1e-14
    )


# --- gains ------------------------------------------------------------------------------------


def scored(rubric: Rubric, *parks: dict[str, Any]) -> Scores:
    plan = compile_plan(rubric)
    return score(plan, encode(plan, [answers_of(park) for park in parks]))


def check_gains(rubric: Rubric, park: dict[str, Any]) -> None:
    """Compare every gain with the total of the same park with that one answer at its best."""
    found = scored(rubric, park)
    assert found.gain is not None
    for slot, name in enumerate("abcde"):
        applies = not isinstance(park.get(name), NotApplicable)
        again = scored(rubric, {**park, name: 100} if applies else park)
        assert found.gain[slot, 0] == again.low[-1, 0] - found.low[-1, 0], name


ANSWERS = st.one_of(st.sampled_from([0, 100, None, NA]), st.integers(0, 100), st.floats(0, 100))


@settings(max_examples=80)
@given(
    st.tuples(*[st.sampled_from(AGGREGATIONS)] * 3),
    st.fixed_dictionaries(dict.fromkeys("abcde", ANSWERS)),
)
def test_a_gain_is_the_park_scored_again(names: tuple[str, str, str], park: dict[str, Any]) -> None:
    check_gains(tree(*names), park)


def test_a_hidden_gain_is_exactly_nothing() -> None:
    park = {"a": 33.3, "b": 70.1, "c": 12.7, "d": 45.9, "e": 81.3}
    found = scored(tree(water="minimum", deep="geometric"), park)
    assert found.gain is not None
    gain = dict(zip("abcde", found.gain[:, 0].tolist(), strict=True))
    assert (gain["b"], gain["d"], gain["e"]) == (0.0, 0.0, 0.0)
    assert gain["a"] > 0
    assert gain["c"] > 0


def test_behind_a_gate_nothing_else_shows() -> None:
    found = scored(tree(top="geometric"), {**ALL, "a": 0})
    assert found.gain is not None
    assert found.gain[1:, 0].tolist() == [0, 0, 0, 0]
    assert found.gain[0, 0] == scored(tree(top="geometric"), {**ALL, "a": 100}).low[-1, 0]


def test_full_points_leave_nothing_to_gain() -> None:
    found = scored(tree(top="harmonic", deep="geometric"), dict.fromkeys("abcde", 100))
    assert found.gain is not None
    assert found.gain[:, 0].tolist() == [0, 0, 0, 0, 0]


def test_what_does_not_apply_brings_nothing() -> None:
    found = scored(tree(), {**ALL, "b": NA})
    assert found.gain is not None
    assert found.gain[1, 0] == 0.0


def test_in_an_arithmetic_tree_a_gain_is_what_is_lost() -> None:
    found = assessed(tree(), {**ALL, "c": NA})
    for name, record in found.indicators.items():
        assert record.gain == pytest.approx(record.lost, abs=1e-12), name


def test_gains_may_be_left_out() -> None:
    plan = compile_plan(tree())
    table = encode(plan, [answers_of(ALL)])
    with_gains, without = score(plan, table), score(plan, table, with_gains=False)
    assert without.gain is None
    assert np.array_equal(with_gains.low, without.low)


def test_gains_of_many_parks_at_once() -> None:
    rng = Random(7)
    parks = [{name: rng.uniform(0, 100) for name in "abcde"} for _ in range(20)]
    rubric = tree("geometric", "power(2)", "harmonic")
    together = scored(rubric, *parks)
    assert together.gain is not None
    for row, park in enumerate(parks):
        alone = scored(rubric, park)
        assert alone.gain is not None
        assert together.gain[:, row].tolist() == alone.gain[:, 0].tolist()
