"""How everything else differs: nodes, levels, policies, recommendations."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TypeVar

from greenpark_assess.rubric.diff.indicators import Side, position_findings
from greenpark_assess.rubric.diff.record import Effect, Finding, Item, Part
from greenpark_assess.rubric.model import Id, Level, Node, Recommendation, Rubric
from greenpark_assess.rubric.versions import renamed_in

T = TypeVar("T", Node, Level, Recommendation)
Names = Mapping[Id, Id]


def header_item(old: Rubric, new: Rubric) -> Item:
    """Return how policies and the step from the dimensions to the total differ."""
    return Item("rubric", (old.name,), (new.name,), tuple(_header(old, new)))


def _header(old: Rubric, new: Rubric) -> Iterator[Finding]:
    before, after = old.header, new.header
    if (before.aggregate, before.floor) != (after.aggregate, after.floor):
        details = {"before": before.aggregate, "after": after.aggregate}
        yield Finding("score", "versions.aggregate", details)
    if before.policy.unanswered != after.policy.unanswered:
        details = {"before": before.policy.unanswered, "after": after.policy.unanswered}
        yield Finding("score", "versions.unanswered", details)
    if before.policy.min_coverage != after.policy.min_coverage:
        least = {"before": before.policy.min_coverage, "after": after.policy.min_coverage}
        yield Finding("score", "versions.min_coverage", least)
    if (before.title, before.about) != (after.title, after.about):
        yield Finding("compatible", "versions.text")


def node_items(old: Side, new: Side, names: Names) -> Iterator[Item]:
    """Yield how dimensions and criteria differ."""

    def compared(name: Id, then: Node, now: Node) -> Iterator[Finding]:
        if (then.aggregate, then.floor) != (now.aggregate, now.floor):
            details = {"before": then.aggregate, "after": now.aggregate}
            yield Finding("score", "versions.aggregate", details)
        if renamed_in(then.applies_if or "", names) != renamed_in(now.applies_if or "", {}):
            yield Finding("score", "versions.applies_if")
        yield from position_findings(name, name, old, new)
        if (then.title, then.about) != (now.title, now.about):
            yield Finding("compatible", "versions.text")

    yield from _by_id("node", old.rubric.nodes(), new.rubric.nodes(), compared, "score")


def level_items(old: Rubric, new: Rubric, names: Names, indicators: Names) -> Iterator[Item]:
    """Yield how levels differ; the one below counts, as a level holds only with those below."""
    below = _below(old.levels), _below(new.levels)

    def compared(name: Id, then: Level, now: Level) -> Iterator[Finding]:
        if then.from_ != now.from_:
            details = {"before": then.from_, "after": now.from_}
            yield Finding("score", "versions.level_from", details)
        same_rest = _asked(then, {**names, **indicators}) == _asked(now, {})
        if not same_rest or below[0][name] != below[1][name]:
            yield Finding("score", "versions.level_asks")
        if then.title != now.title:
            yield Finding("compatible", "versions.text")

    yield from _by_id("level", old.levels, new.levels, compared, "score")


def _below(levels: Iterable[Id]) -> dict[Id, Id | None]:
    names = list(levels)
    return dict(zip(names, [None, *names], strict=False))


def _asked(level: Level, names: Names) -> tuple[object, ...]:
    named = level.prerequisites
    wanted = named if isinstance(named, str) else sorted(names.get(one, one) for one in named)
    conditions = sorted(renamed_in(one.condition, names) for one in level.conditions)
    return wanted, level.each_dimension, conditions


def recommendation_items(old: Rubric, new: Rubric, indicators: Names) -> Iterator[Item]:
    """Yield how recommendations differ, which never changes a score."""

    def compared(_: Id, then: Recommendation, now: Recommendation) -> Iterator[Finding]:
        lifts = {indicators.get(name, name): points for name, points in then.lifts.items()}
        if lifts != now.lifts:
            yield Finding("compatible", "versions.lifts")
        if then.model_copy(update={"lifts": now.lifts}) != now:
            yield Finding("compatible", "versions.recommendation")

    yield from _by_id(
        "recommendation", old.recommendations, new.recommendations, compared, "compatible"
    )


def _by_id(
    part: Part,
    old: Mapping[Id, T],
    new: Mapping[Id, T],
    compared: Callable[[Id, T, T], Iterator[Finding]],
    effect: Effect,
) -> Iterator[Item]:
    """Yield items with the same id as compared, and those that are on one side only."""
    for name, then in old.items():
        if name in new:
            yield Item(part, (name,), (name,), tuple(compared(name, then, new[name])))
        else:
            yield Item(part, (name,), (), (Finding(effect, "versions.part_gone"),))
    for name in new:
        if name not in old:
            yield Item(part, (), (name,), (Finding(effect, "versions.part_added"),))
