"""One answer in its short or long form, as plain data of any file format, to an :class:`Answer`."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias, get_args

from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.model import Answer, NotApplicable, Quality, Value
from greenpark_assess.answers.options import names_option
from greenpark_assess.answers.reading import CoerceError, shown
from greenpark_assess.answers.render import render_value
from greenpark_assess.answers.vocabulary import NO, QUALITY, YES, fold
from greenpark_assess.problems import Severity, did_you_mean
from greenpark_assess.rubric.model import Question

Key: TypeAlias = Literal["value", "na", "evidence", "note", "quality", "target"]

KEYS: tuple[str, ...] = get_args(Key)
QUALITIES: tuple[str, ...] = get_args(Quality)
# What a remark means for the person who wrote the answer; ``approximated`` needs no reply.
_REMARKS: Mapping[str, Severity] = {
    "looks_like_fraction": "warning",
    "decimal_comma": "note",
    "leading_zero": "note",
}


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem of one entry before it has a place: ``path`` leads there from the entry."""

    code: str
    path: tuple[str, ...] = ()
    details: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"
    on_key: bool = False


def is_long(question: Question, raw: object) -> bool:
    """Tell whether ``raw`` is the long form; several choices may also be a mapping of options."""
    if not isinstance(raw, Mapping):
        return False
    if question.kind != "choices":
        return True
    return any(key in KEYS for key in raw) and not all(
        isinstance(key, str) and names_option(question, key) for key in raw
    )


def read_entry(
    question: Question,
    raw: object,
    quality: Quality | None = None,
) -> tuple[Answer | None, tuple[Finding, ...]]:
    """Return what an entry of ``answers:`` says, and everything that is wrong with it.

    Args:
        question: The question that it answers.
        raw: A value, or a mapping with ``value`` or ``na`` and ``evidence``, ``note``,
            ``quality``, ``target``.
        quality: How the answer is known if it does not say so itself.

    Returns:
        The answer, or ``None`` where it is blank or wrong; and the findings.
    """
    long = isinstance(raw, Mapping) and is_long(question, raw)
    entry: Mapping[str, Any] = raw if isinstance(raw, Mapping) and long else {"value": raw}
    reader = _Reader(question, entry, long=long)
    value, remarks = reader.value()
    target = reader.target()
    known_by = reader.quality() or quality
    evidence, note = reader.evidence(), reader.note()
    reader.check_keys()
    findings = tuple(reader.findings)
    if value is None:
        return None, findings
    written = entry.get("value")
    answer = Answer(
        value=value,
        written=written if isinstance(written, str) else render_value(question, value),
        evidence=evidence,
        note=note,
        quality=None if isinstance(value, NotApplicable) else known_by,
        target=target,
        remarks=remarks,
    )
    return answer, findings


class _Reader:
    """Takes an entry apart, key by key, and collects what is wrong on the way."""

    def __init__(self, question: Question, entry: Mapping[str, Any], *, long: bool) -> None:
        self.question = question
        self.entry = entry
        self.long = long
        self.findings: list[Finding] = []

    def value(self) -> tuple[Value | NotApplicable | None, tuple[str, ...]]:
        value, remarks = self._coerced("value")
        if "na" in self.entry and self.entry["na"] is not False:
            if value is not None:
                self._report("answers.value_and_na", "na", on_key=True)
                return None, ()
            value, remarks = NotApplicable(self._reason()), ()
        if isinstance(value, NotApplicable) and not self._may_be_na(value):
            return None, ()
        for remark in remarks:
            if remark in _REMARKS:
                found = {"found": shown(self.entry["value"])}
                self._report(f"answer.{remark}", "value", _REMARKS[remark], found)
        return value, remarks

    def target(self) -> Value | None:
        value, _ = self._coerced("target")
        if isinstance(value, NotApplicable):
            self._report("answers.target_na", "target")
            return None
        return value

    def quality(self) -> Quality | None:
        raw = self.entry.get("quality")
        if raw is None or raw in QUALITIES:
            return raw
        details: dict[str, object] = {"found": shown(raw), "allowed": QUALITIES}
        near = None
        if isinstance(raw, str):
            near = QUALITY.get(fold(raw)) or did_you_mean(raw, QUALITIES)
        self._report(
            "value.not_one_of", "quality", details=details | ({"meant": near} if near else {})
        )
        return None

    def evidence(self) -> tuple[str, ...]:
        raw = self.entry.get("evidence")
        entries = raw if isinstance(raw, list | tuple) else [raw]
        return tuple(filter(None, (self._text("evidence", entry) for entry in entries)))

    def note(self) -> str:
        return self._text("note", self.entry.get("note"))

    def check_keys(self) -> None:
        for key in self.entry:
            if key not in KEYS:
                near = did_you_mean(key, KEYS)
                details = {"key": key, "allowed": KEYS, **({"meant": near} if near else {})}
                self._report("value.unknown_key", key, details=details, on_key=True)

    def _coerced(self, key: Key) -> tuple[Value | NotApplicable | None, tuple[str, ...]]:
        try:
            coerced = coerce(self.question, self.entry.get(key))
        except CoerceError as error:
            self._report(error.code, key, details=error.details)
            return None, ()
        return (coerced.value, coerced.remarks) if coerced else (None, ())

    def _reason(self) -> str:
        raw = self.entry["na"]
        if raw is None or raw is True:
            return ""
        reason = self._text("na", raw)
        return "" if fold(reason) in YES | NO else reason

    def _may_be_na(self, value: NotApplicable) -> bool:
        where: Key = "na" if "na" in self.entry else "value"
        if self.question.na == "never":
            self._report("answers.na_never", where, on_key=where == "na")
        elif not value.reason:
            self._report("answers.na_without_reason", where, on_key=where == "na")
        else:
            return True
        return False

    def _text(self, key: Key, raw: object) -> str:
        if raw is None or isinstance(raw, str):
            return (raw or "").strip()
        if isinstance(raw, int | float) and not isinstance(raw, bool):
            return shown(raw)
        self._report("value.not_text", key, details={"found": shown(raw)})
        return ""

    def _report(
        self,
        code: str,
        key: str,
        severity: Severity = "error",
        details: Mapping[str, object] | None = None,
        *,
        on_key: bool = False,
    ) -> None:
        path = (key,) if self.long else ()
        self.findings.append(Finding(code, path, details or {}, severity, on_key and self.long))
