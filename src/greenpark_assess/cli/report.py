"""``greenpark report``: the gap report as PDF, HTML or JSON; the file's ending decides."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Sequence
from pathlib import Path

import click

from greenpark_assess.cli.codes import FINE
from greenpark_assess.cli.drawing import ENDINGS, Order
from greenpark_assess.cli.options import (
    A_FILE,
    Day,
    force_option,
    languages_option,
    rubric_option,
    subcommand,
    templates_option,
    theme_option,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import tell
from greenpark_assess.problems import Place, Problem, ProblemsFound

STANDARD = "-"


@subcommand(
    "report",
    either("Write the gap report (PDF, HTML, JSON).", "生成差距分析报告（PDF、HTML、JSON）。"),
    either(
        "The ending of the output file decides: .pdf, .html or .json. Without -o the report is a "
        "PDF with the questionnaire's name; -o - writes a PDF to standard output.",
        "由输出文件的扩展名决定格式：.pdf、.html 或 .json。"
        "不指定 -o 时生成与问卷同名的 PDF；-o - 把 PDF 写到标准输出。",
    ),
    either(
        "With several questionnaires, -o names a folder, and --as the format.",
        "指定多份问卷时，-o 为文件夹，--as 为格式。",
    ),
)
@click.argument(
    "answers", type=A_FILE, metavar=either("ANSWERS...", "问卷文件..."), nargs=-1, required=True
)
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar=either("FILE", "文件"),
    help=either("Where to write the report, or the reports.", "输出文件；多份问卷时为文件夹。"),
)
@click.option(
    "--as",
    "form",
    type=click.Choice(["pdf", "html", "json"]),
    default="pdf",
    show_default=True,
    help=either("Format of several reports.", "多份报告的格式。"),
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
@theme_option
@templates_option
@force_option
def command(  # noqa: PLR0913, PLR0917 - one parameter per option
    answers: tuple[str, ...],
    output: str | None,
    form: str,
    reference: str | None,
    languages: tuple[str, ...],
    date: dt.date | None,
    theme: str | None,
    templates: str | None,
    *,
    brief: bool,
    redact: bool,
    force: bool,
) -> int:
    """Write the report or the reports, and say where they are."""
    from greenpark_assess.cli.inputs import today
    from greenpark_assess.report.look import themed

    several = len(answers) > 1 or _is_folder(output)
    if not several:
        _refuse_early(output or _beside(answers[0]), force=force)
    order = Order(languages, date or today(), themed(theme, templates), brief, redact)
    if several:
        pairs = _pairs(answers, output, f".{form}")
        return _write_several(pairs, reference, order, force=force)
    return _write(answers[0], output or _beside(answers[0]), reference, order, force=force)


def _write(answers: str, target: str, reference: str | None, order: Order, *, force: bool) -> int:
    from greenpark_assess.cli.drawing import drawn, material
    from greenpark_assess.cli.inputs import sound_answers
    from greenpark_assess.files import write_atomically

    # Nothing but the material is kept while the pages are drawn.
    source = material(*sound_answers(answers, reference, order.languages[0]), order)
    if sys.stderr.isatty():
        tell("report.working", order.languages[0])
    data = drawn(Path(target).suffix.lower(), source, order)
    write_atomically(target, data, overwrite=force)
    if target != STANDARD:
        tell("report.done", order.languages[0], file=target)
    return FINE


def _is_folder(output: str | None) -> bool:
    """Tell whether one report goes into a folder; a name like a report's is taken as a report."""
    if output is None or Path(output).suffix.lower() in ENDINGS:
        return False
    return Path(output).is_dir()


def _pairs(answers: Sequence[str], output: str | None, ending: str) -> list[tuple[str, str]]:
    """Return each questionnaire with the file that its report goes to."""
    from greenpark_assess.cli.many import targets
    from greenpark_assess.files import make_folder

    if output is None or output == STANDARD:
        raise ProblemsFound([Problem("cli.reports_folder")])
    return list(zip(answers, targets(answers, make_folder(output), ending), strict=True))


def _write_several(
    pairs: Sequence[tuple[str, str]], reference: str | None, order: Order, *, force: bool
) -> int:
    from greenpark_assess.cli.many import Job, write_all

    jobs = [Job(one, reference, target, order, force) for one, target in pairs]
    return write_all(jobs, order.languages[0])


def _beside(answers: str) -> str:
    return "report.pdf" if answers == STANDARD else Path(answers).with_suffix(".pdf").name


def _refuse_early(target: str, *, force: bool) -> None:
    """Say at once what would only fail after the work is done."""
    from greenpark_assess.files import refuse_target

    ending = Path(target).suffix.lower()
    if target != STANDARD and ending not in ENDINGS:
        code = "cli.report_ending" if ending else "cli.no_ending"
        details = {"ending": ending, "allowed": ENDINGS}
        raise ProblemsFound([Problem(code, Place(target, line=0), details)])
    if target == STANDARD and sys.stdout.isatty():
        raise ProblemsFound([Problem("cli.pdf_on_terminal")])
    refuse_target(target, overwrite=force)
