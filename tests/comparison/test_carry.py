"""Answers to an older version, as answers to a newer one."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings

import versions
from greenpark_assess.answers.migrate import migrate
from greenpark_assess.answers.model import NotApplicable, Picks, Span, Value
from greenpark_assess.answers.read import read_answers
from greenpark_assess.assessment import Assessment
from greenpark_assess.comparison.carry import Asked, asked_by, carry
from greenpark_assess.comparison.recorded import recorded_answers
from greenpark_assess.documents import read
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.engine import score
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.table import encode
from strategies import judged
from support import answers_of, ask, rubric_of

OLD, NEW = rubric_of(versions.OLD), rubric_of(versions.NEW)


def version(number: str, **questions: Any) -> Rubric:
    """Return a version of a rubric that only asks."""
    rubric = rubric_of("questions: {}")
    header = rubric.header.model_copy(update={"version": number})
    return rubric.model_copy(update={"header": header, "questions": questions})


def carried(before: Any, after: Any, raw: Any) -> Value | NotApplicable | None:
    """Return what the answer ``raw`` to one question is to the next version of it."""
    found = carry(answers_of({"q": raw}), asked_by(version("1", q=before)), version("2", q=after))
    assert found.left == (() if "q" in found.answers.answers else ("q",))
    return found.answers.answers["q"].value if found.answers.answers else None


TONNES = ask("number", unit="t", min=0)
PLAN = ask("choice", options={"none": "None", "written": "Written"})
FUELS = ask("choices", options={"gas": "Gas", "coal": "Coal"})
NA = NotApplicable("none here")


@pytest.mark.parametrize(
    ("before", "after", "raw", "value"),
    [
        (TONNES, TONNES, 5, Span(5, 5)),
        (TONNES, ask("number", unit="kg"), 5, Span(5000, 5000)),
        (TONNES, ask("number", unit="m3"), 5, None),
        (ask("number", unit="CNY"), ask("number", unit="USD"), 5, None),
        (TONNES, ask("number", unit="t", max=4), 5, None),
        (TONNES, ask("number", unit="t", max=4), (3, 5), None),
        (ask("number"), ask("number", max=4), (3, math.inf), Span(3, 4)),
        (ask("number"), ask("number", min=1), (-math.inf, 3), Span(1, 3)),
        (TONNES, ask("yes_no"), 1, None),
        (ask("yes_no"), ask("yes_no"), 1, Span(1, 1)),
        (PLAN, ask("choice", options={"written": "W", "more": "M"}), "written", Picks({"written"})),
        (PLAN, ask("choice", options={"none": "N", "more": "M"}), "written", None),
        (PLAN, ask("choices", options={"written": "W"}), "written", None),
        (FUELS, ask("choices", options={"gas": "G", "sun": "S"}), {"gas"}, Picks({"gas"})),
        (FUELS, ask("choices", options={"gas": "G", "sun": "S"}), {"coal"}, None),
        (FUELS, FUELS, set(), Picks(frozenset())),
        (TONNES, ask("number", unit="kg"), NA, NA),
        (TONNES, ask("number", unit="t", na="never"), NA, None),
    ],
    ids=str,
)
def test_one_answer(before: Any, after: Any, raw: Any, value: Any) -> None:
    found = carried(before, after, raw)
    wanted = Picks(frozenset(value.chosen)) if isinstance(value, Picks) else value
    assert found == wanted


def test_declarations_lead_the_way() -> None:
    document = read(versions.ANSWERS, "answers.yaml")
    answers, problems = read_answers(document, OLD)
    assert answers is not None
    assert not problems
    found = carry(answers, asked_by(OLD), NEW)
    assert {name: one.value for name, one in found.answers.answers.items()} == {
        "water.fresh": Span(600, 600),
        "water.reused": Span(4, 4),
        "site.plan": Picks(frozenset({"written"})),
    }
    assert found.answers.answers["water.reused"].target == Span(5, math.inf)
    assert found.answers.answers["water.reused"].evidence == ("bill-1.pdf",)
    assert set(found.left) == {
        "waste.metal", "waste.paper", "waste.mixed", "site.green", "site.fax",
    }  # fmt: skip
    assert found.answers.rubric == "yard@2.0"


def test_the_same_as_a_questionnaire_that_is_migrated() -> None:
    document = read(versions.ANSWERS, "answers.yaml")
    answers, _ = read_answers(document, OLD)
    moved = migrate(document, NEW, "1.0", old=OLD)
    migrated, _ = read_answers(read(moved.text, "answers.yaml"), NEW)
    assert answers is not None
    assert migrated is not None
    plan = compile_plan(NEW)
    found = score(plan, encode(plan, [carry(answers, asked_by(OLD), NEW).answers, migrated]))
    assert found.points[:, 0].tolist() == found.points[:, 1].tolist()
    assert found.high[:, 0].tolist() == found.high[:, 1].tolist()


def test_a_record_is_carried_without_its_rubric() -> None:
    answers, _ = read_answers(read(versions.ANSWERS, "answers.yaml"), OLD)
    assert answers is not None
    made = assess(OLD, compile_plan(OLD), answers)
    units = {name: (one.unit, None) for name, one in made.answers.items()}
    found = carry(recorded_answers(made, {}), Asked("yard", "1.0", units), NEW)
    known = carry(answers, asked_by(OLD), NEW)
    assert {name: one.value for name, one in found.answers.answers.items()} == {
        name: one.value for name, one in known.answers.answers.items()
    }
    assert found.left == known.left


def test_another_rubric_declares_nothing_about_this_one() -> None:
    answers = answers_of({"water.intake": 600, "site.plan": "written"})
    asked = Asked("other", "1.0", asked_by(OLD).questions)
    found = carry(answers, asked, NEW)
    assert (set(found.answers.answers), found.left) == ({"site.plan"}, ("water.intake",))


@settings(max_examples=60)
@given(drawn=judged())
def test_the_same_rubric_carries_everything_as_it_is(drawn: Any) -> None:
    rubric, given_answers, _ = drawn
    answers = answers_of(given_answers, rubric.name)
    found = carry(answers, asked_by(rubric), rubric)
    assert (found.answers.answers, found.left) == (answers.answers, ())


@settings(max_examples=60)
@given(drawn=judged())
def test_an_assessment_holds_the_answers_that_it_came_from(drawn: Any) -> None:
    rubric, given_answers, _ = drawn
    plan = compile_plan(rubric)
    made = assess(rubric, plan, answers_of(given_answers, rubric.name))
    stored = Assessment.model_validate_json(made.model_dump_json(by_alias=True))
    again = recorded_answers(stored, rubric.questions)
    assert assess(rubric, plan, again) == made


def test_a_number_with_its_ends_the_wrong_way_round_is_refused() -> None:
    made = assess(OLD, compile_plan(OLD), answers_of({"water.intake": 6}, "yard@1.0"))
    record = made.answers["water.intake"].model_copy(update={"low": 7.0})
    wrong = made.model_copy(update={"answers": {**made.answers, "water.intake": record}})
    with pytest.raises(ValueError, match="7"):
        recorded_answers(wrong, OLD.questions)
