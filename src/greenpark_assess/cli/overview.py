"""An assessment on one screen: the summary page of the report, as text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from greenpark_assess.cli.layout import paragraph, plain, table
from greenpark_assess.cli.terminal import speak
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.summary import summary
from greenpark_assess.report.page.voice import Voice

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.rubric.model import Rubric


def draft_of(rubric: Rubric, assessment: Assessment, language: str) -> Draft:
    """Return the assessment with everything that puts its numbers into words."""
    return Draft(rubric, assessment, Voice((language,), rubric.header.languages[0]))


def overview(rubric: Rubric, assessment: Assessment, language: str) -> str:
    """Return the finding, the key figures, the dimensions, the gaps and what to do first.

    Of published figures: what they show of each dimension, and what the park should be asked.
    """
    return "\n".join(_parts(draft_of(rubric, assessment, language), language))


def _parts(draft: Draft, language: str) -> Iterator[str]:
    page = summary(draft)
    yield f"{paragraph(plain(page.finding))}\n"
    yield table([(plain(entry.label), plain(entry.text)) for entry in page.figures])
    yield table(list(_dimensions(draft)), numbers=(1, 2) if draft.published else (1, 2, 3))
    if page.open:
        asked = [(line.narrows, plain(line.indicator)) for line in page.open]
        yield _headed("ask_first", table(asked, numbers=(0,)), language)
    if page.gaps:
        rows = [(gap.lost, plain(gap.indicator), plain(gap.value)) for gap in page.gaps]
        yield _headed("gaps", table(rows, numbers=(0,)), language)
    if page.prerequisites:
        marks = [(plain(mark.text), plain(title)) for mark, title in page.prerequisites]
        yield _headed("prerequisites", table(marks), language)
    if page.first:
        rows = [(step.gain, plain(step.title), plain(step.list)) for step in page.first]
        yield _headed("first", table(rows, numbers=(0,)), language)


def _dimensions(draft: Draft) -> Iterator[tuple[str, ...]]:
    score = () if draft.published else ("labels.score",)
    labels = (*score, "labels.range", "labels.weight")
    dimension = speak("overview.dimension", draft.voice.languages[0])
    yield dimension, *(plain(draft.voice.say(label)) for label in labels)
    for name in draft.rubric.dimensions:
        record = draft.assessment.nodes[name]
        yield (
            plain(draft.title(name)),
            *(() if draft.published else (draft.score(record.score) or "–",)),
            plain(draft.range(record.low, record.high)) or "–",
            draft.weight_text(name),
        )


def _headed(key: str, body: str, language: str) -> str:
    return f"{speak(f'overview.{key}', language)}\n{body}"
