"""Text to typed tree, once, when a rubric loads.

The text is read with Python's own grammar (``ast``), of which only the listed pieces are allowed;
nothing is ever executed.
"""

from __future__ import annotations

from typing import NamedTuple

from greenpark_assess.expressions.reader import Reader, Scope, Untypable
from greenpark_assess.expressions.spelling import read_syntax
from greenpark_assess.expressions.tree import Fault, Tree, Type

MAX_LENGTH = 1000


class Analysis(NamedTuple):
    """The outcome for one expression: a typed tree, or the faults that prevent one."""

    tree: Tree | None
    type: Type | None
    faults: tuple[Fault, ...] = ()
    questions: frozenset[str] = frozenset()
    nodes: frozenset[str] = frozenset()
    uses_value: bool = False


def analyse(text: str, scope: Scope) -> Analysis:
    """Parse and type ``text``; never raises, faults are in the result."""
    if len(text) > MAX_LENGTH:
        return Analysis(None, None, (Fault("expression.too_long", 0, 0, {"most": MAX_LENGTH}),))
    syntax = read_syntax(text)
    if isinstance(syntax, Fault):
        return Analysis(None, None, (syntax,))
    reader = Reader(text, scope)
    try:
        tree, kind = reader.read(syntax)
    except Untypable:
        tree, kind = None, None
    return Analysis(
        tree if not reader.faults else None,
        kind if not reader.faults else None,
        tuple(reader.faults),
        frozenset(reader.questions),
        frozenset(reader.nodes),
        reader.uses_value,
    )
