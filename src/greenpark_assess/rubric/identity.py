"""Which rubric was it, exactly: a fingerprint of what a rubric says, not of how it is written."""

from __future__ import annotations

import hashlib
import json
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from greenpark_assess.rubric.model import Rubric


def content_hash(rubric: Rubric) -> str:
    """Return the SHA-256 of a rubric's content, as 64 hexadecimal digits.

    It is taken over the UTF-8 of :func:`canonical_json`. Comments, white space, quotes, the split
    over files, the order of the keys of a mapping, ``1`` or ``1.0``, and a default that is written
    out or left out make no difference. Everything else does: every text, number, id and case, and
    every order that has a meaning, which is that of the levels and of all lists (the branches of a
    ``switch``, described levels, benchmarks).
    """
    return hashlib.sha256(canonical_json(rubric).encode()).hexdigest()


def canonical_json(rubric: Rubric) -> str:
    """Return the one JSON text that stands for all ways to write ``rubric``.

    Keys are those of the rubric language, sorted; values that equal their default are left out, so
    that a later version of the language with one more optional key leaves old hashes as they are.
    Levels become a list of ``[id, level]``, as their order counts.
    """
    content = rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    content["levels"] = list(content.get("levels", {}).items())
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
