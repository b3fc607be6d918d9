"""What is added to a history, listed, and read back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpark_assess.history.record import Entry
from greenpark_assess.history.store import History
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.rubric.identity import content_hash
from kept import changed, judged, pond
from pond import ANSWERS, RUBRIC

NEWER = changed(RUBRIC, {'version: "1.0"': 'version: "1.1"', "weight: 3": "weight: 1"})
OTHER = changed(RUBRIC, {"id: pond": "id: lake"})


@pytest.fixture
def history(tmp_path: Path) -> Iterator[History]:
    with History(tmp_path / "parks.db", make=True) as history:
        yield history


def listed(history: History, **wanted: object) -> list[tuple[str, str, int]]:
    entries = history.entries(**wanted)  # type: ignore[arg-type]
    return [(one.park, one.period, one.revision) for one in entries]


# --- adding ---------------------------------------------------------------------------------


def test_everything_comes_back_as_it_was(history: History) -> None:
    one = judged(ANSWERS + "# a comment stays, 注释也保留\n")
    (added,) = history.add([one])
    assert (added.park, added.period, added.revision, added.new) == ("pond-park", "2025", 1, True)
    (entry,) = history.entries()
    source = history.source(entry)
    assert (source.answers, source.result) == (one.text, one.result)
    assert history.rubric(entry.rubric_hash) == one.rubric
    assert content_hash(history.rubric(entry.rubric_hash)) == entry.rubric_hash


def test_an_entry_says_what_the_assessment_says(history: History) -> None:
    one = judged()
    history.add([one])
    (entry,) = history.entries()
    result = json.loads(one.result)
    total, level = result["total"], result["level"]
    assert (entry.score, entry.low, entry.high, entry.coverage) == (37.5, 37.5, 62.5, 75.0)
    assert (entry.score, entry.coverage) == (total["score"], total["coverage"])
    assert (entry.level, entry.possible) == (level["reached"], level["possible"]) == (None, "good")
    assert (entry.rubric, entry.version) == ("pond", "1.0")
    assert (entry.names, entry.date) == ({"en": "Pond Park", "zh": "池塘园区"}, "2026-03-31")
    assert (entry.illustrative, entry.provisional) == (False, False)


def test_points_of_everything(history: History) -> None:
    history.add([judged()])
    (entry,) = history.entries()
    points = {"water.reuse": 50.0, "water.plan": 0.0, "water": 37.5}
    assert history.all_points(entry) == points


def test_what_does_not_apply_has_no_points(history: History) -> None:
    none = changed(ANSWERS, {"600 m3": "{na: no water}", "400 m3": "{na: no water}"})
    plan = judged(none + "  water.plan: {na: no water}\n")
    history.add([plan])
    (entry,) = history.entries()
    assert (entry.score, entry.low, entry.high) == (None, None, None)
    assert set(history.all_points(entry).values()) == {None}


# --- revisions ------------------------------------------------------------------------------


def test_the_same_content_twice_changes_nothing(history: History) -> None:
    later = judged()
    later = replace(
        later, assessment=later.assessment.model_copy(update={"date": None}), result="{}"
    )
    history.add([judged()])
    (added,) = history.add([later])  # the date does not matter
    assert (added.revision, added.current, added.new) == (1, 1, False)
    assert listed(history, all_revisions=True) == [("pond-park", "2025", 1)]


def test_twice_in_one_go_is_twice(history: History) -> None:
    assert [one.new for one in history.add([judged(), judged()])] == [True, False]


def test_a_correction_is_a_new_revision_and_the_old_one_stays(history: History) -> None:
    history.add([judged(pond(400))])
    (added,) = history.add([judged(pond(300))])
    assert (added.revision, added.new) == (2, True)
    assert listed(history) == [("pond-park", "2025", 2)]
    old, new = history.entries(all_revisions=True)
    assert (history.source(old).answers, history.source(new).answers) == (pond(400), pond(300))


def test_back_to_an_earlier_revision_only_on_purpose(history: History) -> None:
    for reused in (400, 300):
        history.add([judged(pond(reused))])
    (added,) = history.add([judged(pond(400))])
    assert (added.revision, added.current, added.new) == (1, 2, False)
    (added,) = history.add([judged(pond(400))], again=True)
    assert (added.revision, added.new) == (3, True)
    (entry,) = history.entries()
    assert history.source(entry).answers == pond(400)


@pytest.mark.parametrize(
    ("rubric", "current"), [(NEWER, [2]), (OTHER, [1, 2])], ids=["newer version", "other rubric"]
)
def test_a_rubric_replaces_its_own_earlier_versions_only(
    history: History, rubric: str, current: list[int]
) -> None:
    history.add([judged(), judged(rubric=rubric)])
    assert [revision for _, _, revision in listed(history)] == current


def test_all_or_none(history: History) -> None:
    broken = judged(pond(park="b"))
    surrogate = broken.assessment.model_copy(update={"period": "\ud800"})
    with pytest.raises(UnicodeEncodeError):
        history.add([judged(), replace(broken, assessment=surrogate)])
    assert history.entries() == ()
    assert history.add([judged()])[0].new


@pytest.mark.parametrize("table", ["rubric", "assessment", "facts", "document"])
@pytest.mark.parametrize("change", ["DELETE FROM {}", "UPDATE {0} SET {1} = {1}"])
def test_the_file_itself_refuses_every_change(history: History, table: str, change: str) -> None:
    history.add([judged()])
    with sqlite3.connect(history.path) as connection:
        column = connection.execute("SELECT name FROM pragma_table_info(?)", (table,)).fetchone()
        with pytest.raises(sqlite3.IntegrityError, match="only added to"):
            connection.execute(change.format(table, *column))
    connection.close()


# --- listing --------------------------------------------------------------------------------

FOUR = [("a", "2021"), ("a", "2023"), ("b", "2021"), ("b", "2022-H1")]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, FOUR),
        ({"park": "a"}, FOUR[:2]),
        ({"since": "2022"}, [FOUR[1], FOUR[3]]),
        ({"period": "2021"}, [FOUR[0], FOUR[2]]),
        ({"park": "b", "since": "2022"}, [FOUR[3]]),
        ({"park": "c"}, []),
        ({"park": "a' OR '1'='1"}, []),
    ],
    ids=str,
)
def test_entries(history: History, wanted: dict[str, str], found: Sequence[object]) -> None:
    history.add([judged(pond(park=park, period=period)) for park, period in reversed(FOUR)])
    assert [(park, period) for park, period, _ in listed(history, **wanted)] == list(found)
    assert history.parks() == ("a", "b")


def test_one_node_over_all_parks_and_rubrics(history: History) -> None:
    texts = [pond(400, "a"), pond(100, "a"), pond(800, "b")]
    history.add([judged(text) for text in texts])
    history.add([judged(pond(0, "c"), NEWER)])
    found = [(one.park, one.revision, one.points) for one in history.points_of("water.reuse")]
    assert found == [
        ("a", 2, pytest.approx(100 / 700 / 0.8 * 100)),
        ("b", 1, pytest.approx(800 / 1400 / 0.8 * 100)),
        ("c", 1, 0.0),
    ]
    assert history.points_of("lost") == ()


HOSTILE = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=30)


@settings(max_examples=40)
@given(park=HOSTILE, period=HOSTILE)
def test_any_name_is_a_name_and_nothing_else(
    tmp_path_factory: pytest.TempPathFactory, park: str, period: str
) -> None:
    one = judged()
    about = one.assessment.model_copy(
        update={"park": one.assessment.park.model_copy(update={"id": park}), "period": period}
    )
    with History(tmp_path_factory.mktemp("h") / "parks.db", make=True) as history:
        history.add([replace(one, assessment=about)])
        assert listed(history, park=park, period=period) == [(park, period, 1)]
        assert history.parks() == (park,)


@pytest.mark.parametrize(
    "name", ["a b.db", "百分%20?mode=ro.db", "#hash.db", "'quote'.db", "file:x.db"]
)
def test_any_file_name(tmp_path: Path, name: str) -> None:
    with History(tmp_path / name, make=True) as history:
        history.add([judged()])
    assert [file.name for file in tmp_path.iterdir()] == [name]
    with History(tmp_path / name) as history:
        assert len(history.entries()) == 1


# --- damage inside a sound file -------------------------------------------------------------


@pytest.mark.parametrize(
    ("table", "cell", "value"),
    [
        ("document", "answers", b"x"),
        ("document", "answers", b"x\x9cK\x04\x00\x00b\x00b"),  # "a", compressed
        ("rubric", "content", b"x\x9cK\x04\x00\x00b\x00b"),
        ("rubric", "slots", "[1"),
        ("rubric", "slots", "[]"),
        ("facts", "row", b""),
        ("assessment", "points", b"123"),
        ("assessment", "names", "{"),
    ],
)
def test_a_cell_that_somebody_changed_is_found(
    history: History, table: str, cell: str, value: object
) -> None:
    history.add([judged()])
    (entry,) = history.entries()
    with sqlite3.connect(history.path) as connection:
        connection.execute(f"DROP TRIGGER {table}_knows_no_update")
        connection.execute(f"UPDATE {table} SET {cell} = ?", (value,))  # noqa: S608
    connection.close()
    with pytest.raises(ProblemsFound) as found:
        _read_all(history, entry)
    assert [one.code for one in found.value.problems] == ["history.damaged"]


def _read_all(history: History, entry: Entry) -> None:
    history.entries()
    history.source(entry)
    history.rubric(entry.rubric_hash)
    history.all_points(entry)
    history.facts([entry])
