"""The dimensions over the years, side by side and criterion by criterion."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from greenpark_assess.report.page.numbers import signed
from greenpark_assess.report.page.record import Heading, Phrase
from greenpark_assess.report.trend.course import Course, Year
from greenpark_assess.report.trend.figures import dimension_trends
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id, Node

MOST_YEARS = 5
"""Years that a table has room for; charts show all."""


def dimensions(course: Course) -> Section:
    """Return the section."""
    heading = Heading(course.anchor("dims"), "", course.title("dimensions"))
    table = _table(course)
    parts = (Part(chart=dimension_trends(course)), Part(table=table, note=years_note(course)))
    return Section(heading, parts)


def table_years(course: Course) -> tuple[Year, ...]:
    """Return the years that tables show."""
    return course.years[-MOST_YEARS:]


def years_note(course: Course) -> Phrase:
    """Say that a table leaves out early years, where it does."""
    if len(course.years) <= MOST_YEARS:
        return ()
    return course.voice.say("dimensions.later_years", count=str(MOST_YEARS))


def _table(course: Course) -> Table:
    voice, years = course.voice, table_years(course)
    columns = (
        Column(voice.say("columns.dimension")),
        *(Column(voice.quote(year.period), 10, number=True) for year in years),
        Column(change_head(course), 16, number=True),
    )
    return Table(voice.say("captions.scores"), columns, tuple(_lines(course)))


def change_head(course: Course) -> Phrase:
    """Name the two years between which tables tell the change."""
    before, after = course.years[-2:]
    return course.voice.say("columns.change", old=before.period, new=after.period)


def _lines(course: Course) -> Iterator[Line]:
    for name, item, ancestors in course.draft.rubric.walk():
        if isinstance(item, Node):
            depth = len(ancestors)
            yield Line(tuple(_cells(course, name)), "" if depth else "group", depth=depth)


def _cells(course: Course, name: Id) -> Iterator[Cell]:
    nothing = course.voice.figure("–")
    yield Cell(course.draft.title(name))
    for year in table_years(course):
        score = year.standing.nodes[name].points
        yield Cell(nothing, badge=year.draft.badge(score))
    yield Cell(score_change(course, [year.standing.nodes[name].points for year in course.years]))


def score_change(course: Course, scores: list[float | None]) -> Phrase:
    """Return the last change of a score as the difference of what is printed."""
    *_, (before, after) = pairwise(scores)
    was, now = course.last.rounded(before), course.last.rounded(after)
    if was is None or now is None:
        return course.voice.figure("–")
    return course.voice.figure(signed(now - was))
