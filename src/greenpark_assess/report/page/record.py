"""The report before it has a form: frozen records of finished words and numbers.

Templates and charts only place what stands here. Every text is a :data:`Phrase`, one run per
language, so that each piece of text keeps its language all the way to the page.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, TypeAlias

from greenpark_assess.report.charts import Axis, Bar, Step


@dataclass(frozen=True, slots=True)
class Run:
    """Text in one language; ``lang`` is a BCP 47 tag, or empty where it is not known."""

    lang: str
    text: str


Phrase: TypeAlias = tuple[Run, ...]
Tone: TypeAlias = Literal["good", "bad", "open", "quiet"]


@dataclass(frozen=True, slots=True)
class Badge:
    """A printed score with its class of the colour scale (``b0`` weak to ``b4`` strong)."""

    text: str
    band: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A label and what belongs to it."""

    label: Phrase
    text: Phrase


@dataclass(frozen=True, slots=True)
class Mark:
    """A state in words, with the tone in which it is set."""

    text: Phrase
    tone: Tone


@dataclass(frozen=True, slots=True)
class Heading:
    """The head of a section; ``anchor`` is its link target, ``number`` may be empty."""

    anchor: str
    number: str
    title: Phrase


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page."""

    kind: Phrase
    park: Phrase
    about: Phrase
    illustrative: Phrase
    score: Badge
    out_of: Phrase
    level: Phrase
    facts: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BarRow:
    """One row of a chart: name, the number, and the drawing (none where there is no score)."""

    name: Phrase
    link: str
    number: str
    state: Phrase
    drawing: Bar | Step | None


@dataclass(frozen=True, slots=True)
class Chart:
    """A chart as a table: every drawn number also stands in words beside its drawing."""

    title: Phrase
    name_head: Phrase
    number_head: Phrase
    axis: Axis
    rows: tuple[BarRow, ...]
    legend: Phrase


@dataclass(frozen=True, slots=True)
class Gap:
    """One of the largest gaps."""

    indicator: Phrase
    link: str
    value: Phrase
    full: Phrase
    lost: str


@dataclass(frozen=True, slots=True)
class FirstStep:
    """One of the measures to begin with."""

    title: Phrase
    link: str
    list: Phrase
    gain: str


@dataclass(frozen=True, slots=True)
class Summary:
    """The page that the director reads."""

    heading: Heading
    finding: Phrase
    figures: tuple[Entry, ...]
    chart: Chart
    gaps: tuple[Gap, ...]
    prerequisites: tuple[tuple[Mark, Phrase], ...]
    first: tuple[FirstStep, ...]


@dataclass(frozen=True, slots=True)
class BenchmarkLine:
    """A published value beside which the park's value is shown."""

    value: Phrase
    note: Phrase


@dataclass(frozen=True, slots=True)
class IndicatorRow:
    """One line of a chapter's table."""

    anchor: str
    title: Phrase
    prerequisite: Mark | None
    value: Phrase
    state: Phrase
    reason: Phrase
    full: Phrase
    benchmarks: tuple[BenchmarkLine, ...]
    points: Badge | None
    weight: str
    lost: str


@dataclass(frozen=True, slots=True)
class Group:
    """The indicators of one criterion, with what the criterion comes to."""

    anchor: str
    title: Phrase
    points: Badge | None
    weight: str
    lost: str
    rows: tuple[IndicatorRow, ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One dimension."""

    heading: Heading
    about: Phrase
    state: Phrase
    figures: tuple[Entry, ...]
    chart: Chart | None
    groups: tuple[Group, ...]
    why: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Measure:
    """A recommendation that is due."""

    anchor: str
    title: Phrase
    text: Phrase
    terms: tuple[Entry, ...]
    details: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class MeasureList:
    """One of the three lists."""

    heading: Heading
    about: Phrase
    measures: tuple[Measure, ...]


@dataclass(frozen=True, slots=True)
class Measures:
    """The chapter of recommendations."""

    heading: Heading
    notes: tuple[Phrase, ...]
    lists: tuple[MeasureList, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """One condition of a level."""

    text: Phrase
    found: Phrase
    mark: Mark


@dataclass(frozen=True, slots=True)
class Rung:
    """A level and all its conditions."""

    title: Phrase
    mark: Mark
    requirements: tuple[Requirement, ...]


@dataclass(frozen=True, slots=True)
class Ladder:
    """The levels, and what is missing for the next one."""

    heading: Heading
    standing: tuple[Phrase, ...]
    missing: tuple[Requirement, ...]
    rungs: tuple[Rung, ...]


@dataclass(frozen=True, slots=True)
class WeightRow:
    """How one node is put together."""

    depth: int
    title: Phrase
    aggregate: Phrase
    nominal: str
    effective: str
    coverage: str
    score: str


@dataclass(frozen=True, slots=True)
class Method:
    """How the score comes about."""

    heading: Heading
    paragraphs: tuple[Entry, ...]
    losses: Chart | None
    rows: tuple[WeightRow, ...]
    identity: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class AnswerRow:
    """One question and its answer."""

    question: Phrase
    answer: Phrase
    mark: Mark | None
    remarks: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class Topic:
    """The answers to one topic's questions."""

    heading: Heading
    rows: tuple[AnswerRow, ...]


@dataclass(frozen=True, slots=True)
class Annex:
    """Every answer."""

    heading: Heading
    about: Phrase
    topics: tuple[Topic, ...]


@dataclass(frozen=True, slots=True)
class OpenQuestions:
    """What nobody has answered yet, by topic."""

    heading: Heading
    about: Phrase
    topics: tuple[tuple[Phrase, tuple[Phrase, ...]], ...]


@dataclass(frozen=True, slots=True)
class Reference:
    """A document that a benchmark or a measure is taken from; ``link`` is http(s) or empty."""

    number: str
    title: Phrase
    detail: Phrase
    link: str


@dataclass(frozen=True, slots=True)
class References:
    """The documents that the report leans on."""

    heading: Heading
    items: tuple[Reference, ...]


@dataclass(frozen=True, slots=True)
class ContentsLine:
    """One line of the contents."""

    heading: Heading
    depth: int


@dataclass(frozen=True, slots=True)
class Page:
    """The whole report, finished; ``labels`` are the fixed words of the templates."""

    languages: tuple[str, ...]
    title: str
    running: Phrase
    subject: str
    date: str
    labels: dict[str, Phrase]
    cover: Cover
    contents: tuple[ContentsLine, ...]
    summary: Summary
    chapters: tuple[Chapter, ...]
    measures: Measures
    ladder: Ladder
    method: Method
    open_questions: OpenQuestions
    annex: Annex
    references: References
