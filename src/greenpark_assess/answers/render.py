"""From a value back to text, in a form that reads back as the same value."""

from __future__ import annotations

import math

from greenpark_assess.answers.model import NotApplicable, Picks, Span, Value
from greenpark_assess.answers.vocabulary import fold
from greenpark_assess.rubric.model import Question
from greenpark_assess.units import symbol

_WORDS = {"en": ("no", "yes", "none", ", "), "zh": ("否", "是", "无", "、")}


def render_value(
    question: Question, value: Value | NotApplicable, language: str | None = None
) -> str:
    """Return ``value`` as a person could have written it; ``coerce`` reads it back exactly.

    Args:
        question: The question that it answers.
        value: The value, in the question's unit.
        language: Gives the labels of options, and symbols of units, in a language; without it
            the form for files: option ids, and the unit as the rubric spells it.
    """
    no, yes, none, comma = _WORDS["zh" if language == "zh" else "en"]
    if isinstance(value, NotApplicable):
        return f"n/a: {value.reason}" if value.reason else "n/a"
    if isinstance(value, Picks):
        return _picks(question, value, language, comma) or _nothing(question, none)
    if question.kind == "yes_no":
        return "?" if value.low != value.high else yes if value.low else no
    if question.kind == "maturity" or not question.unit:
        return _span(value)
    return f"{_span(value)} {symbol(question.unit, language) if language else question.unit}"


def number(value: float) -> str:
    """Return the shortest text that reads back as exactly this number, whole ones without point."""
    whole = value == math.floor(value) and abs(value) < 1e16  # noqa: PLR2004 - then repr is shorter
    return str(int(value)) if whole else repr(float(value))


def _span(span: Span) -> str:
    if span.low == span.high:
        return number(span.low)
    if span.high == math.inf:
        return "?" if span.low == -math.inf else f">= {number(span.low)}"
    if span.low == -math.inf:
        return f"<= {number(span.high)}"
    return f"{number(span.low)}..{number(span.high)}"


def _picks(question: Question, picks: Picks, language: str | None, comma: str) -> str:
    named = {
        option: label.within(language) if language else option
        for option, label in (question.options or {}).items()
    }
    return comma.join(
        named[option] + ("?" if option in picks.unknown else "")
        for option in named
        if option in picks.chosen | picks.unknown
    )


def _nothing(question: Question, none: str) -> str:
    """Return the word for no option at all, or ``[]`` where an option has that very name."""
    options = (question.options or {}).items()
    names = {fold(name) for option, label in options for name in (option, *label.root.values())}
    return "[]" if fold(none) in names else none
