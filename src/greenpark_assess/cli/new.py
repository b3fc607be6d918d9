"""``greenpark new``: a blank questionnaire."""

from __future__ import annotations

import click

from greenpark_assess.cli.inputs import force_option, languages_option, sound_rubric
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import tell


@click.command(
    "new",
    help=either("Write a blank questionnaire.", "生成空白问卷。")
    + "\n\n"
    + either(
        "RUBRIC is the id of a rubric ('greenpark rubric list') or a rubric file.",
        "“评价体系”为其编号（见 greenpark rubric list）或文件。",
    ),
)
@click.argument("rubric", metavar=either("RUBRIC", "评价体系"))
@click.argument("output", metavar=either("OUTPUT", "输出文件"), default="answers.yaml")
@languages_option
@force_option
def command(rubric: str, output: str, languages: tuple[str, ...], *, force: bool) -> None:
    """Write the questionnaire and say what to do next."""
    from greenpark_assess.answers.questionnaire import write_questionnaire  # noqa: PLC0415
    from greenpark_assess.files import write_atomically  # noqa: PLC0415

    loaded = sound_rubric(rubric)
    if loaded.rubric is None:  # pragma: no cover - sound_rubric raises first
        return
    text = write_questionnaire(loaded.rubric, languages)
    write_atomically(output, text.encode(), overwrite=force)
    if output != "-":
        tell(
            "new.done", languages[0], file=output, count=len(loaded.rubric.questions)
        )
