"""The trend report as PDF: tagged, archivable, the same every time."""

from __future__ import annotations

import datetime as dt
import io
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from greenpark_assess.problems import ProblemsFound
from greenpark_assess.report.pdf import Attached
from greenpark_assess.report.trend import trend_pdf
from mill import beside_each_other, over_years

pytestmark = pytest.mark.slow

DATE = dt.date(2026, 3, 31)
ATTACHED = (
    Attached("2024.yaml", b'period: "2024"\n', "Answers", "application/yaml"),
    Attached("2025.json", b"{}", "Assessment", "application/json"),
)


@pytest.fixture(scope="module")
def data() -> bytes:
    return trend_pdf(over_years(), ("zh", "en"), date=DATE, attachments=ATTACHED)


@pytest.fixture
def file(data: bytes) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(data)) as opened:
        yield opened


def test_it_says_what_it_is(file: pikepdf.Pdf) -> None:
    assert file.Root.Lang == "zh"
    assert str(file.docinfo.Title) == "老工坊园区2023–2025年度对比报告"
    assert str(file.docinfo.CreationDate) == "D:20260331"
    with file.open_metadata() as metadata:
        assert metadata["pdfaid:part"] == "3"
        assert metadata["pdfaid:conformance"] == "A"
        assert metadata["pdfuaid:part"] == "1"


def test_sections_are_bookmarked(file: pikepdf.Pdf) -> None:
    with file.open_outline() as outline:
        titles = [item.title for item in outline.root]
    assert titles[1:3] == [
        "年度对比摘要 Summary of the comparison",
        "得分变化及原因 Why the score changed",
    ]


def test_attachments_are_those_of_the_caller(file: pikepdf.Pdf) -> None:
    assert len(file.Root.AF) == len(ATTACHED)
    for one in ATTACHED:
        inside = file.attachments[one.name].get_file()
        assert (inside.read_bytes(), inside.mime_type) == (one.data, one.mime)


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en")])
def test_a_checker_for_accessibility_finds_nothing(
    languages: tuple[str, ...], tmp_path: Path
) -> None:
    for place, compared in enumerate((over_years(), beside_each_other(5))):
        target = tmp_path / f"{place}.pdf"
        target.write_bytes(trend_pdf(compared, languages))
        command = [sys.executable, "-m", "pdfua", "check", target]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout


RENDER = """
import hashlib
from greenpark_assess.report.trend import trend_pdf
from mill import over_years
print(hashlib.sha256(trend_pdf(over_years(), ("zh", "en"))).hexdigest())
"""


def test_two_processes_write_the_same_bytes(request: pytest.FixtureRequest) -> None:
    def written(seed: str) -> str:
        env = os.environ | {
            "PYTHONHASHSEED": seed,
            "PYTHONPATH": os.pathsep.join((str(request.config.rootpath / "tests"), *sys.path)),
        }
        command = [sys.executable, "-W", "ignore", "-c", RENDER]
        return subprocess.run(command, env=env, capture_output=True, text=True, check=True).stdout

    assert written("1").strip()
    assert written("1") == written("2")


def test_a_missing_character_stops_the_report() -> None:
    with pytest.raises(ProblemsFound) as caught:
        trend_pdf(over_years({"en": "Old Mill \N{HERB}"}), ("en",))
    assert [one.code for one in caught.value.problems] == ["report.missing_glyph"]
