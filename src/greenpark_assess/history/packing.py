"""Records to the cells of a row, and back: what is long is compressed, what is many is binary."""

from __future__ import annotations

import hashlib
import json
import struct
import zlib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from math import isnan, nan
from typing import TYPE_CHECKING, Any, TypeAlias

from greenpark_assess.history.record import Entry, Facts
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.joined import joined, read_joined
from greenpark_assess.scoring.plan import compile_plan
from greenpark_assess.scoring.rows import Asked, asked_by, kept_row
from greenpark_assess.scoring.table import encode

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.history.record import Judged
    from greenpark_assess.rubric.model import Rubric
    from greenpark_assess.scoring.plan import Plan

DOUBLE = 8
"""Bytes of a number in a row of points."""

Cells: TypeAlias = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Packed:
    """An assessment as rows: those of its rubric, of itself, its facts and its documents.

    The keys that only the file can give stand before them: ``assessment`` lacks its own and park,
    period and revision, the other two that of the assessment.
    """

    judged: Judged
    content: str
    rubric: Cells
    assessment: Cells
    facts: Cells
    document: Cells


def pack(assessments: Iterable[Judged]) -> list[Packed]:
    """Return all assessments as rows; each rubric is compiled and packed once."""
    plans: dict[str, tuple[Plan, Cells]] = {}
    packed = []
    for one in assessments:
        reference = one.assessment.rubric
        if reference.hash not in plans:
            plan = compile_plan(one.rubric)
            plans[reference.hash] = plan, _rubric_cells(one, plan)
        packed.append(_packed(one, *plans[reference.hash]))
    return packed


def _packed(one: Judged, plan: Plan, rubric: Cells) -> Packed:
    content = digest(one.text)
    row = kept_row(encode(plan, [one.answers]), 0)
    return Packed(
        judged=one,
        content=content,
        rubric=rubric,
        assessment=_assessment_cells(one.assessment, content),
        facts=(zlib.compress(row), as_json(one.unread)),
        document=(compressed(one.text), compressed(one.result)),
    )


def _rubric_cells(one: Judged, plan: Plan) -> Cells:
    about = one.assessment
    return (
        about.rubric.hash,
        about.rubric.id,
        about.rubric.version,
        compressed(joined(one.rubric)),
        as_json(asked_by(one.rubric, plan)),
        as_json([*about.indicators, *about.nodes]),
    )


def _assessment_cells(about: Assessment, content: str) -> Cells:
    total, level = about.total, about.level
    return (
        about.rubric.hash,
        about.rubric.id,
        content,
        as_json(about.park.name),
        about.park.country,
        about.illustrative,
        about.date.isoformat() if about.date else "",
        about.engine,
        total.score,
        total.low,
        total.high,
        total.coverage,
        level.reached,
        level.possible,
        level.provisional,
        _points(about),
    )


def _points(about: Assessment) -> bytes:
    """Return the points of all indicators, then the scores of all nodes."""
    points = [one.points for one in about.indicators.values()]
    points += [one.score for one in about.nodes.values()]
    return struct.pack(f"<{len(points)}d", *(nan if one is None else one for one in points))


# --- and back ---------------------------------------------------------------------------
# What was not packed here, or was damaged since, raises ValueError or zlib.error.


def entry_of(cells: Sequence[Any]) -> Entry:
    """Return an entry of its cells, in the order of its fields."""
    entry = Entry._make(cells)
    return entry._replace(
        names=json.loads(entry.names),  # type: ignore[arg-type] # still text
        illustrative=bool(entry.illustrative),
        provisional=bool(entry.provisional),
    )


def facts_of(row: bytes, unread: str) -> Facts:
    """Return the answers behind an entry."""
    return Facts(zlib.decompress(row), tuple(json.loads(unread)))


def points_of(raw: bytes, slots: str) -> dict[str, float | None]:
    """Return the points of every indicator and node."""
    names = json.loads(slots)
    return dict(zip(names, doubles(raw, len(names)), strict=True))


def doubles(raw: bytes, count: int) -> list[float | None]:
    """Return the numbers of a row of points; ``None`` where there is none."""
    if len(raw) != count * DOUBLE:
        raise ValueError(len(raw))
    return [None if isnan(one) else one for one in struct.unpack(f"<{count}d", raw)]


def asked_of(text: str) -> tuple[Asked, ...]:
    """Return the questions that a row of facts answers."""
    return tuple(_asked(cells) for cells in json.loads(text))


def _asked(cells: Sequence[Any]) -> Asked:
    *known, options = cells
    return Asked._make((*known, tuple(options)))


def rubric_of(raw: bytes, hash_: str) -> Rubric:
    """Return a rubric, after making sure that it is the one of this hash."""
    rubric = read_joined(text_of(raw))
    if content_hash(rubric) != hash_:
        raise ValueError(hash_)
    return rubric


def text_of(raw: bytes) -> str:
    """Return a text that was compressed."""
    return zlib.decompress(raw).decode()


def compressed(text: str) -> bytes:
    """Return a text in fewer bytes."""
    return zlib.compress(text.encode())


def digest(text: str) -> str:
    """Return the SHA-256 of a text, as 64 hexadecimal digits."""
    return hashlib.sha256(text.encode()).hexdigest()


def as_json(value: Sequence[object] | Mapping[str, object]) -> str:
    """Return ``value`` as JSON on one line."""
    return json.dumps(value, ensure_ascii=False)
