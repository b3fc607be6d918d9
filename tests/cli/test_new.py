"""``greenpark new``: a blank questionnaire."""

from __future__ import annotations

import datetime as dt
import json
from pathlib import Path

import pytest

from greenpark_assess.cli import inputs
from pond import Command


def test_a_blank_questionnaire_is_valid_and_about_last_year(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "today", lambda: dt.date(2031, 1, 1))
    assert greenpark("new", "green-park", "blank.yaml").code == 0
    assert '\nperiod: "2030"\n' in Path("blank.yaml").read_text("utf-8")
    assert greenpark("check", "blank.yaml").code == 0


def test_the_schema_that_its_first_line_names_stands_beside_it(greenpark: Command) -> None:
    Path("parks").mkdir()
    greenpark("new", "pond.yaml", "parks/blank.yaml", "--lang", "zh")
    first = Path("parks/blank.yaml").read_text("utf-8").splitlines()[0]
    schema = json.loads(Path("parks", first.partition("$schema=")[2]).read_text("utf-8"))
    assert schema["properties"]["answers"]["properties"]["water.fresh"]["title"] == "新鲜水用量"


def test_a_schema_of_that_name_stays(greenpark: Command) -> None:
    Path("pond-1.0.schema.json").write_text("mine", "utf-8")
    assert greenpark("new", "pond.yaml", "blank.yaml").code == 0
    assert Path("pond-1.0.schema.json").read_text("utf-8") == "mine"


def test_standard_output_gets_the_questionnaire_and_nothing_else(greenpark: Command) -> None:
    done = greenpark("new", "pond.yaml", "-", "--lang", "zh,en")
    assert done.out.startswith("# yaml-language-server")
    assert "新鲜水用量" in done.out
    assert "Fresh water taken" in done.out
    assert done.err == ""
    assert not Path("pond-1.0.schema.json").exists()


def test_a_rubric_of_ones_own_is_named_by_its_file(greenpark: Command) -> None:
    Path("2026").mkdir()
    done = greenpark("new", "pond.yaml", "2026/my pond.yaml", "--lang", "en")
    assert 'greenpark check "2026/my pond.yaml"\n' in done.err
    assert "\nrubric: ../pond.yaml\n" in Path("2026/my pond.yaml").read_text(encoding="utf-8")
    assert greenpark("check", "2026/my pond.yaml").code == 0


def test_an_existing_file_stays(greenpark: Command) -> None:
    before = Path("answers.yaml").read_bytes()
    done = greenpark("new", "pond.yaml", "--lang", "en")
    assert (done.code, Path("answers.yaml").read_bytes()) == (2, before)
    assert "--force" in done.err
    assert greenpark("new", "pond.yaml", "--force").code == 0
    assert Path("answers.yaml").read_bytes() != before


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        pytest.param(("pond.yaml", "a.xlsx"), 2, "did you mean 'a.yaml'", id="a workbook"),
        pytest.param(("pond.yaml", "a.json"), 2, "end in .yaml", id="json"),
        pytest.param(("pond.yaml", "a"), 2, "did you mean 'a.yaml'", id="no ending"),
        pytest.param(("a.yaml",), 2, "greenpark new green-park a.yaml", id="rubric forgotten"),
        pytest.param(("greenpark", "b.yaml"), 3, "did you mean 'green-park'", id="unknown rubric"),
        pytest.param(("green-park@9", "b.yaml"), 3, "not there in version 9", id="unknown version"),
        pytest.param(("pond.yaml", "lost/a.yaml"), 3, "no folder 'lost'", id="folder missing"),
        pytest.param(("answers.yaml", "b.yaml"), 3, "answers of a park", id="answers as rubric"),
    ],
)
def test_refusals(greenpark: Command, arguments: tuple[str, ...], code: int, said: str) -> None:
    before = sorted(Path().iterdir())
    done = greenpark("new", *arguments, "--lang", "en")
    assert done.code == code
    assert said in done.err
    assert sorted(Path().iterdir()) == before
