"""The HTML report in a real browser: on a desk and on a telephone, by mouse and by keyboard."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from greenpark_assess.report.html import html
from greenpark_assess.report.webfont import font_faces

pytestmark = pytest.mark.slow

LANGUAGES = ("english", "chinese", "bilingual")
SIZES = {"desktop": (1280, 900), "telephone": (390, 844)}
POINTS = 4  # the column of points in the table of indicators
FOCUSABLE = "a[href], button, [tabindex='0']"

Opened = Callable[..., Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Opened]:
    """Return a function that opens a report; what it complains of or asks for must be nothing."""
    noticed: list[str] = []
    pages: list[Any] = []

    def open_(name: str, size: str = "desktop", **more: Any) -> Any:
        wide, high = SIZES[size]
        page = browser.new_page(viewport={"width": wide, "height": high})
        pages.append(page)
        report = request.getfixturevalue(name)
        file = tmp_path / "report.html"
        file.write_text(html(report, fonts=font_faces(report), **more), "utf-8")
        page.on("console", lambda message: noticed.append(message.text))
        page.on("pageerror", lambda error: noticed.append(str(error)))
        page.on("dialog", lambda dialog: noticed.append(dialog.message))
        page.on("request", lambda asked: noticed.extend(_elsewhere(asked.url, file.as_uri())))
        page.goto(file.as_uri())
        return page

    yield open_
    for page in pages:
        page.close()
    assert noticed == []


def _elsewhere(url: str, own: str) -> list[str]:
    return [] if url == own or url.startswith("data:") else [url]


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LANGUAGES)
def test_nothing_keeps_anybody_from_reading(opened: Opened, name: str, size: str) -> None:
    axe = pytest.importorskip("axe_core_python.sync_playwright").Axe()
    found = axe.run(opened(name, size))["violations"]
    assert [(one["id"], one["nodes"][0]["html"]) for one in found] == []


@pytest.mark.parametrize("brief", [False, True], ids=["whole", "brief"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", LANGUAGES)
def test_the_page_is_never_wider_than_the_screen(
    opened: Opened,
    name: str,
    size: str,
    brief: bool,  # noqa: FBT001
) -> None:
    page = opened(name, size, brief=brief)
    assert page.evaluate("document.documentElement.scrollWidth") == SIZES[size][0]


def test_chinese_is_drawn_in_the_font_that_comes_along(opened: Opened) -> None:
    page = opened("chinese")
    page.evaluate("document.fonts.ready")
    loaded = "[...document.fonts].map((one) => [one.family, one.weight, one.status])"
    assert {tuple(one) for one in page.evaluate(loaded)} == {
        ("Report Sans", "400", "loaded"),
        ("Report Sans", "700", "loaded"),
    }


# --- tables -------------------------------------------------------------------------------


def heads(page: Any) -> Any:
    return page.locator("table.sortable").first.locator("thead th")


def lines(page: Any) -> list[tuple[str, str]]:
    """Return the kind of each row of the first sortable table, and its points."""
    rows = page.locator("table.sortable").first.locator("tbody tr").all()
    return [
        (row.get_attribute("class") or "", row.locator("td.r").first.inner_text()) for row in rows
    ]


DOWN = [("group", "61.8"), ("", "76.0"), ("", "33.3"), ("group", "25.0"), ("", "50.0"), ("", "0.0")]
UP = [("group", "61.8"), ("", "33.3"), ("", "76.0"), ("group", "25.0"), ("", "0.0"), ("", "50.0")]


def test_a_click_sorts_within_the_groups_and_another_turns_the_order(opened: Opened) -> None:
    page = opened("english")
    head = heads(page).nth(POINTS)
    for order, expected in (("descending", DOWN), ("ascending", UP), ("descending", DOWN)):
        head.get_by_role("button").click()
        assert head.get_attribute("aria-sort") == order
        assert lines(page) == expected


def test_only_the_column_that_is_sorted_says_so(opened: Opened) -> None:
    page = opened("english")
    for place in (POINTS, 0):
        heads(page).nth(place).get_by_role("button").click()
    sorts = [head.get_attribute("aria-sort") for head in heads(page).all()]
    assert sorts == ["descending", *[None] * (len(sorts) - 1)]


def test_the_keyboard_alone_sorts_too(opened: Opened) -> None:
    page = opened("english")
    head = heads(page).nth(POINTS)
    for _ in range(page.locator(FOCUSABLE).count()):
        page.keyboard.press("Tab")
        if head.evaluate("(one) => one.contains(document.activeElement)"):
            break
    for order, expected in (("descending", DOWN), ("ascending", UP)):
        page.keyboard.press("Enter")
        assert head.get_attribute("aria-sort") == order
        assert lines(page) == expected


@pytest.mark.parametrize("size", SIZES)
def test_tab_reaches_every_control_and_shows_where_it_is(opened: Opened, size: str) -> None:
    page = opened("bilingual", size)
    seen = f'[...document.querySelectorAll("{FOCUSABLE}")].filter((one) => one.checkVisibility())'
    page.evaluate(f"window.awaited = new Set({seen})")
    reach = """() => {
      const one = document.activeElement, style = getComputedStyle(one);
      window.awaited.delete(one);
      return [style.outlineStyle, parseFloat(style.outlineWidth)];
    }"""
    for _ in range(page.evaluate("window.awaited.size")):
        page.keyboard.press("Tab")
        style, width = page.evaluate(reach)
        assert style != "none"
        assert width >= 1
    assert page.evaluate("[...window.awaited].map((one) => one.outerHTML)") == []


def test_links_lead_to_their_place(opened: Opened) -> None:
    page = opened("english")
    page.locator("table.contents a[href='#measures']").first.click()
    assert page.evaluate("location.hash") == "#measures"
    assert page.locator("#measures").bounding_box()["y"] < SIZES["desktop"][1]


@pytest.mark.parametrize("name", LANGUAGES)
def test_it_can_be_printed(opened: Opened, name: str) -> None:
    assert opened(name).pdf().startswith(b"%PDF-")
