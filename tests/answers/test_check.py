"""How full a questionnaire is, and what else its author should know."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from greenpark_assess.answers.check import Count, check_answers
from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Park, Span
from greenpark_assess.problems import Place
from greenpark_assess.rubric.model import Node, Text


def answers_with(**answers):
    named = {f"water.{name}": answer for name, answer in answers.items()}
    return Answers("test@1.0.0", Park("p"), "2025", named, file="a.yaml")


GIVEN = answers_with(
    coal=Answer(Span(5, 5)), water=Answer(NotApplicable("none")), share=Answer(Span(5, 5))
)


def test_counts(rubric):
    asked = {"water.firms": False, "water.coal": False, "management.plan": None}
    summary, _ = check_answers(GIVEN, rubric, asked=lambda name: asked.get(name, True))
    assert list(summary.topics) == ["water", "management"]
    assert summary.topics["water"] == Count(9, answered=2, not_applicable=1, not_asked=1)
    assert summary.topics["management"] == Count(4)
    assert (summary.total.questions, summary.total.open) == (13, 9)


def test_answers_to_questions_that_are_not_asked(rubric):
    _, problems = check_answers(GIVEN, rubric, asked=lambda name: name == "water.share")
    assert [(one.code, one.details, one.severity) for one in problems] == [
        ("answers.not_asked", {"question": "water.coal"}, "warning")
    ]


@pytest.mark.parametrize(
    ("answer", "codes"),
    [
        (Answer(Span(5, 5)), ["answers.no_evidence"]),
        (Answer(Span(5, 5), evidence=("bill.pdf",)), []),
        (Answer(NotApplicable("no coal")), []),
    ],
    ids=["without", "with", "not applicable"],
)
def test_missing_evidence(rubric, answer, codes):
    question = rubric.questions["water.coal"].model_copy(update={"evidence": Text({"": "bills"})})
    asking = rubric.model_copy(update={"questions": {"water.coal": question}})
    _, problems = check_answers(answers_with(coal=answer), asking)
    assert [problem.code for problem in problems] == codes


def test_prerequisites(rubric):
    holds = {"a": "yes", "b": "no", "c": "open", "d": None}
    indicator = {"weight": 1, "scale": {"met": "value > 0"}}
    node = {
        "title": "D",
        "weight": 1,
        "indicators": {name: {"title": name.upper(), **indicator} for name in holds},
    }
    judging = rubric.model_copy(update={"dimensions": {"d": Node.model_validate(node)}})
    records = {name: SimpleNamespace(prerequisite=state) for name, state in holds.items()}
    assessment = SimpleNamespace(indicators=records)
    _, problems = check_answers(GIVEN, judging, assessment=assessment)
    assert [(one.code, one.details["requirement"], one.place) for one in problems] == [
        ("answers.prerequisite_fails", {"": "B"}, Place("a.yaml", 0, 0)),
        ("answers.prerequisite_open", {"": "C"}, Place("a.yaml", 0, 0)),
    ]
