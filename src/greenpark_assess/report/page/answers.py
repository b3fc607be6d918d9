"""Answers in words, as they were understood."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Mapping

from greenpark_assess.assessment import AnswerRecord
from greenpark_assess.report.page.amounts import Amount, fact_text
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import NOTHING, Voice
from greenpark_assess.rubric.model import Question, Text

IGNORED = re.compile(r"[\s,^]")
NUMBER = re.compile(r"[\d.,]+")


def answer_text(voice: Voice, question: Question, answer: AnswerRecord) -> Phrase:
    """Return an answer as understood; nothing where there is none."""
    if answer.chosen or (answer.status == "answered" and question.options is not None):
        return _picks(voice, question, answer)
    if answer.status != "answered":
        return NOTHING
    return fact_text(voice, question, Amount(answer.low, answer.high, _unit(question, answer)))


def target_text(voice: Voice, question: Question, answer: AnswerRecord) -> Phrase:
    """Return the state that the park intends; nothing where it names none."""
    if answer.target is None:
        return NOTHING
    return fact_text(voice, question, Amount(*answer.target, _unit(question, answer)))


def written_otherwise(question: Question, written: str, understood: Phrase) -> bool:
    """Tell whether a number was written in another way than it was understood.

    Spaces, separators, raised digits, a unit left out, or one spelled as the question spells it
    make no difference.
    """
    if question.kind != "number" or not understood:
        return False
    plain = re.escape(_plain(written))
    same = re.compile(rf"{plain}(?![\d.])", re.IGNORECASE)
    shown = [run.text for run in understood]
    asked = [f"{one[0]}{question.unit}" for one in map(NUMBER.match, shown) if one]
    return not any(same.match(_plain(text)) for text in (*shown, *asked))


def _plain(text: str) -> str:
    return IGNORED.sub("", unicodedata.normalize("NFKC", text))


def _unit(question: Question, answer: AnswerRecord) -> str | None:
    return answer.unit or question.unit


def _picks(voice: Voice, question: Question, answer: AnswerRecord) -> Phrase:
    options = question.options or {}
    labels = _labels(voice, options, answer.chosen)
    pending = _labels(voice, options, answer.unknown)
    if pending and labels:
        return voice.say("value.partly_chosen", chosen=labels, pending=pending)
    if pending:
        return voice.say("value.pending", pending=pending)
    return labels or voice.say("value.none_chosen")


def _labels(voice: Voice, options: Mapping[str, Text], named: Collection[str]) -> Phrase:
    return voice.join((voice.text(options[one]) for one in options if one in named), "list.titles")
