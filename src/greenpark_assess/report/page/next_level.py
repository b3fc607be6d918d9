"""What the next level still needs, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from greenpark_assess.assessment import ConditionRecord
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import written
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import NOTHING


def next_level(draft: Draft) -> Phrase:
    """Return the sentence; nothing where there is no higher level."""
    level = draft.assessment.level
    if level.next is None:
        return NOTHING
    missing = [one for one in level.ladder[level.next] if one.holds in {"no", "open"}]
    needs = draft.voice.join(_needs(draft, missing), "list.titles")
    title = draft.voice.text(draft.rubric.levels[level.next].title)
    return draft.voice.say("next.needs", level=title, needs=needs) if needs else NOTHING


def _needs(draft: Draft, missing: list[ConditionRecord]) -> Iterator[Phrase]:
    voice = draft.voice
    for one in missing:
        if one.kind == "score":
            yield voice.say("next.score", points=_short(draft, one))
    low = [draft.title(one.subject) for one in missing if one.kind == "dimension"]
    if low:
        least = next(draft.score(one.needed) for one in missing if one.kind == "dimension")
        yield voice.say("next.dimensions", dimensions=voice.join(low), least=least)
    required = sum(one.kind == "prerequisite" for one in missing)
    if required:
        key = "next.prerequisite" if required == 1 else "next.prerequisites"
        yield voice.say(key, count=str(required))
    yield from (voice.given(one.text) for one in missing if one.kind == "condition")


def _short(draft: Draft, condition: ConditionRecord) -> str:
    """Return the points that are missing as the two printed scores have it."""
    needed, found = draft.score(condition.needed), draft.score(condition.found or 0.0)
    return written(Decimal(needed) - Decimal(found))
