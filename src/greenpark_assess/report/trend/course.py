"""What a park's pages are written from: its years, and the printed parts of every change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.comparison.records import Change, Parts, Standing
from greenpark_assess.comparison.rounding import add_up
from greenpark_assess.report.page.draft import WHOLE, Draft
from greenpark_assess.report.page.numbers import tenths
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.rubric.model import Id

DECIMALS = 1
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

    @cached_property
    def published(self) -> Decimal | None:
        """The total of the time as it is printed; today's where none is known."""
        restated = self.standing.restated
        if restated is None or restated.difference is None:
            return self.printed
        return self.rounded(restated.stored)

    def rounded(self, score: float | None) -> Decimal | None:
        """Round a score as the gap report does."""
        return None if score is None else tenths(score, self.draft.edges)


@dataclass(frozen=True, eq=False)
class Course:
    """One park over its years, oldest first; ``several``: the report has other parks, too."""

    place: int
    years: tuple[Year, ...]
    changes: tuple[Change, ...]
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
        pairs = zip(self.years, self.years[1:], self.changes, strict=False)
        return tuple(Step(*one) for one in pairs)

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
    """Return the name of the park that a year is about."""
    return voice.given(year.draft.assessment.park.name) or voice.say("cover.unnamed")


@dataclass(frozen=True, eq=False)
class Step:
    """From one year to the next, in tenths as printed; every sum of them holds as printed.

    ``start`` + ``rubric`` + ``scope`` + ``answered`` + ``performance`` = ``end``: the totals as
    they were published. The last three make up the difference of the totals under the yardstick.
    """

    old: Year
    new: Year
    change: Change

    @property
    def parts(self) -> Parts | None:
        """The exact parts, where both years have a total."""
        return self.change.parts

    @property
    def start(self) -> Decimal:
        """The total from which the parts lead, as published where that is known."""
        return (self.old.published if self._from_published else self.old.printed) or NONE

    @property
    def end(self) -> Decimal:
        """The total to which the parts lead."""
        return (self.new.published if self._from_published else self.new.printed) or NONE

    @property
    def _from_published(self) -> bool:
        return self.parts is not None and self.parts.rubric is not None

    @cached_property
    def rescored(self) -> Decimal:
        """The change under the yardstick."""
        return (self.new.printed or NONE) - (self.old.printed or NONE)

    @cached_property
    def rubric(self) -> Decimal:
        """What the yardstick alone changed; 0 where that is not known."""
        return self.end - self.start - self.rescored

    @cached_property
    def _causes(self) -> tuple[Decimal, ...]:
        if self.parts is None:
            return (NONE, NONE, NONE)
        exact = (self.parts.scope, self.parts.answered, self.parts.performance)
        return add_up(exact, DECIMALS, self.rescored)

    @property
    def scope(self) -> Decimal:
        """What entering and leaving indicators did."""
        return self._causes[0]

    @property
    def answered(self) -> Decimal:
        """What became known, or is not known any more."""
        return self._causes[1]

    @property
    def performance(self) -> Decimal:
        """What the park itself changed for sure."""
        return self._causes[2]

    @cached_property
    def performance_of(self) -> Mapping[Id, Decimal]:
        """The performance of every node and indicator; children add up to their parent."""
        if self.parts is None:
            return {}
        exact = {**self.parts.nodes, **self.parts.indicators}
        printed = {WHOLE: self.performance}
        for parent, below in self.new.draft.children.items():
            rounded = add_up([exact[name] for name in below], DECIMALS, printed[parent])
            printed.update(zip(below, rounded, strict=True))
        return printed

    @cached_property
    def scope_of(self) -> Mapping[Id, Decimal]:
        """The part of every indicator that entered or left."""
        return _divided(self.parts.scope_of, self.scope) if self.parts else {}

    @cached_property
    def answered_of(self) -> Mapping[Id, Decimal]:
        """The part of every indicator of which more or less is known."""
        return _divided(self.parts.answered_of, self.answered) if self.parts else {}

    @cached_property
    def brought(self) -> Mapping[Id, Decimal]:
        """What each indicator did to the total, for all three reasons; the sum is ``rescored``."""
        sources = (self.performance_of, self.scope_of, self.answered_of)
        return {
            name: sum((one.get(name, NONE) for one in sources), NONE)
            for name in self.new.draft.indicators
        }

    def exactly(self, name: Id) -> float:
        """Return what an indicator did to the total, unrounded."""
        if self.parts is None:
            return 0.0
        sources = (self.parts.indicators, self.parts.scope_of, self.parts.answered_of)
        return sum(one.get(name, 0.0) for one in sources)


def _divided(parts: Mapping[Id, float], whole: Decimal) -> dict[Id, Decimal]:
    return dict(zip(parts, add_up(list(parts.values()), DECIMALS, whole), strict=True))


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
        Course(place, tuple(found), _changes_of(compared.changes, found), voice, len(parks) > 1)
        for place, found in enumerate(parks.values(), 1)
    )


def _changes_of(changes: Sequence[Change], years: Sequence[Year]) -> tuple[Change, ...]:
    labels = {year.standing.label for year in years}
    return tuple(one for one in changes if one.new in labels)
