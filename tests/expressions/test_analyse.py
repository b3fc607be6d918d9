"""Text to typed tree: every piece of the grammar, every fault at its characters, every attack.

The part of an expression that a fault must point at is written between « and ».
"""

from __future__ import annotations

import subprocess
import sys

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greenpark_assess.expressions import Scope, Type, analyse, convert
from greenpark_assess.expressions.analyse import MAX_LENGTH
from greenpark_assess.expressions.reader import FUNCTIONS, MAX_DEPTH
from greenpark_assess.expressions.tree import (
    Arithmetic,
    Chosen,
    Comparison,
    Either,
    Extreme,
    Fact,
    Function,
    Logic,
    Negation,
    Number,
    OwnValue,
    Power,
    Scaled,
    Score,
    Tally,
    Tree,
)
from greenpark_assess.problems import Problem
from greenpark_assess.units import Unit, UnitError, parse_unit
from greenpark_assess.wording import languages, say, words
from support import ask

QUESTIONS = {
    "water.fresh": ask("number", unit="m3"),
    "water.reused": ask("number", unit="10^4 m3"),
    "coal": ask("number", unit="t"),
    "energy.total": ask("number", unit="tce"),
    "energy.solar": ask("number", unit="MWh"),
    "firms.share": ask("number", unit="%"),
    "index": ask("number"),
    "odd": ask("number", unit="furlongs"),
    "certified": ask("yes_no"),
    "trained": ask("yes_no"),
    "park.type": ask("choice", options={"mixed": "a", "venous": "b", "none": "c"}),
    "facilities": ask("choices", options={"heat": "a", "sewage": "b"}),
    "plan": ask("maturity", levels=list("abcde")),
}
SCOPE = Scope(QUESTIONS)
WITH_VALUE = Scope(QUESTIONS, value=Type("number", parse_unit("m3")))
OF_LEVEL = Scope(QUESTIONS, nodes=frozenset({"total", "water", "water.reuse"}))

CUBIC = parse_unit("m3")
TRUTH = Type("truth")
BARE = Type("number")
PURE = Type("number", Unit())

FRESH, REUSED, COAL = (Fact(name, truth=False) for name in ("water.fresh", "water.reused", "coal"))
SHARE, INDEX, PLAN = (Fact(name, truth=False) for name in ("firms.share", "index", "plan"))
CERTIFIED, TRAINED = (Fact(name, truth=True) for name in ("certified", "trained"))
ONE, TWO = Number(1.0), Number(2.0)


def of(unit: str) -> Type:
    return Type("number", parse_unit(unit))


# --- what is understood -----------------------------------------------------------------------

UNDERSTOOD: dict[str, tuple[str, Tree, Type]] = {
    "whole number": ("2", TWO, BARE),
    "decimal": ("0.5", Number(0.5), BARE),
    "exponent notation": ("1e4", Number(1e4), BARE),
    "underscores": ("1_000", Number(1000.0), BARE),
    "negative number": ("-2", Number(-2.0), BARE),
    "plus sign": ("+coal", COAL, of("t")),
    "negative": ("-coal", Arithmetic("*", Number(-1.0), COAL), of("t")),
    "question": ("water.fresh", FRESH, of("m3")),
    "spaces around": ("water . fresh  ", FRESH, of("m3")),
    "comment": ("coal # all of it", COAL, of("t")),
    "over two lines": ("(coal\n+ coal)", Arithmetic("+", COAL, COAL), of("t")),
    "yes/no": ("certified", CERTIFIED, TRUTH),
    "level": ("plan", PLAN, BARE),
    "no unit": ("index", INDEX, PURE),
    "unknown unit": ("odd", Fact("odd", truth=False), BARE),
    "choice": ("park.type", Fact("park.type", truth=False), Type("choice", None, "park.type")),
    "true": ("true", Comparison("==", ONE, ONE), TRUTH),
    "false": ("false", Comparison("==", Number(0.0), ONE), TRUTH),
    "python's True": ("True", Comparison("==", ONE, ONE), TRUTH),
    "sum": ("coal + coal", Arithmetic("+", COAL, COAL), of("t")),
    "difference": ("coal - coal", Arithmetic("-", COAL, COAL), of("t")),
    "product": ("2 * coal", Arithmetic("*", TWO, COAL), of("t")),
    "quotient": ("coal / 2", Arithmetic("/", COAL, TWO), of("t")),
    "numbers alone": ("(1 + 2) * 3 - 4 / 2", Number(7.0), BARE),
    "division by a written zero": ("1 / 0", Arithmetic("/", ONE, Number(0.0)), BARE),
    "power": ("coal ** 2", Power(COAL, 2.0), of("t*t")),
    "negative power": ("index ** -1", Power(INDEX, -1.0), PURE),
    "numbers to a power": ("2 ** 3", Number(8.0), BARE),
    "abs": ("abs(coal)", Function("abs", COAL), of("t")),
    "sqrt": ("sqrt(coal * coal)", Function("sqrt", Arithmetic("*", COAL, COAL)), of("t")),
    "sqrt of a bare number": ("sqrt(plan)", Function("sqrt", PLAN), BARE),
    "ln": ("ln(index)", Function("ln", INDEX), PURE),
    "ln of a bare number": ("ln(plan)", Function("ln", PLAN), PURE),
    "ln of percent": ("ln(firms.share)", Function("ln", Scaled(SHARE, 0.01)), PURE),
    "min": ("min(coal, 5)", Extreme("min", (COAL, Number(5.0))), of("t")),
    "max": ("max(1, coal, 2)", Extreme("max", (ONE, COAL, TWO)), of("t")),
    "one of one": ("max(coal)", Extreme("max", (COAL,)), of("t")),
    "function sum": (
        "sum(coal, 1, coal)",
        Arithmetic("+", Arithmetic("+", COAL, ONE), COAL),
        of("t"),
    ),
    "less": ("coal < 1", Comparison("<", COAL, ONE), TRUTH),
    "at most": ("coal <= 1", Comparison("<=", COAL, ONE), TRUTH),
    "more": ("coal > 1", Comparison(">", COAL, ONE), TRUTH),
    "at least": ("coal >= 1", Comparison(">=", COAL, ONE), TRUTH),
    "equal": ("coal == 1", Comparison("==", COAL, ONE), TRUTH),
    "different": ("coal != 1", Comparison("!=", COAL, ONE), TRUTH),
    "chain": (
        "1 <= coal < 2",
        Logic("and", (Comparison("<=", ONE, COAL), Comparison("<", COAL, TWO))),
        TRUTH,
    ),
    "and": (
        "certified and trained and certified",
        Logic("and", (CERTIFIED, TRAINED, CERTIFIED)),
        TRUTH,
    ),
    "or": ("certified or trained", Logic("or", (CERTIFIED, TRAINED)), TRUTH),
    "not": ("not certified", Negation(CERTIFIED), TRUTH),
    "if": ("coal if certified else 2", Either(CERTIFIED, COAL, TWO), of("t")),
    "if of conditions": (
        "trained if certified else not trained",
        Either(CERTIFIED, TRAINED, Negation(TRAINED)),
        TRUTH,
    ),
    "same truth": (
        "certified == trained",
        Either(CERTIFIED, TRAINED, Negation(TRAINED)),
        TRUTH,
    ),
    "different truth": (
        "certified != true",
        Negation(
            Either(CERTIFIED, Comparison("==", ONE, ONE), Negation(Comparison("==", ONE, ONE)))
        ),
        TRUTH,
    ),
    "option": ("park.type == venous", Chosen("park.type", ("venous",)), TRUTH),
    "option first": ("venous == park.type", Chosen("park.type", ("venous",)), TRUTH),
    "option in quotes": ("park.type == 'venous'", Chosen("park.type", ("venous",)), TRUTH),
    "another option": ("park.type != none", Negation(Chosen("park.type", ("none",))), TRUTH),
    "one of options": (
        "park.type in [venous, mixed]",
        Chosen("park.type", ("venous", "mixed")),
        TRUTH,
    ),
    "none of options": (
        "park.type not in (venous, mixed)",
        Negation(Chosen("park.type", ("venous", "mixed"))),
        TRUTH,
    ),
    "number in a list": (
        "coal in [1, 2]",
        Logic("or", (Comparison("==", COAL, ONE), Comparison("==", COAL, TWO))),
        TRUTH,
    ),
    "number not in a list": ("coal not in [1]", Negation(Comparison("==", COAL, ONE)), TRUTH),
    "among several": ("heat in facilities", Chosen("facilities", ("heat",)), TRUTH),
    "any of several": ("facilities in [heat]", Chosen("facilities", ("heat",)), TRUTH),
    "not among several": (
        "heat not in facilities",
        Negation(Chosen("facilities", ("heat",))),
        TRUTH,
    ),
    "count of options": (
        "count(facilities)",
        Tally((Chosen("facilities", ("heat",)), Chosen("facilities", ("sewage",))), share=False),
        BARE,
    ),
    "share of options": (
        "share(facilities)",
        Tally((Chosen("facilities", ("heat",)), Chosen("facilities", ("sewage",))), share=True),
        PURE,
    ),
    "count of conditions": (
        "count(certified, coal > 1)",
        Tally((CERTIFIED, Comparison(">", COAL, ONE)), share=False),
        BARE,
    ),
    "share of conditions": ("share(certified)", Tally((CERTIFIED,), share=True), PURE),
}


@pytest.mark.parametrize(("text", "tree", "kind"), UNDERSTOOD.values(), ids=UNDERSTOOD)
def test_the_grammar(text: str, tree: Tree, kind: Type) -> None:
    found = analyse(text, SCOPE)
    assert (found.tree, found.type, found.faults) == (tree, kind, ())


UNITS: dict[str, tuple[str, str | None]] = {
    "a bare number adopts the unit": ("coal + 1", "t"),
    "from the left too": ("1 + coal", "t"),
    "bare numbers stay bare": ("1 + 2 * 3", None),
    "a described level stays bare": ("plan / 2", None),
    "two of a unit": ("coal + coal", "t"),
    "a sum has the unit of the first": ("water.fresh + water.reused", "m3"),
    "whichever it is": ("water.reused + water.fresh", "10^4 m3"),
    "sum(...) too": ("sum(water.reused, water.fresh, 1)", "10^4 m3"),
    "max(...) too": ("max(water.reused, water.fresh)", "10^4 m3"),
    "the first that has one": ("max(1, water.reused, water.fresh)", "10^4 m3"),
    "if too": ("water.fresh if certified else water.reused", "m3"),
    "energy": ("energy.total - energy.solar", "tce"),
    "a product": ("coal * water.fresh", "t*m3"),
    "a quotient": ("energy.total / water.fresh", "tce/m3"),
    "per something": ("1 / coal", "1/t"),
    "a ratio has none": ("water.fresh / (water.fresh + water.reused)", ""),
    "a ratio of two spellings": ("water.fresh / water.reused", "m3/(10^4 m3)"),
    "a number times a unit": ("100 * coal", "t"),
    "percent stay percent": ("firms.share + 5", "%"),
    "percent of something": ("firms.share * coal", "%*t"),
    "a square": ("coal ** 2", "t*t"),
    "a root": ("sqrt(coal)", "t^0.5"),
    "a count has none, and adopts": ("count(certified) + coal", "t"),
    "a share is a pure number": ("share(certified)", ""),
}


@pytest.mark.parametrize(("text", "unit"), UNITS.values(), ids=UNITS)
def test_the_unit(text: str, unit: str | None) -> None:
    found = analyse(text, SCOPE)
    assert found.faults == ()
    assert found.type == Type("number", None if unit is None else parse_unit(unit))


@pytest.mark.parametrize(
    ("text", "tree"),
    [
        ("water.fresh + water.reused", Arithmetic("+", FRESH, Scaled(REUSED, 10_000.0))),
        ("water.reused + water.fresh", Arithmetic("+", REUSED, Scaled(FRESH, 0.0001))),
        ("water.fresh > water.reused", Comparison(">", FRESH, Scaled(REUSED, 10_000.0))),
        ("min(2, water.fresh, water.reused)", Extreme("min", (TWO, FRESH, Scaled(REUSED, 1e4)))),
        ("index + firms.share", Arithmetic("+", INDEX, Scaled(SHARE, 0.01))),
        ("firms.share >= index", Comparison(">=", SHARE, Scaled(INDEX, 100.0))),
        ("firms.share >= 90", Comparison(">=", SHARE, Number(90.0))),
        ("water.fresh / water.reused", Arithmetic("/", FRESH, REUSED)),
    ],
    ids=lambda raw: raw if isinstance(raw, str) else "",
)
def test_units_convert_where_they_must_agree(text: str, tree: Tree) -> None:
    assert analyse(text, SCOPE).tree == tree


def test_convert() -> None:
    assert convert(COAL, of("t"), parse_unit("kg")) == Scaled(COAL, 1000.0)
    assert convert(COAL, of("t"), parse_unit("t")) is COAL
    assert convert(TWO, BARE, parse_unit("kg")) is TWO
    with pytest.raises(UnitError):
        convert(COAL, of("t"), CUBIC)


def test_the_own_value() -> None:
    found = analyse("value >= 1000", WITH_VALUE)
    assert found.tree == Comparison(">=", OwnValue(), Number(1000.0))
    assert found.uses_value
    assert analyse("value + water.reused", WITH_VALUE).tree == Arithmetic(
        "+", OwnValue(), Scaled(REUSED, 10_000.0)
    )


def test_scores() -> None:
    found = analyse("score(water.reuse) >= 60 and score(total) > 50 and certified", OF_LEVEL)
    assert found.tree == Logic(
        "and",
        (
            Comparison(">=", Score("water.reuse"), Number(60.0)),
            Comparison(">", Score("total"), Number(50.0)),
            CERTIFIED,
        ),
    )
    assert found.nodes == {"water.reuse", "total"}
    assert found.questions == {"certified"}


def test_what_is_read_is_known() -> None:
    found = analyse("coal if heat in facilities else max(water.fresh / 3, 1) * index", SCOPE)
    assert found.questions == {"coal", "facilities", "water.fresh", "index"}
    assert not found.uses_value


def test_names_are_known_in_spite_of_faults() -> None:
    assert analyse("coal + water.fresh", SCOPE).questions == {"coal", "water.fresh"}


# --- faults -----------------------------------------------------------------------------------

Wrong = tuple[str, str, str | None]
FAULTS: dict[str, Wrong] = {
    # text with «the wrong part», code, what was meant
    "nothing": (" « »", "syntax", None),
    "incomplete": ("coal +« »", "syntax", None),
    "two names": ("coal «c»oal", "syntax", None),
    "word for and": ("certified «A»ND trained", "syntax", None),
    "keyword": ("coal.«c»lass > 1", "syntax", None),
    "second line": ("(coal +\n coal «$»)", "syntax", None),
    "c and": ("certified «&&» trained", "foreign", "and"),
    "c or": ("certified «||» trained", "foreign", "or"),
    "one equals sign": ("coal «=» 3", "foreign", "=="),
    "one equals sign after many": ("coal >= 3 and coal != 2 and coal «=» 3", "foreign", "=="),
    "sql": ("coal «<>» 3", "foreign", "!="),
    "chinese comma": ("max(coal«，»3)", "foreign", ","),
    "chinese parenthesis": ("«（»coal + 1) * 2", "foreign", "("),
    "chinese closing parenthesis": ("(coal + 1«）» * 2", "foreign", ")"),
    "sign at least": ("coal «≥» 3", "foreign", ">="),
    "sign at most": ("coal «≤» 3", "foreign", "<="),
    "sign times": ("coal «×» 3", "foreign", "*"),
    "sign divided": ("coal «÷» 3", "foreign", "/"),
    "raised two": ("coal«²» + 1", "foreign", "**2"),
    "chinese and": ("certified «且» trained", "foreign", "and"),
    "chinese or": ("certified «或» trained", "foreign", "or"),
    "full-width digit": ("coal > «５»", "foreign", "5"),
    "full-width sign": ("coal «＋» 3", "foreign", "+"),
    "full-width letter": ("«ｃ»oal > 3", "foreign", "c"),
    "bold letter": ("water.«𝐟»resh > 3", "foreign", "f"),
    "full-width function": ("«ｍ»ax(coal, 3)", "foreign", "m"),
    "full-width option": ("park.type == «ｖ»enous", "foreign", "v"),
    "hat": ("«coal ^ 2»", "not_allowed", "**"),
    "bitwise and": ("«certified & trained»", "not_allowed", "and"),
    "bitwise or": ("«certified | trained»", "not_allowed", "or"),
    "bitwise not": ("«~coal» > 3", "not_allowed", None),
    "remainder": ("«coal % 3» > 1", "not_allowed", None),
    "whole division": ("«coal // 3» > 1", "not_allowed", None),
    "matrix": ("«coal @ coal»", "not_allowed", None),
    "is": ("«certified is True»", "not_allowed", None),
    "subscript": ("«coal[0]»", "not_allowed", None),
    "list": ("«[1, 2]»", "not_allowed", None),
    "pair": ("«coal, 3»", "not_allowed", None),
    "assignment": ("(«coal := 3»)", "not_allowed", None),
    "none": ("coal > «None»", "not_allowed", None),
    "dots": ("coal > «...»", "not_allowed", None),
    "imaginary": ("coal > «3j»", "not_allowed", None),
    "bytes": ("coal > «b'3'»", "not_allowed", None),
    "attribute of a number": ("«(1).real»", "not_allowed", None),
    "starred": ("max(«*coal»)", "not_allowed", None),
    "in nothing": ("park.type in «[]»", "not_allowed", None),
    "text": ("coal > «'a lot'»", "text_here", None),
    "misspelt": ("«water.frsh» > 3", "unknown_name", "water.fresh"),
    "capitals": ("«Coal» > 3", "unknown_name", "coal"),
    "like nothing": ("«zzz» > 3", "unknown_name", None),
    "chinese name": ("«取水量» > 3", "unknown_name", None),
    "topic alone": ("«water» > 3", "unknown_name", "water.fresh"),
    "option without its question": ("«venous»", "unknown_name", None),
    "second line of two": ("(coal +\n«zzz»)", "unknown_name", None),
    "windows lines": ("(coal +\r\n  coal +\r\n  «zzz»)", "unknown_name", None),
    "value": ("«value» > 3", "value_not_here", None),
    "computed exponent": ("coal ** «index»", "exponent", None),
    "true as exponent": ("coal ** «true»", "exponent", None),
    "endless exponent": ("index ** («1e308 * 10»)", "exponent", None),
    "huge power": ("«9 ** 999»", "not_finite", None),
    "power of nothing": ("«0 ** -1»", "not_finite", None),
    "root of less than nothing": ("«(-8) ** 0.5»", "not_finite", None),
    "beyond all numbers": ("coal > «1e999»", "not_finite", None),
    "too many digits": (f"coal > «1{'0' * 400}»", "not_finite", None),
    "unit to a huge power": ("«coal ** 1e9» > 1", "not_finite", None),
    "order of options": ("«park.type < venous»", "options_have_no_order", None),
    "order of conditions": ("«certified > trained»", "options_have_no_order", None),
    "misspelt option": ("park.type == «venus»", "unknown_option", "venous"),
    "misspelt option in a list": ("park.type in [mixed, «venus»]", "unknown_option", "venous"),
    "number as option": ("park.type == «3»", "unknown_option", None),
    "no option of several": ("«heet» in facilities", "unknown_option", "heat"),
    "comparing two choices": ("park.type == «park.type»", "unknown_option", None),
    "in a number alone": ("«coal in coal»", "in_needs_choice", None),
    "unit in a list": ("«coal in [1, water.fresh]»", "units_differ", None),
    "in a number": ("«venous in coal»", "in_needs_choice", None),
    "unknown function": ("«mx(coal, 3)»", "unknown_function", "max"),
    "foreign function": ("«eval(coal)»", "unknown_function", None),
    "no argument": ("«count()»", "unknown_function", None),
    "named argument": ("«max(coal, key=3)»", "unknown_function", None),
    "score outside levels": ("«score(water)» > 3", "score_not_here", None),
    "two arguments": ("«ln(coal, coal)»", "one_argument", None),
    "condition in a sum": ("coal + «certified»", "number_needed", None),
    "condition before a sum": ("«certified» + coal", "number_needed", None),
    "condition negative": ("-«certified»", "number_needed", None),
    "condition to a power": ("«certified» ** 2", "number_needed", None),
    "condition in a comparison": ("«certified» == 1", "number_needed", None),
    "condition or number": ("coal if certified else «trained»", "number_needed", None),
    "choice in a sum": ("«park.type» + 1", "number_needed", None),
    "several in a comparison": ("«facilities» > 1", "number_needed", None),
    "condition in max": ("max(1, «certified»)", "number_needed", None),
    "condition in abs": ("abs(«certified»)", "number_needed", None),
    "number and condition": ("«coal» and certified", "condition_needed", None),
    "condition and number": ("certified or «coal + 1»", "condition_needed", None),
    "not a number": ("not «coal»", "condition_needed", None),
    "if a number": ("1 if «coal» else 2", "condition_needed", None),
    "count of numbers": ("count(certified, «coal»)", "condition_needed", None),
    "count of two lists": ("count(«facilities», certified)", "condition_needed", None),
    "sum of differing units": ("«coal + water.fresh» > 1", "units_differ", None),
    "difference": ("«coal - firms.share»", "units_differ", None),
    "comparison": ("certified and «coal > energy.total»", "units_differ", None),
    "maximum": ("max(coal, «water.fresh»)", "units_differ", None),
    "if": ("«coal if certified else water.fresh»", "units_differ", None),
    "ln of a quantity": ("ln(«coal»)", "units_differ", None),
    "currency": ("«coal * 1 + 1 / coal»", "units_differ", None),
}


def marked(text: str) -> tuple[str, int, int]:
    """Return the text without its marks, and where they were."""
    before, rest = text.split("«")
    inside, after = rest.split("»")
    return before + inside + after, len(before), len(before + inside)


@pytest.mark.parametrize(("text", "code", "meant"), FAULTS.values(), ids=FAULTS)
def test_a_fault(text: str, code: str, meant: str | None) -> None:
    plain, start, end = marked(text)
    found = analyse(plain, SCOPE)
    (fault,) = found.faults
    assert (fault.code, fault.details.get("meant")) == (f"expression.{code}", meant)
    assert (fault.start, fault.end) == (start, end)
    assert (found.tree, found.type) == (None, None)


@pytest.mark.parametrize(
    ("text", "code", "meant"),
    [
        ("score(«water.reus») > 3", "unknown_node", "water.reuse"),
        ("score(«zzz») > 3", "unknown_node", None),
        ("score(«water, total») > 3", "unknown_node", None),
        ("score(«1») > 3", "unknown_node", None),
    ],
)
def test_a_fault_in_a_level(text: str, code: str, meant: str | None) -> None:
    plain, *_ = marked(text)
    (fault,) = analyse(plain, OF_LEVEL).faults
    assert (fault.code, fault.details.get("meant")) == (f"expression.{code}", meant)
    assert plain[fault.start : fault.end] == plain.removesuffix(" > 3")


def test_every_fault_is_found() -> None:
    text = "(zzz + certified) * max(coal, water.fresh) > heat and coal"
    found = [(fault.code, text[fault.start : fault.end]) for fault in analyse(text, SCOPE).faults]
    assert found == [
        ("expression.unknown_name", "zzz"),
        ("expression.units_differ", "water.fresh"),
        ("expression.unknown_name", "heat"),
    ]


def test_places_count_characters() -> None:
    text = "'取水量' == park.type and zzz"
    found = [(fault.code, text[fault.start : fault.end]) for fault in analyse(text, SCOPE).faults]
    assert found == [
        ("expression.unknown_option", "'取水量'"),
        ("expression.unknown_name", "zzz"),
    ]


def test_details_of_units() -> None:
    (fault,) = analyse("coal + index", SCOPE).faults
    assert fault.details == {"left": "t", "right": "1"}


def test_a_text_may_be_long_and_no_longer() -> None:
    fits = "coal" + " " * (MAX_LENGTH - 4)
    assert analyse(fits, SCOPE).tree == COAL
    (fault,) = analyse(fits + " ", SCOPE).faults
    assert (fault.code, fault.details) == ("expression.too_long", {"most": MAX_LENGTH})


@pytest.mark.parametrize("sign", ["not ", "-"], ids=["not", "minus"])
def test_depth_is_limited(sign: str) -> None:
    operand = "certified" if sign == "not " else "coal"
    assert analyse(sign * (MAX_DEPTH - 1) + operand, SCOPE).faults == ()
    deeper = sign * MAX_DEPTH + operand
    (fault,) = analyse(deeper, SCOPE).faults
    assert (fault.code, deeper[fault.start :]) == ("expression.too_deep", operand)


def every_wrong_text() -> list[tuple[str, Scope]]:
    plain = [(marked(text)[0], SCOPE) for text, _, _ in FAULTS.values()]
    rest = [("coal" * MAX_LENGTH, SCOPE), ("-" * 60 + "coal", SCOPE), ("score(zzz) > 1", OF_LEVEL)]
    return plain + rest


def test_every_code_that_has_words_occurs_here() -> None:
    found = {
        fault.code for text, scope in every_wrong_text() for fault in analyse(text, scope).faults
    }
    known = {code for code in words("en")["problems"] if code.startswith("expression.")}
    assert found == known


@pytest.mark.parametrize("language", languages())
def test_every_fault_can_be_said(language: str) -> None:
    for text, scope in every_wrong_text():
        for fault in analyse(text, scope).faults:
            sentence = say(Problem(fault.code, None, fault.details), language)
            assert sentence
            assert not sentence.startswith("expression.")
            gaps = set(words(language)["problems"][fault.code].split("{")[1:])
            assert {gap.split("}")[0] for gap in gaps} <= set(fault.details)


# --- attacks ----------------------------------------------------------------------------------

ATTACKS = {
    "import": "__import__('os').system('touch pwned')",
    "import in a comparison": "coal > __import__('os').getpid()",
    "attributes": "().__class__.__bases__[0].__subclasses__()",
    "attribute of a question": "coal.__class__",
    "method of a text": "'{0.__class__}'.format(coal)",
    "open": "open('/etc/passwd').read()",
    "eval": "eval('1+1')",
    "exec": "exec('import os')",
    "getattr": "getattr(coal, 'real')",
    "lambda": "(lambda: 1)()",
    "list comprehension": "[x for x in (1, 2)]",
    "generator": "sum(x for x in (1, 2))",
    "set comprehension": "{x for x in (1, 2)}",
    "dict comprehension": "{x: x for x in (1, 2)}",
    "dict": "{'a': 1}",
    "f-string": "f'{__import__(\"os\").getpid()}'",
    "f-string beside a choice": "park.type == f'{coal}'",
    "walrus": "(coal := 1) + coal",
    "await": "await coal",
    "yield": "(yield coal)",
    "huge power": "9 ** 9 ** 9",
    "huge power in steps": "((9 ** 99) ** 99) ** 99",
    "huge power of a question": "coal ** 9 ** 9 ** 9",
    "huge power of a unit": "(coal ** 1e9) + (coal ** 1e8)",
    "endless number": "1e999 - 1e999",
    "text times number": "'a' * 1000000000",
    "shift": "1 << 1000000000",
    "statement": "import os",
    "two statements": "coal; coal",
    "assignment": "coal = 1",
    "function definition": "def f(): pass",
    "dunder name": "__builtins__",
    "dunder function": "__build_class__()",
    "type annotation": "coal: 1",
    "slices": "coal[::-1]",
    "nested calls": "x" + "()" * 490,
    "nested attributes": "a" + ".b" * 490 + "(1)",
    "nested parentheses": "(" * 490 + "1" + ")" * 490,
    "nested lists": "[" * 490 + "]" * 490,
    "many minus signs": "-" * 990 + "1",
    "many nots": "not " * 240 + "certified",
    "many terms": "+".join(["1"] * 200),
    "many comparisons": "<".join(["1"] * 200 + ["zzz"]),
    "long": "1+" * 20_000 + "1",
    "nul": "coal\0",
    "half a character": "\ud800 > 1",
    "escape": "'\\d' == park.type",
    "bell": "coal \a 1",
    "right to left": "coal \u202e> 1",
    "byte order mark": "\ufeffcoal > zzz",
    "full-width name": "ｃｏａｌ > 1",
    "full-width import": "＿＿import＿＿('os')",
}


@pytest.mark.parametrize("text", ATTACKS.values(), ids=ATTACKS)
def test_an_attack_is_refused(text: str) -> None:
    found = analyse(text, SCOPE)
    assert found.faults
    assert found.tree is None
    for fault in found.faults:
        assert 0 <= fault.start <= fault.end <= max(len(text), 1)


def test_nothing_is_executed() -> None:
    """Whatever is analysed, Python's own audit hook sees no import, no file and no process."""
    program = f"""
import sys
from greenpark_assess.expressions import Scope, analyse
analyse("zzz", Scope({{"zz": None}}))
seen = []
watched = ("open", "exec", "os.", "subprocess", "socket")
sys.addaudithook(lambda event, _: event.startswith(watched) and seen.append(event))
for text in {[text for text in ATTACKS.values() if text.isascii()]!r}:
    analyse(text, Scope({{}}))
sys.exit(", ".join(seen) or 0)
"""
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")


WORDS = st.sampled_from(
    [
        *(*QUESTIONS, *FUNCTIONS, "value", "true", "venous", "heat", "zzz", "1", "0", "1e308"),
        *("+", "-", "*", "/", "**", "<", "<=", "==", "!=", "=", "&&", "，", "%", "//", "~", "^"),
        *("and", "or", "not", "in", "not in", "if", "else", "is", "lambda", "for", ":="),
        *("(", ")", "[", "]", "{", "}", ",", ".", ":", "'", '"', "\n", "\\", "#", "\t", "ｃ"),
    ]
)


@settings(max_examples=400)
@given(st.one_of(st.text(max_size=60), st.lists(WORDS, max_size=12).map(" ".join)))
@example("")
@example("1" * MAX_LENGTH)
@example("0x" + "f" * (MAX_LENGTH - 2))
@example("(" * MAX_LENGTH)
@example("'" * 3)
def test_no_text_whatever_raises(text: str) -> None:
    for scope in (SCOPE, WITH_VALUE, OF_LEVEL):
        found = analyse(text, scope)
        assert (found.tree is None) == bool(found.faults)
        assert (found.type is None) == bool(found.faults)
        for fault in found.faults:
            assert 0 <= fault.start <= fault.end <= max(len(text), 1)
