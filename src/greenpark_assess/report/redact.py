"""A report that may leave the house: nothing in it names the park or quotes a person."""

from __future__ import annotations

from greenpark_assess.assessment import AnswerRecord, Assessment, IndicatorRecord, ParkRef

WITHHELD = "***"


def redacted(assessment: Assessment) -> Assessment:
    """Return ``assessment`` without names and free texts; every number stays.

    That a reason or evidence was given can still be seen; what it says cannot.
    """
    return assessment.model_copy(
        update={
            "park": ParkRef(id=WITHHELD, name={"": WITHHELD}),
            "answers": {name: _answer(one) for name, one in assessment.answers.items()},
            "indicators": {name: _indicator(one) for name, one in assessment.indicators.items()},
        }
    )


def _answer(answer: AnswerRecord) -> AnswerRecord:
    return answer.model_copy(
        update={
            "written": "",
            "reason": _withheld(answer.reason),
            "note": _withheld(answer.note),
            "evidence": tuple(map(_withheld, answer.evidence)),
        }
    )


def _indicator(indicator: IndicatorRecord) -> IndicatorRecord:
    return indicator.model_copy(update={"because": _withheld(indicator.because)})


def _withheld(text: str) -> str:
    return WITHHELD if text.strip() else ""
