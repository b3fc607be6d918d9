"""One chapter per dimension: its standing, its criteria, and every indicator."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.report.charts import Bars
from greenpark_assess.report.page.benchmarks import benchmark_lines
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.figures import score_bars
from greenpark_assess.report.page.judged import full_marks, indicator_value
from greenpark_assess.report.page.method import aggregate_words
from greenpark_assess.report.page.record import (
    Chapter,
    Entry,
    Group,
    Heading,
    IndicatorRow,
    Mark,
    Phrase,
)
from greenpark_assess.report.page.summary import holds_mark
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Id, Indicator, Node

MOST_REASONS = 3
FEWEST_BARS = 2
TELLS_BY_ITSELF = ("missing", "")


def chapters(draft: Draft) -> tuple[Chapter, ...]:
    """Return the chapters, in the order of the rubric."""
    numbered = enumerate(draft.rubric.dimensions.items(), 1)
    return tuple(_chapter(draft, name, node, place) for place, (name, node) in numbered)


def _chapter(draft: Draft, name: Id, node: Node, place: int) -> Chapter:
    criteria = tuple(node.criteria)
    heading = Heading(draft.anchors[name], str(place), draft.title(name))
    about, state = draft.voice.text(node.about), _state(draft, name)
    if draft.assessment.nodes[name].status == "not_applicable":
        return Chapter(heading, about, state, figures=(), chart=None, groups=(), why=())
    return Chapter(
        heading=heading,
        about=about,
        state=state,
        figures=tuple(_figures(draft, name)),
        chart=_criteria_chart(draft, name, criteria),
        groups=tuple(_groups(draft, name, node, ())),
        why=() if draft.published else tuple(_reasons(draft, name)),
    )


def _state(draft: Draft, name: Id) -> Phrase:
    record = draft.assessment.nodes[name]
    if record.status == "not_applicable":
        return draft.voice.say("chapter.not_applicable")
    return draft.say("chapter.unanswered") if record.coverage == 0 else NOTHING


def _figures(draft: Draft, name: Id) -> Iterator[Entry]:
    record, voice = draft.assessment.nodes[name], draft.voice
    nothing = voice.figure("–")
    score = draft.score(record.score)
    if not draft.published:
        out_of = voice.say("figures.out_of", score=score) if score else nothing
        yield Entry(voice.say("labels.score"), out_of)
    yield Entry(voice.say("labels.range"), draft.range(record.low, record.high) or nothing)
    yield Entry(voice.say("labels.effective_weight"), voice.figure(draft.weight_text(name)))
    yield Entry(draft.say("labels.coverage"), voice.figure(draft.percent(record.coverage)))
    if not draft.published:
        yield Entry(voice.say("labels.lost"), voice.figure(draft.lost_text(name)))


def _groups(draft: Draft, name: Id, node: Node, path: tuple[Phrase, ...]) -> Iterator[Group]:
    """Yield one group per node that holds indicators; deeper nodes carry their path as title."""
    record = draft.assessment.nodes[name]
    applies = record.status != "not_applicable"
    if node.indicators:
        yield Group(
            anchor=draft.anchors[name],
            title=draft.voice.join(path, "list.path") if path else NOTHING,
            points=draft.standing_badge(record.score, record.low, record.high),
            weight=draft.weight_text(name) if applies else "–",
            lost=draft.lost_text(name) if applies else "–",
            rows=tuple(_row(draft, leaf, item) for leaf, item in node.indicators.items()),
            joined=_joined(draft, node),
            chart=_parts_chart(draft, name, node),
        )
    for below, criterion in node.criteria.items():
        yield from _groups(draft, below, criterion, (*path, draft.title(below)))


def _criteria_chart(draft: Draft, name: Id, criteria: tuple[Id, ...]) -> Bars | None:
    if len(criteria) < FEWEST_BARS:
        return None
    return score_bars(draft, criteria, f"bars-{draft.anchors[name]}", "criteria")


def _parts_chart(draft: Draft, name: Id, node: Node) -> Bars | None:
    """Draw the parts of a node side by side where one cannot make up for another."""
    if node.aggregate == "arithmetic" or len(node.indicators) < FEWEST_BARS:
        return None
    return score_bars(draft, tuple(node.indicators), f"parts-{draft.anchors[name]}", "parts")


def _joined(draft: Draft, node: Node) -> Phrase:
    if node.aggregate == "arithmetic":
        return NOTHING
    return draft.voice.say("chapter.joined", how=aggregate_words(draft, node.aggregate, node.floor))


def _row(draft: Draft, name: Id, indicator: Indicator) -> IndicatorRow:
    record, voice = draft.assessment.indicators[name], draft.voice
    answered, applies = record.status == "answered", record.status != "not_applicable"
    return IndicatorRow(
        anchor=draft.anchors[name],
        title=voice.text(indicator.title),
        prerequisite=_prerequisite(draft, name),
        value=indicator_value(draft, name),
        state=NOTHING if answered else draft.say(f"state.{record.status}"),
        reason=_reason(draft, name),
        full=full_marks(draft, name) if applies else NOTHING,
        benchmarks=benchmark_lines(draft, name),
        evidence=_evidence(draft, name) if answered else None,
        points=draft.standing_badge(record.points, record.low, record.high) if applies else None,
        weight=draft.weight_text(name) if applies else "–",
        lost=draft.lost_text(name) if applies else "–",
    )


def _evidence(draft: Draft, name: Id) -> Mark:
    """Say for how many of the answers behind a value the park names evidence."""
    answers = [draft.assessment.answers[one] for one in draft.facts(name)]
    given = [one for one in answers if one.status == "answered"]
    proven = sum(bool(one.evidence) for one in given)
    if proven == len(given):
        return Mark(draft.say("evidence.given"), "good")
    if proven == 0:
        return Mark(draft.voice.say("evidence.missing"), "bad")
    counts = {"proven": str(proven), "given": str(len(given))}
    return Mark(draft.voice.say("evidence.partly", **counts), "open")


def _reason(draft: Draft, name: Id) -> Phrase:
    record = draft.assessment.indicators[name]
    if record.because.strip():
        return draft.voice.quote(record.because)
    if record.reason in TELLS_BY_ITSELF:
        return NOTHING
    return draft.voice.say(f"reason.{record.reason}")


def _prerequisite(draft: Draft, name: Id) -> Mark | None:
    holds = draft.assessment.indicators[name].prerequisite
    if holds is None:
        return None
    mark = holds_mark(draft, holds)
    if draft.indicators[name].requires is None:
        return Mark(draft.voice.say("chapter.prerequisite", state=mark.text), mark.tone)
    facts = {"requirement": draft.requirement(name), "state": mark.text}
    return Mark(draft.voice.say("chapter.prerequisite_named", **facts), mark.tone)


def _reasons(draft: Draft, dimension: Id) -> Iterator[Entry]:
    """Yield why the dimension's largest gaps matter, in the rubric's words."""
    within = {name for name, _, ancestors in draft.rubric.walk() if dimension in ancestors}
    gaps = [name for name in draft.assessment.gaps if name in within]
    told = [name for name in gaps if draft.indicators[name].why is not None]
    for name in told[:MOST_REASONS]:
        yield Entry(draft.title(name), draft.voice.text(draft.indicators[name].why))
