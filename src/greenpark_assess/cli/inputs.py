"""What most commands begin with: a rubric and a questionnaire, read or refused as a whole."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.codes import FINDINGS
from greenpark_assess.cli.terminal import show, tell
from greenpark_assess.problems import Place, Problem, ProblemsFound, has_errors

if TYPE_CHECKING:
    from greenpark_assess.answers.model import Answers
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.documents import Document
    from greenpark_assess.rubric.load import LoadedRubric
    from greenpark_assess.rubric.model import Rubric


def today() -> dt.date:
    """Return the date here and now: the one place where the clock is read."""
    return dt.datetime.now().astimezone().date()


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An answers file as read, with the rubric that judges it."""

    text: str
    loaded: LoadedRubric
    rubric: Rubric
    answers: Answers | None
    problems: tuple[Problem, ...]


class AFinding(click.exceptions.Exit):
    """Ends a command whose problems have been shown."""

    def __init__(self) -> None:
        super().__init__(FINDINGS)


def loaded_rubric(reference: str) -> LoadedRubric:
    """Return what came of the files of a rubric.

    Raises:
        ProblemsFound: there is no such rubric, or the file is a questionnaire or a result.
    """
    from greenpark_assess.rubric.load import find_rubric, load_rubric

    loaded = load_rubric(find_rubric(reference))
    main = loaded.places.documents[0]
    for key, kind in (("format", "answers"), ("schema", "assessment")):
        if isinstance(main.data, dict) and f"greenpark-{kind}/" in str(main.data.get(key)):
            raise ProblemsFound([Problem(f"file.is_{kind}", Place(main.file, line=0))])
    return loaded


def sound_rubric(reference: str) -> tuple[Rubric, LoadedRubric]:
    """Return a rubric without errors, and how it was loaded.

    Raises:
        ProblemsFound: the rubric is unknown or has errors.
    """
    loaded = loaded_rubric(reference)
    if loaded.rubric is None or has_errors(loaded.problems):
        raise ProblemsFound(loaded.problems)
    return loaded.rubric, loaded


def rubric_at_hand(reference: str) -> Rubric | None:
    """Return a rubric without errors, or ``None`` where there is none of that name."""
    try:
        return sound_rubric(reference)[0]
    except ProblemsFound:
        return None


def read_questionnaire(path: str, reference: str | None = None) -> Questionnaire:
    """Read an answers file and the rubric that it (or ``reference``) names.

    Raises:
        ProblemsFound: either cannot be read at all; wrong answers are in ``problems`` instead.
    """
    from greenpark_assess.answers.read import named_rubric, read_answers
    from greenpark_assess.documents import read
    from greenpark_assess.files import read_text

    text = read_text(path)
    document = read(text, path)
    if not document.complete:
        raise ProblemsFound(document.problems)
    named = named_rubric(document)
    rubric, loaded = sound_rubric(reference) if reference else _named(named, document)
    other = reference is not None and named not in {rubric.name, rubric.header.id}
    answers, problems = read_answers(document, rubric, any_rubric=other)
    return Questionnaire(text, loaded, rubric, answers, (*document.problems, *problems))


def _named(reference: str, document: Document) -> tuple[Rubric, LoadedRubric]:
    """Return the rubric that an answers file names; where there is none, say so in its line.

    The path of a rubric file is seen from the folder of the answers file.
    """
    from greenpark_assess.rubric.load import find_rubric, names_file

    if names_file(reference):
        reference = str(Path(document.file).parent / reference)
    try:
        find_rubric(reference)
    except ProblemsFound as found:
        place = document.place(("rubric",))
        problems = [replace(problem, place=place) for problem in found.problems]
        raise ProblemsFound([*problems, *_hints(problems, document.file)]) from None
    return sound_rubric(reference)


def _hints(problems: Sequence[Problem], file: str) -> Iterator[Problem]:
    """Yield what to do about a rubric that is not there."""
    place = replace(problems[0].place, source="") if problems[0].place else None
    yield Problem("cli.own_rubric", place, severity="note")
    for problem in problems:
        if problem.code == "rubric.unknown_version" and isinstance(
            versions := problem.details["allowed"], list
        ):
            details = {"file": file, "version": versions[-1]}
            yield Problem("cli.migrate_hint", place, details, "note")


def sound_answers(path: str, reference: str | None, language: str) -> tuple[Questionnaire, Answers]:
    """Return a questionnaire without errors; shows what is wrong and ends the command otherwise."""
    questionnaire = read_questionnaire(path, reference)
    show(questionnaire.problems, language)
    if questionnaire.answers is None or has_errors(questionnaire.problems):
        count = sum(problem.severity == "error" for problem in questionnaire.problems)
        tell("mend_first", language, count=count, file=path)
        raise AFinding
    return questionnaire, questionnaire.answers


def judge(
    questionnaire: Questionnaire, answers: Answers, date: dt.date | None = None
) -> Assessment:
    """Return the assessment of a questionnaire.

    Raises:
        ProblemsFound: the rubric has errors that only show in compiling it.
    """
    from greenpark_assess.rubric.check import check_rubric
    from greenpark_assess.scoring.assess import assess
    from greenpark_assess.scoring.plan import compile_plan

    try:
        plan = compile_plan(questionnaire.rubric)
    except ProblemsFound as found:
        # The compiler knows what is wrong, the check also where.
        located = check_rubric(questionnaire.loaded)
        raise ProblemsFound(located if has_errors(located) else found.problems) from found
    return assess(questionnaire.rubric, plan, answers, date)
