"""``greenpark score``: the assessment, for people or for programs."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.inputs import (
    answers_argument,
    judge,
    language_option,
    rubric_option,
    sound_answers,
)
from greenpark_assess.cli.speech import either

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment


@click.command("score", help=either("Score a questionnaire.", "对问卷进行评分。"))
@answers_argument
@rubric_option
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help=either("For people, or for programs.", "供人阅读，或供程序使用。"),
)
@language_option
def command(answers: str, reference: str | None, form: str, language: str) -> None:
    """Print the assessment."""
    questionnaire, given = sound_answers(answers, reference, language)
    assessment = judge(questionnaire, given)
    if form == "json":
        click.echo(as_json(assessment), nl=False)
    elif form == "csv":
        click.echo(as_csv(assessment), nl=False)
    else:
        from greenpark_assess.cli.overview import overview  # noqa: PLC0415

        click.echo(overview(questionnaire.rubric, assessment, language), nl=False)


def as_json(assessment: Assessment) -> str:
    """Return the document ``greenpark-assessment/1``, ending with a line break."""
    return assessment.model_dump_json(by_alias=True, indent=2) + "\n"


def as_csv(assessment: Assessment) -> str:
    """Return one line per indicator; numbers are unrounded, empty where there are none."""
    names = (
        "status",
        "value",
        "unit",
        "points",
        "low",
        "high",
        "weight",
        "effective",
        "lost",
        "gain",
    )
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(["indicator", "parent", *names])
    for name, record in assessment.indicators.items():
        cells = (getattr(record, column) for column in names)
        row = ["" if cell is None else cell for cell in cells]
        writer.writerow([name, record.parent, *row])
    return out.getvalue()
