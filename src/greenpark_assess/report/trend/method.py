"""How the comparison is made, in plain words, on one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.report.page.method import PROGRAM, grouped
from greenpark_assess.report.page.record import Heading
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.report.trend.course import Course
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table

OVER_TIME = (
    "yardstick",
    "parts",
    "rubric",
    "scope",
    "answered",
    "performance",
    "fair",
    "indicators",
)
BETWEEN = ("common", "order", "spread")
ALWAYS = ("range", "rounding")


def method(compared: Compared, courses: Sequence[Course], voice: Voice) -> Section:
    """Return the section; it explains what the report has."""
    topics = [
        *(OVER_TIME if compared.changes else OVER_TIME[:1]),
        *(BETWEEN if compared.group else ()),
        *ALWAYS,
    ]
    parts = [
        Part(head=voice.say(f"method.{one}_head"), text=voice.say(f"method.{one}"))
        for one in topics
    ]
    identity = tuple(_identity(compared, courses, voice))
    columns = (Column(voice.say("columns.what"), 34), Column(voice.say("columns.which")))
    parts.append(Part(table=Table(voice.say("captions.identity"), columns, identity)))
    return Section(Heading("method", "", voice.say("headings.method")), tuple(parts), dense=True)


def _identity(compared: Compared, courses: Sequence[Course], voice: Voice) -> Iterator[Line]:
    header, reference = compared.rubric.header, compared.assessments[0].rubric
    facts = (
        ("rubric", voice.text(header.title)),
        ("version", voice.figure(reference.version)),
        ("hash", voice.figure(grouped(reference.hash))),
        ("engine", voice.figure(f"{PROGRAM} {compared.assessments[0].engine}")),
    )
    for name, text in facts:
        yield Line((Cell(voice.say(f"identity.{name}")), Cell(text)))
    for course in courses if len(courses) == 1 else ():
        for year in course.years:
            words = voice.say("method.answers_of", period=year.period)
            entry = compared.rescored.entries[course.years.index(year)]
            given = entry.given_to or entry.answers.rubric
            yield Line((Cell(words), Cell(voice.say("method.given_under", rubric=given))))
