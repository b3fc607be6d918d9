"""Old answers under a new rubric: as if their files were read and judged today."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path

import numpy as np
import pytest

from greenpark_assess.history.rescore import Rescored, rescore
from greenpark_assess.history.store import History
from greenpark_assess.scoring.engine import score
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.table import encode
from kept import changed, judged, pond
from pond import RUBRIC
from support import rubric_of

PLAN = "  water.plan: written\n"
TEXTS = [
    pond(400, "a"),
    pond(800, "b", "2024") + PLAN,
    changed(pond(1, "c"), {"600 m3": "'>= 500 m3'", "1 m3": "{na: no pipes}"}),
    changed(pond(1, "d"), {"  water.fresh: 600 m3\n": "", "1 m3": "0.5..1.5 m3"}),
]


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "parks.db", make=True) as history:
        history.add([judged(text) for text in TEXTS])
        yield history


def as_read_anew(rubric: str, texts: list[str]) -> list[float]:
    by = rubric_of(rubric)
    plan = compile_plan(by)
    table = encode(plan, [judged(text, rubric).answers for text in texts])
    return [float(one) for one in score(plan, table, with_gains=False).points[-1]]


def totals(rescored: Rescored) -> list[float]:
    return [float(one) for one in rescored.scores.points[-1]]


CHANGES: dict[str, tuple[Mapping[str, str], int]] = {
    "nothing": ({}, 0),
    "weights": ({"weight: 3": "weight: 1"}, 0),
    "scale": ({"{0: 0, 80: 100}": "{20: 0, 60: 100}"}, 0),
    "texts": ({"en: Fresh water taken": "en: Fresh water"}, 0),
    "labels": ({"{en: Written, zh: 已编制}": "{en: Done, zh: 完成}"}, 0),
    "a question more": (
        {"questions:\n": "questions:\n  first: {text: {en: F, zh: 一}, kind: yes_no}\n"},
        0,
    ),
    "unit": ({"unit: m3, min: 0}\n  water.reused": "unit: 10^4 m3, min: 0}\n  water.reused"}, 3),
    "option": ({"written: {en: Written": "half: {en: Half, zh: 半}, written: {en: Written"}, 1),
}


@pytest.mark.parametrize(("changes", "reread"), CHANGES.values(), ids=CHANGES)
def test_old_answers_are_judged_as_if_read_anew(
    history: History, changes: Mapping[str, str], reread: int
) -> None:
    newer = changed(RUBRIC, {'version: "1.0"': 'version: "2.0"', **changes})
    found = rescore(history, rubric_of(newer))
    assert totals(found) == as_read_anew(newer, TEXTS)
    assert [one.park for one in found.entries] == list("abcd")
    assert (found.reread, found.problems) == (reread, ())


def test_under_its_own_rubric_every_number_is_the_one_that_was_kept(history: History) -> None:
    entries = history.entries()
    found = rescore(history, history.rubric(entries[0].rubric_hash))
    for row, entry in enumerate(found.entries):
        kept = history.all_points(entry)
        slots = {name: slot for name, slot in found.plan.slots.items() if name in kept}
        counted = found.scores.counted[:, row]
        assert kept == {
            name: float(found.scores.points[slot, row]) if counted[slot] else None
            for name, slot in slots.items()
        }


def test_what_the_file_answered_and_nobody_asked(tmp_path: Path) -> None:
    asked = "  water.rain: {text: {en: Rain, zh: 雨水}, kind: number, unit: m3, min: 0}\n"
    newer = changed(
        RUBRIC,
        {
            "questions:\n": f"questions:\n{asked}",
            "value: water.reused / (": "value: (water.reused + water.rain) / (",
        },
    )
    texts = [pond(400, "a") + "  water.rain: 20 m3\n", pond(400, "b")]
    with History(tmp_path / "parks.db", make=True) as history:
        history.add([judged(text) for text in texts])
        found = rescore(history, rubric_of(newer))
    assert totals(found) == as_read_anew(newer, texts)
    assert totals(found)[0] > totals(found)[1]
    assert found.reread == 1


def test_an_answer_that_is_wrong_for_the_new_rubric_counts_as_open(history: History) -> None:
    newer = changed(RUBRIC, {"unit: m3, min: 0}\n  water.reused": "unit: t}\n  water.reused"})
    newer = changed(newer, {"water.reused / (water.fresh + water.reused)": "water.fresh"})
    newer = changed(newer, {'unit: "%"': "unit: t"})
    found = rescore(history, rubric_of(newer))
    assert totals(found) == as_read_anew(newer, TEXTS)
    assert len(found.problems) == found.reread == 3
    assert {one.place.file for one in found.problems if one.place} == {"a 2025", "b 2024", "c 2025"}


def test_entries_of_several_rubrics(history: History) -> None:
    other = changed(RUBRIC, {"id: pond": "id: lake", "weight: 3": "weight: 2"})
    moved = changed(
        other, {"  water.fresh: {": "  first: {text: F, kind: yes_no}\n  water.fresh: {"}
    )
    history.add([judged(TEXTS[0], moved)])
    found = rescore(history, rubric_of(other))
    by_rubric = [(one.park, one.rubric) for one in found.entries]
    assert sorted(by_rubric) == [("a", "lake"), ("a", "pond"), *((one, "pond") for one in "bcd")]
    texts = {text_of: TEXTS["abcd".index(text_of)] for text_of in "abcd"}
    assert totals(found) == as_read_anew(other, [texts[park] for park, _ in by_rubric])


def test_chosen_entries_only_and_none_at_all(history: History) -> None:
    chosen = history.entries("b")
    assert totals(rescore(history, rubric_of(RUBRIC), chosen)) == as_read_anew(RUBRIC, TEXTS[1:2])
    assert np.size(rescore(history, rubric_of(RUBRIC), ()).scores.points) == 0


@pytest.mark.parametrize("page", ["history.md", "history.zh-CN.md"])
def test_the_example_in_the_documentation_runs(
    tmp_path: Path, page: str, capfd: pytest.CaptureFixture[str]
) -> None:
    text = (Path(__file__).parents[2] / "docs" / page).read_text("utf-8")
    _, _, rest = text.partition("```python\n")
    example, _, _ = rest.partition("```")
    with History(tmp_path / "parks.db", make=True) as history:
        history.add([judged(TEXTS[0])])
    subprocess.run([sys.executable, "-c", example], cwd=tmp_path, check=True)
    assert capfd.readouterr().out.startswith("a 2025 ")
