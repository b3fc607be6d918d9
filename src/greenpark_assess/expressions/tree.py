"""The typed tree of an expression: what remains after names, kinds and units are settled.

Nothing of Python's own syntax is left in it, so it can be compiled to columns, explained to a
person, or written in another form language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, TypeAlias

if TYPE_CHECKING:
    from greenpark_assess.units import Unit

TypeKind: TypeAlias = Literal["number", "truth", "choice", "choices"]
Operator: TypeAlias = Literal["+", "-", "*", "/"]
Relation: TypeAlias = Literal["<", "<=", ">", ">=", "==", "!="]


@dataclass(frozen=True, slots=True)
class Type:
    """What an expression yields.

    ``unit`` is ``None`` for a bare number, which takes the unit of whatever stands beside it.
    ``question`` names the question of a choice, whose options may then be written as bare words.
    """

    kind: TypeKind
    unit: Unit | None = None
    question: str | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """Something wrong between characters ``start`` and ``end`` of an expression."""

    code: str
    start: int
    end: int
    details: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Number:
    """A written number."""

    value: float


@dataclass(frozen=True, slots=True)
class Fact:
    """The answer to a number, yes/no or described-level question, in the question's unit."""

    question: str
    truth: bool


@dataclass(frozen=True, slots=True)
class Chosen:
    """Whether one of ``options`` is (among) the answer to a choice question."""

    question: str
    options: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class OwnValue:
    """The value of the indicator whose scale or prerequisite this is."""


@dataclass(frozen=True, slots=True)
class Score:
    """The score of a node or the points of an indicator; ``total`` for the whole."""

    node: str


@dataclass(frozen=True, slots=True)
class Scaled:
    """``part`` converted to another unit."""

    part: Tree
    factor: float


@dataclass(frozen=True, slots=True)
class Arithmetic:
    """A sum, difference, product or quotient."""

    operator: Operator
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Power:
    """A base with a written exponent."""

    base: Tree
    exponent: float


@dataclass(frozen=True, slots=True)
class Function:
    """``abs``, ``ln`` or ``sqrt`` of one number."""

    name: Literal["abs", "ln", "sqrt"]
    part: Tree


@dataclass(frozen=True, slots=True)
class Extreme:
    """The least or greatest of several numbers."""

    name: Literal["min", "max"]
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two numbers compared."""

    relation: Relation
    left: Tree
    right: Tree


@dataclass(frozen=True, slots=True)
class Logic:
    """Several conditions joined by ``and`` or ``or``."""

    name: Literal["and", "or"]
    parts: tuple[Tree, ...]


@dataclass(frozen=True, slots=True)
class Negation:
    """A condition turned round."""

    part: Tree


@dataclass(frozen=True, slots=True)
class Either:
    """``yes if condition else no``."""

    condition: Tree
    yes: Tree
    no: Tree


@dataclass(frozen=True, slots=True)
class Tally:
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
