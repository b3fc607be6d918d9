"""``greenpark score``: the assessment for people, programs and spreadsheets."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest

from pond import ANSWERS, Command

ARGUMENTS = ("score", "answers.yaml", "--rubric", "pond.yaml")


@pytest.fixture
def assessment(greenpark: Command) -> dict[str, Any]:
    done = greenpark(*ARGUMENTS, "--format", "json")
    assert (done.code, done.err) == (0, "")
    found: dict[str, Any] = json.loads(done.out)
    return found


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("total.score", 37.5),
        ("total.low", 37.5),
        ("total.high", 62.5),
        ("total.coverage", 75.0),
        ("level.reached", None),
        ("level.possible", "good"),
        ("nodes.water.score", 37.5),
        ("nodes.water.low", 37.5),
        ("nodes.water.high", 62.5),
        ("nodes.water.status", "unanswered"),
        ("indicators.water;reuse.value", 40.0),
        ("indicators.water;reuse.points", 50.0),
        ("indicators.water;reuse.low", 50.0),
        ("indicators.water;reuse.high", 50.0),
        ("indicators.water;reuse.status", "answered"),
        ("indicators.water;reuse.weight", 75.0),
        ("indicators.water;reuse.lost", 37.5),
        ("indicators.water;reuse.gain", 37.5),
    ],
)
def test_documented_keys(assessment: dict[str, Any], path: str, value: object) -> None:
    found: Any = assessment
    for key in path.split("."):
        found = found[key.replace(";", ".")]
    assert found == value


def test_csv_has_a_line_per_indicator(greenpark: Command) -> None:
    rows = list(csv.DictReader(io.StringIO(greenpark(*ARGUMENTS, "--format", "csv").out)))
    assert [row["indicator"] for row in rows] == ["water.reuse", "water.plan"]
    assert rows[0]["points"] == "50.0"
    assert rows[1]["value"] == ""


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", ["Pond Park scores 37.5", "37.5–62.5", "Reuse rate", "40%", "Water plan"]),
        ("zh", ["池塘园区综合得分 37.5", "37.5–62.5", "重复利用率", "40%", "节水规划"]),
    ],
)
def test_one_screen_for_people(greenpark: Command, language: str, said: list[str]) -> None:
    done = greenpark(*ARGUMENTS, "--lang", language)
    assert [text for text in said if text not in done.out] == []
    assert "greenpark report answers.yaml --rubric pond.yaml" in done.err


def test_lines_fit_a_terminal(greenpark: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")
    finding = greenpark(*ARGUMENTS, "--lang", "en").out.partition("\n\n")[0]
    assert max(map(len, finding.splitlines())) <= 40


def test_errors_have_to_be_mended_first(greenpark: Command) -> None:
    wrong = ANSWERS.replace("600 m3", "600 kg")
    done = greenpark("score", "-", "--rubric", "pond.yaml", "--lang", "en", stdin=wrong)
    assert (done.code, done.out) == (1, "")
    assert "-:6:16: error" in done.err
    assert "Errors in -: 1" in done.err
