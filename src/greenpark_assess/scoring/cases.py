"""A rubric's worked cases: answers in, numbers out, and every number that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greenpark_assess.answers.entry import read_entry
from greenpark_assess.answers.model import Answer, Answers, Park
from greenpark_assess.expressions.columns import Floats
from greenpark_assess.rubric.check.cases import Miss
from greenpark_assess.rubric.model import Case, Expected, Rubric
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.leaves import NOT_APPLICABLE, REASONS, STATUSES
from greenpark_assess.scoring.plan import TOTAL, Plan, compile_plan
from greenpark_assess.scoring.table import encode


def run_cases(rubric: Rubric) -> Iterator[Miss]:
    """Yield every expectation of every case that does not come out.

    All cases are rows of one table; one with an answer that is none is left out of it.
    """
    plan = compile_plan(rubric)
    read = {name: _answers(rubric, name, case) for name, case in rubric.cases.items()}
    given = {name: answers for name, (answers, misses) in read.items() if not misses}
    scores = score(plan, encode(plan, list(given.values())), with_gains=False)
    rows = {name: _Row(plan, scores, row) for row, name in enumerate(given)}
    for name, (_, misses) in read.items():
        yield from misses
        if not misses:
            yield from _differences(name, rubric.cases[name].expect, rows[name])


def _answers(rubric: Rubric, name: str, case: Case) -> tuple[Answers, list[Miss]]:
    """Read the answers of a case as those of a questionnaire; unknown ids are another rule's."""
    answers: dict[str, Answer] = {}
    misses = []
    for question, raw in case.answers.items():
        if question not in rubric.questions:
            continue
        answer, findings = read_entry(rubric.questions[question], raw)
        if answer is not None:
            answers[question] = answer
        misses += [
            Miss(name, ("answers", question, *finding.path), finding.code, finding.details)
            for finding in findings
            if finding.severity == "error"
        ]
    return Answers(rubric.name, Park("case"), "", answers), misses


def _differences(name: str, expect: Expected, found: _Row) -> Iterator[Miss]:
    for path, wanted, value in _compared(expect, found):
        if not _same(wanted, value, expect.tolerance):
            details = {"expected": _shown(wanted), "found": _shown(value)}
            yield Miss(name, ("expect", *path), details=details)


def _compared(expect: Expected, found: _Row) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Yield (path in the case, expected, found) for everything that the case names."""
    for key, value in found.whole().items():
        if key in expect.model_fields_set:
            yield (key,), getattr(expect, key), value
    for key, values in found.by_id().items():
        for item, wanted in getattr(expect, key).items():
            yield (key, item), wanted, values.get(item)


@dataclass(frozen=True, slots=True, eq=False)
class _Row:
    """One case as it came out: a row of the engine's scores, with ids in place of slots."""

    plan: Plan
    scores: Scores
    row: int

    def whole(self) -> Mapping[str, object]:
        """Return what a case may say of the park as a whole."""
        slot, levels = self.plan.size - 1, [level.id for level in self.plan.levels]
        reached, highest = self.scores.reached[self.row], self.scores.highest[self.row]
        return {
            "total": self._points(slot),
            "low": self._end(self.scores.low, slot),
            "high": self._end(self.scores.high, slot),
            "coverage": float(self.scores.coverage[self.row]),
            "level": levels[reached] if reached >= 0 else "",
            "possible": levels[highest] if highest >= 0 else "",
        }

    def by_id(self) -> Mapping[str, Mapping[str, object]]:
        """Return what a case may say of nodes and indicators."""
        leaves = {leaf.id: leaf.slot for leaf in self.plan.leaves}
        nodes = {node.id: node.slot for node in self.plan.nodes if node.id != TOTAL}
        both = {**nodes, **leaves}
        status = self.scores.status[:, self.row]
        return {
            "scores": {name: self._points(slot) for name, slot in nodes.items()},
            "values": {name: self._value(slot) for name, slot in leaves.items()},
            "points": {name: self._points(slot) for name, slot in leaves.items()},
            "lows": {name: self._end(self.scores.low, slot) for name, slot in both.items()},
            "highs": {name: self._end(self.scores.high, slot) for name, slot in both.items()},
            "status": {name: STATUSES[status[slot]] for name, slot in both.items()},
        }

    def _points(self, slot: int) -> float | None:
        counts = self.scores.counted[slot, self.row]
        return float(self.scores.points[slot, self.row]) if counts else None

    def _end(self, values: Floats, slot: int) -> float | None:
        absent = self.scores.status[slot, self.row] == NOT_APPLICABLE
        return None if absent else float(values[slot, self.row])

    def _value(self, slot: int) -> float | None:
        """Return the value where it is one number."""
        undefined = REASONS[self.scores.reason[slot, self.row]] == "not_finite"
        if self.plan.leaves[slot].choice or undefined:
            return None
        low = self._end(self.scores.value_low, slot)
        return low if low == self._end(self.scores.value_high, slot) else None


def _same(wanted: object, found: object, tolerance: float) -> bool:
    if isinstance(wanted, float) and isinstance(found, float):
        return abs(wanted - found) <= tolerance
    return (wanted or None) == (found or None) or wanted == found


def _shown(value: object) -> object:
    return "–" if value is None else value
