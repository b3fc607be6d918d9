"""A random rubric in the making: what it may hold, and what its expressions may ask."""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random
from typing import Any

WEIGHTS = (0, 0.3, 0.7, 1, 1, 1, 2, 5)
# Units by what they measure; a bare number stands beside the first one of each row.
UNITS: dict[str, tuple[str | None, ...]] = {
    "pure": (None, None, "%"),
    "mass": ("t", "kg"),
    "energy": ("GJ", "MWh"),
}
OPTIONS = ("none", "some", "most", "all")
LONGEST = 200  # an expression may have 1,000 characters


@dataclass(frozen=True)
class Mix:
    """What a random rubric may hold; the laws leave out what they do not speak of.

    ``beyond_full`` lets scales give more than 100 points, ``floors`` gives nodes a least score for
    their children, ``policies`` lets open questions be left out of the score.
    """

    indicators: int = 40
    beyond_full: bool = True
    floors: bool = True
    policies: bool = True
    arithmetic_only: bool = False


EVERYTHING = Mix()


@dataclass
class Draft:
    """A rubric in the making: what its expressions may ask."""

    rng: Random
    mix: Mix
    questions: dict[str, dict[str, Any]] = field(default_factory=dict)

    def of_kind(self, *kinds: str) -> list[str]:
        return [name for name, one in self.questions.items() if one["kind"] in kinds]

    def measuring(self, measure: str) -> list[str]:
        numbers = self.of_kind("number")
        return [name for name in numbers if self.questions[name].get("unit") in UNITS[measure]]

    def measure(self) -> str:
        """Draw something to measure that at least one question asks for."""
        return self.rng.choice([one for one in UNITS if one == "pure" or self.measuring(one)])
