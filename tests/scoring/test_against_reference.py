"""The engine and the plain reference agree on thousands of random rubrics and answers."""

from __future__ import annotations

import math
from collections.abc import Iterator
from random import Random

import pytest

import engine_in_plain_terms
import reference
from strategies import random_answers, random_rubric

WHOLE = (
    "score",
    "low",
    "high",
    "coverage",
    "left_out",
    "if_na_were_zero",
    "reached",
    "possible",
    "provisional",
)
INDICATOR = ("status", "reason", "low", "high", "points", "weight", "effective", "lost", "gain")
NODE = ("status", "score", "low", "high")
PARKS = 3  # answers per rubric


def same(expected: object, found: object) -> bool:
    if isinstance(expected, float) and isinstance(found, float):
        return math.isclose(expected, found, rel_tol=1e-6, abs_tol=1e-6)
    return expected == found


def differences(plain: reference.Result, engine: reference.Result) -> Iterator[str]:
    pairs = [("total", plain, engine, WHOLE)]
    pairs += [(n, one, engine.indicators[n], INDICATOR) for n, one in plain.indicators.items()]
    pairs += [(n, one, engine.nodes[n], NODE) for n, one in plain.nodes.items()]
    for name, one, other, attributes in pairs:
        for attribute in attributes:
            expected, found = getattr(one, attribute), getattr(other, attribute)
            if not same(expected, found):
                yield f"{name}.{attribute}: {expected} wanted, {found} found"


def disagreements(seeds: range) -> Iterator[str]:
    for seed in seeds:
        rng = Random(seed)
        rubric = random_rubric(rng)
        for park in range(PARKS):
            given = random_answers(rng, rubric)
            plain = reference.score(rubric, given)
            for line in differences(plain, engine_in_plain_terms.score(rubric, given)):
                yield f"seed {seed}, park {park}: {line}"


@pytest.mark.parametrize("start", range(0, 300, 50))
def test_agree(start: int) -> None:
    assert list(disagreements(range(start, start + 50))) == []


@pytest.mark.slow
@pytest.mark.parametrize("start", range(1000, 1800, 100))
def test_agree_on_many_more(start: int) -> None:
    assert list(disagreements(range(start, start + 50))) == []


def test_a_difference_is_found() -> None:
    rng = Random(1)
    rubric = random_rubric(rng)
    one, other = random_answers(rng, rubric), random_answers(rng, rubric)
    found = differences(reference.score(rubric, one), engine_in_plain_terms.score(rubric, other))
    assert list(found)
