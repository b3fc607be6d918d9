"""A PDF report read again: how it was drawn, and whether its pages are those of another one."""

from __future__ import annotations

import io
from collections.abc import Iterator
from itertools import zip_longest
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pikepdf

FONT_FILES = ("/FontFile", "/FontFile2", "/FontFile3")
MARK = "gap-report"
"""First word of a report's keywords; then ``brief`` where it is, then the languages."""


def how_drawn(raw: bytes) -> tuple[tuple[str, ...], bool] | None:
    """Return the languages of a report and whether it is the brief one; ``None`` if unknown."""
    import pikepdf  # noqa: PLC0415 - only for those who read reports again

    with pikepdf.open(io.BytesIO(raw)) as pdf:
        words = str(pdf.docinfo.get("/Keywords", "")).replace(",", " ").split()
    if words[:1] != [MARK]:
        return None
    brief = "brief" in words
    languages = tuple(word for word in words[1:] if word != "brief")
    return (languages, brief) if languages else None


def changed_pages(raw: bytes, other: bytes) -> tuple[int, ...]:
    """Return the numbers of the pages whose drawing differs, counted from 1."""
    import pikepdf  # noqa: PLC0415

    with pikepdf.open(io.BytesIO(raw)) as one, pikepdf.open(io.BytesIO(other)) as two:
        pairs = zip_longest(one.pages, two.pages)
        return tuple(place for place, (a, b) in enumerate(pairs, 1) if _drawing(a) != _drawing(b))


def _drawing(page: pikepdf.Page | None) -> tuple[object, ...]:
    """Return what is drawn on a page, with which letters, how many links, and on what size."""
    if page is None:
        return ()
    page.contents_coalesce()
    contents = page.obj.get("/Contents")
    drawn = b"" if contents is None else contents.read_bytes()
    links, size = len(page.obj.get("/Annots", ())), tuple(map(str, page.mediabox))
    return drawn, tuple(_letters(page)), links, size


def _letters(page: pikepdf.Page) -> Iterator[bytes]:
    """Yield the embedded fonts of a page: their outlines are what is seen of a number."""
    fonts: Any = page.resources.get("/Font", {})
    for name in sorted(fonts.keys()):
        for one in fonts[name].get("/DescendantFonts", [fonts[name]]):
            described: Any = one.get("/FontDescriptor", {})
            yield from (described[key].read_bytes() for key in FONT_FILES if key in described)
