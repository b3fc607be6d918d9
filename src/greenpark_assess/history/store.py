"""A history file in use: what is added, listed, and read back.

Nothing in a file is ever changed. A correction is a new *revision* of the same park and period;
revisions are numbered from 1. *Current* are the newest revisions of each park and period, one for
each rubric that judged them (whatever its version).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, Self

from greenpark_assess.history.opening import connected, trouble, unpacking
from greenpark_assess.history.packing import (
    DOUBLE,
    Packed,
    asked_of,
    digest,
    doubles,
    entry_of,
    facts_of,
    pack,
    points_of,
    rubric_of,
    text_of,
)
from greenpark_assess.history.record import Added, Points, Source

if TYPE_CHECKING:
    from pathlib import Path
    from sqlite3 import Connection

    from greenpark_assess.history.record import Entry, Facts, Judged
    from greenpark_assess.rubric.model import Rubric
    from greenpark_assess.scoring.rows import Asked

_AT_ONCE = 500  # entries that one statement may name
_ENTRY = """
    SELECT key, park, names, country, period, revision, rubric_id, rubric.version, rubric,
           date, engine, illustrative, score, low, high, coverage, level, possible, provisional
    FROM assessment JOIN rubric ON rubric.hash = assessment.rubric
"""
_IN_ORDER = "ORDER BY park, period, revision"


class History:
    """An open history file; ``with`` closes it.

    Every method raises ``ProblemsFound`` where the file is damaged, or others keep it busy for
    longer than anybody waits.
    """

    def __init__(self, path: str | Path, *, make: bool = False) -> None:
        """Open a file; ``make`` says that a missing one becomes a new history."""
        self.path = path
        self._connection: Connection = connected(path, make=make)

    def __enter__(self) -> Self:
        """Return the history itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close the file."""
        self.close()

    def close(self) -> None:
        """Close the file; nothing that was added waits for this."""
        with trouble(self.path):
            self._connection.close()

    # ---- adding

    def add(self, assessments: Iterable[Judged], *, again: bool = False) -> tuple[Added, ...]:
        """Add assessments, all of them or none; once this returns, they stay.

        What is there already, the same answers file judged by the same rubric, is not added;
        ``again`` adds it all the same, so that it becomes the newest revision.
        """
        packed = pack(assessments)  # which takes longer than anybody should wait
        with self._writing():
            return tuple(self._add(one, again=again) for one in packed)

    @contextmanager
    def _writing(self) -> Iterator[None]:
        with trouble(self.path):
            # Waits here for its turn, and not half-way, where waiting may have no end.
            self._connection.execute("BEGIN IMMEDIATE")
            with self._connection:
                yield

    def _add(self, one: Packed, *, again: bool) -> Added:
        about = one.judged.assessment
        park, period, rubric = about.park.id, about.period, about.rubric
        there = self._value(
            "SELECT max(revision) FROM assessment "
            "WHERE park = ? AND period = ? AND rubric = ? AND content = ?",
            (park, period, rubric.hash, one.content),
        )
        if there and not again:
            current = self._value(
                "SELECT max(revision) FROM assessment "
                "WHERE park = ? AND period = ? AND rubric_id = ?",
                (park, period, rubric.id),
            )
            return Added(park, period, there, current, new=False)
        newest = self._value(
            "SELECT max(revision) FROM assessment WHERE park = ? AND period = ?", (park, period)
        )
        revision = (newest or 0) + 1
        self._insert(one, revision)
        return Added(park, period, revision, revision, new=True)

    def _insert(self, one: Packed, revision: int) -> None:
        self._run("INSERT INTO rubric VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING", one.rubric)
        about = one.judged.assessment
        values = (about.park.id, about.period, revision, *one.assessment)
        marks = ", ".join("?" * len(values))
        key = self._run(f"INSERT INTO assessment VALUES (NULL, {marks})", values).lastrowid
        self._run("INSERT INTO facts VALUES (?, ?, ?)", (key, *one.facts))
        self._run("INSERT INTO document VALUES (?, ?, ?)", (key, *one.document))

    # ---- listing

    def parks(self) -> tuple[str, ...]:
        """Return the ids of all parks, sorted."""
        return tuple(park for (park,) in self._rows("SELECT DISTINCT park FROM assessment", ()))

    def entries(
        self,
        park: str | None = None,
        since: str | None = None,
        period: str | None = None,
        *,
        all_revisions: bool = False,
    ) -> tuple[Entry, ...]:
        """Return the current entries, or all revisions, by park, period and revision.

        Args:
            park: Only this one.
            since: Only periods from this one on; periods are compared as texts.
            period: Only this one.
            all_revisions: Also those that a later one has replaced.
        """
        conditions = {"park = ?": park, "period >= ?": since, "period = ?": period}
        given = {text: value for text, value in conditions.items() if value is not None}
        where = f"WHERE {' AND '.join(given)}" if given else ""
        if not all_revisions:
            where = f"WHERE key IN ({_current(where)})"
        rows = self._rows(f"{_ENTRY} {where} {_IN_ORDER}", tuple(given.values()))
        with unpacking(self.path):
            return tuple(map(entry_of, rows))

    def points_of(self, name: str) -> tuple[Points, ...]:
        """Return the points of a node or indicator in all current entries that have it."""
        found: list[Points] = []
        for hash_, slots in self._rows("SELECT hash, slots FROM rubric", ()):
            with unpacking(self.path):
                places = json.loads(slots)
            if name in places:
                found += self._points(hash_, places.index(name))
        return tuple(sorted(found))

    def _points(self, rubric: str, place: int) -> list[Points]:
        rows = self._rows(
            f"SELECT park, period, revision, substr(points, ?, ?) FROM assessment "
            f"WHERE rubric = ? AND key IN ({_current()})",
            (DOUBLE * place + 1, DOUBLE, rubric),
        )
        with unpacking(self.path):
            return [
                Points(park, period, revision, rubric, points)
                for park, period, revision, raw in rows
                for points in doubles(raw, count=1)
            ]

    # ---- reading back

    def all_points(self, entry: Entry) -> dict[str, float | None]:
        """Return the points of every indicator and node of an entry, in the rubric's order."""
        rows = self._rows(
            "SELECT slots, points FROM assessment JOIN rubric ON hash = rubric WHERE key = ?",
            (entry.key,),
        )
        with unpacking(self.path):
            ((slots, raw),) = rows
            return points_of(raw, slots)

    def source(self, entry: Entry) -> Source:
        """Return the answers file and the assessment of an entry, word for word."""
        rows = self._rows(
            "SELECT answers, result, content FROM document "
            "JOIN assessment ON key = assessment WHERE key = ?",
            (entry.key,),
        )
        with unpacking(self.path):
            ((answers, result, content),) = rows
            text = text_of(answers)
            if digest(text) != content:
                raise ValueError(content)
            return Source(text, text_of(result))

    def rubric(self, hash_: str) -> Rubric:
        """Return a rubric that has judged an entry, as it was then."""
        rows = self._rows("SELECT content FROM rubric WHERE hash = ?", (hash_,))
        with unpacking(self.path):
            ((content,),) = rows
            return rubric_of(content, hash_)

    def asked(self, hash_: str) -> tuple[Asked, ...]:
        """Return the questions that the rows of a rubric's entries answer."""
        rows = self._rows("SELECT asked FROM rubric WHERE hash = ?", (hash_,))
        with unpacking(self.path):
            ((asked,),) = rows
            return asked_of(asked)

    def facts(self, entries: Sequence[Entry]) -> list[Facts]:
        """Return the answers behind each entry as a row of the engine's table."""
        found: dict[int, Facts] = {}
        for start in range(0, len(entries), _AT_ONCE):
            keys = [entry.key for entry in entries[start : start + _AT_ONCE]]
            marks = ", ".join("?" * len(keys))
            rows = self._rows(
                f"SELECT assessment, row, unread FROM facts WHERE assessment IN ({marks})", keys
            )
            with unpacking(self.path):
                found |= {key: facts_of(*cells) for key, *cells in rows}
        with unpacking(self.path):
            return [found[entry.key] for entry in entries]

    # ---- the connection

    def _run(self, statement: str, values: Sequence[object]) -> Any:  # noqa: ANN401 - a cursor
        return self._connection.execute(statement, values)

    def _rows(self, statement: str, values: Sequence[object]) -> list[tuple[Any, ...]]:
        with trouble(self.path):
            found: list[tuple[Any, ...]] = self._run(statement, values).fetchall()
            return found

    def _value(self, statement: str, values: Sequence[object]) -> Any:  # noqa: ANN401 - a cell
        return self._run(statement, values).fetchone()[0]


def _current(where: str = "") -> str:
    """Return the query for the keys of the current entries."""
    return f"""
        SELECT key FROM (
            SELECT key, max(revision) FROM assessment {where} GROUP BY park, period, rubric_id
        )
    """
