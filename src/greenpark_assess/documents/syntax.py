"""What a person probably did wrong where the YAML parser gave up."""

from __future__ import annotations

import re
from typing import Any

from greenpark_assess.documents.document import Document
from greenpark_assess.problems import Problem

_KEY_AND_FULL_WIDTH_COLON = re.compile(r"\s*(?:- )?[^\s\"'#:：{\[][^\"'#:：]*(?P<sign>：)")
_KEY_WITHOUT_SPACE = re.compile(r"\s*(?:- )?[\w.-]+(?P<sign>:)[^\s:/][^:]*$")

# The parser's own words -> our code, and whether the place is where the construct began.
_CODES = (
    (r"tab character|'\\t'", "yaml.tab", False),
    (r"^while scanning a block scalar", "yaml.block_sign", True),
    (r"unexpected end of stream", "yaml.unclosed_quote", True),
    (r"expected ',' or", "yaml.unclosed_bracket", True),
    (r"could not find expected ':'", "yaml.no_colon", True),
    (r"escape character|escape sequence", "yaml.escape", False),
    (r"document start|unknown directive", "yaml.second_document", False),
    (r"block sequence entries are not allowed", "yaml.lone_dash", False),
    (r"cannot start any token|alphabetic or numeric|tag|node content", "yaml.first_sign", True),
    (r"expected key|expected '-' indicator|expected <block end>", "yaml.indentation", False),
)


_COLON_EXPECTED = re.compile(r"mapping values are not allowed|could not find expected ':'")
_BRACKETS = {"]": "[", "}": "{"}


def explain(error: Any, document: Document) -> Problem:  # noqa: ANN401 - yaml has no types
    """Turn a ``yaml.MarkedYAMLError`` into a problem that names the likeliest slip."""
    mark = error.problem_mark or error.context_mark
    begin = (error.context_mark or mark).index
    words = f"{error.context or ''} {error.problem or ''}".strip()
    if _COLON_EXPECTED.search(words):
        line = document.place_of(mark.index, mark.index).line
        slip = (line > 1 and slip_of_colon(document, line - 1)) or slip_of_colon(document, line)
        if slip:
            return slip
    return _slip_at_mark(words, begin, mark.index, document)


def slip_of_colon(document: Document, number: int) -> Problem | None:
    """Return a problem if line ``number`` has ``key：value`` (full-width) or ``key:value``."""
    start, source = document.line(number)
    for pattern, code in (
        (_KEY_AND_FULL_WIDTH_COLON, "yaml.full_width_colon"),
        (_KEY_WITHOUT_SPACE, "yaml.no_space_after_colon"),
    ):
        if match := pattern.match(source):
            spot = start + match.start("sign")
            return Problem(code, document.place_of(spot, spot + 1))
    return None


def _slip_at_mark(words: str, begin: int, index: int, document: Document) -> Problem:
    text = document.text
    code, at_begin = next(
        ((code, at_begin) for pattern, code, at_begin in _CODES if re.search(pattern, words)),
        ("yaml.syntax", False),
    )
    start = begin if at_begin else index
    if code == "yaml.second_document" and "..." not in text[:index]:
        code = "yaml.indentation"
    if text[index : index + 1] == "\t":
        code, start = "yaml.tab", index
    elif "mapping values" in words:
        code = "yaml.second_colon" if _has_colon_before(index, document) else "yaml.indentation"
    elif code == "yaml.indentation" and text[:index].rstrip(" ")[-1:] in {'"', "'"}:
        code = "yaml.after_quote"
    elif code in {"yaml.indentation", "yaml.first_sign"} and text[start : start + 1] == ":":
        code = "yaml.no_key"
    elif code == "yaml.first_sign" and start >= len(text.rstrip()):
        code, start = "yaml.unclosed_bracket", _open_bracket(text)
    found = text[start : start + 1].strip()
    place = document.place_of(start, start + 1)
    return Problem(code, place, {"found": found, "reason": words})


def _has_colon_before(index: int, document: Document) -> bool:
    place = document.place_of(index, index + 1)
    return ": " in place.source[: place.column - 1]


def _open_bracket(text: str) -> int:
    """Return where the last bracket stands that is never closed."""
    open_ones = [(0, "")]
    for match in re.finditer(r"[\[\]{}]", text):
        sign = match[0]
        if sign in "[{":
            open_ones.append((match.start(), sign))
        elif open_ones[-1][1] == _BRACKETS[sign]:
            open_ones.pop()
    return open_ones[-1][0]
