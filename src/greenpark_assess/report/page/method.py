"""How the score comes about, in plain words, with the weights that were in force."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.charts import FULL
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import significant, written
from greenpark_assess.report.page.record import (
    Entry,
    Heading,
    Method,
    Phrase,
    WeightRow,
)
from greenpark_assess.rubric.model import Node, aggregation_parts

HASH_DIGITS = 16
PROGRAM = "greenpark-assess"


def method(draft: Draft) -> Method:
    """Return the chapter on the method."""
    return Method(
        heading=Heading("method", "", draft.say("headings.method")),
        paragraphs=tuple(_paragraphs(draft)),
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


def _identity(draft: Draft) -> Iterator[Entry]:
    assessment, header, voice = draft.assessment, draft.rubric.header, draft.voice
    yield Entry(voice.say("identity.rubric"), voice.text(header.title))
    yield Entry(voice.say("identity.version"), voice.figure(assessment.rubric.version))
    yield Entry(voice.say("identity.hash"), voice.figure(grouped(assessment.rubric.hash)))
    if header.licence:
        yield Entry(voice.say("identity.licence"), voice.figure(header.licence))
    if assessment.date is not None:
        yield Entry(voice.say("identity.date"), voice.figure(assessment.date.isoformat()))
    yield Entry(voice.say("identity.engine"), voice.figure(f"{PROGRAM} {assessment.engine}"))


def grouped(digest: str) -> str:
    """Break a long digest into groups that wrap on a page."""
    digits = digest.removeprefix("sha256:")
    return " ".join(digits[at : at + HASH_DIGITS] for at in range(0, len(digits), HASH_DIGITS))
