"""Worked cases whose answers stand in a questionnaire."""

from __future__ import annotations

from pathlib import Path

import pytest

from pond import ANSWERS, RUBRIC, Command

CASES = """\
cases:
  whole_park:
    questionnaire: {file}
    answers: {more}
    expect: {{total: {total}}}
"""


def check(
    greenpark: Command, *, file: str = "answers/2025.yaml", more: str = "{}", total: float
) -> str:
    Path("answers").mkdir(exist_ok=True)
    Path("answers/2025.yaml").write_text(ANSWERS, "utf-8")
    cases = CASES.format(file=file, more=more, total=total)
    Path("pond.yaml").write_text(RUBRIC + cases, "utf-8")
    return greenpark("rubric", "check", "pond.yaml", "--lang", "en").out


def test_the_answers_of_a_questionnaire_are_judged(greenpark: Command) -> None:
    # 400 of 1,000 m3 are used again: half of the 80 % for full points, with 3 of 4 weights.
    assert "nothing to complain about" in check(greenpark, total=37.5)
    assert "38.5" in check(greenpark, total=38.5)


def test_an_answer_of_the_case_comes_before_that_of_the_questionnaire(greenpark: Command) -> None:
    assert "nothing to complain about" in check(greenpark, more="{water.plan: written}", total=62.5)


FAULTS = [
    pytest.param("answers", "is no questionnaire", id="a folder"),
    pytest.param("/etc/passwd.yaml", "is no questionnaire", id="anywhere on the disk"),
    pytest.param("pond.yaml", "is no questionnaire", id="a rubric"),
]


@pytest.mark.parametrize(("file", "said"), FAULTS)
def test_a_questionnaire_that_is_none(greenpark: Command, file: str, said: str) -> None:
    out = check(greenpark, file=file, total=0)
    assert "pond.yaml:" in out
    assert said in out


def test_a_questionnaire_that_is_not_there_is_a_note(greenpark: Command) -> None:
    """Whoever copies a rubric's folder to change it need not copy its sample parks."""
    out = check(greenpark, file="answers/2026.yaml", total=0)
    assert "pond.yaml:35:20: note: there is no such file" in out
    assert "errors 0, warnings 0" in out
