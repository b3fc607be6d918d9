"""The trend report as HTML: well-formed, whole, and harmless whatever people write."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.report.look import Look
from greenpark_assess.report.trend import trend_html
from mill import beside_each_other, over_years
from small_park import HOSTILE

LANGUAGES = [("en",), ("zh",), ("zh", "en")]


def soup(compared: Compared, languages: tuple[str, ...]) -> BeautifulSoup:
    return BeautifulSoup(trend_html(compared, languages), "html.parser")


@pytest.mark.parametrize("languages", LANGUAGES)
def test_ids_are_unique_and_links_lead_somewhere(
    over_time: Compared, languages: tuple[str, ...]
) -> None:
    for compared in (over_time, beside_each_other(5)):
        document = soup(compared, languages)
        ids = Counter(str(one["id"]) for one in document.select("[id]"))
        assert {one for one, count in ids.items() if count > 1} == set()
        targets = {str(one["href"]) for one in document.select("a[href]")}
        assert targets <= {f"#{one}" for one in ids}


@pytest.mark.parametrize("languages", LANGUAGES)
def test_every_row_has_a_cell_for_every_column(
    over_time: Compared, languages: tuple[str, ...]
) -> None:
    for table in soup(over_time, languages).select("table:has(thead)"):
        columns = len(table.select("thead th"))
        for row in table.select("tbody tr"):
            spans = (int(str(cell.get("colspan", 1))) for cell in row.select("th, td"))
            assert sum(spans) == columns


def test_every_table_names_its_columns_or_rows(over_time: Compared) -> None:
    for table in soup(over_time, ("en",)).select("table"):
        assert table.select("th[scope]")


def test_every_drawing_says_what_it_shows(over_time: Compared) -> None:
    drawings = soup(over_time, ("en",)).select("svg")
    assert len(drawings) == 5
    for drawing in drawings:
        title = drawing.find("title")
        assert title is not None
        assert "2024" in title.get_text()


def test_the_second_language_is_marked(over_time: Compared) -> None:
    document = soup(over_time, ("zh", "en"))
    assert document.html is not None
    assert document.html["lang"] == "zh"
    assert {str(one["lang"]) for one in document.select(".b")} == {"en"}


def test_it_is_no_gap_report(over_time: Compared) -> None:
    """Whoever reads reports again by their keywords must not take one for the other."""
    (keywords,) = soup(over_time, ("zh", "en")).select("meta[name=keywords]")
    assert keywords["content"] == "trend-report zh en"


def test_dimensions_of_parks_are_coloured_by_their_score() -> None:
    cells = soup(beside_each_other(5), ("en",)).select("table.heat tbody td")
    assert len(cells) == 15
    assert {tuple(cell["class"])[1] for cell in cells} >= {"b1", "b4"}


def test_nothing_is_loaded_from_elsewhere(over_time: Compared) -> None:
    document = soup(over_time, ("zh", "en"))
    assert document.select("link, script[src], iframe, object, embed, base") == []
    assert "http" not in "".join(style.get_text() for style in document.select("style"))


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_stays_text(text: str) -> None:
    named = trend_html(over_years({"en": text, "zh": text}), ("zh", "en"))
    document = BeautifulSoup(named, "html.parser")
    (head,) = document.select("h1")
    assert head.get_text().startswith(text)
    plain = BeautifulSoup(trend_html(over_years(), ("zh", "en")), "html.parser")
    assert Counter(tag.name for tag in document.find_all(["script", "img", "style"])) == Counter(
        tag.name for tag in plain.find_all(["script", "img", "style"])
    )
    assert not [
        tag for tag in document.find_all() if any(key.startswith("on") for key in tag.attrs)
    ]


def test_it_is_the_same_every_time(over_time: Compared) -> None:
    date = dt.date(2026, 3, 31)
    one, other = (trend_html(over_years(), ("zh", "en"), date=date) for _ in range(2))
    assert one == other
    assert "2026-03-31" in one
    assert "2026" not in trend_html(over_time, ("en",))


def own_cover(folder: Path, text: str) -> Look:
    """Return a look whose cover is ``text``."""
    (folder / "trend").mkdir()
    (folder / "trend" / "cover.html").write_text(text, encoding="utf-8")
    return Look(templates=folder)


def test_a_template_of_ones_own_takes_the_place_of_ours(
    tmp_path: Path, over_time: Compared
) -> None:
    own = trend_html(over_time, ("en",), own_cover(tmp_path, "<h1>Our own cover</h1>"))
    assert BeautifulSoup(own, "html.parser").select("h1")[0].get_text() == "Our own cover"


def test_a_broken_template_is_named(tmp_path: Path, over_time: Compared) -> None:
    with pytest.raises(ProblemsFound) as caught:
        trend_html(over_time, ("en",), own_cover(tmp_path, "{% if %}"))
    assert [one.code for one in caught.value.problems] == ["report.template"]
