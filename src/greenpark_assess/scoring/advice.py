"""Which recommendations are due, and what each brings: what-ifs scored by the tree itself."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from greenpark_assess.assessment import ListName, RecommendationRecord
from greenpark_assess.expressions import Scope, analyse
from greenpark_assess.expressions.columns import Floats
from greenpark_assess.expressions.compiled import compile_tree
from greenpark_assess.expressions.conditions import is_missing, surely_fails
from greenpark_assess.rubric.model import Recommendation, Rubric
from greenpark_assess.scoring.engine import Scores
from greenpark_assess.scoring.facts import BlockFacts
from greenpark_assess.scoring.leaves import NOT_APPLICABLE
from greenpark_assess.scoring.plan import Plan
from greenpark_assess.scoring.tree import totals

QUICK_PAYBACK_YEARS = 1.5
LISTS: tuple[ListName, ...] = ("must", "quick", "plan")


def recommend(
    rubric: Rubric, plan: Plan, scores: Scores, facts: BlockFacts
) -> dict[str, RecommendationRecord]:
    """Return the recommendations due in row 0, in the order of the report.

    Due is what lifts an applicable indicator above its present points (and whose ``due_if`` may
    hold). Lists in order: must, quick wins, plan; inside a list the largest gain comes first.
    """
    due = {
        name: lifted
        for name, recommendation in rubric.recommendations.items()
        if (lifted := _lifted(recommendation, plan, scores))
        and _may_be_due(recommendation, rubric, facts)
    }
    alone = dict(zip(due, _gains(plan, scores, list(due.values())), strict=True))
    lists = {name: _list(rubric.recommendations[name], due[name], plan, scores) for name in due}
    order = sorted(due, key=lambda name: (LISTS.index(lists[name]), -alone[name]))
    together = _gains(plan, scores, list(_accumulated([due[name] for name in order])))
    return {
        name: RecommendationRecord(
            list=lists[name], gain=alone[name], together=sum_, lifts=tuple(due[name])
        )
        for name, sum_ in zip(order, together, strict=True)
    }


def _lifted(recommendation: Recommendation, plan: Plan, scores: Scores) -> dict[str, float]:
    """Return the indicators that the measure would lift now, with the points they would reach."""

    def is_below(slot: int, points: float) -> bool:
        return not scores.counted[slot, 0] or bool(scores.points[slot, 0] < points)

    return {
        indicator: points
        for indicator, points in recommendation.lifts.items()
        if scores.status[plan.slots[indicator], 0] != NOT_APPLICABLE
        and is_below(plan.slots[indicator], points)
    }


def _may_be_due(recommendation: Recommendation, rubric: Rubric, facts: BlockFacts) -> bool:
    if recommendation.due_if is None:
        return True
    tree = analyse(recommendation.due_if, Scope(rubric.questions)).tree
    if tree is None:
        return False
    condition = compile_tree(tree)(facts)
    return not bool((surely_fails(condition) | is_missing(condition)).flat[0])


def _list(
    recommendation: Recommendation, lifted: dict[str, float], plan: Plan, scores: Scores
) -> ListName:
    required = [plan.slots[name] for name in lifted if plan.leaves[plan.slots[name]].prerequisite]
    if any(not scores.certain[slot, 0] for slot in required):
        return "must"
    payback = recommendation.payback
    soon = isinstance(payback, tuple) and payback[1] <= QUICK_PAYBACK_YEARS
    return "quick" if soon and set(recommendation.cost) == {"low"} else "plan"


def _accumulated(lifts: list[dict[str, float]]) -> Iterator[dict[str, float]]:
    """Yield what the first, the first two, the first three … measures lift together."""
    so_far: dict[str, float] = {}
    for lifted in lifts:
        for indicator, points in lifted.items():
            so_far[indicator] = max(points, so_far.get(indicator, 0.0))
        yield dict(so_far)


def _gains(plan: Plan, scores: Scores, what_ifs: list[dict[str, float]]) -> list[float]:
    """Return the rise of the total for each what-if: one column of the tree per what-if."""
    if not what_ifs:
        return []
    count = len(plan.leaves)
    counted = scores.counted[:count, :1]
    points: Floats = np.repeat(scores.points[:count, :1], len(what_ifs), axis=1)
    present = np.repeat(counted, len(what_ifs), axis=1)
    settled = np.repeat(scores.settled, len(what_ifs), axis=1)
    for column, lifted in enumerate(what_ifs):
        for indicator, reached in lifted.items():
            slot = plan.slots[indicator]
            points[slot, column] = max(reached, points[slot, column])
            present[slot, column] = settled[slot, column] = True
    base = float(scores.points[-1, 0]) if scores.counted[-1, 0] else 0.0
    scored, _ = totals(plan, points, present, settled)
    return [float(total - base) for total in scored]
