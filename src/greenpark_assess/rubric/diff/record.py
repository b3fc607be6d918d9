"""What differs between two versions of a rubric, as frozen records: codes and facts, no words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, get_args

from greenpark_assess.rubric.model import Id, Text

Effect: TypeAlias = Literal["breaks", "check", "score", "compatible"]
"""``breaks``: old and new cannot be compared. ``check``: somebody has to look. ``score``: the fact
is the same and brings other points, or another level. ``compatible``: nothing of the kind."""

Part: TypeAlias = Literal["question", "indicator", "node", "level", "recommendation", "rubric"]

EFFECTS: tuple[Effect, ...] = get_args(Effect)
PARTS: tuple[Part, ...] = get_args(Part)


@dataclass(frozen=True, slots=True)
class Finding:
    """One difference and what it does; the sentence for ``code`` stands in ``locales/``.

    ``why`` is the reason that the newer version gives.
    """

    effect: Effect
    code: str
    details: Mapping[str, object] = field(default_factory=dict)
    why: Text | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """One part of both rubrics: its ids then and now, and how it differs (maybe not at all)."""

    part: Part
    old: tuple[Id, ...]
    new: tuple[Id, ...]
    findings: tuple[Finding, ...] = ()

    @property
    def effect(self) -> Effect:
        """The gravest effect of all findings; whether its score changes is a matter of its own."""
        facts = [one.effect for one in self.findings if one.effect != "score"]
        return min(facts, key=EFFECTS.index, default="compatible")

    @property
    def scores(self) -> bool:
        """Whether the same fact brings another score or level."""
        return any(one.effect == "score" for one in self.findings)


@dataclass(frozen=True, slots=True)
class Diff:
    """All items of two rubrics, gravest first; ``declared``: the newer one names the older."""

    old: str
    new: str
    declared: bool
    items: tuple[Item, ...]

    @property
    def breaks(self) -> bool:
        """Whether anything cannot be compared."""
        return any(item.effect == "breaks" for item in self.items)
