"""Parks in the public record: questionnaires without the park, reports without a verdict."""

from __future__ import annotations

import re
import runpy
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from greenpark_assess.answers.model import Answer, Answers, NotApplicable
from greenpark_assess.answers.read import read_answers
from greenpark_assess.assessment import Assessment, LevelRecord
from greenpark_assess.documents import read
from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.page.record import Phrase
from greenpark_assess.rubric.load import find_rubric, load_rubric
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan

ROOT = Path(__file__).parents[1]
CASES = ROOT / "tests" / "cases"
JUDGED = "-with-judged-levels"
PARKS = ("dinh-vu", "suzhou-industrial-park")
FILES = sorted(path for park in PARKS for path in (CASES / park).glob("*.yaml"))
FACTS = [path for path in FILES if not path.stem.endswith(JUDGED)]
COMPLETED = [path for path in FILES if path.stem.endswith(JUDGED)]
LATEST = (CASES / "dinh-vu" / "2024.yaml", CASES / "suzhou-industrial-park" / "2023.yaml")

YEAR = re.compile(r"(19|20)\d\d")
ADDRESS = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+/\S+")
MARKS = {
    "en": "Illustration from published figures, not an assessment; the park has not been asked",
    "zh": "依据公开数据的示例，非正式评价；未征询园区意见",
}
VERDICTS = {
    "en": ("Bronze", "Silver", "does not yet reach", "Points lost", "What to do first", "weakest"),
    "zh": ("铜级", "银级", "尚未达到", "失分", "整改建议", "优先行动", "最低的是"),
}


def name(path: Path) -> str:
    return f"{path.parent.name}/{path.stem}"


@cache
def rubric() -> Rubric:
    loaded = load_rubric(find_rubric("green-park"))
    assert loaded.rubric is not None, loaded.problems
    return loaded.rubric


@cache
def answered(path: Path) -> Answers:
    answers, problems = read_answers(read(path.read_text("utf-8"), path.name), rubric())
    assert problems == ()
    assert answers is not None
    return answers


@cache
def assessed(path: Path) -> Assessment:
    return assess(rubric(), compile_plan(rubric()), answered(path))


@cache
def reported(path: Path, language: str) -> Page:
    return page(rubric(), assessed(path), (language,))


def said(phrase: Phrase) -> list[str]:
    return [run.text for run in phrase]


# --- the questionnaires -------------------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=name)
def test_a_file_is_valid_and_says_what_it_is(path: Path) -> None:
    answers = answered(path)
    assert answers.basis == "public record"
    assert not answers.illustrative
    assert set(answers.park.name) == {"en", "zh"}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_every_answer_has_an_address_a_quality_and_a_year(path: Path) -> None:
    bare = {
        question
        for question, answer in answered(path).answers.items()
        if not answer.evidence
        or not all(map(ADDRESS.fullmatch, answer.evidence))
        or answer.quality is None
        or not YEAR.search(answer.note)
    }
    assert bare == set()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_nothing_is_declared_not_applicable_for_a_park_that_was_not_asked(path: Path) -> None:
    values = [answer.value for answer in answered(path).answers.values()]
    assert not any(isinstance(value, NotApplicable) for value in values)


@pytest.mark.parametrize("path", FACTS, ids=name)
def test_described_levels_are_not_among_the_facts(path: Path) -> None:
    kinds = {rubric().questions[question].kind for question in answered(path).answers}
    assert "maturity" not in kinds


@pytest.mark.parametrize("path", COMPLETED, ids=name)
def test_judged_levels_come_on_top_of_the_very_same_facts(path: Path) -> None:
    facts = meanings(answered(path.with_name(path.name.replace(JUDGED, ""))))
    completed = meanings(answered(path))
    assert {question: completed[question] for question in facts} == facts
    added = {question: answered(path).answers[question] for question in completed.keys() - facts}
    assert added
    about = answered(path).park.about
    assert "our own judgement" in about["en"]
    assert "判断" in about["zh"]
    assert {answer.quality for answer in added.values()} == {"estimated"}


def meanings(answers: Answers) -> Mapping[str, tuple[Any, ...]]:
    def meaning(answer: Answer) -> tuple[Any, ...]:
        return answer.value, answer.evidence, answer.note, answer.quality

    return {question: meaning(answer) for question, answer in answers.answers.items()}


# --- the assessment and the report --------------------------------------------------------


@pytest.mark.parametrize("path", FILES, ids=name)
def test_no_level_is_given_and_none_is_in_sight(path: Path) -> None:
    assessment = assessed(path)
    assert assessment.level == LevelRecord()
    assert {record.decides for record in assessment.open.values()} == {None}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_open_questions_stand_by_what_they_leave_undecided(path: Path) -> None:
    narrows = [record.narrows for record in assessed(path).open.values()]
    assert narrows == sorted(narrows, reverse=True)


@pytest.mark.parametrize("language", MARKS)
@pytest.mark.parametrize("path", FILES, ids=name)
def test_the_cover_says_what_the_report_is(path: Path, language: str) -> None:
    cover, total = reported(path, language).cover, assessed(path).total
    assert said(cover.mark) == [MARKS[language]]
    assert cover.score.text == f"{total.low:.1f}–{total.high:.1f}"


@pytest.mark.parametrize("language", VERDICTS)
@pytest.mark.parametrize("path", LATEST, ids=name)
def test_the_report_gives_no_verdict(path: Path, language: str) -> None:
    written = html(reported(path, language))
    assert [verdict for verdict in VERDICTS[language] if verdict in written] == []


@pytest.mark.parametrize("language", MARKS)
def test_open_questions_stand_on_the_first_page_and_partial_answers_in_the_annex(
    language: str,
) -> None:
    report = reported(LATEST[1], language)
    assert report.summary.open == report.open_questions.lines[: len(report.summary.open)]
    assert report.summary.open
    rows = [row for topic in report.annex.topics for row in topic.rows]
    facility = rubric().questions["infrastructure.shared"].text.within(language)
    (shared,) = (row for row in rows if said(row.question) == [facility])
    options = rubric().questions["infrastructure.shared"].options
    assert options is not None
    assert options["heat_network"].within(language) in said(shared.answer)[0]


# --- the demonstration --------------------------------------------------------------------


def test_the_demonstration_reports_on_the_latest_facts_of_each_park() -> None:
    samples = runpy.run_path(str(ROOT / "run"), run_name="run")["SAMPLES"]
    shown = [CASES / f"{park}.yaml" for park, folder, _ in samples if folder == "public-record"]
    assert sorted(shown) == sorted(LATEST)
    assert all((CASES / f"{park}.yaml").is_file() for park, _, _ in samples)
    assert samples[0][1] == "sample"
