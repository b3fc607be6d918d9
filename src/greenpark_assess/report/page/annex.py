"""Every answer, every open question, and the documents that the report leans on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from greenpark_assess.assessment import AnswerRecord
from greenpark_assess.report.page.answers import answer_text, target_text, written_otherwise
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import (
    Annex,
    AnswerRow,
    Entry,
    Heading,
    Mark,
    OpenQuestions,
    Phrase,
    Reference,
    References,
    Topic,
)
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Id, Source

UNANSWERED = AnswerRecord(status="unanswered")


def annex(draft: Draft) -> Annex:
    """Return every question with its answer, by topic."""
    return Annex(
        heading=Heading("annex", "", draft.voice.say("headings.annex")),
        about=draft.voice.say("annex.about"),
        topics=tuple(
            Topic(
                Heading(f"topic-{place}", "", _topic_title(draft, topic)),
                tuple(_row(draft, name) for name in names),
            )
            for place, (topic, names) in enumerate(_by_topic(draft).items(), 1)
        ),
    )


def open_questions(draft: Draft) -> OpenQuestions:
    """Return the questions that are asked of this park and not answered yet, by topic."""
    open_ = {
        topic: [name for name in names if _is_open(_answer(draft, name))]
        for topic, names in _by_topic(draft).items()
    }
    count = sum(map(len, open_.values()))
    return OpenQuestions(
        heading=Heading("open", "", draft.voice.say("headings.open")),
        about=draft.voice.say("open.about", count=str(count)),
        topics=tuple(
            (
                _topic_title(draft, topic),
                tuple(draft.voice.text(draft.rubric.questions[name].text) for name in names),
            )
            for topic, names in open_.items()
            if names
        ),
    )


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


def _by_topic(draft: Draft) -> Mapping[str, list[Id]]:
    """Return the questions under each topic: declared topics first, then as questions come."""
    topics: dict[str, list[Id]] = {topic: [] for topic in draft.rubric.topics}
    for name in draft.rubric.questions:
        topics.setdefault(name.split(".")[0], []).append(name)
    return {topic: names for topic, names in topics.items() if names}


def _topic_title(draft: Draft, topic: str) -> Phrase:
    declared = draft.rubric.topics.get(topic)
    return draft.voice.text(declared) if declared else draft.voice.say("annex.other")


def _answer(draft: Draft, name: Id) -> AnswerRecord:
    return draft.assessment.answers.get(name, UNANSWERED)


def _is_open(answer: AnswerRecord) -> bool:
    return answer.status == "unanswered" and not answer.not_asked


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
        return Mark(draft.voice.say("state.unanswered"), "open")
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
        "quality": voice.say(f"quality.{answer.quality}") if answer.quality else NOTHING,
        "target": target_text(voice, question, answer),
        "evidence": voice.quote("\n".join(answer.evidence)),
        "note": voice.quote(answer.note),
    }
    for label, text in texts.items():
        if text:
            yield Entry(voice.say(f"annex.{label}"), text)
