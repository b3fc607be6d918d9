"""How wide text is, and where it may be broken.

A chart is drawn without a font at hand, so widths are bounds: no character of the report's font,
regular or bold, is wider than said here. They are in em, the size of the font.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from functools import lru_cache

ELLIPSIS = "…"
FULL_WIDTH = 1.0
ASCII_WIDTHS = {
    0.24: " ",
    0.36: "',.:;Iijl|",
    0.4: "!()-/[\\]f{}",
    0.45: "rt",
    0.55: "*?csz",
    0.61: '"#$+0123456789<=>FJLY^_aegvxy~',
    0.66: "AESTVXZbdhknopqu`",
    0.78: "BCDGKNPRU&",
    0.82: "HOQ",
    0.96: "MWw",
    1.06: "%m@",
}
WIDTHS = {character: width for width, all_ in ASCII_WIDTHS.items() for character in all_}
SIGN_WIDTH = 1.3
"""Of signs that another font may have to lend, pictures of faces for one."""
DASHES = {"–": 0.55, "−": 0.61, "—": 0.92, "°": 0.41, "·": 1.0, "•": 1.0}

NEVER_FIRST = frozenset(",.;:!?%)]}»”’、。，；：？！）】》」』〉…—–·‰℃°")
NEVER_LAST = frozenset("([{«“‘（【《「『〈")
BREAK_AFTER = frozenset("-/–—‐")
CONJUNCTIONS = frozenset("与和及或的")
JOINER = "\u200d"
MODIFIERS = frozenset("\ufe0e\ufe0f\u20e3") | {chr(code) for code in range(0x1F3FB, 0x1F400)}

# What turns the reading direction round or may be seen or not, and what XML does not know.
_UNSEEN = re.compile("[\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)


def clean(words: str) -> str:
    """Return ``words`` on one line, without what would break a drawing or turn it round."""
    return " ".join(_FORBIDDEN.sub(" ", _UNSEEN.sub("", words)).split())


def width(words: str) -> float:
    """Return a bound for how wide ``words`` are, in em."""
    return sum(map(_width, words))


def wrap(words: str, room: float, most: int = 3) -> list[str]:
    """Break ``words`` into at most ``most`` lines no wider than ``room`` em.

    The lines are as few as can be, broken at the best places and then of even length. What does
    not fit ends in an ellipsis. There is always a line, if an empty one.
    """
    parts = list(_parts(clean(words), room))
    lines = _filled(parts, room)
    if len(lines) > most:
        cut = _shortened(lines[most - 1] + lines[most], room)
        return [*(line.strip() for line in lines[: most - 1]), cut]
    return _best(parts, room, len(lines)) if len(lines) > 1 else [lines[0].strip()]


@lru_cache(maxsize=4096)
def _width(character: str) -> float:
    known = WIDTHS.get(character) or DASHES.get(character)
    if known is not None:
        return known
    category = unicodedata.category(character)
    if category in {"Mn", "Me", "Cf"}:
        return 0.0
    if unicodedata.east_asian_width(character) in {"W", "F"}:
        return SIGN_WIDTH if category in {"So", "Sk"} else FULL_WIDTH
    base = unicodedata.normalize("NFD", character)[0]
    if base in WIDTHS:
        return WIDTHS[base]
    return FULL_WIDTH if category[0] in "LNPZ" or category in {"Sm", "Sc"} else SIGN_WIDTH


def _pieces(words: str) -> list[str]:
    """Split where a line may end; each piece keeps the blank that follows it."""
    pieces: list[str] = []
    for one in _clusters(words):
        if pieces and not _may_part(pieces[-1], one):
            pieces[-1] += one
        else:
            pieces.append(one)
    return pieces


def _may_part(before: str, after: str) -> bool:
    last, first = before[-1], after[0]
    if first == " " or first in NEVER_FIRST or last in NEVER_LAST:
        return False
    if last == " ":
        return before.rstrip() == "" or before.rstrip()[-1] not in NEVER_LAST
    wide = {unicodedata.east_asian_width(one) in {"W", "F"} for one in (last, first)}
    return True in wide or (last in BREAK_AFTER and first.isalpha())


def _clusters(words: str) -> Iterator[str]:
    """Yield what one sees as one character: a letter with its accents, a joined picture."""
    cluster = ""
    for one in words:
        joined = cluster.endswith(JOINER) or one == JOINER or one in MODIFIERS
        if cluster and not joined and unicodedata.category(one) not in {"Mn", "Me", "Mc"}:
            yield cluster
            cluster = ""
        cluster += one
    if cluster:
        yield cluster


def _parts(words: str, room: float) -> Iterator[str]:
    """Yield what may not be parted; only what is wider than a line is cut into characters."""
    for piece in _pieces(words):
        if width(piece.rstrip()) <= room:
            yield piece
        else:
            yield from _clusters(piece)


def _filled(parts: Sequence[str], room: float) -> list[str]:
    """Fill line after line, each with the blank that it may end in."""
    lines = [""]
    for part in parts:
        if lines[-1] and width((lines[-1] + part).rstrip()) > room:
            lines.append("")
        lines[-1] += part
    return lines


def _best(parts: Sequence[str], room: float, count: int) -> list[str]:
    """Return ``count`` lines with the least harm, then as even as can be."""
    best = {0: (0, 0.0, [""])}
    for _ in range(count):
        following: dict[int, tuple[int, float, list[str]]] = {}
        for start, (harm, squares, lines) in best.items():
            line = ""
            for end in range(start + 1, len(parts) + 1):
                line += parts[end - 1]
                wide = width(line.rstrip())
                if wide > room and end > start + 1:
                    break
                found = (harm + _harm(parts, end), squares + wide**2, [*lines, line.strip()])
                following[end] = min(following.get(end, found), found)
        best = following
    return best[len(parts)][2][1:]


def _harm(parts: Sequence[str], end: int) -> int:
    """Return how much a break before part number ``end`` hurts."""
    if end == len(parts):
        return 0
    last, first = parts[end - 1][-1], parts[end][0]
    if last in CONJUNCTIONS or first in CONJUNCTIONS:
        return 1
    return 10 if last.isalnum() and first.isalnum() else 0


def _shortened(line: str, room: float) -> str:
    kept = ""
    for one in _clusters(line.strip()):
        if width(kept + one) + width(ELLIPSIS) > room:
            break
        kept += one
    return kept.rstrip() + ELLIPSIS
