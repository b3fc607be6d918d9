"""Rules for expressions: known names, the right kind at every place, units that fit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from greenpark_assess.problems import Problem
from greenpark_assess.rubric.check.checked import Checked, branches, unit_or_none
from greenpark_assess.rubric.model import RatioScale
from greenpark_assess.units import UnitError, compatible, parse_unit

if TYPE_CHECKING:
    from greenpark_assess.documents import Path

_KIND_WANTED = {"condition": "truth", "number": "number"}


def faults(checked: Checked) -> Iterator[Problem]:
    """Report what the analysis of each expression found, at its characters."""
    for use in checked.uses:
        for fault in use.analysis.faults:
            place = checked.places.inside(use.path, use.text, fault.start, fault.end)
            yield Problem(fault.code, place, fault.details)


def kinds(checked: Checked) -> Iterator[Problem]:
    """Report numbers and choices where a condition is needed, and the other way round."""
    for use in checked.uses:
        found = use.analysis.type
        wanted = _KIND_WANTED.get(use.wanted)
        if found is not None and wanted is not None and found.kind != wanted:
            yield checked.error(f"{use.wanted}_needed", use.path, {"found": use.text})


def unit_names(checked: Checked) -> Iterator[Problem]:
    """Report units of questions and indicators that the closed list does not have."""
    written: list[tuple[str | None, Path]] = [
        (question.unit, ("questions", name, "unit"))
        for name, question in checked.rubric.questions.items()
    ]
    written += [(one.indicator.unit, (*one.path, "unit")) for one in checked.judged]
    for unit, path in written:
        try:
            parse_unit(unit)
        except UnitError as error:
            yield Problem(error.code, checked.places.of(*path), error.details)


def value_units(checked: Checked) -> Iterator[Problem]:
    """Report values that cannot be given in the indicator's unit."""
    for one in checked.judged:
        declared = one.indicator.unit
        if declared is None or one.found is None:
            continue
        path = (*one.path, "unit")
        if one.found.kind != "number":
            yield checked.error("unit_without_number", path, {"unit": declared})
            continue
        unit = unit_or_none(declared)
        if unit is None or one.found.unit is None or compatible(one.found.unit, unit):
            continue
        found = str(one.found.unit) or "1"
        yield checked.error("wrong_unit", path, {"unit": declared, "found": found})


def reference_units(checked: Checked) -> Iterator[Problem]:
    """Report references of a ratio that measure something other than the value does."""
    types = {use.path: use.analysis.type for use in checked.uses}
    for one in checked.judged:
        for scale, path in branches(one.indicator.scale, (*one.path, "scale")):
            found = types.get((*path, "ratio_to")) if isinstance(scale, RatioScale) else None
            if found is None or one.own is None or found.unit is None or one.own.unit is None:
                continue
            if not compatible(found.unit, one.own.unit):
                details = {"unit": str(one.own.unit) or "1", "found": str(found.unit) or "1"}
                yield checked.error("wrong_reference_unit", (*path, "ratio_to"), details)
