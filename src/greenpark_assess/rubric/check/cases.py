"""Worked cases: what the rubric says must come out, beside what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked
from greenpark_assess.rubric.model import Rubric

if TYPE_CHECKING:
    from greenpark_assess.documents import Path


@dataclass(frozen=True, slots=True)
class Miss:
    """One number or state of a case that came out otherwise, or an answer that is none.

    Attributes:
        case: The key of the case.
        path: Where in the case, for example ``("expect", "scores", "water")``.
        code: The problem's code; by default that of a result that differs.
        details: What the message needs; for the default code ``expected`` and ``found``.
    """

    case: str
    path: Path
    code: str = "rubric.case_differs"
    details: Mapping[str, object] = field(default_factory=dict)


RunCases: TypeAlias = Callable[[Rubric], Iterable[Miss]]
"""Runs all cases of a rubric without errors; scoring gives it, as a rubric cannot score itself."""


def misses(checked: Checked, run_cases: RunCases) -> Iterator[Problem]:
    """Report every expectation of a case that does not come out."""
    for miss in run_cases(checked.rubric):
        place = checked.places.of("cases", miss.case, *miss.path)
        yield Problem(miss.code, place, {"case": miss.case, **miss.details})
