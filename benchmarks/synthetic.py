"""Invented rubrics and answers of any size, mixed like real ones; the same seed, the same numbers.

Ten kinds of indicators come in turn: shares, ratios and intensities of several numbers, described
levels, choices, conditions, switches by size. A criterion holds five of them and is their weighted
mean, every third one their geometric mean. All texts are in English and Chinese.
"""

from __future__ import annotations

from collections.abc import Callable
from random import Random
from typing import Any, NamedTuple, TypeAlias

import yaml

from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Park, Picks, Span, Value
from greenpark_assess.rubric.model import Question, Rubric, RubricFile

Entry: TypeAlias = dict[str, Any]

FILE_INDICATORS = 29  # make a rubric file of 1,500 lines

MISSING = 0.08  # shares of the answers
NOT_APPLICABLE = 0.03
INEXACT = 0.02
PER_CRITERION = 5
ALWAYS_ANSWERED = ("profile", "output")

TOPICS = {
    "energy": ("Energy", "能源利用"),
    "water": ("Water", "水资源利用"),
    "materials": ("Materials", "物料循环"),
    "pollutants": ("Pollutants", "污染防治"),
    "management": ("Management", "环境管理"),
}
PRACTICES = {
    "energy": (
        ("energy audits", "能源审计"),
        ("waste heat recovery", "余热余压利用"),
        ("energy metering", "能源分级计量"),
    ),
    "water": (
        ("water balance tests", "水平衡测试"),
        ("cooling water circuits", "循环冷却水利用"),
        ("reclaimed water", "再生水利用"),
    ),
    "materials": (
        ("by-product exchange", "副产物交换利用"),
        ("cleaner production audits", "清洁生产审核"),
        ("packaging in circulation", "包装物循环利用"),
    ),
    "pollutants": (
        ("emission monitoring", "污染物在线监测"),
        ("leak detection and repair", "泄漏检测与修复"),
        ("sludge treatment", "污泥处理处置"),
    ),
    "management": (
        ("environmental management systems", "环境管理体系"),
        ("training of operators", "岗位培训"),
        ("emergency drills", "应急演练"),
    ),
}


class Subject(NamedTuple):
    """What one indicator is about: its id, and its words in both languages."""

    id: str
    en: str
    zh: str


# --- rubrics --------------------------------------------------------------------------


def rubric(indicators: int) -> Rubric:
    """Return an invented rubric with that many indicators."""
    file = RubricFile.model_validate(rubric_data(indicators))
    sections = {name: getattr(file, name) for name in Rubric.model_fields if name != "header"}
    return Rubric(header=file.rubric, **sections)


def rubric_text(indicators: int) -> str:
    """Return such a rubric as a YAML file, laid out as people do."""
    data = rubric_data(indicators)
    return yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=200)


class _Plain(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def rubric_data(indicators: int) -> Entry:
    """Return the content of the rubric's file."""
    subjects = [_subject(number) for number in range(indicators)]
    questions, judged = _profile(), {}
    for number, subject in enumerate(subjects):
        asked, indicator = KINDS[number % len(KINDS)](subject)
        questions |= asked
        judged[subject.id] = _completed(number, subject, indicator)
    criteria = [
        dict(list(judged.items())[start : start + PER_CRITERION])
        for start in range(0, len(judged), PER_CRITERION)
    ]
    return {
        "rubric": {
            "id": "synthetic",
            "version": "1.0",
            "title": _both("Invented rubric for measurements", "用于性能测试的虚构评价体系"),
            "languages": ["en", "zh"],
            "policy": {"unanswered": "lowest", "min_coverage": 70},
        },
        "sources": {"handbook": {"title": _both("Invented handbook", "虚构手册"), "year": 2024}},
        "sentences": {f"S.{topic}": _sentence(topic) for topic in TOPICS},
        "topics": {
            "profile": _both("Profile", "园区概况"),
            "output": _both("Output", "经济产出"),
            **{topic: _both(*title) for topic, title in TOPICS.items()},
        },
        "questions": questions,
        "dimensions": _dimensions(criteria),
        "levels": _levels(),
        "recommendations": dict(map(_recommendation, enumerate(criteria))),
    }


def _subject(number: int) -> Subject:
    """Go through the topics criterion by criterion, and through the areas of the park."""
    topic = list(TOPICS)[number // PER_CRITERION % len(TOPICS)]
    en, zh = PRACTICES[topic][number % len(PRACTICES[topic])]
    area = number // (PER_CRITERION * len(TOPICS)) + 1
    return Subject(f"{topic}.n{number:04}", f"{en} in area {area}", f"{area}号片区{zh}")


def _both(en: str, zh: str) -> Entry:
    return {"en": en, "zh": zh}


def _sentence(topic: str) -> Entry:
    en, zh = TOPICS[topic]
    return {
        "source": "handbook",
        "place": _both(f"chapter on {en.lower()}", f"“{zh}”一章"),
        "text": _both(f"{en} shall be looked after in every area.", f"各片区均应做好{zh}工作。"),
    }


def _profile() -> Entry:
    always = {"na": "never"}
    types = {
        "chemical": _both("Chemicals", "化工"),
        "manufacturing": _both("Manufacturing", "加工制造"),
        "mixed": _both("Mixed", "综合"),
    }
    added = _number("Value added in the year", "本年度工业增加值", "10^4 CNY", 50_000, 900_000)
    return {
        "profile.park_type": _question("Type of the park", "园区类型", "choice", options=types)
        | always,
        "profile.firms": _number("Firms in the park", "入园企业数", "firm", 40, 300) | always,
        "output.value_added": added | always,
    }


def _completed(number: int, subject: Subject, indicator: Entry) -> Entry:
    applies = "profile.park_type in [manufacturing, mixed]"
    benchmark = {"value": 60, "source": "handbook", "status": "verified"}
    return {
        "title": _both(subject.en.capitalize(), subject.zh),
        "weight": 1 + number % 4,
        **indicator,
        **({"applies_if": applies} if number % 7 == 6 else {}),  # noqa: PLR2004
        "benchmarks": [benchmark if number % 2 else {"value": 50, "status": "judgement"}],
        "from": ["S." + subject.id.partition(".")[0]],
        "why": _both(
            f"Parks that look after {subject.en} early lose less to waste and standstill later.",
            f"及早做好{subject.zh}，可减少后续的浪费和停产损失。",
        ),
    }


def _dimensions(criteria: list[Entry]) -> Entry:
    dimensions: Entry = {
        topic: {"title": _both(*title), "weight": 10 + 5 * place, "criteria": {}}
        for place, (topic, title) in enumerate(TOPICS.items())
    }
    for number, indicators in enumerate(criteria):
        topic = next(iter(indicators)).partition(".")[0]
        en, zh = TOPICS[topic]
        dimensions[topic]["criteria"][f"{topic}.c{number:03}"] = {
            "title": _both(f"{en}, part {number}", f"{zh}（第{number}部分）"),
            "weight": 1 + number % 3,
            "aggregate": "arithmetic" if number % 3 else "geometric",
            "indicators": indicators,
        }
    return {name: dimension for name, dimension in dimensions.items() if dimension["criteria"]}


def _levels() -> Entry:
    condition = {
        "text": _both("The park has firms.", "园区已有企业入驻。"),
        "if": "profile.firms > 0",
    }
    return {
        "bronze": {"title": _both("Bronze", "铜级"), "from": 40, "conditions": [condition]},
        "silver": {"title": _both("Silver", "银级"), "from": 60, "prerequisites": "all"},
        "gold": {
            "title": _both("Gold", "金级"),
            "from": 80,
            "prerequisites": "all",
            "each_dimension": 50,
        },
    }


def _recommendation(numbered: tuple[int, Entry]) -> tuple[str, Entry]:
    number, indicators = numbered
    topic = next(iter(indicators)).partition(".")[0]
    en, zh = TOPICS[topic]
    return f"{topic}.m{number:03}", {
        "title": _both(f"Programme for {en.lower()}, part {number}", f"{zh}提升计划（{number}）"),
        "text": _both(
            "Name a person in charge, set a target for each year and publish what was reached.",
            "明确责任人，逐年设定目标，并公开完成情况。",
        ),
        "lifts": dict.fromkeys(indicators, 80),
        "cost": ["low"],
        "payback": [1, 2],
        "who": ["developer", "enterprises"],
        "status": "judgement",
    }


# --- kinds of indicators: the questions that they ask, and how they judge --------------


def _question(en: str, zh: str, kind: str, **rest: object) -> Entry:
    return {
        "text": _both(en, zh),
        "kind": kind,
        **rest,
        "help": _both(
            "Count the whole year and all firms of the area, tenants included.",
            "按全年统计，包括片区内全部企业和租户。",
        ),
        "evidence": _both("Meter logs, bills, statistics", "计量台账、结算单据、统计报表"),
    }


def _number(en: str, zh: str, unit: str, low: float, high: float) -> Entry:
    return _question(en, zh, "number", unit=unit, min=low, max=high)


def _share(of: Subject) -> tuple[Entry, Entry]:
    asked = _number(f"Firms with {of.en}", f"开展{of.zh}的企业数", "firm", 0, 60)
    judged = {
        "value": f"{of.id}.firms / profile.firms",
        "unit": "%",
        "scale": {"points": {0: 0, 20: 40, 60: 100}},
    }
    return {f"{of.id}.firms": asked}, judged


def _ratio(of: Subject) -> tuple[Entry, Entry]:
    asked = {
        f"{of.id}.kept": _number(f"Kept in use: {of.en}", f"{of.zh}：利用量", "t", 0, 5000),
        f"{of.id}.lost": _number(f"Lost: {of.en}", f"{of.zh}：损失量", "t", 0, 3000),
    }
    judged = {
        "value": f"{of.id}.kept / ({of.id}.kept + {of.id}.lost)",
        "unit": "%",
        "scale": {"points": {10: 0, 50: 70, 90: 100}},
    }
    return asked, judged


def _intensity(of: Subject) -> tuple[Entry, Entry]:
    asked = _number(f"Energy used for {of.en}", f"{of.zh}能耗", "tce", 0, 90_000)
    judged = {
        "value": f"{of.id}.energy / output.value_added",
        "unit": "tce/10^4 CNY",
        "prerequisite": "value <= 1.2",
        "scale": {"points": {0.05: 100, 0.2: 60, 0.8: 0}},
    }
    return {f"{of.id}.energy": asked}, judged


def _described(of: Subject) -> tuple[Entry, Entry]:
    levels = (
        _both("Nothing in place or not known", "未开展或情况不明"),
        _both("Named as an intention, without figures", "仅有意向，无量化目标"),
        _both("Planned with targets and a person in charge", "已有计划，目标和责任人明确"),
        _both("Carried out in most firms", "已在多数企业实施"),
        _both("Carried out everywhere, checked and renewed", "已全面实施，并经核查和修订"),
    )
    asked = _question(f"State of {of.en}", f"{of.zh}情况", "maturity", levels=list(levels))
    return {of.id: asked}, {"scale": {"maturity": [0, 25, 50, 75, 100]}}


def _choice(of: Subject) -> tuple[Entry, Entry]:
    options = {
        "none": _both("None", "无"),
        "some": _both("In some firms", "部分企业"),
        "most": _both("In most firms", "多数企业"),
        "all": _both("In all firms", "全部企业"),
    }
    asked = _question(f"Spread of {of.en}", f"{of.zh}普及程度", "choice", options=options)
    return {of.id: asked}, {"scale": {"options": {"none": 0, "some": 40, "most": 80, "all": 100}}}


def _percent(of: Subject) -> tuple[Entry, Entry]:
    asked = _number(f"Share covered by {of.en}", f"{of.zh}覆盖率", "%", 0, 100)
    return {of.id: asked}, {
        "prerequisite": "value >= 10",
        "scale": {"points": {40: 0, 75: 75, 90: 100}},
    }


def _conditions(of: Subject) -> tuple[Entry, Entry]:
    done = _question(
        f"Has the plan for {of.en} been carried out?", f"{of.zh}方案是否完成？", "yes_no"
    )
    asked = {
        f"{of.id}.plan": _question(f"Is there a plan for {of.en}?", f"有无{of.zh}方案？", "yes_no"),
        f"{of.id}.done": {**done, "ask_if": f"{of.id}.plan"},
    }
    scale = {"met": f"{of.id}.plan and value", "partly": f"{of.id}.plan"}
    return asked, {"value": f"{of.id}.done", "scale": scale}


def _by_size(of: Subject) -> tuple[Entry, Entry]:
    asked = _number(f"Events for {of.en}", f"{of.zh}活动次数", "event", 0, 40)
    branches = [
        {"if": "profile.firms >= 100", "points": {2: 0, 12: 60, 24: 100}},
        {"points": {0: 0, 6: 60, 12: 100}},
    ]
    return {f"{of.id}.events": asked}, {
        "value": f"{of.id}.events",
        "scale": {"switch": branches},
    }


def _against_benchmark(of: Subject) -> tuple[Entry, Entry]:
    asked = _number(f"Waste from {of.en}", f"{of.zh}产生的废物量", "t", 1, 20_000)
    judged = {
        "value": f"{of.id}.waste / output.value_added",
        "unit": "t/10^4 CNY",
        "scale": {"ratio_to": 0.02, "cap": 1, "lower_is_better": True},
    }
    return {f"{of.id}.waste": asked}, judged


def _several(of: Subject) -> tuple[Entry, Entry]:
    options = {
        "audited": _both("Audited", "已审计"),
        "measured": _both("Measured", "已计量"),
        "published": _both("Published", "已公开"),
    }
    asked = _question(
        f"What is done about {of.en}", f"{of.zh}已开展的工作", "choices", options=options
    )
    judged = {"value": f"share({of.id})", "unit": "%", "scale": {"points": {0: 0, 100: 100}}}
    return {of.id: asked}, judged


KINDS: tuple[Callable[[Subject], tuple[Entry, Entry]], ...] = (
    _share,
    _ratio,
    _intensity,
    _described,
    _choice,
    _percent,
    _conditions,
    _by_size,
    _against_benchmark,
    _several,
)


# --- answers --------------------------------------------------------------------------


def parks(judged_by: Rubric, count: int, seed: int = 1) -> list[Answers]:
    """Return the answers of that many invented parks."""
    random = Random(seed)  # noqa: S311 - nothing here is secret
    return [_park(judged_by, random) for _ in range(count)]


def _park(judged_by: Rubric, random: Random) -> Answers:
    answers: dict[str, Answer] = {}
    for name, question in judged_by.questions.items():
        chance = 1.0 if name.startswith(ALWAYS_ANSWERED) else random.random()
        if chance < MISSING:
            continue
        is_applicable = chance >= MISSING + NOT_APPLICABLE
        value = _value(question, random) if is_applicable else NotApplicable("not on this site")
        answers[name] = Answer(value)
    return Answers(judged_by.name, Park("synthetic"), "2025", answers)


def _value(question: Question, random: Random) -> Value:
    options = list(question.options or ())
    if question.kind == "choice":
        return Picks(frozenset({random.choice(options)}))
    if question.kind == "choices":
        return Picks(frozenset(option for option in options if random.random() < 0.5))  # noqa: PLR2004
    if question.kind != "number" or question.min is None or question.max is None:
        number = random.randrange(5 if question.kind == "maturity" else 2)
        return Span(number, number)
    low = random.uniform(question.min, question.max)
    exact = random.random() >= INEXACT
    return Span(low, low if exact else random.uniform(low, question.max))
