"""Plain tables and paragraphs for the terminal; Chinese characters are two columns wide."""

from __future__ import annotations

import shutil
from collections.abc import Sequence

from greenpark_assess.columns import columns, wrapped
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.wording import printable

WIDEST = 100


def plain(phrase: Phrase) -> str:
    """Return the leading text of a phrase as one line with plain spaces."""
    return printable(" ".join(phrase[0].text.split())) if phrase else ""


def paragraph(text: str) -> str:
    """Return ``text`` in lines that fit the terminal."""
    width = min(shutil.get_terminal_size().columns, WIDEST)
    return "\n".join(wrapped(text, width))


def table(rows: Sequence[Sequence[str]], numbers: Sequence[int] = (), indent: str = "  ") -> str:
    """Return rows with aligned columns; those named in ``numbers`` are aligned right."""
    if not rows:
        return ""
    count = len(rows[0])
    widths = [max(columns(row[i]) for row in rows) for i in range(count)]

    def cell(row: Sequence[str], i: int) -> str:
        space = " " * (widths[i] - columns(row[i]))
        return space + row[i] if i in numbers else row[i] + space

    lines = ("  ".join(cell(row, i) for i in range(count)).rstrip() for row in rows)
    return "".join(f"{indent}{line}\n" for line in lines)
