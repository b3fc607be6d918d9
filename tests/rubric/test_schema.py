"""The JSON Schemas: fresh, and never stricter than the program."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from greenpark_assess.documents import read
from greenpark_assess.rubric.load import available, load_rubric
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.rubric.schema import answers_schema, rubric_schema

ROOT = Path(__file__).parents[2]
RUBRIC_FILES = sorted([*ROOT.glob("rubrics/**/*.yaml"), *ROOT.glob("tests/idioms/*.yaml")])
ANSWERS_FILES = sorted(ROOT.glob("tests/cases/*/*.yaml"))


def data(path: Path) -> Any:
    return read(path.read_text(encoding="utf-8"), path.name).data


def messages(schema: dict[str, Any], instance: object) -> list[str]:
    return [error.message for error in Draft202012Validator(schema).iter_errors(instance)]


# --- rubric files ---------------------------------------------------------------------


def test_the_kept_schema_is_fresh() -> None:
    kept = ROOT / "rubrics" / "rubric.schema.json"
    assert json.loads(kept.read_text(encoding="utf-8")) == rubric_schema(), (
        "renew it: ./run greenpark rubric schema > rubrics/rubric.schema.json"
    )


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(rubric_schema())


@pytest.mark.parametrize("path", RUBRIC_FILES, ids=lambda path: path.stem)
def test_rubric_files_fit_the_schema(path: Path) -> None:
    assert messages(rubric_schema(), data(path)) == []


WRONG = {
    "unknown section": "qestions: {}",
    "unknown key": "questions: {a: {text: A, kind: number, units: t}}",
    "unknown kind": "questions: {a: {text: A, kind: nmber}}",
    "bad id": "questions: {A b: {text: A, kind: number}}",
    "unknown aggregation": "dimensions: {d: {title: D, weight: 1, aggregate: mean}}",
    "negative weight": "dimensions: {d: {title: D, weight: -1}}",
    "no scale": "dimensions: {d: {title: D, weight: 1, indicators: {a: {title: A, weight: 1}}}}",
}


@pytest.mark.parametrize("text", WRONG.values(), ids=WRONG)
def test_the_schema_refuses(text: str) -> None:
    assert messages(rubric_schema(), read(text, "r.yaml").data)


def test_keys_are_explained_as_they_are_written() -> None:
    definitions = rubric_schema()["$defs"]
    assert "from" in definitions["Indicator"]["properties"]
    assert "for" in definitions["Question"]["properties"]
    assert "title" in definitions["Indicator"]["properties"]


# --- answers files --------------------------------------------------------------------

QUESTIONS = """\
rubric: {id: small, version: "1", title: {en: Small, zh: 小型}, languages: [en, zh]}
questions:
  w:
    text: {en: Fresh water, zh: 取水量}
    kind: number
    unit: m3
    help: {en: From all sources., zh: 含各类水源。}
    evidence: {en: Meter log, zh: 水表台账}
  y: {text: {en: Metered?, zh: 是否计量}, kind: yes_no}
  c:
    text: {en: Type, zh: 类型}
    kind: choice
    options: {mixed: {en: Mixed, zh: 综合型}, venous: {en: Venous, zh: 静脉型}}
  cs:
    text: {en: Facilities, zh: 设施}
    kind: choices
    options: {heat: {en: Heat, zh: 供热}, gas: {en: Gas, zh: 供气}}
  m:
    text: {en: Plan, zh: 规划}
    kind: maturity
    levels:
      - {en: None, zh: 无}
      - {en: Draft, zh: 草案}
      - {en: Done, zh: 已编制}
      - {en: Used, zh: 已实施}
      - {en: Audited, zh: 已评估}
"""

ACCEPTED = [
    "w: 1.2 Mm3",
    "w: 12",
    "w: '>= 50 m3'",
    "w: ",
    "w: {value: 5..8, quality: measured, target: 4 m3, evidence: [a.pdf], note: n}",
    "w: {na: no water}",
    "w: {value: , evidence: a.pdf}",
    "y: true",
    "y: yes",
    "y: 是",
    "c: mixed",
    "c: 综合型",
    "c: [mixed]",
    "c: {value: Mixed}",
    "cs: [heat, 供气]",
    "cs: heat, gas?",
    "cs: none",
    "cs: {heat: yes, gas: unknown}",
    "cs: {value: {heat: true}, note: n}",
    "m: 3",
    "m: 已实施",
    "m: 2..3",
]
REFUSED = ["x: 1", "w: [1]", "w: {vlaue: 1}", "w: {value: 1, quality: guessed}", "y: [true]"]


@pytest.fixture
def small(tmp_path: Path) -> Rubric:
    path = tmp_path / "rubric.yaml"
    path.write_text(QUESTIONS, encoding="utf-8")
    rubric = load_rubric(path).rubric
    assert rubric is not None
    return rubric


def with_answer(line: str) -> Any:
    head = "format: greenpark-answers/1\nrubric: small@1\npark: {id: p}\nperiod: 2025\nanswers:\n"
    return read(f"{head}  {line}\n", "answers.yaml").data


@pytest.mark.parametrize("line", ACCEPTED)
def test_every_form_of_an_answer_is_accepted(small: Rubric, line: str) -> None:
    assert messages(answers_schema(small, "en"), with_answer(line)) == []


@pytest.mark.parametrize("line", REFUSED)
def test_what_is_no_answer_is_refused(small: Rubric, line: str) -> None:
    assert messages(answers_schema(small, "en"), with_answer(line))


@pytest.mark.parametrize(
    ("kept", "fits"), [("", True), ("{gone: 5, other: {value: 3, note: n}}", True), ("5", False)]
)
def test_what_is_kept_may_look_like_anything(small: Rubric, kept: str, *, fits: bool) -> None:
    text = f"rubric: small@1\npark: {{id: p}}\nanswers:\nretired: {kept}\n"
    found = messages(answers_schema(small, "en"), read(text, "answers.yaml").data)
    assert (found == []) == fits


@pytest.mark.parametrize(
    ("language", "title", "explained", "option"),
    [
        ("en", "Fresh water", "Fresh water [m3]\nFrom all sources.\nMeter log", "Mixed"),
        ("zh", "取水量", "取水量 [m3]\n含各类水源。\n水表台账", "综合型"),
    ],
)
def test_questions_are_explained(
    small: Rubric, language: str, title: str, explained: str, option: str
) -> None:
    schema = answers_schema(small, language)
    Draft202012Validator.check_schema(schema)
    questions = schema["properties"]["answers"]["properties"]
    assert (questions["w"]["title"], questions["w"]["description"]) == (title, explained)
    assert {"const": "mixed", "description": option} in questions["c"]["anyOf"]


def samples() -> Iterator[tuple[Path, Rubric]]:
    """Yield the sample parks' answers with the shipped rubric that they name."""
    shipped = {one.name: one.path for one in available()}
    for path in ANSWERS_FILES:
        rubric = load_rubric(shipped[data(path)["rubric"]]).rubric
        assert rubric is not None
        yield path, rubric


@pytest.mark.parametrize("language", ["en", "zh"])
def test_sample_answers_fit_the_schema(language: str) -> None:
    checked = [messages(answers_schema(rubric, language), data(path)) for path, rubric in samples()]
    assert checked
    assert not any(checked)
