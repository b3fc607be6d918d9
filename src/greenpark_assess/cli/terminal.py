"""Talking to the person at the terminal: problems, hints, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable
from typing import Any

import click

from greenpark_assess.cli.speech import LANGUAGE
from greenpark_assess.problems import Problem, has_errors
from greenpark_assess.wording import render, words

FINE, FINDINGS, USAGE, UNREADABLE, MACHINE = 0, 1, 2, 3, 4

_USAGE = {"file.exists", "file.target_is_folder", "file.unknown_ending"}
_MACHINE = {"file.disk_full", "file.not_writable", "file.not_writable_for_you", "report.no_pango"}


def exit_code(problems: Iterable[Problem]) -> int:
    """Return the exit code for problems that ended a command."""
    codes = {problem.code for problem in problems}
    if codes & _MACHINE:
        return MACHINE
    return USAGE if codes & _USAGE else UNREADABLE


def show(problems: Iterable[Problem], language: str = LANGUAGE) -> None:
    """Write problems to standard error, with colour where a person looks at it."""
    color = sys.stderr.isatty() and "NO_COLOR" not in os.environ
    click.echo(render(problems, language, color=color), err=True, nl=False, color=color or None)


def speak(key: str, language: str = LANGUAGE, **details: object) -> str:
    """Return a phrase of the command line, from ``locales/<language>/cli.yaml``."""
    phrase: Any = words(language)["cli"]
    for part in key.split("."):
        phrase = phrase[part]
    return str(phrase).format(**details)


def tell(key: str, language: str = LANGUAGE, **details: object) -> None:
    """Say a phrase to the person (standard error: standard output is for data)."""
    click.echo(speak(key, language, **details), err=True)


def verdict(problems: Iterable[Problem]) -> int:
    """Return the exit code of a command that lists problems."""
    return FINDINGS if has_errors(problems) else FINE
