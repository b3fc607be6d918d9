"""Draw one page of a PDF as a picture, for the READMEs.

python tools/page_picture.py report.pdf 3 page.png
"""

from __future__ import annotations

import sys
from pathlib import Path

import pypdfium2

SCALE = 1.25  # pixels per point: an A4 page is about 750 pixels wide
SHADES = 64  # a page of text and flat colours needs no more


def main(report: str, page: str, picture: str) -> None:
    """Write page number ``page`` (from 1) of ``report`` as a PNG file."""
    with pypdfium2.PdfDocument(report) as document:
        drawn = document[int(page) - 1].render(scale=SCALE).to_pil()
    drawn.quantize(SHADES).save(Path(picture), optimize=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
