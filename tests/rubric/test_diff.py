"""Two versions side by side: what breaks a comparison, what needs a look, what only scores."""

from __future__ import annotations

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.rubric.diff import EFFECTS, Diff, diff, sentence
from greenpark_assess.rubric.model import Node, Rubric
from greenpark_assess.wording import languages
from strategies import random_rubric
from support import rubric_of
from versions import NEW, OLD

RUBRIC = """\
rubric: {id: yard, version: "1", title: Yard}
questions:
  w: {text: Water, kind: number, unit: m3, min: 0}
  u: {text: Used, kind: number, unit: m3, min: 0, ask_if: w > 1}
  c: {text: Plan, kind: choice, options: {none: None, some: Some}}
  m: {text: Level, kind: maturity, levels: [a, b, c, d, e]}
  y: {text: Fine?, kind: yes_no}
dimensions:
  d:
    title: D
    weight: 1
    indicators:
      share:
        title: Share
        weight: 3
        value: u / w
        unit: "%"
        applies_if: y
        scale: {points: {0: 0, 100: 100}}
      c: {title: Plan, weight: 1, scale: {options: {none: 0, some: 100}}}
  e:
    title: E
    weight: 1
    indicators:
      m: {title: Level, weight: 1, scale: {maturity: [0, 25, 50, 75, 100]}, prerequisite: m > 1}
levels:
  low: {title: Low, from: 10}
  high: {title: High, from: 50, prerequisites: [m]}
recommendations:
  plan: {title: P, text: Plan, lifts: {c: 100}, cost: [low], who: [developer]}
"""
FOLLOWS = ('version: "1"', 'version: "2", replaces: "1"')


def changed(*edits: tuple[str, str], changes: str = "") -> Rubric:
    text = RUBRIC
    for before, after in (FOLLOWS, *edits):
        assert before in text
        text = text.replace(before, after)
    return rubric_of(text + (f'changes: {{"1": {changes}}}\n' if changes else ""))


def found(two: Diff) -> set[tuple[str, str, str, str]]:
    return {
        (item.part, (item.new or item.old)[0], one.effect, one.code.removeprefix("versions."))
        for item in two.items
        for one in item.findings
    }


KIND = ("w: {text: Water, kind: number, unit: m3, min: 0}", "w: {text: Water, kind: yes_no}")
CONTENT = {
    "text": (("text: Water", "text: Fresh water"), {("question", "w", "compatible", "text")}),
    "help": (("text: Used,", "text: Used, help: H,"), {("question", "u", "compatible", "text")}),
    "unit that converts": (
        ("Water, kind: number, unit: m3", "Water, kind: number, unit: 10^4 m3"),
        {
            ("question", "w", "check", "unit_converts"),
            ("indicator", "share", "check", "reads_check"),
        },
    ),
    "unit in other words": (
        ("Water, kind: number, unit: m3", "Water, kind: number, unit: m³"),
        set(),
    ),
    "unit of something else": (
        ("Used, kind: number, unit: m3", "Used, kind: number, unit: t"),
        {
            ("question", "u", "breaks", "unit_other"),
            ("indicator", "share", "breaks", "reads_breaks"),
        },
    ),
    "bounds": (
        ("Used, kind: number, unit: m3, min: 0", "Used, kind: number, unit: m3, min: 1"),
        {("question", "u", "check", "bounds"), ("indicator", "share", "check", "reads_check")},
    ),
    "option added": (
        ("{none: None, some: Some}", "{none: None, some: Some, all: All}"),
        {("question", "c", "check", "options_added"), ("indicator", "c", "check", "reads_check")},
    ),
    "option gone": (
        ("{none: None, some: Some}", "{none: None}"),
        {("question", "c", "breaks", "options_gone"), ("indicator", "c", "breaks", "reads_breaks")},
    ),
    "option in other words": (
        ("some: Some}", "some: A few}"),
        {("question", "c", "compatible", "options_text")},
    ),
    "levels in other words": (
        ("[a, b, c, d, e]", "[a, b, c, d, f]"),
        {("question", "m", "check", "levels_text"), ("indicator", "m", "check", "reads_check")},
    ),
    "never n/a": (
        ("kind: yes_no}", "kind: yes_no, na: never}"),
        {("question", "y", "check", "na_never"), ("indicator", "share", "check", "reads_check")},
    ),
    "condition": (
        ("ask_if: w > 1", "ask_if: w > 2"),
        {("question", "u", "check", "ask_if"), ("indicator", "share", "check", "reads_check")},
    ),
    "another question": (
        ("  y: {", "  z: {text: Z, kind: yes_no}\n  y: {"),
        {("question", "z", "check", "added")},
    ),
    "formula": (("value: u / w", "value: 2 * u / w"), {("indicator", "share", "check", "formula")}),
    "spaces in a formula": (("value: u / w", "value: u  /  w"), set()),
    "unit of an indicator": (
        ('unit: "%"', "unit: ‰"),
        {("indicator", "share", "check", "unit_converts")},
    ),
    "applies": (
        ("applies_if: y", "applies_if: not y"),
        {("indicator", "share", "check", "applies_if")},
    ),
    "zero": (
        ("applies_if: y", "applies_if: y\n        if_zero: 0"),
        {("indicator", "share", "check", "if_zero")},
    ),
    "scale": (("100: 100}", "90: 100}"), {("indicator", "share", "score", "scale")}),
    "note of a scale": (("100: 100}}", "100: 100}, note: N}"), set()),
    "prerequisite": (
        ("prerequisite: m > 1", "prerequisite: m > 2"),
        {("indicator", "m", "score", "prerequisite")},
    ),
    "weight": (
        ("weight: 3", "weight: 1"),
        {("indicator", "share", "score", "weight"), ("indicator", "c", "score", "weight")},
    ),
    "title": (("title: Share", "title: Part"), {("indicator", "share", "compatible", "text")}),
    "reason": (
        ("title: Share", "title: Share\n        why: W"),
        {("indicator", "share", "compatible", "text")},
    ),
    "benchmark": (
        ("title: Share", "title: Share\n        benchmarks: [{value: 3}]"),
        {("indicator", "share", "compatible", "benchmarks")},
    ),
    "aggregate of a node": (
        ("title: E", "title: E\n    aggregate: minimum"),
        {("node", "e", "score", "aggregate")},
    ),
    "title of a node": (("title: E", "title: F"), {("node", "e", "compatible", "text")}),
    "aggregate": (
        ("title: Yard", "title: Yard, aggregate: geometric"),
        {("rubric", "yard@2", "score", "aggregate")},
    ),
    "policy": (
        ("title: Yard", "title: Yard, policy: {unanswered: excluded, min_coverage: 50}"),
        {
            ("rubric", "yard@2", "score", "unanswered"),
            ("rubric", "yard@2", "score", "min_coverage"),
        },
    ),
    "start of a level": (("from: 50", "from: 60"), {("level", "high", "score", "level_from")}),
    "conditions of a level": (
        ("prerequisites: [m]", "each_dimension: 20"),
        {("level", "high", "score", "level_asks")},
    ),
    "level added": (
        ("  high:", "  mid: {title: M, from: 20}\n  high:"),
        {("level", "mid", "score", "part_added"), ("level", "high", "score", "level_asks")},
    ),
    "level in other words": (("title: Low", "title: L"), {("level", "low", "compatible", "text")}),
    "lifts": (
        ("lifts: {c: 100}", "lifts: {c: 50}"),
        {("recommendation", "plan", "compatible", "lifts")},
    ),
    "cost": (
        ("cost: [low]", "cost: [high]"),
        {("recommendation", "plan", "compatible", "recommendation")},
    ),
    "nothing": (("text: Water", "text:  Water"), set()),
}


@pytest.mark.parametrize("case", CONTENT.values(), ids=CONTENT)
def test_what_differs_by_content(
    case: tuple[tuple[str, str], set[tuple[str, str, str, str]]],
) -> None:
    edit, expected = case
    two = diff(rubric_of(RUBRIC), changed(edit))
    assert found(two) == expected
    assert two.declared
    assert two.breaks == any(effect == "breaks" for _, _, effect, _ in expected)


def test_another_kind_breaks_whatever_reads_it() -> None:
    new = changed(KIND, ("ask_if: w > 1", "ask_if: w"), ("value: u / w", "value: u / u"))
    assert ("question", "w", "breaks", "kind") in found(diff(rubric_of(RUBRIC), new))


DECLARED = {
    "renamed": (
        (("  w: {", "  water: {"), ("u / w", "u / water"), ("w > 1", "water > 1")),
        "{questions: {w: {renamed: water}}}",
        {("question", "water", "compatible", "renamed")},
    ),
    "renamed in silence": (
        (("  w: {", "  water: {"), ("u / w", "u / water"), ("w > 1", "water > 1")),
        "",
        {
            ("question", "w", "breaks", "gone"),
            ("question", "water", "check", "added"),
            ("question", "u", "check", "ask_if"),
            ("indicator", "share", "check", "formula"),
            ("indicator", "share", "check", "reads_check"),
        },
    ),
    "indicator renamed": (
        (("      share:", "      part:"),),
        "{indicators: {share: {renamed: part}}}",
        {("indicator", "part", "compatible", "renamed")},
    ),
    "question and indicator of one id": (
        (
            ("  c: {text", "  p: {text"),
            ("      c: {title", "      p: {title"),
            ("{c: 100}", "{p: 100}"),
        ),
        "{questions: {c: {renamed: p}}, indicators: {c: {renamed: p}}}",
        {
            ("question", "p", "compatible", "renamed"),
            ("indicator", "p", "compatible", "renamed"),
        },
    ),
    "same in spite of doubts": (
        (("[a, b, c, d, e]", "[a, b, c, d, f]"),),
        "{questions: {m: {same: Clearer words}}}",
        {
            ("question", "m", "compatible", "same"),
            ("question", "m", "compatible", "levels_text"),
        },
    ),
    "rescaled": (
        (("Used, kind: number, unit: m3", "Used, kind: number, unit: t"),),
        "{questions: {u: {rescaled: u}}}",
        {
            ("question", "u", "check", "rescaled"),
            ("question", "u", "check", "unit_other"),
            ("indicator", "share", "check", "reads_check"),
        },
    ),
    "of nothing": (
        (),
        "{questions: {wt: {renamed: w}}, indicators: {shrae: {retired: W}}}",
        {
            ("question", "wt", "check", "unfounded"),
            ("indicator", "shrae", "check", "unfounded"),
        },
    ),
    "not comparable": (
        (),
        "{questions: {u: {not_comparable: Other meters}}, indicators: {m: {not_comparable: W}}}",
        {
            ("question", "u", "breaks", "not_comparable"),
            ("indicator", "share", "breaks", "reads_breaks"),
            ("indicator", "m", "breaks", "not_comparable"),
        },
    ),
}


@pytest.mark.parametrize("case", DECLARED.values(), ids=DECLARED)
def test_what_is_declared(
    case: tuple[tuple[tuple[str, str], ...], str, set[tuple[str, str, str, str]]],
) -> None:
    edits, changes, expected = case
    assert found(diff(rubric_of(RUBRIC), changed(*edits, changes=changes))) == expected


def test_split_merged_and_retired() -> None:
    two = diff(rubric_of(OLD), rubric_of(NEW))
    effects = {(item.part, item.old, item.new): item.effect for item in two.items}
    assert effects["question", ("waste.mixed",), ("waste.burnt", "waste.buried")] == "check"
    assert effects["question", ("waste.metal", "waste.paper"), ("waste.sorted",)] == "check"
    assert effects["question", ("site.fax",), ()] == "breaks"
    assert effects["indicator", ("waste.total",), ("waste.total",)] == "breaks"
    assert [item.effect for item in two.items] == sorted(effects.values(), key=EFFECTS.index)


def test_a_version_that_is_not_named_is_compared_by_content_alone() -> None:
    new = changed(changes="{questions: {u: {not_comparable: W}}}")
    assert not diff(rubric_of(RUBRIC.replace('"1"', '"0"')), new).declared
    assert found(diff(rubric_of(RUBRIC.replace('"1"', '"0"')), new)) == set()


@pytest.mark.parametrize("language", languages())
def test_every_difference_has_words(language: str) -> None:
    said = [
        sentence(one, language)
        for edits, changes in [((edit,), "") for edit, _ in CONTENT.values()]
        + [(edits, changes) for edits, changes, _ in DECLARED.values()]
        for item in diff(rubric_of(RUBRIC), changed(*edits, changes=changes)).items
        for one in item.findings
    ]
    assert len(said) > 50
    assert [text for text in said if "versions." in text or "{" in text] == []


def test_the_reason_is_said_with_the_difference() -> None:
    (item,) = (
        one for one in diff(rubric_of(OLD), rubric_of(NEW)).items if one.old == ("site.fax",)
    )
    (finding,) = item.findings
    assert sentence(finding, "en") == "'site.fax' is gone: Nobody has any."
    assert sentence(finding, "zh") == "“site.fax”已取消。已无人使用。"


@given(st.integers(0, 10**6))
def test_a_rubric_does_not_differ_from_itself(seed: int) -> None:
    rubric = random_rubric(Random(seed))
    two = diff(rubric, rubric)
    assert found(two) == set()
    named = {(item.part, one) for item in two.items for one in item.new}
    assert {("question", one) for one in rubric.questions} <= named
    assert {("indicator", one) for one in rubric.indicators()} <= named


@given(st.integers(0, 10**6), st.sampled_from([0.5, 3.0, 100.0]))
def test_weights_count_among_siblings_only(seed: int, times: float) -> None:
    rubric = random_rubric(Random(seed))
    heavier = {name: _times(node, times) for name, node in rubric.dimensions.items()}
    assert found(diff(rubric, rubric.model_copy(update={"dimensions": heavier}))) == set()


def _times(node: Node, times: float) -> Node:
    return node.model_copy(
        update={
            "weight": node.weight * times,
            "criteria": {name: _times(one, times) for name, one in node.criteria.items()},
            "indicators": {
                name: one.model_copy(update={"weight": one.weight * times})
                for name, one in node.indicators.items()
            },
        }
    )
