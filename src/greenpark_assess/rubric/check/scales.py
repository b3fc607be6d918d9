"""Rules for scales: made for the value they judge, complete, and going one way."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked, Judged, branches, closest
from greenpark_assess.rubric.model import (
    MaturityScale,
    OptionsScale,
    PointsScale,
    RatioScale,
    SimpleScale,
    SwitchScale,
)

if TYPE_CHECKING:
    from greenpark_assess.documents import Path


# What each scale judges; `met` judges anything.
_JUDGES: Mapping[type, tuple[str, str]] = {
    PointsScale: ("points", "number"),
    RatioScale: ("ratio_to", "number"),
    OptionsScale: ("options", "choice"),
    MaturityScale: ("maturity", "maturity"),
}


def kinds(checked: Checked) -> Iterator[Problem]:
    """Report scales that cannot judge a value of that kind."""
    for one, scale, path in _simple_scales(checked):
        kind = _kind(one, checked)
        if kind is None or type(scale) not in _JUDGES:
            continue
        key, wanted = _JUDGES[type(scale)]
        if kind != wanted and (wanted, kind) != ("number", "maturity"):
            yield checked.error(f"scale_needs_{wanted}", (*path, key), {"kind": kind}, key=True)


def _kind(one: Judged, checked: Checked) -> str | None:
    """Return the kind of the value in the words of questions, ``None`` where it has faults."""
    if one.question is not None:
        return checked.rubric.questions[one.question].kind
    if one.found is None:
        return None
    return "yes_no" if one.found.kind == "truth" else one.found.kind


def options(checked: Checked) -> Iterator[Problem]:
    """Report options that have no points, and points of options that the question lacks."""
    for one, scale, path in _simple_scales(checked):
        question = checked.rubric.questions.get(one.question or "")
        if not isinstance(scale, OptionsScale) or question is None or not question.options:
            continue
        missing = [option for option in question.options if option not in scale.options]
        if missing:
            details = {"missing": missing, "name": one.question}
            yield checked.error("option_without_points", (*path, "options"), details, key=True)
        for option in scale.options:
            if option not in question.options:
                at = (*path, "options", option)
                unknown = closest(option, missing) | {"question": one.question}
                yield checked.error("option_of_no_question", at, unknown, key=True)


def conditions(checked: Checked) -> Iterator[Problem]:
    """Report ``if`` outside a switch, and branches that nothing can reach."""
    for one in checked.judged:
        path = (*one.path, "scale")
        scale = one.indicator.scale
        if scale.condition is not None:
            yield checked.error("if_outside_switch", (*path, "if"), key=True)
        if isinstance(scale, SwitchScale):
            for index, branch in enumerate(scale.switch[:-1]):
                if branch.condition is None:
                    yield checked.error("branch_after_default", (*path, "switch", index + 1))
                    break


def logarithms(checked: Checked) -> Iterator[Problem]:
    """Report logarithmic scales that have points at or below zero."""
    for _, scale, path in _simple_scales(checked):
        if isinstance(scale, PointsScale) and scale.log and min(scale.points) <= 0:
            least = f"{min(scale.points):g}"
            yield checked.error("log_of_nothing", (*path, "points"), {"value": least}, key=True)


def directions(checked: Checked) -> Iterator[Problem]:
    """Warn of points that rise and fall without saying so."""
    for _, scale, path in _simple_scales(checked):
        if isinstance(scale, PointsScale) and not scale.two_sided:
            key, points = "points", [scale.points[value] for value in sorted(scale.points)]
        elif isinstance(scale, MaturityScale) and not scale.two_sided:
            key, points = "maturity", list(scale.maturity)
        else:
            continue
        if _rises(points) and _falls(points):
            details = {"points": ", ".join(f"{point:g}" for point in points)}
            at = (*path, key)
            yield checked.warning("not_monotone", at, details, key=True)


def _rises(points: Sequence[float]) -> bool:
    return any(after > before for before, after in pairwise(points))


def _falls(points: Sequence[float]) -> bool:
    return any(after < before for before, after in pairwise(points))


def _simple_scales(checked: Checked) -> Iterator[tuple[Judged, SimpleScale, Path]]:
    for one in checked.judged:
        for scale, path in branches(one.indicator.scale, (*one.path, "scale")):
            yield one, scale, path
