"""How a command ends that does not end well."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Iterable
from typing import TextIO

import click

from greenpark_assess import __version__
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import CRASHED, MACHINE, exit_code, show
from greenpark_assess.problems import Problem


def problems_found(problems: Iterable[Problem]) -> int:
    """Show the problems that a command cannot go on with, and return its exit code."""
    found = tuple(problems)
    show(found)
    return exit_code(found)


def output_refused(error: OSError) -> int:
    """Say why the output could not be written: files say so themselves, so it is a stream."""
    ...


def crashed() -> int:
    """Let a defect of the program look like one, and return the exit code for it."""
    click.echo(
        either(
            f"This is a defect of greenpark {__version__}, not of your files. "
            "Please report it with the lines below.",
            f"这是 greenpark {__version__} 自身的缺陷，与您的文件无关。请连同以下内容一并反馈。",
        ),
        err=True,
    )
    traceback.print_exc()
    return CRASHED


def quiet(*streams: TextIO) -> None:
    """Flush what is left; where nobody takes it any more, drop it without a word."""
    for stream in streams:
        try:
            stream.flush()
        except OSError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
