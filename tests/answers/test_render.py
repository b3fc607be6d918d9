"""A rendered value reads back as the value; and it reads well."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.model import NotApplicable, Picks, Span
from greenpark_assess.answers.render import render_value

INF = math.inf


SOLAR = frozenset({"solar"})
FORMS = [
    ("water", Span(1.2e6, 1.2e6), ["1200000 m3", "1200000 m³", "1200000 m³"]),
    ("intensity", Span(5, 8), ["5..8 m3/万元", "5..8 m³/10⁴ CNY", "5..8 m³/万元"]),
    ("share", Span(50, 100), ["50..100 %", "50..100 %", "50..100 %"]),
    ("water", Span(0.1, INF), [">= 0.1 m3", ">= 0.1 m³", ">= 0.1 m³"]),
    ("change", Span(-INF, -3), ["<= -3 %", "<= -3 %", "<= -3 %"]),
    ("firms", Span(85, 85), ["85 firm", "85 firms", "85 家"]),
    ("pure", Span(1e-7, 1e-7), ["1e-07", "1e-07", "1e-07"]),
    ("certified", Span(1, 1), ["yes", "yes", "是"]),
    ("certified", Span(0, 0), ["no", "no", "否"]),
    ("scheme", Picks(frozenset({"partial"})), ["partial", "Some firms", "部分企业"]),
    (
        "sources",
        Picks(SOLAR | {"biogas"}),
        ["solar, biogas", "Solar power, Biogas", "光伏、沼气"],
    ),
    (
        "sources",
        Picks(SOLAR, frozenset({"biogas"})),
        ["solar, biogas?", "Solar power, Biogas?", "光伏、沼气?"],
    ),
    ("sources", Picks(frozenset()), ["none", "none", "无"]),
    ("plan", Span(2, 3), ["2..3", "2..3", "2..3"]),
    ("water", NotApplicable("no boiler"), ["n/a: no boiler"] * 3),
    ("water", NotApplicable(), ["n/a"] * 3),
]


@pytest.mark.parametrize(("question", "value", "forms"), FORMS, ids=[f[2][0] for f in FORMS])
def test_forms(questions, question, value, forms):
    asked = questions[question]
    assert [render_value(asked, value, language) for language in (None, "en", "zh")] == forms
    assert [coerce(asked, form).value for form in forms] == [value] * 3


finite = st.floats(allow_nan=False, allow_infinity=False)
LANGUAGES = st.sampled_from([None, "en", "zh"])


def spans(low, high, numbers=finite):
    """Every interval that an answer can give between the limits of its question."""
    points = numbers.filter(lambda number: low <= number <= high)
    exact = points.map(lambda number: Span(number, number))
    between = st.tuples(points, points).map(lambda ends: Span(*sorted(ends)))
    at_least = points.map(lambda number: Span(number, high))
    at_most = points.map(lambda number: Span(low, number))
    return exact | between | at_least | at_most


@given(
    st.one_of(
        st.tuples(st.sampled_from(["intensity", "pure", "change", "output"]), spans(-INF, INF)),
        st.tuples(st.just("water"), spans(0, INF, st.floats(0, 1e300))),
        st.tuples(st.just("share"), spans(0, 100, st.floats(0, 100))),
        st.tuples(st.just("firms"), spans(0, INF, st.integers(0, 10**9).map(float))),
        st.tuples(st.just("plan"), spans(0, 4, st.integers(0, 4).map(float))),
    ),
    LANGUAGES,
)
def test_numbers_read_back(questions, case, language):
    name, value = case
    text = render_value(questions[name], value, language)
    assert coerce(questions[name], text).value == value


OPTIONS = st.sampled_from(["solar", "waste_heat", "biogas"])


@given(st.dictionaries(OPTIONS, st.booleans()), LANGUAGES)
def test_picks_read_back(questions, states, language):
    value = Picks(
        frozenset(option for option, known in states.items() if known),
        frozenset(option for option, known in states.items() if not known),
    )
    text = render_value(questions["sources"], value, language)
    found = coerce(questions["sources"], text)
    assert found is None if len(value.unknown) == 3 else found.value == value
