"""Who begins what in which year: the recommendations that are due, on one page."""

from __future__ import annotations

from collections.abc import Iterator
from typing import get_args

from greenpark_assess.assessment import ListName
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Heading, Phrase, RoadMap, Stage
from greenpark_assess.report.page.voice import NOTHING
from greenpark_assess.rubric.model import Id, Party, Recommendation

YEARS = (1, 2, 3)
MOST_IN_A_STAGE = {1: 6, 2: 4}
"""Measures shown of one party in one year, by the number of languages: so the map fits a page."""


def road_map(draft: Draft) -> RoadMap:
    """Return the road map: a measure stands with the party named first, in the year it begins."""
    return RoadMap(
        heading=Heading("road-map", "", draft.voice.say("headings.road_map")),
        about=draft.voice.say("road_map.about"),
        years=tuple(draft.voice.say("road_map.year", year=str(year)) for year in YEARS),
        parties=tuple(_parties(draft)),
    )


def _parties(draft: Draft) -> Iterator[tuple[Phrase, tuple[Stage, ...]]]:
    for party in get_args(Party):
        stages = tuple(_stage(draft, party, year) for year in YEARS)
        if any(stage.measures for stage in stages):
            yield draft.voice.say(f"who.{party}"), stages


def _stage(draft: Draft, party: Party, year: int) -> Stage:
    begun = [
        (place, name)
        for place, (name, record) in enumerate(draft.assessment.recommendations.items(), 1)
        if _leads(draft, name) == party and _year(_measure(draft, name), record.list) == year
    ]
    gains = draft.assessment.recommendations
    begun.sort(key=lambda one: -gains[one[1]].gain)
    shown = ((draft.voice.text(_measure(draft, one).title), f"m{n}") for n, one in begun)
    most = MOST_IN_A_STAGE.get(len(draft.voice.languages), 1)
    left = len(begun) - most
    more = draft.voice.say("road_map.more", count=str(left)) if left > 0 else NOTHING
    return Stage(tuple(shown)[:most], more)


def _measure(draft: Draft, name: Id) -> Recommendation:
    return draft.rubric.recommendations[name]


def _leads(draft: Draft, name: Id) -> Party:
    return _measure(draft, name).who[0]


def _year(measure: Recommendation, listed: ListName) -> int:
    """Return the year in which a measure begins: what must be and what is quick comes first."""
    if listed != "plan":
        return 1
    return 3 if {"high", "park"} & set(measure.cost) else 2
