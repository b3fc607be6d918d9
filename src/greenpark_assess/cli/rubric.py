"""``greenpark rubric``: for those who write rubrics, and those who want to know what they ask."""

from __future__ import annotations

import json

import click

from greenpark_assess.cli.inputs import language_option, sound_rubric
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import show, tell, verdict

rubric_argument = click.argument("rubric", metavar=either("RUBRIC", "评价体系"))


@click.group("rubric", help=either("List, show and check rubrics.", "查看和检查评价体系。"))
def command() -> None:
    """Hold the commands about rubrics."""


@command.command("list", help=either("List the rubrics that come along.", "列出随附的评价体系。"))
@language_option
def list_(language: str) -> None:
    """Print one line per shipped rubric."""
    from greenpark_assess.cli.layout import table  # noqa: PLC0415
    from greenpark_assess.rubric.load import available  # noqa: PLC0415

    rows = [(one.name, one.title.within(language)) for one in available()]
    click.echo(table(rows, indent=""), nl=False)


@command.command("show", help=either("Draw the tree of a rubric.", "显示评价体系的指标树。"))
@rubric_argument
@language_option
def show_(rubric: str, language: str) -> None:
    """Print the tree."""
    from greenpark_assess.rubric.show import show_rubric  # noqa: PLC0415

    loaded = sound_rubric(rubric)
    if loaded.rubric is not None:
        click.echo(show_rubric(loaded.rubric, language), nl=False)


@command.command(
    "check", help=either("Check a rubric as a compiler would.", "像编译器一样检查评价体系。")
)
@rubric_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help=either("For people, programs, or GitHub.", "供人、程序或 GitHub 使用。"),
)
@click.option(
    "--no-cases", is_flag=True, help=either("Leave out the worked cases.", "不运行算例。")
)
@language_option
def check(rubric: str, form: str, language: str, *, no_cases: bool) -> int:
    """List everything that is wrong or odd; exit code 1 if there are errors."""
    from greenpark_assess.rubric.check import check_rubric  # noqa: PLC0415
    from greenpark_assess.rubric.load import find_rubric, load_rubric  # noqa: PLC0415
    from greenpark_assess.wording import render  # noqa: PLC0415

    loaded = load_rubric(find_rubric(rubric))
    has_cases = loaded.rubric is not None and bool(loaded.rubric.cases) and not no_cases
    run_cases = None
    if has_cases:
        from greenpark_assess.scoring.cases import run_cases  # noqa: PLC0415
    problems = (*loaded.problems, *check_rubric(loaded, run_cases))
    if form == "text":
        show(problems, language)
        errors = sum(problem.severity == "error" for problem in problems)
        warnings = sum(problem.severity == "warning" for problem in problems)
        key = "rubric.clean" if not problems else "rubric.found"
        tell(key, language, rubric=rubric, errors=errors, warnings=warnings)
    else:
        click.echo(render(problems, language, form), nl=False)
    return verdict(problems)


@command.command(
    "schema",
    help=either("Write the JSON Schema of rubric files, or of a rubric's answers.", "输出 JSON Schema。")
    + "\n\n"
    + either(
        "Without RUBRIC: the schema of rubric files. With it: of its questionnaire, with the "
        "question texts, so that an editor completes and explains.",
        "不指定评价体系时输出其文件的 Schema；指定时输出其问卷的 Schema，含问题文字，供编辑器补全和提示。",
    ),
)
@click.argument("rubric", metavar=either("[RUBRIC]", "[评价体系]"), required=False)
@language_option
def schema(rubric: str | None, language: str) -> None:
    """Print a JSON Schema."""
    from greenpark_assess.rubric.schema import answers_schema, rubric_schema  # noqa: PLC0415

    if rubric is None:
        found = rubric_schema()
    else:
        loaded = sound_rubric(rubric)
        if loaded.rubric is None:  # pragma: no cover - sound_rubric raises first
            return
        found = answers_schema(loaded.rubric, language)
    click.echo(json.dumps(found, ensure_ascii=False, indent=2))


