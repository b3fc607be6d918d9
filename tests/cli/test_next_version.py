"""What the commands say of the version that might follow the shipped rubric."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from difflib import ndiff
from pathlib import Path
from typing import Any

import pytest

from greenpark_assess.rubric.model import Indicator, Rubric
from next_version import CASES, VERSION, following, next_version, shipped
from pond import Command


@pytest.fixture(autouse=True)
def files(folder: Path) -> None:
    """Put the next version and a questionnaire to the shipped one into the folder."""
    (folder / "next.yaml").write_text(next_version(), "utf-8")
    shutil.copy(CASES / "2025.yaml", folder)


@pytest.mark.parametrize("language", ["en", "zh"])
def test_it_is_a_sound_rubric(greenpark: Command, language: str) -> None:
    done = greenpark("rubric", "check", "next.yaml", "--lang", language)
    assert (done.code, done.out + done.err) == (0, f"next.yaml{CLEAN[language]}\n")


RETIRED = (
    "Answers to questions that are not asked any more. They are kept here and count for nothing."
)
CLEAN = {"en": ": nothing to complain about.", "zh": "：未发现问题。"}

DIFFERENT = {
    ("question", "energy.lamps", "", "breaks"),
    ("question", "energy.lamps_efficient", "", "breaks"),
    ("indicator", "enterprise.energy.lighting", "", "breaks"),
    ("question", "", "water.lost", "check"),
    ("question", "symbiosis.chain_sales", "symbiosis.chain_sales", "check"),
    (
        "indicator",
        "symbiosis.material.product_chains",
        "symbiosis.material.product_chains",
        "check",
    ),
    ("question", "firms.information_system", "firms.data_system", "compatible"),
    (
        "indicator",
        "enterprise.technology.information_system",
        "enterprise.technology.data_system",
        "compatible",
    ),
    ("recommendation", "energy.lighting", "", "compatible"),
    ("recommendation", "management.energy_audits", "management.energy_audits", "compatible"),
    ("recommendation", "water.balance_test", "water.balance_test", "compatible"),
}


def siblings(rubric: Rubric, name: str) -> Iterator[str]:
    """Yield an indicator and those beside it."""
    tree = list(rubric.walk())
    (above,) = (above for found, _, above in tree if found == name)
    yield from (one for one, item, its in tree if isinstance(item, Indicator) and its == above)


def test_the_difference_is_what_was_changed_and_nothing_else(greenpark: Command) -> None:
    done = greenpark("rubric", "diff", "green-park", "next.yaml", "--format", "json")
    assert done.code == 1
    found: dict[str, Any] = json.loads(done.out)
    assert (found["old"], found["new"]) == (shipped().name, f"green-park@{VERSION}")
    assert (found["declared"], found["breaks"]) == (True, True)
    differing = [item for item in found["items"] if item["findings"]]
    told = {
        (item["part"], *(", ".join(item[side]) for side in ("old", "new")), item["effect"])
        for item in differing
        if not item["changes_score"]
    }
    assert told == DIFFERENT
    assert {name for item in differing if item["changes_score"] for name in item["new"]} == {
        "symbiosis.infrastructure.wwtp_load",
        *siblings(following(), "enterprise.water.losses"),
        *siblings(following(), "enterprise.pollutants.compliance"),
        *siblings(shipped(), "enterprise.energy.lighting"),
    } - {"enterprise.energy.lighting"}


def test_a_questionnaire_comes_over_line_by_line(greenpark: Command) -> None:
    before = Path("2025.yaml").read_text("utf-8").splitlines()
    assert greenpark("migrate", "2025.yaml", "--to", "next.yaml").code == 0
    after = Path("2025.yaml").read_text("utf-8").splitlines()
    assert [line for line in ndiff(before, after) if line[0] in "+-" and line[2:].strip()] == [
        f"- rubric: {shipped().name}",
        "+ rubric: next.yaml",
        "-   firms.information_system: 2",
        "+   firms.data_system: 2",
        "-   energy.lamps: 52000",
        "-   energy.lamps_efficient: 39000",
        "+   water.lost:",
        "-   symbiosis.chain_sales: 212000",
        "+   symbiosis.chain_sales: 212000 10^4 CNY",
        f"+ ## {RETIRED}",
        "+ retired:",
        f"+   ## {shipped().header.version}: 'energy.lamps' is gone: LED is the rule.",
        "+   energy.lamps: 52000",
        f"+   ## {shipped().header.version}: 'energy.lamps_efficient' is gone: LED is the rule.",
        "+   energy.lamps_efficient: 39000",
    ]
    assert greenpark("check", "2025.yaml").code == 0
    assert greenpark("migrate", "2025.yaml", "--to", "next.yaml").code == 0
    assert Path("2025.yaml").read_text("utf-8").splitlines() == after
