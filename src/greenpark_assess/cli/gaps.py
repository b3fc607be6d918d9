"""``greenpark gaps``: where the points are lost, the costliest first."""

from __future__ import annotations

import csv
import io
import json

import click

from greenpark_assess.cli.inputs import (
    answers_argument,
    judge,
    language_option,
    rubric_option,
    sound_answers,
)
from greenpark_assess.cli.speech import either


@click.command("gaps", help=either("List where the points are lost.", "列出失分所在。"))
@answers_argument
@rubric_option
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help=either("Only the N largest gaps.", "只列出失分最多的 N 项。"),
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "csv"]),
    default="text",
    show_default=True,
    help=either("For people, or for programs.", "供人阅读，或供程序使用。"),
)
@language_option
def command(
    answers: str, reference: str | None, top: int | None, form: str, language: str
) -> None:
    """Print the gaps."""
    from greenpark_assess.cli.layout import plain, table  # noqa: PLC0415
    from greenpark_assess.cli.overview import draft_of  # noqa: PLC0415
    from greenpark_assess.cli.terminal import speak  # noqa: PLC0415
    from greenpark_assess.report.page.judged import full_marks, indicator_value  # noqa: PLC0415

    questionnaire, given = sound_answers(answers, reference, language)
    assessment = judge(questionnaire, given)
    draft = draft_of(questionnaire.rubric, assessment, language)
    gaps = assessment.gaps[:top]
    if form == "text":
        head = tuple(speak(f"gaps.{key}", language) for key in ("lost", "gain", "what", "value", "full"))
        rows = [
            (
                f"-{draft.lost_text(name)}",
                f"+{draft.score(assessment.indicators[name].gain)}",
                plain(draft.title(name)),
                plain(indicator_value(draft, name)) or "–",
                plain(full_marks(draft, name)),
            )
            for name in gaps
        ]
        click.echo(table([head, *rows], numbers=(0, 1), indent="") if rows else speak("gaps.none", language))
        return
    records = [
        {
            "indicator": name,
            "title": plain(draft.title(name)),
            **assessment.indicators[name].model_dump(
                include={"status", "value", "unit", "points", "low", "high", "effective", "lost", "gain"}
            ),
        }
        for name in gaps
    ]
    if form == "json":
        click.echo(json.dumps(records, ensure_ascii=False, indent=2))
        return
    out = io.StringIO()
    writer = csv.DictWriter(out, list(records[0]) if records else ["indicator"], lineterminator="\n")
    writer.writeheader()
    writer.writerows(records)
    click.echo(out.getvalue(), nl=False)
