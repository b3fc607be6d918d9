"""``greenpark explain``: one number, down to the answers and the rule that made it."""

from __future__ import annotations

import click

from greenpark_assess.cli.options import (
    answers_argument,
    language_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import say


@subcommand(
    "explain",
    either("Explain one number, down to answers and rule.", "逐层解释一个数的来历。"),
    either(
        "ID is that of an indicator, criterion, dimension or question, as 'greenpark gaps' and "
        "'greenpark explain' list them. Without it: the total.",
        "“编号”为指标、准则、维度或填报项的编号（greenpark gaps 和 greenpark explain 会列出）；"
        "不填则解释总分。",
    ),
)
@answers_argument
@click.argument("name", metavar=either("[ID]", "[编号]"), default="total")
@rubric_option
@language_option
def command(answers: str, name: str, reference: str | None, language: str) -> None:
    """Print how the number comes about."""
    from greenpark_assess.cli.explained import explained
    from greenpark_assess.cli.inputs import judge, sound_answers
    from greenpark_assess.cli.overview import draft_of

    questionnaire, given = sound_answers(answers, reference, language)
    draft = draft_of(questionnaire.rubric, judge(questionnaire, given), language)
    say("\n".join(explained(draft, name, language)))
