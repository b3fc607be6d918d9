"""What a park has answered, as frozen facts: nothing here judges anything."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

from greenpark_assess.problems import Place

Quality: TypeAlias = Literal["measured", "calculated", "estimated"]
Basis: TypeAlias = Literal["", "public record"]


@dataclass(frozen=True, slots=True)
class Span:
    """A number known exactly (``low == high``) or between two ends, in the question's unit.

    ``yes_no`` answers are 0 or 1, described levels 0 to 4. An end may be infinite where a bound
    such as ``>= 50 %`` leaves it open and the question names no ``min`` or ``max``.
    """

    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Picks:
    """The options of a choice: those chosen, and those of which nothing is known yet.

    For ``choice`` there is one pick and nothing is open. For ``choices``, options in neither set
    are known not to hold.
    """

    chosen: frozenset[str]
    unknown: frozenset[str] = frozenset()


Value: TypeAlias = Span | Picks


@dataclass(frozen=True, slots=True)
class NotApplicable:
    """The question does not apply to this park; ``reason`` is the person's own sentence."""

    reason: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """One answer: its meaning, how it is known, and what was written."""

    value: Value | NotApplicable
    written: str = ""
    evidence: tuple[str, ...] = ()
    note: str = ""
    quality: Quality | None = None
    target: Value | None = None
    remarks: tuple[str, ...] = ()
    place: Place | None = None


@dataclass(frozen=True, slots=True)
class Park:
    """Who is judged; names may be given per language (key ``""``: no language named)."""

    id: str
    name: Mapping[str, str] = field(default_factory=dict)
    country: str = ""
    about: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Answers:
    """A questionnaire as understood. Questions without an entry are unanswered.

    ``basis`` is ``public record`` where nobody at the park was asked: the answers are published
    figures, and no level is given.
    """

    rubric: str
    park: Park
    period: str
    answers: Mapping[str, Answer] = field(default_factory=dict)
    illustrative: bool = False
    basis: Basis = ""
    file: str = ""
