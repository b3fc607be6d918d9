"""The levels, condition by condition, and what is missing for the next one."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.assessment import ConditionRecord
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Heading, Ladder, Mark, Phrase, Requirement, Rung
from greenpark_assess.report.page.summary import holds_mark
from greenpark_assess.report.page.voice import NOTHING


def ladder(draft: Draft) -> Ladder:
    """Return the chapter on levels."""
    level = draft.assessment.level
    missing = [one for one in level.ladder.get(level.next or "", ()) if one.holds != "yes"]
    return Ladder(
        heading=Heading("levels", "", draft.voice.say("headings.levels")),
        standing=tuple(_standing(draft)),
        missing=tuple(_requirement(draft, one) for one in missing if one.holds != "not_applicable"),
        rungs=tuple(_rungs(draft)),
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


def _rungs(draft: Draft) -> Iterator[Rung]:
    order = list(draft.rubric.levels)
    reached, possible = draft.assessment.level.reached, draft.assessment.level.possible
    for name, level in draft.rubric.levels.items():
        if reached is not None and order.index(name) <= order.index(reached):
            mark = Mark(draft.voice.say("ladder.holds"), "good")
        elif possible is not None and order.index(name) <= order.index(possible):
            mark = Mark(draft.voice.say("ladder.within_reach"), "open")
        else:
            mark = Mark(draft.voice.say("ladder.misses"), "bad")
        conditions = draft.assessment.level.ladder.get(name, ())
        requirements = tuple(_requirement(draft, one) for one in conditions)
        yield Rung(draft.voice.text(level.title), mark, requirements)


def _requirement(draft: Draft, condition: ConditionRecord) -> Requirement:
    return Requirement(
        text=_condition_words(draft, condition),
        found=_found(draft, condition),
        mark=holds_mark(draft, condition.holds),
    )


def _condition_words(draft: Draft, condition: ConditionRecord) -> Phrase:
    voice, needed = draft.voice, draft.score(condition.needed)
    match condition.kind:
        case "score":
            return voice.say("condition.score", needed=needed)
        case "dimension":
            return voice.say(
                "condition.dimension", dimension=draft.title(condition.subject), needed=needed
            )
        case "prerequisite":
            return voice.say(
                "condition.prerequisite", requirement=draft.requirement(condition.subject)
            )
    return voice.given(condition.text)


def _found(draft: Draft, condition: ConditionRecord) -> Phrase:
    if condition.found is None:
        return NOTHING
    return draft.voice.figure(draft.score(condition.found))
