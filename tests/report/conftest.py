"""The small park's report, in each language and in both."""

from __future__ import annotations

import pytest

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.page import Page, page
from greenpark_assess.rubric.model import Rubric
from pond import folder, greenpark
from small_park import ASSESSMENT, RUBRIC, poisoned
from surroundings import browser, listener

__all__ = ["browser", "folder", "greenpark", "listener"]


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return Rubric.model_validate(RUBRIC)


@pytest.fixture(scope="session")
def assessment() -> Assessment:
    return Assessment.model_validate(ASSESSMENT)


@pytest.fixture(scope="session")
def english(rubric: Rubric, assessment: Assessment) -> Page:
    return page(rubric, assessment, ("en",))


@pytest.fixture(scope="session")
def chinese(rubric: Rubric, assessment: Assessment) -> Page:
    return page(rubric, assessment, ("zh",))


@pytest.fixture(scope="session")
def bilingual(rubric: Rubric, assessment: Assessment) -> Page:
    return page(rubric, assessment, ("zh", "en"))


@pytest.fixture
def poisoned_page(text: str) -> Page:
    """Return the report of a park where every free text is the test's own ``text``."""
    rubric, assessment = poisoned(text)
    return page(Rubric.model_validate(rubric), Assessment.model_validate(assessment), ("en",))
