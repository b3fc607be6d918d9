"""What a park's pages are written from: its years, and the printed parts of every change."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import pairwise

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.comparison.printed import PrintedParts, printed
from greenpark_assess.comparison.records import Change, Standing
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.numbers import tenths
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.rubric.model import Id
from greenpark_assess.scoring.plan import Plan

NONE = Decimal("0.0")


def trend_voice(languages: tuple[str, ...], native: str) -> Voice:
    """Return the voice of the trend report, which knows the words of the gap report, too."""
    return Voice(languages, native, ("trend", "report"))


@dataclass(frozen=True, eq=False)
class Year:
    """One entry: its standing under the yardstick, and its full assessment as a draft."""

    standing: Standing
    draft: Draft

    @property
    def period(self) -> str:
        """The period as the park names it."""
        return self.standing.period

    @cached_property
    def printed(self) -> Decimal | None:
        """The total under the yardstick as it is printed."""
        return self.rounded(self.standing.total.points)

    def rounded(self, score: float | None) -> Decimal | None:
        """Round a score as the gap report does."""
        return None if score is None else tenths(score, self.draft.edges)


@dataclass(frozen=True, eq=False)
class Course:
    """One park over its years, oldest first; ``several``: the report has other parks, too."""

    place: int
    years: tuple[Year, ...]
    changes: tuple[Change, ...]
    plan: Plan
    voice: Voice
    several: bool = False

    @property
    def last(self) -> Year:
        """The latest year."""
        return self.years[-1]

    @property
    def draft(self) -> Draft:
        """The draft of the latest year: titles, anchors and edges are the same in all."""
        return self.last.draft

    @cached_property
    def park(self) -> Phrase:
        """The park's name."""
        return park_words(self.last, self.voice)

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        """The steps from each year to the next, oldest first."""
        pairs = zip(pairwise(self.years), self.changes, strict=True)
        return tuple(Step(*years, change, self.plan) for years, change in pairs)

    @cached_property
    def told(self) -> tuple[tuple[Step, PrintedParts], ...]:
        """The steps between years that both have a total, each with its printed parts."""
        return tuple((step, step.parts) for step in self.steps if step.parts is not None)

    def anchor(self, name: str) -> str:
        """Return a link target that is this park's own."""
        return f"p{self.place}-{name}"

    def title(self, key: str, **facts: Phrase | str) -> Phrase:
        """Return the title of a section, with the park's name where there are several."""
        title = self.voice.say(f"headings.{key}", **facts)
        if not self.several:
            return title
        return self.voice.say("headings.of_park", park=self.park, title=title)


def park_words(year: Year, voice: Voice) -> Phrase:
    """Return the name of the park that a year is about, or its id where it has none."""
    park = year.draft.assessment.park
    return voice.given(park.name) or voice.quote(park.id)


@dataclass(frozen=True, eq=False)
class Step:
    """From one year to the next; ``change`` has no parts where one of them has no total."""

    old: Year
    new: Year
    change: Change
    plan: Plan

    @cached_property
    def parts(self) -> PrintedParts | None:
        """The change in tenths as printed, every sum of which holds."""
        if self.change.parts is None:
            return None
        was, now = self.old.standing, self.new.standing
        return printed(self.plan, self.change.parts, was, now, self._rounded)

    def _rounded(self, score: float | None) -> Decimal:
        return self.new.rounded(score) or NONE

    @cached_property
    def rescored(self) -> Decimal:
        """The change under the yardstick."""
        return (self.new.printed or NONE) - (self.old.printed or NONE)

    @cached_property
    def brought(self) -> Mapping[Id, Decimal]:
        """What each indicator did to the total, for all reasons; the sum is ``rescored``."""
        if self.parts is None:
            return {}
        sources = (self.parts.indicators, self.parts.scope_of, self.parts.answered_of)
        return {name: _sum(sources, name) for name in self.parts.indicators}

    def exactly(self, name: Id) -> float:
        """Return what an indicator did to the total, unrounded."""
        parts = self.change.parts
        if parts is None:
            return 0.0
        sources = (parts.indicators, parts.scope_of, parts.answered_of)
        return sum(one.get(name, 0.0) for one in sources)


def _sum(sources: Iterable[Mapping[Id, Decimal]], name: Id) -> Decimal:
    return sum((one.get(name, NONE) for one in sources), NONE)


def courses(compared: Compared, languages: tuple[str, ...]) -> tuple[Course, ...]:
    """Return the course of every park, in the order of the comparison."""
    native = compared.rubric.header.languages[0]
    voice, plain = trend_voice(languages, native), Voice(languages, native)
    years = [
        Year(standing, Draft(compared.rubric, assessment, plain))
        for standing, assessment in zip(
            compared.rescored.standings, compared.assessments, strict=True
        )
    ]
    parks: dict[str, list[Year]] = {}
    for year in years:
        parks.setdefault(year.standing.park, []).append(year)
    return tuple(
        Course(
            place=place,
            years=tuple(found),
            changes=_changes_of(compared.changes, found),
            plan=compared.rescored.plan,
            voice=voice,
            several=len(parks) > 1,
        )
        for place, found in enumerate(parks.values(), 1)
    )


def _changes_of(changes: Sequence[Change], years: Sequence[Year]) -> tuple[Change, ...]:
    labels = {year.standing.label for year in years}
    return tuple(one for one in changes if one.new in labels)
