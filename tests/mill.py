"""A small park over three years, and parks beside each other, ready to be compared."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from greenpark_assess.answers.model import Answer, NotApplicable, Park, Span
from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.compared import Compared, compare
from greenpark_assess.comparison.entries import Entry, Stored
from greenpark_assess.scoring.plan import compile_plan
from support import entry_of, rubric_of

RUBRIC = rubric_of("""
    rubric:
      id: mill
      version: "2.0"
      title: {en: Mill check, zh: 工坊评价体系}
      languages: [en, zh]
    questions:
      energy.use: {text: {en: Energy used, zh: 能耗}, kind: number, unit: tce, min: 0, max: 100}
      energy.plan:
        text: {en: Plan, zh: 规划}
        kind: choice
        options: {none: {en: No plan, zh: 无规划}, written: {en: Written, zh: 已编制}}
      water.reuse: {text: {en: Water reused, zh: 回用率}, kind: number, unit: "%", min: 0, max: 100}
      water.steps: {text: {en: Cascade, zh: 梯级利用}, kind: yes_no}
    dimensions:
      energy:
        title: {en: Energy, zh: 能源}
        weight: 1
        indicators:
          energy.use:
            {title: {en: Energy use, zh: 能源消费量}, weight: 2, scale: {points: {0: 100, 100: 0}}}
          energy.plan:
            title: {en: Energy plan, zh: 能源规划}
            weight: 1
            scale: {options: {none: 0, written: 100}}
      water:
        title: {en: Water, zh: 水资源}
        weight: 1
        indicators:
          water.reuse:
            {title: {en: Reuse rate, zh: 重复利用率}, weight: 1, scale: {points: {0: 0, 100: 100}}}
          water.steps:
            title: {en: Water cascade, zh: 水梯级利用}
            weight: 1
            value: water.steps
            scale: {points: {0: 0, 1: 100}}
    levels:
      good: {title: {en: Good, zh: 良好}, from: 50}
    recommendations:
      write:
        title: {en: Write a plan, zh: 编制规划}
        text: Write it.
        lifts: {energy.plan: 100}
        cost: [low]
        who: [developer]
      save:
        title: {en: Save energy, zh: 节能改造}
        text: Save it.
        lifts: {energy.use: 80}
        cost: [high]
        who: [enterprises]
      both:
        title: {en: Save and reuse, zh: 节能与回用}
        text: Do both.
        lifts: {energy.use: 55, water.reuse: 90}
        cost: [high]
        who: [enterprises]
""")
PLAN = compile_plan(RUBRIC)
NA = NotApplicable("no cascade here")
YEARS: dict[str, dict[str, Any]] = {
    "2023": {"energy.use": 60, "energy.plan": "none", "water.steps": NA},
    "2024": {"energy.use": 50, "energy.plan": "none", "water.reuse": 30, "water.steps": NA},
    "2025": {"energy.use": 40, "energy.plan": "written", "water.reuse": 25, "water.steps": True},
}
"""Totals: 13.33 (open: water.reuse), 31.67, and 67.92 (where the cascade applies)."""

TARGETS = {"2023": 40.0, "2024": 30.0}
PUBLISHED = Stored(20.0, RubricRef(id="mill", version="1.0", hash="0"), "0.1.0")


def year(period: str, name: dict[str, str] | None = None) -> Entry:
    """Return the park in one year, with what it intended then, and what was published in 2023."""
    stored = PUBLISHED if period == "2023" else None
    entry = entry_of(RUBRIC, YEARS[period], period, park="mill", period=period, stored=stored)
    given = dict(entry.answers.answers)
    if period in TARGETS:
        target = Span(TARGETS[period], TARGETS[period])
        given["energy.use"] = Answer(given["energy.use"].value, target=target)
    park = Park("mill", name or {"en": "Old Mill", "zh": "老工坊园区"})
    return replace(entry, answers=replace(entry.answers, answers=given, park=park))


def beside_each_other(count: int) -> Compared:
    """Return parks "a", "b", … that differ in energy use; the first has no cascade."""
    entries = [
        entry_of(
            RUBRIC,
            YEARS["2025"] | {"energy.use": 20 * place} | ({} if place else {"water.steps": NA}),
            chr(ord("a") + place),
        )
        for place in range(count)
    ]
    return compare(RUBRIC, PLAN, entries)


def over_years(name: dict[str, str] | None = None) -> Compared:
    """Return the park's three years."""
    return compare(RUBRIC, PLAN, [year(period, name) for period in YEARS])
