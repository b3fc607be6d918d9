"""A redacted report: nothing that names the park or that a person wrote, anywhere in it."""

from __future__ import annotations

import copy
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.pdf import pdf
from greenpark_assess.report.redact import WITHHELD, redacted
from greenpark_assess.rubric.model import Rubric
from pages import said
from pond import ANSWERS, Command
from small_park import ASSESSMENT

WORD = "Confidential"


def telling() -> Assessment:
    """Return the small park's assessment with a secret in every text that a person writes."""
    told: dict[str, Any] = copy.deepcopy(ASSESSMENT)
    told["park"] = {
        "id": f"{WORD}-id",
        "name": {"en": f"{WORD} Park", "zh": f"{WORD}园区"},
        "country": f"{WORD} country",
        "about": {"en": f"{WORD} about"},
    }
    told["indicators"]["water.cascade"]["because"] = f"{WORD} cause"
    for answer in told["answers"].values():
        answer |= {
            "written": f"{WORD} writing",
            "note": f"{WORD} note",
            "evidence": [f"{WORD}/evidence.pdf", f"{WORD} bills"],
        }
    told["answers"]["water.steps"]["reason"] = f"{WORD} reason"
    return Assessment.model_validate(told)


@pytest.fixture
def withheld(rubric: Rubric) -> Page:
    return page(rubric, redacted(telling()), ("zh", "en"))


def test_the_secret_is_in_the_report_that_is_not_redacted(rubric: Rubric) -> None:
    """So that the tests below can fail."""
    assert html(page(rubric, telling(), ("zh", "en"))).count(WORD) > 20


@pytest.mark.parametrize("brief", [False, True], ids=["whole", "brief"])
def test_html(withheld: Page, brief: bool) -> None:  # noqa: FBT001
    assert WORD not in html(withheld, brief=brief)


def test_json() -> None:
    assert WORD not in redacted(telling()).model_dump_json()


@pytest.mark.slow
def test_pdf(withheld: Page, tmp_path: Path) -> None:
    data = pdf(withheld)
    with pikepdf.open(io.BytesIO(data)) as file:
        file.save(
            tmp_path / "plain.pdf",
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
        )
        assert WORD not in str(file.docinfo)
    raw = (tmp_path / "plain.pdf").read_bytes()
    assert WORD.encode() not in raw
    assert WORD.encode("utf-16-be") not in raw
    if shutil.which("pdftotext"):
        command = ["pdftotext", tmp_path / "plain.pdf", "-"]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
        assert WITHHELD in done.stdout
        assert WORD not in done.stdout


def test_every_number_stays(rubric: Rubric, english: Page) -> None:
    told = page(rubric, redacted(Assessment.model_validate(ASSESSMENT)), ("en",))
    assert told.cover.score == english.cover.score
    assert told.method == english.method
    assert told.chapters[0].groups == english.chapters[0].groups
    assert said(told.cover.park) == WITHHELD


def test_that_there_is_a_note_or_evidence_can_still_be_seen(withheld: Page) -> None:
    remarks = [
        entry for topic in withheld.annex.topics for row in topic.rows for entry in row.remarks
    ]
    assert {said(entry.text) for entry in remarks if WITHHELD in said(entry.text)} == {
        WITHHELD,
        f"{WITHHELD}\n{WITHHELD}",
    }


@pytest.mark.parametrize("ending", ["html", "json", pytest.param("pdf", marks=pytest.mark.slow)])
def test_the_command_writes_nothing_of_it(greenpark: Command, ending: str) -> None:
    note = json.dumps(f"{WORD} note")
    answers = ANSWERS.replace("Pond Park", f"{WORD} Park").replace("池塘园区", f"{WORD}园区")
    answers = answers.replace("pond-park", WORD.lower())
    answers = answers.replace("600 m3", f"{{value: 600 m3, note: {note}, evidence: [{note}]}}")
    Path("answers.yaml").write_text(answers, "utf-8")
    target = f"r.{ending}"
    done = greenpark("report", "answers.yaml", "--rubric", "pond.yaml", "--redact", "-o", target)
    assert done.code == 0, done.err
    raw = Path(target).read_bytes()
    assert WORD.lower().encode() not in raw.lower()
    if ending == "pdf":
        with pikepdf.open(io.BytesIO(raw)) as file:
            assert list(file.attachments) == ["assessment.json"]
            inside = file.attachments["assessment.json"].get_file().read_bytes()
            assert WORD.lower().encode() not in inside.lower()
