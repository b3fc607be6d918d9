"""All entries under one yardstick, in a single call of the engine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from greenpark_assess import __version__
from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.entries import Entry, Stored
from greenpark_assess.comparison.records import (
    IndicatorScore,
    Restated,
    Restatement,
    Score,
    Standing,
)
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.leaves import NOT_APPLICABLE, REASONS, STATUSES
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import TOTAL, LeafPlan, Plan
from greenpark_assess.scoring.table import encode


@dataclass(frozen=True, slots=True, eq=False)
class Rescored:
    """What every comparison starts from: entry *i* is row *i* of ``scores``."""

    plan: Plan
    scores: Scores
    entries: tuple[Entry, ...]
    standings: tuple[Standing, ...]


def rescore(rubric: Rubric, plan: Plan, entries: Sequence[Entry]) -> Rescored:
    """Return ``entries`` under ``rubric``, whose compiled form is ``plan``."""
    scores = score(plan, encode(plan, [entry.answers for entry in entries]), with_gains=False)
    yardstick = RubricRef(
        id=rubric.header.id, version=rubric.header.version, hash=content_hash(rubric)
    )
    standings = tuple(
        _standing(plan, scores, row, entry, yardstick) for row, entry in enumerate(entries)
    )
    return Rescored(plan, scores, tuple(entries), standings)


def _standing(plan: Plan, scores: Scores, row: int, entry: Entry, yardstick: RubricRef) -> Standing:
    total = _score(plan.size - 1, scores, row)
    levels = [level.id for level in plan.levels]
    reached, highest = int(scores.reached[row]), int(scores.highest[row])
    return Standing(
        label=entry.label,
        park=entry.park,
        period=entry.period,
        total=total,
        coverage=float(scores.coverage[row]),
        reached=levels[reached] if reached >= 0 else None,
        possible=levels[highest] if highest >= 0 else None,
        provisional=bool(scores.provisional[row]),
        nodes={node.id: _score(node.slot, scores, row) for node in plan.nodes if node.id != TOTAL},
        indicators={leaf.id: _indicator(leaf, scores, row) for leaf in plan.leaves},
        restated=_restated(entry.stored, total.points, yardstick) if entry.stored else None,
    )


def _score(slot: int, scores: Scores, row: int) -> Score:
    applies = scores.status[slot, row] != NOT_APPLICABLE
    return Score(
        status=STATUSES[scores.status[slot, row]],
        points=float(scores.points[slot, row]) if scores.counted[slot, row] else None,
        low=float(scores.low[slot, row]) if applies else None,
        high=float(scores.high[slot, row]) if applies else None,
    )


def _indicator(leaf: LeafPlan, scores: Scores, row: int) -> IndicatorScore:
    points = _score(leaf.slot, scores, row)
    low, high = _value(leaf, scores, row)
    return IndicatorScore(
        status=points.status,
        points=points.points,
        low=points.low,
        high=points.high,
        value=low if low == high else None,
        value_low=low,
        value_high=high,
    )


def _value(leaf: LeafPlan, scores: Scores, row: int) -> tuple[float | None, float | None]:
    """Return the ends of an indicator's value; what judges an option has none."""
    unknown = REASONS[scores.reason[leaf.slot, row]] == "not_finite"
    if leaf.choice or unknown or scores.status[leaf.slot, row] == NOT_APPLICABLE:
        return None, None
    low, high = scores.value_low[leaf.slot, row], scores.value_high[leaf.slot, row]
    return (
        float(low) if np.isfinite(low) else None,
        float(high) if np.isfinite(high) else None,
    )


def _restated(stored: Stored, total: float | None, yardstick: RubricRef) -> Restated:
    if stored.total is None or total is None:
        same = stored.total is total
        return Restated(stored.total, None, "" if same else _reason(stored, yardstick))
    difference = total - stored.total
    same = round(difference, DECIMALS) == 0
    return Restated(stored.total, difference, "" if same else _reason(stored, yardstick))


def _reason(stored: Stored, yardstick: RubricRef) -> Restatement:
    if stored.rubric.id != yardstick.id:
        return "rubric"
    if stored.rubric.version != yardstick.version:
        return "version"
    if stored.rubric.hash != yardstick.hash:
        return "content"
    return "answers" if stored.engine == __version__ else "engine"
