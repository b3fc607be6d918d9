"""From the sentences of the source documents to indicators and recommendations."""

from __future__ import annotations

import pytest

from greenpark_assess.rubric.trace import Traced, show_trace, trace
from support import rubric_of

RUBRIC = rubric_of("""
    rubric: {id: small, version: "1", title: {en: Small, zh: 小型}, languages: [en, zh]}
    sources: {brief: {title: {en: The brief, zh: 简报}}}
    sentences:
      B.1: {source: brief, place: {en: part 1, zh: 第一部分}, text: {en: Save water., zh: 节水。}}
      B.2: {source: brief, place: {en: part 2, zh: 第二部分}, text: {en: Plan., zh: 规划。}}
      B.3: {source: brief, place: {en: part 3, zh: 第三部分}, text: {en: Be kind., zh: 与人为善。}}
    questions: {a: {text: {en: A, zh: 甲}, kind: number}}
    dimensions:
      water:
        title: {en: Water, zh: 水资源}
        weight: 1
        indicators:
          a: {title: {en: Reuse, zh: 回用}, weight: 1, scale: {points: {0: 0, 1: 100}}, from: [B.1]}
          b:
            title: {en: Plan, zh: 规划}
            weight: 1
            value: a
            scale: {points: {0: 0, 1: 100}}
            from: [B.2]
    recommendations:
      tank:
        {title: {en: A tank, zh: 水箱}, text: {en: Build it., zh: 建设。}, lifts: {a: 100},
         cost: [low], who: [developer], from: [B.1]}
      talk:
        {title: {en: A talk, zh: 交流}, text: {en: Talk., zh: 沟通。}, lifts: {a: 50},
         cost: [low], who: [developer], from: [B.3]}
    """)


def test_each_sentence_with_what_answers_to_it() -> None:
    assert trace(RUBRIC) == (
        Traced("B.1", {"a": ("tank", "talk")}, ()),
        Traced("B.2", {"b": ()}, ()),
        Traced("B.3", {}, ("talk",)),
    )


def test_only_what_is_judged_and_helped_is_complete() -> None:
    assert [one.complete for one in trace(RUBRIC)] == [True, False, False]


TEXTS = {
    "en": """\
B.1  Save water.
   The brief, part 1
   ● Reuse  (a)
      → A tank  (tank)
      → A talk  (talk)

B.2  Plan.
   The brief, part 2
   ● Plan  (b)
   ✗ no recommendation helps with this

B.3  Be kind.
   The brief, part 3
   → A talk  (talk)
   ✗ no indicator judges this

Sentences: 3; judged, and with a recommendation: 1
""",
    "zh": """\
B.1  节水。
   简报，第一部分
   ● 回用  (a)
      → 水箱  (tank)
      → 交流  (talk)

B.2  规划。
   简报，第二部分
   ● 规划  (b)
   ✗ 没有对应的改进建议

B.3  与人为善。
   简报，第三部分
   → 交流  (talk)
   ✗ 没有对应的指标

来源语句 3 条，其中已对应指标和改进建议的 1 条
""",
}


@pytest.mark.parametrize("language", TEXTS)
def test_as_text(language: str) -> None:
    assert show_trace(RUBRIC, language) == TEXTS[language]
