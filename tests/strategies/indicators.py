"""Random indicators."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from strategies.drafts import UNITS, WEIGHTS, Draft
from strategies.expressions import condition_text, number_text

_ABOUT_VALUE = ("value >= 3", "value > 1", "value < 5", "1 <= value <= 5", "not value == 0")
_ABOUT_CONDITION = ("value", "not value")


def draw_indicator(draft: Draft) -> dict[str, Any]:
    rng = draft.rng
    item: dict[str, Any] = {"title": "!", "weight": rng.choice(WEIGHTS)}
    kind = rng.choice(["number", "number", "number", "condition", "option", "maturity"])
    if kind == "option":
        item |= _judging_option(draft)
    elif kind == "maturity":
        item |= _judging_maturity(draft)
    elif kind == "condition":
        item["value"] = condition_text(draft, 2)
        item["scale"] = _scale(draft, _ABOUT_CONDITION, (), 0)
    else:
        item |= _judging_number(draft)
    if rng.random() < 0.2:
        item["applies_if"] = condition_text(draft, 1)
    if rng.random() < 0.2:
        about = _ABOUT_VALUE if kind == "number" else ()
        item["prerequisite"] = condition_text(draft, 1, about)
    return item


def _judging_option(draft: Draft) -> dict[str, Any]:
    name = draft.rng.choice(draft.of_kind("choice"))
    options = list(draft.questions[name]["options"])
    return {"value": name, "scale": {"options": {one: _given(draft) for one in options}}}


def _judging_maturity(draft: Draft) -> dict[str, Any]:
    name = draft.rng.choice(draft.of_kind("maturity"))
    given = [_given(draft) for _ in range(5)]
    rising = draft.rng.random() < 0.7
    return {"value": name, "scale": {"maturity": sorted(given) if rising else given}}


def _judging_number(draft: Draft) -> dict[str, Any]:
    rng = draft.rng
    measure = rng.choice(["pure", draft.measure()])
    item: dict[str, Any] = {"value": number_text(draft, measure, 3)}
    if rng.random() < 0.7:
        item["unit"] = rng.choice(UNITS[measure]) or ""
    if rng.random() < 0.3:
        item["if_zero"] = rng.choice([0, 1, 5])
    item["scale"] = _scale(draft, _ABOUT_VALUE, (_points, _points, _points, _ratio_scale), 1)
    return item


def _scale(
    draft: Draft,
    about: Sequence[str],
    numeric: Sequence[Callable[[Draft], dict[str, Any]]],
    depth: int,
) -> dict[str, Any]:
    rng = draft.rng
    if depth > 0 and rng.random() < 0.25:
        branches = []
        for _ in range(rng.randint(1, 3)):
            branch = _scale(draft, about, numeric, 0)
            branches.append({"if": condition_text(draft, 1, about), **branch})
        if rng.random() < 0.5:
            branches.append(_scale(draft, about, numeric, 0))
        return {"switch": branches}
    if numeric and rng.random() < 0.75:
        return rng.choice(numeric)(draft)
    met: dict[str, Any] = {"met": condition_text(draft, 2, about)}
    if rng.random() < 0.4:
        met["partly"] = condition_text(draft, 1, about)
        met["partly_points"] = rng.choice([50, 25, 0])
    return met


def _points(draft: Draft) -> dict[str, Any]:
    rng = draft.rng
    log = rng.random() < 0.2
    where = [0.1, 1, 2, 5, 10] if log else [-2, 0, 1, 2, 3, 5, 8, 10, 100]
    edges = sorted(rng.sample(where, rng.randint(2, 4)))
    given = sorted(_given(draft) for _ in edges)
    shape = rng.choice(["rising", "falling", "any"])
    if shape == "any":
        rng.shuffle(given)
    points = given[::-1] if shape == "falling" else given
    scale: dict[str, Any] = {"points": dict(zip(edges, points, strict=True)), "log": log}
    return scale | {"two_sided": shape == "any"}


def _given(draft: Draft) -> float:
    most = [0, 0, 25, 40, 50, 75, 100, 100]
    return draft.rng.choice([*most, 150] if draft.mix.beyond_full else most)


def _ratio_scale(draft: Draft) -> dict[str, Any]:
    rng = draft.rng
    reference = rng.choice(["2", "5", "10", "0", *draft.measuring("pure")])
    cap = rng.choice([1, 1, 2, 10] if draft.mix.beyond_full else [1, 0.5])
    if reference in draft.questions:
        reference = rng.choice(["3", "4"])
    return {"ratio_to": reference, "cap": cap, "lower_is_better": rng.random() < 0.4}
