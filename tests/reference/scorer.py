"""The whole: one park under one rubric."""

from __future__ import annotations

import math
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace

from greenpark_assess.assessment import Reason, Status
from greenpark_assess.rubric.model import (
    Indicator,
    Rubric,
)
from reference.facts import Facts
from reference.indicators import Judged, judge
from reference.levels import Ladder, rounded
from reference.scales import FULL, highest
from reference.things import Given
from reference.tree import TOTAL, Leaves, Scores, Tree


@dataclass(frozen=True, slots=True)
class IndicatorResult:
    """One indicator; ``low`` and ``high`` are points, ``points`` those that count in the score.

    ``points`` is ``None`` where the indicator does not count: not applicable, or unanswered under
    ``unanswered: excluded``. Weights, ``lost`` and ``gain`` are on 0–100.
    """

    status: Status
    reason: Reason
    value_low: float | None
    value_high: float | None
    low: float | None
    high: float | None
    points: float | None
    weight: float
    effective: float
    lost: float
    gain: float

    @property
    def value(self) -> float | None:
        return self.value_low if self.value_low == self.value_high else None


@dataclass(frozen=True, slots=True)
class NodeResult:
    """A node: answered if all of its applicable leaves are."""

    status: Status
    score: float | None
    low: float | None
    high: float | None


@dataclass(frozen=True, slots=True)
class Result:
    """One park under one rubric."""

    score: float | None
    low: float | None
    high: float | None
    coverage: float
    left_out: float
    if_na_were_zero: float | None
    reached: str | None
    possible: str | None
    provisional: bool
    indicators: dict[str, IndicatorResult]
    nodes: dict[str, NodeResult]


def score(rubric: Rubric, given: Given, *, gains: bool = True) -> Result:
    """Judge one park; without ``gains`` every gain is 0 (for timing one plain scoring)."""
    facts, tree = Facts(rubric, given), Tree(rubric)
    judged = _judge_all(rubric, facts)
    present = {name for name, leaf in judged.items() if leaf.status != "not_applicable"}
    answered = {name for name in present if judged[name].status == "answered"}
    fleeting = {name for name, leaf in judged.items() if leaf.loose}
    excluded = rubric.header.policy.unanswered == "excluded"
    counted = answered if excluded else present
    counting: Scores = {n: leaf.low if n in counted else None for n, leaf in judged.items()}
    lows = tree.scores({name: leaf.low for name, leaf in judged.items()}, fleeting)
    highs = tree.scores({name: leaf.high for name, leaf in judged.items()})
    shown = tree.scores(counting, fleeting)
    nominal, effective = tree.shares(tree.leaves), tree.shares(counted)
    applicable = tree.shares(present)
    coverage = math.fsum(applicable[name] for name in answered)
    declared = {name: 0.0 for name, leaf in judged.items() if leaf.reason == "declared"}
    gained = _gains(tree, counting, fleeting, shown[TOTAL], present) if gains else {}
    ladder = Ladder(rubric, facts, judged, shown, lows, highs)
    return Result(
        score=shown[TOTAL],
        low=lows[TOTAL],
        high=highs[TOTAL],
        coverage=coverage,
        left_out=math.fsum(nominal[name] for name in judged if name not in present),
        if_na_were_zero=tree.scores({**counting, **declared}, fleeting)[TOTAL],
        reached=ladder.climbed(at_best=False),
        possible=ladder.climbed(at_best=True),
        provisional=rounded(coverage) < rubric.header.policy.min_coverage,
        indicators={
            name: _indicator_result(
                leaf, counting[name], nominal[name], effective[name], gained.get(name, 0.0)
            )
            for name, leaf in judged.items()
        },
        nodes={
            name: NodeResult(
                _node_status(tree.below(node), present, answered),
                shown[name],
                lows[name],
                highs[name],
            )
            for name, node in tree.nodes.items()
        },
    )


def _judge_all(rubric: Rubric, facts: Facts) -> dict[str, Judged]:
    judged, nodes = {}, rubric.nodes()
    for name, item, ancestors in rubric.walk():
        if isinstance(item, Indicator):
            tests = [*(nodes[key].applies_if for key in ancestors), item.applies_if]
            given = [test for test in tests if test is not None]
            judged[name] = judge(name, item, given, facts)
    return _raised(rubric, judged)


def _raised(rubric: Rubric, judged: dict[str, Judged]) -> dict[str, Judged]:
    """Let what may still leave the tree stand for the most that any other may have."""
    scales = {name: one.scale for name, one in rubric.indicators().items()}
    here = [name for name, leaf in judged.items() if leaf.status != "not_applicable"]
    top = max([FULL, *(highest(scales[name]) for name in here)])
    return {
        name: replace(leaf, high=top) if leaf.loose and name in here else leaf
        for name, leaf in judged.items()
    }


def _gains(
    tree: Tree,
    counting: Leaves,
    fleeting: Collection[str],
    total: float | None,
    present: Collection[str],
) -> dict[str, float]:
    if total is None:
        return {}
    gained = {}
    for name in present:
        settled = {leaf for leaf in fleeting if leaf != name}
        full = max(FULL, counting[name] or 0.0)
        lifted = tree.scores({**counting, name: full}, settled)[TOTAL]
        gained[name] = 0.0 if lifted is None else lifted - total
    return gained


def _indicator_result(
    leaf: Judged, counts: float | None, nominal: float, effective: float, gain: float
) -> IndicatorResult:
    value_low, value_high = leaf.value or (None, None)
    return IndicatorResult(
        status=leaf.status,
        reason=leaf.reason,
        value_low=value_low,
        value_high=value_high,
        low=leaf.low,
        high=leaf.high,
        points=counts,
        weight=nominal,
        effective=effective,
        lost=0.0 if counts is None else effective * (FULL - counts) / FULL,
        gain=gain,
    )


def _node_status(
    leaves: Sequence[str], present: Collection[str], answered: Collection[str]
) -> Status:
    applicable = [name for name in leaves if name in present]
    if not applicable:
        return "not_applicable"
    return "answered" if all(name in answered for name in applicable) else "unanswered"
