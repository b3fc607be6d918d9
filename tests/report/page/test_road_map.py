"""The road map: who leads what, and in which year it begins."""

from __future__ import annotations

import copy
from collections.abc import Sequence
from typing import Any

import pytest

from greenpark_assess.report.page import Page, page
from greenpark_assess.report.page.record import RoadMap
from greenpark_assess.report.page.road_map import MOST_IN_A_STAGE
from greenpark_assess.rubric.model import Rubric
from pages import changed, said
from small_park import RUBRIC


def mapped(
    measures: Sequence[tuple[str, list[str], list[str]]], languages: tuple[str, ...] = ("en",)
) -> RoadMap:
    """Return the map of measures, each a list, its cost and who acts."""
    rubric: dict[str, Any] = copy.deepcopy(RUBRIC)
    solar = rubric["recommendations"]["solar"]
    rubric["recommendations"] = {
        f"m{n}": solar | {"title": f"Measure {n}", "cost": cost, "who": who}
        for n, (_, cost, who) in enumerate(measures)
    }
    records = {
        f"m{n}": {"list": list_, "gain": float(n), "together": 9.0, "lifts": ["energy.renewable"]}
        for n, (list_, *_) in enumerate(measures)
    }
    told = page(Rubric.model_validate(rubric), changed({"recommendations": records}), languages)
    assert told.measures is not None
    assert told.measures.road_map is not None
    return told.measures.road_map


@pytest.mark.parametrize(
    ("list_", "cost", "year"),
    [
        ("must", ["high"], 1),
        ("quick", ["low"], 1),
        ("plan", ["low", "medium"], 2),
        ("plan", ["medium"], 2),
        ("plan", ["medium", "high"], 3),
        ("plan", ["park"], 3),
    ],
)
def test_the_year_follows_from_list_and_cost(list_: str, cost: list[str], year: int) -> None:
    ((_, stages),) = mapped([(list_, cost, ["finance"])]).parties
    assert [len(stage.measures) for stage in stages] == [int(year == one) for one in (1, 2, 3)]


def test_the_party_named_first_leads(english: Page) -> None:
    assert english.measures is not None
    assert english.measures.road_map is not None
    leads = {
        said(party): [[said(title) for title, _ in stage.measures] for stage in stages]
        for party, stages in english.measures.road_map.parties
    }
    assert leads == {
        "park developer": [["Certify the management system"], [], []],
        "enterprises": [[], [], ["Solar roofs"]],
    }


@pytest.mark.parametrize("languages", [("en",), ("zh", "en")], ids=["one", "two"])
def test_the_best_are_shown_and_the_others_counted(languages: tuple[str, ...]) -> None:
    most = MOST_IN_A_STAGE[len(languages)]
    ((_, stages),) = mapped([("must", ["low"], ["developer"])] * (most + 2), languages).parties
    shown = [said(title) for title, _ in stages[0].measures]
    assert shown == [f"Measure {most + 1 - n}" for n in range(most)]
    assert said(stages[0].more).endswith("and 2 more")


def test_each_leads_to_the_measure_in_the_list() -> None:
    found = mapped([("must", ["low"], ["developer"]), ("plan", ["low"], ["developer"])])
    ((_, stages),) = found.parties
    assert [link for stage in stages for _, link in stage.measures] == ["m1", "m2"]


def test_there_is_none_where_nothing_is_due(rubric: Rubric) -> None:
    told = page(rubric, changed({"recommendations": {}}), ("en",))
    assert told.measures is not None
    assert (told.measures.road_map, told.measures.lists) == (None, ())
