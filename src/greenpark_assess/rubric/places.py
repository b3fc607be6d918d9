"""From a part of a rubric back to the line of the file in which it was written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple

from greenpark_assess.problems import Place
from greenpark_assess.rubric.model import Id, Indicator, Node, Rubric

if TYPE_CHECKING:
    from greenpark_assess.documents import Document, Path

HEADER = "rubric"


class Places(NamedTuple):
    """Where every part of a rubric stands, whichever of its files that is in.

    ``documents`` are the files in the order of reading, the main one first; ``owners`` tells
    which of them holds an entry of a section; ``paths`` where in the tree a node or an indicator
    hangs.
    """

    documents: tuple[Document, ...]
    owners: Mapping[tuple[str, object], Document] = MappingProxyType({})
    paths: Mapping[Id, Path] = MappingProxyType({})

    def of(self, *path: str | int, key: bool = False) -> Place:
        """Return where the part at ``path`` stands, or its key.

        A path starts with a section and goes on as in the file, for example
        ``of("questions", "water.fresh", "unit")``; what is not written there leads to the nearest
        part around it that is. ``of("rubric")`` is the header.
        """
        name = path[1] if len(path) > 1 and path[0] != HEADER else None
        return self.owners.get((str(path[0]), name), self.documents[0]).place(path, key=key)

    def indicator(self, name: Id, *below: str | int, key: bool = False) -> Place:
        """Return where an indicator or node stands, or a part ``below`` it."""
        return self.of(*self.paths.get(name, ("dimensions", name)), *below, key=key)

    def inside(self, path: Path, text: str, start: int, end: int) -> Place:
        """Return the place of characters ``start`` to ``end`` of the text at ``path``.

        Only a text that stands on one line as it is can be pointed into; for any other this is
        the place of the whole text.
        """
        place = self.of(*path)
        first = place.column - 1
        opening = place.source[first : first + 1]
        first += opening in ("'", '"') and not text.startswith(opening)
        if place.source[first : first + len(text)] != text:
            return place
        return replace(place, column=first + start + 1, width=max(1, end - start))


def path_of(name: Id, item: Node | Indicator, ancestors: tuple[Id, ...]) -> Path:
    """Return the path of an item of :meth:`Rubric.walk` in the files."""
    path: list[str] = []
    section = "dimensions"
    for ancestor in ancestors:
        path += (section, ancestor)
        section = "criteria"
    return (*path, "indicators" if isinstance(item, Indicator) else section, name)


def tree_paths(rubric: Rubric) -> dict[Id, Path]:
    """Return the path of every node and indicator; of the first one where an id is repeated."""
    paths: dict[Id, Path] = {}
    for name, item, ancestors in rubric.walk():
        paths.setdefault(name, path_of(name, item, ancestors))
    return paths
