"""What a machine may lack: ``greenpark doctor``, and what happens without it."""

from __future__ import annotations

import sys
from importlib import metadata
from pathlib import Path
from typing import NoReturn

import pytest

from greenpark_assess.cli import machine
from greenpark_assess.report import glyphs, pdf
from pond import Command

REPORT = ("report", "answers.yaml", "--rubric", "pond.yaml", "-o")


@pytest.fixture
def no_pango(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the libraries of WeasyPrint be missing, as the dynamic linker reports it."""
    import cffi  # noqa: PLC0415

    def refuse(_: object, name: str, *__: object) -> NoReturn:
        message = f"cannot load library {name!r}"
        raise OSError(message)

    monkeypatch.setattr(cffi.FFI, "dlopen", refuse)
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)


@pytest.fixture
def no_fonts(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(glyphs, "font_folder", lambda: tmp_path / "lost")
    monkeypatch.setattr(pdf, "font_folder", lambda: tmp_path / "lost")


@pytest.fixture
def no_library(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(name: str) -> NoReturn:
        raise metadata.PackageNotFoundError(name)

    monkeypatch.setattr(metadata, "version", refuse)


@pytest.fixture
def no_rubrics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("greenpark_assess.rubric.load.available", lambda: ())


@pytest.mark.parametrize(
    ("lack", "language", "said"),
    [
        ("no_pango", "en", "apt-get install libpango"),
        ("no_pango", "zh", "缺少排版库 Pango"),
        ("no_fonts", "en", "NotoSansSC-Regular.ttf"),
        ("no_fonts", "zh", "找不到报告字体"),
        ("no_library", "en", "pip install weasyprint"),
        ("no_rubrics", "en", "install greenpark-assess again"),
    ],
)
def test_doctor_says_what_is_missing_and_what_to_do(
    greenpark: Command, request: pytest.FixtureRequest, lack: str, language: str, said: str
) -> None:
    request.getfixturevalue(lack)
    done = greenpark("doctor", "--lang", language)
    assert done.code == 4
    (line,) = [line for line in done.out.splitlines() if said in line]
    assert line.startswith({"en": "missing", "zh": "缺少"}[language])


def test_doctor_on_a_machine_that_has_everything(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(machine, "pango", lambda: "")
    done = greenpark("doctor", "--lang", "en")
    assert done.code == 0
    assert "missing" not in done.out
    assert "green-park@" in done.out


@pytest.mark.parametrize(
    ("lack", "said"), [("no_pango", "apt-get install libpango"), ("no_fonts", "NotoSansSC")]
)
def test_pages_are_refused_and_html_still_works(
    greenpark: Command, request: pytest.FixtureRequest, lack: str, said: str
) -> None:
    request.getfixturevalue(lack)
    refused = greenpark(*REPORT, "r.pdf", "--lang", "en")
    assert (refused.code, refused.out, Path("r.pdf").exists()) == (4, "", False)
    assert said in refused.err
    assert greenpark(*REPORT, "r.html").code == 0
