"""How the score comes about, in plain words, with the weights that were in force."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.charts import FULL, Axis, Step
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import significant, written
from greenpark_assess.report.page.record import (
    BarRow,
    Chart,
    Entry,
    Heading,
    Method,
    Phrase,
    WeightRow,
)
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Node, aggregation_parts

HASH_DIGITS = 16
PROGRAM = "greenpark-assess"
AXIS = (0.0, 20.0, 40.0, 60.0, 80.0, FULL)


def method(draft: Draft) -> Method:
    """Return the chapter on the method."""
    return Method(
        heading=Heading("method", "", draft.say("headings.method")),
        paragraphs=tuple(_paragraphs(draft)),
        losses=_losses(draft) if draft.adds_up and not draft.published else None,
        rows=tuple(_rows(draft)),
        identity=tuple(_identity(draft)),
    )


def _paragraphs(draft: Draft) -> Iterator[Entry]:
    voice, policy = draft.voice, draft.rubric.header.policy
    total = draft.assessment.total
    least = draft.percent(policy.min_coverage)
    yield Entry(voice.say("method.points_head"), voice.say("method.points"))
    yield Entry(
        voice.say("method.unanswered_head"), draft.say(f"method.unanswered_{policy.unanswered}")
    )
    if policy.min_coverage > 0:
        coverage = draft.percent(total.coverage)
        text = draft.say("method.coverage", coverage=coverage, least=least)
        yield Entry(draft.say("method.coverage_head"), text)
    yield Entry(voice.say("method.range_head"), voice.say("method.range"))
    yield Entry(voice.say("method.left_out_head"), _left_out(draft))
    judges_levels = any(item.prerequisite is not None for item in draft.indicators.values())
    if judges_levels and not draft.published:
        yield Entry(voice.say("method.prerequisites_head"), voice.say("method.prerequisites"))
    yield Entry(voice.say("method.rounding_head"), voice.say("method.rounding"))


def _left_out(draft: Draft) -> Phrase:
    total = draft.assessment.total
    share = draft.percent(total.left_out)
    zero = "" if draft.published else draft.score(total.if_na_were_zero)
    if total.left_out <= 0:
        return draft.voice.say("method.nothing_left_out")
    if not zero:
        return draft.voice.say("method.left_out", share=share)
    return draft.voice.say("method.left_out_zero", share=share, zero=zero)


def _rows(draft: Draft) -> Iterator[WeightRow]:
    header, records = draft.rubric.header, draft.assessment.nodes
    total = draft.assessment.total
    yield WeightRow(
        depth=0,
        title=draft.voice.say("method.total"),
        aggregate=aggregate_words(draft, header.aggregate, header.floor),
        nominal=draft.percent(FULL),
        effective=draft.percent(FULL),
        coverage=draft.percent(total.coverage),
        score=draft.standing(total.score, total.low, total.high) or "–",
    )
    for name, item, ancestors in draft.rubric.walk():
        if isinstance(item, Node):
            record = records[name]
            yield WeightRow(
                depth=len(ancestors) + 1,
                title=draft.title(name),
                aggregate=aggregate_words(draft, item.aggregate, item.floor),
                nominal=f"{written(draft.nominal[name])}%",
                effective=draft.weight_text(name),
                coverage=draft.percent(record.coverage) if record.effective > 0 else "–",
                score=draft.standing(record.score, record.low, record.high)
                or draft.voice.say("state.short")[0].text,
            )


def aggregate_words(draft: Draft, aggregate: str, floor: float | None) -> Phrase:
    """Say how the parts of a node become one number."""
    name, parameter = aggregation_parts(aggregate)
    words = draft.voice.say(f"aggregate.{name}", parameter=significant(parameter))
    if floor is None:
        return words
    return draft.voice.say("aggregate.floor", words=words, floor=significant(floor))


def _losses(draft: Draft) -> Chart | None:
    """Draw the way from 100 down to the score, one step per dimension."""
    score, voice = draft.assessment.total.score, draft.voice
    if score is None:
        return None
    rows = [_column(draft, "full", FULL), *_steps(draft), _column(draft, "score", score)]
    return Chart(
        title=voice.say("chart.losses"),
        name_head=voice.say("chart.dimensions_head"),
        number_head=voice.say("chart.losses_head"),
        axis=Axis("axis-losses", voice.say("chart.axis")[0].text, tuple(_axis_labels())),
        rows=tuple(rows),
        legend=voice.say("chart.losses_legend"),
    )


def _axis_labels() -> Iterator[tuple[float, str]]:
    for at in AXIS:
        yield at, significant(at)


def _column(draft: Draft, key: str, height: float) -> BarRow:
    name, number = draft.voice.say(f"chart.losses_{key}"), draft.score(height)
    described = draft.voice.say("chart.column", name=name, number=number)[0].text
    return BarRow(
        name, "", number, NOTHING, Step(f"loss-{key}", described, 0.0, height, solid=True)
    )


def _steps(draft: Draft) -> Iterator[BarRow]:
    start = FULL
    for name in draft.rubric.dimensions:
        lost = draft.assessment.nodes[name].lost
        number = written(-draft.lost[name]) if draft.lost[name] else written(draft.lost[name])
        title = draft.title(name)
        described = draft.voice.say("chart.step", name=title, lost=draft.lost_text(name))[0].text
        drawing = Step(f"loss-{draft.anchors[name]}", described, start, start - lost)
        yield BarRow(title, draft.anchors[name], number, NOTHING, drawing)
        start -= lost


def _identity(draft: Draft) -> Iterator[Entry]:
    assessment, header, voice = draft.assessment, draft.rubric.header, draft.voice
    yield Entry(voice.say("identity.rubric"), voice.text(header.title))
    yield Entry(voice.say("identity.version"), voice.figure(assessment.rubric.version))
    yield Entry(voice.say("identity.hash"), voice.figure(_grouped(assessment.rubric.hash)))
    if header.licence:
        yield Entry(voice.say("identity.licence"), voice.figure(header.licence))
    if assessment.date is not None:
        yield Entry(voice.say("identity.date"), voice.figure(assessment.date.isoformat()))
    yield Entry(voice.say("identity.engine"), voice.figure(f"{PROGRAM} {assessment.engine}"))


def _grouped(digest: str) -> str:
    """Break a long digest into groups that wrap on a page."""
    digits = digest.removeprefix("sha256:")
    return " ".join(digits[at : at + HASH_DIGITS] for at in range(0, len(digits), HASH_DIGITS))
