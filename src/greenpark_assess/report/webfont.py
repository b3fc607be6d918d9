"""The characters of one report as small fonts in its HTML, for screens without Chinese fonts."""

from __future__ import annotations

import base64
import io
from functools import lru_cache
from pathlib import Path

from greenpark_assess.report.glyphs import FONTS, font_folder, texts

FAMILY = "Report Sans"
WEIGHTS = (400, 700)
IDEOGRAPHS = "\u2e80"
"""What comes from here on is not in the usual fonts of a Latin system."""


def font_faces(page: object) -> str:
    """Return CSS that brings the report's own fonts, reduced to the characters of ``page``.

    Empty where the page has none that the usual fonts of a system lack.
    """
    characters = {character for text in texts(page) for character in text}
    if not any(character >= IDEOGRAPHS for character in characters):
        return ""
    wanted = frozenset(characters)
    return "".join(
        f'@font-face {{ font-family: "{FAMILY}"; font-weight: {weight}; '
        f"src: url(data:font/woff;base64,{_subset(font_folder() / font, wanted)}) }}\n"
        for font, weight in zip(FONTS, WEIGHTS, strict=True)
    )


@lru_cache(maxsize=4)
def _subset(font: Path, characters: frozenset[str]) -> str:
    """Return ``font`` with ``characters`` only, as WOFF in base64."""
    from fontTools.subset import Options, Subsetter, load_font, save_font  # noqa: PLC0415 - slow

    options = Options(flavor="woff", desubroutinize=True, layout_features=[], notdef_outline=True)
    subsetter, written = Subsetter(options), io.BytesIO()
    subsetter.populate(unicodes=sorted(map(ord, characters)))
    with load_font(str(font), options) as loaded:
        subsetter.subset(loaded)
        save_font(loaded, written, options)
    return base64.b64encode(written.getvalue()).decode()
