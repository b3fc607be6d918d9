"""A whole comparison beside nothing but the assessments in it, and its parts beside scoring."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import product

import synthetic
from measure import Finding, cpu, in_turn, ratios

from greenpark_assess.answers.model import Answers, Park
from greenpark_assess.comparison.change import changes_over_time
from greenpark_assess.comparison.compared import compare
from greenpark_assess.comparison.entries import Entry
from greenpark_assess.comparison.group import beside
from greenpark_assess.comparison.rescore import rescore
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.engine import score
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.table import encode

INDICATORS = 100
PARKS = 10
YEARS = range(2021, 2026)


def findings(*, quick: bool) -> Iterator[Finding]:
    """Compare ten parks over five years, as a whole and step by step."""
    rubric = synthetic.rubric(INDICATORS)
    plan = compile_plan(rubric)
    entries = _entries(synthetic.parks(rubric, PARKS * len(YEARS)))
    table = encode(plan, [entry.answers for entry in entries])
    scored = rescore(rubric, plan, entries)
    last = rescore(rubric, plan, entries[-PARKS:])
    costs = in_turn(
        {
            "whole": cpu(lambda: compare(rubric, plan, entries)),
            "assess": cpu(lambda: [assess(rubric, plan, one.answers) for one in entries]),
            "score": cpu(lambda: score(plan, table, with_gains=False)),
            "rescore": cpu(lambda: rescore(rubric, plan, entries)),
            "changes": cpu(lambda: changes_over_time(scored)),
            "beside": cpu(lambda: beside(last)),
        },
        3 if quick else 9,
    )
    whole = ratios(costs["whole"], costs["assess"])
    yield Finding("comparing 10 parks over 5 years / assessing each", whole, at_most=2)
    for name, what in (
        ("rescore", "scores as records"),
        ("changes", "40 changes, split"),
        ("beside", "10 parks beside each other"),
    ):
        yield Finding(f"{what} / scoring 50 rows", ratios(costs[name], costs["score"]))


def _entries(parks: Sequence[Answers]) -> list[Entry]:
    """Return each of the answers as those of one park and year."""
    places = product(YEARS, range(PARKS))
    return [
        Entry(f"{park} {year}", replace(answers, park=Park(f"park-{park}"), period=str(year)))
        for answers, (year, park) in zip(parks, places, strict=True)
    ]
