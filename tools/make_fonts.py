"""Make the report's two fonts from the full Noto Sans SC.

    python tools/make_fonts.py PACKAGE HANZI

PACKAGE is the unpacked npm package @expo-google-fonts/noto-sans-sc; HANZI is a text file
that holds the characters of 通用规范汉字表 (2013), in any layout. fontTools comes with
WeasyPrint.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

FONTS = Path(__file__).resolve().parent.parent / "src/greenpark_assess/report/fonts"
WEIGHTS = {"Regular": "400Regular", "Bold": "700Bold"}
SMALL_WEIGHTS = {"Regular": "600SemiBold", "Bold": "900Black"}  # as dark, when small

BLOCKS = (
    (0x0020, 0x024F),  # Latin
    (0x02B0, 0x036F),  # modifiers and combining marks
    (0x0370, 0x03FF),  # Greek
    (0x1E00, 0x1EFF),  # Latin for Vietnamese
    (0x2000, 0x22FF),  # punctuation, scripts, currency, letters, numbers, arrows, operators
    (0x2460, 0x24FF),  # enclosed numbers
    (0x2500, 0x27BF),  # boxes, shapes, symbols, dingbats
    (0x3000, 0x303F),  # CJK punctuation
    (0x3200, 0x33FF),  # enclosed CJK and units
    (0xFF00, 0xFFEF),  # full-width forms
)
FEATURES = ["ccmp", "kern", "liga", "locl", "mark", "mkmk"]
NAMES = range(15)  # all but the names of the variable font's axes

ON_THE_LINE = "0123456789+−"
SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻"
SUBSCRIPTS = "₀₁₂₃₄₅₆₇₈₉₊₋"
# In units of 1/1000 em, measured from the font's own ².
SCRIPT_SCALE = 0.6
SCRIPT_WIDTH = 411
SUPERSCRIPT_RISE = 441
SUBSCRIPT_DROP = -560


def wanted_characters(hanzi: Path) -> set[int]:
    """Return the code points of the blocks, of GB 2312 and of the list of hanzi."""
    blocks = {code for first, last in BLOCKS for code in range(first, last + 1)}
    rows = range(0xA1, 0xFF)
    pairs = (bytes((row, cell)).decode("gb2312", "ignore") for row in rows for cell in rows)
    gb2312 = {ord(character) for character in "".join(pairs)}
    return blocks | gb2312 | {ord(character) for character in hanzi.read_text(encoding="utf-8")}


def add_scripts(font: TTFont, heavier: TTFont) -> None:
    """Add the raised and lowered digits and signs that the font lacks, as for CO₂."""
    for base, raised, lowered in zip(ON_THE_LINE, SUPERSCRIPTS, SUBSCRIPTS, strict=True):
        add_scaled(font, raised, (heavier, base), SCRIPT_SCALE, SUPERSCRIPT_RISE)
        add_scaled(font, lowered, (font, raised), 1, SUBSCRIPT_DROP)


def add_scaled(
    font: TTFont, character: str, base: tuple[TTFont, str], scale: float, rise: int
) -> None:
    """Add a character that is a font's other one, scaled and moved up, if it is missing."""
    if ord(character) in font.getBestCmap():
        return
    source, base_character = base
    drawing = source.getGlyphSet()[source.getBestCmap()[ord(base_character)]]
    margin = round((SCRIPT_WIDTH - drawing.width * scale) / 2)
    pen = TTGlyphPen(None)
    drawing.draw(TransformPen(pen, (scale, 0, 0, scale, margin, rise)))
    name, glyph = f"uni{ord(character):04X}", pen.glyph()
    font["glyf"][name] = glyph
    glyph.recalcBounds(font["glyf"])
    font["hmtx"][name] = (SCRIPT_WIDTH, glyph.xMin)
    for table in font["cmap"].tables:
        if table.format in (4, 12):
            table.cmap[ord(character)] = name


def make_font(package: Path, style: str, characters: set[int]) -> None:
    """Write the part of a font that reports need."""
    font, heavier = (open_font(package, weights[style]) for weights in (WEIGHTS, SMALL_WEIGHTS))
    for table in ("vhea", "vmtx", "BASE", "STAT"):
        del font[table]
    add_scripts(font, heavier)
    options = Options(hinting=False, layout_features=FEATURES, name_IDs=list(NAMES))
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters)
    subsetter.subset(font)
    font.save(FONTS / f"NotoSansSC-{style}.ttf")


def open_font(package: Path, weight: str) -> TTFont:
    """Open one of the package's fonts."""
    return TTFont(package / weight / f"NotoSansSC_{weight}.ttf", recalcTimestamp=False)


def main(package: str, hanzi: str) -> None:
    """Make both fonts."""
    characters = wanted_characters(Path(hanzi))
    for style in WEIGHTS:
        make_font(Path(package), style, characters)


if __name__ == "__main__":
    main(*sys.argv[1:])
