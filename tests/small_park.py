"""A small rubric in both languages and one park's result under it, made by hand."""

from __future__ import annotations

import copy
import datetime as dt
from typing import Any

RUBRIC: dict[str, Any] = {
    "header": {
        "id": "small",
        "version": "1.2.0",
        "title": {"en": "Small park rubric", "zh": "小型园区评价体系"},
        "languages": ["en", "zh"],
        "licence": "CC BY 4.0",
        "policy": {"min_coverage": 70},
    },
    "sources": {
        "hj274": {
            "title": {
                "en": "HJ 274-2015 Standard for eco-industrial parks",
                "zh": "HJ 274-2015 国家生态工业示范园区标准",
            },
            "publisher": {"en": "Ministry of Environmental Protection", "zh": "环境保护部"},
            "year": 2015,
            "url": "https://example.org/hj274",
        },
        "never_used": {"title": {"en": "A book nobody cites", "zh": "无人引用的书"}},
    },
    "topics": {
        "energy": {"en": "Energy use", "zh": "能源利用"},
        "water": {"en": "Water use", "zh": "水资源利用"},
    },
    "questions": {
        "energy.use": {
            "text": {"en": "Energy used in the year", "zh": "年综合能源消费量"},
            "kind": "number",
            "unit": "tce",
        },
        "energy.renewable": {
            "text": {"en": "Share of renewable energy", "zh": "可再生能源占比"},
            "kind": "number",
            "unit": "%",
        },
        "energy.system": {
            "text": {"en": "Energy management system", "zh": "能源管理体系"},
            "kind": "choice",
            "options": {
                "none": {"en": "none", "zh": "未建立"},
                "partial": {"en": "introduced", "zh": "已建立"},
                "certified": {"en": "certified", "zh": "已认证"},
            },
        },
        "energy.audited": {
            "text": {"en": "Is there an energy audit?", "zh": "是否开展能源审计"},
            "kind": "yes_no",
        },
        "water.fresh": {
            "text": {"en": "Fresh water taken", "zh": "新鲜水取用量"},
            "kind": "number",
            "unit": "m3",
        },
        "water.reused": {
            "text": {"en": "Water reused", "zh": "回用水量"},
            "kind": "number",
            "unit": "m3",
        },
        "water.plan": {
            "text": {"en": "Water saving plan", "zh": "节水规划"},
            "kind": "maturity",
            "levels": [
                {"en": f"step {step}", "zh": f"第{sign}阶段"}
                for step, sign in enumerate("零一二三四")
            ],
        },
        "water.steps": {
            "text": {"en": "Water saving steps taken", "zh": "已采取的节水措施"},
            "kind": "choices",
            "options": {
                "meters": {"en": "meters", "zh": "计量"},
                "leaks": {"en": "leak repair", "zh": "查漏修复"},
                "reuse": {"en": "reuse", "zh": "回用"},
            },
        },
    },
    "dimensions": {
        "energy": {
            "title": {"en": "Energy", "zh": "能源"},
            "about": {"en": "How the park uses energy.", "zh": "园区的能源利用情况。"},
            "weight": 60,
            "criteria": {
                "energy.supply": {
                    "title": {"en": "Use and supply", "zh": "消费与供应"},
                    "weight": 1,
                    "indicators": {
                        "energy.intensity": {
                            "title": {"en": "Energy intensity", "zh": "单位产值能耗"},
                            "weight": 2,
                            "value": "energy.use / 1000",
                            "unit": "tce/10^4 CNY",
                            "scale": {"points": {1: 0, 0.5: 100}},
                            "benchmarks": [
                                {
                                    "value": 0.5,
                                    "source": "hj274",
                                    "clause": {"en": "clause 5.2", "zh": "第 5.2 条"},
                                },
                                {"value": 0.7, "status": "judgement"},
                            ],
                        },
                        "energy.renewable": {
                            "title": {"en": "Renewable energy", "zh": "可再生能源"},
                            "weight": 1,
                            "scale": {"points": {0: 0, 20: 100}},
                            "why": {"en": "It replaces coal.", "zh": "可替代煤炭。"},
                        },
                    },
                },
                "energy.management": {
                    "title": {"en": "Management", "zh": "能源管理"},
                    "weight": 1,
                    "indicators": {
                        "energy.system": {
                            "title": {"en": "Management system", "zh": "能源管理体系"},
                            "weight": 1,
                            "scale": {"options": {"none": 0, "partial": 50, "certified": 100}},
                            "prerequisite": "energy.system == certified",
                        },
                        "energy.audit": {
                            "title": {"en": "Energy audit", "zh": "能源审计"},
                            "weight": 1,
                            "value": "energy.audited",
                            "scale": {"met": "value"},
                            "prerequisite": "energy.audited",
                            "requires": {"en": "An audit was made", "zh": "已开展能源审计"},
                            "why": {"en": "It finds the losses.", "zh": "可查明能源损失。"},
                        },
                    },
                },
            },
        },
        "water": {
            "title": {"en": "Water", "zh": "水资源"},
            "weight": 40,
            "indicators": {
                "water.reuse": {
                    "title": {"en": "Water reuse rate", "zh": "水重复利用率"},
                    "weight": 2,
                    "value": "water.reused / (water.fresh + water.reused)",
                    "unit": "%",
                    "scale": {"points": {0: 0, 40: 100}},
                    "benchmarks": [{"value": 40, "source": "hj274", "status": "verified"}],
                },
                "water.plan": {
                    "title": {"en": "Water plan", "zh": "节水规划"},
                    "weight": 2,
                    "scale": {"maturity": [0, 25, 50, 75, 100]},
                },
                "water.cascade": {
                    "title": {"en": "Water cascade", "zh": "梯级用水"},
                    "weight": 1,
                    "value": "water.reused / water.fresh",
                    "unit": "%",
                    "scale": {"points": {0: 0, 10: 100}},
                },
            },
        },
    },
    "levels": {
        "bronze": {"title": {"en": "Bronze", "zh": "铜级"}, "from": 50},
        "silver": {
            "title": {"en": "Silver", "zh": "银级"},
            "from": 65,
            "prerequisites": "all",
            "each_dimension": 45,
            "conditions": [
                {
                    "text": {"en": "A water plan is in force", "zh": "节水规划已实施"},
                    "if": "water.plan >= 2",
                }
            ],
        },
    },
    "recommendations": {
        "certify": {
            "title": {"en": "Certify the management system", "zh": "能源管理体系认证"},
            "text": {"en": "Have it certified.", "zh": "组织开展认证。"},
            "lifts": {"energy.system": 100},
            "cost": ["low", "medium"],
            "payback": "required",
            "who": ["developer", "enterprises"],
            "source": "hj274",
        },
        "solar": {
            "title": {"en": "Solar roofs", "zh": "屋顶光伏"},
            "text": {"en": "Cover the roofs.", "zh": "在屋顶安装光伏。"},
            "lifts": {"energy.renewable": 90},
            "effect": {"en": "5 to 25% of electricity", "zh": "占用电量的 5%–25%"},
            "cost": ["high"],
            "payback": [4, 8],
            "who": ["enterprises"],
            "interacts": ["certify"],
            "status": "judgement",
        },
    },
}


def leaf(parent: str, points: float | None, effective: float, **more: Any) -> dict[str, Any]:
    """Return an indicator's record, answered unless told otherwise."""
    lost = effective * (100 - points) / 100 if points is not None else 0.0
    record = {
        "parent": parent,
        "status": "answered",
        "reason": "",
        "value": None,
        "value_low": None,
        "value_high": None,
        "unit": None,
        "points": points,
        "low": points,
        "high": points,
        "weight": effective,
        "effective": effective,
        "lost": lost,
        "gain": lost,
    }
    return record | more


def node(parent: str | None, score: float, effective: float, **more: Any) -> dict[str, Any]:
    """Return a node's record, answered unless told otherwise."""
    record = {
        "parent": parent,
        "status": "answered",
        "score": score,
        "low": score,
        "high": score,
        "weight": effective,
        "effective": effective,
        "coverage": 100.0,
        "lost": effective * (100 - score) / 100,
    }
    return record | more


def at(value: float, unit: str | None = None) -> dict[str, Any]:
    """Return the part of an indicator's record that holds a known value."""
    return {"value": value, "value_low": value, "value_high": value, "unit": unit}


def given(value: float, **more: Any) -> dict[str, Any]:
    """Return an answer's record with one number."""
    return {"status": "answered", "low": value, "high": value, **more}


ASSESSMENT: dict[str, Any] = {
    "engine": "0.1.0",
    "date": dt.date(2026, 3, 31),
    "rubric": {"id": "small", "version": "1.2.0", "hash": "0123456789abcdef" * 4},
    "park": {
        "id": "river_park",
        "name": {"en": "River Park", "zh": "江畔产业园"},
        "country": "KH",
    },
    "period": "2025",
    "illustrative": True,
    "total": {
        "score": 53.53,
        "low": 53.53,
        "high": 68.53,
        "coverage": 85.0,
        "left_out": 8.0,
        "if_na_were_zero": 48.03,
    },
    "level": {
        "reached": "bronze",
        "possible": "bronze",
        "provisional": False,
        "next": "silver",
        "ladder": {
            "bronze": [
                {"kind": "score", "subject": "", "needed": 50, "found": 53.53, "holds": "yes"},
            ],
            "silver": [
                {"kind": "score", "subject": "", "needed": 65, "found": 53.53, "holds": "open"},
                {"kind": "prerequisite", "subject": "energy.system", "holds": "no"},
                {"kind": "prerequisite", "subject": "energy.audit", "holds": "open"},
                {"kind": "dimension", "subject": "energy", "needed": 45, "found": 43.385,
                 "holds": "open"},
                {"kind": "dimension", "subject": "water", "needed": 45, "found": 68.75,
                 "holds": "yes"},
                {"kind": "condition", "subject": "0", "holds": "yes",
                 "text": {"en": "A water plan is in force", "zh": "节水规划已实施"}},
            ],
        },
    },
    "nodes": {
        "energy": node(None, 43.385, 60, high=68.385, coverage=75.0, lost=33.97),
        "energy.supply": node("energy", 61.77, 30, lost=11.47),
        "energy.management": node("energy", 25.0, 30, high=75.0, coverage=50.0, lost=22.5),
        "water": node(None, 68.75, 40, lost=12.5),
    },
    "indicators": {
        "energy.intensity": leaf("energy.supply", 76.0, 20, **at(0.62, "tce/10^4 CNY")),
        "energy.renewable": leaf("energy.supply", 33.3, 10, **at(6.66, "%")),
        "energy.system": leaf("energy.management", 50.0, 15, option="partial", prerequisite="no"),
        "energy.audit": leaf("energy.management", 0.0, 15, high=100.0, status="unanswered",
                             reason="missing", value_low=0, value_high=1, prerequisite="open"),
        "water.reuse": leaf("water", 62.5, 20, **at(25.0, "%")),
        "water.plan": leaf("water", 75.0, 20, **at(3.0)),
        "water.cascade": leaf("water", None, 0, status="not_applicable", reason="declared",
                              because="no cascade is possible", weight=8.0),
    },
    "gaps": ["energy.audit", "energy.system", "water.reuse", "energy.renewable", "water.plan",
             "energy.intensity"],
    "recommendations": {
        "certify": {"list": "must", "gain": 7.5, "together": 7.5, "lifts": ["energy.system"]},
        "solar": {"list": "plan", "gain": 5.67, "together": 13.17, "lifts": ["energy.renewable"]},
    },
    "answers": {
        "energy.use": given(620.0, unit="tce", written="620 tce", quality="measured",
                            evidence=["evidence/energy.pdf", "bills 2025"], note="without the port",
                            target=(500, 500)),
        "energy.renewable": given(6.66, unit="%", written="0.0666"),
        "energy.system": {"status": "answered", "chosen": ["partial"], "written": "partial"},
        "energy.audited": {"status": "unanswered"},
        "water.fresh": given(1_234_567.5, unit="m3", written="1234567.5 m3"),
        "water.reused": {"status": "answered", "low": 400_000, "high": 420_000, "unit": "m3"},
        "water.plan": given(3.0, written="3"),
        "water.steps": {"status": "not_applicable", "reason": "已停产"},
    },
}  # fmt: skip

HOSTILE = (
    "<script>alert(1)</script>",
    "{{7*7}}{% raw %}",
    "=cmd|' /C calc'!A0",
    '" onmouseover="alert(1)',
    "url(http://example.org/x.png)",
    "</style><style>*{display:none}",
    "<img src=x onerror=alert(1)>",
    "&lt;b&gt;",
)


def poisoned(text: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """Return rubric and assessment with ``text`` wherever people write freely."""
    rubric: dict[str, Any] = copy.deepcopy(RUBRIC)
    assessment: dict[str, Any] = copy.deepcopy(ASSESSMENT)
    both = {"en": text, "zh": text}
    rubric["header"]["title"] = both
    rubric["dimensions"]["energy"] |= {"title": both, "about": both}
    rubric["sources"]["hj274"] |= {"title": both, "url": text}
    rubric["questions"]["energy.use"]["text"] = both
    rubric["recommendations"]["solar"] |= {"title": both, "text": both, "effect": both}
    assessment["park"] |= {"name": {"en": text}, "country": text, "about": {"en": text}}
    assessment["period"] = text
    assessment["indicators"]["water.cascade"]["because"] = text
    assessment["answers"]["energy.use"] |= {"note": text, "evidence": [text], "written": text}
    return rubric, assessment
