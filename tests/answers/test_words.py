"""Every problem that this folder can report has its words, and they fit its details."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import greenpark_assess
from greenpark_assess.wording import languages, words

PACKAGE = Path(greenpark_assess.__file__).parent
SOURCES = [*(PACKAGE / "answers").glob("*.py"), *(PACKAGE / "units").glob("*.py")]
CODES = {
    code
    for source in SOURCES
    for code in re.findall(r'"((?:answers?|unit|value)\.\w+)"', source.read_text("utf-8"))
}
REMARKS = {"answer.looks_like_fraction", "answer.decimal_comma", "answer.leading_zero"}


@pytest.mark.parametrize("language", languages())
def test_every_code_has_words_and_no_words_are_without_a_code(language):
    said = {code for code in words(language)["problems"] if code.startswith(("answer", "unit."))}
    assert words(language)["problems"].keys() >= CODES | REMARKS
    assert said <= CODES | REMARKS


def test_all_languages_use_the_same_facts():
    facts = [
        {
            code: set(re.findall(r"(?<!\{)\{(\w+)\}", words(language)["problems"][code]))
            for code in CODES | REMARKS
        }
        for language in languages()
    ]
    assert all(one == facts[0] for one in facts)
