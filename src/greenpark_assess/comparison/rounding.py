"""Printed parts that add up to the printed whole."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import ROUND_FLOOR, ROUND_HALF_UP, Decimal

NOISE = Decimal("1e-9")
"""Below this lie the errors of binary sums, as for levels."""


def add_up(
    parts: Sequence[float], decimals: int, whole: Decimal | None = None
) -> tuple[Decimal, ...]:
    """Round ``parts`` so that they add up to ``whole``, by the largest remainders.

    ``whole`` has ``decimals`` decimals, too; by default it is the sum of the parts, rounded half up
    (half away from zero below it, so that parts with all signs turned print with all signs turned).
    A part moves by less than one unit of the last decimal: what is above zero never prints below
    it, nor the other way round, and zero stays zero. Only a ``whole`` that lies further from the
    sum than that can ask for more; then the largest part takes the rest.
    """
    unit = Decimal(1).scaleb(-decimals)
    exact = [Decimal(repr(float(part))).quantize(NOISE, ROUND_HALF_UP) for part in parts]
    printed = sum(exact, Decimal(0)).quantize(unit, ROUND_HALF_UP) if whole is None else whole
    if _is_negative(printed, exact):
        return tuple(-part for part in _apportioned([-part for part in exact], -printed, unit))
    return _apportioned(exact, printed, unit)


def _is_negative(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    return next((number < 0 for number in (whole, *parts) if number), False)


def _apportioned(parts: Sequence[Decimal], whole: Decimal, unit: Decimal) -> tuple[Decimal, ...]:
    floors = [part.quantize(unit, ROUND_FLOOR) for part in parts]
    spare = int((whole - sum(floors)) / unit)
    between = [place for place, part in enumerate(parts) if part != floors[place]]
    between.sort(key=lambda place: floors[place] - parts[place])
    for place in between[: max(spare, 0)]:
        floors[place] += unit
        spare -= 1
    if spare and floors:
        largest = max(range(len(parts)), key=lambda place: abs(parts[place]))
        floors[largest] += spare * unit
    return tuple(floors)
