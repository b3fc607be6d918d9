"""A YAML file as plain data that remembers where everything was written."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeAlias

from greenpark_assess.problems import Place, Problem

Path: TypeAlias = tuple[str | int, ...]
"""The way to a value inside the data: keys and list positions from the top."""

# (start of key, end of key, start of value, end of value, layout of the entries), counted in
# characters from the start of the text; list entries have -1 for their keys.
Spot: TypeAlias = tuple[int, int, int, int, dict[str | int, Any] | None]
Layout: TypeAlias = dict[str | int, Spot]

# The line breaks of YAML 1.1, by which the parser counts lines.
_BREAK = re.compile("\r\n|[\n\r\x85\u2028\u2029]")


@dataclass(frozen=True)
class Document:
    """What was read from one YAML file.

    Attributes:
        file: Name of the file, as messages show it.
        text: The text that was read.
        data: Plain ``dict`` (keys are text), ``list``, ``str``, ``int``, ``float``, ``bool`` and
            ``None``; what could be understood if there are problems.
        problems: Everything that is wrong with the YAML itself, in the order of the file.
        complete: Whether ``data`` holds all that stands in the file. If not (broken syntax, an
            alias), checking ``data`` any further would blame the person for what was left out.
    """

    file: str
    text: str
    data: Any = field(repr=False)
    problems: tuple[Problem, ...] = ()
    complete: bool = True
    layout: Layout = field(default_factory=dict, repr=False, compare=False)

    def place(self, path: Path = (), *, key: bool = False) -> Place:
        """Return where the value at ``path`` stands, or with ``key`` the key that leads to it.

        Where ``path`` does not exist, the place is the key (or else the start) of the deepest
        part of it that does.
        """
        start, end = self._extent(path, key=key)
        return self.place_of(start, end)

    def place_of(self, start: int, end: int) -> Place:
        """Return the place of the characters from ``start`` up to ``end``, or to the line's end."""
        number = self.line_of(start)
        line_start, source = self.line(number)
        column = start - line_start
        width = len(source[column : column + end - start].rstrip())
        return Place(self.file, number, column + 1, max(1, width), source)

    def written(self, path: Path) -> str:
        """Return the text of a scalar as it was typed: ``1.10``, ``1e3``, ``true``, or its text.

        Quotes and line folding are gone, as they are in ``data``; a collection gives ``""``.
        """
        value, spot = self.data, self.layout.get(0)
        for part in path:
            if spot is None or spot[4] is None:
                return ""
            value, spot = value[part], spot[4].get(part)
        if isinstance(value, str):
            return value
        return "" if spot is None or spot[4] is not None else self.text[spot[2] : spot[3]]

    def _extent(self, path: Path, *, key: bool) -> tuple[int, int]:
        spot = self.layout.get(0)
        if spot is None:
            return 0, 0
        for part in path:
            if spot[4] is None or part not in spot[4]:
                key = True
                break
            spot = spot[4][part]
        return spot[:2] if key and spot[0] >= 0 else spot[2:4]

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _BREAK.finditer(self.text))]

    def line_of(self, index: int) -> int:
        """Return the number (from 1) of the line in which the character at ``index`` stands."""
        return bisect_right(self._line_starts, index)

    def line_start(self, number: int) -> int:
        """Return where line ``number`` starts in the text; its end for lines behind the last."""
        starts = self._line_starts
        return starts[number - 1] if number <= len(starts) else len(self.text)

    def spot(self, path: Path) -> Spot | None:
        """Return where key and value at ``path`` stand in the text, if they do."""
        spot = self.layout.get(0)
        for part in path:
            if spot is None or spot[4] is None:
                return None
            spot = spot[4].get(part)
        return spot

    def line(self, number: int) -> tuple[int, str]:
        """Return where line ``number`` (from 1) starts in the text, and its text."""
        start, end = self.line_start(number), self.line_start(number + 1)
        return start, self.text[start:end].rstrip("\r\n\x85\u2028\u2029")
