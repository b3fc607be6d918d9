"""All indicators over the years in one table, as annual reviews of parks have it."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenpark_assess.report.page.judged import brief_value, indicator_unit, judged_question
from greenpark_assess.report.page.numbers import MINUS, signed
from greenpark_assess.report.page.record import Heading, Phrase
from greenpark_assess.report.trend.course import Course, Year
from greenpark_assess.report.trend.dimensions import (
    change_head,
    score_change,
    table_years,
    years_note,
)
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id, Indicator
from greenpark_assess.units import symbol


def indicators(course: Course) -> Section:
    """Return the section: a table for each dimension."""
    heading = Heading(course.anchor("indicators"), "", course.title("indicators"))
    about = Part(text=course.voice.say("indicators.about"), note=years_note(course))
    tables = (Part(table=_table(course, name)) for name in course.draft.rubric.dimensions)
    return Section(heading, (about, *tables))


def _table(course: Course, dimension: Id) -> Table:
    voice, years = course.voice, table_years(course)
    width = 39 / len(years)
    columns = (
        Column(voice.say("columns.indicator")),
        Column(voice.say("columns.unit"), 10),
        *(Column(voice.quote(year.period), width) for year in years),
        Column(change_head(course), 10, number=True),
        Column(voice.say("columns.points"), 7, number=True),
        Column(voice.say("columns.points_by"), 8, number=True),
    )
    lines = tuple(_lines(course, dimension))
    return Table(course.draft.title(dimension), columns, lines, sortable=True)


def _lines(course: Course, dimension: Id) -> Iterator[Line]:
    """Yield the indicators below a dimension, each criterion's under its title."""
    group: Id = dimension
    for name, item, ancestors in course.draft.rubric.walk():
        if isinstance(item, Indicator) and dimension in ancestors:
            if ancestors[-1] != group:
                group = ancestors[-1]
                path = (course.draft.title(one) for one in ancestors[1:])
                yield Line((Cell(course.voice.join(path, "list.path")),), "group")
            yield _line(course, name)


def _line(course: Course, name: Id) -> Line:
    voice, draft = course.voice, course.draft
    points = [year.standing.indicators[name].points for year in course.years]
    return Line(
        (
            Cell(draft.title(name)),
            Cell(_unit(course, name)),
            *(_value(year, name) for year in table_years(course)),
            Cell(_change(course, name)),
            Cell(voice.figure("–"), badge=draft.badge(points[-1])),
            Cell(score_change(course, points)),
        ),
        anchor=course.anchor(draft.anchors[name]),
    )


def _unit(course: Course, name: Id) -> Phrase:
    unit = indicator_unit(course.draft, name)
    if not unit:
        return course.voice.figure("–")
    return course.voice.given({one: symbol(unit, one) for one in course.voice.languages})


def _value(year: Year, name: Id) -> Cell:
    value = brief_value(year.draft, name, with_unit=False)
    if value:
        return Cell(value)
    status = year.standing.indicators[name].status
    words = year.draft.voice.say(f"state.{status}")
    return Cell(words, tone="quiet" if status == "not_applicable" else "open")


def _change(course: Course, name: Id) -> Phrase:
    """Return the last change of a value: a difference of what is printed, or whether it changed."""
    before, after = course.years[-2:]
    was, now = (brief_value(year.draft, name, with_unit=False) for year in (before, after))
    if not was or not now:
        return course.voice.figure("–")
    if was == now:
        return course.voice.say("change.same")
    old, new = (_printed_number(year, name) for year in (before, after))
    if old is None or new is None:
        return course.voice.say("change.other")
    return course.voice.figure(signed(new - old))


def _printed_number(year: Year, name: Id) -> Decimal | None:
    """Return a value as the number that is printed; none where it is a text or a range."""
    question, value = judged_question(year.draft, name), year.standing.indicators[name].value
    if question is not None and question.kind == "maturity":
        return None if value is None else Decimal(f"{value:.0f}")
    texts = brief_value(year.draft, name, with_unit=False)
    digits = texts[0].text.replace(",", "").replace(MINUS, "-") if len(texts) == 1 else ""
    return Decimal(digits) if digits.lstrip("-").replace(".", "", 1).isdecimal() else None
