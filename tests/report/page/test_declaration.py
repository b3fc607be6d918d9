"""The page that the park signs."""

from __future__ import annotations

from greenpark_assess.report.page import Page
from pages import entries, said


def test_it_says_what_is_signed(english: Page) -> None:
    assert english.declaration is not None
    assert entries(english.declaration.facts) == {
        "Park": "River Park",
        "Period": "2025",
        "Assessed under": "Small park rubric, version 1.2.0",
        "Score": "53.5 / 100",
        "Level": "Bronze",
    }
    assert "It is no certificate" in said(english.declaration.sentences[-1])


def test_lines_are_left_for_person_place_date_and_seal(chinese: Page) -> None:
    assert chinese.declaration is not None
    assert [said(line) for line in chinese.declaration.lines] == [
        "负责人",
        "职务",
        "地点、日期",
        "签字",
    ]
    assert said(chinese.declaration.seal) == "（盖章）"


def test_it_closes_the_report(english: Page) -> None:
    assert english.contents[-1].heading.anchor == "declaration"
