"""``greenpark new``: a blank questionnaire, and what an editor needs to help with it."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    A_FILE,
    force_option,
    languages_option,
    rubric_argument,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import as_arguments, tell
from greenpark_assess.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.rubric.model import Rubric

ENDINGS = (".yaml", ".yml")


@subcommand(
    "new",
    either("Write a blank questionnaire.", "生成空白问卷。"),
    either(
        "RUBRIC is the id of a rubric ('greenpark rubric list' names them) or a rubric file. "
        "OUTPUT is a .yaml file, answers.yaml if none is named, or - for standard output.",
        "“评价体系”填其编号（greenpark rubric list 可列出）或文件。"
        "“输出文件”为 .yaml 文件，默认 answers.yaml；填 - 则写到标准输出。",
    ),
    either(
        "Beside it stands a schema file with which editors such as VS Code complete and explain.",
        "同时生成一个 schema 文件，供 VS Code 等编辑器补全和提示。",
    ),
)
@rubric_argument
@click.argument(
    "output", type=A_FILE, metavar=either("[OUTPUT]", "[输出文件]"), default="answers.yaml"
)
@languages_option
@force_option
def command(rubric: str, output: str, languages: tuple[str, ...], *, force: bool) -> None:
    """Write the questionnaire and its schema, and say what to do next."""
    from greenpark_assess.answers.questionnaire import write_questionnaire
    from greenpark_assess.cli.inputs import sound_rubric, today
    from greenpark_assess.files import STANDARD, refuse_target, write_atomically
    from greenpark_assess.rubric.load import names_file

    _refuse_misunderstandings(rubric, output)
    refuse_target(output, overwrite=force)
    found, _ = sound_rubric(rubric)
    last_year = str(today().year - 1)
    reference = seen_from(output, rubric) if names_file(rubric) else ""
    text = write_questionnaire(found, languages, period=last_year, reference=reference).encode()
    if output == STANDARD:
        write_atomically(output, text, overwrite=False)
        return
    schema = write_schema(found, languages[0], Path(output).parent, force=force)
    write_atomically(output, text, overwrite=force)
    tell(
        "new.done",
        languages[0],
        file=output,
        arguments=as_arguments(output, None),
        count=len(found.questions),
        schema=schema.name,
    )


def seen_from(output: str, rubric: str) -> str:
    """Return the path of a rubric as a questionnaire names it: seen from its own folder."""
    return Path(os.path.relpath(rubric, Path(output).parent)).as_posix()


def _refuse_misunderstandings(rubric: str, output: str) -> None:
    from greenpark_assess.files import STANDARD

    if rubric.lower().endswith(ENDINGS) and not Path(rubric).exists():
        raise ProblemsFound([Problem("cli.rubric_comes_first", details={"file": rubric})])
    ending = Path(output).suffix.lower()
    if output != STANDARD and ending not in ENDINGS:
        meant = str(Path(output).with_suffix(ENDINGS[0])) if Path(output).name else None
        place = Place(output, line=0)
        raise ProblemsFound([Problem("cli.questionnaire_ending", place, {"meant": meant})])


def write_schema(rubric: Rubric, language: str, folder: Path, *, force: bool) -> Path:
    """Write the schema that the questionnaire's first line names; one of that name may stay."""
    from greenpark_assess.answers.questionnaire import schema_name
    from greenpark_assess.cli.output import as_json
    from greenpark_assess.files import write_atomically
    from greenpark_assess.rubric.schema import answers_schema

    target = folder / schema_name(rubric.header.id, rubric.header.version)
    if force or not target.exists():
        schema = as_json(answers_schema(rubric, language))
        write_atomically(target, schema.encode(), overwrite=force)
    return target
