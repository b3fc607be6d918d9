"""A history of 2,000 parks over five years: finding, comparing, and judging everything anew."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import synthetic
import yaml
from measure import Finding, cpu, in_turn, ratios

from greenpark_assess.answers.model import Answers, NotApplicable, Picks, Span
from greenpark_assess.history.record import Judged
from greenpark_assess.history.rescore import rescore
from greenpark_assess.history.store import History
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan

INDICATORS = 100
PARKS, FEW = 2000, 200
YEARS = range(2021, 2026)
DIFFERENT = 40  # assessments that are made; the history repeats them
NODE = "energy"
LOOKS = 20  # at one park, in one measurement
BATCH = 250
MEGABYTE = 1_000_000
MILLISECONDS = 1000


def findings(*, quick: bool) -> Iterator[Finding]:
    """Fill a history, and measure what is asked of it later."""
    rubric = synthetic.rubric(INDICATORS)
    parks = FEW if quick else PARKS
    with TemporaryDirectory() as folder, History(f"{folder}/parks.db", make=True) as history:
        add = cpu(partial(_fill, history, _different(rubric), parks))
        count = parks * len(YEARS)
        yield Finding(f"adding {count:,} assessments", [add()], " s")
        yield from _looks(history, _newer(rubric), count, 3 if quick else 9)
        size = Path(history.path).stat().st_size / MEGABYTE
        yield Finding(f"size of {count:,} assessments, log apart", [size], " MB")


def _looks(history: History, newer: Rubric, count: int, rounds: int) -> Iterator[Finding]:
    node = next(name for name in newer.nodes() if name.startswith(NODE))
    costs = in_turn(
        {
            "park": cpu(lambda: [history.entries(_park(one)) for one in range(LOOKS)]),
            "node": cpu(lambda: history.points_of(node)),
            "list": cpu(history.entries),
            "rescore": cpu(lambda: rescore(history, newer)),
            "read": cpu(lambda: _all_sources(history)),
        },
        rounds,
    )

    def milliseconds(name: str, times: int = 1) -> list[float]:
        return [MILLISECONDS * seconds / times for seconds in costs[name]]

    yield Finding("one park's history", milliseconds("park", LOOKS), " ms", at_most=2)
    yield Finding("one node over all parks and years", milliseconds("node"), " ms", at_most=50)
    yield Finding("listing everything", milliseconds("list"), " ms")
    again = [seconds * 10_000 / count for seconds in costs["rescore"]]
    yield Finding("10,000 assessments under a new rubric", again, " s", at_most=1)
    beside = ratios(costs["rescore"], costs["read"])
    yield Finding("the same / unpacking all answers files and assessments", beside)


def _all_sources(history: History) -> None:
    for entry in history.entries():
        history.source(entry)


def _newer(rubric: Rubric) -> Rubric:
    """Return a version with other weights and one question more."""
    dimensions = {
        name: node.model_copy(update={"weight": node.weight + number})
        for number, (name, node) in enumerate(rubric.dimensions.items())
    }
    first = next(iter(rubric.questions.values()))
    questions = {"profile.later": first, **rubric.questions}
    return rubric.model_copy(update={"dimensions": dimensions, "questions": questions})


def _different(rubric: Rubric) -> list[Judged]:
    plan = compile_plan(rubric)
    return [
        _judged(rubric, one, partial(assess, rubric, plan))
        for one in synthetic.parks(rubric, DIFFERENT)
    ]


def _judged(rubric: Rubric, answers: Answers, judge: Callable[..., Any]) -> Judged:
    assessment = judge(answers, dt.date(2026, 1, 1))
    result = assessment.model_dump_json(by_alias=True, indent=2)
    return Judged(_text(answers), result, assessment, rubric, answers)


def _text(answers: Answers) -> str:
    """Return the answers as a file."""
    given = {name: _written(one.value) for name, one in answers.answers.items()}
    head = {"format": "greenpark-answers/1", "rubric": answers.rubric, "period": answers.period}
    return yaml.safe_dump({**head, "park": {"id": answers.park.id}, "answers": given})


def _written(value: Span | Picks | NotApplicable) -> object:
    match value:
        case Span():
            return value.low if value.low == value.high else f"{value.low}..{value.high}"
        case Picks():
            return sorted(value.chosen)
    return {"na": value.reason}


def _fill(history: History, different: list[Judged], parks: int) -> None:
    pairs = list(product(range(parks), YEARS))
    for start in range(0, len(pairs), BATCH):
        history.add(
            _moved(different[(start + number) % DIFFERENT], park, year)
            for number, (park, year) in enumerate(pairs[start : start + BATCH])
        )


def _moved(one: Judged, park: int, year: int) -> Judged:
    """Return an assessment as that of another park and year."""
    about = one.assessment
    reference = about.park.model_copy(update={"id": _park(park)})
    return replace(
        one, assessment=about.model_copy(update={"park": reference, "period": str(year)})
    )


def _park(number: int) -> str:
    return f"park-{number:05}"
