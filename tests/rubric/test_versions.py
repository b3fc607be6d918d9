"""Which version is newer, and what became of the items of an older one."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.rubric.model import Changes
from greenpark_assess.rubric.versions import links, renamed_in, version_order


def test_versions_are_ordered_by_their_numbers() -> None:
    versions = ["2", "10", "1.0.0", "0.10", "1.0", "0.9", "1.0.1-rc", "1.0.2", "1.0.1-beta", "1"]
    assert sorted(versions, key=version_order) == (
        ["0.9", "0.10", "1", "1.0", "1.0.0", "1.0.1-beta", "1.0.1-rc", "1.0.2", "2", "10"]
    )


LINKS: dict[str, tuple[dict[str, Any], str, str, list[tuple[str, str, str]]]] = {
    "kept": ({}, "a b", "b a", [("a", "a", "kept"), ("b", "b", "kept")]),
    "gone and added": ({}, "a", "b", [("a", "", "gone"), ("", "b", "added")]),
    "renamed": ({"a": {"renamed": "b"}}, "a", "b", [("a", "b", "renamed")]),
    "rescaled": ({"a": {"rescaled": "a"}}, "a", "a", [("a", "a", "rescaled")]),
    "same": ({"a": {"same": "W"}}, "a", "a", [("a", "a", "same")]),
    "other meaning": ({"a": {"not_comparable": "W"}}, "a", "a", [("a", "a", "not_comparable")]),
    "retired": ({"a": {"retired": "W"}}, "a", "", [("a", "", "retired")]),
    "split": ({"a": {"split": ["b", "c"]}}, "a", "b c", [("a", "b c", "split")]),
    "merged": (
        {"a": {"merged": "c"}, "b": {"merged": "c"}},
        "a x b",
        "x c",
        [("a b", "c", "merged"), ("x", "x", "kept")],
    ),
    "merged into one that is there": ({"a": {"merged": "b"}}, "a b", "b", [("a b", "b", "merged")]),
    "renamed to one that was there": (
        {"a": {"renamed": "b"}},
        "a b",
        "b",
        [("a b", "b", "merged")],
    ),
    "to nowhere": ({"a": {"renamed": "z"}}, "a", "", [("a", "", "gone")]),
    "of nothing": ({"z": {"renamed": "a"}}, "", "a", [("", "a", "added")]),
}


@pytest.mark.parametrize("case", LINKS.values(), ids=LINKS)
def test_links(case: tuple[dict[str, Any], str, str, list[tuple[str, str, str]]]) -> None:
    declared, old, new, expected = case
    changes = Changes.model_validate({"questions": declared}).questions
    found = links(changes, old.split(), new.split())
    assert [(" ".join(one.old), " ".join(one.new), one.relation) for one in found] == expected


ids = st.sampled_from("abcdef")
changes = st.dictionaries(
    ids,
    ids.map(lambda one: {"renamed": one})
    | ids.map(lambda one: {"merged": one})
    | st.lists(ids, min_size=2, max_size=3).map(lambda some: {"split": some})
    | st.sampled_from([{"retired": "W"}, {"not_comparable": "W"}, {"same": "W"}]),
)


@given(changes, st.sets(ids), st.sets(ids))
def test_nothing_is_lost_whatever_is_declared(
    declared: dict[str, Any], old: set[str], new: set[str]
) -> None:
    found = links(Changes.model_validate({"questions": declared}).questions, old, new)
    assert {name for link in found for name in link.old} == old
    assert {name for link in found for name in link.new} == new


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a.b / (a.b + a.bc)", "x / (x + a.bc)"),
        ("a.b   >=\n 1.5", "x >= 1.5"),
        ("a.b.c + ba.b", "a.b.c + ba.b"),
        ("", ""),
    ],
)
def test_ids_are_replaced_as_a_whole(text: str, expected: str) -> None:
    assert renamed_in(text, {"a.b": "x"}) == expected
