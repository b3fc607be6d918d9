"""Two versions of a rubric side by side: what can be compared between years, and what cannot."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator

from greenpark_assess.rubric.diff.indicators import indicator_findings, side_of
from greenpark_assess.rubric.diff.questions import question_findings
from greenpark_assess.rubric.diff.record import EFFECTS, PARTS, Diff, Effect, Finding, Item, Part
from greenpark_assess.rubric.diff.sentences import sentence
from greenpark_assess.rubric.diff.whole import (
    header_item,
    level_items,
    node_items,
    recommendation_items,
)
from greenpark_assess.rubric.model import Changes, Id, Rubric
from greenpark_assess.rubric.versions import declared_changes, links, new_names

__all__ = ["EFFECTS", "PARTS", "Diff", "Effect", "Finding", "Item", "Part", "diff", "sentence"]


def diff(old: Rubric, new: Rubric) -> Diff:
    """Return how ``new`` differs from ``old``, every question and indicator of both included.

    What ``new`` declares in ``changes`` about the version of ``old`` counts first; what it does
    not name is compared by content under the same id.
    """
    declared = declared_changes(new, old.header.version)
    found = sorted(_items(old, new, declared), key=_gravity)
    named = old.header.id == new.header.id and old.header.version in new.header.replaces
    return Diff(old.name, new.name, named, tuple(found))


def _gravity(item: Item) -> tuple[int, int]:
    return EFFECTS.index(item.effect), PARTS.index(item.part)


def _items(old: Rubric, new: Rubric, declared: Changes) -> Iterator[Item]:
    asked = links(declared.questions, old.questions, new.questions)
    judged = links(declared.indicators, old.indicators(), new.indicators())
    names, indicators = new_names(asked), new_names(judged)
    sides = side_of(old), side_of(new)
    effects: dict[Id, Effect] = {}
    for link in asked:
        findings = question_findings(link, old.questions, new.questions, names)
        item = Item("question", link.old, link.new, findings)
        effects |= dict.fromkeys(link.new, item.effect)
        yield item
    for link in judged:
        findings = indicator_findings(link, *sides, names, effects)
        yield Item("indicator", link.old, link.new, findings)
    yield from _unfounded("question", declared.questions, old.questions)
    yield from _unfounded("indicator", declared.indicators, old.indicators())
    yield from node_items(*sides, names)
    yield from level_items(old, new, names, indicators)
    yield from recommendation_items(old, new, indicators)
    yield header_item(old, new)


def _unfounded(part: Part, declared: Iterable[Id], old: Container[Id]) -> Iterator[Item]:
    """Yield what is declared about ids that the older version never had: misspelt, most likely."""
    for name in declared:
        if name not in old:
            yield Item(part, (name,), (), (Finding("check", "versions.unfounded"),))
