"""The laws that every scorer obeys, whatever the rubric: checked on random rubrics and answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from itertools import pairwise
from random import Random
from typing import Any, TypeAlias, cast

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

import engine_in_plain_terms
import reference
from greenpark_assess.answers.model import NotApplicable, Span
from greenpark_assess.rubric.model import Rubric
from reference import Given, Result
from strategies import (
    Mix,
    Settled,
    completed,
    judged,
    one_more,
    plain_rubric,
)

Scorer: TypeAlias = Callable[[Rubric, Given], Result]
Drawn: TypeAlias = tuple[Rubric, Settled, Random]

SCORERS: dict[str, Scorer] = {
    "reference": reference.score,
    "engine": engine_in_plain_terms.score,
}
CLOSE = 1e-6
FULL = 100.0
BY_SIZE = (
    "minimum",
    "power(-2)",
    "harmonic",
    "power(-0.5)",
    "geometric",
    "power(0.5)",
    "arithmetic",
    "power(2)",
    "maximum",
)

# Where points go beyond 100, a child that may leave the tree may also raise it beyond its range.
WITHIN_FULL = Mix(beyond_full=False)
LOWEST = Mix(beyond_full=False, policies=False)
ADDING_UP = Mix(policies=False, floors=False, arithmetic_only=True)

laws = settings(max_examples=150)


@pytest.fixture(scope="module", params=list(SCORERS))
def score_one(request: pytest.FixtureRequest) -> Scorer:
    return SCORERS[request.param]


def ranges(result: Result) -> Iterator[tuple[str, float | None, float | None]]:
    yield "total", result.low, result.high
    yield from ((name, one.low, one.high) for name, one in result.nodes.items())
    yield from ((name, one.low, one.high) for name, one in result.indicators.items())


def assert_within(inner: Result, outer: Result) -> None:
    """Every range of ``inner`` lies inside the one of ``outer``; what has left stays away."""
    around = {name: (low, high) for name, low, high in ranges(outer)}
    for name, low, high in ranges(inner):
        if low is None or high is None:
            continue
        least, most = around[name]
        assert least is not None, f"{name} was not applicable and now is"
        assert most is not None
        assert least - CLOSE <= low <= high + CLOSE <= most + 2 * CLOSE, name


def rung(rubric: Rubric, level: str | None) -> int:
    return -1 if level is None else list(rubric.levels).index(level)


def changed(rubric: Rubric, change: Callable[[dict[str, Any]], None]) -> Rubric:
    """Return the rubric with ``change`` made to every node of its tree."""
    tree = rubric.model_dump(by_alias=True)

    def visit(node: dict[str, Any]) -> None:
        change(node)
        for child in node["criteria"].values():
            visit(child)

    for node in tree["dimensions"].values():
        visit(node)
    return Rubric.model_validate(tree)


@laws
@given(drawn=judged(mix=WITHIN_FULL))
def test_range_encloses_every_completion(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    before = score_one(rubric, answers)
    for _ in range(4):
        assert_within(score_one(rubric, completed(rng, rubric, answers)), before)


@laws
@given(drawn=judged(mix=WITHIN_FULL))
def test_one_more_answer_only_narrows(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    before = score_one(rubric, answers)
    for _ in range(4):
        more = one_more(rng, rubric, answers)
        if more is None:
            return
        after = score_one(rubric, more)
        assert_within(after, before)
        answers, before = more, after


@laws
@given(drawn=judged(mix=LOWEST))
def test_one_more_answer_never_takes_a_level_or_opens_one(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    more = one_more(rng, rubric, answers)
    assume(more is not None)
    before, after = score_one(rubric, answers), score_one(rubric, cast("Settled", more))
    assume(after.score is not None)
    assert rung(rubric, before.reached) <= rung(rubric, after.reached)
    assert rung(rubric, after.reached) <= rung(rubric, after.possible)
    assert rung(rubric, after.possible) <= rung(rubric, before.possible)


@laws
@given(drawn=judged(mix=LOWEST))
def test_score_is_the_low_end(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, _ = drawn
    result = score_one(rubric, answers)
    assert result.score == result.low
    assert {name: node.score for name, node in result.nodes.items()} == {
        name: node.low for name, node in result.nodes.items()
    }


@laws
@given(drawn=judged(plain_rubric))
def test_a_better_answer_never_lowers_a_score(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    numbers = {name: one for name, one in answers.items() if isinstance(one, Span)}
    assume(numbers)
    name = rng.choice(list(numbers))
    low, high = (rng.uniform(end, 10) for end in (numbers[name].low, numbers[name].high))
    before = score_one(rubric, answers)
    after = score_one(rubric, {**answers, name: Span(min(low, high), max(low, high))})
    for was, now in (
        (before, after),
        *zip(before.nodes.values(), after.nodes.values(), strict=True),
    ):
        for part in ("score", "low", "high"):
            less, more = getattr(was, part), getattr(now, part)
            assert less is more is None or more >= less - CLOSE


@laws
@given(drawn=judged(plain_rubric))
def test_not_applicable_is_the_same_as_deleted(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    nodes = rubric.nodes().values()
    single = [one for one in nodes if not one.criteria and len(one.indicators) == 1]
    alone = {name for one in single for name in one.indicators}
    assume(len(alone) < len(rubric.indicators()))
    gone = rng.choice([name for name in rubric.indicators() if name not in alone])
    without = _without(rubric, gone)
    kept = score_one(rubric, {**answers, gone: NotApplicable("not here")})
    deleted = score_one(without, {name: one for name, one in answers.items() if name != gone})
    assert (kept.score, kept.low, kept.high) == pytest.approx(
        (deleted.score, deleted.low, deleted.high)
    )
    assert kept.coverage == pytest.approx(deleted.coverage)
    for name, one in deleted.indicators.items():
        same = replace(kept.indicators[name], weight=one.weight)
        assert _numbers(same) == pytest.approx(_numbers(one), abs=CLOSE), name


def _without(rubric: Rubric, gone: str) -> Rubric:
    def delete(node: dict[str, Any]) -> None:
        node["indicators"].pop(gone, None)

    return changed(rubric, delete)


def _numbers(one: object) -> dict[str, float]:
    return {
        name: number
        for name in ("low", "high", "points", "weight", "effective", "lost", "gain", "score")
        if isinstance(number := getattr(one, name, None), float | int)
    }


@laws
@given(drawn=judged(), scale=st.sampled_from([0.01, 3.0, 1000.0]))
def test_scale_and_order_of_weights_do_not_matter(
    score_one: Scorer, drawn: Drawn, scale: float
) -> None:
    rubric, answers, _ = drawn

    def rescale(node: dict[str, Any]) -> None:
        for group in ("criteria", "indicators"):
            for child in node[group].values():
                child["weight"] *= scale
            node[group] = dict(reversed(node[group].items()))

    before, after = score_one(rubric, answers), score_one(changed(rubric, rescale), answers)
    assert _numbers(after) == pytest.approx(_numbers(before), abs=CLOSE)
    for name, one in before.nodes.items():
        assert after.nodes[name].status == one.status
        assert _numbers(after.nodes[name]) == pytest.approx(_numbers(one), abs=CLOSE), name
    for name, leaf in before.indicators.items():
        assert after.indicators[name].status == leaf.status
        assert _numbers(after.indicators[name]) == pytest.approx(_numbers(leaf), abs=CLOSE), name


@laws
@given(
    children=st.lists(
        st.tuples(st.sampled_from([0.2, 1, 3]), st.floats(0, FULL)), min_size=1, max_size=6
    )
)
def test_means_stand_in_their_order(score_one: Scorer, children: list[tuple[float, float]]) -> None:
    dimensions = {
        f"d{index}": {
            "title": "!",
            "weight": 1,
            "aggregate": aggregate,
            "indicators": {
                f"d{index}.i{child}": {
                    "title": "!",
                    "weight": weight,
                    "value": f"q{child}",
                    "scale": {"points": {0: 0, 100: 100}},
                }
                for child, (weight, _) in enumerate(children)
            },
        }
        for index, aggregate in enumerate(BY_SIZE)
    }
    rubric = Rubric.model_validate(
        {
            "header": {"id": "means", "version": "1", "title": "!"},
            "questions": {
                f"q{child}": {"text": "?", "kind": "number"} for child in range(len(children))
            },
            "dimensions": dimensions,
        }
    )
    answers = {f"q{child}": Span(one, one) for child, (_, one) in enumerate(children)}
    result = score_one(rubric, answers)
    scores = [cast("float", node.score) for node in result.nodes.values()]
    assert all(less <= more + CLOSE for less, more in pairwise(scores))


@laws
@given(drawn=judged(mix=ADDING_UP))
def test_points_lost_add_up_to_what_is_missing(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, _ = drawn
    result = score_one(rubric, answers)
    assume(result.score is not None)
    lost = sum(one.lost for one in result.indicators.values())
    assert lost == pytest.approx(FULL - cast("float", result.score), abs=CLOSE)


@laws
@given(drawn=judged())
def test_effective_weights_add_up_to_the_whole(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, _ = drawn
    result = score_one(rubric, answers)
    weights = sum(one.weight for one in result.indicators.values())
    assert weights == pytest.approx(FULL) or weights == 0
    effective = sum(one.effective for one in result.indicators.values())
    assert effective == pytest.approx(0 if result.score is None else FULL)
    assert -CLOSE <= result.coverage <= FULL + CLOSE


@laws
@given(drawn=judged())
def test_gates_never_change_a_score(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, _ = drawn

    def ungate(node: dict[str, Any]) -> None:
        for item in node["indicators"].values():
            item["prerequisite"] = None

    open_road = changed(rubric.model_copy(update={"levels": {}}), ungate)
    gated, free = score_one(rubric, answers), score_one(open_road, answers)
    assert replace(gated, reached=None, possible=None) == free


@laws
@given(drawn=judged(mix=WITHIN_FULL))
def test_gains_are_never_negative(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, _ = drawn
    for one in score_one(rubric, answers).indicators.values():
        assert one.gain >= -CLOSE
        assert one.status != "not_applicable" or one.gain == 0


@laws
@given(drawn=judged(plain_rubric))
def test_gain_is_what_scoring_again_brings(score_one: Scorer, drawn: Drawn) -> None:
    rubric, answers, rng = drawn
    result = score_one(rubric, answers)
    applicable = [n for n, one in result.indicators.items() if one.status != "not_applicable"]
    assume(applicable and result.score is not None)
    name = rng.choice(applicable)
    lifted = score_one(rubric, {**answers, name: Span(10, 10)})
    gain = cast("float", lifted.score) - cast("float", result.score)
    assert result.indicators[name].gain == pytest.approx(gain, abs=CLOSE)


@laws
@given(drawn=judged(plain_rubric))
def test_nothing_answered_is_known_to_be_nothing(score_one: Scorer, drawn: Drawn) -> None:
    rubric, _, _ = drawn
    result = score_one(rubric, {})
    assert result.coverage == 0
    statuses: Mapping[str, str] = {n: one.status for n, one in result.indicators.items()}
    assert set(statuses.values()) == {"unanswered"}
