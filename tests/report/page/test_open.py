"""The open questions: first what decides most, then all of them by topic."""

from __future__ import annotations

from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pages import changed, said

OPEN = {
    "energy.audit": {"questions": ["energy.audited"], "narrows": 15.04, "decides": "silver"},
    "water.reuse": {
        "questions": ["water.fresh", "water.reused"],
        "narrows": 0.3,
        "decides": None,
    },
}


def test_by_topic(english: Page) -> None:
    told = [(said(topic), [said(q) for q in qs]) for topic, qs in english.open_questions.topics]
    assert told == [("Energy use", ["Is there an energy audit?"])]
    assert said(english.open_questions.about) == "Questions without an answer: 1."


def test_what_they_leave_undecided_in_the_order_of_the_assessment(rubric: Rubric) -> None:
    for order in (list(OPEN), list(reversed(OPEN))):
        told = page(rubric, changed({"open": {name: OPEN[name] for name in order}}), ("en",))
        assert [line.narrows for line in told.open_questions.lines] == [
            {"energy.audit": "15.0", "water.reuse": "0.3"}[name] for name in order
        ]


def test_a_line_names_its_questions_and_the_level_that_it_decides(rubric: Rubric) -> None:
    told = page(rubric, changed({"open": OPEN}), ("en",)).open_questions
    audit, reuse = told.lines
    assert (said(audit.indicator), said(audit.decides)) == ("Energy audit", "Silver")
    assert [said(one) for one in reuse.questions] == ["Fresh water taken", "Water reused"]
    assert reuse.decides == ()


def test_a_line_leads_to_its_indicator(rubric: Rubric) -> None:
    told = page(rubric, changed({"open": OPEN}), ("en",))
    anchors = {row.anchor for part in told.chapters for group in part.groups for row in group.rows}
    assert {line.link for line in told.open_questions.lines} <= anchors
