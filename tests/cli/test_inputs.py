"""What a command reads goes when it is done with it."""

from __future__ import annotations

import gc
import weakref
from pathlib import Path

from greenpark_assess.cli.inputs import judge, read_questionnaire

ROOT = Path(__file__).resolve().parents[2]
PARK = ROOT / "tests/cases/processing-park/2025.yaml"


def test_a_rubric_is_gone_without_the_collector() -> None:
    """It makes room for the pages before they are drawn, and commands have no collector."""
    gc.disable()
    try:
        questionnaire = read_questionnaire(str(PARK), None)
        assert questionnaire.answers is not None
        assessment = judge(questionnaire, questionnaire.answers, "2026-01-01")
        rubric = weakref.ref(questionnaire.rubric)
        del questionnaire
        assert rubric() is None
        assert assessment.total.score > 0
    finally:
        gc.enable()
