"""The parts of a change as they are printed: with one decimal, and adding up all the way down."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from greenpark_assess.comparison.records import Parts, Standing
from greenpark_assess.comparison.rounding import add_up
from greenpark_assess.scoring.plan import TOTAL, Plan

DECIMALS = 1


@dataclass(frozen=True, slots=True)
class PrintedParts:
    """A change in tenths of a point: ``old`` + the four parts = ``new``.

    ``rubric`` is ``None`` where that part is not known. The other three add up to the difference of
    the totals under the yardstick as printed. ``scope_of`` and ``answered_of`` add up to ``scope``
    and ``answered``; ``indicators`` to their nodes, and these to ``performance``.
    """

    old: Decimal
    new: Decimal
    rubric: Decimal | None
    scope: Decimal
    answered: Decimal
    performance: Decimal
    scope_of: Mapping[str, Decimal]
    answered_of: Mapping[str, Decimal]
    nodes: Mapping[str, Decimal]
    indicators: Mapping[str, Decimal]


def printed(
    plan: Plan,
    parts: Parts,
    was: Standing,
    now: Standing,
    rounded: Callable[[float | None], Decimal],
) -> PrintedParts:
    """Return ``parts`` of the change between two entries, rounded so that all sums hold.

    ``rounded`` prints a total. The totals at both ends are those of the time where both are known,
    else those under the yardstick.
    """
    whole = rounded(now.total.points) - rounded(was.total.points)
    three = [parts.scope, parts.answered, parts.performance]
    scope, answered, performance = add_up(three, DECIMALS, whole)
    known = parts.rubric is not None
    old, new = (rounded(_published(one) if known else one.total.points) for one in (was, now))
    down = _down(plan, {**parts.nodes, **parts.indicators}, performance)
    return PrintedParts(
        old=old,
        new=new,
        rubric=new - old - whole if known else None,
        scope=scope,
        answered=answered,
        performance=performance,
        scope_of=_divided(parts.scope_of, scope),
        answered_of=_divided(parts.answered_of, answered),
        nodes={name: down[name] for name in parts.nodes},
        indicators={name: down[name] for name in parts.indicators},
    )


def _published(standing: Standing) -> float | None:
    """Return the total of the time; that under the yardstick where none can be compared."""
    restated = standing.restated
    if restated is None or restated.difference is None:
        return standing.total.points
    return restated.stored


def _divided(parts: Mapping[str, float], whole: Decimal) -> dict[str, Decimal]:
    return dict(zip(parts, add_up(list(parts.values()), DECIMALS, whole), strict=True))


def _down(plan: Plan, parts: Mapping[str, float], whole: Decimal) -> dict[str, Decimal]:
    """Round from the total down, so that the children of every node add up to it."""
    names = [*(leaf.id for leaf in plan.leaves), *(node.id for node in plan.nodes)]
    found = {TOTAL: whole}
    for node in reversed(plan.nodes):
        below: Sequence[str] = [names[child] for child in node.children]
        rounded = add_up([parts[name] for name in below], DECIMALS, found[node.id])
        found.update(zip(below, rounded, strict=True))
    return found
