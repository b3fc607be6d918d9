"""Random questions."""

from __future__ import annotations

from random import Random
from typing import Any

from strategies.drafts import OPTIONS, UNITS, Draft
from strategies.expressions import condition_text


def draw_questions(draft: Draft) -> None:
    rng = draft.rng
    kinds = ("number", "number", "number", "yes_no", "choice", "choices", "maturity")
    # At least one of each, so that every form of expression has something to ask.
    wanted = [*kinds[2:], *rng.choices(kinds, k=rng.randint(0, 14))]
    rng.shuffle(wanted)
    for index, kind in enumerate(wanted):
        question: dict[str, Any] = {"text": "?", "kind": kind}
        if kind == "number":
            question |= _number_question(rng)
        if kind in {"choice", "choices"}:
            question["options"] = dict.fromkeys(OPTIONS[: rng.randint(1, 4)], "!")
        if kind == "maturity":
            question["levels"] = ["!"] * 5
        if rng.random() < 0.4:
            question["na"] = "never"
        if draft.questions and rng.random() < 0.15:
            question["ask_if"] = condition_text(draft, 1)
        draft.questions[f"topic{index % 3}.q{index}"] = question


def _number_question(rng: Random) -> dict[str, Any]:
    question: dict[str, Any] = {"unit": rng.choice(UNITS[rng.choice(list(UNITS))])}
    if rng.random() < 0.5:
        question["min"] = rng.choice([0, 0, 1, -5])
    if rng.random() < 0.4:
        question["max"] = rng.choice([6, 10, 10])
    return question
