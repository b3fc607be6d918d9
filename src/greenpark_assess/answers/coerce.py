"""From what was written to what it means: one reader for every file format."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from greenpark_assess.answers.model import NotApplicable
from greenpark_assess.answers.numeric import read_maturity, read_number
from greenpark_assess.answers.options import names_option, read_choice, read_choices, read_yes_no
from greenpark_assess.answers.reading import Coerced, CoerceError
from greenpark_assess.answers.vocabulary import STROKES, UNKNOWN, fold, reason_of
from greenpark_assess.rubric.model import Question
from greenpark_assess.units import UnitError

_READERS: Mapping[str, Callable[[Question, object], Coerced | None]] = {
    "number": read_number,
    "yes_no": read_yes_no,
    "choice": read_choice,
    "choices": read_choices,
    "maturity": read_maturity,
}


def coerce(question: Question, raw: object) -> Coerced | None:
    """Return what ``raw`` says in answer to ``question``, or ``None`` if it says nothing yet.

    Args:
        question: The question; its unit is that of a number without unit.
        raw: What a file reader found: text, number, true or false, a list, for several choices a
            mapping ``{option: yes/no/unknown}``, or nothing.

    Raises:
        CoerceError: ``raw`` is no answer to this question; nothing else is ever raised.
    """
    if raw is None:
        return None
    try:
        if isinstance(raw, str) and not names_option(question, raw):
            if fold(raw) in UNKNOWN:
                return None
            reason = reason_of(raw)
            if reason is not None:
                return Coerced(NotApplicable(reason))
            if raw.strip() in STROKES:
                raise CoerceError("answer.stroke", {"found": raw.strip()})
        return _READERS[question.kind](question, raw)
    except UnitError as error:
        raise CoerceError(error.code, error.details) from error
