"""Short forms for tests: a rubric from YAML in the test, answers from plain Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from textwrap import dedent
from typing import Any

from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Park, Picks, Span, Value
from greenpark_assess.assessment import Assessment
from greenpark_assess.comparison.entries import Entry
from greenpark_assess.comparison.rescore import Rescored, rescore
from greenpark_assess.documents import read, validate
from greenpark_assess.rubric.model import Header, Question, Rubric, RubricFile
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan

HEADER = {"id": "small", "version": "1", "title": "Small"}


def rubric_of(text: str) -> Rubric:
    """Return the rubric that ``text`` holds in YAML; a header may be left out."""
    document = read(dedent(text), "test.yaml")
    assert not document.problems, document.problems
    file, problems = validate(RubricFile, document)
    assert file is not None, problems
    sections = {name: getattr(file, name) for name in Rubric.model_fields if name != "header"}
    return Rubric(header=file.rubric or Header.model_validate(HEADER), **sections)


def answers_of(given: Mapping[str, Any], rubric: str = "small@1") -> Answers:
    """Return answers: a number, a Boolean, ``(low, high)``, an option, a set of options, n/a."""
    answers = {name: Answer(value_of(raw)) for name, raw in given.items() if raw is not None}
    return Answers(rubric, Park("p"), "2025", answers)


def value_of(raw: Any) -> Value | NotApplicable:
    match raw:
        case NotApplicable() | Span() | Picks():
            return raw
        case str():
            return Picks(frozenset({raw}))
        case set() | frozenset():
            return Picks(frozenset(raw))
        case (low, high):
            return Span(float(low), float(high))
    return Span(float(raw), float(raw))


def ask(kind: str, **more: object) -> Question:
    """Return a question of a kind, with no more than what matters for the test."""
    return Question.model_validate({"text": "?", "kind": kind, **more})


def assessed(rubric: Rubric, given: Mapping[str, Any]) -> Assessment:
    """Return the assessment of one park."""
    return assess(rubric, compile_plan(rubric), answers_of(given, rubric.name))


def entry_of(rubric: Rubric, given: Mapping[str, Any], label: str = "p", **more: Any) -> Entry:
    """Return an entry of a comparison, each label a park of its own unless ``park`` is given."""
    park = Park(more.pop("park", label), country=more.pop("country", ""))
    answers = replace(answers_of(given, rubric.name), park=park, period=more.pop("period", "2025"))
    return Entry(label, answers, **more)


def rescored(rubric: Rubric, *given: Mapping[str, Any]) -> Rescored:
    """Return parks "0", "1", … under a rubric."""
    entries = [entry_of(rubric, one, str(place)) for place, one in enumerate(given)]
    return rescore(rubric, compile_plan(rubric), entries)
