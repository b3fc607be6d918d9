"""Bounds on the drawing of a report: a hostile or broken one must end, and say why."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import NoReturn

from greenpark_assess.problems import Problem, ProblemsFound

LONGEST = 300.0  # seconds
AGAIN = 1.0  # seconds to the next alarm, where drawing takes the first for a fault of a picture
MOST_MEMORY = 3_000_000_000  # bytes of addresses, of which a report of 100 pages uses a third


@contextmanager
def within_limits() -> Iterator[None]:
    """Draw for at most :data:`LONGEST` seconds and with at most :data:`MOST_MEMORY`.

    Both are enforced where the system can: on Linux and macOS, in the main thread.

    Raises:
        ProblemsFound: ``report.too_long`` or ``report.too_large``.
    """
    try:
        with _bounded_memory(), _bounded_time():
            yield
    except MemoryError:
        details = {"limit": f"{MOST_MEMORY / 1e9:g}"}
        raise ProblemsFound([Problem("report.too_large", details=details)]) from None


@contextmanager
def _bounded_time() -> Iterator[None]:
    alarm = getattr(signal, "SIGALRM", None)
    if alarm is None or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(alarm, _too_long)
    signal.setitimer(signal.ITIMER_REAL, LONGEST, AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(alarm, before)


def _too_long(signum: int, frame: object) -> NoReturn:
    del signum, frame
    raise ProblemsFound([Problem("report.too_long", details={"limit": f"{LONGEST:g}"})])


@contextmanager
def _bounded_memory() -> Iterator[None]:
    try:
        import resource  # noqa: PLC0415 - not on Windows
    except ImportError:
        yield
        return
    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if soft == resource.RLIM_INFINITY or soft > MOST_MEMORY:
        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, hard))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_AS, (soft, hard))
