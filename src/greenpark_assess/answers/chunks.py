"""A section of an answers file as pieces of its text: every entry with the comments around it.

Nothing is understood here but where lines begin and end, so that entries can be moved, kept and
renamed without one of their characters being written anew.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from greenpark_assess.documents import Document
from greenpark_assess.documents.document import Path, Spot

TOOL = "##"
PERSON = "#"


@dataclass(frozen=True, slots=True)
class Edit:
    """Characters of a text and what takes their place."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Chunk:
    """One entry: the lines above that belong to it, its own text, and the comments behind it.

    Lines have no line breaks; ``start`` and ``end`` are characters of the document, from the start
    of the key's line to the end of the last line of the value.
    """

    name: str
    before: tuple[str, ...]
    start: int
    end: int
    after: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Section:
    """A section with one entry per line or lines; ``start`` to ``end`` is all that it holds."""

    start: int
    end: int
    indent: str
    chunks: tuple[Chunk, ...]


def section_of(document: Document, name: str) -> Section | None:
    """Return the section ``name``, which may be empty; ``None`` where its lines are not its own.

    That is where entries stand in braces, several in a line, behind a question mark, or in a list.
    """
    spot = document.spot((name,))
    if spot is None or not isinstance(document.data[name], dict | None):
        return None
    first = document.line_of(spot[0]) + 1
    at = document.line_start(first)
    if spot[4] is None:
        return Section(at, at, "  ", ()) if spot[2] == spot[3] else None
    if document.text[spot[2]] in "{[":
        return None
    return _section(document, sorted(spot[4].items(), key=lambda entry: entry[1][0]), first)


def _section(
    document: Document, entries: list[tuple[str | int, Spot]], first: int
) -> Section | None:
    chunks: list[Chunk] = []
    indent, number = "", first
    for name, spot in entries:
        line = document.line_of(spot[0])
        start = document.line_start(line)
        indent = document.text[start : spot[0]]
        if indent.strip() or line < number:
            return None
        behind, before = _shared(_lines(document, number, line), indent)
        if chunks:
            chunks[-1] = _followed(chunks[-1], behind)
        else:
            before = (*behind, *before)
        last = document.line_of(_end(document.text, spot) - 1)
        last_start, last_line = document.line(last)
        chunks.append(Chunk(str(name), before, start, last_start + len(last_line)))
        number = last + 1
    rest = _behind_the_last(document, number, indent)
    chunks[-1] = _followed(chunks[-1], rest)
    section_end = document.line_start(number + len(rest))
    return Section(document.line_start(first), section_end, indent, tuple(chunks))


def _followed(chunk: Chunk, behind: tuple[str, ...]) -> Chunk:
    return Chunk(chunk.name, chunk.before, chunk.start, chunk.end, behind)


def _lines(document: Document, first: int, end: int) -> tuple[str, ...]:
    return tuple(document.line(number)[1] for number in range(first, end))


def _end(text: str, spot: Spot) -> int:
    """Return where an entry ends: the parser counts blank lines and comments behind it in."""
    _, key_end, start, end, inner = spot
    if inner and text[start] not in "{[":
        return max(_end(text, one) for one in inner.values())
    if inner is None:
        end = start + len(text[start:end].rstrip())
    return max(key_end, end)


def _shared(lines: tuple[str, ...], indent: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Divide the lines between two entries: comments at once behind the first one are its own.

    A comment that stands right above the second one, at its depth, belongs to that.
    """
    count = 0
    while count < len(lines) and is_personal(lines[count]):
        count += 1
    if count == len(lines):
        depths = [len(line) - len(line.lstrip()) for line in lines]
        deeper = (number for number, depth in enumerate(depths) if depth <= len(indent))
        count = next(deeper, len(lines))
    return lines[:count], lines[count:]


def _behind_the_last(document: Document, number: int, indent: str) -> tuple[str, ...]:
    found: list[str] = []
    while document.line_start(number) < len(document.text):
        line = document.line(number)[1]
        if not is_personal(line) or not line.startswith(indent or " "):
            break
        found.append(line)
        number += 1
    return tuple(found)


def is_tool(line: str) -> bool:
    """Tell whether a line is one of the tool's own comments."""
    return line.lstrip().startswith(TOOL)


def is_personal(line: str) -> bool:
    """Tell whether a line is a person's own comment."""
    return line.lstrip().startswith(PERSON) and not is_tool(line)


def spliced(text: str, start: int, end: int, edits: Iterable[Edit]) -> str:
    """Return the characters from ``start`` up to ``end`` with the edits that lie within."""
    return "".join(_pieces(text, start, end, edits))


def _pieces(text: str, start: int, end: int, edits: Iterable[Edit]) -> Iterator[str]:
    for edit in sorted(edits, key=lambda one: (one.start, one.end)):
        yield text[start : edit.start]
        yield edit.text
        start = edit.end
    yield text[start:end]


def scalar_end(document: Document, path: Path) -> int | None:
    """Return where more text can be added to the scalar at ``path``, inside its quotes.

    ``None`` where that cannot be done: in a block of lines, or where nothing stands.
    """
    spot = document.spot(path)
    if spot is None or spot[4] is not None:
        return None
    written = document.text[spot[2] : spot[3]].rstrip()
    if not written or written[0] in "|>":
        return None
    return spot[2] + len(written) - (written[0] in "\"'")
