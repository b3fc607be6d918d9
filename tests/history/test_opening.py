"""Files that are no history, or one that cannot be used, and files of other versions."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from greenpark_assess.history import opening, schema
from greenpark_assess.history.record import Source
from greenpark_assess.history.store import History
from greenpark_assess.problems import ProblemsFound
from kept import judged, pond


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A history with one entry."""
    path = tmp_path / "parks.db"
    with History(path, make=True) as history:
        history.add([judged()])
    return path


def refused(path: Path, *, make: bool = False) -> str:
    """Return the code of the problem with which a file is refused."""
    with pytest.raises(ProblemsFound) as found, History(path, make=make):
        pass
    problem, *hints = found.value.problems
    assert [hint.code for hint in hints] == ["history.how_to_begin"] * (
        problem.code == "file.missing"
    )
    assert problem.place is not None
    assert problem.place.file == str(path)
    return problem.code


def altered(path: Path, *statements: str) -> None:
    with sqlite3.connect(path) as connection:
        for statement in statements:
            connection.execute(statement)
    connection.close()


def test_a_new_file_is_marked_as_ours_and_holds_strict_tables(file: Path) -> None:
    assert sorted(one.name for one in file.parent.iterdir()) == ["parks.db"]  # no log is left
    with sqlite3.connect(file) as connection:
        assert schema.application_of(connection) == schema.APPLICATION
        assert schema.version_of(connection) == len(schema.STEPS)
        tables = connection.execute("SELECT name, strict FROM pragma_table_list").fetchall()
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
    ours = {name: strict for name, strict in tables if not name.startswith("sqlite_")}
    assert ours == dict.fromkeys(("rubric", "assessment", "facts", "document"), 1)


# --- no history -----------------------------------------------------------------------------


def another(path: Path) -> None:
    altered(path, "CREATE TABLE friend (name TEXT)")


def another_with_a_name(path: Path) -> None:
    altered(path, "CREATE TABLE friend (name TEXT)", "PRAGMA application_id = 7")


NO_HISTORY: dict[str, tuple[Callable[[Path], object], str]] = {
    "missing": (lambda _: None, "file.missing"),
    "folder": (lambda path: path.mkdir(), "file.is_folder"),
    "empty": (lambda path: path.write_bytes(b""), "history.empty"),
    "text": (lambda path: path.write_text("park: x\n" * 400, "utf-8"), "history.foreign"),
    "short": (lambda path: path.write_bytes(b"SQLite format 3\0"), "history.foreign"),
    "another program's": (another, "history.foreign"),
    "another program's, with a name": (another_with_a_name, "history.foreign"),
}


@pytest.mark.parametrize(("write", "code"), NO_HISTORY.values(), ids=NO_HISTORY)
def test_what_is_no_history_is_refused_and_stays(
    tmp_path: Path, write: Callable[[Path], object], code: str
) -> None:
    path = tmp_path / "parks.db"
    write(path)
    before = path.read_bytes() if path.is_file() else None
    assert refused(path) == code
    if code not in {"file.missing", "history.empty"}:
        assert refused(path, make=True) == code
    assert (path.read_bytes() if path.is_file() else None) == before


@pytest.mark.parametrize("name", ["empty", "missing"])
def test_a_new_history_begins_in_no_file_or_an_empty_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / "parks.db"
    NO_HISTORY[name][0](path)
    with History(path, make=True) as history:
        assert history.add([judged()])[0].new


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    assert refused(tmp_path / "lost" / "parks.db") == "file.no_folder"
    assert refused(tmp_path / "lost" / "parks.db", make=True) == "file.no_folder"


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    assert refused(tmp_path / ("x" * 300)) == "file.not_readable"
    assert refused(tmp_path / ("x" * 300), make=True) == "file.not_writable"


@pytest.mark.skipif(os.name != "posix", reason="links of POSIX")
def test_a_link_to_a_history(file: Path, tmp_path: Path) -> None:
    link = tmp_path / "elsewhere" / "link.db"
    link.parent.mkdir()
    link.symlink_to(file)
    with History(link, make=True) as history:
        assert history.add([judged(pond(1))])[0].revision == 2
    assert [one.name for one in link.parent.iterdir()] == ["link.db"]
    with History(file) as history:
        assert len(history.entries(all_revisions=True)) == 2


# --- damage ---------------------------------------------------------------------------------


def overwritten(path: Path, start: int, count: int) -> None:
    with path.open("r+b") as file:
        file.seek(start)
        file.write(b"\xff" * count)


def source_or_codes(path: Path) -> Source | set[str]:
    try:
        with History(path) as history:
            return history.source(history.entries()[0])
    except ProblemsFound as refused:
        return {one.code for one in refused.problems}


@pytest.mark.parametrize("page", range(1, 12))
def test_a_damaged_page_is_a_problem_or_does_no_harm(file: Path, page: int) -> None:
    sound = source_or_codes(file)
    assert isinstance(sound, Source)
    overwritten(file, 4096 * page, 512)
    assert source_or_codes(file) in (sound, {"history.damaged"})


def test_a_file_cut_short(file: Path) -> None:
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    assert source_or_codes(file) == {"history.damaged"}


def test_a_table_that_is_gone(file: Path) -> None:
    altered(file, "DROP TABLE document")
    assert source_or_codes(file) == {"history.damaged"}


# --- where nothing can be written -----------------------------------------------------------


def test_a_history_that_cannot_be_written_is_read_all_the_same(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    before = file.read_bytes()
    with History(file, make=True) as history:
        assert len(history.entries()) == 1
        with pytest.raises(ProblemsFound) as found:
            history.add([judged(pond(1))])
    assert [one.code for one in found.value.problems] == ["file.not_writable_for_you"]
    assert file.read_bytes() == before
    assert [one.name for one in file.parent.iterdir()] == ["parks.db"]


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root writes anywhere")
def test_a_folder_that_cannot_be_written(file: Path) -> None:
    file.parent.chmod(0o500)
    try:
        with History(file) as history:
            assert len(history.entries()) == 1
        assert refused(file.parent / "new.db", make=True) == "file.not_writable_for_you"
    finally:
        file.parent.chmod(0o700)


def test_no_file_is_made_where_nothing_can_be_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refused(tmp_path / "parks.db", make=True) == "file.not_writable_for_you"
    assert list(tmp_path.iterdir()) == []


def test_others_who_write_and_do_not_finish(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "PATIENCE", 0.01)
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with History(file) as history:
        assert len(history.entries()) == 1  # who only reads does not wait
        with pytest.raises(ProblemsFound) as found:
            history.add([judged(pond(1))])
        other.execute("ROLLBACK")
        assert history.add([judged(pond(1))])[0].new
    other.close()
    assert [one.code for one in found.value.problems] == ["history.busy"]


# --- versions -------------------------------------------------------------------------------

STEP = ("ALTER TABLE assessment ADD COLUMN note TEXT", "CREATE INDEX by_date ON assessment (date)")
HALF = ("CREATE TABLE half (a TEXT)", "CREATE TABLE rubric (a TEXT)")  # the second one fails


def test_an_older_file_is_brought_up_to_date_and_loses_nothing(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(schema, "STEPS", (*schema.STEPS, STEP))
    with History(file) as history:
        assert len(history.entries()) == 1
    with sqlite3.connect(file) as connection:
        assert schema.version_of(connection) == len(schema.STEPS)
        assert connection.execute("SELECT note FROM assessment").fetchall() == [(None,)]
    connection.close()


def test_a_file_of_a_later_version_is_refused(file: Path) -> None:
    altered(file, f"PRAGMA user_version = {len(schema.STEPS) + 1}")
    before = file.read_bytes()
    assert refused(file) == "history.newer"
    assert refused(file, make=True) == "history.newer"
    assert file.read_bytes() == before


def test_steps_are_taken_as_a_whole_or_not_at_all(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = schema.STEPS
    monkeypatch.setattr(schema, "STEPS", (*known, STEP, HALF))
    refused(file)
    monkeypatch.setattr(schema, "STEPS", known)
    with History(file) as history:
        assert len(history.entries()) == 1
    with sqlite3.connect(file) as connection:
        assert schema.version_of(connection) == len(known)
        tables = {name for (name,) in connection.execute("SELECT name FROM pragma_table_list")}
    connection.close()
    assert "half" not in tables


def test_a_sqlite_that_is_too_old(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 34, 1))
    with pytest.raises(ProblemsFound) as found:
        History(file)
    assert [one.code for one in found.value.problems] == ["machine.old_sqlite"]
