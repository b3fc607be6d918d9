"""What the yardstick changed: totals of the time beside today's, and questions that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import PurePath

from greenpark_assess.problems import Problem
from greenpark_assess.report.page.numbers import signed, written
from greenpark_assess.report.page.record import Heading, Phrase, Run, Tone
from greenpark_assess.report.page.voice import Voice, upright
from greenpark_assess.report.trend.course import Course, Year, park_words
from greenpark_assess.report.trend.record import Cell, Column, Line, Part, Section, Table
from greenpark_assess.rubric.diff import Diff, Effect, Item, sentence
from greenpark_assess.rubric.diff import Part as ItemPart
from greenpark_assess.rubric.model import Id, Rubric, Text
from greenpark_assess.wording import say

TOLD: dict[Effect, Tone] = {"breaks": "bad", "check": "open", "score": "quiet"}
"""The effects that are told item by item; what is compatible is only counted."""

ONE_BY_ONE = frozenset({"question", "indicator", "level", "rubric"})
"""Parts that are told whatever the effect; of others, only what breaks or needs a look."""


def versions(
    courses: Sequence[Course], diffs: Sequence[Diff], notes: Sequence[Problem], voice: Voice
) -> Section | None:
    """Return the section; nothing where all was judged under the yardstick from the start."""
    restated = [(course, year) for course in courses for year in course.years if _differs(year)]
    parts: list[Part] = []
    if restated:
        about = voice.say("versions.restated_about")
        parts.append(Part(text=about, table=_restated(restated, voice)))
    for one in diffs:
        parts += _diff(courses[0].draft.rubric, one, voice)
    if notes:
        parts.append(Part(table=_notes(notes, voice)))
    if not parts:
        return None
    heading = Heading("versions", "", voice.say("headings.versions"))
    return Section(heading, tuple(parts), on=not diffs)


# --- totals of the time -----------------------------------------------------------------------


def _differs(year: Year) -> bool:
    return year.standing.restated is not None and bool(year.standing.restated.reason)


def _restated(restated: Sequence[tuple[Course, Year]], voice: Voice) -> Table:
    columns = (
        Column(voice.say("columns.entry")),
        Column(voice.say("columns.published"), 13, number=True),
        Column(voice.say("columns.today"), 13, number=True),
        Column(voice.say("columns.difference"), 11, number=True),
        Column(voice.say("columns.reason"), 37),
    )
    lines = tuple(_restated_line(course, year, voice) for course, year in restated)
    return Table(voice.say("captions.restated"), columns, lines)


def _restated_line(course: Course, year: Year, voice: Voice) -> Line:
    restated = year.standing.restated
    stored = year.rounded(restated.stored) if restated else None
    both = stored is not None and year.printed is not None
    difference = signed(year.printed - stored) if both else "–"  # type: ignore[operator]
    name = voice.quote(year.period)
    if course.several:
        name = voice.say("versions.entry", park=park_words(year, voice), period=year.period)
    return Line(
        (
            Cell(name),
            Cell(voice.figure("–" if stored is None else written(stored))),
            Cell(voice.figure("–" if year.printed is None else written(year.printed))),
            Cell(voice.figure(difference)),
            Cell(voice.say(f"restated.{restated.reason}") if restated else ()),
        )
    )


# --- what differs between two versions --------------------------------------------------------


def _diff(yardstick: Rubric, diff: Diff, voice: Voice) -> Iterator[Part]:
    told = [item for item in diff.items if _is_told(item)]
    counts = voice.join(
        (
            voice.say("follow_up.count", outcome=voice.say(f"effect.{effect}"), count=str(count))
            for effect in (*TOLD, "compatible")
            if (count := sum(_effect(item) == effect for item in diff.items))
        ),
        "list.titles",
    )
    head = voice.say("versions.diff", old=diff.old, new=diff.new)
    about = voice.say("versions.diff_about", counts=counts)
    if not told:
        yield Part(head=head, text=about)
        return
    columns = (
        Column(voice.say("columns.item"), 38),
        Column(voice.say("columns.effect"), 16),
        Column(voice.say("columns.what_changed")),
    )
    lines = tuple(_item(yardstick, item, voice) for item in told)
    yield Part(head=head, text=about)
    yield Part(table=Table((), columns, lines))


def _effect(item: Item) -> Effect:
    return "score" if item.effect == "compatible" and item.scores else item.effect


def _is_told(item: Item) -> bool:
    effect = _effect(item)
    return effect in TOLD and (item.part in ONE_BY_ONE or effect != "score")


def _item(yardstick: Rubric, item: Item, voice: Voice) -> Line:
    effect = _effect(item)
    return Line(
        (
            Cell(_name(yardstick, item, voice), note=voice.say(f"parts.{item.part}")),
            Cell(voice.say(f"effect.{effect}"), tone=TOLD.get(effect, "quiet")),
            Cell(_sentences(item, voice)),
        )
    )


def _name(yardstick: Rubric, item: Item, voice: Voice) -> Phrase:
    """Return the title under the yardstick, or the id of what it no longer has."""
    known = _titles(yardstick, item.part)
    names = [known[one] for one in item.new if one in known]
    if names:
        return voice.join((voice.text(one) for one in names), "list.titles")
    return voice.quote(", ".join(item.new or item.old))


def _titles(yardstick: Rubric, part: ItemPart) -> Mapping[Id, Text]:
    match part:
        case "question":
            return {name: one.text for name, one in yardstick.questions.items()}
        case "level":
            return {name: one.title for name, one in yardstick.levels.items()}
        case "recommendation":
            return {name: one.title for name, one in yardstick.recommendations.items()}
        case "rubric":
            return {yardstick.name: yardstick.header.title}
    return {name: one.title for name, one, _ in yardstick.walk()}


def _sentences(item: Item, voice: Voice) -> Phrase:
    told = [one for one in item.findings if one.effect != "compatible"] or list(item.findings)
    return voice.join(
        (
            tuple(Run(one, _plain(sentence(finding, one))) for one in voice.languages)
            for finding in told
        ),
        "list.titles",
    )


def _plain(text: str) -> str:
    """Return a sentence without its full stop, to stand in a list."""
    return upright(text).rstrip(".。")


def _notes(notes: Sequence[Problem], voice: Voice) -> Table:
    columns = (Column(voice.say("columns.file"), 24), Column(voice.say("columns.note")))
    lines = tuple(Line((Cell(_place(one, voice)), Cell(_message(one, voice)))) for one in notes)
    return Table(voice.say("captions.notes"), columns, lines)


def _place(problem: Problem, voice: Voice) -> Phrase:
    """Name the file alone: where it lies is nobody else's business."""
    place = problem.place
    return voice.quote(PurePath(place.file).name) if place else voice.figure("–")


def _message(problem: Problem, voice: Voice) -> Phrase:
    return tuple(Run(language, upright(say(problem, language))) for language in voice.languages)
