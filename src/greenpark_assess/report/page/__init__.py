"""From an assessment to a finished page record: every word and every printed number."""

from __future__ import annotations

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.page.annex import annex, references
from greenpark_assess.report.page.chapters import chapters
from greenpark_assess.report.page.cover import contents, cover, labels, one_line
from greenpark_assess.report.page.declaration import declaration
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.ladder import ladder
from greenpark_assess.report.page.losses import losses
from greenpark_assess.report.page.measures import measures
from greenpark_assess.report.page.method import method
from greenpark_assess.report.page.open import open_questions
from greenpark_assess.report.page.record import Page
from greenpark_assess.report.page.summary import summary
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.rubric.model import Rubric

__all__ = ["Page", "page"]


def page(rubric: Rubric, assessment: Assessment, languages: tuple[str, ...]) -> Page:
    """Return the finished report on ``assessment``.

    Args:
        rubric: the rubric version that judged.
        assessment: its result for one park and period.
        languages: the languages of the report; the first one leads, a second stands beneath it.

    Returns:
        The page record: nothing in it is left to format, round or translate.
    """
    draft = Draft(rubric, assessment, Voice(languages, rubric.header.languages[0]))
    voice, first = draft.voice, cover(draft)
    finished = Page(
        published=draft.published,
        languages=languages,
        title=one_line(draft, "title"),
        running=draft.say(
            "running_illustrative" if assessment.illustrative else "running",
            park=first.park,
            rubric=voice.text(rubric.header.title),
        ),
        subject=one_line(draft, "subject"),
        date=assessment.date.isoformat() if assessment.date else "",
        labels=labels(draft),
        cover=first,
        contents=(),
        summary=summary(draft),
        losses=None if draft.published else losses(draft),
        chapters=chapters(draft),
        measures=None if draft.published else measures(draft),
        ladder=None if draft.published else ladder(draft),
        open_questions=open_questions(draft),
        method=method(draft),
        annex=annex(draft),
        references=references(draft),
        declaration=None if draft.published else declaration(draft),
    )
    return finished._replace(contents=tuple(contents(finished)))
