"""The fonts inside the HTML: the characters of the report and no others."""

from __future__ import annotations

import base64
import io
import re

from fontTools.ttLib import TTFont

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.glyphs import drawable, texts
from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.webfont import FAMILY, font_faces
from greenpark_assess.rubric.model import Rubric
from small_park import ASSESSMENT

RULE = re.compile(
    r'font-family: "([^"]+)"; font-weight: (\d+); src: url\(data:font/woff;base64,([^)]+)\)'
)
MOST = 400
"""Bytes of one character in one weight; half of the Chinese ones take more than 200."""


def purely_english(rubric: Rubric) -> Page:
    answers = ASSESSMENT["answers"] | {"water.steps": {"status": "unanswered"}}
    return page(rubric, Assessment.model_validate(ASSESSMENT | {"answers": answers}), ("en",))


def test_both_weights_hold_exactly_the_characters_of_the_page(chinese: Page) -> None:
    characters = {ord(character) for text in texts(chinese) for character in text}
    found = RULE.findall(font_faces(chinese))
    assert [(family, weight) for family, weight, _ in found] == [(FAMILY, "400"), (FAMILY, "700")]
    for _, _, data in found:
        with TTFont(io.BytesIO(base64.b64decode(data))) as font:
            assert set(font.getBestCmap()) == characters & drawable()


def test_a_page_in_latin_letters_brings_none(rubric: Rubric) -> None:
    assert font_faces(purely_english(rubric)) == ""


def test_one_chinese_reason_is_enough(english: Page) -> None:
    assert "已停产" in set(texts(english))
    assert len(RULE.findall(font_faces(english))) == 2


def test_they_stay_small(chinese: Page, rubric: Rubric) -> None:
    characters = {character for text in texts(chinese) for character in text}
    assert len(font_faces(chinese)) < 2 * MOST * len(characters)
    assert "@font-face" not in html(purely_english(rubric))


def test_they_come_before_the_stylesheet_and_are_named_in_it(chinese: Page) -> None:
    text = html(chinese, fonts=font_faces(chinese))
    assert text.index("@font-face") < text.index("@page")
    assert text.count(f'"{FAMILY}"') >= 3


def test_the_same_page_brings_the_same_bytes(chinese: Page) -> None:
    assert font_faces(chinese) == font_faces(chinese)
