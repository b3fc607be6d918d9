"""Numbers as they are printed: rounded once, half up, in decimal."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

TENTH = Decimal("0.1")
NOISE = Decimal("1e-9")
MINUS = "\N{MINUS SIGN}"
MOST_DECIMALS = 8


def exact(value: float) -> Decimal:
    """Return the shortest decimal that stands for ``value``: 2.675 and not 2.67499999…."""
    return Decimal(repr(float(value)))


def points(value: float) -> Decimal:
    """Return a score without the noise of binary sums: 69.9999999999 is 70, as for levels."""
    return exact(value).quantize(NOISE, ROUND_HALF_UP)


def tenths(value: float, edges: Iterable[float] = ()) -> Decimal:
    """Round a score or points to one decimal, never up to or over one of ``edges``.

    With an edge at 70, 69.96 gives 69.9: a rounded score must not promise a level that the
    exact one misses.
    """
    score = points(value)
    rounded = score.quantize(TENTH, ROUND_HALF_UP)
    if any(score < exact(edge) <= rounded for edge in edges):
        return score.quantize(TENTH, ROUND_FLOOR)
    return rounded


def significant(value: float, digits: int = 4, edges: Iterable[float] = ()) -> str:
    """Write a measured value with ``digits`` significant digits; integer digits all stay.

    Where rounding would cross one of ``edges`` (the value that earns full points, say), as many
    decimals are added as it takes to stay on the right side.
    """
    number = exact(value)
    first = max(0, digits - 1 - number.adjusted()) if number else 0
    rounded = number
    for decimals in range(first, first + MOST_DECIMALS):
        rounded = number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)
        if not any(_crosses(number, rounded, exact(edge)) for edge in edges):
            break
    return written(_stripped(rounded))


def _crosses(number: Decimal, rounded: Decimal, edge: Decimal) -> bool:
    return number < edge <= rounded or rounded <= edge < number


def _stripped(number: Decimal) -> Decimal:
    return Decimal(f"{number.normalize():f}")


def written(number: Decimal) -> str:
    """Write a decimal with thousands separators and a true minus sign: ``−1,234.5``."""
    sign = MINUS if number < 0 else ""
    return f"{sign}{abs(number):,f}"


def score_text(value: float, edges: Iterable[float] = ()) -> str:
    """Write a score or points: ``69.9``."""
    return written(tenths(value, edges))


def signed(number: Decimal) -> str:
    """Write a difference with its sign: ``+1.5``, ``−0.2``, ``0.0``."""
    return f"+{written(number)}" if number > 0 else written(number)


def gain_text(value: float) -> str:
    """Write a gain with its sign; one too small to show says so rather than claim nothing."""
    rounded = tenths(value)
    if rounded == 0:
        return "< +0.1" if value > 0 else "0.0"
    return signed(rounded)


def percent_text(value: float, edges: Iterable[float] = ()) -> str:
    """Write a share that is already in percent: ``62.5%``."""
    return f"{score_text(value, edges)}%"
