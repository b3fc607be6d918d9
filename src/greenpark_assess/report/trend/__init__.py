"""The trend report: a park over the years, and parks beside each other, as HTML and PDF."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.comparison.records import Group
from greenpark_assess.problems import Problem
from greenpark_assess.report.html import rendered
from greenpark_assess.report.look import PLAIN, Look
from greenpark_assess.report.pdf import Attached, drawn, refuse_missing_glyphs
from greenpark_assess.report.trend.between import between
from greenpark_assess.report.trend.causes import causes
from greenpark_assess.report.trend.course import Course, courses, trend_voice
from greenpark_assess.report.trend.cover import contents, cover, labels, one_line, running, subject
from greenpark_assess.report.trend.dimensions import dimensions
from greenpark_assess.report.trend.follow_up import follow_up
from greenpark_assess.report.trend.indicators import indicators
from greenpark_assess.report.trend.method import method
from greenpark_assess.report.trend.record import Section, TrendPage
from greenpark_assess.report.trend.summary import summary
from greenpark_assess.report.trend.targets import targets
from greenpark_assess.report.trend.versions import versions
from greenpark_assess.report.webfont import font_faces
from greenpark_assess.rubric.diff import Diff
from greenpark_assess.rubric.model import Rubric

__all__ = ["NOTHING_MORE", "Background", "TrendPage", "trend_html", "trend_page", "trend_pdf"]

TEMPLATE = "trend/report.html"


@dataclass(frozen=True, slots=True)
class Background:
    """What a comparison does not know itself, and its report tells.

    Attributes:
        diffs: How the yardstick differs from the versions under which entries were answered.
        groups: Names of groups, each with its parks beside each other.
        notes: What was found wrong with the files, such as a currency that changed.
        earlier: The other versions by their names, where they are at hand.
    """

    diffs: tuple[Diff, ...] = ()
    groups: Mapping[str, Group] = field(default_factory=dict)
    notes: tuple[Problem, ...] = ()
    earlier: Mapping[str, Rubric] = field(default_factory=dict)


NOTHING_MORE = Background()


def trend_html(
    compared: Compared,
    languages: tuple[str, ...],
    look: Look = PLAIN,
    date: dt.date | None = None,
    background: Background = NOTHING_MORE,
) -> str:
    """Return the report as one HTML file that needs nothing beside it.

    Raises:
        ProblemsFound: ``report.template``: a template of the user's own has a fault.
    """
    page = trend_page(compared, languages, date, background)
    return rendered(TEMPLATE, page, look, font_faces(page))


def trend_pdf(  # noqa: PLR0913 - what every report takes, and its background
    compared: Compared,
    languages: tuple[str, ...],
    look: Look = PLAIN,
    date: dt.date | None = None,
    background: Background = NOTHING_MORE,
    *,
    attachments: Sequence[Attached] = (),
) -> bytes:
    """Return the report as PDF/A-3a and PDF/UA-1, with ``attachments`` inside.

    Raises:
        ProblemsFound: as :func:`greenpark_assess.report.pdf.pdf`.
    """
    page = trend_page(compared, languages, date, background)
    refuse_missing_glyphs(page)
    return drawn(lambda: rendered(TEMPLATE, page, look, ""), attachments, page.date)


def trend_page(
    compared: Compared,
    languages: tuple[str, ...],
    date: dt.date | None = None,
    background: Background = NOTHING_MORE,
) -> TrendPage:
    """Return the finished report.

    Args:
        compared: The comparison.
        languages: The languages of the report; the first one leads, a second stands beneath it.
        date: The date of the report.
        background: What the comparison does not know itself.

    Returns:
        The page record: nothing in it is left to format, round or translate.
    """
    voice = trend_voice(languages, compared.rubric.header.languages[0])
    found = courses(compared, languages)
    written = date.isoformat() if date else ""
    sections = tuple(_sections(compared, found, background))
    title = subject(compared, found, voice)
    return TrendPage(
        languages=languages,
        title=one_line(title, voice),
        running=running(compared, found, voice),
        subject=one_line(voice.say("subject_line"), voice),
        date=written,
        labels=labels(voice),
        cover=cover(compared, found, voice, written),
        contents=contents(sections),
        sections=sections,
    )


def _sections(
    compared: Compared, found: Sequence[Course], background: Background
) -> Iterator[Section]:
    voice = found[0].voice
    if compared.group is not None:
        yield between(found, compared.group, background.groups, voice)
    for course in found:
        if course.steps:
            yield from _over_time(course)
    steps = [(diff, background.earlier.get(diff.old)) for diff in background.diffs]
    changed = versions(found, steps, background.notes, voice)
    if changed is not None:
        yield changed
    yield method(compared, voice)


def _over_time(course: Course) -> Iterator[Section]:
    yield summary(course)
    yield causes(course)
    yield dimensions(course)
    yield indicators(course)
    for section in (follow_up(course), targets(course)):
        if section is not None:
            yield section
