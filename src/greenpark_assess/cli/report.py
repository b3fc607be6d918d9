"""``greenpark report``: the gap report as PDF, HTML or JSON; the file's ending decides."""

from __future__ import annotations

import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.inputs import (
    Questionnaire,
    answers_argument,
    force_option,
    judge,
    languages_option,
    rubric_option,
    sound_answers,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import tell
from greenpark_assess.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment

ENDINGS = (".pdf", ".html", ".json")


@click.command(
    "report",
    help=either("Write the gap report (PDF, HTML, JSON).", "生成差距分析报告。")
    + "\n\n"
    + either(
        "The ending of the output file decides: .pdf, .html or .json.",
        "由输出文件的扩展名决定格式：.pdf、.html 或 .json。",
    ),
)
@answers_argument
@click.option(
    "-o",
    "--output",
    metavar=either("FILE", "文件"),
    help=either("Where to write it [the questionnaire's name with .pdf].", "输出文件。"),
)
@rubric_option
@languages_option
@click.option(
    "--date",
    type=click.DateTime(["%Y-%m-%d"]),
    help=either("Date on the report [today].", "报告日期[今天]。"),
)
@force_option
def command(
    answers: str,
    output: str | None,
    reference: str | None,
    languages: tuple[str, ...],
    date: datetime.datetime | None,
    *,
    force: bool,
) -> None:
    """Write the report and say where it is."""
    target = output or str(Path(answers).with_suffix(".pdf").name)
    _refuse_early(target, force=force)
    questionnaire, given = sound_answers(answers, reference, languages[0])
    day = date.date() if date else datetime.datetime.now().astimezone().date()
    assessment = judge(questionnaire, given, day)
    data = _rendered(Path(target).suffix.lower(), questionnaire, assessment, languages)

    from greenpark_assess.files import write_atomically  # noqa: PLC0415

    write_atomically(target, data, overwrite=force)
    if target != "-":
        tell("report.done", languages[0], file=target)


def _refuse_early(target: str, *, force: bool) -> None:
    """Say at once what would only fail after the work is done."""
    ending = Path(target).suffix.lower()
    if target != "-" and ending not in ENDINGS:
        details = {"ending": ending, "allowed": ENDINGS}
        raise ProblemsFound([Problem("file.unknown_ending", Place(target, 0, 0), details)])
    if target != "-" and not force and Path(target).is_file():
        raise ProblemsFound([Problem("file.exists", Place(target, 0, 0))])


def _rendered(
    ending: str, questionnaire: Questionnaire, assessment: Assessment, languages: tuple[str, ...]
) -> bytes:
    from greenpark_assess.cli.score import as_json  # noqa: PLC0415
    from greenpark_assess.report.page import page  # noqa: PLC0415

    if ending == ".json":
        return as_json(assessment).encode()
    finished = page(questionnaire.rubric, assessment, languages)
    if ending == ".html":
        from greenpark_assess.report.html import html  # noqa: PLC0415

        return html(finished).encode()
    from greenpark_assess.report.pdf import Attached, pdf  # noqa: PLC0415

    attachments = (
        Attached("answers.yaml", questionnaire.text.encode(), "Answers", "application/yaml"),
        Attached("assessment.json", as_json(assessment).encode(), "Assessment", "application/json"),
    )
    return pdf(finished, attachments)
