"""One indicator over a block of rows: value, points, and what its state is and why."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, NamedTuple

import numpy as np

from greenpark_assess.assessment import Status
from greenpark_assess.expressions.columns import (
    ABSENT,
    DECLARED,
    INVALID,
    LOOSE,
    MISSING,
    NO_BRANCH,
    NOT_ASKED,
    OPEN,
    SURE,
    ZERO,
    Column,
    mark,
)
from greenpark_assess.expressions.conditions import is_missing, surely_fails, surely_holds
from greenpark_assess.scoring.facts import BlockFacts, LeafFacts
from greenpark_assess.scoring.plan import LeafPlan
from greenpark_assess.scoring.scales import FULL

ANSWERED, UNANSWERED, NOT_APPLICABLE = range(3)
STATUSES: tuple[Status, ...] = ("answered", "unanswered", "not_applicable")
REASONS = (
    "",
    "missing",
    "condition_open",
    "not_finite",
    "no_branch",
    "zero_denominator",
    "not_asked",
    "declared",
    "condition",
)
_CODE = {reason: code for code, reason in enumerate(REASONS)}


@dataclass(frozen=True, slots=True)
class LeafColumns:
    """One indicator; every field has one entry per row, or a single one for all rows.

    ``settled`` says that nothing open can make it inapplicable any more; ``certain`` and
    ``possible`` say whether the prerequisite surely holds, and whether it may.
    """

    value_low: Any
    value_high: Any
    low: Any
    high: Any
    status: Any
    reason: Any
    rule: Any = -1
    settled: Any = True
    certain: Any = True
    possible: Any = True
    prerequisite_absent: Any = False


def evaluate_leaf(leaf: LeafPlan, facts: BlockFacts) -> LeafColumns:
    """Return the columns of one indicator."""
    value = _settled_value(leaf, facts)
    own = LeafFacts(facts, value)
    points, rule = leaf.grade(own, value)
    applies = _applicability(leaf, facts)
    # Where there surely is no value, what the scale makes of it says nothing.
    flags = value.flags | points.flags
    if np.any(value.flags & SURE):
        flags = np.where((value.flags & SURE) != 0, value.flags, flags)
    if np.any(value.flags & LOOSE):
        # Where there may be none, the scale cannot take the indicator out of the tree for sure.
        flags = np.where(
            (value.flags & LOOSE) != 0, flags & ~np.uint8(MISSING) | value.flags | OPEN, flags
        )
    columns = _finished(value, points, flags, applies, max(FULL, leaf.ceiling))
    columns = replace(columns, rule=rule)
    if leaf.prerequisite is None:
        return columns
    return _with_prerequisite(columns, leaf.prerequisite(own))


def _settled_value(leaf: LeafPlan, facts: BlockFacts) -> Column:
    """Put ``if_zero`` where a denominator is zero, and flag what cannot be computed."""
    value = leaf.value(facts)
    if value.low.dtype == bool:
        return value
    low, high, flags = value.low, value.high, value.flags
    if leaf.if_zero is not None and np.any(flags & ZERO):
        zero = (flags & (ZERO | ABSENT)) == ZERO
        low, high = np.where(zero, leaf.if_zero, low), np.where(zero, leaf.if_zero, high)
        kept = np.where((flags & LOOSE) != 0, flags, flags & ~np.uint8(OPEN))
        flags = np.where(zero, kept & ~np.uint8(ZERO | INVALID), flags)
    finite = np.isfinite(low + high)
    if not finite.all():
        undefined = np.isnan(low) | np.isnan(high)
        endless = (low == high) & ~finite & ((flags & OPEN) == 0)
        broken = (undefined | endless) & ((flags & LOOSE) == 0)
        flags = flags | mark(broken, INVALID) if broken.any() else flags
        low, high = np.where(undefined | broken, 0.0, low), np.where(undefined | broken, 0.0, high)
    return Column(low, low if value.exact else high, flags)


class _Applies(NamedTuple):
    """Where a leaf surely does not apply, and where nobody can say; arrays, or one Boolean."""

    fails: Any
    undecided: Any


def _applicability(leaf: LeafPlan, facts: BlockFacts) -> _Applies:
    """Join the conditions of the leaf and of the nodes above it."""
    fails: Any = False
    holds: Any = True
    for evaluate in leaf.applies:
        condition = facts.condition(evaluate)
        fails = fails | surely_fails(condition) | is_missing(condition)
        holds = holds & surely_holds(condition)
    if not leaf.applies:
        return _Applies(fails=False, undecided=False)
    return _Applies(fails, ~fails & ~holds)


def _finished(
    value: Column,
    points: Column,
    flags: Any,  # noqa: ANN401 - an array, or 0 for no flags at all
    applies: _Applies,
    top: float,
) -> LeafColumns:
    fails, undecided = applies
    if type(flags) is int and not np.any(fails) and not np.any(undecided):
        return LeafColumns(value.low, value.high, points.low, points.high, ANSWERED, 0)
    absent = fails | ((flags & MISSING) != 0)
    settled = ~np.asarray(undecided | ((flags & LOOSE) != 0))
    loose = ~settled | ((flags & INVALID) != 0)
    missing = undecided | ((flags & (OPEN | INVALID)) != 0)
    low = np.where(absent | loose, 0.0, points.low)
    high = np.where(absent, 0.0, np.where(loose, top, points.high))
    status = np.where(absent, NOT_APPLICABLE, np.where(missing, UNANSWERED, ANSWERED))
    reason = _reason(flags, fails, undecided)
    return LeafColumns(value.low, value.high, low, high, status, reason, settled=settled)


def _reason(flags: Any, fails: Any, undecided: Any) -> Any:  # noqa: ANN401
    """Return the reason with the highest precedence: the later in REASONS, the stronger."""
    marks = (
        ((flags & OPEN) != 0, "missing"),
        (undecided, "condition_open"),
        ((flags & INVALID) != 0, "not_finite"),
        ((flags & NO_BRANCH) != 0, "no_branch"),
        ((flags & ZERO) != 0, "zero_denominator"),
        ((flags & NOT_ASKED) != 0, "not_asked"),
        ((flags & DECLARED) != 0, "declared"),
        (fails, "condition"),
    )
    reason: Any = 0
    for rows, name in marks:
        reason = np.where(rows, _CODE[name], reason)
    return reason


def _with_prerequisite(columns: LeafColumns, condition: Column) -> LeafColumns:
    """Add whether the prerequisite holds; one that does not apply, or may not, is no obstacle."""
    absent = (columns.status == NOT_APPLICABLE) | is_missing(condition)
    doubtful = ((condition.flags & (LOOSE | INVALID)) != 0) | ~np.asarray(columns.settled)
    return replace(
        columns,
        certain=absent | surely_holds(condition),
        possible=absent | condition.high | doubtful,
        prerequisite_absent=absent,
    )
