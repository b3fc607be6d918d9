"""Numbers with units, ranges, described levels and yes or no, in words."""

from __future__ import annotations

import math
from dataclasses import dataclass

from greenpark_assess.report.page.numbers import significant
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import NOTHING, Voice
from greenpark_assess.rubric.model import Question
from greenpark_assess.units import parse_unit, symbol

FACT_DIGITS = 10
PERCENT = "%"
NO_BREAK = "\N{NO-BREAK SPACE}"
TIMES = f"{NO_BREAK}\N{MULTIPLICATION SIGN}{NO_BREAK}"
SHORT_UNIT = 5  # a longer one may go to the next line


@dataclass(frozen=True, slots=True)
class Amount:
    """A number known exactly or between two ends; an end that is open is ``None`` or infinite.

    ``digits`` are significant ones, and rounding never crosses one of ``edges``.
    """

    low: float | None
    high: float | None
    unit: str | None = None
    digits: int = FACT_DIGITS
    edges: tuple[float, ...] = ()


def amount_text(voice: Voice, amount: Amount) -> Phrase:
    """Write an amount with its unit: ``25%``, ``4–6 t``, ``≥ 90%``; nothing if all is open."""
    low, high = (_digits(end, amount) for end in (amount.low, amount.high))
    if low == high:
        return with_unit(voice, low, amount.unit) if low else NOTHING
    if low and high:
        return with_unit(voice, f"{low}–{high}", amount.unit)
    return with_unit(voice, f"≥ {low}" if low else f"≤ {high}", amount.unit)


def fact_text(voice: Voice, question: Question | None, amount: Amount) -> Phrase:
    """Write an amount as ``question`` asks for it: yes or no, a described level, or a number."""
    if question is not None and question.kind == "yes_no":
        return _yes_no(voice, amount)
    if question is not None and question.kind == "maturity":
        return _level(voice, question, amount)
    return amount_text(voice, amount)


def with_unit(voice: Voice, number: str, unit: str | None) -> Phrase:
    """Write a number with its unit; a percent sign stands close, other units after a space.

    A power of ten that leads a unit stands after a multiplication sign: ``15 × 10⁸ CNY/km²``.
    """
    if not unit:
        return voice.figure(number)
    if unit.strip() == PERCENT:
        return voice.figure(f"{number}%")
    names = {language: symbol(unit, language) for language in voice.languages}
    if number == "1" and parse_unit(unit).is_count and "en" in names:
        names["en"] = names["en"].removesuffix("s")
    return voice.given(
        {language: f"{number}{_gap(name)}{name}" for language, name in names.items()}
    )


def _digits(end: float | None, amount: Amount) -> str:
    if end is None or math.isinf(end):
        return ""
    return significant(end, amount.digits, amount.edges)


def _gap(unit: str) -> str:
    if unit.startswith("10"):
        return TIMES
    return NO_BREAK if len(unit) <= SHORT_UNIT else " "


def _yes_no(voice: Voice, amount: Amount) -> Phrase:
    if amount.low is None or amount.low != amount.high:
        return NOTHING
    return voice.say("value.yes" if amount.low else "value.no")


def _level(voice: Voice, question: Question, amount: Amount) -> Phrase:
    low, high = amount.low, amount.high
    if low is None or high is None:
        return NOTHING
    if low != high:
        return voice.say("value.levels", low=f"{low:.0f}", high=f"{high:.0f}")
    text = voice.text(question.levels[int(low)]) if question.levels else NOTHING
    return voice.say("value.described_level", level=f"{low:.0f}", text=text)
