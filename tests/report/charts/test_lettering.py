"""How wide text is, and where it breaks."""

from __future__ import annotations

from functools import cache
from importlib import resources

import pytest
from fontTools.ttLib import TTFont
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess import report
from greenpark_assess.report.charts.lettering import ELLIPSIS, clean, width, wrap

ALPHABETS = [
    *map(chr, range(0x20, 0x7F)),
    *map(chr, range(0xA1, 0xAD)),
    *map(chr, range(0xAE, 0x250)),
    *map(chr, range(0x391, 0x3CA)),
    *"工业固体废物综合利用率，。（）、：；“”‘’《》—…–−·℃²₂≥≤±×",
]


@cache
def advances(weight: str) -> dict[str, float]:
    """Return how wide the characters of the report's font are, in em."""
    path = resources.files(report) / f"fonts/NotoSansSC-{weight}.ttf"
    with resources.as_file(path) as file, TTFont(file) as font:
        size, names = font["head"].unitsPerEm, font.getBestCmap()
        return {
            one: font["hmtx"][names[ord(one)]][0] / size for one in ALPHABETS if ord(one) in names
        }


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_nothing_is_wider_than_its_measure(weight: str) -> None:
    found = advances(weight)
    assert len(found) > 300
    assert {one: wide for one, wide in found.items() if wide > width(one) + 0.001} == {}


def test_the_measure_is_near() -> None:
    words = "Comprehensive utilisation of industrial solid waste, 工业固体废物综合利用率 61.4 %"
    assert sum(advances("Bold")[one] for one in words) > 0.9 * width(words)


@pytest.mark.parametrize(
    ("words", "room", "lines"),
    [
        ("", 5, [""]),
        ("绿色", 5, ["绿色"]),
        ("静脉产业与资源再生利用", 10, ["静脉产业与", "资源再生利用"]),
        ("规划环评、监测与风险防控", 9, ["规划环评、", "监测与风险防控"]),
        ("能源（标准煤）消费", 7, ["能源", "（标准煤）消费"]),
        ("单位 GDP 二氧化碳排放", 8, ["单位 GDP", "二氧化碳排放"]),
        ("Planning, monitoring and risk control", 14, ["Planning, monitoring", "and risk control"]),
        ("waste-heat", 3.6, ["waste-", "heat"]),
        ("Grundwasserschutzgebietsverordnung", 8, ["Grundwasser", "schutzgebiet", "sverordnung"]),
        ("一二三四五六七", 3, ["一二", "三四", "五六七"]),
        ("一二三四五六七", 2, ["一二", "三四", "五…"]),
        ("a\nb\tc", 5, ["a b c"]),
        ("\u202eabc\u0000\ud800", 5, ["abc"]),
    ],
)
def test_lines_break_at_sensible_places(words: str, room: float, lines: list[str]) -> None:
    assert wrap(words, room) == lines


@pytest.mark.parametrize("cluster", ["e\u0301", "👩\u200d🔬", "👍🏽", "ที่"], ids=ascii)
def test_what_reads_as_one_character_stays_together(cluster: str) -> None:
    lines = wrap(cluster * 9, width(cluster) * 2.5, most=9)
    assert len(lines) > 1
    assert all(line.count(cluster) * len(cluster) == len(line) for line in lines)


@given(st.text(), st.floats(2.7, 30), st.integers(1, 4))
def test_no_line_is_wider_than_its_room(words: str, room: float, most: int) -> None:
    lines = wrap(words, room, most)
    assert 1 <= len(lines) <= most
    for line in lines:
        assert width(line) <= room or len(line.rstrip(ELLIPSIS)) <= 2


@given(st.text(alphabet="ab 与、（）园区-", max_size=40), st.floats(3, 30))
def test_nothing_is_lost_but_blanks(words: str, room: float) -> None:
    lines = wrap(words, room, most=100)
    assert "".join(lines).replace(" ", "") == clean(words).replace(" ", "")
