"""An answers file carried to a newer version of its rubric, by moving the text that it has.

What a person has written stays to the character: answers, evidence, notes, comments. The lines of
the tool are those that a fresh questionnaire would have.
"""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain, count
from typing import Any

from greenpark_assess.answers.carry import Carried, Carrier, is_answered
from greenpark_assess.answers.chunks import (
    Chunk,
    Edit,
    Section,
    is_personal,
    is_tool,
    section_of,
    spliced,
)
from greenpark_assess.answers.questionnaire import (
    HEADING,
    Writer,
    by_topic,
    is_mark,
    mark,
    schema_name,
    written_in,
)
from greenpark_assess.documents import Document, read
from greenpark_assess.problems import Place, Problem, ProblemsFound
from greenpark_assess.rubric.diff import Finding, sentence
from greenpark_assess.rubric.model import Id, Rubric
from greenpark_assess.rubric.versions import Link, declared_changes, links, new_names
from greenpark_assess.wording import words

RETIRED = "retired"
_PLAIN_REFERENCE = re.compile(r"[\w./@+ -]*\w")


@dataclass(frozen=True, slots=True)
class Migration:
    """The new text of a file, and what was done, each with its place in the old one."""

    text: str
    problems: tuple[Problem, ...] = ()


def migrate(  # noqa: PLR0913 - all but the first three are left out as a rule
    document: Document,
    new: Rubric,
    since: str,
    *,
    old: Rubric | None = None,
    reference: str = "",
    language: str = "en",
) -> Migration:
    """Return an answers file for ``new``; one that is for it already comes back as it is.

    Args:
        document: The file as read, complete and without errors of YAML.
        new: The version that is wanted.
        since: The version that the answers were given to, one that ``new`` replaces.
        old: That version, where it is at hand; without it only declarations are looked at.
        reference: How the file shall name ``new``, where that is not its id with version.
        language: Of marks in a file in which the tool itself says nothing.

    Raises:
        ProblemsFound: the answers stand in lines that cannot be moved (``versions.cannot_splice``).
    """
    if since == new.header.version:
        return Migration(document.text)
    spoken = written_in(document.text, old or new) or (language,)
    return _Move(document, new, since, old, reference or new.name, spoken).done()


@dataclass(frozen=True, slots=True)
class _Piece:
    """An entry of the new file: its lines, and the data that they must read back as."""

    name: str
    before: tuple[str, ...]
    entry: str
    after: tuple[str, ...]
    raw: object


@dataclass(frozen=True)
class _Move:
    """One file on its way from version to version; everything it needs, nothing that changes."""

    document: Document
    new: Rubric
    since: str
    old: Rubric | None
    reference: str
    languages: tuple[str, ...]

    def done(self) -> Migration:
        answers, retired = self._section("answers"), self._section(RETIRED)
        staying = self._staying(answers)
        leaving = self._leaving(answers, retired)
        text = self.document.text
        edits = [
            *self._named(),
            *self._filled("answers", answers, self._laid_out(staying)),
            *self._filled(RETIRED, retired, [line for one in leaving for line in _lines(one)]),
        ]
        moved = spliced(text, 0, len(text), edits)
        self._hold_against(moved, staying, leaving)
        return Migration(moved, tuple(self._said()))

    # --- what is there ------------------------------------------------------------------------

    @cached_property
    def entries(self) -> Mapping[str, Any]:
        return self.document.data.get("answers") or {}

    @cached_property
    def links(self) -> tuple[Link, ...]:
        declared = declared_changes(self.new, self.since).questions
        known = self.old.questions if self.old else declared
        given = (name for name in self.entries if not self.old or name in self.new.questions)
        return links(declared, dict.fromkeys([*known, *given]), self.new.questions)

    @cached_property
    def link_of(self) -> Mapping[str, Link]:
        """What became of each question; entries that no version knows are not among them."""
        return {name: link for link in self.links for name in link.old}

    @cached_property
    def carried(self) -> Mapping[str, Carried]:
        carrier = Carrier(self.document, self.old, self.new, new_names(self.links))
        return {
            name: carrier.carried(name, raw, self.link_of[name])
            for name, raw in self.entries.items()
            if name in self.link_of
        }

    @cached_property
    def looks(self) -> Mapping[str, list[Finding]]:
        """Why somebody should look, by new question."""
        found: dict[str, list[Finding]] = {}
        for name, one in self.carried.items():
            for target in self.link_of[name].new:
                marks = found.setdefault(target, [])
                marks += (finding for finding in one.looks if finding not in marks)
        return found

    @cached_property
    def opened(self) -> frozenset[Id]:
        """The questions that the file shall have: new ones, and those that it had before.

        One that a person has left out stays out.
        """
        return frozenset(
            name
            for link in self.links
            for name in link.new
            if not link.old or any(one in self.entries for one in link.old)
        )

    @cached_property
    def writer(self) -> Writer:
        return Writer(self.new, self.languages)

    @cached_property
    def asked(self) -> tuple[Id, ...]:
        """The questions of the new version in the order of its questionnaire."""
        return tuple(name for names in by_topic(self.new).values() for name in names)

    def _section(self, name: str) -> Section:
        """Return a section; at the end of the file where there is none yet."""
        if name not in self.document.data:
            end = len(self.document.text)
            return Section(end, end, "  ", ())
        section = section_of(self.document, name)
        if section is None:
            raise self._unfit(name)
        return section

    def _unfit(self, *path: str) -> ProblemsFound:
        place = self.document.place(path, key=True)
        return ProblemsFound([Problem("versions.cannot_splice", place)])

    def _destination(self, name: str) -> Id | None:
        """Return the question that an entry answers in the new version, if it does."""
        if name not in self.link_of:
            return name
        link = self.link_of[name]
        if not self.carried[name].stays or link.relation == "split":
            return None
        if link.relation == "merged":
            return name if name in link.new else None
        return next(iter(link.new), None)

    # --- what stays ---------------------------------------------------------------------------

    def _staying(self, section: Section) -> list[_Piece]:
        """Return the entries of the new file in their order.

        What keeps its id keeps its place; the others stand where a new questionnaire has them.
        """
        found = {name: chunk for chunk in section.chunks if (name := self._destination(chunk.name))}
        pieces = [
            self._piece(chunk, name, section) for name, chunk in found.items() if name == chunk.name
        ]
        for name in self.asked:
            if name in found and found[name].name != name:
                piece = self._piece(found[name], name, section)
            elif name in self.opened and name not in found:
                piece = self._blank(name, section)
            else:
                continue
            pieces.insert(_position(name, [one.name for one in pieces], self.asked), piece)
        return pieces

    def _piece(self, chunk: Chunk, name: Id, section: Section) -> _Piece:
        edits, raw = [], self.entries[chunk.name]
        if chunk.name in self.carried:
            edits, raw = [*self.carried[chunk.name].edits], self.carried[chunk.name].raw
        if name != chunk.name:
            edits.append(self._new_key(chunk, name))
        entry = spliced(self.document.text, chunk.start, chunk.end, edits)
        before = _without_heading(chunk.before)
        if name in self.new.questions:
            before = _refreshed(before, self._indented(self.writer.asked(name), section))
        return _Piece(name, (*before, *self._marks(name, section)), entry, chunk.after, raw)

    def _blank(self, name: Id, section: Section) -> _Piece:
        shows_questions = any(is_tool(line) for one in section.chunks for line in one.before)
        lines = ["", *self._indented(self.writer.asked(name), section)] if shows_questions else []
        before = (*lines, *self._marks(name, section))
        return _Piece(name, before, f"{section.indent}{name}:", (), None)

    def _new_key(self, chunk: Chunk, name: str) -> Edit:
        spot = self.document.spot(("answers", chunk.name))
        if spot is None:
            raise self._unfit("answers", chunk.name)
        return Edit(spot[0], spot[1], name)

    def _marks(self, name: Id, section: Section) -> Iterator[str]:
        for finding in self.looks.get(name, ()):
            for language in self.languages:
                yield section.indent + mark(sentence(finding, language), language)

    @staticmethod
    def _indented(lines: Iterable[str], section: Section) -> list[str]:
        return [section.indent + line.lstrip() for line in lines]

    def _laid_out(self, pieces: Sequence[_Piece]) -> Iterator[str]:
        """Yield the lines of the answers, with headings of topics where the file has some."""
        has_headings = HEADING in self.document.text
        topic = ""
        for piece in pieces:
            own = piece.name.partition(".")[0]
            if has_headings and own != topic and piece.name in self.new.questions:
                topic = own
                yield ""
                yield self.writer.heading(topic)
            yield from _lines(piece)

    # --- what is kept -------------------------------------------------------------------------

    def _leaving(self, section: Section, retired: Section) -> list[_Piece]:
        """Return the entries that answer nothing any more, and whose words shall not be lost."""
        taken = set(self.document.data.get(RETIRED) or ())
        pieces = []
        for chunk in section.chunks:
            if self._destination(chunk.name) is None and self._says_something(chunk):
                key = _free(chunk.name, taken)
                taken.add(key)
                pieces.append(self._kept(chunk, key, section, retired))
        return pieces

    def _says_something(self, chunk: Chunk) -> bool:
        own = self.document.text[chunk.start : chunk.end]
        remarks = any(map(is_personal, (*chunk.before, *chunk.after))) or "#" in own
        return remarks or is_answered(self.entries[chunk.name])

    def _kept(self, chunk: Chunk, key: str, section: Section, retired: Section) -> _Piece:
        edits = [self._new_key(chunk, key)] if key != chunk.name else []
        entry = spliced(self.document.text, chunk.start, chunk.end, edits)
        remarks = tuple(filter(is_personal, chunk.before))
        shift = len(retired.indent) - len(section.indent)
        return _Piece(
            key,
            ("", *self._reasons(chunk.name, retired.indent), *_shifted(remarks, shift)),
            "".join(_shifted(entry.splitlines(keepends=True), shift)),
            _shifted(chunk.after, shift),
            self.entries[chunk.name],
        )

    def _reasons(self, name: str, indent: str) -> Iterator[str]:
        for finding in self.carried[name].looks:
            for language in self.languages:
                said = words(language)["versions"]["kept"]
                text = said.format(**{"from": self.since, "text": sentence(finding, language)})
                yield f"{indent}## {text}"

    # --- the text -----------------------------------------------------------------------------

    @cached_property
    def line_end(self) -> str:
        return "\r\n" if "\r\n" in self.document.text else "\n"

    def _filled(self, name: str, section: Section, lines: Iterable[str]) -> Iterator[Edit]:
        """Yield the edit that puts lines into a section, which it makes where there is none.

        Answers take the place of those before; what is kept stands behind what is there.
        """
        found = list(lines)
        if not found and (name == RETIRED or not section.chunks):
            return
        start = section.end if name == RETIRED else section.start
        opening = self._opened(name) if name not in self.document.data else []
        text = self._joined([*opening, *found])
        stands_alone = self.document.text[:start].endswith(("\n", "\r"))
        yield Edit(start, section.end, text if stands_alone else self.line_end + text)

    def _opened(self, name: str) -> list[str]:
        if name != RETIRED:
            return ["", f"{name}:"]
        said = (words(language)["versions"]["retired"] for language in self.languages)
        return ["", *(f"## {line}" for line in said), f"{name}:"]

    def _joined(self, lines: Iterable[str]) -> str:
        return "".join(line + self.line_end for line in lines)

    def _named(self) -> Iterator[Edit]:
        """Yield the edits that name the new version, and that renew what the tool says on top."""
        spot, whole = self.document.spot(("rubric",)), self.document.spot(())
        if spot is None or whole is None or whole[4] is None:
            raise self._unfit("rubric")
        plain = _PLAIN_REFERENCE.fullmatch(self.reference)
        yield Edit(spot[2], spot[3], self.reference if plain else json.dumps(self.reference))
        first = self.document.line_of(min(one[0] for one in whole[4].values()))
        lines = [self.document.line(number)[1] for number in range(1, first)]
        if any(map(is_tool, lines)):
            renewed = _refreshed(lines, list(self.writer.instructions()))
            yield Edit(0, self.document.line_start(first), self._joined(map(self._schema, renewed)))

    def _schema(self, line: str) -> str:
        header = self.new.header
        name = f"$schema={schema_name(header.id, self.since)}"
        return line.replace(name, f"$schema={schema_name(header.id, header.version)}")

    def _hold_against(self, text: str, staying: list[_Piece], leaving: list[_Piece]) -> None:
        """Refuse a text that does not read back as what was carried, nothing more and no less."""
        expected = {**self.document.data, "rubric": self.reference}
        if staying or self.entries:
            expected["answers"] = {piece.name: piece.raw for piece in staying} or None
        if leaving:
            kept = self.document.data.get(RETIRED) or {}
            expected[RETIRED] = {**kept, **{piece.name: piece.raw for piece in leaving}}
        again = read(text, self.document.file)
        if again.problems or again.data != expected:
            raise self._unfit("answers")

    # --- what is said about it ----------------------------------------------------------------

    def _said(self) -> Iterator[Problem]:
        """Yield what was done to each answer, with its place in the file as it was."""
        for name in filter(self.carried.get, self.entries):
            place = self.document.place(("answers", name), key=True)
            yield from (replace(one, place=place) for one in self._about(name))
        whole = Place(self.document.file, line=0, column=0)
        added = [link.new[0] for link in self.links if link.relation == "added"]
        if self.old is None:  # nobody knows which questions are new
            name = f"{self.new.header.id}@{self.since}"
            details = {"name": name, "new": self.new.name}
            yield Problem("versions.old_unknown", whole, details, "note")
        elif added:
            yield Problem("versions.added", whole, {"new": added}, "note")

    def _about(self, name: str) -> Iterator[Problem]:
        link, one, target = self.link_of[name], self.carried[name], self._destination(name)
        ids = {"old": name, "new": link.new, "name": name}
        if target is not None:
            if target != name:
                yield Problem("versions.moved", None, ids, "note")
            if one.edits:
                yield Problem("versions.unit_written", None, ids, "note")
            yield from (Problem(look.code, None, look.details, "warning") for look in one.looks)
        elif is_answered(self.entries[name]):
            if link.relation in {"split", "merged"}:
                yield Problem("versions.unanswered_parts", None, ids, "warning")
            elif link.new:
                yield Problem("versions.set_aside", None, ids | {"name": link.new[0]}, "warning")
            else:
                yield Problem("versions.not_asked", None, ids, "warning")


# --- lines ----------------------------------------------------------------------------------------


def _lines(piece: _Piece) -> Iterator[str]:
    yield from piece.before
    yield piece.entry
    yield from piece.after


def _is_heading(line: str) -> bool:
    return line.lstrip().startswith(HEADING)


def _without_heading(lines: Iterable[str]) -> list[str]:
    """Return the lines without a topic's heading and the space above it."""
    found: list[str] = []
    for line in lines:
        if not _is_heading(line):
            found.append(line)
            continue
        while found and not found[-1].strip():
            found.pop()
    return found


def _refreshed(lines: Sequence[str], fresh: Sequence[str]) -> list[str]:
    """Return lines with ``fresh`` in place of the tool's own; marks and all else stay."""
    marked = next((at for at, line in enumerate(lines) if is_mark(line)), len(lines))
    first = next((at for at, line in enumerate(lines[:marked]) if is_tool(line)), None)
    if first is None:
        return list(lines)
    rest = (line for line in lines[first:marked] if not is_tool(line))
    return [*lines[:first], *fresh, *rest, *lines[marked:]]


def _position(name: Id, present: Sequence[str], asked: Sequence[Id]) -> int:
    """Return where a question belongs: behind the one before it, in its own topic if it can."""
    at = asked.index(name)
    before = [one for one in reversed(asked[:at]) if one in present]
    after = [one for one in asked[at + 1 :] if one in present]
    for neighbours, step in ((before, 1), (after, 0)):
        for one in neighbours:
            if one.partition(".")[0] == name.partition(".")[0]:
                return present.index(one) + step
    return present.index(before[0]) + 1 if before else 0


def _free(name: str, taken: Collection[str]) -> str:
    """Return ``name``, with a number behind it where an earlier version left one already."""
    numbered = (f"{name}.{number}" for number in count(2))
    return next(one for one in chain([name], numbered) if one not in taken)


def _shifted(lines: Iterable[str], by: int) -> tuple[str, ...]:
    """Return lines with more or fewer spaces in front."""
    if by >= 0:
        return tuple(" " * by + line for line in lines)
    return tuple(line[min(-by, len(line) - len(line.lstrip(" "))) :] for line in lines)
