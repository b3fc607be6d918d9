"""All that is compared under one rubric: which one that is, and what each entry says to it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from greenpark_assess import __version__
from greenpark_assess.answers.migrate import migrate
from greenpark_assess.answers.model import Answers
from greenpark_assess.answers.read import named_rubric, read_answers
from greenpark_assess.assessment import RubricRef
from greenpark_assess.cli.comparing.sources import Source
from greenpark_assess.cli.inputs import sound_rubric
from greenpark_assess.comparison.carry import Asked, asked_by, carry
from greenpark_assess.comparison.entries import Entry, Stored, stored_result
from greenpark_assess.comparison.recorded import recorded_answers
from greenpark_assess.documents import read
from greenpark_assess.problems import Problem, ProblemsFound, has_errors
from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.load import find_rubric
from greenpark_assess.rubric.model import Rubric
from greenpark_assess.rubric.versions import version_order
from greenpark_assess.scoring.engine import score
from greenpark_assess.scoring.levels import DECIMALS
from greenpark_assess.scoring.plan import Plan, compile_plan
from greenpark_assess.scoring.table import encode

# --- which rubric ---------------------------------------------------------------------------------


def yardstick(sources: Sequence[Source]) -> Rubric:
    """Return the newest version of the rubric that all sources were answered under.

    Raises:
        ProblemsFound: They were answered under several rubrics, the newest version is not at hand,
            or its files differ.
    """
    names = {source.rubric_id or source.name for source in sources}
    if len(names) > 1:
        found = sorted({source.name for source in sources})
        raise ProblemsFound([Problem("cli.compare_rubrics", None, {"found": found})])
    newest = max(sources, key=lambda source: version_order(source.version or ""))
    rubrics = [
        source.rubric for source in sources if source.rubric and source.version == newest.version
    ]
    if not rubrics:
        raise ProblemsFound(_not_at_hand(newest))
    if len({content_hash(rubric) for rubric in rubrics}) > 1:
        details = {"name": rubrics[0].name}
        raise ProblemsFound([Problem("cli.compare_contents", None, details)])
    return rubrics[0]


def _not_at_hand(source: Source) -> Iterator[Problem]:
    """Yield why the rubric of a source cannot be used, and what to do about it."""
    place = source.place
    if source.document is not None:
        place = source.document.place(("rubric",))
    try:
        find_rubric(source.name)
        sound_rubric(source.name)
    except ProblemsFound as found:
        for problem in found.problems:
            yield replace(problem, place=place) if problem.code in _UNKNOWN else problem
    yield Problem("cli.compare_own_rubric", replace(place, source=""), severity="note")


_UNKNOWN = {"rubric.unknown_rubric", "rubric.unknown_version", "file.missing"}

# --- entries --------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Told:
    """A source under the yardstick: its answers, the published result, and what was found.

    ``answers`` is ``None`` where the source has errors.
    """

    source: Source
    answers: Answers | None
    stored: Stored | None
    problems: tuple[Problem, ...] = ()

    @property
    def key(self) -> tuple[str, str]:
        """Park and period, of which there is one entry only."""
        return (self.answers.park.id, self.answers.period) if self.answers else ("", "")


@dataclass(frozen=True)
class Teller:
    """Tells what sources say to a yardstick; each rubric is compiled once."""

    rubric: Rubric
    _plans: dict[str, Plan] = field(default_factory=dict)
    _hashes: dict[int, str] = field(default_factory=dict)  # by identity: rubrics are read once

    def told(self, source: Source) -> Told:
        """Return what a source says to the yardstick."""
        own = source.rubric or self._same_version(source)
        if source.document is None or (source.assessment is not None and own is None):
            return self._from_records(source, own)
        if own is None:
            return self._from_text(source)
        named = named_rubric(source.document)
        other = named not in {own.name, own.header.id}
        answers, problems = read_answers(source.document, own, any_rubric=other)
        if answers is None or has_errors(problems):
            return Told(source, None, None, (*source.document.problems, *problems))
        return self._carried(source, own, answers)

    def plan(self, rubric: Rubric) -> Plan:
        """Return the compiled form of a rubric.

        Raises:
            ProblemsFound: It has errors that only show in compiling it.
        """
        hash_ = self._hash(rubric)
        if hash_ not in self._plans:
            try:
                self._plans[hash_] = compile_plan(rubric)
            except ProblemsFound as found:
                wrong = Problem("compare.rubric_errors", None, {"name": rubric.name})
                raise ProblemsFound([wrong, *found.problems]) from found
        return self._plans[hash_]

    def _hash(self, rubric: Rubric) -> str:
        if id(rubric) not in self._hashes:
            self._hashes[id(rubric)] = content_hash(rubric)
        return self._hashes[id(rubric)]

    def _same_version(self, source: Source) -> Rubric | None:
        """Return the yardstick where a source was answered under that very version."""
        header = self.rubric.header
        same = (source.rubric_id, source.version) == (header.id, header.version)
        return self.rubric if same else None

    def _from_records(self, source: Source, own: Rubric | None) -> Told:
        if source.assessment is None:
            raise ValueError(source.file)
        try:
            answers = recorded_answers(source.assessment, own.questions if own else {})
        except ValueError:
            return Told(source, None, None, (Problem("file.broken_assessment", source.place),))
        if own is not None:
            return self._carried(source, own, answers)
        was = source.assessment
        questions = {name: (one.unit, None) for name, one in was.answers.items()}
        carried = carry(answers, Asked(was.rubric.id, was.rubric.version, questions), self.rubric)
        problems = (_lost(source, source.name), *_left(source, carried.left, self.rubric))
        return Told(source, carried.answers, stored_result(was), problems)

    def _from_text(self, source: Source) -> Told:
        """Read a questionnaire whose rubric is not at hand as ``greenpark migrate`` would."""
        document = source.document
        if document is None:
            raise ValueError(source.file)
        header = self.rubric.header
        if source.rubric_id == header.id and source.version is not None:
            moved = migrate(document, self.rubric, source.version)
            document = read(moved.text, source.file)
        answers, problems = read_answers(document, self.rubric, any_rubric=True)
        if answers is None:
            return Told(source, None, None, problems)
        errors = [problem for problem in problems if problem.severity == "error"]
        left = tuple(replace(problem, severity="warning") for problem in errors)
        return Told(source, answers, None, (_lost(source, source.name), *left))

    def _carried(self, source: Source, own: Rubric, answers: Answers) -> Told:
        carried = carry(answers, asked_by(own), self.rubric)
        stored = self._stored(source, own, answers)
        problems = (
            *self._verified(source, own, answers),
            *_left(source, carried.left, self.rubric),
        )
        return Told(source, carried.answers, stored, problems)

    def _stored(self, source: Source, own: Rubric, answers: Answers) -> Stored | None:
        """Return the total of the time: as it was kept, else under the rubric of the time."""
        if source.assessment is not None:
            return stored_result(source.assessment)
        if self._hash(own) == self._hash(self.rubric):
            return None
        header = own.header
        reference = RubricRef(id=header.id, version=header.version, hash=self._hash(own))
        return Stored(self._total(own, answers), reference, __version__)

    def _verified(self, source: Source, own: Rubric, answers: Answers) -> Iterator[Problem]:
        """Yield whether the stored total is not what its own rubric and answers give."""
        if source.assessment is None:
            return
        was = source.assessment
        if self._hash(own) != was.rubric.hash:
            name = {"name": own.name}
            yield Problem("compare.other_content", source.place, name, "warning")
            return
        found = self._total(own, answers)
        if _rounded(found) != _rounded(was.total.score):
            details = {"stored": _rounded(was.total.score), "found": _rounded(found)}
            yield Problem("compare.other_total", source.place, details, "warning")

    def _total(self, rubric: Rubric, answers: Answers) -> float | None:
        plan = self.plan(rubric)
        scores = score(plan, encode(plan, [answers]), with_gains=False)
        return float(scores.points[-1, 0]) if scores.counted[-1, 0] else None


def _rounded(total: float | None) -> float | None:
    return None if total is None else round(total, DECIMALS - 3)


def _lost(source: Source, name: str) -> Problem:
    return Problem("compare.rubric_lost", source.place, {"name": name}, "warning")


def _left(source: Source, left: Sequence[str], rubric: Rubric) -> Iterator[Problem]:
    if left:
        details = {"questions": left, "rubric": rubric.name}
        yield Problem("compare.left", source.place, details, "warning")


# --- all of them ----------------------------------------------------------------------------------


def entries(told: Sequence[Told], language: str) -> list[Entry]:
    """Return entries with labels that tell them apart: by period, by park, or by both."""
    known = [(one, one.answers) for one in told if one.answers is not None]
    parks = {answers.park.id for _, answers in known}
    periods = {answers.period for _, answers in known}
    names = park_names([answers for _, answers in known], language)

    def label(answers: Answers) -> str:
        if len(parks) == 1:
            return answers.period
        name = names[answers.park.id]
        return name if len(periods) == 1 else f"{name} {answers.period}"

    return [
        Entry(label(answers), answers, one.stored, one.source.given_to) for one, answers in known
    ]


def park_names(answers: Iterable[Answers], language: str) -> Mapping[str, str]:
    """Return the name of each park in its last questionnaire; its id where others have the name."""
    names = {
        one.park.id: one.park.name.get(language)
        or one.park.name.get("")
        or next(iter(one.park.name.values()), one.park.id)
        for one in answers
    }
    shared = list(names.values())
    return {
        park: park if shared.count(name) > 1 or name in names.keys() - {park} else name
        for park, name in names.items()
    }


def twins(told: Sequence[Told]) -> Iterator[tuple[int, Problem]]:
    """Yield the place of every source of the same park and period as an earlier one, and why."""
    first: dict[tuple[str, str], Source] = {}
    for place, one in enumerate(told):
        earlier = first.setdefault(one.key, one.source)
        if earlier is not one.source:
            details = {"park": one.key[0], "period": one.key[1], "other": earlier.file}
            yield place, Problem("cli.compare_twins", one.source.place, details)


def look_alikes(told: Sequence[Told]) -> Iterator[Problem]:
    """Yield a note where it is not certain which parks are the same."""
    parks: dict[str, str] = {}
    for one in told:
        if one.answers is None:
            continue
        if one.source.withheld:
            yield Problem("compare.withheld", one.source.place, severity="note")
            continue
        park = one.answers.park
        for name in dict.fromkeys(park.name.values()):
            if (other := parks.setdefault(name, park.id)) != park.id:
                details = {"name": name, "park": park.id, "other": other}
                yield Problem("compare.same_name", one.source.place, details, "note")
                break
