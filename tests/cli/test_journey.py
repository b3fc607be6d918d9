"""A newcomer's way in an empty folder: new, fill in, check, score, gaps, explain, report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from greenpark_assess.rubric.load import find_rubric, load_rubric
from pond import Command

RUBRIC = load_rubric(find_rubric("green-park")).rubric
QUESTIONS = RUBRIC.questions if RUBRIC else ()


@pytest.mark.parametrize("language", ["en", "zh"])
def test_every_step_works_and_names_the_next(greenpark: Command, language: str) -> None:
    def step(*arguments: str) -> tuple[str, str]:
        done = greenpark(*arguments, "--lang", language)
        assert done.code == 0, done
        return done.out, done.err

    _, err = step("new", "green-park", "mine.yaml")
    assert "greenpark check mine.yaml" in err
    out, err = step("check", "mine.yaml")
    assert str(len(QUESTIONS)) in out
    assert "greenpark report mine.yaml" in err
    fill("mine.yaml", {"water.fresh": "1.2 Mm3", "water.reused": "3.6 Mm3"})
    out, err = step("score", "mine.yaml")
    assert "greenpark gaps mine.yaml" in err
    out, err = step("gaps", "mine.yaml", "--top", "3")
    assert "greenpark explain mine.yaml" in err
    name = out.splitlines()[1].split()[-1]
    assert name in step("explain", "mine.yaml", name)[0]
    assert "75%" in step("explain", "mine.yaml", "enterprise.water.reuse")[0]
    _, err = step("report", "mine.yaml", "-o", "mine.html")
    assert "mine.html" in err
    step("report", "mine.yaml", "-o", "mine.json")
    assert json.loads(Path("mine.json").read_text("utf-8"))["park"]["id"] == "my-park"


def fill(file: str, answers: dict[str, str]) -> None:
    text = Path(file).read_text("utf-8")
    for name, value in answers.items():
        assert f"  {name}:\n" in text
        text = text.replace(f"  {name}:\n", f"  {name}: {value}\n")
    Path(file).write_text(text, "utf-8")
