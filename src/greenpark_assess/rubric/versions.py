"""From one version of a rubric to another: which is newer, and what became of its items."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Literal, NamedTuple, TypeAlias

from greenpark_assess.rubric.model import (
    Change,
    Changes,
    Id,
    Merged,
    NotComparable,
    Renamed,
    Rescaled,
    Retired,
    Rubric,
    Same,
    Split,
    Text,
)

Relation: TypeAlias = Literal[
    "kept",
    "same",
    "renamed",
    "split",
    "merged",
    "rescaled",
    "not_comparable",
    "retired",
    "gone",
    "added",
]
"""What a rubric declares, and what nobody declared: ``kept`` (the id is still there), ``gone`` and
``added``."""


class Link(NamedTuple):
    """Items of an older version beside those of a newer one that ask for the same thing.

    ``retired`` and ``gone`` have nothing new, ``added`` nothing old, ``split`` several new items
    and ``merged`` several old ones; all others have one each.
    """

    old: tuple[Id, ...]
    new: tuple[Id, ...]
    relation: Relation
    why: Text | None = None


def version_order(version: str) -> tuple[tuple[int, str], ...]:
    """Return what versions are sorted by: their numbers, so that 0.10 comes after 0.9."""
    parts = version.replace("-", ".").split(".")
    return tuple((int(part) if part.isdecimal() else -1, part) for part in parts)


def declared_changes(new: Rubric, version: str) -> Changes:
    """Return what ``new`` declares about an earlier ``version`` of itself, maybe nothing."""
    return new.changes.get(version, Changes())


def links(declared: Mapping[Id, Change], old: Iterable[Id], new: Iterable[Id]) -> tuple[Link, ...]:
    """Return what became of each old item, in the order of ``old``, and then what was added.

    Args:
        declared: What the newer version says about the items of the older one.
        old: The ids of the older version.
        new: The ids of the newer version.
    """
    kept = tuple(new)
    targets = {name: _targets(name, declared.get(name), frozenset(kept)) for name in old}
    sources: dict[Id, list[Id]] = {}  # of what came from an item as a whole
    for name, ids in targets.items():
        for target in ids if not isinstance(declared.get(name), Split) else ():
            sources.setdefault(target, []).append(name)
    reached = {target for ids in targets.values() for target in ids}
    found = (_link(name, ids, declared.get(name), sources) for name, ids in targets.items())
    added = (Link((), (name,), "added") for name in kept if name not in reached)
    # What was merged is found once from each of its old items.
    return (*(one for name, one in zip(targets, found, strict=True) if one.old[0] == name), *added)


def _targets(name: Id, change: Change | None, new: frozenset[Id]) -> tuple[Id, ...]:
    match change:
        case Renamed(renamed=target) | Merged(merged=target) | Rescaled(rescaled=target):
            ids: tuple[Id, ...] = (target,)
        case Split(split=targets):
            ids = targets
        case Retired():
            ids = ()
        case _:
            ids = (name,)
    return tuple(one for one in ids if one in new)


def _link(
    name: Id, ids: tuple[Id, ...], change: Change | None, sources: Mapping[Id, list[Id]]
) -> Link:
    why = _why(change)
    if not ids:
        return Link((name,), (), "retired" if isinstance(change, Retired) else "gone", why)
    if isinstance(change, Split):
        return Link((name,), ids, "split", why)
    if isinstance(change, Merged) or len(sources[ids[0]]) > 1:
        return Link(tuple(sources[ids[0]]), ids, "merged")
    return Link((name,), ids, _RELATIONS.get(type(change), "kept"), why)


_RELATIONS: Mapping[type, Relation] = {
    Same: "same",
    Renamed: "renamed",
    Rescaled: "rescaled",
    NotComparable: "not_comparable",
}


def _why(change: Change | None) -> Text | None:
    match change:
        case Same(same=words) | NotComparable(not_comparable=words) | Retired(retired=words):
            return words
        case None:
            return None
    return change.why


# --- ids in expressions ---------------------------------------------------------------

_WORD = re.compile(r"[A-Za-z_][\w.]*")


def renamed_in(text: str, names: Mapping[Id, Id]) -> str:
    """Return an expression with ids replaced, and with single spaces."""
    return " ".join(_WORD.sub(lambda word: names.get(word[0], word[0]), text).split())


def new_names(found: Iterable[Link]) -> dict[Id, Id]:
    """Return the new ids of items that have one and mean the same under it."""
    return {
        link.old[0]: link.new[0]
        for link in found
        if link.relation in {"renamed", "rescaled"} and link.old != link.new
    }
