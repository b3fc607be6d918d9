"""The ladder: which level is reached for certain, which is still possible, and what is missing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from greenpark_assess.expressions.columns import (
    DECLARED,
    INVALID,
    LOOSE,
    OPEN,
    Bools,
    Column,
    Floats,
    mark,
)
from greenpark_assess.expressions.conditions import is_missing, surely_holds
from greenpark_assess.scoring.facts import BlockFacts, LevelFacts
from greenpark_assess.scoring.plan import LevelPlan, Plan

# Scores are rounded before they meet a threshold: 70 computed as 69.9999999999 is 70.
DECIMALS = 9


@dataclass(frozen=True, slots=True)
class TreeColumns:
    """What a level is judged on, all (slots, rows); prerequisites are (leaves, rows)."""

    points: Floats
    low: Floats
    high: Floats
    counted: Bools
    absent: Bools
    certain: Bools
    possible: Bools
    prerequisite_absent: Bools


@dataclass(frozen=True, slots=True)
class Judged:
    """One condition of a level over the rows: surely holds, may hold, does not apply."""

    kind: Literal["score", "prerequisite", "dimension", "condition"]
    subject: int
    needed: float | None
    found: Any
    certain: Any
    possible: Any
    absent: Any


def judge_level(level: LevelPlan, plan: Plan, tree: TreeColumns, facts: BlockFacts) -> list[Judged]:
    """Return every condition of one level; ``subject`` is a slot, or the condition's number."""
    return [
        _score(plan.size - 1, "score", level.least, tree),
        *(
            Judged(
                "prerequisite",
                leaf,
                None,
                None,
                tree.certain[leaf],
                tree.possible[leaf],
                tree.prerequisite_absent[leaf],
            )
            for leaf in level.prerequisites
        ),
        *(
            _score(dimension, "dimension", level.each_dimension, tree)
            for dimension in plan.dimensions
            if level.each_dimension is not None
        ),
        *_conditions(level, plan, tree, facts),
    ]


def _score(
    slot: int, kind: Literal["score", "dimension"], needed: float | None, tree: TreeColumns
) -> Judged:
    absent = tree.absent[slot]
    found = np.where(tree.counted[slot], np.round(tree.points[slot], DECIMALS), -np.inf)
    # A dimension that does not apply is no obstacle; a park with nothing applicable has no level.
    free = absent if kind == "dimension" else np.zeros_like(absent)
    certain = free | (found >= needed)
    possible = certain | (np.round(tree.high[slot], DECIMALS) >= needed)
    return Judged(kind, slot, needed, found, certain, possible, free)


def _conditions(
    level: LevelPlan, plan: Plan, tree: TreeColumns, facts: BlockFacts
) -> Iterator[Judged]:
    if not level.conditions:
        return
    own = LevelFacts(facts, _ScoreColumns(plan.slots, tree))
    for number, evaluate in enumerate(level.conditions):
        condition = evaluate(own)
        absent = is_missing(condition)
        doubtful = (condition.flags & (LOOSE | INVALID)) != 0
        certain = absent | surely_holds(condition)
        possible = absent | condition.high | doubtful
        yield Judged("condition", number, None, None, certain, possible, absent)


class _ScoreColumns(Mapping[str, Column]):
    """Scores by id, each built only if a condition asks for it."""

    def __init__(self, slots: Mapping[str, int], tree: TreeColumns) -> None:
        self._slots = slots
        self._tree = tree

    def __getitem__(self, node: str) -> Column:
        slot = self._slots[node]
        absent = self._tree.absent[slot]
        counted = self._tree.counted[slot]
        low = np.where(counted, self._tree.points[slot], self._tree.low[slot])
        high = np.round(np.maximum(low, self._tree.high[slot]), DECIMALS)
        low = np.round(low, DECIMALS)
        flags = mark(absent, DECLARED) | mark(~absent & ~counted, OPEN)
        return Column(low, low if (low == high).all() else high, flags)

    def __iter__(self) -> Iterator[str]:
        return iter(self._slots)

    def __len__(self) -> int:
        return len(self._slots)


def climb_ladder(plan: Plan, tree: TreeColumns, facts: BlockFacts) -> tuple[Any, Any]:
    """Return the index of the highest level (reached, possible) per row, -1 for none."""
    rows = tree.points.shape[1]
    reached = np.full(rows, -1, np.int16)
    possible = np.full(rows, -1, np.int16)
    still_reached = ~tree.absent[-1]
    still_possible = ~tree.absent[-1]
    for index, level in enumerate(plan.levels):
        for condition in judge_level(level, plan, tree, facts):
            still_reached = still_reached & condition.certain
            still_possible = still_possible & condition.possible
        reached[still_reached] = index
        possible[still_possible] = index
    return reached, possible
