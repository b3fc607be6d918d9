"""The chapters: evidence at each indicator, and parts that cannot make up for each other."""

from __future__ import annotations

import copy
from collections.abc import Mapping

import pytest

from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pages import changed, rows, said
from small_park import ASSESSMENT, RUBRIC


def with_evidence(rubric: Rubric, given: Mapping[str, list[str]]) -> Page:
    answers = copy.deepcopy(ASSESSMENT["answers"])
    for name, evidence in given.items():
        answers[name]["evidence"] = evidence
    return page(rubric, changed({"answers": answers}), ("en",))


@pytest.mark.parametrize(
    ("given", "words", "tone"),
    [
        pytest.param({}, "no evidence named", "bad", id="none"),
        pytest.param(
            {"water.fresh": ["bill"]}, "evidence for 1 of 2 answers", "open", id="for one of two"
        ),
        pytest.param(
            {"water.fresh": ["bill"], "water.reused": ["meter"]},
            "evidence named",
            "good",
            id="for both",
        ),
    ],
)
def test_each_value_says_whether_it_is_proven(
    rubric: Rubric, given: Mapping[str, list[str]], words: str, tone: str
) -> None:
    mark = rows(with_evidence(rubric, given))["Water reuse rate"].evidence
    assert mark is not None
    assert (said(mark.text), mark.tone) == (words, tone)


def test_what_is_not_answered_needs_no_evidence(english: Page) -> None:
    found = rows(english)
    assert found["Energy audit"].evidence is None
    assert found["Water cascade"].evidence is None


def joined_by(aggregate: str) -> Page:
    changed_rubric = copy.deepcopy(RUBRIC)
    changed_rubric["dimensions"]["water"]["aggregate"] = aggregate
    return page(Rubric.model_validate(changed_rubric), changed({}), ("en",))


def test_parts_that_cannot_make_up_for_each_other_stand_side_by_side() -> None:
    (water,) = joined_by("geometric").chapters[1].groups
    assert water.chart is not None
    assert water.chart.title == "Parts of the criterion"
    assert [one.name for one in water.chart.items] == [
        "Water reuse rate",
        "Water plan",
        "Water cascade",
    ]
    assert said(water.joined) == (
        "These parts are joined by a weighted geometric mean, so that none can make up for another."
    )


def test_parts_that_make_up_for_each_other_need_no_chart() -> None:
    (water,) = joined_by("arithmetic").chapters[1].groups
    assert (water.chart, water.joined) == (None, ())


def test_a_dimension_with_one_criterion_has_no_chart_of_criteria(english: Page) -> None:
    energy, water = english.chapters
    assert energy.chart is not None
    assert [one.name for one in energy.chart.items] == ["Use and supply", "Management"]
    assert water.chart is None


def test_bars_show_the_levels_as_thresholds(english: Page) -> None:
    chart = english.chapters[0].chart
    assert chart is not None
    assert [one.label for one in chart.levels] == ["Bronze 50.0", "Silver 65.0"]
