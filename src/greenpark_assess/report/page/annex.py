"""Every answer, and the documents that the report leans on."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.assessment import AnswerRecord
from greenpark_assess.report.page.answers import answer_text, target_text, written_otherwise
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import (
    Annex,
    AnswerRow,
    Entry,
    Heading,
    Mark,
    Phrase,
    Reference,
    References,
    Topic,
)
from greenpark_assess.report.page.topics import by_topic, topic_title
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Id, Source

UNANSWERED = AnswerRecord(status="unanswered")


def annex(draft: Draft) -> Annex:
    """Return every question that has an answer, by topic."""
    told = {
        topic: [name for name in names if _is_told(_answer(draft, name))]
        for topic, names in by_topic(draft).items()
    }
    return Annex(
        heading=Heading("annex", "", draft.say("headings.annex")),
        about=draft.voice.join(_about(draft), "list.sentences"),
        topics=tuple(
            Topic(
                Heading(f"topic-{place}", "", topic_title(draft, topic)),
                tuple(_row(draft, name) for name in names),
            )
            for place, (topic, names) in enumerate(told.items(), 1)
            if names
        ),
    )


def _about(draft: Draft) -> Iterator[Phrase]:
    """Yield what stands here, and what does not."""
    yield draft.say("annex.about")
    answers = [_answer(draft, name) for name in draft.rubric.questions]
    for kind in ("open", "not_asked"):
        left = [one for one in answers if not _is_told(one) and one.not_asked == (kind != "open")]
        if left:
            yield draft.voice.say(f"annex.{kind}", count=str(len(left)))


def _is_told(answer: AnswerRecord) -> bool:
    """Tell whether there is anything to say of a question; the others have a list of their own."""
    return not answer.not_asked and (answer.status != "unanswered" or bool(answer.written))


def references(draft: Draft) -> References:
    """Return the sources of benchmarks and measures, as numbered in the report."""
    return References(
        heading=Heading("references", "", draft.voice.say("headings.references")),
        items=tuple(
            _reference(draft, draft.rubric.sources[name], number)
            for name, number in draft.references.items()
            if name is not None
        ),
    )


def _reference(draft: Draft, source: Source, number: int) -> Reference:
    voice = draft.voice
    year = voice.figure(str(source.year)) if source.year is not None else NOTHING
    url = source.url or ""
    return Reference(
        number=f"[{number}]",
        title=voice.text(source.title),
        detail=voice.join((voice.text(source.publisher), year), "list.detail"),
        link=url if url.startswith(("https://", "http://")) else "",
    )


def _answer(draft: Draft, name: Id) -> AnswerRecord:
    return draft.assessment.answers.get(name, UNANSWERED)


def _row(draft: Draft, name: Id) -> AnswerRow:
    question, answer = draft.rubric.questions[name], _answer(draft, name)
    return AnswerRow(
        question=draft.voice.text(question.text),
        answer=answer_text(draft.voice, question, answer),
        mark=_mark(draft, answer),
        remarks=tuple(_remarks(draft, name, answer)),
    )


def _mark(draft: Draft, answer: AnswerRecord) -> Mark | None:
    if answer.not_asked:
        return Mark(draft.voice.say("state.not_asked"), "quiet")
    if answer.status == "unanswered":
        return Mark(draft.say("state.unanswered"), "open")
    if answer.status == "not_applicable":
        return Mark(draft.voice.say("state.not_applicable"), "quiet")
    return None


def _remarks(draft: Draft, name: Id, answer: AnswerRecord) -> Iterator[Entry]:
    voice, question = draft.voice, draft.rubric.questions[name]
    understood = answer_text(draft.voice, question, answer)
    otherwise = written_otherwise(question, answer.written, understood)
    texts = {
        "written": voice.quote(answer.written if otherwise else ""),
        "reason": voice.quote(answer.reason),
        "quality": draft.say(f"quality.{answer.quality}") if answer.quality else NOTHING,
        "target": target_text(voice, question, answer),
        "evidence": voice.quote("\n".join(answer.evidence)),
        "note": voice.quote(answer.note),
    }
    for label, text in texts.items():
        if text:
            yield Entry(draft.say(f"annex.{label}"), text)
