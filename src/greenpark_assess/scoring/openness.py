"""What open answers leave undecided: how far the range would shrink, which level hangs on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from greenpark_assess.assessment import AnswerRecord, OpenRecord
from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.expressions.conditions import surely_holds
from greenpark_assess.rubric.model import Id, Rubric
from greenpark_assess.rubric.reading import questions_read
from greenpark_assess.scoring.engine import Scores
from greenpark_assess.scoring.facts import BlockFacts
from greenpark_assess.scoring.leaves import NOT_APPLICABLE
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import LevelPlan, Plan
from greenpark_assess.scoring.tree import climb


def undecided(
    rubric: Rubric,
    plan: Plan,
    scores: Scores,
    facts: BlockFacts,
    answers: Mapping[str, AnswerRecord],
) -> dict[str, OpenRecord]:
    """Return the indicators of row 0 whose points are not settled.

    First those that decide a level, the lowest level first; then those whose settling narrows the
    range of the total most.
    """
    count = len(plan.leaves)
    here = scores.status[:count, 0] != NOT_APPLICABLE
    open_ = [slot for slot in range(count) if here[slot] and _is_open(scores, slot)]
    if not open_:
        return {}
    runs = _runs(plan, scores, open_, here)
    read = questions_read(rubric, [plan.leaves[slot].id for slot in open_])
    loose = [one for one in rubric.questions if _is_loose(answers[one])]
    records = {
        plan.leaves[slot].id: OpenRecord(
            questions=_waiting(plan, facts, read[plan.leaves[slot].id], loose),
            narrows=float(runs.narrows[place]),
            decides=_decided(plan, scores, runs, place, slot),
        )
        for place, slot in enumerate(open_)
    }
    order = {level.id: number for number, level in enumerate(plan.levels)}

    def rank(name: str) -> tuple[int, float]:
        return order.get(records[name].decides or "", len(order)), -records[name].narrows

    return {name: records[name] for name in sorted(records, key=rank)}


def _is_open(scores: Scores, slot: int) -> bool:
    ranged = bool(scores.low[slot, 0] != scores.high[slot, 0])
    return ranged or bool(scores.possible[slot, 0] & ~scores.certain[slot, 0])


def _waiting(
    plan: Plan, facts: BlockFacts, read: frozenset[Id], loose: Sequence[Id]
) -> tuple[Id, ...]:
    """Return the questions of an indicator that are open, or answered by a range only.

    A question of which nobody knows yet whether it will be asked waits for the one that decides.
    """
    open_ = [one for one in loose if one in read]
    first = [one for one in open_ if _surely_asked(plan, facts, one)]
    return tuple(first or open_)


def _surely_asked(plan: Plan, facts: BlockFacts, name: str) -> bool:
    condition = plan.questions[plan.rows[name]].ask_if
    return condition is None or bool(surely_holds(facts.condition(condition)).flat[0])


def _is_loose(answer: AnswerRecord) -> bool:
    if answer.status == "unanswered":
        return not answer.not_asked
    return answer.status == "answered" and answer.low != answer.high


# --- the what-ifs ---------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Runs:
    """One what-if per open leaf: the best of all others, with this one at its worst.

    ``best`` holds the points of all slots, (slots, open leaves); ``narrows`` the points by which
    the total's range shrinks at the least once the leaf is settled.
    """

    best: Floats
    narrows: Floats


def _runs(plan: Plan, scores: Scores, open_: Sequence[int], here: Bools) -> _Runs:
    count = len(plan.leaves)
    low, high = scores.low[:count, 0], scores.high[:count, 0]
    each = np.arange(len(open_))
    best = np.repeat(high[:, np.newaxis], len(open_), axis=1)
    worst = np.repeat(low[:, np.newaxis], len(open_), axis=1)
    best[open_, each], worst[open_, each] = low[open_], high[open_]
    lowered, lifted = _climbed(plan, best, here), _climbed(plan, worst, here)
    ends = _climbed(plan, np.stack([low, high], axis=1), here)[-1]
    # Settled at its worst, the range ends at `lowered`; at its best, it starts at `lifted`.
    left = np.maximum(lowered[-1] - ends[0], ends[1] - lifted[-1])
    return _Runs(lowered, np.maximum(ends[1] - ends[0] - left, 0.0))


def _climbed(plan: Plan, points: Floats, here: Bools) -> Floats:
    """Return the points of all slots for what-ifs given as (leaves, what-ifs)."""
    values = list(points)
    present = list(np.repeat(here[:, np.newaxis], points.shape[1], axis=1))
    with np.errstate(all="ignore"):
        climb(plan, values, present, list(present) if plan.has_floor else None)
    return np.array(values)


def _decided(plan: Plan, scores: Scores, runs: _Runs, place: int, slot: int) -> str | None:
    """Return the lowest level that is possible now and out of reach without this indicator."""
    reached, possible = int(scores.reached[0]), int(scores.highest[0])
    for level in plan.levels[reached + 1 : possible + 1]:
        if _hangs_on(level, plan, scores, runs.best[:, place], slot):
            return level.id
    return None


def _hangs_on(level: LevelPlan, plan: Plan, scores: Scores, best: Floats, slot: int) -> bool:
    if slot in level.prerequisites and not scores.certain[slot, 0]:
        return True
    least = {plan.size - 1: level.least}
    if level.each_dimension is not None:
        least |= dict.fromkeys(plan.dimensions, level.each_dimension)
    return any(
        scores.status[one, 0] != NOT_APPLICABLE and round(best[one], DECIMALS) < needed
        for one, needed in least.items()
    )
