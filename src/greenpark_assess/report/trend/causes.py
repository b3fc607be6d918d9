"""What changed from one year to the next: every cause in points, the largest gains and losses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise
from typing import TypeAlias

from greenpark_assess.comparison.group import overlap
from greenpark_assess.comparison.printed import PrintedParts
from greenpark_assess.report.page.judged import brief_value
from greenpark_assess.report.page.numbers import signed, written
from greenpark_assess.report.page.record import Heading, Phrase, Tone
from greenpark_assess.report.trend.course import NONE, Course, Step, Year
from greenpark_assess.report.trend.figures import WhyForm, performance_by_dimension, why
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id

Told: TypeAlias = tuple[Step, PrintedParts]

MOST = 12
"""Indicators that are told one by one, of the gains and of the losses."""


def causes(course: Course) -> Section:
    """Return the section: all steps in one table, then each of them, the latest first."""
    voice, told = course.voice, course.told
    parts: list[Part] = []
    if len(told) > 1:
        parts.append(Part(text=voice.say("steps.about")))
        parts.append(Part(table=_steps_table(course, told), note=voice.say("steps.note")))
    for place, (step, printed) in reversed(list(enumerate(told))):
        parts += _step(course, step, printed, place)
    if not parts:
        parts.append(Part(text=voice.say("steps.none")))
    return Section(Heading(course.anchor("steps"), "", course.title("steps")), tuple(parts))


def moved(step: Step) -> list[Id]:
    """Return the indicators that changed the total as printed, most gained first."""
    found = [name for name, points in step.brought.items() if points]
    return sorted(found, key=lambda name: (step.brought[name], step.exactly(name)), reverse=True)


def certainty(course: Course, step: Step) -> Phrase:
    """Say whether the open questions may turn two years round; nothing where none is open."""
    before, after = step.old.standing.total, step.new.standing.total
    if before.low == before.high and after.low == after.high:
        return ()
    spans = {
        "before": course.draft.range(before.low, before.high),
        "after": course.draft.range(after.low, after.high),
    }
    return course.voice.say(
        "finding.uncertain" if overlap(before, after) else "finding.certain", **spans
    )


# --- all steps --------------------------------------------------------------------------------


def _steps_table(course: Course, told: Sequence[Told]) -> Table:
    heads = ("from_to", "start", "rubric", "scope", "answered", "performance", "end")
    columns = tuple(
        Column(course.voice.say(f"columns.{head}"), 0 if place == 0 else 13, number=place > 0)
        for place, head in enumerate(heads)
    )
    lines = [_step_line(course, *one) for one in told]
    if _joined(told):
        lines.append(_whole_line(course, told))
    return Table(course.voice.say("captions.steps"), columns, tuple(lines), together=True)


def _joined(told: Sequence[Told]) -> bool:
    """Tell whether each step begins where the one before it ends."""
    return all(
        before.new is after.old and one.new == other.old
        for (before, one), (after, other) in pairwise(told)
    )


def _step_line(course: Course, step: Step, parts: PrintedParts) -> Line:
    words = f"{step.old.period} → {step.new.period}"
    return _numbers(course, words, parts.old, _four(parts), parts.new)


def _four(parts: PrintedParts) -> tuple[Decimal, ...]:
    return (parts.rubric or NONE, parts.scope, parts.answered, parts.performance)


def _whole_line(course: Course, told: Sequence[Told]) -> Line:
    (first, start), (last, end) = told[0], told[-1]
    columns = zip(*(_four(parts) for _, parts in told), strict=True)
    words = f"{first.old.period} → {last.new.period}"
    sums = tuple(sum(column, NONE) for column in columns)
    return Line(_numbers(course, words, start.old, sums, end.new).cells, "sum")


def _numbers(
    course: Course, words: str, start: Decimal, parts: Sequence[Decimal], end: Decimal
) -> Line:
    voice = course.voice
    cells = [Cell(voice.quote(words)), Cell(voice.figure(written(start)))]
    cells += [Cell(voice.figure(signed(part))) for part in parts]
    return Line((*cells, Cell(voice.figure(written(end)), strong=True)))


# --- one step ---------------------------------------------------------------------------------


def _step(course: Course, step: Step, parts: PrintedParts, place: int) -> Iterator[Part]:
    voice = course.voice
    ranked = moved(step)
    gains = [name for name in ranked if step.brought[name] > 0]
    losses = [name for name in reversed(ranked) if step.brought[name] < 0]
    title, steps = voice.say("chart.why_by_dimension"), performance_by_dimension(course, parts)
    chart = why(course, step, parts, WhyForm(course.anchor(f"why{place}"), title, steps))
    yield Part(title=voice.say("step.title", old=step.old.period, new=step.new.period))
    yield Part(text=certainty(course, step))
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
    tone: Tone = "quiet" if status == "not_applicable" else "open"
    return Cell(year.draft.voice.say(f"state.{status}"), tone=tone)


def points_change(course: Course, step: Step, name: Id) -> Phrase:
    """Return an indicator's points then and now: ``40.0 → 55.0``."""
    before, after = (
        year.draft.score(year.standing.indicators[name].points) or "–"
        for year in (step.old, step.new)
    )
    return course.voice.figure(f"{before} → {after}")


def _reasons(course: Course, step: Step, name: Id) -> Iterator[Phrase]:
    """Yield why an indicator changed the total; parts are told where there are several."""
    parts = step.parts
    if parts is None:
        return
    found = [
        (cause, points)
        for cause, points in (
            ("performance", parts.indicators.get(name)),
            (_knowledge(step, name), parts.answered_of.get(name)),
            ("entered" if name in step.change.entered else "left", parts.scope_of.get(name)),
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
    rubric = step.parts.rubric if step.parts else None
    if rubric:
        rows.append((voice.say("cause.rubric"), rubric))
    lines = [Line((Cell(words), Cell(voice.figure(signed(points))))) for words, points in rows]
    whole = voice.say("step.whole", old=step.old.period, new=step.new.period)
    last = Cell(voice.figure(signed(sum((points for _, points in rows), NONE))), strong=True)
    columns = (
        Column(voice.say("columns.part")),
        Column(voice.say("columns.brought"), 16, number=True),
    )
    lines.append(Line((Cell(whole), last), "sum"))
    return Table(voice.say("captions.balance"), columns, tuple(lines), together=True)
