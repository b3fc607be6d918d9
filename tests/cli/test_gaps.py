"""``greenpark gaps``: where the points are lost, the costliest first."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

from pond import ANSWERS, Command

ARGUMENTS = ("gaps", "answers.yaml", "--rubric", "pond.yaml")


@pytest.mark.parametrize(
    ("language", "lines"),
    [
        (
            "en",
            [
                ["lost", "gain", "indicator", "your value", "full points at", "id"],
                ["37.5", "+37.5", "Reuse rate", "40%", "≥ 80%", "water.reuse"],
                ["25.0", "+25.0", "Water plan", "unanswered", "Written", "water.plan"],
            ],
        ),
        (
            "zh",
            [
                ["失分", "可提高", "指标", "填报值", "满分值", "编号"],
                ["37.5", "+37.5", "重复利用率", "40%", "≥ 80%", "water.reuse"],
                ["25.0", "+25.0", "节水规划", "未填报", "已编制", "water.plan"],
            ],
        ),
    ],
)
def test_table(greenpark: Command, language: str, lines: list[list[str]]) -> None:
    done = greenpark(*ARGUMENTS, "--lang", language)
    shown = [[cell.strip() for cell in line.split("  ") if cell] for line in done.out.splitlines()]
    assert shown == lines


def test_json_and_csv_hold_the_same(greenpark: Command) -> None:
    records = json.loads(greenpark(*ARGUMENTS, "--format", "json").out)
    rows = list(csv.DictReader(io.StringIO(greenpark(*ARGUMENTS, "--format", "csv").out)))
    as_cells = [{k: "" if v is None else str(v) for k, v in one.items()} for one in records]
    assert rows == as_cells
    assert [record["lost"] for record in records] == [37.5, 25.0]


def test_top(greenpark: Command) -> None:
    records = json.loads(greenpark(*ARGUMENTS, "--format", "json", "--top", "1").out)
    assert [record["indicator"] for record in records] == ["water.reuse"]


@pytest.mark.parametrize("form", ["text", "json", "csv"])
def test_a_park_without_gaps(greenpark: Command, form: str) -> None:
    full = ANSWERS.replace("400 m3", "9000 m3") + "  water.plan: written\n"
    Path("answers.yaml").write_text(full, "utf-8")
    done = greenpark(*ARGUMENTS, "--format", form, "--lang", "en")
    expected = {"text": "There are no gaps.\n", "json": "[]\n"}
    assert done.code == 0
    assert done.out == expected.get(form, done.out)
    assert "water" not in done.out
