"""One park's assessment: the engine's row, told as the frozen record that every output reads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import replace

import numpy as np

from greenpark_assess import __version__
from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Picks, Span
from greenpark_assess.assessment import (
    AnswerRecord,
    Assessment,
    ConditionRecord,
    Holds,
    IndicatorRecord,
    LevelRecord,
    NodeRecord,
    ParkRef,
    RubricRef,
    Total,
)
from greenpark_assess.expressions.columns import Floats
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.model import Question, Rubric
from greenpark_assess.scoring.advice import recommend
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.facts import BlockFacts
from greenpark_assess.scoring.leaves import ANSWERED, NOT_APPLICABLE, REASONS, STATUSES
from greenpark_assess.scoring.levels import Judged, judge_level
from greenpark_assess.scoring.openness import undecided
from greenpark_assess.scoring.plan import TOTAL, LeafPlan, Plan
from greenpark_assess.scoring.scales import FULL
from greenpark_assess.scoring.table import encode
from greenpark_assess.scoring.tree import totals


def assess(rubric: Rubric, plan: Plan, answers: Answers, date: dt.date | None = None) -> Assessment:
    """Return the assessment of one park under ``rubric``, whose compiled form is ``plan``."""
    table = encode(plan, [answers])
    scores = score(plan, table)
    facts = BlockFacts(plan, table, 0, 1)
    parents = {name: above[-1] for name, _, above in rubric.walk() if above}
    with np.errstate(all="ignore"):
        level = LevelRecord() if answers.basis else _level(rubric, plan, scores, facts)
        ladderless = replace(plan, levels=()) if answers.basis else plan
        recommendations = recommend(rubric, plan, scores, facts)
        given = {
            name: _answer(question, answers.answers.get(name), name, plan, facts)
            for name, question in rubric.questions.items()
        }
        open_ = undecided(rubric, ladderless, scores, facts, given)
    indicators = {
        leaf.id: _indicator(leaf, scores, parents[leaf.id], answers) for leaf in plan.leaves
    }
    return Assessment(
        engine=__version__,
        date=date,
        rubric=RubricRef(
            id=rubric.header.id, version=rubric.header.version, hash=content_hash(rubric)
        ),
        park=ParkRef(
            id=answers.park.id,
            name=dict(answers.park.name),
            country=answers.park.country,
            about=dict(answers.park.about),
        ),
        period=answers.period,
        illustrative=answers.illustrative,
        basis=answers.basis,
        total=_total(plan, scores),
        level=level,
        nodes=_nodes(rubric, plan, scores, parents),
        indicators=indicators,
        gaps=_gaps(indicators),
        recommendations=recommendations,
        open=open_,
        answers=given,
    )


def _end(values: Floats, slot: int, scores: Scores) -> float | None:
    """Return one end of the range in row 0, ``None`` where the slot does not apply."""
    return None if scores.status[slot, 0] == NOT_APPLICABLE else float(values[slot, 0])


def _points(slot: int, scores: Scores) -> float | None:
    """Return the points of row 0 that count in the score, ``None`` where none do."""
    return float(scores.points[slot, 0]) if scores.counted[slot, 0] else None


def _lost(points: float | None, effective: float) -> float:
    """Return what an element takes from the total: nothing where it does not count."""
    return 0.0 if points is None else effective * (FULL - points) / FULL


def _total(plan: Plan, scores: Scores) -> Total:
    slot = plan.size - 1
    leaves = scores.status[: len(plan.leaves), 0] == NOT_APPLICABLE
    return Total(
        score=_points(slot, scores),
        low=_end(scores.low, slot, scores),
        high=_end(scores.high, slot, scores),
        coverage=float(scores.coverage[0]),
        left_out=sum(leaf.nominal for leaf in plan.leaves if leaves[leaf.slot]),
        if_na_were_zero=_if_na_were_zero(plan, scores),
    )


def _if_na_were_zero(plan: Plan, scores: Scores) -> float | None:
    """Score again with every declared n/a present at 0 points."""
    count = len(plan.leaves)
    declared = scores.reason[:, 0] == REASONS.index("declared")
    counted = scores.counted[:count, 0]
    present = counted | declared
    points = np.where(counted, scores.points[:count, 0], 0.0)
    with np.errstate(all="ignore"):
        total, counts = totals(plan, points[:, np.newaxis], present[:, np.newaxis], scores.settled)
    return float(total[0]) if counts[0] else None


def _nodes(
    rubric: Rubric, plan: Plan, scores: Scores, parents: Mapping[str, str]
) -> dict[str, NodeRecord]:
    coverage = _coverages(plan, scores)
    by_id = {node.id: node for node in plan.nodes}
    records = {}
    for name in rubric.nodes():
        node = by_id[name]
        effective = float(scores.effective[node.slot, 0])
        points = _points(node.slot, scores)
        records[name] = NodeRecord(
            parent=parents.get(name),
            status=STATUSES[scores.status[node.slot, 0]],
            score=points,
            low=_end(scores.low, node.slot, scores),
            high=_end(scores.high, node.slot, scores),
            weight=node.nominal,
            effective=effective,
            coverage=coverage[name],
            lost=_lost(points, effective),
        )
    return records


def _coverages(plan: Plan, scores: Scores) -> dict[str, float]:
    """Return the answered share of each node's applicable weight, in percent."""
    answered = list(
        scores.share[: len(plan.leaves), 0] * (scores.status[: len(plan.leaves), 0] == ANSWERED)
    )
    result = {}
    for node in plan.nodes:
        answered.append(sum(answered[child] for child in node.children))
        share = scores.share[node.slot, 0]
        result[node.id] = float(FULL * answered[-1] / share) if share > 0 else 0.0
    return result


def _indicator(leaf: LeafPlan, scores: Scores, parent: str, answers: Answers) -> IndicatorRecord:
    slot = leaf.slot
    reason = REASONS[scores.reason[slot, 0]]
    points = _points(slot, scores)
    effective = float(scores.effective[slot, 0])
    low, high = _value(leaf, scores)
    rule = int(scores.rule[slot, 0])
    return IndicatorRecord(
        parent=parent,
        status=STATUSES[scores.status[slot, 0]],
        reason=reason,
        because=_because(leaf, reason, answers),
        value=low if low == high else None,
        value_low=low,
        value_high=high,
        option=_option(leaf, answers),
        unit=leaf.unit,
        points=points,
        low=_end(scores.low, slot, scores),
        high=_end(scores.high, slot, scores),
        weight=leaf.nominal,
        effective=effective,
        lost=_lost(points, effective),
        gain=float(scores.gain[slot, 0]) if scores.gain is not None else 0.0,
        rule=rule if rule >= 0 else None,
        prerequisite=_prerequisite(leaf, scores),
    )


def _value(leaf: LeafPlan, scores: Scores) -> tuple[float | None, float | None]:
    if leaf.choice or scores.status[leaf.slot, 0] == NOT_APPLICABLE:
        return None, None
    if REASONS[scores.reason[leaf.slot, 0]] == "not_finite":
        return None, None
    low, high = float(scores.value_low[leaf.slot, 0]), float(scores.value_high[leaf.slot, 0])
    return (low if np.isfinite(low) else None), (high if np.isfinite(high) else None)


def _option(leaf: LeafPlan, answers: Answers) -> str | None:
    given = answers.answers.get(leaf.choice or "")
    if given is None or not isinstance(given.value, Picks) or given.value.unknown:
        return None
    return next(iter(given.value.chosen), None)


def _because(leaf: LeafPlan, reason: str, answers: Answers) -> str:
    """Return the person's own reason where an input was declared n/a."""
    if reason != "declared":
        return ""
    reasons = (
        given.value.reason
        for question in sorted(leaf.questions)
        if (given := answers.answers.get(question)) and isinstance(given.value, NotApplicable)
    )
    return next(reasons, "")


def _prerequisite(leaf: LeafPlan, scores: Scores) -> Holds | None:
    if leaf.prerequisite is None:
        return None
    slot = leaf.slot
    return _holds(
        scores.certain[slot, 0], scores.possible[slot, 0], scores.prerequisite_absent[slot, 0]
    )


def _holds(certain: object, possible: object, absent: object) -> Holds:
    if absent:
        return "not_applicable"
    if certain:
        return "yes"
    return "open" if possible else "no"


def _gaps(indicators: Mapping[str, IndicatorRecord]) -> tuple[str, ...]:
    """Return the indicators that cost points, the costliest first."""
    losing = [name for name, record in indicators.items() if record.lost > 0]
    return tuple(sorted(losing, key=lambda name: -indicators[name].lost))


# ---- the ladder


def _level(rubric: Rubric, plan: Plan, scores: Scores, facts: BlockFacts) -> LevelRecord:
    tree = scores.tree(slice(0, 1))
    names = [level.id for level in plan.levels]
    reached, highest = int(scores.reached[0]), int(scores.highest[0])
    return LevelRecord(
        reached=names[reached] if reached >= 0 else None,
        possible=names[highest] if highest >= 0 else None,
        provisional=bool(scores.provisional[0]),
        next=names[reached + 1] if reached + 1 < len(names) else None,
        ladder={
            level.id: tuple(
                _conditions(rubric, plan, level.id, judge_level(level, plan, tree, facts))
            )
            for level in plan.levels
        },
    )


def _conditions(
    rubric: Rubric, plan: Plan, level: str, judged: list[Judged]
) -> Iterator[ConditionRecord]:
    names = {slot: name for name, slot in plan.slots.items()}
    for condition in judged:
        certain, possible, absent = (
            bool(np.asarray(part).flat[0])
            for part in (condition.certain, condition.possible, condition.absent)
        )
        own = condition.kind == "condition"
        words = rubric.levels[level].conditions[condition.subject].text.root if own else {}
        subject = names[condition.subject] if not own else str(condition.subject)
        found = None if condition.found is None or absent else float(condition.found[0])
        if found is not None and not np.isfinite(found):
            found = None
        yield ConditionRecord(
            kind=condition.kind,
            subject="" if subject == TOTAL else subject,
            needed=condition.needed,
            found=found,
            holds=_holds(certain, possible, absent),
            text=dict(words),
        )


# ---- the answers


def _answer(
    question: Question, given: Answer | None, name: str, plan: Plan, facts: BlockFacts
) -> AnswerRecord:
    unit = question.unit
    if given is None:
        if facts.is_asked(plan.questions[plan.rows[name]]):
            return AnswerRecord(status="unanswered", unit=unit)
        return AnswerRecord(status="not_applicable", not_asked=True, unit=unit)
    added = {
        "unit": unit,
        "written": given.written,
        "evidence": given.evidence,
        "note": given.note,
        "quality": given.quality,
        "target": _span(given.target) if isinstance(given.target, Span) else None,
        "remarks": given.remarks,
    }
    value = given.value
    if isinstance(value, NotApplicable):
        return AnswerRecord(status="not_applicable", reason=value.reason, **added)
    if isinstance(value, Span):
        low, high = _span(value)
        return AnswerRecord(status="answered", low=low, high=high, **added)
    options = tuple(question.options or ())
    return AnswerRecord(
        status="unanswered" if value.unknown else "answered",
        chosen=tuple(option for option in options if option in value.chosen),
        unknown=tuple(option for option in options if option in value.unknown),
        **added,
    )


def _span(value: Span) -> tuple[float | None, float | None]:
    return (
        value.low if np.isfinite(value.low) else None,
        value.high if np.isfinite(value.high) else None,
    )
