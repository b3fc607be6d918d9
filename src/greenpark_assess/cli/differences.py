"""What differs between two versions of a rubric, for people and for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from greenpark_assess.rubric.diff import EFFECTS, Diff, Effect, Item, sentence
from greenpark_assess.wording import words


def as_text(found: Diff, language: str) -> Iterator[str]:
    """Yield lines: what differs by effect, gravest first, and how much is as it was.

    An item stands where its gravest effect is; what changes its score stands apart.
    """
    yield f"{found.old} → {found.new}"
    yield from by_effect(found, language)
    unchanged = sum(not item.findings for item in found.items)
    yield ""
    yield words(language)["versions"]["unchanged"].format(count=unchanged)


def by_effect(found: Diff, language: str) -> Iterator[str]:
    """Yield the lines about what differs, each effect after an empty line."""
    said = words(language)["versions"]
    for effect in EFFECTS:
        items = [(item, lines) for item in found.items if (lines := _lines(item, effect, language))]
        if items:
            yield ""
            yield said["effect"].format(effect=said[effect], count=len(items))
        for item, lines in items:
            yield f"  {said[item.part]} {', '.join(item.new or item.old)}"
            yield from (f"    {line}" for line in lines)


def _lines(item: Item, effect: Effect, language: str) -> list[str]:
    if effect not in {"score", item.effect}:
        return []
    return [
        sentence(finding, language)
        for finding in item.findings
        if (finding.effect == "score") == (effect == "score")
    ]


def as_data(found: Diff, language: str) -> dict[str, Any]:
    """Return everything as JSON can hold it, items without differences included."""
    return {
        "old": found.old,
        "new": found.new,
        "declared": found.declared,
        "breaks": found.breaks,
        "items": [_item(item, language) for item in found.items],
    }


def _item(item: Item, language: str) -> dict[str, Any]:
    return {
        "part": item.part,
        "old": list(item.old),
        "new": list(item.new),
        "effect": item.effect,
        "changes_score": item.scores,
        "findings": [
            {"effect": one.effect, "code": one.code, "message": sentence(one, language)}
            for one in item.findings
        ],
    }
