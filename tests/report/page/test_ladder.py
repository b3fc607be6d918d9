"""The levels: what is missing for the next one, and all conditions in one table."""

from __future__ import annotations

from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pages import changed, said
from small_park import ASSESSMENT


def test_what_is_missing_for_the_next_level(english: Page) -> None:
    assert english.ladder is not None
    missing = [
        (said(row.text), said(row.found), *(said(one.text) for one in row.marks if one))
        for row in english.ladder.missing
    ]
    assert missing == [
        ("Total score of at least 65.0", "53.5", "open"),
        ("Prerequisite: Management system", "", "not met"),
        ("Prerequisite: An audit was made", "", "open"),
        ("Energy: at least 45.0 points", "43.4", "open"),
    ]


def test_a_level_says_whether_it_is_reached(english: Page) -> None:
    assert english.ladder is not None
    assert [(said(title), said(mark.text)) for title, mark in english.ladder.levels] == [
        ("Bronze", "reached"),
        ("Silver", "not reached"),
    ]


def test_every_condition_stands_once_with_its_state_at_each_level(english: Page) -> None:
    """First the total, then dimensions, conditions in words, and prerequisites."""
    assert english.ladder is not None
    table = [
        (said(row.text), said(row.found), [said(one.text) if one else "" for one in row.marks])
        for row in english.ladder.requirements
    ]
    assert table == [
        ("Total score", "53.5", ["50.0 – met", "65.0 – open"]),
        ("Energy", "43.4", ["", "45.0 – open"]),
        ("Water", "68.8", ["", "45.0 – met"]),
        ("A water plan is in force", "", ["", "met"]),
        ("Management system", "", ["", "not met"]),
        ("An audit was made", "", ["", "open"]),
    ]


def test_a_level_within_reach_is_told_apart(rubric: Rubric) -> None:
    level = ASSESSMENT["level"] | {"possible": "silver"}
    ladder = page(rubric, changed({"level": level}), ("en",)).ladder
    assert ladder is not None
    assert [said(mark.text) for _, mark in ladder.levels] == ["reached", "possible"]
    assert "Silver is within reach" in said(ladder.standing[1])
