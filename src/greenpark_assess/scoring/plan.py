"""A rubric compiled once: all that depends on the rubric alone, ready to run over columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

import numpy as np

from greenpark_assess.expressions import Scope, Type, analyse, convert, question_type
from greenpark_assess.expressions.compiled import Evaluate, compile_tree
from greenpark_assess.expressions.tree import Fact, Tree
from greenpark_assess.problems import Problem, ProblemsFound
from greenpark_assess.rubric.model import (
    MATURITY_LEVELS,
    Indicator,
    Level,
    Node,
    Policy,
    Question,
    Rubric,
    aggregation_parts,
)
from greenpark_assess.scoring.aggregate import Aggregator
from greenpark_assess.scoring.scales import FULL, Grade, compile_scale
from greenpark_assess.units import parse_unit

TOTAL = "total"


class QuestionPlan(NamedTuple):
    """Where a question stands in the table, and what an open one may still become."""

    id: str
    row: int
    column: int
    width: int
    kind: str
    options: tuple[str, ...]
    low: float
    high: float
    may_be_na: bool
    ask_if: Evaluate | None


class LeafPlan(NamedTuple):
    """One indicator: how its value, points and conditions come out of the facts.

    ``slot`` is its place in every array over the tree; ``choice`` is the question of an indicator
    that judges options instead of a number, ``questions`` are those its value reads.
    """

    id: str
    slot: int
    value: Evaluate
    unit: str | None
    choice: str | None
    questions: frozenset[str]
    if_zero: float | None
    applies: tuple[Evaluate, ...]
    grade: Grade
    ceiling: float
    prerequisite: Evaluate | None
    nominal: float


class NodePlan(NamedTuple):
    """One inner node: the slots of its children and how they are joined."""

    id: str
    slot: int
    children: tuple[int, ...]
    aggregator: Aggregator
    nominal: float


class LevelPlan(NamedTuple):
    """One rung: leaf slots of its prerequisites, node slots of its dimensions, its conditions."""

    id: str
    least: float
    prerequisites: tuple[int, ...]
    each_dimension: float | None
    conditions: tuple[Evaluate, ...]


@dataclass(frozen=True)
class Plan:
    """A compiled rubric. Slots: the leaves first, then the nodes, children before parents.

    The last slot is the total.
    """

    questions: tuple[QuestionPlan, ...]
    width: int
    leaves: tuple[LeafPlan, ...]
    nodes: tuple[NodePlan, ...]
    dimensions: tuple[int, ...]
    levels: tuple[LevelPlan, ...]
    policy: Policy
    slots: Mapping[str, int]
    rows: Mapping[str, int]

    @property
    def size(self) -> int:
        """Number of slots."""
        return len(self.leaves) + len(self.nodes)

    @cached_property
    def exceeds_full(self) -> bool:
        """Whether any scale can give more than full points."""
        return any(leaf.ceiling > FULL for leaf in self.leaves)

    @cached_property
    def has_floor(self) -> bool:
        """Whether any node lifts its children to a floor."""
        return any(node.aggregator.floor is not None for node in self.nodes)


def compile_plan(rubric: Rubric) -> Plan:
    """Return the plan of ``rubric``.

    Raises:
        ProblemsFound: if an expression cannot be compiled; ``rubric check`` says where and why.
    """
    compiler = _Compiler(rubric)
    questions = tuple(compiler.questions())
    leaves, nodes = compiler.tree()
    slots = {leaf.id: leaf.slot for leaf in leaves} | {node.id: node.slot for node in nodes}
    return Plan(
        questions=questions,
        width=sum(question.width for question in questions),
        leaves=leaves,
        nodes=nodes,
        dimensions=tuple(slots[dimension] for dimension in rubric.dimensions),
        levels=tuple(
            compiler.level(name, level, slots, leaves) for name, level in rubric.levels.items()
        ),
        policy=rubric.header.policy,
        slots=slots,
        rows={question.id: question.row for question in questions},
    )


class Understood(NamedTuple):
    """An expression without faults."""

    tree: Tree
    type: Type
    questions: frozenset[str]


class _Compiler:
    """Holds what all parts of one compilation need; it lives for that compilation only."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.scope = Scope(rubric.questions)
        self.understood: dict[tuple[str, Type | None], Understood] = {}
        self.compiled: dict[tuple[str, Type | None], Evaluate] = {}
        self.leaves: list[LeafPlan] = []
        self.nodes: list[NodePlan] = []
        self.leaf_count = len(rubric.indicators())

    # ---- expressions

    def analysed(self, text: str, scope: Scope, owner: str) -> Understood:
        """Understand an expression; rubrics repeat conditions, so each is read only once."""
        key = (text, scope.value)
        known = self.understood.get(key)
        if known is None:
            known = self.understood[key] = self._analysed(text, scope, owner)
        return known

    def _analysed(self, text: str, scope: Scope, owner: str) -> Understood:
        found = analyse(text, scope)
        if found.tree is None or found.type is None:
            raise ProblemsFound(
                Problem(fault.code, None, {**fault.details, "owner": owner, "expression": text})
                for fault in found.faults
            )
        return Understood(found.tree, found.type, found.questions)

    def condition(self, text: str, owner: str, scope: Scope | None = None) -> Evaluate:
        """Compile a condition; the same text gives the same function, run once per block."""
        scope = scope or self.scope
        key = (text, scope.value)
        compiled = self.compiled.get(key)
        if compiled is None:
            compiled = compile_tree(self.analysed(text, scope, owner).tree)
            self.compiled[key] = compiled
        return compiled

    def of_scale(self, text: str, owner: str, scope: Scope) -> Evaluate:
        """Compile a condition of a scale, or its reference, brought to the unit of the value."""
        tree, kind, _ = self.analysed(text, scope, owner)
        unit = scope.value.unit if scope.value else None
        return compile_tree(tree if unit is None else convert(tree, kind, unit))

    # ---- questions

    def questions(self) -> Iterator[QuestionPlan]:
        column = 0
        for row, name in enumerate(self._asking_order()):
            question = self.rubric.questions[name]
            options = tuple(question.options or ())
            low, high = _bounds(question)
            yield QuestionPlan(
                id=name,
                row=row,
                column=column,
                width=len(options) or 1,
                kind=question.kind,
                options=options,
                low=low,
                high=high,
                may_be_na=question.na != "never",
                ask_if=self.condition(question.ask_if, name) if question.ask_if else None,
            )
            column += len(options) or 1

    def _asking_order(self) -> Iterable[str]:
        """Return the questions so that each stands after those its ``ask_if`` reads."""
        order: dict[str, None] = {}
        for name in self.rubric.questions:
            self._ask(name, order, ())
        return order

    def _ask(self, name: str, order: dict[str, None], waiting: tuple[str, ...]) -> None:
        if name in order:
            return
        if name in waiting:
            raise ProblemsFound([Problem("rubric.ask_if_circle", None, {"circle": name})])
        text = self.rubric.questions[name].ask_if
        needs = self.analysed(text, self.scope, name).questions if text else frozenset()
        for needed in sorted(needs):
            self._ask(needed, order, (*waiting, name))
        order[name] = None

    # ---- the tree

    def tree(self) -> tuple[tuple[LeafPlan, ...], tuple[NodePlan, ...]]:
        header = self.rubric.header
        whole = Aggregator(
            *aggregation_parts(header.aggregate), header.floor, _weights(self.rubric.dimensions)
        )
        shares = _shares(whole.weights, 100.0)
        children = tuple(
            self.node(name, node, share, ())
            for (name, node), share in zip(self.rubric.dimensions.items(), shares, strict=True)
        )
        _refuse_empty(header.id, children)
        self.nodes.append(NodePlan(TOTAL, self.next_node_slot(), children, whole, 100.0))
        return tuple(self.leaves), tuple(self.nodes)

    def next_node_slot(self) -> int:
        return self.leaf_count + len(self.nodes)

    def node(self, name: str, node: Node, nominal: float, above: tuple[Evaluate, ...]) -> int:
        applies = above
        if node.applies_if:
            applies = (*above, self.condition(node.applies_if, name))
        weights = (*_weights(node.indicators), *_weights(node.criteria))
        shares = iter(_shares(weights, nominal))
        children = [
            self.leaf(child, indicator, next(shares), applies)
            for child, indicator in node.indicators.items()
        ]
        children += [
            self.node(child, below, next(shares), applies) for child, below in node.criteria.items()
        ]
        _refuse_empty(name, children)
        aggregator = Aggregator(*aggregation_parts(node.aggregate), node.floor, weights)
        slot = self.next_node_slot()
        self.nodes.append(NodePlan(name, slot, tuple(children), aggregator, nominal))
        return slot

    def leaf(
        self, name: str, indicator: Indicator, nominal: float, above: tuple[Evaluate, ...]
    ) -> int:
        tree, kind, questions = self.value(name, indicator)
        scope = Scope(self.rubric.questions, value=kind)
        grade, ceiling = compile_scale(
            indicator.scale,
            kind.question if kind.kind == "choice" else None,
            lambda text: self.of_scale(text, name, scope),
        )
        applies = above
        if indicator.applies_if:
            applies = (*above, self.condition(indicator.applies_if, name))
        slot = len(self.leaves)
        self.leaves.append(
            LeafPlan(
                id=name,
                slot=slot,
                value=compile_tree(tree),
                unit=indicator.unit or (str(kind.unit) if kind.unit is not None else None) or None,
                choice=kind.question if kind.kind == "choice" else None,
                questions=questions,
                if_zero=indicator.if_zero,
                applies=applies,
                grade=grade,
                ceiling=ceiling,
                prerequisite=(
                    self.condition(indicator.prerequisite, name, scope)
                    if indicator.prerequisite
                    else None
                ),
                nominal=nominal,
            )
        )
        return slot

    def value(self, name: str, indicator: Indicator) -> tuple[Tree, Type, frozenset[str]]:
        """Return the value's tree, type and questions."""
        judged = (indicator.value or name).strip()
        own = self.rubric.questions.get(judged)
        if own is not None:
            kind = question_type(judged, own)
            tree: Tree = Fact(judged, truth=own.kind == "yes_no")
            questions = frozenset({judged})
        else:
            found = self.analysed(indicator.value or name, self.scope, name)
            tree, kind, questions = found.tree, found.type, found.questions
        if kind.kind != "number" or indicator.unit is None:
            return tree, kind, questions
        unit = parse_unit(indicator.unit)
        return convert(tree, kind, unit), Type("number", unit), questions

    # ---- levels

    def level(
        self, name: str, level: Level, slots: Mapping[str, int], leaves: tuple[LeafPlan, ...]
    ) -> LevelPlan:
        wanted = level.prerequisites
        required = (
            tuple(leaf.slot for leaf in leaves if leaf.prerequisite)
            if wanted == "all"
            else tuple(slots[indicator] for indicator in wanted)
        )
        scope = Scope(self.rubric.questions, nodes=frozenset(slots))
        return LevelPlan(
            id=name,
            least=level.from_,
            prerequisites=required,
            each_dimension=level.each_dimension,
            conditions=tuple(
                self.condition(condition.condition, name, scope) for condition in level.conditions
            ),
        )


def _refuse_empty(name: str, children: Sequence[int]) -> None:
    if not children:
        raise ProblemsFound([Problem("rubric.empty_node", None, {"name": name})])


def _weights(items: Mapping[str, Node] | Mapping[str, Indicator]) -> tuple[float, ...]:
    return tuple(item.weight if _has_weight(item) else 0.0 for item in items.values())


def _has_weight(item: Node | Indicator) -> bool:
    """Tell whether an item can count: a node without any weight below it cannot."""
    if isinstance(item, Indicator) or item.weight == 0:
        return item.weight > 0
    return any(map(_has_weight, item.indicators.values())) or any(
        map(_has_weight, item.criteria.values())
    )


def _shares(weights: tuple[float, ...], whole: float) -> list[float]:
    total = sum(weights)
    return [whole * weight / total if total > 0 else 0.0 for weight in weights]


def _bounds(question: Question) -> tuple[float, float]:
    if question.kind == "maturity":
        return 0.0, float(MATURITY_LEVELS - 1)
    if question.kind != "number":
        return 0.0, 1.0
    low = -np.inf if question.min is None else question.min
    high = np.inf if question.max is None else question.max
    return float(low), float(high)
