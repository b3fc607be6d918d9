"""The recommendations: the first of each list in full, the rest in a table."""

from __future__ import annotations

import copy

import pytest

from greenpark_assess.report.page import Page, page
from greenpark_assess.report.page.measures import LISTS
from greenpark_assess.report.page.record import Measures
from greenpark_assess.rubric.model import Rubric
from pages import changed, entries, said
from small_park import RUBRIC


def due(count: int, list_: str) -> Measures:
    """Return the chapter with ``count`` measures due in one list, the first gaining most."""
    rubric = copy.deepcopy(RUBRIC)
    solar = rubric["recommendations"]["solar"]
    rubric["recommendations"] = {f"m{n}": solar | {"title": f"Measure {n}"} for n in range(count)}
    records = {
        f"m{n}": {
            "list": list_,
            "gain": (count - n) / 10,
            "together": count / 10,
            "lifts": ["energy.renewable"],
        }
        for n in range(count)
    }
    assessment = changed({"recommendations": records})
    found = page(Rubric.model_validate(rubric), assessment, ("en",)).measures
    assert found is not None
    return found


def test_recommendations(english: Page) -> None:
    assert english.measures is not None
    must, plan = english.measures.lists
    assert (said(must.heading.title), said(plan.heading.title)) == ("Must", "To be planned")
    certify, solar = must.measures[0], plan.measures[0]
    assert entries(certify.terms) == {
        "Gain": "+7.5 (together +7.5)",
        "Cost": "none or low to medium",
        "Payback": "required by law",
        "Who acts": "park developer, enterprises",
    }
    assert entries(solar.terms)["Payback"] == "4–8 years"
    assert entries(solar.details) == {
        "Lifts": "Renewable energy",
        "Typical effect": "5 to 25% of electricity",
        "Overlaps with": "Certify the management system",
        "Source": "authors' judgement",
    }
    assert (must.rest, plan.rest) == ((), ())


@pytest.mark.parametrize("list_", LISTS)
def test_the_first_are_told_in_full_and_the_rest_in_lines(list_: str) -> None:
    (found,) = due(LISTS[list_] + 3, list_).lists
    assert len(found.measures) == LISTS[list_]
    assert [said(one.title) for one in found.rest] == [
        f"Measure {LISTS[list_] + n}" for n in range(3)
    ]


def test_a_line_says_gain_and_gain_together_under_the_heads_of_its_table() -> None:
    measures = due(LISTS["quick"] + 1, "quick")
    (line,) = measures.lists[0].rest
    heads = [said(one) for one in measures.terms]
    assert dict(zip(heads, map(said, line.terms), strict=True)) == {
        "Gain / together": "+0.1 / +0.6",
        "Cost": "high",
        "Payback": "4–8 years",
        "Who acts": "enterprises",
    }
    assert set(entries(line.details)) == {"Lifts", "Typical effect"}


def test_every_measure_has_an_anchor_of_its_own() -> None:
    (found,) = due(12, "plan").lists
    anchors = [one.anchor for one in (*found.measures, *found.rest)]
    assert anchors == [f"m{place}" for place in range(1, 13)]
