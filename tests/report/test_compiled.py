"""Compiled templates are kept like Python's own compiled modules."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from jinja2 import Environment

from greenpark_assess.report import html as module
from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return where everything compiled goes; each use of ``afresh`` is like a new process."""
    monkeypatch.setattr(sys, "pycache_prefix", str(tmp_path))
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    yield tmp_path
    module._environment.cache_clear()


def afresh(page: Page) -> str:
    module._environment.cache_clear()
    return html(page)


def files(folder: Path) -> list[Path]:
    """Return the compiled templates; Python may have put modules beside them."""
    return sorted(folder.rglob("*.jinja"))


@pytest.fixture
def compiled(monkeypatch: pytest.MonkeyPatch) -> list[str | None]:
    """Return the names of the templates that are compiled from now on."""
    names: list[str | None] = []
    compile_ = Environment.compile

    def noted(self: Environment, source: str, name: str | None = None, *rest: object) -> object:
        names.append(name)
        return compile_(self, source, name, *rest)  # type: ignore[call-overload]

    monkeypatch.setattr(Environment, "compile", noted)
    return names


def test_a_second_process_compiles_nothing(
    chinese: Page, kept: Path, compiled: list[str | None]
) -> None:
    first = afresh(chinese)
    assert len(files(kept)) == len(compiled) > 5
    compiled.clear()
    assert afresh(chinese) == first
    assert compiled == []


@pytest.mark.parametrize(
    "harm",
    [
        pytest.param(lambda data: data[:0], id="empty"),
        pytest.param(lambda data: data[:9], id="cut off at once"),
        pytest.param(lambda data: data[: len(data) // 2], id="cut off"),
        pytest.param(lambda data: data[::-1], id="turned round"),
    ],
)
def test_broken_files_are_compiled_again(
    harm: Callable[[bytes], bytes], chinese: Page, kept: Path, compiled: list[str | None]
) -> None:
    first = afresh(chinese)
    for file in files(kept):
        file.write_bytes(harm(file.read_bytes()))
    compiled.clear()
    assert afresh(chinese) == first
    assert len(compiled) == len(files(kept))


def test_another_jinja_compiles_anew(
    chinese: Page, kept: Path, compiled: list[str | None], monkeypatch: pytest.MonkeyPatch
) -> None:
    afresh(chinese)
    compiled.clear()
    monkeypatch.setattr("jinja2.__version__", "99")
    afresh(chinese)
    assert len(compiled) == len(files(kept))


def test_nothing_is_written_where_python_writes_nothing(
    chinese: Page, kept: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    assert "<main" in afresh(chinese)
    assert files(kept) == []


def test_a_place_that_cannot_be_written_is_no_matter(chinese: Page, kept: Path) -> None:
    (kept / Path(module.__file__).parts[1]).write_text("a file where the folder would be", "utf-8")
    assert "<main" in afresh(chinese)


def test_templates_of_ones_own_are_not_kept(chinese: Page, kept: Path, tmp_path: Path) -> None:
    own = tmp_path / "own"
    own.mkdir()
    (own / "losses.html").write_text("mine", "utf-8")
    module._environment.cache_clear()
    assert "mine" in html(chinese, replace(module.PLAIN, templates=own))
    assert files(kept) == []
