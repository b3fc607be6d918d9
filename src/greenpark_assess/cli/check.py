"""``greenpark check``: what is wrong with a questionnaire, and how full it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    answers_argument,
    format_option,
    language_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import exit_code, list_problems, say, speak, tell_next, verdict
from greenpark_assess.problems import ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.answers.check import CheckSummary, Count
    from greenpark_assess.cli.inputs import Questionnaire
    from greenpark_assess.problems import Problem

MOST = 100  # percent


@subcommand(
    "check",
    either("Check a filled questionnaire.", "检查填好的问卷。"),
    either(
        "Lists everything that is wrong or odd, and how much is answered. ANSWERS may be - for "
        "standard input.",
        "列出全部错误和疑点，并统计填报进度。“问卷文件”填 - 则从标准输入读取。",
    ),
)
@answers_argument
@rubric_option
@format_option("text", "json", "github")
@language_option
@click.option(
    "--notes/--no-notes",
    default=False,
    help=either(
        "Also list small things, such as missing evidence.", "同时列出佐证材料缺失等提示。"
    ),
)
def command(answers: str, reference: str | None, form: str, language: str, *, notes: bool) -> int:
    """List everything that is wrong or odd; exit code 1 if there are errors."""
    from greenpark_assess.answers.check import marks
    from greenpark_assess.cli.inputs import read_questionnaire

    try:
        questionnaire = read_questionnaire(answers, reference)
        summary, more = _looked_at(questionnaire)
    except ProblemsFound as found:
        list_problems(found.problems, form, language)
        return exit_code(found.problems)
    problems = (*questionnaire.problems, *more, *marks(questionnaire.text, answers))
    wanted = [one for one in problems if notes or form != "text" or one.severity != "note"]
    list_problems(wanted, form, language)
    if form == "text":
        if summary is not None:
            say("\n".join(_progress(questionnaire, summary, language)))
        errors = sum(one.severity == "error" for one in problems)
        say(speak("check.errors" if errors else "check.fine", language, count=errors))
        if not errors:
            tell_next("check.next", answers, reference, language)
    return verdict(problems)


def _looked_at(
    questionnaire: Questionnaire,
) -> tuple[CheckSummary | None, tuple[Problem, ...]]:
    from greenpark_assess.answers.check import check_answers
    from greenpark_assess.cli.inputs import judge
    from greenpark_assess.scoring.plan import compile_plan
    from greenpark_assess.scoring.questions import asked

    answers = questionnaire.answers
    if answers is None:
        return None, ()
    assessment = judge(questionnaire, answers)
    concerned = asked(compile_plan(questionnaire.rubric), answers)
    return check_answers(
        answers, questionnaire.rubric, asked=concerned.__getitem__, assessment=assessment
    )


def _progress(questionnaire: Questionnaire, summary: CheckSummary, language: str) -> Iterator[str]:
    from greenpark_assess.cli.layout import table

    total, topics = summary.total, questionnaire.rubric.topics
    wanted = _wanted(total)
    yield speak(
        "check.progress",
        language,
        answered=total.answered,
        asked=wanted,
        share=MOST * total.answered // wanted if wanted else MOST,  # 100 only when all is
        na=total.not_applicable,
    )
    rows = [
        (
            topics[topic].within(language) if topic in topics else topic,
            speak("check.of", language, answered=count.answered, asked=_wanted(count)),
        )
        for topic, count in summary.topics.items()
        if count.open
    ]
    if rows:
        yield speak("check.open", language)
        yield table(rows, numbers=(1,)).rstrip("\n")


def _wanted(count: Count) -> int:
    return count.questions - count.not_asked - count.not_applicable
