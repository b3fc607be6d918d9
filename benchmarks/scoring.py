"""The engine beside the plain reference scorer of the tests, and beside itself."""

from __future__ import annotations

import sys
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import fields
from importlib import import_module
from pathlib import Path

import numpy as np
import synthetic
from measure import Finding, cpu, in_turn, ratios
from numpy.typing import NDArray

from greenpark_assess.answers.model import Answers
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.engine import Scores, score
from greenpark_assess.scoring.plan import Plan, compile_plan
from greenpark_assess.scoring.table import Table, encode

TESTS = Path(__file__).resolve().parent.parent / "tests"
INDICATORS = 100
ROWS = 10_000
PARKS = 400  # different ones; a larger table repeats them in random order
SINGLE = 40  # rows that are scored one by one
BATCHES = (1, 7, 1000)
CALLS = 150  # at most, for one batch size
LARGE_RUBRIC = 1000
MEGABYTE = 1_000_000


def findings(*, quick: bool) -> Iterator[Finding]:
    """Measure speed, equality, memory and compilation of the engine."""
    rubric = synthetic.rubric(INDICATORS)
    plan = compile_plan(rubric)
    parks = synthetic.parks(rubric, PARKS)
    some = encode(plan, parks)
    rounds = 3 if quick else 9
    yield from _speed(plan, some, _plain_scorer(rubric, parks[:SINGLE]), rounds)
    yield _equal_bits(plan, _drawn(some, 2100))
    yield _memory(plan, _drawn(some, 20_000 if quick else 100_000))
    yield from _compilation(rounds)


def _plain_scorer(rubric: Rubric, parks: list[Answers]) -> Callable[[], object]:
    """Return a task that judges ``parks`` one after the other and keeps the results."""
    sys.path.append(str(TESTS))
    plain = import_module("reference").score
    given = [{name: one.value for name, one in park.answers.items()} for park in parks]
    return lambda: [plain(rubric, one, gains=False) for one in given]


def _speed(plan: Plan, some: Table, plain: Callable[[], object], rounds: int) -> Iterator[Finding]:
    many = _drawn(some, ROWS)
    single = [_part(some, row, row + 1) for row in range(SINGLE)]
    costs = in_turn(
        {
            "plain": cpu(plain),
            "many": cpu(lambda: score(plan, many, with_gains=False)),
            "many with gains": cpu(lambda: score(plan, many)),
            "single": cpu(lambda: [score(plan, one, with_gains=False) for one in single]),
            "single with gains": cpu(lambda: [score(plan, one) for one in single]),
        },
        rounds,
    )
    faster = ratios(costs["plain"], costs["many"], ROWS / SINGLE)
    yield Finding("plain scorer row by row / engine, 10,000 rows", faster, at_least=60)
    slower = ratios(costs["single"], costs["plain"])
    yield Finding("engine, one row / plain scorer", slower, at_most=2.5)
    one = ratios(costs["single with gains"], costs["single"])
    yield Finding("with all gains / without, one row", one, at_most=3)
    all_ = ratios(costs["many with gains"], costs["many"])
    yield Finding("with all gains / without, 10,000 rows", all_, at_most=3)


def _drawn(table: Table, rows: int) -> Table:
    """Return a table of rows drawn from ``table``."""
    at = np.random.default_rng(1).integers(0, table.rows, rows)
    return Table(table.low[:, at], table.high[:, at], table.state[:, at])


def _part(table: Table, start: int, stop: int) -> Table:
    rows = slice(start, stop)
    return Table(table.low[:, rows].copy(), table.high[:, rows].copy(), table.state[:, rows].copy())


# --- the same bits --------------------------------------------------------------------


def _equal_bits(plan: Plan, table: Table) -> Finding:
    """Count the numbers that come out otherwise in batches than all at once."""
    whole = score(plan, table)
    different = 0
    for batch in BATCHES:
        starts = range(0, table.rows, batch)
        for start in starts[:: max(1, len(starts) // CALLS)]:
            stop = min(start + batch, table.rows)
            alone = score(plan, _part(table, start, stop))
            different += _differences(alone, whole, slice(start, stop))
    return Finding("numbers that differ in batches of 1, 7, 1,000, all", [different], "", at_most=0)


def _differences(alone: Scores, whole: Scores, rows: slice) -> int:
    pairs = zip(_arrays(alone), _arrays(whole), strict=True)
    return sum(_unequal(one, other[..., rows]) for one, other in pairs)


def _unequal(one: NDArray[np.generic], other: NDArray[np.generic]) -> int:
    same = (one == other) | ((one != one) & (other != other))  # noqa: PLR0124 - not a number
    return int(np.count_nonzero(~same))


def _arrays(scores: Scores) -> list[NDArray[np.generic]]:
    return [getattr(scores, field.name) for field in fields(scores)]


# --- memory and compilation -----------------------------------------------------------


def _memory(plan: Plan, table: Table) -> Finding:
    """Return the peak beside the table, which is there before, and the scores."""
    score(plan, _part(table, 0, 1))
    tracemalloc.start()
    scores = score(plan, table)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    output = sum({id(array): array.nbytes for array in _arrays(scores)}.values())
    beside = (peak - output) / MEGABYTE
    return Finding(f"working memory, {table.rows:,} rows", [beside], " MB", at_most=32)


def _compilation(rounds: int) -> Iterator[Finding]:
    rubric = synthetic.rubric(LARGE_RUBRIC)
    costs = in_turn({"compile": cpu(lambda: compile_plan(rubric)), "loop": cpu(_loop)}, rounds)
    milliseconds = [1000 * seconds for seconds in costs["compile"]]
    yield Finding("compiling 1,000 indicators", milliseconds, " ms", at_most=50)
    beside_loop = ratios(costs["compile"], costs["loop"])
    yield Finding("compiling 1,000 indicators / a million additions in Python", beside_loop)


def _loop() -> int:
    total = 0
    for number in range(1_000_000):
        total += number
    return total
