"""Rules for ids: unique in the tree, usable in expressions, and known where they are named."""

from __future__ import annotations

import keyword
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import TOTAL, Checked, closest

if TYPE_CHECKING:
    from greenpark_assess.documents import Path

# Names with a meaning of their own in expressions.
_RESERVED_QUESTIONS = frozenset({"value", "true", "false"})
_RESERVED_NODES = frozenset({TOTAL, "true", "false"})


def repeated(checked: Checked) -> Iterator[Problem]:
    """Report nodes and indicators whose id stands elsewhere in the tree already."""
    for item in checked.items:
        first = checked.places.paths[item.name]
        if first != item.path:
            before = checked.places.of(*first, key=True)
            details = {"name": item.name, "file": before.file, "line": before.line}
            yield checked.error("repeated_id", item.path, details, key=True)


def unusable(checked: Checked) -> Iterator[Problem]:
    """Report ids that cannot be written in an expression."""
    for name, question in checked.rubric.questions.items():
        path = ("questions", name)
        yield from _unusable(checked, name, path, _RESERVED_QUESTIONS)
        for option in question.options or ():
            yield from _unusable(checked, option, (*path, "options", option))
    for item in checked.items:
        yield from _unusable(checked, item.name, item.path, _RESERVED_NODES)


def _unusable(
    checked: Checked, name: str, path: Path, reserved: Iterable[str] = ()
) -> Iterator[Problem]:
    for segment in name.split("."):
        if keyword.iskeyword(segment) or not segment.isidentifier() or name in reserved:
            yield checked.error("unusable_id", path, {"name": name, "segment": segment}, key=True)


def judged_questions(checked: Checked) -> Iterator[Problem]:
    """Report indicators without ``value`` that have no question of their own name."""
    for one in checked.judged:
        if one.indicator.value is None and one.question is None:
            known = checked.rubric.questions
            yield checked.error("no_question", one.path, closest(one.name, known), key=True)


def sentences(checked: Checked) -> Iterator[Problem]:
    """Report sentence ids in ``from`` that no section has."""
    known = checked.rubric.sentences
    named = [(item.path, item.item.sentences) for item in checked.items]
    named += [
        (("recommendations", name), measure.sentences)
        for name, measure in checked.rubric.recommendations.items()
    ]
    for path, names in named:
        for index, name in enumerate(names):
            if name not in known:
                yield checked.error(
                    "unknown_sentence", (*path, "from", index), closest(name, known)
                )


def sources(checked: Checked) -> Iterator[Problem]:
    """Report source ids of benchmarks, sentences and recommendations that no section has."""
    for path, name in named_sources(checked):
        if name not in checked.rubric.sources:
            yield checked.error("unknown_source", path, closest(name, checked.rubric.sources))


def named_sources(checked: Checked) -> Iterator[tuple[Path, str]]:
    """Yield where each source is named, and its id."""
    for one in checked.judged:
        for index, benchmark in enumerate(one.indicator.benchmarks):
            if benchmark.source is not None:
                yield (*one.path, "benchmarks", index, "source"), benchmark.source
    for name, sentence in checked.rubric.sentences.items():
        yield ("sentences", name, "source"), sentence.source
    for name, measure in checked.rubric.recommendations.items():
        if measure.source is not None:
            yield ("recommendations", name, "source"), measure.source


def recommendation_links(checked: Checked) -> Iterator[Problem]:
    """Report lifted indicators and interacting recommendations that are not there."""
    indicators = {one.name: one for one in checked.judged}
    recommendations = checked.rubric.recommendations
    for name, measure in recommendations.items():
        path: Path = ("recommendations", name)
        for lifted in measure.lifts:
            if lifted not in indicators:
                at = (*path, "lifts", lifted)
                yield checked.error("unknown_indicator", at, closest(lifted, indicators), key=True)
        for index, other in enumerate(measure.interacts):
            at = (*path, "interacts", index)
            if other == name:
                yield checked.error("interacts_with_itself", at, {"name": name})
            elif other not in recommendations:
                yield checked.error("unknown_recommendation", at, closest(other, recommendations))


def case_ids(checked: Checked) -> Iterator[Problem]:
    """Report ids in worked cases that the rubric does not have."""
    rubric = checked.rubric
    tree = {item.name for item in checked.items} | {TOTAL}
    for case, content in rubric.cases.items():
        path: Path = ("cases", case)
        for name in content.answers:
            if name not in rubric.questions:
                at, details = (*path, "answers", name), closest(name, rubric.questions)
                yield checked.error("unknown_question", at, details, key=True)
        for key in ("scores", "values", "points", "lows", "highs", "status"):
            for name in getattr(content.expect, key):
                if name not in tree:
                    at = (*path, "expect", key, name)
                    yield checked.error("unknown_item", at, closest(name, tree), key=True)
        for key in ("level", "possible"):
            level = getattr(content.expect, key)
            if level and level not in rubric.levels:  # "" expects not even the first
                at = (*path, "expect", key)
                yield checked.error("unknown_level", at, closest(level, rubric.levels))
