"""Conditions over columns: what surely holds, what may hold, and which open answers matter.

``and``, ``or`` and ``if`` drop the flags of a side that the known side makes irrelevant. Where
nobody knows yet whether a side counts, what is sure of that side only (n/a, undefined) makes the
result LOOSE: otherwise a range would not enclose every completion.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from greenpark_assess.expressions.columns import (
    ABSENT,
    INVALID,
    LOOSE,
    MISSING,
    OPEN,
    SURE,
    ZERO,
    Bools,
    Column,
    Flags,
    Floats,
    mark,
    without_flags,
)

# Values that differ by less than one part in 10⁹ are equal: 57/100 as a percentage is not below 57.
TOLERANCE = 1e-9


def compare(relation: str, a: Column, b: Column) -> Column:
    """Compare two columns; values equal within :data:`TOLERANCE` count as equal."""
    if relation in {"<", "<="}:
        a, b = b, a
    flags = a.flags | b.flags
    undefined = np.isnan(a.low) | np.isnan(b.low)
    if undefined.any():
        flags = flags | mark(undefined, INVALID)
    if relation in {">=", "<="}:
        low = _reaches(a.low, b.high)
        high = low if a.exact and b.exact else _reaches(a.high, b.low)
    elif relation in {">", "<"}:
        low = ~_reaches(b.high, a.low)
        high = low if a.exact and b.exact else ~_reaches(b.low, a.high)
    else:
        high = _reaches(a.high, b.low) & _reaches(b.high, a.low)
        low = high & _reaches(a.low, b.high) & _reaches(b.low, a.high)
        if a.exact and b.exact:
            low = high
    if relation == "!=":
        low, high = ~high, ~low
        if a.exact and b.exact:
            high = low
    if undefined.any():
        low, high = low & ~undefined, high | undefined
    return settled(low, high, flags)


def _reaches(a: Floats, b: Floats) -> Bools:
    near = TOLERANCE * np.maximum(np.abs(a), np.abs(b))
    return (a >= b) | (np.abs(a - b) <= np.where(np.isfinite(near), near, 0.0))


def settled(low: Bools, high: Bools, flags: Flags) -> Column:
    """Drop OPEN where the known bounds decide; what may still be taken away is undecided."""
    if without_flags(flags):
        return Column(low, high)
    loose = (flags & LOOSE) != 0
    low, high = low & ~loose, high | loose
    return Column(low, high, np.where(low == high, flags & ~np.uint8(OPEN), flags))


def opposite(a: Column) -> Column:
    """Return not a."""
    low = ~a.high
    return Column(low, low if a.exact else ~a.low, a.flags)


def both(a: Column, b: Column) -> Column:
    """Return a and b: a side that surely fails decides."""
    low, high = a.low & b.low, a.high & b.high
    if without_flags(a.flags) and without_flags(b.flags):
        return Column(low, low if a.exact and b.exact else high)
    flags = _beside(a, b) | _beside(b, a)
    loose = (flags & LOOSE) != 0
    decided = surely_fails(a) | surely_fails(b)
    return Column(
        low & ~loose & ~decided, (high | loose) & ~decided, np.where(decided, np.uint8(0), flags)
    )


def any_of(a: Column, b: Column) -> Column:
    """Return a or b: a side that surely holds decides."""
    return opposite(both(opposite(a), opposite(b)))


def _beside(side: Column, other: Column) -> Flags:
    """Return the flags of one side of an ``and``: n/a decides only if the other side cannot."""
    powerless = np.asarray((other.flags & SURE) != 0) | surely_holds(other)
    in_doubt = np.asarray((side.flags & SURE) != 0) & ~powerless
    return np.asarray(np.where(in_doubt, _doubtful(side.flags), side.flags), np.uint8)


def surely_holds(condition: Column) -> Bools:
    """Return the rows in which nothing that is open can make the condition fail or go."""
    return condition.low & ((condition.flags & (SURE | LOOSE)) == 0)  # type: ignore[no-any-return]


def surely_fails(condition: Column) -> Bools:
    """Return the rows in which nothing that is open can make the condition hold or go."""
    return ~condition.high & ((condition.flags & (SURE | LOOSE)) == 0)  # type: ignore[no-any-return]


def is_missing(column: Column) -> Bools:
    """Return the rows that are surely not applicable."""
    return np.asarray((column.flags & MISSING) != 0)


def either_flags(a: Flags, b: Flags) -> Flags:
    """Join the flags of two things of which only one will count, nobody knows which."""
    united = a | b
    return np.where(_outcome(a) == _outcome(b), united, _doubtful(united)).astype(np.uint8)


def _outcome(flags: Flags) -> Any:  # noqa: ANN401 - an array, or one number
    """Return what a flagged thing surely is: 3 n/a, 2 a zero denominator, 1 invalid, 0 none."""
    zero_or_invalid = np.where((flags & ZERO) != 0, 2, (flags & INVALID) != 0)
    return np.where((flags & ABSENT) != 0, 3, zero_or_invalid)


def _doubtful(flags: Flags) -> Flags:
    return (flags & np.uint8(OPEN | LOOSE)) | np.uint8(LOOSE)


def choose(condition: Column, yes: Column, no: Column) -> Column:
    """Return yes where the condition holds, no where it fails, the hull where nobody knows."""
    holds, fails = condition.low, ~condition.high
    is_truth = yes.low.dtype == bool
    least = np.logical_and if is_truth else np.minimum
    most = np.logical_or if is_truth else np.maximum
    low = np.where(holds, yes.low, np.where(fails, no.low, least(yes.low, no.low)))
    if condition.exact and yes.exact and no.exact:
        high = low
    else:
        high = np.where(holds, yes.high, np.where(fails, no.high, most(yes.high, no.high)))
    if without_flags(condition.flags | yes.flags | no.flags):
        return Column(low, high)
    unknown = either_flags(yes.flags, no.flags)
    picked = np.where(holds, yes.flags, np.where(fails, no.flags, unknown)).astype(np.uint8)
    flags = condition.flags | picked
    if not is_truth:
        return Column(low, high, flags)
    loose = (flags & LOOSE) != 0
    return Column(low & ~loose, high | loose, flags)


def tally(parts: list[Column], *, share: bool) -> Column:
    """Count the conditions that hold; n/a ones are left out, and all left out is n/a.

    A condition that cannot be computed counts as unanswered.
    """
    low = high = counted = np.zeros(1)
    flags: Flags = np.zeros(1, np.uint8)
    absent: Flags = np.zeros(1, np.uint8)
    all_loose = np.ones(1, bool)
    for part in parts:
        out = is_missing(part)
        broken = np.asarray((part.flags & INVALID) != 0)
        unclear = broken | ((part.flags & (OPEN | LOOSE)) != 0)
        low = low + (part.low & ~out & ~broken)
        high = high + ((part.high | broken) & ~out)
        counted = counted + ~out
        flags = flags | mark(unclear & ~out, OPEN)
        absent = absent | (part.flags & np.uint8(MISSING))
        all_loose = all_loose & (out | ((part.flags & LOOSE) != 0))
    nothing = counted == 0
    flags = flags | mark(all_loose & ~nothing, LOOSE) | np.where(nothing, absent, np.uint8(0))
    if share:
        divisor = np.maximum(counted, 1.0)
        low, high = low / divisor, high / divisor
    same = np.array_equal(low, high)
    return Column(low, low if same else high, flags if flags.any() else 0)
