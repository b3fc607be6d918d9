"""The arguments and options that commands share; light, as help and completion read them all."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeAlias

import click

from greenpark_assess.cli.speech import LANGUAGE, either
from greenpark_assess.cli.terminal import exit_code, show
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.wording import languages

Decorator: TypeAlias = Callable[[Callable[..., Any]], Callable[..., Any]]


def subcommand(
    name: str, *paragraphs: str, of: click.Group | None = None
) -> Callable[[Callable[..., Any]], click.Command]:
    """Make a command of a function; ``paragraphs`` are its help.

    Problems that end the command are shown in the language that it was asked for.
    """
    make = of.command if of else click.command
    options_metavar = either("[OPTIONS]", "[选项]")
    as_command = make(name, help="\n\n".join(paragraphs), options_metavar=options_metavar)
    return lambda function: as_command(_showing_problems(function))


def _showing_problems(function: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(function)
    def command(**given: Any) -> Any:  # noqa: ANN401 - whatever the options are
        try:
            return function(**given)
        except ProblemsFound as found:
            languages = given.get("languages") or (given.get("language", LANGUAGE),)
            show(found.problems, languages[0])
            return exit_code(found.problems)

    return command


class Languages(click.ParamType):  # type: ignore[type-arg] # generic since click 8.5
    """One language or several, separated by commas."""

    name = "languages"

    def convert(self, value: Any, param: Any, ctx: Any) -> tuple[str, ...]:  # noqa: ANN401
        """Return the languages in the order given."""
        if isinstance(value, tuple):
            return value
        chosen = tuple(dict.fromkeys(part.strip() for part in str(value).split(",")))
        known = ", ".join(languages())
        for one in chosen:
            if one not in languages():
                self.fail(
                    either(f"'{one}' is not one of {known}.", f"“{one}”不是 {known} 之一。"),
                    param,
                    ctx,
                )
        return chosen


class Day(click.ParamType):  # type: ignore[type-arg]
    """A day as ISO 8601 writes it."""

    name = "day"

    def convert(self, value: Any, param: Any, ctx: Any) -> dt.date:  # noqa: ANN401
        """Return the date."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(
                either(
                    f"'{value}' is no date such as 2026-03-31.",
                    f"“{value}”不是 2026-03-31 这样的日期。",
                ),
                param,
                ctx,
            )


A_FILE = click.Path(readable=False, allow_dash=True)
"""Any name: shells complete it; whether the file is fine is said later, and better."""

answers_argument = click.argument("answers", type=A_FILE, metavar=either("ANSWERS", "问卷文件"))
rubric_argument = click.argument("rubric", type=A_FILE, metavar=either("RUBRIC", "评价体系"))
rubric_option = click.option(
    "--rubric",
    "reference",
    type=A_FILE,
    metavar=either("RUBRIC", "评价体系"),
    help=either(
        "Judge by this rubric (id, file or folder) instead of the one the questionnaire names.",
        "改用此评价体系（编号、文件或文件夹），而不用问卷中写明的。",
    ),
)
language_option = click.option(
    "--lang",
    "language",
    type=click.Choice(languages()),
    default=LANGUAGE,
    show_default=True,
    help=either("Language of the output.", "输出语言。"),
)
languages_option = click.option(
    "--lang",
    "languages",
    type=Languages(),
    default=LANGUAGE,
    show_default=True,
    metavar="zh|en|zh,en",
    help=either("Language, or both: the first one leads.", "语言；可双语，以第一种为主。"),
)
theme_option = click.option(
    "--theme",
    type=A_FILE,
    metavar=either("FILE", "文件"),
    help=either(
        "A YAML file with colour, logo and publisher.", "主题文件（YAML）：颜色、徽标、发布单位。"
    ),
)
templates_option = click.option(
    "--templates",
    type=A_FILE,
    metavar=either("FOLDER", "文件夹"),
    help=either("A folder with templates of your own.", "自定义模板所在文件夹。"),
)
force_option = click.option(
    "--force", is_flag=True, help=either("Replace an existing file.", "覆盖已有文件。")
)


def format_option(*forms: str) -> Decorator:
    """Return the option ``--format``; the first form is the default."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(forms),
        default=forms[0],
        show_default=True,
        help=_FORMS[forms],
    )


_FORMS: dict[tuple[str, ...], str] = {
    ("text", "json"): either(
        "For people (text) or programs (json).", "供人阅读（text）或供程序使用（json）。"
    ),
    ("text", "json", "csv"): either(
        "For people (text), programs (json), spreadsheets (csv).",
        "供人阅读（text）、供程序（json）或电子表格（csv）使用。",
    ),
    ("text", "json", "yaml"): either(
        "For people (text), programs (json), or the questionnaire as it was (yaml).",
        "供人阅读（text）、供程序使用（json）或原样输出问卷（yaml）。",
    ),
    ("text", "json", "github"): either(
        "For people (text), programs (json), GitHub annotations (github).",
        "供人阅读（text）、供程序使用（json）或作为 GitHub 注释（github）。",
    ),
}
