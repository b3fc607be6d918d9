"""Which facts an indicator looks at: its value, its scale, and every condition above it."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.expressions import Scope, Type, analyse
from greenpark_assess.rubric.model import (
    Id,
    Indicator,
    MetScale,
    Node,
    RatioScale,
    Rubric,
    Scale,
    SwitchScale,
)


def questions_of(rubric: Rubric, indicator: Id) -> frozenset[Id]:
    """Return the questions whose answers decide value, points or applicability of ``indicator``."""
    scope = Scope(rubric.questions, value=Type("number"))
    found: set[Id] = set()
    for text in texts_of(rubric, indicator):
        found |= analyse(text, scope).questions
    return frozenset(found)


def texts_of(rubric: Rubric, indicator: Id) -> Iterator[str]:
    """Yield every expression that has a say in an indicator, its ancestors' conditions included."""
    items = {name: (item, above) for name, item, above in rubric.walk()}
    item, above = items[indicator]
    nodes = [items[name][0] for name in above]
    conditions = [node.applies_if for node in nodes if isinstance(node, Node)]
    if isinstance(item, Indicator):
        own = item.value or (indicator if indicator in rubric.questions else None)
        conditions += [item.applies_if, own, item.prerequisite, *_scale_texts(item.scale)]
    yield from (text for text in conditions if text)


def _scale_texts(scale: Scale) -> Iterator[str | None]:
    yield scale.condition
    if isinstance(scale, MetScale):
        yield scale.met
        yield scale.partly
    elif isinstance(scale, RatioScale):
        yield scale.ratio_to
    elif isinstance(scale, SwitchScale):
        for branch in scale.switch:
            yield from _scale_texts(branch)
