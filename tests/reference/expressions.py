"""The expression language once more, for one park, in plain Python."""

from __future__ import annotations

import ast
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from reference.arithmetic import (
    ARITHMETIC,
    OF_MANY,
    OF_ONE,
    converted,
    negative,
    power,
    same_unit,
    unit_of,
)
from reference.things import (
    ABSENT,
    INVALID,
    KNOWN,
    LOOSE,
    OPEN,
    ZERO,
    Flags,
    Known,
    Number,
    Options,
    Thing,
    Truth,
    any_of,
    both,
    decided,
    either_of,
    inverse,
    missing_side,
    truth,
)


@dataclass(frozen=True, slots=True)
class Scope:
    """What the names of an expression mean: questions, ``value``, and ``score(…)`` of a level."""

    facts: Known
    value: Thing | None = None
    score: Callable[[str], Number] | None = None

    def find(self, name: str) -> Thing | None:
        if name == "value" and self.value is not None:
            return self.value
        return self.facts.get(name)


def evaluate(
    text: str,
    facts: Known,
    value: Thing | None = None,
    score: Callable[[str], Number] | None = None,
) -> Thing:
    """Return what ``text`` is worth; raise ``TypeError`` or ``KeyError`` for a wrong one."""
    return _evaluate(_parsed(text), Scope(facts, value, score))


def condition(
    text: str,
    facts: Known,
    value: Thing | None = None,
    score: Callable[[str], Number] | None = None,
) -> Truth:
    """Return whether the condition ``text`` holds."""
    return _condition(_parsed(text), Scope(facts, value, score))


@cache
def _parsed(text: str) -> ast.expr:
    return ast.parse(text.strip(), mode="eval").body


def _evaluate(node: ast.expr, scope: Scope) -> Thing:
    return _NODES[type(node)](node, scope)


def _constant(node: ast.Constant, _: Scope) -> Number:
    if isinstance(node.value, bool) or not isinstance(node.value, int | float):
        raise TypeError(node.value)
    return Number(float(node.value), float(node.value))


def _named(node: ast.expr, scope: Scope) -> Thing:
    found = scope.find(_dotted(node))
    if found is None:
        raise KeyError(_dotted(node))
    return found


def _signed(node: ast.UnaryOp, scope: Scope) -> Thing:
    if isinstance(node.op, ast.Not):
        return inverse(_condition(node.operand, scope))
    operand = _number(node.operand, scope)
    return negative(operand) if isinstance(node.op, ast.USub) else operand


def _calculated(node: ast.BinOp, scope: Scope) -> Number:
    left, right = _number(node.left, scope), _number(node.right, scope)
    if isinstance(node.op, ast.Pow):
        return power(left, right.low)
    return ARITHMETIC[type(node.op)](left, right)


def _joined(node: ast.BoolOp, scope: Scope) -> Truth:
    join = both if isinstance(node.op, ast.And) else any_of
    first, *others = (_condition(value, scope) for value in node.values)
    for other in others:
        first = join(first, other)
    return first


def _dotted(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name):
            return name
        case ast.Attribute(value=owner, attr=name):
            return f"{_dotted(owner)}.{name}"
    raise TypeError(ast.dump(node))


def _number(node: ast.expr, scope: Scope) -> Number:
    found = _evaluate(node, scope)
    if not isinstance(found, Number):
        raise TypeError(ast.unparse(node))
    return found


def _condition(node: ast.expr, scope: Scope) -> Truth:
    found = _evaluate(node, scope)
    if not isinstance(found, Truth):
        raise TypeError(ast.unparse(node))
    return found


def _call(node: ast.Call, scope: Scope) -> Number:
    name, arguments = _dotted(node.func), node.args
    if name == "score" and scope.score is not None:
        return scope.score(_dotted(arguments[0]))
    if name in {"count", "share"}:
        return _counted(arguments, scope, share=name == "share")
    numbers = [_number(argument, scope) for argument in arguments]
    if name in OF_ONE:
        return OF_ONE[name](*numbers)
    first, *others = numbers
    for other in others:
        first = OF_MANY[name](first, other)
    return first


def _comparison(node: ast.Compare, scope: Scope) -> Truth:
    sides = [node.left, *node.comparators]
    first, *others = (
        _compared(operator, left, right, scope)
        for operator, (left, right) in zip(node.ops, pairwise(sides), strict=True)
    )
    for other in others:
        first = both(first, other)
    return first


def _compared(operator: ast.cmpop, left: ast.expr, right: ast.expr, scope: Scope) -> Truth:
    if isinstance(operator, ast.In | ast.NotIn):
        found = _within(left, right, scope)
        return found if isinstance(operator, ast.In) else inverse(found)
    if isinstance(operator, ast.Eq | ast.NotEq):
        found = _equal(left, right, scope)
        return found if isinstance(operator, ast.Eq) else inverse(found)
    a, b = same_unit(_number(left, scope), _number(right, scope))
    holds = _ORDER[type(operator)]
    if isinstance(operator, ast.Lt | ast.LtE):
        certain, possible = holds(a.high, b.low), holds(a.low, b.high)
    else:
        certain, possible = holds(a.low, b.high), holds(a.high, b.low)
    return decided(certain=certain, possible=possible, flags=a.flags | b.flags)


_ORDER: dict[type[ast.cmpop], Callable[[float, float], bool]] = {
    ast.Lt: lambda a, b: a < b,
    ast.LtE: lambda a, b: a <= b,
    ast.Gt: lambda a, b: a > b,
    ast.GtE: lambda a, b: a >= b,
}


def _equal(left: ast.expr, right: ast.expr, scope: Scope) -> Truth:
    for question, word in ((left, right), (right, left)):
        options = _options(question, scope)
        if options is not None:
            certain, possible = options.options[_dotted(word)]
            return decided(certain=certain, possible=possible, flags=options.flags)
    a, b = same_unit(_number(left, scope), _number(right, scope))
    certain = a.is_point() and b.is_point() and a.low == b.low
    possible = a.low <= b.high and b.low <= a.high
    return decided(certain=certain, possible=possible, flags=a.flags | b.flags)


def _within(left: ast.expr, right: ast.expr, scope: Scope) -> Truth:
    if not isinstance(right, ast.List | ast.Tuple):
        return _equal(right, left, scope)
    first, *others = (_equal(left, element, scope) for element in right.elts)
    for other in others:
        first = any_of(first, other)
    return first


def _options(node: ast.expr, scope: Scope) -> Options | None:
    if not isinstance(node, ast.Name | ast.Attribute):
        return None
    found = scope.find(_dotted(node))
    return found if isinstance(found, Options) else None


def _choice(node: ast.IfExp, scope: Scope) -> Thing:
    test = _condition(node.test, scope)
    yes, no = _evaluate(node.body, scope), _evaluate(node.orelse, scope)
    if test.is_known():
        return _flagged(yes if test.certain else no, yes, no, test.flags)
    flags = test.flags | either_of(yes.flags, no.flags)
    if isinstance(yes, Truth) and isinstance(no, Truth):
        return truth(
            certain=yes.certain and no.certain, possible=yes.possible or no.possible, flags=flags
        )
    if isinstance(yes, Number) and isinstance(no, Number):
        yes, no = same_unit(yes, no)
        return Number(min(yes.low, no.low), max(yes.high, no.high), yes.unit, flags)
    raise TypeError(ast.unparse(node))


def _flagged(picked: Thing, yes: Thing, no: Thing, flags: Flags) -> Thing:
    """Add a known condition's flags to the picked side, in the unit that both sides share."""
    if isinstance(picked, Truth):
        return truth(certain=picked.certain, possible=picked.possible, flags=picked.flags | flags)
    if not (isinstance(yes, Number) and isinstance(no, Number) and isinstance(picked, Number)):
        raise TypeError(picked)
    same = converted(picked, no.unit if yes.unit is None else yes.unit)
    return Number(same.low, same.high, same.unit, same.flags | flags)


def _counted(arguments: Sequence[ast.expr], scope: Scope, *, share: bool) -> Number:
    options = _options(arguments[0], scope) if len(arguments) == 1 else None
    if options is not None:
        pairs, flags = list(options.options.values()), options.flags
    else:
        pairs, flags = _conditions(arguments, scope)
    low = float(sum(certain for certain, _ in pairs))
    high = float(sum(possible for _, possible in pairs))
    if share and pairs:
        low, high = low / len(pairs), high / len(pairs)
    return Number(low, high, unit_of(None) if share else None, flags)


def _conditions(
    arguments: Sequence[ast.expr], scope: Scope
) -> tuple[list[tuple[bool, bool]], Flags]:
    every = [_condition(argument, scope) for argument in arguments]
    counted = [one for one in every if not missing_side(one.flags)]
    if not counted:
        flags = frozenset().union(*(one.flags for one in every))
        return [], flags & ABSENT or ZERO
    flags = KNOWN
    if any(one.flags & (OPEN | LOOSE | INVALID) for one in counted):
        flags |= OPEN
    if all("loose" in one.flags for one in counted):
        flags |= LOOSE
    unsure = (False, True)  # what cannot be computed counts as unanswered
    return [
        unsure if "invalid" in one.flags else (one.certain, one.possible) for one in counted
    ], flags


_NODES: dict[type[ast.expr], Callable[..., Thing]] = {
    ast.Constant: _constant,
    ast.Name: _named,
    ast.Attribute: _named,
    ast.UnaryOp: _signed,
    ast.BinOp: _calculated,
    ast.Compare: _comparison,
    ast.BoolOp: _joined,
    ast.IfExp: _choice,
    ast.Call: _call,
}
