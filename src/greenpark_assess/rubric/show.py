"""The tree of a rubric as text: what counts how much, and how it is put together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from greenpark_assess.rubric.model import Header, Id, Indicator, Node, Rubric, aggregation_parts
from greenpark_assess.wording import words


class _Line(NamedTuple):
    """One child: its drawn id, its share of the parent and of the whole in percent, itself."""

    drawn: str
    of_parent: float
    of_whole: float
    item: Node | Indicator


def show_rubric(rubric: Rubric, language: str) -> str:
    """Return the tree of ``rubric`` in ``language``, one line per node and indicator.

    Each line has the id, the share of the parent and of the whole in percent, the title, for nodes
    the aggregation, and a mark for indicators that carry a prerequisite. The shares are those
    where everything applies.
    """
    speech = words(language)["rubric"]
    lines = list(_lines(rubric.dimensions, {}, "", 100.0))
    width = max((len(line.drawn) for line in lines), default=0)
    header = rubric.header
    top = f"{header.title.within(language)} ({rubric.name}){_remark(header, speech)}"
    drawn = [
        f"{line.drawn:<{width}} {line.of_parent:6.1f} % {line.of_whole:6.1f} %"
        f"  {line.item.title.within(language)}{_remark(line.item, speech)}"
        for line in lines
    ]
    return "\n".join([top, speech["columns"], "", *drawn, "", _sizes(rubric, speech), ""])


def _lines(
    criteria: Mapping[Id, Node], indicators: Mapping[Id, Indicator], indent: str, share: float
) -> Iterator[_Line]:
    children: list[tuple[Id, Node | Indicator]] = [*criteria.items(), *indicators.items()]
    whole = sum(child.weight for _, child in children)
    for number, (name, child) in enumerate(children, 1):
        last = number == len(children)
        part = child.weight / whole if whole else 0.0
        drawn = f"{indent}{'└─' if last else '├─'} {name}"
        yield _Line(drawn, 100 * part, share * part, child)
        if isinstance(child, Node):
            deeper = indent + ("   " if last else "│  ")
            yield from _lines(child.criteria, child.indicators, deeper, share * part)


def _remark(item: Header | Node | Indicator, speech: Mapping[str, str]) -> str:
    if isinstance(item, Indicator):
        return f" [{speech['prerequisite']}]" if item.prerequisite else ""
    name, parameter = aggregation_parts(item.aggregate)
    remark = speech[name].format(parameter=f"{parameter:g}")
    if item.floor is not None:
        remark += speech["floor"].format(floor=f"{item.floor:g}")
    return f" [{remark}]"


def _sizes(rubric: Rubric, speech: Mapping[str, str]) -> str:
    indicators = rubric.indicators().values()
    return speech["sizes"].format(
        questions=len(rubric.questions),
        indicators=len(indicators),
        prerequisites=sum(1 for indicator in indicators if indicator.prerequisite),
        recommendations=len(rubric.recommendations),
        levels=len(rubric.levels),
    )
