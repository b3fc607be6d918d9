"""Two versions of a small rubric: one item for everything that may become of a question."""

from __future__ import annotations

OLD = """\
rubric:
  id: yard
  version: "1.0"
  title: {en: Yard check, zh: 园区检查}
  languages: [en, zh]
topics:
  water: {en: Water, zh: 用水}
  waste: {en: Waste, zh: 固废}
  site: {en: Site, zh: 园区}
questions:
  water.intake: {text: {en: Water taken, zh: 取水量}, kind: number, unit: m3, min: 0}
  water.reused: {text: {en: Water used again, zh: 重复用水量}, kind: number, unit: m3, min: 0}
  waste.metal: {text: {en: Metal waste, zh: 废金属}, kind: number, unit: t, min: 0}
  waste.paper: {text: {en: Paper waste, zh: 废纸}, kind: number, unit: t, min: 0}
  waste.mixed: {text: {en: Mixed waste, zh: 混合垃圾}, kind: number, unit: t, min: 0}
  site.green: {text: {en: Is there a green belt?, zh: 是否有绿化带}, kind: yes_no}
  site.plan:
    text: {en: Plan, zh: 规划}
    kind: choice
    options: {none: {en: No plan, zh: 无规划}, written: {en: Written, zh: 已编制}}
  site.fax: {text: {en: Fax machines, zh: 传真机数量}, kind: number, unit: item, min: 0}
dimensions:
  all:
    title: {en: All, zh: 总体}
    weight: 1
    indicators:
      water.reuse:
        title: {en: Reuse rate, zh: 重复利用率}
        weight: 3
        value: water.reused / (water.intake + water.reused)
        unit: "%"
        scale: {points: {0: 0, 80: 100}}
      site.plan:
        title: {en: Plan, zh: 规划}
        weight: 1
        scale: {options: {none: 0, written: 100}}
      waste.total:
        title: {en: Waste, zh: 固废}
        weight: 1
        value: waste.metal + waste.paper + waste.mixed
        unit: t
        applies_if: not site.green or site.fax >= 0
        scale: {points: {0: 100, 1000: 0}}
levels:
  good: {title: {en: Good, zh: 良好}, from: 50}
"""

NEW = """\
rubric:
  id: yard
  version: "2.0"
  replaces: "1.0"
  title: {en: Yard check, zh: 园区检查}
  languages: [en, zh]
topics:
  water: {en: Water, zh: 用水}
  waste: {en: Waste, zh: 固废}
  site: {en: Site, zh: 园区}
questions:
  water.fresh: {text: {en: Fresh water taken, zh: 新鲜水取用量}, kind: number, unit: m3, min: 0}
  water.reused: {text: {en: Water used again, zh: 重复用水量}, kind: number, unit: 10^4 m3, min: 0}
  waste.sorted: {text: {en: Sorted waste, zh: 分类垃圾}, kind: number, unit: t, min: 0}
  waste.burnt: {text: {en: Burnt waste, zh: 焚烧量}, kind: number, unit: t, min: 0}
  waste.buried: {text: {en: Buried waste, zh: 填埋量}, kind: number, unit: t, min: 0}
  site.green: {text: {en: Green area in use, zh: 绿地使用情况}, kind: yes_no}
  site.plan:
    text: {en: Plan, zh: 规划}
    kind: choice
    options:
      none: {en: No plan, zh: 无规划}
      written: {en: Written, zh: 已编制}
      reviewed: {en: Reviewed every year, zh: 每年评估}
  site.solar: {text: {en: Solar roofs, zh: 光伏屋顶}, kind: yes_no}
dimensions:
  all:
    title: {en: All, zh: 总体}
    weight: 1
    indicators:
      water.reuse:
        title: {en: Reuse rate, zh: 重复利用率}
        weight: 2
        value: water.reused / (water.fresh + water.reused)
        unit: "%"
        scale: {points: {0: 0, 90: 100}}
      site.plan:
        title: {en: Plan, zh: 规划}
        weight: 1
        scale: {options: {none: 0, written: 50, reviewed: 100}}
      waste.total:
        title: {en: Waste, zh: 固废}
        weight: 1
        value: waste.sorted + waste.burnt + waste.buried
        unit: t
        applies_if: site.green or site.solar
        scale: {points: {0: 100, 1000: 0}}
levels:
  good: {title: {en: Good, zh: 良好}, from: 60}
changes:
  "1.0":
    questions:
      water.intake: {renamed: water.fresh}
      water.reused: {rescaled: water.reused}
      waste.metal: {merged: waste.sorted}
      waste.paper: {merged: waste.sorted}
      waste.mixed: {split: [waste.burnt, waste.buried]}
      site.green: {not_comparable: {en: It asks for use now., zh: 改问使用情况。}}
      site.fax: {retired: {en: Nobody has any., zh: 已无人使用。}}
    indicators:
      waste.total:
        rescaled: waste.total
        why: {en: It counts other parts., zh: 统计范围不同。}
"""

ANSWERS = """\
format: greenpark-answers/1
rubric: yard@1.0
park: {id: small-yard}
period: "2025"
answers:

  ## ──── Water ────

  ## Water taken  [m³]
  # read from the meter at the gate
  water.intake: 600 m3  # of 2025

  ## Water used again  [m³]
  water.reused:
    value: 40000
    target: ">= 50000"
    # as the works say
    evidence: [bill-1.pdf]

  ## ──── Waste ────

  ## Metal waste  [t]
  waste.metal: 12
  ## Paper waste  [t]
  waste.paper: 3 t

  ## Mixed waste  [t]
  # weighed once
  waste.mixed: 100

  ## ──── Site ────

  ## Is there a green belt?  [yes / no]
  site.green: yes  # around all of it

  ## Plan  [one option]
  ##   none – No plan
  ##   written – Written
  site.plan: written

  ## Fax machines  [items]
  site.fax: 2

# the end
"""
