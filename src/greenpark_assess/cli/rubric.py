"""``greenpark rubric``: for those who write rubrics, and those who want to know what they ask."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.codes import FINDINGS, FINE
from greenpark_assess.cli.options import (
    A_FILE,
    format_option,
    language_option,
    rubric_argument,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import (
    exit_code,
    list_problems,
    say,
    show,
    speak,
    tell,
    verdict,
)
from greenpark_assess.problems import Problem, ProblemsFound, has_errors

if TYPE_CHECKING:
    from greenpark_assess.rubric.load import LoadedRubric


@click.group(
    "rubric",
    help=either("List, show and check rubrics.", "查看和检查评价体系。"),
    options_metavar=either("[OPTIONS]", "[选项]"),
    subcommand_metavar=either("COMMAND ...", "命令 ..."),
)
def command() -> None:
    """Hold the commands about rubrics."""


@subcommand("list", either("List the rubrics that come along.", "列出随附的评价体系。"), of=command)
@language_option
def list_(language: str) -> None:
    """Print one line per shipped rubric."""
    from greenpark_assess.cli.layout import table
    from greenpark_assess.rubric.load import available

    shipped = available()
    say(table([(one.name, one.title.within(language)) for one in shipped], indent=""))
    if shipped:
        tell("rubric.next", language, rubric=shipped[0].id)


@subcommand("show", either("Draw the tree of a rubric.", "显示评价体系的指标树。"), of=command)
@rubric_argument
@click.option(
    "--sources",
    is_flag=True,
    help=either(
        "Show instead which indicators and recommendations answer each sentence of the source "
        "documents; exit code 1 if a sentence has none.",
        "改为逐句列出来源文件对应的指标和改进建议；有未对应的语句时退出码为 1。",
    ),
)
@language_option
def show_(rubric: str, language: str, *, sources: bool) -> int:
    """Print the tree, or what answers to the source documents."""
    from greenpark_assess.cli.inputs import sound_rubric
    from greenpark_assess.rubric.show import show_rubric
    from greenpark_assess.rubric.trace import show_trace, trace

    found, _ = sound_rubric(rubric)
    say(show_trace(found, language) if sources else show_rubric(found, language))
    return FINDINGS if sources and not all(one.complete for one in trace(found)) else FINE


@subcommand(
    "check",
    either("Check a rubric as a compiler would.", "像编译器一样检查评价体系。"),
    either(
        "Finds unknown ids, units that do not fit, levels that nobody can reach, missing "
        "translations and more, and runs the rubric's worked cases.",
        "检查编号、单位、等级、译文等方面的错误和疑点，并运行评价体系自带的算例。",
    ),
    of=command,
)
@rubric_argument
@format_option("text", "json", "github")
@click.option(
    "--no-cases", is_flag=True, help=either("Leave out the worked cases.", "不运行算例。")
)
@click.option(
    "--effort",
    is_flag=True,
    help=either(
        "Also show how little reaches each level, and which indicators hardly count.",
        "另列出达到各等级所需的最少指标，以及对总分几乎没有影响的指标。",
    ),
)
@language_option
def check(rubric: str, form: str, language: str, *, no_cases: bool, effort: bool) -> int:
    """List everything that is wrong or odd; exit code 1 if there are errors."""
    from greenpark_assess.cli.inputs import loaded_rubric

    try:
        loaded = loaded_rubric(rubric)
    except ProblemsFound as found:
        list_problems(found.problems, form, language)
        return exit_code(found.problems)
    problems = (*loaded.problems, *_looked_at(loaded, no_cases=no_cases))
    list_problems(problems, form, language)
    if form == "text":
        say(_count(rubric, problems, language))
        if effort and loaded.rubric and not has_errors(problems):
            from greenpark_assess.cli.effort import effort_text

            say("\n" + effort_text(loaded.rubric, language))
    return verdict(problems) if loaded.rubric else exit_code(problems)


def _looked_at(loaded: LoadedRubric, *, no_cases: bool) -> tuple[Problem, ...]:
    from greenpark_assess.rubric.check import check_rubric

    if loaded.rubric is None or not loaded.rubric.cases or no_cases:
        return check_rubric(loaded)
    from greenpark_assess.rubric.case_files import with_case_files
    from greenpark_assess.scoring.cases import run_cases

    filled = with_case_files(loaded)
    return (*filled.problems[len(loaded.problems) :], *check_rubric(filled, run_cases))


def _count(rubric: str, problems: Sequence[Problem], language: str) -> str:
    if not problems:
        return speak("rubric.clean", language, rubric=rubric)
    errors = sum(problem.severity == "error" for problem in problems)
    warnings = sum(problem.severity == "warning" for problem in problems)
    return speak("rubric.found", language, rubric=rubric, errors=errors, warnings=warnings)


@subcommand(
    "diff",
    either("Compare two versions of a rubric.", "比较评价体系的两个版本。"),
    either(
        "Says of every question and indicator whether years can be compared across the two, and "
        "apart from that what changes the score. Exit code 1 if something cannot be compared.",
        "逐一说明各填报项和指标在两个版本之间是否可比，并单独列出影响得分的改动。"
        "有不可比的内容时退出码为 1。",
    ),
    of=command,
)
@click.argument("old", type=A_FILE, metavar=either("OLD", "旧版"))
@click.argument("new", type=A_FILE, metavar=either("NEW", "新版"))
@format_option("text", "json")
@language_option
def diff_(old: str, new: str, form: str, language: str) -> int:
    """Print what differs, gravest first."""
    from greenpark_assess.cli.differences import as_data, as_text
    from greenpark_assess.cli.inputs import sound_rubric
    from greenpark_assess.cli.output import as_json, emit
    from greenpark_assess.rubric.diff import diff

    (before, _), (after, _) = sound_rubric(old), sound_rubric(new)
    found = diff(before, after)
    if form == "json":
        emit(as_json(as_data(found, language)))
    else:
        say("\n".join(as_text(found, language)))
        if not found.declared:
            details = {"old": found.old, "new": found.new}
            show([Problem("versions.undeclared", details=details, severity="note")], language)
    return FINDINGS if found.breaks else FINE


@subcommand(
    "schema",
    either(
        "Print the JSON Schema of rubric files, or of a questionnaire.",
        "输出评价体系文件或问卷的 JSON Schema。",
    ),
    either(
        "Without RUBRIC: the schema of rubric files. With it: that of its questionnaire, with all "
        "texts, so that an editor completes and explains.",
        "不指定评价体系时输出评价体系文件的 Schema；"
        "指定时输出其问卷的 Schema，含填报项文字，供编辑器补全和提示。",
    ),
    of=command,
)
@click.argument("rubric", type=A_FILE, metavar=either("[RUBRIC]", "[评价体系]"), required=False)
@language_option
def schema(rubric: str | None, language: str) -> None:
    """Print a JSON Schema."""
    from greenpark_assess.cli.inputs import sound_rubric
    from greenpark_assess.cli.output import as_json, emit
    from greenpark_assess.rubric.schema import answers_schema, rubric_schema

    if rubric is None:
        emit(as_json(rubric_schema()))
    else:
        found, _ = sound_rubric(rubric)
        emit(as_json(answers_schema(found, language)))
