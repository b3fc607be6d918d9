"""What every chapter is written from: rubric, assessment, voice, and the numbers as printed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from greenpark_assess.assessment import Assessment, IndicatorRecord, NodeRecord
from greenpark_assess.comparison.rounding import add_up
from greenpark_assess.expressions import Scope, analyse
from greenpark_assess.report.charts import FULL, band
from greenpark_assess.report.page.numbers import (
    percent_text,
    score_text,
    tenths,
    written,
)
from greenpark_assess.report.page.record import Badge, Phrase
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.rubric.model import Id, Indicator, Node, Rubric

DECIMALS = 1
NEARLY = 1e-6  # points: far below what is printed, far above what sums may be off
HUNDRED = Decimal("100.0")
WHOLE = ""
"""The parent of the dimensions: the whole park."""


@dataclass(frozen=True)
class Draft:
    """A report in the making; all its numbers go through here, so each is rounded only once."""

    rubric: Rubric
    assessment: Assessment
    voice: Voice

    @property
    def published(self) -> bool:
        """Tell whether the answers are published figures: ranges then stand for scores."""
        return bool(self.assessment.basis)

    def say(self, key: str, **facts: Phrase | str) -> Phrase:
        """Return the report's own phrase ``key``, as it reads for published figures if these are.

        Such a phrase has the key with ``_public_record`` behind it; most need none.
        """
        own = f"{key}_public_record"
        return self.voice.say(own if self.published and self.voice.knows(own) else key, **facts)

    @cached_property
    def tree(self) -> Mapping[Id, Node | Indicator]:
        """All nodes and indicators by id, parents before children."""
        return {name: item for name, item, _ in self.rubric.walk()}

    @cached_property
    def indicators(self) -> Mapping[Id, Indicator]:
        """All indicators by id, in the order of the tree."""
        return self.rubric.indicators()

    def facts(self, name: Id) -> frozenset[Id]:
        """Return the questions whose answers an indicator's value is computed from."""
        value = self.indicators[name].value or name
        if value in self.rubric.questions:
            return frozenset({value})
        return analyse(value, Scope(self.rubric.questions)).questions

    @cached_property
    def anchors(self) -> Mapping[Id, str]:
        """Link targets: ``n1`` … for nodes, ``i1`` … for indicators; no raw id leaves here."""
        nodes = {name: f"n{place}" for place, name in enumerate(self.rubric.nodes(), 1)}
        return nodes | {name: f"i{place}" for place, name in enumerate(self.indicators, 1)}

    @cached_property
    def references(self) -> Mapping[Id | None, int]:
        """The sources that the report names, numbered in the order of the rubric."""
        named = {one.source for item in self.indicators.values() for one in item.benchmarks}
        recommended = self.rubric.recommendations
        named |= {recommended[name].source for name in self.assessment.recommendations}
        listed = [source for source in self.rubric.sources if source in named]
        return {source: number for number, source in enumerate(listed, 1)}

    @cached_property
    def edges(self) -> tuple[float, ...]:
        """The scores that rounding must not lift a score over: every level's, and 100."""
        levels = self.rubric.levels.values()
        ladder = self.assessment.level.ladder.values()
        return (
            FULL,
            self.rubric.header.policy.min_coverage,
            *(level.from_ for level in levels),
            *(level.each_dimension for level in levels if level.each_dimension is not None),
            *(one.needed for rung in ladder for one in rung if one.needed is not None),
        )

    @cached_property
    def lost(self) -> Mapping[Id, Decimal]:
        """Points lost as printed: the parts add up to the whole wherever the exact ones do."""
        score = self.assessment.total.score
        if score is None:
            return dict.fromkeys(self.tree, Decimal("0.0"))
        amounts = {name: self.record(name).lost for name in self.tree}
        return self._printed(amounts, FULL - score, HUNDRED - tenths(score, self.edges))

    @cached_property
    def weights(self) -> Mapping[Id, Decimal]:
        """Effective weights in percent of the whole, as printed."""
        amounts = {name: self.record(name).effective for name in self.tree}
        return self._printed(amounts, FULL, HUNDRED)

    @cached_property
    def nominal(self) -> Mapping[Id, Decimal]:
        """Weights in percent of the whole if everything applied, as printed."""
        amounts = {name: self.record(name).weight for name in self.tree}
        return self._printed(amounts, FULL, HUNDRED)

    @cached_property
    def adds_up(self) -> bool:
        """Tell whether the points lost by the dimensions make up all that is missing to 100."""
        score = self.assessment.total.score
        lost = sum(self.assessment.nodes[name].lost for name in self.rubric.dimensions)
        return score is not None and _same(lost, FULL - score)

    def _printed(
        self, amounts: Mapping[Id, float], exact_whole: float, printed_whole: Decimal
    ) -> dict[Id, Decimal]:
        exact = {**amounts, WHOLE: exact_whole}
        printed = {WHOLE: printed_whole}
        for parent, below in self.children.items():
            parts = [amounts[name] for name in below]
            adds_up = _same(sum(parts), exact[parent])
            rounded = add_up(parts, DECIMALS, printed[parent]) if adds_up else map(tenths, parts)
            printed.update(zip(below, rounded, strict=True))
        return printed

    @cached_property
    def children(self) -> Mapping[Id, tuple[Id, ...]]:
        """The ids right below each node, in the order of the tree; :data:`WHOLE` is the root."""
        below: defaultdict[Id, list[Id]] = defaultdict(list)
        for name, _, ancestors in self.rubric.walk():
            below[ancestors[-1] if ancestors else WHOLE].append(name)
        order = [name for name in (WHOLE, *self.tree) if name in below]
        return {name: tuple(below[name]) for name in order}

    def record(self, name: Id) -> NodeRecord | IndicatorRecord:
        """Return the result for a node or an indicator."""
        assessment = self.assessment
        return assessment.nodes[name] if name in assessment.nodes else assessment.indicators[name]

    def title(self, name: Id) -> Phrase:
        """Return the title of a node or an indicator."""
        return self.voice.text(self.tree[name].title)

    def requirement(self, name: Id) -> Phrase:
        """Return what the prerequisite of an indicator asks for, in words."""
        indicator = self.indicators[name]
        return self.voice.text(indicator.requires or indicator.title)

    def score(self, value: float | None) -> str:
        """Write a score, points or a gap's end; empty where there is none."""
        return "" if value is None else score_text(value, self.edges)

    def percent(self, value: float) -> str:
        """Write a share in percent."""
        return percent_text(value, self.edges)

    def badge(self, value: float | None) -> Badge | None:
        """Return a score with its colour class."""
        return None if value is None else Badge(self.score(value), f"b{band(value)}")

    def standing(self, score: float | None, low: float | None, high: float | None) -> str:
        """Write a score, of published figures its range; empty where there is none."""
        if score is None or not self.published:
            return self.score(score)
        return self.range(low, high)[0].text

    def standing_badge(
        self, score: float | None, low: float | None, high: float | None
    ) -> Badge | None:
        """Return a score with its colour class; a range has no colour, as it is no verdict."""
        if score is None:
            return None
        colour = "range" if self.published else f"b{band(score)}"
        return Badge(self.standing(score, low, high), colour)

    def range(self, low: float | None, high: float | None) -> Phrase:
        """Write a range of scores; one number where both ends print the same."""
        ends = dict.fromkeys(filter(None, (self.score(low), self.score(high))))
        return self.voice.figure("–".join(ends))

    def lost_text(self, name: Id) -> str:
        """Write the points that a node or indicator costs the total."""
        return written(self.lost[name])

    def weight_text(self, name: Id) -> str:
        """Write the effective weight of a node or indicator."""
        return f"{written(self.weights[name])}%"


def _same(one: float, other: float) -> bool:
    return abs(one - other) < NEARLY
