"""The finished trend report: every word and number of a small park, and how they hang together."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from typing import Any

import pytest

from greenpark_assess.answers.model import Answer, NotApplicable, Span
from greenpark_assess.comparison.compared import Compared, compare, groups
from greenpark_assess.comparison.entries import country
from greenpark_assess.problems import Place, Problem
from greenpark_assess.report.charts import Contributions
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.trend import Background, TrendPage, trend_page
from greenpark_assess.report.trend.record import Line, Part, Section, Table
from greenpark_assess.rubric.diff import diff
from mill import PLAN, RUBRIC, YEARS, beside_each_other
from support import entry_of, rubric_of
from versions import NEW, OLD


def words(phrase: Phrase) -> str:
    return phrase[0].text if phrase else ""


def section(page: TrendPage, anchor: str) -> Section:
    return next(one for one in page.sections if one.heading.anchor.endswith(anchor))


def tables(part: Section) -> dict[str, Table]:
    return {words(one.table.caption): one.table for one in part.parts if one.table}


def row(line: Line) -> list[str]:
    return [one.badge.text if one.badge else words(one.text) for one in line.cells]


def rows(table: Table) -> list[list[str]]:
    return [row(line) for line in table.lines]


def sentences(part: Section) -> list[str]:
    def told(one: Part) -> list[Phrase]:
        return [one.title, one.head, one.lead, *one.points, one.text]

    return [words(phrase) for one in part.parts for phrase in told(one) if phrase]


def chart(part: Section) -> Contributions:
    return next(one.chart for one in part.parts if isinstance(one.chart, Contributions))


def of_years(*given: dict[str, Any], **more: Any) -> TrendPage:
    """Return the report on one park in the years from 2021."""
    entries = [
        entry_of(RUBRIC, one, str(2021 + place), park="p", period=str(2021 + place), **more)
        for place, one in enumerate(given)
    ]
    return trend_page(compare(RUBRIC, PLAN, entries), ("en",))


# --- one park over years --------------------------------------------------------------------------


def test_what_the_sections_are(english: TrendPage) -> None:
    assert [words(one.heading.title) for one in english.sections] == [
        "Summary of the comparison",
        "Why the score changed",
        "Dimensions over the years",
        "Indicators over the years",
        "What became of the recommendations",
        "Intended and reached values",
        "What the rubric changed",
        "How the comparison is made",
    ]
    assert english.contents[0].heading is english.sections[0].heading


def test_the_chinese_report_speaks_as_annual_reviews_do(chinese: TrendPage) -> None:
    assert [words(one.heading.title) for one in chinese.sections] == [
        "年度对比摘要",
        "得分变化及原因",
        "各维度历年得分",
        "指标变化情况",
        "整改落实情况",
        "目标完成情况",
        "评价体系变更的影响",
        "对比方法说明",
    ]
    assert chinese.title == "老工坊园区2023–2025年度对比报告"


def test_the_cover_names_the_yardstick(english: TrendPage) -> None:
    cover = english.cover
    assert (words(cover.park), cover.score, words(cover.level)) == ("Old Mill", "67.9", "Good")
    assert [words(one.text) for one in cover.years] == ["13.3", "31.7", "67.9"]
    assert [words(one.text) for one in cover.facts] == ["Mill check, version 2.0"]
    assert words(cover.statement).startswith("All years were judged again under this one rubric")


def test_the_director_reads_what_why_and_how_surely(english: TrendPage) -> None:
    summary = section(english, "summary")
    assert sentences(summary) == [
        (
            "Old Mill rose from 31.7 points in 2024 to 67.9 in 2025, by 36.2 points;"
            ' the level changed from "No level yet" to "Good".'
        ),
        "Why: Performance +18.1, Scope change +18.1.",
        "Performance changed most in Energy +20.0, Water −1.9.",
        'Most was gained by "Water cascade" (not applicable → yes), +18.1 points.',
        'Most was lost by "Reuse rate" (30% → 25%), −1.9 points.',
        "Since 2023 the change is +54.6 points.",
    ]
    assert chart(summary).description == (
        "Score 2024: 31.7; Scope change: +18.1; Performance: +18.1; Score 2025: 67.9"
    )
    assert rows(tables(summary)["The years under one yardstick"]) == [
        ["2023", "13.3", "13.3–63.3", "No level yet", "50.0%"],
        ["2024", "31.7", "31.7", "No level yet", "100.0%"],
        ["2025", "67.9", "67.9", "Good", "100.0%"],
    ]


def test_overlapping_ranges_leave_the_order_open() -> None:
    first, second = ({"energy.use": 50, "energy.plan": plan} for plan in ("none", "written"))
    told = sentences(section(of_years(first, second), "summary"))
    assert any("it is not certain which year is better" in one for one in told)


def test_ranges_apart_make_it_certain() -> None:
    first = {"energy.use": 100, "energy.plan": "none", "water.reuse": (0, 10), "water.steps": False}
    second = {"energy.use": 0, "energy.plan": "written", "water.reuse": 50, "water.steps": True}
    told = sentences(section(of_years(first, second), "summary"))
    assert any("cannot turn the order round" in one for one in told)


def test_the_steps_lead_from_published_total_to_published_total(english: TrendPage) -> None:
    assert rows(
        tables(section(english, "steps"))["The change of each step, in points of the total"]
    ) == [
        ["2023 → 2024", "20.0", "−6.7", "0.0", "+15.0", "+3.4", "31.7"],
        ["2024 → 2025", "31.7", "0.0", "+18.1", "0.0", "+18.1", "67.9"],
        ["2023 → 2025", "20.0", "−6.7", "+18.1", "+15.0", "+21.5", "67.9"],
    ]


def test_gains_and_losses_have_values_points_and_causes(english: TrendPage) -> None:
    found = [one.table for one in section(english, "steps").parts if one.table]
    gains = [rows(one) for one in found if words(one.caption) == "Largest gains"]
    assert gains == [
        [
            ["Water cascade", "not applicable", "yes", "– → 100.0", "applies now", "+18.1"],
            ["Energy plan", "No plan", "Written", "0.0 → 100.0", "other value", "+16.7"],
            ["Energy use", "50\xa0tce", "40\xa0tce", "50.0 → 60.0", "other value", "+3.3"],
        ],
        [
            ["Reuse rate", "unanswered", "30%", "0.0 → 30.0", "newly answered", "+15.0"],
            ["Energy use", "60\xa0tce", "50\xa0tce", "40.0 → 50.0", "other value", "+3.4"],
        ],
    ]
    assert "No indicator lost." in sentences(section(english, "steps"))


def test_an_indicator_tells_all_its_causes() -> None:
    """From "0 to 20" to exactly 50: thirty points are performance, twenty only became known."""
    rest = {"energy.use": 50, "energy.plan": "none", "water.steps": False}
    page = of_years(rest | {"water.reuse": (0, 20)}, rest | {"water.reuse": 50})
    (gain,) = rows(tables(section(page, "steps"))["Largest gains"])
    assert gain[4:] == ["other value +7.5; known more or less precisely +5.0", "+12.5"]


def test_all_indicators_over_the_years_stand_in_one_form(english: TrendPage) -> None:
    found = tables(section(english, "indicators"))
    assert [words(one.title) for one in found["Energy"].columns] == [
        "Indicator", "Unit", "2023", "2024", "2025", "Change 2024\xa0→\xa02025", "Points", "Change",
    ]  # fmt: skip
    assert rows(found["Energy"]) + rows(found["Water"]) == [
        ["Energy use", "tce", "60", "50", "40", "−10", "60.0", "+10.0"],
        ["Energy plan", "–", "No plan", "No plan", "Written", "changed", "100.0", "+100.0"],
        ["Reuse rate", "%", "unanswered", "30", "25", "−5", "25.0", "−5.0"],
        ["Water cascade", "–", "not applicable", "not applicable", "yes", "–", "100.0", "–"],
    ]


def test_long_tables_show_the_last_years_and_say_so() -> None:
    page = of_years(*[YEARS["2024"]] * 7)
    energy = tables(section(page, "indicators"))["Energy"]
    assert [words(one.title) for one in energy.columns][2:7] == [str(2023 + n) for n in range(5)]
    note = words(section(page, "indicators").parts[0].note)
    assert note == "The tables show the last 5 years; the charts show all."


def test_a_park_that_changed_nothing_says_so() -> None:
    page = of_years(YEARS["2025"], YEARS["2025"])
    summary = section(page, "summary")
    assert "as in 2021; the level stays the same (Good)" in sentences(summary)[0]
    assert chart(summary).causes[0].text == "0.0"
    assert "No indicator gained." in sentences(section(page, "steps"))


def test_a_year_without_a_score_is_told_and_not_split() -> None:
    nothing = dict.fromkeys(RUBRIC.questions, NotApplicable("closed"))
    page = of_years(nothing, YEARS["2025"])
    assert sentences(section(page, "summary"))[0] == "No change can be told: 2021 has no score."
    assert "Nothing can be split" in sentences(section(page, "steps"))[0]


# --- recommendations ------------------------------------------------------------------------------


def test_what_became_of_recommendations(english: TrendPage) -> None:
    found = section(english, "follow-up")
    assert sentences(found)[0].endswith(
        "– Done by the answers: 1; Still due, partly reached: 1; Still due: 1."
    )
    assert [row(line) for one in found.parts if one.table for line in one.table.lines] == [
        ["Write a plan", "2023, 2024", "Energy plan (0.0 → 100.0)"],
        ["Save and reuse", "2023, 2024", "Energy use (40.0 → 60.0); Reuse rate (0.0 → 25.0)"],
        ["Save energy", "2023, 2024", "Energy use (40.0 → 60.0)"],
    ]


def test_what_does_not_apply_any_more_is_no_success() -> None:
    gone = YEARS["2025"] | {"energy.plan": NotApplicable("merged with another park")}
    found = section(of_years(YEARS["2024"], gone), "follow-up")
    assert "Dropped: not applicable (1)" in sentences(found)


def test_what_is_due_for_the_first_time_is_counted() -> None:
    worse = YEARS["2025"] | {"energy.plan": "none"}
    found = section(of_years(YEARS["2025"], worse), "follow-up")
    assert "Due in 2022 for the first time: 1." in sentences(found)


# --- intended values ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("then", "target", "now", "result"),
    [
        pytest.param(50, (30, 30), 30, "reached", id="reached"),
        pytest.param(50, (30, 30), 20, "reached", id="further-than-intended"),
        pytest.param(50, (30, 30), 45, "25.0% of the way", id="partly"),
        pytest.param(50, (30, 30), 50, "not moved", id="not-moved"),
        pytest.param(50, (30, 30), 55, "further away", id="away"),
        pytest.param(50, (0, 30), 40, "50.0% of the way", id="to-a-range"),
        pytest.param(20, (0, 30), 25, "reached", id="still-in-the-range"),
        pytest.param(20, (0, 30), 35, "further away", id="left-the-range"),
        pytest.param(None, (30, 30), 30, "reached", id="from-nowhere-to-the-target"),
        pytest.param(None, (30, 30), 40, "cannot be told", id="from-nowhere"),
        pytest.param(50, (30, 30), (20, 40), "cannot be told", id="to-a-range-of-values"),
    ],
)
def test_intended_values(then: Any, target: Any, now: Any, result: str) -> None:
    first = entry_of(RUBRIC, YEARS["2024"], "2021", park="p", period="2021")
    value = Span(then, then) if then is not None else Span(0, 100)
    given = {**first.answers.answers, "energy.use": Answer(value, target=Span(*target))}
    first = replace(first, answers=replace(first.answers, answers=given))
    second = YEARS["2024"] | {"energy.use": now}
    entries = [first, entry_of(RUBRIC, second, "2022", park="p", period="2022")]
    page = trend_page(compare(RUBRIC, PLAN, entries), ("en",))
    (line,) = rows(next(iter(tables(section(page, "targets")).values())))
    assert line[-1] == result


def test_without_intended_values_there_is_no_section() -> None:
    page = of_years(YEARS["2024"], YEARS["2025"])
    assert not any(one.heading.anchor.endswith("targets") for one in page.sections)


# --- other versions -------------------------------------------------------------------------------


def test_published_totals_stand_beside_todays_with_the_reason(english: TrendPage) -> None:
    assert rows(tables(section(english, "versions"))["Published totals beside today's"]) == [
        ["2023", "20.0", "13.3", "−6.7", "judged by another version of the rubric"]
    ]


def test_questions_that_changed_are_listed_with_what_it_means(over_time: Compared) -> None:
    changes = diff(rubric_of(OLD), rubric_of(NEW))
    note = Problem("file.empty", Place("/somewhere/2024.yaml", 3))
    page = trend_page(over_time, ("en",), background=Background(diffs=(changes,), notes=(note,)))
    found = section(page, "versions")
    assert "From yard@1.0 to yard@2.0" in sentences(found)
    told = [one for one in rows(tables(found)[""]) if len(one) == 3]
    effects = {one[1] for one in told}
    assert {"cannot be compared", "needs a look", "other points"} <= effects
    assert rows(tables(found)["Notes on the files"]) == [["2024.yaml", "the file is empty"]]


# --- parks beside each other ----------------------------------------------------------------------


def test_parks_stand_in_the_order_of_their_full_scores(parks: TrendPage) -> None:
    assert rows(tables(section(parks, "between"))["Scores and ranks"]) == [
        ["b", "2025", "74.6", "1", "74.6", "55.8", "2", "1"],
        ["c", "2025", "67.9", "2", "67.9", "49.2", "3", "1"],
        ["a", "2025", "62.5", "3", "62.5", "62.5", "1", "0"],
        ["d", "2025", "61.3", "4", "61.3", "42.5", "4", "1"],
        ["e", "2025", "54.6", "5", "54.6", "35.8", "5", "1"],
    ]
    assert sentences(section(parks, "between"))[0].startswith("The scopes differ: only 3")


def test_neighbours_say_how_sure_their_order_is(parks: TrendPage) -> None:
    order = rows(tables(section(parks, "between"))["How sure the order is"])
    assert order[0] == ["b", "c", "+6.7", "do not overlap", "100.0%", "no weighting"]
    assert order[1] == ["c", "a", "+5.4", "do not overlap", "58.4%", "8.4 percentage points"]


def test_a_spread_needs_five_parks(parks: TrendPage) -> None:
    spread = rows(tables(section(parks, "between"))["The whole group"])
    assert spread[0] == ["Total score", "5", "54.6", "61.3", "62.5", "67.9", "74.6"]
    few = trend_page(beside_each_other(4), ("en",))
    assert "Median and quartiles are given from 5 parks upwards; 4 are compared here." in (
        sentences(section(few, "between"))
    )


def test_parks_of_one_scope_can_be_compared_as_they_are() -> None:
    entries = [entry_of(RUBRIC, YEARS["2025"], name) for name in "ab"]
    page = trend_page(compare(RUBRIC, PLAN, entries), ("en",))
    assert sentences(section(page, "between"))[0].startswith("The same 4 indicators apply")


def test_groups_are_named_with_their_parks() -> None:
    entries = [
        entry_of(RUBRIC, YEARS["2025"] | {"energy.use": 10 * place}, name, country=land)
        for place, (name, land) in enumerate((("a", "KH"), ("b", "KH"), ("c", "")))
    ]
    compared = compare(RUBRIC, PLAN, entries)
    background = Background(groups=groups(compared, country))
    page = trend_page(compared, ("en",), background=background)
    lines = tables(section(page, "between"))["Groups"].lines
    assert [(words(one.cells[0].text), words(one.cells[0].note)) for one in lines] == [
        ("Cambodia", "a 81.3; b 77.9"),
        ("not stated", "c 74.6"),
    ]


def test_several_parks_over_years_have_their_pages_each() -> None:
    entries = [
        entry_of(RUBRIC, YEARS[period], f"{name}{period}", park=name, period=period)
        for name in ("north", "south")
        for period in YEARS
    ]
    page = trend_page(compare(RUBRIC, PLAN, entries), ("en",))
    titles = [words(one.heading.title) for one in page.sections]
    assert titles[0] == "Parks side by side"
    assert "south: Indicators over the years" in titles
    anchors = [one.heading.anchor for one in page.sections]
    assert len(set(anchors)) == len(anchors)


def test_printed_decimals_are_tenths(english: TrendPage) -> None:
    steps = tables(section(english, "steps"))["The change of each step, in points of the total"]
    for line in rows(steps):
        for text in line[1:]:
            assert Decimal(text.replace("−", "-")).as_tuple().exponent == -1
