"""The fingerprint of a rubric: what it says counts, how it is written does not."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenpark_assess.rubric.identity import canonical_json, content_hash
from greenpark_assess.rubric.load import load_rubric

RUBRIC = """\
rubric: {id: test, version: "1", title: Test}
questions:
  a: {text: A, kind: number, unit: t}
  b: {text: B, kind: yes_no}
dimensions:
  d:
    title: D
    weight: 1
    indicators:
      a:
        title: A
        weight: 1
        scale: {switch: [{if: b, points: {0: 0, 1: 100}}, {points: {0: 0, 2: 100}}]}
      b: {title: B, weight: 2, scale: {met: value}}
levels:
  bronze: {title: B, from: 50}
  silver: {title: S, from: 60}
"""


def digest(folder: Path, text: str) -> str:
    path = folder / "rubric.yaml"
    path.write_text(text, encoding="utf-8")
    loaded = load_rubric(path)
    assert loaded.rubric is not None, loaded.problems
    return content_hash(loaded.rubric)


SAME = {
    "comment and blank lines": [("questions:\n", "\n# What we ask\nquestions:\n\n")],
    "quotes": [("unit: t", "unit: 't'"), ("title: D\n", 'title: "D"\n')],
    "order of questions": [
        ("  a: {text: A, kind: number, unit: t}\n", ""),
        ("kind: yes_no}\n", "kind: yes_no}\n  a: {text: A, kind: number, unit: t}\n"),
    ],
    "order of keys": [("{text: B, kind: yes_no}", "{kind: yes_no, text: B}")],
    "order of points": [("{0: 0, 1: 100}", "{1: 100, 0: 0}")],
    "form of numbers": [("weight: 2", "weight: 2.0"), ("{0: 0, 2: 100}", "{0.0: 0, 2.0: 1e2}")],
    "a default written out": [
        ("    weight: 1\n    ind", "    weight: 1\n    aggregate: arithmetic\n    ind")
    ],
    "an empty key": [("unit: t}", "unit: t, help: }")],
}
OTHER = {
    "a weight": [("weight: 2", "weight: 2.5")],
    "a text": [("text: A", "text: AA")],
    "the version": [('"1"', '"2"')],
    "order of levels": [("bronze", "x"), ("silver", "bronze"), ("x:", "silver:")],
    "order of branches": [
        (
            "[{if: b, points: {0: 0, 1: 100}}, {points: {0: 0, 2: 100}}]",
            "[{points: {0: 0, 2: 100}}, {if: b, points: {0: 0, 1: 100}}]",
        )
    ],
    "a case more": [("levels:\n", "cases: {one: {expect: {total: 1}}}\nlevels:\n")],
}


def edited(edits: list[tuple[str, str]]) -> str:
    text = RUBRIC
    for before, after in edits:
        assert before in text
        text = text.replace(before, after)
    return text


@pytest.mark.parametrize("edits", SAME.values(), ids=SAME)
def test_how_it_is_written_does_not_count(tmp_path: Path, edits: list[tuple[str, str]]) -> None:
    assert digest(tmp_path, edited(edits)) == digest(tmp_path, RUBRIC)


@pytest.mark.parametrize("edits", OTHER.values(), ids=OTHER)
def test_what_it_says_counts(tmp_path: Path, edits: list[tuple[str, str]]) -> None:
    assert digest(tmp_path, edited(edits)) != digest(tmp_path, RUBRIC)


def test_only_the_order_of_levels_differs(tmp_path: Path) -> None:
    head, _, _ = RUBRIC.partition("levels:")
    levels = "  x: {title: B, from: 50}\n", "  y: {title: B, from: 50}\n"
    up, down = (head + "levels:\n" + "".join(order) for order in (levels, levels[::-1]))
    assert digest(tmp_path, up) != digest(tmp_path, down)


def test_the_split_over_files_does_not_count(tmp_path: Path) -> None:
    head, _, tree = RUBRIC.partition("questions:")
    (tmp_path / "tree.yaml").write_text("questions:" + tree, encoding="utf-8")
    assert digest(tmp_path, "include: [tree.yaml]\n" + head) == digest(tmp_path, RUBRIC)


def test_the_canonical_form_is_the_one_documented(tmp_path: Path) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(
        'rubric: {version: "1", id: t, title: {zh: 题, en: T}, languages: [en, zh]}\n'
        "levels: {b: {title: {en: B, zh: 乙}, from: 50}}\n",
        encoding="utf-8",
    )
    rubric = load_rubric(path).rubric
    assert rubric is not None
    assert canonical_json(rubric) == (
        '{"header":{"id":"t","languages":["en","zh"],"title":{"en":"T","zh":"题"},"version":"1"},'
        '"levels":[["b",{"from":50.0,"title":{"en":"B","zh":"乙"}}]]}'
    )
    digits = "c8d4b489050db27ec0cc3cc74d23f3cc6535fbb6de26cf254c0cd565048cc869"
    assert content_hash(rubric) == digits
