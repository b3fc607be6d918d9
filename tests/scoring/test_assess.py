"""One small park from answers to the record, with every number worked by hand."""

from __future__ import annotations

import datetime as dt
import json
import math
from dataclasses import replace
from typing import Any

import pytest

from greenpark_assess import __version__
from greenpark_assess.answers.model import Answer, NotApplicable, Park, Picks, Span
from greenpark_assess.assessment import (
    AnswerRecord,
    Assessment,
    ConditionRecord,
    IndicatorRecord,
    LevelRecord,
    NodeRecord,
    OpenRecord,
    ParkRef,
    RecommendationRecord,
    RubricRef,
    Total,
)
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan
from support import answers_of, assessed, rubric_of

RUBRIC = rubric_of("""
    rubric: {id: small, version: "1.2", title: {en: Small, zh: 小型}, languages: [en, zh]}
    questions:
      water.fresh: {text: F, kind: number, unit: m3, min: 0}
      water.reused: {text: R, kind: number, unit: 10^4 m3, min: 0}
      water.meters: {text: M, kind: yes_no, na: never}
      energy.plan: {text: P, kind: maturity, levels: [a, b, c, d, e]}
      energy.coal: {text: C, kind: number, unit: t}
      park.type: {text: T, kind: choice, options: {mixed: M, venous: V}}
      park.networks: {text: N, kind: choices, options: {heat: H, water: W, waste: X}}
      venous.rate: {text: V, kind: number, unit: "%", ask_if: park.type == venous}
    dimensions:
      water:
        title: W
        weight: 3
        indicators:
          water.reuse:
            title: R
            weight: 3
            value: water.reused / (water.fresh + water.reused)
            unit: "%"
            scale: {points: {0: 0, 50: 100}}
            prerequisite: value >= 20
          water.metered: {title: M, weight: 1, value: water.meters, scale: {met: water.meters}}
      energy:
        title: E
        weight: 1
        aggregate: geometric
        criteria:
          management:
            title: M
            weight: 1
            indicators:
              energy.plan: {title: P, weight: 1, scale: {maturity: [0, 25, 50, 75, 100]}}
          fuels:
            title: F
            weight: 1
            indicators:
              energy.coal: {title: C, weight: 1, scale: {points: {0: 100, 500: 0}}}
      venous:
        title: V
        weight: 1
        applies_if: park.type == venous
        indicators: {venous.rate: {title: V, weight: 1, scale: {points: {0: 0, 100: 100}}}}
    levels:
      bronze: {title: B, from: 40, prerequisites: all}
      silver:
        title: S
        from: 50
        each_dimension: 50
        conditions: [{text: {en: Energy, zh: 能源}, if: score(energy) >= 60}]
      gold: {title: G, from: 90}
    recommendations:
      reuse: {title: R, text: R, lifts: {water.reuse: 80}, cost: [high], who: [developer]}
      meters:
        title: M
        text: M
        lifts: {water.metered: 100}
        cost: [low]
        payback: [0, 1]
        who: [developer]
      boilers: {title: B, text: B, lifts: {energy.coal: 100}, cost: [high], who: [enterprises]}
""")

ANSWERS = replace(
    answers_of(
        {
            "water.fresh": 80_000,
            "water.reused": 2,
            "energy.plan": 3,
            "energy.coal": NotApplicable("all boilers are electric"),
            "park.type": "mixed",
            "park.networks": Picks(frozenset({"heat"}), frozenset({"waste"})),
        },
        "small@1.2",
    ),
    park=Park("p1", {"en": "A park", "zh": "某园区"}, "KH", {"en": "Illustrative."}),
    illustrative=True,
)
DATE = dt.date(2025, 3, 1)


@pytest.fixture(scope="module")
def found() -> Assessment:
    return assess(RUBRIC, compile_plan(RUBRIC), ANSWERS, DATE)


def close(record: Any, expected: dict[str, Any]) -> None:
    """Compare every field of a record, numbers within rounding."""
    dumped = record.model_dump()
    assert set(dumped) == set(expected)
    for name, wanted in expected.items():
        assert dumped[name] == (
            pytest.approx(wanted, rel=1e-12) if isinstance(wanted, float) else wanted
        ), name


def test_head(found: Assessment) -> None:
    assert (found.schema_, found.engine, found.date) == (
        "greenpark-assessment/1",
        __version__,
        DATE,
    )
    assert found.rubric == RubricRef(id="small", version="1.2", hash=content_hash(RUBRIC))
    assert found.park == ParkRef(
        id="p1",
        name={"en": "A park", "zh": "某园区"},
        country="KH",
        about={"en": "Illustrative."},
    )
    assert (found.period, found.illustrative) == ("2025", True)


def test_total(found: Assessment) -> None:
    # water: (3 × 40 + 1 × 0..100) / 4 = 30..55; energy: 75, as coal has left; venous has left
    close(
        found.total,
        Total(
            score=(3 * 30 + 75) / 4,
            low=(3 * 30 + 75) / 4,
            high=(3 * 55 + 75) / 4,
            coverage=100 - 75 / 4,  # all but the meters
            left_out=10 + 20,  # coal is half of a fifth, venous a fifth
            if_na_were_zero=(3 * 30 + 0) / 4,  # a geometric mean with a zero
        ).model_dump(),
    )


def test_level(found: Assessment) -> None:
    def one(kind: str, subject: str = "", **more: Any) -> ConditionRecord:
        return ConditionRecord.model_validate({"kind": kind, "subject": subject, **more})

    score = 41.25
    assert found.level == LevelRecord(
        reached="bronze",
        possible="silver",
        provisional=False,
        next="silver",
        ladder={
            "bronze": (
                one("score", needed=40, found=score, holds="yes"),
                one("prerequisite", "water.reuse", holds="yes"),
            ),
            "silver": (
                one("score", needed=50, found=score, holds="open"),
                one("dimension", "water", needed=50, found=30, holds="open"),
                one("dimension", "energy", needed=50, found=75, holds="yes"),
                one("dimension", "venous", needed=50, holds="not_applicable"),
                one("condition", "0", holds="yes", text={"en": "Energy", "zh": "能源"}),
            ),
            "gold": (one("score", needed=90, found=score, holds="no"),),
        },
    )


NODES: dict[str, dict[str, Any]] = {
    "water": {
        "parent": None, "status": "unanswered", "score": 30.0, "low": 30.0, "high": 55.0,
        "weight": 60.0, "effective": 75.0, "coverage": 75.0, "lost": 52.5,
    },
    "energy": {
        "parent": None, "status": "answered", "score": 75.0, "low": 75.0, "high": 75.0,
        "weight": 20.0, "effective": 25.0, "coverage": 100.0, "lost": 6.25,
    },
    "management": {
        "parent": "energy", "status": "answered", "score": 75.0, "low": 75.0, "high": 75.0,
        "weight": 10.0, "effective": 25.0, "coverage": 100.0, "lost": 6.25,
    },
    "fuels": {
        "parent": "energy", "status": "not_applicable", "score": None, "low": None, "high": None,
        "weight": 10.0, "effective": 0.0, "coverage": 0.0, "lost": 0.0,
    },
    "venous": {
        "parent": None, "status": "not_applicable", "score": None, "low": None, "high": None,
        "weight": 20.0, "effective": 0.0, "coverage": 0.0, "lost": 0.0,
    },
}  # fmt: skip

PLAIN: dict[str, Any] = {
    "reason": "", "because": "", "value": None, "value_low": None, "value_high": None,
    "option": None, "unit": None, "rule": None, "prerequisite": None,
}  # fmt: skip
GONE: dict[str, Any] = {
    **PLAIN, "status": "not_applicable", "points": None, "low": None, "high": None,
    "effective": 0.0, "lost": 0.0, "gain": 0.0,
}  # fmt: skip
INDICATORS: dict[str, dict[str, Any]] = {
    "water.reuse": {
        **PLAIN, "parent": "water", "status": "answered",
        "value": 20.0, "value_low": 20.0, "value_high": 20.0, "unit": "%",
        "points": 40.0, "low": 40.0, "high": 40.0, "weight": 45.0, "effective": 56.25,
        "lost": 33.75, "gain": 33.75, "prerequisite": "yes",
    },
    "water.metered": {
        **PLAIN, "parent": "water", "status": "unanswered", "reason": "missing",
        "value_low": 0.0, "value_high": 1.0,
        "points": 0.0, "low": 0.0, "high": 100.0, "weight": 15.0, "effective": 18.75,
        "lost": 18.75, "gain": 18.75,
    },
    "energy.plan": {
        **PLAIN, "parent": "management", "status": "answered",
        "value": 3.0, "value_low": 3.0, "value_high": 3.0,
        "points": 75.0, "low": 75.0, "high": 75.0, "weight": 10.0, "effective": 25.0,
        "lost": 6.25, "gain": 6.25,
    },
    "energy.coal": {
        **GONE, "parent": "fuels", "reason": "declared", "because": "all boilers are electric",
        "unit": "t", "weight": 10.0,
    },
    "venous.rate": {
        **GONE, "parent": "venous", "reason": "condition", "unit": "%", "weight": 20.0,
    },
}  # fmt: skip


@pytest.mark.parametrize("name", NODES)
def test_node(found: Assessment, name: str) -> None:
    close(found.nodes[name], NODES[name])


@pytest.mark.parametrize("name", INDICATORS)
def test_indicator(found: Assessment, name: str) -> None:
    close(found.indicators[name], INDICATORS[name])


def test_nothing_is_left_out(found: Assessment) -> None:
    assert list(found.nodes) == ["water", "energy", "management", "fuels", "venous"]
    assert list(found.indicators) == list(INDICATORS)
    assert list(found.answers) == list(RUBRIC.questions)


def test_gaps(found: Assessment) -> None:
    assert found.gaps == ("water.reuse", "water.metered", "energy.plan")


def test_recommendations(found: Assessment) -> None:
    assert list(found.recommendations) == ["meters", "reuse"]
    meters, reuse = found.recommendations.values()
    close(meters, {"list": "quick", "gain": 18.75, "together": 18.75, "lifts": ("water.metered",)})
    # 40 more points on 45 of 80 parts
    close(reuse, {"list": "plan", "gain": 22.5, "together": 41.25, "lifts": ("water.reuse",)})


def test_answers(found: Assessment) -> None:
    assert found.answers == {
        "water.fresh": AnswerRecord(status="answered", low=80_000, high=80_000, unit="m3"),
        "water.reused": AnswerRecord(status="answered", low=2, high=2, unit="10^4 m3"),
        "water.meters": AnswerRecord(status="unanswered"),
        "energy.plan": AnswerRecord(status="answered", low=3, high=3),
        "energy.coal": AnswerRecord(
            status="not_applicable", reason="all boilers are electric", unit="t"
        ),
        "park.type": AnswerRecord(status="answered", chosen=("mixed",)),
        "park.networks": AnswerRecord(status="unanswered", chosen=("heat",), unknown=("waste",)),
        "venous.rate": AnswerRecord(status="not_applicable", not_asked=True, unit="%"),
    }


def test_what_a_person_adds_to_an_answer() -> None:
    given = Answer(
        Span(60_000, math.inf),
        written=">= 6 万m3",
        evidence=("meters.pdf",),
        note="cooling only",
        quality="measured",
        target=Span(40_000, 50_000),
        remarks=("approximated",),
    )
    answers = replace(ANSWERS, answers={"water.fresh": given})
    assert assess(RUBRIC, compile_plan(RUBRIC), answers).answers["water.fresh"] == AnswerRecord(
        status="answered",
        low=60_000,
        high=None,
        unit="m3",
        written=">= 6 万m3",
        evidence=("meters.pdf",),
        note="cooling only",
        quality="measured",
        target=(40_000, 50_000),
        remarks=("approximated",),
    )


def test_an_option_that_is_judged_is_named() -> None:
    rubric = rubric_of("""
        questions: {kind: {text: K, kind: choice, options: {few: F, many: M}}}
        dimensions:
          d:
            title: D
            weight: 1
            indicators: {kind: {title: K, weight: 1, scale: {options: {few: 20, many: 90}}}}
    """)
    record = assessed(rubric, {"kind": "many"}).indicators["kind"]
    assert (record.option, record.value, record.points) == ("many", None, 90)
    assert assessed(rubric, {}).indicators["kind"].option is None


# --- the JSON document ------------------------------------------------------------------------

KEYS: dict[type, str] = {
    Assessment: "schema engine date rubric park period illustrative basis total level nodes "
    "indicators gaps recommendations open answers",
    RubricRef: "id version hash",
    ParkRef: "id name country about",
    Total: "score low high coverage left_out if_na_were_zero",
    LevelRecord: "reached possible provisional next ladder",
    ConditionRecord: "kind subject needed found holds text",
    NodeRecord: "parent status score low high weight effective coverage lost",
    IndicatorRecord: "parent status reason because value value_low value_high option unit points "
    "low high weight effective lost gain rule prerequisite",
    RecommendationRecord: "list gain together lifts",
    OpenRecord: "questions narrows decides",
    AnswerRecord: "status low high chosen unknown unit written reason not_asked evidence note "
    "quality target remarks",
}


@pytest.mark.parametrize("record", KEYS, ids=lambda record: record.__name__)
def test_the_keys_of_the_document_are_a_promise(record: Any) -> None:
    assert [field.alias or name for name, field in record.model_fields.items()] == KEYS[
        record
    ].split()


def test_the_document_reads_back_as_the_same_record(found: Assessment) -> None:
    text = found.model_dump_json(by_alias=True)
    assert json.loads(text)["schema"] == "greenpark-assessment/1"
    assert Assessment.model_validate_json(text) == found


def test_the_document_holds_numbers_that_json_knows(found: Assessment) -> None:
    json.dumps(found.model_dump(mode="json", by_alias=True), allow_nan=False)


def test_the_same_answers_give_the_same_document(found: Assessment) -> None:
    again = assess(RUBRIC, compile_plan(RUBRIC), ANSWERS, DATE)
    assert again.model_dump_json() == found.model_dump_json()


# --- reasons ----------------------------------------------------------------------------------

EVERY_REASON = rubric_of("""
    questions:
      a: {text: A, kind: number, na: never}
      b: {text: B, kind: number}
      large: {text: L, kind: yes_no, na: never}
      detail: {text: D, kind: number, ask_if: large}
    dimensions:
      d:
        title: D
        weight: 1
        indicators:
          plain: {title: P, weight: 1, value: a, scale: {points: {0: 0, 10: 100}}}
          both: {title: B, weight: 1, value: a + b, scale: {points: {0: 0, 10: 100}}}
          ratio: {title: R, weight: 1, value: b / a, scale: {points: {0: 0, 10: 100}}}
          instead:
            {title: I, weight: 1, value: 1 / a, if_zero: 5, scale: {points: {0: 0, 10: 100}}}
          detail: {title: D, weight: 1, scale: {points: {0: 0, 10: 100}}}
          sometimes:
            {title: S, weight: 1, value: a, applies_if: large, scale: {points: {0: 0, 10: 100}}}
          branch: {title: B, weight: 1, value: a, scale: {switch: [{if: a > 5, met: large}]}}
          log: {title: L, weight: 1, value: ln(a), scale: {points: {0: 0, 10: 100}}}
          huge: {title: H, weight: 1, value: a ** 400, scale: {points: {0: 0, 10: 100}}}
""")
NA = NotApplicable("none here")

REASONS: dict[str, tuple[dict[str, Any], str, str, str]] = {
    "answered": ({"a": 1}, "plain", "answered", ""),
    "missing": ({}, "plain", "unanswered", "missing"),
    "one of two missing": ({"a": 1}, "both", "unanswered", "missing"),
    "declared": ({"a": 1, "b": NA}, "both", "not_applicable", "declared"),
    "declared beside missing": ({"b": NA}, "both", "not_applicable", "declared"),
    "declared before zero": ({"a": 0, "b": NA}, "ratio", "not_applicable", "declared"),
    "zero": ({"a": 0, "b": 2}, "ratio", "not_applicable", "zero_denominator"),
    "zero beside missing": ({"a": 0}, "ratio", "not_applicable", "zero_denominator"),
    "zero has a value": ({"a": 0}, "instead", "answered", ""),
    "not asked": ({"large": False}, "detail", "not_applicable", "not_asked"),
    "asked": ({"large": True}, "detail", "unanswered", "missing"),
    "perhaps asked": ({}, "detail", "unanswered", "missing"),
    "an answer wins": ({"large": False, "detail": 3}, "detail", "answered", ""),
    "condition fails": ({"a": 1, "large": False}, "sometimes", "not_applicable", "condition"),
    "condition before all else": ({"large": False}, "sometimes", "not_applicable", "condition"),
    "condition open": ({"a": 1}, "sometimes", "unanswered", "condition_open"),
    "condition open, value too": ({}, "sometimes", "unanswered", "condition_open"),
    "no branch": ({"a": 1, "large": True}, "branch", "not_applicable", "no_branch"),
    "a branch": ({"a": 6, "large": True}, "branch", "answered", ""),
    "outside the domain": ({"a": -1}, "log", "unanswered", "not_finite"),
    "overflow": ({"a": 1000}, "huge", "unanswered", "not_finite"),
}


@pytest.mark.parametrize(("given", "name", "status", "reason"), REASONS.values(), ids=REASONS)
def test_reason(given: dict[str, Any], name: str, status: str, reason: str) -> None:
    record = assessed(EVERY_REASON, given).indicators[name]
    assert (record.status, record.reason) == (status, reason)
    if status == "not_applicable":
        assert (record.points, record.low, record.high, record.value) == (None,) * 4
    if reason == "not_finite":
        assert (record.points, record.low, record.high) == (0, 0, 100)
        assert record.value is None


def test_every_reason_occurs() -> None:
    known = set(IndicatorRecord.model_fields["reason"].annotation.__args__)  # type: ignore[union-attr]
    assert {reason for *_, reason in REASONS.values()} == known


def test_instead_of_a_zero_denominator() -> None:
    record = assessed(EVERY_REASON, {"a": 0}).indicators["instead"]
    assert (record.value, record.points) == (5, 50)


def test_a_difference_of_two_bounds_is_a_wide_range_and_no_failure() -> None:
    rubric = rubric_of("""
        questions:
          a: {text: A, kind: number, na: never}
          b: {text: B, kind: number, na: never}
        dimensions:
          d:
            title: D
            weight: 1
            indicators: {i: {title: I, weight: 1, value: a - b, scale: {points: {0: 0, 10: 100}}}}
    """)
    record = assessed(rubric, {"a": (5, math.inf), "b": (3, math.inf)}).indicators["i"]
    assert (record.status, record.reason, record.low, record.high) == ("answered", "", 0, 100)
    assert (record.value, record.value_low, record.value_high) == (None, None, None)


def test_nothing_applies() -> None:
    rubric = rubric_of("""
        questions: {a: {text: A, kind: number}}
        dimensions:
          d:
            title: D
            weight: 1
            indicators: {a: {title: A, weight: 1, scale: {points: {0: 0, 10: 100}}}}
    """)
    found = assessed(rubric, {"a": NA})
    assert found.total == Total(
        score=None, low=None, high=None, coverage=0, left_out=100, if_na_were_zero=0
    )
    assert (found.gaps, found.recommendations) == ((), {})


def test_a_scale_cannot_take_away_what_may_have_no_value() -> None:
    rubric = rubric_of("""
        questions: {a: {text: A, kind: number, na: never}}
        dimensions:
          x:
            title: X
            weight: 1
            indicators:
              a: {title: A, weight: 1, value: sqrt(a) ** 0, scale: {ratio_to: 0, cap: 1}}
        """)
    states = {a: assessed(rubric, {"a": a}).indicators["a"].status for a in (4, -3, (-3, 4))}
    # The root of −3 is undefined, which counts as unanswered; so the range may be either.
    assert states == {4: "not_applicable", -3: "unanswered", (-3, 4): "unanswered"}
