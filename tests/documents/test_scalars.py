from __future__ import annotations

import pytest

from greenpark_assess.documents.scalars import resolve

TEXTS = [
    *("no", "NO", "yes", "on", "off", "y", "n", "True!", "nul", "none"),
    *("012", "010000", "-01", "00.5", "1_000", "1,000", "0x1F", "0o17", "0b1"),
    *("12:30", "12:30:45", "2025-01-01", "1.2.0", "3 %", "1.2 Mm3", ">= 50"),
    *("１２", "1２", "٣", "½", "²", "一", "1e", "e3", "1e3.5", ".", "-", "+", "..", "--1", "+-1"),
    *("inf", "nan", "Infinity", "1 000"),
]


@pytest.mark.parametrize("text", TEXTS)
def test_what_could_be_text_stays_text(text):
    assert resolve(text) == text


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("", None),
        ("~", None),
        ("null", None),
        ("Null", None),
        ("true", True),
        ("FALSE", False),
        ("0", 0),
        ("-0", 0),
        ("+5", 5),
        ("320500", 320500),
        ("1.10", 1.1),
        ("1.", 1.0),
        (".5", 0.5),
        ("0.0", 0.0),
        ("1e3", 1000.0),
        ("-1.5E-3", -0.0015),
        ("9" * 300, int("9" * 300)),
    ],
)
def test_numbers_and_words_have_their_meaning(text, value):
    resolved = resolve(text)
    assert (resolved, type(resolved)) == (value, type(value))


@pytest.mark.parametrize(
    "text",
    [".inf", "-.Inf", "+.INF", ".nan", ".NaN", "1e400", "-1e999999999", "9" * 400, "9" * 5000],
    ids=lambda text: text[:12],
)
def test_numbers_that_are_not_finite_are_refused(text):
    with pytest.raises(ValueError, match=r"^[-+.\dinfaINFAe]+$"):
        resolve(text)
