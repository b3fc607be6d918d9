"""The charts of the report: records of finished words and numbers, ready to be drawn."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from greenpark_assess.assessment import NodeRecord
from greenpark_assess.report.charts import (
    FULL,
    Bars,
    HeatMap,
    HeatRow,
    Item,
    Key,
    Landmark,
    Part,
    Reading,
    Waterfall,
)
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import tenths, written
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.rubric.model import Id


def score_bars(draft: Draft, names: Sequence[Id], anchor: str, title: str) -> Bars:
    """Draw the scores of some nodes or indicators with their ranges, against the levels."""
    items = tuple(item(draft, name) for name in names)
    return Bars(
        id=anchor,
        title=one_line(draft.say(f"chart.{title}")),
        description=description(items),
        items=items,
        levels=tuple(levels(draft)),
        key=key(draft),
    )


def heat_map(draft: Draft) -> HeatMap:
    """Draw the score of every criterion, a row for each dimension."""
    rows = tuple(
        HeatRow(
            one_line(draft.title(name)),
            tuple(_cell(draft, below) for below in (node.criteria or node.indicators)),
        )
        for name, node in draft.rubric.dimensions.items()
    )
    cells = tuple(cell for row in rows for cell in row.cells)
    return HeatMap(
        id="heat-map",
        title=one_line(draft.voice.say("chart.heat_map")),
        description=description(cells),
        rows=rows,
        key=key(draft),
    )


def losses(draft: Draft) -> Waterfall | None:
    """Draw the way from 100 down to the score, if the dimensions' losses add up to it."""
    score = draft.assessment.total.score
    if score is None or not draft.adds_up:
        return None
    steps = tuple(_step(draft, name) for name in draft.rubric.dimensions)
    end = Decimal("100.0") + sum(Decimal(str(step.points)) for step in steps)
    ends = (
        Part(one_line(draft.voice.say("chart.losses_full")), FULL, draft.score(FULL)),
        Part(one_line(draft.voice.say("chart.losses_score")), float(end), draft.score(score)),
    )
    said = (f"{one.name}: {one.text}" for one in (ends[0], *steps, ends[1]))
    return Waterfall(
        id="losses",
        title=one_line(draft.voice.say("chart.losses")),
        description="; ".join(said),
        start=ends[0],
        steps=steps,
        end=ends[1],
    )


def _step(draft: Draft, name: Id) -> Part:
    lost = draft.lost[name]
    return Part(one_line(draft.title(name)), -float(lost), written(-lost if lost else lost))


def _cell(draft: Draft, name: Id) -> Item:
    """Return an item with its name in the leading language alone: a cell has room for one."""
    found = item(draft, name)
    state = "" if found.reading else draft.voice.say(f"state.{draft.record(name).status}")[0].text
    return replace(found, name=draft.title(name)[0].text, state=state)


def item(draft: Draft, name: Id) -> Item:
    """Return a node or an indicator as charts draw it."""
    record = draft.record(name)
    title = one_line(draft.title(name))
    score = record.score if isinstance(record, NodeRecord) else record.points
    if score is None:
        return Item(title, None, one_line(draft.voice.say(f"state.{record.status}")))
    low = score if record.low is None else record.low
    high = score if record.high is None else record.high
    shown = draft.range(low, high)[0].text if tenths(low) != tenths(high) else ""
    said = ("", shown or draft.score(score)) if draft.published else (draft.score(score), shown)
    return Item(title, Reading(score, min(low, score), max(high, score), *said))


def levels(draft: Draft) -> Iterator[Landmark]:
    """Yield the thresholds of the levels; none where no level is given."""
    if draft.published:
        return
    for level in draft.rubric.levels.values():
        if 0 < level.from_ < FULL:
            name = one_line(draft.voice.text(level.title))
            yield Landmark(level.from_, name, draft.score(level.from_))


def key(draft: Draft) -> Key:
    """Say what the signs of a chart mean."""
    score, range_, missing = (
        one_line(draft.say(f"chart.key.{sign}")) for sign in ("score", "range", "missing")
    )
    return Key(score=score, range=range_, missing=missing)


def description(items: Iterable[Item]) -> str:
    """Say in words all that a chart shows."""
    return "; ".join(f"{item.name}: {_in_words(item)}" for item in items)


def _in_words(item: Item) -> str:
    if item.reading is None:
        return item.state
    score, range_ = item.reading.text, item.reading.range_text
    return f"{score} ({range_})" if score and range_ else score or range_


def one_line(phrase: Phrase) -> str:
    """Return a phrase in all its languages, for a drawing, which has no room for two lines."""
    return " ".join(run.text.replace("\N{NO-BREAK SPACE}", " ") for run in phrase)
