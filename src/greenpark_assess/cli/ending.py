"""How a command ends that does not end well."""

from __future__ import annotations

import errno
import traceback
from contextlib import suppress

import click

from greenpark_assess import __version__
from greenpark_assess.cli.codes import CRASHED, FINE, INTERRUPTED, MACHINE, USAGE
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import show
from greenpark_assess.problems import Problem

_NO_MORE = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO, errno.EROFS}


def ended(error: Exception) -> int:
    """Say what ended a command, and return its exit code."""
    code = CRASHED
    with suppress(BrokenPipeError):  # nobody listens
        match error:
            case click.Abort():
                code = interrupted()
            case click.ClickException():
                code = USAGE
                _punctuated(error).show()
            case BrokenPipeError():
                code = FINE
            case OSError() if error.errno in _NO_MORE:  # a stream: files speak for themselves
                code = MACHINE
                details = {"reason": error.strerror}
                show([Problem("machine.cannot_write", details=details)])
            case _:
                _crashed(error)
    return code


def _punctuated(error: click.ClickException) -> click.ClickException:
    """Return the error with a Chinese full stop where click puts one of its own."""
    if not isinstance(error, click.MissingParameter):
        return error
    stop = either(".", "。")
    return click.UsageError(error.format_message().removesuffix(".") + stop, error.ctx)


def interrupted() -> int:
    """Confirm that the person has stopped the program, and return the exit code for it."""
    click.echo(either("Interrupted.", "已中断。"), err=True)
    return INTERRUPTED


def _crashed(error: Exception) -> None:
    """Let a defect of the program look like one."""
    click.echo(
        either(
            f"This is a defect of greenpark {__version__}, not of your files. "
            "Please report it with the lines below.",
            f"这是 greenpark {__version__} 自身的缺陷，与您的文件无关。请连同以下内容一并反馈。",
        ),
        err=True,
    )
    traceback.print_exception(error)
