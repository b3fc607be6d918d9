"""What changed from one year to the next: every cause in points, the largest gains and losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from greenpark_assess.report.page.judged import brief_value
from greenpark_assess.report.page.numbers import signed, written
from greenpark_assess.report.page.record import Heading, Phrase
from greenpark_assess.report.trend.course import NONE, Course, Step, Year
from greenpark_assess.report.trend.figures import performance_by_dimension, why
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id

MOST = 12
"""Indicators that are told one by one, of the gains and of the losses."""


def causes(course: Course) -> Section:
    """Return the section: all steps in one table, then each of them, the latest first."""
    voice, told = course.voice, [step for step in course.steps if step.parts is not None]
    parts: list[Part] = []
    if len(told) > 1:
        parts.append(Part(text=voice.say("steps.about")))
        parts.append(Part(table=_steps_table(course, told), note=voice.say("steps.note")))
    for place, step in reversed(list(enumerate(told))):
        parts += _step(course, step, place)
    if not parts:
        parts.append(Part(text=voice.say("steps.none")))
    return Section(Heading(course.anchor("steps"), "", course.title("steps")), tuple(parts))


def moved(step: Step) -> list[Id]:
    """Return the indicators that changed the total as printed, most gained first."""
    found = [name for name, points in step.brought.items() if points]
    return sorted(found, key=lambda name: (step.brought[name], step.exactly(name)), reverse=True)


# --- all steps --------------------------------------------------------------------------------


def _steps_table(course: Course, told: Sequence[Step]) -> Table:
    heads = ("from_to", "start", "rubric", "scope", "answered", "performance", "end")
    columns = tuple(
        Column(course.voice.say(f"columns.{head}"), 0 if place == 0 else 13, number=place > 0)
        for place, head in enumerate(heads)
    )
    lines = [_step_line(course, step) for step in told]
    if _joined(told):
        lines.append(_whole_line(course, told))
    return Table(course.voice.say("captions.steps"), columns, tuple(lines), together=True)


def _joined(steps: Sequence[Step]) -> bool:
    """Tell whether each step begins where the one before it ends."""
    return all(one.end == other.start for one, other in pairwise(steps))


def _step_line(course: Course, step: Step) -> Line:
    parts = (step.rubric, step.scope, step.answered, step.performance)
    return _numbers(course, f"{step.old.period} → {step.new.period}", step.start, parts, step.end)


def _whole_line(course: Course, steps: Sequence[Step]) -> Line:
    parts = tuple(
        sum(column, NONE)
        for column in zip(
            *((one.rubric, one.scope, one.answered, one.performance) for one in steps), strict=True
        )
    )
    words = f"{steps[0].old.period} → {steps[-1].new.period}"
    line = _numbers(course, words, steps[0].start, parts, steps[-1].end)
    return Line(line.cells, "sum")


def _numbers(
    course: Course, words: str, start: Decimal, parts: Sequence[Decimal], end: Decimal
) -> Line:
    voice = course.voice
    cells = [Cell(voice.quote(words)), Cell(voice.figure(written(start)))]
    cells += [Cell(voice.figure(signed(part))) for part in parts]
    return Line((*cells, Cell(voice.figure(written(end)), strong=True)))


# --- one step ---------------------------------------------------------------------------------


def _step(course: Course, step: Step, place: int) -> Iterator[Part]:
    voice = course.voice
    ranked = moved(step)
    gains = [name for name in ranked if step.brought[name] > 0]
    losses = [name for name in reversed(ranked) if step.brought[name] < 0]
    anchor = course.anchor(f"why{place}")
    title = voice.say("chart.why_by_dimension")
    chart = why(course, step, anchor, title, performance_by_dimension(course, step))
    yield Part(title=voice.say("step.title", old=step.old.period, new=step.new.period))
    yield Part(chart=chart, note=voice.say("step.chart_note"))
    yield from _list(course, step, "gains", gains)
    yield from _list(course, step, "losses", losses)
    yield Part(table=_balance(course, step, gains, losses), note=voice.say("step.balance_note"))


def _list(course: Course, step: Step, which: str, names: Sequence[Id]) -> Iterator[Part]:
    voice = course.voice
    if not names:
        yield Part(head=voice.say(f"captions.{which}"), text=voice.say(f"step.no_{which}"))
        return
    columns = (
        Column(voice.say("columns.indicator")),
        Column(voice.quote(step.old.period), 15),
        Column(voice.quote(step.new.period), 15),
        Column(voice.say("columns.points_change"), 13, number=True),
        Column(voice.say("columns.cause"), 19),
        Column(voice.say("columns.brought"), 9, number=True),
    )
    lines = tuple(_line(course, step, name) for name in names[:MOST])
    yield Part(table=Table(voice.say(f"captions.{which}"), columns, lines))


def _line(course: Course, step: Step, name: Id) -> Line:
    voice = course.voice
    return Line(
        (
            Cell(course.draft.title(name), link=course.anchor(course.draft.anchors[name])),
            _value(step.old, name),
            _value(step.new, name),
            Cell(points_change(course, step, name)),
            Cell(voice.join(_reasons(course, step, name), "list.titles")),
            Cell(voice.figure(signed(step.brought[name])), strong=True),
        )
    )


def _value(year: Year, name: Id) -> Cell:
    status = year.standing.indicators[name].status
    value = brief_value(year.draft, name)
    if value:
        return Cell(value)
    return Cell(year.draft.voice.say(f"state.{status}"), tone="open")


def points_change(course: Course, step: Step, name: Id) -> Phrase:
    """Return an indicator's points then and now: ``40.0 → 55.0``."""
    before, after = (
        year.draft.score(year.standing.indicators[name].points) or "–"
        for year in (step.old, step.new)
    )
    return course.voice.figure(f"{before} → {after}")


def _reasons(course: Course, step: Step, name: Id) -> Iterator[Phrase]:
    """Yield why an indicator changed the total; parts are told where there are several."""
    found = [
        (cause, points)
        for cause, points in (
            ("performance", step.performance_of.get(name, NONE)),
            (_knowledge(step, name), step.answered_of.get(name, NONE)),
            ("entered" if name in step.change.entered else "left", step.scope_of.get(name, NONE)),
        )
        if points
    ]
    for cause, points in found:
        words = course.voice.say(f"reason_of.{cause}")
        if len(found) > 1:
            yield course.voice.say("finding.part", cause=words, points=signed(points))
        else:
            yield words


def _knowledge(step: Step, name: Id) -> str:
    if name in step.change.answered:
        return "answered"
    return "opened" if name in step.change.opened else "sharpened"


def _balance(course: Course, step: Step, gains: Sequence[Id], losses: Sequence[Id]) -> Table:
    """Add up the change: what is told one by one, and what is not."""
    voice = course.voice
    rows: list[tuple[Phrase, Decimal]] = []
    for which, names in (("gains", gains), ("losses", losses)):
        for key, some in (("told", names[:MOST]), ("rest", names[MOST:])):
            if some:
                words = voice.say(f"step.{which}_{key}", count=str(len(some)))
                rows.append((words, sum((step.brought[name] for name in some), NONE)))
    if step.rubric:
        rows.append((voice.say("cause.rubric"), step.rubric))
    lines = [Line((Cell(words), Cell(voice.figure(signed(points))))) for words, points in rows]
    whole = voice.say("step.whole", old=step.old.period, new=step.new.period)
    last = Cell(voice.figure(signed(step.end - step.start)), strong=True)
    columns = (
        Column(voice.say("columns.part")),
        Column(voice.say("columns.brought"), 16, number=True),
    )
    lines.append(Line((Cell(whole), last), "sum"))
    return Table(voice.say("captions.balance"), columns, tuple(lines), together=True)
