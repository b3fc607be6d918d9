"""``greenpark explain``: one number, down to answers and rule."""

from __future__ import annotations

import pytest

from pond import ANSWERS, Command


def lines(greenpark: Command, *arguments: str, answers: str = ANSWERS) -> list[str]:
    done = greenpark("explain", "-", *arguments, "--rubric", "pond.yaml", stdin=answers)
    assert done.code == 0
    return [line.strip() for line in done.out.splitlines()]


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("total", "en", ["Total: 37.5  [37.5–62.5]", "Joined by: weighted mean"]),
        ("total", "zh", ["总分：37.5  [37.5–62.5]", "汇总方式：加权算术平均"]),
        ("water", "en", ["Water: 37.5  [37.5–62.5]"]),
        (
            "water.reuse",
            "en",
            [
                "Reuse rate  (water.reuse)",
                "value: 40%",
                "worked out as: water.reused / (water.fresh + water.reused)",
                "full points at: ≥ 80%",
                "rule: value → points: 0 → 0, 80 → 100",
                "points: 50.0",
                "points lost: 37.5",
                "water.fresh = 600 m³   (Fresh water taken)",
            ],
        ),
        (
            "water.plan",
            "zh",
            [
                "评分规则：各选项得分：无规划 → 0, 已编制 → 100",
                "状态：未填报",
                "得分：0.0  [0.0–100.0]",
                "前置条件：water.plan == written – 待定",
            ],
        ),
        ("water.fresh", "zh", ["原始填写：600 m3", "water.reuse  重复利用率"]),
    ],
)
def test_says(greenpark: Command, name: str, language: str, said: list[str]) -> None:
    shown = lines(greenpark, name, "--lang", language)
    assert [line for line in said if line not in shown] == []


def test_the_total_is_explained_where_no_id_is_given(greenpark: Command) -> None:
    assert lines(greenpark) == lines(greenpark, "total")


def test_an_answer_with_all_that_was_said_about_it(greenpark: Command) -> None:
    long = "{value: 0.6 Mm3, note: two wells, quality: estimated, evidence: [bills.pdf]}"
    answers = ANSWERS.replace("600 m3", long)
    shown = lines(greenpark, "water.fresh", "--lang", "en", answers=answers)
    said = ["as written: 0.6 Mm3", "note: two wells", "known by: estimated", "evidence: bills.pdf"]
    assert [line for line in said if line not in shown] == []


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        ("{na: no wells}", "state: not applicable – an answer that it needs is declared not"),
        ("", "state: unanswered"),
    ],
)
def test_why_there_is_no_value(greenpark: Command, answer: str, said: str) -> None:
    answers = ANSWERS.replace("600 m3", answer)
    shown = lines(greenpark, "water.reuse", "--lang", "en", answers=answers)
    assert [line for line in shown if line.startswith(said)]


def test_an_unknown_id(greenpark: Command) -> None:
    arguments = ("explain", "answers.yaml", "water.reus", "--rubric", "pond.yaml", "--lang")
    done = greenpark(*arguments, "en")
    assert (done.code, done.out) == (2, "")
    assert "did you mean 'water.reuse" in done.err
    assert "是否应为" in greenpark(*arguments, "zh").err
