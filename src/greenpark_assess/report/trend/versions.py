"""What the yardstick changed: totals of the time beside today's, and questions that differ."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
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
"""The effects that are told item by item; of what is compatible, only new ids are."""

ORDER: tuple[Effect, ...] = (*TOLD, "compatible")
RENAMED = "versions.renamed"
WEIGHT = "versions.weight"
ONE_BY_ONE = frozenset({"question", "indicator", "level", "rubric"})
"""Parts that are told whatever the effect; of others, only what breaks or needs a look."""


def versions(
    courses: Sequence[Course],
    diffs: Sequence[tuple[Diff, Rubric | None]],
    notes: Sequence[Problem],
    voice: Voice,
) -> Section | None:
    """Return the section; nothing where all was judged under the yardstick from the start.

    Each of ``diffs`` comes with the earlier version, where that is at hand.
    """
    restated = [(course, year) for course in courses for year in course.years if _differs(year)]
    parts: list[Part] = []
    if restated:
        about = voice.say("versions.restated_about")
        parts.append(Part(text=about, table=_restated(restated, voice)))
    for one, earlier in diffs:
        parts += _parts(_Step(one, earlier, courses[0].draft.rubric, voice))
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


@dataclass(frozen=True, slots=True)
class _Step:
    """What differs, with both versions; the earlier one only where it is at hand."""

    diff: Diff
    earlier: Rubric | None
    yardstick: Rubric
    voice: Voice


def _parts(step: _Step) -> Iterator[Part]:
    voice, items = step.voice, step.diff.items
    counts = voice.join(
        (
            voice.say("follow_up.count", outcome=voice.say(f"effect.{effect}"), count=str(count))
            for effect in ORDER
            if (count := sum(_effect(item) == effect for item in items))
        ),
        "list.titles",
    )
    head = voice.say("versions.diff", old=step.diff.old, new=step.diff.new)
    yield Part(head=head, text=voice.say("versions.diff_about", counts=counts))
    if told := [item for item in items if _is_told(item)]:
        gravest_first = sorted(told, key=lambda item: ORDER.index(_effect(item)))
        yield Part(table=_told(step, gravest_first))
    if weights := [item for item in items if _is_weight(item)]:
        yield Part(table=_weights(step, weights), note=voice.say("versions.weights_note"))


def _effect(item: Item) -> Effect:
    return "score" if item.effect == "compatible" and item.scores else item.effect


def _is_told(item: Item) -> bool:
    effect = _effect(item)
    if effect == "compatible":
        return any(one.code == RENAMED for one in item.findings)
    return (
        effect in TOLD and (item.part in ONE_BY_ONE or effect != "score") and not _is_weight(item)
    )


def _is_weight(item: Item) -> bool:
    """Tell whether an item differs in its weight alone, maybe only since a sibling does."""
    return item.findings != () and all(one.code == WEIGHT for one in item.findings)


def _told(step: _Step, items: Sequence[Item]) -> Table:
    voice = step.voice
    columns = (
        Column(voice.say("columns.item"), 38),
        Column(voice.say("columns.effect"), 16),
        Column(voice.say("columns.what_changed")),
    )
    return Table((), columns, tuple(_item(step, item) for item in items))


def _item(step: _Step, item: Item) -> Line:
    voice, effect = step.voice, _effect(item)
    return Line(
        (
            Cell(_name(step, item), note=voice.say(f"parts.{item.part}")),
            Cell(voice.say(f"effect.{effect}"), tone=TOLD.get(effect, "quiet")),
            Cell(_sentences(item, voice)),
        )
    )


def _weights(step: _Step, items: Sequence[Item]) -> Table:
    voice = step.voice
    columns = (
        Column(voice.say("columns.item")),
        *(Column(voice.quote(name), 22, number=True) for name in (step.diff.old, step.diff.new)),
    )
    return Table(
        voice.say("captions.weights"), columns, tuple(_weight(step, item) for item in items)
    )


def _weight(step: _Step, item: Item) -> Line:
    (finding,) = item.findings
    shares = (f"{float(str(finding.details[when])):.2f}%" for when in ("before", "after"))
    return Line((Cell(_name(step, item)), *(Cell(step.voice.figure(one)) for one in shares)))


def _name(step: _Step, item: Item) -> Phrase:
    """Return the title under the yardstick, or the earlier one of what it no longer has."""
    rubric = step.yardstick if item.new else step.earlier
    known = _titles(rubric, item.part) if rubric is not None else {}
    names = [known[one] for one in item.new or item.old if one in known]
    if names:
        return step.voice.join((step.voice.text(one) for one in names), "list.titles")
    return step.voice.quote(", ".join(item.new or item.old))


def _titles(rubric: Rubric, part: ItemPart) -> Mapping[Id, Text]:
    match part:
        case "question":
            return {name: one.text for name, one in rubric.questions.items()}
        case "level":
            return {name: one.title for name, one in rubric.levels.items()}
        case "recommendation":
            return {name: one.title for name, one in rubric.recommendations.items()}
        case "rubric":
            return {rubric.name: rubric.header.title}
    return {name: one.title for name, one, _ in rubric.walk()}


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
