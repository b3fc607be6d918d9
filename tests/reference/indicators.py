"""One indicator, as far as it can be judged without its siblings."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from greenpark_assess.assessment import Reason, Status
from greenpark_assess.rubric.model import (
    Indicator,
)
from reference.arithmetic import converted, unit_of
from reference.expressions import condition, evaluate
from reference.facts import Facts
from reference.scales import FULL, Points, highest, interval, points
from reference.things import (
    ABSENT,
    INVALID,
    KNOWN,
    LOOSE,
    OPEN,
    ZERO,
    Flags,
    Number,
    Options,
    Thing,
    Truth,
    missing_side,
    outcome,
    surely_false,
    surely_true,
)


@dataclass(frozen=True, slots=True)
class Judged:
    """One indicator as far as it can be judged without its siblings."""

    status: Status
    reason: Reason
    value: tuple[float, float] | None = None
    low: float | None = None
    high: float | None = None
    loose: bool = False
    prerequisite: Truth | None = None


def judge(name: str, indicator: Indicator, applies: Sequence[str], facts: Facts) -> Judged:
    tests = [condition(test, facts) for test in applies]
    if any(surely_false(test) or missing_side(test.flags) for test in tests):
        return Judged("not_applicable", "condition")
    undecided = not all(surely_true(test) for test in tests)
    value = _value(name, indicator, facts)
    if missing_side(value.flags):
        return Judged("not_applicable", _absence(value.flags), loose=undecided)
    # What cannot be computed has no points that a scale could tell.
    unknown = bool(value.flags & INVALID)
    given = Points(0, FULL) if unknown else points(indicator.scale, value, facts)
    graded = given.flags
    if value.flags & LOOSE:
        # There may be no value, so the scale cannot say for sure that the indicator leaves.
        graded = graded - ABSENT - ZERO | OPEN
    flags = value.flags | graded | (OPEN | LOOSE if undecided else KNOWN)
    if missing_side(flags):
        return Judged("not_applicable", _absence(flags), loose=undecided)
    low, high = given.low, given.high
    if flags & (LOOSE | INVALID):
        low, high = 0.0, max(FULL, highest(indicator.scale))
    status, reason = _status(flags, undecided=undecided)
    shown = None if isinstance(value, Options) else interval(value)
    required = _required(indicator, value, flags, facts)
    return Judged(status, reason, shown, low, high, "loose" in flags, required)


def _absence(flags: Flags) -> Reason:
    if "declared" in flags:
        return "declared"
    if "not_asked" in flags:
        return "not_asked"
    return "no_branch" if "no_branch" in flags else "zero_denominator"


def _status(flags: Flags, *, undecided: bool) -> tuple[Status, Reason]:
    if "invalid" in flags:
        return "unanswered", "not_finite"
    if undecided:
        return "unanswered", "condition_open"
    return ("unanswered", "missing") if "open" in flags else ("answered", "")


def _required(indicator: Indicator, value: Thing, flags: Flags, facts: Facts) -> Truth | None:
    if indicator.prerequisite is None:
        return None
    held = condition(indicator.prerequisite, facts, value)
    # Where the indicator may still leave the tree, its prerequisite may leave with it.
    return Truth(held.certain, held.possible or "loose" in flags, held.flags)


def _value(name: str, indicator: Indicator, facts: Facts) -> Thing:
    value = evaluate(indicator.value or name, facts)
    if not isinstance(value, Number):
        return value
    if indicator.unit is not None:
        value = converted(value, unit_of(indicator.unit))
    if outcome(value.flags) == "zero" and indicator.if_zero is not None:
        return _where_zero(value, indicator.if_zero)
    known = not value.flags & (OPEN | LOOSE)
    if known and (value.low == math.inf or value.high == -math.inf):
        return replace(value, flags=value.flags | INVALID)
    return value


def _where_zero(value: Number, instead: float) -> Number:
    """Put ``instead`` where a denominator is zero: no other answer is needed any more."""
    flags = value.flags - ZERO - INVALID
    kept = flags if flags & LOOSE else flags - OPEN
    return replace(value, low=instead, high=instead, flags=kept)
