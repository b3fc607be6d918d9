"""The page for the director: score and level over the years, why they changed, and how surely."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenpark_assess.comparison.printed import PrintedParts
from greenpark_assess.report.page.cover import level_words
from greenpark_assess.report.page.judged import brief_value
from greenpark_assess.report.page.numbers import signed, written
from greenpark_assess.report.page.record import Heading, Phrase
from greenpark_assess.report.trend.causes import certainty, moved
from greenpark_assess.report.trend.course import Course, Step, Year
from greenpark_assess.report.trend.figures import WhyForm, performance_whole, total_trend, why
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id

MOST_DIMENSIONS = 3


def summary(course: Course) -> Section:
    """Return the page."""
    step = course.steps[-1]
    first, *more = (sentence for sentence in _finding(course, step) if sentence)
    parts = [Part(lead=first, points=tuple(more)), Part(chart=total_trend(course))]
    if step.parts is not None:
        title = course.voice.say("chart.why", old=step.old.period, new=step.new.period)
        form = WhyForm(course.anchor("why"), title, performance_whole(course, step.parts))
        chart = why(course, step, step.parts, form)
        parts.append(Part(chart=chart, note=course.voice.say("summary.causes")))
    parts.append(Part(table=_years(course)))
    heading = Heading(course.anchor("summary"), "", course.title("summary"))
    return Section(heading, tuple(parts), dense=True)


# --- in words ---------------------------------------------------------------------------------


def _finding(course: Course, step: Step) -> Iterator[Phrase]:
    if step.parts is None:
        year = step.old if step.old.printed is None else step.new
        yield course.voice.say("finding.not_scored", period=year.period)
        return
    yield _direction(course, step)
    yield from _causes(course, step.parts)
    yield from _single(course, step)
    yield certainty(course, step)
    if len(course.years) > 2:  # noqa: PLR2004 - more than the one step just told
        yield from _altogether(course)


def _direction(course: Course, step: Step) -> Phrase:
    facts: dict[str, Phrase | str] = {
        "park": course.park,
        "old": step.old.period,
        "new": step.new.period,
        "before": written(step.old.printed or Decimal()),
        "after": written(step.new.printed or Decimal()),
        "difference": written(abs(step.rescored)),
        "level_before": level_words(step.old.draft),
        "level_after": level_words(step.new.draft),
    }
    way = "rose" if step.rescored > 0 else "fell" if step.rescored < 0 else "stayed"
    if not course.draft.rubric.levels or course.draft.assessment.basis:
        return course.voice.say(f"finding.{way}", **facts)
    same = facts["level_before"] == facts["level_after"]
    return course.voice.say(f"finding.{way}_{'same' if same else 'other'}_level", **facts)


def _causes(course: Course, parts: PrintedParts) -> Iterator[Phrase]:
    told = [
        course.voice.say("finding.part", cause=course.voice.say(f"cause.{name}"), points=points)
        for name, points in (
            ("performance", _shown(parts.performance)),
            ("answered", _shown(parts.answered)),
            ("scope", _shown(parts.scope)),
        )
        if points
    ]
    if told:
        yield course.voice.say("finding.made_up_of", parts=course.voice.join(told))
    yield from _dimensions(course, parts)
    if parts.rubric:
        yield course.voice.say("finding.rubric", points=signed(parts.rubric))


def _dimensions(course: Course, parts: PrintedParts) -> Iterator[Phrase]:
    """Yield which dimensions did most of the performance, where there are several."""
    names = [name for name in course.draft.rubric.dimensions if parts.nodes[name]]
    names.sort(key=lambda name: abs(parts.nodes[name]), reverse=True)
    if len(names) > 1:
        told = (
            course.voice.say(
                "finding.part", cause=course.draft.title(name), points=signed(parts.nodes[name])
            )
            for name in names[:MOST_DIMENSIONS]
        )
        yield course.voice.say("finding.dimensions", dimensions=course.voice.join(told))


def _shown(points: Decimal) -> str:
    return signed(points) if points else ""


def _single(course: Course, step: Step) -> Iterator[Phrase]:
    """Yield the indicators that did most for and against the total."""
    ranked = moved(step)
    for key, name in (("most", ranked[0]), ("least", ranked[-1])) if ranked else ():
        points = step.brought[name]
        if (points > 0) == (key == "most") and points:
            yield course.voice.say(
                f"finding.{key}",
                indicator=course.draft.title(name),
                before=value_or_state(step.old, name),
                after=value_or_state(step.new, name),
                points=signed(points),
            )


def value_or_state(year: Year, name: Id) -> Phrase:
    """Return an indicator's value with its unit, or that it is open or does not apply."""
    status = year.standing.indicators[name].status
    return brief_value(year.draft, name) or year.draft.voice.say(f"state.{status}")


def _altogether(course: Course) -> Iterator[Phrase]:
    first, last = course.years[0], course.last
    if first.printed is not None and last.printed is not None:
        difference = signed(last.printed - first.printed)
        yield course.voice.say("finding.altogether", first=first.period, difference=difference)


# --- the years --------------------------------------------------------------------------------


def _years(course: Course) -> Table:
    voice = course.voice
    heads = ("period", "score", "range", "level", "coverage")
    widths = (14, 12, 16, 0, 12)
    numbers = (False, True, True, False, True)
    return Table(
        caption=voice.say("captions.years"),
        columns=tuple(
            Column(voice.say(f"columns.{head}"), width, number)
            for head, width, number in zip(heads, widths, numbers, strict=True)
        ),
        lines=tuple(_year(course, year) for year in course.years),
    )


def _year(course: Course, year: Year) -> Line:
    total, draft = year.standing.total, year.draft
    nothing = course.voice.figure("–")
    return Line(
        (
            Cell(course.voice.quote(year.period)),
            Cell(nothing, badge=draft.badge(total.points)),
            Cell(draft.range(total.low, total.high) or nothing),
            Cell(level_words(draft)),
            Cell(draft.voice.figure(draft.percent(year.standing.coverage))),
        )
    )
