"""What open answers leave undecided, and all that is still open."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.assessment import OpenRecord
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import score_text
from greenpark_assess.report.page.record import Heading, OpenLine, OpenQuestions, Phrase
from greenpark_assess.report.page.topics import by_topic, topic_title
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Id

MOST_LINES = 20
NONE, LEAST = "0.0", "0.1"


def open_questions(draft: Draft) -> OpenQuestions:
    """Return what is undecided, most telling first, and the open questions by topic."""
    open_ = {
        topic: [name for name in names if _is_open(draft, name)]
        for topic, names in by_topic(draft).items()
    }
    count = sum(map(len, open_.values()))
    more = len(draft.assessment.open) - MOST_LINES
    return OpenQuestions(
        heading=Heading("open", "", draft.say("headings.open")),
        about=draft.say("open.about", count=str(count)),
        lines=tuple(open_lines(draft))[:MOST_LINES],
        more=draft.voice.say("open.more", count=str(more)) if more > 0 else NOTHING,
        topics=tuple(
            (
                topic_title(draft, topic),
                tuple(draft.voice.text(draft.rubric.questions[name].text) for name in names),
            )
            for topic, names in open_.items()
            if names
        ),
    )


def open_lines(draft: Draft) -> Iterator[OpenLine]:
    """Yield the indicators that are undecided, with the questions that would settle them."""
    for name, record in draft.assessment.open.items():
        questions = draft.rubric.questions
        yield OpenLine(
            indicator=draft.title(name),
            link=draft.anchors[name],
            questions=tuple(draft.voice.text(questions[one].text) for one in record.questions),
            narrows=_narrows(record.narrows),
            decides=_decides(draft, record),
        )


def _narrows(points: float) -> str:
    """Write by how much a range shrinks; too little to show is not nothing."""
    shown = score_text(points)
    return f"< {LEAST}" if points > 0 and shown == NONE else shown


def _decides(draft: Draft, record: OpenRecord) -> Phrase:
    if record.decides is None:
        return NOTHING
    return draft.voice.text(draft.rubric.levels[record.decides].title)


def _is_open(draft: Draft, name: Id) -> bool:
    answer = draft.assessment.answers.get(name)
    return answer is None or (answer.status == "unanswered" and not answer.not_asked)
