"""Sample parks whose answers stand in questionnaires, held against the plain reference scorer.

`rubric check` runs the same cases through the engine. A number that was copied from there would
prove nothing, so each has to come out of the reference as well.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from greenpark_assess.answers.entry import read_entry
from greenpark_assess.documents import read
from greenpark_assess.rubric.case_files import with_case_files
from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.rubric.model import Case, Rubric
from reference import Given, Result, score
from worked_cases import differences

ROOT = Path(__file__).parent.parent
FOLDER = ROOT / "rubrics" / "green-park"
WRITTEN = read((FOLDER / "cases-parks.yaml").read_text(encoding="utf-8"), "cases-parks.yaml").data
CASES = list(WRITTEN["cases"])
WHOLE = {"total", "low", "high", "coverage", "level", "possible", "scores", "points"}


@cache
def rubric() -> Rubric:
    """Return the rubric with the answers of the parks in its cases."""
    loaded = with_case_files(load_rubric(FOLDER / "rubric.yaml"))
    assert loaded.rubric is not None, loaded.problems
    assert loaded.problems == ()
    return loaded.rubric


def given(case: Case) -> Given:
    entries = {
        name: read_entry(rubric().questions[name], raw)[0] for name, raw in case.answers.items()
    }
    return {name: entry.value for name, entry in entries.items() if entry is not None}


@cache
def judged(name: str) -> Result:
    return score(rubric(), given(rubric().cases[name]), gains=False)


@pytest.mark.parametrize("name", CASES)
def test_the_reference_comes_to_the_same_numbers(name: str) -> None:
    assert list(differences(rubric().cases[name], judged(name))) == []


@pytest.mark.parametrize("name", CASES)
def test_a_case_says_how_the_whole_park_comes_out(name: str) -> None:
    expect = rubric().cases[name].expect
    assert expect.model_fields_set >= WHOLE
    left = {name for name, state in expect.status.items() if state == "not_applicable"}
    assert set(expect.scores) | (left & set(rubric().dimensions)) == set(rubric().dimensions)


def test_another_year_would_be_noticed() -> None:
    found = list(
        differences(rubric().cases["processing_park_2025"], judged("processing_park_2024"))
    )
    assert "level: bronze wanted,  found" in found
    assert any(line.startswith("points.enterprise.water.reuse:") for line in found)


def test_the_processing_park_gets_worse_once_and_clearly() -> None:
    """The year of growth: more firms on the old treatment plant, and the law no longer kept."""
    worse = [
        "symbiosis.infrastructure.wwtp_load",
        "symbiosis.infrastructure.wastewater_to_standard",
        "enterprise.pollutants.compliance",
        "capacity.training.violations",
    ]
    before, grown, after = (
        [judged(f"processing_park_{year}").indicators[name].points or 0 for name in worse]
        for year in (2023, 2024, 2025)
    )
    assert all(now < then - 25 for now, then in zip(grown, before, strict=True))
    assert all(later > now + 25 for later, now in zip(after, grown, strict=True))
