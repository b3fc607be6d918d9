"""Answers that are words: yes or no, one option, several options."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from greenpark_assess.answers.model import Picks, Span
from greenpark_assess.answers.reading import Coerced, CoerceError, shown
from greenpark_assess.answers.vocabulary import NO, NOTHING, UNKNOWN, YES, fold
from greenpark_assess.problems import did_you_mean
from greenpark_assess.rubric.model import Question

_LONGEST = 5000
_LONGEST_NAME = 200
_SEPARATOR = re.compile(r"([,;，；、\n])")
_OPEN_MARKS = "?？"


def read_yes_no(_: Question, raw: object) -> Coerced:
    """Return 1 for yes and 0 for no, in any of the languages."""
    answer = _truth(raw)
    if answer is None:
        raise CoerceError("answer.not_yes_no", {"found": shown(raw)})
    return Coerced(Span(float(answer), float(answer)))


def read_choice(question: Question, raw: object) -> Coerced:
    """Return the one option that ``raw`` names, by its id or by its label in any language."""
    if isinstance(raw, list | tuple):
        if len(raw) != 1:
            raise CoerceError("answer.one_option", {"allowed": list(question.options or ())})
        raw = raw[0]
    return Coerced(Picks(frozenset({_option(question, raw)})))


def read_choices(question: Question, raw: object) -> Coerced | None:
    """Return which options hold and which are open; ``None`` if all of them are open.

    A list, or a text with commas, names the options that hold (``solar?``: not known yet); the
    others do not. In a mapping, options that are not mentioned are open.
    """
    if isinstance(raw, str) and len(raw) > _LONGEST:
        raise CoerceError("answer.too_long", {"most": _LONGEST})
    options = frozenset(question.options or ())
    states = list(_states(question, raw))
    chosen, refused, unknown = (
        frozenset(option for option, state in states if state is wanted)
        for wanted in (True, False, None)
    )
    twice = (chosen & refused) | (chosen & unknown) | (refused & unknown)
    if twice:
        raise CoerceError("answer.contradictory", {"found": sorted(twice)})
    if isinstance(raw, Mapping):
        unknown = options - chosen - refused
    return Coerced(Picks(chosen, unknown)) if unknown != options or not options else None


def names_option(question: Question, text: str) -> bool:
    """Tell whether ``text`` is the id or a label of an option of ``question``."""
    return bool(question.options) and fold(text) in _options_by_name(question)


def _truth(raw: object) -> bool | None:
    if isinstance(raw, str):
        word = fold(raw)
        return True if word in YES | {"1"} else False if word in NO | {"0"} else None
    return bool(raw) if isinstance(raw, int | float) and raw in {0, 1} else None


def _options_by_name(question: Question) -> Mapping[str, frozenset[str]]:
    """Return option ids by all names that an option answers to: its id and its labels."""
    names: dict[str, frozenset[str]] = {}
    for option, label in (question.options or {}).items():
        for name in map(fold, (option, option.replace("_", " "), *label.root.values())):
            names[name] = names.get(name, frozenset()) | {option}
    names.pop("", None)
    return names


def _option(question: Question, raw: object) -> str:
    options = question.options or {}
    text = raw if isinstance(raw, str) else shown(raw)
    if text in options:
        return text
    names = _options_by_name(question)
    found = names.get(fold(text), frozenset())
    if len(found) == 1:
        return next(iter(found))
    if found:
        raise CoerceError("answer.two_options", {"found": shown(raw), "allowed": sorted(found)})
    details: dict[str, object] = {"found": shown(raw), "allowed": list(options)}
    near = did_you_mean(fold(text), names) if len(text) <= _LONGEST_NAME else None
    if near is not None:
        details["meant"] = min(names[near])
    raise CoerceError("answer.not_an_option", details)


def _states(question: Question, raw: object) -> Iterator[tuple[str, bool | None]]:
    """Yield options with whether they hold; ``None`` where that is not known yet."""
    if isinstance(raw, Mapping):
        for name, state in raw.items():
            yield _option(question, name), _state(name, state)
    elif isinstance(raw, list | tuple):
        for entry in raw:
            yield _marked(question, entry)
    elif isinstance(raw, str) and not names_option(question, raw):
        if fold(raw) not in NOTHING | {"[]"}:
            for piece in _pieces(question, raw):
                yield _marked(question, piece)
    else:
        yield _option(question, raw), True


def _state(name: object, state: object) -> bool | None:
    if state is None or (isinstance(state, str) and fold(state) in UNKNOWN):
        return None
    answer = _truth(state)
    if answer is None:
        details = {"option": shown(name), "found": shown(state)}
        raise CoerceError("answer.option_not_yes_no", details)
    return answer


def _marked(question: Question, entry: object) -> tuple[str, bool | None]:
    """Read ``solar?`` as an option of which nothing is known yet."""
    if isinstance(entry, str) and not names_option(question, entry):
        text = entry.strip()
        if text.endswith(tuple(_OPEN_MARKS)):
            return _option(question, text[:-1].strip()), None
    return _option(question, entry), True


def _pieces(question: Question, text: str) -> Iterator[str]:
    """Split a list that stands in one text; labels that contain commas themselves stay whole."""
    parts = _SEPARATOR.split(text)
    names = _options_by_name(question)
    longest_label = max((len(_SEPARATOR.findall(name)) for name in names), default=0)
    start = 0
    while start < len(parts):
        ends = range(start + 1 + 2 * longest_label, start, -2)
        joined = ("".join(parts[start:end]).strip() for end in ends)
        named = (fold(piece.rstrip(_OPEN_MARKS)) in names for piece in joined)
        end = next((end for end, known in zip(ends, named, strict=True) if known), start + 1)
        piece = "".join(parts[start:end]).strip()
        if piece:
            yield piece
        start = end + 1
