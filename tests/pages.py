"""Short forms for tests of the page record: phrases as text, and the small park with changes."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.page import Page
from greenpark_assess.report.page.record import IndicatorRow, Phrase
from small_park import ASSESSMENT


def said(phrase: Phrase) -> str:
    return " / ".join(run.text for run in phrase).replace("\N{NO-BREAK SPACE}", " ")


def rows(one: Page) -> dict[str, IndicatorRow]:
    return {said(row.title): row for part in one.chapters for g in part.groups for row in g.rows}


def changed(change: Mapping[str, Any]) -> Assessment:
    """Return the small park's assessment with some of its sections replaced."""
    return Assessment.model_validate(ASSESSMENT | dict(change))


def entries(pairs: Any) -> dict[str, str]:
    return {said(entry.label): said(entry.text) for entry in pairs}
