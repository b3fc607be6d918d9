"""Reads a PDF by its tags: the text of each cell of its tables, as it is drawn on the page."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Mapping
from typing import Any, TypeAlias

import pikepdf

Row: TypeAlias = list[str]
Texts: TypeAlias = dict[tuple[int, int], str]
CELLS = {"/TH", "/TD"}


def tables(data: bytes) -> list[list[Row]]:
    """Return all tables of a PDF, each with its rows of cells."""
    with pikepdf.open(io.BytesIO(data)) as file:
        texts = dict(_marked(file))
        return [
            [[_text(cell, texts) for cell in _below(row, CELLS)] for row in _below(table, {"/TR"})]
            for table in _below(file.Root.StructTreeRoot, {"/Table"})
        ]


def _below(element: Any, kinds: set[str]) -> Iterator[Any]:
    """Yield the structure elements of some kinds, in the order of reading."""
    for kid in _kids(element):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            if kid.S in kinds:
                yield kid
            else:
                yield from _below(kid, kinds)


def _kids(element: Any) -> list[Any]:
    kids = element.get("/K")
    if kids is None:
        return []
    return list(kids) if isinstance(kids, pikepdf.Array) else [kids]


def _text(element: Any, texts: Texts) -> str:
    """Return the text of an element: that of all marked content below it."""
    pieces = []
    for kid in _kids(element):
        if isinstance(kid, int):
            pieces.append(texts.get((element.Pg.objgen[0], kid), ""))
        elif isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            pieces.append(_text(kid, texts))
        elif isinstance(kid, pikepdf.Dictionary) and "/MCID" in kid:
            page = kid.Pg if "/Pg" in kid else element.Pg
            pieces.append(texts.get((page.objgen[0], int(kid.MCID)), ""))
    return " ".join("".join(pieces).split())


def _marked(file: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], str]]:
    """Yield what is drawn under each mark of each page."""
    for page in file.pages:
        fonts = {name: _characters(font) for name, font in page.Resources.Font.items()}
        marks: list[int | None] = []
        known: Mapping[int, str] = {}
        found: dict[int, str] = {}
        for operands, operator in pikepdf.parse_content_stream(page):
            match str(operator):
                case "BDC" | "BMC":
                    marks.append(_mark(operands))
                case "EMC":
                    marks.pop()
                case "Tf":
                    known = fonts[str(operands[0])]
                case "Tj" | "TJ":
                    mark = next((one for one in reversed(marks) if one is not None), None)
                    if mark is not None:
                        found[mark] = found.get(mark, "") + _decoded(operands[0], known)
        for mark, text in found.items():
            yield (page.objgen[0], mark), text


def _mark(operands: Any) -> int | None:
    inside = operands[-1]
    return (
        int(inside.MCID) if isinstance(inside, pikepdf.Dictionary) and "/MCID" in inside else None
    )


def _decoded(shown: Any, known: Mapping[int, str]) -> str:
    strings = shown if isinstance(shown, pikepdf.Array) else [shown]
    raw = b"".join(bytes(one) for one in strings if isinstance(one, pikepdf.String))
    return "".join(
        known.get(int.from_bytes(raw[at : at + 2], "big"), "?") for at in range(0, len(raw), 2)
    )


def _characters(font: Any) -> dict[int, str]:
    """Return the text of each glyph of a font, as its table for copying has it."""
    table = font.ToUnicode.read_bytes().decode("ascii")
    pairs = re.findall(r"^<([0-9a-fA-F]+)> <([0-9a-fA-F]+)>$", table, re.MULTILINE)
    return {int(code, 16): bytes.fromhex(text).decode("utf-16-be") for code, text in pairs}


def figures(data: bytes) -> list[str]:
    """Return what all drawings of a PDF say to those who cannot see them."""
    with pikepdf.open(io.BytesIO(data)) as file:
        return [str(one.Alt) for one in _below(file.Root.StructTreeRoot, {"/Figure"})]
