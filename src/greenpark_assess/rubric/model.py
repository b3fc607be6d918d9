"""The rubric as frozen records: what an expert may change, and nothing that only code may change.

One YAML file, or several joined by ``include``, become one :class:`Rubric`. Every model forbids
unknown keys, so a misspelt key is an error with a place and never a silent default.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Annotated, Any, Literal, TypeAlias

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Discriminator,
    Field,
    RootModel,
    Tag,
)
from pydantic_core import PydanticCustomError

# Segments are letters, digits and underscores, so that an id can be written in an expression.
ID_PATTERN = r"^[a-z][a-z0-9_]*(\.[a-z0-9_]+)*$"

Id: TypeAlias = Annotated[str, Field(pattern=ID_PATTERN)]
OptionId: TypeAlias = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]*$")]
Expression: TypeAlias = Annotated[
    str,
    BeforeValidator(
        lambda raw: str(raw) if isinstance(raw, int | float) else raw,
        json_schema_input_type=str | float | bool,
    ),
    Field(min_length=1, max_length=1000),
]
Kind: TypeAlias = Literal["number", "yes_no", "choice", "choices", "maturity"]
Status: TypeAlias = Literal["verified", "unverified", "judgement"]
CostClass: TypeAlias = Literal["low", "medium", "high", "park"]
Party: TypeAlias = Literal["government", "finance", "community", "developer", "enterprises"]

MATURITY_LEVELS = 5


class Record(BaseModel):
    """Base of all records: frozen, no unknown keys."""

    model_config = ConfigDict(
        frozen=True, extra="forbid", populate_by_name=True, allow_inf_nan=False
    )


class Text(RootModel[dict[str, str]]):
    """A text in one or more languages; a plain string stands for a rubric's single language."""

    model_config = ConfigDict(frozen=True)

    root: Annotated[
        dict[str, str],
        BeforeValidator(
            lambda raw: {"": raw} if isinstance(raw, str) else raw,
            json_schema_input_type=str | dict[str, str],
        ),
    ]

    def within(self, language: str) -> str:
        """Return the text in ``language``, else the text without language, else the first one."""
        texts = self.root
        return texts.get(language) or texts.get("") or next(iter(texts.values()), "")

    def languages(self) -> set[str]:
        """Return the languages that have a text; the empty string means "the rubric's only one"."""
        return {language for language, text in self.root.items() if text.strip()}


class Policy(Record):
    """How open questions count, printed in every report."""

    unanswered: Literal["lowest", "excluded"] = "lowest"
    min_coverage: float = Field(default=0, ge=0, le=100, description="percent of weight answered")


AGGREGATIONS = (
    "arithmetic",
    "geometric",
    "harmonic",
    "minimum",
    "maximum",
    "power(p)",
    "at_least(k)",
)
_AGGREGATION = re.compile(
    r"(?P<name>arithmetic|geometric|harmonic|minimum|maximum)"
    r"|power\((?P<power>-?\d+(\.\d+)?)\)"
    r"|at_least\((?P<count>[1-9]\d*)\)"
)


def _known_aggregation(text: str) -> str:
    if not _AGGREGATION.fullmatch(text):
        context = {"found": text, "allowed": ", ".join(AGGREGATIONS)}
        raise PydanticCustomError("rubric.aggregation", "unknown aggregation", context)
    return text


Aggregation: TypeAlias = Annotated[
    str,
    AfterValidator(_known_aggregation),
    Field(json_schema_extra={"pattern": re.sub(r"\?P<\w+>", "", f"^({_AGGREGATION.pattern})$")}),
]


def aggregation_parts(text: str) -> tuple[str, float]:
    """Split an aggregation into its name and parameter: ``power(2)`` gives ``("power", 2.0)``.

    The parameter is 0 for aggregations that have none.
    """
    match = _AGGREGATION.fullmatch(text)
    if match is None:
        raise ValueError(text)
    if match["power"] is not None:
        return "power", float(match["power"])
    if match["count"] is not None:
        return "at_least", float(match["count"])
    return match["name"], 0.0


Versions: TypeAlias = Annotated[
    tuple[str, ...],
    BeforeValidator(
        lambda raw: (raw,) if isinstance(raw, str | int | float) else raw,
        json_schema_input_type=str | tuple[str, ...],
    ),
]


class Header(Record):
    """Section ``rubric``: what this rubric is, and the policies that hold for all of it."""

    id: Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]*$")]
    version: str
    replaces: Versions = Field(
        default=(), description="earlier versions whose questionnaires this one takes over"
    )
    title: Text
    about: Text | None = None
    languages: tuple[str, ...] = Field(default=("en",), min_length=1)
    licence: str | None = None
    aggregate: Aggregation = "arithmetic"
    floor: float | None = Field(default=None, gt=0, le=100)
    policy: Policy = Policy()


class Source(Record):
    """A document that benchmarks, sentences or effects are taken from."""

    title: Text
    publisher: Text | None = None
    year: int | None = None
    url: str | None = None


class Sentence(Record):
    """A sentence of a source document that the rubric answers to, in our own words."""

    source: Id
    place: Text
    text: Text


class Question(Record):
    """A fact that is asked for once; only indicators judge it."""

    text: Text
    kind: Kind
    unit: str | None = None
    options: dict[OptionId, Text] | None = None
    levels: tuple[Text, ...] | None = Field(
        default=None, min_length=MATURITY_LEVELS, max_length=MATURITY_LEVELS
    )
    help: Text | None = None
    evidence: Text | None = None
    min: float | None = None
    max: float | None = None
    ask_if: Expression | None = None
    na: Literal["reason", "never"] = "reason"
    who: Text | None = Field(default=None, alias="for")


class Benchmark(Record):
    """A published value beside which the park's value is shown."""

    value: float | str | None = None
    source: Id | None = None
    clause: Text | None = None
    status: Status = "unverified"
    note: Text | None = None


class _Scale(Record):
    """Value to points. ``if`` is allowed in the branches of a ``switch`` only."""

    condition: Expression | None = Field(default=None, alias="if")
    note: Text | None = None


class PointsScale(_Scale):
    """Piecewise linear between the given (value: points), clipped at both ends.

    ``log`` interpolates in the logarithm of the value; ``two_sided`` declares that points fall
    again on purpose.
    """

    points: dict[float, Annotated[float, Field(ge=0)]] = Field(min_length=2)
    log: bool = False
    two_sided: bool = False


class OptionsScale(_Scale):
    """Points per option of a choice."""

    options: dict[OptionId, Annotated[float, Field(ge=0)]] = Field(min_length=1)


class MaturityScale(_Scale):
    """Points per described level, from level 0 to level 4."""

    maturity: tuple[Annotated[float, Field(ge=0)], ...] = Field(
        min_length=MATURITY_LEVELS, max_length=MATURITY_LEVELS
    )
    two_sided: bool = False


class MetScale(_Scale):
    """100 points if ``met`` holds, ``partly_points`` if only ``partly`` holds, else 0."""

    met: Expression
    partly: Expression | None = None
    partly_points: float = Field(default=50, ge=0, le=100)


class RatioScale(_Scale):
    """100 × value / reference (or its inverse for ``lower_is_better``), at most 100 × ``cap``."""

    ratio_to: Expression
    cap: float = Field(gt=0, le=1000)
    lower_is_better: bool = False


class SwitchScale(_Scale):
    """The first branch whose ``if`` holds; a last branch without ``if`` is the default.

    Where no branch holds, the indicator is not applicable.
    """

    switch: tuple[SimpleScale, ...] = Field(min_length=1)


SCALES = {
    "points": PointsScale,
    "options": OptionsScale,
    "maturity": MaturityScale,
    "met": MetScale,
    "ratio_to": RatioScale,
    "switch": SwitchScale,
}


def _scale_tag(raw: Any) -> str:  # noqa: ANN401 - unchecked input is exactly what it gets
    keys = raw if isinstance(raw, Mapping) else getattr(type(raw), "model_fields", ())
    return next((name for name in SCALES if name in keys), None) or _nearest_scale(keys)


def _nearest_scale(keys: Iterable[Any]) -> str:
    """Return the scale that one of ``keys`` looks like, so that its misspelling is found."""
    from difflib import get_close_matches  # noqa: PLC0415 - only needed once something is wrong

    close = (name for key in keys for name in get_close_matches(str(key), SCALES, 1))
    return next(close, "points")


SimpleScale: TypeAlias = Annotated[
    Annotated[PointsScale, Tag("points")]
    | Annotated[OptionsScale, Tag("options")]
    | Annotated[MaturityScale, Tag("maturity")]
    | Annotated[MetScale, Tag("met")]
    | Annotated[RatioScale, Tag("ratio_to")],
    Discriminator(_scale_tag),
]
Scale: TypeAlias = Annotated[
    Annotated[PointsScale, Tag("points")]
    | Annotated[OptionsScale, Tag("options")]
    | Annotated[MaturityScale, Tag("maturity")]
    | Annotated[MetScale, Tag("met")]
    | Annotated[RatioScale, Tag("ratio_to")]
    | Annotated[SwitchScale, Tag("switch")],
    Discriminator(_scale_tag),
]


class Indicator(Record):
    """Judges facts: a value with a unit, a scale that turns it into points, and where it is from.

    Without ``value`` the indicator judges the question that has the indicator's own id.
    """

    title: Text
    weight: float = Field(ge=0)
    value: Expression | None = None
    unit: str | None = None
    if_zero: float | None = Field(default=None, description="value where a denominator is zero")
    applies_if: Expression | None = None
    scale: Scale
    prerequisite: Expression | None = None
    requires: Text | None = Field(default=None, description="the prerequisite in words")
    benchmarks: tuple[Benchmark, ...] = ()
    sentences: tuple[str, ...] = Field(default=(), alias="from")
    why: Text | None = None


class Node(Record):
    """An inner layer of the tree: a dimension or, below it, a criterion; any depth is allowed."""

    title: Text
    weight: float = Field(ge=0)
    aggregate: Aggregation = "arithmetic"
    floor: float | None = Field(default=None, gt=0, le=100)
    about: Text | None = None
    applies_if: Expression | None = None
    sentences: tuple[str, ...] = Field(default=(), alias="from")
    criteria: dict[Id, Node] = Field(default_factory=dict)
    indicators: dict[Id, Indicator] = Field(default_factory=dict)


class Condition(Record):
    """A condition of a level, with the words in which a report prints it."""

    text: Text
    condition: Expression = Field(alias="if")


class Level(Record):
    """A rung of the ladder; a level holds only if all levels below it hold."""

    title: Text
    from_: float = Field(alias="from", ge=0, le=1000)
    prerequisites: Literal["all"] | tuple[Id, ...] = ()
    each_dimension: float | None = Field(default=None, ge=0, le=100)
    conditions: tuple[Condition, ...] = ()


class Recommendation(Record):
    """Something a park can do: what it lifts, what it takes, who acts, and how that is known."""

    title: Text
    text: Text
    lifts: dict[Id, Annotated[float, Field(gt=0)]] = Field(
        description="indicator: points that it reaches with this measure"
    )
    due_if: Expression | None = None
    effect: Text | None = None
    cost: tuple[CostClass, ...] = Field(min_length=1, max_length=2)
    payback: tuple[float, float] | Literal["required"] | None = Field(
        default=None, description="years, from and to; 'required' where the law asks for it"
    )
    who: tuple[Party, ...] = Field(min_length=1)
    interacts: tuple[Id, ...] = ()
    source: Id | None = None
    status: Status = "unverified"
    sentences: tuple[str, ...] = Field(default=(), alias="from")


class Expected(Record):
    """The numbers that must come out of a case; only what is named is compared."""

    total: float | None = None
    low: float | None = None
    high: float | None = None
    coverage: float | None = None
    level: str | None = None
    possible: str | None = None
    scores: dict[Id, float | None] = Field(default_factory=dict)
    values: dict[Id, float | None] = Field(default_factory=dict)
    points: dict[Id, float | None] = Field(default_factory=dict)
    lows: dict[Id, float | None] = Field(default_factory=dict)
    highs: dict[Id, float | None] = Field(default_factory=dict)
    status: dict[Id, Literal["answered", "unanswered", "not_applicable"]] = Field(
        default_factory=dict
    )
    tolerance: float = Field(default=1e-6, gt=0)


class Case(Record):
    """A worked example: answers in, numbers out; run by the tests and by ``rubric check``.

    The answers of a whole park may stand in a ``questionnaire``, named by its path from here; an
    answer that is given here as well takes the place of the one there.
    """

    about: Text | None = None
    questionnaire: str | None = None
    answers: dict[str, Any] = Field(default_factory=dict)
    expect: Expected


class Same(Record):
    """The item asks for the same as before, whatever its words; says why that is so."""

    same: Text


class Renamed(Record):
    """The item has another id now, and asks for the same."""

    renamed: Id
    why: Text | None = None


class Split(Record):
    """Several items ask now for what this one asked for."""

    split: tuple[Id, ...] = Field(min_length=2)
    why: Text | None = None


class Merged(Record):
    """One item asks now for what this one and others asked for."""

    merged: Id
    why: Text | None = None


class Rescaled(Record):
    """The same fact is told in another unit or on another scale, under this or another id."""

    rescaled: Id
    why: Text | None = None


class NotComparable(Record):
    """The id is still there and means something else; says why."""

    not_comparable: Text


class Retired(Record):
    """The item is gone, and nothing takes its place; says why."""

    retired: Text


CHANGES = {
    "same": Same,
    "renamed": Renamed,
    "split": Split,
    "merged": Merged,
    "rescaled": Rescaled,
    "not_comparable": NotComparable,
    "retired": Retired,
}


def _change_tag(raw: Any) -> str | None:  # noqa: ANN401 - unchecked input is exactly what it gets
    keys = raw if isinstance(raw, Mapping) else getattr(type(raw), "model_fields", ())
    return next((name for name in CHANGES if name in keys), None)


Change: TypeAlias = Annotated[
    Annotated[Same, Tag("same")]
    | Annotated[Renamed, Tag("renamed")]
    | Annotated[Split, Tag("split")]
    | Annotated[Merged, Tag("merged")]
    | Annotated[Rescaled, Tag("rescaled")]
    | Annotated[NotComparable, Tag("not_comparable")]
    | Annotated[Retired, Tag("retired")],
    Discriminator(_change_tag),
]


class Changes(Record):
    """What became of the items of one earlier version; an item that is not named kept its id."""

    questions: dict[Id, Change] = Field(default_factory=dict)
    indicators: dict[Id, Change] = Field(default_factory=dict)


class Sections(Record):
    """What a rubric is made of, section by section.

    Its validator, which holds those of all records above, is only built once it is needed.
    """

    model_config = ConfigDict(defer_build=True)

    sources: dict[Id, Source] = Field(default_factory=dict)
    sentences: dict[str, Sentence] = Field(default_factory=dict)
    topics: dict[Id, Text] = Field(default_factory=dict)
    questions: dict[Id, Question] = Field(default_factory=dict)
    dimensions: dict[Id, Node] = Field(default_factory=dict)
    levels: dict[Id, Level] = Field(default_factory=dict)
    recommendations: dict[Id, Recommendation] = Field(default_factory=dict)
    cases: dict[str, Case] = Field(default_factory=dict)
    changes: dict[str, Changes] = Field(
        default_factory=dict, description="by earlier version: what became of its items"
    )


class RubricFile(Sections):
    """One file of a rubric: any of the sections, all optional, joined by section."""

    rubric: Header | None = None
    include: tuple[str, ...] = ()


class Rubric(Sections):
    """A whole rubric: all files joined; still as the expert wrote it, nothing compiled."""

    header: Header

    @property
    def name(self) -> str:
        """The rubric's name with version, as answers files refer to it: ``green-park@1.0.0``."""
        return f"{self.header.id}@{self.header.version}"

    def walk(self) -> Iterator[tuple[Id, Node | Indicator, tuple[Id, ...]]]:
        """Yield ``(id, node or indicator, ids of its ancestors)``, parents before children."""
        yield from _walk(self.dimensions, ())

    def indicators(self) -> dict[Id, Indicator]:
        """Return all indicators by id, in the order of the tree."""
        return {name: item for name, item, _ in self.walk() if isinstance(item, Indicator)}

    def nodes(self) -> dict[Id, Node]:
        """Return all inner nodes by id, parents before children."""
        return {name: item for name, item, _ in self.walk() if isinstance(item, Node)}


def _walk(
    nodes: Mapping[Id, Node], ancestors: tuple[Id, ...]
) -> Iterator[tuple[Id, Node | Indicator, tuple[Id, ...]]]:
    for name, node in nodes.items():
        yield name, node, ancestors
        below = (*ancestors, name)
        yield from ((leaf, item, below) for leaf, item in node.indicators.items())
        yield from _walk(node.criteria, below)
