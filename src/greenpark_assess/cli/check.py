"""``greenpark check``: what is wrong with a questionnaire, and how full it is."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.inputs import (
    Questionnaire,
    answers_argument,
    judge,
    language_option,
    read_questionnaire,
    rubric_option,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import show, tell, verdict

if TYPE_CHECKING:
    from greenpark_assess.answers.check import CheckSummary
    from greenpark_assess.answers.model import Answers
    from greenpark_assess.problems import Problem


@click.command("check", help=either("Check a filled questionnaire.", "检查填好的问卷。"))
@answers_argument
@rubric_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help=either("For people, programs, or GitHub.", "供人、程序或 GitHub 使用。"),
)
@language_option
@click.option(
    "--notes/--no-notes",
    default=False,
    help=either("Also list small things, such as missing evidence.", "同时列出佐证材料缺失等提示。"),
)
def command(answers: str, reference: str | None, form: str, language: str, *, notes: bool) -> int:
    """List everything that is wrong or odd; exit code 1 if there are errors."""
    questionnaire = read_questionnaire(answers, reference)
    summary, more = _looked_at(questionnaire)
    problems = [
        problem
        for problem in (*questionnaire.problems, *more)
        if notes or form != "text" or problem.severity != "note"
    ]
    if form != "text":
        from greenpark_assess.wording import render  # noqa: PLC0415

        click.echo(render(problems, language, form), nl=False)
        return verdict(problems)
    show(problems, language)
    if summary is not None:
        _report(questionnaire, summary, language)
    _say_what_next(answers, problems, language)
    return verdict(problems)


def _looked_at(
    questionnaire: Questionnaire,
) -> tuple[CheckSummary | None, tuple[Problem, ...]]:
    from greenpark_assess.answers.check import check_answers  # noqa: PLC0415

    answers = questionnaire.answers
    if answers is None:
        return None, ()
    return check_answers(
        answers,
        questionnaire.rubric,
        asked=_asked(questionnaire, answers),
        assessment=judge(questionnaire, answers),
    )


def _asked(questionnaire: Questionnaire, answers: Answers) -> Callable[[str], bool | None]:
    from greenpark_assess.scoring.plan import compile_plan  # noqa: PLC0415
    from greenpark_assess.scoring.questions import asked  # noqa: PLC0415

    return asked(compile_plan(questionnaire.rubric), answers).__getitem__


def _report(questionnaire: Questionnaire, summary: CheckSummary, language: str) -> None:
    for topic, count in summary.topics.items():
        title = questionnaire.rubric.topics.get(topic)
        wanted = count.questions - count.not_asked - count.not_applicable
        if count.open:
            name = title.within(language) if title else topic
            tell("check.topic", language, topic=name, answered=count.answered, asked=wanted)
    total = summary.total
    wanted = total.questions - total.not_asked - total.not_applicable
    share = round(100 * total.answered / wanted) if wanted else 100
    tell(
        "check.progress",
        language,
        answered=total.answered,
        asked=wanted,
        share=share,
        na=total.not_applicable,
    )


def _say_what_next(file: str, problems: list[Problem], language: str) -> None:
    errors = sum(problem.severity == "error" for problem in problems)
    if errors:
        tell("check.errors", language, count=errors)
    else:
        tell("check.fine", language, file=file)
