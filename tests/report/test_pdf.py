"""The PDF: tagged, archivable, with its own fonts and attachments, the same bytes every time."""

from __future__ import annotations

import builtins
import gc
import hashlib
import io
import os
import shutil
import subprocess
import sys
import zlib
from collections.abc import Iterator
from typing import Any

import pikepdf
import pytest

from greenpark_assess.assessment import Assessment
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.paper import Refusing
from greenpark_assess.report.pdf import Attached, pdf
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.wording import say
from small_park import ASSESSMENT, HOSTILE

pytestmark = pytest.mark.slow

ATTACHED = (
    Attached("answers.yaml", b"period: 2025\n", "Answers", "application/yaml"),
    Attached("assessment.json", b"{}", "Assessment", "application/json"),
)


@pytest.fixture(scope="module")
def data(bilingual: Page) -> bytes:
    return pdf(bilingual, ATTACHED)


@pytest.fixture
def file(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def tags(file: pikepdf.Pdf, kind: str) -> list[Any]:
    """Return the structure elements of one kind."""
    elements = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
    return [one for one in elements if one.get("/S") == kind and "/P" in one]


def test_it_says_what_it_is(file: pikepdf.Pdf) -> None:
    assert file.Root.Lang == "zh"
    assert file.Root.MarkInfo.Marked
    assert file.Root.ViewerPreferences.DisplayDocTitle
    assert str(file.docinfo.Title) == "江畔产业园2025年度差距分析报告"
    assert str(file.docinfo.CreationDate) == "D:20260331"
    with file.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_all_fonts_are_its_own_and_embedded(file: pikepdf.Pdf) -> None:
    fonts = [one for one in file.objects if isinstance(one, pikepdf.Dictionary)]
    described = [one for one in fonts if one.get("/Type") == "/FontDescriptor"]
    assert len(described) == 2
    for font in described:
        assert "Noto-Sans-SC" in str(font.FontName)
        assert "/FontFile2" in font or "/FontFile3" in font


def test_chapters_are_bookmarked(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[1:5] == [
        "评价摘要 Summary",
        "失分分析 Where the points are lost",
        "1 能源 Energy",
        "2 水资源 Water",
    ]


def test_headings_tables_and_figures_are_tagged(file: pikepdf.Pdf) -> None:
    assert len(tags(file, "/H2")) == 12
    assert len(tags(file, "/Table")) >= 10


def test_every_chart_is_told_in_words(file: pikepdf.Pdf) -> None:
    told = [str(figure.Alt) for figure in tags(file, "/Figure")]
    assert [one.splitlines()[0] for one in told] == [
        "各维度得分 Score by dimension",
        "从满分到实际得分 From 100 points to the score",
        "各准则得分 Score of every criterion",
        "各准则得分 Score by criterion",
    ]
    assert "能源 Energy: 43.4 (43.4–68.4)" in told[0]
    assert "能源管理: 25.0" in told[2]


def test_header_cells_say_what_they_head(file: pikepdf.Pdf) -> None:
    scopes = {str(cell.A.get("/Scope")) for cell in tags(file, "/TH")}
    assert scopes == {"/Column", "/Row"}


def test_runs_of_the_other_language_say_so(file: pikepdf.Pdf) -> None:
    spans = [str(one.Lang) for one in tags(file, "/Span") if "/Lang" in one]
    assert spans.count("en") > 100


def test_attachments_are_listed_once_with_type_and_date(file: pikepdf.Pdf) -> None:
    assert len(file.Root.AF) == len(ATTACHED)
    for one in ATTACHED:
        found = file.attachments[one.name]
        inside = found.get_file()
        assert inside.read_bytes() == one.data
        assert inside.mime_type == one.mime
        assert found.description == one.description
        assert found.obj.AFRelationship == "/Source"
        assert found.obj.EF.F.Params.CreationDate == "D:20260331000000Z"


def test_a_checker_for_accessibility_finds_nothing(data: bytes, tmp_path: Any) -> None:
    target = tmp_path / "report.pdf"
    target.write_bytes(data)
    command = [sys.executable, "-m", "pdfua", "check", target]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


RENDER = """
import hashlib
from small_park import ASSESSMENT, RUBRIC
from greenpark_assess.assessment import Assessment
from greenpark_assess.report.page import page
from greenpark_assess.report.pdf import Attached, pdf
from greenpark_assess.rubric.model import Rubric
attached = (Attached("answers.yaml", b"period: 2025", "Answers", "application/yaml"),)
finished = page(Rubric.model_validate(RUBRIC), Assessment.model_validate(ASSESSMENT), ("zh",))
print(hashlib.sha256(pdf(finished, attached)).hexdigest())
"""


def test_two_processes_write_the_same_bytes(request: pytest.FixtureRequest) -> None:
    def written(seed: str) -> str:
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": str(request.config.rootpath / "tests"),
        }
        command = [sys.executable, "-W", "ignore", "-c", RENDER]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert len(written("1").strip()) == hashlib.sha256().digest_size * 2
    assert written("1") == written("2")


@pytest.mark.parametrize(
    "url", ["file:///etc/passwd", "http://127.0.0.1/x.css", "https://127.0.0.1/x", "data:,x"]
)
def test_nothing_is_ever_fetched(url: str) -> None:
    with pytest.raises(ValueError, match=url):
        Refusing().fetch(url)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_drawn_as_text(text: str, poisoned_page: Page) -> None:
    with pikepdf.open(io.BytesIO(pdf(poisoned_page))) as file:
        assert not [one for one in file.objects if _acts(one)]
        assert len(file.attachments) == 0
        assert str(file.docinfo.Title).startswith(" ".join(text.split()))


def _acts(one: Any) -> bool:
    actions = ("/URI", "/JavaScript", "/Launch")
    return isinstance(one, pikepdf.Dictionary) and one.get("/S") in actions


def test_surroundings_are_left_as_they_were(english: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    import pydyf  # noqa: PLC0415
    from weasyprint.pdf import tags as maker  # noqa: PLC0415

    monkeypatch.setenv("FONTCONFIG_FILE", "/etc/fonts/fonts.conf")
    before = maker._build_box_tree
    pdf(english)
    assert os.environ["FONTCONFIG_FILE"] == "/etc/fonts/fonts.conf"
    assert maker._build_box_tree is before
    assert pydyf.zlib is zlib
    assert gc.isenabled()


def smiling(rubric: Rubric) -> Page:
    park = ASSESSMENT["park"] | {"name": {"en": "River Park \N{HERB}"}}
    return page(rubric, Assessment.model_validate(ASSESSMENT | {"park": park}), ("en",))


def test_a_missing_character_stops_the_report_unless_allowed(rubric: Rubric) -> None:
    with pytest.raises(ProblemsFound) as caught:
        pdf(smiling(rubric))
    assert [problem.code for problem in caught.value.problems] == ["report.missing_glyph"]
    assert pdf(smiling(rubric), allow_missing_glyphs=True).startswith(b"%PDF-1.7")


def test_a_machine_without_pango_is_told_what_to_do(
    english: Page, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = builtins.__import__

    def without_pango(name: str, *rest: Any, **more: Any) -> Any:
        if name == "weasyprint":
            message = "cannot load library 'libpango-1.0-0'"
            raise OSError(message)
        return real(name, *rest, **more)

    monkeypatch.setattr(builtins, "__import__", without_pango)
    with pytest.raises(ProblemsFound) as caught:
        pdf(english)
    (problem,) = caught.value.problems
    assert problem.code == "report.no_pango"
    assert "apt-get install libpango-1.0-0" in say(problem, "en")
    assert "libpango-1.0-0" in say(problem, "zh")


# --- by the eyes of other programs ------------------------------------------------------------


def tool(name: str) -> str:
    """Return where a program is; the test is skipped where it is not installed."""
    found = shutil.which(name)
    if found is None:
        pytest.skip(f"{name} is not installed")
    return found


def test_qpdf_finds_no_fault(data: bytes, tmp_path: Any) -> None:
    (tmp_path / "report.pdf").write_bytes(data)
    command = [tool("qpdf"), "--check", tmp_path / "report.pdf"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "No syntax or stream encoding errors found" in done.stdout


SENTENCES = (
    "江畔产业园综合得分 53.5 分（满分 100 分），达到铜级。",
    "River Park scores 53.5 of 100 points and reaches the level Bronze.",
    "本报告为园区自评结果，不构成认证；除下方另有说明外，未经其他机构确认。",
    "This is a self-assessment. It is no certificate, and no other body has confirmed it",
    "0.62 吨标准煤/万元",
    "1,234,567.5 m³",
)


@pytest.mark.parametrize("sentence", SENTENCES)
def test_text_can_be_copied(data: bytes, tmp_path: Any, sentence: str) -> None:
    (tmp_path / "report.pdf").write_bytes(data)
    command = [tool("pdftotext"), "-raw", tmp_path / "report.pdf", "-"]
    done = subprocess.run(command, capture_output=True, encoding="utf-8", check=True)
    assert squeezed(sentence) in squeezed(done.stdout)


def squeezed(text: str) -> str:
    """Return text without the blanks and line ends that depend on the lay-out."""
    return "".join(text.split())


# --- the pages --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["english", "chinese", "bilingual"])
def test_the_brief_has_two_pages_and_no_cover(name: str, request: pytest.FixtureRequest) -> None:
    brief = pdf(request.getfixturevalue(name), brief=True)
    with pikepdf.open(io.BytesIO(brief)) as file, file.open_outline() as outline:
        assert len(file.pages) == 2
        assert len(outline.root[0].children) == 2  # below the park's name: summary and losses
