"""Python's syntax tree to our typed tree: names, kinds and units are settled on one walk."""

from __future__ import annotations

import ast
import math
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal, NamedTuple

from greenpark_assess.expressions.spelling import line_start
from greenpark_assess.expressions.tree import (
    Arithmetic,
    Chosen,
    Comparison,
    Either,
    Extreme,
    Fact,
    Fault,
    Function,
    Logic,
    Negation,
    Number,
    Operator,
    OwnValue,
    Power,
    Relation,
    Scaled,
    Score,
    Tally,
    Tree,
    Type,
)
from greenpark_assess.problems import did_you_mean
from greenpark_assess.units import Unit, UnitError, compatible, factor, parse_unit

if TYPE_CHECKING:
    from greenpark_assess.rubric.model import Question

MAX_DEPTH = 50

BARE = Type("number", None)
PURE = Type("number", Unit())
TRUTH = Type("truth")

FUNCTIONS = ("min", "max", "abs", "ln", "sqrt", "count", "share", "sum", "score")
_OPERATORS: dict[type[ast.operator], Operator] = {
    ast.Add: "+",
    ast.Sub: "-",
    ast.Mult: "*",
    ast.Div: "/",
}
_RELATIONS: dict[type[ast.cmpop], Relation] = {
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.Eq: "==",
    ast.NotEq: "!=",
}
_BITWISE: dict[type[ast.operator], str] = {
    ast.BitXor: "**",
    ast.BitAnd: "and",
    ast.BitOr: "or",
}
# A unit to a higher power than this is no unit, and its factor no number.
_MOST_POWER = 100


class Scope(NamedTuple):
    """What an expression may refer to.

    ``value`` is the type of the indicator's own value where that may be used; ``nodes`` are the
    ids that ``score(...)`` may name, ``None`` where scores may not be used at all.
    """

    questions: Mapping[str, Question]
    value: Type | None = None
    nodes: frozenset[str] | None = None


class Untypable(Exception):  # noqa: N818 - it ends a branch, it is no error of ours
    """A fault has been noted and this branch has no type."""


class Reader:
    """Walks Python's tree once and notes every fault with its place."""

    def __init__(self, text: str, scope: Scope) -> None:
        self.text = text
        self.scope = scope
        self.faults: list[Fault] = []
        self.questions: set[str] = set()
        self.nodes: set[str] = set()
        self.uses_value = False
        self.depth = 0

    # ---- bookkeeping

    def fault(self, node: ast.expr, code: str, **details: object) -> Untypable:
        start = self._offset(node.lineno, node.col_offset)
        end = self._offset(node.end_lineno or 1, node.end_col_offset or 0)
        self.faults.append(Fault(f"expression.{code}", start, end, details))
        return Untypable()

    def _offset(self, line: int, bytes_before: int) -> int:
        # Python counts columns in UTF-8 bytes.
        start = line_start(self.text, line)
        return start + len(self.text[start:].encode()[:bytes_before].decode(errors="ignore"))

    def read_all(self, nodes: list[ast.expr]) -> list[tuple[Tree, Type]]:
        """Read every node, so that all faults are found, before giving up on any."""
        results = []
        failed = False
        for node in nodes:
            try:
                results.append(self.read(node))
            except Untypable:
                failed = True
        if failed:
            raise Untypable
        return results

    # ---- the grammar

    def read(self, node: ast.expr) -> tuple[Tree, Type]:
        reader = _GRAMMAR.get(type(node))
        if reader is None:
            raise self.fault(node, "not_allowed", found=_quoted(node))
        if self.depth >= MAX_DEPTH:
            raise self.fault(node, "too_deep", most=MAX_DEPTH)
        self.depth += 1
        try:
            return reader(self, node)
        finally:
            self.depth -= 1

    def constant(self, node: ast.Constant) -> tuple[Tree, Type]:
        if isinstance(node.value, bool):
            whole: Tree = Number(1.0 if node.value else 0.0)
            return Comparison("==", whole, Number(1.0)), TRUTH
        if isinstance(node.value, int | float):
            return self.number(node, node.value), BARE
        if isinstance(node.value, str):
            raise self.fault(node, "text_here", found=node.value[:40])
        raise self.fault(node, "not_allowed", found=_quoted(node))

    def number(self, node: ast.expr, value: float) -> Number:
        try:
            number = float(value)
        except OverflowError:
            number = math.inf
        if math.isinf(number):
            raise self.fault(node, "not_finite")
        return Number(number)

    def name(self, node: ast.Name | ast.Attribute) -> tuple[Tree, Type]:
        dotted = _dotted(node)
        if dotted is None:
            raise self.fault(node, "not_allowed", found=_quoted(node))
        if dotted in {"true", "false"}:
            return Comparison("==", Number(float(dotted == "true")), Number(1.0)), TRUTH
        if dotted == "value" and self.scope.value is not None:
            self.uses_value = True
            return OwnValue(), self.scope.value
        question = self.scope.questions.get(dotted)
        if question is None:
            raise self.unknown_name(node, dotted)
        self.questions.add(dotted)
        return Fact(dotted, question.kind == "yes_no"), question_type(dotted, question)

    def unknown_name(self, node: ast.expr, dotted: str) -> Untypable:
        if dotted == "value":
            return self.fault(node, "value_not_here")
        details: dict[str, object] = {"name": dotted}
        meant = did_you_mean(dotted, self.scope.questions)
        if meant:
            details["meant"] = meant
        return self.fault(node, "unknown_name", **details)

    def unary(self, node: ast.UnaryOp) -> tuple[Tree, Type]:
        if isinstance(node.op, ast.Invert):
            raise self.fault(node, "not_allowed", found=_quoted(node))
        tree, kind = self.read(node.operand)
        if isinstance(node.op, ast.Not):
            self.need_truth(node.operand, kind)
            return Negation(tree), TRUTH
        self.need_number(node.operand, kind)
        if isinstance(node.op, ast.USub):
            if isinstance(tree, Number):
                return Number(-tree.value), kind
            return Arithmetic("*", Number(-1.0), tree), kind
        return tree, kind

    def binary(self, node: ast.BinOp) -> tuple[Tree, Type]:
        if isinstance(node.op, ast.Pow):
            return self.power(node)
        operator = _OPERATORS.get(type(node.op))
        if operator is None:
            meant = _BITWISE.get(type(node.op))
            hint = {"meant": meant} if meant else {}
            raise self.fault(node, "not_allowed", found=_quoted(node), **hint)
        (left, left_type), (right, right_type) = self.read_all([node.left, node.right])
        self.need_number(node.left, left_type)
        self.need_number(node.right, right_type)
        if operator in {"+", "-"}:
            right, kind = self.aligned(node, left_type, right, right_type)
            return _arithmetic(operator, left, right), kind
        return _arithmetic(operator, left, right), _product(operator, left_type, right_type)

    def power(self, node: ast.BinOp) -> tuple[Tree, Type]:
        (base, kind), (exponent, _) = self.read_all([node.left, node.right])
        self.need_number(node.left, kind)
        if not isinstance(exponent, Number):
            raise self.fault(node.right, "exponent")
        if isinstance(base, Number):
            try:
                return Number(float(base.value**exponent.value)), kind
            except (OverflowError, ZeroDivisionError, TypeError, ValueError):
                raise self.fault(node, "not_finite") from None
        unit = None if kind.unit is None else kind.unit**exponent.value
        if unit and any(abs(power) > _MOST_POWER for _, power in unit.powers):
            raise self.fault(node, "not_finite")
        return Power(base, exponent.value), Type("number", unit)

    def comparison(self, node: ast.Compare) -> tuple[Tree, Type]:
        sides = [node.left, *node.comparators]
        parts = [
            self.relation(sides[i], operator, sides[i + 1], node)
            for i, operator in enumerate(node.ops)
        ]
        return (parts[0] if len(parts) == 1 else Logic("and", tuple(parts))), TRUTH

    def relation(self, left: ast.expr, op: ast.cmpop, right: ast.expr, whole: ast.expr) -> Tree:
        if isinstance(op, ast.In | ast.NotIn):
            found = self.membership(left, right, whole)
            return Negation(found) if isinstance(op, ast.NotIn) else found
        relation = _RELATIONS.get(type(op))
        if relation is None:
            raise self.fault(whole, "not_allowed", found=_quoted(whole))
        chosen = self.option_comparison(left, right)
        if chosen is not None:
            if relation not in {"==", "!="}:
                raise self.fault(whole, "options_have_no_order")
            return Negation(chosen) if relation == "!=" else chosen
        (first, first_type), (second, second_type) = self.read_all([left, right])
        if first_type.kind == "truth" and second_type.kind == "truth":
            return self.same_truth(whole, relation, first, second)
        self.need_number(left, first_type)
        self.need_number(right, second_type)
        second, _ = self.aligned(whole, first_type, second, second_type)
        return Comparison(relation, first, second)

    def same_truth(self, node: ast.expr, relation: str, left: Tree, right: Tree) -> Tree:
        if relation not in {"==", "!="}:
            raise self.fault(node, "options_have_no_order")
        equal = Either(left, right, Negation(right))
        return Negation(equal) if relation == "!=" else equal

    def option_comparison(self, left: ast.expr, right: ast.expr) -> Tree | None:
        for side, other in ((left, right), (right, left)):
            question = self.choice_question(side)
            if question is not None and self.scope.questions[question].kind == "choice":
                return Chosen(question, (self.option(other, question),))
        return None

    def membership(self, left: ast.expr, right: ast.expr, whole: ast.expr) -> Tree:
        if isinstance(right, ast.List | ast.Tuple | ast.Set):
            return self.one_of(left, right, whole)
        question = self.choice_question(right)
        if question is None:
            raise self.fault(whole, "in_needs_choice")
        return Chosen(question, (self.option(left, question),))

    def one_of(
        self, left: ast.expr, right: ast.List | ast.Tuple | ast.Set, whole: ast.expr
    ) -> Tree:
        if not right.elts:
            raise self.fault(right, "not_allowed", found=_quoted(right))
        question = self.choice_question(left)
        if question is not None:
            return Chosen(question, tuple(self.option(item, question) for item in right.elts))
        equals = [self.relation(left, ast.Eq(), item, whole) for item in right.elts]
        return equals[0] if len(equals) == 1 else Logic("or", tuple(equals))

    def choice_question(self, node: ast.expr) -> str | None:
        dotted = _dotted(node)
        question = self.scope.questions.get(dotted or "")
        if question is None or question.kind not in {"choice", "choices"}:
            return None
        self.questions.add(dotted or "")
        return dotted

    def option(self, node: ast.expr, question: str) -> str:
        options = self.scope.questions[question].options or {}
        word = node.value if isinstance(node, ast.Constant) else _dotted(node)
        if not isinstance(word, str) or word not in options:
            details: dict[str, object] = {
                "question": question,
                "found": str(word),
                "allowed": ", ".join(options),
            }
            meant = did_you_mean(str(word), options)
            if meant:
                details["meant"] = meant
            raise self.fault(node, "unknown_option", **details)
        return word

    def logic(self, node: ast.BoolOp) -> tuple[Tree, Type]:
        parts = self.read_all(node.values)
        for value, (_, kind) in zip(node.values, parts, strict=True):
            self.need_truth(value, kind)
        name: Literal["and", "or"] = "and" if isinstance(node.op, ast.And) else "or"
        return Logic(name, tuple(tree for tree, _ in parts)), TRUTH

    def either(self, node: ast.IfExp) -> tuple[Tree, Type]:
        (condition, is_truth), (yes, yes_type), (no, no_type) = self.read_all(
            [node.test, node.body, node.orelse]
        )
        self.need_truth(node.test, is_truth)
        if yes_type.kind == "truth" and no_type.kind == "truth":
            return Either(condition, yes, no), TRUTH
        self.need_number(node.body, yes_type)
        self.need_number(node.orelse, no_type)
        no, kind = self.aligned(node, yes_type, no, no_type)
        return Either(condition, yes, no), kind

    def call(self, node: ast.Call) -> tuple[Tree, Type]:
        name = node.func.id if isinstance(node.func, ast.Name) else _quoted(node.func)
        if name not in FUNCTIONS or node.keywords or not node.args:
            details: dict[str, object] = {"name": name, "allowed": ", ".join(FUNCTIONS)}
            meant = did_you_mean(name, FUNCTIONS)
            if meant and meant != name:
                details["meant"] = meant
            raise self.fault(node, "unknown_function", **details)
        if name == "score":
            return self.score(node)
        if name in {"count", "share"}:
            return self.tally(node, share=name == "share")
        if name in {"abs", "ln", "sqrt"}:
            return self.function(node, name)
        return self.several(node, name)

    def score(self, node: ast.Call) -> tuple[Tree, Type]:
        if self.scope.nodes is None:
            raise self.fault(node, "score_not_here")
        dotted = _dotted(node.args[0]) if len(node.args) == 1 else None
        if dotted is None or dotted not in self.scope.nodes:
            details: dict[str, object] = {"name": dotted or _quoted(node)}
            meant = did_you_mean(dotted or "", self.scope.nodes)
            if meant:
                details["meant"] = meant
            raise self.fault(node, "unknown_node", **details)
        self.nodes.add(dotted)
        return Score(dotted), BARE

    def tally(self, node: ast.Call, *, share: bool) -> tuple[Tree, Type]:
        kind = PURE if share else BARE
        question = self.choice_question(node.args[0]) if len(node.args) == 1 else None
        if question is not None:
            options = self.scope.questions[question].options or {}
            return Tally(tuple(Chosen(question, (option,)) for option in options), share), kind
        parts = self.read_all(node.args)
        for argument, (_, part_type) in zip(node.args, parts, strict=True):
            self.need_truth(argument, part_type)
        return Tally(tuple(tree for tree, _ in parts), share), kind

    def function(self, node: ast.Call, name: str) -> tuple[Tree, Type]:
        if len(node.args) != 1:
            raise self.fault(node, "one_argument", name=name)
        tree, kind = self.read(node.args[0])
        self.need_number(node.args[0], kind)
        if name == "ln":
            if kind.unit is not None:
                tree = self.in_unit(node.args[0], tree, kind, Unit())
            return Function("ln", tree), PURE
        if name == "sqrt":
            unit = None if kind.unit is None else kind.unit**0.5
            return Function("sqrt", tree), Type("number", unit)
        return Function("abs", tree), kind

    def several(self, node: ast.Call, name: str) -> tuple[Tree, Type]:
        parts = self.read_all(node.args)
        for argument, (_, kind) in zip(node.args, parts, strict=True):
            self.need_number(argument, kind)
        whole, whole_type = parts[0]
        trees = [whole]
        for argument, (tree, kind) in zip(node.args[1:], parts[1:], strict=True):
            aligned, whole_type = self.aligned(argument, whole_type, tree, kind)
            trees.append(aligned)
        if name != "sum":
            return Extreme("min" if name == "min" else "max", tuple(trees)), whole_type
        for tree in trees[1:]:
            whole = Arithmetic("+", whole, tree)
        return whole, whole_type

    # ---- kinds and units

    def need_number(self, node: ast.expr, kind: Type) -> None:
        if kind.kind != "number":
            raise self.fault(node, "number_needed", found=_quoted(node))

    def need_truth(self, node: ast.expr, kind: Type) -> None:
        if kind.kind != "truth":
            raise self.fault(node, "condition_needed", found=_quoted(node))

    def aligned(
        self, node: ast.expr, left: Type, right: Tree, right_type: Type
    ) -> tuple[Tree, Type]:
        """Bring the right side to the left side's unit; a bare number takes the other's."""
        if left.unit is None or right_type.unit is None:
            return right, left if right_type.unit is None else right_type
        return self.in_unit(node, right, right_type, left.unit), left

    def in_unit(self, node: ast.expr, tree: Tree, kind: Type, unit: Unit) -> Tree:
        if kind.unit is not None and not compatible(kind.unit, unit):
            raise self.fault(
                node, "units_differ", left=str(unit) or "1", right=str(kind.unit) or "1"
            )
        return convert(tree, kind, unit)


def question_type(name: str, question: Question) -> Type:
    """Return the type of a bare reference to ``question``.

    Described levels and numbers with an unknown unit are bare; the unit itself is judged where
    the question stands.
    """
    if question.kind == "yes_no":
        return TRUTH
    if question.kind == "maturity":
        return BARE
    if question.kind != "number":
        return Type("choice" if question.kind == "choice" else "choices", None, name)
    try:
        return Type("number", parse_unit(question.unit or ""))
    except UnitError:
        return BARE


def convert(tree: Tree, kind: Type, unit: Unit) -> Tree:
    """Return ``tree`` converted to ``unit``; a bare number takes any unit as it is.

    Raises:
        UnitError: if the units measure different things.
    """
    if kind.unit is None:
        return tree
    ratio = factor(kind.unit, unit)
    return tree if ratio == 1.0 else Scaled(tree, ratio)


def _quoted(node: ast.expr) -> str:
    try:
        return ast.unparse(node)[:40]
    except RecursionError:
        return "…"


def _dotted(node: ast.expr) -> str | None:
    if isinstance(node, ast.Name):  # by far the most
        return node.id
    segments: list[str] = []
    while isinstance(node, ast.Attribute):
        segments.append(node.attr)
        node = node.value
    return ".".join([node.id, *reversed(segments)]) if isinstance(node, ast.Name) else None


def _arithmetic(operator: Operator, left: Tree, right: Tree) -> Tree:
    if isinstance(left, Number) and isinstance(right, Number):
        a, b = left.value, right.value
        results = {"+": a + b, "-": a - b, "*": a * b, "/": a / b if b else math.nan}
        if math.isfinite(results[operator]):
            return Number(results[operator])
    return Arithmetic(operator, left, right)


def _product(operator: str, left: Type, right: Type) -> Type:
    if left.unit is None and right.unit is None:
        return BARE
    first, second = left.unit or Unit(), right.unit or Unit()
    return Type("number", first * second if operator == "*" else first / second)


_GRAMMAR: dict[type[ast.expr], Callable[..., tuple[Tree, Type]]] = {
    ast.Constant: Reader.constant,
    ast.Name: Reader.name,
    ast.Attribute: Reader.name,
    ast.UnaryOp: Reader.unary,
    ast.BinOp: Reader.binary,
    ast.Compare: Reader.comparison,
    ast.BoolOp: Reader.logic,
    ast.IfExp: Reader.either,
    ast.Call: Reader.call,
}
