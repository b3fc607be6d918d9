"""What becomes of one answer in a newer version of its rubric: it stays, or is set aside."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from greenpark_assess.answers.chunks import Edit, scalar_end
from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.entry import is_long, read_entry
from greenpark_assess.answers.model import NotApplicable, Picks, Span, Value
from greenpark_assess.answers.reading import CoerceError
from greenpark_assess.documents import Document
from greenpark_assess.documents.document import Path
from greenpark_assess.rubric.diff import Finding
from greenpark_assess.rubric.diff.questions import declared_findings, question_findings
from greenpark_assess.rubric.model import Id, Question, Rubric
from greenpark_assess.rubric.versions import Link
from greenpark_assess.units import factor, symbol

_CLOSE = 1e-12
# What makes an answer that still reads as the same one worth a look.
_DOUBTS = frozenset({"versions.options_added", "versions.levels_text", "versions.rescaled"})
_OTHER_FACT = frozenset({"versions.kind", "versions.unit_other"})
_NOT_ALONE = frozenset({"split", "merged", "not_comparable"})


@dataclass(frozen=True, slots=True)
class Carried:
    """An answer on its way.

    Attributes:
        stays: Whether it answers the new question as well; if not, it is set aside.
        looks: Why somebody should look at it, or why it was set aside.
        edits: What is written into its text: the unit that a bare number was given in.
        raw: What the entry then holds.
    """

    stays: bool
    looks: tuple[Finding, ...] = ()
    edits: tuple[Edit, ...] = ()
    raw: object = None


@dataclass(frozen=True)
class Carrier:
    """Carries the answers of one file; ``old`` is ``None`` where that rubric is not at hand."""

    document: Document
    old: Rubric | None
    new: Rubric
    names: Mapping[Id, Id] = field(default_factory=dict)

    def carried(self, name: str, raw: object, link: Link) -> Carried:
        """Return what becomes of the entry ``name`` of the answers."""
        if not is_answered(raw):
            return Carried(stays=True, raw=raw)
        said = tuple(declared_findings(link, added="check"))
        if link.relation in _NOT_ALONE or not link.new:
            return Carried(stays=False, looks=said, raw=raw)
        question = self.new.questions[link.new[0]]
        earlier = self.old.questions.get(name) if self.old else None
        if earlier is None or self.old is None:
            if link.relation == "rescaled":
                return Carried(stays=False, looks=said, raw=raw)
            return Carried(stays=True, looks=tuple(_refused(question, raw)), raw=raw)
        findings = question_findings(link, self.old.questions, self.new.questions, self.names)
        if other := tuple(one for one in findings if one.code in _OTHER_FACT):
            return Carried(stays=False, looks=other, raw=raw)
        return self._converted(name, raw, earlier, question, findings)

    def _converted(
        self,
        name: str,
        raw: object,
        earlier: Question,
        question: Question,
        findings: tuple[Finding, ...],
    ) -> Carried:
        edits: list[Edit] = []
        for at, value in _slots(earlier, raw):
            if _means_the_same(earlier, value, question, value):
                continue
            path = ("answers", name, *at)
            written = _with_unit(earlier, self.document.written(path), value, question)
            end = scalar_end(self.document, path)
            if written is None or end is None:
                why = tuple(one for one in findings if one.effect in {"check", "breaks"})
                return Carried(stays=False, looks=why or _OTHERWISE, raw=raw)
            edits.append(Edit(end, end, written.removeprefix(self.document.written(path))))
            raw = _replaced(raw, at, written)
        looks = [one for one in findings if one.effect == "check" and one.code in _DOUBTS]
        if any(one.code == "versions.unit_converts" for one in findings):
            looks = [one for one in looks if one.code != "versions.rescaled"]
        if not list(_refused(earlier, raw)):
            looks += _refused(question, raw)
        return Carried(stays=True, looks=tuple(looks), edits=tuple(edits), raw=raw)


_OTHERWISE = (Finding("check", "versions.otherwise"),)


def is_answered(raw: object) -> bool:
    """Tell whether an entry holds anything that a person has written."""
    if isinstance(raw, Mapping):
        return any(value is not None for value in raw.values())
    return raw is not None


def _refused(question: Question, raw: object) -> Iterator[Finding]:
    """Yield the first error that reading the entry finds, if there is one."""
    _, found = read_entry(question, raw)
    errors = (one for one in found if one.severity == "error")
    yield from (Finding("check", one.code, one.details) for one in list(errors)[:1])


def _slots(question: Question, raw: object) -> Iterator[tuple[Path, object]]:
    if not (isinstance(raw, Mapping) and is_long(question, raw)):
        yield (), raw
        return
    yield from (((key,), raw[key]) for key in ("value", "target") if raw.get(key) is not None)


def _replaced(raw: object, at: Path, written: str) -> object:
    return {**raw, at[0]: written} if isinstance(raw, Mapping) and at else written


def _with_unit(earlier: Question, written: str, raw: object, question: Question) -> str | None:
    """Return an answer with the unit in which it was meant, or ``None`` where that says no more."""
    unit = earlier.unit
    for name in (unit, symbol(unit, "zh"), symbol(unit, "en")) if unit else ():
        text = f"{written} {name}"
        same_then = _means_the_same(earlier, raw, earlier, text)
        if same_then and _means_the_same(earlier, raw, question, text):
            return text
    return None


def _means_the_same(old: Question, before: object, new: Question, after: object) -> bool:
    """Tell whether two questions read the same fact, also where neither can read anything."""
    one, other = _value(old, before), _value(new, after)
    if one is None or new.kind != old.kind:
        return True  # nothing was understood before, so nothing can be misunderstood now
    if isinstance(one, Span) and isinstance(other, Span):
        times = factor(old.unit, new.unit) if old.kind == "number" else 1.0
        return _close(one.low * times, other.low) and _close(one.high * times, other.high)
    if isinstance(one, Picks) and isinstance(other, Picks):
        return one.chosen == other.chosen
    return other is None or type(one) is type(other)


def _close(one: float, other: float) -> bool:
    return one == other or math.isclose(one, other, rel_tol=_CLOSE)


def _value(question: Question, raw: Any) -> Value | NotApplicable | None:  # noqa: ANN401
    """Return what an answer means apart from the limits of its question."""
    unlimited = question.model_copy(update={"min": None, "max": None})
    try:
        found = coerce(unlimited, raw)
    except CoerceError:
        return None
    return found.value if found else None
