"""What is compared: answers as they were given, and the result of the time, if it is known."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from greenpark_assess.answers.model import Answers, Picks
from greenpark_assess.assessment import Assessment, RubricRef

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stored:
    """A total as it was published: under which rubric, and by which version of the program.

    ``engine`` is empty where nobody knows any more.
    """

    total: float | None
    rubric: RubricRef
    engine: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """One park in one period; ``label`` tells it apart from all other entries.

    ``given_to`` names the rubric that was answered, if ``answers`` were carried over from another.
    """

    label: str
    answers: Answers
    stored: Stored | None = None
    given_to: str = ""

    @property
    def park(self) -> str:
        """The park's id."""
        return self.answers.park.id

    @property
    def period(self) -> str:
        """The period that the answers speak of."""
        return self.answers.period


def stored_result(assessment: Assessment) -> Stored:
    """Return what a comparison needs of an assessment that was made earlier."""
    return Stored(assessment.total.score, assessment.rubric, assessment.engine)


def grouped(items: Iterable[T], key: Callable[[T], str]) -> dict[str, tuple[T, ...]]:
    """Return ``items`` by their key; groups, and items in a group, stand as they first came."""
    groups: dict[str, list[T]] = {}
    for item in items:
        groups.setdefault(key(item), []).append(item)
    return {name: tuple(members) for name, members in groups.items()}


def country(entry: Entry) -> str:
    """Return the country of an entry's park, empty where none is given."""
    return entry.answers.park.country


def chosen(question: str) -> Callable[[Entry], str]:
    """Return the key by what ``question`` (one choice) was answered with; empty if it was not."""

    def key(entry: Entry) -> str:
        given = entry.answers.answers.get(question)
        if given is None or not isinstance(given.value, Picks) or given.value.unknown:
            return ""
        return " ".join(sorted(given.value.chosen))

    return key
