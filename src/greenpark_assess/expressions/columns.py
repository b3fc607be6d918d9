"""Columns of intervals: every value has two ends per row, and flags that say what is known.

Interval arithmetic gives outer bounds: an answer that appears twice in an expression may leave the
interval wider than the truth, never narrower. For rows whose inputs are points, both ends go
through the same operations, so they are equal to the last bit.

Flags are a ``uint8`` per row, or the plain integer 0 where no row has any (the common case, which
keeps a single park fast). Operations unite them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, TypeAlias

import numpy as np
from numpy.typing import NDArray

Floats: TypeAlias = NDArray[np.float64]
Bools: TypeAlias = NDArray[np.bool_]
Flags: TypeAlias = Any  # NDArray[np.uint8] or the integer 0
OPEN = 1  # an answer that is really needed is missing
LOOSE = 2  # a completion could still make it not applicable or undefined
INVALID = 4  # computed from points, but not finite
ZERO = 8  # a denominator is exactly zero
DECLARED = 16  # an input was declared n/a
NOT_ASKED = 32  # an input is not asked of this park
NO_BRANCH = 64  # no branch of a switch holds
ABSENT = DECLARED | NOT_ASKED | NO_BRANCH
MISSING = ABSENT | ZERO  # it is surely not applicable
SURE = MISSING | INVALID  # whatever the open answers turn out to be


@dataclass(frozen=True, slots=True)
class Column:
    """One value per row: ``low`` and ``high`` are floats, or Booleans for a condition.

    For a condition ``low`` means "certainly holds" and ``high`` "may hold". Where no row has an
    open interval ``high`` is the very same array as ``low``.
    """

    low: Any
    high: Any
    flags: Flags = 0

    @property
    def exact(self) -> bool:
        """Whether every row is a point."""
        return self.low is self.high


def add(a: Column, b: Column) -> Column:
    """Return a + b."""
    if a.exact and b.exact:
        total = a.low + b.low
        return Column(total, total, a.flags | b.flags)
    low, high = a.low + b.low, a.high + b.high
    return Column(*_widest_where_undefined(low, high, _points(a, b)), a.flags | b.flags)


def subtract(a: Column, b: Column) -> Column:
    """Return a − b."""
    if a.exact and b.exact:
        rest = a.low - b.low
        return Column(rest, rest, a.flags | b.flags)
    low, high = a.low - b.high, a.high - b.low
    return Column(*_widest_where_undefined(low, high, _points(a, b)), a.flags | b.flags)


def multiply(a: Column, b: Column) -> Column:
    """Return a × b; zero times an open end is zero."""
    if a.exact and b.exact:
        product = a.low * b.low
        return Column(product, product, a.flags | b.flags)
    points = _points(a, b)
    corners = [
        _zero_where_undefined(x * y, points) for x in (a.low, a.high) for y in (b.low, b.high)
    ]
    return Column(*_hull(corners), a.flags | b.flags)


def divide(a: Column, b: Column) -> Column:
    """Return a ÷ b, with the flag ZERO where b is exactly zero.

    Where b may be zero among other values the result is unbounded and LOOSE.
    """
    flags = a.flags | b.flags
    if a.exact and b.exact:
        zero = b.low == 0
        if not zero.any():
            quotient = a.low / b.low
            return Column(quotient, quotient, flags)
        quotient = np.where(zero, 0.0, a.low / np.where(zero, 1.0, b.low))
        return Column(quotient, quotient, flags | mark(zero, ZERO))
    touches = (b.low <= 0) & (b.high >= 0)
    zero = (b.low == 0) & (b.high == 0) & ((b.flags & OPEN) == 0)
    low, high = np.where(touches, 1.0, b.low), np.where(touches, 1.0, b.high)
    points = _points(a, b)
    corners = [_zero_where_undefined(x / y, points) for x in (a.low, a.high) for y in (low, high)]
    least, most = _hull(corners)
    # What is undefined already is not made more doubtful by it.
    unbounded = touches & ~zero & ((b.flags & SURE) == 0)
    least = np.where(zero, 0.0, np.where(unbounded, -np.inf, least))
    most = np.where(zero, 0.0, np.where(unbounded, np.inf, most))
    return Column(least, most, flags | mark(zero, ZERO) | mark(unbounded, LOOSE))


def power(base: Column, exponent: float) -> Column:
    """Return base ** exponent for a written exponent."""
    low, high = base.low**exponent, base.high**exponent
    defined = np.ones_like(low, dtype=bool)
    if exponent < 0:
        defined &= (base.low > 0) | (base.high < 0)
    if exponent != int(exponent):
        defined &= base.low >= 0
    least, most = np.minimum(low, high), np.maximum(low, high)
    if exponent > 0 and exponent % 2 == 0:
        least = np.where((base.low < 0) & (base.high > 0), 0.0, least)
    return _restricted(base, least, most, defined)


def absolute(a: Column) -> Column:
    """Return the absolute value."""
    if a.exact:
        size = np.abs(a.low)
        return Column(size, size, a.flags)
    least = np.where(a.low > 0, a.low, np.where(a.high < 0, -a.high, 0.0))
    return Column(least, np.maximum(np.abs(a.low), np.abs(a.high)), a.flags)


def logarithm(a: Column) -> Column:
    """Return the natural logarithm."""
    return _restricted(a, np.log(a.low), np.log(a.high), a.low > 0)


def square_root(a: Column) -> Column:
    """Return the square root."""
    return _restricted(a, np.sqrt(a.low), np.sqrt(a.high), a.low >= 0)


def _restricted(a: Column, low: Floats, high: Floats, defined: Bools) -> Column:
    """Flag the rows whose argument is, or may be, outside the domain of a function."""
    if defined.all():
        return Column(low, low if a.exact else high, a.flags)
    point = _points(a)
    doubtful = ~defined & ~point & ((a.flags & SURE) == 0)
    flags = a.flags | mark(~defined & point, INVALID) | mark(doubtful, LOOSE)
    return Column(
        np.where(defined, low, np.where(point, np.nan, -np.inf)),
        np.where(defined, high, np.where(point, np.nan, np.inf)),
        flags,
    )


def without_flags(flags: Flags) -> bool:
    """Tell whether no row has any flag (the plain integer 0)."""
    return type(flags) is int


def mark(rows: Any, flag: int) -> NDArray[np.uint8]:  # noqa: ANN401 - an array or one Boolean
    """Return ``flag`` where ``rows`` is true, else 0."""
    marks: NDArray[np.uint8] = np.multiply(rows, np.uint8(flag), dtype=np.uint8)
    return marks


def _hull(corners: list[Floats]) -> tuple[Floats, Floats]:
    a, b, c, d = corners
    low = np.minimum(np.minimum(a, b), np.minimum(c, d))
    return low, np.maximum(np.maximum(a, b), np.maximum(c, d))


def _points(*columns: Column) -> Bools:
    """Return the rows in which every column is a point, or nothing at all (NaN)."""
    points: Any = True
    for column in columns:
        points = points & ~(column.low < column.high)
    return points  # type: ignore[no-any-return]


def _zero_where_undefined(product: Floats, points: Bools) -> Floats:
    undefined = np.isnan(product) & ~points
    return np.where(undefined, 0.0, product) if undefined.any() else product


def _widest_where_undefined(low: Floats, high: Floats, points: Bools) -> tuple[Floats, Floats]:
    undefined = (np.isnan(low) | np.isnan(high)) & ~points
    if not undefined.any():
        return low, high
    return (
        np.where(undefined & np.isnan(low), -np.inf, low),
        np.where(undefined & np.isnan(high), np.inf, high),
    )
