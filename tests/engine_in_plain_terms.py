"""The engine in the reference's terms, so that laws and idioms run on both."""

from __future__ import annotations

from greenpark_assess.answers.model import Answer, Answers, Park
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan
from reference import Given, IndicatorResult, NodeResult, Result


def score(rubric: Rubric, given: Given) -> Result:
    """Judge one park with the engine."""
    answers = Answers(
        rubric.name, Park("p"), "", {name: Answer(value) for name, value in given.items()}
    )
    found = assess(rubric, compile_plan(rubric), answers)
    excluded = rubric.header.policy.unanswered == "excluded"
    return Result(
        score=found.total.score,
        low=found.total.low,
        high=found.total.high,
        coverage=found.total.coverage,
        left_out=found.total.left_out,
        if_na_were_zero=found.total.if_na_were_zero,
        reached=found.level.reached,
        possible=found.level.possible,
        provisional=found.level.provisional,
        indicators={
            name: IndicatorResult(
                status=one.status,
                reason=one.reason,
                value_low=one.value_low,
                value_high=one.value_high,
                low=one.low,
                high=one.high,
                points=None if excluded and one.status == "unanswered" else one.points,
                weight=one.weight,
                effective=one.effective,
                lost=one.lost,
                gain=one.gain,
            )
            for name, one in found.indicators.items()
        },
        nodes={
            name: NodeResult(one.status, one.score, one.low, one.high)
            for name, one in found.nodes.items()
        },
    )
