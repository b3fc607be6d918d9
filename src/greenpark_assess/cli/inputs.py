"""What most commands begin with: a rubric and a questionnaire, read or refused as a whole."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from greenpark_assess.cli.speech import LANGUAGE, either
from greenpark_assess.cli.terminal import FINDINGS, show, tell
from greenpark_assess.documents import Document, read
from greenpark_assess.files import read_text
from greenpark_assess.problems import Problem, ProblemsFound, has_errors
from greenpark_assess.rubric.load import LoadedRubric, find_rubric, load_rubric

if TYPE_CHECKING:
    from greenpark_assess.answers.model import Answers
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.rubric.model import Rubric

answers_argument = click.argument("answers", metavar=either("ANSWERS", "问卷文件"))
rubric_option = click.option(
    "--rubric",
    "reference",
    metavar=either("RUBRIC", "评价体系"),
    help=either(
        "Judge by this rubric (id, file or folder) instead of the one the file names.",
        "改用此评价体系（编号、文件或文件夹），而不用问卷中写明的。",
    ),
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(["zh", "en"]),
    default=LANGUAGE,
    show_default=True,
    help=either("Language of the output.", "输出语言。"),
)
force_option = click.option(
    "--force", is_flag=True, help=either("Replace an existing file.", "覆盖已有文件。")
)


class Languages(click.ParamType):
    """One language or several, separated by commas."""

    name = "languages"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:  # noqa: ANN401
        """Return the languages in the order given."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(dict.fromkeys(part.strip() for part in str(value).split(",")))
        for language in chosen:
            if language not in {"zh", "en"}:
                self.fail(
                    either(f"'{language}' is not one of zh, en.", f"“{language}”不是 zh 或 en。"),
                    param,
                    ctx,
                )
        return chosen


languages_option = click.option(
    "--lang",
    "languages",
    type=Languages(),
    default=LANGUAGE,
    show_default=True,
    metavar="zh|en|zh,en",
    help=either("Language, or both: the first one leads.", "语言；可双语，以第一种为主。"),
)


class AFinding(click.exceptions.Exit):
    """Ends a command whose problems have been shown."""

    def __init__(self) -> None:
        super().__init__(FINDINGS)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """An answers file as read, with the rubric that judges it."""

    text: str
    document: Document
    loaded: LoadedRubric
    rubric: Rubric
    answers: Answers | None
    problems: tuple[Problem, ...]


def sound_rubric(reference: str, beside: Path | None = None) -> LoadedRubric:
    """Return a rubric without errors.

    Raises:
        ProblemsFound: the rubric is unknown or has errors.
    """
    near = beside / reference if beside else None
    path = near if near is not None and near.exists() else find_rubric(reference)
    loaded = load_rubric(path)
    if loaded.rubric is None or has_errors(loaded.problems):
        raise ProblemsFound(loaded.problems)
    return loaded


def read_questionnaire(path: str, reference: str | None = None) -> Questionnaire:
    """Read an answers file and the rubric that it (or ``reference``) names.

    Raises:
        ProblemsFound: either cannot be read at all; wrong answers are in ``problems`` instead.
    """
    from greenpark_assess.answers.read import named_rubric, read_answers  # noqa: PLC0415

    text = read_text(path)
    document = read(text, path)
    if not document.complete:
        raise ProblemsFound(document.problems)
    loaded = sound_rubric(reference or named_rubric(document), Path(path).parent)
    rubric = loaded.rubric
    assert rubric is not None  # noqa: S101 - sound_rubric has seen to it
    answers, problems = read_answers(document, rubric, any_rubric=reference is not None)
    return Questionnaire(text, document, loaded, rubric, answers, (*document.problems, *problems))


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
    questionnaire: Questionnaire, answers: Answers, date: datetime.date | None = None
) -> Assessment:
    """Return the assessment of a questionnaire."""
    from greenpark_assess.rubric.check import check_rubric  # noqa: PLC0415
    from greenpark_assess.scoring.assess import assess  # noqa: PLC0415
    from greenpark_assess.scoring.plan import compile_plan  # noqa: PLC0415

    try:
        plan = compile_plan(questionnaire.rubric)
    except ProblemsFound as found:
        # The compiler knows what is wrong, the check also where.
        located = check_rubric(questionnaire.loaded)
        raise ProblemsFound(located if has_errors(located) else found.problems) from found
    return assess(questionnaire.rubric, plan, answers, date)
