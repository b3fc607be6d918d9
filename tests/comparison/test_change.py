"""Why a total changed: laws on random rubrics, and tables worked out by hand."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import product
from random import Random
from typing import Any, TypeAlias

import pytest
from hypothesis import assume, given, settings

from greenpark_assess.answers.model import NotApplicable, Picks, Span
from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.change import change, changes_over_time
from greenpark_assess.comparison.entries import Stored
from greenpark_assess.comparison.records import Parts
from greenpark_assess.comparison.rescore import Rescored, rescore
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from reference.tree import TOTAL, Tree
from strategies import Mix, Settled, judged, plain_rubric, random_answers, random_rubric
from support import entry_of, rescored, rubric_of

NA = NotApplicable("not here")
CLOSE = 1e-9
Drawn: TypeAlias = tuple[Rubric, Settled, Random]

laws = settings(max_examples=60)
thorough = settings(max_examples=150)


def two(drawn: Drawn) -> Rescored:
    rubric, answers, rng = drawn
    return rescored(rubric, answers, random_answers(rng, rubric))


def parts_of(table: Rescored, old: int = 0, new: int = 1) -> Parts:
    parts = change(table, old, new).parts
    assume(parts is not None)
    assert parts is not None
    return parts


def numbers(parts: Parts) -> dict[str, float]:
    own = {name: getattr(parts, name) for name in ("whole", "rescored", "scope", "answered")}
    scope = {f"scope of {name}": part for name, part in parts.scope_of.items()}
    answered = {f"answered of {name}": part for name, part in parts.answered_of.items()}
    performance = {"performance": parts.performance, **parts.nodes, **parts.indicators}
    return {**own, **scope, **answered, **performance}


# --- laws -----------------------------------------------------------------------------------------


@laws
@given(drawn=judged())
def test_nothing_changed_is_nothing(drawn: Drawn) -> None:
    rubric, answers, _ = drawn
    table = rescored(rubric, answers, answers)
    for old, new in product((0, 1), repeat=2):
        found = change(table, old, new)
        assert (found.entered, found.left, found.answered, found.opened, found.sharpened) == (
            (),
        ) * 5
        if found.parts is not None:
            assert set(numbers(found.parts).values()) == {0.0}


@thorough
@given(drawn=judged())
def test_parts_add_up(drawn: Drawn) -> None:
    table = two(drawn)
    parts = parts_of(table)
    was, now = (standing.total.points for standing in table.standings)
    assert was is not None
    assert now is not None
    assert parts.rescored == now - was
    whole = parts.scope + parts.answered + parts.performance
    assert whole == pytest.approx(parts.rescored, abs=CLOSE)
    assert math.fsum(parts.scope_of.values()) == pytest.approx(parts.scope, abs=CLOSE)
    assert math.fsum(parts.answered_of.values()) == pytest.approx(parts.answered, abs=CLOSE)
    found = change(table, 0, 1)
    assert set(parts.scope_of) <= {*found.entered, *found.left}
    assert_performance_adds_up(drawn[0], parts)


@thorough
@given(drawn=judged(plain_rubric))
def test_parts_add_up_where_all_is_performance(drawn: Drawn) -> None:
    rubric, _, rng = drawn
    points = [0.0, 0.0, 5.0, 10.0, rng.uniform(0, 10), rng.uniform(0, 1e-9)]
    parks = [
        {name: Span(one, one) for name, one in zip(rubric.questions, drawn_points, strict=True)}
        for drawn_points in (rng.choices(points, k=len(rubric.questions)) for _ in range(2))
    ]
    parts = parts_of(rescored(rubric, *parks))
    assert (parts.scope, parts.answered) == (0.0, 0.0)
    assert parts.performance == pytest.approx(parts.rescored, abs=CLOSE)
    assert_performance_adds_up(rubric, parts)


def assert_performance_adds_up(rubric: Rubric, parts: Parts) -> None:
    dimensions = math.fsum(parts.nodes[name] for name in rubric.dimensions)
    assert dimensions == pytest.approx(parts.performance, abs=CLOSE)
    assert math.fsum(parts.indicators.values()) == pytest.approx(parts.performance, abs=CLOSE)
    for name, node in rubric.nodes().items():
        below = [parts.nodes[child] for child in node.criteria]
        below += [parts.indicators[child] for child in node.indicators]
        assert math.fsum(below) == pytest.approx(parts.nodes[name], abs=CLOSE), name


@laws
@given(drawn=judged())
def test_the_way_back_has_the_other_sign(drawn: Drawn) -> None:
    table = two(drawn)
    there, back = numbers(parts_of(table)), numbers(parts_of(table, 1, 0))
    assert there == {name: -number for name, number in back.items()}
    one, other = change(table, 0, 1), change(table, 1, 0)
    assert (one.entered, one.left) == (other.left, other.entered)
    assert (one.answered, one.opened) == (other.opened, other.answered)
    assert one.sharpened == other.sharpened


@laws
@given(drawn=judged())
def test_two_steps_are_one_change(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    table = rescored(rubric, answers, *(random_answers(rng, rubric) for _ in range(2)))
    steps = parts_of(table, 0, 1).rescored + parts_of(table, 1, 2).rescored
    assert parts_of(table, 0, 2).rescored == pytest.approx(steps, abs=CLOSE)


@laws
@given(drawn=judged())
def test_an_entry_more_changes_no_number_of_the_others(drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    parks = [answers, *(random_answers(rng, rubric) for _ in range(4))]
    few, many = rescored(rubric, *parks[:2]), rescored(rubric, *parks)
    assert few.standings == many.standings[:2]
    assert change(few, 0, 1) == change(many, 0, 1)


@laws
@given(drawn=judged())
def test_parts_are_those_of_plain_scores(drawn: Drawn) -> None:
    """The tree of the oracle, the mixes put together indicator by indicator, the orders by hand."""
    rubric, answers, rng = drawn
    table = rescored(rubric, answers, random_answers(rng, rubric))
    parts = parts_of(table)
    plain = plain_parts(rubric, table)
    assume(plain is not None)
    assert plain is not None
    for name, part in plain.items():
        assert getattr(parts, name) == pytest.approx(part, abs=1e-6), name


def plain_parts(rubric: Rubric, table: Rescored) -> dict[str, float] | None:
    totals: dict[frozenset[str], float] = {}
    tree = Tree(rubric)
    players = ("scope", "answered", "performance")
    for bits in product((False, True), repeat=3):
        moved = frozenset(name for name, here in zip(players, bits, strict=True) if here)
        leaves, fleeting = plain_mix(table, moved)
        total = tree.scores(leaves, fleeting)[TOTAL]
        if total is None:
            return None
        totals[moved] = total
    orders = [(a, b, c) for a, b, c in product(players, repeat=3) if len({a, b, c}) == 3]
    found = dict.fromkeys(players, 0.0)
    for order in orders:
        for place, player in enumerate(order):
            before = frozenset(order[:place])
            found[player] += (totals[before | {player}] - totals[before]) / len(orders)
    return found


def plain_mix(table: Rescored, moved: frozenset[str]) -> tuple[dict[str, float | None], set[str]]:
    leaves: dict[str, float | None] = {}
    fleeting = set()
    was, now = table.standings
    for leaf in table.plan.leaves:
        pair = (was.indicators[leaf.id], now.indicators[leaf.id])
        absent = [one.status == "not_applicable" for one in pair]
        player = "scope" if absent[0] != absent[1] else "answered"
        side = int(player in moved)
        points = pair[side].points
        if not any(absent) and pair[0].points is not None and pair[1].points is not None:
            points = plain_points(pair, moved)
        leaves[leaf.id] = points
        if not table.scores.settled[leaf.slot, side]:
            fleeting.add(leaf.id)
    return leaves, fleeting


def plain_points(pair: Any, moved: frozenset[str]) -> float:
    (a, b), (c, d) = ((one.low, one.high) for one in pair)
    sure = c - b if c > b else d - a if d < a else 0.0
    knowledge = (c - a) - sure
    return float(a + sure * ("performance" in moved) + knowledge * ("answered" in moved))


# --- worked by hand -------------------------------------------------------------------------------


def tree(top: str = "arithmetic", policy: str = "lowest", **dimension: Any) -> Rubric:
    """Return dimensions x (1 part: a) and y (3 parts: b and c, 1 to 2); points are the answers."""
    scale = "scale: {points: {0: 0, 100: 100}}"
    return rubric_of(f"""
        rubric:
          {{id: s, version: "1", title: S, aggregate: {top}, policy: {{unanswered: {policy}}}}}
        questions:
          a: {{text: A, kind: number, min: 0, max: 100}}
          b: {{text: B, kind: number, min: 0, max: 100}}
          c: {{text: C, kind: number, min: 0, max: 100}}
        dimensions:
          x: {{title: X, weight: 1, indicators: {{a: {{title: A, weight: 1, {scale}}}}}}}
          y:
            title: Y
            weight: 3
            aggregate: {dimension.get("aggregate", "arithmetic")}
            floor: {dimension.get("floor", "null")}
            indicators:
              b: {{title: B, weight: 1, {scale}}}
              c: {{title: C, weight: 2, {scale}}}
    """)


def worked(rubric: Rubric, old: Mapping[str, Any], new: Mapping[str, Any]) -> Parts:
    found = change(rescored(rubric, old, new), 0, 1).parts
    assert found is not None
    return found


def test_weighted_means() -> None:
    old, new = {"a": 40, "b": 10, "c": 50}, {"a": 60, "b": 40, "c": 35}
    parts = worked(tree(), old, new)
    assert (parts.scope, parts.answered) == (0, 0)
    # a: 1/4 × 20, b: 3/4 × 1/3 × 30, c: 3/4 × 2/3 × (−15)
    assert parts.indicators == pytest.approx({"a": 5.0, "b": 7.5, "c": -7.5})
    assert parts.nodes == pytest.approx({"x": 5.0, "y": 0.0})
    assert parts.rescored == pytest.approx(5.0)


def test_geometric_mean_by_the_logarithmic_mean() -> None:
    # From 16¼ · 81¾ = 54 to 81; only a and the equal b and c move.
    parts = worked(tree("geometric"), {"a": 16, "b": 81, "c": 81}, {"a": 64, "b": 64, "c": 64})
    mean = (64 - 54) / math.log(64 / 54)
    assert parts.rescored == pytest.approx(10.0)
    assert parts.nodes["x"] == pytest.approx(mean * math.log(64 / 16) / 4)
    assert parts.nodes["y"] == pytest.approx(mean * math.log(64 / 81) * 3 / 4)
    assert parts.indicators["b"] == pytest.approx(parts.nodes["y"] / 3)


@pytest.mark.parametrize("top", ["geometric", "harmonic", "power(-2)"])
def test_what_leaves_zero_brings_all(top: str) -> None:
    parts = worked(tree(top), {"a": 0, "b": 30, "c": 30}, {"a": 50, "b": 60, "c": 60})
    assert parts.rescored > 50
    assert parts.indicators == pytest.approx({"a": parts.rescored, "b": 0.0, "c": 0.0})


def test_what_leaves_zero_together_shares_by_weight() -> None:
    old, new = {"a": 0, "b": 0, "c": 0}, {"a": 50, "b": 50, "c": 50}
    parts = worked(tree("geometric"), old, new)
    assert parts.indicators == pytest.approx({"a": 12.5, "b": 12.5, "c": 25.0})


def test_harmonic_mean() -> None:
    parts = worked(tree("harmonic"), {"a": 20, "b": 60, "c": 60}, {"a": 60, "b": 20, "c": 20})
    # 1/M: 1/4 · 1/20 + 3/4 · 1/60 = 1/40, then 1/4 · 1/60 + 3/4 · 1/20 = 1/24.
    rise = 1 / 24 - 1 / 40
    assert parts.rescored == pytest.approx(-16.0)
    assert parts.nodes["x"] == pytest.approx(-16 * (1 / 4) * (1 / 60 - 1 / 20) / rise)
    assert parts.nodes["y"] == pytest.approx(-16 * (3 / 4) * (1 / 20 - 1 / 60) / rise)


def test_a_minimum_whose_weakest_part_changes_on_the_way() -> None:
    rubric = tree(aggregate="minimum")
    parts = worked(rubric, {"a": 0, "b": 20, "c": 40}, {"a": 0, "b": 80, "c": 50})
    # b = 20 + 60 t is the weakest until it meets c = 40 + 10 t at t = 0.4, then c is.
    assert parts.indicators == pytest.approx({"a": 0.0, "b": 0.75 * 60 * 0.4, "c": 0.75 * 10 * 0.6})
    assert parts.rescored == pytest.approx(0.75 * 30)


@pytest.mark.parametrize("aggregate", ["minimum", "maximum", "at_least(1)", "at_least(2)"])
def test_what_is_tied_all_the_way_shares_equally(aggregate: str) -> None:
    parts = worked(tree(aggregate=aggregate), {"b": 20, "c": 20}, {"b": 60, "c": 60})
    answered = [parts.indicators[name] for name in "bc"]
    assert answered == pytest.approx([0.75 * 20, 0.75 * 20])


def test_below_the_floor_nothing_shows() -> None:
    rubric = tree(aggregate="geometric", floor=10)
    park = {"a": 0, "b": 40, "c": 0}
    assert set(worked(rubric, park, {**park, "c": 8}).indicators.values()) == {0.0}
    parts = worked(rubric, park, {**park, "c": 40})
    assert parts.indicators["c"] == pytest.approx(parts.rescored)
    assert parts.rescored == pytest.approx(0.75 * (40 - 40 ** (1 / 3) * 10 ** (2 / 3)))


# --- the three players ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        pytest.param(
            {"a": 40, "b": 30, "c": 30},
            {"a": NA, "b": 30, "c": 30},
            {"scope": 30 - 32.5, "left": ("a",)},
            id="a strong one leaves",
        ),
        pytest.param(
            {"a": NA, "b": 30, "c": 30},
            {"a": 80, "b": 30, "c": 30},
            {"scope": 12.5, "entered": ("a",)},
            id="one enters with its points",
        ),
        pytest.param(
            {"b": 30, "c": 30},
            {"a": 80, "b": 30, "c": 30},
            {"answered": 20, "became_answered": ("a",)},
            id="newly answered",
        ),
        pytest.param(
            {"a": 80, "b": 30, "c": 30},
            {"b": 30, "c": 30},
            {"answered": -20, "opened": ("a",)},
            id="no longer answered",
        ),
        pytest.param(
            {"a": (20, 60), "b": 30, "c": 30},
            {"a": 40, "b": 30, "c": 30},
            {"answered": 5, "sharpened": ("a",)},
            id="a range is narrowed: knowledge",
        ),
        pytest.param(
            {"a": (20, 60), "b": 30, "c": 30},
            {"a": 80, "b": 30, "c": 30},
            {"answered": 10, "performance": 5, "sharpened": ("a",)},
            id="above the old range: surely 20 better",
        ),
        pytest.param(
            {"a": 80, "b": 30, "c": 30},
            {"a": (20, 60), "b": 30, "c": 30},
            {"answered": -10, "performance": -5, "sharpened": ("a",)},
            id="below the old points: surely 20 worse",
        ),
        pytest.param(
            {"a": (20, 30), "b": 30, "c": 30},
            {"a": (50, 90), "b": 30, "c": 30},
            {"answered": 2.5, "performance": 5, "sharpened": ("a",)},
            id="from range to range",
        ),
    ],
)
def test_each_player_has_its_own(
    old: dict[str, Any], new: dict[str, Any], expected: dict[str, Any]
) -> None:
    found = change(rescored(tree(), old, new), 0, 1)
    assert found.parts is not None
    for part in ("scope", "answered", "performance"):
        assert getattr(found.parts, part) == pytest.approx(expected.get(part, 0.0), abs=1e-12), part
    assert found.entered == expected.get("entered", ())
    assert found.left == expected.get("left", ())
    assert found.answered == expected.get("became_answered", ())
    assert found.opened == expected.get("opened", ())
    assert found.sharpened == expected.get("sharpened", ())
    assert found.parts.scope_of == pytest.approx(
        {"a": found.parts.scope} if found.entered or found.left else {}
    )


def test_players_that_meet_share_what_they_do_together() -> None:
    old, new = {"a": NA, "b": 30, "c": 30}, {"a": 80, "b": 60, "c": 60}
    parts = worked(tree(), old, new)
    # Scope first: 30 → 42.5, then performance → 65; performance first: 30 → 60, then scope → 65.
    assert parts.scope == pytest.approx((12.5 + 5) / 2)
    assert parts.performance == pytest.approx((22.5 + 30) / 2)
    assert parts.indicators == pytest.approx({"a": 0, "b": 26.25 / 3, "c": 26.25 * 2 / 3})


def test_of_two_that_leave_none_comes_first() -> None:
    parts = worked(tree(), {"a": 80, "b": 20, "c": 50}, {"a": NA, "b": NA, "c": 50})
    # 50 → 40 without a, 57.5 without b, 50 without both.
    assert parts.scope == pytest.approx(0)
    assert parts.scope_of == pytest.approx({"a": (-10 - 7.5) / 2, "b": (7.5 + 10) / 2})


def test_what_each_answer_brought() -> None:
    parts = worked(tree(), {"b": 20, "c": 50}, {"a": 80, "b": (0, 60), "c": 50})
    # b: 20 → at least 0, and a: open → 80.
    assert parts.answered_of == pytest.approx({"a": 20, "b": -5})
    assert parts.answered == pytest.approx(15)


def test_open_questions_that_are_left_out() -> None:
    rubric = tree(policy="excluded")
    parts = worked(rubric, {"b": 30, "c": 30}, {"a": 80, "b": 30, "c": 30})
    assert (parts.scope, parts.performance) == (0, 0)
    assert parts.answered == pytest.approx(12.5)


@pytest.mark.parametrize(
    ("policy", "answered", "performance"),
    [
        # From 25 to 50 points to 100: 50 are sure, and the 25 of the open box are knowledge.
        pytest.param("lowest", 25 / 2, 50 / 2, id="it counted with its fewest points"),
        pytest.param("excluded", 70 / 2, 0, id="it did not count before"),
    ],
)
def test_a_half_filled_checklist_is_filled(
    policy: str, answered: float, performance: float
) -> None:
    rubric = rubric_of(f"""
        rubric: {{id: s, version: "1", title: S, policy: {{unanswered: {policy}}}}}
        questions:
          a: {{text: A, kind: number, min: 0, max: 100}}
          k: {{text: K, kind: choices, na: never, options: {{a: A, b: B, c: C, d: D}}}}
        dimensions:
          x:
            title: X
            weight: 1
            indicators:
              a: {{title: A, weight: 1, scale: {{points: {{0: 0, 100: 100}}}}}}
              k: {{title: K, weight: 1, value: count(k), scale: {{points: {{0: 0, 4: 100}}}}}}
    """)
    half = Picks(frozenset("a"), frozenset("b"))
    parts = worked(rubric, {"a": 30, "k": half}, {"a": 30, "k": set("abcd")})
    assert (parts.answered, parts.performance) == pytest.approx((answered, performance))
    assert parts.answered_of == pytest.approx({"k": answered})
    assert parts.indicators == pytest.approx({"a": 0, "k": performance})


def test_a_mix_with_nothing_to_score_stands_half_way() -> None:
    rubric = tree(policy="excluded")
    old, new = {"a": 20, "b": NA, "c": NA}, {"a": NA, "b": 60}
    table = rescored(rubric, {**old, "b": None, "c": NA}, {**new, "c": NA})
    parts = change(table, 0, 1).parts
    assert parts is not None
    # Moves: a leaves, b is answered. Without both 20, with both 60; a gone and b open: nothing,
    # which stands at 40; a and b both: (20 + 3 × 60) / 4 = 50.
    assert parts.scope == pytest.approx((20 + 10) / 2)
    assert parts.answered == pytest.approx((20 + 30) / 2)


def test_no_total_no_parts() -> None:
    nothing = dict.fromkeys("abc", NA)
    found = change(rescored(tree(), nothing, {"a": 5}), 0, 1)
    assert found.parts is None
    assert found.entered == ("a", "b", "c")


# --- published totals, and time -------------------------------------------------------------------


def published(*totals: float | None) -> Rescored:
    rubric = tree()
    ref = RubricRef(id="s", version="0", hash="0")
    entries = [
        entry_of(
            rubric,
            dict.fromkeys("abc", 10 * place),
            str(place),
            stored=None if total is None else Stored(total, ref),
        )
        for place, total in enumerate(totals, start=1)
    ]
    return rescore(rubric, compile_plan(rubric), entries)


@pytest.mark.parametrize(
    ("old", "new", "rubric", "whole"),
    [
        pytest.param(13, None, -3, 7, id="the old one is known"),
        pytest.param(13, 25, -3 + 5, 12, id="both are known"),
        pytest.param(None, 25, None, 10, id="the old one is not known"),
        pytest.param(None, None, None, 10, id="none is known"),
    ],
)
def test_what_the_yardstick_changed(
    old: float | None, new: float | None, rubric: float | None, whole: float
) -> None:
    parts = change(published(old, new), 0, 1).parts
    assert parts is not None
    assert (parts.rubric, parts.whole) == (rubric, whole)
    assert parts.rescored == 10


def test_published_changes_add_up_and_turn_round() -> None:
    table = published(13, 25, 21)
    steps = [change(table, *ends).parts for ends in ((0, 1), (1, 2), (0, 2), (2, 0))]
    wholes = [parts and (parts.whole, parts.rubric) for parts in steps]
    assert wholes == [(25 - 13, 2), (21 - 25, -14), (21 - 13, -12), (13 - 21, 12)]


def test_each_park_follows_itself() -> None:
    rubric = tree()
    entries = [
        entry_of(rubric, {"a": 1}, f"{park}-{year}", park=park, period=year)
        for park, year in [("p", "2023"), ("q", "2023"), ("p", "2024"), ("p", "2025")]
    ]
    found = changes_over_time(rescore(rubric, compile_plan(rubric), entries))
    assert [(one.old, one.new) for one in found] == [("p-2023", "p-2024"), ("p-2024", "p-2025")]


def test_policies_and_floors_are_among_the_random_rubrics() -> None:
    """The laws above mean little if what makes them hard does not come up."""
    found = set()
    for seed in range(60):
        rubric = random_rubric(Random(seed), Mix(indicators=12))
        found.add(rubric.header.policy.unanswered)
        for node in rubric.nodes().values():
            found |= {node.aggregate.partition("(")[0], f"floor {node.floor is not None}"}
    assert found >= {
        "lowest",
        "excluded",
        "floor True",
        "minimum",
        "at_least",
        "geometric",
        "power",
    }
