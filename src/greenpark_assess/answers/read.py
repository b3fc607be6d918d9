"""The answers file: who is judged, for which period, and every answer, with all that is wrong."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import BeforeValidator, Field

from greenpark_assess.answers.entry import Finding, is_long, read_entry
from greenpark_assess.answers.model import Answer, Answers, Park, Quality
from greenpark_assess.answers.vocabulary import COUNTRIES, fold
from greenpark_assess.documents import Document, validate
from greenpark_assess.problems import (
    Place,
    Problem,
    ProblemsFound,
    Severity,
    did_you_mean,
    has_errors,
)
from greenpark_assess.rubric.load import names_file
from greenpark_assess.rubric.model import Record, Rubric, Text
from greenpark_assess.rubric.schema import ANSWERS_FORMAT

_Word: TypeAlias = Annotated[
    str,
    BeforeValidator(lambda raw: str(raw) if type(raw) is int else raw),
    Field(min_length=1, max_length=200),
]


class _Park(Record):
    id: _Word
    name: Text | None = None
    country: str | None = None
    about: Text | None = None


class _Frame(Record):
    """All of an answers file but the answers themselves, which are read one by one."""

    format: str
    rubric: _Word
    park: _Park
    period: _Word
    illustrative: bool | None = None
    basis: Literal["public record"] | None = None
    quality: Quality | None = None
    answers: dict[str, Any] | None = None
    retired: dict[str, Any] | None = None  # what earlier versions asked for; nothing reads it


def named_rubric(document: Document) -> str:
    """Return the rubric that an answers file names: ``green-park@1.0.0``.

    Raises:
        ProblemsFound: the file is something else, or names none.
    """
    wrong = _something_else(document)
    if wrong is not None:
        raise ProblemsFound([*document.problems, wrong])
    name = document.data.get("rubric")
    if not isinstance(name, str) or not name.strip():
        details = {"key": "rubric"}
        code = "value.empty" if "rubric" in document.data else "answers.no_rubric"
        place = document.place(("rubric",), key=True)
        raise ProblemsFound([*document.problems, Problem(code, place, details)])
    return name.strip()


def read_answers(
    document: Document, rubric: Rubric, *, any_rubric: bool = False
) -> tuple[Answers | None, tuple[Problem, ...]]:
    """Return the answers of a file, and everything that is wrong with it at once.

    Args:
        document: The file; its own problems (broken YAML) are not repeated here.
        rubric: The rubric whose questions are answered.
        any_rubric: The caller judges by another rubric than the file names, on purpose: that,
            and answers to questions that this rubric does not ask, are then only notes.

    Returns:
        The answers, or ``None`` where it is not known who is judged; and the problems. A wrong
        answer is an error and is left unanswered; the others stand.
    """
    wrong = _something_else(document)
    if wrong is not None:
        return None, (wrong,)
    frame, frame_problems = validate(_Frame, document)
    problems = [*map(_without_format, frame_problems), *_about_park(frame, document)]
    problems += _about_rubric(document, rubric, lenient=any_rubric)
    answers: dict[str, Answer] = {}
    quality = frame.quality if frame else None
    for name, answer, found in _each(document, rubric, quality, lenient=any_rubric):
        problems += found
        if answer is not None and not has_errors(found):
            answers[name] = answer
    if frame is None:
        return None, tuple(problems)
    return _assembled(frame, answers, document.file), tuple(problems)


def _assembled(frame: _Frame, answers: Mapping[str, Answer], file: str) -> Answers:
    park = Park(
        id=frame.park.id,
        name=frame.park.name.root if frame.park.name else {},
        country=frame.park.country or "",
        about=frame.park.about.root if frame.park.about else {},
    )
    return Answers(
        rubric=frame.rubric,
        park=park,
        period=frame.period,
        answers=answers,
        illustrative=bool(frame.illustrative),
        basis=frame.basis or "",
        file=file,
    )


# --- is it an answers file, and for this rubric? --------------------------------------------------


def _something_else(document: Document) -> Problem | None:
    """Return what the file is if it is no answers file of a known version."""
    data, whole_file = document.data, Place(document.file, line=0, column=0)
    if not isinstance(data, dict):
        return Problem("answers.no_entries", whole_file)
    if str(data.get("schema", "")).startswith("greenpark-assessment/"):
        return Problem("answers.is_assessment", whole_file)
    if isinstance(data.get("rubric"), dict) or not data.keys().isdisjoint(_RUBRIC_SECTIONS):
        return Problem("answers.is_rubric", whole_file)
    if "format" in data and data["format"] != ANSWERS_FORMAT:
        details = {"found": document.written(("format",)), "allowed": ANSWERS_FORMAT}
        return Problem("answers.unknown_format", document.place(("format",)), details)
    return None


_RUBRIC_SECTIONS = frozenset({"questions", "dimensions", "levels", "recommendations", "include"})


def _without_format(problem: Problem) -> Problem:
    """Return the problem, and of the missing first line what it has to be."""
    if problem.code != "value.missing" or problem.details.get("key") != "format":
        return problem
    return replace(problem, code="answers.no_format", details={"wanted": ANSWERS_FORMAT})


def _about_park(frame: _Frame | None, document: Document) -> Iterator[Problem]:
    """Warn of a country or year that no other park or year will be found equal to."""
    if frame is None:
        return
    country = frame.park.country
    if country and not _CODE.fullmatch(country):
        details: dict[str, object] = {"found": country}
        known = COUNTRIES.get(fold(country)) or country.upper()
        if _CODE.fullmatch(known):
            details["meant"] = known
        yield Problem("answers.country", document.place(("park", "country")), details, "warning")
    if year := _YEAR.fullmatch(frame.period):
        details = {"found": frame.period, "meant": year["year"]}
        yield Problem("answers.period", document.place(("period",)), details, "warning")


_CODE = re.compile(r"[A-Z]{2}")
_YEAR = re.compile(r"\s*(?P<year>\d{4})\s*年度?\s*")


def _about_rubric(document: Document, rubric: Rubric, *, lenient: bool) -> Iterator[Problem]:
    written = document.data.get("rubric")
    if not isinstance(written, str) or written in {rubric.name, rubric.header.id}:
        return
    if names_file(written):  # whoever reads by file has found this very rubric there
        return
    name, _, _ = written.partition("@")
    code = "answers.other_version" if name == rubric.header.id else "answers.other_rubric"
    details = {"found": written, "rubric": rubric.name}
    severity: Severity = "note" if lenient else "error"
    yield Problem(code, document.place(("rubric",)), details, severity)


# --- the answers ----------------------------------------------------------------------------------


def _each(
    document: Document, rubric: Rubric, quality: Quality | None, *, lenient: bool
) -> Iterator[tuple[str, Answer | None, list[Problem]]]:
    entries = document.data.get("answers")
    for name, raw in entries.items() if isinstance(entries, dict) else ():
        path = ("answers", name)
        if name not in rubric.questions:
            yield name, None, [_unknown(document, path, rubric, lenient=lenient)]
            continue
        question = rubric.questions[name]
        answer, findings = read_entry(question, raw, quality)
        if answer is not None:
            spot = (*path, "value" if "value" in raw else "na") if is_long(question, raw) else path
            written = document.written(spot) if spot[-1] != "na" else ""
            answer = replace(answer, written=written or answer.written, place=document.place(spot))
        yield name, answer, [_located(finding, document, path) for finding in findings]


def _located(finding: Finding, document: Document, path: tuple[str, ...]) -> Problem:
    place = document.place((*path, *finding.path), key=finding.on_key)
    return Problem(finding.code, place, finding.details, finding.severity)


def _unknown(
    document: Document, path: tuple[str, str], rubric: Rubric, *, lenient: bool
) -> Problem:
    near = did_you_mean(path[1], rubric.questions)
    details = {"found": path[1], "rubric": rubric.name, **({"meant": near} if near else {})}
    place = document.place(path, key=True)
    return Problem("answers.unknown_question", place, details, "note" if lenient else "error")
