"""Scoring idioms of real standards as mini-rubrics in YAML, each with its own worked cases."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

import engine_in_plain_terms
from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.model import NotApplicable, Value
from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.rubric.model import Case, Question, Rubric
from reference import Given, Result, score
from worked_cases import differences

FOLDER = Path(__file__).parent / "idioms"
FILES = sorted(FOLDER.glob("*.yaml"))

Scorer: TypeAlias = Callable[[Rubric, Given], Result]
SCORERS: dict[str, Scorer] = {"reference": score, "engine": engine_in_plain_terms.score}


def read(path: Path) -> Rubric:
    loaded = load_rubric(path)
    assert loaded.rubric is not None, loaded.problems
    return loaded.rubric


def given(rubric: Rubric, case: Case) -> dict[str, Value | NotApplicable]:
    read = {name: _answer(rubric.questions[name], raw) for name, raw in case.answers.items()}
    return {name: value for name, value in read.items() if value is not None}


def _answer(question: Question, raw: object) -> Value | NotApplicable | None:
    if isinstance(raw, dict) and set(raw) == {"na"}:
        return NotApplicable(raw["na"])
    coerced = coerce(question, raw)
    return None if coerced is None else coerced.value


def cases() -> Iterator[tuple[str, str]]:
    for path in FILES:
        for name in read(path).cases:
            yield path.stem, name


@pytest.mark.parametrize("scorer", list(SCORERS.values()), ids=list(SCORERS))
@pytest.mark.parametrize(("idiom", "case"), list(cases()))
def test_worked_case(idiom: str, case: str, scorer: Scorer) -> None:
    rubric = read(FOLDER / f"{idiom}.yaml")
    worked = rubric.cases[case]
    assert list(differences(worked, scorer(rubric, given(rubric, worked)))) == []


@pytest.mark.parametrize("scorer", list(SCORERS.values()), ids=list(SCORERS))
def test_every_case_can_fail(scorer: Scorer) -> None:
    rubric = read(FOLDER / "t01_linear.yaml")
    worked, other = rubric.cases["half_way"], rubric.cases["at_leading"]
    assert list(differences(worked, scorer(rubric, given(rubric, other)))) == [
        "total: 4.0 wanted, 8.0 found",
        "points.factory.renewable: 50.0 wanted, 100.0 found",
    ]


@pytest.mark.parametrize("scorer", list(SCORERS.values()), ids=list(SCORERS))
def test_a_missing_year_is_provisional(scorer: Scorer) -> None:
    rubric = read(FOLDER / "t13_three_years.yaml")
    provisional = {
        name: scorer(rubric, given(rubric, case)).provisional for name, case in rubric.cases.items()
    }
    assert provisional == {"all_years": False, "a_year_is_missing": True}


def test_ten_published_countries() -> None:
    assert len(read(FOLDER / "hdi.yaml").cases) >= 10
