"""Lines of a terminal, in which a Chinese character takes two columns."""

from __future__ import annotations

import pytest

from greenpark_assess.columns import columns, wrapped


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("one two three", 8, ["one two", "three"], id="between words"),
        pytest.param("园区水资源", 6, ["园区水", "资源"], id="between Chinese characters"),
        pytest.param("园区，水资源", 4, ["园", "区，", "水资", "源"], id="a comma stays behind"),
        pytest.param("（园区。）水", 8, ["（园", "区。）水"], id="closing signs stay together"),
        pytest.param("园区GDP增长", 7, ["园区GDP", "增长"], id="words among characters"),
        pytest.param("  one", 8, ["one"], id="no space in front"),
        pytest.param("averylongword", 4, ["averylongword"], id="a word is never broken"),
        pytest.param("", 8, [], id="nothing"),
    ],
)
def test_lines_break_where_they_may(text: str, width: int, lines: list[str]) -> None:
    assert list(wrapped(text, width)) == lines


@pytest.mark.parametrize(
    ("text", "width"), [("water", 5), ("园区", 4), ("m³", 2), ("e\N{COMBINING ACUTE ACCENT}", 1)]
)
def test_columns(text: str, width: int) -> None:
    assert columns(text) == width
