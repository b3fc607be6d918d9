"""Bounds on drawing: what takes too long or too much is given up, and leaves nothing changed."""

from __future__ import annotations

import signal
import threading
import time
from pathlib import Path

import pytest

from greenpark_assess.problems import ProblemsFound
from greenpark_assess.report import limits
from greenpark_assess.report.limits import within_limits
from greenpark_assess.wording import say
from pond import Command

alarmed = pytest.mark.skipif(not hasattr(signal, "SIGALRM"), reason="Windows has no alarm")


def run_on(seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        pass


def run_on_whatever_happens() -> None:
    try:
        run_on()
    except ProblemsFound:
        run_on()


def codes(caught: pytest.ExceptionInfo[ProblemsFound]) -> list[str]:
    for problem in caught.value.problems:
        assert "HTML" in say(problem, "en")
        assert "HTML" in say(problem, "zh")
    return [problem.code for problem in caught.value.problems]


@alarmed
def test_what_takes_too_long_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST", 0.05)
    with pytest.raises(ProblemsFound) as caught, within_limits():
        run_on()
    assert codes(caught) == ["report.too_long"]


@alarmed
def test_who_swallows_the_first_alarm_gets_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "LONGEST", 0.05)
    monkeypatch.setattr(limits, "AGAIN", 0.05)
    with pytest.raises(ProblemsFound), within_limits():
        run_on_whatever_happens()


def test_what_takes_too_much_memory_is_given_up() -> None:
    pytest.importorskip("resource")
    with pytest.raises(ProblemsFound) as caught, within_limits():
        bytearray(2 * limits.MOST_MEMORY)
    assert codes(caught) == ["report.too_large"]


def test_what_stays_within_the_limits_is_left_alone() -> None:
    with within_limits():
        done = sum(range(10))
    assert done == 45


@alarmed
def test_alarm_and_memory_are_as_before() -> None:
    resource = pytest.importorskip("resource")
    before = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)
    with within_limits():
        assert signal.getitimer(signal.ITIMER_REAL)[0] > 0
        assert resource.getrlimit(resource.RLIMIT_AS)[0] == limits.MOST_MEMORY
    after = signal.getsignal(signal.SIGALRM), resource.getrlimit(resource.RLIMIT_AS)
    assert after == before
    assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)


def test_a_thread_has_no_alarm_and_works() -> None:
    reached: list[bool] = []

    def draw() -> None:
        with within_limits():
            reached.append(True)

    thread = threading.Thread(target=draw)
    thread.start()
    thread.join()
    assert reached == [True]


@alarmed
@pytest.mark.slow
@pytest.mark.parametrize(("language", "words"), [("en", "seconds"), ("zh", "已中止")])
def test_the_command_says_so_and_writes_nothing(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch, language: str, words: str
) -> None:
    monkeypatch.setattr(limits, "LONGEST", 0.001)
    arguments = ("report", "answers.yaml", "--rubric", "pond.yaml", "-o", "r.pdf")
    done = greenpark(*arguments, "--lang", language)
    assert (done.code, done.out) == (1, "")
    assert words in done.err
    assert not Path("r.pdf").exists()
