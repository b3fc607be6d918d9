"""Every printed sum adds up as printed, whatever the rubric and the answers."""

from __future__ import annotations

from decimal import Decimal
from random import Random
from typing import TypeAlias

from hypothesis import given, settings

from greenpark_assess.assessment import RubricRef
from greenpark_assess.comparison.compared import compare
from greenpark_assess.comparison.entries import Stored
from greenpark_assess.report.charts import Contributions
from greenpark_assess.report.trend import TrendPage, trend_page
from greenpark_assess.report.trend.record import Line, Table
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.plan import compile_plan
from strategies import Settled, judged, random_answers
from support import entry_of

Drawn: TypeAlias = tuple[Rubric, Settled, Random]
laws = settings(max_examples=40, deadline=None)


def report(drawn: Drawn) -> TrendPage:
    """Return the report on three random years; of some, a random published total is known."""
    rubric, answers, rng = drawn
    years = [answers, *(random_answers(rng, rubric) for _ in range(2))]
    reference = RubricRef(id=rubric.header.id, version="0", hash="0")
    entries = [
        entry_of(
            rubric,
            one,
            str(2021 + place),
            park="p",
            period=str(2021 + place),
            stored=rng.choice((None, Stored(rng.uniform(0, 100), reference))),
        )
        for place, one in enumerate(years)
    ]
    return trend_page(compare(rubric, compile_plan(rubric), entries), ("en",))


def tables(page: TrendPage, caption: str) -> list[Table]:
    found = [part.table for section in page.sections for part in section.parts if part.table]
    return [one for one in found if one.caption and one.caption[0].text == caption]


def number(text: str) -> Decimal:
    return Decimal(text.replace("−", "-").replace(",", ""))


def numbers(line: Line) -> list[Decimal]:
    return [number(cell.text[0].text) for cell in line.cells[1:]]


@laws
@given(drawn=judged())
def test_every_row_of_steps_adds_up_and_so_does_every_column(drawn: Drawn) -> None:
    for table in tables(report(drawn), "The change of each step, in points of the total"):
        for line in table.lines:
            start, *parts, end = numbers(line)
            assert start + sum(parts) == end
        if table.lines[-1].role == "sum":
            *steps, whole = (numbers(line)[1:-1] for line in table.lines)
            assert [sum(column) for column in zip(*steps, strict=True)] == whole


@laws
@given(drawn=judged())
def test_the_waterfalls_lead_from_score_to_score(drawn: Drawn) -> None:
    for section in report(drawn).sections:
        for part in section.parts:
            if isinstance(part.chart, Contributions):
                texts = [part.chart.old, *part.chart.causes, part.chart.new]
                start, *causes, end = (number(one.text) for one in texts)
                assert start + sum(causes) == end


@laws
@given(drawn=judged())
def test_gains_and_losses_add_up_to_the_change(drawn: Drawn) -> None:
    page = report(drawn)
    for table in tables(page, "The sum"):
        *parts, whole = (numbers(line)[0] for line in table.lines)
        assert sum(parts) == whole
    whole_of = [numbers(table.lines[-1])[0] for table in tables(page, "The sum")]
    steps = [chart for chart in _charts(page) if chart.id != "p1-why"]
    ends = [number(one.new.text) - number(one.old.text) for one in steps]
    assert whole_of == ends


def _charts(page: TrendPage) -> list[Contributions]:
    parts = (part for section in page.sections for part in section.parts)
    return [part.chart for part in parts if isinstance(part.chart, Contributions)]


@laws
@given(drawn=judged())
def test_changes_of_scores_are_differences_of_what_is_printed(drawn: Drawn) -> None:
    for table in tables(report(drawn), "Scores of dimensions and criteria"):
        for line in table.lines:
            scores = [cell.badge.text if cell.badge else "" for cell in line.cells[1:-1]]
            change = line.cells[-1].text[0].text
            if scores[-1] and scores[-2]:
                assert number(scores[-1]) - number(scores[-2]) == number(change)
            else:
                assert change == "–"
