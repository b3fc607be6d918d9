"""Published values and where they come from."""

from __future__ import annotations

import re

from greenpark_assess.report.page.amounts import Amount, amount_text
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.judged import indicator_unit, judged_question
from greenpark_assess.report.page.numbers import significant
from greenpark_assess.report.page.record import BenchmarkLine, Phrase
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Benchmark, Id

STANDARD = re.compile(r"[A-Z]{2,}(/[A-Z]+)?\s?[\d.]+[-–—]\d{4}")


def benchmark_lines(draft: Draft, name: Id) -> tuple[BenchmarkLine, ...]:
    """Return the published values of an indicator, each with its source and how sure it is."""
    return tuple(_benchmark(draft, name, one) for one in draft.indicators[name].benchmarks)


def source_words(draft: Draft, name: Id | None) -> Phrase:
    """Return a source as its number in the list of sources, after a standard's own number."""
    if name is None or name not in draft.references:
        return NOTHING
    standard = STANDARD.match(draft.rubric.sources[name].title.within(draft.voice.languages[0]))
    number = f"[{draft.references[name]}]"
    return draft.voice.figure(f"{standard[0]} {number}" if standard else number)


def status_words(draft: Draft, status: str) -> Phrase:
    """Say how sure a published figure is; nothing is said of a verified one."""
    return NOTHING if status == "verified" else draft.voice.say(f"status.{status}")


def _benchmark(draft: Draft, name: Id, benchmark: Benchmark) -> BenchmarkLine:
    voice = draft.voice
    if isinstance(benchmark.value, str):
        value = voice.quote(benchmark.value)
    elif benchmark.value is not None:
        value = _level_or_number(draft, name, benchmark.value)
    else:
        value = NOTHING
    source = source_words(draft, benchmark.source)
    if source and benchmark.clause:
        source = voice.say("benchmark.clause", source=source, clause=voice.text(benchmark.clause))
    note = voice.text(benchmark.note)
    known = (source, status_words(draft, benchmark.status), note if value else NOTHING)
    return BenchmarkLine(value or note, voice.join(known, "list.remarks"))


def _level_or_number(draft: Draft, name: Id, value: float) -> Phrase:
    question = judged_question(draft, name)
    if question is not None and question.kind == "maturity":
        return draft.voice.say("value.level", level=significant(value))
    return amount_text(draft.voice, Amount(value, value, indicator_unit(draft, name)))
