from __future__ import annotations

import pytest

from greenpark_assess.problems import Place, Problem, ProblemsFound, did_you_mean, has_errors

ERROR = Problem("a", Place("f", 1, 1))
WARNING = Problem("b", severity="warning")
NOTE = Problem("c", severity="note")


@pytest.mark.parametrize(
    ("word", "meant"),
    [
        pytest.param("partail", "partial", id="letters-swapped"),
        pytest.param("PARTIAL", "partial", id="capitals"),
        pytest.param("certifed", "certified", id="letter-missing"),
        pytest.param("water.fersh", "water.fresh", id="id"),
        pytest.param("循环利用律", "循环利用率", id="chinese"),
        pytest.param("xyz", None, id="nothing-close"),
        pytest.param("", None, id="empty"),
    ],
)
def test_did_you_mean(word, meant):
    candidates = ["none", "partial", "certified", "water.fresh", "循环利用率"]
    assert did_you_mean(word, iter(candidates)) == meant


def test_nothing_is_meant_where_nothing_is_allowed():
    assert did_you_mean("x", []) is None


@pytest.mark.parametrize(
    ("problems", "expected"),
    [
        pytest.param((), False, id="none"),
        pytest.param((WARNING, NOTE), False, id="no-error"),
        pytest.param((NOTE, ERROR), True, id="one-error"),
    ],
)
def test_has_errors(problems, expected):
    assert has_errors(iter(problems)) is expected


def test_an_exception_carries_all_problems_and_names_their_codes():
    found = ProblemsFound(iter([ERROR, NOTE]))
    assert (found.problems, str(found)) == ((ERROR, NOTE), "a, c")
