"""What charts are made of: finished words, and the numbers that say where things are drawn.

Numbers that are not finite are refused here, when a record is made; no drawing meets one.
"""

from __future__ import annotations

from dataclasses import dataclass
from math import isfinite


@dataclass(frozen=True, slots=True)
class Figure:
    """What every chart has: an id that is unique on its page, and what it says in words.

    ``description`` is for those who cannot see the chart, so it tells all that the chart shows.
    """

    id: str
    title: str
    description: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A score in points with its range, drawn from the numbers and printed as the texts say."""

    score: float
    low: float
    high: float
    text: str
    range_text: str = ""

    def __post_init__(self) -> None:
        """Refuse what cannot be drawn.

        Raises:
            ValueError: A number is not finite, or the range is upside down.
        """
        refuse_infinite(self.score, self.low, self.high)
        if self.low > self.high:
            raise ValueError(f"a range from {self.low} to {self.high}")

    @property
    def open(self) -> bool:
        """Tell whether the range is wider than nothing."""
        return self.high > self.low


@dataclass(frozen=True, slots=True)
class Landmark:
    """A named place on a scale: the threshold of a level, or a benchmark."""

    at: float
    name: str
    text: str = ""

    def __post_init__(self) -> None:
        """Refuse a place that is not finite (``ValueError``)."""
        refuse_infinite(self.at)

    @property
    def label(self) -> str:
        """Name and number."""
        return f"{self.name} {self.text}".strip()


@dataclass(frozen=True, slots=True)
class Item:
    """Something with a score; without one (``reading`` is None), ``state`` says why."""

    name: str
    reading: Reading | None
    state: str = ""
    benchmark: Landmark | None = None


@dataclass(frozen=True, slots=True)
class Key:
    """What the signs of a chart mean, in words; a sign without words is not explained."""

    score: str = ""
    range: str = ""
    benchmark: str = ""
    missing: str = ""


UNEXPLAINED = Key()


def refuse_infinite(*numbers: float) -> None:
    """Raise ``ValueError`` if one of ``numbers`` is infinite or no number at all."""
    if not all(map(isfinite, numbers)):
        raise ValueError(f"charts draw finite numbers, not {numbers}")
