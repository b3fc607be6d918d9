"""What holds for the rubrics that come along, beyond what `rubric check` asks of every rubric."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from greenpark_assess.rubric.case_files import with_case_files
from greenpark_assess.rubric.check import check_rubric
from greenpark_assess.rubric.load import available, find_rubric, load_rubric
from greenpark_assess.rubric.trace import trace
from greenpark_assess.scoring.cases import run_cases

SHIPPED = [one.name for one in available()]


def recommendations(name: str) -> dict[str, tuple[str, ...]]:
    """Return the recommendations of a shipped rubric with those that they interact with."""
    rubric = load_rubric(find_rubric(name)).rubric
    assert rubric is not None
    return {one: measure.interacts for one, measure in rubric.recommendations.items()}


@pytest.mark.parametrize("name", SHIPPED)
def test_measures_that_overlap_name_each_other(name: str) -> None:
    """A measure of a part that all share cannot name one that only a single rubric adds."""
    named, shared = recommendations(name), recommendations("green-park")
    one_sided = [
        (one, other)
        for one, others in named.items()
        for other in others
        if one not in named[other] and (one in shared) == (other in shared)
    ]
    assert one_sided == []


@pytest.mark.parametrize("name", SHIPPED)
def test_there_is_nothing_to_complain_about(name: str) -> None:
    loaded = with_case_files(load_rubric(find_rubric(name)))
    assert loaded.problems == ()
    assert check_rubric(loaded, run_cases) == ()


@pytest.mark.parametrize("name", SHIPPED)
def test_every_sentence_of_the_source_documents_is_judged_and_helped(name: str) -> None:
    rubric = load_rubric(find_rubric(name)).rubric
    assert rubric is not None
    assert len(rubric.sentences) == 65
    assert [one.sentence for one in trace(rubric) if not one.complete] == []


PARTS = [
    pytest.param("  enterprise.water.reuse:", id="an indicator of a measure"),
    pytest.param("  planning.risk.incidents:", id="a prerequisite of a level"),
    pytest.param("  enterprise.energy.elasticity:", id="an indicator of a case"),
]


@pytest.mark.parametrize("key", PARTS)
def test_what_others_refer_to_cannot_be_renamed_alone(key: str, tmp_path: Path) -> None:
    """An author who renames an indicator hears of every place that still names it."""
    shutil.copytree(find_rubric("green-park").parents[1], tmp_path / "rubrics")
    folder = tmp_path / "rubrics" / "green-park"
    for path in folder.glob("*.yaml"):
        text = path.read_text(encoding="utf-8")
        if path.stem in {"enterprise", "planning"}:
            path.write_text(text.replace(f"{key}\n", f"{key[:-1]}_x:\n"), "utf-8")
    problems = check_rubric(load_rubric(folder / "rubric.yaml"))
    errors = [one for one in problems if one.severity == "error"]
    assert errors
    assert {one.details["name"] for one in errors} == {key.strip(" :")}
    assert all(one.details.get("meant") == f"{key.strip(' :')}_x" for one in errors)
