"""The report before it has a form: frozen records of finished words and numbers.

Templates and charts only place what stands here. Every text is a :data:`Phrase`, one run per
language, so that each piece of text keeps its language all the way to the page. (Named tuples for
the reason that expressions.tree gives.)
"""

from __future__ import annotations

from typing import Literal, NamedTuple, TypeAlias

from greenpark_assess.report.charts import Bars, HeatMap, Waterfall


class Run(NamedTuple):
    """Text in one language; ``lang`` is a BCP 47 tag, or empty where it is not known."""

    lang: str
    text: str


Phrase: TypeAlias = tuple[Run, ...]
Tone: TypeAlias = Literal["good", "bad", "open", "quiet"]


class Badge(NamedTuple):
    """A printed score with its class of the colour scale (``b0`` weak to ``b4`` strong)."""

    text: str
    band: str


class Entry(NamedTuple):
    """A label and what belongs to it."""

    label: Phrase
    text: Phrase


class Mark(NamedTuple):
    """A state in words, with the tone in which it is set."""

    text: Phrase
    tone: Tone


class Heading(NamedTuple):
    """The head of a section; ``anchor`` is its link target, ``number`` may be empty."""

    anchor: str
    number: str
    title: Phrase


class Cover(NamedTuple):
    """The first page."""

    kind: Phrase
    park: Phrase
    about: Phrase
    mark: Phrase
    score: Badge
    out_of: Phrase
    level: Phrase
    facts: tuple[Entry, ...]


class Gap(NamedTuple):
    """One of the largest gaps."""

    indicator: Phrase
    link: str
    value: Phrase
    full: Phrase
    lost: str


class FirstStep(NamedTuple):
    """One of the measures to begin with."""

    title: Phrase
    link: str
    list: Phrase
    gain: str


class Summary(NamedTuple):
    """The page that the director reads; ``open`` stands in a report from published figures."""

    heading: Heading
    finding: Phrase
    figures: tuple[Entry, ...]
    chart: Bars
    gaps: tuple[Gap, ...]
    prerequisites: tuple[tuple[Mark, Phrase], ...]
    first: tuple[FirstStep, ...]
    open: tuple[OpenLine, ...]


class Losses(NamedTuple):
    """Where the points are lost: by dimension, and how weak each criterion is."""

    heading: Heading
    waterfall: Waterfall | None
    about: Phrase
    heat_map: HeatMap
    note: Phrase


class BenchmarkLine(NamedTuple):
    """A published value beside which the park's value is shown."""

    value: Phrase
    note: Phrase


class IndicatorRow(NamedTuple):
    """One line of a chapter's table."""

    anchor: str
    title: Phrase
    prerequisite: Mark | None
    value: Phrase
    state: Phrase
    reason: Phrase
    full: Phrase
    benchmarks: tuple[BenchmarkLine, ...]
    evidence: Mark | None
    points: Badge | None
    weight: str
    lost: str


class Group(NamedTuple):
    """The indicators of one criterion, with what the criterion comes to.

    Where they cannot make up for each other, ``joined`` says how they are joined, and a chart
    shows them side by side.
    """

    anchor: str
    title: Phrase
    points: Badge | None
    weight: str
    lost: str
    rows: tuple[IndicatorRow, ...]
    joined: Phrase
    chart: Bars | None


class Chapter(NamedTuple):
    """One dimension."""

    heading: Heading
    about: Phrase
    state: Phrase
    figures: tuple[Entry, ...]
    chart: Bars | None
    groups: tuple[Group, ...]
    why: tuple[Entry, ...]


class Measure(NamedTuple):
    """A recommendation that is due."""

    anchor: str
    title: Phrase
    text: Phrase
    terms: tuple[Entry, ...]
    details: tuple[Entry, ...]


class MeasureLine(NamedTuple):
    """A recommendation that is due, as one row of a table."""

    anchor: str
    title: Phrase
    details: tuple[Entry, ...]
    terms: tuple[Phrase, ...]


class MeasureList(NamedTuple):
    """One of the three lists: the first measures in full, the ``rest`` in a table."""

    heading: Heading
    about: Phrase
    measures: tuple[Measure, ...]
    rest: tuple[MeasureLine, ...]


class Stage(NamedTuple):
    """What one party begins in one year: titles with their link targets, and how many more."""

    measures: tuple[tuple[Phrase, str], ...]
    more: Phrase


class RoadMap(NamedTuple):
    """Who begins what in which year; one row per party, with one stage per year."""

    heading: Heading
    about: Phrase
    years: tuple[Phrase, ...]
    parties: tuple[tuple[Phrase, tuple[Stage, ...]], ...]


class Measures(NamedTuple):
    """The chapter of recommendations; ``terms`` head the columns of the tables of the rest."""

    heading: Heading
    notes: tuple[Phrase, ...]
    terms: tuple[Phrase, ...]
    lists: tuple[MeasureList, ...]
    road_map: RoadMap | None


class Requirement(NamedTuple):
    """One condition: what was found, and what it means for each level (``None``: not asked)."""

    text: Phrase
    found: Phrase
    marks: tuple[Mark | None, ...]


class Ladder(NamedTuple):
    """The levels side by side, and what is missing for the next one."""

    heading: Heading
    standing: tuple[Phrase, ...]
    missing: tuple[Requirement, ...]
    levels: tuple[tuple[Phrase, Mark], ...]
    requirements: tuple[Requirement, ...]


class WeightRow(NamedTuple):
    """How one node is put together."""

    depth: int
    title: Phrase
    aggregate: Phrase
    nominal: str
    effective: str
    coverage: str
    score: str


class Method(NamedTuple):
    """How the score comes about."""

    heading: Heading
    paragraphs: tuple[Entry, ...]
    rows: tuple[WeightRow, ...]
    identity: tuple[Entry, ...]


class AnswerRow(NamedTuple):
    """One question and its answer."""

    question: Phrase
    answer: Phrase
    mark: Mark | None
    remarks: tuple[Entry, ...]


class Topic(NamedTuple):
    """The answers to one topic's questions."""

    heading: Heading
    rows: tuple[AnswerRow, ...]


class Annex(NamedTuple):
    """Every answer."""

    heading: Heading
    about: Phrase
    topics: tuple[Topic, ...]


class OpenLine(NamedTuple):
    """An indicator that open answers leave undecided, and what settling it would do."""

    indicator: Phrase
    link: str
    questions: tuple[Phrase, ...]
    narrows: str
    decides: Phrase


class OpenQuestions(NamedTuple):
    """What nobody has answered yet: what it leaves undecided, and the rest by topic."""

    heading: Heading
    about: Phrase
    lines: tuple[OpenLine, ...]
    more: Phrase
    topics: tuple[tuple[Phrase, tuple[Phrase, ...]], ...]


class Declaration(NamedTuple):
    """The page that the park signs: what it declares, and the lines to fill in by hand."""

    heading: Heading
    sentences: tuple[Phrase, ...]
    facts: tuple[Entry, ...]
    lines: tuple[Phrase, ...]
    seal: Phrase


class Reference(NamedTuple):
    """A document that a benchmark or a measure is taken from; ``link`` is http(s) or empty."""

    number: str
    title: Phrase
    detail: Phrase
    link: str


class References(NamedTuple):
    """The documents that the report leans on."""

    heading: Heading
    items: tuple[Reference, ...]


class ContentsLine(NamedTuple):
    """One line of the contents."""

    heading: Heading
    depth: int


class Page(NamedTuple):
    """The whole report, finished; ``labels`` are the fixed words of the templates.

    ``published``: it rests on published figures, shows ranges and speaks of no loss.
    """

    published: bool
    languages: tuple[str, ...]
    title: str
    running: Phrase
    subject: str
    date: str
    labels: dict[str, Phrase]
    cover: Cover
    contents: tuple[ContentsLine, ...]
    summary: Summary
    losses: Losses | None
    chapters: tuple[Chapter, ...]
    measures: Measures | None
    ladder: Ladder | None
    open_questions: OpenQuestions
    method: Method
    annex: Annex
    references: References
    declaration: Declaration | None
