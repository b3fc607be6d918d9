"""What every reader of an answer gives back, and the one way in which it refuses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from greenpark_assess.answers.model import NotApplicable, Value

_SHOWN = 60
_DIGITS = 200  # bits


@dataclass(frozen=True, slots=True)
class Coerced:
    """A value as understood, with remarks where the reading was not the only possible one.

    Remarks: ``approximated`` (~5), ``looks_like_fraction`` (0.75 where percent are asked for),
    ``decimal_comma`` (12,5) and ``leading_zero`` (012).
    """

    value: Value | NotApplicable
    remarks: tuple[str, ...] = ()


class CoerceError(ValueError):
    """What was written cannot be an answer; ``code`` and ``details`` make a problem."""

    def __init__(self, code: str, details: Mapping[str, object]) -> None:
        """Keep the message code and the facts that its words need."""
        self.code = code
        self.details = dict(details)
        super().__init__(f"{code}: {self.details}")


def shown(raw: object) -> str:
    """Return ``raw`` for a message: short, and without trusting it."""
    if isinstance(raw, bool):
        return str(raw).lower()
    if isinstance(raw, str):
        return raw if len(raw) <= _SHOWN else f"{raw[:_SHOWN]}…"
    if isinstance(raw, float) or (isinstance(raw, int) and raw.bit_length() <= _DIGITS):
        return repr(raw)
    return {int: "…", list: "[…]", tuple: "[…]", dict: "{…}"}.get(type(raw), type(raw).__name__)
