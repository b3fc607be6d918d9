"""The page record: finished words and numbers, in the languages asked for."""

from __future__ import annotations

import copy
import re
import string
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.glyphs import texts
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.page.amounts import with_unit
from greenpark_assess.report.page.answers import written_otherwise
from greenpark_assess.report.page.draft import Draft
from greenpark_assess.report.page.record import Run
from greenpark_assess.report.page.voice import Voice
from greenpark_assess.rubric.model import Question, Rubric
from greenpark_assess.wording import words
from pages import changed, entries, rows, said
from small_park import ASSESSMENT, RUBRIC, leaf, node

# --- the cover and the summary ----------------------------------------------------------


def test_cover(english: Page) -> None:
    cover = english.cover
    assert said(cover.park) == "River Park"
    assert said(cover.mark) == "Illustrative park – not a real assessment"
    assert (cover.score.text, said(cover.level)) == ("53.5", "Bronze")
    assert entries(cover.facts) == {
        "Country": "Cambodia",
        "Period": "2025",
        "Assessed under": "Small park rubric, version 1.2.0",
        "Date of the report": "2026-03-31",
    }


def test_a_real_park_bears_no_mark(rubric: Rubric) -> None:
    real = page(rubric, changed({"illustrative": False}), ("en",))
    assert real.cover.mark == ()
    assert "illustrative" not in said(real.running)
    assert said(page(rubric, changed({}), ("en",)).running).endswith("not a real assessment")


def test_the_finding_in_words(english: Page, chinese: Page) -> None:
    assert said(english.summary.finding) == (
        "River Park scores 53.5 of 100 points and reaches the level Bronze. "
        "Silver still needs: 11.5 points; at least 45.0 points in Energy; 2 prerequisites that "
        "fail or are open. "
        "Depending on what is still open or known only as a range, the score lies between "
        "53.5 and 68.5. "
        "The park is strongest in Water (68.8) and weakest in Energy (43.4). "
        'The largest single gap is "Energy audit"; it is unanswered and counts as '
        "15.0 points lost."
    )
    assert said(chinese.summary.finding).startswith(
        "江畔产业园综合得分 53.5 分（满分 100 分），达到铜级。"
        "距银级尚差：综合得分 11.5 分；能源得分未达 45.0 分；2 项前置条件未满足或待定。"
    )


@pytest.mark.parametrize(
    ("level", "sentence"),
    [
        pytest.param(
            {"reached": None, "possible": "bronze"},
            "does not yet reach the first level, Bronze. ",
            id="no level yet",
        ),
        pytest.param(
            {"reached": None, "provisional": True},
            "Only 85.0% of the weight is answered and 70.0% are needed, "
            "so this score does not yet describe the park.",
            id="no level and little answered",
        ),
        pytest.param(
            {"possible": "silver"}, "with good answers, Silver is within reach.", id="more possible"
        ),
        pytest.param(
            {"provisional": True},
            "The level Bronze is provisional, since only 85.0% of the weight is answered "
            "and 70.0% are needed.",
            id="provisional",
        ),
    ],
)
def test_the_finding_tells_the_level(
    rubric: Rubric, level: Mapping[str, Any], sentence: str
) -> None:
    told = page(rubric, changed({"level": ASSESSMENT["level"] | dict(level)}), ("en",))
    assert sentence in said(told.summary.finding)


def test_the_five_largest_gaps(english: Page) -> None:
    gaps = [(said(g.indicator), said(g.value), said(g.full), g.lost) for g in english.summary.gaps]
    assert gaps == [
        ("Energy audit", "unanswered", "condition met", "15.0"),
        ("Management system", "introduced", "certified", "7.5"),
        ("Water reuse rate", "25%", "≥ 40%", "7.5"),
        ("Renewable energy", "6.66%", "≥ 20%", "6.7"),
        ("Water plan", "level 3", "level 4", "5.0"),
    ]


def test_prerequisites_that_fail_come_before_open_ones(english: Page) -> None:
    told = [(said(mark.text), said(names)) for mark, names in english.summary.prerequisites]
    assert told == [("not met", "Management system"), ("open", "An audit was made")]


def test_what_to_do_first(english: Page) -> None:
    steps = [(said(s.title), said(s.list), s.gain) for s in english.summary.first]
    assert steps == [
        ("Certify the management system", "Must", "+7.5"),
        ("Solar roofs", "To be planned", "+5.7"),
    ]


def test_what_nobody_has_answered_is_not_contrasted(rubric: Rubric) -> None:
    total = ASSESSMENT["total"] | {"coverage": 0.0}
    told = said(page(rubric, changed({"total": total}), ("en",)).summary.finding)
    assert "strongest" not in told


# --- the chapters -----------------------------------------------------------------------


def test_a_chapter_s_figures(english: Page) -> None:
    assert entries(english.chapters[0].figures) == {
        "Score": "43.4 / 100",
        "Range": "43.4–68.4",
        "Weight": "60.0%",
        "Answered": "75.0%",
        "Points lost": "34.0",
    }


@pytest.mark.parametrize(
    ("title", "value", "full", "points", "weight", "lost"),
    [
        ("Energy intensity", "0.62 tce/10⁴ CNY", "≤ 0.5 tce/10⁴ CNY", "76.0", "20.0%", "4.8"),
        ("Renewable energy", "6.66%", "≥ 20%", "33.3", "10.0%", "6.7"),
        ("Management system", "introduced", "certified", "50.0", "15.0%", "7.5"),
        ("Water plan", "level 3: step 3", "level 4", "75.0", "20.0%", "5.0"),
    ],
)
def test_indicators(  # noqa: PLR0913, PLR0917 - the columns of the table
    english: Page, title: str, value: str, full: str, points: str, weight: str, lost: str
) -> None:
    row = rows(english)[title]
    assert row.points is not None
    found = (said(row.value), said(row.full), row.points.text, row.weight, row.lost)
    assert found == (value, full, points, weight, lost)


def test_benchmarks_name_their_source_and_how_sure_they_are(english: Page) -> None:
    found = [
        (said(one.value), said(one.note)) for one in rows(english)["Energy intensity"].benchmarks
    ]
    assert found == [
        ("0.5 tce/10⁴ CNY", "HJ 274-2015 [1], clause 5.2; to be confirmed"),
        ("0.7 tce/10⁴ CNY", "authors' judgement"),
    ]
    verified = rows(english)["Water reuse rate"].benchmarks
    assert [said(one.note) for one in verified] == ["HJ 274-2015 [1]"]


def test_unanswered_and_not_applicable_are_told_apart(english: Page) -> None:
    audit, cascade = rows(english)["Energy audit"], rows(english)["Water cascade"]
    assert (said(audit.state), audit.points is not None) == ("unanswered", True)
    assert (said(cascade.state), cascade.points) == ("not applicable", None)
    assert said(cascade.reason) == "no cascade is possible"
    assert (cascade.weight, cascade.lost) == ("–", "–")


def test_prerequisites_are_marked(english: Page) -> None:
    marks = {title: row.prerequisite for title, row in rows(english).items() if row.prerequisite}
    assert {title: (said(m.text), m.tone) for title, m in marks.items() if m} == {
        "Management system": ("Prerequisite: not met", "bad"),
        "Energy audit": ("Prerequisite – An audit was made: open", "open"),
    }


def test_why_the_largest_gaps_matter(english: Page) -> None:
    assert entries(english.chapters[0].why) == {
        "Energy audit": "It finds the losses.",
        "Renewable energy": "It replaces coal.",
    }


def test_a_dimension_that_does_not_apply(rubric: Rubric) -> None:
    nothing = {"score": None, "low": None, "high": None, "lost": 0.0}
    absent = node(None, 0.0, 0.0, status="not_applicable") | nothing
    told = page(rubric, changed({"nodes": ASSESSMENT["nodes"] | {"water": absent}}), ("en",))
    assert said(told.chapters[1].state).startswith("This dimension does not apply")
    energy, water = told.summary.chart.items
    assert energy.reading is not None
    assert (energy.reading.text, energy.state) == ("43.4", "")
    assert (water.reading, water.state) == (None, "not applicable")
    chapter = told.chapters[1]
    assert (chapter.groups, chapter.figures, chapter.chart) == ((), (), None)


def test_equal_dimensions_are_not_contrasted(rubric: Rubric) -> None:
    nodes = ASSESSMENT["nodes"]
    equal = nodes | {"water": nodes["water"] | {"score": nodes["energy"]["score"]}}
    told = said(page(rubric, changed({"nodes": equal}), ("en",)).summary.finding)
    assert "strongest" not in told
    assert "largest single gap" in told


# --- levels, method ------------------------------------------------------


def test_a_rubric_without_levels(rubric: Rubric) -> None:
    bare = rubric.model_copy(update={"levels": {}})
    none: dict[str, Any] = {
        "reached": None,
        "possible": None,
        "provisional": False,
        "next": None,
        "ladder": {},
    }
    told = page(bare, changed({"level": none}), ("en",))
    assert said(told.cover.level) == "This rubric has no levels"
    assert "scores 53.5 of 100 points." in said(told.summary.finding)


def test_a_park_without_a_score(rubric: Rubric) -> None:
    total = ASSESSMENT["total"] | {
        "score": None,
        "low": None,
        "high": None,
        "if_na_were_zero": None,
    }
    told = page(rubric, changed({"total": total}), ("en",))
    assert told.cover.score.text == "–"
    assert said(told.summary.finding).startswith("River Park has no score yet")
    assert told.losses.waterfall is None


def test_the_method_says_what_was_left_out(english: Page) -> None:
    told = entries(english.method.paragraphs)
    assert "8.0% of the nominal weight" in told["Not applicable"]
    assert "the score would be 48.0" in told["Not applicable"]
    assert "85.0% of the applicable weight" in told["Share answered"]
    assert entries(english.method.identity)["Computed with"] == "greenpark-assess 0.1.0"


# --- answers ------------------------------------------------------------------------------


def test_answers_as_understood(english: Page) -> None:
    found = {said(r.question): said(r.answer) for t in english.annex.topics for r in t.rows}
    assert found == {
        "Energy used in the year": "620 tce",
        "Share of renewable energy": "6.66%",
        "Energy management system": "introduced",
        "Fresh water taken": "1,234,567.5 m³",
        "Water reused": "400,000–420,000 m³",
        "Water saving plan": "level 3: step 3",
        "Water saving steps taken": "",
    }
    assert said(english.annex.about).endswith(
        "Questions without an answer stand in the chapter on open questions: 1."
    )


def test_what_was_written_stands_there_only_if_it_reads_differently(english: Page) -> None:
    remarks = {said(r.question): entries(r.remarks) for t in english.annex.topics for r in t.rows}
    assert remarks["Share of renewable energy"] == {"Written as": "0.0666"}
    assert remarks["Fresh water taken"] == {}
    assert remarks["Energy used in the year"] == {
        "Quality": "measured",
        "Target": "500 tce",
        "Evidence": "evidence/energy.pdf\nbills 2025",
        "Note": "without the port",
    }
    assert remarks["Water saving steps taken"] == {"Reason": "已停产"}


def test_only_sources_that_are_named_are_listed(english: Page) -> None:
    (only,) = english.references.items
    assert only.number == "[1]"
    assert only.link == "https://example.org/hj274"
    assert said(only.detail) == "Ministry of Environmental Protection, 2015"


def test_a_source_s_link_is_http_or_none() -> None:
    changed_rubric = copy.deepcopy(RUBRIC)
    changed_rubric["sources"]["hj274"]["url"] = "javascript:alert(1)"
    told = page(Rubric.model_validate(changed_rubric), changed({}), ("en",))
    assert told.references.items[0].link == ""


# --- languages ----------------------------------------------------------------------------


def test_two_languages_lead_and_follow(bilingual: Page) -> None:
    assert bilingual.cover.park == (Run("zh", "江畔产业园"), Run("en", "River Park"))


def test_what_reads_the_same_stands_once(bilingual: Page) -> None:
    assert rows(bilingual)["水重复利用率 / Water reuse rate"].value == (Run("zh", "25%"),)


def test_units_follow_the_language(bilingual: Page) -> None:
    value = rows(bilingual)["单位产值能耗 / Energy intensity"].value
    assert said(value) == "0.62 吨标准煤/万元 / 0.62 tce/10⁴ CNY"


def test_a_person_s_words_stand_once_with_their_language(bilingual: Page) -> None:
    reason = rows(bilingual)["梯级用水 / Water cascade"].reason
    assert reason == (Run("en", "no cascade is possible"),)


def test_a_text_in_another_language_keeps_its_language() -> None:
    voice = Voice(("zh",), "en")
    assert voice.given({"": "only English"}) == (Run("en", "only English"),)
    assert voice.given({"vi": "Khu công nghiệp", "en": "Park"})[0].lang in {"vi", "en"}


@pytest.mark.parametrize(
    ("number", "unit", "expected"),
    [
        pytest.param("25", "%", "25%", id="percent"),
        pytest.param("3", "item", "3 项 / 3 items", id="counted"),
        pytest.param("1", "item", "1 项 / 1 item", id="one"),
        pytest.param("1", "t", "1 吨 / 1 t", id="one that is measured"),
        pytest.param("15", "10^8 CNY/km2", "15 亿元/km² / 15 × 10⁸ CNY/km²", id="power of ten"),
    ],
)
def test_numbers_with_units(number: str, unit: str, expected: str) -> None:
    assert said(with_unit(Voice(("zh", "en"), "en"), number, unit)) == expected


@pytest.mark.parametrize(
    ("unit", "written", "understood", "otherwise"),
    [
        pytest.param("t", "118000 t", "118,000 吨", False, id="the question's own unit"),
        pytest.param("t", "118000 tonnes", "118,000 吨", True, id="another spelling"),
        pytest.param("t", "118 kt", "118,000 吨", True, id="another unit"),
        pytest.param("10^4 CNY", "3400", "3,400 × 10⁴ CNY", False, id="no unit"),
        pytest.param("10^4 CNY", "3400 10^4 CNY", "3,400 × 10⁴ CNY", False, id="power of ten"),
    ],
)
def test_a_unit_as_the_question_spells_it_is_no_difference(
    unit: str,
    written: str,
    understood: str,
    otherwise: bool,  # noqa: FBT001 - a column of the table
) -> None:
    question = Question.model_validate(
        {"text": {"en": "How much?"}, "kind": "number", "unit": unit}
    )
    assert written_otherwise(question, written, (Run("zh", understood),)) is otherwise


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en"), ("en", "zh")])
def test_nothing_technical_reaches_the_page(
    rubric: Rubric, assessment: Assessment, languages: tuple[str, ...]
) -> None:
    told = "\n".join(texts(page(rubric, assessment, languages)))
    ids = {name for name, _, _ in rubric.walk()} | set(rubric.questions)
    dotted = {name for name in ids if "." in name}
    for technical in (*dotted, "river_park", "{", "}", "not_applicable"):
        assert technical not in told
    assert not re.search(r"\b(None|nan|inf|True|False)\b", told)


def phrases(section: Any, path: str = "") -> Iterator[tuple[str, frozenset[str]]]:
    for key, value in section.items():
        if isinstance(value, Mapping):
            yield from phrases(value, f"{path}{key}.")
        else:
            names = {name for _, name, _, _ in string.Formatter().parse(value) if name}
            yield f"{path}{key}", frozenset(names)


def test_both_languages_say_the_same_things() -> None:
    assert dict(phrases(words("en")["report"])) == dict(phrases(words("zh")["report"]))


# --- parts and wholes ---------------------------------------------------------------------


@settings(max_examples=60)
@given(st.lists(st.floats(0, 100), min_size=6, max_size=6))
def test_printed_losses_add_up_at_every_node(points: list[float]) -> None:
    rubric = Rubric.model_validate(RUBRIC)
    names = [name for name in rubric.indicators() if name != "water.cascade"]
    parents = {name: above for name, _, above in rubric.walk()}
    weights = {name: ASSESSMENT["indicators"][name]["effective"] for name in names}
    leaves = {
        name: leaf(parents[name][-1], score, weights[name])
        for name, score in zip(names, points, strict=True)
    }
    nodes = {}
    for place in rubric.nodes():
        below = [name for name in names if place in parents[name]]
        weight = sum(weights[name] for name in below)
        lost = sum(leaves[name]["lost"] for name in below)
        nodes[place] = node(None, 100 - 100 * lost / weight, weight, lost=lost)
    score = 100 - sum(one["lost"] for one in leaves.values())
    assessment = changed(
        {
            "indicators": ASSESSMENT["indicators"] | leaves,
            "nodes": nodes,
            "total": ASSESSMENT["total"] | {"score": score},
        }
    )
    draft = Draft(rubric, assessment, Voice(("en",), "en"))
    for parent, parts in draft.children.items():
        whole = draft.lost[parent] if parent else 100 - Decimal(draft.score(score))
        assert sum(draft.lost[name] for name in parts) == whole


def test_a_score_that_just_misses_a_level_is_not_printed_as_reached(rubric: Rubric) -> None:
    told = page(rubric, changed({"total": ASSESSMENT["total"] | {"score": 64.97}}), ("en",))
    assert told.cover.score.text == "64.9"


# --- what the next level needs --------------------------------------------------------------

LADDER = ASSESSMENT["level"]["ladder"]
SCORE = {"kind": "score", "subject": "", "needed": 65.0, "found": 64.96, "holds": "no"}
OWN = {"kind": "condition", "subject": "0", "holds": "no", "text": {"en": "In operation"}}
NEEDS = [
    pytest.param([SCORE], "Silver still needs: 0.1 points.", id="as printed, not 0.0"),
    pytest.param([OWN], "Silver still needs: In operation.", id="a condition in words"),
    pytest.param(
        [SCORE | {"holds": "yes"}, OWN], "needs: In operation.", id="only what is missing"
    ),
]


@pytest.mark.parametrize(("conditions", "sentence"), NEEDS)
def test_what_the_next_level_needs(
    rubric: Rubric, conditions: list[dict[str, Any]], sentence: str
) -> None:
    level = ASSESSMENT["level"] | {"ladder": LADDER | {"silver": conditions}}
    told = page(rubric, changed({"level": level}), ("en",))
    assert sentence in said(told.summary.finding)


def test_nothing_is_above_the_highest_level(rubric: Rubric) -> None:
    level = ASSESSMENT["level"] | {"next": None}
    told = page(rubric, changed({"level": level}), ("en",))
    assert "still needs" not in said(told.summary.finding)
