"""Which units convert into each other, and by which factor, in exact fractions of the table.

The tests hold every factor against pint, which knows the same definitions independently.
"""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache

from greenpark_assess.units.table import ROWS
from greenpark_assess.units.unit import Unit, UnitError, UnitLike, as_unit, parse_unit


def compatible(a: UnitLike, b: UnitLike) -> bool:
    """Tell whether a value in unit ``a`` can be given in unit ``b``.

    Raises:
        UnitError: where ``a`` or ``b`` is not a unit.
    """
    return _dimension(as_unit(a)) == _dimension(as_unit(b))


def factor(a: UnitLike, b: UnitLike) -> float:
    """Return what a value in unit ``a`` is multiplied with to be in unit ``b``.

    Raises:
        UnitError: ``unit.incompatible`` where the two measure different things, and where ``a``
            or ``b`` is not a unit.
    """
    return _factor(as_unit(a), as_unit(b))


@lru_cache(maxsize=1024)
def _factor(a: Unit, b: Unit) -> float:
    if a == b:
        return 1.0
    if _dimension(a) != _dimension(b):
        raise UnitError("unit.incompatible", unit=str(a), wanted=str(b))
    return float(_size(a) / _size(b))


@lru_cache(maxsize=1024)
def _dimension(unit: Unit) -> Unit:
    """Return the same product in base dimensions: ``t/ha`` gives ``[mass]/[length]^2``."""
    total = Unit()
    for name, power in unit.powers:
        base = ROWS[name].base
        is_dimension = base.startswith("[")
        dimension = Unit(((base, Fraction(1)),)) if is_dimension else _dimension(parse_unit(base))
        total *= dimension**power
    return total


@lru_cache(maxsize=1024)
def _size(unit: Unit) -> Fraction | float:
    """Return how many of its base units ``unit`` is: ``t/ha`` is 0.1 kg per square metre."""
    size: Fraction | float = Fraction(1)
    for name, power in unit.powers:
        row = ROWS[name]
        is_base = row.base.startswith("[")
        one = Fraction(row.number) * (1 if is_base else _size(parse_unit(row.base)))
        size *= one**power
    return size
