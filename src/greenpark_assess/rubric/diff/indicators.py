"""How an indicator differs: the fact that it judges on one side, the points on the other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from greenpark_assess.rubric.diff.questions import declared_findings, unit_findings, weighed
from greenpark_assess.rubric.diff.record import Effect, Finding
from greenpark_assess.rubric.model import Id, Indicator, Node, Rubric
from greenpark_assess.rubric.reading import questions_of
from greenpark_assess.rubric.versions import Link, renamed_in

_CONDITIONS = ("if", "met", "partly", "ratio_to")
_WORDS = ("title", "requires", "why")
_ROUNDING = 1e-9


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two rubrics, with what every item of its tree weighs and hangs below."""

    rubric: Rubric
    items: Mapping[Id, Node | Indicator]
    above: Mapping[Id, tuple[Id, ...]]
    shares: Mapping[Id, float]


def side_of(rubric: Rubric) -> Side:
    """Return a rubric with the places and shares (0 to 1, of the siblings) of its items."""
    items = {name: item for name, item, _ in rubric.walk()}
    above = {name: ancestors for name, _, ancestors in rubric.walk()}
    sums: dict[tuple[Id, ...], float] = {}
    for name, item in items.items():
        sums[above[name]] = sums.get(above[name], 0.0) + item.weight
    shares = {name: item.weight / (sums[above[name]] or 1.0) for name, item in items.items()}
    return Side(rubric, items, above, shares)


def indicator_findings(
    link: Link,
    old: Side,
    new: Side,
    names: Mapping[Id, Id],
    questions: Mapping[Id, Effect],
) -> tuple[Finding, ...]:
    """Return how indicators that ``link`` joins differ.

    Args:
        link: What became of an indicator.
        old: The older version.
        new: The newer version.
        names: The new ids of questions that have one, for expressions.
        questions: What the questions of the newer version do to a comparison.
    """
    declared = tuple(declared_findings(link, added="score"))
    if link.relation not in {"kept", "same", "renamed", "rescaled"}:
        return declared
    (before,), (after,) = link.old, link.new
    then, now = old.items[before], new.items[after]
    if not isinstance(then, Indicator) or not isinstance(now, Indicator):
        return declared
    facts = _facts(before, then, after, now, names)
    return (
        *declared,
        *weighed(facts, link),
        *_reads(questions_of(new.rubric, after), questions),
        *_points(then, now, names),
        *position_findings(before, after, old, new),
        *_words(then, now),
    )


def _facts(
    before: Id, old: Indicator, after: Id, new: Indicator, names: Mapping[Id, Id]
) -> Iterator[Finding]:
    formulas = renamed_in(old.value or before, names), renamed_in(new.value or after, {})
    if formulas[0] != formulas[1]:
        yield Finding(
            "check", "versions.formula", {"before": old.value or before, "after": formulas[1]}
        )
    if (old.unit is None) == (new.unit is None):
        yield from unit_findings(old.unit, new.unit)
    if old.if_zero != new.if_zero:
        yield Finding("check", "versions.if_zero")
    if _differ(old.applies_if, new.applies_if, names):
        yield Finding("check", "versions.applies_if")


def _reads(read: frozenset[Id], questions: Mapping[Id, Effect]) -> Iterator[Finding]:
    effects: tuple[Effect, ...] = ("breaks", "check")
    for effect in effects:
        doubtful = sorted(name for name in read if questions.get(name) == effect)
        if doubtful:
            yield Finding(effect, f"versions.reads_{effect}", {"questions": doubtful})


def _points(old: Indicator, new: Indicator, names: Mapping[Id, Id]) -> Iterator[Finding]:
    before = old.scale.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    after = new.scale.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    if _scale(before, names) != _scale(after, {}):
        yield Finding("score", "versions.scale")
    if _differ(old.prerequisite, new.prerequisite, names):
        yield Finding("score", "versions.prerequisite")


def _scale(dumped: Mapping[str, object], names: Mapping[Id, Id]) -> dict[str, object]:
    """Return what a scale says, without its note, with ids replaced in its expressions."""
    said = {key: value for key, value in dumped.items() if key != "note"}
    for key in _CONDITIONS:
        if isinstance(text := said.get(key), str):
            said[key] = renamed_in(text, names)
    if isinstance(branches := said.get("switch"), list):
        said["switch"] = [_scale(branch, names) for branch in branches]
    return said


def position_findings(before: Id, after: Id, old: Side, new: Side) -> Iterator[Finding]:
    """Yield whether an item of the tree counts for more or less, or hangs elsewhere."""
    then, now = old.shares[before], new.shares[after]
    if abs(then - now) > _ROUNDING:
        details = {"before": f"{100 * then:.4g}", "after": f"{100 * now:.4g}"}
        yield Finding("score", "versions.weight", details)
    places = old.above[before][-1:], new.above[after][-1:]
    if places[0] != places[1]:
        yield Finding(
            "score", "versions.place", {"before": list(places[0]), "after": list(places[1])}
        )


def _words(old: Indicator, new: Indicator) -> Iterator[Finding]:
    if (old.benchmarks, old.sentences) != (new.benchmarks, new.sentences):
        yield Finding("compatible", "versions.benchmarks")
    if any(getattr(old, key) != getattr(new, key) for key in _WORDS):
        yield Finding("compatible", "versions.text")


def _differ(old: str | None, new: str | None, names: Mapping[Id, Id]) -> bool:
    return renamed_in(old or "", names) != renamed_in(new or "", {})
