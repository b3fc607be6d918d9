"""A folder with a small rubric and one park's answers to it, and the command to run there."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from greenpark_assess.cli import run

RUBRIC = """\
rubric:
  id: pond
  version: "1.0"
  title: {en: Pond check, zh: 池塘评价}
  languages: [en, zh]
topics:
  water: {en: Water, zh: 用水}
questions:
  water.fresh: {text: {en: Fresh water taken, zh: 新鲜水用量}, kind: number, unit: m3, min: 0}
  water.reused: {text: {en: Water used again, zh: 重复用水量}, kind: number, unit: m3, min: 0}
  water.plan:
    text: {en: How far is the plan?, zh: 节水规划进展}
    kind: choice
    options: {none: {en: No plan, zh: 无规划}, written: {en: Written, zh: 已编制}}
dimensions:
  water:
    title: {en: Water, zh: 用水}
    weight: 1
    indicators:
      water.reuse:
        title: {en: Reuse rate, zh: 重复利用率}
        weight: 3
        value: water.reused / (water.fresh + water.reused)
        unit: "%"
        scale: {points: {0: 0, 80: 100}}
      water.plan:
        title: {en: Water plan, zh: 节水规划}
        weight: 1
        scale: {options: {none: 0, written: 100}}
        prerequisite: water.plan == written
levels:
  good: {title: {en: Good, zh: 良好}, from: 50}
"""
ANSWERS = """\
format: greenpark-answers/1
rubric: pond@1.0
park: {id: pond-park, name: {en: Pond Park, zh: 池塘园区}}
period: "2025"
answers:
  water.fresh: 600 m3
  water.reused: 400 m3
"""


class Done(NamedTuple):
    """How a command ended, and what it wrote."""

    code: int
    out: str
    err: str


Command = Callable[..., Done]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with ``pond.yaml`` and ``answers.yaml``."""
    monkeypatch.chdir(tmp_path)
    Path("pond.yaml").write_text(RUBRIC, encoding="utf-8")
    Path("answers.yaml").write_text(ANSWERS, encoding="utf-8")
    return tmp_path


@pytest.fixture
def greenpark(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """Run the command in this process; what it reads and writes is text."""
    del folder

    def command(*arguments: str, stdin: str = "") -> Done:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin.encode())))
        capsys.readouterr()
        code = run(arguments)
        return Done(code, *capsys.readouterr())

    return command
