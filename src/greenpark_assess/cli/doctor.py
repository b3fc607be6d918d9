"""``greenpark doctor``: does this machine have what the program needs, and if not, what to do."""

from __future__ import annotations

import platform
import sys
from importlib import metadata

import click

from greenpark_assess import __version__
from greenpark_assess.cli.inputs import language_option
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import MACHINE, speak
from greenpark_assess.problems import ProblemsFound

LIBRARIES = ("click", "Jinja2", "numpy", "pikepdf", "pint", "pydantic", "PyYAML", "WeasyPrint")


@click.command("doctor", help=either("Tell what this machine lacks.", "检查本机缺少什么。"))
@language_option
def command(language: str) -> int:
    """Print one line per thing looked at; exit code 4 if something is missing."""
    findings = [
        ("greenpark", __version__, True),
        ("Python", platform.python_version(), sys.version_info >= (3, 11)),
        *(_library(name) for name in LIBRARIES),
        _rubrics(),
        _fonts(),
        _pango(language),
    ]
    for name, found, fine in findings:
        mark = speak("doctor.fine" if fine else "doctor.missing", language)
        click.echo(f"{mark}  {name}: {found}")
    missing = not all(fine for _, _, fine in findings)
    click.echo(speak("doctor.lacks" if missing else "doctor.all_fine", language))
    return MACHINE if missing else 0


def _library(name: str) -> tuple[str, str, bool]:
    try:
        return name, metadata.version(name), True
    except metadata.PackageNotFoundError:
        return name, f"pip install {name}", False


def _rubrics() -> tuple[str, str, bool]:
    from greenpark_assess.rubric.load import available  # noqa: PLC0415

    names = [one.name for one in available()]
    return "rubrics", ", ".join(names) or "-", bool(names)


def _fonts() -> tuple[str, str, bool]:
    from greenpark_assess.report.glyphs import FONTS, font_folder  # noqa: PLC0415

    return "fonts", ", ".join(FONTS), all((font_folder() / name).is_file() for name in FONTS)


def _pango(language: str) -> tuple[str, str, bool]:
    from greenpark_assess.report.pdf import ready  # noqa: PLC0415
    from greenpark_assess.wording import say  # noqa: PLC0415

    try:
        ready()
    except ProblemsFound as found:
        return "Pango", say(found.problems[0], language), False
    return "Pango", speak("doctor.loads", language), True
