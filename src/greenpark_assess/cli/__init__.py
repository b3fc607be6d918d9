"""The ``greenpark`` command: text in at one edge, bytes out at the other.

Only click is imported here. A command's module is imported when that command runs, and whatever
heavy library it needs inside the function that needs it, so ``--help`` answers at once.
"""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import NoReturn, TextIO

import click

from greenpark_assess import __version__
from greenpark_assess.cli.codes import FINE
from greenpark_assess.cli.help import Formatter
from greenpark_assess.cli.speech import either

click.Context.formatter_class = Formatter

# name: module, short help; a test compares the help with that of the command itself
COMMANDS: dict[str, tuple[str, str]] = {
    "new": ("new", either("Write a blank questionnaire.", "生成空白问卷。")),
    "check": ("check", either("Check a filled questionnaire.", "检查填好的问卷。")),
    "score": ("score", either("Score a questionnaire.", "对问卷进行评分。")),
    "gaps": ("gaps", either("List where the points are lost.", "列出失分所在。")),
    "explain": (
        "explain",
        either("Explain one number, down to answers and rule.", "逐层解释一个数的来历。"),
    ),
    "report": (
        "report",
        either("Write the gap report (PDF, HTML, JSON).", "生成差距分析报告（PDF、HTML、JSON）。"),
    ),
    "compare": (
        "compare",
        either(
            "Compare years of a park, or parks with each other.",
            "比较园区历年结果，或比较多个园区。",
        ),
    ),
    "history": (
        "history",
        either("Keep assessments over the years in one file.", "用一个文件保存历年评价结果。"),
    ),
    "migrate": (
        "migrate",
        either(
            "Carry a questionnaire over to a newer rubric version.", "将问卷升级到新版评价体系。"
        ),
    ),
    "verify": (
        "verify",
        either(
            "Tell whether the numbers of a report still hold.", "核验报告中的数值是否仍然成立。"
        ),
    ),
    "rubric": ("rubric", either("List, show and check rubrics.", "查看和检查评价体系。")),
    "example": (
        "example",
        either(
            "List or write filled questionnaires of sample parks.", "列出或生成示例园区的问卷。"
        ),
    ),
    "doctor": ("doctor", either("Tell what this machine lacks.", "检查本机缺少什么。")),
}


class LazyGroup(click.Group):
    """A group whose commands are imported only when they run; the overview needs none of them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of a first use."""
        del ctx
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return one command."""
        del ctx
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"greenpark_assess.cli.{COMMANDS[cmd_name][0]}")
        command: click.Command = module.command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the overview from :data:`COMMANDS`."""
        del ctx
        with formatter.section(either("Commands", "命令")):
            formatter.write_dl([(name, text) for name, (_, text) in COMMANDS.items()])

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that ``args`` begin with, or say which one was probably meant."""
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from greenpark_assess.problems import did_you_mean

            meant = did_you_mean(args[0], COMMANDS)
            hint = either(f" Did you mean '{meant}'?", f"是否应为“{meant}”？") if meant else ""
            message = either(f"There is no command '{args[0]}'.", f"没有命令“{args[0]}”。")
            raise click.UsageError(message + hint, ctx)
        return super().resolve_command(ctx, args)

    def invoke(self, ctx: click.Context) -> object:
        """Run a command; where nobody reads its output any more, that is its end, no error."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            return FINE


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    options_metavar=either("[OPTIONS]", "[选项]"),
    subcommand_metavar=either("COMMAND ...", "命令 ..."),
    help=either(
        "Self-assessment of green and eco-industrial parks.\n\n"
        "A park answers a questionnaire file and gets a gap report.\n\n"
        "Start with:  greenpark new green-park answers.yaml",
        "绿色园区、生态工业园区自评工具。\n\n"
        "园区填写一份问卷文件，即可得到差距分析报告。\n\n"
        "从这里开始：  greenpark new green-park answers.yaml",
    ),
    epilog=either(
        "More about a command:  greenpark COMMAND --help",
        "各命令的用法：  greenpark 命令 --help",
    ),
)
@click.version_option(__version__, prog_name="greenpark")
def group() -> None:
    """Hold the commands."""


def main(args: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with its exit code.

    0 fine, 1 findings, 2 usage, 3 input cannot be read, 4 the machine lacks something,
    70 a defect of the program, 130 interrupted.
    """
    gc.disable()  # what a command makes, it needs to its end
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # else it looks for them
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr] # a real stream can
    code = run(args)
    _quiet(sys.stdout, sys.stderr)
    os._exit(code)  # Python would take the whole report apart first, object by object


def run(args: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        code = group.main(args, prog_name="greenpark", standalone_mode=False)
        sys.stdout.flush()
    except Exception as error:  # noqa: BLE001 - each has its ending, defects of ours too
        from greenpark_assess.cli.ending import ended

        return ended(error)
    except KeyboardInterrupt:
        from greenpark_assess.cli.ending import interrupted

        return interrupted()
    except SystemExit as leaving:  # shell completion, or nobody reads the help
        code = leaving.code
    return code if isinstance(code, int) else FINE


def _quiet(*streams: TextIO) -> None:
    """Flush what is left; where nobody takes it any more, drop it without a word."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
