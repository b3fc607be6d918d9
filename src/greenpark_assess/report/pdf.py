"""A finished page as a tagged, archivable PDF, the same bytes every time."""

from __future__ import annotations

import datetime as dt
import gc
import io
import os
import tempfile
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from greenpark_assess.problems import Problem, ProblemsFound
from greenpark_assess.report.glyphs import font_folder, missing_glyphs
from greenpark_assess.report.html import html
from greenpark_assess.report.limits import within_limits
from greenpark_assess.report.look import PLAIN, Look
from greenpark_assess.report.page.record import Page

VARIANT = "pdf/a-3a"

EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)
"""The date of attachments where the assessment has none."""

FONTS_CONF = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{fonts}</dir><cachedir>{cache}</cachedir></fontconfig>
"""
PANGO_REMEDY = "apt-get install libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0"


@dataclass(frozen=True, slots=True)
class Attached:
    """A file inside the PDF, so that a report can be checked and scored again later."""

    name: str
    data: bytes
    description: str
    mime: str


def pdf(
    page: Page,
    attachments: Sequence[Attached] = (),
    look: Look = PLAIN,
    *,
    brief: bool = False,
    allow_missing_glyphs: bool = False,
) -> bytes:
    """Return the report as PDF/A-3a and PDF/UA-1, with ``attachments`` inside.

    Raises:
        ProblemsFound: ``report.missing_glyph`` where the report's font lacks a character, unless
            that is allowed; ``report.no_pango`` where the machine cannot draw pages;
            ``report.too_long`` and ``report.too_large`` where that takes more than any real
            report does; ``report.template`` as :func:`html`.
    """
    if not allow_missing_glyphs:
        refuse_missing_glyphs(page)
    return drawn(lambda: html(page, look, brief=brief), attachments, page.date)


def refuse_missing_glyphs(page: object) -> None:
    """Make sure that the report's font has every character of a finished page.

    Raises:
        ProblemsFound: ``report.missing_glyph`` for each character that it lacks.
    """
    lacking = missing_glyphs(page)
    if lacking:
        raise ProblemsFound(lacking)


def drawn(document: Callable[[], str], attachments: Sequence[Attached], date: str) -> bytes:
    """Return an HTML document, made within the limits of time and memory, as :func:`pdf` does.

    ``date`` (ISO 8601, maybe empty) is that of the attachments.
    """
    with _own_fonts(), _uncollected(), within_limits():
        return _write(document(), attachments, _moment(date))


def _write(document: str, attachments: Sequence[Attached], moment: dt.datetime) -> bytes:
    ready()
    from weasyprint import Attachment  # noqa: PLC0415 - slow, and the fonts must be set up before

    from greenpark_assess.report.finish import Finisher, finishing  # noqa: PLC0415
    from greenpark_assess.report.paper import Paper  # noqa: PLC0415

    files = [
        Attachment(
            string=one.data,
            name=one.name,
            description=one.description,
            relationship="Source",
            created=moment,
            modified=moment,
        )
        for one in attachments
    ]
    # The parsed document is not kept: only the pages drawn from it are needed from here on.
    rendered = Paper(document).render(pdf_variant=VARIANT)
    finish = Finisher(tuple(one.mime for one in attachments))
    with finishing():
        return bytes(rendered.write_pdf(finisher=finish, pdf_variant=VARIANT, attachments=files))


def ready() -> None:
    """Make sure that this machine can draw pages.

    Raises:
        ProblemsFound: ``report.no_pango`` where it cannot.
    """
    try:
        with redirect_stdout(io.StringIO()):  # where it would print advice of its own
            import weasyprint  # noqa: F401, PLC0415 - see _write
    except OSError as error:  # how a missing shared library shows itself
        problem = Problem("report.no_pango", details={"remedy": PANGO_REMEDY})
        raise ProblemsFound((problem,)) from error


# --- surroundings ---------------------------------------------------------------------


def _moment(date: str) -> dt.datetime:
    return dt.datetime.fromisoformat(date).replace(tzinfo=dt.UTC) if date else EPOCH


@contextmanager
def _own_fonts() -> Iterator[None]:
    """Let fontconfig see the report's own fonts and nothing else."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory() as folder:
        conf = Path(folder, "fonts.conf")
        conf.write_text(
            FONTS_CONF.format(fonts=escape(str(font_folder())), cache=escape(folder)),
            encoding="utf-8",
        )
        os.environ["FONTCONFIG_FILE"] = str(conf)
        try:
            yield
        finally:
            del os.environ["FONTCONFIG_FILE"]
            if before is not None:
                os.environ["FONTCONFIG_FILE"] = before


@contextmanager
def _uncollected() -> Iterator[None]:
    """Leave the cyclic collector out: it takes a third of the time and finds next to nothing."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()
