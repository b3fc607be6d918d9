"""The report's own fonts, and what they cannot draw."""

from __future__ import annotations

from typing import Any

import pytest

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.glyphs import drawable, missing_glyphs, texts
from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.wording import say
from small_park import ASSESSMENT


def named(rubric: Rubric, name: str) -> Page:
    park: dict[str, Any] = ASSESSMENT["park"] | {"name": {"en": name}}
    return page(rubric, Assessment.model_validate(ASSESSMENT | {"park": park}), ("en",))


@pytest.mark.parametrize(
    "text", ["绿色园区", "m³/10⁴ CNY", "Khu công nghiệp Đà Nẵng", "≥ ≤ − – “”"]
)
def test_what_reports_are_written_in_can_be_drawn(text: str) -> None:
    assert {character for character in text if character != " "} <= set(map(chr, drawable()))


def test_a_report_in_both_languages_lacks_nothing(bilingual: Page) -> None:
    assert missing_glyphs(bilingual) == ()


def test_a_missing_character_is_named_once_with_its_surroundings(rubric: Rubric) -> None:
    (problem,) = missing_glyphs(named(rubric, "River Park \N{HERB}"))
    assert problem.details == {
        "character": "\N{HERB}",
        "code": "U+1F33F",
        "text": "River Park \N{HERB} – gap report 2025",
    }
    assert "U+1F33F" in say(problem, "en")
    assert "U+1F33F" in say(problem, "zh")


def test_line_breaks_and_joiners_need_no_glyph(rubric: Rubric) -> None:
    assert missing_glyphs(named(rubric, "River\n\u200bPark\u2009\u202f")) == ()


def test_all_texts_of_a_page_are_looked_at(english: Page) -> None:
    found = set(texts(english))
    assert {"River Park", "Contents", "evidence/energy.pdf\nbills 2025", "Solar roofs"} <= found
