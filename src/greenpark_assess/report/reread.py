"""A PDF report read again: how it was drawn, and whether its pages are those of another one."""

from __future__ import annotations

import io
from itertools import zip_longest
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pikepdf

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


def _drawing(page: pikepdf.Page | None) -> bytes | None:
    """Return what is drawn on a page, how many links it has, and how large it is."""
    if page is None:
        return None
    page.contents_coalesce()
    contents = page.obj.get("/Contents")
    drawn = b"" if contents is None else contents.read_bytes()
    links = len(page.obj.get("/Annots", ()))
    return drawn + f"\n{links} {list(page.mediabox)}".encode()
