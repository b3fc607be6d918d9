"""Assessments of the small pond rubric, ready to be kept in a history."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from greenpark_assess.answers.read import read_answers
from greenpark_assess.documents import read
from greenpark_assess.history.record import Judged, unread_in
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan
from pond import ANSWERS, RUBRIC
from support import rubric_of

DATE = dt.date(2026, 3, 31)


def changed(text: str, changes: Mapping[str, str]) -> str:
    """Return ``text`` with each key replaced by its value; each of them must be in it."""
    for old, new in changes.items():
        assert old in text, old
        text = text.replace(old, new)
    return text


def pond(reused: float = 400, park: str = "pond-park", period: str = "2025") -> str:
    """Return the answers file of one park."""
    changes = {"400 m3": f"{reused} m3", "id: pond-park": f"id: {park}", '"2025"': f'"{period}"'}
    return changed(ANSWERS, changes)


def judged(text: str = ANSWERS, rubric: str = RUBRIC) -> Judged:
    """Return what a rubric says of an answers file."""
    by = rubric_of(rubric)
    answers, problems = read_answers(read(text, "answers.yaml"), by, any_rubric=True)
    assert answers is not None
    assessment = assess(by, compile_plan(by), answers, DATE)
    result = assessment.model_dump_json(by_alias=True)
    return Judged(text, result, assessment, by, answers, unread_in(problems))
