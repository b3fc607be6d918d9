"""From a questionnaire to the bytes of its report."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenpark_assess.answers.model import Answers
    from greenpark_assess.cli.inputs import Questionnaire
    from greenpark_assess.report.look import Look
    from greenpark_assess.report.page import Page
    from greenpark_assess.report.pdf import Attached

PDF, HTML, JSON = ".pdf", ".html", ".json"
ENDINGS = (PDF, HTML, JSON)


@dataclass(frozen=True, slots=True)
class Order:
    """What is asked of a report, whichever park it is about."""

    languages: tuple[str, ...]
    date: dt.date
    look: Look
    brief: bool = False
    redact: bool = False


@dataclass(frozen=True, slots=True)
class Material:
    """All that a report is drawn from.

    Rubric, answers and scores are not among it: they would take the room that the pages need.
    """

    page: Page
    assessment: bytes
    attachments: tuple[Attached, ...]


def material(questionnaire: Questionnaire, answers: Answers, order: Order) -> Material:
    """Return what the report on a questionnaire is drawn from."""
    from greenpark_assess.cli.inputs import judge
    from greenpark_assess.cli.score import assessment_json
    from greenpark_assess.report.page import page
    from greenpark_assess.report.pdf import Attached
    from greenpark_assess.report.redact import redacted

    assessment = judge(questionnaire, answers, order.date)
    if order.redact:
        assessment = redacted(assessment)
    data = assessment_json(assessment).encode()
    attached = Attached("assessment.json", data, "Assessment", "application/json")
    source = Attached("answers.yaml", questionnaire.text.encode(), "Answers", "application/yaml")
    return Material(
        page=page(questionnaire.rubric, assessment, order.languages),
        assessment=data,
        attachments=(attached,) if order.redact else (source, attached),
    )


def drawn(ending: str, from_: Material, order: Order) -> bytes:
    """Return the report in the format that ``ending`` names.

    Raises:
        ProblemsFound: a template of the user's own has a fault, or a PDF cannot be drawn.
    """
    if ending == JSON:
        return from_.assessment
    if ending == HTML:
        from greenpark_assess.report.html import html
        from greenpark_assess.report.webfont import font_faces

        fonts = font_faces(from_.page)
        return html(from_.page, order.look, brief=order.brief, fonts=fonts).encode()
    from greenpark_assess.cli.machine import fonts as own_fonts
    from greenpark_assess.report.pdf import pdf

    own_fonts()
    return pdf(from_.page, from_.attachments, order.look, brief=order.brief)
