"""The trend report before it has a form: sections of finished words, tables and charts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from greenpark_assess.report.charts import Drawing
from greenpark_assess.report.page.record import Badge, ContentsLine, Entry, Heading, Phrase, Tone
from greenpark_assess.report.page.voice import NOTHING

Role: TypeAlias = Literal["", "group", "sum"]


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in one cell: a text or a score, and a quieter ``note`` below it."""

    text: Phrase = NOTHING
    note: Phrase = NOTHING
    badge: Badge | None = None
    tone: Tone | Literal[""] = ""
    link: str = ""
    strong: bool = False


@dataclass(frozen=True, slots=True)
class Column:
    """The head of a column; ``width`` in percent of the page, 0 for what is left."""

    title: Phrase
    width: float = 0.0
    number: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a table; the first cell heads it. A ``group`` with one cell spans all columns."""

    cells: tuple[Cell, ...]
    role: Role = ""
    anchor: str = ""
    depth: int = 0


@dataclass(frozen=True, slots=True)
class Table:
    """A table with heads above its columns and before its rows.

    In a ``heat`` map of numbers each score fills its cell with its colour. What is kept
    ``together`` stands on one page.
    """

    caption: Phrase
    columns: tuple[Column, ...]
    lines: tuple[Line, ...]
    sortable: bool = False
    heat: bool = False
    together: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of a section, whatever of it there is, in this order.

    A ``title`` is a large head for what follows, a ``head`` a small one.
    """

    title: Phrase = NOTHING
    head: Phrase = NOTHING
    lead: Phrase = NOTHING
    points: tuple[Phrase, ...] = ()
    text: Phrase = NOTHING
    figures: tuple[Entry, ...] = ()
    chart: Drawing | None = None
    table: Table | None = None
    note: Phrase = NOTHING


@dataclass(frozen=True, slots=True)
class Section:
    """A section. It begins on a new page unless it goes ``on``; ``dense`` ones fit on one page."""

    heading: Heading
    parts: tuple[Part, ...]
    dense: bool = False
    on: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page.

    ``score`` and ``years`` (periods with their scores) are empty where it is about several parks.
    """

    kind: Phrase
    park: Phrase
    mark: Phrase
    score: str
    out_of: Phrase
    level: Phrase
    years: tuple[Entry, ...]
    facts: tuple[Entry, ...]
    statement: Phrase


@dataclass(frozen=True, slots=True)
class TrendPage:
    """The whole report, finished; ``labels`` are the fixed words of the templates."""

    languages: tuple[str, ...]
    title: str
    running: Phrase
    subject: str
    date: str
    labels: dict[str, Phrase]
    cover: Cover
    contents: tuple[ContentsLine, ...]
    sections: tuple[Section, ...]
