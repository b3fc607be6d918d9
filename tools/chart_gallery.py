"""Write every kind of chart, in both languages, to one HTML or PDF file.

    python tools/chart_gallery.py gallery.html
    python tools/chart_gallery.py gallery.pdf

The park and its numbers are made up, and the page says so.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from importlib import resources
from pathlib import Path

from markupsafe import Markup

from greenpark_assess import report
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
from greenpark_assess.report.paper import Paper

LANGUAGES = ("zh", "en")
Says = Callable[[str, str], str]

HEAD = Markup(
    '<!DOCTYPE html><html lang="zh"><head><meta charset="utf-8"><title>Charts</title>'
    "<style>{}\n@page :first {{ margin: 19mm 18mm 16mm }}"
    "figure {{ margin: 0 0 9mm; break-inside: avoid }}"
    "figcaption {{ font-weight: 700; color: #0b5154; padding-bottom: 2mm }}</style></head><body>"
    "<h1>Charts</h1><p>Illustrative data: no real park. 示意数据，非真实园区。</p>"
)

LEVELS = ((55, "Bronze", "铜级"), (70, "Silver", "银级"), (85, "Gold", "金级"))
DIMENSIONS = (
    ("Greening of enterprises", "企业绿色化", 66.0, 66.0, 66.0),
    ("Industrial symbiosis", "企业、产业间共生", 52.5, 52.5, 63.5),
    ("Upgrading of the industrial structure", "产业结构升级", 73.8, 70.0, 81.0),
    ("Venous industry and resource recovery", "静脉产业与资源再生利用", 38.4, 38.4, 61.9),
    ("Planning, monitoring and risk control", "规划环评、监测与风险防控", 87.2, 87.2, 90.0),
    ("Five parties in one", "五位一体共建共管", 58.1, 55.0, 66.2),
)
SYMBIOSES = (
    ("Material symbiosis", "物质代谢共生", 61.2, 61.2, 74.0),
    ("Water symbiosis", "水资源共生", 44.0, 44.0, 44.0),
    ("Energy symbiosis", "能量共生", 57.5, 57.5, 71.3),
    ("Shared infrastructure", "基础设施共享共生", 71.9, 66.0, 71.9),
)
BENCHMARKS = (70.0, 62.0, 68.5, 75.0)
PARTIES = (
    ("Government", "政府", 81.0, 81.0, 81.0),
    ("Finance", "金融机构", 32.5, 32.5, 60.0),
    ("Non-governmental organisations and the community", "社会组织与社区", 47.0, 40.0, 55.0),
    ("Park developer", "园区开发建设主体", 68.4, 68.4, 75.0),
    ("Enterprises", "入园企业", 59.3, 59.3, 59.3),
)
CRITERIA = (
    ("Cleaner production", "清洁生产", 72.0),
    ("Energy and carbon of enterprises", "企业节能降碳", 58.3),
    ("Pollutants and compliance", "污染物排放与守法情况", 91.5),
    ("Environmental management systems", "环境管理体系", 42.0),
    ("Material symbiosis", "物质代谢共生", 61.2),
    ("Water symbiosis", "水资源共生", 44.0),
    ("Energy symbiosis", "能量共生", 57.5),
    ("Shared infrastructure", "基础设施共享共生", 71.9),
    ("Upgrading along the chain", "产业链延伸升级", 80.4),
    ("Upgrading of technology", "技术工艺升级", 67.0),
    ("Obsolete capacity phased out", "淘汰落后产能", 100.0),
    ("Recovery of residues", "固体废物资源化", 38.4),
    ("Regional waste co-operation", "区域协同处置", 12.0),
    ("Hazardous waste", "危险废物管理", None),
    ("Planning joined with EIA", "规划与环评衔接", 95.0),
    ("Monitoring of four media", "水气土声监测", 84.0),
    ("Risk and emergency", "环境风险与应急", 79.9),
    ("Training", "培训与宣传", 88.8),
    ("Data and disclosure", "数据与信息公开", 90.0),
    ("Government", "政府", 81.0),
    ("Finance", "金融机构", 32.5),
    ("NGOs and community", "社会组织与社区", 47.0),
    ("Park developer", "园区开发建设主体", 68.4),
    ("Enterprises", "入园企业", 59.3),
)
CRITERIA_PER_DIMENSION = (4, 4, 3, 3, 5, 5)
LOSSES = (6.8, 11.9, 3.9, 8.4, 1.9, 2.6)
CAUSES = (
    ("Rubric version 1.1", "评价体系版本变化（1.1 版）", -1.3),
    ("Scope (not applicable)", "评价范围变化（不适用项）", 0.4),
    ("Newly answered questions", "新增填报内容", 3.1),
    ("Water: reuse of treated wastewater", "水资源：再生水回用", 2.7),
    ("Energy: waste-heat network", "能源：余热管网投运", 1.9),
    ("Residues: stockpile grew", "固体废物：贮存量上升", -2.2),
    ("All other indicators", "其他指标", 0.3),
)
YEARS = ("2019", "2020", "2021", "2022", "2023", "2024", "2025")
TOTALS = ((41.2, 6), (45.0, 5), None, (49.8, 7), (53.1, 4), (57.6, 3), (62.5, 3))
OTHERS = (
    ((52.0, 2), (50.4, 2), (55.2, 2), (61.0, 2), (63.4, 1), (66.9, 1), (70.2, 0)),
    (None, None, (33.1, 8), (36.0, 8), None, (44.7, 6), (48.0, 6)),
)
SMALL = (
    ((40, 8), (43, 8), None, (50, 6), (58, 5), (61, 3), (66, 0)),
    ((30, 9), (33, 8), None, (38, 8), (41, 9), (47, 11), (52.5, 11)),
    ((60, 5), (62, 5), None, (66, 4), (70, 4), (71, 7), (73.8, 7)),
    (None, None, None, None, (30, 20), (35, 22), (38.4, 23)),
    ((71, 3), (75, 3), None, (80, 3), (82, 3), (85, 3), (87.2, 3)),
    (None,) * 7,
)


def in_english(en: str, zh: str) -> str:
    """Choose English."""
    del zh
    return en


def in_chinese(en: str, zh: str) -> str:
    """Choose Chinese."""
    del en
    return zh


def reading(score: float, low: float, high: float) -> Reading:
    """Return a reading with its numbers in print."""
    span = "" if low == high else f"{low:.1f}–{high:.1f}"
    return Reading(score, low, high, f"{score:.1f}", span)


def since(found: tuple[float, float] | None) -> Reading | None:
    """Return a reading from a score and what open questions could add to it."""
    return found and reading(found[0], found[0], found[0] + found[1])


def signed(points: float) -> str:
    """Write points with their sign."""
    return f"{points:+.1f}".replace("-", "−")


def items(say: Says, rows: tuple[tuple[str, str, float, float, float], ...]) -> Iterator[Item]:
    """Yield items from names in both languages, score, low and high."""
    for en, zh, score, low, high in rows:
        yield Item(say(en, zh), reading(score, low, high))


def charts(language: str) -> Iterator[Drawing]:
    """Yield one or more charts of each kind."""
    say = in_english if language == "en" else in_chinese
    levels = tuple(Landmark(at, say(en, zh), str(at)) for at, en, zh in LEVELS)
    key = Key(
        say("Score", "得分"),
        say("Possible range while questions are open", "未填报项可能带来的得分区间"),
        say("Benchmark", "对标值"),
        say("Not applicable", "不适用"),
    )

    def words(name: str, en: str, zh: str) -> tuple[str, str, str]:
        return (
            f"{language}-{name}",
            say(en, zh),
            say("All numbers in words.", "全部数值的文字说明。"),
        )

    dimensions = tuple(items(say, DIMENSIONS))
    missing = Item(say("Regional co-operation", "区域合作"), None, say("not applicable", "不适用"))
    yield Radar(*words("radar", "Dimensions", "各维度得分"), dimensions, levels, key)
    yield Radar(
        *words("radar-na", "Ten axes", "十个维度"),
        (*dimensions, missing, *dimensions[:3]),
        levels,
        key,
    )
    yield Radar(
        *words("radar-4", "The four symbioses", "四类共生"),
        tuple(items(say, SYMBIOSES)),
        levels,
        key,
    )
    yield Radar(
        *words("radar-2", "Two axes become bars", "两个维度用条形图"), dimensions[:2], levels, key
    )
    yield Bars(*words("bars", "Dimensions", "各维度得分"), (*dimensions, missing), levels, key)
    compared = tuple(
        Item(one.name, one.reading, "", Landmark(at, say("National mean", "全国平均"), f"{at:.1f}"))
        for one, at in zip(items(say, SYMBIOSES), BENCHMARKS, strict=True)
    )
    yield Bars(*words("symbioses", "The four symbioses", "四类共生"), compared, levels, key)
    yield Bars(
        *words("parties", "The five parties", "五方主体"), tuple(items(say, PARTIES)), (), key
    )
    yield heat(say, words("heat", "Criteria", "各准则得分"), key)
    yield losses(say, words("losses", "Where the points go", "失分去向"))
    yield causes(say, words("causes", "Why the score changed", "得分变化原因"))
    total = Series(say("This park", "本园区"), tuple(map(since, TOTALS)))
    yield Trend(*words("trend", "Score", "总得分"), YEARS, (total,), levels, key)
    others = (
        Series(say("Median of the province", "全省中位数"), tuple(map(since, OTHERS[0]))),
        Series(say("Neighbouring park", "相邻园区"), tuple(map(since, OTHERS[1]))),
    )
    yield Trend(
        *words("trends", "Compared", "与其他园区比较"), YEARS, (total, *others), levels, key
    )
    panels = tuple(
        Series(one.name, tuple(map(since, row)), say("no assessment yet", "尚无评价结果"))
        for one, row in zip(dimensions, SMALL, strict=True)
    )
    lines = Trend(*words("lines", "Six lines", "六条曲线"), YEARS, panels, (), key)
    yield lines
    yield Multiples(*words("multiples", "Dimensions", "各维度变化"), YEARS, panels, levels, key)
    yield Spark(*words("spark", "Spark", "微型图"), reading(52.5, 52.5, 63.5), levels)
    yield Spark(*words("spark-na", "Spark", "微型图"), None, levels)


def heat(say: Says, words: tuple[str, str, str], key: Key) -> HeatMap:
    """Return the heat map of all criteria."""
    cells = [
        Item(say(en, zh), since((score, 0)) if score is not None else None, say("n/a", "不适用"))
        for en, zh, score in CRITERIA
    ]
    rows = []
    for (en, zh, *_), count in zip(DIMENSIONS, CRITERIA_PER_DIMENSION, strict=True):
        rows.append(HeatRow(say(en, zh), tuple(cells[:count])))
        del cells[:count]
    return HeatMap(*words, tuple(rows), key)


def losses(say: Says, words: tuple[str, str, str]) -> Waterfall:
    """Return the way from 100 down to the score."""
    steps = tuple(
        Part(say(en, zh), -lost, signed(-lost))
        for (en, zh, *_), lost in zip(DIMENSIONS, LOSSES, strict=True)
    )
    score = 100 - sum(LOSSES)
    return Waterfall(
        *words,
        Part(say("Full points", "满分"), 100, "100.0"),
        steps,
        Part(say("Score", "得分"), score, f"{score:.1f}"),
    )


def causes(say: Says, words: tuple[str, str, str]) -> Contributions:
    """Return what changed a score."""
    steps = tuple(Part(say(en, zh), points, signed(points)) for en, zh, points in CAUSES)
    new = 57.6 + sum(one.points for one in steps)
    return Contributions(
        *words,
        Part(say("Score 2024", "2024 年得分"), 57.6, "57.6"),
        steps,
        Part(say("Score 2025", "2025 年得分"), new, f"{new:.1f}"),
    )


def gallery() -> str:
    """Return the page."""
    style = (resources.files(report) / "templates/report.css").read_text(encoding="utf-8")
    page = HEAD.format(Markup(style))  # noqa: S704 - ours
    figure = Markup("<figure><figcaption>{}</figcaption>{}</figure>")
    for language in LANGUAGES:
        for one in charts(language):
            page += figure.format(getattr(one, "title", one.id), draw(one))
    return page + Markup("</body></html>")


def main(target: str) -> None:
    """Write the gallery to ``target``, as its ending says."""
    if target.endswith(".pdf"):
        Paper(gallery()).write_pdf(target)
    else:
        Path(target).write_text(gallery(), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
