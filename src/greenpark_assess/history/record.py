"""What goes into a history and what comes out of it, as frozen records."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from greenpark_assess.answers.model import Answers
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.problems import Problem
    from greenpark_assess.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class Judged:
    """One assessment with all that it came from, ready to be kept.

    ``text`` is the answers file word for word, ``answers`` what was read in it, and ``unread`` are
    the questions that it answers and ``rubric`` does not ask; ``result`` is the assessment as JSON.
    """

    text: str
    result: str
    assessment: Assessment
    rubric: Rubric
    answers: Answers
    unread: tuple[str, ...] = ()


def unread_in(problems: Iterable[Problem]) -> tuple[str, ...]:
    """Return the questions that a file answers and its rubric does not ask, as reading told."""
    return tuple(
        str(one.details["found"]) for one in problems if one.code == "answers.unknown_question"
    )


@dataclass(frozen=True, slots=True)
class Added:
    """What became of an assessment: its revision, and whether it is a new one.

    ``current`` is the newest revision of the same park, period and rubric.
    """

    park: str
    period: str
    revision: int
    current: int
    new: bool


class Entry(NamedTuple):
    """One assessment in a history, in a line; points and coverage are on 0–100.

    ``rubric_hash`` is the SHA-256 of the rubric's content, ``date`` the day of the assessment
    (ISO 8601, empty where it has none). Scores are ``None`` where nothing applies, ``level`` and
    ``possible`` where not even the first is reached.
    """

    key: int
    park: str
    names: Mapping[str, str]
    country: str
    period: str
    revision: int
    rubric: str
    version: str
    rubric_hash: str
    date: str
    engine: str
    illustrative: bool
    score: float | None
    low: float | None
    high: float | None
    coverage: float
    level: str | None
    possible: str | None
    provisional: bool


@dataclass(frozen=True, slots=True)
class Source:
    """What an entry came from and what came of it: answers file and assessment (JSON), verbatim."""

    answers: str
    result: str


class Points(NamedTuple):
    """The points of one node or indicator in one assessment; ``None`` where it did not count."""

    park: str
    period: str
    revision: int
    rubric_hash: str
    points: float | None


class Facts(NamedTuple):
    """The answers of an entry as a row of the engine's table, and those that are not in it."""

    row: bytes
    unread: tuple[str, ...]
