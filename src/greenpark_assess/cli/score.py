"""``greenpark score``: the assessment, for people or for programs."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenpark_assess.cli.options import (
    answers_argument,
    format_option,
    language_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import say, tell_next

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment

# fmt: off
COLUMNS = (
    "indicator", "parent", "status", "value", "unit", "points", "low", "high", "weight",
    "effective", "lost", "gain",
)
# fmt: on


@subcommand("score", either("Score a questionnaire.", "对问卷进行评分。"))
@answers_argument
@rubric_option
@format_option("text", "json", "csv")
@language_option
def command(answers: str, reference: str | None, form: str, language: str) -> None:
    """Print the assessment."""
    from greenpark_assess.cli.inputs import judge, sound_answers
    from greenpark_assess.cli.output import emit

    questionnaire, given = sound_answers(answers, reference, language)
    assessment = judge(questionnaire, given)
    if form == "json":
        emit(assessment_json(assessment))
    elif form == "csv":
        emit(_indicators_csv(assessment))
    else:
        from greenpark_assess.cli.overview import overview

        say(overview(questionnaire.rubric, assessment, language))
        tell_next("score.next", answers, reference, language)


def assessment_json(assessment: Assessment) -> str:
    """Return the document ``greenpark-assessment/1``, ending with a line break."""
    return assessment.model_dump_json(by_alias=True, indent=2) + "\n"


def _indicators_csv(assessment: Assessment) -> str:
    """Return one line per indicator."""
    from greenpark_assess.cli.output import as_csv

    rows = (
        {"indicator": name, **record.model_dump(include=set(COLUMNS))}
        for name, record in assessment.indicators.items()
    )
    return as_csv(COLUMNS, rows)
