"""Rules for questions: what belongs to which kind, and conditions that wait for each other."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked
from greenpark_assess.rubric.model import Id

# What a question of each kind must have; `unit`, `min` and `max` are a number's own choice.
_NEEDED = {"choice": "options", "choices": "options", "maturity": "levels"}
_ALLOWED = {"number": ("unit", "min", "max")} | {kind: (key,) for kind, key in _NEEDED.items()}
_KEYS = ("unit", "min", "max", "options", "levels")


def fitting_keys(checked: Checked) -> Iterator[Problem]:
    """Report choices without options, levels without texts, and keys of another kind."""
    for name, question in checked.rubric.questions.items():
        path = ("questions", name)
        needed = _NEEDED.get(question.kind)
        if needed and not getattr(question, needed):
            yield checked.error(
                f"no_{needed}", path, {"name": name, "kind": question.kind}, key=True
            )
        for key in _KEYS:
            foreign = key not in _ALLOWED.get(question.kind, ())
            if foreign and getattr(question, key) is not None:
                details = {"name": key, "kind": question.kind}
                yield checked.error("key_of_other_kind", (*path, key), details, key=True)


def bounds(checked: Checked) -> Iterator[Problem]:
    """Report least values above the greatest."""
    for name, question in checked.rubric.questions.items():
        if question.min is not None and question.max is not None and question.min > question.max:
            details = {"min": f"{question.min:g}", "max": f"{question.max:g}"}
            yield checked.error("min_above_max", ("questions", name, "min"), details)


def waiting_circles(checked: Checked) -> Iterator[Problem]:
    """Report questions that are asked only if an answer is known that waits for themselves."""
    waits_for: dict[Id, frozenset[Id]] = {
        str(use.path[1]): use.analysis.questions
        for use in checked.uses
        if use.path[0] == "questions"
    }
    reported: set[Id] = set()
    for name in waits_for:
        circle = _circle(name, waits_for)
        if circle and not reported.intersection(circle):
            reported.update(circle)
            details = {"circle": " → ".join((*circle, name))}
            yield checked.error("ask_if_circle", ("questions", name, "ask_if"), details)


def _circle(start: Id, waits_for: dict[Id, frozenset[Id]]) -> tuple[Id, ...]:
    """Return the way from ``start`` back to itself, or nothing."""
    ways: list[tuple[Id, ...]] = [(start,)]
    seen: set[Id] = set()
    while ways:
        way = ways.pop()
        for following in sorted(waits_for.get(way[-1], ())):
            if following == start:
                return way
            if following not in seen:
                seen.add(following)
                ways.append((*way, following))
    return ()
