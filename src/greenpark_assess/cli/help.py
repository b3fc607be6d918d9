"""Help texts in columns of the terminal, of which a Chinese character takes two."""

from __future__ import annotations

from collections.abc import Iterable

import click

from greenpark_assess.columns import columns, wrapped


class Formatter(click.HelpFormatter):
    """Click's formatter, which counts characters, with columns counted instead."""

    def write_text(self, text: str) -> None:
        """Write paragraphs, broken where a line is full."""
        indent = " " * self.current_indent
        paragraphs = (" ".join(one.split("\n")) for one in text.split("\n\n"))
        self.write("\n\n".join(self._lines(one, self.width, indent) for one in paragraphs))
        self.write("\n")

    def write_dl(
        self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2
    ) -> None:
        """Write terms with their explanations beside them, or below those that are long."""
        pairs = list(rows)
        widest = max((columns(term) for term, _ in pairs), default=0)
        first = min(widest, col_max) + col_spacing
        here, there = " " * self.current_indent, " " * (self.current_indent + first)
        for term, text in pairs:
            space = first - columns(term)
            begin = f"{here}{term}" + (" " * space if space >= col_spacing else f"\n{there}")
            self.write(f"{begin}{self._lines(text, self.width, there).lstrip()}\n")

    def _lines(self, text: str, width: int, indent: str) -> str:
        room = max(width - len(indent), 10)
        return "\n".join(f"{indent}{line}" for line in wrapped(text, room))
