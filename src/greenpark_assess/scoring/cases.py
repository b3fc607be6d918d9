"""A rubric's worked cases: answers in, numbers out, and every number that differs."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from greenpark_assess.answers.entry import read_entry
from greenpark_assess.answers.model import Answer, Answers, Park
from greenpark_assess.assessment import Assessment, IndicatorRecord, NodeRecord
from greenpark_assess.rubric.check.cases import Miss
from greenpark_assess.rubric.model import Case, Expected, Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan


def run_cases(rubric: Rubric) -> Iterator[Miss]:
    """Yield every expectation of every case that does not come out."""
    plan = compile_plan(rubric)
    for name, case in rubric.cases.items():
        given, misses = _answers(rubric, name, case)
        yield from misses
        if not misses:
            yield from _differences(name, case.expect, assess(rubric, plan, given))


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


def _differences(name: str, expect: Expected, found: Assessment) -> Iterator[Miss]:
    for path, wanted, value in _compared(expect, found):
        if not _same(wanted, value, expect.tolerance):
            details = {"expected": _shown(wanted), "found": _shown(value)}
            yield Miss(name, ("expect", *path), details=details)


def _compared(
    expect: Expected, found: Assessment
) -> Iterator[tuple[tuple[str, ...], object, object]]:
    """Yield (path in the case, expected, found) for everything that the case names."""
    single = {
        "total": found.total.score,
        "low": found.total.low,
        "high": found.total.high,
        "coverage": found.total.coverage,
        "level": found.level.reached or "",
        "possible": found.level.possible or "",
    }
    for key, value in single.items():
        if key in expect.model_fields_set:
            yield (key,), getattr(expect, key), value
    for key, values in _by_id(found).items():
        for item, wanted in getattr(expect, key).items():
            yield (key, item), wanted, values.get(item)


def _by_id(found: Assessment) -> Mapping[str, Mapping[str, object]]:
    both: dict[str, NodeRecord | IndicatorRecord] = {**found.nodes, **found.indicators}
    return {
        "scores": {name: record.score for name, record in found.nodes.items()},
        "values": {name: record.value for name, record in found.indicators.items()},
        "points": {name: record.points for name, record in found.indicators.items()},
        "lows": {name: record.low for name, record in both.items()},
        "highs": {name: record.high for name, record in both.items()},
        "status": {name: record.status for name, record in both.items()},
    }


def _same(wanted: object, found: object, tolerance: float) -> bool:
    if isinstance(wanted, float) and isinstance(found, float):
        return abs(wanted - found) <= tolerance
    return (wanted or None) == (found or None) or wanted == found


def _shown(value: object) -> object:
    return "–" if value is None else value
