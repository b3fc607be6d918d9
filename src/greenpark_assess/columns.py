"""Text in the columns of a terminal, of which a Chinese character takes two.

It imports next to nothing, since ``--help`` waits for it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: Chinese characters take two."""
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


_CLOSING = frozenset("，。；：、）》”？！…")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a line between words, and between Chinese characters, at ``width`` columns."""
    line = ""
    for piece in _pieces(text):
        if line and columns(line) + columns(piece) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """Yield what stays on one line: a word, spaces, a Chinese character with its closing signs."""
    start = 0
    for at in range(1, len(text)):
        if _may_break(text[at - 1], text[at]):
            yield text[start:at]
            start = at
    yield text[start:]


def _may_break(before: str, after: str) -> bool:
    if before.isspace() or after.isspace():
        return before.isspace() != after.isspace()
    if after in _CLOSING:
        return False
    return _is_chinese(after) or _is_chinese(before) or before in _CLOSING


def _is_chinese(sign: str) -> bool:
    return "⺀" <= sign <= "鿿" or "豈" <= sign <= "﫿"
