"""Numbers as people write them: thousands, 万, bounds, intervals, and the unit behind them."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Decimal

from greenpark_assess.answers.reading import CoerceError
from greenpark_assess.answers.vocabulary import (
    ABOUT,
    ABOUT_AFTER,
    AT_LEAST,
    AT_LEAST_AFTER,
    AT_MOST,
    AT_MOST_AFTER,
    STRICTLY_LESS,
    STRICTLY_MORE,
    TEN_POWER,
    TEN_POWERS,
    alternatives,
)
from greenpark_assess.units import UnitError, parse_unit
from greenpark_assess.units.table import plain

_LONGEST = 200


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with the unit as written; ``None`` where no unit was written.

    ``scaled`` tells that a word such as 万 made the number that big.
    """

    number: Decimal
    unit: str | None = None
    scaled: bool = False


@dataclass(frozen=True, slots=True)
class Range:
    """From one quantity to another; ``None`` is an open end, twice the same is an exact number.

    ``strict`` tells that the one end itself is excluded (``> 2``). Remarks are ``approximated``,
    ``decimal_comma`` and ``leading_zero``.
    """

    low: Quantity | None
    high: Quantity | None
    strict: bool = False
    remarks: tuple[str, ...] = ()


_NUMBER = r"""
    [+-]?(?:
        \d{1,3}(?:[\ '_]\d{3})+(?!\d)(?:[.,]\d+)?    # 1 200 000
      | \d+(?:[.,]\d+)*(?:\.(?![\d.]))?              # 1200000, 1.2, 1,200,000
      | \.\d+
    )(?:[eE][+-]?\d{1,3}(?!\d))?
    (?:\s*[*x]\s*10\^[+-]?\d{1,3}(?!\d))?           # 3×10⁴
"""
_QUANTITY = re.compile(rf"\s*(?P<number>{_NUMBER})(?P<unit>[^\d.,].*)?\s*", re.VERBOSE | re.DOTALL)
_POWER_OF_TEN = re.compile(r"\s*[*x]\s*10\^(?P<power>[+-]?\d+)$")
_INTERVAL = re.compile(
    rf"""
    \s*(?P<opening>between|from|介于|从|自|từ)?
    \s*(?P<low>{_NUMBER})(?P<low_unit>[^\d.,].*?|)
    \s*(?P<between>\.{{2,3}}|~|〜|–|—|至|到|đến|\bto\b|\band\b|和|与|(?<![\^eE])-)
    \s*(?P<high>{_NUMBER})(?P<high_unit>(?:[^\d.,].*?)??)
    \s*(?P<closing>之间)?\s*
    """,
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_TIME = re.compile(r"\s*\d{1,2}:\d{2}(:\d{2})?\s*")
_DATE = re.compile(
    r"\s*(\d{4}([-/.])\d{1,2}\2\d{1,2}(\D.*)?|\d{1,2}([-/.])\d{1,2}\4\d{4}|\d{4}年\d{1,2}月.*)\s*"
)


def _affixes(before: frozenset[str], after: frozenset[str]) -> re.Pattern[str]:
    return re.compile(
        rf"(?P<before>{alternatives(before)})\.?\s*(?P<inner>.+)"
        rf"|(?P<core>.+?)\s*(?:{alternatives(after)})",
        re.IGNORECASE | re.DOTALL,
    )


_BOUNDS = {
    "low": _affixes(AT_LEAST, AT_LEAST_AFTER),
    "high": _affixes(AT_MOST, AT_MOST_AFTER),
}
_APPROXIMATE = _affixes(ABOUT, ABOUT_AFTER)


def read_range(written: str) -> Range:
    """Return the number, bound or interval that a text gives, with units as written.

    Raises:
        CoerceError: the text is no number, or may be one of two.
    """
    text = _western_digits(plain(written)).strip()
    _refuse_look_alikes(text, written)
    about = _APPROXIMATE.fullmatch(text)
    if about is not None:
        inside = read_range(about["inner"] or about["core"])
        return replace(inside, remarks=("approximated", *inside.remarks))
    for end, pattern in _BOUNDS.items():
        bound = pattern.fullmatch(text)
        if bound is not None:
            return _read_bound(bound, end, written)
    return _read_interval(text) or _read_exact(text, written)


def _western_digits(text: str) -> str:
    return re.sub(r"[^\D0-9]", lambda digit: str(unicodedata.decimal(digit[0])), text)


def _refuse_look_alikes(text: str, written: str) -> None:
    found = {"found": written[:_LONGEST]}
    if len(text) > _LONGEST:
        raise CoerceError("answer.too_long", {"most": _LONGEST})
    if text.startswith("="):
        raise CoerceError("answer.formula", found)
    if _TIME.fullmatch(text):
        raise CoerceError("answer.time_like", found)
    if _DATE.fullmatch(text):
        raise CoerceError("answer.date_like", found)


def _read_bound(bound: re.Match[str], end: str, written: str) -> Range:
    quantity, remarks = _read_quantity(bound["inner"] or bound["core"], written)
    strict = (bound["before"] or "").casefold() in STRICTLY_MORE | STRICTLY_LESS
    low, high = (quantity, None) if end == "low" else (None, quantity)
    return Range(low, high, strict, remarks)


def _read_interval(text: str) -> Range | None:
    match = _INTERVAL.fullmatch(text)
    if match is None:
        return None
    framed = match["opening"] or match["closing"]
    if match["between"].casefold() in {"and", "和", "与"} and not framed:
        return None
    low_unit, high_unit = match["low_unit"].strip(), match["high_unit"].strip()
    low, low_remarks = _read_quantity(f"{match['low']} {low_unit or high_unit}", text)
    high, high_remarks = _read_quantity(f"{match['high']} {high_unit or low_unit}", text)
    return Range(low, high, remarks=tuple(dict.fromkeys(low_remarks + high_remarks)))


def _read_exact(text: str, written: str) -> Range:
    quantity, remarks = _read_quantity(text, written)
    return Range(quantity, quantity, remarks=remarks)


def _read_quantity(text: str, written: str) -> tuple[Quantity, tuple[str, ...]]:
    match = _QUANTITY.fullmatch(text)
    if match is None:
        raise CoerceError("answer.not_a_number", {"found": written})
    number, remarks = _read_number(match["number"])
    power, unit = _read_unit((match["unit"] or "").strip())
    return Quantity(number.scaleb(power), unit, scaled=power != 0), remarks


def _read_unit(text: str) -> tuple[int, str | None]:
    """Split ``万人`` into 4 (a power of ten) and ``人``; ``万m3`` is a unit as a whole."""
    if not text:
        return 0, None
    try:
        parse_unit(text)
    except UnitError as error:
        if error.code == "unit.ambiguous":
            raise
        scale = TEN_POWER.match(text)
        if scale is None:
            raise CoerceError("answer.unknown_unit", {"found": text, **_meant(error)}) from error
        rest = text[scale.end() :].strip()
    else:
        return 0, text
    try:
        parse_unit(rest)
    except UnitError as error:
        raise CoerceError("answer.unknown_unit", {"found": rest, **_meant(error)}) from error
    return TEN_POWERS[scale["word"].casefold()], rest or None


def _meant(error: UnitError) -> dict[str, object]:
    return {"meant": error.details["meant"]} if "meant" in error.details else {}


_GROUPED = re.compile(r"\d{1,3}(,\d{3}){2,}(\.\d+)?|\d{1,3},\d{3}\.\d+")
_DOTTED = re.compile(r"\d{1,3}(\.\d{3}){2,}(,\d+)?|\d{1,3}\.\d{3},\d+")
_COMMA = re.compile(r"(?P<whole>\d+),(?P<part>\d+)")


def _read_number(text: str) -> tuple[Decimal, tuple[str, ...]]:
    power = _POWER_OF_TEN.search(text)
    if power is not None:
        number, remarks = _read_number(text[: power.start()])
        return number.scaleb(int(power["power"])), remarks
    sign = text[0] if text[0] in "+-" else ""
    mantissa, exponent_sign, exponent = text.removeprefix(sign).lower().partition("e")
    digits, remarks = _plain_digits(re.sub(r"[ '_]", "", mantissa), text)
    if re.match(r"0\d", digits):
        remarks = (*remarks, "leading_zero")
    return Decimal(f"{sign}{digits}{exponent_sign}{exponent}"), remarks


def _plain_digits(digits: str, written: str) -> tuple[str, tuple[str, ...]]:
    """Return the digits with a decimal point and nothing else, or say why that is a guess."""
    if digits.count(",") == 0 and digits.count(".") <= 1:
        return digits, ()
    if _GROUPED.fullmatch(digits):
        return digits.replace(",", ""), ()
    if _DOTTED.fullmatch(digits):
        remedy = digits.replace(".", "").replace(",", ".")
        raise CoerceError("answer.dotted_thousands", {"found": written, "meant": remedy})
    comma = _COMMA.fullmatch(digits)
    if comma is None:
        raise CoerceError("answer.not_a_number", {"found": written})
    if len(comma["part"]) == 3 and re.fullmatch(r"[1-9]\d{0,2}", comma["whole"]):  # noqa: PLR2004
        readings = {"thousands": digits.replace(",", ""), "decimal": digits.replace(",", ".")}
        raise CoerceError("answer.ambiguous_comma", {"found": written, **readings})
    return digits.replace(",", "."), ("decimal_comma",)
