"""How a number comes about, in words: of a node, an indicator, or an answer."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from greenpark_assess.cli.layout import plain, table
from greenpark_assess.cli.terminal import speak
from greenpark_assess.problems import Problem, ProblemsFound, did_you_mean
from greenpark_assess.report.page.answers import answer_text
from greenpark_assess.report.page.benchmarks import benchmark_lines, status_words
from greenpark_assess.report.page.draft import WHOLE, Draft
from greenpark_assess.report.page.judged import (
    full_marks,
    indicator_value,
    judged_question,
    scale_in_force,
)
from greenpark_assess.report.page.method import aggregate_words
from greenpark_assess.report.page.numbers import gain_text
from greenpark_assess.rubric.model import Benchmark
from greenpark_assess.rubric.reading import questions_of

if TYPE_CHECKING:
    from greenpark_assess.assessment import AnswerRecord
    from greenpark_assess.rubric.model import Question, Text

TOTAL = "total"


def explained(draft: Draft, name: str, language: str) -> Iterator[str]:
    """Yield the lines about one id.

    Raises:
        ProblemsFound: There is nothing of that id.
    """
    assessment = draft.assessment
    if name == TOTAL or name in assessment.nodes:
        yield from _node(draft, name, language)
    elif name in assessment.indicators:
        yield from _indicator(draft, name, language)
    elif name in assessment.answers:
        yield from _question(draft, name, language)
    else:
        known = (TOTAL, *assessment.nodes, *assessment.indicators, *assessment.answers)
        details = {"name": name, "meant": did_you_mean(name, known)}
        raise ProblemsFound([Problem("cli.unknown_id", details=details)])


def _pair(key: str, text: str, language: str, indent: str = "  ") -> str:
    label = speak(f"explain.{key}", language)
    return indent + speak("explain.pair", language, label=label, text=text)


# --- nodes ----------------------------------------------------------------------------


def _node(draft: Draft, name: str, language: str) -> Iterator[str]:
    whole = name == TOTAL
    record = draft.assessment.total if whole else draft.assessment.nodes[name]
    item = draft.rubric.header if whole else draft.rubric.nodes()[name]
    title = speak("explain.total", language) if whole else plain(draft.title(name))
    spread = plain(draft.range(record.low, record.high))
    score = _with_range(draft.score(record.score), spread)
    yield speak("explain.pair", language, label=title, text=score or _inapplicable(language))
    yield _pair("joined", plain(aggregate_words(draft, item.aggregate, item.floor)), language, "")
    yield ""
    head = tuple(
        speak(f"explain.{key}", language) for key in ("part", "score", "weight", "lost", "id")
    )
    parts = draft.children[WHOLE if whole else name]
    rows = [_part(draft, part, language) for part in parts]
    yield table([head, *rows], numbers=(1, 2, 3)).rstrip("\n")


def _part(draft: Draft, name: str, language: str) -> tuple[str, ...]:
    nodes, indicators = draft.assessment.nodes, draft.assessment.indicators
    points = nodes[name].score if name in nodes else indicators[name].points
    return (
        plain(draft.title(name)),
        draft.score(points) or _inapplicable(language),
        draft.weight_text(name),
        draft.lost_text(name),
        name,
    )


def _inapplicable(language: str) -> str:
    return speak("explain.not_applicable", language)


def _with_range(score: str, spread: str) -> str:
    return score if not score or spread == score else f"{score}  [{spread}]"


# --- indicators -----------------------------------------------------------------------


def _indicator(draft: Draft, name: str, language: str) -> Iterator[str]:
    indicator, record = draft.indicators[name], draft.assessment.indicators[name]
    spread = plain(draft.range(record.low, record.high))
    points = _with_range(draft.score(record.points), spread)
    yield f"{plain(draft.title(name))}  ({name})"
    for key, text in (
        ("value", plain(indicator_value(draft, name)) or "–"),
        ("formula", indicator.value or name),
        ("full", plain(full_marks(draft, name))),
        ("rule", _rule(draft, name, language)),
        ("points", points or _inapplicable(language)),
        ("state", _state(draft, name)),
        ("weight", draft.weight_text(name)),
        ("lost", draft.lost_text(name)),
        ("gain", gain_text(record.gain)),
    ):
        yield _pair(key, text, language)
    if record.prerequisite is not None:
        holds = plain(draft.voice.say(f"holds.{record.prerequisite}"))
        yield _pair("prerequisite", f"{indicator.prerequisite} – {holds}", language)
    for line, benchmark in zip(benchmark_lines(draft, name), indicator.benchmarks, strict=True):
        parts = filter(None, (plain(line.value), *_origin(draft, benchmark)))
        yield _pair("benchmark", " · ".join(parts), language)
    yield _pair("inputs", "", language).rstrip()
    for question in sorted(questions_of(draft.rubric, name)):
        yield f"    {_answer(draft, question)}"


def _origin(draft: Draft, benchmark: Benchmark) -> tuple[str, ...]:
    """Return where a benchmark is from, and how sure it is, in words of their own."""
    source = draft.rubric.sources.get(benchmark.source or "")
    texts = (source.title if source else None, benchmark.clause)
    words = (plain(draft.voice.text(text)) for text in texts)
    return (*words, plain(status_words(draft, benchmark.status)))


def _rule(draft: Draft, name: str, language: str) -> str:
    """Return the scale in force: what its rubric says, with its keys in words."""
    scale = scale_in_force(draft, name)
    if scale is None:
        return "–"
    asked = judged_question(draft, name)
    options = {key: plain(draft.voice.text(text)) for key, text in _options(asked)}
    shown = scale.model_dump(by_alias=True, exclude_defaults=True, exclude={"note"})
    parts = (_part_of_rule(key, value, options, language) for key, value in shown.items())
    return speak("explain.scale.between", language).join(parts)


def _options(question: Question | None) -> Iterable[tuple[str, Text]]:
    return question.options.items() if question and question.options else ()


def _part_of_rule(key: str, value: object, options: Mapping[str, str], language: str) -> str:
    label = speak(f"explain.scale.{key}", language)
    if value is True:
        return label
    return speak("explain.pair", language, label=label, text=_flat(value, options))


def _flat(value: object, options: Mapping[str, str]) -> str:
    if isinstance(value, dict):
        pairs = (f"{_flat(key, options)} → {_flat(item, options)}" for key, item in value.items())
        return ", ".join(pairs)
    if isinstance(value, tuple | list):
        return ", ".join(_flat(one, options) for one in value)
    return f"{value:g}" if isinstance(value, float) else options.get(str(value), str(value))


def _state(draft: Draft, name: str) -> str:
    record = draft.assessment.indicators[name]
    state = plain(draft.voice.say(f"state.{record.status}"))
    key = f"reason.{record.reason}"
    reason = plain(draft.voice.say(key)) if record.reason and draft.voice.knows(key) else ""
    return _dashed(state, reason, record.because)


# --- answers --------------------------------------------------------------------------


def _answer(draft: Draft, name: str) -> str:
    record, question = draft.assessment.answers[name], draft.rubric.questions[name]
    state = "not_asked" if record.not_asked else record.status
    answer = plain(answer_text(draft.voice, question, record)) or _dashed(
        plain(draft.voice.say(f"state.{state}")), record.reason
    )
    return f"{name} = {answer}   ({plain(draft.voice.text(question.text))})"


def _question(draft: Draft, name: str, language: str) -> Iterator[str]:
    record = draft.assessment.answers[name]
    yield _answer(draft, name)
    for key, text in _remarks(draft, record):
        yield _pair(key, " ".join(text.split()), language)
    yield _pair("read_by", "", language).rstrip()
    for indicator in draft.indicators:
        if name in questions_of(draft.rubric, indicator):
            yield f"    {indicator}  {plain(draft.title(indicator))}"


def _remarks(draft: Draft, record: AnswerRecord) -> Iterator[tuple[str, str]]:
    if record.written:
        yield "written", record.written
    if record.note:
        yield "note", record.note
    if record.quality:
        yield "quality", plain(draft.voice.say(f"quality.{record.quality}"))
    for evidence in record.evidence:
        yield "evidence", evidence


def _dashed(*texts: str) -> str:
    return " – ".join(" ".join(text.split()) for text in texts if text)
