"""Random rubrics and answers, for a plain seeded ``random.Random`` and for hypothesis.

``random_rubric`` draws whole rubrics: every kind of question, scale, aggregation and condition, in
trees of one to four layers. Numbers are small and whole, so that ties, zero denominators and edges
of scales come up often. ``plain_rubric`` draws only rubrics whose indicators each judge one number
of their own on a rising scale up to 100, for laws that need to know what "better" is.

The steps on answers: ``random_answers``, ``completed`` (every open question settled, every bound
made a point), ``one_more`` (a single question answered).
"""

from __future__ import annotations

from strategies.answers import Settled, completed, one_more, random_answers
from strategies.drafts import Mix
from strategies.drawn import judged, rngs
from strategies.rubrics import plain_rubric, random_rubric

__all__ = [
    "Mix",
    "Settled",
    "completed",
    "judged",
    "one_more",
    "plain_rubric",
    "random_answers",
    "random_rubric",
    "rngs",
]
