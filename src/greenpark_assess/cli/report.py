"""``greenpark report``: the gap report as PDF, HTML or JSON; the file's ending decides."""

from __future__ import annotations

import datetime as dt
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    A_FILE,
    Day,
    answers_argument,
    force_option,
    languages_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import tell
from greenpark_assess.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.report.page import Page

STANDARD = "-"
ENDINGS = (".pdf", ".html", ".json")


@subcommand(
    "report",
    either("Write the gap report (PDF, HTML, JSON).", "生成差距分析报告（PDF、HTML、JSON）。"),
    either(
        "The ending of the output file decides: .pdf, .html or .json. Without -o the report is a "
        "PDF with the questionnaire's name; -o - writes a PDF to standard output.",
        "由输出文件的扩展名决定格式：.pdf、.html 或 .json。"
        "不指定 -o 时生成与问卷同名的 PDF；-o - 把 PDF 写到标准输出。",
    ),
)
@answers_argument
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar="FILE",
    help=either("Where to write the report.", "输出文件。"),
)
@rubric_option
@languages_option
@click.option(
    "--date",
    type=Day(),
    metavar="YYYY-MM-DD",
    help=either("Date on the report, if not today's.", "报告日期，默认为当天。"),
)
@force_option
def command(  # noqa: PLR0913 - one parameter per option
    answers: str,
    output: str | None,
    reference: str | None,
    languages: tuple[str, ...],
    date: dt.date | None,
    *,
    force: bool,
) -> None:
    """Write the report and say where it is."""
    from greenpark_assess.files import write_atomically

    target = output or _beside(answers)
    _refuse_early(target, force=force)
    material = _material(answers, reference, languages, date)
    if sys.stderr.isatty():
        tell("report.working", languages[0])
    write_atomically(target, _drawn(Path(target).suffix.lower(), material), overwrite=force)
    if target != STANDARD:
        tell("report.done", languages[0], file=target)


def _beside(answers: str) -> str:
    return "report.pdf" if answers == STANDARD else Path(answers).with_suffix(".pdf").name


def _refuse_early(target: str, *, force: bool) -> None:
    """Say at once what would only fail after the work is done."""
    from greenpark_assess.files import refuse_target

    ending = Path(target).suffix.lower()
    if target != STANDARD and ending not in ENDINGS:
        details = {"ending": ending, "allowed": ENDINGS}
        raise ProblemsFound([Problem("cli.report_ending", Place(target, line=0), details)])
    if target == STANDARD and sys.stdout.isatty():
        raise ProblemsFound([Problem("cli.pdf_on_terminal")])
    refuse_target(target, overwrite=force)


@dataclass(frozen=True, slots=True)
class _Material:
    """All that a report is drawn from.

    Rubric, answers and scores are not among it: they would take the room that the pages need.
    """

    page: Page
    answers: bytes
    assessment: bytes


def _material(
    answers: str, reference: str | None, languages: tuple[str, ...], date: dt.date | None
) -> _Material:
    from greenpark_assess.cli.inputs import judge, sound_answers, today
    from greenpark_assess.cli.score import assessment_json
    from greenpark_assess.report.page import page

    questionnaire, given = sound_answers(answers, reference, languages[0])
    assessment = judge(questionnaire, given, date or today())
    return _Material(
        page=page(questionnaire.rubric, assessment, languages),
        answers=questionnaire.text.encode(),
        assessment=assessment_json(assessment).encode(),
    )


def _drawn(ending: str, material: _Material) -> bytes:
    if ending == ".json":
        return material.assessment
    if ending == ".html":
        from greenpark_assess.report.html import html

        return html(material.page).encode()
    from greenpark_assess.cli.machine import fonts
    from greenpark_assess.report.pdf import Attached, pdf

    fonts()
    attachments = (
        Attached("answers.yaml", material.answers, "Answers", "application/yaml"),
        Attached("assessment.json", material.assessment, "Assessment", "application/json"),
    )
    return pdf(material.page, attachments)
