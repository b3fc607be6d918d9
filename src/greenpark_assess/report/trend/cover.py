"""The cover of the trend report, its contents, and the fixed words of its templates."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.report.page.cover import level_words
from greenpark_assess.report.page.record import ContentsLine, Entry, Phrase
from greenpark_assess.report.page.voice import NOTHING, Voice, spoken
from greenpark_assess.report.trend.course import Course
from greenpark_assess.report.trend.dimensions import MOST_YEARS
from greenpark_assess.report.trend.record import Cover, Section

LABELS = ("colon", "contents")
FEWEST_LISTED = 4
MOST_NAMED = 12
"""Parks that a cover names; of more it tells the number."""


def cover(compared: Compared, courses: Sequence[Course], voice: Voice, date: str) -> Cover:
    """Return the first page."""
    alone = courses[0] if len(courses) == 1 else None
    return Cover(
        kind=voice.say("cover.kind_alone" if alone else "cover.kind_several"),
        park=alone.park if alone else voice.say("cover.parks", count=str(len(courses))),
        mark=_mark(courses, voice),
        score=_score(alone) if alone else "",
        out_of=voice.say("cover.score_of", period=alone.last.period) if alone else NOTHING,
        level=level_words(alone.draft) if alone else NOTHING,
        years=tuple(_years(alone)) if alone and len(alone.years) <= MOST_YEARS else (),
        facts=tuple(_facts(compared, courses, voice, date)),
        statement=voice.say(
            "cover.statement" if len(_periods(courses)) > 1 else "cover.one_rubric"
        ),
    )


def subject(compared: Compared, courses: Sequence[Course], voice: Voice) -> Phrase:
    """Name the park and its years, or the parks and the rubric: the title of the document."""
    if len(courses) == 1:
        periods = [year.period for year in courses[0].years]
        span = periods[0] if len(periods) == 1 else f"{periods[0]}–{periods[-1]}"
        return voice.say("title_alone", park=courses[0].park, periods=span)
    return voice.say("title_several", rubric=voice.text(compared.rubric.header.title))


def running(compared: Compared, courses: Sequence[Course], voice: Voice) -> Phrase:
    """Return the line at the head of every page."""
    mark = _mark(courses, voice)
    words = subject(compared, courses, voice)
    if len(courses) == 1:
        rubric = voice.text(compared.rubric.header.title)
        words = voice.say("running_head", subject=words, rubric=rubric)
    return voice.say("running_mark", words=words, mark=mark) if mark else words


def contents(sections: Iterable[Section]) -> tuple[ContentsLine, ...]:
    """Return the lines of the contents; a report of few sections needs none."""
    lines = tuple(ContentsLine(section.heading, 0) for section in sections)
    return lines if len(lines) >= FEWEST_LISTED else ()


def labels(voice: Voice) -> dict[str, Phrase]:
    """Return the fixed words of the templates."""
    return {name: voice.say(f"labels.{name}") for name in LABELS}


def one_line(phrase: Phrase, voice: Voice) -> str:
    """Return a phrase as one plain line in the leading language, for a document's metadata."""
    return " ".join(spoken(phrase, voice.languages[0]).split())


def rubric_words(compared: Compared, voice: Voice) -> Phrase:
    """Name the yardstick with its version."""
    header = compared.rubric.header
    return voice.say("cover.rubric", title=voice.text(header.title), version=header.version)


def _score(course: Course) -> str:
    if course.draft.assessment.basis:
        total = course.last.standing.total
        return "".join(run.text for run in course.draft.range(total.low, total.high)) or "–"
    return course.draft.score(course.last.standing.total.points) or "–"


def _years(course: Course) -> Iterator[Entry]:
    for year in course.years:
        score = year.draft.score(year.standing.total.points) or "–"
        yield Entry(course.voice.quote(year.period), course.voice.figure(score))


def _mark(courses: Sequence[Course], voice: Voice) -> Phrase:
    """Say if something in this report is made up, or was never answered by the park."""
    assessments = [year.draft.assessment for course in courses for year in course.years]
    if any(one.basis for one in assessments):
        return voice.say("cover.public_record")
    return voice.say("cover.illustrative") if any(one.illustrative for one in assessments) else ()


def _facts(
    compared: Compared, courses: Sequence[Course], voice: Voice, date: str
) -> Iterator[Entry]:
    if len(courses) > 1:
        named = [course.park for course in courses[:MOST_NAMED]]
        names = voice.join(named, "list.titles")
        more = len(courses) - len(named)
        if more:
            names = voice.say("summary.and_more", titles=names, count=str(more))
        yield Entry(voice.say("cover.parks_named"), names)
    elif country := courses[0].draft.assessment.park.country:
        known = voice.knows(f"countries.{country}")
        words = voice.say(f"countries.{country}") if known else voice.quote(country)
        yield Entry(voice.say("cover.country"), words)
    if len(courses) > 1 or len(courses[0].years) > MOST_YEARS:
        periods = (voice.quote(period) for period in _periods(courses))
        yield Entry(voice.say("cover.periods"), voice.join(periods))
    yield Entry(voice.say("cover.yardstick"), rubric_words(compared, voice))
    if date:
        yield Entry(voice.say("cover.date"), voice.figure(date))


def _periods(courses: Sequence[Course]) -> list[str]:
    return sorted({year.period for course in courses for year in course.years})
