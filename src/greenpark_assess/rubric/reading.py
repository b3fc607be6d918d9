"""Which facts an indicator looks at: its value, its scale, and every condition above it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

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
    return questions_read(rubric, (indicator,))[indicator]


def questions_read(rubric: Rubric, indicators: Iterable[Id]) -> dict[Id, frozenset[Id]]:
    """Return for each of ``indicators`` the questions that have a say in it."""
    items = {name: (item, above) for name, item, above in rubric.walk()}
    scope = Scope(rubric.questions, value=Type("number"))
    found: dict[Id, frozenset[Id]] = {}
    for name in indicators:
        item, above = items[name]
        texts = list(_texts(name, item, rubric))
        texts += [text for one in above if (text := items[one][0].applies_if)]
        found[name] = frozenset().union(*(analyse(text, scope).questions for text in texts))
    return found


def _texts(name: Id, item: Indicator | Node, rubric: Rubric) -> Iterator[str]:
    """Yield every expression of an item itself."""
    texts = [item.applies_if]
    if isinstance(item, Indicator):
        own = item.value or (name if name in rubric.questions else None)
        texts += [own, item.prerequisite, *_scale_texts(item.scale)]
    yield from (text for text in texts if text)


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
