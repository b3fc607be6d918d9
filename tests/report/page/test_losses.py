"""The page on where the points are lost."""

from __future__ import annotations

from decimal import Decimal

from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pages import changed, said
from small_park import ASSESSMENT, node


def test_the_waterfall_runs_from_100_to_the_score(english: Page) -> None:
    fall = english.losses.waterfall
    assert fall is not None
    parts = (fall.start, *fall.steps, fall.end)
    assert [(one.name, one.text) for one in parts] == [
        ("Full points", "100.0"),
        ("Energy", "−34.0"),
        ("Water", "−12.5"),
        ("Score", "53.5"),
    ]
    assert fall.description == "Full points: 100.0; Energy: −34.0; Water: −12.5; Score: 53.5"


def test_its_printed_steps_add_up(english: Page) -> None:
    fall = english.losses.waterfall
    assert fall is not None
    printed = [Decimal(one.text.replace("−", "-")) for one in (fall.start, *fall.steps)]
    assert sum(printed) == Decimal(fall.end.text)


def test_no_waterfall_where_losses_do_not_add_up(rubric: Rubric) -> None:
    nodes = ASSESSMENT["nodes"] | {"water": node(None, 68.75, 40, lost=0.0)}
    assert page(rubric, changed({"nodes": nodes}), ("en",)).losses.waterfall is None


def test_the_heat_map_has_a_row_for_each_dimension(english: Page) -> None:
    """A dimension without criteria shows its indicators."""
    found = {
        row.name: [
            (cell.name, cell.reading.text if cell.reading else cell.state) for cell in row.cells
        ]
        for row in english.losses.heat_map.rows
    }
    assert found == {
        "Energy": [("Use and supply", "61.8"), ("Management", "25.0")],
        "Water": [
            ("Water reuse rate", "62.5"),
            ("Water plan", "75.0"),
            ("Water cascade", "not applicable"),
        ],
    }


def test_a_cell_speaks_the_leading_language_alone(bilingual: Page) -> None:
    (energy, _) = bilingual.losses.heat_map.rows
    assert energy.name == "能源 Energy"
    assert [cell.name for cell in energy.cells] == ["消费与供应", "能源管理"]


def test_the_heat_map_is_told_in_words(english: Page) -> None:
    words = english.losses.heat_map.description
    assert "Management: 25.0 (25.0–75.0)" in words
    assert "Water cascade: not applicable" in words


def test_it_stands_second_in_the_contents(english: Page) -> None:
    assert [said(line.heading.title) for line in english.contents][:2] == [
        "Summary",
        "Where the points are lost",
    ]
