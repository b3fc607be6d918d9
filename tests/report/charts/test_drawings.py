"""What holds for every chart, whatever people write and however odd the numbers are."""

from __future__ import annotations

import dataclasses
import math
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from greenpark_assess.report.charts import (
    Bars,
    Contributions,
    Drawing,
    Figure,
    HeatMap,
    HeatRow,
    Item,
    Key,
    Landmark,
    Multiples,
    Part,
    Radar,
    Reading,
    Series,
    Spark,
    Trend,
    Waterfall,
    draw,
)
from greenpark_assess.report.charts.lettering import clean, width

HOSTILE = (
    "</text><script>alert(1)</script>&\"'",
    "静脉产业与资源再生利用及工业固体废物综合利用率提升专项行动计划（第二阶段）" * 6,
    "Comprehensive utilisation of industrial solid waste and by-products " * 6,
    "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamter" * 3,
    "WMWMWM@@@@%%%%" * 9,
    "منطقة صناعية خضراء تقييم شامل للأداء البيئي",
    "Z͑ͫ̓ͪ̂ͫ̽͏̴̙̤̞͉͚̯̞̠͍A̴̵̜̰͔ͫ͗͢L̠ͨͧͩ͘G̴̻͈͍͔̹̑͗̎̅͛́O̵̹̻̝̳ tảng",
    "👩\u200d👩\u200d👧\u200d👦🏭🌿" * 12,
    "\u202eevil\u0000\u0008\ufffe\ud800\n\t ",
    "",
)

words = st.one_of(
    st.sampled_from(HOSTILE), st.text(max_size=60), st.sampled_from(["能源", "Energy", "61.4"])
)
numbers = st.one_of(st.sampled_from([0.0, 50.0, 100.0]), st.floats(-200, 300))
few = 4


@st.composite
def readings(choose: st.DrawFn) -> Reading:
    low, score, high = sorted(choose(st.tuples(numbers, numbers, numbers)))
    return Reading(score, low, high, choose(words), choose(words))


def some(one: st.SearchStrategy, most: int = few, least: int = 0) -> st.SearchStrategy:
    return st.lists(one, min_size=least, max_size=most).map(tuple)


maybe = st.one_of(st.none(), readings())
landmarks = st.builds(Landmark, numbers, words, words)
items = st.builds(Item, words, maybe, words, st.one_of(st.none(), landmarks))
keys = st.builds(Key, words, words, words, words)
heads = {"id": st.just("c1"), "title": words, "description": words}
marked = {**heads, "levels": some(landmarks), "key": keys}


@st.composite
def waterfalls(choose: st.DrawFn, kind: type[Waterfall | Contributions]) -> Drawing:
    steps = choose(some(st.builds(Part, words, numbers, words)))
    start = choose(st.builds(Part, words, numbers, words))
    end = Part(choose(words), start.points + sum(one.points for one in steps), choose(words))
    return kind("c1", choose(words), choose(words), start, steps, end)


@st.composite
def trends(choose: st.DrawFn, kind: type[Trend | Multiples]) -> Drawing:
    periods = choose(some(words, 8))
    row = st.tuples(*[maybe] * len(periods))
    series = choose(some(st.builds(Series, words, row, words), 8))
    head = {name: choose(one) for name, one in marked.items()}
    return (
        Trend(periods=periods, series=series, **head)
        if kind is Trend
        else Multiples(periods=periods, panels=series, **head)
    )


CHARTS = {
    "bars": st.builds(Bars, items=some(items, 6), **marked),
    "radar": st.builds(Radar, items=some(items, 11), **marked),
    "heat map": st.builds(
        HeatMap, rows=some(st.builds(HeatRow, words, some(items, 8)), 3), key=keys, **heads
    ),
    "waterfall": waterfalls(Waterfall),
    "contributions": waterfalls(Contributions),
    "trend": trends(Trend),
    "multiples": trends(Multiples),
    "spark": st.builds(Spark, reading=maybe, levels=some(landmarks), **heads),
}


def parsed(drawing: Drawing) -> ET.Element:
    return ET.fromstring(draw(drawing))  # noqa: S314 - ours


def name(element: ET.Element) -> str:
    return element.tag.rpartition("}")[2]


def outside(root: ET.Element) -> Iterator[str]:
    """Yield the texts and strokes that leave the view box."""
    _, _, wide, high = map(float, root.attrib["viewBox"].split())
    for one in root.iter():
        if name(one) == "text":
            left, top, right, bottom = box(one)
        else:
            xs, ys = corners(one)
            left, right = min(xs, default=0), max(xs, default=0)
            top, bottom = min(ys, default=0), max(ys, default=0)
        if left < -0.5 or top < -0.5 or right > wide + 0.5 or bottom > high + 0.5:
            yield f"{ET.tostring(one, 'unicode')} in {wide} x {high}"


def box(text: ET.Element) -> tuple[float, float, float, float]:
    size = float(text.attrib["font-size"])
    wide = width(text.text or "") * size
    anchor = text.attrib.get("text-anchor", "start")
    left = float(text.attrib["x"]) - wide * {"start": 0, "middle": 0.5, "end": 1}[anchor]
    base = float(text.attrib["y"])
    return left, base - 0.8 * size, left + wide, base + 0.2 * size


def corners(one: ET.Element) -> tuple[list[float], list[float]]:
    at = {key: float(value) for key, value in one.attrib.items() if key in {"x", "y", "cx", "cy"}}
    if name(one) == "rect":
        far = (at["x"] + float(one.attrib["width"]), at["y"] + float(one.attrib["height"]))
        return [at["x"], far[0]], [at["y"], far[1]]
    if name(one) == "circle":
        radius = float(one.attrib["r"])
        return [at["cx"] - radius, at["cx"] + radius], [at["cy"] - radius, at["cy"] + radius]
    found = [float(value) for value in re.findall(r"-?[\d.]+", one.attrib.get("d", ""))]
    return found[0::2], found[1::2]


@pytest.mark.parametrize("kind", CHARTS)
@settings(max_examples=40, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.data())
def test_every_chart_is_well_formed_and_stays_inside(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(CHARTS[kind])
    root = parsed(drawing)
    assert list(outside(root)) == []
    assert {name(one) for one in root.iter()} <= {"svg", "title", "text", "rect", "path", "circle"}
    assert [one.attrib["id"] for one in root.iter() if "id" in one.attrib] == ["c1"]
    assert "url(" not in re.sub(">[^<]*<", "><", draw(drawing))
    assert "nan" not in " ".join(root.attrib.values())


@pytest.mark.parametrize("kind", CHARTS)
@given(data=st.data())
@settings(max_examples=10, suppress_health_check=[HealthCheck.too_slow])
def test_the_title_says_it_in_words(kind: str, data: st.DataObject) -> None:
    drawing = data.draw(CHARTS[kind])
    assert isinstance(drawing, Figure)
    root = parsed(drawing)
    title = root[0]
    assert name(title) == "title"
    assert root.attrib["role"] == "img"
    assert root.attrib["aria-labelledby"] == title.attrib["id"] == drawing.id
    spoken = [clean(one) for one in (drawing.title, drawing.description)]
    assert (title.text or "") == "\n".join(filter(None, spoken))


def item(score: float | None, low: float = 0, high: float = 0) -> Item:
    found = None if score is None else Reading(score, low, high, f"{score}", f"{low}–{high}")
    return Item("Greening of enterprises 企业绿色化", found, "not applicable 不适用")


LEVELS = (Landmark(55, "Bronze", "55"), Landmark(70, "Silver", "70"), Landmark(85, "Gold", "85"))
EXTREMES = {
    "all zero": [item(0, 0, 0)] * 6,
    "all full": [item(100, 100, 100)] * 6,
    "wide open": [item(0, 0, 100)] * 6,
    "all n/a": [item(None)] * 6,
    "one": [item(61.4, 60, 70)],
    "none": [],
    "forty": [item(61.4, 60, 70), item(None)] * 20,
    "below and above": [item(-20, -30, -10), item(130, 120, 140)] * 3,
}


def drawings(rows: list[Item]) -> Iterator[Drawing]:
    head, found = ("c1", "Scores", "In words"), tuple(rows)
    line = tuple(one.reading for one in rows)
    periods = tuple(map(str, range(2000, 2000 + len(rows))))
    yield Bars(*head, found, LEVELS)
    yield Radar(*head, found, LEVELS)
    yield HeatMap(*head, (HeatRow("Energy", found),))
    yield HeatMap(*head, tuple(HeatRow("Energy", (one,)) for one in rows))
    yield Trend(*head, periods, (Series("Park", line),), LEVELS)
    yield Trend(*head, ("2025",), tuple(Series(one.name, (one.reading,)) for one in rows))
    yield Multiples(*head, ("2025",), tuple(Series(one.name, (one.reading,)) for one in rows))
    yield from (Spark(*head, one.reading, LEVELS) for one in rows)


@pytest.mark.parametrize("extreme", EXTREMES)
def test_extremes_stay_inside_and_apart(extreme: str) -> None:
    for drawing in drawings(EXTREMES[extreme]):
        root = parsed(drawing)
        assert list(outside(root)) == []
        assert list(overlapping(root)) == []


def overlapping(root: ET.Element) -> Iterator[str]:
    """Yield pairs of texts that lie on each other."""
    texts = [one for one in root.iter() if name(one) == "text"]
    boxes = [box(one) for one in texts]
    for place, one in enumerate(boxes):
        for other in range(place):
            left, top = max(one[0], boxes[other][0]), max(one[1], boxes[other][1])
            right, bottom = min(one[2], boxes[other][2]), min(one[3], boxes[other][3])
            if right - left > 1 and bottom - top > 1:
                yield f"{texts[place].text} on {texts[other].text}"


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_what_cannot_be_drawn_is_refused(bad: float) -> None:
    for make in (
        lambda: Reading(bad, 0, 1, ""),
        lambda: Reading(0, bad, 1, ""),
        lambda: Reading(0, 0, bad, ""),
        lambda: Landmark(bad, ""),
        lambda: Part("", bad, ""),
    ):
        with pytest.raises(ValueError, match="finite"):
            make()


def test_a_range_upside_down_is_refused() -> None:
    with pytest.raises(ValueError, match="range"):
        Reading(50, 60, 40, "")


@pytest.mark.parametrize("kind", [Waterfall, Contributions])
def test_steps_that_do_not_add_up_are_refused(
    kind: type[Waterfall | Contributions],
) -> None:
    steps = (Part("Energy", -12.3, "−12.3"),)
    with pytest.raises(ValueError, match=r"lead to 87\.7"):
        kind("c1", "", "", Part("Full", 100, "100.0"), steps, Part("Score", 87.8, "87.8"))


@pytest.mark.parametrize("kind", [Trend, Multiples])
def test_readings_that_do_not_fit_the_periods_are_refused(
    kind: type[Trend | Multiples],
) -> None:
    with pytest.raises(ValueError, match="1 readings for 2 periods"):
        kind("c1", "", "", ("2024", "2025"), (Series("Park", (None,)),))


def test_every_record_is_frozen() -> None:
    for kind in (
        *(Bars, Radar, HeatMap, Waterfall, Contributions, Trend, Multiples, Spark),
        *(Reading, Landmark, Item, Key, Part, Series, HeatRow),
    ):
        assert dataclasses.is_dataclass(kind)
        assert kind.__dataclass_params__.frozen  # type: ignore[attr-defined]
