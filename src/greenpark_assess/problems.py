"""What is wrong in a user's file, and where: records only, no words.

A problem names a *code* and the facts of the case. The sentence that a person reads stands in
``locales/<language>.yaml`` under the same code, so that a message exists in every language and no
program ever has to match on English text.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True, slots=True)
class Place:
    """A spot in a text file; lines and columns count from 1, ``width`` is in characters.

    Line 0 stands for the file as a whole.
    """

    file: str
    line: int = 1
    column: int = 1
    width: int = 1
    source: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """One finding: where, what was found, and what would have been allowed.

    ``details`` fills the placeholders of the message with this code. Two names have a meaning of
    their own everywhere: ``allowed`` (what may stand there) and ``meant`` (the likeliest fix).
    """

    code: str
    place: Place | None = None
    details: Mapping[str, object] = field(default_factory=dict)
    severity: Severity = "error"


class ProblemsFound(Exception):  # noqa: N818 - it carries findings, warnings among them
    """Raised where a step cannot go on; carries every problem found so far, never just one."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(problems)
        super().__init__(", ".join(problem.code for problem in self.problems))


def has_errors(problems: Iterable[Problem]) -> bool:
    """Tell whether at least one of ``problems`` is an error (not a warning or a note)."""
    return any(problem.severity == "error" for problem in problems)


def did_you_mean(word: str, candidates: Iterable[str]) -> str | None:
    """Return the candidate closest to ``word``, or ``None`` where nothing is close."""
    import difflib  # noqa: PLC0415 - 5 ms, and only needed once something is wrong

    pool = list(candidates)
    folded = {candidate.casefold(): candidate for candidate in pool}
    if word.casefold() in folded:
        return folded[word.casefold()]
    close = difflib.get_close_matches(word, pool, n=1, cutoff=0.6)
    return close[0] if close else None
