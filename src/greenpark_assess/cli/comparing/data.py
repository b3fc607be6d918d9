"""What a comparison came to, for programs and spreadsheets."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any, Literal

from greenpark_assess import __version__
from greenpark_assess.assessment import RubricRef
from greenpark_assess.cli.comparing.yardstick import Told
from greenpark_assess.cli.differences import as_data as differences
from greenpark_assess.comparison.compared import Compared
from greenpark_assess.comparison.entries import Entry, chosen, country
from greenpark_assess.comparison.records import Change, Group, IndicatorScore, Score, Standing
from greenpark_assess.problems import Problem, ProblemsFound, did_you_mean
from greenpark_assess.rubric.diff import Diff, Item, diff
from greenpark_assess.rubric.diff.questions import declared_findings
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.model import Id, Rubric, Text
from greenpark_assess.rubric.versions import declared_changes, links
from greenpark_assess.wording import words

if TYPE_CHECKING:
    from greenpark_assess.report.trend import Background

SCHEMA = "greenpark-comparison/1"
COUNTRY = "country"
# fmt: off
COLUMNS = (
    "entry", "park", "name", "country", "group", "period", "rubric", "part", "id", "title",
    "status", "value", "value_low", "value_high", "unit", "points", "low", "high", "published",
    "since", "rubric_change", "scope", "answered", "performance",
)
# fmt: on


@dataclass(frozen=True, slots=True)
class Key:
    """By what parks are grouped; ``labels`` names the options of a question."""

    name: str
    of: Callable[[Entry], str]
    labels: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Result:
    """A comparison with what its entries came from, by park and period, and its groups."""

    compared: Compared
    told: Mapping[tuple[str, str], Told]
    key: Key | None
    groups: Mapping[str, Group]

    def told_by(self, entry: Entry) -> Told:
        """Return what an entry came from."""
        return self.told[entry.park, entry.period]

    def group_name(self, name: str, language: str) -> str:
        """Return what a group is called."""
        labels = self.key.labels if self.key else {}
        label = labels[name].within(language) if name in labels else name
        return label or str(words(language)["compare"]["not_stated"])


def grouping(by: str, rubric: Rubric) -> Key:
    """Return the key that ``by`` names: the country, or a choice, maybe without its topic.

    Raises:
        ProblemsFound: There is no such choice.
    """
    if by == COUNTRY:
        return Key(by, country, {})
    choices = {name: one for name, one in rubric.questions.items() if one.kind == "choice"}
    short = [name for name in choices if name.rpartition(".")[2] == by]
    name = by if by in choices or len(short) != 1 else short[0]
    if name not in choices:
        allowed = [COUNTRY, *choices]
        meant = did_you_mean(by, allowed)
        details = {"name": by, "allowed": allowed} | ({"meant": meant} if meant else {})
        raise ProblemsFound([Problem("cli.compare_by", None, details)])
    return Key(name, chosen(name), choices[name].options or {})


# --- earlier versions -----------------------------------------------------------------------------


def earlier_versions(result: Result) -> Iterator[Diff]:
    """Yield how the yardstick differs from each other version that was answered.

    Where such a version is not at hand, only what the yardstick declares about it is known; it has
    no items where nothing is.
    """
    rubric = result.compared.rubric
    seen = {content_hash(rubric)}
    for entry in result.compared.rescored.entries:
        source = result.told_by(entry).source
        own = source.rubric
        mark = content_hash(own) if own is not None else source.name
        if mark in seen or (source.name == rubric.name and own is None):
            continue
        seen.add(mark)
        if own is not None:
            yield diff(own, rubric)
        elif source.rubric_id == rubric.header.id and source.version is not None:
            yield _declared(source.name, source.version, rubric)


def _declared(name: str, version: str, rubric: Rubric) -> Diff:
    declared = declared_changes(rubric, version)
    asked = links(declared.questions, declared.questions, rubric.questions)
    judged = links(declared.indicators, declared.indicators, rubric.indicators())
    items = (
        *(
            Item("question", one.old, one.new, tuple(declared_findings(one, added="check")))
            for one in asked
            if one.old
        ),
        *(
            Item("indicator", one.old, one.new, tuple(declared_findings(one, added="score")))
            for one in judged
            if one.old
        ),
    )
    return Diff(name, rubric.name, version in rubric.header.replaces, items)


def background(result: Result, language: str) -> Background:
    """Return what the trend report tells beside the comparison itself."""
    from greenpark_assess.report.trend import Background

    groups = {
        result.group_name(name, language) if name else "": group
        for name, group in result.groups.items()
    }
    entries = result.compared.rescored.entries
    notes = [note for entry in entries for note in result.told_by(entry).problems]
    sources = (result.told_by(entry).source for entry in entries)
    earlier = {one.rubric.name: one.rubric for one in sources if one.rubric is not None}
    return Background(tuple(earlier_versions(result)), groups, tuple(notes), earlier)


# --- JSON -----------------------------------------------------------------------------------------


def as_data(result: Result, language: str) -> dict[str, Any]:
    """Return everything, unrounded, as JSON can hold it."""
    compared = result.compared
    header = compared.rubric.header
    reference = RubricRef(id=header.id, version=header.version, hash=content_hash(compared.rubric))
    return {
        "schema": SCHEMA,
        "engine": __version__,
        "rubric": reference.model_dump(),
        "entries": [
            _entry(result, entry, standing)
            for entry, standing in zip(
                compared.rescored.entries, compared.rescored.standings, strict=True
            )
        ],
        "changes": [asdict(one) for one in compared.changes],
        "parks": asdict(compared.group) if compared.group else None,
        "by": result.key.name if result.key else None,
        "groups": {name: asdict(one) for name, one in result.groups.items()},
        "versions": [differences(one, language) for one in earlier_versions(result)],
    }


def _entry(result: Result, entry: Entry, standing: Standing) -> dict[str, Any]:
    about, told = entry.answers, result.told_by(entry)
    return {
        "label": entry.label,
        "file": told.source.file,
        "park": about.park.id,
        "name": dict(about.park.name),
        "country": about.park.country,
        "period": about.period,
        "illustrative": about.illustrative,
        "basis": about.basis,
        "total": asdict(standing.total),
        "coverage": standing.coverage,
        "level": {
            "reached": None if about.basis else standing.reached,
            "possible": None if about.basis else standing.possible,
            "provisional": standing.provisional,
        },
        "published": _published(entry, standing),
        "nodes": {name: asdict(one) for name, one in standing.nodes.items()},
        "indicators": {name: asdict(one) for name, one in standing.indicators.items()},
    }


def _published(entry: Entry, standing: Standing) -> dict[str, Any] | None:
    if entry.stored is None or standing.restated is None:
        return None
    return {
        "score": entry.stored.total,
        "rubric": entry.stored.rubric.model_dump(),
        "engine": entry.stored.engine,
        "difference": standing.restated.difference,
        "reason": standing.restated.reason,
    }


# --- CSV ------------------------------------------------------------------------------------------

Part = Literal["total", "dimension", "criterion", "indicator"]


def rows(result: Result, language: str) -> Iterator[dict[str, object]]:
    """Yield a row per entry and part of the tree: the total, its nodes, its indicators."""
    rescored = result.compared.rescored
    changes = {change.new: change for change in result.compared.changes}
    tree = list(result.compared.rubric.walk())
    for entry, standing in zip(rescored.entries, rescored.standings, strict=True):
        about, change = _about(result, entry, language), changes.get(entry.label)
        total = {"part": "total", "id": "total", **_score(standing.total)}
        published = entry.stored.total if entry.stored else None
        yield {**about, **total, "published": published, **_total_change(change)}
        for name, item, above in tree:
            is_node = name in standing.nodes
            score = standing.nodes[name] if is_node else standing.indicators[name]
            part: Part = "criterion" if is_node and above else "dimension"
            yield {
                **about,
                "part": part if is_node else "indicator",
                "id": name,
                "title": item.title.within(language),
                "unit": None if is_node else getattr(item, "unit", None),
                **_score(score),
                **_part_change(change, name),
            }


def _about(result: Result, entry: Entry, language: str) -> dict[str, object]:
    names = entry.answers.park.name
    return {
        "entry": entry.label,
        "park": entry.park,
        "name": names.get(language) or names.get("") or next(iter(names.values()), ""),
        "country": entry.answers.park.country,
        "group": result.key.of(entry) if result.key else None,
        "period": entry.period,
        "rubric": result.compared.rubric.name,
    }


def _score(score: Score) -> dict[str, object]:
    found: dict[str, object] = {
        "status": score.status,
        "points": score.points,
        "low": score.low,
        "high": score.high,
    }
    if isinstance(score, IndicatorScore):
        ends = {"value_low": score.value_low, "value_high": score.value_high}
        found |= {"value": score.value, **ends}
    return found


def _total_change(change: Change | None) -> dict[str, object]:
    if change is None or change.parts is None:
        return {}
    parts = change.parts
    return {
        "since": change.old,
        "rubric_change": parts.rubric,
        "scope": parts.scope,
        "answered": parts.answered,
        "performance": parts.performance,
    }


def _part_change(change: Change | None, name: Id) -> dict[str, object]:
    if change is None or change.parts is None:
        return {}
    parts = change.parts
    if name in parts.nodes:
        return {"since": change.old, "performance": parts.nodes[name]}
    return {
        "since": change.old,
        "scope": parts.scope_of.get(name, 0.0),
        "answered": parts.answered_of.get(name, 0.0),
        "performance": parts.indicators[name],
    }
