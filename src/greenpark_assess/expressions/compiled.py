"""Typed trees compiled to functions from facts to columns."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol, TypeAlias

import numpy as np

from greenpark_assess.expressions.columns import (
    Column,
    absolute,
    add,
    divide,
    logarithm,
    multiply,
    power,
    square_root,
    subtract,
)
from greenpark_assess.expressions.conditions import (
    any_of,
    both,
    choose,
    compare,
    opposite,
    settled,
    tally,
)
from greenpark_assess.expressions.tree import (
    Arithmetic,
    Chosen,
    Comparison,
    Either,
    Extreme,
    Fact,
    Function,
    Logic,
    Negation,
    Number,
    OwnValue,
    Power,
    Scaled,
    Score,
    Tally,
    Tree,
)


class Facts(Protocol):
    """Where an expression finds its inputs."""

    def fact(self, question: str) -> Column:
        """Return the numbers (or conditions, for yes/no) given for ``question``."""

    def chosen(self, question: str, option: str) -> Column:
        """Return the condition that ``option`` is chosen."""

    def own_value(self) -> Column:
        """Return the value of the indicator at hand."""

    def score(self, node: str) -> Column:
        """Return the score of a node or the points of an indicator."""


Evaluate: TypeAlias = Callable[[Facts], Column]


def compile_tree(tree: Tree) -> Evaluate:
    """Return a function from facts to the column of ``tree``."""
    return _COMPILERS[type(tree)](tree)


def _number(tree: Number) -> Evaluate:
    value = np.array([tree.value])
    column = Column(value, value)
    return lambda _: column


def _fact(tree: Fact) -> Evaluate:
    question = tree.question
    return lambda facts: facts.fact(question)


def _own_value(_: OwnValue) -> Evaluate:
    return lambda facts: facts.own_value()


def _score(tree: Score) -> Evaluate:
    node = tree.node
    return lambda facts: facts.score(node)


def _scaled(tree: Scaled) -> Evaluate:
    part, factor = compile_tree(tree.part), tree.factor

    def evaluate(facts: Facts) -> Column:
        column = part(facts)
        low = column.low * factor
        return Column(low, low if column.exact else column.high * factor, column.flags)

    return evaluate


def _arithmetic(tree: Arithmetic) -> Evaluate:
    left, right = compile_tree(tree.left), compile_tree(tree.right)
    operation = {"+": add, "-": subtract, "*": multiply, "/": divide}[tree.operator]
    return lambda facts: operation(left(facts), right(facts))


def _power(tree: Power) -> Evaluate:
    base, exponent = compile_tree(tree.base), tree.exponent
    return lambda facts: power(base(facts), exponent)


def _function(tree: Function) -> Evaluate:
    part = compile_tree(tree.part)
    operation = {"abs": absolute, "ln": logarithm, "sqrt": square_root}[tree.name]
    return lambda facts: operation(part(facts))


def _extreme(tree: Extreme) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    pick = np.minimum if tree.name == "min" else np.maximum

    def evaluate(facts: Facts) -> Column:
        columns = [part(facts) for part in parts]
        low, high, flags = columns[0].low, columns[0].high, columns[0].flags
        for column in columns[1:]:
            low, high = pick(low, column.low), pick(high, column.high)
            flags = flags | column.flags
        if all(column.exact for column in columns):
            high = low
        return Column(low, high, flags)

    return evaluate


def _chosen(tree: Chosen) -> Evaluate:
    question, options = tree.question, tree.options

    def evaluate(facts: Facts) -> Column:
        first, *others = columns = [facts.chosen(question, option) for option in options]
        low, high = first.low, first.high
        for other in others:
            low, high = low | other.low, high | other.high
        exact = all(column.exact for column in columns)
        return settled(low, low if exact else high, first.flags)

    return evaluate


def _comparison(tree: Comparison) -> Evaluate:
    left, right, relation = compile_tree(tree.left), compile_tree(tree.right), tree.relation
    return lambda facts: compare(relation, left(facts), right(facts))


def _negation(tree: Negation) -> Evaluate:
    part = compile_tree(tree.part)
    return lambda facts: opposite(part(facts))


def _logic(tree: Logic) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    join = both if tree.name == "and" else any_of

    def evaluate(facts: Facts) -> Column:
        result = parts[0](facts)
        for part in parts[1:]:
            result = join(result, part(facts))
        return result

    return evaluate


def _either(tree: Either) -> Evaluate:
    condition, yes, no = (compile_tree(part) for part in (tree.condition, tree.yes, tree.no))

    def evaluate(facts: Facts) -> Column:
        return choose(condition(facts), yes(facts), no(facts))

    return evaluate


def _tally(tree: Tally) -> Evaluate:
    parts = [compile_tree(part) for part in tree.parts]
    share = tree.share

    def evaluate(facts: Facts) -> Column:
        return tally([part(facts) for part in parts], share=share)

    return evaluate


_COMPILERS: dict[type[Any], Callable[[Any], Evaluate]] = {
    Number: _number,
    Fact: _fact,
    Chosen: _chosen,
    OwnValue: _own_value,
    Score: _score,
    Scaled: _scaled,
    Arithmetic: _arithmetic,
    Power: _power,
    Function: _function,
    Extreme: _extreme,
    Comparison: _comparison,
    Logic: _logic,
    Negation: _negation,
    Either: _either,
    Tally: _tally,
}
