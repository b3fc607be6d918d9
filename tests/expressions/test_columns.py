"""Typed trees over columns: intervals that enclose every completion, and flags that say why."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import cache

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpark_assess.expressions import Scope, Type, analyse
from greenpark_assess.expressions.columns import (
    DECLARED,
    INVALID,
    LOOSE,
    NOT_ASKED,
    OPEN,
    ZERO,
    Column,
)
from greenpark_assess.expressions.compiled import Evaluate, compile_tree
from greenpark_assess.expressions.conditions import compare, tally
from greenpark_assess.units import Unit
from support import ask

NUMBERS = ("a", "b", "c")
TRUTHS = ("p", "q", "r")
OPTIONS = ("x", "y", "z")
SCOPE = Scope(
    {name: ask("number") for name in NUMBERS}
    | {name: ask("yes_no") for name in TRUTHS}
    | {"one": ask("choice", options=dict.fromkeys(OPTIONS, "!"))}
    | {"many": ask("choices", options=dict.fromkeys(OPTIONS, "!"))},
    value=Type("number", Unit()),
    nodes=frozenset({"total"}),
)
NA = "n/a"
MAYBE = "?"
INF = math.inf


class Stub:
    """Facts by name; options stand under ``question.option``."""

    def __init__(self, columns: Mapping[str, Column]) -> None:
        self.columns = columns

    def fact(self, question: str) -> Column:
        return self.columns[question]

    def chosen(self, question: str, option: str) -> Column:
        return self.columns[f"{question}.{option}"]

    def own_value(self) -> Column:
        return self.columns["value"]

    def score(self, node: str) -> Column:
        return self.columns[f"score({node})"]


def point(*values: float) -> Column:
    numbers = np.array(values, float)
    return Column(numbers, numbers)


def between(*ends: tuple[float, float], flags: int | Sequence[int] = 0) -> Column:
    low, high = np.array(ends, float).T
    return Column(low, high, np.array(flags, np.uint8) if np.any(flags) else 0)


def flagged(flags: int, low: float = 0.0, high: float = 0.0) -> Column:
    return Column(np.array([low]), np.array([high]), np.array([flags], np.uint8))


def truth(state: str) -> Column:
    """Return yes, no, unknown (which may still be n/a), unknown for sure (?), or n/a."""
    low = np.array([state == "yes"])
    if state in {"yes", "no"}:
        return Column(low, low)
    flags = {MAYBE: OPEN, "unknown": OPEN | LOOSE, NA: DECLARED}[state]
    return Column(low, np.array([state != NA]), np.array([flags], np.uint8))


@cache
def compiled(text: str) -> Evaluate:
    found = analyse(text, SCOPE)
    assert found.tree is not None, found.faults
    return compile_tree(found.tree)


def run(text: str, **columns: Column) -> Column:
    with np.errstate(all="ignore"):
        return compiled(text)(Stub(columns))


def ends(column: Column) -> tuple[float, float]:
    (low,), (high,) = np.ravel(column.low), np.ravel(column.high)
    return low.item(), high.item()


def flag(column: Column) -> int:
    return int(np.ravel(np.asarray(column.flags))[0])


# --- worked numbers ---------------------------------------------------------------------------

AB = {"a": (2.0, 3.0), "b": (-1.0, 4.0), "c": (5.0, 5.0)}
WORKED: dict[str, tuple[str, float, float]] = {
    "sum": ("a + b", 1, 7),
    "difference": ("a - b", -2, 4),
    "product": ("a * b", -3, 12),
    "quotient": ("b / a", -0.5, 2),
    "negative": ("-a", -3, -2),
    "same twice is wider than the truth": ("a - a", -1, 1),
    "even power over zero": ("b ** 2", 0, 16),
    "odd power over zero": ("b ** 3", -1, 64),
    "even power below zero": ("(-a) ** 2", 4, 9),
    "negative power": ("a ** -1", 1 / 3, 0.5),
    "negative even power below zero": ("(-a) ** -2", 1 / 9, 0.25),
    "power of nothing": ("b ** 0", 1, 1),
    "root as a power": ("(a + 2) ** 0.5", 2, math.sqrt(5)),
    "absolute over zero": ("abs(b)", 0, 4),
    "absolute below zero": ("abs(-a)", 2, 3),
    "absolute above zero": ("abs(a)", 2, 3),
    "logarithm": ("ln(a)", math.log(2), math.log(3)),
    "root": ("sqrt(a + 2)", 2, math.sqrt(5)),
    "least": ("min(a, b, c)", -1, 3),
    "greatest": ("max(a, b)", 2, 4),
    "all together": ("sum(a, b, c)", 6, 12),
    "surely more": ("c > a", True, True),
    "surely not more": ("a > c", False, False),
    "perhaps more": ("b > a", False, True),
    "at least": ("b >= 4", False, True),
    "at most, for certain": ("b <= 4", True, True),
    "less": ("a < 3", False, True),
    "equal": ("c == 5", True, True),
    "perhaps equal": ("a == b", False, True),
    "surely different": ("a != c", True, True),
    "perhaps different": ("a != b", False, True),
    "between": ("1 <= a <= 4", True, True),
    "not": ("not b > a", False, True),
    "known branch": ("a if c == 5 else b", 2, 3),
    "either branch": ("a if b > 0 else c", 2, 5),
    "own value": ("value + 1", 8, 9),
    "score": ("score(total) >= 60", False, True),
}


@pytest.mark.parametrize(("text", "low", "high"), WORKED.values(), ids=WORKED)
def test_worked_interval(text: str, low: float, high: float) -> None:
    columns = {name: between(pair) for name, pair in AB.items()}
    own = {"value": between((7, 8)), "score(total)": between((50, 70))}
    found = run(text, **columns, **own)
    assert ends(found) == pytest.approx((low, high), rel=1e-15)
    assert flag(found) == 0


def test_an_open_end_stays_open() -> None:
    a, b = between((1, INF)), between((-INF, 2))
    assert ends(run("a + b", a=a, b=b)) == (-INF, INF)
    assert ends(run("a - a", a=a)) == (-INF, INF)
    assert ends(run("a * 0", a=a)) == (0, 0)
    assert ends(run("a * b", a=a, b=b)) == (-INF, INF)
    assert ends(run("1 / a", a=a)) == (0, 1)
    assert ends(run("a / a", a=a)) == (0, INF)
    assert ends(run("ln(a)", a=a)) == (0, INF)
    assert ends(run("a ** 2", a=b)) == (0, INF)


# --- the hull encloses every completion -------------------------------------------------------

EXPRESSIONS = [
    "a + b",
    "a - b",
    "a * b",
    "a / b",
    "-a",
    "abs(a)",
    "ln(a)",
    "sqrt(a)",
    *(f"a ** {exponent}" for exponent in (0, 1, 2, 3, 4, 0.5, 1.5, -1, -2, -3, -0.5)),
    "min(a, b, c)",
    "max(a, b, c)",
    "sum(a, b, c)",
    "a / (a + b)",
    "(a - b) * (a + c) - a * a",
    "a if a > b else c",
    "a if p else b",
    "count(a > b, p, not q, b >= c)",
    "share(a > b, p, not q, b >= c)",
    "a > b",
    "a >= b",
    "a < b",
    "a <= b",
    "a == b",
    "a != b",
    "a in [1, 2, 3]",
    "0 < a <= b",
    "p and q",
    "p or q",
    "not p",
    "p == q",
    "p != q",
    "(p or a > 1) and not (q and b > 1)",
    "p if q else a > b",
    "one == x",
    "one in [x, y]",
    "one != z",
    "x in many",
    "count(many) + share(many)",
    "a * 3 if one == x else b",
]

SIDES = st.one_of(
    st.sampled_from([-2.0, -1.0, 0.0, 0.5, 1.0, 2.0, 3.0]),
    st.floats(-100, 100, allow_subnormal=False),
)
INTERVALS = st.tuples(SIDES, SIDES).map(lambda pair: (min(pair), max(pair)))
THREE_WAYS = st.sampled_from([(0, 0), (1, 1), (0, 1)])
CHOSEN = st.lists(st.booleans(), min_size=3, max_size=3).filter(any)


def logical(pair: tuple[float, float]) -> Column:
    low, high = (np.array([bool(end)]) for end in pair)
    return Column(low, low if pair[0] == pair[1] else high)


@st.composite
def known_in_part(draw: st.DrawFn) -> tuple[dict[str, Column], dict[str, Column]]:
    """Intervals, and one completion inside them."""
    rng = draw(st.randoms(use_true_random=False))
    open_, completed = {}, {}
    for name in NUMBERS:
        low, high = draw(INTERVALS)
        inside = rng.choice([low, high, min(max(0.0, low), high), rng.uniform(low, high)])
        open_[name], completed[name] = between((low, high)), point(min(max(inside, low), high))
    for name in TRUTHS + tuple(f"many.{option}" for option in OPTIONS):
        pair = draw(THREE_WAYS)
        open_[name] = logical(pair)
        completed[name] = logical((choice := rng.choice(pair), choice))
    possible = draw(CHOSEN)
    picked = rng.choice([option for option, may in zip(OPTIONS, possible, strict=True) if may])
    for option, may in zip(OPTIONS, possible, strict=True):
        open_[f"one.{option}"] = logical((may and sum(possible) == 1, may))
        completed[f"one.{option}"] = logical((option == picked, option == picked))
    return open_, completed


@settings(max_examples=150)
@given(known_in_part())
def test_the_interval_encloses_every_completion(
    known: tuple[dict[str, Column], dict[str, Column]],
) -> None:
    for text in EXPRESSIONS:
        found, completed = (run(text, **columns) for columns in known)
        if flag(found) & LOOSE:
            continue  # may become undefined or n/a: the engine takes the whole range
        assert flag(completed) == flag(found), text
        if not flag(found) & (ZERO | INVALID):
            (low, high), (least, most) = ends(found), ends(completed)
            slack = 1e-9 * max(1.0, abs(least)) if math.isfinite(least) else 0
            assert low - slack <= least == most <= high + slack, text


@settings(max_examples=50)
@given(st.lists(known_in_part(), min_size=2, max_size=5))
def test_points_are_the_same_bits_alone_and_among_intervals(
    drawn: list[tuple[dict[str, Column], dict[str, Column]]],
) -> None:
    """The fast path for points and the general one give equal numbers, compared with ``==``."""
    open_, completed = drawn[0][0], [points for _, points in drawn]
    together = {name: _stacked(completed, name) for name in open_}
    mixed = {name: _stacked([open_, *completed], name) for name in open_}
    for text in EXPRESSIONS:
        for row, points in enumerate(completed):
            alone = _row(run(text, **points), 0)
            assert _row(run(text, **together), row) == alone, text
            assert _row(run(text, **mixed), row + 1) == alone, text


def _row(column: Column, row: int) -> tuple[str, ...]:
    """Return one row in a form in which NaN equals itself, and -0 equals 0."""
    parts = (np.ravel(np.asarray(part)) for part in (column.low, column.high, column.flags))
    return tuple(repr(part[row if len(part) > 1 else 0].item() + 0) for part in parts)


def _stacked(rows: Sequence[Mapping[str, Column]], name: str) -> Column:
    low = np.concatenate([columns[name].low for columns in rows])
    high = np.concatenate([columns[name].high for columns in rows])
    return Column(low, low if (low == high).all() else high)


@pytest.mark.parametrize(
    "text", ["a ** 2 / a ** 2", "a ** 2 - a ** 2", "a ** 2 * 0", "(a * a - a * a) * 3"]
)
def test_what_overflows_is_nowhere_a_number(text: str) -> None:
    alone = run(text, a=point(1e200))
    mixed = run(text, a=between((1, 2), (1e200, 1e200)))
    assert np.isnan(alone.low).all()
    assert np.isnan(mixed.low[1])
    assert np.isnan(mixed.high[1])


@pytest.mark.parametrize("relation", ["<", "<=", ">", ">=", "==", "!="])
def test_a_comparison_with_no_number_is_invalid(relation: str) -> None:
    nothing, open_ = point(math.nan, 1.0), between((0, 1), (0, 1))
    assert (compare(relation, nothing, point(1.0)).flags == [INVALID, 0]).all()
    assert (compare(relation, open_, nothing).flags == [INVALID, 0]).all()


# --- and, or, if: decided by the known side ---------------------------------------------------

YES, NO = (True, True, 0), (False, False, 0)
UNSURE = (False, True, OPEN)
DOUBTFUL = (False, True, OPEN | LOOSE)
GONE = DECLARED


def told(column: Column) -> object:
    """Return the ends and flags of a condition, or the flag alone of one that is surely n/a."""
    flags = flag(column)
    return flags if flags & (DECLARED | NOT_ASKED | ZERO) else (*ends(column), flags)


AND = {
    ("yes", "yes"): YES,
    ("yes", "no"): NO,
    ("no", "no"): NO,
    ("yes", MAYBE): UNSURE,
    ("no", MAYBE): NO,
    (MAYBE, MAYBE): UNSURE,
    ("yes", "unknown"): DOUBTFUL,
    ("no", "unknown"): NO,
    ("yes", NA): GONE,
    ("no", NA): NO,
    (NA, NA): GONE,
    (MAYBE, NA): DOUBTFUL,  # no would make it no, yes would make it n/a
    ("unknown", NA): DOUBTFUL,
}
TURNED = {"yes": "no", "no": "yes"}


@pytest.mark.parametrize(("sides", "expected"), AND.items(), ids=str)
def test_and(sides: tuple[str, str], expected: object) -> None:
    left, right = map(truth, sides)
    assert told(run("p and q", p=left, q=right)) == expected
    assert told(run("p and q", p=right, q=left)) == expected


@pytest.mark.parametrize(("sides", "expected"), AND.items(), ids=str)
def test_or_is_and_turned_round(sides: tuple[str, str], expected: object) -> None:
    left, right = (truth(TURNED.get(side, side)) for side in sides)
    if isinstance(expected, tuple):
        low, high, flags = expected
        expected = (not high, not low, flags)
    assert told(run("p or q", p=left, q=right)) == expected
    assert told(run("p or q", p=right, q=left)) == expected


def test_not() -> None:
    assert told(run("not p", p=truth("yes"))) == NO
    assert told(run("not p", p=truth(MAYBE))) == UNSURE
    assert told(run("not p", p=truth("unknown"))) == DOUBTFUL
    assert told(run("not p", p=truth(NA))) == GONE


@pytest.mark.parametrize(
    ("condition", "low", "high", "flags"),
    [("yes", 1, 1, 0), ("no", 2, 2, OPEN), (MAYBE, 1, 2, OPEN)],
)
def test_if_needs_only_the_side_that_counts(
    condition: str, low: float, high: float, flags: int
) -> None:
    found = run("a if p else b", p=truth(condition), a=point(1), b=flagged(OPEN, 2, 2))
    assert (*ends(found), flag(found)) == (low, high, flags)


@pytest.mark.parametrize(
    ("condition", "flags"),
    [("yes", 0), ("no", DECLARED), (MAYBE, OPEN | LOOSE), ("unknown", OPEN | LOOSE)],
)
def test_if_with_a_side_that_is_not_applicable(condition: str, flags: int) -> None:
    found = run("a if p else b", p=truth(condition), a=point(1), b=flagged(DECLARED))
    assert flag(found) | (OPEN if condition == MAYBE else 0) == flags


def test_if_with_a_condition_that_is_not_applicable() -> None:
    assert flag(run("a if p else b", p=truth(NA), a=point(1), b=point(2))) == DECLARED


def test_a_bound_may_decide_what_an_answer_leaves_open() -> None:
    open_ = flagged(OPEN, 0, INF)
    assert told(run("a >= 0", a=open_)) == YES
    assert told(run("a < 0", a=open_)) == NO
    assert told(run("a > 0", a=open_)) == UNSURE
    assert told(run("a != 1", a=open_)) == UNSURE
    assert told(run("a == -1", a=open_)) == NO


def test_what_may_become_not_applicable_is_never_decided() -> None:
    assert told(run("a >= 0", a=flagged(OPEN | LOOSE, 0, INF))) == DOUBTFUL
    assert told(run("a < 0", a=flagged(OPEN | LOOSE, 0, INF))) == DOUBTFUL


@pytest.mark.parametrize(
    "text", ["a + b", "b - a", "a * 0", "a / b", "b / a", "a ** 2", "abs(a)", "min(a, b)", "a > b"]
)
@pytest.mark.parametrize("kind", [DECLARED, NOT_ASKED])
def test_an_input_that_is_not_applicable_takes_the_result_along(text: str, kind: int) -> None:
    assert flag(run(text, a=flagged(kind, 1, 1), b=point(2))) == kind


# --- domains ----------------------------------------------------------------------------------


def test_a_denominator_of_zero() -> None:
    found = run("a / b", a=point(1, 1), b=point(0, 2))
    assert (found.flags == [ZERO, 0]).all()
    assert found.low[1] == 0.5


def test_a_denominator_of_zero_among_intervals() -> None:
    found = run("a / b", a=between((1, 2), (1, 2), (1, 2)), b=between((0, 0), (1, 2), (-1, 1)))
    assert (found.flags == [ZERO, 0, LOOSE]).all()
    assert (found.low[1], found.high[1]) == (0.5, 2)
    assert (found.low[2], found.high[2]) == (-INF, INF)


@pytest.mark.parametrize("interval", [(0, 1), (-1, 0), (-1, 1), (0, INF)])
def test_a_denominator_that_may_be_zero_is_loose(interval: tuple[float, float]) -> None:
    found = run("a / b", a=point(1), b=between(interval))
    assert (*ends(found), flag(found)) == (-INF, INF, LOOSE)


def test_an_open_zero_is_not_a_zero_yet() -> None:
    found = run("a / b", a=point(1), b=flagged(OPEN, 0, 0))
    assert flag(found) == OPEN | LOOSE


DOMAINS: dict[str, tuple[str, tuple[float, float], int]] = {
    "ln above zero": ("ln(a)", (0.5, 2), 0),
    "ln of zero": ("ln(a)", (0, 0), INVALID),
    "ln below zero": ("ln(a)", (-1, -1), INVALID),
    "ln over zero": ("ln(a)", (0, 2), LOOSE),
    "ln of an interval below zero": ("ln(a)", (-2, -1), LOOSE),
    "root of zero": ("sqrt(a)", (0, 0), 0),
    "root from zero": ("sqrt(a)", (0, 4), 0),
    "root below zero": ("sqrt(a)", (-1, -1), INVALID),
    "root over zero": ("sqrt(a)", (-1, 1), LOOSE),
    "fraction of a power": ("a ** 0.5", (-1, -1), INVALID),
    "fraction of a power over zero": ("a ** 0.5", (-1, 1), LOOSE),
    "inverse of zero": ("a ** -1", (0, 0), INVALID),
    "inverse over zero": ("a ** -1", (-1, 1), LOOSE),
    "inverse below zero": ("a ** -1", (-2, -1), 0),
}


@pytest.mark.parametrize(("text", "interval", "flags"), DOMAINS.values(), ids=DOMAINS)
def test_the_domain_of_a_function(text: str, interval: tuple[float, float], flags: int) -> None:
    found = run(text, a=between(interval))
    assert flag(found) == flags
    if flags == LOOSE:
        assert ends(found) == (-INF, INF)
    if flags == INVALID:
        assert np.isnan(ends(found)).all()


def test_outside_the_domain_in_one_row_only() -> None:
    found = run("ln(a)", a=point(1, -1))
    assert (found.flags == [0, INVALID]).all()
    assert found.low[0] == found.high[0] == 0


# --- count and share --------------------------------------------------------------------------

TALLIES: dict[str, tuple[tuple[str, str, str], float, float, int]] = {
    "all known": (("yes", "no", "yes"), 2, 2, 0),
    "one open": (("yes", "no", MAYBE), 1, 2, OPEN),
    "one may be n/a": (("yes", "no", "unknown"), 1, 2, OPEN),
    "n/a is left out": (("yes", "no", NA), 1, 1, 0),
    "open beside n/a": (("yes", MAYBE, NA), 1, 2, OPEN),
    "all n/a": ((NA, NA, NA), 0, 0, DECLARED),
    "all may be n/a": (("unknown",) * 3, 0, 3, OPEN | LOOSE),
    "all that is left may be n/a": (("unknown", NA, NA), 0, 1, OPEN | LOOSE),
}


@pytest.mark.parametrize(("states", "low", "high", "flags"), TALLIES.values(), ids=TALLIES)
def test_count(states: tuple[str, str, str], low: float, high: float, flags: int) -> None:
    facts = dict(zip(TRUTHS, map(truth, states), strict=True))
    found = run("count(p, q, r)", **facts)
    assert (*ends(found), flag(found)) == (low, high, flags)


@pytest.mark.parametrize(("states", "low", "high", "flags"), TALLIES.values(), ids=TALLIES)
def test_share_is_of_those_that_apply(
    states: tuple[str, str, str], low: float, high: float, flags: int
) -> None:
    facts = dict(zip(TRUTHS, map(truth, states), strict=True))
    applying = max(3 - states.count(NA), 1)
    found = run("share(p, q, r)", **facts)
    assert (*ends(found), flag(found)) == (low / applying, high / applying, flags)


def test_what_holds_but_may_be_not_applicable_counts_nothing_for_certain() -> None:
    found = run("count(a >= 0, p)", a=flagged(OPEN | LOOSE, 0, INF), p=truth("yes"))
    assert (*ends(found), flag(found)) == (1, 2, OPEN)


def test_a_tally_of_nothing_open_is_exact() -> None:
    assert tally([truth("yes"), truth("no")], share=True).exact


# --- equal within a billionth -----------------------------------------------------------------


@pytest.mark.parametrize(
    ("a", "relation", "b", "holds"),
    [
        (0.57 * 100, ">=", 57, True),
        (0.57 * 100, "<", 57, False),
        (0.57 * 100, "==", 57, True),
        (0.57 * 100, "!=", 57, False),
        (57, ">", 57 - 1e-8, False),
        (57, ">", 57 - 1e-7, True),
        (57 - 1e-7, ">=", 57, False),
        (57 - 1e-8, ">=", 57, True),
        (1e12, "==", 1e12 + 1, True),
        (1e12, "==", 1e12 + 10_000, False),
        (0, ">=", 1e-300, False),
        (0, "<", 1e-300, True),
        (-57, "<=", -57 - 1e-8, True),
        (INF, ">", 1e300, True),
        (INF, "<=", INF, True),
    ],
)
@pytest.mark.parametrize("general", [False, True], ids=["exact", "among intervals"])
def test_tolerance(a: float, relation: str, b: float, *, holds: bool, general: bool) -> None:
    assert np.float64(0.57 * 100) < 57
    left = between((a, a), (0, 1)) if general else point(a)
    with np.errstate(all="ignore"):
        found = compare(relation, left, point(b))
    assert (found.low[0], found.high[0]) == (holds, holds)
