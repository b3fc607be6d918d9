"""``greenpark rubric check --effort``: what an author should know beyond faults."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from greenpark_assess.cli.layout import table
from greenpark_assess.cli.terminal import speak

if TYPE_CHECKING:
    from greenpark_assess.rubric.model import Rubric
    from greenpark_assess.scoring.effort import LeastEffort

HARDLY = 0.2  # points of the total


def effort_text(rubric: Rubric, language: str) -> str:
    """Return how little reaches each level, and which indicators hardly move the total."""
    from greenpark_assess.scoring.effort import least_efforts, swings
    from greenpark_assess.scoring.plan import compile_plan

    plan = compile_plan(rubric)
    parts = [_level(one, rubric, language) for one in least_efforts(rubric, plan)]
    weak = {name: swing for name, swing in swings(rubric, plan).items() if swing < HARDLY}
    return "\n".join([*parts, _hardly(weak, rubric, language)])


def _level(one: LeastEffort, rubric: Rubric, language: str) -> str:
    title = rubric.levels[one.level].title.within(language)
    if one.score is None:
        return speak("rubric.effort_none", language, level=title)
    head = speak(
        "rubric.effort",
        language,
        level=title,
        needed=len(one.indicators),
        all=len(rubric.indicators()),
        score=f"{one.score:.1f}",
    )
    return f"{head}\n{_listed(one.indicators, rubric, language)}"


def _hardly(weak: dict[str, float], rubric: Rubric, language: str) -> str:
    if not weak:
        return speak("rubric.hardly_none", language, points=f"{HARDLY:g}")
    head = speak("rubric.hardly", language, points=f"{HARDLY:g}")
    return f"{head}\n{_listed(sorted(weak, key=weak.__getitem__), rubric, language)}"


def _listed(names: Iterable[str], rubric: Rubric, language: str) -> str:
    indicators = rubric.indicators()
    return table([(name, indicators[name].title.within(language)) for name in names])
