"""The small park's trend report, in each language and in both, and one on five parks."""

from __future__ import annotations

import pytest

from greenpark_assess.comparison.compared import Compared
from greenpark_assess.report.trend import TrendPage, trend_page
from mill import beside_each_other, over_years


@pytest.fixture(scope="session")
def over_time() -> Compared:
    return over_years()


@pytest.fixture(scope="session")
def english(over_time: Compared) -> TrendPage:
    return trend_page(over_time, ("en",))


@pytest.fixture(scope="session")
def chinese(over_time: Compared) -> TrendPage:
    return trend_page(over_time, ("zh",))


@pytest.fixture(scope="session")
def bilingual(over_time: Compared) -> TrendPage:
    return trend_page(over_time, ("zh", "en"))


@pytest.fixture(scope="session")
def parks() -> TrendPage:
    return trend_page(beside_each_other(5), ("en",))
