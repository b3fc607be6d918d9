"""The same for hypothesis."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from random import Random

from hypothesis import strategies as st

from greenpark_assess.rubric.model import (
    Rubric,
)
from strategies.answers import Settled, random_answers
from strategies.drafts import EVERYTHING, Mix
from strategies.rubrics import random_rubric


def rngs() -> st.SearchStrategy[Random]:
    """Seeded generators: a failing example names its seed, and re-runs from it alone."""
    return st.integers(0, 2**32 - 1).map(Random)


@st.composite
def judged(
    draw: st.DrawFn,
    make: Callable[[Random, Mix], Rubric] = random_rubric,
    mix: Mix = EVERYTHING,
) -> tuple[Rubric, Settled, Random]:
    """A rubric, answers to it, and a generator for whatever the test draws further."""
    rng = draw(rngs())
    rubric = make(rng, replace(mix, indicators=draw(st.integers(1, 12))))
    return rubric, random_answers(rng, rubric), rng
