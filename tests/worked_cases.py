"""Worked cases against a result in the reference's terms: either scorer can be held to them."""

from __future__ import annotations

from collections.abc import Iterator

from greenpark_assess.rubric.model import Case
from reference import Result


def differences(case: Case, result: Result) -> Iterator[str]:
    """Tell everything that a case expects and the result does not have."""
    for what, wanted, found in _compared(case, result):
        close = wanted == found
        if isinstance(wanted, float) and isinstance(found, float):
            close = abs(wanted - found) <= case.expect.tolerance
        if not close:
            yield f"{what}: {wanted} wanted, {found} found"


def _compared(case: Case, result: Result) -> Iterator[tuple[str, object, object]]:
    expect = case.expect
    whole = {
        "total": result.score,
        "low": result.low,
        "high": result.high,
        "coverage": result.coverage,
        "level": result.reached or "",
        "possible": result.possible or "",
    }
    for what, found in whole.items():
        if what in expect.model_fields_set:
            yield what, getattr(expect, what), found
    for part, attribute in (
        ("scores", "score"),
        ("values", "value"),
        ("points", "points"),
        ("lows", "low"),
        ("highs", "high"),
        ("status", "status"),
    ):
        found_in = result.nodes if part == "scores" else result.nodes | result.indicators
        for name, wanted in getattr(expect, part).items():
            yield f"{part}.{name}", wanted, getattr(found_in[name], attribute)
