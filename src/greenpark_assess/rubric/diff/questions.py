"""How a question differs: can an answer given then be read as an answer now?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from greenpark_assess.rubric.diff.record import Effect, Finding
from greenpark_assess.rubric.model import Id, Question
from greenpark_assess.rubric.versions import Link, renamed_in
from greenpark_assess.units import UnitError, compatible, parse_unit

_WORDS = ("text", "help", "evidence", "who")


def question_findings(
    link: Link, old: Mapping[Id, Question], new: Mapping[Id, Question], names: Mapping[Id, Id]
) -> tuple[Finding, ...]:
    """Return how questions that ``link`` joins differ, by declaration and by content.

    Args:
        link: What became of a question.
        old: The questions of the older version.
        new: The questions of the newer version.
        names: The new ids of questions that have one, for conditions.
    """
    declared = tuple(declared_findings(link, added="check"))
    if link.relation in {"kept", "same", "renamed", "rescaled"}:
        content = _content(old[link.old[0]], new[link.new[0]], names)
        return (*declared, *weighed(content, link))
    return declared


def declared_findings(link: Link, *, added: Effect) -> Iterator[Finding]:
    """Yield what the link alone says; ``added`` is the effect of an item that is new."""
    effects: Mapping[str, Effect] = {
        "same": "compatible",
        "renamed": "compatible",
        "split": "check",
        "merged": "check",
        "rescaled": "check",
        "not_comparable": "breaks",
        "retired": "breaks",
        "gone": "breaks",
        "added": added,
    }
    if link.relation == "kept":
        return
    details = {"old": link.old, "new": link.new}
    yield Finding(effects[link.relation], f"versions.{link.relation}", details, link.why)


def weighed(content: Iterator[Finding], link: Link) -> Iterator[Finding]:
    """Yield differences with the effect that they have in the light of what is declared.

    ``same`` answers every doubt; ``rescaled`` makes another unit or kind a matter to look at.
    What makes old answers unreadable stays what it is.
    """
    for one in content:
        if link.relation == "same" and one.effect == "check":
            yield Finding("compatible", one.code, one.details)
        elif link.relation == "rescaled" and one.code in _SCALES:
            yield Finding("check", one.code, one.details)
        else:
            yield one


_SCALES = frozenset({"versions.kind", "versions.unit_other"})


def _content(old: Question, new: Question, names: Mapping[Id, Id]) -> Iterator[Finding]:
    if old.kind != new.kind:
        yield Finding("breaks", "versions.kind", {"before": old.kind, "after": new.kind})
    elif old.kind == "number":
        yield from unit_findings(old.unit, new.unit)
        yield from _bounds(old, new)
    else:
        yield from _options(old, new)
        if old.levels != new.levels:
            yield Finding("check", "versions.levels_text")
    yield from _conditions(old, new, names)
    if any(getattr(old, key) != getattr(new, key) for key in _WORDS):
        yield Finding("compatible", "versions.text")


def unit_findings(old: str | None, new: str | None) -> Iterator[Finding]:
    """Yield whether a unit was exchanged, and whether the two convert into each other."""
    details = {"before": old or "1", "after": new or "1"}
    try:
        if parse_unit(old) == parse_unit(new):
            return
        converts = compatible(old, new)
    except UnitError:  # the check of that rubric says so
        converts = False
    if converts:
        yield Finding("check", "versions.unit_converts", details)
    else:
        yield Finding("breaks", "versions.unit_other", details)


def _bounds(old: Question, new: Question) -> Iterator[Finding]:
    if (old.min, old.max) != (new.min, new.max):
        before, after = _limits(old), _limits(new)
        yield Finding("check", "versions.bounds", {"before": before, "after": after})


def _limits(question: Question) -> str:
    ends = ("" if end is None else f"{end:.12g}" for end in (question.min, question.max))
    return "..".join(ends)


def _options(old: Question, new: Question) -> Iterator[Finding]:
    before, after = old.options or {}, new.options or {}
    if gone := [name for name in before if name not in after]:
        yield Finding("breaks", "versions.options_gone", {"options": gone})
    if more := [name for name in after if name not in before]:
        yield Finding("check", "versions.options_added", {"options": more})
    if any(before[name] != after[name] for name in before if name in after):
        yield Finding("compatible", "versions.options_text")


def _conditions(old: Question, new: Question, names: Mapping[Id, Id]) -> Iterator[Finding]:
    if old.na != new.na:
        never = new.na == "never"
        yield Finding(
            "check" if never else "compatible",
            "versions.na_never" if never else "versions.na_allowed",
        )
    if renamed_in(old.ask_if or "", names) != renamed_in(new.ask_if or "", {}):
        yield Finding("check", "versions.ask_if")
