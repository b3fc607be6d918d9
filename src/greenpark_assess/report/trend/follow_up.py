"""What became of the recommendations that followed from the answers of earlier years."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, TypeAlias

from greenpark_assess.report.page.record import Heading, Phrase, Tone
from greenpark_assess.report.trend.course import Course, Year
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.model import Id

Outcome: TypeAlias = Literal["done", "partly", "due", "not_applicable", "not_called_for"]

TONES: dict[Outcome, Tone] = {
    "done": "good",
    "partly": "open",
    "due": "bad",
    "not_applicable": "quiet",
    "not_called_for": "quiet",
}
"""The outcomes in the order of the table. ``partly``: still due, but some of it is reached."""


@dataclass(frozen=True, slots=True)
class _Announced:
    """A recommendation, the years in which it was due, and all that it was to lift then."""

    name: Id
    years: tuple[Year, ...]
    lifts: tuple[Id, ...]


def follow_up(course: Course) -> Section | None:
    """Return the section; nothing where no earlier year had recommendations."""
    announced = list(_announced(course))
    if not announced or course.draft.assessment.basis:
        return None
    voice = course.voice
    found = [(one, _outcome(course, one)) for one in announced]
    counts = voice.join(
        (
            voice.say("follow_up.count", outcome=voice.say(f"outcome.{outcome}"), count=str(count))
            for outcome in TONES
            if (count := sum(one == outcome for _, one in found))
        ),
        "list.titles",
    )
    text = voice.say("follow_up.about", counts=counts, all=str(len(found)))
    new = set(course.draft.assessment.recommendations) - {one.name for one in announced}
    more = voice.say("follow_up.new", count=str(len(new)), period=course.last.period)
    heading = Heading(course.anchor("follow-up"), "", course.title("follow_up"))
    first = Part(lead=text, text=more if new else (), note=voice.say("follow_up.note"))
    return Section(heading, (first, *_tables(course, found)))


def _announced(course: Course) -> Iterator[_Announced]:
    """Yield what was due before the last year, the latest announced first."""
    earlier = course.years[:-1]
    names = dict.fromkeys(
        name for year in reversed(earlier) for name in year.draft.assessment.recommendations
    )
    for name in names:
        years = [year for year in earlier if name in year.draft.assessment.recommendations]
        lifts = dict.fromkeys(
            one for year in years for one in year.draft.assessment.recommendations[name].lifts
        )
        yield _Announced(name, tuple(years), tuple(lifts))


def _outcome(course: Course, announced: _Announced) -> Outcome:
    standings = course.last.standing.indicators
    applying = [one for one in announced.lifts if standings[one].status != "not_applicable"]
    reached = [one for one in applying if _reached(course, announced, one)]
    if announced.name in course.draft.assessment.recommendations:
        return "partly" if reached else "due"
    if not applying:
        return "not_applicable"
    return "done" if len(reached) == len(applying) else "not_called_for"


def _reached(course: Course, announced: _Announced, indicator: Id) -> bool:
    points = course.last.standing.indicators[indicator].points
    wanted = course.draft.rubric.recommendations[announced.name].lifts.get(indicator)
    return points is not None and wanted is not None and points >= wanted


def _tables(course: Course, found: Sequence[tuple[_Announced, Outcome]]) -> Iterator[Part]:
    voice = course.voice
    for outcome in TONES:
        some = [one for one, its in found if its == outcome]
        if some:
            columns = (
                Column(voice.say("columns.measure")),
                Column(voice.say("columns.announced"), 15),
                Column(voice.say("columns.lifted"), 41),
            )
            lines = tuple(_line(course, one) for one in some)
            caption = voice.say(
                "captions.outcome", outcome=voice.say(f"outcome.{outcome}"), count=str(len(some))
            )
            yield Part(head=caption, text=voice.say(f"follow_up.{outcome}"))
            yield Part(table=Table((), columns, lines))


def _line(course: Course, announced: _Announced) -> Line:
    voice = course.voice
    title = voice.text(course.draft.rubric.recommendations[announced.name].title)
    periods = voice.join(voice.quote(year.period) for year in announced.years)
    return Line((Cell(title), Cell(periods), Cell(_lifted(course, announced))))


def _lifted(course: Course, announced: _Announced) -> Phrase:
    """Tell the points of the indicators from the first year of announcing to the last year."""
    voice, first = course.voice, announced.years[0]
    return voice.join(
        (
            voice.say(
                "follow_up.lifted",
                indicator=course.draft.title(name),
                before=_points(first, name),
                after=_points(course.last, name),
            )
            for name in announced.lifts
        ),
        "list.titles",
    )


def _points(year: Year, name: Id) -> str:
    return year.draft.score(year.standing.indicators[name].points) or "–"
