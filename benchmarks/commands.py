"""Whole commands beside a bare Python that does nothing."""

from __future__ import annotations

from collections.abc import Iterator

import synthetic
from measure import Finding, in_turn, ratios
from processes import workshop


def findings(*, quick: bool) -> Iterator[Finding]:
    """Start each command as often as bare Python."""
    text = synthetic.rubric_text(synthetic.FILE_INDICATORS)
    with workshop() as shop:
        (shop.folder / "rubric.yaml").write_text(text, encoding="utf-8")
        costs = in_turn(
            {
                "bare": lambda: shop.used_by("-c", "pass").seconds,
                "help": lambda: shop.greenpark("--help").seconds,
                "check": lambda: shop.greenpark("rubric", "check", "rubric.yaml").seconds,
            },
            5 if quick else 15,
        )
    yield Finding("greenpark --help / bare Python", ratios(costs["help"], costs["bare"]), at_most=5)
    check = ratios(costs["check"], costs["bare"])
    lines = f"{text.count(chr(10)):,}"
    yield Finding(f"rubric check of {lines} lines / bare Python", check, at_most=18)
