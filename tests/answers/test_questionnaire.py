"""The questionnaire reads back: blank as unanswered, filled as what it was filled with."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.answers.model import Answer, Answers, NotApplicable, Park, Picks, Span
from greenpark_assess.answers.questionnaire import write_questionnaire
from greenpark_assess.answers.read import read_answers
from greenpark_assess.columns import columns
from greenpark_assess.documents import read


def read_back(text, rubric):
    document = read(text, "")
    answers, problems = read_answers(document, rubric)
    assert (document.problems, problems) == ((), ())
    return answers


@pytest.mark.parametrize("languages", [("en",), ("zh",), ("zh", "en"), ("vi",)], ids="+".join)
def test_a_blank_one_is_valid_and_unanswered(rubric, languages):
    text = write_questionnaire(rubric, languages, period="2025")
    answers = read_back(text, rubric)
    assert (answers.answers, answers.period, answers.rubric) == ({}, "2025", "test@1.0.0")
    assert all(f"\n  {name}:\n" in text for name in rubric.questions)
    assert max(map(columns, text.splitlines())) <= 100


def test_topics_come_in_the_order_of_the_rubric(rubric):
    text = write_questionnaire(rubric, ("en",))
    asked = [line.strip(" :") for line in text.splitlines() if line.endswith(":")]
    topics = [name.partition(".")[0] for name in asked if name in rubric.questions]
    assert topics == sorted(topics, reverse=True)  # water before management


def test_one_question(rubric):
    question = rubric.questions["management.sources"].model_copy(
        update={
            "text": rubric.topics["water"],
            "help": rubric.header.title,
            "evidence": rubric.topics["management"],
            "who": rubric.topics["water"],
            "ask_if": "water.coal > 0",
        }
    )
    one = rubric.model_copy(update={"questions": {"management.sources": question}})
    text = write_questionnaire(one, ("zh", "en"))
    assert text.partition("## ──── 管理 / Management ")[2].partition("\n\n")[2] == (
        "  ## 水 [可多选]\n"
        "  ## Water [any number of options]\n"
        "  ##   solar – 光伏 / Solar power\n"
        "  ##   waste_heat – 余热、蒸汽 / Waste heat, steam\n"
        "  ##   biogas – 沼气 / Biogas\n"
        "  ##   说明：试验\n"
        "  ##   Trial\n"
        "  ##   佐证材料：管理\n"
        "  ##   Evidence: Management\n"
        "  ##   填报部门：水\n"
        "  ##   Who knows: Water\n"
        "  ##   仅在以下条件成立时填写：water.coal > 0\n"
        "  ##   Only if: water.coal > 0\n"
        "  management.sources:\n"
    )


texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=30).map(str.strip)
NONE = Picks(frozenset())
numbers = st.floats(0, 1e9) | st.integers(0, 10**6).map(float)
values = {
    "water.coal": numbers.map(lambda number: Span(number, number)),
    "water.intensity": st.tuples(numbers, numbers).map(lambda ends: Span(*sorted(ends))),
    "water.share": st.floats(0, 99).map(lambda low: Span(low + 1, 100)),
    "water.water": texts.filter(len).map(lambda reason: NotApplicable(f"because {reason}".strip())),
    "management.certified": st.sampled_from([Span(0, 0), Span(1, 1)]),
    "management.scheme": st.sampled_from(["none", "partial"]).map(lambda o: Picks(frozenset({o}))),
    "management.sources": st.sampled_from(
        [NONE, Picks(frozenset({"solar", "biogas"})), Picks(frozenset(), frozenset({"solar"}))]
    ),
    "management.plan": st.integers(0, 3).map(lambda level: Span(level, 4)),
}  # fmt: skip


@st.composite
def filled(draw):
    given_values = {name: draw(value) for name, value in values.items() if draw(st.booleans())}
    answers = {
        name: Answer(
            value=value,
            evidence=tuple(draw(st.lists(texts.filter(len), max_size=2))),
            note=draw(texts),
            quality=None
            if isinstance(value, NotApplicable)
            else draw(st.sampled_from([None, "measured", "estimated"])),
            target=draw(st.sampled_from([None, value]))
            if isinstance(value, Span | Picks)
            else None,
        )
        for name, value in given_values.items()
    }
    park = Park("sunrise", {"en": draw(texts.filter(len))}, "KH", {"": draw(texts)})
    return Answers("test@1.0.0", park, "2025", answers, illustrative=draw(st.booleans()))


@given(filled())
def test_a_filled_one_reads_back_as_what_it_was_filled_with(rubric, answers):
    found = read_back(write_questionnaire(rubric, ("zh", "en"), answers=answers), rubric)
    plain = {
        name: replace(answer, written="", remarks=(), place=None)
        for name, answer in found.answers.items()
    }
    assert plain == answers.answers
    assert (found.park.name, found.illustrative) == (answers.park.name, answers.illustrative)
    assert found.park.about.get("", "") == answers.park.about[""]


def test_the_spelling_of_the_person_is_kept_where_it_means_the_same(rubric):
    answers = Answers(
        "test@1.0.0",
        Park("sunrise"),
        "2025",
        {
            "water.coal": Answer(Span(1100, 1100), written="1.10 kt"),
            "water.water": Answer(Span(5, 5), written="five"),
            "management.scheme": Answer(Picks(frozenset({"partial"})), written="部分企业"),
        },
    )
    text = write_questionnaire(rubric, ("en",), answers=answers)
    assert "\n  water.coal: 1.10 kt\n" in text
    assert "\n  water.water: 5 m3\n" in text
    assert "\n  management.scheme: 部分企业\n" in text
