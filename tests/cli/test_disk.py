"""Outputs that cannot be written: the old file survives, and nothing half-made is left."""

from __future__ import annotations

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import NoReturn

import pytest

from pond import Command

COMMANDS = {
    "new": ("new", "pond.yaml", "kept.yaml", "--force"),
    "report": ("report", "answers.yaml", "--rubric", "pond.yaml", "-o", "kept.html", "--force"),
}


def failing(number: int) -> Callable[..., NoReturn]:
    def fail(*_: object) -> NoReturn:
        raise OSError(number, os.strerror(number))

    return fail


@pytest.fixture
def kept(folder: Path) -> list[Path]:
    """Two files that are there already."""
    kept = [folder / "kept.yaml", folder / "kept.html"]
    for path in kept:
        path.write_text("old", "utf-8")
    return kept


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
@pytest.mark.parametrize(
    "failure",
    [
        pytest.param((errno.ENOSPC, "the disk is full", "磁盘空间不足"), id="full"),
        pytest.param((errno.EACCES, "not allowed to write", "没有写入权限"), id="forbidden"),
        pytest.param((errno.EROFS, "not allowed to write", "没有写入权限"), id="read-only"),
        pytest.param((errno.EIO, "cannot be written", "无法写入"), id="broken"),
    ],
)
def test_the_old_file_survives(
    greenpark: Command,
    kept: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
    failure: tuple[int, str, str],
) -> None:
    number, *messages = failure
    before = sorted(Path().iterdir())
    monkeypatch.setattr(os, "fsync", failing(number))  # the last step before the file is there
    for language, said in zip(("en", "zh"), messages, strict=True):
        done = greenpark(*command, "--lang", language)
        assert done.code == 4
        assert said in done.err
    assert [path.read_text("utf-8") for path in kept] == ["old", "old"]
    assert sorted(Path().iterdir()) == before


@pytest.mark.parametrize("command", COMMANDS.values(), ids=COMMANDS)
def test_a_read_only_folder_is_refused_before_the_work(
    greenpark: Command,
    kept: list[Path],
    monkeypatch: pytest.MonkeyPatch,
    command: tuple[str, ...],
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = greenpark(*command, "--lang", "en")
    assert done.code == 4
    assert "not allowed to write here" in done.err
    assert [path.read_text("utf-8") for path in kept] == ["old", "old"]
