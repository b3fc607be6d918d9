"""The words of every message, in every language, and the forms in which problems are shown."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeAlias

from greenpark_assess.columns import columns
from greenpark_assess.problems import Place, Problem

Words: TypeAlias = Mapping[str, Any]
"""Sections of words: text by key, or text by key by key, as deep as a section needs."""

Form: TypeAlias = Literal["text", "json", "github"]

FALLBACK = "en"
_MAX_ALLOWED = 20
_MAX_SOURCE = 100  # characters of a source line that are shown
_BEFORE = 40  # of which stand before the place, where the line is cut
_CUT = "…"


# --- words ----------------------------------------------------------------------------


@cache
def languages() -> tuple[str, ...]:
    """Return the codes of all languages that have words, ``en`` first."""
    found = sorted(folder.name for folder in _locales().iterdir() if folder.is_dir())
    return (FALLBACK, *(name for name in found if name != FALLBACK))


@cache
def words(language: str) -> Words:
    """Return all words of a language: the fragments in ``locales/<language>``, section by section.

    A section is read when it is first asked for, as most commands say a single sentence.

    Raises:
        KeyError: There are no words in this language, or no such section.
        ValueError: A fragment is broken, or a word stands in two of them.
    """
    if language not in languages():
        raise KeyError(language)
    return _Sections(_locales() / language)


class _Sections(dict[str, Any]):
    """The sections of a language; one that has a file of its own stands nowhere else."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self._folder = folder

    def __missing__(self, section: str) -> object:
        own = self._folder / f"{section}.yaml"
        fragments = [own] if own.is_file() else sorted(self._folder.glob("*.yaml"))
        merged: dict[str, Any] = {}
        for fragment in fragments:
            _merge(merged, _only(section, read_fragment(fragment)), fragment.name)
        self[section] = merged[section]
        return self[section]


def _only(section: str, fragment: Words) -> Words:
    return {section: fragment[section]} if section in fragment else {}


@cache
def read_fragment(fragment: Path) -> Words:
    """Return the sections of one locale file.

    Raises:
        ValueError: The file is broken.
    """
    from greenpark_assess.documents import read  # noqa: PLC0415 - yaml is not needed for no words

    document = read(fragment.read_text(encoding="utf-8"), fragment.name)
    if document.problems or not isinstance(document.data, dict):
        raise ValueError("; ".join(f"{one.code}: {one.place}" for one in document.problems))
    return document.data


def _locales() -> Path:
    return Path(__file__).with_name("locales")


def _merge(into: dict[str, Any], more: Words, name: str) -> None:
    for key, value in more.items():
        if isinstance(value, dict) and isinstance(into.setdefault(key, {}), dict):
            _merge(into[key], value, name)
        elif key in into:
            raise ValueError(f"{name}: {key} has words in another file already")
        else:
            into[key] = value


def say(problem: Problem, language: str) -> str:
    """Return what a problem means as one sentence, without its place.

    A code without words, which only a defect of the program can cause, is shown with its details.
    """
    known = words(language)
    facts = {name: value for name, value in problem.details.items() if value is not None}
    details = {name: _shown(value, language) for name, value in facts.items()}
    template = known["problems"].get(problem.code)
    if template is None:
        return f"{problem.code} {details}" if details else problem.code
    sentence = str(template.format_map(_Details(details)))
    forms = known["wording"]
    for name in ("allowed", "meant"):
        if details.get(name):
            sentence += forms[name].format(**{name: details[name]})
    return sentence


class _Details(dict[str, str]):
    """Details of a problem; one that a message asks for in vain leaves a visible gap."""

    def __missing__(self, key: str) -> str:
        return f"{{{key}}}"


def _shown(value: object, language: str) -> str:
    known = words(language)
    if isinstance(value, Mapping):  # a text of the rubric, by language
        return _shown(value.get(language) or next(iter(value.values()), ""), language)
    if isinstance(value, list | tuple | set | frozenset):
        entries = sorted(value, key=str) if isinstance(value, set | frozenset) else list(value)
        shown = [_shown(entry, language) for entry in entries[:_MAX_ALLOWED]]
        more = [_CUT] if len(entries) > _MAX_ALLOWED else []
        return str(known["wording"]["comma"]).join(shown + more)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return f"{value:.12g}"
    if isinstance(value, str) and value in known["patterns"]:
        return str(known["patterns"][value])
    return printable(str(value))


def printable(text: str) -> str:
    """Return ``text`` with a dot for each character that could steer a terminal.

    As many characters come back as went in, so columns stay valid.
    """
    if text.isprintable():
        return text
    return "".join(_harmless(sign) for sign in text)


def _harmless(sign: str) -> str:
    if sign.isprintable() or unicodedata.category(sign) == "Zs":
        return sign
    return " " if sign in "\t\n\r" else "·"


# --- problems as text, JSON, and annotations ------------------------------------------


def render(
    problems: Iterable[Problem], language: str, form: Form = "text", *, color: bool = False
) -> str:
    """Show problems, in the order of files and lines.

    Args:
        problems: What to show.
        language: Code of the language.
        form: ``text`` for people, ``json`` (a list of objects) for programs, ``github`` for
            annotations of GitHub Actions.
        color: Whether ``text`` has the colours of a terminal.

    Returns:
        The whole output, ending with a line break, or ``""`` for ``text`` and ``github`` where
        there are no problems.
    """
    ordered = sorted(problems, key=_order)
    if form == "json":
        import json  # noqa: PLC0415 - help texts need no JSON

        entries = [_as_json(problem, language) for problem in ordered]
        return json.dumps(entries, ensure_ascii=False, indent=2) + "\n"
    one: Callable[[Problem], str] = (
        (lambda problem: _as_annotation(problem, language))
        if form == "github"
        else (lambda problem: _as_text(problem, language, _COLORS if color else _PLAIN))
    )
    return "".join(one(problem) + "\n" for problem in ordered)


def _order(problem: Problem) -> tuple[str, int, int]:
    place = problem.place
    return (place.file, place.line, place.column) if place else ("", 0, 0)


_COLORS = {
    "error": "\033[1;31m",
    "warning": "\033[1;33m",
    "note": "\033[1;36m",
    "place": "\033[1m",
    "caret": "\033[1;32m",
    "end": "\033[0m",
}
_PLAIN = dict.fromkeys(_COLORS, "")


def _as_text(problem: Problem, language: str, paint: Mapping[str, str]) -> str:
    place, end = problem.place, paint["end"]
    severity = words(language)["wording"][problem.severity]
    head = f"{paint['place']}{_position(place)}: {end}" if place else ""
    sentence = f"{head}{paint[problem.severity]}{severity}:{end} {say(problem, language)}"
    if place is None or not place.source.strip():
        return sentence
    source, before, marked = _window(place)
    gap, carets = " " * columns(before), "^" * max(1, columns(marked))
    return f"{sentence}\n{place.line:>5} | {source}\n      | {gap}{paint['caret']}{carets}{end}"


def _position(place: Place) -> str:
    """Return ``file:line:column``; line 0 stands for a file as a whole."""
    file = printable(place.file)
    return f"{file}:{place.line}:{place.column}" if place.line else file


def _window(place: Place) -> tuple[str, str, str]:
    """Return the visible part of the source line, what stands before the place, and the place."""
    source, start = printable(place.source), place.column - 1
    if len(source) <= _MAX_SOURCE:
        return source, source[:start], source[start : start + place.width]
    low = max(0, min(start - _BEFORE, len(source) - _MAX_SOURCE))
    high = low + _MAX_SOURCE
    head, tail = (_CUT if low else ""), (_CUT if high < len(source) else "")
    marked = source[start : min(start + place.width, high)]
    return head + source[low:high] + tail, head + source[low:start], marked


def _as_json(problem: Problem, language: str) -> dict[str, object]:
    place = problem.place
    has_line = place is not None and place.line > 0
    return {
        "code": problem.code,
        "severity": problem.severity,
        "file": place.file if place else None,
        "line": place.line if place and has_line else None,
        "column": place.column if place and has_line else None,
        "message": say(problem, language),
        "details": {name: _plain(value) for name, value in problem.details.items()},
    }


def _plain(value: object) -> object:
    """Return a value as JSON can hold it."""
    if isinstance(value, Mapping):
        return {str(key): _plain(entry) for key, entry in value.items()}
    if isinstance(value, set | frozenset):
        return sorted(map(str, value))
    if isinstance(value, list | tuple):
        return [_plain(entry) for entry in value]
    if isinstance(value, bool | int) or value is None:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return value
    return printable(str(value))


_GITHUB_LEVELS = {"error": "error", "warning": "warning", "note": "notice"}


def _as_annotation(problem: Problem, language: str) -> str:
    place = problem.place
    facts: dict[str, object] = {"title": problem.code}
    if place:
        spot = {"line": place.line, "col": place.column} if place.line else {}
        facts = {"file": place.file, **spot, **facts}
    properties = ",".join(f"{name}={_escaped(value, ',:')}" for name, value in facts.items())
    message = _escaped(say(problem, language))
    return f"::{_GITHUB_LEVELS[problem.severity]} {properties}::{message}"


def _escaped(value: object, more: str = "") -> str:
    text = str(value).replace("%", "%25")
    for sign in "\r\n" + more:
        text = text.replace(sign, f"%{ord(sign):02X}")
    return text
