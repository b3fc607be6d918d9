"""The drawn tree of a rubric."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenpark_assess.rubric.load import load_rubric
from greenpark_assess.rubric.show import show_rubric

RUBRIC = """\
rubric: {id: small, version: "1", title: {en: Small, zh: 小型}, languages: [en, zh]}
questions: {a: {text: {en: A, zh: 甲}, kind: number}}
dimensions:
  water:
    title: {en: Water, zh: 水资源}
    weight: 3
    aggregate: geometric
    floor: 1
    criteria:
      supply:
        title: {en: Supply, zh: 供水}
        weight: 1
        aggregate: at_least(2)
        indicators:
          a: {title: {en: Reuse, zh: 回用}, weight: 2, scale: {met: a > 1}, prerequisite: a > 0}
          b: {title: {en: Loss, zh: 漏损}, weight: 1, value: a, scale: {met: a > 1}}
    indicators:
      c: {title: {en: Plan, zh: 规划}, weight: 1, value: a, scale: {met: a > 1}}
  air:
    title: {en: Air, zh: 大气}
    weight: 1
    indicators: {d: {title: {en: Dust, zh: 粉尘}, weight: 0, value: a, scale: {met: a > 1}}}
"""

SHOWN = {
    "en": """\
Small (small@1) [weighted mean]
Shares in percent: of the group, of the whole

├─ water       75.0 %   75.0 %  Water [geometric mean, no score below 1]
│  ├─ supply   50.0 %   37.5 %  Supply [the one at rank 2 counts]
│  │  ├─ a     66.7 %   25.0 %  Reuse [prerequisite]
│  │  └─ b     33.3 %   12.5 %  Loss
│  └─ c        50.0 %   37.5 %  Plan
└─ air         25.0 %   25.0 %  Air [weighted mean]
   └─ d         0.0 %    0.0 %  Dust

Questions: 1; indicators: 4, of these with a prerequisite: 1; levels: 0; recommendations: 0
""",
    "zh": """\
小型 (small@1) [加权平均]
占比（%）：占上一级、占总体

├─ water       75.0 %   75.0 %  水资源 [几何平均，得分下限 1]
│  ├─ supply   50.0 %   37.5 %  供水 [取第 2 高分]
│  │  ├─ a     66.7 %   25.0 %  回用 [前置条件]
│  │  └─ b     33.3 %   12.5 %  漏损
│  └─ c        50.0 %   37.5 %  规划
└─ air         25.0 %   25.0 %  大气 [加权平均]
   └─ d         0.0 %    0.0 %  粉尘

填报项 1 个，指标 4 个（其中有前置条件的 1 个），等级 0 个，改进建议 0 条
""",
}


@pytest.mark.parametrize("language", SHOWN)
def test_the_tree_shows_shares_and_aggregations(tmp_path: Path, language: str) -> None:
    path = tmp_path / "rubric.yaml"
    path.write_text(RUBRIC, encoding="utf-8")
    rubric = load_rubric(path).rubric
    assert rubric is not None
    assert show_rubric(rubric, language) == SHOWN[language]
