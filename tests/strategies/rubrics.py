"""Random rubrics."""

from __future__ import annotations

from collections.abc import Sequence
from random import Random
from typing import Any

from greenpark_assess.rubric.model import (
    Rubric,
)
from strategies.drafts import EVERYTHING, WEIGHTS, Draft, Mix
from strategies.expressions import condition_text
from strategies.indicators import draw_indicator
from strategies.questions import draw_questions

AGGREGATIONS = (
    "arithmetic",
    "arithmetic",
    "geometric",
    "harmonic",
    "minimum",
    "maximum",
    "power(2)",
    "power(-2)",
    "power(0.5)",
    "power(0)",
    "at_least(1)",
    "at_least(2)",
    "at_least(3)",
)


def _node(draft: Draft, name: str, leaves: Sequence[str], depth: int) -> dict[str, Any]:
    rng = draft.rng
    node: dict[str, Any] = {
        "title": "!",
        "weight": rng.choice(WEIGHTS[1:]) if rng.random() < 0.95 else 0,
        "aggregate": "arithmetic" if draft.mix.arithmetic_only else rng.choice(AGGREGATIONS),
    }
    if draft.mix.floors and rng.random() < 0.15:
        node["floor"] = rng.choice([1, 10])
    if rng.random() < 0.1:
        node["applies_if"] = condition_text(draft, 1)
    parts = _split(rng, leaves, depth)
    node["criteria"] = {
        f"{name}.c{index}": _node(draft, f"{name}.c{index}", part, depth - 1)
        for index, part in enumerate(parts[1:])
    }
    node["indicators"] = {leaf: draw_indicator(draft) for leaf in parts[0]}
    return node


def _split(rng: Random, leaves: Sequence[str], depth: int) -> list[list[str]]:
    """Divide leaves into those of the node itself and those of each of its criteria."""
    if depth <= 1 or len(leaves) < 2 or rng.random() < 0.2:
        return [list(leaves)]
    parts: list[list[str]] = [[] for _ in range(rng.randint(2, 4))]
    for leaf in leaves:
        rng.choice(parts).append(leaf)
    return [parts[0], *(part for part in parts[1:] if part)]


def _levels(draft: Draft, nodes: Sequence[str], leaves: Sequence[str]) -> dict[str, Any]:
    rng = draft.rng
    levels: dict[str, Any] = {}
    least = 0
    for name in ("bronze", "silver", "gold")[: rng.randint(0, 3)]:
        least += rng.choice([0, 20, 25, 40])
        level: dict[str, Any] = {"title": "!", "from": least}
        if rng.random() < 0.4:
            level["prerequisites"] = rng.choice(["all", rng.sample(leaves, min(2, len(leaves)))])
        if rng.random() < 0.4:
            level["each_dimension"] = rng.choice([10, 30, 60])
        about = [f"score({name}) >= {rng.choice([20, 50, 80])}" for name in (*nodes, "total")]
        tests = [condition_text(draft, 1, about) for _ in range(rng.randint(0, 2))]
        level["conditions"] = [{"text": "!", "if": test} for test in tests]
        levels[name] = level
    return levels


def random_rubric(rng: Random, mix: Mix = EVERYTHING) -> Rubric:
    """Return a random rubric without errors (units match, ids exist, ``ask_if`` looks back)."""
    draft = Draft(rng, mix)
    draw_questions(draft)
    depth = rng.randint(1, 4)
    leaves = [f"i{index}" for index in range(rng.randint(1, mix.indicators))]
    dimensions = {
        f"d{index}": _node(draft, f"d{index}", part, depth - 1)
        for index, part in enumerate(part for part in _split(rng, leaves, max(depth, 2)) if part)
    }
    header: dict[str, Any] = {"id": "random", "version": "1", "title": "!"}
    header["aggregate"] = "arithmetic" if mix.arithmetic_only else rng.choice(AGGREGATIONS)
    header["floor"] = 5 if mix.floors and rng.random() < 0.1 else None
    if mix.policies:
        policy = rng.choice(["lowest", "lowest", "excluded"])
        header["policy"] = {"unanswered": policy, "min_coverage": rng.choice([0, 50, 70])}
    return Rubric.model_validate(
        {
            "header": header,
            "questions": draft.questions,
            "dimensions": dimensions,
            "levels": _levels(draft, list(dimensions), leaves),
        }
    )


def plain_rubric(rng: Random, mix: Mix = EVERYTHING) -> Rubric:
    """Return a rubric whose indicators each judge a number of their own, the more the better.

    Every question is named like its indicator and runs from 0 to 10; 10 always brings 100 points.
    """
    drawn = random_rubric(rng, mix)
    questions: dict[str, Any] = {}
    tree = drawn.model_dump(by_alias=True)
    for node in tree["dimensions"].values():
        _make_plain(rng, node, questions)
    tree |= {"questions": questions, "levels": {}}
    return Rubric.model_validate(tree)


def _make_plain(rng: Random, node: dict[str, Any], questions: dict[str, Any]) -> None:
    node["applies_if"] = None
    for name, item in node["indicators"].items():
        middle = sorted(rng.sample(range(1, 10), 2))
        given = sorted(rng.choices([0, 20, 40, 60, 80], k=3))
        points = dict(zip([0, *middle], given, strict=True)) | {10: 100}
        questions[name] = {"text": "?", "kind": "number", "min": 0, "max": 10}
        plain = {"title": "!", "weight": item["weight"], "scale": {"points": points}}
        node["indicators"][name] = plain
    for child in node["criteria"].values():
        _make_plain(rng, child, questions)
