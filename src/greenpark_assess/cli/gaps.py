"""``greenpark gaps``: where the points are lost, the costliest first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    answers_argument,
    format_option,
    language_option,
    rubric_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import say, speak, tell, tell_next

if TYPE_CHECKING:
    from greenpark_assess.report.page.draft import Draft

# fmt: off
COLUMNS = (
    "indicator", "title", "status", "value", "unit", "points", "low", "high", "effective",
    "lost", "gain",
)
# fmt: on
HEAD = ("lost", "gain", "what", "value", "full", "id")


@subcommand("gaps", either("List where the points are lost.", "列出失分所在。"))
@answers_argument
@rubric_option
@click.option(
    "--top",
    type=click.IntRange(min=1),
    metavar="N",
    help=either("Only the N largest gaps.", "只列出失分最多的 N 项。"),
)
@format_option("text", "json", "csv")
@language_option
def command(answers: str, reference: str | None, top: int | None, form: str, language: str) -> None:
    """Print the gaps."""
    from greenpark_assess.cli.inputs import judge, sound_answers
    from greenpark_assess.cli.output import as_csv, as_json, emit
    from greenpark_assess.cli.overview import draft_of

    questionnaire, given = sound_answers(answers, reference, language)
    assessment = judge(questionnaire, given)
    draft = draft_of(questionnaire.rubric, assessment, language)
    gaps = assessment.gaps[:top]
    if form == "json":
        emit(as_json([_record(draft, name) for name in gaps]))
    elif form == "csv":
        emit(as_csv(COLUMNS, (_record(draft, name) for name in gaps)))
    else:
        if draft.published:
            tell("gaps.public_record", language)
        say(_table(draft, gaps, language))
        tell_next("gaps.next", answers, reference, language)


def _record(draft: Draft, name: str) -> dict[str, object]:
    from greenpark_assess.cli.layout import plain

    known = draft.assessment.indicators[name].model_dump(include=set(COLUMNS))
    return {"indicator": name, "title": plain(draft.title(name)), **known}


def _table(draft: Draft, gaps: Sequence[str], language: str) -> str:
    from greenpark_assess.cli.layout import plain, table
    from greenpark_assess.report.page.judged import brief_value, full_marks
    from greenpark_assess.report.page.numbers import gain_text

    if not gaps:
        return speak("gaps.none", language)
    state, records = draft.voice.say, draft.assessment.indicators
    rows = [
        (
            draft.lost_text(name),
            gain_text(records[name].gain),
            plain(draft.title(name)),
            plain(brief_value(draft, name) or state(f"state.{records[name].status}")),
            plain(full_marks(draft, name)),
            name,
        )
        for name in gaps
    ]
    head = tuple(speak(f"gaps.{key}", language) for key in HEAD)
    return table([head, *rows], numbers=(0, 1), indent="")
