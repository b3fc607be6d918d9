"""The charts of the trend report: records of finished words and numbers, ready to be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenpark_assess.comparison.printed import PrintedParts
from greenpark_assess.report.charts import (
    Contributions,
    Item,
    Multiples,
    Part,
    Reading,
    Series,
    Trend,
)
from greenpark_assess.report.page.figures import description, item, key, levels, one_line
from greenpark_assess.report.page.numbers import signed, written
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.trend.course import NONE, Course, Step, Year


@dataclass(frozen=True, slots=True)
class WhyForm:
    """How a waterfall is shown: its id and title, and performance as one step or several."""

    anchor: str
    title: Phrase
    performance: tuple[Part, ...]


def total_trend(course: Course) -> Trend:
    """Draw the total over the years with its ranges, against the levels."""
    name = one_line(course.voice.say("chart.total_score"))
    items = [_total(year) for year in course.years]
    return Trend(
        id=course.anchor("trend"),
        title=one_line(course.voice.say("chart.total")),
        description=description(items),
        periods=_periods(course),
        series=(Series(name, tuple(one.reading for one in items)),),
        levels=tuple(levels(course.draft)),
        key=key(course.draft),
    )


def dimension_trends(course: Course) -> Multiples:
    """Draw every dimension over the years, all on one scale."""
    panels, said = [], []
    for name in course.draft.rubric.dimensions:
        items = [item(year.draft, name) for year in course.years]
        state = items[-1].state
        panels.append(Series(items[-1].name, tuple(one.reading for one in items), state))
        said.append(f"{items[-1].name}: {_by_period(course, items)}")
    return Multiples(
        id=course.anchor("dimensions"),
        title=one_line(course.voice.say("chart.dimensions_over_time")),
        description="; ".join(said),
        periods=_periods(course),
        panels=tuple(panels),
        levels=tuple(levels(course.draft)),
        key=key(course.draft),
    )


def why(course: Course, step: Step, parts: PrintedParts, form: WhyForm) -> Contributions:
    """Draw the way from the old total to the new one; causes that did nothing are left out."""
    voice = course.voice
    causes = [
        Part(one_line(voice.say(f"cause.{name}")), float(points), signed(points))
        for name, points in (
            ("rubric", parts.rubric),
            ("scope", parts.scope),
            ("answered", parts.answered),
        )
        if points
    ]
    steps = (*causes, *form.performance)
    ends = [
        Part(_score_of(course, year, score), float(score), written(score))
        for year, score in ((step.old, parts.old), (step.new, parts.new))
    ]
    said = (f"{one.name}: {one.text}" for one in (ends[0], *steps, ends[1]))
    return Contributions(
        id=form.anchor,
        title=one_line(form.title),
        description="; ".join(said),
        old=ends[0],
        causes=steps,
        new=ends[1],
    )


def performance_whole(course: Course, parts: PrintedParts) -> tuple[Part, ...]:
    """Return the performance as one step of the way."""
    return (_part(course.voice.say("cause.performance"), parts.performance),)


def performance_by_dimension(course: Course, parts: PrintedParts) -> tuple[Part, ...]:
    """Return the performance of each dimension that changed; they add up to all of it."""
    return tuple(
        _part(course.draft.title(name), parts.nodes[name])
        for name in course.draft.rubric.dimensions
        if parts.nodes[name]
    )


def _part(name: Phrase, points: Decimal) -> Part:
    return Part(one_line(name), float(points), signed(points or NONE))


def _score_of(course: Course, year: Year, score: Decimal) -> str:
    which = "score_of" if score == year.printed else "published_of"
    return one_line(course.voice.say(f"chart.{which}", period=year.period))


def _periods(course: Course) -> tuple[str, ...]:
    return tuple(year.period for year in course.years)


def _by_period(course: Course, items: Sequence[Item]) -> str:
    told = zip(_periods(course), items, strict=True)
    return ", ".join(
        f"{period} {one.reading.text if one.reading else one.state}" for period, one in told
    )


def _total(year: Year) -> Item:
    total, draft = year.standing.total, year.draft
    if total.points is None or total.low is None or total.high is None:
        return Item(year.period, None, "–")
    span = draft.range(total.low, total.high)[0].text
    text = draft.score(total.points)
    low, high = min(total.low, total.points), max(total.high, total.points)
    return Item(year.period, Reading(total.points, low, high, text, span if span != text else ""))
