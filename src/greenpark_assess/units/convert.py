"""Which units convert into each other, and by which factor; the only importer of pint."""

from __future__ import annotations

from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING

from greenpark_assess.units.table import ROWS
from greenpark_assess.units.unit import Unit, UnitError, UnitLike, as_unit, parse_unit

if TYPE_CHECKING:
    from pint import UnitRegistry
    from pint.util import UnitsContainer


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
    (share_a, rest_a), (share_b, rest_b) = _without_shares(a), _without_shares(b)
    if rest_a == rest_b:  # a share in percent: not worth the import of pint
        return float(share_a / share_b)
    return float(_registry().convert(Fraction(1), _container(a), _container(b)))


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


def _without_shares(unit: Unit) -> tuple[Fraction | float, Unit]:
    """Split a unit into the number that its ``%`` and ``‰`` stand for, and all the rest."""
    share: Fraction | float = Fraction(1)
    for name, power in unit.powers:
        if not ROWS[name].base:
            share *= Fraction(ROWS[name].number) ** power
    return share, Unit(tuple(pair for pair in unit.powers if ROWS[pair[0]].base))


_IDENTIFIERS = {name: f"unit_{index}" for index, name in enumerate(ROWS)}


@lru_cache(maxsize=1)
def _registry() -> UnitRegistry[Fraction]:
    """Return a registry that knows our table and nothing else, and computes in exact fractions."""
    from pint import UnitRegistry  # noqa: PLC0415 - costs more than all the rest of a check

    registry: UnitRegistry[Fraction] = UnitRegistry(None, non_int_type=Fraction)
    for name, row in ROWS.items():
        definition = row.base if row.base.startswith("[") else _definition(row.number, row.base)
        registry.define(f"{_IDENTIFIERS[name]} = {definition}")
    return registry


def _definition(number: str, base: str) -> str:
    powers = parse_unit(base).powers
    factors = [f"{_IDENTIFIERS[name]} ** {power}" for name, power in powers]
    return " * ".join([number, *factors])


def _container(unit: Unit) -> UnitsContainer:
    return _registry().UnitsContainer({_IDENTIFIERS[name]: power for name, power in unit.powers})
