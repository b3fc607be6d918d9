"""Arithmetic on intervals with units and flags: outer bounds, never a silent infinity."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable
from functools import cache

from greenpark_assess import units
from reference.things import INFINITE, INVALID, KNOWN, LOOSE, SURE, WIDEST, ZERO, Flags, Number

unit_of = cache(units.parse_unit)
factor = cache(units.factor)


def converted(number: Number, unit: units.Unit | None) -> Number:
    """Return ``number`` in ``unit``; a bare number is taken to be in it already."""
    if unit is None or number.unit == unit:
        return number
    if number.unit is None:
        return Number(number.low, number.high, unit, number.flags)
    scale = factor(number.unit, unit)
    return Number(number.low * scale, number.high * scale, unit, number.flags)


def same_unit(left: Number, right: Number) -> tuple[Number, Number]:
    return converted(left, right.unit if left.unit is None else left.unit), converted(
        right, left.unit
    )


def negative(number: Number) -> Number:
    return Number(-number.high, -number.low, number.unit, number.flags)


def _sum(left: Number, right: Number) -> Number:
    left, right = same_unit(left, right)
    low, high = left.low + right.low, left.high + right.high
    return Number(
        -INFINITE if math.isnan(low) else low,
        INFINITE if math.isnan(high) else high,
        left.unit,
        left.flags | right.flags,
    )


def _difference(left: Number, right: Number) -> Number:
    return _sum(left, negative(right))


def _times(a: float, b: float) -> float:
    return 0.0 if a == 0 or b == 0 else a * b


def _over(a: float, b: float) -> float:
    return 0.0 if math.isinf(b) else a / b


def _ends(
    operation: Callable[[float, float], float], left: Number, right: Number
) -> tuple[float, float]:
    ends = [operation(a, b) for a in (left.low, left.high) for b in (right.low, right.high)]
    return min(ends), max(ends)


def _unit_product(left: Number, right: Number, power: int) -> units.Unit | None:
    if right.unit is None:
        return left.unit
    other = right.unit**power
    return other if left.unit is None else left.unit * other


def _product(left: Number, right: Number) -> Number:
    low, high = _ends(_times, left, right)
    return Number(low, high, _unit_product(left, right, 1), left.flags | right.flags)


def _quotient(left: Number, right: Number) -> Number:
    flags = left.flags | right.flags
    low, high = WIDEST
    if right.low == right.high == 0 and "open" not in right.flags:
        flags |= ZERO
        low, high = 0.0, 0.0
    elif right.low <= 0 <= right.high:
        flags |= _doubt(right)
    else:
        low, high = _ends(_over, left, right)
    return Number(low, high, _unit_product(left, right, -1), flags)


def power(base: Number, exponent: float) -> Number:
    unit = None if base.unit is None else base.unit**exponent
    whole = exponent == int(exponent)
    undefined = (exponent < 0 and base.low <= 0 <= base.high) or (not whole and base.low < 0)
    if undefined:
        return _undefined(base, unit)
    ends = [_raised(base.low, exponent), _raised(base.high, exponent)]
    if whole and exponent > 0 and exponent % 2 == 0 and base.low < 0 < base.high:
        ends.append(0.0)
    return Number(min(ends), max(ends), unit, base.flags)


def _raised(base: float, exponent: float) -> float:
    try:
        return float(base**exponent)
    except OverflowError:
        return -INFINITE if base < 0 and exponent % 2 == 1 else INFINITE


def _undefined(operand: Number, unit: units.Unit | None) -> Number:
    flag = INVALID if operand.is_point() else _doubt(operand)
    return Number(*WIDEST, unit, operand.flags | flag)


def _doubt(operand: Number) -> Flags:
    """Return ``loose``, unless the operand is undefined itself: that is known already."""
    return KNOWN if operand.flags & SURE else LOOSE


def _logarithm(operand: Number) -> Number:
    pure = converted(operand, unit_of(None))
    if pure.low <= 0:
        return _undefined(pure, pure.unit)
    return Number(math.log(pure.low), math.log(pure.high), pure.unit, pure.flags)


def _root(operand: Number) -> Number:
    unit = None if operand.unit is None else operand.unit**0.5
    if operand.low < 0:
        return _undefined(operand, unit)
    return Number(math.sqrt(operand.low), math.sqrt(operand.high), unit, operand.flags)


def _absolute(operand: Number) -> Number:
    low = max(operand.low, -operand.high, 0.0)
    return Number(low, max(-operand.low, operand.high), operand.unit, operand.flags)


def _extreme(pick: Callable[[float, float], float]) -> Callable[[Number, Number], Number]:
    def of_two(left: Number, right: Number) -> Number:
        left, right = same_unit(left, right)
        low, high = pick(left.low, right.low), pick(left.high, right.high)
        return Number(low, high, left.unit, left.flags | right.flags)

    return of_two


ARITHMETIC: dict[type[ast.operator], Callable[[Number, Number], Number]] = {
    ast.Add: _sum,
    ast.Sub: _difference,
    ast.Mult: _product,
    ast.Div: _quotient,
}
OF_MANY = {"min": _extreme(min), "max": _extreme(max), "sum": _sum}
OF_ONE = {"ln": _logarithm, "sqrt": _root, "abs": _absolute}
