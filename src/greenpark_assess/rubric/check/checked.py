"""A rubric with all its expressions analysed once: what every rule of the check looks at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

from greenpark_assess.expressions import Analysis, Scope, Type, analyse, question_type
from greenpark_assess.problems import Problem, did_you_mean
from greenpark_assess.rubric.model import (
    Id,
    Indicator,
    MetScale,
    Node,
    RatioScale,
    Rubric,
    Scale,
    SimpleScale,
    SwitchScale,
)
from greenpark_assess.rubric.places import Places, path_of
from greenpark_assess.units import Unit, UnitError, parse_unit

if TYPE_CHECKING:
    from greenpark_assess.documents import Path

Details: TypeAlias = Mapping[str, object]
Wanted: TypeAlias = Literal["value", "condition", "number"]
TOTAL = "total"


class Item(NamedTuple):
    """A node or an indicator and where it hangs."""

    name: Id
    item: Node | Indicator
    path: Path
    ancestors: tuple[Id, ...]


class Use(NamedTuple):
    """An expression of the rubric: where it stands, what is wanted there, and what it is."""

    text: str
    path: Path
    wanted: Wanted
    analysis: Analysis


class Judged(NamedTuple):
    """An indicator with the type of its value: ``found`` as computed, ``own`` in its own unit.

    Both are ``None`` where the value has faults; ``own`` also where its unit has.
    ``question`` is the one whose answer is the value as it is, if there is one.
    """

    name: Id
    indicator: Indicator
    path: Path
    found: Type | None
    own: Type | None
    question: Id | None


@dataclass(frozen=True)
class Checked:
    """A loaded rubric, taken apart."""

    rubric: Rubric
    places: Places
    items: tuple[Item, ...]
    judged: tuple[Judged, ...]
    uses: tuple[Use, ...]

    def error(
        self, code: str, path: Path, details: Details | None = None, *, key: bool = False
    ) -> Problem:
        """Return the error ``rubric.<code>`` of the part at ``path``, or of its key."""
        return Problem(f"rubric.{code}", self.places.of(*path, key=key), details or {})

    def warning(
        self, code: str, path: Path, details: Details | None = None, *, key: bool = False
    ) -> Problem:
        """Return the warning ``rubric.<code>`` of the part at ``path``, or of its key."""
        return replace(self.error(code, path, details, key=key), severity="warning")

    @cached_property
    def used_questions(self) -> frozenset[Id]:
        """The questions that at least one expression or indicator reads."""
        direct = (judged.question for judged in self.judged if judged.question)
        return frozenset(direct).union(*(use.analysis.questions for use in self.uses))


def closest(name: str, known: Iterable[str]) -> dict[str, object]:
    """Return the details of a problem about the unknown ``name``: itself, and what is meant."""
    details: dict[str, object] = {"name": name}
    meant = did_you_mean(name, known)
    return details | ({"meant": meant} if meant else {})


def take_apart(rubric: Rubric, places: Places) -> Checked:
    """Analyse every expression of ``rubric``, each once."""
    items = tuple(
        Item(name, item, path_of(name, item, ancestors), ancestors)
        for name, item, ancestors in rubric.walk()
    )
    values = {item.path: use for item in items if (use := _value_use(item, rubric))}
    judged = tuple(
        _judged(item.name, item.item, item.path, values.get(item.path), rubric)
        for item in items
        if isinstance(item.item, Indicator)
    )
    uses = (
        *values.values(),
        *_plain_uses(rubric, items),
        *(use for one in judged for use in _scale_uses(one, rubric)),
        *_level_uses(rubric, items),
    )
    return Checked(rubric, places, items, judged, uses)


def branches(scale: Scale, path: Path) -> Iterator[tuple[SimpleScale, Path]]:
    """Yield the simple scales of a scale with their paths: itself, or the branches of a switch."""
    if isinstance(scale, SwitchScale):
        yield from ((branch, (*path, "switch", i)) for i, branch in enumerate(scale.switch))
    else:
        yield scale, path


# --- the values -----------------------------------------------------------------------


def _value_use(item: Item, rubric: Rubric) -> Use | None:
    if not isinstance(item.item, Indicator) or item.item.value is None:
        return None
    text = item.item.value
    analysis = analyse(text, Scope(rubric.questions))
    return Use(text, (*item.path, "value"), "value", analysis)


def _judged(
    name: Id, indicator: Indicator, path: Path, value: Use | None, rubric: Rubric
) -> Judged:
    question = name if value is None else value.text.strip()
    answer = rubric.questions.get(question)
    if value is not None:
        found = value.analysis.type
    else:
        found = question_type(question, answer) if answer else None
    own = _in_own_unit(found, indicator.unit)
    return Judged(name, indicator, path, found, own, question if answer else None)


def _in_own_unit(found: Type | None, unit: str | None) -> Type | None:
    if found is None or found.kind != "number" or unit is None:
        return found
    parsed = unit_or_none(unit)
    return None if parsed is None else found._replace(unit=parsed)


def unit_or_none(text: str | None) -> Unit | None:
    """Return the unit that ``text`` names, or ``None`` where nobody knows it."""
    try:
        return parse_unit(text)
    except UnitError:
        return None


# --- the other expressions ------------------------------------------------------------


def _plain_uses(rubric: Rubric, items: tuple[Item, ...]) -> Iterator[Use]:
    """Yield the conditions that read nothing but answers."""
    scope = Scope(rubric.questions)
    questions, measures = rubric.questions, rubric.recommendations
    found: tuple[tuple[Path, str | None], ...] = (
        *((("questions", name, "ask_if"), one.ask_if) for name, one in questions.items()),
        *(((*item.path, "applies_if"), item.item.applies_if) for item in items),
        *((("recommendations", name, "due_if"), one.due_if) for name, one in measures.items()),
    )
    for path, text in found:
        if text is not None:
            yield Use(text, path, "condition", analyse(text, scope))


def _scale_uses(judged: Judged, rubric: Rubric) -> Iterator[Use]:
    """Yield the expressions that may read the indicator's own value."""
    # A value with faults of its own passes for a bare number, which fits beside everything.
    scope = Scope(rubric.questions, value=judged.own or Type("number"))
    for path, text, wanted in _scale_texts(judged):
        if text is not None:
            yield Use(text, path, wanted, analyse(text, scope))


def _scale_texts(judged: Judged) -> Iterator[tuple[Path, str | None, Wanted]]:
    yield (*judged.path, "prerequisite"), judged.indicator.prerequisite, "condition"
    for scale, path in branches(judged.indicator.scale, (*judged.path, "scale")):
        yield (*path, "if"), scale.condition, "condition"
        if isinstance(scale, MetScale):
            yield (*path, "met"), scale.met, "condition"
            yield (*path, "partly"), scale.partly, "condition"
        elif isinstance(scale, RatioScale):
            yield (*path, "ratio_to"), scale.ratio_to, "number"


def _level_uses(rubric: Rubric, items: tuple[Item, ...]) -> Iterator[Use]:
    """Yield the conditions of levels, which may read scores too."""
    nodes = frozenset(item.name for item in items) | {TOTAL}
    scope = Scope(rubric.questions, nodes=nodes)
    for name, level in rubric.levels.items():
        for index, condition in enumerate(level.conditions):
            path = ("levels", name, "conditions", index, "if")
            yield Use(condition.condition, path, "condition", analyse(condition.condition, scope))
