"""The meaning of unquoted words and numbers: YAML 1.2, and text where a person could mean text."""

from __future__ import annotations

import math
import re
from typing import TypeAlias

Scalar: TypeAlias = str | int | float | bool | None

_WORDS: dict[str, Scalar] = {
    "": None,
    "~": None,
    "null": None,
    "Null": None,
    "NULL": None,
    "true": True,
    "True": True,
    "TRUE": True,
    "false": False,
    "False": False,
    "FALSE": False,
}
_NUMERIC = frozenset("+-.0123456789")
# No leading zeros: 012 is a postcode or a clause, not twelve and not the octal ten.
_NUMBER = re.compile(
    r"[-+]?(?:(?:0|[1-9][0-9]*)(?P<point>\.[0-9]*)?|(?P<fraction>\.[0-9]+))"
    r"(?P<exponent>[eE][-+]?[0-9]+)?"
)
_NOT_A_FINITE_NUMBER = re.compile(r"[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN)")
_LONGEST_WHOLE = 300  # digits; doubles end at 309


def resolve(text: str) -> Scalar:
    """Return what an unquoted scalar means.

    ``null`` and ``true`` have their meaning, numbers are numbers; ``no``, ``012``, ``12:30``,
    ``2025-01-01``, ``1_000`` and full-width digits stay text.

    Raises:
        ValueError: The number is infinite, not a number, or beyond double precision's range.
    """
    if text in _WORDS:
        return _WORDS[text]
    if text[0] not in _NUMERIC:
        return text
    match = _NUMBER.fullmatch(text)
    if match is None:
        if _NOT_A_FINITE_NUMBER.fullmatch(text):
            raise ValueError(text)
        return text
    if match.lastgroup is None and len(text) <= _LONGEST_WHOLE:
        return int(text)
    number = float(text)
    if not math.isfinite(number):
        raise ValueError(text)
    return number
