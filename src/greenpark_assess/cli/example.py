"""``greenpark example``: the sample parks that come along, to look at and to try things on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

import click

from greenpark_assess.cli.options import A_FILE, force_option, language_option, subcommand
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import as_arguments, say, speak, tell
from greenpark_assess.problems import Problem, ProblemsFound, did_you_mean

CASES = Path("tests", "cases")


@subcommand(
    "example",
    either("List or write filled questionnaires of sample parks.", "列出或生成示例园区的问卷。"),
    either(
        "Without NAME: the list. With it: a copy of that questionnaire, in OUTPUT or in a file of "
        "the same name, or on standard output (-).",
        "不指定名称时列出全部示例；指定时复制该问卷到“输出文件”（默认同名），填 - 则写到标准输出。",
    ),
)
@click.argument("name", metavar=either("[NAME]", "[名称]"), required=False)
@click.argument("output", type=A_FILE, metavar=either("[OUTPUT]", "[输出文件]"), required=False)
@force_option
@language_option
def command(name: str | None, output: str | None, language: str, *, force: bool) -> None:
    """List the examples, or copy one."""
    from greenpark_assess.cli.layout import table
    from greenpark_assess.files import STANDARD, read_bytes, write_atomically

    files = dict(_examples())
    if name is None:
        rows = [(one, *_about(path, language)) for one, path in files.items()]
        say(table(rows, indent=""))
        tell("example.next", language, name=next(iter(files), ""))
        return
    if name not in files:
        _refuse(name, files)
    target = output or f"{name.replace('/', '-')}.yaml"
    write_atomically(target, read_bytes(files[name]), overwrite=force)
    if target != STANDARD:
        tell("example.done", language, file=target, arguments=as_arguments(target, None))


def _examples() -> Iterator[tuple[str, Path]]:
    """Yield name and file of every example: ``processing-park/2025``."""
    from greenpark_assess.rubric.load import shipped_folder

    folder = shipped_folder().parent / CASES
    for path in sorted(folder.glob("*/*.yaml")):
        yield f"{path.parent.name}/{path.stem}", path


def _about(path: Path, language: str) -> tuple[str, str]:
    """Return name and period of the park, and what kind of example it is."""
    from greenpark_assess.documents import read
    from greenpark_assess.files import read_text

    data: Any = read(read_text(path), path.name).data
    names = data["park"]["name"]
    kind = "public_record" if "basis" in data else "made_up"
    return f"{names.get(language, '')} ({data['period']})", speak(f"example.{kind}", language)


def _refuse(name: str, files: dict[str, Path]) -> NoReturn:
    meant = did_you_mean(name, files)
    details = {"name": name, "allowed": list(files), **({"meant": meant} if meant else {})}
    raise ProblemsFound([Problem("cli.no_example", details=details)])
