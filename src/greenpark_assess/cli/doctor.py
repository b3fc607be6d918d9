"""``greenpark doctor``: does this machine have what the program needs, and if not, what to do."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator
from functools import partial

from greenpark_assess import __version__
from greenpark_assess.cli import machine
from greenpark_assess.cli.codes import FINE, MACHINE
from greenpark_assess.cli.options import language_option, subcommand
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import say, speak
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.wording import say as sentence


@subcommand("doctor", either("Tell what this machine lacks.", "检查本机缺少什么。"))
@language_option
def command(language: str) -> int:
    """Print one line per thing looked at; exit code 4 if something is missing."""
    missing = False
    for name, look in _examinations(language):
        try:
            mark, found = "fine", look() or speak("doctor.loads", language)
        except ProblemsFound as problems:
            mark, found, missing = "missing", sentence(problems.problems[0], language), True
        say(f"{speak(f'doctor.{mark}', language)}  {name}: {found}")
    say(speak("doctor.lacks" if missing else "doctor.all_fine", language))
    return MACHINE if missing else FINE


def _examinations(language: str) -> Iterator[tuple[str, Callable[[], str]]]:
    yield "greenpark", lambda: __version__
    yield "Python", platform.python_version
    for name in machine.libraries():
        yield name, partial(machine.library, name)
    yield speak("doctor.rubrics", language), machine.rubrics
    yield speak("doctor.fonts", language), machine.fonts
    yield "Pango", machine.pango
