"""``greenpark history``: assessments of many years and parks, and their answers, in one file."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    A_FILE,
    Day,
    force_option,
    format_option,
    language_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import as_arguments, say, show, speak, tell
from greenpark_assess.problems import Place, Problem, ProblemsFound, did_you_mean, has_errors

if TYPE_CHECKING:
    import datetime as dt

    from greenpark_assess.history.record import Added, Entry, Judged
    from greenpark_assess.history.store import History
    from greenpark_assess.report.page.draft import Draft

PARQUET = ".parquet"
ENDINGS = (".csv", PARQUET)
UNKNOWN = "–"
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"
"""What Excel wants at the beginning of a file in UTF-8."""

TYPES: dict[str, type] = {
    **dict.fromkeys(("park", "name", "country", "period"), str),
    "revision": int,
    **dict.fromkeys(("rubric", "version", "rubric_hash", "date", "engine"), str),
    "illustrative": bool,
    **dict.fromkeys(("score", "low", "high", "coverage"), float),
    **dict.fromkeys(("level", "possible"), str),
    "provisional": bool,
}
COLUMNS = tuple(TYPES)
HEAD = ("park", "name", "period", "revision", "score", "range", "level", "rubric", "date")

history_option = click.option(
    "--history",
    "file",
    type=click.Path(readable=False),
    default="parks.db",
    show_default=True,
    metavar=either("FILE", "文件"),
    help=either("The file with the history.", "历史记录文件。"),
)
all_option = click.option(
    "--all",
    "all_revisions",
    is_flag=True,
    help=either("Also the revisions that a later one has replaced.", "包括已被更正的旧版本。"),
)


@click.group(
    "history",
    help=either("Keep assessments over the years in one file.", "用一个文件保存历年评价结果。"),
    options_metavar=either("[OPTIONS]", "[选项]"),
    subcommand_metavar=either("COMMAND ...", "命令 ..."),
)
def command() -> None:
    """Hold the commands about histories."""


# --- add --------------------------------------------------------------------------------


@subcommand(
    "add",
    either("Judge questionnaires and keep them.", "对问卷进行评分并存入历史记录。"),
    either(
        "The file is made where it is missing. All questionnaires are added or, if one has errors, "
        "none. What is there already is not added again; a questionnaire that has changed becomes "
        "a new revision, and the old one stays.",
        "历史记录文件不存在时自动新建。问卷全部存入；如有一份存在错误，则全部不存入。"
        "内容相同的问卷不会重复存入；内容有改动的存为新版本，旧版本保留。",
    ),
    of=command,
)
@click.argument(
    "answers", type=A_FILE, nargs=-1, required=True, metavar=either("ANSWERS...", "问卷文件...")
)
@history_option
@rubric_option
@click.option(
    "--date",
    type=Day(),
    metavar=either("DATE", "日期"),
    help=either("Date of the assessments instead of today.", "评价日期，默认为今天。"),
)
@click.option(
    "--again",
    is_flag=True,
    help=either(
        "Also add what is there already, as the newest revision.", "已存在的内容也存为最新版本。"
    ),
)
@language_option
def add(  # noqa: PLR0913 - one parameter per option
    answers: tuple[str, ...],
    file: str,
    reference: str | None,
    date: dt.date | None,
    language: str,
    *,
    again: bool,
) -> None:
    """Add assessments and say what became of each."""
    from greenpark_assess.cli.inputs import today
    from greenpark_assess.history.opening import is_new
    from greenpark_assess.history.store import History

    day = date or today()
    made = is_new(file)
    found = _judged(answers, reference, day, language)
    with History(file, make=True) as history:
        if made:
            tell("history.made", language, file=file)
        for one, added in zip(found, history.add(found, again=again), strict=True):
            say(_outcome(one, added, language), err=True)
    tell("history.next", language, file=as_arguments(file, None))


def _judged(
    names: Sequence[str], reference: str | None, date: dt.date, language: str
) -> list[Judged]:
    """Return all assessments; where one cannot be made, say all that is wrong with any."""
    from greenpark_assess.cli.inputs import AFinding

    found: list[Judged] = []
    unreadable: list[Problem] = []
    errors = 0
    for name in names:
        try:
            one, problems = _kept(name, reference, date)
        except ProblemsFound as refused:
            unreadable += refused.problems
            continue
        show(problems, language)
        errors += sum(problem.severity == "error" for problem in problems)
        found += [one] if one else []
    if unreadable:
        raise ProblemsFound(unreadable)
    if errors:
        tell("history.nothing_added", language, count=errors)
        raise AFinding
    return found


def _kept(
    name: str, reference: str | None, date: dt.date
) -> tuple[Judged | None, tuple[Problem, ...]]:
    from greenpark_assess.cli.inputs import judge, read_questionnaire
    from greenpark_assess.cli.score import assessment_json
    from greenpark_assess.history.record import Judged, unread_in

    asked = read_questionnaire(name, reference)
    if asked.answers is None or has_errors(asked.problems):
        return None, asked.problems
    assessment = judge(asked, asked.answers, date)
    kept = Judged(
        text=asked.text,
        result=assessment_json(assessment),
        assessment=assessment,
        rubric=asked.rubric,
        answers=asked.answers,
        unread=unread_in(asked.problems),
    )
    return kept, asked.problems


def _outcome(one: Judged, added: Added, language: str) -> str:
    from greenpark_assess.cli.overview import draft_of

    draft = draft_of(one.rubric, one.assessment, language)
    key = "added" if added.new else "kept" if added.revision == added.current else "replaced"
    return speak(
        f"history.{key}",
        language,
        park=added.park,
        period=added.period,
        revision=added.revision,
        current=added.current,
        score=draft.score(one.assessment.total.score) or UNKNOWN,
    )


# --- list -------------------------------------------------------------------------------


@subcommand(
    "list",
    either("List what is in a history.", "列出历史记录。"),
    either(
        "One line per park, period and rubric: the newest revision.",
        "每个园区、每个年度、每个评价体系一行，显示最新版本。",
    ),
    of=command,
)
@history_option
@click.option(
    "--park",
    metavar=either("PARK", "园区编号"),
    help=either("Only this park (its id).", "只列出该园区。"),
)
@click.option(
    "--since",
    metavar=either("PERIOD", "年度"),
    help=either("Only this period and later ones.", "只列出该年度及以后。"),
)
@all_option
@format_option("text", "json", "csv")
@language_option
def list_(  # noqa: PLR0913 - one parameter per option
    file: str,
    park: str | None,
    since: str | None,
    form: str,
    language: str,
    *,
    all_revisions: bool,
) -> None:
    """Print the entries."""
    from greenpark_assess.cli.output import as_csv, as_json, emit
    from greenpark_assess.history.store import History
    from greenpark_assess.wording import printable

    with History(file) as history:
        if park is not None:
            refuse_unknown("park", park, history.parks(), file)
        since = printable(since) if since else None  # a terminal may send what is no text
        entries = history.entries(park, since, all_revisions=all_revisions)
        if form == "json":
            emit(as_json([_record(entry, language) for entry in entries]))
        elif form == "csv":
            emit(as_csv(COLUMNS, (_record(entry, language) for entry in entries)))
        else:
            say(_table(history, entries, language))


def _record(entry: Entry, language: str) -> dict[str, object]:
    known = entry._asdict()
    return {**{name: known.get(name) for name in COLUMNS}, "name": _name(entry, language)}


def _name(entry: Entry, language: str) -> str:
    names = entry.names
    return names.get(language) or names.get("") or next(iter(names.values()), "")


def _table(history: History, entries: Sequence[Entry], language: str) -> str:
    from greenpark_assess.cli.layout import table
    from greenpark_assess.wording import printable

    if not entries:
        return speak("history.none", language)
    drafts: dict[str, Draft] = {}
    for entry in entries:  # how numbers are printed is the same for all entries of a rubric
        if entry.rubric_hash not in drafts:
            drafts[entry.rubric_hash] = _draft(history, entry, language)
    lines = (_line(entry, drafts[entry.rubric_hash], language) for entry in entries)
    head = tuple(speak(f"history.{key}", language) for key in HEAD)
    rows = [head, *(tuple(map(printable, line)) for line in lines)]
    return table(rows, numbers=(3, 4, 5), indent="")


def _line(entry: Entry, draft: Draft, language: str) -> tuple[str, ...]:
    from greenpark_assess.cli.layout import plain

    return (
        entry.park,
        _name(entry, language),
        entry.period,
        str(entry.revision),
        draft.score(entry.score) or UNKNOWN,
        plain(draft.range(entry.low, entry.high)) or UNKNOWN,
        _level(entry, draft, language),
        f"{entry.rubric}@{entry.version}",
        entry.date,
    )


def _level(entry: Entry, draft: Draft, language: str) -> str:
    if entry.level is None:
        return UNKNOWN
    title = draft.rubric.levels[entry.level].title.within(language)
    return speak("history.provisional", language, level=title) if entry.provisional else title


def _draft(history: History, entry: Entry, language: str) -> Draft:
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.cli.overview import draft_of

    assessment = Assessment.model_validate_json(history.source(entry).result)
    return draft_of(history.rubric(entry.rubric_hash), assessment, language)


# --- show -------------------------------------------------------------------------------


@subcommand(
    "show",
    either("Show one assessment of a history.", "显示历史记录中的一次评价。"),
    either(
        "The newest revision, if none is named. --format yaml gives the questionnaire back as it "
        "was added.",
        "不指定版本时显示最新版本。--format yaml 原样输出当时存入的问卷。",
    ),
    of=command,
)
@click.argument("park", metavar=either("PARK", "园区编号"))
@click.argument("period", metavar=either("PERIOD", "年度"))
@history_option
@click.option(
    "--revision",
    type=click.IntRange(min=1),
    metavar="N",
    help=either("This revision.", "指定版本。"),
)
@format_option("text", "json", "yaml")
@language_option
def show_(  # noqa: PLR0913 - one parameter per option
    *, park: str, period: str, file: str, revision: int | None, form: str, language: str
) -> None:
    """Print an assessment, or the questionnaire that it came from."""
    from greenpark_assess.cli.output import emit
    from greenpark_assess.cli.overview import overview
    from greenpark_assess.history.store import History

    with History(file) as history:
        entry, newest = _found(history, park, period, revision, file)
        if form == "text":
            draft = _draft(history, entry, language)
            say(overview(draft.rubric, draft.assessment, language))
            tell("history.shown", language, **_about(entry, newest))
        else:
            source = history.source(entry)
            emit(source.result if form == "json" else source.answers)


def _found(
    history: History, park: str, period: str, revision: int | None, file: str
) -> tuple[Entry, int]:
    """Return the entry that is asked for, and the number of the newest revision."""
    refuse_unknown("park", park, history.parks(), file)
    entries = {
        one.revision: one for one in history.entries(park, period=period, all_revisions=True)
    }
    if not entries:
        periods = {entry.period: None for entry in history.entries(park)}
        refuse_unknown("period", period, tuple(periods), file)
    newest = max(entries)
    wanted = revision or newest
    refuse_unknown("revision", str(wanted), tuple(map(str, entries)), file)
    return entries[wanted], newest


def _about(entry: Entry, newest: int) -> dict[str, object]:
    return {
        "park": entry.park,
        "period": entry.period,
        "revision": entry.revision,
        "newest": newest,
        "rubric": f"{entry.rubric}@{entry.version}",
        "date": entry.date,
    }


def refuse_unknown(what: str, name: str, known: Sequence[str], file: str) -> None:
    """Refuse a park, period or revision that is not among the ``known`` ones of a history.

    Raises:
        ProblemsFound: So it is.
    """
    if name not in known:
        meant = did_you_mean(name, known)
        details = {"name": name, "allowed": known} | ({"meant": meant} if meant else {})
        raise ProblemsFound([Problem(f"history.unknown_{what}", Place(file, line=0), details)])


# --- export -----------------------------------------------------------------------------


@subcommand(
    "export",
    either("Write a history as a table.", "把历史记录导出为表格。"),
    either(
        "One line per assessment, with the points of every node and indicator. The kind follows "
        "the file's ending: .csv, or .parquet, which needs the library pyarrow. - is CSV on "
        "standard output.",
        "每次评价一行，含各维度、准则和指标的得分。格式由扩展名决定：.csv，或 .parquet"
        "（需要 pyarrow 库）。填 - 则向标准输出写 CSV。",
    ),
    of=command,
)
@history_option
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    required=True,
    metavar=either("OUTPUT", "输出文件"),
    help=either("The file to write.", "输出文件。"),
)
@all_option
@click.option(
    "--bom",
    is_flag=True,
    help=either(
        "Begin CSV with a byte order mark, for Excel.", "CSV 文件开头加 BOM，便于 Excel 识别。"
    ),
)
@force_option
@language_option
def export(  # noqa: PLR0913 - one parameter per option
    file: str, output: str, language: str, *, all_revisions: bool, bom: bool, force: bool
) -> None:
    """Write the table."""
    from greenpark_assess.cli.output import as_csv, as_parquet
    from greenpark_assess.files import STANDARD, refuse_target, write_atomically
    from greenpark_assess.history.store import History

    _refuse_ending(output)
    refuse_target(output, overwrite=force)
    with History(file) as history:
        entries = history.entries(all_revisions=all_revisions)
        columns, rows = _wide(history, entries, language)
    if _ending(output) == PARQUET:
        data = as_parquet(columns, rows)
    else:
        data = ((MARK if bom else "") + as_csv(tuple(columns), rows)).encode()
    write_atomically(output, data, overwrite=force)
    if output != STANDARD:
        tell("history.exported", language, file=output, count=len(rows))


def _ending(output: str) -> str:
    return Path(output).suffix.lower()


def _refuse_ending(output: str) -> None:
    from greenpark_assess.cli.output import refuse_without_parquet
    from greenpark_assess.files import STANDARD

    if output != STANDARD and _ending(output) not in ENDINGS:
        code = "cli.export_ending" if _ending(output) else "cli.no_ending"
        details = {"ending": _ending(output), "allowed": ENDINGS}
        raise ProblemsFound([Problem(code, Place(output, line=0), details)])
    if _ending(output) == PARQUET:
        refuse_without_parquet()


def _wide(
    history: History, entries: Sequence[Entry], language: str
) -> tuple[dict[str, type], list[dict[str, object]]]:
    """Return the columns with their types, and a row per entry with its points."""
    rows = [
        _record(entry, language)
        | {f"points.{name}": value for name, value in history.all_points(entry).items()}
        for entry in entries
    ]
    names = dict.fromkeys(name for row in rows for name in row)
    return {name: TYPES.get(name, float) for name in names} or TYPES, rows
