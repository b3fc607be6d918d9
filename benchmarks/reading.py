"""Reading YAML with positions, repeated keys and limits, beside PyYAML's own fast loader."""

from __future__ import annotations

from collections.abc import Iterator

import synthetic
import yaml
from measure import Finding, cpu, in_turn, ratios

from greenpark_assess.documents import read

REPEATS = 5


def findings(*, quick: bool) -> Iterator[Finding]:
    """Read a bilingual rubric both ways."""
    text = synthetic.rubric_text(synthetic.FILE_INDICATORS)
    costs = in_turn(
        {
            "ours": cpu(lambda: [read(text, "rubric.yaml") for _ in range(REPEATS)]),
            "theirs": cpu(lambda: [yaml.load(text, yaml.CSafeLoader) for _ in range(REPEATS)]),
        },
        5 if quick else 15,
    )
    what = f"reading {text.count(chr(10)):,} lines of YAML / PyYAML's CSafeLoader"
    yield Finding(what, ratios(costs["ours"], costs["theirs"]), at_most=1.0)
