"""Opening a history file: made where it is missing, brought up to date, refused if it is no such.

Everything that can go wrong with the file comes out as a problem that names it.
"""

from __future__ import annotations

import os
import sqlite3
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from greenpark_assess.files import refuse_source, refuse_target
from greenpark_assess.history import schema
from greenpark_assess.problems import Place, Problem, ProblemsFound

PATIENCE = 30.0
"""Seconds that a program waits for others to finish writing."""

_OLDEST = (3, 37)  # the first with STRICT tables
_TURNS = 100
_PRIMARY = 0xFF  # an extended error code holds the primary one in its last byte
_MEANING = {
    sqlite3.SQLITE_NOTADB: "history.foreign",
    sqlite3.SQLITE_CORRUPT: "history.damaged",
    sqlite3.SQLITE_ERROR: "history.damaged",  # a table or a column is not there
    sqlite3.SQLITE_BUSY: "history.busy",
    sqlite3.SQLITE_LOCKED: "history.busy",
    sqlite3.SQLITE_READONLY: "file.not_writable_for_you",
    sqlite3.SQLITE_PERM: "file.not_writable_for_you",
    sqlite3.SQLITE_FULL: "file.disk_full",
}


def connected(path: str | Path, *, make: bool) -> sqlite3.Connection:
    """Return a connection to a history file of the newest version.

    Args:
        path: The file.
        make: Whether a file that is missing (or empty) becomes a new history.

    Raises:
        ProblemsFound: The file is missing, cannot be opened, is of a later version, damaged, or
            something else.
    """
    if sqlite3.sqlite_version_info < _OLDEST:
        details = {"found": sqlite3.sqlite_version, "needed": ".".join(map(str, _OLDEST))}
        raise ProblemsFound([Problem("machine.old_sqlite", details=details)])
    if make and is_new(path):
        refuse_target(path, overwrite=True)
    else:
        _refuse_missing(path)
    with trouble(path):
        connection = sqlite3.connect(
            _address(Path(path).resolve()), uri=True, timeout=PATIENCE, isolation_level=None
        )
        try:
            _prepare(connection, path, make=make)
        except BaseException:
            connection.close()
            raise
        return connection


def _refuse_missing(path: str | Path) -> None:
    """Refuse what cannot be read; where nothing is there, also say how a history begins."""
    try:
        refuse_source(path)
    except ProblemsFound as found:
        if found.problems[0].code != "file.missing":
            raise
        hint = Problem("history.how_to_begin", found.problems[0].place, severity="note")
        raise ProblemsFound([*found.problems, hint]) from None


def is_new(path: str | Path) -> bool:
    """Tell whether there is no file of this name, be it one that no file can have."""
    return not os.path.exists(path)  # noqa: PTH110 - Path.exists raises where a name is too long


@contextmanager
def trouble(path: str | Path) -> Iterator[None]:
    """Turn what the database complains about into a problem of the file."""
    try:
        yield
    except sqlite3.Error as error:
        number = getattr(error, "sqlite_errorcode", None)
        if number is None or isinstance(error, sqlite3.IntegrityError):
            raise  # a defect of ours
        code = _MEANING.get(number & _PRIMARY, "file.not_readable")
        raise _problem(code, path, reason=str(error)) from error


@contextmanager
def unpacking(path: str | Path) -> Iterator[None]:
    """Turn what does not come out as it was packed into a problem of the file."""
    try:
        yield
    except (zlib.error, LookupError, TypeError, ValueError) as error:
        raise _problem("history.damaged", path, reason=type(error).__name__) from error


def _address(path: Path) -> str:
    """Return the file as an address for SQLite, which says how it may be used.

    Where nothing can be written, nobody else writes either; so it needs no lock.
    """
    name = path.as_uri()
    if is_new(path):
        return f"{name}?mode=rwc"
    if _writable(path):
        return f"{name}?mode=rw"
    return f"{name}?mode=ro" if _waiting(path) else f"{name}?mode=ro&immutable=1"


def _writable(path: Path) -> bool:
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def _waiting(path: Path) -> bool:
    """Tell whether a log of changes lies beside the file that are not in it yet."""
    log = path.with_name(f"{path.name}-wal")
    return log.exists() and log.stat().st_size > 0


def _prepare(connection: sqlite3.Connection, path: str | Path, *, make: bool) -> None:
    if schema.is_empty(connection):
        if not make:
            raise _problem("history.empty", path)
        _write_ahead(connection)
    elif schema.application_of(connection) != schema.APPLICATION:
        raise _problem("history.foreign", path)
    connection.execute("PRAGMA foreign_keys = ON")
    found, known = schema.version_of(connection), len(schema.STEPS)
    if found > known:
        raise _problem("history.newer", path, found=found, known=known)
    if found < known:
        schema.bring_up_to_date(connection)


def _write_ahead(connection: sqlite3.Connection) -> None:
    """Let the file have a write-ahead log, with which readers and a writer need not wait.

    SQLite does not wait for others who do the same, so this waits for its turn and tries again.
    """
    for _ in range(_TURNS):
        try:
            connection.execute("PRAGMA journal_mode = WAL")
        except sqlite3.OperationalError as error:
            if error.sqlite_errorcode & _PRIMARY != sqlite3.SQLITE_BUSY:
                raise
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("ROLLBACK")
        else:
            return


def _problem(code: str, path: str | Path, **details: object) -> ProblemsFound:
    return ProblemsFound([Problem(code, Place(str(path), line=0, column=0), details)])
