"""The sample park's three years across two versions of the whole rubric, read back from the PDF.

2023 is a questionnaire and 2024 a report, both under the shipped version; 2025 was migrated to the
next one, and its new question answered.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from pathlib import Path
from typing import Any, NamedTuple

import pytest

from greenpark_assess.answers.read import read_answers
from greenpark_assess.cli import run
from greenpark_assess.documents import read
from greenpark_assess.rubric.model import Rubric
from kept import changed
from next_version import CASES, VERSION, following, next_version, shipped
from pdf_tables import Row, figures, tables
from reference import score

pytestmark = pytest.mark.slow

YEARS = ("2023", "2024", "2025")
LANGUAGES = ("en", "zh")


class Printed(NamedTuple):
    """What a report shows, and the place of its language in the words below."""

    tables: list[list[Row]]
    figures: list[str]
    language: str
    place: int


STEPS = ("Total after", "本年得分")
BROUGHT = ("To the total", "影响总分")
UNIT = ("Unit", "单位")
PUBLISHED = ("Published", "公布得分")
RANGE = ("Range", "得分区间")
EFFECT = ("For the comparison", "对可比性的影响")
DIMENSIONS = ("Dimension and criterion", "维度、准则")
LISTED = ("listed above", "以上所列")
VERSIONS = (shipped().name, f"green-park@{VERSION}")


@pytest.fixture(scope="module")
def park(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the three years, and each migrated to the next version in ``new``."""
    folder = tmp_path_factory.mktemp("park")
    (folder / "next.yaml").write_text(next_version(), "utf-8")
    (folder / "new").mkdir()
    for period in YEARS:
        shutil.copy(CASES / f"{period}.yaml", folder)
        old, new = (str(one / f"{period}.yaml") for one in (folder, folder / "new"))
        assert run(["migrate", old, "--to", str(folder / "next.yaml"), "-o", new]) == 0
    latest = folder / "new" / "2025.yaml"
    lost = {"  water.lost:\n": "  water.lost: 0.21 Mm3\n"}
    latest.write_text(changed(latest.read_text("utf-8"), lost), "utf-8")
    report = [str(folder / "2024.yaml"), "-o", str(folder / "2024.pdf"), "--date", "2025-03-31"]
    assert run(["report", *report]) == 0
    return folder


@pytest.fixture(scope="module", params=LANGUAGES)
def printed(request: pytest.FixtureRequest, park: Path) -> Printed:
    trend = park / f"trend-{request.param}.pdf"
    years = [str(park / one) for one in ("2023.yaml", "2024.pdf", "new/2025.yaml")]
    assert run(["compare", *years, "-o", str(trend), "--lang", request.param]) == 0
    data = trend.read_bytes()
    return Printed(tables(data), figures(data), request.param, LANGUAGES.index(request.param))


def headed(printed: Printed, head: tuple[str, str], place: int) -> list[list[Row]]:
    """Return the tables with ``head`` over the column at ``place``, heads included."""
    words = head[printed.place]
    return [one for one in printed.tables if place < len(one[0]) and one[0][place] == words]


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def numbers(row: Row) -> list[Decimal]:
    return [number(text) for text in row[1:]]


def is_number(text: Any) -> bool:
    return text.lstrip("+−").replace(",", "").replace(".", "", 1).isdecimal()


def steps(printed: Printed) -> list[list[Decimal]]:
    """Return start, four parts and end of each step, and of all of them."""
    ((_, *rows),) = headed(printed, STEPS, -1)
    return [numbers(row) for row in rows]


def totals_of_today(printed: Printed) -> list[Decimal]:
    ((_, *rows),) = headed(printed, RANGE, 2)
    assert [row[0] for row in rows] == list(YEARS)
    return [number(row[1]) for row in rows]


def printed_score(score: float | None) -> Decimal:
    assert score is not None
    return Decimal(f"{score:.1f}")


# --- totals ---------------------------------------------------------------------------------------


def test_todays_totals_are_those_of_the_plain_scorer(park: Path, printed: Printed) -> None:
    rubric = following()
    found = []
    for period in YEARS:
        document = read((park / "new" / f"{period}.yaml").read_text("utf-8"), period)
        answers, _ = read_answers(document, rubric, any_rubric=True)
        assert answers is not None
        given = {name: one.value for name, one in answers.answers.items()}
        found.append(printed_score(score(rubric, given, gains=False).score))
    assert totals_of_today(printed) == found


def test_published_totals_differ_by_the_part_of_the_rubric(printed: Printed) -> None:
    ((_, *rows),) = headed(printed, PUBLISHED, 1)
    assert [row[0] for row in rows] == ["2023", "2024"]
    worked = [shipped().cases[f"processing_park_{row[0]}"].expect.total for row in rows]
    assert [number(row[1]) for row in rows] == [printed_score(one) for one in worked]
    assert [number(row[2]) for row in rows] == totals_of_today(printed)[:2]
    differences = [number(row[3]) for row in rows]
    assert differences == [number(row[2]) - number(row[1]) for row in rows]
    assert any(differences)
    first, second, whole = steps(printed)
    moved = [was - now for was, now in pairwise([*differences, Decimal(0)])]
    assert [first[1], second[1], whole[1]] == [*moved, sum(moved)]


# --- why they changed -----------------------------------------------------------------------------


def test_every_step_adds_up(printed: Printed) -> None:
    first, second, whole = steps(printed)
    for start, *parts, end in (first, second, whole):
        assert start + sum(parts) == end
    assert first[-1] == second[0]
    assert [a + b for a, b in zip(first[1:-1], second[1:-1], strict=True)] == whole[1:-1]
    assert (whole[0], whole[-1]) == (first[0], second[-1])
    assert whole[-1] == totals_of_today(printed)[-1]


def test_dimensions_add_up_to_the_performance(printed: Printed) -> None:
    titles = {one.title.within(printed.language) for one in shipped().dimensions.values()}
    later, earlier = (
        fall for fall in waterfalls(printed) if titles & {name for name, _ in fall[1:-1]}
    )
    for fall, (start, rubric, scope, answered, performance, end) in zip(
        (earlier, later), steps(printed)[:2], strict=True
    ):
        names = [name for name, _ in fall]
        parts = [points for _, points in fall]
        divided = [points for name, points in fall if name in titles]
        assert (parts[0], parts[-1]) == (start, end)
        assert sum(parts[:-1]) == end
        assert sum(divided) == performance
        assert parts[1 : -1 - len(divided)] == [one for one in (rubric, scope, answered) if one]
        assert len(set(names)) == len(names)


def test_the_summary_shows_the_last_step(printed: Printed) -> None:
    (fall,) = (fall for fall in waterfalls(printed) if len(fall) == 6)
    assert [points for _, points in fall] == steps(printed)[1]


def waterfalls(printed: Printed) -> list[list[tuple[str, Decimal]]]:
    """Return the names and numbers of each drawing that leads from a total to the next."""
    found = []
    for text in printed.figures:
        told = [one.rpartition(": ")[::2] for one in text.partition("\n")[2].split("; ")]
        if re.match(("Score 20", "20.*得分")[printed.place], told[0][0]):
            found.append([(name, number(points)) for name, points in told])
    return found


def test_indicators_and_all_others_add_up(printed: Printed) -> None:
    found = headed(printed, BROUGHT, -1)
    sums = [one for one in found if len(one[0]) == 2]
    assert len(sums) == 2
    for (_, *rows), (start, *_, end), years in zip(
        sums, reversed(steps(printed)[:2]), (YEARS[1:], YEARS[:2]), strict=True
    ):
        *parts, whole = (number(text) for _, text in rows)
        assert sum(parts) == whole == end - start
        listed = [
            number(row[-1])
            for heads, *lines in found
            if tuple(heads[1:3]) == years
            for row in lines
        ]
        told = [number(text) for name, text in rows if LISTED[printed.place] in name]
        gains, losses = (sum(one for one in listed if (one > 0) == up) for up in (True, False))
        assert [gains, losses] == told


# --- what is printed year by year -----------------------------------------------------------------


def test_changes_are_differences_of_what_stands_beside_them(printed: Printed) -> None:
    checked = 0
    for head, place, first in ((DIMENSIONS, 0, 2), (UNIT, 1, 3)):
        for _, *rows in headed(printed, head, place):
            for row in rows:
                cells = row[first : first + 3]
                if len(cells) == 3 and all(map(is_number, cells)):
                    before, after, change = map(number, cells)
                    assert after - before == change, row
                    checked += 1
    assert checked > 80


# --- what the versions changed --------------------------------------------------------------------

KINDS = {
    "breaks": ("cannot be compared", "不可比"),
    "check": ("needs a look", "需要核对"),
    "score": ("other points", "得分标准不同"),
    "compatible": ("compatible", "可比"),
}
QUESTIONS = {
    "energy.lamps": "breaks",
    "energy.lamps_efficient": "breaks",
    "symbiosis.chain_sales": "check",
    "water.lost": "check",
    "firms.data_system": "compatible",
}
INDICATORS = {
    "enterprise.energy.lighting": "breaks",
    "symbiosis.material.product_chains": "check",
    "symbiosis.infrastructure.wwtp_load": "score",
    "enterprise.water.losses": "score",
    "enterprise.technology.data_system": "compatible",
}


def test_questions_and_indicators_that_changed_are_listed(printed: Printed) -> None:
    language = printed.language
    rubrics = (shipped(), following())
    asked = {name: one.text for rubric in rubrics for name, one in rubric.questions.items()}
    judged = {name: one.title for rubric in rubrics for name, one in rubric.indicators().items()}
    expected = {
        (
            unspaced(titles[name].within(language) + part[printed.place]),
            unspaced(KINDS[effect][printed.place]),
        )
        for titles, part, items in (
            (asked, ("question", "填报项"), QUESTIONS),
            (judged, ("indicator", "指标"), INDICATORS),
        )
        for name, effect in items.items()
    }
    rows = [row for _, *rows in headed(printed, EFFECT, 1) for row in rows]
    assert {(unspaced(row[0]), unspaced(row[1])) for row in rows} == expected
    (renamed,) = (row for row in rows if "firms.data_system" in row[2])
    assert "firms.information_system" in renamed[2]


def unspaced(text: str) -> str:
    """Return a text as it can be compared with a cell, whose lines join without a space."""
    return "".join(text.split())


def test_weights_that_changed_are_listed_as_shares(printed: Printed) -> None:
    language = printed.language
    before, after = (dict(shares(rubric)) for rubric in (shipped(), following()))
    expected = [
        [one.title.within(language), *(f"{100 * share:.2f}" for share in (before[name], share))]
        for name, one in following().indicators().items()
        if (share := after[name]) != before.get(name, share)
    ]
    rows = [
        [row[0], *(text.removesuffix("%") for text in row[1:])]
        for heads, *rows in printed.tables
        if tuple(heads[1:]) == VERSIONS
        for row in rows
    ]
    assert len(rows) == 16
    assert rows == expected
    compliance = following().indicators()["enterprise.pollutants.compliance"]
    assert [compliance.title.within(language), "33.33", "50.00"] in rows


def shares(rubric: Rubric) -> Iterator[tuple[str, float]]:
    """Yield each indicator with its share of the weights of it and those beside it."""
    for above in {tuple(above) for _, _, above in rubric.walk()}:
        beside = {name: one.weight for name, one, its in rubric.walk() if tuple(its) == above}
        yield from ((name, weight / sum(beside.values())) for name, weight in beside.items())


def test_each_year_says_under_which_version_it_was_answered(printed: Printed) -> None:
    told = {row[0]: row[1] for row in printed.tables[-1]}
    under = {name: version for name, version in told.items() for one in YEARS if one in name}
    assert [version for text in under.values() for version in VERSIONS if version in text] == [
        *VERSIONS
    ]
    assert [[year for year in YEARS if year in name] for name in under] == [
        ["2023", "2024"],
        ["2025"],
    ]
