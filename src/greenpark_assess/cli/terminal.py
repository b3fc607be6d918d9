"""Talking to the person at the terminal: results, problems, hints, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from greenpark_assess.cli.codes import FINDINGS, FINE, MACHINE, UNREADABLE, USAGE
from greenpark_assess.cli.speech import LANGUAGE
from greenpark_assess.problems import Problem, has_errors
from greenpark_assess.wording import printable, render, words

# What a problem that ends a command means, by its code or by the beginning of it. All others,
# such as `rubric.unknown_question`, are findings in a file that can be read.
_MEANING = {
    "cli.": USAGE,
    "file.": UNREADABLE,
    "file.exists": USAGE,
    "file.target_is_folder": USAGE,
    "file.disk_full": MACHINE,
    "file.not_writable": MACHINE,
    "file.not_writable_for_you": MACHINE,
    "history.": UNREADABLE,
    "history.busy": MACHINE,
    "history.unknown_park": USAGE,
    "history.unknown_period": USAGE,
    "history.unknown_revision": USAGE,
    "machine.": MACHINE,
    "report.": FINDINGS,
    "report.no_pango": MACHINE,
    "yaml.": UNREADABLE,
    "answers.is_assessment": UNREADABLE,
    "answers.is_rubric": UNREADABLE,
    "answers.no_entries": UNREADABLE,
    "answers.unknown_format": UNREADABLE,
    "rubric.folder_without_rubric": UNREADABLE,
    "rubric.unknown_rubric": UNREADABLE,
    "rubric.unknown_version": UNREADABLE,
}


def exit_code(problems: Iterable[Problem]) -> int:
    """Return the exit code for problems that ended a command: the gravest meaning counts."""
    return max((_meaning(problem.code) for problem in problems), default=FINDINGS)


def _meaning(code: str) -> int:
    area = f"{code.partition('.')[0]}."
    return _MEANING.get(code, _MEANING.get(area, FINDINGS))


def verdict(problems: Iterable[Problem]) -> int:
    """Return the exit code of a command that lists what it found."""
    return FINDINGS if has_errors(problems) else FINE


def show(problems: Iterable[Problem], language: str = LANGUAGE, *, err: bool = True) -> None:
    """Write problems, with colour where a person looks at it; ``err``: to standard error."""
    stream = sys.stderr if err else sys.stdout
    color = stream.isatty() and not os.environ.get("NO_COLOR")
    click.echo(render(problems, language, color=color), err=err, nl=False, color=color)


def list_problems(problems: Iterable[Problem], form: str, language: str) -> None:
    """Write problems as what a command was asked for, to standard output."""
    if form == "text":
        show(problems, language, err=False)
        return
    from greenpark_assess.cli.output import emit

    emit(render(problems, language, "json" if form == "json" else "github"))


def say(text: str, *, err: bool = False) -> None:
    """Write text for people, line by line, without anything that could steer the terminal."""
    click.echo("\n".join(map(printable, text.rstrip("\n").split("\n"))), err=err)


def speak(key: str, language: str = LANGUAGE, **details: object) -> str:
    """Return a phrase of the command line, from ``locales/<language>/cli.yaml``."""
    phrase: Any = words(language)["cli"]
    for part in key.split("."):
        phrase = phrase[part]
    return str(phrase).format(**details)


def tell(key: str, language: str = LANGUAGE, **details: object) -> None:
    """Say a phrase to the person (standard error: standard output is for data)."""
    say(speak(key, language, **details), err=True)


def tell_next(key: str, file: str, reference: str | None, language: str) -> None:
    """Say what to do next with a file, as a command to copy; there is none for standard input."""
    if file != "-":
        tell(key, language, file=as_arguments(file, reference))


def as_arguments(file: str, reference: str | None) -> str:
    """Return a questionnaire, and the rubric where it is named, as typed behind a command."""
    quoted = [f'"{name}"' if " " in name else name for name in (file, reference) if name]
    return " --rubric ".join(quoted)
