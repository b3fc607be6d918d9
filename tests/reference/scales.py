"""From value to points."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from greenpark_assess.rubric.model import (
    MaturityScale,
    MetScale,
    OptionsScale,
    PointsScale,
    RatioScale,
    Scale,
    SwitchScale,
)
from reference.arithmetic import converted
from reference.expressions import condition, evaluate
from reference.things import (
    KNOWN,
    LOOSE,
    ZERO,
    Flags,
    Known,
    Number,
    Options,
    Thing,
    Truth,
    either_of,
    missing_side,
    surely_false,
    surely_true,
)

FULL = 100.0


@dataclass(frozen=True, slots=True)
class Points:
    """Least and greatest points over everything that the answers leave possible."""

    low: float
    high: float
    flags: Flags = KNOWN


def points(scale: Scale, value: Thing, facts: Known) -> Points:
    """Return the points of ``value``, with the flags that the scale itself adds."""
    match scale:
        case PointsScale():
            return _curve_points(scale, value)
        case OptionsScale():
            return _option_points(scale, value)
        case MaturityScale():
            levels = [(float(level), given) for level, given in enumerate(scale.maturity)]
            return _over(levels, lambda x: x, value)
        case MetScale():
            return _met_points(scale, value, facts)
        case RatioScale():
            return _ratio_points(scale, value, facts)
        case SwitchScale():
            return _switch_points(scale, value, facts)


def highest(scale: Scale) -> float:
    """Return the most points that the scale can give."""
    match scale:
        case PointsScale():
            return max(scale.points.values())
        case OptionsScale():
            return max(scale.options.values())
        case MaturityScale():
            return max(scale.maturity)
        case MetScale():
            return FULL
        case RatioScale():
            return FULL * scale.cap
        case SwitchScale():
            return max(highest(branch) for branch in scale.switch)


def interval(value: Thing) -> tuple[float, float]:
    """Return the ends of a number, or 0 and 1 for a condition."""
    if isinstance(value, Truth):
        return float(value.certain), float(value.possible)
    if isinstance(value, Number):
        return value.low, value.high
    raise TypeError(value)


def _curve_points(scale: PointsScale, value: Thing) -> Points:
    return _over(sorted(scale.points.items()), _log if scale.log else lambda x: x, value)


def _log(x: float) -> float:
    return math.log(x) if x > 0 else -math.inf


def _over(
    curve: Sequence[tuple[float, float]], bent: Callable[[float], float], value: Thing
) -> Points:
    low, high = interval(value)
    inside = [given for x, given in curve if low < x < high]
    ends = [_on(curve, bent, low), _on(curve, bent, high)]
    return Points(min(inside + ends), max(inside + ends))


def _on(curve: Sequence[tuple[float, float]], bent: Callable[[float], float], x: float) -> float:
    if x <= curve[0][0]:
        return curve[0][1]
    for (left, before), (right, after) in pairwise(curve):
        if x <= right:
            share = (bent(x) - bent(left)) / (bent(right) - bent(left))
            return before + (after - before) * share
    return curve[-1][1]


def _option_points(scale: OptionsScale, value: Thing) -> Points:
    if not isinstance(value, Options):
        raise TypeError(value)
    given = [scale.options[name] for name, (_, possible) in value.options.items() if possible]
    return Points(min(given), max(given))


def _met_points(scale: MetScale, value: Thing, facts: Known) -> Points:
    met = condition(scale.met, facts, value)
    if scale.partly is None or surely_true(met) or missing_side(met.flags):
        return Points(FULL * met.certain, FULL * met.possible, met.flags)
    partly = condition(scale.partly, facts, value)
    if missing_side(partly.flags):
        partly = Truth(certain=False, possible=False)
    half = scale.partly_points
    low = FULL if met.certain else half * partly.certain
    high = FULL if met.possible else half * partly.possible
    return Points(low, high, met.flags | partly.flags)


def _ratio_points(scale: RatioScale, value: Thing, facts: Known) -> Points:
    reference = evaluate(scale.ratio_to, facts, value)
    if not (isinstance(value, Number) and isinstance(reference, Number)):
        raise TypeError(scale.ratio_to)
    reference = converted(reference, value.unit)
    full, flags = FULL * scale.cap, reference.flags
    if scale.lower_is_better:
        low = _inverse(reference.low, value.high, full)
        return Points(low, _inverse(reference.high, value.low, full), flags)
    if reference.low == reference.high == 0 and "open" not in reference.flags:
        return Points(full, full, flags | ZERO)
    if reference.low <= 0 <= reference.high:
        return Points(0, full, flags | LOOSE)
    ratios = [
        0.0 if math.isinf(bottom) else FULL * top / bottom
        for top in (value.low, value.high)
        for bottom in (reference.low, reference.high)
    ]
    return Points(_clip(min(ratios), full), _clip(max(ratios), full), flags)


def _inverse(wanted: float, value: float, full: float) -> float:
    """Return the points of ``value``, of which less is better; nothing at all is full points."""
    if value <= 0:
        return full
    return 0.0 if math.isinf(value) else _clip(FULL * wanted / value, full)


def _clip(given: float, full: float) -> float:
    return min(max(given, 0.0), full)


def _switch_points(scale: SwitchScale, value: Thing, facts: Known) -> Points:
    """Join the branches that may decide; the last of them is one that surely holds, if any."""
    possible: list[Points] = []
    undecided = KNOWN
    for branch in scale.switch:
        test = Truth(certain=True, possible=True)
        if branch.condition is not None:
            test = condition(branch.condition, facts, value)
        if surely_false(test) or missing_side(test.flags):
            continue
        possible.append(points(branch, value, facts))
        if surely_true(test):
            break
        undecided |= test.flags - LOOSE
    else:
        possible.append(Points(0, 0, frozenset({"no_branch"})))
    return _joined(possible, undecided)


def _joined(possible: Sequence[Points], flags: Flags) -> Points:
    joined, *others = possible
    for other in others:
        joined = Points(
            min(joined.low, other.low),
            max(joined.high, other.high),
            either_of(joined.flags, other.flags),
        )
    return Points(joined.low, joined.high, joined.flags | flags)
