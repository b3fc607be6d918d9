"""The version of the shipped rubric that might come next: one of everything that can change.

It is made from the shipped one, so it always follows it.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from greenpark_assess.rubric.joined import read_joined
from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.rubric.model import Rubric
from kept import changed

ROOT = Path(__file__).parent.parent
FILE = ROOT / "rubrics" / "green-park" / "rubric.yaml"
CASES = ROOT / "tests" / "cases" / "processing-park"
VERSION = "1.1.0"

RENAMED = {
    '"firms.information_system"': '"firms.data_system"',
    '"enterprise.technology.information_system"': '"enterprise.technology.data_system"',
}
"""A question and its indicator, wherever they are named."""

LOST_WATER = {
    "text": {
        "en": "How much of the fresh water was lost in the pipes of the park in the year?",
        "zh": "本年度园区供水管网漏损水量",
    },
    "kind": "number",
    "unit": "m3",
    "min": 0,
    "ask_if": "profile.firms > 0",
    "help": {"en": "Water supplied minus water metered.", "zh": "供水总量减去各用户计量水量。"},
    "evidence": {"en": "Readings of all meters", "zh": "各级水表抄表记录"},
    "for": {"en": "Water office", "zh": "园区管委会水务部门"},
}
WATER_LOSSES = {
    "title": {"en": "Fresh water lost in the pipes", "zh": "供水管网漏损率"},
    "weight": 3,
    "value": "water.lost / water.fresh",
    "unit": "%",
    "scale": {"points": {"5": 100, "10": 60, "20": 0}},
    "benchmarks": [{"value": 10, "status": "judgement"}],
    "from": ["S0.M1.3b"],
    "why": {"en": "Water that is lost serves nobody.", "zh": "漏损的水未产生任何效益。"},
}
CHANGES = {
    "questions": {
        "firms.information_system": {"renamed": "firms.data_system"},
        "symbiosis.chain_sales": {"rescaled": "symbiosis.chain_sales"},
        "energy.lamps": {"retired": {"en": "LED is the rule.", "zh": "LED照明已普及。"}},
        "energy.lamps_efficient": {"retired": {"en": "LED is the rule.", "zh": "LED照明已普及。"}},
    },
    "indicators": {
        "enterprise.technology.information_system": {
            "renamed": "enterprise.technology.data_system"
        },
        "enterprise.energy.lighting": {
            "retired": {"en": "LED is the rule.", "zh": "LED照明已普及。"}
        },
    },
}


@cache
def shipped() -> Rubric:
    """Return the shipped rubric."""
    found = load_rubric(FILE)
    assert found.rubric is not None, found.problems
    return found.rubric


@cache
def following() -> Rubric:
    """Return the next version."""
    return read_joined(next_version())


@cache
def next_version() -> str:
    """Return the next version as the text of one rubric file, without worked cases.

    An indicator and its question are renamed, an indicator is re-weighted, one is added with its
    question, one is dropped with its questions, one has another scale, and a question asks for
    the same in another unit.
    """
    written = shipped().model_dump_json(by_alias=True, exclude_unset=True, exclude={"cases"})
    rubric: dict[str, Any] = json.loads(changed(written, RENAMED))
    header = rubric.pop("header") | {"version": VERSION, "replaces": [shipped().header.version]}
    questions, recommendations = rubric["questions"], rubric["recommendations"]
    enterprise, symbiosis = (
        rubric["dimensions"][name]["criteria"] for name in ("enterprise", "symbiosis")
    )
    pollutants, energy, water = (
        enterprise[f"enterprise.{name}"]["indicators"] for name in ("pollutants", "energy", "water")
    )
    plants = symbiosis["symbiosis.infrastructure"]["indicators"]

    pollutants["enterprise.pollutants.compliance"]["weight"] = 8
    plants["symbiosis.infrastructure.wwtp_load"]["scale"]["points"] = {
        "20": 0, "40": 50, "60": 100, "80": 100, "100": 40, "110": 0,
    }  # fmt: skip
    questions["symbiosis.chain_sales"]["unit"] = "10^8 CNY"

    questions["water.lost"] = LOST_WATER
    water["enterprise.water.losses"] = WATER_LOSSES
    recommendations["water.balance_test"]["lifts"]["enterprise.water.losses"] = 60

    del energy["enterprise.energy.lighting"]
    del questions["energy.lamps"], questions["energy.lamps_efficient"]
    del recommendations["energy.lighting"]
    for one in recommendations.values():
        if "energy.lighting" in one.get("interacts", ()):
            one["interacts"].remove("energy.lighting")

    rubric |= {"rubric": header, "changes": {shipped().header.version: CHANGES}}
    return json.dumps(rubric, ensure_ascii=False, indent=1)
