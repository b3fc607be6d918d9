"""The fonts that the reports bring along, and the characters that they lack."""

from __future__ import annotations

import dataclasses
import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from importlib import resources
from pathlib import Path

from greenpark_assess.problems import Problem
from greenpark_assess.report.page.record import Run

FONTS = ("NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")
SHOWN = 20  # characters of text shown on either side of a missing one
UNSEEN = frozenset({"Cf", "Cc", "Zl", "Zp", "Zs"})


def font_folder() -> Path:
    """Return the folder with the report's fonts."""
    with resources.as_file(resources.files(__package__) / "fonts") as folder:
        return folder


@lru_cache(maxsize=1)
def drawable() -> frozenset[int]:
    """Return the code points that the report's font can draw, the same in every weight."""
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only needed for PDF

    with TTFont(font_folder() / FONTS[0], lazy=True) as font:
        font.setGlyphOrder([""] * font["maxp"].numGlyphs)  # or it would make up all their names
        return frozenset(font.getBestCmap())


def missing_glyphs(page: object) -> tuple[Problem, ...]:
    """Return one problem per character of ``page`` that the report's font cannot draw."""
    everything = tuple(texts(page))
    missing = {one for one in set().union(*everything) if not _can_draw(one)}
    return tuple(
        _lacking(one, next(text for text in everything if one in text))
        for one in sorted(missing, key="".join(everything).index)
    )


def _lacking(character: str, text: str) -> Problem:
    place = text.index(character)
    shown = text[max(0, place - SHOWN) : place + SHOWN + 1]
    code = f"U+{ord(character):04X}"
    return Problem(
        "report.missing_glyph", details={"character": character, "code": code, "text": shown}
    )


def texts(record: object) -> Iterator[str]:
    """Yield every text of a page record, in the order of the pages."""
    if isinstance(record, str):
        yield record
    elif isinstance(record, Run):
        yield record.text
    elif isinstance(record, tuple):
        for item in record:
            yield from texts(item)
    elif isinstance(record, dict):
        yield from texts(tuple(record.values()))
    elif dataclasses.is_dataclass(record):
        for field in dataclasses.fields(record):
            yield from texts(getattr(record, field.name))


def _can_draw(character: str) -> bool:
    return ord(character) in drawable() or unicodedata.category(character) in UNSEEN
