"""Which questions concern a park, as far as its answers tell."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from greenpark_assess.answers.model import Answers
from greenpark_assess.expressions.conditions import is_missing, surely_fails, surely_holds
from greenpark_assess.scoring.facts import BlockFacts
from greenpark_assess.scoring.plan import Plan
from greenpark_assess.scoring.table import encode


def asked(plan: Plan, answers: Answers) -> Mapping[str, bool | None]:
    """Return for every question whether it is asked of this park; ``None`` where that is open."""
    facts = BlockFacts(plan, encode(plan, [answers]), 0, 1)
    found: dict[str, bool | None] = {}
    with np.errstate(all="ignore"):
        for question in plan.questions:
            if question.ask_if is None:
                found[question.id] = True
                continue
            condition = facts.condition(question.ask_if)
            if (surely_fails(condition) | is_missing(condition)).flat[0]:
                found[question.id] = False
            else:
                found[question.id] = True if surely_holds(condition).flat[0] else None
    return found
