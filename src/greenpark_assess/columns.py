"""Text in the columns of a terminal, of which a Chinese character takes two.

It imports next to nothing, since ``--help`` waits for it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator


def columns(text: str) -> int:
    """Return how many columns of a terminal ``text`` takes: Chinese characters take two."""
    return sum(_columns_of(sign) for sign in text)


def _columns_of(sign: str) -> int:
    if unicodedata.combining(sign) or unicodedata.category(sign) in {"Mn", "Me", "Cf"}:
        return 0
    return 2 if unicodedata.east_asian_width(sign) in {"W", "F"} else 1


# A Chinese character with the closing signs behind it, or a word, or spaces.
_PIECE = re.compile(r"[⺀-鿿豈-﫿][，。；：、）》”？！…]*|[^\s⺀-鿿豈-﫿]+|\s+")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Break a line between words, and between Chinese characters, at ``width`` columns."""
    line = ""
    for piece in _PIECE.findall(text):
        if line and columns(line) + columns(piece) > width:
            yield line.rstrip()
            line = ""
        line += piece if line else piece.lstrip()
    if line.strip():
        yield line.rstrip()
