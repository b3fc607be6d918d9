"""``greenpark compare``: parks over time and beside each other, all under one rubric."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar

import click

from greenpark_assess.cli.codes import FINDINGS, FINE
from greenpark_assess.cli.options import (
    A_FILE,
    Day,
    force_option,
    format_option,
    languages_option,
    subcommand,
    templates_option,
    theme_option,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import say, show, tell
from greenpark_assess.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.cli.comparing.data import Result
    from greenpark_assess.cli.comparing.sources import Source
    from greenpark_assess.cli.comparing.yardstick import Teller, Told
    from greenpark_assess.rubric.model import Rubric

T = TypeVar("T")

STANDARD = "-"
ENDINGS = (".pdf", ".html", ".json", ".csv")
DRAWN = (".pdf", ".html")
FEWEST = 2
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}".encode()
"""What Excel wants at the beginning of a file in UTF-8."""


@subcommand(
    "compare",
    either(
        "Compare years of a park, or parks with each other.", "比较园区历年结果，或比较多个园区。"
    ),
    either(
        "FILES are questionnaires, assessments (JSON) and PDF reports, of one park over years, of "
        "several parks, or both. All are judged again under one rubric: the newest version among "
        "them, or --rubric. The ending of the output file decides: .pdf, .html, .json or .csv.",
        "可比较问卷、评价结果（JSON）和 PDF 报告，既可为同一园区的多个年度，也可为多个园区。"
        "全部按同一评价体系重新评分：默认采用其中最新的版本，也可用 --rubric 指定。"
        "由输出文件的扩展名决定格式：.pdf、.html、.json 或 .csv。",
    ),
)
@click.argument("files", type=A_FILE, nargs=-1, metavar=either("[FILES]...", "[文件]..."))
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar=either("FILE", "文件"),
    help=either("Write there instead of to the terminal.", "写到此文件，而不在终端显示。"),
)
@click.option(
    "--rubric",
    "reference",
    type=A_FILE,
    metavar=either("RUBRIC", "评价体系"),
    help=either(
        "Compare under this rubric (id, file or folder).",
        "按此评价体系比较（编号、文件或文件夹）。",
    ),
)
@click.option(
    "--by",
    metavar="country|park_type|ID",
    help=either(
        "Group parks by country, or by what they answered to a choice.",
        "按国家或某个单选填报项的填报值分组。",
    ),
)
@click.option(
    "--history",
    type=click.Path(readable=False),
    metavar=either("FILE", "文件"),
    help=either("Also compare what is in this history.", "同时比较此历史记录中的评价。"),
)
@click.option(
    "--park",
    "parks",
    multiple=True,
    metavar=either("PARK", "园区编号"),
    help=either("Of the history, only this park.", "历史记录中只取该园区，可重复使用。"),
)
@click.option(
    "--since",
    metavar=either("PERIOD", "年度"),
    help=either("Of the history, only this period and later ones.", "历史记录中只取该年度及以后。"),
)
@format_option("text", "json", "csv")
@languages_option
@click.option(
    "--date",
    type=Day(),
    metavar="YYYY-MM-DD",
    help=either("Date on the trend report, if not today's.", "趋势报告的日期，默认为当天。"),
)
@theme_option
@templates_option
@click.option(
    "--bom",
    is_flag=True,
    help=either(
        "Begin CSV with a byte order mark, for Excel.", "CSV 文件开头加 BOM，便于 Excel 识别。"
    ),
)
@click.option(
    "--keep-going",
    is_flag=True,
    help=either(
        "Leave out files that cannot be used, and compare the others.",
        "跳过无法使用的文件，继续比较其余文件。",
    ),
)
@force_option
def command(  # noqa: PLR0913 - one parameter per option
    *,
    files: tuple[str, ...],
    output: str | None,
    reference: str | None,
    by: str | None,
    history: str | None,
    parks: tuple[str, ...],
    since: str | None,
    form: str,
    languages: tuple[str, ...],
    date: dt.date | None,
    theme: str | None,
    templates: str | None,
    bom: bool,
    keep_going: bool,
    force: bool,
) -> int:
    """Compare, and write what came out."""
    from greenpark_assess.files import write_atomically

    target = None if output == STANDARD else output
    ending = Path(target).suffix.lower() if target else f".{form}"
    if history is None and (parks or since):
        raise ProblemsFound([Problem("cli.compare_no_history")])
    _refuse_early(target, ending, force=force)
    reading = _Reading(languages[0], keep_going=keep_going)
    wanted = _Wanted(files, reference, history, parks, since)
    result = _result(wanted, reading, by)
    if target is None and ending == ".text":
        from greenpark_assess.cli.comparing.text import as_text

        say("\n".join(as_text(result, languages[0])))
        return FINDINGS if reading.left_out else FINE
    data = _drawn(ending, result, _Order(languages, date, theme, templates))
    data = MARK + data if bom and ending == ".csv" else data
    write_atomically(target or STANDARD, data, overwrite=force)
    if target is not None:
        tell("compare.done", languages[0], file=target)
    return FINDINGS if reading.left_out else FINE


def _refuse_early(target: str | None, ending: str, *, force: bool) -> None:
    """Say at once what would only fail after the work is done."""
    from greenpark_assess.files import refuse_target

    if target is None:
        return
    if ending not in ENDINGS:
        details = {"ending": ending, "allowed": ENDINGS}
        raise ProblemsFound([Problem("cli.compare_ending", Place(target, line=0), details)])
    refuse_target(target, overwrite=force)


# --- what is compared -----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Wanted:
    """What the command was asked to compare."""

    files: tuple[str, ...]
    reference: str | None
    history: str | None
    parks: tuple[str, ...]
    since: str | None


class _Reading:
    """Collects what cannot be used; refuses it in the end, or leaves it out."""

    def __init__(self, language: str, *, keep_going: bool) -> None:
        self.language = language
        self._keep_going = keep_going
        self.left_out = False

    def each(self, tasks: Iterable[Callable[[], T]]) -> list[T]:
        """Return what came of all tasks that could be done.

        Raises:
            ProblemsFound: Something could not, and it must not be left out.
        """
        found: list[T] = []
        problems: list[Problem] = []
        for task in tasks:
            try:
                found.append(task())
            except ProblemsFound as refused:
                problems += refused.problems
        if problems:
            self.refuse(problems)
        return found

    def refuse(self, problems: Sequence[Problem]) -> None:
        """Show problems where what they are about may be left out.

        Raises:
            ProblemsFound: It may not.
        """
        if not self._keep_going:
            raise ProblemsFound(problems)
        show(problems, self.language)
        self.left_out = True


def _result(wanted: _Wanted, reading: _Reading, by: str | None) -> Result:
    from greenpark_assess.cli.comparing.data import Result, grouping
    from greenpark_assess.cli.comparing.yardstick import Teller, entries, yardstick
    from greenpark_assess.cli.inputs import sound_rubric
    from greenpark_assess.comparison.compared import compare, groups

    rubric = sound_rubric(wanted.reference)[0] if wanted.reference else None
    sources = _sources(wanted, reading, rubric)
    if not sources:
        _refuse_too_few(0)
    teller = Teller(rubric or yardstick(sources))
    key = grouping(by, teller.rubric) if by else None
    told = _told(sources, teller, reading)
    plan = teller.plan(teller.rubric)
    compared = compare(teller.rubric, plan, entries(told, reading.language))
    return Result(
        compared=compared,
        told={one.key: one for one in told},
        key=key,
        groups=groups(compared, key.of) if key else {},
    )


def _sources(wanted: _Wanted, reading: _Reading, rubric: Rubric | None) -> list[Source]:
    from greenpark_assess.cli.comparing.sources import Reader, kept_sources

    read = Reader().read
    found = reading.each(partial(read, file) for file in wanted.files)
    if wanted.history is not None:
        of = rubric.header.id if rubric else None
        found += kept_sources(wanted.history, wanted.parks, wanted.since, of)
    return found


def _told(sources: Sequence[Source], teller: Teller, reading: _Reading) -> list[Told]:
    """Return what all sources say, at least two of them.

    Raises:
        ProblemsFound: One has errors and must not be left out, or there are too few.
    """
    from greenpark_assess.cli.comparing.yardstick import look_alikes, twins

    told = reading.each(partial(teller.told, source) for source in sources)
    wrong = [one for one in told if one.answers is None]
    if wrong:
        reading.refuse([problem for one in wrong for problem in one.problems])
    told = [one for one in told if one.answers is not None]
    again = dict(twins(told))
    if again:
        reading.refuse(list(again.values()))
    told = [one for place, one in enumerate(told) if place not in again]
    if len(told) < FEWEST:
        _refuse_too_few(len(told))
    show([problem for one in told for problem in one.problems], reading.language)
    show(look_alikes(told), reading.language)
    return told


def _refuse_too_few(count: int) -> NoReturn:
    raise ProblemsFound([Problem("cli.compare_too_few", details={"count": count})])


# --- what is written ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Order:
    """How the comparison shall look."""

    languages: tuple[str, ...]
    date: dt.date | None
    theme: str | None
    templates: str | None


def _drawn(ending: str, result: Result, order: _Order) -> bytes:
    """Return the comparison as what the ending of a file asks for."""
    if ending in DRAWN:
        return _trend(ending, result, order)
    from greenpark_assess.cli.comparing.data import COLUMNS, as_data, rows
    from greenpark_assess.cli.output import as_csv, as_json

    if ending == ".json":
        return as_json(as_data(result, order.languages[0])).encode()
    return as_csv(COLUMNS, rows(result, order.languages[0])).encode()


def _trend(ending: str, result: Result, order: _Order) -> bytes:
    from greenpark_assess.cli.comparing.data import as_data, background
    from greenpark_assess.cli.inputs import today
    from greenpark_assess.cli.output import as_json
    from greenpark_assess.report.look import themed
    from greenpark_assess.report.pdf import Attached
    from greenpark_assess.report.trend import trend_html, trend_pdf

    look = themed(order.theme, order.templates)
    day = order.date or today()
    languages, about = order.languages, background(result, order.languages[0])
    if ending == ".html":
        return trend_html(result.compared, languages, look, day, about).encode()
    from greenpark_assess.cli.machine import fonts

    fonts()
    data = as_json(as_data(result, languages[0])).encode()
    attached = Attached("comparison.json", data, "Comparison", "application/json")
    return trend_pdf(result.compared, languages, look, day, about, attachments=(attached,))
