"""``greenpark report``: the gap report as HTML, JSON or PDF."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import pytest

from greenpark_assess.cli import inputs
from pond import ANSWERS, Command

ARGUMENTS = ("report", "answers.yaml", "--rubric", "pond.yaml")


@pytest.mark.parametrize(
    ("languages", "there", "missing"),
    [
        ("en", ["Pond Park", "Reuse rate"], ["池塘园区"]),
        ("zh", ["池塘园区", "重复利用率"], ["Pond Park"]),
        ("zh,en", ["池塘园区", "Pond Park"], []),
    ],
)
def test_html(greenpark: Command, languages: str, there: list[str], missing: list[str]) -> None:
    assert greenpark(*ARGUMENTS, "-o", "r.html", "--lang", languages).code == 0
    text = Path("r.html").read_text("utf-8")
    assert [word for word in there if word not in text] == []
    assert [word for word in missing if word in text] == []


def test_json_is_what_score_prints_with_a_date(greenpark: Command) -> None:
    greenpark(*ARGUMENTS, "-o", "r.json", "--date", "2026-03-31")
    scored = json.loads(greenpark("score", *ARGUMENTS[1:], "--format", "json").out)
    assert json.loads(Path("r.json").read_text("utf-8")) == {**scored, "date": "2026-03-31"}


def test_the_date_is_today_where_none_is_given(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inputs, "today", lambda: dt.date(2031, 5, 1))
    greenpark(*ARGUMENTS, "-o", "r.json")
    assert json.loads(Path("r.json").read_text("utf-8"))["date"] == "2031-05-01"


def test_standard_input(greenpark: Command) -> None:
    done = greenpark("report", "-", "--rubric", "pond.yaml", "-o", "r.html", stdin=ANSWERS)
    assert done.code == 0
    assert "r.html" in done.err


@pytest.mark.slow
def test_without_a_name_it_is_a_pdf_named_as_the_questionnaire(greenpark: Command) -> None:
    done = greenpark(*ARGUMENTS)
    assert done.code == 0
    assert "answers.pdf" in done.err
    assert Path("answers.pdf").read_bytes().startswith(b"%PDF-")


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        ("r.docx", 2, "allowed: .pdf, .html, .json"),
        ("report", 2, "the file's name has no ending"),
        ("r", 2, "allowed: .pdf, .html, .json"),
        ("old.html", 2, "--force"),
        ("lost/r.html", 3, "no folder 'lost'"),
        ("folder.html", 2, "this is a folder"),
    ],
)
def test_what_would_fail_at_the_end_is_refused_at_once(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch, output: str, code: int, said: str
) -> None:
    monkeypatch.setattr(inputs, "read_questionnaire", None)  # nothing is read before
    Path("old.html").write_text("old", "utf-8")
    Path("folder.html").mkdir()
    done = greenpark(*ARGUMENTS, "-o", output, "--lang", "en")
    assert done.code == code
    assert said in done.err
    assert Path("old.html").read_text("utf-8") == "old"


def test_force_replaces(greenpark: Command) -> None:
    Path("r.json").write_text("old", "utf-8")
    assert greenpark(*ARGUMENTS, "-o", "r.json", "--force").code == 0
    assert Path("r.json").read_text("utf-8") != "old"


@pytest.mark.parametrize("person", [True, False])
def test_who_waits_is_told_so(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch, *, person: bool
) -> None:
    monkeypatch.setattr(sys.stderr, "isatty", lambda: person)
    done = greenpark(*ARGUMENTS, "-o", "r.html", "--lang", "en")
    assert ("takes some seconds" in done.err) == person


def test_a_terminal_gets_no_pdf(greenpark: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    done = greenpark(*ARGUMENTS, "-o", "-", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "-o" in done.err


HOSTILE = {
    "html": "<script>alert(1)</script>",
    "formula": "=HYPERLINK(1)",
    "terminal": "\x1b[31mred\x1b[0m",
    "lines": "one\ntwo",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
@pytest.mark.parametrize("place", ["park", "note", "reason"])
def test_what_people_write_is_text_and_nothing_else(
    greenpark: Command, text: str, place: str
) -> None:
    quoted = json.dumps(text)
    answers = {
        "park": ANSWERS.replace("{en: Pond Park, zh: 池塘园区}", quoted),
        "note": ANSWERS.replace("600 m3", f"{{value: 600 m3, note: {quoted}}}"),
        "reason": ANSWERS.replace("600 m3", f"{{na: {quoted}}}"),
    }[place]
    Path("answers.yaml").write_text(answers, "utf-8")
    assert greenpark(*ARGUMENTS, "-o", "r.html").code == 0
    assert "<script>alert" not in Path("r.html").read_text("utf-8")
    for command in ("score", "gaps", "explain"):
        done = greenpark(command, *ARGUMENTS[1:])
        assert "\x1b" not in done.out + done.err
    done = greenpark("explain", "answers.yaml", "water.fresh", *ARGUMENTS[2:])
    assert (done.code, "\x1b" in done.out) == (0, False)
    rows = greenpark("gaps", *ARGUMENTS[1:], "--format", "csv").out.splitlines()
    assert [cell for row in rows for cell in row.split(",") if cell.startswith("=")] == []
