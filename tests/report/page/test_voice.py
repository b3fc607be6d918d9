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


def test_an_area_of_words_comes_before_the_next_one() -> None:
    """The trend report has a cover and a summary of its own, and shares all else."""
    voice = Voice(("en",), "en", ("trend", "report"))
    assert voice.say("headings.method")[0].text == "How the comparison is made"
    assert voice.say("state.unanswered")[0].text == "unanswered"
    assert voice.knows("restated.engine")
    assert not Voice(("en",), "en").knows("restated.engine")
    with pytest.raises(KeyError, match=r"no\.such\.key"):
        voice.say("no.such.key")
