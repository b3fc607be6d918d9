"""What an expression can be worth: an interval, a condition, or the options of a choice.

Flags are plain words in a frozenset:

``open``       an unanswered input is really needed
``loose``      a completion could still make the thing not applicable or undefined
``invalid``    it cannot be computed (surely)
``zero``       a denominator is exactly zero (surely)
``declared``, ``not_asked``, ``no_branch``   it is not applicable (surely), and why

The last five are *sure*: where it is undecided whether the flagged side counts at all (an ``if``
whose condition is unknown, an ``and`` whose other side may still turn out false), they become
``loose``, because otherwise a range would not enclose every completion.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol, TypeAlias

from greenpark_assess import units
from greenpark_assess.answers.model import NotApplicable, Value

Given: TypeAlias = Mapping[str, Value | NotApplicable]
Flags: TypeAlias = frozenset[str]

KNOWN: Flags = frozenset()
OPEN = frozenset({"open"})
LOOSE = frozenset({"loose"})
INVALID = frozenset({"invalid"})
ZERO = frozenset({"zero"})
ABSENT = frozenset({"declared", "not_asked", "no_branch"})
SURE = ABSENT | ZERO | INVALID
INFINITE = math.inf


@dataclass(frozen=True, slots=True)
class Number:
    """An interval; ``unit`` is ``None`` for a bare number, which takes its neighbour's unit."""

    low: float
    high: float
    unit: units.Unit | None = None
    flags: Flags = KNOWN

    def is_point(self) -> bool:
        return self.low == self.high


@dataclass(frozen=True, slots=True)
class Truth:
    """A condition: whether it holds in every case, and whether in any; never loose and decided."""

    certain: bool
    possible: bool
    flags: Flags = KNOWN

    def is_known(self) -> bool:
        return self.certain == self.possible


@dataclass(frozen=True, slots=True)
class Options:
    """The options of a choice question, each with whether it surely and possibly holds."""

    options: Mapping[str, tuple[bool, bool]]
    flags: Flags = KNOWN


Thing: TypeAlias = Number | Truth | Options
WIDEST = (-INFINITE, INFINITE)


class Known(Protocol):
    """What is known about the questions of a rubric."""

    def get(self, name: str) -> Thing | None: ...


def truth(*, certain: bool, possible: bool, flags: Flags = KNOWN) -> Truth:
    """Make a condition; a loose one is unknown, as a completion may take it away."""
    if "loose" in flags:
        return Truth(certain=False, possible=True, flags=flags)
    return Truth(certain, possible, flags)


def decided(*, certain: bool, possible: bool, flags: Flags) -> Truth:
    """Make a comparison: where the bounds alone decide it, no missing answer is needed."""
    known = certain == possible and "loose" not in flags
    return truth(certain=certain, possible=possible, flags=flags - OPEN if known else flags)


def outcome(flags: Flags) -> str | None:
    """Tell what a flagged thing surely is, if not a value: absent, zero, invalid, in this order."""
    if flags & ABSENT:
        return "absent"
    return next((name for name in ("zero", "invalid") if name in flags), None)


def missing_side(flags: Flags) -> bool:
    """Tell whether the thing is surely not applicable, or has a denominator of exactly zero."""
    return outcome(flags) in {"absent", "zero"}


def surely_true(condition: Truth) -> bool:
    return condition.certain and not condition.flags & (SURE | LOOSE)


def surely_false(condition: Truth) -> bool:
    return not condition.possible and not condition.flags & (SURE | LOOSE)


def either_of(left: Flags, right: Flags) -> Flags:
    """Join the flags of two things of which only one will count, nobody knows which."""
    if outcome(left) == outcome(right):
        return left | right
    return ((left | right) - SURE) | LOOSE


def inverse(operand: Truth) -> Truth:
    return Truth(not operand.possible, not operand.certain, operand.flags)


def both(left: Truth, right: Truth) -> Truth:
    if surely_false(left) or surely_false(right):
        return Truth(certain=False, possible=False)
    flags = _beside(left, right) | _beside(right, left)
    return truth(
        certain=left.certain and right.certain,
        possible=left.possible and right.possible,
        flags=flags,
    )


def _beside(side: Truth, other: Truth) -> Flags:
    """Return the flags of one side of an ``and``; sure ones only if the other cannot decide it."""
    powerless = bool(other.flags & SURE) or surely_true(other)
    if powerless or not side.flags & SURE:
        return side.flags
    return (side.flags - SURE) | LOOSE


def any_of(left: Truth, right: Truth) -> Truth:
    return inverse(both(inverse(left), inverse(right)))
