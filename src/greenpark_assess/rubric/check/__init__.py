"""The compiler's eye for rubrics: everything that is wrong or odd before anybody answers.

A rule is a function from :class:`Checked` to problems. A new rule is a function and one entry in
:data:`RULES`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TypeAlias

from greenpark_assess.problems import Problem, has_errors
from greenpark_assess.rubric.check import (
    changes,
    expressions,
    ids,
    levels,
    questions,
    scales,
    texts,
    unused,
)
from greenpark_assess.rubric.check.cases import Miss, RunCases, misses
from greenpark_assess.rubric.check.checked import Checked, take_apart
from greenpark_assess.rubric.load import LoadedRubric

__all__ = ["RULES", "Checked", "Miss", "Rule", "RunCases", "check_rubric"]

Rule: TypeAlias = Callable[[Checked], Iterator[Problem]]

RULES: tuple[Rule, ...] = (
    ids.repeated,
    ids.unusable,
    ids.judged_questions,
    ids.sentences,
    ids.sources,
    ids.recommendation_links,
    ids.case_ids,
    questions.fitting_keys,
    questions.bounds,
    questions.waiting_circles,
    expressions.faults,
    expressions.kinds,
    expressions.unit_names,
    expressions.value_units,
    expressions.reference_units,
    scales.kinds,
    scales.options,
    scales.conditions,
    scales.logarithms,
    scales.directions,
    levels.rising,
    levels.reachable,
    levels.prerequisites,
    changes.versions,
    changes.targets,
    changes.meanings,
    changes.circles,
    changes.twins,
    texts.translations,
    texts.report_languages,
    unused.weights,
    unused.empty_nodes,
    unused.questions,
    unused.topics,
    unused.sources,
    unused.benchmarks,
    unused.recommendations,
    unused.lifts,
)


def check_rubric(loaded: LoadedRubric, run_cases: RunCases | None = None) -> tuple[Problem, ...]:
    """Return everything that the rules find in a loaded rubric, in the order of its files.

    Args:
        loaded: The rubric as loaded; where its files have errors there is nothing to check yet,
            and ``loaded.problems`` say why.
        run_cases: Runs the worked cases, once there are no other errors; ``None`` leaves them.

    Returns:
        Errors and warnings, without those of ``loaded``.
    """
    if loaded.rubric is None:
        return ()
    checked = take_apart(loaded.rubric, loaded.places)
    problems = [problem for rule in RULES for problem in rule(checked)]
    if run_cases is not None and not has_errors(problems):
        problems += misses(checked, run_cases)
    files = {document.file: number for number, document in enumerate(loaded.places.documents)}
    return tuple(sorted(problems, key=lambda problem: _position(problem, files)))


def _position(problem: Problem, files: dict[str, int]) -> tuple[int, int, int]:
    place = problem.place
    return (files.get(place.file, 0), place.line, place.column) if place else (0, 0, 0)
