"""The trend report as PDF: tagged, archivable, the same every time, and its sums hold on paper."""

from __future__ import annotations

import datetime as dt
import io
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pikepdf
import pytest

from greenpark_assess.answers.read import read_answers
from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.compared import Compared, compare
from greenpark_assess.comparison.entries import Entry, Stored
from greenpark_assess.documents import read
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.report.pdf import Attached
from greenpark_assess.report.trend import trend_pdf
from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.scoring.plan import compile_plan
from mill import beside_each_other, over_years
from pdf_tables import Row, figures, tables

pytestmark = pytest.mark.slow

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "processing-park"
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


# --- every printed sum ----------------------------------------------------------------------------


def sample_park() -> Compared:
    """Return the sample park's three years, the first one published under an older version."""
    rubric = load_rubric(ROOT / "rubrics" / "green-park" / "rubric.yaml").rubric
    assert rubric is not None
    entries = []
    for period in ("2023", "2024", "2025"):
        document = read((CASES / f"{period}.yaml").read_text(encoding="utf-8"), period)
        answers, _ = read_answers(document, rubric, any_rubric=True)
        assert answers is not None
        reference = RubricRef(id=rubric.header.id, version="0.9.0", hash="0")
        stored = Stored(25.04, reference) if period == "2023" else None
        entries.append(Entry(period, answers, stored))
    return compare(rubric, compile_plan(rubric), entries)


@pytest.fixture(scope="module", params=[("en",), ("zh",)])
def printed(request: pytest.FixtureRequest) -> bytes:
    return trend_pdf(sample_park(), request.param)


def numbers(row: Row) -> list[Decimal]:
    return [number(text) for text in row[1:]]


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def headed(data: bytes, *heads: str) -> list[list[Row]]:
    """Return the rows of all tables with one of these texts over the last column."""
    return [table[1:] for table in tables(data) if table[0][-1] in heads]


def test_steps_add_up_on_paper(printed: bytes) -> None:
    (steps,) = headed(printed, "Total after", "本年得分")
    assert len(steps) == 3
    for start, *parts, end in map(numbers, steps):
        assert start + sum(parts) == end
    first, second, whole = (numbers(row) for row in steps)
    assert [a + b for a, b in zip(first[1:-1], second[1:-1], strict=True)] == whole[1:-1]
    assert (whole[0], whole[-1]) == (first[0], second[-1])
    assert whole[1] != 0  # the rubric's own part


def test_indicators_add_up_on_paper(printed: bytes) -> None:
    """What is listed makes up the lines of the sum, and these the change."""
    told = [table for table in tables(printed) if table[0][-1] in {"To the total", "影响总分"}]
    listed: Counter[tuple[str, bool]] = Counter()
    for heads, *lines in told:
        for row in lines if len(heads) == 6 else ():  # a table may go on on the next page
            listed[heads[1], number(row[-1]) > 0] += number(row[-1])
    for heads, *lines in told:
        if len(heads) == 2:
            *parts, whole = lines
            assert sum(number(text) for _, text in parts) == number(whole[1])
            (period, _) = re.findall(r"20\d\d", whole[0])
            for name, text in parts:
                if "listed above" in name or "以上所列" in name:
                    assert listed.pop((period, number(text) > 0)) == number(text)
    assert not listed


def test_drawings_add_up_on_paper(printed: bytes) -> None:
    falls = [_steps(text) for text in figures(printed)]
    found = [steps for steps in falls if steps]
    assert len(found) == 3
    for start, *parts, end in found:
        assert start + sum(parts) == end


def _steps(text: str) -> list[Decimal]:
    """Return the numbers of a waterfall; nothing for other drawings."""
    told = text.partition("\n")[2].split("; ")
    if not any(word in told[0] for word in ("Score 20", "年得分")):
        return []
    return [number(one.rpartition(": ")[2]) for one in told]


def test_changes_are_differences_on_paper(printed: bytes) -> None:
    """Of scores of dimensions, of values of indicators, and of published totals."""
    checked = 0
    for table in tables(printed):
        for row in table[1:]:
            for before, after, change in _differences(table[0], row):
                assert number(after) - number(before) == number(change), row
                checked += 1
    assert checked > 80


def _differences(heads: Row, row: Row) -> Iterator[tuple[str, str, str]]:
    if len(row) < len(heads):
        return
    if heads[:1] in (["Dimension and criterion"], ["维度、准则"]):
        found = [(row[2], row[3], row[4])]
    elif heads[1:2] in (["Unit"], ["单位"]):
        found = [(row[3], row[4], row[5])]
    elif heads[1:2] in (["Published"], ["公布得分"]):
        found = [(row[1], row[2], row[3])]
    else:
        found = []
    yield from (one for one in found if all(map(_is_number, one)))


def _is_number(text: Any) -> bool:
    return text.lstrip("+−").replace(",", "").replace(".", "", 1).isdecimal()
