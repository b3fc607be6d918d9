"""Random expressions whose kinds and units match."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

from strategies.drafts import LONGEST, Draft


def number_text(draft: Draft, measure: str, depth: int) -> str:
    """Return an expression for a number that measures ``measure``."""
    rng = draft.rng
    if depth <= 0 or rng.random() < 0.3:
        return _number_leaf(draft, measure)
    make = rng.choice(_PURE_FORMS if measure == "pure" else _FORMS)
    text = make(draft, measure, depth - 1)
    return text if len(text) <= LONGEST else _number_leaf(draft, measure)


def _number_leaf(draft: Draft, measure: str) -> str:
    known = draft.measuring(measure)
    if measure != "pure":
        return draft.rng.choice(known)
    known += draft.of_kind("maturity")
    return draft.rng.choice(known) if known and draft.rng.random() < 0.85 else _literal(draft.rng)


def _literal(rng: Random) -> str:
    return rng.choice(["0", "1", "2", "3", "5", "10", "0.5", "-1"])


def _sum(draft: Draft, measure: str, depth: int) -> str:
    left = number_text(draft, measure, depth)
    right = draft.rng.choice([_literal(draft.rng), number_text(draft, measure, depth)])
    return f"({left} {draft.rng.choice('+-')} {right})"


def _scaled(draft: Draft, measure: str, depth: int) -> str:
    factor = draft.rng.choice(["2", "0.5", number_text(draft, "pure", depth - 1)])
    return f"({factor} * {number_text(draft, measure, depth)})"


def _branching(draft: Draft, measure: str, depth: int) -> str:
    left, right = (number_text(draft, measure, depth) for _ in range(2))
    return f"({left} if {condition_text(draft, depth)} else {right})"


def _of_several(draft: Draft, measure: str, depth: int) -> str:
    name = draft.rng.choice(["min", "max", "sum"])
    count = draft.rng.randint(1, 3)
    return f"{name}({', '.join(number_text(draft, measure, depth) for _ in range(count))})"


def _absolute(draft: Draft, measure: str, depth: int) -> str:
    return f"abs({number_text(draft, measure, depth)})"


def _ratio(draft: Draft, _: str, depth: int) -> str:
    measure = draft.measure()
    return f"({number_text(draft, measure, depth)} / {number_text(draft, measure, depth)})"


def _part(draft: Draft, _: str, depth: int) -> str:
    measure = draft.measure()
    part = number_text(draft, measure, depth)
    return f"({part} / ({part} + {number_text(draft, measure, depth)}))"


def _counted(draft: Draft, _: str, depth: int) -> str:
    name = draft.rng.choice(["count", "share"])
    lists = draft.of_kind("choices")
    if lists and draft.rng.random() < 0.4:
        return f"{name}({draft.rng.choice(lists)})"
    count = draft.rng.randint(1, 4)
    return f"{name}({', '.join(condition_text(draft, depth) for _ in range(count))})"


def _function(draft: Draft, _: str, depth: int) -> str:
    return f"{draft.rng.choice(['ln', 'sqrt'])}({number_text(draft, 'pure', depth)})"


def _power(draft: Draft, _: str, depth: int) -> str:
    exponent = draft.rng.choice(["2", "3", "0.5", "-1", "-2", "0"])
    # max() keeps a written base from being worked out, and refused, when the rubric loads.
    return f"(max({number_text(draft, 'pure', depth)}, -5) ** {exponent})"


_FORMS: list[Callable[[Draft, str, int], str]] = [
    _sum,
    _sum,
    _scaled,
    _branching,
    _of_several,
    _absolute,
]
_PURE_FORMS = [*_FORMS, _ratio, _ratio, _part, _counted, _counted, _function, _power]


def condition_text(draft: Draft, depth: int, value: Sequence[str] = ()) -> str:
    """Return an expression for a condition; ``value`` holds more conditions that may be used."""
    rng = draft.rng
    forms = [_compared, _compared, _ticked, _picked, _listed]
    if depth > 0:
        forms += [_joined, _joined, _negated]
    if value and rng.random() < 0.6:
        return rng.choice(value)
    text = rng.choice(forms)(draft, depth - 1)
    return text if len(text) <= LONGEST else _compared(draft, 0)


def _compared(draft: Draft, depth: int) -> str:
    measure = draft.measure()
    sign = draft.rng.choice(["<", "<=", ">", ">=", ">=", "==", "!="])
    left = number_text(draft, measure, depth)
    if draft.rng.random() < 0.15:
        return f"(0 {draft.rng.choice(['<', '<='])} {left} {sign} {_literal(draft.rng)})"
    if draft.rng.random() < 0.1:
        return f"({left} in [0, 1, {_literal(draft.rng)}])"
    right = draft.rng.choice([_literal(draft.rng), number_text(draft, measure, depth)])
    return f"({left} {sign} {right})"


def _ticked(draft: Draft, depth: int) -> str:
    known = draft.of_kind("yes_no")
    return draft.rng.choice(known) if known else _compared(draft, depth)


def _picked(draft: Draft, depth: int) -> str:
    known = draft.of_kind("choice")
    if not known:
        return _compared(draft, depth)
    name = draft.rng.choice(known)
    options = list(draft.questions[name]["options"])
    if draft.rng.random() < 0.5:
        return f"({name} {draft.rng.choice(['==', '!='])} {draft.rng.choice(options)})"
    several = draft.rng.sample(options, draft.rng.randint(1, len(options)))
    return f"({name} {draft.rng.choice(['in', 'not in'])} [{', '.join(several)}])"


def _listed(draft: Draft, depth: int) -> str:
    known = draft.of_kind("choices")
    if not known:
        return _compared(draft, depth)
    name = draft.rng.choice(known)
    option = draft.rng.choice(list(draft.questions[name]["options"]))
    return f"({option} {draft.rng.choice(['in', 'not in'])} {name})"


def _joined(draft: Draft, depth: int) -> str:
    word = draft.rng.choice([" and ", " or "])
    return f"({word.join(condition_text(draft, depth) for _ in range(draft.rng.randint(2, 3)))})"


def _negated(draft: Draft, depth: int) -> str:
    return f"(not {condition_text(draft, depth)})"
