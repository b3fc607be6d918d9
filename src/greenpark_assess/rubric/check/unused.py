"""Warnings: what is written and does nothing, and what is missing and would help.

A section that a rubric has should be complete; one that it leaves out is not missed.
"""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check import reach
from greenpark_assess.rubric.check.checked import Checked
from greenpark_assess.rubric.check.ids import named_sources


def weights(checked: Checked) -> Iterator[Problem]:
    """Warn of nodes and indicators that count for nothing."""
    for item in checked.items:
        if item.item.weight == 0:
            at = (*item.path, "weight")
            yield checked.warning("zero_weight", at, {"name": item.name})


def empty_nodes(checked: Checked) -> Iterator[Problem]:
    """Report nodes that have nothing below them: there is nothing that they could score."""
    parents = {item.ancestors[-1] for item in checked.items if item.ancestors}
    nodes = checked.rubric.nodes()
    for item in checked.items:
        if item.name in nodes and item.name not in parents:
            yield checked.error("empty_node", item.path, {"name": item.name}, key=True)


def questions(checked: Checked) -> Iterator[Problem]:
    """Warn of questions that no indicator and no condition reads."""
    for name in checked.rubric.questions:
        if name not in checked.used_questions:
            path = ("questions", name)
            yield checked.warning("unused_question", path, {"name": name}, key=True)


def topics(checked: Checked) -> Iterator[Problem]:
    """Warn of questions whose topic has no heading, and of headings without questions."""
    titles = checked.rubric.topics
    used: set[str] = set()
    for name in checked.rubric.questions:
        topic = name.partition(".")[0]
        if titles and topic not in titles and topic not in used:
            details = {"name": name, "topic": topic, "allowed": list(titles)}
            path = ("questions", name)
            yield checked.warning("no_topic", path, details, key=True)
        used.add(topic)
    for topic in titles:
        if topic not in used:
            path = ("topics", topic)
            yield checked.warning("unused_topic", path, {"name": topic}, key=True)


def sources(checked: Checked) -> Iterator[Problem]:
    """Warn of sources and sentences that nothing refers to."""
    named = {name for _, name in named_sources(checked)}
    cited = {name for item in checked.items for name in item.item.sentences}
    cited.update(*(one.sentences for one in checked.rubric.recommendations.values()))
    for name in checked.rubric.sources:
        if name not in named:
            path = ("sources", name)
            yield checked.warning("unused_source", path, {"name": name}, key=True)
    for name in checked.rubric.sentences:
        if name not in cited:
            path = ("sentences", name)
            yield checked.warning("unused_sentence", path, {"name": name}, key=True)


def benchmarks(checked: Checked) -> Iterator[Problem]:
    """Warn of indicators without a benchmark, and benchmarks of unknown status."""
    some = any(one.indicator.benchmarks for one in checked.judged)
    for one in checked.judged:
        if some and not one.indicator.benchmarks:
            details = {"name": one.name}
            yield checked.warning("no_benchmark", one.path, details, key=True)
        for index, benchmark in enumerate(one.indicator.benchmarks):
            path = (*one.path, "benchmarks", index)
            if "status" not in benchmark.model_fields_set:
                yield checked.warning("no_status", path)
            elif benchmark.status == "verified" and benchmark.source is None:
                yield checked.warning("verified_by_nothing", path)


def recommendations(checked: Checked) -> Iterator[Problem]:
    """Warn of indicators that no recommendation lifts."""
    measures = checked.rubric.recommendations
    lifted = {name for measure in measures.values() for name in measure.lifts}
    for one in checked.judged:
        if measures and one.name not in lifted:
            path, details = one.path, {"name": one.name}
            yield checked.warning("no_recommendation", path, details, key=True)


def lifts(checked: Checked) -> Iterator[Problem]:
    """Warn of recommendations that lift nothing, not above the fewest points, or too far."""
    scales = {one.name: one.indicator.scale for one in checked.judged}
    for name, measure in checked.rubric.recommendations.items():
        path = ("recommendations", name, "lifts")
        if not measure.lifts:
            yield checked.warning("lifts_nothing", path, {"name": name}, key=True)
        for lifted, target in measure.lifts.items():
            if lifted not in scales:
                continue
            low, high = reach.points(scales[lifted])
            details = {"name": lifted, "points": f"{target:g}"}
            at = (*path, lifted)
            if target <= low:
                details["least"] = f"{low:g}"
                yield checked.warning("lifts_never", at, details)
            elif target > high:
                details["most"] = f"{high:g}"
                yield checked.warning("lifts_too_far", at, details)
