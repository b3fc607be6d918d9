"""The typed tree of an expression: what remains after names, kinds and units are settled.

Nothing of Python's own syntax is left in it, so it can be compiled to columns, explained to a
person, or written in another form language. (Named tuples because there are many of them: a data
class takes six times as long to define, and every start of the program pays for that.)
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from greenpark_assess.units import Unit

TypeKind: TypeAlias = Literal["number", "truth", "choice", "choices"]
Operator: TypeAlias = Literal["+", "-", "*", "/"]
Relation: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]


class Type(NamedTuple):
    """What an expression yields.

    ``unit`` is ``None`` for a bare number, which takes the unit of whatever stands beside it.
    ``question`` names the question of a choice, whose options may then be written as bare words.
    """

    kind: TypeKind
    unit: Unit | None = None
    question: str | None = None


class Fault(NamedTuple):
    """Something wrong between characters ``start`` and ``end`` of an expression."""

    code: str
    start: int
    end: int
    details: Mapping[str, object] = MappingProxyType({})


class Number(NamedTuple):
    """A written number."""

    value: float


class Fact(NamedTuple):
    """The answer to a number, yes/no or described-level question, in the question's unit."""

    question: str
    truth: bool


class Chosen(NamedTuple):
    """Whether one of ``options`` is (among) the answer to a choice question."""

    question: str
    options: tuple[str, ...]


class OwnValue(NamedTuple):
    """The value of the indicator whose scale or prerequisite this is."""


class Score(NamedTuple):
    """The score of a node or the points of an indicator; ``total`` for the whole."""

    node: str


class Scaled(NamedTuple):
    """``part`` converted to another unit."""

    part: Tree
    factor: float


class Arithmetic(NamedTuple):
    """A sum, difference, product or quotient."""

    operator: Operator
    left: Tree
    right: Tree


class Power(NamedTuple):
    """A base with a written exponent."""

    base: Tree
    exponent: float


class Function(NamedTuple):
    """``abs``, ``ln`` or ``sqrt`` of one number."""

    name: Literal["abs", "ln", "sqrt"]
    part: Tree


class Extreme(NamedTuple):
    """The least or greatest of several numbers."""

    name: Literal["min", "max"]
    parts: tuple[Tree, ...]


class Comparison(NamedTuple):
    """Two numbers compared."""

    relation: Relation
    left: Tree
    right: Tree


class Logic(NamedTuple):
    """Several conditions joined by ``and`` or ``or``."""

    name: Literal["and", "or"]
    parts: tuple[Tree, ...]


class Negation(NamedTuple):
    """A condition turned round."""

    part: Tree


class Either(NamedTuple):
    """``yes if condition else no``."""

    condition: Tree
    yes: Tree
    no: Tree


class Tally(NamedTuple):
    """How many of ``parts`` hold; as a share of those that apply if ``share``."""

    parts: tuple[Tree, ...]
    share: bool


Tree: TypeAlias = (
    Number
    | Fact
    | Chosen
    | OwnValue
    | Score
    | Scaled
    | Arithmetic
    | Power
    | Function
    | Extreme
    | Comparison
    | Logic
    | Negation
    | Either
    | Tally
)
