"""The questionnaire as a commented YAML file: blank, or filled with what is known already."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import TypeAlias

from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Park, Value
from greenpark_assess.answers.reading import CoerceError
from greenpark_assess.answers.render import render_value
from greenpark_assess.columns import columns, wrapped
from greenpark_assess.rubric.model import Question, Rubric, Text
from greenpark_assess.rubric.schema import ANSWERS_FORMAT
from greenpark_assess.units import symbol
from greenpark_assess.wording import languages, words

_WIDTH = 96
_INDENT = "  "
HEADING = "## ────"
_Words: TypeAlias = Mapping[str, str]


def write_questionnaire(  # noqa: PLR0913 - all but the rubric are left out as a rule
    rubric: Rubric,
    languages: Sequence[str] = ("en",),
    *,
    answers: Answers | None = None,
    park: Park | None = None,
    period: str = "",
    reference: str = "",
) -> str:
    """Return a questionnaire file; what the tool says stands in lines that begin with ``##``.

    Args:
        rubric: The rubric whose questions are asked, in the order of its topics.
        languages: In which languages they are asked; the first one leads.
        answers: Fills in these answers, their park and their period; reads back as the same.
            Answers to questions that ``rubric`` does not ask are left out.
        park: The park, where there are no answers yet.
        period: The period, where there are no answers yet; a file without one cannot be judged.
        reference: How the file names its rubric, for one that is not shipped: its path.
    """
    writer = Writer(rubric, tuple(languages) or ("en",), answers, reference or rubric.name)
    park = answers.park if answers else park or Park("my-park")
    lines = [
        f"# yaml-language-server: $schema={schema_name(rubric.header.id, rubric.header.version)}",
        *writer.instructions(),
        "",
        *writer.head(park, answers.period if answers else period),
        "",
        "answers:",
        *writer.questions(),
    ]
    return "\n".join(lines) + "\n"


class Writer:
    """The parts of one questionnaire; everything it needs to know, nothing that changes."""

    def __init__(
        self,
        rubric: Rubric,
        languages: tuple[str, ...],
        answers: Answers | None = None,
        reference: str = "",
    ) -> None:
        self.rubric = rubric
        self.reference = reference
        self.languages = languages
        self.given: Mapping[str, Answer] = answers.answers if answers else {}
        self.illustrative = bool(answers and answers.illustrative)
        self.basis = answers.basis if answers else ""
        self.words = {language: _words(language) for language in languages}

    def instructions(self) -> Iterator[str]:
        """Yield the lines that say how to fill the questionnaire in."""
        header = self.rubric.header
        for language, said in self.words.items():
            yield "##"
            yield f"## {said['title'].format(title=header.title.within(language))}"
            yield "##"
            for line in said["how_to"].rstrip().splitlines():
                yield f"##   {line}".rstrip()

    def head(self, park: Park, period: str) -> Iterator[str]:
        """Yield everything before the answers but the instructions."""
        yield f"format: {ANSWERS_FORMAT}"
        yield f"rubric: {self.reference}"
        if self.illustrative:
            yield "illustrative: true"
        if self.basis:
            yield f"basis: {self.basis}"
        yield "park:"
        for key, value in (
            ("id", park.id),
            ("name", park.name),
            ("country", park.country),
            ("about", park.about),
        ):
            yield from self._comment(_INDENT, self._said(f"park_{key}"))
            yield from _text_entry(key, value)
        yield from self._comment("", self._said("period"))
        yield f"period: {_quoted(period)}".rstrip()

    def questions(self) -> Iterator[str]:
        """Yield all questions, answered or not, below the headings of their topics."""
        for topic, names in by_topic(self.rubric).items():
            yield ""
            yield self.heading(topic)
            for name in names:
                yield ""
                yield from self.asked(name)
                yield from _answer_lines(name, self.rubric.questions[name], self.given.get(name))

    def heading(self, topic: str) -> str:
        """Return the line above the questions of a topic."""
        title = self.rubric.topics.get(topic)
        heading = " / ".join(self._texts(title)) if title else topic
        return f"{_INDENT}{HEADING} {heading} {'─' * max(4, _WIDTH - 12 - columns(heading))}"

    def asked(self, name: str) -> Iterator[str]:
        """Yield the lines in which a question is asked, without its answer."""
        question = self.rubric.questions[name]
        for language, said in self.words.items():
            text = f"{question.text.within(language)}  [{_form(question, language, said)}]"
            yield from self._comment(_INDENT, [text])
        for detail in self._details(question):
            yield from self._comment(_INDENT, [detail], hanging="  ")

    def _details(self, question: Question) -> Iterator[str]:
        for option, label in (question.options or {}).items():
            yield f"{option} – {' / '.join(self._texts(label))}"
        for level, text in enumerate(question.levels or ()):
            yield f"{level} – {' / '.join(self._texts(text))}"
        notes = {"help": question.help, "evidence": question.evidence, "who": question.who}
        for key, note in notes.items():
            if note is not None:
                yield from (
                    said[key].format(text=note.within(language))
                    for language, said in self.words.items()
                )
        if question.ask_if:
            yield from (said["ask_if"].format(text=question.ask_if) for said in self.words.values())

    def _said(self, key: str) -> list[str]:
        return [said[key] for said in self.words.values()]

    def _texts(self, text: Text) -> list[str]:
        return list(dict.fromkeys(_line(text.within(language)) for language in self.languages))

    @staticmethod
    def _comment(indent: str, texts: Sequence[str], hanging: str = "") -> Iterator[str]:
        for text in dict.fromkeys(texts):
            for number, line in enumerate(wrapped(_line(text), _WIDTH - 8)):
                yield f"{indent}## {hanging}{'  ' if number else ''}{line}"


def _words(language: str) -> _Words:
    known = language if language in languages() else "en"
    said: _Words = words(known)["answers"]["questionnaire"]
    return said


def schema_name(rubric: str, version: str) -> str:
    """Return the name of the schema file that a questionnaire names in its first line."""
    return f"{rubric}-{version}.schema.json"


def mark(text: str, language: str) -> str:
    """Return the line with which the tool asks somebody to look at an answer, and says why."""
    return f"## {_marks(language).format(text=text)}"


def is_mark(line: str) -> bool:
    """Tell whether a line is a mark, in whatever language."""
    openings = tuple(mark("", language).rstrip() for language in languages())
    return line.lstrip().startswith(openings)


def _marks(language: str) -> str:
    return str(words(language)["versions"]["look"])


def written_in(text: str, rubric: Rubric) -> tuple[str, ...]:
    """Return the languages of the tool's own lines in a questionnaire, the leading one first.

    They are found by the tool's own phrases, else by the questions of ``rubric``; nothing comes
    back where there are no such lines.
    """
    own = "\n".join(line for line in text.splitlines() if line.lstrip().startswith("##"))
    for phrases in (_own_phrases, partial(_questions_in, rubric)):
        places = {
            language: min((own.find(one) for one in phrases(language) if one in own), default=-1)
            for language in languages()
        }
        if found := sorted((place, one) for one, place in places.items() if place >= 0):
            return tuple(language for _, language in found)
    return ()


def _own_phrases(language: str) -> Iterator[str]:
    said = _words(language)
    yield said["how_to"].partition("\n")[0]
    yield from (said[key] for key in ("park_id", "park_name", "period"))


def _questions_in(rubric: Rubric, language: str) -> Iterator[str]:
    texts = (question.text.root for question in rubric.questions.values())
    yield from (_line(text[language]) for text in texts if language in text)


def by_topic(rubric: Rubric) -> dict[str, list[str]]:
    """Return the ids of all questions by topic, in the order in which they are asked."""
    names: dict[str, list[str]] = {topic: [] for topic in rubric.topics}
    for name in rubric.questions:
        names.setdefault(name.partition(".")[0], []).append(name)
    return {topic: own for topic, own in names.items() if own}


def _form(question: Question, language: str, said: _Words) -> str:
    """Return in which form an answer is wanted: a unit, yes or no, a choice, a level."""
    if question.kind != "number":
        return said[question.kind]
    limits = []
    if question.min:
        limits.append(f"≥ {question.min:.12g}")
    if question.max is not None and (question.unit, question.max) != ("%", 100):
        limits.append(f"≤ {question.max:.12g}")
    unit = symbol(question.unit, language) if question.unit else said["number"]
    return ", ".join([unit, *limits])


# --- answers --------------------------------------------------------------------------------------


def _answer_lines(name: str, question: Question, answer: Answer | None) -> Iterator[str]:
    if answer is None:
        yield f"{_INDENT}{name}:"
        return
    entry = dict(_long_form(question, answer))
    if entry.keys() == {"value"}:
        yield f"{_INDENT}{name}: {entry['value']}"
        return
    yield f"{_INDENT}{name}:"
    yield from (f"{_INDENT * 2}{key}: {value}" for key, value in entry.items())


def _long_form(question: Question, answer: Answer) -> Iterator[tuple[str, str]]:
    if isinstance(answer.value, NotApplicable):
        yield "na", _quoted(answer.value.reason)
    else:
        yield "value", _scalar(_as_written(question, answer.value, answer.written))
    if answer.target is not None:
        yield "target", _scalar(render_value(question, answer.target))
    if answer.quality:
        yield "quality", answer.quality
    if answer.evidence:
        yield "evidence", f"[{', '.join(map(_quoted, answer.evidence))}]"
    if answer.note:
        yield "note", _quoted(answer.note)


def _as_written(question: Question, value: Value, written: str) -> str:
    """Return the person's own spelling where it still means the same, else the plain one."""
    try:
        coerced = coerce(question, written)
    except CoerceError:
        coerced = None
    return written if coerced and coerced.value == value else render_value(question, value)


# --- YAML -----------------------------------------------------------------------------------------

_PLAIN = re.compile(r"[A-Za-z0-9\u4e00-\u9fff][\w./%,()+*^³²·\u4e00-\u9fff -]*(?<! )")


def _scalar(text: str) -> str:
    """Return an answer as YAML; only what YAML could misread stands in quotes."""
    is_plain = text == "[]" or (_PLAIN.fullmatch(text) and text.lower() != "null")
    return text if is_plain else _quoted(text)


def _quoted(text: str) -> str:
    """Return any text as a double-quoted YAML scalar, and nothing at all for no text."""
    if not text:
        return ""
    safe = json.dumps(text, ensure_ascii=False)
    return "".join(sign if sign.isprintable() else _escaped(sign) for sign in safe)


def _escaped(sign: str) -> str:
    return f"\\u{ord(sign):04x}" if ord(sign) <= 0xFFFF else f"\\U{ord(sign):08x}"  # noqa: PLR2004


def _text_entry(key: str, value: str | Mapping[str, str]) -> Iterator[str]:
    if isinstance(value, str) or set(value) <= {""}:
        text = value if isinstance(value, str) else value.get("", "")
        yield f"{_INDENT}{key}: {_quoted(text)}".rstrip()
        return
    yield f"{_INDENT}{key}:"
    for language, text in value.items():
        yield f"{_INDENT * 2}{_quoted(language)}: {_quoted(text)}"


def _line(text: str) -> str:
    return " ".join(text.split())
