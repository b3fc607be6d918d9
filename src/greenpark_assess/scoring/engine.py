"""The one scorer: a compiled rubric over a table of rows.

A park is one row; its history, the what-ifs behind a gain and the parks of a whole programme are
further rows. Rows are worked through in blocks that fit the processor's cache, and nothing in a
block depends on its neighbours: a row scores to the same last bit in any batch.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from greenpark_assess.expressions.columns import Bools, Floats
from greenpark_assess.scoring.facts import BlockFacts
from greenpark_assess.scoring.leaves import (
    ANSWERED,
    NOT_APPLICABLE,
    UNANSWERED,
    LeafColumns,
    evaluate_leaf,
)
from greenpark_assess.scoring.levels import DECIMALS, TreeColumns, climb_ladder
from greenpark_assess.scoring.plan import Plan
from greenpark_assess.scoring.scales import FULL
from greenpark_assess.scoring.table import Table
from greenpark_assess.scoring.tree import Climbed, climb, effective_weights, gains

BLOCK = 1024


@dataclass(frozen=True, slots=True)
class Scores:
    """What comes out, one column per row of the table.

    Arrays named "leaves" below have one line per indicator, those named "slots" one per indicator
    and node, both in the order of the plan. Points and weights are on 0–100. Where a slot is not
    applicable its points are 0 and its status says so.
    """

    value_low: Floats  # leaves
    value_high: Floats
    reason: NDArray[np.uint8]  # index into leaves.REASONS
    rule: NDArray[np.int16]  # branch of the switch that fired, -1 where there is none
    certain: Bools  # the prerequisite surely holds
    possible: Bools  # the prerequisite may hold
    prerequisite_absent: Bools
    settled: Bools  # nothing open can make it inapplicable any more
    gain: Floats | None  # what full points here alone would add to the total
    low: Floats  # slots
    high: Floats
    points: Floats  # the score under the rubric's policy for open questions
    status: NDArray[np.uint8]
    counted: Bools  # whether it counts in the score
    share: Floats  # its share of the whole among all that is applicable, in percent
    effective: Floats  # its share of the score: the same, unless open questions are left out
    coverage: Floats  # rows: answered share of the applicable weight, in percent
    reached: NDArray[np.int16]  # rows: index of the level, -1 for none
    highest: NDArray[np.int16]
    provisional: Bools

    def tree(self, rows: slice) -> TreeColumns:
        """Return what levels are judged on, for ``rows`` alone."""
        return TreeColumns(
            points=self.points[:, rows],
            low=self.low[:, rows],
            high=self.high[:, rows],
            counted=self.counted[:, rows],
            absent=self.status[:, rows] == NOT_APPLICABLE,
            certain=self.certain[:, rows],
            possible=self.possible[:, rows],
            prerequisite_absent=self.prerequisite_absent[:, rows],
        )


def score(plan: Plan, table: Table, *, with_gains: bool = True) -> Scores:
    """Score every row of ``table``; the same bits come out for any split into batches."""
    scores = _empty(plan, table.rows, with_gains=with_gains)
    with np.errstate(all="ignore"):
        for start in range(0, table.rows, BLOCK):
            _score_block(plan, table, scores, start, min(start + BLOCK, table.rows))
    return scores


def _empty(plan: Plan, rows: int, *, with_gains: bool) -> Scores:
    leaves, slots = (len(plan.leaves), rows), (plan.size, rows)
    low, share = np.empty(slots), np.empty(slots)
    excluded = plan.policy.unanswered == "excluded"
    return Scores(
        value_low=np.empty(leaves),
        value_high=np.empty(leaves),
        reason=np.empty(leaves, np.uint8),
        rule=np.empty(leaves, np.int16),
        certain=np.ones(leaves, bool),
        possible=np.ones(leaves, bool),
        prerequisite_absent=np.zeros(leaves, bool),
        settled=np.ones(leaves, bool),
        gain=np.empty(leaves) if with_gains else None,
        low=low,
        high=np.empty(slots),
        points=np.empty(slots) if excluded else low,
        status=np.empty(slots, np.uint8),
        counted=np.empty(slots, bool),
        share=share,
        effective=np.empty(slots) if excluded else share,
        coverage=np.empty(rows),
        reached=np.empty(rows, np.int16),
        highest=np.empty(rows, np.int16),
        provisional=np.empty(rows, bool),
    )


def _score_block(plan: Plan, table: Table, out: Scores, start: int, stop: int) -> None:
    rows = slice(start, stop)
    facts = BlockFacts(plan, table, start, stop)
    for leaf in plan.leaves:
        _write(out, leaf.slot, rows, evaluate_leaf(leaf, facts))
    if plan.exceeds_full:
        _raise_unsettled(plan, out, rows)
    applicable = _join(plan, out, rows)
    effective_weights(plan, applicable, out.share[:, rows])
    out.coverage[rows] = _coverage(plan, out, rows)
    now = _counted(plan, out, rows, applicable)
    out.counted[:, rows] = now.counted
    if out.effective is not out.share:
        effective_weights(plan, now.counted, out.effective[:, rows])
    if out.gain is not None:
        out.gain[:, rows] = gains(plan, now, applicable)
    out.reached[rows], out.highest[rows] = climb_ladder(plan, out.tree(rows), facts)
    out.provisional[rows] = np.round(out.coverage[rows], DECIMALS) < plan.policy.min_coverage


def _write(out: Scores, slot: int, rows: slice, leaf: LeafColumns) -> None:
    out.value_low[slot, rows] = leaf.value_low
    out.value_high[slot, rows] = leaf.value_high
    out.low[slot, rows] = leaf.low
    out.high[slot, rows] = leaf.high
    out.points[slot, rows] = leaf.low
    out.status[slot, rows] = leaf.status
    out.reason[slot, rows] = leaf.reason
    out.rule[slot, rows] = leaf.rule
    if leaf.settled is not True:
        out.settled[slot, rows] = leaf.settled
    if leaf.certain is not True:
        out.certain[slot, rows] = leaf.certain
        out.possible[slot, rows] = leaf.possible
        out.prerequisite_absent[slot, rows] = leaf.prerequisite_absent


def _raise_unsettled(plan: Plan, out: Scores, rows: slice) -> None:
    """Let the leaves that may still leave the tree stand for the most that any other can have.

    Their leaving could lift the rest no higher, so the range encloses it. (Where no scale gives
    more than full points they have that much anyway.)
    """
    leaves = len(plan.leaves)
    here = out.status[:leaves, rows] != NOT_APPLICABLE
    ceilings = np.array([leaf.ceiling for leaf in plan.leaves])[:, np.newaxis]
    top = np.max(np.where(here, ceilings, FULL), axis=0)
    unsettled = here & ~out.settled[:, rows]
    high = out.high[:leaves, rows]
    out.high[:leaves, rows] = np.where(unsettled, np.maximum(high, top), high)


def _join(plan: Plan, out: Scores, rows: slice) -> list[Bools]:
    """Score the nodes at both ends of the range; return which slots are applicable."""
    leaves = len(plan.leaves)
    applicable = list(out.status[:leaves, rows] != NOT_APPLICABLE)
    ends = list(np.stack([out.low[:leaves, rows], out.high[:leaves, rows]], axis=1))
    climb(plan, ends, applicable, _settled(plan, out, rows, ends=True))
    open_ = list(out.status[:leaves, rows] == UNANSWERED)
    for node in plan.nodes:
        out.low[node.slot, rows], out.high[node.slot, rows] = ends[node.slot]
        waiting = np.zeros_like(open_[0])
        for place in node.aggregator.used:
            waiting = waiting | open_[node.children[place]]
        open_.append(waiting)
        out.status[node.slot, rows] = np.where(
            applicable[node.slot], np.where(waiting, UNANSWERED, ANSWERED), NOT_APPLICABLE
        )
    return applicable


def _settled(plan: Plan, out: Scores, rows: slice, *, ends: bool) -> list[Bools] | None:
    """Return which leaves surely stay; at the high end of a range a floor lifts in any case."""
    if not plan.has_floor:
        return None
    settled = out.settled[:, rows]
    return list(np.stack([settled, np.ones_like(settled)], axis=1) if ends else settled)


def _counted(plan: Plan, out: Scores, rows: slice, applicable: list[Bools]) -> Climbed:
    """Return the tree as it counts in the score: by policy the low end, or without open leaves."""
    excluded = out.points is not out.low
    if not excluded and not plan.has_floor:
        return Climbed(list(out.points[:, rows]), applicable, None)
    leaves = len(plan.leaves)
    points = list(out.points[:leaves, rows])
    counted = list(out.status[:leaves, rows] == ANSWERED) if excluded else list(applicable[:leaves])
    settled = _settled(plan, out, rows, ends=False)
    climb(plan, points, counted, settled)
    if excluded:
        for node in plan.nodes:
            out.points[node.slot, rows] = points[node.slot]
    return Climbed(points, counted, settled)


def _coverage(plan: Plan, out: Scores, rows: slice) -> Floats:
    leaves = len(plan.leaves)
    answered = out.share[:leaves, rows] * (out.status[:leaves, rows] == ANSWERED)
    # A running sum goes in order whatever the number of rows; np.sum does not.
    return np.cumsum(answered, axis=0)[-1]  # type: ignore[no-any-return]
