"""How an expression is spelt: Python's syntax tree of a text, or the fault that prevents one.

Most faults are words or signs of another language, for which the right one is known.
"""

from __future__ import annotations

import ast
import re
import unicodedata
import warnings

from greenpark_assess.expressions.tree import Fault

# What people type who know another language, and what they meant.
_FOREIGN = {
    "&&": "and",
    "||": "or",
    "=": "==",
    "<>": "!=",
    "，": ",",
    "（": "(",
    "）": ")",
    "≥": ">=",
    "≤": "<=",
    "×": "*",
    "÷": "/",
    "²": "**2",
    "³": "**3",
    "且": "and",
    "或": "or",
}
# Where Python's parser may have advice: "1if", and a backslash in a text.
_MAY_WARN = re.compile(r"(?<![a-z_\d.])\d+\.?[a-zA-Z_]|\\")


def read_syntax(text: str) -> ast.expr | Fault:
    """Return the syntax tree of ``text``, or the first fault of its spelling."""
    try:
        parsed = _parsed(text)
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        return _syntax_fault(text, error)
    return _look_alike(text) or parsed


def _parsed(text: str) -> ast.expr:
    text = text.strip() and text
    if not _MAY_WARN.search(text):
        return ast.parse(text, mode="eval").body
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # Python's advice to programmers is not for our authors
        return ast.parse(text, mode="eval").body


def _syntax_fault(text: str, error: Exception) -> Fault:
    for foreign, meant in _FOREIGN.items():
        at = _position(text, foreign)
        if at is not None:
            details = {"found": foreign, "meant": meant}
            return Fault("expression.foreign", at, at + len(foreign), details)
    look_alike = _look_alike(text)
    if look_alike is not None:
        return look_alike
    line, offset = getattr(error, "lineno", None) or 1, getattr(error, "offset", None)
    at = len(text) if offset == 0 else line_start(text, line) + (offset or 1) - 1  # 0: the end
    start = min(max(at, 0), max(len(text) - 1, 0))
    return Fault("expression.syntax", start, start + 1, {"found": text[start : start + 10]})


def _look_alike(text: str) -> Fault | None:
    """Find a character that only looks like one of this language; Python reads ``ｗ`` as ``w``."""
    if text.isascii():
        return None
    for at, sign in enumerate(text):
        meant = unicodedata.normalize("NFKC", sign)
        if meant != sign:
            details = {"found": sign} | ({"meant": meant} if meant.isascii() else {})
            return Fault("expression.foreign", at, at + 1, details)
    return None


def line_start(text: str, line: int) -> int:
    """Return where a line begins, counted from 1 as Python counts lines."""
    starts = [0, *(found.end() for found in re.finditer(r"\r\n?|\n", text))]
    return starts[min(line, len(starts)) - 1]


def _position(text: str, foreign: str) -> int | None:
    at = text.find(foreign)
    if foreign == "=":
        at = next(
            (
                i
                for i, sign in enumerate(text)
                if sign == "=" and text[i - 1 : i] not in "<>!=" and text[i + 1 : i + 2] != "="
            ),
            -1,
        )
    return at if at >= 0 else None
