"""A whole history under one rubric: every answer of then, judged as of now.

The answers are kept as rows of the engine's table, so no file is read again unless the rubric now
reads one of its answers otherwise, or asks for one that it did not ask for then.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from greenpark_assess.answers.model import Answers, Park
from greenpark_assess.answers.read import read_answers
from greenpark_assess.documents import read
from greenpark_assess.problems import Problem
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.plan import Plan, compile_plan
from greenpark_assess.scoring.rows import carried, joined_tables, table_of
from greenpark_assess.scoring.table import Table, encode

if TYPE_CHECKING:
    from greenpark_assess.history.record import Entry
    from greenpark_assess.history.store import History
    from greenpark_assess.rubric.model import Rubric


@dataclass(frozen=True, slots=True)
class Rescored:
    """Entries under one rubric: ``scores`` has a row per entry, in the order of ``entries``.

    ``reread`` counts the entries whose answers file had to be read again, ``problems`` are what
    was wrong in them for this rubric; such an answer counts as open.
    """

    entries: tuple[Entry, ...]
    plan: Plan
    scores: Scores
    reread: int
    problems: tuple[Problem, ...]


def rescore(history: History, rubric: Rubric, entries: Sequence[Entry] | None = None) -> Rescored:
    """Judge entries (all current ones, if none are named) by ``rubric``."""
    plan = compile_plan(rubric)
    wanted = history.entries() if entries is None else entries
    ordered: list[Entry] = []
    tables = [encode(plan, [])]
    problems: list[Problem] = []
    reread = 0
    for hash_ in dict.fromkeys(entry.rubric_hash for entry in wanted):
        group = [entry for entry in wanted if entry.rubric_hash == hash_]
        table, count, found = _group(history, rubric, plan, group)
        ordered += group
        tables.append(table)
        problems += found
        reread += count
    scores = score(plan, joined_tables(tables), with_gains=False)
    return Rescored(tuple(ordered), plan, scores, reread, tuple(problems))


def _group(
    history: History, rubric: Rubric, plan: Plan, entries: Sequence[Entry]
) -> tuple[Table, int, tuple[Problem, ...]]:
    """Return the rows of entries that one rubric has judged, and how many were read again."""
    asked = history.asked(entries[0].rubric_hash)
    facts = history.facts(entries)
    kept = table_of([one.row for one in facts], asked)
    table, unsure = carried(kept, asked, rubric, plan)
    now_asked = set(plan.rows)
    again = [
        row for row, one in enumerate(facts) if unsure[row] or not now_asked.isdisjoint(one.unread)
    ]
    problems: list[Problem] = []
    for row in again:
        answers, found = _read_again(history, rubric, entries[row])
        problems += found
        fresh = encode(plan, [answers])
        table.low[:, row], table.high[:, row] = fresh.low[:, 0], fresh.high[:, 0]
        table.state[:, row] = fresh.state[:, 0]
    return table, len(again), tuple(problems)


def _read_again(
    history: History, rubric: Rubric, entry: Entry
) -> tuple[Answers, tuple[Problem, ...]]:
    name = f"{entry.park} {entry.period}"
    document = read(history.source(entry).answers, name)
    answers, problems = read_answers(document, rubric, any_rubric=True)
    errors = [one for one in problems if one.severity == "error"]
    nothing = Answers(entry.rubric, Park(entry.park), entry.period)
    return answers or nothing, tuple(errors)
