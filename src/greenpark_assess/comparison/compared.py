"""A whole comparison: every entry judged in full, the changes of each park, parks side by side."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from greenpark_assess.assessment import Assessment
from greenpark_assess.comparison.change import changes_over_time
from greenpark_assess.comparison.entries import Entry, grouped
from greenpark_assess.comparison.group import beside
from greenpark_assess.comparison.records import Change, Group
from greenpark_assess.comparison.rescore import Rescored, rescore
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import Plan


@dataclass(frozen=True, slots=True, eq=False)
class Compared:
    """Entries by park and period, all under one rubric.

    ``assessments`` has each entry in full, in the order of ``rescored.entries``; ``changes`` are
    those from each period of a park to its next; ``latest`` are the places of the last entry of
    each park, and ``group`` compares these, where there are at least two parks.
    """

    rubric: Rubric
    rescored: Rescored
    assessments: tuple[Assessment, ...]
    changes: tuple[Change, ...]
    latest: tuple[int, ...]
    group: Group | None


def compare(rubric: Rubric, plan: Plan, entries: Sequence[Entry]) -> Compared:
    """Return the comparison of ``entries`` under ``rubric``, whose compiled form is ``plan``.

    Parks stand in the order in which they first come, the entries of a park by period.
    """
    parks = list(dict.fromkeys(entry.park for entry in entries))
    ordered = sorted(entries, key=lambda entry: (parks.index(entry.park), entry.period))
    rescored = rescore(rubric, plan, ordered)
    last = {entry.park: place for place, entry in enumerate(ordered)}
    latest = tuple(last.values())
    return Compared(
        rubric=rubric,
        rescored=rescored,
        assessments=tuple(assess(rubric, plan, entry.answers) for entry in ordered),
        changes=changes_over_time(rescored),
        latest=latest,
        group=_side_by_side(rubric, plan, [ordered[place] for place in latest]),
    )


def groups(compared: Compared, key: Callable[[Entry], str]) -> Mapping[str, Group]:
    """Return the last entries of the parks beside each other, group by group."""
    rescored = compared.rescored
    last = [rescored.entries[place] for place in compared.latest]
    return {
        name: beside(rescore(compared.rubric, rescored.plan, entries))
        for name, entries in grouped(last, key).items()
    }


def _side_by_side(rubric: Rubric, plan: Plan, entries: Sequence[Entry]) -> Group | None:
    return beside(rescore(rubric, plan, entries)) if len(entries) > 1 else None
