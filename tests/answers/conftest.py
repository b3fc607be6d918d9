"""Questions of every kind, as the tests of this folder ask them."""

from __future__ import annotations

import pytest

from greenpark_assess.rubric.model import Question, Rubric, Text

QUESTIONS = {
    "water": {"unit": "m3", "min": 0},
    "share": {"unit": "%", "min": 0, "max": 100},
    "intensity": {"unit": "m3/万元"},
    "output": {"unit": "10^4 CNY"},
    "coal": {"unit": "t"},
    "energy": {"unit": "tce"},
    "firms": {"unit": "firm", "min": 0},
    "pure": {},
    "change": {"unit": "%"},
}


def ask(kind: str, **more: object) -> Question:
    return Question.model_validate({"text": "?", "kind": kind, **more})


@pytest.fixture(scope="session")
def questions() -> dict[str, Question]:
    return {
        **{name: ask("number", **more) for name, more in QUESTIONS.items()},
        "certified": ask("yes_no"),
        "scheme": ask(
            "choice",
            options={
                "none": {"en": "No scheme", "zh": "无方案"},
                "partial": {"en": "Some firms", "zh": "部分企业"},
                "certified": {"en": "Certified, all firms", "zh": "全部认证"},
            },
        ),
        "sources": ask(
            "choices",
            options={
                "solar": {"en": "Solar power", "zh": "光伏"},
                "waste_heat": {"en": "Waste heat, steam", "zh": "余热、蒸汽"},
                "biogas": {"en": "Biogas", "zh": "沼气"},
            },
        ),
        "plan": ask(
            "maturity",
            levels=[
                {"en": "No plan", "zh": "无计划"},
                {"en": "Drafted", "zh": "已起草"},
                {"en": "Adopted", "zh": "已批准"},
                {"en": "Carried out", "zh": "已实施"},
                {"en": "Reviewed every year", "zh": "每年评估"},
            ],
        ),
    }


TOPICS = {
    "water": {"en": "Water", "zh": "水"},
    "management": {"en": "Management", "zh": "管理"},
}


@pytest.fixture(scope="session")
def rubric(questions) -> Rubric:
    """Every question once: numbers under the topic water, words under management."""
    asked = {
        f"{'water' if question.kind == 'number' else 'management'}.{name}": question.model_copy(
            update={"text": Text({"en": f"What is {name}?", "zh": f"{name}是多少？"})}
        )
        for name, question in reversed(questions.items())
    }
    header = {"id": "test", "version": "1.0.0", "title": {"en": "Trial", "zh": "试验"}}
    base = Rubric.model_validate({"header": header, "topics": TOPICS})
    return base.model_copy(update={"questions": asked})
