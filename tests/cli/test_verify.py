"""``greenpark verify``: whether the numbers of a report still hold."""

from __future__ import annotations

import json
from pathlib import Path

import pikepdf
import pytest

from pond import ANSWERS, RUBRIC, Command

REPORT = ("report", "answers.yaml", "--lang", "en", "--date", "2026-03-31")


@pytest.fixture
def park(greenpark: Command) -> Command:
    """Return the command, in a folder with a rubric and a questionnaire that names its file."""
    Path("pond.yaml").write_text(RUBRIC, "utf-8")
    Path("answers.yaml").write_text(ANSWERS.replace("pond@1.0", "pond.yaml"), "utf-8")
    return greenpark


def verify(greenpark: Command, file: str, *options: str) -> tuple[int, str]:
    done = greenpark("verify", file, "--rubric", "pond.yaml", "--lang", "en", *options)
    return done.code, done.out + done.err


def changed_json(path: str, change: dict[str, object]) -> None:
    data = json.loads(Path(path).read_text("utf-8"))
    data["total"] |= change
    Path(path).write_text(json.dumps(data), "utf-8")


# --- assessments ----------------------------------------------------------------------


def test_an_assessment_holds(park: Command) -> None:
    assert park(*REPORT, "-o", "result.json").code == 0
    code, said = verify(park, "result.json")
    assert code == 0
    assert "result.json: holds" in said
    assert "everything agrees, down to 2 indicators" in said


def test_a_changed_digit_is_named(park: Command) -> None:
    park(*REPORT, "-o", "result.json")
    changed_json("result.json", {"score": 38.5})
    code, said = verify(park, "result.json")
    assert code == 1
    assert "result.json: does not hold" in said
    assert "total.score: 38.5 → 37.5" in said


def test_a_digit_beyond_all_printing_is_left_aside(park: Command) -> None:
    park(*REPORT, "-o", "result.json")
    changed_json("result.json", {"score": 37.500000000000007})
    assert verify(park, "result.json")[0] == 0


def test_a_changed_rubric_is_named(park: Command) -> None:
    park(*REPORT, "-o", "result.json")
    Path("pond.yaml").write_text(RUBRIC.replace("weight: 3", "weight: 2"), "utf-8")
    code, said = verify(park, "result.json")
    assert code == 1
    assert "✗ The rubric pond@1.0 at hand is not, to the letter, the one that judged." in said
    assert "total.score" in said


def test_another_version_is_named(park: Command) -> None:
    park(*REPORT, "-o", "result.json")
    Path("pond.yaml").write_text(RUBRIC.replace('version: "1.0"', 'version: "2.0"'), "utf-8")
    code, said = verify(park, "result.json")
    assert code == 1
    assert "pond@1.0 judged, and pond@2.0 is another rubric or version" in said


REFUSED = [
    pytest.param("answers.yaml", 2, "this is a questionnaire", id="a questionnaire"),
    pytest.param("missing.pdf", 3, "no such file", id="missing"),
    pytest.param("broken.pdf", 3, "broken.pdf", id="broken"),
    pytest.param("old.json", 3, "greenpark-assessment/0", id="another format"),
]


@pytest.mark.parametrize(("file", "code", "said"), REFUSED)
def test_what_cannot_be_verified(park: Command, file: str, code: int, said: str) -> None:
    Path("broken.pdf").write_bytes(b"%PDF-1.7\nnothing")
    Path("old.json").write_text('{"schema": "greenpark-assessment/0"}', "utf-8")
    done = verify(park, file)
    assert done[0] == code
    assert said in done[1]


def test_a_rubric_that_is_not_at_hand(park: Command) -> None:
    park(*REPORT, "-o", "result.json")
    done = park("verify", "result.json", "--lang", "en")
    assert done.code == 2
    assert "the rubric 'pond@1.0' that judged this report is not at hand" in done.err


# --- reports --------------------------------------------------------------------------

FORMS = [
    pytest.param((), id="whole"),
    pytest.param(("--brief",), id="brief"),
    pytest.param(("--redact",), id="redacted"),
    pytest.param(("--lang", "zh,en"), id="bilingual"),
]


@pytest.mark.slow
@pytest.mark.parametrize("options", FORMS)
def test_a_report_holds_page_by_page(park: Command, options: tuple[str, ...]) -> None:
    park(*REPORT, *options, "-o", "report.pdf")
    code, said = verify(park, "report.pdf")
    assert (code, "The pages are those that this program draws of it." in said) == (0, True)


@pytest.mark.slow
def test_a_theme_has_to_be_named(park: Command) -> None:
    Path("theme.yaml").write_text('colour: "#5b1a4a"\n', "utf-8")
    park(*REPORT, "--theme", "theme.yaml", "-o", "report.pdf")
    assert verify(park, "report.pdf")[0] == 1
    assert verify(park, "report.pdf", "--theme", "theme.yaml")[0] == 0


@pytest.mark.slow
def test_a_page_that_was_changed_is_named(park: Command) -> None:
    park(*REPORT, "-o", "report.pdf")
    with pikepdf.open("report.pdf", allow_overwriting_input=True) as pdf:
        page = pdf.pages[2]
        page.contents_add(b"q 1 0 0 1 0 0 cm Q")
        pdf.save("report.pdf")
    code, said = verify(park, "report.pdf")
    assert code == 1
    assert "These pages are not those that this program draws of it: 3." in said


@pytest.mark.slow
def test_an_attachment_that_was_changed_is_named(park: Command) -> None:
    park(*REPORT, "-o", "report.pdf")
    with pikepdf.open("report.pdf", allow_overwriting_input=True) as pdf:
        answers = pdf.attachments["answers.yaml"].get_file().read_bytes()
        changed = pikepdf.AttachedFileSpec(pdf, answers.replace(b"400 m3", b"900 m3"))
        pdf.attachments["answers.yaml"] = changed
        pdf.save("report.pdf")
    code, said = verify(park, "report.pdf")
    assert code == 1
    assert "total.score: 37.5 → 56.25" in said


@pytest.mark.slow
def test_letters_that_were_changed_are_noticed(park: Command) -> None:
    """A font whose 3 looks like an 8 changes what is read without changing what is written."""
    park(*REPORT, "-o", "report.pdf")
    with pikepdf.open("report.pdf", allow_overwriting_input=True) as pdf:
        (font, *_) = (
            one
            for one in pdf.objects
            if isinstance(one, pikepdf.Dictionary) and "/FontFile2" in one
        )
        outlines = bytearray(font.FontFile2.read_bytes())
        outlines[-1] ^= 1
        font.FontFile2.write(bytes(outlines))
        pdf.save("report.pdf")
    code, said = verify(park, "report.pdf")
    assert code == 1
    assert "These pages are not those that this program draws of it: 1," in said
