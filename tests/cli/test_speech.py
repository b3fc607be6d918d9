"""In which language the command line speaks."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib import resources
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any

import pytest

from greenpark_assess.cli.speech import language_of

MESSAGES = resources.files("greenpark_assess") / "cli" / "messages" / "zh" / "LC_MESSAGES"
TOOL = Path(__file__).parents[2] / "tools" / "make_messages.py"


@pytest.mark.parametrize(
    ("environment", "system", "language"),
    [
        ({}, "C", "en"),
        ({"LANG": "zh_CN.UTF-8"}, "C", "zh"),
        ({"LANG": "de_DE.UTF-8"}, "C", "en"),
        ({"LANG": "en_US.UTF-8", "LC_ALL": "zh_TW.UTF-8"}, "C", "zh"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": "C"}, "C", "en"),
        ({"LANG": "zh_CN.UTF-8", "LC_ALL": ""}, "C", "zh"),
        ({"LANG": "zh_CN.UTF-8", "GREENPARK_LANG": "en"}, "C", "en"),
        ({"GREENPARK_LANG": "zh"}, "C", "zh"),
        ({}, "Chinese (Simplified)_China.936", "zh"),
        ({"GREENPARK_LANG": "en"}, "Chinese (Simplified)_China.936", "en"),
    ],
)
def test_language(environment: Mapping[str, str], system: str, language: str) -> None:
    assert language_of(environment, system) == language


def test_the_words_of_click_are_compiled() -> None:
    loader = SourceFileLoader("make_messages", str(TOOL))
    spec = spec_from_loader("make_messages", loader)
    assert spec is not None
    tool: Any = module_from_spec(spec)
    loader.exec_module(tool)
    source = (MESSAGES / "messages.po").read_text("utf-8")
    assert (MESSAGES / "messages.mo").read_bytes() == tool.compiled(source)


def test_translations_have_no_placeholder_of_their_own() -> None:
    source = (MESSAGES / "messages.po").read_text("utf-8")
    for block in source.split("\n\n"):
        english, _, chinese = block.partition("msgstr")
        names = re.compile(r"\{(\w+)(?:!r)?\}|%\((\w+)\)s")
        assert set(names.findall(chinese)) <= set(names.findall(english))
