"""The levels, condition by condition, and what is missing for the next one."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.assessment import ConditionRecord
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Heading, Ladder, Mark, Phrase, Requirement
from greenpark_assess.report.page.summary import holds_mark
from greenpark_assess.report.page.voice import NOTHING

KINDS = ("score", "dimension", "condition", "prerequisite")


def ladder(draft: Draft) -> Ladder:
    """Return the chapter on levels."""
    level = draft.assessment.level
    missing = [one for one in level.ladder.get(level.next or "", ()) if one.holds != "yes"]
    return Ladder(
        heading=Heading("levels", "", draft.voice.say("headings.levels")),
        standing=tuple(_standing(draft)),
        missing=tuple(_missing(draft, one) for one in missing if one.holds != "not_applicable"),
        levels=tuple(_levels(draft)),
        requirements=tuple(_requirements(draft)),
    )


def _standing(draft: Draft) -> Iterator[Phrase]:
    level, voice = draft.assessment.level, draft.voice
    titles = {name: voice.text(one.title) for name, one in draft.rubric.levels.items()}
    if not titles:
        yield voice.say("level.no_ladder")
        return
    if level.reached is None:
        yield voice.say("ladder.none_reached")
    else:
        yield voice.say("ladder.reached", level=titles[level.reached])
    if level.possible is not None and level.possible != level.reached:
        yield voice.say("ladder.possible", level=titles[level.possible])
    if level.provisional:
        yield voice.say(
            "ladder.provisional",
            coverage=draft.percent(draft.assessment.total.coverage),
            least=draft.percent(draft.rubric.header.policy.min_coverage),
        )
    if level.next is None:
        yield voice.say("ladder.top")
    else:
        yield voice.say("ladder.next", level=titles[level.next])


def _levels(draft: Draft) -> Iterator[tuple[Phrase, Mark]]:
    order = list(draft.rubric.levels)
    reached, possible = draft.assessment.level.reached, draft.assessment.level.possible
    for name, level in draft.rubric.levels.items():
        if reached is not None and order.index(name) <= order.index(reached):
            mark = Mark(draft.voice.say("ladder.holds"), "good")
        elif possible is not None and order.index(name) <= order.index(possible):
            mark = Mark(draft.voice.say("ladder.within_reach"), "open")
        else:
            mark = Mark(draft.voice.say("ladder.misses"), "bad")
        yield draft.voice.text(level.title), mark


def _requirements(draft: Draft) -> Iterator[Requirement]:
    """Yield every condition of any level once, with its state at each level that asks for it."""
    asked: dict[tuple[str, str], dict[str, ConditionRecord]] = {}
    for name, conditions in draft.assessment.level.ladder.items():
        for one in conditions:
            asked.setdefault(_same(one), {})[name] = one
    kinds = list(KINDS)
    for (kind, _), by_level in sorted(asked.items(), key=lambda item: kinds.index(item[0][0])):
        first = next(iter(by_level.values()))
        marks = (by_level.get(name) for name in draft.rubric.levels)
        yield Requirement(
            text=_condition_words(draft, first, f"ladder.{kind}"),
            found=_found(draft, first),
            marks=tuple(_mark(draft, one) if one else None for one in marks),
        )


def _same(condition: ConditionRecord) -> tuple[str, str]:
    """Return what makes conditions of two levels one row: only what they need may differ."""
    own = condition.kind == "condition"
    return condition.kind, str(condition.text) if own else condition.subject


def _mark(draft: Draft, condition: ConditionRecord) -> Mark:
    """Say what a level needs and whether that holds."""
    mark = holds_mark(draft, condition.holds)
    if condition.needed is None:
        return mark
    needed = draft.score(condition.needed)
    return Mark(draft.voice.say("ladder.needs", needed=needed, state=mark.text), mark.tone)


def _missing(draft: Draft, condition: ConditionRecord) -> Requirement:
    words = _condition_words(draft, condition, f"condition.{condition.kind}")
    return Requirement(words, _found(draft, condition), (holds_mark(draft, condition.holds),))


def _condition_words(draft: Draft, condition: ConditionRecord, key: str) -> Phrase:
    voice, needed = draft.voice, draft.score(condition.needed)
    match condition.kind:
        case "score":
            return voice.say(key, needed=needed)
        case "dimension":
            return voice.say(key, dimension=draft.title(condition.subject), needed=needed)
        case "prerequisite":
            return voice.say(key, requirement=draft.requirement(condition.subject))
    return voice.given(condition.text)


def _found(draft: Draft, condition: ConditionRecord) -> Phrase:
    if condition.found is None:
        return NOTHING
    return draft.voice.figure(draft.score(condition.found))
