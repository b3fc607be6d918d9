"""How the comparison is made, in plain words, on one page."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.report.page.method import PROGRAM, grouped
from greenpark_assess.report.page.record import Heading
from greenpark_assess.report.page.voice import Voice
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


def method(compared: Compared, voice: Voice) -> Section:
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
    identity = tuple(_identity(compared, voice))
    columns = (Column(voice.say("columns.what"), 34), Column(voice.say("columns.which")))
    parts.append(Part(table=Table(voice.say("captions.identity"), columns, identity)))
    return Section(Heading("method", "", voice.say("headings.method")), tuple(parts), dense=True)


def _identity(compared: Compared, voice: Voice) -> Iterator[Line]:
    header, reference = compared.rubric.header, compared.assessments[0].rubric
    facts = (
        ("rubric", voice.text(header.title)),
        ("version", voice.figure(reference.version)),
        ("hash", voice.figure(grouped(reference.hash))),
        ("engine", voice.figure(f"{PROGRAM} {compared.assessments[0].engine}")),
    )
    for name, text in facts:
        yield Line((Cell(voice.say(f"identity.{name}")), Cell(text)))
    for rubric, periods in _answered_under(compared).items():
        words = voice.join(voice.quote(period) for period in periods)
        answers = voice.say("method.answers_of", periods=words)
        yield Line((Cell(answers), Cell(voice.say("method.given_under", rubric=rubric))))


def _answered_under(compared: Compared) -> dict[str, list[str]]:
    """Return the periods whose answers were given to each version of a rubric."""
    found: dict[str, list[str]] = {}
    for entry in compared.rescored.entries:
        periods = found.setdefault(entry.given_to or entry.answers.rubric, [])
        if entry.period not in periods:
            periods.append(entry.period)
    return found
