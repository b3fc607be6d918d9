"""The PDF report of the sample park, beside WeasyPrint's own command on the same HTML."""

from __future__ import annotations

from collections.abc import Iterator
from xml.sax.saxutils import escape

from measure import Finding, in_turn, ratios
from processes import ROOT, workshop

from greenpark_assess.report.glyphs import font_folder
from greenpark_assess.report.pdf import FONTS_CONF

SAMPLE = ROOT / "tests/cases/processing-park/2025.yaml"
MEGABYTE = 1_000_000


def findings(*, quick: bool) -> Iterator[Finding]:
    """Draw the same pages both ways, in turn."""
    peaks: list[float] = []
    with workshop() as shop:
        fonts = shop.folder / "fonts.conf"
        cache = shop.folder / "font-cache"
        places = {"fonts": escape(str(font_folder())), "cache": escape(str(cache))}
        fonts.write_text(FONTS_CONF.format(**places), encoding="utf-8")
        shop.greenpark("report", SAMPLE, "-o", "page.html", "--lang", "zh")

        def ours() -> float:
            used = shop.greenpark("report", SAMPLE, "-o", "ours.pdf", "--lang", "zh", "--force")
            peaks.append(used.peak / MEGABYTE)
            return used.seconds

        def theirs() -> float:
            command = ("-m", "weasyprint", "page.html", "theirs.pdf")
            return shop.used_by(*command, FONTCONFIG_FILE=str(fonts)).seconds

        costs = in_turn({"ours": ours, "theirs": theirs}, 2 if quick else 9)
    seconds = ratios(costs["ours"], costs["theirs"])
    yield Finding("greenpark report as PDF / weasyprint on its HTML", seconds, at_most=0.8)
    yield Finding("peak memory of greenpark report", peaks, " MB", at_most=200)
