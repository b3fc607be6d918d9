"""The frozen, dated result of one rubric version on one set of answers.

Every output is a view of it. The records mirror the JSON document ``greenpark-assessment/1`` key by
key. All points, scores, weights and shares are on 0–100 and unrounded; rounding happens once, in
the page record.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from copy import deepcopy
from typing import Any, Literal, TypeAlias

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA: Literal["greenpark-assessment/1"] = "greenpark-assessment/1"

Status: TypeAlias = Literal["answered", "unanswered", "not_applicable"]
Holds: TypeAlias = Literal["yes", "no", "open", "not_applicable"]
Reason: TypeAlias = Literal[
    "",  # answered and applicable
    "missing",  # an answer that it really needs is missing
    "declared",  # an input was declared n/a
    "not_asked",  # an input is not asked of this park
    "zero_denominator",
    "condition",  # its applies_if (or a parent's) does not hold
    "condition_open",  # nobody can say yet whether it applies
    "no_branch",  # no branch of its switch holds
    "not_finite",  # the value cannot be computed
]
ListName: TypeAlias = Literal["must", "quick", "plan"]


class _Record(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class RubricRef(_Record):
    """Which rubric judged: id, version, and the SHA-256 of its canonical content."""

    id: str
    version: str
    hash: str


class ParkRef(_Record):
    """Whom the assessment is about."""

    id: str
    name: dict[str, str]
    country: str = ""
    about: dict[str, str] = {}


class AnswerRecord(_Record):
    """One question as understood: its state, its value, and what the person added.

    ``low`` and ``high`` are in ``unit`` and ``None`` where an end is open; ``not_asked`` marks a
    question that does not concern this park.
    """

    status: Status
    low: float | None = None
    high: float | None = None
    chosen: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    unit: str | None = None
    written: str = ""
    reason: str = ""
    not_asked: bool = False
    evidence: tuple[str, ...] = ()
    note: str = ""
    quality: str | None = None
    target: tuple[float | None, float | None] | None = None
    remarks: tuple[str, ...] = ()


class Total(_Record):
    """The whole park.

    ``coverage`` is the answered share of the applicable weight in percent, ``left_out`` the share
    of nominal weight that is not applicable, and ``if_na_were_zero`` the score that would result
    if every declared n/a were a zero. Scores are ``None`` where nothing applies.
    """

    score: float | None
    low: float | None
    high: float | None
    coverage: float
    left_out: float
    if_na_were_zero: float | None


class ConditionRecord(_Record):
    """One condition of a level: what kind, about what, and whether it holds.

    ``subject`` is an indicator or a dimension, empty for the total, and the condition's number for
    a condition in the rubric's own words (which stand in ``text``). ``open`` means that the open
    questions decide.
    """

    kind: Literal["score", "prerequisite", "dimension", "condition"]
    subject: str
    needed: float | None = None
    found: float | None = None
    holds: Holds
    text: dict[str, str] = {}


class LevelRecord(_Record):
    """``reached`` at the low end, ``possible`` at the high end; empty where not even the first.

    All of it is empty where no level is given, because the park has not answered itself.
    """

    reached: str | None = None
    possible: str | None = None
    provisional: bool = False
    next: str | None = None
    ladder: dict[str, tuple[ConditionRecord, ...]] = {}


class NodeRecord(_Record):
    """A dimension or criterion. ``weight`` is its nominal, ``effective`` its actual share (%)."""

    parent: str | None
    status: Status
    score: float | None
    low: float | None
    high: float | None
    weight: float
    effective: float
    coverage: float
    lost: float


class IndicatorRecord(_Record):
    """One indicator: value in ``unit``, points, and what it costs the total.

    ``lost`` = effective weight × (100 − points) / 100; ``gain`` = total if this indicator had full
    points, minus the total. ``rule`` is the index of the branch of a ``switch`` that fired.
    """

    parent: str
    status: Status
    reason: Reason
    because: str = ""
    value: float | None
    value_low: float | None
    value_high: float | None
    option: str | None = None
    unit: str | None
    points: float | None
    low: float | None
    high: float | None
    weight: float
    effective: float
    lost: float
    gain: float
    rule: int | None = None
    prerequisite: Holds | None = None


class RecommendationRecord(_Record):
    """A recommendation that is due, in the order of the report.

    ``gain`` alone; ``together`` is the total's rise when all due recommendations up to and
    including this one, in list order, are carried out.
    """

    list: ListName
    gain: float
    together: float
    lifts: tuple[str, ...]


class OpenRecord(_Record):
    """An indicator whose points open answers leave undecided.

    ``questions`` are those that are unanswered or answered by a range; ``narrows`` is by how many
    points the total's range shrinks, at the least, once the indicator is settled; ``decides`` is
    the lowest level that is possible now and would be out of reach without it.
    """

    questions: tuple[str, ...]
    narrows: float
    decides: str | None


class Assessment(_Record):
    """One park, one period, one rubric version."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    schema_: Literal["greenpark-assessment/1"] = Field(default=SCHEMA, alias="schema")
    engine: str
    date: dt.date | None
    rubric: RubricRef
    park: ParkRef
    period: str
    illustrative: bool = False
    basis: Literal["", "public record"] = ""
    total: Total
    level: LevelRecord
    nodes: dict[str, NodeRecord]
    indicators: dict[str, IndicatorRecord]
    gaps: tuple[str, ...]
    recommendations: dict[str, RecommendationRecord]
    open: dict[str, OpenRecord] = {}
    answers: dict[str, AnswerRecord]


def assessment_of(data: Any) -> Assessment:  # noqa: ANN401 - whatever a file holds
    """Return the assessment that ``data``, as read from JSON, holds.

    Keys that a later version may have added are left out, as the format promises.

    Raises:
        ValueError: It is no assessment of this format.
    """
    try:
        return Assessment.model_validate(data)
    except ValidationError as wrong:
        added = [one["loc"] for one in wrong.errors() if one["type"] == "extra_forbidden"]
        if not added:
            raise
    return Assessment.model_validate(_without(data, added))


def _without(data: Any, paths: Iterable[tuple[int | str, ...]]) -> Any:  # noqa: ANN401
    known = deepcopy(data)
    for *above, key in paths:
        part = known
        for step in above:
            part = part[step]
        del part[key]
    return known
