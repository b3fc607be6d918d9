"""A rubric's nodes and leaves, and what weights and aggregations make of points."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import TypeAlias

from greenpark_assess.rubric.model import (
    Indicator,
    Node,
    Rubric,
    aggregation_parts,
)
from reference.scales import FULL

TOTAL = "total"
Leaves: TypeAlias = Mapping[str, float | None]
Scores: TypeAlias = dict[str, float | None]


class Tree:
    """A rubric's nodes and leaves, and what the weights make of leaf scores."""

    def __init__(self, rubric: Rubric) -> None:
        self.rubric = rubric
        self.leaves = rubric.indicators()
        self.nodes = rubric.nodes()

    def children(self, node: Node) -> Iterable[tuple[str, Node | Indicator]]:
        """Return the children that can count: those with a weight."""
        every: list[tuple[str, Node | Indicator]] = [
            *node.criteria.items(),
            *node.indicators.items(),
        ]
        return [(name, child) for name, child in every if child.weight > 0]

    def roots(self) -> list[tuple[str, Node]]:
        return [(name, node) for name, node in self.rubric.dimensions.items() if node.weight > 0]

    def scores(self, given: Leaves, fleeting: Collection[str] = ()) -> Scores:
        """Return the score of every node and of ``total``.

        ``given`` maps every leaf to its points, or to ``None`` where it is not in the tree. A floor
        does not lift a node that may itself still leave the tree: one whose leaves are all
        ``fleeting``.
        """
        scores: Scores = dict(given)
        for name, node in self.rubric.dimensions.items():
            self._score(name, node, scores, fleeting)
        header = self.rubric.header
        scores[TOTAL] = _aggregate(
            header.aggregate,
            header.floor,
            [(node.weight, scores[name]) for name, node in self.roots()],
        )
        return scores

    def _score(self, name: str, node: Node, scores: Scores, fleeting: Collection[str]) -> bool:
        may_leave = {leaf: leaf in fleeting for leaf in node.indicators}
        for child, below in node.criteria.items():
            may_leave[child] = self._score(child, below, scores, fleeting)
        children = self.children(node)
        stays = any(scores[key] is not None and not may_leave[key] for key, _ in children)
        scores[name] = _aggregate(
            node.aggregate,
            node.floor if stays else None,
            [(child.weight, scores[key]) for key, child in children],
        )
        return not stays

    def shares(self, present: Collection[str]) -> dict[str, float]:
        """Return every leaf's share of the whole in percent, if only ``present`` leaves count."""
        found = dict.fromkeys(self.leaves, 0.0)
        self._share(self.roots(), FULL, present, found)
        return found

    def _share(
        self,
        siblings: Iterable[tuple[str, Node | Indicator]],
        whole: float,
        present: Collection[str],
        found: dict[str, float],
    ) -> None:
        counting = [(key, child) for key, child in siblings if self._counts(key, child, present)]
        weights = math.fsum(child.weight for _, child in counting)
        for key, child in counting:
            share = whole * child.weight / weights
            if isinstance(child, Indicator):
                found[key] = share
            else:
                self._share(self.children(child), share, present, found)

    def _counts(self, name: str, child: Node | Indicator, present: Collection[str]) -> bool:
        if isinstance(child, Indicator):
            return name in present
        return any(self._counts(key, below, present) for key, below in self.children(child))

    def below(self, node: Node) -> list[str]:
        """Return the leaves under ``node`` that can count."""
        found: list[str] = []
        for name, child in self.children(node):
            found += [name] if isinstance(child, Indicator) else self.below(child)
        return found


def _aggregate(
    how: str, floor: float | None, weighted: Iterable[tuple[float, float | None]]
) -> float | None:
    children = [(weight, score) for weight, score in weighted if score is not None]
    if not children:
        return None
    if floor is not None:
        children = [(weight, max(score, floor)) for weight, score in children]
    name, parameter = aggregation_parts(how)
    scores = [score for _, score in children]
    match name:
        case "minimum":
            return min(scores)
        case "maximum":
            return max(scores)
        case "at_least":
            return sorted(scores, reverse=True)[min(int(parameter), len(scores)) - 1]
    exponent = {"arithmetic": 1.0, "geometric": 0.0, "harmonic": -1.0}.get(name, parameter)
    return _mean(exponent, children)


def _mean(exponent: float, children: Sequence[tuple[float, float]]) -> float:
    """Return the weighted power mean; 0 for a zero child where the exponent is not positive."""
    weights = math.fsum(weight for weight, _ in children)
    if exponent <= 0 and any(score <= 0 for _, score in children):
        return 0.0
    if exponent == 0:
        return math.exp(math.fsum(w * math.log(x) for w, x in children) / weights)
    # Relative to one of the scores, so that high powers neither overflow nor vanish.
    anchor = (max if exponent > 0 else min)(score for _, score in children)
    if anchor == 0:
        return 0.0
    mean = math.fsum(w * (x / anchor) ** exponent for w, x in children) / weights
    return float(anchor * mean ** (1 / exponent))
