"""Rules for texts: all of them in all languages that the rubric declares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import TYPE_CHECKING

from pydantic import BaseModel

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked, closest
from greenpark_assess.rubric.model import Rubric, Text
from greenpark_assess.rubric.places import HEADER
from greenpark_assess.wording import languages

if TYPE_CHECKING:
    from greenpark_assess.documents import Path


def translations(checked: Checked) -> Iterator[Problem]:
    """Report texts that lack a declared language, and texts in a language not declared."""
    declared = checked.rubric.header.languages
    for path, text in _texts(checked.rubric):
        if "" in text.root:
            if len(declared) > 1:
                yield checked.error("text_without_language", path, {"languages": declared})
            continue
        present = text.languages()
        missing = [language for language in declared if language not in present]
        if missing:
            yield checked.error("missing_translation", path, {"languages": missing}, key=True)
        for language in text.root:
            if language not in declared:
                unknown = closest(language, missing) | {"allowed": declared}
                yield checked.error("unknown_language", (*path, language), unknown, key=True)


def _texts(rubric: Rubric) -> Iterator[tuple[Path, Text]]:
    """Yield every text of a rubric with its path in the files."""
    for name in type(rubric).model_fields:
        section = HEADER if name == "header" else name
        yield from _inside(getattr(rubric, name), (section,))


def _inside(part: object, path: Path) -> Iterator[tuple[Path, Text]]:
    if isinstance(part, Text):
        yield path, part
    elif isinstance(part, BaseModel):
        for name, key in _keys(type(part)):
            value = getattr(part, name)
            if value is not None:
                yield from _inside(value, (*path, key))
    elif isinstance(part, Mapping):
        for key, value in part.items():
            yield from _inside(value, (*path, key))
    elif isinstance(part, tuple):
        for index, value in enumerate(part):
            yield from _inside(value, (*path, index))


@cache
def _keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """Return the fields of a model with the keys under which they stand in files."""
    return tuple((name, field.alias or name) for name, field in model.model_fields.items())


def report_languages(checked: Checked) -> Iterator[Problem]:
    """Warn of declared languages in which the program itself has no words."""
    for index, language in enumerate(checked.rubric.header.languages):
        if language not in languages():
            path = (HEADER, "languages", index)
            details = {"language": language, "allowed": list(languages())}
            yield checked.warning("language_without_words", path, details)
