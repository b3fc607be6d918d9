"""A deliberately plain scorer, the oracle of the tests: one park, floats, no NumPy, no plan.

It is written straight from the rules of the house (three states, ranges, aggregation, levels,
points lost and gain) and shares nothing with the engine but the records and the unit table.
"""

from __future__ import annotations

from reference.scorer import IndicatorResult, NodeResult, Result, score
from reference.things import Given

__all__ = ["Given", "IndicatorResult", "NodeResult", "Result", "score"]
