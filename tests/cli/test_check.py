"""``greenpark check``: what is wrong with a questionnaire, and how full it is."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pond import ANSWERS, Command

WRONG = ANSWERS.replace("600 m3", "600 kg") + "  water.plan: writen\n"


@pytest.mark.parametrize(
    ("answers", "code", "said"),
    [
        pytest.param(ANSWERS, 0, "2 of 3 questions answered (66%)", id="half"),
        pytest.param(ANSWERS + "  water.plan: written\n", 0, "3 of 3 questions", id="full"),
        pytest.param(WRONG, 1, "did you mean 'written'", id="option"),
        pytest.param(WRONG, 1, "answers.yaml:6:16", id="place"),
        pytest.param(WRONG, 1, "Errors found: 2", id="all at once"),
        pytest.param(ANSWERS + "  water.pln: none\n", 1, "'water.plan'", id="question"),
    ],
)
def test_findings(greenpark: Command, answers: str, code: int, said: str) -> None:
    Path("answers.yaml").write_text(answers, "utf-8")
    done = greenpark("check", "answers.yaml", "--rubric", "pond.yaml", "--lang", "en")
    assert done.code == code
    assert said in done.out


def test_the_next_step_is_a_command_that_works(greenpark: Command) -> None:
    done = greenpark("check", "answers.yaml", "--rubric", "pond.yaml", "--lang", "en")
    command = done.err.partition("greenpark ")[2].split()
    assert command == ["report", "answers.yaml", "--rubric", "pond.yaml"]
    assert greenpark(*command, "-o", "a.json").code == 0


def test_another_rubric_leaves_out_what_it_does_not_ask(greenpark: Command) -> None:
    other = ANSWERS.replace("pond@1.0", "lake@2") + "  lake.depth: 3 m\n"
    done = greenpark("check", "-", "--rubric", "pond.yaml", "--lang", "en", "--notes", stdin=other)
    assert done.code == 0
    assert "note: 'pond@1.0' has no question 'lake.depth'" in done.out


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "2 of 3 questions answered"), ("zh", "应填 3 项，已填 2 项")],
)
def test_speaks_both_languages(greenpark: Command, language: str, said: str) -> None:
    done = greenpark("check", "answers.yaml", "--rubric", "pond.yaml", "--lang", language)
    assert said in done.out


def test_standard_input(greenpark: Command) -> None:
    done = greenpark("check", "-", "--rubric", "pond.yaml", "--lang", "en", stdin=WRONG)
    assert done.code == 1
    assert "-:6:16: error" in done.out


@pytest.mark.parametrize(
    ("answers", "code", "found"),
    [
        pytest.param(WRONG, 1, "answer.not_an_option", id="wrong answer"),
        pytest.param("a: [", 3, "yaml.unclosed_bracket", id="no YAML at all"),
    ],
)
def test_json_holds_all_problems(greenpark: Command, answers: str, code: int, found: str) -> None:
    done = greenpark("check", "-", "--rubric", "pond.yaml", "--format", "json", stdin=answers)
    assert done.code == code
    assert found in {problem["code"] for problem in json.loads(done.out)}
    assert done.err == ""


def test_github_annotations(greenpark: Command) -> None:
    done = greenpark("check", "-", "--rubric", "pond.yaml", "--format", "github", stdin=WRONG)
    assert "\n::error file=-,line=6,col=16,title=answer.wrong_unit::" in done.out


@pytest.mark.parametrize(("option", "listed"), [("--notes", True), ("--no-notes", False)])
def test_notes_are_listed_on_demand(greenpark: Command, option: str, *, listed: bool) -> None:
    rubric = Path("pond.yaml").read_text("utf-8")
    wanted = rubric.replace("min: 0}", "min: 0, evidence: {en: Bills, zh: 水费单}}", 1)
    Path("pond.yaml").write_text(wanted, "utf-8")
    done = greenpark("check", "answers.yaml", "--rubric", "pond.yaml", option, "--lang", "en")
    assert ("note:" in done.out) == listed
