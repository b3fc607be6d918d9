"""``greenpark rubric``: list, show, check and schema."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from pond import RUBRIC, Command
from versions import NEW, OLD


def test_list(greenpark: Command) -> None:
    done = greenpark("rubric", "list", "--lang", "zh")
    listed = {line.split("@")[0] for line in done.out.splitlines()}
    assert {"green-park", "green-park-textile"} <= listed
    assert "绿色工业园区" in done.out
    assert "greenpark new green-park answers.yaml" in done.err


@pytest.mark.parametrize(("language", "title"), [("en", "Reuse rate"), ("zh", "重复利用率")])
def test_show(greenpark: Command, language: str, title: str) -> None:
    out = greenpark("rubric", "show", "pond.yaml", "--lang", language).out
    assert "75.0 %" in out
    assert title in out


FAULTS = [
    pytest.param(RUBRIC, 0, "nothing to complain about", id="fine"),
    pytest.param(
        RUBRIC.replace("water.reused / (", "water.reusd / ("), 1, "pond.yaml:23:16: error", id="id"
    ),
    pytest.param(
        RUBRIC.replace("water.reused / (water", "water.reused * (water"), 1, "m3", id="unit"
    ),
    pytest.param(RUBRIC + "cases: {a: {answers: {}, expect: {total: 3}}}\n", 1, "3", id="case"),
    pytest.param("a: [", 3, "never closed", id="no YAML"),
    pytest.param("", 3, "empty", id="empty"),
    pytest.param("format: greenpark-answers/1\n", 3, "answers of a park", id="answers"),
    pytest.param("schema: greenpark-assessment/1\n", 3, "result of an", id="assessment"),
]


@pytest.mark.parametrize(("text", "code", "said"), FAULTS)
def test_check(greenpark: Command, text: str, code: int, said: str) -> None:
    Path("pond.yaml").write_text(text, "utf-8")
    done = greenpark("rubric", "check", "pond.yaml", "--lang", "en")
    assert done.code == code
    assert said in done.out


def test_cases_can_be_left_out(greenpark: Command) -> None:
    wrong = RUBRIC + "cases: {a: {answers: {}, expect: {total: 3}}}\n"
    Path("pond.yaml").write_text(wrong, "utf-8")
    assert greenpark("rubric", "check", "pond.yaml", "--no-cases").code == 0


@pytest.mark.parametrize(("name", "code"), [("pond.yaml", 0), ("lost.yaml", 3), ("gren-park", 3)])
def test_check_as_json(greenpark: Command, name: str, code: int) -> None:
    done = greenpark("rubric", "check", name, "--format", "json")
    assert (done.code, done.err) == (code, "")
    assert len(json.loads(done.out)) == (1 if code else 0)


def test_schemas(greenpark: Command) -> None:
    rubric = json.loads(greenpark("rubric", "schema").out)
    assert "dimensions" in rubric["properties"]
    answers = json.loads(greenpark("rubric", "schema", "pond.yaml", "--lang", "zh").out)
    assert answers["title"] == "池塘评价"


@pytest.mark.parametrize("command", ["show", "schema"])
def test_a_rubric_with_errors_is_neither_shown_nor_described(
    greenpark: Command, command: str
) -> None:
    Path("pond.yaml").write_text(RUBRIC.replace("weight: 3", "wieght: 3"), "utf-8")
    done = greenpark("rubric", command, "pond.yaml", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "did you mean 'weight'" in done.err


def test_sources(greenpark: Command) -> None:
    sentences = (
        "sources: {brief: {title: {en: The brief, zh: 简报}}}\n"
        "sentences: {S.1: {source: brief, place: {en: p. 1, zh: 第1页},"
        " text: {en: Save., zh: 节约。}}}\n"
    )
    Path("pond.yaml").write_text(RUBRIC + sentences, "utf-8")
    done = greenpark("rubric", "show", "pond.yaml", "--sources", "--lang", "en")
    assert done.code == 1
    assert "no indicator judges this" in done.out
    assert greenpark("rubric", "show", "pond.yaml").code == 0


def test_effort(greenpark: Command) -> None:
    done = greenpark("rubric", "check", "pond.yaml", "--effort", "--lang", "en")
    assert done.code == 0
    assert "Good: 1 of 2 indicators at their most points reach it (total 75.0)" in done.out
    assert "Every indicator alone can move the total by 0.2 points or more." in done.out


# --- diff -------------------------------------------------------------------------------------


@pytest.fixture
def versions(folder: Path) -> None:
    del folder
    Path("old.yaml").write_text(OLD, "utf-8")
    Path("new.yaml").write_text(NEW, "utf-8")


@pytest.mark.usefixtures("versions")
def test_diff(greenpark: Command) -> None:
    done = greenpark("rubric", "diff", "old.yaml", "new.yaml", "--lang", "en")
    headings = [line for line in done.out.splitlines() if line[:1].strip()]
    assert (done.code, done.err) == (1, "")
    assert headings == [
        "yard@1.0 → yard@2.0",
        "Cannot be compared: 3",
        "Needs a look: 7",
        "Other points or levels for the same fact: 4",
        "Compatible: 1",
        "Unchanged: 2",
    ]
    assert "  question site.fax\n    'site.fax' is gone: Nobody has any.\n" in done.out
    chinese = greenpark("rubric", "diff", "old.yaml", "new.yaml", "--lang", "zh").out
    assert "不可比：3 项\n  填报项 site.green\n" in chinese


@pytest.mark.usefixtures("versions")
def test_diff_as_json(greenpark: Command) -> None:
    done = greenpark("rubric", "diff", "old.yaml", "new.yaml", "--format", "json", "--lang", "en")
    data = json.loads(done.out)
    assert (done.code, data["breaks"], data["declared"]) == (1, True, True)
    (renamed,) = (one for one in data["items"] if one["old"] == ["water.intake"])
    assert renamed == {
        "part": "question",
        "old": ["water.intake"],
        "new": ["water.fresh"],
        "effect": "compatible",
        "changes_score": False,
        "findings": [
            {
                "effect": "compatible",
                "code": "versions.renamed",
                "message": "has a new id; it was 'water.intake' and is 'water.fresh'",
            },
            {"effect": "compatible", "code": "versions.text", "message": "it has other words"},
        ],
    }


@pytest.mark.usefixtures("versions")
def test_diff_without_declaration_says_so(greenpark: Command) -> None:
    done = greenpark("rubric", "diff", "old.yaml", "old.yaml", "--lang", "en")
    assert (done.code, "compared by their content alone" in done.err) == (0, True)
    assert greenpark("rubric", "diff", "old.yaml", "lost.yaml").code == 3
