"""Entries under one yardstick: the engine's numbers, and what became of published totals."""

from __future__ import annotations

from dataclasses import asdict
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings

from greenpark_assess import __version__
from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.entries import Stored, chosen, country, grouped, stored_result
from greenpark_assess.comparison.rescore import rescore
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from strategies import Settled, judged, random_answers
from support import assessed, entry_of, rescored, rubric_of

RUBRIC = """
    rubric: {id: small, version: "2", title: S}
    questions:
      a: {text: A, kind: number, min: 0, max: 10, unit: t}
      b: {text: B, kind: number, min: 0, max: 10}
      type: {text: T, kind: choice, options: {mixed: M, venous: V}}
    dimensions:
      air:
        title: A
        weight: 1
        indicators: {a: {title: A, weight: 1, scale: {points: {0: 0, 10: 100}}}}
      soil:
        title: S
        weight: 3
        indicators: {b: {title: B, weight: 1, scale: {points: {0: 0, 10: 100}}}}
    levels:
      low: {title: L, from: 30}
      high: {title: H, from: 60}
"""
NA = NotApplicable("not here")


@settings(max_examples=60)
@given(drawn=judged())
def test_a_standing_says_what_the_assessment_says(drawn: tuple[Rubric, Settled, Random]) -> None:
    rubric, answers, rng = drawn
    parks = (answers, random_answers(rng, rubric))
    for park, standing in zip(parks, rescored(rubric, *parks).standings, strict=True):
        alone = assessed(rubric, park)
        assert (standing.total.points, standing.total.low, standing.total.high) == (
            alone.total.score,
            alone.total.low,
            alone.total.high,
        )
        assert (standing.coverage, standing.provisional) == (
            alone.total.coverage,
            alone.level.provisional,
        )
        assert (standing.reached, standing.possible) == (alone.level.reached, alone.level.possible)
        nodes = {name: (one.status, one.score) for name, one in alone.nodes.items()}
        assert nodes == {name: (one.status, one.points) for name, one in standing.nodes.items()}
        for name, leaf in standing.indicators.items():
            record = alone.indicators[name]
            assert {field: getattr(record, field) for field in asdict(leaf)} == asdict(leaf)


def test_nobody_to_compare() -> None:
    assert rescored(rubric_of(RUBRIC)).standings == ()


# --- published totals -----------------------------------------------------------------------------


def restated(total: float | None, park: dict[str, Any], engine: str = "0.0.1", **ref: str) -> Any:
    rubric = rubric_of(RUBRIC)
    now = {"id": "small", "version": "2", "hash": content_hash(rubric)}
    stored = Stored(total, RubricRef(**(now | ref)), engine)
    entry = entry_of(rubric, park, stored=stored)
    return rescore(rubric, compile_plan(rubric), [entry]).standings[0].restated


@pytest.mark.parametrize(
    ("ref", "engine", "reason"),
    [
        pytest.param({"id": "other"}, "0.0.1", "rubric", id="another rubric"),
        pytest.param({"version": "1", "hash": "0"}, "0.0.1", "version", id="another version"),
        pytest.param({"hash": "0" * 64}, "0.0.1", "content", id="changed without a new version"),
        pytest.param({}, "0.0.1", "engine", id="another program"),
        pytest.param({}, "", "engine", id="an unknown program"),
        pytest.param({}, __version__, "answers", id="all is the same but the answers"),
    ],
)
def test_why_a_total_differs(ref: dict[str, str], engine: str, reason: str) -> None:
    found = restated(30.0, {"a": 2, "b": 6}, engine, **ref)
    assert (found.stored, found.difference, found.reason) == (30.0, 20.0, reason)


def test_a_total_that_comes_out_again_needs_no_reason() -> None:
    found = restated(50.0, {"a": 2, "b": 6}, version="1")
    assert (found.difference, found.reason) == (0.0, "")


@pytest.mark.parametrize(
    ("total", "park", "reason"),
    [
        pytest.param(None, {"a": 2, "b": 6}, "version", id="there was no total"),
        pytest.param(30.0, {"a": NA, "b": NA}, "version", id="there is none now"),
        pytest.param(None, {"a": NA, "b": NA}, "", id="there never was one"),
    ],
)
def test_no_difference_to_a_total_that_is_not_there(
    total: float | None, park: dict[str, Any], reason: str
) -> None:
    found = restated(total, park, version="1")
    assert (found.difference, found.reason) == (None, reason)


def test_an_assessment_is_stored_as_it_was() -> None:
    rubric = rubric_of(RUBRIC)
    stored = stored_result(assessed(rubric, {"a": 2, "b": 6}))
    entry = entry_of(rubric, {"a": 2, "b": 6}, stored=stored)
    found = rescore(rubric, compile_plan(rubric), [entry]).standings[0].restated
    assert found is not None
    assert (found.stored, found.difference, found.reason) == (50.0, 0.0, "")


# --- groups ---------------------------------------------------------------------------------------


def test_groups_stand_as_they_came() -> None:
    rubric = rubric_of(RUBRIC)
    entries = [
        entry_of(rubric, {"type": kind}, label, country=where)
        for label, where, kind in [
            ("a", "VN", "venous"),
            ("b", "KH", None),
            ("c", "VN", "mixed"),
            ("d", "", "venous"),
        ]
    ]
    by_country = grouped(entries, country)
    assert {key: [one.label for one in group] for key, group in by_country.items()} == {
        "VN": ["a", "c"],
        "KH": ["b"],
        "": ["d"],
    }
    assert list(by_country) == ["VN", "KH", ""]
    by_type = grouped(entries, chosen("type"))
    assert {key: [one.label for one in group] for key, group in by_type.items()} == {
        "venous": ["a", "d"],
        "": ["b"],
        "mixed": ["c"],
    }
