"""What an indicator judges, in words: its value, and what would earn full points."""

from __future__ import annotations

from greenpark_assess.assessment import IndicatorRecord
from greenpark_assess.expressions import Scope, Type, analyse
from greenpark_assess.report.page.amounts import PERCENT, Amount, amount_text, fact_text
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import significant
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import (
    Id,
    MaturityScale,
    MetScale,
    OptionsScale,
    PointsScale,
    Question,
    RatioScale,
    Scale,
    SwitchScale,
)

VALUE_DIGITS = 4
FULL_SHARE = 100.0  # percent: nothing lies beyond it


def indicator_value(draft: Draft, name: Id, *, with_unit: bool = True) -> Phrase:
    """Return the value that an indicator judges; nothing where it is not known."""
    record, question = draft.assessment.indicators[name], judged_question(draft, name)
    if record.status != "answered":
        return NOTHING
    if record.option is not None:
        return _option(draft, name, record, question)
    if question is None and _is_truth(draft, name):
        question = Question(text=draft.indicators[name].title, kind="yes_no")
    low, high = _ends(record)
    edges = _knots(scale_in_force(draft, name))
    unit = indicator_unit(draft, name) if with_unit else None
    amount = Amount(low, high, unit, VALUE_DIGITS, edges)
    return fact_text(draft.voice, question, amount)


def brief_value(draft: Draft, name: Id, *, with_unit: bool = True) -> Phrase:
    """Return an indicator's value as one word or number: a described level without its text."""
    record, question = draft.assessment.indicators[name], judged_question(draft, name)
    if question is not None and question.kind == "maturity" and record.value is not None:
        return draft.voice.say("value.level", level=f"{record.value:.0f}")
    return indicator_value(draft, name, with_unit=with_unit)


def indicator_unit(draft: Draft, name: Id) -> str | None:
    """Return the unit of an indicator's value: as declared, else as its expression has it."""
    declared = draft.assessment.indicators[name].unit
    kind = None if declared else _type(draft, name)
    return declared or (str(kind.unit) if kind is not None and kind.unit is not None else None)


def full_marks(draft: Draft, name: Id) -> Phrase:
    """Return the value that would earn full points."""
    scale, question = scale_in_force(draft, name), judged_question(draft, name)
    voice = draft.voice
    match scale:
        case PointsScale():
            return _best_range(draft, scale, indicator_unit(draft, name), question)
        case OptionsScale():
            best = [option for option, points in scale.options.items() if points == _most(scale)]
            labels = question.options if question and question.options else {}
            return voice.join((voice.text(labels.get(one)) for one in best), "list.or")
        case MaturityScale():
            level = scale.maturity.index(max(scale.maturity))
            return voice.say("value.level", level=str(level))
        case MetScale():
            return voice.say("value.met")
        case RatioScale():
            return voice.say("value.reference")
    return voice.say("value.depends")


def judged_question(draft: Draft, name: Id) -> Question | None:
    """Return the question that an indicator judges directly, if it judges one."""
    expression = draft.indicators[name].value
    return draft.rubric.questions.get(name if expression is None else expression.strip())


def scale_in_force(draft: Draft, name: Id) -> Scale | None:
    """Return the scale, for a switch the branch that fired; ``None`` where none did."""
    scale = draft.indicators[name].scale
    if not isinstance(scale, SwitchScale):
        return scale
    rule = draft.assessment.indicators[name].rule
    return scale.switch[rule] if rule is not None else None


def _option(draft: Draft, name: Id, record: IndicatorRecord, question: Question | None) -> Phrase:
    asked = question or _question_with(draft, name, record.option or "")
    labels = asked.options if asked and asked.options else {}
    return draft.voice.text(labels.get(record.option or ""))


def _question_with(draft: Draft, name: Id, option: str) -> Question | None:
    expression = draft.indicators[name].value or ""
    named = (question for key, question in draft.rubric.questions.items() if key in expression)
    return next((one for one in named if one.options and option in one.options), None)


def _is_truth(draft: Draft, name: Id) -> bool:
    kind = _type(draft, name)
    return kind is not None and kind.kind == "truth"


def _type(draft: Draft, name: Id) -> Type | None:
    return analyse(draft.indicators[name].value or name, Scope(draft.rubric.questions)).type


def _ends(record: IndicatorRecord) -> tuple[float | None, float | None]:
    if record.value is not None:
        return record.value, record.value
    return record.value_low, record.value_high


def _knots(scale: Scale | None) -> tuple[float, ...]:
    return tuple(scale.points) if isinstance(scale, PointsScale) else ()


def _most(scale: PointsScale | OptionsScale) -> float:
    earned = scale.points if isinstance(scale, PointsScale) else scale.options
    return max(earned.values())


def _best_range(
    draft: Draft, scale: PointsScale, unit: str | None, question: Question | None
) -> Phrase:
    knots = sorted(scale.points)
    best = [knot for knot in knots if scale.points[knot] == _most(scale)]
    first, last = best[0] == knots[0], best[-1] == knots[-1]
    if question is not None and question.kind == "maturity":
        return draft.voice.say("value.level", level=significant(best[0]))
    bounded = unit == PERCENT and best in ([0.0], [FULL_SHARE])
    bounded = bounded or (question is not None and best == [question.min])
    low = None if first and not last and not bounded else best[0]
    high = None if last and not first and not bounded else best[-1]
    return amount_text(draft.voice, Amount(low, high, unit))
