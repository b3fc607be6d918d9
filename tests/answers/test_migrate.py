"""A questionnaire carried to a newer version: nothing that a person has written is lost."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from random import Random
from typing import Any

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from greenpark_assess.answers.migrate import Migration, migrate
from greenpark_assess.answers.model import Answer, Answers, Park
from greenpark_assess.answers.questionnaire import write_questionnaire
from greenpark_assess.answers.read import read_answers
from greenpark_assess.documents import read
from greenpark_assess.problems import ProblemsFound
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.wording import languages, say
from strategies import random_answers, random_rubric
from support import rubric_of
from versions import ANSWERS, NEW, OLD

HEAD = """\
format: greenpark-answers/1
rubric: small@1
park: {id: p}
period: "2025"
"""


YARD = rubric_of(OLD), rubric_of(NEW)


def carried(text: str, new: Rubric, old: Rubric | None = None, **more: str) -> Migration:
    document = read(text, "answers.yaml")
    assert not document.problems, document.problems
    return migrate(document, new, more.pop("since", "1"), old=old, **more)


def codes(found: Migration) -> list[str]:
    for one in found.problems:
        assert all(one.code not in say(one, language) for language in languages())
    return [one.code.removeprefix("versions.") for one in found.problems]


# --- a whole file -----------------------------------------------------------------------------

RULE = "─" * 79
CARRIED = f"""\
format: greenpark-answers/1
rubric: yard@2.0
park: {{id: small-yard}}
period: "2025"
answers:

  ## ──── Water {RULE}

  ## Fresh water taken [m³]
  # read from the meter at the gate
  water.fresh: 600 m3  # of 2025

  ## Water used again [10⁴ m³]
  water.reused:
    value: 40000 m3
    target: ">= 50000 m3"
    # as the works say
    evidence: [bill-1.pdf]

  ## ──── Waste {RULE}

  ## Sorted waste [t]
  ## look: 'waste.sorted' asks in one for what was asked for as waste.metal, waste.paper
  waste.sorted:

  ## Burnt waste [t]
  ## look: 'waste.mixed' is asked for in parts now: waste.burnt, waste.buried
  waste.burnt:

  ## Buried waste [t]
  ## look: 'waste.mixed' is asked for in parts now: waste.burnt, waste.buried
  waste.buried:

  ## ──── Site {RULE}─

  ## Green area in use [yes / no]
  ## look: 'site.green' means something else now: It asks for use now.
  site.green:

  ## Plan [one option]
  ##   none – No plan
  ##   written – Written
  ##   reviewed – Reviewed every year
  ## look: options were added: reviewed
  site.plan: written

  ## Solar roofs [yes / no]
  site.solar:

# the end

## Answers to questions that are not asked any more. They are kept here and count for nothing.
retired:

  ## 1.0: 'waste.sorted' asks in one for what was asked for as waste.metal, waste.paper
  waste.metal: 12

  ## 1.0: 'waste.sorted' asks in one for what was asked for as waste.metal, waste.paper
  waste.paper: 3 t

  ## 1.0: 'waste.mixed' is asked for in parts now: waste.burnt, waste.buried
  # weighed once
  waste.mixed: 100

  ## 1.0: 'site.green' means something else now: It asks for use now.
  site.green: yes  # around all of it

  ## 1.0: 'site.fax' is gone: Nobody has any.
  site.fax: 2
"""


def test_a_whole_file() -> None:
    found = carried(ANSWERS, YARD[1], YARD[0], since="1.0")
    assert found.text == CARRIED
    assert codes(found) == [
        "moved",
        "unit_written",
        "unanswered_parts",
        "unanswered_parts",
        "unanswered_parts",
        "set_aside",
        "options_added",
        "not_asked",
        "added",
    ]
    assert [one.place.line for one in found.problems if one.place] == [
        *(11, 14, 23, 25, 29, 34, 39, 42),
        0,
    ]
    answers, problems = read_answers(read(found.text, ""), YARD[1])
    assert problems == ()
    assert answers is not None
    assert set(answers.answers) == {"water.fresh", "water.reused", "site.plan"}


def test_marks_and_lines_are_in_the_language_of_the_questionnaire() -> None:
    answers = Answers("yard@1.0", Park("p"), "2025")
    blank = write_questionnaire(YARD[0], ("zh", "en"), answers=answers)
    filled = blank.replace("site.plan:", "site.plan: written").replace("site.fax:", "site.fax: 1")
    found = carried(filled, YARD[1], YARD[0], since="1.0", language="en")
    marks = [line.strip() for line in found.text.splitlines() if "reviewed" in line][1:]
    assert marks == ["## 请核对：新增的选项：reviewed", "## look: options were added: reviewed"]
    assert "  ## 1.0：“site.fax”已取消。已无人使用。\n  ## 1.0: 'site.fax' is gone" in found.text
    again = Answers("yard@2.0", Park("p"), "2025")
    fresh = write_questionnaire(YARD[1], ("zh", "en"), answers=again)
    assert set(fresh.splitlines()) - {"  site.plan:"} <= set(found.text.splitlines())


def test_a_blank_questionnaire_becomes_the_new_blank_one() -> None:
    for spoken in (("en",), ("zh",), ("en", "zh")):
        old, new = (write_questionnaire(one, spoken) for one in YARD)
        assert carried(old, YARD[1], YARD[0], since="1.0").text == new


def test_without_the_old_rubric_only_declarations_count() -> None:
    found = carried(ANSWERS, YARD[1], since="1.0")
    data = read(found.text, "").data
    assert data["answers"]["water.fresh"] == "600 m3"
    assert data["answers"]["water.reused"] is None  # its unit may have changed
    assert data["retired"]["water.reused"]["value"] == 40000
    assert "old_unknown" in codes(found)


def test_a_file_for_this_version_stays_as_it_is() -> None:
    found = carried(ANSWERS, YARD[1], since="2.0")
    assert found == Migration(ANSWERS)


# --- one answer -------------------------------------------------------------------------------


def versions_of(old: str, new: str, changes: str = "") -> tuple[Rubric, Rubric]:
    declared = f'changes: {{"1": {{questions: {{{changes}}}}}}}\n' if changes else ""
    return rubric_of(f"questions: {{{old}}}\n"), rubric_of(
        'rubric: {id: small, version: "2", title: S, replaces: "1"}\n'
        f"questions: {{{new}}}\n{declared}"
    )


NUMBER = "text: T, kind: number"
PLAN = "text: T, kind: choice, options"
ONE = {
    "as it was": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: t", "5", "5", []),
    "unit in other words": (f"{NUMBER}, unit: m3", f"{NUMBER}, unit: m³", "5", "5", []),
    "bare": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "5", "5 t", ["unit_written"]),
    "bare and quoted": (
        f"{NUMBER}, unit: t",
        f"{NUMBER}, unit: kg",
        "'5'",
        "5 t",
        ["unit_written"],
    ),
    "zero is zero in any unit": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "0", "0", []),
    "with its unit": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "5 kg", "5 kg", []),
    "interval": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "5..8", "5..8 t", ["unit_written"]),
    "bound": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", '">= 5"', ">= 5 t", ["unit_written"]),
    "in words": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "约5万", "约5万 t", ["unit_written"]),
    "unit with a number in it": (
        f"{NUMBER}, unit: 10^4 CNY",
        f"{NUMBER}, unit: CNY",
        "5",
        "5 10^4 CNY",
        ["unit_written"],
    ),
    "from a pure number to percent": (
        NUMBER,
        f'{NUMBER}, unit: "%"',
        "0.5",
        None,
        ["set_aside"],
    ),
    "another fact": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: m3", "5", None, ["set_aside"]),
    "another kind": (f"{NUMBER}, unit: t", "text: T, kind: yes_no", "1", None, ["set_aside"]),
    "n/a": (f"{NUMBER}, unit: t", f"{NUMBER}, unit: kg", "{na: none}", {"na": "none"}, []),
    "n/a that is no answer now": (
        NUMBER,
        f"{NUMBER}, na: never",
        "{na: none}",
        {"na": "none"},
        ["answers.na_never"],
    ),
    "out of its new limits": (
        NUMBER,
        f"{NUMBER}, max: 4",
        "5",
        5,
        ["answer.out_of_bounds"],
    ),
    "within its new limits": (NUMBER, f"{NUMBER}, max: 6", "5", 5, []),
    "wrong before": (NUMBER, f"{NUMBER}, max: 4", "five", "five", []),
    "option gone": (
        f"{PLAN}: {{x: X, y: Y}}",
        f"{PLAN}: {{x: X}}",
        "y",
        "y",
        ["answer.not_an_option"],
    ),
    "another option gone": (f"{PLAN}: {{x: X, y: Y}}", f"{PLAN}: {{x: X}}", "x", "x", []),
    "option added": (
        f"{PLAN}: {{x: X}}",
        f"{PLAN}: {{x: X, y: Y}}",
        "X",
        "X",
        ["options_added"],
    ),
    "words that mean another option now": (
        f"{PLAN}: {{x: Good, y: Bad}}",
        f"{PLAN}: {{x: Bad, y: Good}}",
        "Good",
        None,
        ["set_aside"],
    ),
    "levels in other words": (
        "text: T, kind: maturity, levels: [a, b, c, d, e]",
        "text: T, kind: maturity, levels: [a, b, c, d, f]",
        "2",
        2,
        ["levels_text"],
    ),
    "nothing": (f"{NUMBER}, unit: t", "text: T, kind: yes_no", "", None, []),
    "a note alone": (
        f"{NUMBER}, unit: t",
        f"{NUMBER}, unit: kg",
        "{value: , note: later}",
        {"value": None, "note": "later"},
        [],
    ),
}


@pytest.mark.parametrize("case", ONE.values(), ids=ONE)
def test_one_answer(case: tuple[str, str, str, Any, list[str]]) -> None:
    before, after, written, expected, said = case
    old, new = versions_of(f"a: {{{before}}}", f"a: {{{after}}}")
    found = carried(f"{HEAD}answers:\n  a: {written}\n", new, old)
    data = read(found.text, "").data
    plain = int(expected) if isinstance(expected, str) and expected.isdigit() else expected
    assert data["answers"] == {"a": plain}
    assert codes(found) == said
    if said == ["set_aside"]:
        assert str(data["retired"]["a"]) == written
    if not {"unit_written", "set_aside"} & set(said):
        assert found.text.count("## look:") == len(said)


def test_same_answers_every_doubt() -> None:
    old, new = versions_of(
        "a: {text: T, kind: maturity, levels: [a, b, c, d, e]}",
        "a: {text: T, kind: maturity, levels: [a, b, c, d, f]}",
        "a: {same: Clearer words}",
    )
    found = carried(f"{HEAD}answers:\n  a: 2\n", new, old)
    assert (codes(found), "look" in found.text) == ([], False)


def test_several_steps_keep_what_the_first_one_kept() -> None:
    old, middle = versions_of(f"a: {{{NUMBER}}}, b: {{{NUMBER}}}", f"b: {{{NUMBER}}}")
    _, last = versions_of("", f"a: {{{NUMBER}}}", "b: {retired: W}")
    first = carried(f"{HEAD}answers:\n  # mine\n  a: 1\n  b: 2\n", middle, old)
    again = first.text.replace("small@2", "small@1")
    second = carried(again.replace("  b: 2", "  b: 2\n  a: 3"), last, middle)
    third = carried(second.text.replace("small@2", "small@1"), middle, last)
    assert read(second.text, "").data["retired"] == {"a": 1, "b": 2}
    assert read(third.text, "").data["retired"] == {"a": 1, "b": 2, "a.2": 3}
    assert third.text.count("# mine") == 1


def test_a_mark_stays_until_a_person_takes_it_out() -> None:
    old, new = versions_of(f"a: {{{PLAN}: {{x: X}}}}", f"a: {{{PLAN}: {{x: X, y: Y}}}}")
    first = carried(f"{HEAD}answers:\n  ## T\n  a: x\n", new, old)
    second = carried(first.text.replace("small@2", "small@1"), new, new)
    assert second.text == first.text
    assert second.text.count("## look: options were added: y") == 1


# --- ways to write a file ---------------------------------------------------------------------

TWO = f"a: {{{NUMBER}}}, b: {{{NUMBER}}}"
FORMS = {
    "no answers": ("", "\nanswers:\n  b:\n"),
    "nothing in answers": ("answers:\n", "answers:\n  b:\n"),
    "no line end": ("answers:\n  a: 1", "answers:\n  a2: 1\n  b:\n"),
    "nothing and no line end": ("answers:", "answers:\n  b:\n"),
    "one blank": ("answers: {}\n", None),
    "braces": ("answers: {a: 1, b: 2}\n", None),
    "list": ("answers:\n  - a\n  - b\n", None),
    "number": ("answers: 5\n", None),
    "nothing in words": ("answers: null\n", None),
    "kept in a list": ("answers:\n  a: 1\nretired:\n- a\n", None),
    "question mark": ("answers:\n  ? a\n  : 1\n", None),
    "deeper": ("answers:\n      a: 1\n      b: 2\n", "answers:\n      a2: 1\n      b: 2\n"),
    "quoted key": ("answers:\n  'a': 1\n  \"b\": 2\n", 'answers:\n  a2: 1\n  "b": 2\n'),
    "space before the colon": ("answers:\n  a : 1\n", "answers:\n  a2 : 1\n  b:\n"),
    "the other way round": ("answers:\n  b: 2\n  a: 1\n", "answers:\n  a2: 1\n  b: 2\n"),
    "block of lines": (
        "answers:\n  a:\n    value: 1\n    note: |\n      1\n\n      # two\n\n  # mine\n  b: 2\n",
        "answers:\n  a2:\n    value: 1\n    note: |\n      1\n\n      # two\n\n  # mine\n  b: 2\n",
    ),
    "folded": (
        'answers:\n  a: {value: 1,\n    note: "one\n    two"}\n  b: 2\n',
        'answers:\n  a2: {value: 1,\n    note: "one\n    two"}\n  b: 2\n',
    ),
    "evidence in lines": (
        "answers:\n  a:\n    value: 1\n    evidence:\n    - x\n    - y  # z\n  b: 2\n",
        "answers:\n  a2:\n    value: 1\n    evidence:\n    - x\n    - y  # z\n  b: 2\n",
    ),
    "comment of the value": (
        "answers:\n  a: 1\n    # mine\n  # yours\n  b: 2\n",
        "answers:\n  a2: 1\n    # mine\n  # yours\n  b: 2\n",
    ),
    "other sections behind": (
        "answers:\n  a: 1\n\n# mine\nillustrative: true\n",
        "answers:\n  a2: 1\n  b:\n\n# mine\nillustrative: true\n",
    ),
    "kept before": (
        "answers:\n  a: 1\nretired:\n    old: 7\n",
        "answers:\n  a2: 1\n  b:\nretired:\n    old: 7\n",
    ),
    "entry that nobody knows": (
        "answers:\n  zzz: 1\n  a: 1\n",
        "answers:\n  a2: 1\n  b:\n  zzz: 1\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["unix", "windows"])
@pytest.mark.parametrize("case", FORMS.values(), ids=FORMS)
def test_forms(case: tuple[str, str | None], line_end: str) -> None:
    text = (HEAD + case[0]).replace("\n", line_end)
    new_ones = f"a2: {{{NUMBER}}}, b: {{{NUMBER}}}"
    old, new = versions_of(f"a: {{{NUMBER}}}", new_ones, "a: {renamed: a2}")
    if case[1] is None:
        with pytest.raises(ProblemsFound) as refused:
            carried(text, new, old)
        assert [one.code for one in refused.value.problems] == ["versions.cannot_splice"]
        return
    expected = (HEAD + case[1]).replace("\n", line_end).replace("small@1", "small@2")
    assert carried(text, new, old).text == expected


def test_what_a_person_has_left_out_stays_out() -> None:
    old, new = versions_of(TWO, f"b: {{{NUMBER}}}, a: {{{NUMBER}}}, c: {{{NUMBER}}}")
    text = f"{HEAD}answers:\n  b: 1\n"
    assert carried(text, new, old).text.endswith("answers:\n  b: 1\n  c:\n")


def test_what_is_kept_goes_behind_what_is_kept_already_at_its_depth() -> None:
    old, new = versions_of(TWO, f"b: {{{NUMBER}}}", "a: {retired: W}")
    text = (
        f"{HEAD}retired:\n      x: 1\nanswers:\n  a:\n    value: 1\n    note: |\n      n\n  b: 2\n"
    )
    found = carried(text, new, old).text
    assert "retired:\n      x: 1\n\n      ## 1: 'a' is gone: W\n      a:\n        value: 1" in found
    assert read(found, "").data["retired"] == {"x": 1, "a": {"value": 1, "note": "n\n"}}


@pytest.mark.parametrize("name", ["../my rubrics/small.yaml", "规则/small.yaml", "a#b/s.yaml"])
def test_the_rubric_may_be_named_by_its_file(name: str) -> None:
    old, new = versions_of(TWO, TWO)
    found = carried(f"{HEAD}answers:\n  a: 1\n", new, old, reference=name)
    assert read(found.text, "").data["rubric"] == name


# --- laws -------------------------------------------------------------------------------------

RENAMED = re.compile(r"\btopic(\d)\.q(\d+)\b")


def successor(old: Rubric, names: dict[str, str]) -> Rubric:
    """Return the next version of a rubric, in which some questions have new ids."""
    text = old.model_dump_json(by_alias=True)
    text = RENAMED.sub(lambda one: names.get(one[0], one[0]), text)
    new = Rubric.model_validate_json(text)
    header = new.header.model_copy(update={"version": "2", "replaces": ("1",)})
    same = {name: {"same": "W"} for name in old.questions if name not in names}
    declared = {"questions": same | {name: {"renamed": to} for name, to in names.items()}}
    whole = new.model_dump(by_alias=True) | {"header": header, "changes": {"1": declared}}
    return Rubric.model_validate(whole)


def remarked(rng: Random, text: str) -> str:
    """Return a questionnaire with comments of a person here and there, each of them once."""
    lines = []
    for number, line in enumerate(text.splitlines()):
        lines.append(line)
        if number > 40 and rng.random() < 0.15:
            lines.append(f"{' ' * rng.choice([2, 2, 4])}# remark {number}.")
        elif re.fullmatch(r"  topic[\w.]+:( [^#]+)?", line) and rng.random() < 0.2:
            lines[-1] = f"{line}  # remark {number}."
    return "\n".join(lines) + "\n"


def remarks(text: str) -> Counter[str]:
    return Counter(re.findall(r"# remark \d+\.", text))


def questionnaire(rng: Random, rubric: Rubric) -> str:
    answers = {
        name: Answer(value, note=rng.choice(["", "n"]), evidence=rng.choice([(), ("e.pdf",)]))
        for name, value in random_answers(rng, rubric).items()
    }
    given = Answers(rubric.name, Park("p"), "2025", answers)
    spoken = rng.choice([("en",), ("zh",), ("zh", "en")])
    return remarked(rng, write_questionnaire(rubric, spoken, answers=given))


@settings(max_examples=40)
@given(st.integers(0, 10**6))
def test_what_is_the_same_or_renamed_scores_the_same_to_the_last_bit(seed: int) -> None:
    rng = Random(seed)
    old = random_rubric(rng)
    names = {
        name: f"{rng.choice(['topic0', 'topic1', 'topic9'])}.r{number}"
        for number, name in enumerate(old.questions)
        if rng.random() < 0.4
    }
    new = successor(old, names)
    text = questionnaire(rng, old)
    found = carried(text, new, old if rng.random() < 0.5 else None)
    assert scored(found.text, new) == scored(text, old)
    assert remarks(found.text) == remarks(text)
    assert carried(found.text, new, old, since="2").text == found.text
    assert "look" not in found.text


def scored(text: str, rubric: Rubric) -> tuple[object, ...]:
    answers, problems = read_answers(read(text, ""), rubric)
    assert answers is not None
    assert [one for one in problems if one.severity == "error"] == []
    result = assess(rubric, compile_plan(rubric), answers)
    return (
        result.total,
        result.level,
        result.nodes,
        {name: (one.value, one.points) for name, one in result.indicators.items()},
    )


@settings(max_examples=60)
@example(336)  # no question of the old version is left
@given(st.integers(0, 10**6))
def test_nothing_is_lost_whatever_becomes_of_the_questions(seed: int) -> None:
    rng = Random(seed)
    old = random_rubric(rng)
    new = torn(rng, old)
    text = questionnaire(rng, old)
    found = carried(text, new, rng.choice([old, None]))
    before, after = read(text, "").data, read(found.text, "").data
    answered = after["answers"] or {}
    assert set(answered) == set(new.questions)
    assert remarks(found.text) == remarks(text)
    kept = [*answered.values(), *after.get("retired", {}).values()]
    written = Counter(plain(raw) for raw in before["answers"].values() if raw is not None)
    assert written - Counter(plain(raw) for raw in kept) == Counter()
    assert carried(found.text, new, old, since="2").text == found.text


def plain(raw: object) -> str:
    """Return what an entry says, without the unit that may have been written behind a number."""
    return re.sub(r"(?<=\d) (t|kg)\b", "", repr(raw)).replace("'", "")


def torn(rng: Random, old: Rubric) -> Rubric:
    """Return a next version in which anything may have happened to a question."""
    questions: dict[str, Any] = {}
    declared: dict[str, Any] = {}
    for number, (name, question) in enumerate(old.questions.items()):
        fate = rng.choice(
            ["kept", "gone", "retired", "renamed", "split", "merged", "other", "kind"]
        )
        if fate in {"kept", "other", "kind"}:
            questions[name] = question
        if fate == "kind":
            questions[name] = question.model_copy(
                update={"kind": "yes_no", "unit": None, "options": None, "levels": None}
            )
        elif fate == "other":
            declared[name] = {"not_comparable": "W"}
        elif fate == "retired":
            declared[name] = {"retired": "W"}
        elif fate == "renamed":
            declared[name] = {"renamed": f"topic1.r{number}"}
            questions[f"topic1.r{number}"] = question
        elif fate == "split":
            parts = [f"topic0.s{number}", f"topic9.s{number}"]
            declared[name] = {"split": parts}
            questions |= dict.fromkeys(parts, question)
        elif fate == "merged":
            declared[name] = {"merged": "topic2.all"}
            questions["topic2.all"] = question
    header = old.header.model_copy(update={"version": "2", "replaces": ("1",)})
    return Rubric.model_validate(
        {
            "header": header.model_dump(by_alias=True),
            "questions": {
                name: one.model_copy(update={"ask_if": None}).model_dump(by_alias=True)
                for name, one in questions.items()
            },
            "changes": {"1": {"questions": declared}},
        }
    )


PIECES = [
    *("  ", "\n", "# x", "##", ":", " - ", "{", "}", "[", "]", "'", '"', "|", ">", "&a ", "*a"),
    *("!!t ", "---\n", "...\n", "\t", "\r\n", "\x85", "\u2028", "? ", "null", "retired:\n"),
    *("answers:\n", "  a: 1\n", "water.fresh", "x: 1\n", "万", "\x0b", "0"),
]
cuts = st.tuples(st.integers(0, len(ANSWERS)), st.integers(0, 12), st.sampled_from(PIECES))


@settings(max_examples=150)
@given(cuts=st.lists(cuts, max_size=4), at_hand=st.booleans())
def test_whatever_stands_there_is_carried_or_refused(
    *, cuts: list[tuple[int, int, str]], at_hand: bool
) -> None:
    text = ANSWERS
    for start, length, piece in cuts:
        text = text[:start] + piece + text[start + length :]
    document = read(text, "a.yaml")
    if document.problems or not isinstance(document.data, dict) or "rubric" not in document.data:
        return
    with suppress(ProblemsFound):
        found = migrate(document, YARD[1], "1.0", old=YARD[0] if at_hand else None)
        again = read(found.text, "a.yaml")
        assert again.problems == ()
        entries = document.data.get("answers") or {}
        kept = {**(again.data.get("answers") or {}), **(again.data.get("retired") or {})}
        assert says_something(kept) >= says_something(entries)


def says_something(entries: dict[str, Any]) -> int:
    return sum(raw is not None for raw in entries.values())
