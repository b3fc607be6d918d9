"""From the leaves up: scores of nodes, effective weights, and what each leaf alone would bring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.scoring.plan import TOTAL, NodePlan, Plan
from greenpark_assess.scoring.scales import FULL


def climb(
    plan: Plan, values: list[Any], present: list[Any], settled: list[Any] | None = None
) -> None:
    """Fill in the nodes of ``values`` and ``present`` from the leaves at their front, in place.

    Values may have leading axes before the rows (both ends of a range at once). ``settled`` says
    which leaves nothing can make inapplicable any more; it matters for floors only, so it may be
    left out for a plan without them.
    """
    for node in plan.nodes:
        here = [present[child] for child in node.children]
        stays = None
        if settled is not None:
            stays = any_stays(node, here, [settled[child] for child in node.children])
            settled.append(stays)
        points, counts = node.aggregator([values[child] for child in node.children], here, stays)
        values.append(points)
        present.append(counts)


def any_stays(node: NodePlan, present: Sequence[Bools], settled: Sequence[Bools]) -> Bools:
    """Return where at least one child of ``node`` that counts surely stays in the tree.

    The total has nothing that it could leave, so it stays in any case.
    """
    stays = np.full_like(present[0] & settled[0], node.id == TOTAL)
    for place in node.aggregator.used:
        stays = stays | (present[place] & settled[place])
    return stays


def totals(plan: Plan, points: Floats, present: Bools, settled: Bools) -> tuple[Floats, Bools]:
    """Return the total of each what-if, and whether anything counts in it.

    All arguments are (leaves, what-ifs).
    """
    values, here = list(points), list(present)
    climb(plan, values, here, list(settled) if plan.has_floor else None)
    return values[-1], here[-1]


def effective_weights(plan: Plan, present: Sequence[Bools], out: Floats) -> None:
    """Write each slot's actual share of the whole in percent to ``out`` (slots, rows).

    Nominal weights are re-normalised among the siblings that are applicable.
    """
    out[:] = 0.0
    out[-1] = FULL * present[-1]
    for node in reversed(plan.nodes):
        here = [present[child] for child in node.children]
        total = node.aggregator.total_weight(here)
        share = out[node.slot] / np.where(total > 0, total, 1.0)
        for child, weight, counts in zip(node.children, node.aggregator.weights, here, strict=True):
            out[child] = share * weight * counts


def gains(plan: Plan, now: Climbed, applicable: Sequence[Bools]) -> Floats:
    """Return what the total gains if one leaf alone had full points, as (leaves, rows).

    ``now`` is the tree as it counts in the score, ``applicable`` the leaves that could count. Only
    the path of the leaf is scored again, with the very aggregation that made the score, so a gain
    of nothing is exactly 0.
    """
    total = _lifted(plan, now, applicable, plan.nodes[-1].slot).points
    gain = np.empty_like(total)
    gain[_leaf_order(plan)] = total - now.points[-1]
    # A leaf that does not apply brings nothing, and no gain can be told from no score at all.
    gain[~np.asarray(applicable[: len(plan.leaves)]) | ~now.counted[-1]] = 0.0
    return gain


@dataclass(frozen=True, slots=True)
class Climbed:
    """All slots of a tree over the rows: points, which ones count, and which surely stay."""

    points: Sequence[Floats]
    counted: Sequence[Bools]
    settled: Sequence[Bools] | None


@dataclass(frozen=True, slots=True)
class _Lifted:
    """One slot with each of the leaves below it lifted in turn, all (leaves below, rows)."""

    points: Floats
    counted: Bools
    settled: Bools


def _lifted(plan: Plan, now: Climbed, applicable: Sequence[Bools], slot: int) -> _Lifted:
    if slot < len(plan.leaves):
        # More than full points, where a scale gives them, are not taken away.
        points = np.where(now.counted[slot], np.maximum(now.points[slot], FULL), FULL)[np.newaxis]
        return _Lifted(points, applicable[slot][np.newaxis], np.ones_like(points, dtype=bool))
    node = plan.nodes[slot - len(plan.leaves)]
    parts = [
        _joined(node, now, place, _lifted(plan, now, applicable, child))
        for place, child in enumerate(node.children)
    ]
    return _Lifted(
        np.concatenate([part.points for part in parts]),
        np.concatenate([part.counted for part in parts]),
        np.concatenate([part.settled for part in parts]),
    )


def _joined(node: NodePlan, now: Climbed, place: int, child: _Lifted) -> _Lifted:
    """Score ``node`` once more with its child at ``place`` lifted."""
    values = [now.points[slot] for slot in node.children]
    present = [now.counted[slot] for slot in node.children]
    values[place], present[place] = child.points, child.counted
    stays = None
    if now.settled is not None:
        settled = [now.settled[slot] for slot in node.children]
        settled[place] = child.settled
        stays = any_stays(node, present, settled)
    points, counted = node.aggregator(values, present, stays)
    shape = child.points.shape
    return _Lifted(
        np.broadcast_to(points, shape),
        np.broadcast_to(counted, shape),
        child.settled if stays is None else np.broadcast_to(stays, shape),
    )


def _leaf_order(plan: Plan) -> NDArray[np.intp]:
    """Return the leaf slots in the order in which the recursion meets them."""
    return np.fromiter(_leaves_below(plan, plan.nodes[-1].slot), dtype=np.intp)


def _leaves_below(plan: Plan, slot: int) -> Iterator[int]:
    if slot < len(plan.leaves):
        yield slot
        return
    for child in plan.nodes[slot - len(plan.leaves)].children:
        yield from _leaves_below(plan, child)
