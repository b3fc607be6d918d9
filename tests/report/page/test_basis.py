"""A report from published figures: a mark on every page, a range, and nothing that judges."""

from __future__ import annotations

import pytest

from greenpark_assess.report.charts import draw
from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pages import changed, said

LEVEL = {"reached": None, "possible": None, "provisional": False, "next": None, "ladder": {}}


@pytest.fixture(scope="module")
def published(rubric: Rubric) -> Page:
    """Return the report on a park that nobody has asked."""
    change = {"illustrative": False, "basis": "public record", "level": LEVEL}
    return page(rubric, changed(change), ("en",))


def test_it_says_on_the_cover_and_on_every_page_that_it_is_no_assessment(published: Page) -> None:
    assert said(published.cover.mark) == (
        "Illustration from published figures, not an assessment; the park has not been asked"
    )
    assert said(published.running).endswith("from published figures, not an assessment")


def test_it_shows_a_range_and_no_score_or_level(published: Page) -> None:
    assert published.cover.score.text == "53.5–68.5"
    assert said(published.cover.level) == "Range of the score; no level is given"


def test_levels_are_not_drawn_as_goals(published: Page) -> None:
    assert published.summary.chart.levels == ()
    assert "Bronze" not in draw(published.summary.chart)


def test_it_recommends_nothing_and_nobody_signs_it(published: Page) -> None:
    assert (published.measures, published.ladder, published.declaration) == (None, None, None)
    anchors = {line.heading.anchor for line in published.contents}
    assert anchors.isdisjoint({"measures", "levels", "declaration", "road-map"})


def test_an_assessment_has_all_of_it(english: Page) -> None:
    assert None not in (english.measures, english.ladder, english.declaration)
    anchors = [line.heading.anchor for line in english.contents]
    assert {"measures", "levels", "declaration", "road-map"} <= set(anchors)


@pytest.mark.parametrize("brief", [False, True], ids=["whole", "brief"])
def test_its_pages_can_be_drawn(published: Page, brief: bool) -> None:  # noqa: FBT001
    text = html(published, brief=brief)
    assert "not an assessment" in text
    assert "declaration" not in text.partition("</style>")[2]
