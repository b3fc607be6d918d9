"""Units as products of names: reading them from text, writing them, multiplying them."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from fractions import Fraction
from functools import lru_cache
from typing import TypeAlias

from greenpark_assess.problems import did_you_mean
from greenpark_assess.units.table import COUNTS, NAMES, ROWS, plain, squeeze

Powers: TypeAlias = tuple[tuple[str, Fraction], ...]

_LONGEST = 100
_RAISE = str.maketrans("-0123456789", "⁻⁰¹²³⁴⁵⁶⁷⁸⁹")
_POWER = re.compile(r"(?P<base>.+)\^(?P<exponent>[+-]?\d{1,2}(\.\d{1,9})?)")
_TEN_THOUSAND = re.compile(r"10[kK](?P<base>.+)")
_YEARLY = frozenset({"pa", "p.a.", "p.a"})


class UnitError(ValueError):
    """A unit that cannot be understood or converted; ``code`` and ``details`` make a problem."""

    def __init__(self, code: str, **details: str | None) -> None:
        """Keep the message code and those of its ``details`` that are known."""
        self.code = code
        self.details = {key: value for key, value in details.items() if value is not None}
        super().__init__(f"{code}: {self.details}")


@dataclass(frozen=True, slots=True)
class Unit:
    """A product of units of the table with exponents, sorted by name; empty for a pure number.

    Units multiply, divide and take powers as their quantities do. Two units are equal if they are
    made of the same names: ``10^4 m3`` equals ``万m³``, but not ``m3``, which it converts into.
    """

    powers: Powers = ()
    _hash: int = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Hash the exact exponents once: units are looked up at every step of an expression."""
        object.__setattr__(self, "_hash", hash(self.powers))

    def __hash__(self) -> int:
        """Return a number that equal units share."""
        return self._hash

    def __mul__(self, other: Unit) -> Unit:
        """Return the unit of a product; names that cancel disappear."""
        return _product_of(self, other)

    def __truediv__(self, other: Unit) -> Unit:
        """Return the unit of a quotient; names that cancel disappear."""
        return _quotient_of(self, other)

    def __pow__(self, exponent: float | Fraction) -> Unit:
        """Return the unit of a power; ``** 0.5`` is that of a square root."""
        exact = Fraction(exponent).limit_denominator(1000)
        return _unit_of((name, power * exact) for name, power in self.powers)

    def __str__(self) -> str:
        """Return the plain spelling, which :func:`parse_unit` reads back as this same unit."""
        return _spell(self.powers, "*", _typed)

    @property
    def is_count(self) -> bool:
        """Whether only whole numbers make sense: so many firms, persons, events, items."""
        return len(self.powers) == 1 and self.powers[0][0] in COUNTS and self.powers[0][1] == 1


UnitLike: TypeAlias = Unit | str | None


# A rubric divides the same few units over and over.
@lru_cache(maxsize=1024)
def _product_of(one: Unit, other: Unit) -> Unit:
    return _unit_of((*one.powers, *other.powers))


@lru_cache(maxsize=1024)
def _quotient_of(one: Unit, other: Unit) -> Unit:
    return _product_of(one, other**-1)


@lru_cache(maxsize=1024)
def parse_unit(text: str | None) -> Unit:
    """Return the unit that ``text`` names; nothing at all and ``1`` name the pure number.

    Names of the table, in any of their spellings, are joined by ``*``, ``·``, ``/``, ``per`` or
    ``每``, may have exponents (``^2``, ``²``, ``**2``), and may stand in parentheses.

    Raises:
        UnitError: ``unit.unknown``, ``unit.ambiguous`` or ``unit.unreadable``.
    """
    return _unit_of(_powers_of(text or ""))


def as_unit(unit: UnitLike) -> Unit:
    """Return ``unit`` itself, or the unit that the text names."""
    return unit if isinstance(unit, Unit) else parse_unit(unit)


def symbol(unit: UnitLike, language: str) -> str:
    """Return the unit as a report prints it in ``language``, in the order in which it is written.

    ``tce/10^4 CNY`` gives ``tce/10⁴ CNY`` in English and ``吨标准煤/万元`` in Chinese.
    """
    powers = unit.powers if isinstance(unit, Unit) else _powers_of(unit or "")
    return _spell(powers, "·", lambda name, power: _printed(name, power, language))


def _typed(name: str, power: Fraction) -> str:
    exponent = f"{float(abs(power)):g}"
    if f"{name}^{exponent}" in NAMES:  # m^2 would be read as the m2 of the table
        return "*".join([name] * int(exponent))
    return name if exponent == "1" else f"{name}^{exponent}"


def _printed(name: str, power: Fraction, language: str) -> str:
    plural = "s" if name in COUNTS and power > 0 else ""
    sign = ROWS[name].chinese if language == "zh" else ROWS[name].english + plural
    exponent = f"{float(abs(power)):g}"
    return sign if exponent == "1" else sign + exponent.translate(_RAISE)


def _unit_of(powers: Iterable[tuple[str, Fraction]]) -> Unit:
    total: dict[str, Fraction] = {}
    for name, power in powers:
        total[name] = total.get(name, Fraction(0)) + power
    return Unit(tuple(sorted((name, power) for name, power in total.items() if power)))


def _spell(powers: Powers, times: str, spell: Callable[[str, Fraction], str]) -> str:
    above = times.join(spell(name, power) for name, power in powers if power > 0)
    below = times.join(spell(name, power) for name, power in powers if power < 0)
    if not below:
        return above
    return f"{above or '1'}/{f'({below})' if times in below else below}"


def _powers_of(text: str) -> Powers:
    """Return names and exponents in the order in which they are written."""
    if len(text) > _LONGEST:
        raise UnitError("unit.unreadable", unit=text[:_LONGEST] + "…")
    parts = re.findall(r"[()*/]|[^()*/]+", plain(text.strip()))
    left = deque(part.strip() for part in parts if part.strip())
    if not left:
        return ()
    powers = _product(left, text)
    if left:
        raise UnitError("unit.unreadable", unit=text)
    return powers


def _product(left: deque[str], text: str) -> Powers:
    powers = _operand(left, text)
    divided = False
    while left and left[0] in ("*", "/"):
        divides = left.popleft() == "/"
        if divided and not divides:
            raise UnitError("unit.ambiguous", unit=text, meant=_grouped(text))
        divided = divided or divides
        operand = _operand(left, text)
        powers += tuple((name, -power) for name, power in operand) if divides else operand
    return powers


def _operand(left: deque[str], text: str) -> Powers:
    first = left.popleft() if left else ""
    if first == "(":
        inside = _product(left, text)
        if left and left.popleft() == ")":
            return inside
        raise UnitError("unit.unreadable", unit=text)
    if not first or first in (")", "*", "/"):
        raise UnitError("unit.unreadable", unit=text)
    return _named(first)


def _named(token: str) -> Powers:
    word = squeeze(token)
    if word == "1":
        return ()
    if word in NAMES:
        return ((NAMES[word], Fraction(1)),)
    power = _POWER.fullmatch(word)
    if power is not None:
        if power["base"] + power["exponent"] in NAMES:  # m^3 is the m3 of the table
            return ((NAMES[power["base"] + power["exponent"]], Fraction(1)),)
        if power["base"] in NAMES:
            exponent = Fraction(power["exponent"]).limit_denominator(1000)
            return ((NAMES[power["base"]], exponent),)
    raise UnitError("unit.unknown", unit=token, meant=_nearest(word))


def _nearest(word: str) -> str | None:
    if word in _YEARLY:
        return "a"
    ten_thousand = _TEN_THOUSAND.fullmatch(word)
    if ten_thousand and f"10^4{ten_thousand['base']}" in NAMES:
        return NAMES[f"10^4{ten_thousand['base']}"]
    close = did_you_mean(word, NAMES)
    return NAMES[close] if close and close.isascii() else close


def _grouped(text: str) -> str | None:
    """Return ``t/(ha*a)`` for ``t/ha*a``: what people mean who write the latter."""
    above, _, below = plain(text).partition("/")
    return None if re.search(r"[()/]", below) else f"{above}/({below})"
