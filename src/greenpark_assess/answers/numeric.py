"""Answers that are numbers: quantities in the question's unit, and described levels."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from greenpark_assess.answers.model import Span
from greenpark_assess.answers.quantity import Quantity, Range, read_range
from greenpark_assess.answers.reading import Coerced, CoerceError, shown
from greenpark_assess.answers.vocabulary import NOTHING, fold
from greenpark_assess.rubric.model import MATURITY_LEVELS, Question
from greenpark_assess.units import Unit, compatible, factor, parse_unit, symbol

_LEVEL = re.compile(
    r"\s*(?:level|lv\.?|等级|mức|cấp)?\s*(?P<level>.+?)\s*(?:级|分)?\s*", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Ends:
    """The ends of a range in the question's unit (``None``: open), and what limits them."""

    low: float | None
    high: float | None
    strict: bool
    whole: bool
    minimum: float = -math.inf
    maximum: float = math.inf
    unit: str = ""


def read_number(question: Question, raw: object) -> Coerced:
    """Return the interval that ``raw`` gives, in the question's unit."""
    wanted = parse_unit(question.unit)
    found = _range(raw, question)
    ends = _Ends(
        low=_in_unit(found.low, wanted, question, raw),
        high=_in_unit(found.high, wanted, question, raw),
        strict=found.strict,
        whole=wanted.is_count,
        minimum=-math.inf if question.min is None else question.min,
        maximum=math.inf if question.max is None else question.max,
        unit="" if wanted.is_count else question.unit or "",
    )
    doubt = ("looks_like_fraction",) if _looks_like_fraction(found, wanted) else ()
    return Coerced(_span(ends, raw), found.remarks + doubt)


def read_maturity(question: Question, raw: object) -> Coerced:
    """Return the level, or the interval of levels, that ``raw`` names by number or by its text."""
    level = _described_level(question, raw) if isinstance(raw, str) else None
    if level is not None:
        return Coerced(Span(level, level))
    core = _LEVEL.fullmatch(raw) if isinstance(raw, str) else None
    found = _range(core["level"] if core else raw, question)
    if any(end is not None and end.unit is not None for end in (found.low, found.high)):
        raise CoerceError("answer.not_a_level", {"found": shown(raw)})
    ends = _Ends(
        low=None if found.low is None else _finite(float(found.low.number)),
        high=None if found.high is None else _finite(float(found.high.number)),
        strict=found.strict,
        whole=True,
        minimum=0,
        maximum=MATURITY_LEVELS - 1,
    )
    return Coerced(_span(ends, raw), found.remarks)


def unit_in_words(unit: str | None) -> str:
    """Return a unit as it may be typed, and its symbols in both languages where they differ."""
    if not unit:
        return ""
    return " / ".join(dict.fromkeys([unit, symbol(unit, "en"), symbol(unit, "zh")]))


def _range(raw: object, question: Question) -> Range:
    if isinstance(raw, str):
        if fold(raw) in NOTHING:
            raise CoerceError("answer.stroke", {"found": raw.strip()})
        return _read(raw, question)
    if isinstance(raw, bool) or not isinstance(raw, int | float):
        raise CoerceError("answer.not_a_number", {"found": shown(raw)})
    exact = Quantity(Decimal(repr(_finite(raw))))
    return Range(exact, exact)


def _read(text: str, question: Question) -> Range:
    """Return the range; of a unit that nobody knows, also say which one is asked for."""
    try:
        return read_range(text)
    except CoerceError as error:
        if error.code == "answer.unknown_unit" and question.unit:
            error.details["allowed"] = unit_in_words(question.unit)
        raise


def _finite(number: float) -> float:
    try:
        if math.isfinite(number):
            return float(number)
    except OverflowError:
        pass
    raise CoerceError("answer.not_finite", {"found": shown(number)})


def _in_unit(
    quantity: Quantity | None, wanted: Unit, question: Question, raw: object
) -> float | None:
    if quantity is None:
        return None
    if quantity.unit is None:
        if quantity.scaled and any(name.startswith("10^") for name, _ in wanted.powers):
            details = {"found": shown(raw), "unit": unit_in_words(question.unit)}
            raise CoerceError("answer.ambiguous_scale", details)
        return _finite(float(quantity.number))
    if not compatible(quantity.unit, wanted):
        if wanted == Unit():
            raise CoerceError("answer.unit_not_wanted", {"found": quantity.unit})
        details = {"found": quantity.unit, "allowed": unit_in_words(question.unit)}
        raise CoerceError("answer.wrong_unit", details)
    return _finite(float(Fraction(quantity.number) * _exact_factor(quantity.unit, wanted)))


def _exact_factor(unit: str, wanted: Unit) -> Fraction:
    """Return the factor as the short decimal, or one over the short decimal, that it stands for.

    So 1.1 万t is 11000 t and not 11000.000000000002 t.
    """
    times = factor(unit, wanted)
    return Fraction(repr(times)) if times >= 1 else 1 / Fraction(repr(factor(wanted, unit)))


def _looks_like_fraction(found: Range, wanted: Unit) -> bool:
    ends = [end for end in (found.low, found.high) if end is not None]
    in_percent = wanted == parse_unit("%") and all(end.unit is None for end in ends)
    return in_percent and 0 < max(end.number for end in ends) <= 1


def _span(ends: _Ends, raw: object) -> Span:
    """Return the interval between two ends; an open end reaches to its limit."""
    for end in (ends.low, ends.high):
        if end is None:
            continue
        if ends.whole and not end.is_integer():
            raise CoerceError("answer.not_whole", {"found": shown(raw)})
        if not ends.minimum <= end <= ends.maximum:
            details = {"found": shown(raw), "allowed": _limits_in_words(ends)}
            raise CoerceError("answer.out_of_bounds", details)
    step = 1 if ends.strict and ends.whole else 0  # more than 2 firms are at least 3
    low = ends.minimum if ends.low is None else ends.low + (step if ends.high is None else 0)
    high = ends.maximum if ends.high is None else ends.high - (step if ends.low is None else 0)
    if low > high:
        raise CoerceError("answer.empty_interval", {"found": shown(raw)})
    return Span(float(low), float(high))


def _limits_in_words(ends: _Ends) -> str:
    if ends.minimum == -math.inf:
        return f"<= {ends.maximum:.12g} {ends.unit}".strip()
    if ends.maximum == math.inf:
        return f">= {ends.minimum:.12g} {ends.unit}".strip()
    return f"{ends.minimum:.12g}..{ends.maximum:.12g} {ends.unit}".strip()


def _described_level(question: Question, text: str) -> float | None:
    for number, level in enumerate(question.levels or ()):
        if fold(text) in {fold(words) for words in level.root.values()}:
            return float(number)
    return None
