"""Rows of the table for later: a park's answers as bytes, and what they say under another rubric.

A kept row is the park's row of the table, as it was under the rubric that asked. Under a newer
version the columns move, but an answer to the same question stays the same fact; only where the
question is read otherwise (another unit, other options, other limits) the text has to be read anew.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import numpy as np

from greenpark_assess.expressions.columns import Bools
from greenpark_assess.rubric.model import Question, Rubric
from greenpark_assess.scoring.plan import Plan, QuestionPlan
from greenpark_assess.scoring.table import MISSING, Table

_FLOAT = np.dtype("<f8")  # the same bytes on every machine


class Asked(NamedTuple):
    """What decides how an answer to a question is read, and what its columns are.

    Texts and the labels of options are not among it: they may be put better at any time.
    """

    id: str
    kind: str
    unit: str | None
    min: float | None
    max: float | None
    na: str
    options: tuple[str, ...]


def asked_by(rubric: Rubric, plan: Plan) -> tuple[Asked, ...]:
    """Return the questions of a rubric in the order of its rows."""
    return tuple(_asked(one.id, rubric.questions[one.id]) for one in plan.questions)


def _asked(name: str, question: Question) -> Asked:
    return Asked(
        id=name,
        kind=question.kind,
        unit=question.unit,
        min=question.min,
        max=question.max,
        na=question.na,
        options=tuple(question.options or ()),
    )


def kept_row(table: Table, row: int) -> bytes:
    """Return one row as bytes: lower ends, upper ends, states."""
    ends = (end[:, row].astype(_FLOAT).tobytes() for end in (table.low, table.high))
    return b"".join(ends) + table.state[:, row].tobytes()


def table_of(rows: Sequence[bytes], asked: Sequence[Asked]) -> Table:
    """Return the table of kept rows that all answer the same questions.

    Raises:
        ValueError: A row has another length than these questions need.
    """
    width = sum(_width(one) for one in asked)
    size = 2 * width * _FLOAT.itemsize + len(asked)
    if any(len(row) != size for row in rows):
        raise ValueError(size)
    bytes_ = np.frombuffer(b"".join(rows), np.uint8).reshape(len(rows), size)
    ends = np.ascontiguousarray(bytes_[:, : size - len(asked)]).view(_FLOAT).T
    state = np.ascontiguousarray(bytes_[:, size - len(asked) :].T)
    return Table(ends[:width].astype(np.float64), ends[width:].astype(np.float64), state)


def carried(
    table: Table, asked: Sequence[Asked], rubric: Rubric, plan: Plan
) -> tuple[Table, Bools]:
    """Return what ``table``, in which ``asked`` are answered, says to the questions of ``plan``.

    Returns:
        The table for ``plan``, and which of its rows are not sure: they answer a question that
        is now read otherwise (it stands open here), so their text has to be read anew.
    """
    old, rows = _places(asked), table.rows
    low, high = np.empty((plan.width, rows)), np.empty((plan.width, rows))
    state = np.full((len(plan.questions), rows), MISSING, np.uint8)
    unsure = np.zeros(rows, bool)
    for question in plan.questions:
        span = slice(question.column, question.column + question.width)
        low[span], high[span] = question.low, question.high
        if question.id not in old:
            continue
        was, row, columns = old[question.id]
        given = table.state[row] != MISSING
        if not _reads_alike(was, _asked(question.id, rubric.questions[question.id])):
            unsure |= given
            continue
        state[question.row] = table.state[row]
        source = [columns[place] for place in _order(was, question)]
        low[span] = np.where(given, table.low[source], low[span])
        high[span] = np.where(given, table.high[source], high[span])
    return Table(low, high, state), unsure


def joined_tables(tables: Sequence[Table]) -> Table:
    """Return the rows of all tables, one table after the other."""
    return Table(
        np.concatenate([table.low for table in tables], axis=1),
        np.concatenate([table.high for table in tables], axis=1),
        np.concatenate([table.state for table in tables], axis=1),
    )


def _width(asked: Asked) -> int:
    return len(asked.options) or 1


def _places(asked: Sequence[Asked]) -> Mapping[str, tuple[Asked, int, range]]:
    places, column = {}, 0
    for row, one in enumerate(asked):
        places[one.id] = (one, row, range(column, column + _width(one)))
        column += _width(one)
    return places


def _reads_alike(was: Asked, now: Asked) -> bool:
    """Tell whether the same answer means the same; the order of options does not matter."""
    return was._replace(options=()) == now._replace(options=()) and set(was.options) == set(
        now.options
    )


def _order(was: Asked, question: QuestionPlan) -> list[int]:
    """Return where each column of a question was among the columns that it had."""
    return [was.options.index(option) for option in question.options] or [0]
