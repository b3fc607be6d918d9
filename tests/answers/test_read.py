"""An answers file to answers; and every fault of it at once, each in its place."""

from __future__ import annotations

import pytest

from greenpark_assess.answers.model import NotApplicable, Park, Picks, Span
from greenpark_assess.answers.read import named_rubric, read_answers
from greenpark_assess.documents import read
from greenpark_assess.problems import ProblemsFound

HEAD = """\
format: greenpark-answers/1
rubric: test@1.0.0
park: {id: sunrise, name: {en: Sunrise, zh: 日出园区}, country: KH}
period: 2025
"""


def answers_of(rubric, entries, head=HEAD, **options):
    lines = "".join(f"  {line}\n" for line in entries.strip().splitlines())
    return read_answers(read(f"{head}answers:\n{lines}", "a.yaml"), rubric, **options)


def test_head(rubric):
    answers, problems = answers_of(rubric, "water.water:", HEAD + "illustrative: true\n")
    assert problems == ()
    assert answers.park == Park("sunrise", {"en": "Sunrise", "zh": "日出园区"}, "KH")
    assert (answers.rubric, answers.period, answers.illustrative) == ("test@1.0.0", "2025", True)
    assert (answers.file, dict(answers.answers)) == ("a.yaml", {})


@pytest.mark.parametrize(
    ("entry", "value"),
    [
        ("water.water: 1.2 Mm3", Span(1.2e6, 1.2e6)),
        ("water.water: {value: 1.2 Mm3}", Span(1.2e6, 1.2e6)),
        ("water.water: {na: no boiler}", NotApplicable("no boiler")),
        ('water.water: "n/a: no boiler"', NotApplicable("no boiler")),
        ("management.certified: no", Span(0, 0)),
        ("management.certified: true", Span(1, 1)),
        ("management.plan: 2", Span(2, 2)),
        ("management.scheme: 部分企业", Picks(frozenset({"partial"}))),
        ("management.sources: [solar, biogas]", Picks(frozenset({"solar", "biogas"}))),
        (
            "management.sources: {solar: yes, biogas: no}",
            Picks(frozenset({"solar"}), frozenset({"waste_heat"})),
        ),
        (
            "management.sources: {value: {solar: yes, biogas: no, waste_heat: no}}",
            Picks(frozenset({"solar"})),
        ),
    ],
)
def test_values(rubric, entry, value):
    answers, problems = answers_of(rubric, entry)
    assert problems == ()
    assert [answer.value for answer in answers.answers.values()] == [value]


def test_everything_that_an_answer_may_say(rubric):
    answers, problems = answers_of(
        rubric,
        """
water.coal:
  value: 1.10 kt
  evidence: [bills.pdf, 2025]
  note: without the northern boiler
  quality: estimated
  target: <= 900 t
""",
    )
    answer = answers.answers["water.coal"]
    assert problems == ()
    assert (answer.value, answer.target) == (Span(1100, 1100), Span(-float("inf"), 900))
    assert (answer.written, answer.note) == ("1.10 kt", "without the northern boiler")
    assert (answer.evidence, answer.quality) == (("bills.pdf", "2025"), "estimated")
    assert (answer.place.line, answer.place.column) == (7, 12)


def test_written_is_what_was_typed(rubric):
    answers, _ = answers_of(rubric, "water.pure: 1.10\nmanagement.sources: [solar, biogas]")
    written = {name: answer.written for name, answer in answers.answers.items()}
    assert written == {"water.pure": "1.10", "management.sources": "solar, biogas"}


def test_quality_of_the_file_is_that_of_answers_that_name_none(rubric):
    answers, _ = answers_of(
        rubric,
        "water.coal: 5\nwater.water: {value: 3, quality: measured}\nwater.share: {na: no such}",
        HEAD + "quality: calculated\n",
    )
    assert [answer.quality for answer in answers.answers.values()] == [
        "calculated",
        "measured",
        None,
    ]


FAULTS = [
    (
        "water.watr: 5",
        "answers.unknown_question",
        3,
        {"found": "water.watr", "meant": "water.water"},
    ),
    ("water.water: 5 t", "answer.wrong_unit", 16, {"found": "t"}),
    ("water.water: {value: 5 t}", "answer.wrong_unit", 24, {}),
    ("water.water: {valeu: 5}", "value.unknown_key", 17, {"key": "valeu", "meant": "value"}),
    ("water.water: [5, 8]", "answer.not_a_number", 16, {}),
    ("water.water: {na: }", "answers.na_without_reason", 17, {}),
    ("water.water: {na: yes}", "answers.na_without_reason", 17, {}),
    ("water.water: n/a", "answers.na_without_reason", 16, {}),
    ("water.water: {value: 5, na: none}", "answers.value_and_na", 27, {}),
    ("water.water: {value: 5, quality: mesured}", "value.not_one_of", 36, {"meant": "measured"}),
    ("water.water: {value: 5, quality: 实测}", "value.not_one_of", 36, {"meant": "measured"}),
    ("water.water: {value: 5, note: [a]}", "value.not_text", 33, {}),
    ("water.water: {value: 5, evidence: {a: b}}", "value.not_text", 37, {}),
    ("water.water: {value: 5, target: n/a}", "answers.target_na", 35, {}),
    ("water.water: {value: 5, target: 5 t}", "answer.wrong_unit", 35, {}),
    ("management.scheme: partail", "answer.not_an_option", 22, {"meant": "partial"}),
]


@pytest.mark.parametrize(("entry", "code", "column", "details"), FAULTS, ids=[f[0] for f in FAULTS])
def test_a_fault_has_its_place_and_hides_nothing_else(rubric, entry, code, column, details):
    answers, (problem,) = answers_of(rubric, f"{entry}\nwater.coal: 7")
    assert (problem.code, problem.severity) == (code, "error")
    assert (problem.place.line, problem.place.column) == (6, column)
    assert {key: problem.details.get(key) for key in details} == details
    assert list(answers.answers) == ["water.coal"]


@pytest.mark.parametrize(
    ("entry", "code", "severity"),
    [
        ("water.share: 0.75", "answer.looks_like_fraction", "warning"),
        ("water.water: 12,5", "answer.decimal_comma", "note"),
        ("water.water: 012", "answer.leading_zero", "note"),
    ],
)
def test_a_doubtful_reading_is_told_and_counts(rubric, entry, code, severity):
    answers, (problem,) = answers_of(rubric, entry)
    assert (problem.code, problem.severity, len(answers.answers)) == (code, severity, 1)


def test_a_question_that_always_applies(rubric):
    question = rubric.questions["water.coal"].model_copy(update={"na": "never"})
    strict = rubric.model_copy(update={"questions": {"water.coal": question}})
    answers, (problem,) = answers_of(strict, "water.coal: {na: no coal}")
    assert (problem.code, dict(answers.answers)) == ("answers.na_never", {})


@pytest.mark.parametrize(
    ("written", "code"),
    [("other@1.0.0", "answers.other_rubric"), ("test@2.0.0", "answers.other_version")],
)
def test_another_rubric(rubric, written, code):
    head = HEAD.replace("test@1.0.0", written)
    _, (problem,) = answers_of(rubric, "water.coal: 5", head)
    assert (problem.code, problem.severity, problem.place.line) == (code, "error", 2)
    answers, problems = answers_of(rubric, "water.coal: 5\nother.x: 1", head, any_rubric=True)
    assert [problem.severity for problem in problems] == ["note", "note"]
    assert list(answers.answers) == ["water.coal"]


HEADS = {
    "no period": (HEAD.replace("period: 2025\n", ""), "value.missing", 1),
    "blank period": (HEAD.replace("period: 2025", "period:"), "value.empty", 4),
    "no format": (HEAD.replace("format: greenpark-answers/1\n", ""), "answers.no_format", 1),
    "no park id": (HEAD.replace("id: sunrise, ", ""), "value.missing", 3),
    "unknown key": (HEAD + "ilustrative: true\n", "value.unknown_key", 5),
    "unknown quality": (HEAD + "quality: guessed\n", "value.not_one_of", 5),
}


@pytest.mark.parametrize(("head", "code", "line"), HEADS.values(), ids=HEADS)
def test_a_wrong_head_does_not_hide_wrong_answers(rubric, head, code, line):
    answers, problems = answers_of(rubric, "water.coal: 5 m3", head)
    assert answers is None
    assert [(problem.code, problem.place.line) for problem in problems[:1]] == [(code, line)]
    assert problems[-1].code == "answer.wrong_unit"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("- a\n- b", "answers.no_entries"),
        ("rubric: {id: x}\nquestions: {}", "answers.is_rubric"),
        ("questions: {}", "answers.is_rubric"),
        ("schema: greenpark-assessment/1\ntotal: {}", "answers.is_assessment"),
        (HEAD.replace("answers/1", "answers/2"), "answers.unknown_format"),
        (HEAD.replace("greenpark-answers/1", "3"), "answers.unknown_format"),
    ],
)
def test_files_that_are_something_else(rubric, text, code):
    document = read(text, "a.yaml")
    answers, (problem,) = read_answers(document, rubric)
    assert (answers, problem.code) == (None, code)
    with pytest.raises(ProblemsFound) as found:
        named_rubric(document)
    assert found.value.problems == (problem,)


PARKS = {
    "country in English": ("country: KH", "country: Viet Nam", "answers.country", "VN"),
    "country in Chinese": ("country: KH", "country: 中国", "answers.country", "CN"),
    "small letters": ("country: KH", "country: la", "answers.country", "LA"),
    "unknown country": ("country: KH", "country: Atlantis", "answers.country", None),
    "year with its sign": ("period: 2025", "period: 2025年度", "answers.period", "2025"),
}


@pytest.mark.parametrize(("line", "written", "code", "meant"), PARKS.values(), ids=PARKS)
def test_what_would_not_be_found_equal_is_a_warning(rubric, line, written, code, meant):
    assert line in HEAD
    answers, (problem,) = answers_of(rubric, "water.coal: 5", HEAD.replace(line, written))
    assert answers is not None
    assert (problem.code, problem.severity) == (code, "warning")
    assert problem.details.get("meant") == meant


def test_the_rubric_that_a_file_names():
    assert named_rubric(read(HEAD, "a.yaml")) == "test@1.0.0"


@pytest.mark.parametrize(("line", "code"), [("", "answers.no_rubric"), ("rubric:", "value.empty")])
def test_a_file_that_names_no_rubric(line, code):
    with pytest.raises(ProblemsFound) as found:
        named_rubric(read(HEAD.replace("rubric: test@1.0.0", line), "a.yaml"))
    assert [problem.code for problem in found.value.problems] == [code]


@pytest.mark.parametrize("kept", ["", "  old.id: {value: 5, unit: what}\n  water.water: 7\n"])
def test_what_is_not_asked_any_more_is_not_read(rubric, kept):
    text = f"{HEAD}answers:\n  water.water: 5\nretired:\n{kept}"
    answers, problems = read_answers(read(text, "a.yaml"), rubric)
    assert problems == ()
    assert [one.value for one in answers.answers.values()] == [Span(5, 5)]


def test_what_is_kept_has_ids(rubric):
    _, problems = read_answers(read(f"{HEAD}answers:\nretired: [5]\n", "a.yaml"), rubric)
    assert [(one.code, one.place.line) for one in problems] == [("value.not_mapping", 6)]
