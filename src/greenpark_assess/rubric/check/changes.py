"""Rules for what a rubric says about its earlier versions."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked, closest
from greenpark_assess.rubric.model import (
    CHANGES,
    Change,
    Id,
    Merged,
    NotComparable,
    Renamed,
    Rescaled,
    Retired,
    Same,
    Split,
)
from greenpark_assess.rubric.places import HEADER
from greenpark_assess.rubric.versions import version_order

if TYPE_CHECKING:
    from greenpark_assess.documents import Path


class _Declared(NamedTuple):
    """What is declared of the questions, or of the indicators, of one earlier version."""

    path: Path
    changes: Mapping[Id, Change]
    present: Collection[Id]
    unknown: str


def _declarations(checked: Checked) -> Iterator[_Declared]:
    rubric = checked.rubric
    indicators = [one.name for one in checked.judged]
    for version, changes in rubric.changes.items():
        path: Path = ("changes", version)
        asked = changes.questions
        yield _Declared((*path, "questions"), asked, rubric.questions, "unknown_question")
        judged = changes.indicators
        yield _Declared((*path, "indicators"), judged, indicators, "unknown_indicator")


def versions(checked: Checked) -> Iterator[Problem]:
    """Report versions that do not come before this one, and changes to one not replaced."""
    header, own = checked.rubric.header, version_order(checked.rubric.header.version)
    named: list[tuple[Path, str]] = [
        ((HEADER, "replaces", index), version) for index, version in enumerate(header.replaces)
    ]
    for version in checked.rubric.changes:
        path: Path = ("changes", version)
        if version in header.replaces:
            continue
        named.append((path, version))
        if version_order(version) < own:
            details = closest(version, header.replaces)
            yield checked.error("change_without_replaces", path, details, key=True)
    for path, version in named:
        if version_order(version) >= own:
            details = {"name": version, "own": header.version}
            yield checked.error("version_not_before", path, details, key=path[0] == "changes")


def targets(checked: Checked) -> Iterator[Problem]:
    """Report ids that a change leads to, or relies on, and that are not there."""
    for one in _declarations(checked):
        for name, change in one.changes.items():
            path = (*one.path, name)
            if isinstance(change, Same | NotComparable) and name not in one.present:
                yield checked.error(one.unknown, path, closest(name, one.present), key=True)
            for at, target in _targets(change, path):
                if target not in one.present:
                    yield checked.error(one.unknown, at, closest(target, one.present))


def meanings(checked: Checked) -> Iterator[Problem]:
    """Report ids that are declared to have moved or gone and are still there."""
    for one in _declarations(checked):
        for name, change in one.changes.items():
            if isinstance(change, Same | NotComparable) or name not in one.present:
                continue
            is_itself = isinstance(change, Rescaled) and change.rescaled == name
            if not is_itself and name not in _circle(name, one.changes):
                details = {"name": name, "key": _key(change)}
                yield checked.error("change_still_there", (*one.path, name), details, key=True)


def circles(checked: Checked) -> Iterator[Problem]:
    """Report ids that are declared to become each other."""
    for one in _declarations(checked):
        reported: set[Id] = set()
        for name in one.changes:
            circle = _circle(name, one.changes)
            if circle and not reported.intersection(circle):
                reported.update(circle)
                details = {"circle": " → ".join((*circle, name))}
                yield checked.error("change_circle", (*one.path, name), details, key=True)


def twins(checked: Checked) -> Iterator[Problem]:
    """Report several items that become the same one without being declared as merged."""
    for one in _declarations(checked):
        first: dict[Id, Id] = {}
        for name, change in one.changes.items():
            if not isinstance(change, Renamed | Rescaled):
                continue
            for at, target in _targets(change, (*one.path, name)):
                before = first.setdefault(target, name)
                if before != name:
                    details = {"name": name, "other": before, "target": target}
                    yield checked.error("change_twins", at, details)


def _targets(change: Change, path: Path) -> Iterator[tuple[Path, Id]]:
    match change:
        case Renamed(renamed=target) | Merged(merged=target) | Rescaled(rescaled=target):
            yield (*path, _key(change)), target
        case Split(split=several):
            yield from (((*path, "split", index), name) for index, name in enumerate(several))
        case Same() | NotComparable() | Retired():
            return


def _key(change: Change) -> str:
    return next(key for key, model in CHANGES.items() if isinstance(change, model))


def _circle(start: Id, changes: Mapping[Id, Change]) -> tuple[Id, ...]:
    """Return the way of new ids from ``start`` over others back to itself, or nothing."""
    way = [start]
    while isinstance(change := changes.get(way[-1]), Renamed | Rescaled):
        following = change.renamed if isinstance(change, Renamed) else change.rescaled
        if following == start:
            return tuple(way) if len(way) > 1 else ()
        if following in way:
            return ()
        way.append(following)
    return ()
