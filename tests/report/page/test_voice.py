from __future__ import annotations

import pytest

from greenpark_assess.report.page.voice import Voice, upright


@pytest.mark.parametrize(
    ("written", "shown"),
    [
        ("plain", "plain"),
        ("倒\u202e写", "倒写"),
        ("\u2066isolated\u2069", "isolated"),
        ("mark\u200f", "mark"),
    ],
    ids=["plain", "override", "isolate", "mark"],
)
def test_nothing_turns_the_reading_direction_round(written: str, shown: str) -> None:
    assert upright(written) == shown
    assert Voice(("zh",), "zh").quote(written)[0].text == shown
    assert Voice(("en",), "en").given({"en": written})[0].text == shown
