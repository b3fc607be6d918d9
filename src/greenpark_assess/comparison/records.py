"""The result of a comparison as frozen records.

All points, scores, weights and shares are on 0–100 unless told otherwise, and unrounded.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from greenpark_assess.assessment import Status

Restatement: TypeAlias = Literal[
    "",  # the same total comes out
    "rubric",  # it was another rubric
    "version",  # another version of the rubric
    "content",  # the same version, but its content was changed
    "engine",  # the same rubric, but another (or an unknown) version of the program
    "answers",  # rubric and program are the same, so the answers are not those of then
]


# ---- one entry


@dataclass(frozen=True, slots=True)
class Score:
    """Points that count in the score, and their range; ``None`` where nothing counts or applies."""

    status: Status
    points: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class IndicatorScore(Score):
    """The same of an indicator, with its value in the rubric's unit.

    ``value`` is ``None`` where only a range is known; an end is ``None`` where it is open.
    """

    value: float | None
    value_low: float | None
    value_high: float | None


@dataclass(frozen=True, slots=True)
class Restated:
    """A published total beside the one of today's yardstick.

    ``difference`` is today's total minus ``stored``, ``None`` where one of the two is missing.
    """

    stored: float | None
    difference: float | None
    reason: Restatement


@dataclass(frozen=True, slots=True)
class Standing:
    """One entry under the yardstick. ``coverage`` is in percent; levels are ids of the rubric."""

    label: str
    park: str
    period: str
    total: Score
    coverage: float
    reached: str | None
    possible: str | None
    provisional: bool
    nodes: Mapping[str, Score]
    indicators: Mapping[str, IndicatorScore]
    restated: Restated | None


# ---- one entry and a later one


@dataclass(frozen=True, slots=True)
class Parts:
    """Why a total changed, in points of the total.

    ``rescored`` = ``scope`` + ``answered`` + ``performance`` is the change under the yardstick.
    ``rubric`` is what the yardstick alone changed, ``None`` where the old total of the time is not
    known. ``whole`` is ``rescored``, plus ``rubric`` where that is known. ``scope_of`` and
    ``answered_of`` divide these parts among the indicators that moved; ``indicators`` and ``nodes``
    divide ``performance`` among all. Indicators add up to the part, and those below a node to the
    node.
    """

    whole: float
    rubric: float | None
    rescored: float
    scope: float
    answered: float
    performance: float
    scope_of: Mapping[str, float]
    answered_of: Mapping[str, float]
    nodes: Mapping[str, float]
    indicators: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Change:
    """From one entry to another; ``parts`` is ``None`` where one of them has no total.

    Indicators by what happened to their state: ``entered`` and ``left`` the tree, became
    ``answered``, became ``opened`` again; ``sharpened`` are those answered both times where a bound
    or an interval moved, so that some of their change is knowledge and not performance.
    """

    old: str
    new: str
    parts: Parts | None
    entered: tuple[str, ...]
    left: tuple[str, ...]
    answered: tuple[str, ...]
    opened: tuple[str, ...]
    sharpened: tuple[str, ...]


# ---- entries beside each other


@dataclass(frozen=True, slots=True)
class Peer:
    """One entry of a group: its full score, and the one on what applies to all of the group.

    ``outside`` are the indicators that apply to it but not to all; ``dimensions`` are the scores of
    the dimensions on the common indicators. Ranks count from 1, equal scores share a rank and the
    next rank is left out; there is none without a score.
    """

    label: str
    score: float | None
    rank: int | None
    common_score: float | None
    common_rank: int | None
    dimensions: Mapping[str, float | None]
    outside: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Swap:
    """The least shift of weight that makes two totals equal.

    ``moved`` percentage points go from some dimensions to another; ``weights`` are those
    afterwards, in percent.
    """

    moved: float
    weights: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Weightings:
    """How far the order of two entries depends on the weights of the dimensions.

    ``ahead`` and ``behind`` are the shares (0–1) of all weightings under which the first entry is
    ahead of, or behind, the second. ``standard_error`` is 0 where they are exact. ``swap`` is
    ``None`` where no weighting swaps the two, or where the total is not a weighted sum of the same
    dimensions for both (``linear`` is false then).
    """

    ahead: float
    behind: float
    standard_error: float
    linear: bool
    swap: Swap | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two entries. ``overlap``: their ranges do, so the open questions may turn the order round.

    ``overlap`` and ``weightings`` are ``None`` where one of the two has no total.
    """

    first: str
    second: str
    same_scope: bool
    overlap: bool | None
    weightings: Weightings | None


@dataclass(frozen=True, slots=True)
class Spread:
    """A group's scores; quartiles are interpolated linearly between the ordered scores."""

    parks: int
    least: float
    lower_quartile: float
    median: float
    upper_quartile: float
    most: float


@dataclass(frozen=True, slots=True)
class Group:
    """Entries beside each other, in their order, and every pair of them.

    ``common`` are the indicators that apply to all; ``spreads`` holds ``total`` and the dimensions,
    ``None`` where fewer than five parks have a score.
    """

    peers: tuple[Peer, ...]
    pairs: tuple[Pair, ...]
    same_scope: bool
    common: tuple[str, ...]
    spreads: Mapping[str, Spread | None]
