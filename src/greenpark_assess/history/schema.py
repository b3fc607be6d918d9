"""The tables of a history file, and the steps that bring an older file up to date."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sqlite3 import Connection

APPLICATION = int.from_bytes(b"gpkh")
"""What ``PRAGMA application_id`` says of a file that is ours."""

_TABLES = ("rubric", "assessment", "facts", "document")

# What a list or a comparison reads is in `assessment`, in few bytes per row; what only one
# assessment or a new judgement needs is elsewhere.
_FIRST = (
    """
    CREATE TABLE rubric (
        hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of the content
        id TEXT NOT NULL,
        version TEXT NOT NULL,
        content BLOB NOT NULL, -- the whole rubric: JSON, zlib
        asked TEXT NOT NULL,   -- JSON: the questions that the rows of `facts` answer
        slots TEXT NOT NULL    -- JSON: the indicators and nodes whose points stand in `points`
    ) STRICT
    """,
    """
    CREATE TABLE assessment (
        key INTEGER NOT NULL PRIMARY KEY,
        park TEXT NOT NULL,
        period TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        rubric TEXT NOT NULL REFERENCES rubric (hash),
        rubric_id TEXT NOT NULL,
        content TEXT NOT NULL, -- SHA-256 of the answers file
        names TEXT NOT NULL,   -- JSON: language to name
        country TEXT NOT NULL,
        illustrative INTEGER NOT NULL CHECK (illustrative IN (0, 1)),
        date TEXT NOT NULL,
        engine TEXT NOT NULL,
        score REAL,            -- NULL where nothing applies
        low REAL,
        high REAL,
        coverage REAL NOT NULL,
        level TEXT,
        possible TEXT,
        provisional INTEGER NOT NULL CHECK (provisional IN (0, 1)),
        points BLOB NOT NULL,  -- doubles, little-endian; NaN where there are none
        UNIQUE (park, period, revision)
    ) STRICT
    """,
    "CREATE INDEX newest ON assessment (park, period, rubric_id, revision)",
    """
    CREATE TABLE facts (
        assessment INTEGER NOT NULL PRIMARY KEY REFERENCES assessment (key),
        row BLOB NOT NULL,     -- the park's row of the engine's table, zlib
        unread TEXT NOT NULL   -- JSON: answers in the file to questions that the rubric has not
    ) STRICT
    """,
    """
    CREATE TABLE document (
        assessment INTEGER NOT NULL PRIMARY KEY REFERENCES assessment (key),
        answers BLOB NOT NULL, -- the answers file, word for word: UTF-8, zlib
        result BLOB NOT NULL   -- greenpark-assessment/1: JSON, zlib
    ) STRICT
    """,
    *(
        f"""
        CREATE TRIGGER {table}_knows_no_{verb.lower()} BEFORE {verb} ON {table}
        BEGIN SELECT RAISE(ABORT, 'a history is only added to'); END
        """
        for table in _TABLES
        for verb in ("UPDATE", "DELETE")
    ),
)

STEPS: tuple[tuple[str, ...], ...] = (_FIRST,)
"""``STEPS[n]`` brings a file from version n to n + 1; a step that was released never changes."""


def version_of(connection: Connection) -> int:
    """Return the version of a file; 0 where nothing is in it yet."""
    return _pragma(connection, "user_version")


def application_of(connection: Connection) -> int:
    """Return whose file it is, as it says itself; 0 where it does not say."""
    return _pragma(connection, "application_id")


def is_empty(connection: Connection) -> bool:
    """Tell whether a database has nothing in it at all."""
    (tables,) = connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    return not (tables or version_of(connection) or application_of(connection))


def bring_up_to_date(connection: Connection) -> None:
    """Take the steps that the file still lacks: all of them or, whatever happens, none."""
    connection.execute("BEGIN IMMEDIATE")
    with connection:  # several programs may find the same old file; one takes the steps
        for number, step in enumerate(STEPS[version_of(connection) :], version_of(connection) + 1):
            for statement in step:
                connection.execute(statement)
            connection.execute(f"PRAGMA application_id = {APPLICATION}")
            connection.execute(f"PRAGMA user_version = {number}")


def _pragma(connection: Connection, name: str) -> int:
    (value,) = connection.execute(f"PRAGMA {name}").fetchone()
    return int(value)
