"""One small chart of each kind as text, so that a change of any stroke shows in review.

    GREENPARK_SNAPSHOTS=write ./run test tests/report/charts

writes the files anew; look at them before you commit them.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from greenpark_assess.report.charts import (
    Bars,
    Contributions,
    Drawing,
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

FOLDER = Path(__file__).parent / "snapshots"
LEVELS = (Landmark(55, "铜级", "55"), Landmark(70, "银级", "70"))
KEY = Key("得分", "可能区间", "对标值", "不适用")
ITEMS = (
    Item("企业绿色化", Reading(66, 66, 66, "66.0")),
    Item("Industrial symbiosis", Reading(52.5, 52.5, 63.5, "52.5", "52.5–63.5")),
    Item("静脉产业", None, "不适用"),
    Item(
        "产业升级", Reading(73.8, 70, 81, "73.8", "70.0–81.0"), "", Landmark(75, "全国平均", "75")
    ),
)
YEARS = ("2023", "2024", "2025")
PARK = Series("本园区", (Reading(50, 50, 58, "50.0"), None, Reading(62.5, 60, 66, "62.5")))
PEER = Series("Median", tuple(Reading(one, one, one, f"{one}") for one in (48.0, 55.0, 61.0)))
CHARTS: dict[str, Drawing] = {
    "bars": Bars("c", "各维度得分", "文字说明", ITEMS, LEVELS, KEY),
    "radar": Radar("c", "各维度得分", "文字说明", ITEMS, LEVELS, KEY),
    "heatmap": HeatMap(
        "c", "各准则", "", (HeatRow("企业", ITEMS), HeatRow("园区", ITEMS[:1])), KEY
    ),
    "waterfall": Waterfall(
        "c",
        "失分去向",
        "",
        Part("满分", 100, "100.0"),
        (Part("企业绿色化", -12.5, "−12.5"), Part("Venous industry", -20, "−20.0")),
        Part("得分", 67.5, "67.5"),
    ),
    "contributions": Contributions(
        "c",
        "变化原因",
        "",
        Part("2024", 57.5, "57.5"),
        (Part("再生水回用", 4.5, "+4.5"), Part("固废贮存", -2, "−2.0")),
        Part("2025", 60, "60.0"),
    ),
    "trend": Trend("c", "总得分", "", YEARS, (PARK, PEER), LEVELS, KEY),
    "multiples": Multiples("c", "各维度变化", "", YEARS, (PARK, PEER), LEVELS, KEY),
    "spark": Spark("c", "得分", "", ITEMS[1].reading, LEVELS),
}


@pytest.mark.parametrize("kind", CHARTS)
def test_the_drawing_is_as_it_was(kind: str) -> None:
    drawn = draw(CHARTS[kind]).replace("><", ">\n<") + "\n"
    kept = FOLDER / f"{kind}.svg"
    if os.environ.get("GREENPARK_SNAPSHOTS") == "write":
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(drawn, encoding="utf-8", newline="\n")
    assert drawn == kept.read_text(encoding="utf-8")


def test_no_snapshot_is_left_over() -> None:
    assert {path.stem for path in FOLDER.glob("*.svg")} == set(CHARTS)
