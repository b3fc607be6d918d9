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
    from greenpark_assess.report.look import Look
    from greenpark_assess.report.page import Page
    from greenpark_assess.report.pdf import Attached

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
@click.option(
    "--brief", is_flag=True, help=either("Only the two pages for the director.", "仅生成两页摘要。")
)
@click.option(
    "--redact",
    is_flag=True,
    help=either(
        "Leave out the park's name and all free texts.", "隐去园区名称和全部文字说明，仅保留数据。"
    ),
)
@click.option(
    "--theme",
    type=A_FILE,
    metavar="FILE",
    help=either(
        "A YAML file with colour, logo and publisher.", "主题文件（YAML）：颜色、徽标、发布单位。"
    ),
)
@click.option(
    "--templates",
    type=A_FILE,
    metavar="FOLDER",
    help=either("A folder with templates of your own.", "自定义模板所在文件夹。"),
)
@force_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    answers: str,
    output: str | None,
    reference: str | None,
    languages: tuple[str, ...],
    date: dt.date | None,
    theme: str | None,
    templates: str | None,
    *,
    brief: bool,
    redact: bool,
    force: bool,
) -> None:
    """Write the report and say where it is."""
    from greenpark_assess.files import write_atomically
    from greenpark_assess.report.look import themed

    target = output or _beside(answers)
    _refuse_early(target, force=force)
    look = themed(theme, templates)
    material = _material(answers, reference, languages, date, redact=redact)
    if sys.stderr.isatty():
        tell("report.working", languages[0])
    drawn = _drawn(Path(target).suffix.lower(), material, look, brief=brief)
    write_atomically(target, drawn, overwrite=force)
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
    assessment: bytes
    attachments: tuple[Attached, ...]


def _material(
    answers: str,
    reference: str | None,
    languages: tuple[str, ...],
    date: dt.date | None,
    *,
    redact: bool,
) -> _Material:
    from greenpark_assess.cli.inputs import judge, sound_answers, today
    from greenpark_assess.cli.score import assessment_json
    from greenpark_assess.report.page import page
    from greenpark_assess.report.pdf import Attached
    from greenpark_assess.report.redact import redacted

    questionnaire, given = sound_answers(answers, reference, languages[0])
    assessment = judge(questionnaire, given, date or today())
    if redact:
        assessment = redacted(assessment)
    data = assessment_json(assessment).encode()
    attached = Attached("assessment.json", data, "Assessment", "application/json")
    source = Attached("answers.yaml", questionnaire.text.encode(), "Answers", "application/yaml")
    return _Material(
        page=page(questionnaire.rubric, assessment, languages),
        assessment=data,
        attachments=(attached,) if redact else (source, attached),
    )


def _drawn(ending: str, material: _Material, look: Look, *, brief: bool) -> bytes:
    if ending == ".json":
        return material.assessment
    if ending == ".html":
        from greenpark_assess.report.html import html
        from greenpark_assess.report.webfont import font_faces

        return html(material.page, look, brief=brief, fonts=font_faces(material.page)).encode()
    from greenpark_assess.cli.machine import fonts
    from greenpark_assess.report.pdf import pdf

    fonts()
    return pdf(material.page, material.attachments, look, brief=brief)
