"""What people write, and what it means: one table a kind; then the laws."""

from __future__ import annotations

import datetime as dt
import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.answers.coerce import coerce
from greenpark_assess.answers.model import NotApplicable, Picks, Span
from greenpark_assess.answers.reading import CoerceError

INF = math.inf


def exact(number):
    return Span(number, number)


NUMBERS = [
    ("water", 1200000, exact(1_200_000)),
    ("water", 0.5, exact(0.5)),
    ("water", "1200000", exact(1_200_000)),
    ("water", "１２００", exact(1200)),
    ("water", "๑๒៣၄໕", exact(12345)),
    ("water", "1.10", exact(1.1)),
    ("water", ".5", exact(0.5)),
    ("water", "5.", exact(5)),
    ("water", "+5", exact(5)),
    ("water", "1e3", exact(1000)),
    ("water", "1.2E6 m3", exact(1_200_000)),
    ("water", "3×10⁴ m³", exact(30_000)),
    ("water", "3 x 10^4", exact(30_000)),
    ("water", "1.2万", exact(12_000)),
    ("water", "３亿ｍ３", exact(300_000_000)),
    ("water", "3 亿立方米", exact(300_000_000)),
    ("water", "2千万 m3", exact(20_000_000)),
    ("water", "5百万", exact(5_000_000)),
    ("water", "1.2 million", exact(1_200_000)),
    ("water", "1,2 triệu m3", exact(1_200_000)),
    ("water", "1.2 Mm3", exact(1_200_000)),
    ("water", "0.3 万m³", exact(3000)),
    ("water", "1,234,567", exact(1_234_567)),
    ("water", "1，234，567 m3", exact(1_234_567)),
    ("water", "1,234,567.8", exact(1_234_567.8)),
    ("water", "1,234.5", exact(1234.5)),
    ("water", "1 200 000", exact(1_200_000)),
    ("water", "1\u202f200\u00a0000 m3", exact(1_200_000)),
    ("water", "1'200'000", exact(1_200_000)),
    ("coal", "1.1 万t", exact(11_000)),
    ("coal", "1.1kt", exact(1100)),
    ("coal", "500 kg", exact(0.5)),
    ("energy", "29307.6 MJ", exact(1)),
    ("energy", "8141 kWh", exact(1)),
    ("output", "1.2亿元", exact(12_000)),
    ("output", "5 10^4 CNY", exact(5)),
    ("output", "5 million CNY", exact(500)),
    ("intensity", "8 m³/万元", exact(8)),
    ("intensity", "8 m3 per 10^4 CNY", exact(8)),
    ("share", "75 %", exact(75)),
    ("share", "75％", exact(75)),
    ("share", "75 per cent", exact(75)),
    ("share", "0.75 %", exact(0.75)),
    ("share", "5‰", exact(0.5)),
    ("pure", "75 %", exact(0.75)),
    ("pure", "1.5", exact(1.5)),
    ("change", "-3.5 %", exact(-3.5)),
    ("change", "−3.5", exact(-3.5)),
    ("firms", "85", exact(85)),
    ("firms", "85 家", exact(85)),
    ("firms", "1.2万家", exact(12_000)),
    ("firms", 12.0, exact(12)),
]
BOUNDS = [
    ("share", ">= 50 %", Span(50, 100)),
    ("share", "≥50", Span(50, 100)),
    ("share", "不低于50%", Span(50, 100)),
    ("share", "至少 50 %", Span(50, 100)),
    ("share", "50%以上", Span(50, 100)),
    ("share", "at least 50 %", Span(50, 100)),
    ("share", "At Least 50 %", Span(50, 100)),
    ("share", "50 % or more", Span(50, 100)),
    ("share", "50+", Span(50, 100)),
    ("share", "ít nhất 50 %", Span(50, 100)),
    ("share", "> 50 %", Span(50, 100)),
    ("share", "<= 30", Span(0, 30)),
    ("share", "不超过30%", Span(0, 30)),
    ("share", "30%及以下", Span(0, 30)),
    ("share", "up to 30 %", Span(0, 30)),
    ("share", "至多30", Span(0, 30)),
    ("water", ">= 1.2 Mm3", Span(1_200_000, INF)),
    ("intensity", "<= 8", Span(-INF, 8)),
    ("intensity", "5..8 m3/万元", Span(5, 8)),
    ("intensity", "5…8", Span(5, 8)),
    ("intensity", "5-8", Span(5, 8)),
    ("intensity", "5~8", Span(5, 8)),
    ("intensity", "5～8", Span(5, 8)),
    ("intensity", "5–8 m3/万元", Span(5, 8)),
    ("intensity", "5至8", Span(5, 8)),
    ("intensity", "5 to 8", Span(5, 8)),
    ("intensity", "between 5 and 8", Span(5, 8)),
    ("intensity", "介于5和8之间", Span(5, 8)),
    ("share", "5% - 8%", Span(5, 8)),
    ("change", "-5..-3 %", Span(-5, -3)),
    ("change", "-5 - -3", Span(-5, -3)),
    ("coal", "900 kg - 2 t", Span(0.9, 2)),
    ("coal", "1-2 kt", Span(1000, 2000)),
    ("coal", "1e-3", exact(0.001)),
    ("firms", "> 2", Span(3, INF)),
    ("firms", "超过2家", Span(3, INF)),
    ("firms", "<3", Span(0, 2)),
    ("firms", "10-20 家", Span(10, 20)),
]


def name(case):
    return f"{case[0]}: {case[1]!r}"


@pytest.mark.parametrize("case", NUMBERS + BOUNDS, ids=name)
def test_numbers(questions, case):
    question, raw, value = case
    assert coerce(questions[question], raw).value == value


@pytest.mark.parametrize(
    ("question", "raw", "value", "remarks"),
    [
        ("share", "0.75", exact(0.75), ("looks_like_fraction",)),
        ("share", 0.75, exact(0.75), ("looks_like_fraction",)),
        ("share", 1, exact(1), ("looks_like_fraction",)),
        ("share", ">= 0.5", Span(0.5, 100), ("looks_like_fraction",)),
        ("share", 0, exact(0), ()),
        ("share", "0.75 %", exact(0.75), ()),
        ("water", "约 5", exact(5), ("approximated",)),
        ("water", "~5", exact(5), ("approximated",)),
        ("water", "ca. 5 m3", exact(5), ("approximated",)),
        ("water", "5万左右", exact(50_000), ("approximated",)),
        ("water", "about 5-8", Span(5, 8), ("approximated",)),
        ("water", "12,5", exact(12.5), ("decimal_comma",)),
        ("water", "0,234", exact(0.234), ("decimal_comma",)),
        ("water", "012", exact(12), ("leading_zero",)),
        ("water", "0.5", exact(0.5), ()),
    ],
    ids=repr,
)
def test_remarks(questions, question, raw, value, remarks):
    found = coerce(questions[question], raw)
    assert (found.value, found.remarks) == (value, remarks)


REFUSED = [
    ("water", "1,234", "answer.ambiguous_comma", {"thousands": "1234", "decimal": "1.234"}),
    ("water", "1,234 m3", "answer.ambiguous_comma", {"found": "1,234"}),
    ("water", "1.234.567", "answer.dotted_thousands", {"meant": "1234567"}),
    ("water", "1.234.567,8 m3", "answer.dotted_thousands", {"meant": "1234567.8"}),
    ("water", "1.234,5", "answer.dotted_thousands", {"meant": "1234.5"}),
    ("water", "1,23,456", "answer.not_a_number", {}),
    ("water", "1_000_", "answer.unknown_unit", {}),
    ("water", "lots", "answer.not_a_number", {"found": "lots"}),
    ("water", True, "answer.not_a_number", {"found": "true", "allowed": None}),
    ("water", [5, 8], "answer.not_a_number", {}),
    ("water", {"a": 1}, "answer.not_a_number", {}),
    ("water", dt.date(2025, 1, 1), "answer.not_a_number", {"found": "date"}),
    ("water", "=SUM(A1)", "answer.formula", {}),
    ("water", "＝SUM(A1)", "answer.formula", {}),
    ("water", "12:30", "answer.time_like", {}),
    ("water", "12:30:45", "answer.time_like", {}),
    ("water", "2025-01-01", "answer.date_like", {}),
    ("water", "2025/1/1", "answer.date_like", {}),
    ("water", "31.12.2025", "answer.date_like", {}),
    ("water", "2025年3月", "answer.date_like", {}),
    ("water", "5 t", "answer.wrong_unit", {"found": "t", "allowed": "m3 / m³"}),
    ("coal", "5 tce", "answer.wrong_unit", {"found": "tce", "allowed": "t / 吨"}),
    ("intensity", "8 m3", "answer.wrong_unit", {"allowed": "m3/万元 / m³/10⁴ CNY / m³/万元"}),
    ("output", "5 USD", "answer.wrong_unit", {}),
    ("water", "5 qm", "answer.unknown_unit", {"found": "qm", "allowed": "m3 / m³"}),
    ("energy", "5 Tce", "answer.unknown_unit", {"meant": "tce"}),
    ("water", "5 t/ha·a", "unit.ambiguous", {"meant": "t/(ha*a)"}),
    ("pure", "5 m3", "answer.unit_not_wanted", {"found": "m3"}),
    ("output", "1.2万", "answer.ambiguous_scale", {"found": "1.2万"}),
    ("share", "120 %", "answer.out_of_bounds", {"found": "120 %", "allowed": "0..100 %"}),
    ("share", ">= 120", "answer.out_of_bounds", {}),
    ("share", "50..120", "answer.out_of_bounds", {}),
    ("water", "-5", "answer.out_of_bounds", {"allowed": ">= 0 m3"}),
    ("water", "8..5", "answer.empty_interval", {}),
    ("firms", "3.5", "answer.not_whole", {}),
    ("firms", 3.5, "answer.not_whole", {}),
    ("firms", "3.5..5", "answer.not_whole", {}),
    ("water", "-", "answer.stroke", {}),
    ("water", "/", "answer.stroke", {}),
    ("water", "无", "answer.stroke", {}),
    ("water", "none", "answer.stroke", {}),
    ("water", "1e999", "answer.not_finite", {}),
    ("water", 10**400, "answer.not_finite", {}),
    ("water", INF, "answer.not_finite", {}),
    ("water", "5 and 8", "answer.unknown_unit", {}),
    ("water", "9" * 300, "answer.too_long", {}),
    ("certified", "partly", "answer.not_yes_no", {"found": "partly"}),
    ("certified", 2, "answer.not_yes_no", {}),
    ("certified", ["yes"], "answer.not_yes_no", {}),
    ("scheme", "partail", "answer.not_an_option", {"meant": "partial"}),
    ("scheme", "部分企", "answer.not_an_option", {"meant": "partial"}),
    ("scheme", 5, "answer.not_an_option", {"allowed": ["none", "partial", "certified"]}),
    ("scheme", ["none", "partial"], "answer.one_option", {}),
    ("scheme", {"none": "yes"}, "answer.not_an_option", {}),
    ("sources", "solar, wind", "answer.not_an_option", {"found": "wind"}),
    ("sources", {"solar": "a bit"}, "answer.option_not_yes_no", {"option": "solar"}),
    ("sources", ["solar", "solar?"], "answer.contradictory", {"found": ["solar"]}),
    ("sources", "x" * 6000, "answer.too_long", {}),
    ("plan", 5, "answer.out_of_bounds", {"allowed": "0..4"}),
    ("plan", 2.5, "answer.not_whole", {}),
    ("plan", "2 m3", "answer.not_a_level", {}),
    ("plan", "excellent", "answer.not_a_number", {}),
]  # fmt: skip


@pytest.mark.parametrize("case", REFUSED, ids=name)
def test_refused(questions, case):
    question, raw, code, details = case
    with pytest.raises(CoerceError) as found:
        coerce(questions[question], raw)
    assert found.value.code == code
    assert {key: found.value.details.get(key) for key in details} == details


YES = [
    "yes", "Yes", "Y", "是", "有", "có", "ใช่", "มี", "ແມ່ນ", "មាន", "ဟုတ်", "true", "√", "1", True, 1,
]  # fmt: skip
NO = [
    "no", "NO", "否", "无", "没有", "không", "ไม่ใช่", "ไม่มี", "ບໍ່", "ទេ", "မဟုတ်", "false", False, 0,
]  # fmt: skip


@pytest.mark.parametrize("raw", YES, ids=repr)
def test_yes(questions, raw):
    assert coerce(questions["certified"], raw).value == exact(1)


@pytest.mark.parametrize("raw", NO, ids=repr)
def test_no(questions, raw):
    assert coerce(questions["certified"], raw).value == exact(0)


@pytest.mark.parametrize(
    ("raw", "option"),
    [
        ("partial", "partial"),
        ("PARTIAL", "partial"),
        ("ｐａｒｔｉａｌ", "partial"),
        ("some  firms", "partial"),
        ("部分企业", "partial"),
        ("Certified, all firms.", "certified"),
        ("none", "none"),
        (["none"], "none"),
    ],
    ids=repr,
)
def test_choice(questions, raw, option):
    assert coerce(questions["scheme"], raw).value == Picks(frozenset({option}))


@pytest.mark.parametrize(
    ("raw", "chosen", "unknown"),
    [
        (["solar", "biogas"], {"solar", "biogas"}, set()),
        ("solar, biogas", {"solar", "biogas"}, set()),
        ("光伏、沼气", {"solar", "biogas"}, set()),
        ("光伏；余热、蒸汽", {"solar", "waste_heat"}, set()),
        ("Waste heat, steam, Biogas", {"waste_heat", "biogas"}, set()),
        ("waste heat", {"waste_heat"}, set()),
        ("solar", {"solar"}, set()),
        ("solar, biogas?", {"solar"}, {"biogas"}),
        ("光伏，沼气？", {"solar"}, {"biogas"}),
        ("none", set(), set()),
        ("无", set(), set()),
        ([], set(), set()),
        ({"solar": "yes", "waste_heat": "no", "biogas": "no"}, {"solar"}, set()),
        ({"solar": True, "沼气": "unknown"}, {"solar"}, {"biogas", "waste_heat"}),
        ({"solar": "否"}, set(), {"biogas", "waste_heat"}),
    ],
    ids=lambda part: repr(sorted(part)) if isinstance(part, set) else repr(part),
)
def test_choices(questions, raw, chosen, unknown):
    assert coerce(questions["sources"], raw).value == Picks(frozenset(chosen), frozenset(unknown))


def test_choices_of_which_nothing_is_known_are_unanswered(questions):
    assert coerce(questions["sources"], {"solar": "?", "biogas": None}) is None
    assert coerce(questions["sources"], {}) is None


@pytest.mark.parametrize(
    ("raw", "value"),
    [
        (2, exact(2)), ("2", exact(2)), ("level 2", exact(2)), ("2级", exact(2)),
        ("Adopted", exact(2)), ("已批准", exact(2)), ("no plan", exact(0)),
        (">= 2", Span(2, 4)), ("> 2", Span(3, 4)), ("2-3", Span(2, 3)), ("至多1", Span(0, 1)),
    ],
    ids=repr,
)  # fmt: skip
def test_maturity(questions, raw, value):
    assert coerce(questions["plan"], raw).value == value


KINDS = ["water", "certified", "scheme", "sources", "plan"]


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    "raw", [None, "", "  ", "?", "？", "unknown", "待填", "不清楚", "..."], ids=repr
)
def test_unanswered(questions, kind, raw):
    assert coerce(questions[kind], raw) is None


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        ("n/a", ""), ("N/A", ""), ("n.a.", ""), ("不适用", ""), ("Ｎ／Ａ", ""),
        ("n/a: no boiler on site", "no boiler on site"),
        ("不适用：园区内没有锅炉，集中供热", "园区内没有锅炉，集中供热"),
        ("n/a (no boiler)", "no boiler"),
    ],
)  # fmt: skip
def test_not_applicable(questions, kind, raw, reason):
    assert coerce(questions[kind], raw).value == NotApplicable(reason)


scalars = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=40) | st.binary()
    | st.dates() | st.datetimes() | st.decimals() | st.complex_numbers()
    | st.builds(pow, st.just(10), st.integers(300, 5000))
    | st.text(alphabet="0123456789.,-~ +eE%万亿千tmkx*^/()<>=≥约至以上:?", max_size=15)
)  # fmt: skip
anything = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.tuples(inner, inner)
        | st.dictionaries(st.text(max_size=5) | st.integers() | st.none(), inner, max_size=3)
        | st.sets(st.text(max_size=3), max_size=3)
    ),
    max_leaves=5,
)


@given(st.sampled_from(["water", "share", "firms", "pure", "output", *KINDS]), anything)
def test_nothing_but_its_own_error_is_ever_raised(questions, question, raw):
    try:
        found = coerce(questions[question], raw)
    except CoerceError as error:
        assert error.code.split(".")[0] in {"answer", "unit"}  # noqa: PT017 - either way is right
    else:
        assert found is None or isinstance(found.value, Span | Picks | NotApplicable)
