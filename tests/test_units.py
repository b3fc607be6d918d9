"""The unit table against figures stated here, the traps of other tables, and the laws of units."""

from __future__ import annotations

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pint import UnitRegistry

from greenpark_assess.units import Unit, UnitError, compatible, factor, parse_unit, symbol
from greenpark_assess.units.table import ROWS, keys

WORDS = {name: f"unit_{place}" for place, name in enumerate(ROWS)}  # names that pint can read

# One of each unit in a plain unit of its dimension; powers of ten and the conversions of
# GB/T 2589 (1 kgce = 29307.6 kJ), the IEA (1 toe = 41.868 GJ) and land surveying (1 ha = 15 mu).
FIGURES = {
    "kg": {
        "mg": 1e-6, "g": 1e-3, "t": 1e3, "kt": 1e6, "10^4 t": 1e7, "Mt": 1e9, "10^8 t": 1e11,
    },
    "m": {"mm": 1e-3, "km": 1e3},
    "m2": {"10^4 m2": 1e4, "km2": 1e6, "ha": 1e4, "mu": 10_000 / 15, "rai": 1600},
    "m3": {"L": 1e-3, "10^4 m3": 1e4, "Mm3": 1e6, "10^8 m3": 1e8},
    "Nm3": {"10^4 Nm3": 1e4},
    "h": {"d": 24, "month": 730, "a": 8760},
    "J": {
        "kJ": 1e3, "MJ": 1e6, "GJ": 1e9, "TJ": 1e12, "PJ": 1e15,
        "kWh": 3.6e6, "MWh": 3.6e9, "10^4 kWh": 3.6e10, "GWh": 3.6e12, "TWh": 3.6e15,
        "10^8 kWh": 3.6e14, "kcal": 4186.8, "Gcal": 4.1868e9,
        "gce": 29_307.6, "kgce": 29_307_600, "tce": 29_307_600_000, "ktce": 2.93076e13,
        "10^4 tce": 2.93076e14, "Mtce": 2.93076e16,
        "toe": 4.1868e10, "ktoe": 4.1868e13, "Mtoe": 4.1868e16,
    },
    "J/h": {"W": 3600, "kW": 3.6e6, "MW": 3.6e9, "10^4 kW": 3.6e10, "GW": 3.6e12},
    "kgCO2": {
        "gCO2": 1e-3, "tCO2": 1e3, "ktCO2": 1e6, "10^4 tCO2": 1e7, "MtCO2": 1e9,
        "gCO2e": 1e-3, "kgCO2e": 1, "tCO2e": 1e3, "ktCO2e": 1e6, "10^4 tCO2e": 1e7, "MtCO2e": 1e9,
    },
    "CNY": {"10^3 CNY": 1e3, "10^4 CNY": 1e4, "10^6 CNY": 1e6, "10^8 CNY": 1e8},
    "USD": {"10^3 USD": 1e3, "10^4 USD": 1e4, "10^6 USD": 1e6, "10^8 USD": 1e8, "10^9 USD": 1e9},
    "VND": {"10^6 VND": 1e6, "10^9 VND": 1e9},
    "THB": {"10^6 THB": 1e6},
    "LAK": {"10^6 LAK": 1e6, "10^9 LAK": 1e9},
    "KHR": {"10^6 KHR": 1e6},
    "MMK": {"10^6 MMK": 1e6},
    "firm": {}, "person": {}, "event": {}, "item": {},
    "": {"%": 0.01, "‰": 0.001},
}  # fmt: skip
FACTORS = [(name, base, size) for base, sizes in FIGURES.items() for name, size in sizes.items()]


@pytest.mark.parametrize(("name", "base", "size"), FACTORS, ids=[f[0] for f in FACTORS])
def test_every_unit_has_its_size(name, base, size):
    assert factor(name, base) == pytest.approx(size, rel=1e-15)
    assert factor(base, name) == pytest.approx(1 / size, rel=1e-15)


def test_every_unit_of_the_table_stands_in_these_figures():
    stated = {name for base, sizes in FIGURES.items() for name in (base, *sizes)}
    assert set(ROWS) - stated == set()


@pytest.mark.parametrize("base", [base for base in FIGURES if base])
def test_different_things_never_convert(base):
    others = [other for other in FIGURES if other != base]
    assert not [other for other in others if compatible(base, other)]


@pytest.mark.parametrize(
    ("a", "b", "size"),
    [
        ("tce/万元", "GJ/CNY", 0.00293076),
        ("亿元/km2", "10^4 CNY/ha", 100),
        ("m3/万元", "m3/10^4 CNY", 1),
        ("t/(ha*a)", "kg/(mu*a)", 1000 / 15),
        ("kgCO2e/kWh", "tCO2e/MWh", 1),
        ("kW", "kWh/a", 8760),
        ("m3/ha", "mm", 0.1),
        ("km", "m2^0.5", 1000),
        ("t*%", "t", 0.01),
        ("%", "‰", 10),
        ("firm/firm", "%", 100),
        ("m3/d", "10^4 m3/a", 0.0365),
    ],
    ids=str,
)
def test_compound_units_convert(a, b, size):
    assert factor(a, b) == pytest.approx(size, rel=1e-14)


SPELLINGS = {
    "t": ["吨", "tonne", "ton", "ｔ"],
    "10^4 t": ["万t", "万吨", "10⁴ t", "10^4t", "１０^4 t"],
    "m3": ["m³", "㎥", "立方米", "方", "m^3", "m**3"],
    "10^8 m3": ["亿m3", "亿m³", "亿立方米", "10⁸m³"],
    "Mm3": ["million m3", "10⁶ m³"],
    "tce": ["吨标准煤", "吨标煤"],
    "10^4 tce": ["万吨标准煤", "万tce"],
    "kWh": ["度", "千瓦时", "kwh"],
    "10^4 kWh": ["万千瓦时", "万kWh", "万度"],
    "CNY": ["元", "yuan", "￥"],
    "10^4 CNY": ["万元", "10⁴ CNY", "10^4 yuan"],
    "10^8 CNY": ["亿元"],
    "10^3 USD": ["k USD", "kUSD"],
    "10^6 USD": ["million USD"],
    "km2": ["km²", "㎢", "平方公里"],
    "ha": ["公顷"],
    "mu": ["亩"],
    "a": ["年", "yr", "year"],
    "d": ["天", "日"],
    "firm": ["家", "个企业", "firms"],
    "person": ["人", "people"],
    "event": ["次", "times"],
    "item": ["个", "项", "条", "套"],
    "tCO2": ["t CO2", "tCO₂", "t CO₂"],
    "%": ["％", "percent", "per cent"],
    "m3/10^4 CNY": ["m³/万元", "立方米／万元", "m3 per 10^4 CNY", "m3每万元"],
    "t/(a*ha)": ["t/(ha·a)", "吨/(公顷*年)", "t/ha/a", "t·ha⁻¹·a⁻¹", "t*ha^-1*a^-1"],
    "10^4 m3/a": ["万m³/年", "(万m³)/a"],
    "1/a": ["1/年", "a^-1"],
    "": ["1", " ", "m/m"],
}  # fmt: skip
CASES = [(text, name) for name, texts in SPELLINGS.items() for text in texts]


@pytest.mark.parametrize(("text", "name"), CASES, ids=[repr(case[0]) for case in CASES])
def test_spellings(text, name):
    assert str(parse_unit(text)) == name


def test_no_spelling_has_two_meanings():
    spellings = Counter(
        key for row in ROWS.values() for key in set().union(*map(keys, row.spellings))
    )
    assert [word for word, times in spellings.items() if times > 1] == []


@pytest.mark.parametrize(
    ("text", "base", "size"),
    [
        ("kt", "kg", 1_000_000),  # pint: knot
        ("mu", "m2", 2000 / 3),  # pint: milli-dalton
        ("ton", "kg", 1000),  # pint: short ton of 907 kg
        ("a", "h", 8760),  # pint: are
        ("kcal", "J", 4186.8),  # pint: 4184 J
    ],
)
def test_traps_of_other_tables(text, base, size):
    assert factor(text, base) == pytest.approx(size, rel=1e-15)


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("10k CNY", "unit.unknown", "10^4 CNY"),  # pint: 10 CNY times Boltzmann's constant
        ("t/pa", "unit.unknown", "a"),  # pint: pico-year
        ("Kwh", "unit.unknown", "kWh"),
        ("吨标媒", "unit.unknown", "吨标煤"),
        ("hectar", "unit.unknown", "ha"),
        ("xyzzy", "unit.unknown", None),
        ("=cmd()", "unit.unknown", None),
        ("t/ha*a", "unit.ambiguous", "t/(ha*a)"),
        ("kg/m²·a", "unit.ambiguous", "kg/(m^2*a)"),
        ("m3/", "unit.unreadable", None),
        ("/a", "unit.unreadable", None),
        ("(t", "unit.unreadable", None),
        ("t)", "unit.unreadable", None),
        ("(" * 5000, "unit.unreadable", None),
    ],
    ids=lambda text: str(text)[:20],
)
def test_what_is_not_a_unit(text, code, meant):
    with pytest.raises(UnitError) as found:
        parse_unit(text)
    assert (found.value.code, found.value.details.get("meant")) == (code, meant)


@pytest.mark.parametrize(
    ("a", "b"),
    [("t", "tce"), ("CNY", "USD"), ("firm", "person"), ("item", "event"), ("t", "tCO2"),
     ("kW", "kWh"), ("m3", "Nm3"), ("firm/person", "%"), ("m3", "t"), ("", "item")],
)  # fmt: skip
def test_what_does_not_convert(a, b):
    assert not compatible(a, b)
    with pytest.raises(UnitError) as found:
        factor(a, b)
    assert found.value.code == "unit.incompatible"


@pytest.mark.parametrize(
    ("unit", "english", "chinese"),
    [
        ("tce/10^4 CNY", "tce/10⁴ CNY", "吨标准煤/万元"),
        ("m3/万元", "m³/10⁴ CNY", "m³/万元"),
        ("t/(ha*a)", "t/(ha·a)", "吨/(公顷·年)"),
        ("firm", "firms", "家"),
        ("m3/person", "m³/person", "m³/人"),
        ("event/a", "events/a", "次/年"),
        ("tCO2/tce", "t CO₂/tce", "tCO₂/吨标准煤"),
        ("USD^2", "USD²", "美元²"),
        ("%", "%", "%"),
        ("", "", ""),
        (None, "", ""),
        (parse_unit("tce/CNY"), "tce/CNY", "吨标准煤/元"),
    ],
    ids=str,
)
def test_symbols(unit, english, chinese):
    assert (symbol(unit, "en"), symbol(unit, "zh")) == (english, chinese)


def test_symbols_are_spellings():
    for name in ROWS:
        assert {str(parse_unit(symbol(name, language))) for language in ("en", "zh")} == {name}


@pytest.mark.parametrize(
    ("unit", "counted"),
    [("firm", True), ("人", True), ("次", True), ("persons/ha", False), ("t", False), ("", False)],
)
def test_counts(unit, counted):
    assert parse_unit(unit).is_count is counted


def product(powers: list[tuple[str, int]]) -> Unit:
    total = Unit()
    for name, power in powers:
        total *= parse_unit(name) ** power
    return total


powers = st.tuples(st.sampled_from(sorted(ROWS)), st.integers(-3, 3))
units = st.lists(powers, max_size=4).map(product)


@given(units)
def test_a_unit_reads_back_from_its_spelling(unit):
    assert parse_unit(str(unit)) == unit


@given(units, units)
def test_units_compute_like_their_quantities(a, b):
    assert a * b == b * a
    assert a * b / b == a
    assert (a / b) ** -1 == b / a
    assert (a**2) ** 0.5 == a
    assert compatible(a * b, b * a)


@given(st.text(max_size=30))
def test_any_text_is_a_unit_or_a_unit_error(text):
    try:
        unit = parse_unit(text)
    except UnitError as error:
        assert error.code.startswith("unit.")  # noqa: PT017 - either way is right
    else:
        assert parse_unit(str(unit)) == unit


@pytest.fixture(scope="module")
def registry() -> UnitRegistry:
    """An independent judge: pint, which is told our definitions and nothing of its own."""
    known = UnitRegistry(None, non_int_type=Fraction)
    for name, row in ROWS.items():
        is_base = row.base.startswith("[")
        powers = () if is_base else parse_unit(row.base).powers
        factors = (f"{WORDS[part]} ** {power}" for part, power in powers)
        definition = row.base if is_base else " * ".join([row.number, *factors])
        known.define(f"{WORDS[name]} = {definition}")
    return known


@pytest.mark.parametrize("name", ROWS, ids=str)
def test_pint_agrees(registry: UnitRegistry, name: str) -> None:
    for other in ROWS:
        one, two = registry.Quantity(Fraction(1), WORDS[name]), registry.Unit(WORDS[other])
        if not compatible(name, other):
            assert not one.is_compatible_with(two), other
            continue
        assert factor(name, other) == pytest.approx(float(one.to(two).magnitude), rel=1e-12), other
