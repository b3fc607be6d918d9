"""How things are measured: in turn, several rounds, and only ever beside something else."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import TypeAlias

Cost: TypeAlias = Callable[[], float]
"""Does something once and returns what it cost: seconds of processor time, or bytes."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One line of the table: what came out in each round, and the limit that its median obeys."""

    what: str
    rounds: Sequence[float]
    unit: str = "×"
    at_least: float | None = None
    at_most: float | None = None

    @property
    def value(self) -> float:
        """The median of the rounds."""
        return median(self.rounds)

    @property
    def holds(self) -> bool:
        """Whether the limit is kept; where there is none, it is."""
        enough = self.at_least is None or self.value >= self.at_least
        return enough and (self.at_most is None or self.value <= self.at_most)


def cpu(task: Callable[[], object]) -> Cost:
    """Return a cost: the processor seconds that ``task`` takes in this process.

    What ``task`` returns is kept until the clock has stopped. Python's cyclic collector is off
    meanwhile, as it is in every command.
    """

    def cost() -> float:
        gc.collect()
        gc.disable()
        try:
            start = time.process_time()
            kept = task()
            seconds = time.process_time() - start
        finally:
            gc.enable()
        del kept
        return seconds

    return cost


def in_turn(tasks: Mapping[str, Cost], rounds: int) -> dict[str, list[float]]:
    """Return the costs of each task in each round, after one round that does not count.

    A round does every task once, and every other round backwards, so that whatever else the
    machine does is shared out fairly.
    """
    for task in tasks.values():
        task()
    costs: dict[str, list[float]] = {name: [] for name in tasks}
    for number in range(rounds):
        for name in sorted(tasks, reverse=bool(number % 2)):
            costs[name].append(tasks[name]())
    return costs


def ratios(above: Iterable[float], below: Iterable[float], factor: float = 1.0) -> list[float]:
    """Return ``factor`` × above / below, round by round."""
    return [factor * one / other for one, other in zip(above, below, strict=True)]
