"""Two assessments of the same answers, number by number."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from greenpark_assess.assessment import Assessment

TOLERANCE = 1e-9
"""Relative: other processors and libraries may round the last bits of a sum otherwise."""
LEFT_ASIDE = frozenset({"engine", "date"})
ABSENT = "–"


@dataclass(frozen=True, slots=True)
class Difference:
    """One place where two assessments differ; ``path`` as in the JSON, joined by dots."""

    path: str
    stored: str
    now: str


def differing(stored: Assessment, now: Assessment) -> tuple[Difference, ...]:
    """Return every number and word of ``stored`` that comes out otherwise ``now``.

    The date and the version of the program are left aside; numbers agree within a relative
    tolerance of 1e-9.
    """
    before, after = stored.model_dump(mode="json"), now.model_dump(mode="json")
    for key in LEFT_ASIDE:
        after[key] = before[key]
    return tuple(_differing("", before, after))


def _differing(path: str, before: Any, after: Any) -> Iterator[Difference]:  # noqa: ANN401 - JSON
    if isinstance(before, Mapping) and isinstance(after, Mapping):
        for key in dict.fromkeys((*before, *after)):
            below = f"{path}.{key}" if path else str(key)
            yield from _differing(below, before.get(key), after.get(key))
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for place, (one, other) in enumerate(zip(before, after, strict=True)):
            yield from _differing(f"{path}.{place}", one, other)
    elif not _same(before, after):
        yield Difference(path, _shown(before), _shown(after))


def _same(before: object, after: object) -> bool:
    numbers = all(isinstance(one, int | float) and one is not True for one in (before, after))
    if numbers and isinstance(before, int | float) and isinstance(after, int | float):
        return math.isclose(before, after, rel_tol=TOLERANCE, abs_tol=TOLERANCE)
    return before == after


def _shown(value: object) -> str:
    return ABSENT if value is None else str(value)
