"""Several programs at one history, and one that is killed: what was confirmed is there."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from greenpark_assess.history.store import History
from kept import judged, pond

TESTS = Path(__file__).parents[1]
WRITER = """
import sys
from greenpark_assess.history.store import History
from kept import judged, pond

name, count = sys.argv[1], int(sys.argv[2])
ready = [judged(pond(number, park="shared") + f"# {name}\\n") for number in range(count)]
print("ready", flush=True)
sys.stdin.readline()
for one in ready:
    with History("parks.db", make=True) as history:
        (added,) = history.add([one])
    print(added.revision, flush=True)
"""


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def writer(name: str, count: int) -> subprocess.Popen[str]:
    """Start a program that makes ready, waits for a line, and adds ``count`` entries one by one."""
    paths = (str(TESTS), *sys.path)
    return subprocess.Popen(
        [sys.executable, "-c", WRITER, name, str(count)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": os.pathsep.join(paths)},
    )


def started(program: subprocess.Popen[str]) -> None:
    assert program.stdin is not None
    program.stdin.write("\n")
    program.stdin.flush()


def line(program: subprocess.Popen[str]) -> str:
    assert program.stdout is not None
    return program.stdout.readline().strip()


def test_four_programs_make_and_fill_one_file() -> None:
    programs = [writer(name, 25) for name in "abcd"]
    assert [line(program) for program in programs] == ["ready"] * 4
    for program in programs:
        started(program)
    revisions = [int(one) for program in programs for one in program.communicate()[0].split()]
    assert [program.returncode for program in programs] == [0] * 4
    assert sorted(revisions) == list(range(1, 101))
    with History("parks.db") as history:
        entries = history.entries(all_revisions=True)
        texts = {history.source(entry).answers for entry in entries}
    assert [entry.revision for entry in entries] == list(range(1, 101))
    assert len(texts) == 100


@pytest.mark.parametrize("confirmed", [1, 7, 20])
def test_a_killed_writer_loses_nothing_that_was_confirmed(confirmed: int) -> None:
    program = writer("killed", 400)
    assert line(program) == "ready"
    started(program)
    seen = [int(line(program)) for _ in range(confirmed)]
    program.kill()
    rest, _ = program.communicate()
    assert program.returncode != 0
    seen += map(int, rest.split())
    assert len(seen) < 400
    with History("parks.db") as history:
        entries = history.entries(all_revisions=True)
        sources = [history.source(entry).answers for entry in entries]
        assert history.add([judged()])[0].new
    assert [entry.revision for entry in entries[: len(seen)]] == seen
    assert len(entries) - len(seen) in {0, 1}  # one may be there that nobody was told of
    expected = [pond(number, park="shared") + "# killed\n" for number in range(len(entries))]
    assert sources == expected
    with sqlite3.connect("parks.db") as connection:
        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    connection.close()
