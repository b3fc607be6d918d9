"""The HTML report: one file, well-formed, and harmless whatever people write."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page
from small_park import HOSTILE


def soup(one: Page) -> BeautifulSoup:
    return BeautifulSoup(html(one), "html.parser")


def test_it_has_the_sections_in_order(english: Page) -> None:
    assert [head.get_text() for head in soup(english).select("h2")] == [
        "Contents",
        "Summary",
        "1Energy",
        "2Water",
        "Recommendations",
        "Levels",
        "How the score comes about",
        "Open questions",
        "Annex: all answers",
        "Sources",
    ]


@pytest.mark.parametrize("name", ["english", "chinese", "bilingual"])
def test_ids_are_unique_and_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    document = soup(request.getfixturevalue(name))
    ids = Counter(str(one["id"]) for one in document.select("[id]"))
    assert {one for one, count in ids.items() if count > 1} == set()
    targets = [str(one["href"]) for one in document.select("a[href]")]
    assert {one for one in targets if one.startswith("#")} <= {f"#{one}" for one in ids}
    assert [one for one in targets if not one.startswith("#")] == ["https://example.org/hj274"]


def test_every_table_names_its_columns_or_rows(bilingual: Page) -> None:
    for table in soup(bilingual).select("table"):
        assert table.select("th[scope]")


def test_drawings_have_titles(english: Page) -> None:
    drawings = soup(english).select("svg")
    assert len(drawings) == 11
    for drawing in drawings:
        title = drawing.find("title")
        assert title is not None
        assert title["id"] == drawing["aria-labelledby"]
        assert title.get_text()


def test_the_number_stands_beside_every_drawing(english: Page) -> None:
    for row in soup(english).select("tbody tr:has(svg)"):
        assert re.fullmatch(r"−?\d+\.\d", row.select("td")[0].get_text())


@pytest.mark.parametrize(("name", "lang"), [("english", "en"), ("bilingual", "zh")])
def test_the_document_tells_its_language(
    name: str, lang: str, request: pytest.FixtureRequest
) -> None:
    root = soup(request.getfixturevalue(name)).html
    assert root is not None
    assert root["lang"] == lang


def test_the_second_language_is_marked(bilingual: Page) -> None:
    seconds = soup(bilingual).select(".b")
    assert {str(one["lang"]) for one in seconds} == {"en"}
    assert not any(re.search("[\u4e00-\u9fff]", one.get_text()) for one in seconds)


def test_nothing_is_loaded_from_elsewhere(bilingual: Page) -> None:
    text = html(bilingual)
    document = soup(bilingual)
    assert document.select("link, img, script, iframe, object, embed, base") == []
    assert "url(" not in text
    assert "@import" not in text
    assert "default-src 'none'" in text


def test_the_stylesheet_stays_small(english: Page) -> None:
    style = soup(english).style
    assert style is not None
    assert len(style.get_text().encode()) < 5 * 1024


def test_the_same_page_gives_the_same_text(english: Page) -> None:
    assert html(english) == html(english)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_write_is_text_and_nothing_else(
    text: str, poisoned_page: Page, english: Page
) -> None:
    document, harmless = soup(poisoned_page), soup(english)

    def shape(one: BeautifulSoup) -> Counter[str]:
        return Counter(tag.name for tag in one.find_all(["script", "style", "img", "b", "svg"]))

    def attributes(one: BeautifulSoup) -> set[str]:
        return {name for tag in one.select("*") for name in tag.attrs}

    assert shape(document) == shape(harmless)
    assert attributes(document) <= attributes(harmless)
    assert document.style == harmless.style
    head = document.h1
    assert head is not None
    assert head.get_text() == text
