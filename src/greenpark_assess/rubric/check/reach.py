"""The best that anybody can reach: points of a scale, score of a node, score of the whole.

These are bounds over all answers. Whatever may be "not applicable" is left out where that lifts
the score, so that only what really nobody can reach is called out of reach.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from greenpark_assess.rubric.check.checked import Checked
from greenpark_assess.rubric.model import (
    Header,
    Id,
    Indicator,
    MaturityScale,
    MetScale,
    Node,
    OptionsScale,
    PointsScale,
    RatioScale,
    Scale,
    SwitchScale,
    aggregation_parts,
)

_EXPONENTS = {
    "minimum": -math.inf,
    "harmonic": -1.0,
    "geometric": 0.0,
    "arithmetic": 1.0,
    "maximum": math.inf,
}


_READS_VALUE_ONLY = (PointsScale, OptionsScale, MaturityScale)


class Best(NamedTuple):
    """The best of one child; ``certain`` if it can never be left out as not applicable."""

    score: float
    weight: float
    certain: bool


def points(scale: Scale) -> tuple[float, float]:
    """Return the fewest and the most points that a scale can give."""
    if isinstance(scale, SwitchScale):
        ends = [points(branch) for branch in scale.switch]
        return min(low for low, _ in ends), max(high for _, high in ends)
    if isinstance(scale, MetScale):
        return 0.0, 100.0
    if isinstance(scale, RatioScale):
        return 0.0, 100.0 * scale.cap
    if isinstance(scale, MaturityScale):
        return min(scale.maturity), max(scale.maturity)
    given = scale.points if isinstance(scale, PointsScale) else scale.options
    return min(given.values()), max(given.values())


def total(checked: Checked) -> float | None:
    """Return the highest total, ``None`` where the rubric has no indicators."""
    tops = dimensions(checked)
    best = _aggregated(checked.rubric.header, tops.values())
    return best and best.score


def dimensions(checked: Checked) -> dict[Id, Best]:
    """Return the highest score of each dimension that has indicators."""
    bests = ((name, _node(node, checked)) for name, node in checked.rubric.dimensions.items())
    return {name: best for name, best in bests if best}


def _node(node: Node, checked: Checked) -> Best | None:
    below = [best for child in node.criteria.values() if (best := _node(child, checked))]
    below += [_indicator(name, child, checked) for name, child in node.indicators.items()]
    return _aggregated(node, below)


def _indicator(name: Id, indicator: Indicator, checked: Checked) -> Best:
    certain = indicator.applies_if is None and _always_has_a_value(name, indicator, checked)
    return Best(points(indicator.scale)[1], indicator.weight, certain)


def _always_has_a_value(name: Id, indicator: Indicator, checked: Checked) -> bool:
    """Tell whether an indicator reads, as it is, a question that every park has to answer."""
    question = checked.rubric.questions.get(indicator.value or name)
    mandatory = question is not None and question.na == "never" and question.ask_if is None
    return mandatory and isinstance(indicator.scale, _READS_VALUE_ONLY)


def _aggregated(parent: Node | Header, children: Iterable[Best]) -> Best | None:
    counted = sorted((best for best in children if best.weight > 0), reverse=True)
    if not counted:
        return None
    certain = [best for best in counted if best.certain]
    applies = isinstance(parent, Header) or parent.applies_if is None
    weight = parent.weight if isinstance(parent, Node) else 1.0
    score = _highest(parent, certain, [best for best in counted if not best.certain])
    return Best(score, weight, applies and bool(certain))


def _highest(parent: Node | Header, certain: list[Best], other: list[Best]) -> float:
    """Return the highest aggregate of all ``certain`` children and any of the ``other`` ones."""
    name, parameter = aggregation_parts(parent.aggregate)
    if name == "at_least":
        return max(_kth(some, int(parameter)) for some in _choices(certain, other))
    exponent = _EXPONENTS.get(name, parameter)
    floor = parent.floor or 0.0
    return max(_mean(some, exponent, floor) for some in _choices(certain, other))


def _choices(certain: list[Best], other: list[Best]) -> Iterator[list[Best]]:
    """Yield the certain children with the best, the two best, ... of the others."""
    for count in range(0 if certain else 1, len(other) + 1):
        yield certain + other[:count]


def _kth(children: list[Best], k: int) -> float:
    ranked = sorted((best.score for best in children), reverse=True)
    return ranked[min(k, len(ranked)) - 1]


def _mean(children: list[Best], exponent: float, floor: float) -> float:
    """Return the weighted power mean; ``exponent`` 0 is the geometric one."""
    scores = [max(best.score, floor) for best in children]
    if math.isinf(exponent):
        return max(scores) if exponent > 0 else min(scores)
    if exponent <= 0 and min(scores) <= 0:
        return 0.0
    whole = sum(best.weight for best in children)
    weighted = list(zip(scores, (best.weight / whole for best in children), strict=True))
    if exponent == 0:
        return math.exp(sum(weight * math.log(score) for score, weight in weighted))
    return float(sum(weight * score**exponent for score, weight in weighted) ** (1 / exponent))
