"""Typed trees compiled to columns: every value is an interval per row, with flags.

Interval arithmetic gives outer bounds: an answer that appears twice in an expression may leave the
interval wider than the truth, never narrower. For rows whose inputs are points, both ends go
through the same operations, so they are equal to the last bit.

Flags are a ``uint8`` per row, or the plain integer 0 where no row has any (the common case, which
keeps a single park fast). Operations unite them; ``and``, ``or`` and ``if`` drop them where the
known side decides. Where nobody knows yet whether a side counts, what is sure of that side only
(n/a, undefined) makes the result LOOSE: otherwise a range would not enclose every completion.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

import numpy as np
from numpy.typing import NDArray

from greenpark_assess.expressions.tree import (
    Arithmetic,
    Chosen,
    Comparison,
    Either,
    Extreme,
    Fact,
    Function,
    Logic,
    Negation,
    Number,
    OwnValue,
    Power,
    Scaled,
    Score,
    Tally,
    Tree,
)

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

# Values that differ by less than one part in 10⁹ are equal: 57/100 as a percentage is not below 57.
TOLERANCE = 1e-9


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


class Facts(Protocol):
    """Where an expression finds its inputs."""

    def fact(self, question: str) -> Column:
        """Return the numbers (or conditions, for yes/no) given for ``question``."""

    def chosen(self, question: str, option: str) -> Column:
        """Return the condition that ``option`` is chosen."""

    def own_value(self) -> Column:
        """Return the value of the indicator at hand."""

    def score(self, node: str) -> Column:
        """Return the score of a node or the points of an indicator."""


Evaluate: TypeAlias = Callable[[Facts], Column]


def compile_tree(tree: Tree) -> Evaluate:
    """Return a function from facts to the column of ``tree``."""
    return _COMPILERS[type(tree)](tree)


# ---- numbers


def _number(tree: Number) -> Evaluate:
    value = np.array([tree.value])
    column = Column(value, value)
    return lambda _: column


def _fact(tree: Fact) -> Evaluate:
    question = tree.question
    return lambda facts: facts.fact(question)


def _own_value(_: OwnValue) -> Evaluate:
    return lambda facts: facts.own_value()


def _score(tree: Score) -> Evaluate:
    node = tree.node
    return lambda facts: facts.score(node)


def _scaled(tree: Scaled) -> Evaluate:
    part, factor = compile_tree(tree.part), tree.factor

    def evaluate(facts: Facts) -> Column:
        column = part(facts)
        low = column.low * factor
        return Column(low, low if column.exact else column.high * factor, column.flags)

    return evaluate


def _arithmetic(tree: Arithmetic) -> Evaluate:
    left, right = compile_tree(tree.left), compile_tree(tree.right)
    operation = {"+": add, "-": subtract, "*": multiply, "/": divide}[tree.operator]
    return lambda facts: operation(left(facts), right(facts))


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


def _power(tree: Power) -> Evaluate:
    base, exponent = compile_tree(tree.base), tree.exponent
    return lambda facts: power(base(facts), exponent)


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


def _function(tree: Function) -> Evaluate:
    part = compile_tree(tree.part)
    operation = {"abs": absolute, "ln": logarithm, "sqrt": square_root}[tree.name]
    return lambda facts: operation(part(facts))


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


def _extreme(tree: Extreme) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    pick = np.minimum if tree.name == "min" else np.maximum

    def evaluate(facts: Facts) -> Column:
        columns = [part(facts) for part in parts]
        low, high, flags = columns[0].low, columns[0].high, columns[0].flags
        for column in columns[1:]:
            low, high = pick(low, column.low), pick(high, column.high)
            flags = flags | column.flags
        if all(column.exact for column in columns):
            high = low
        return Column(low, high, flags)

    return evaluate


# ---- conditions


def _chosen(tree: Chosen) -> Evaluate:
    question, options = tree.question, tree.options

    def evaluate(facts: Facts) -> Column:
        first, *others = columns = [facts.chosen(question, option) for option in options]
        low, high = first.low, first.high
        for other in others:
            low, high = low | other.low, high | other.high
        exact = all(column.exact for column in columns)
        return _settled(low, low if exact else high, first.flags)

    return evaluate


def _comparison(tree: Comparison) -> Evaluate:
    left, right, relation = compile_tree(tree.left), compile_tree(tree.right), tree.relation
    return lambda facts: compare(relation, left(facts), right(facts))


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
    return _settled(low, high, flags)


def _reaches(a: Floats, b: Floats) -> Bools:
    near = TOLERANCE * np.maximum(np.abs(a), np.abs(b))
    return (a >= b) | (np.abs(a - b) <= np.where(np.isfinite(near), near, 0.0))


def _settled(low: Bools, high: Bools, flags: Flags) -> Column:
    """Drop OPEN where the known bounds decide; what may still be taken away is undecided."""
    if _without_flags(flags):
        return Column(low, high)
    loose = (flags & LOOSE) != 0
    low, high = low & ~loose, high | loose
    return Column(low, high, np.where(low == high, flags & ~np.uint8(OPEN), flags))


def _negation(tree: Negation) -> Evaluate:
    part = compile_tree(tree.part)
    return lambda facts: opposite(part(facts))


def opposite(a: Column) -> Column:
    """Return not a."""
    low = ~a.high
    return Column(low, low if a.exact else ~a.low, a.flags)


def _logic(tree: Logic) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    join = both if tree.name == "and" else any_of

    def evaluate(facts: Facts) -> Column:
        result = parts[0](facts)
        for part in parts[1:]:
            result = join(result, part(facts))
        return result

    return evaluate


def both(a: Column, b: Column) -> Column:
    """Return a and b: a side that surely fails decides."""
    low, high = a.low & b.low, a.high & b.high
    if _without_flags(a.flags) and _without_flags(b.flags):
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


def _either(tree: Either) -> Evaluate:
    condition, yes, no = (compile_tree(part) for part in (tree.condition, tree.yes, tree.no))

    def evaluate(facts: Facts) -> Column:
        return choose(condition(facts), yes(facts), no(facts))

    return evaluate


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
    if _without_flags(condition.flags | yes.flags | no.flags):
        return Column(low, high)
    unknown = either_flags(yes.flags, no.flags)
    picked = np.where(holds, yes.flags, np.where(fails, no.flags, unknown)).astype(np.uint8)
    flags = condition.flags | picked
    if not is_truth:
        return Column(low, high, flags)
    loose = (flags & LOOSE) != 0
    return Column(low & ~loose, high | loose, flags)


def _tally(tree: Tally) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    share = tree.share

    def evaluate(facts: Facts) -> Column:
        return tally([part(facts) for part in parts], share=share)

    return evaluate


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


# ---- small arithmetic


def _without_flags(flags: Flags) -> bool:
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


_COMPILERS: dict[type[Any], Callable[[Any], Evaluate]] = {
    Number: _number,
    Fact: _fact,
    Chosen: _chosen,
    OwnValue: _own_value,
    Score: _score,
    Scaled: _scaled,
    Arithmetic: _arithmetic,
    Power: _power,
    Function: _function,
    Extreme: _extreme,
    Comparison: _comparison,
    Logic: _logic,
    Negation: _negation,
    Either: _either,
    Tally: _tally,
}
