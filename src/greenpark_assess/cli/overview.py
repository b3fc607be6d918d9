"""An assessment on one screen: the summary page of the report, as text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenpark_assess.cli.layout import plain, table
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
    """Return the finding, the key figures, the dimensions, the gaps and what to do first."""
    draft = draft_of(rubric, assessment, language)
    page = summary(draft)
    parts = [f"{plain(page.finding)}\n"]
    parts.append(table([(plain(entry.label), plain(entry.text)) for entry in page.figures]))
    parts.append(_headed(plain(page.chart.title), table(_dimensions(draft), numbers=(1, 2, 3))))
    if page.gaps:
        rows = [(f"-{gap.lost}", plain(gap.indicator), plain(gap.value)) for gap in page.gaps]
        parts.append(_headed(speak("overview.gaps", language), table(rows, numbers=(0,))))
    if page.prerequisites:
        rows = [(plain(mark.text), plain(title)) for mark, title in page.prerequisites]
        parts.append(_headed(speak("overview.prerequisites", language), table(rows)))
    if page.first:
        rows = [(step.gain, plain(step.title), plain(step.list)) for step in page.first]
        parts.append(_headed(speak("overview.first", language), table(rows, numbers=(0,))))
    return "\n".join(part for part in parts if part)


def _dimensions(draft: Draft) -> list[tuple[str, str, str, str]]:
    return [
        (
            plain(draft.title(name)),
            draft.score(record.score) or "–",
            plain(draft.range(record.low, record.high)) or "–",
            draft.weight_text(name),
        )
        for name in draft.rubric.dimensions
        if (record := draft.assessment.nodes[name])
    ]


def _headed(title: str, body: str) -> str:
    return f"{title}\n{body}"
