"""The HTML report: one file, well-formed, and harmless whatever people write."""

from __future__ import annotations

import base64
import hashlib
import re
from collections import Counter

import pytest
from bs4 import BeautifulSoup

from greenpark_assess.report.charts.colours import HEAT, HEAT_TEXT, PAPER
from greenpark_assess.report.html import html
from greenpark_assess.report.look import Look
from greenpark_assess.report.page import Page
from small_park import HOSTILE

SELDOM = {"b4", "d3", "long"}
"""Classes for what the small park does not have."""


LOGO = Look(logo="data:image/png;base64,", publisher="Agency")


def soup(one: Page) -> BeautifulSoup:
    return BeautifulSoup(html(one), "html.parser")


def test_it_has_the_sections_in_order(english: Page) -> None:
    assert [head.get_text() for head in soup(english).select("h2")] == [
        "Contents",
        "Summary",
        "Where the points are lost",
        "1 Energy",
        "2 Water",
        "Recommendations",
        "Levels",
        "Open questions",
        "How the score comes about",
        "Annex: all answers",
        "Sources",
        "Declaration",
    ]


@pytest.mark.parametrize("name", ["english", "chinese", "bilingual"])
def test_ids_are_unique_and_links_lead_somewhere(name: str, request: pytest.FixtureRequest) -> None:
    document = soup(request.getfixturevalue(name))
    ids = Counter(str(one["id"]) for one in document.select("[id]"))
    assert {one for one, count in ids.items() if count > 1} == set()
    targets = [str(one["href"]) for one in document.select("a[href]")]
    assert {one for one in targets if one.startswith("#")} <= {f"#{one}" for one in ids}
    assert [one for one in targets if not one.startswith("#")] == ["https://example.org/hj274"]


def test_the_brief_links_to_nothing_that_it_lacks(bilingual: Page) -> None:
    assert BeautifulSoup(html(bilingual, brief=True), "html.parser").select("a[href]") == []


def test_every_table_names_its_columns_or_rows(bilingual: Page) -> None:
    for table in soup(bilingual).select("table"):
        assert table.select("th[scope]")


def test_drawings_have_titles(english: Page) -> None:
    drawings = soup(english).select("figure svg")
    shown = ["Score by dimension", "From 100 points to the score", "Score of every criterion"]
    heads = [head.get_text() for head in soup(english).select("figcaption")]
    assert heads == [*shown, "Score by criterion"]
    assert len(drawings) == len(heads)
    for drawing in drawings:
        title = drawing.find("title")
        assert title is not None
        assert title["id"] == drawing["aria-labelledby"]
        assert title.get_text()


@pytest.mark.parametrize(("name", "lang"), [("english", "en"), ("bilingual", "zh")])
def test_the_document_tells_its_language(
    name: str, lang: str, request: pytest.FixtureRequest
) -> None:
    root = soup(request.getfixturevalue(name)).html
    assert root is not None
    assert root["lang"] == lang


def test_the_second_language_is_marked(bilingual: Page) -> None:
    seconds = soup(bilingual).select(".b[lang]")
    assert {str(one["lang"]) for one in seconds} == {"en"}
    assert not any(re.search("[\u4e00-\u9fff]", one.get_text()) for one in seconds)


def test_nothing_is_loaded_from_elsewhere(bilingual: Page) -> None:
    text = html(bilingual)
    document = soup(bilingual)
    assert document.select("link, img, iframe, object, embed, base, script[src]") == []
    assert "url(" not in text
    assert "@import" not in text


def test_only_the_report_s_own_script_may_run(english: Page) -> None:
    document = soup(english)
    (script,) = document.select("script")
    digest = base64.b64encode(hashlib.sha256(script.get_text().encode()).digest()).decode()
    (policy,) = document.select("meta[http-equiv=Content-Security-Policy]")
    rules = dict(one.strip().split(" ", 1) for one in str(policy["content"]).split(";"))
    assert rules == {
        "default-src": "'none'",
        "style-src": "'unsafe-inline'",
        "img-src": "data:",
        "font-src": "data:",
        "script-src": f"'sha256-{digest}'",
    }


def test_the_stylesheet_stays_small(english: Page) -> None:
    """Pages of paper, of a screen and of a telephone take a hundred lines; more would hide."""
    style = soup(english).style
    assert style is not None
    assert len(style.get_text().encode()) < 7 * 1024


def test_the_stylesheet_has_no_class_that_nothing_bears(english: Page, bilingual: Page) -> None:
    style = soup(english).style
    assert style is not None
    named = set(re.findall(r"\.([a-z]\w*)", re.sub(r"\{[^{}]*\}", "{}", style.get_text())))
    brief = BeautifulSoup(html(bilingual, LOGO, brief=True), "html.parser")
    tags = [tag for one in (soup(english), soup(bilingual), brief) for tag in one.select("[class]")]
    assert named - {name for tag in tags for name in tag["class"]} == SELDOM


def test_badges_have_the_colours_of_the_heat_map(english: Page) -> None:
    style = soup(english).style
    assert style is not None
    found = re.findall(r"\.b(\d) \{ background: (#\w+)(?:; color: (#\w+))?", style.get_text())
    assert [colour for _, colour, _ in found] == list(HEAT)
    inks = [ink == "#fff" for _, _, ink in found]
    assert inks == [ink == PAPER for ink in HEAT_TEXT]


@pytest.mark.parametrize("name", ["english", "bilingual"])
def test_only_tables_with_one_row_of_heads_can_be_sorted(
    name: str, request: pytest.FixtureRequest
) -> None:
    sortable = soup(request.getfixturevalue(name)).select("table.sortable")
    assert len(sortable) == 2  # the indicators of each chapter
    for table in sortable:
        assert len(table.select("thead tr")) == 1
        assert len(table.select("tbody")) == 1


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
