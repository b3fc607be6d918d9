"""``greenpark explain``: one number, down to the answers and the rule that made it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.inputs import (
    answers_argument,
    judge,
    language_option,
    rubric_option,
    sound_answers,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import speak
from greenpark_assess.problems import Problem, ProblemsFound, did_you_mean

if TYPE_CHECKING:
    from greenpark_assess.report.page.draft import Draft
    from greenpark_assess.rubric.model import Benchmark

TOTAL = "total"


@click.command(
    "explain",
    help=either("Explain one number, down to answers and rule.", "逐层解释一个数的来历。")
    + "\n\n"
    + either(
        "ID is that of an indicator, criterion, dimension or question, or 'total'.",
        "“编号”可以是指标、准则、维度或填报项的编号，或 total（总分）。",
    ),
)
@answers_argument
@click.argument("name", metavar=either("ID", "编号"), default=TOTAL)
@rubric_option
@language_option
def command(answers: str, name: str, reference: str | None, language: str) -> None:
    """Print how the number comes about."""
    from greenpark_assess.cli.overview import draft_of  # noqa: PLC0415

    questionnaire, given = sound_answers(answers, reference, language)
    draft = draft_of(questionnaire.rubric, judge(questionnaire, given), language)
    click.echo("".join(f"{line}\n" for line in _explained(draft, name, language)), nl=False)


def _explained(draft: Draft, name: str, language: str) -> Iterator[str]:
    assessment = draft.assessment
    if name == TOTAL:
        yield from _node(draft, name, tuple(draft.rubric.dimensions), language)
    elif name in assessment.nodes:
        yield from _node(draft, name, draft.children[name], language)
    elif name in assessment.indicators:
        yield from _indicator(draft, name, language)
    elif name in assessment.answers:
        yield from _question(draft, name, language)
    else:
        known = (TOTAL, *assessment.nodes, *assessment.indicators, *assessment.answers)
        meant = did_you_mean(name, known)
        details: dict[str, object] = {"name": name} | ({"meant": meant} if meant else {})
        raise ProblemsFound([Problem("cli.unknown_id", None, details)])


def _node(draft: Draft, name: str, children: tuple[str, ...], language: str) -> Iterator[str]:
    from greenpark_assess.cli.layout import plain, table  # noqa: PLC0415

    whole = name == TOTAL
    record = draft.assessment.total if whole else draft.assessment.nodes[name]
    title = speak("explain.total", language) if whole else plain(draft.title(name))
    item = draft.rubric.header if whole else draft.rubric.nodes()[name]
    yield f"{title}: {draft.score(record.score) or '–'}  [{plain(draft.range(record.low, record.high)) or '–'}]"
    yield speak("explain.joined", language, aggregation=_aggregation(item.aggregate, language))
    if item.floor is not None:
        yield speak("explain.floor", language, floor=f"{item.floor:g}")
    yield ""
    head = tuple(speak(f"explain.{key}", language) for key in ("part", "score", "weight", "lost", "id"))
    rows = [
        (
            plain(draft.title(child)),
            _points(draft, child) or speak("explain.not_applicable", language),
            draft.weight_text(child),
            draft.lost_text(child),
            child,
        )
        for child in children
    ]
    yield table([head, *rows], numbers=(1, 2, 3)).rstrip("\n")


def _points(draft: Draft, name: str) -> str:
    nodes, indicators = draft.assessment.nodes, draft.assessment.indicators
    return draft.score(nodes[name].score if name in nodes else indicators[name].points)


def _aggregation(name: str, language: str) -> str:
    base, _, parameter = name.partition("(")
    return speak(f"explain.aggregation.{base}", language, parameter=parameter.rstrip(")"))


def _indicator(draft: Draft, name: str, language: str) -> Iterator[str]:
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415
    from greenpark_assess.report.page.benchmarks import benchmark_lines  # noqa: PLC0415
    from greenpark_assess.report.page.judged import full_marks, indicator_value  # noqa: PLC0415

    indicator, record = draft.indicators[name], draft.assessment.indicators[name]
    yield f"{plain(draft.title(name))}  ({name})"
    for key, text in (
        ("value", plain(indicator_value(draft, name)) or "–"),
        ("formula", indicator.value or name),
        ("full", plain(full_marks(draft, name))),
        ("rule", _rule(draft, name)),
        ("points", _ends(draft, name) or speak("explain.not_applicable", language)),
        ("state", _state(draft, name)),
        ("weight", draft.weight_text(name)),
        ("lost", draft.lost_text(name)),
        ("gain", f"+{draft.score(record.gain)}"),
    ):
        yield f"  {speak(f'explain.{key}', language)}: {text}"
    if record.prerequisite is not None:
        holds = plain(draft.voice.say(f"holds.{record.prerequisite}"))
        text = f"{indicator.prerequisite} – {holds}"
        yield f"  {speak('explain.prerequisite', language)}: {text}"
    for line, benchmark in zip(benchmark_lines(draft, name), indicator.benchmarks, strict=True):
        parts = (plain(line.value), *_origin(draft, benchmark))
        yield f"  {speak('explain.benchmark', language)}: {' · '.join(filter(None, parts))}"
    yield f"  {speak('explain.inputs', language)}:"
    for question in _inputs(draft, name):
        yield f"    {_answer(draft, question)}"


def _origin(draft: Draft, benchmark: Benchmark) -> tuple[str, ...]:
    """Return where a benchmark is from, and how sure it is, in words of their own."""
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415
    from greenpark_assess.report.page.benchmarks import status_words  # noqa: PLC0415

    source = draft.rubric.sources.get(benchmark.source or "")
    texts = (source.title if source else None, benchmark.clause)
    words = (plain(draft.voice.text(text)) for text in texts)
    return (*words, plain(status_words(draft, benchmark.status)))


def _rule(draft: Draft, name: str) -> str:
    from greenpark_assess.report.page.judged import scale_in_force  # noqa: PLC0415

    scale = scale_in_force(draft, name)
    if scale is None:
        return "–"
    shown = scale.model_dump(by_alias=True, exclude_defaults=True, exclude={"note"})
    return "; ".join(f"{key}: {_flat(value)}" for key, value in shown.items())


def _flat(value: object) -> str:
    if isinstance(value, dict):
        return ", ".join(f"{_flat(key)} → {_flat(item)}" for key, item in value.items())
    if isinstance(value, tuple | list):
        return ", ".join(_flat(item) for item in value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _ends(draft: Draft, name: str) -> str:
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415

    record = draft.assessment.indicators[name]
    points = draft.score(record.points)
    spread = plain(draft.range(record.low, record.high))
    return points if not points or spread == points else f"{points}  [{spread}]"


def _state(draft: Draft, name: str) -> str:
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415

    record = draft.assessment.indicators[name]
    state = plain(draft.voice.say(f"state.{record.status}"))
    key = f"reason.{record.reason}"
    reason = plain(draft.voice.say(key)) if record.reason and draft.voice.knows(key) else ""
    return " – ".join(part for part in (state, reason, record.because) if part)


def _inputs(draft: Draft, name: str) -> list[str]:
    """Return the questions that the value, the scale and the conditions of an indicator read."""
    from greenpark_assess.rubric.reading import questions_of  # noqa: PLC0415

    return sorted(questions_of(draft.rubric, name))


def _answer(draft: Draft, question: str) -> str:
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415
    from greenpark_assess.report.page.answers import answer_text  # noqa: PLC0415

    record, asked = draft.assessment.answers[question], draft.rubric.questions[question]
    answer = plain(answer_text(draft.voice, asked, record))
    state = plain(draft.voice.say(f"state.{record.status}"))
    text = answer or " – ".join(part for part in (state, record.reason) if part)
    return f"{question} = {text}   ({plain(draft.voice.text(asked.text))})"


def _question(draft: Draft, name: str, language: str) -> Iterator[str]:
    from greenpark_assess.cli.layout import plain  # noqa: PLC0415
    from greenpark_assess.rubric.reading import questions_of  # noqa: PLC0415

    record = draft.assessment.answers[name]
    yield _answer(draft, name)
    for key in ("written", "note", "quality"):
        if getattr(record, key):
            yield f"  {speak(f'explain.{key}', language)}: {getattr(record, key)}"
    for evidence in record.evidence:
        yield f"  {speak('explain.evidence', language)}: {evidence}"
    yield f"  {speak('explain.read_by', language)}:"
    for indicator in draft.indicators:
        if name in questions_of(draft.rubric, indicator):
            yield f"    {indicator}  {plain(draft.title(indicator))}"
