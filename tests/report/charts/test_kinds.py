"""What each kind of chart shows, and what it leaves out."""

from __future__ import annotations

import re

import pytest

from greenpark_assess.report.charts import (
    Bars,
    Contributions,
    HeatMap,
    HeatRow,
    Item,
    Key,
    Landmark,
    Multiples,
    Part,
    Radar,
    Reading,
    Series,
    Trend,
    Waterfall,
    draw,
)
from greenpark_assess.report.charts.colours import DEEP, HEAT, INK, RUST, TEAL
from greenpark_assess.report.charts.trend import runs

KEY = Key("score", "open", "benchmark", "n/a")
SURE = Item("Energy", Reading(60, 60, 60, "60.0"))
OPEN = Item("Water", Reading(40, 40, 55, "40.0", "40.0–55.0"))
NONE = Item("Waste", None, "not applicable")
MARKED = Item("Air", Reading(80, 80, 80, "80.0"), "", Landmark(75, "Mean", "75"))


def texts(svg: str) -> list[str]:
    return re.findall(r"<text[^>]*>([^<]*)</text>", svg)


@pytest.mark.parametrize(
    ("items", "legend"),
    [
        ([SURE], ["score"]),
        ([OPEN], ["score", "open"]),
        ([MARKED], ["score", "benchmark"]),
        ([NONE], []),
    ],
    ids=["sure", "open", "benchmark", "n/a"],
)
def test_bars_explain_the_signs_that_they_use(items: list[Item], legend: list[str]) -> None:
    drawn = texts(draw(Bars("c", "", "", tuple(items), (), KEY)))
    assert [one for one in drawn if one in {"score", "open", "benchmark", "n/a"}] == legend


def test_bars_say_every_number_and_why_there_is_none() -> None:
    drawn = texts(
        draw(Bars("c", "", "", (SURE, OPEN, NONE, MARKED), (Landmark(55, "Bronze", "55"),)))
    )
    assert {"60.0", "40.0", "40.0–55.0", "80.0", "Mean 75", "not applicable", "Bronze 55"} <= set(
        drawn
    )


@pytest.mark.parametrize("count", [1, 2, 3, 10, 11])
def test_a_radar_needs_3_to_10_axes_and_is_bars_otherwise(count: int) -> None:
    items = (SURE,) * count
    as_bars = draw(Radar("c", "", "", items)) == draw(Bars("c", "", "", items))
    assert as_bars == (count in {1, 2, 11})


def test_a_radar_leaves_a_gap_at_an_axis_without_score() -> None:
    def sides(*items: Item) -> int:
        outline = rf'<path d="([^"]*)" fill="none" stroke="{DEEP}"'
        return sum(one.count("M") for one in re.findall(outline, draw(Radar("c", "", "", items))))

    assert sides(SURE, SURE, SURE, SURE, SURE) == 5
    assert sides(SURE, SURE, NONE, SURE, SURE) == 3
    assert sides(SURE, NONE, SURE, NONE) == 0


def test_a_radar_names_its_levels() -> None:
    levels = (Landmark(55, "Bronze", "55"), Landmark(70, "Silver", "70"))
    drawn = texts(draw(Radar("c", "", "", (SURE, OPEN, MARKED), levels, KEY)))
    assert drawn[-5:] == ["score", "open", "benchmark", "Bronze 55", "Silver 70"]


def test_cells_are_darker_the_better_and_hatched_without_score() -> None:
    scores = (5.0, 25.0, 45.0, 65.0, 85.0)
    cells = tuple(Item("Water", Reading(one, one, one, f"{one}")) for one in scores)
    drawn = draw(HeatMap("c", "", "", (HeatRow("Symbiosis", (*cells, NONE)),), KEY))
    fills = re.findall(r'height="62" fill="(#\w+)"', drawn)
    assert fills == [*HEAT, "#ffffff"]
    assert {"5.0", "85.0", "not applicable", "n/a"} <= set(texts(drawn))


def test_a_waterfall_ends_where_its_parts_lead() -> None:
    steps = (Part("Energy", -12.5, "−12.5"), Part("Bonus", 2.5, "+2.5"))
    drawn = draw(
        Waterfall("c", "", "", Part("Full", 100, "100.0"), steps, Part("Score", 90, "90.0"))
    )
    columns = re.findall(rf'x="272" y="[\d.]+" width="([\d.]+)" height="14" fill="{DEEP}"', drawn)
    assert [float(one) for one in columns] == pytest.approx([358, 358 * 0.9], abs=0.01)
    assert [one for one in texts(drawn) if one[0] in "−+"] == ["−12.5", "+2.5"]


def test_losses_are_hatched_and_gains_are_solid() -> None:
    causes = (Part("Rubric", -2, "−2.0"), Part("Reuse", 5, "+5.0"))
    drawn = draw(Contributions("c", "", "", Part("2024", 50, "50"), causes, Part("2025", 53, "53")))
    assert drawn.count(f'fill="#ffffff" stroke="{RUST}"') == 1
    assert drawn.count(f'height="14" fill="{TEAL}"') == 1


def test_a_missing_year_parts_the_line() -> None:
    one = Reading(50, 50, 50, "50.0")
    stretches = [[at for at, _ in run] for run in runs((None, one, one, None, one, None, None))]
    assert stretches == [[1, 2], [4]]


def test_a_trend_says_every_number_and_names_its_lines_at_their_ends() -> None:
    def series(name: str, *scores: float) -> Series:
        return Series(name, tuple(Reading(one, one, one, f"{one:.1f}") for one in scores))

    lines = (series("Ours", 50, 60, 70), series("Theirs", 40, 45, 48))
    drawn = texts(draw(Trend("c", "", "", ("2023", "2024", "2025"), lines)))
    assert {"50.0", "60.0", "70.0", "40.0", "45.0", "48.0"} <= set(drawn)
    assert {"Ours 70.0", "Theirs 48.0", "2023", "2024", "2025"} <= set(drawn)


def test_small_multiples_share_one_scale() -> None:
    low, high = Reading(10, 10, 10, "10.0"), Reading(110, 110, 110, "110.0")
    panels = (Series("Energy", (low, low)), Series("Water", (high, high)))
    drawn = draw(Multiples("c", "", "", ("2024", "2025"), panels))
    assert {"0", "120"} <= set(texts(drawn))
    assert drawn.count(f'fill="{INK}"') > 0


def test_a_chart_too_high_for_a_page_is_drawn_smaller() -> None:
    def stretch(count: int) -> float:
        found = re.search(r"width:([\d.]+)%", draw(Bars("c", "", "", (SURE,) * count)))
        assert found
        return float(found[1])

    assert stretch(20) == 100
    assert 60 < stretch(40) < 100
