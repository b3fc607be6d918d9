"""Expressions of a rubric: parsed and typed once, compiled to columns, never executed as code."""

from greenpark_assess.expressions.analyse import Analysis, analyse
from greenpark_assess.expressions.reader import Scope, convert, question_type
from greenpark_assess.expressions.tree import Fault, Tree, Type

__all__ = ["Analysis", "Fault", "Scope", "Tree", "Type", "analyse", "convert", "question_type"]
