"""What can be compared, as read: questionnaires, assessments, reports, entries of a history."""

from __future__ import annotations

import io
import json
import math
import zlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from greenpark_assess.answers.read import named_rubric
from greenpark_assess.assessment import SCHEMA, Assessment, assessment_of
from greenpark_assess.cli.history import refuse_unknown
from greenpark_assess.cli.inputs import rubric_at_hand
from greenpark_assess.documents import MAX_BYTES, Document, decode, read
from greenpark_assess.files import read_bytes
from greenpark_assess.problems import Place, Problem, ProblemsFound
from greenpark_assess.rubric.load import names_file
from greenpark_assess.rubric.model import Rubric

if TYPE_CHECKING:
    import pikepdf

    from greenpark_assess.history.record import Entry as Kept
    from greenpark_assess.history.store import History

BIGGEST_PDF = 50_000_000  # bytes
_FORMAT = SCHEMA.partition("/")[0]
_WITHHELD = "***"


@dataclass(frozen=True, slots=True)
class Source:
    """One input: an answers file, an assessment, or both.

    ``rubric`` is the one that it was answered under, where that is at hand; ``name`` is how it is
    named there: ``id@version``, an id, or a file. ``pdf`` is the report that held all, if one did.
    """

    file: str
    name: str
    document: Document | None
    assessment: Assessment | None
    rubric: Rubric | None
    pdf: bytes = b""

    @property
    def rubric_id(self) -> str | None:
        """The id of the rubric, ``None`` where only a file is named that is not there."""
        return self._identity()[0]

    @property
    def version(self) -> str | None:
        """Its version, ``None`` where that is not known."""
        return self._identity()[1]

    @property
    def given_to(self) -> str:
        """The rubric that was answered, by id and version where it is at hand."""
        return self.rubric.name if self.rubric is not None else self.name

    @property
    def place(self) -> Place:
        """The file as a whole."""
        return Place(self.file, line=0, column=0)

    @property
    def withheld(self) -> bool:
        """Whether the name of the park was taken out."""
        return self.assessment is not None and self.assessment.park.id == _WITHHELD

    def _identity(self) -> tuple[str | None, str | None]:
        if self.assessment is not None:
            return self.assessment.rubric.id, self.assessment.rubric.version
        if self.rubric is not None:
            return self.rubric.header.id, self.rubric.header.version
        if names_file(self.name):
            return None, None
        name, _, version = self.name.partition("@")
        return name, version or None


class Reader:
    """Reads inputs, and each rubric that they name once."""

    def __init__(self) -> None:
        self._rubrics: dict[str, Rubric | None] = {}

    def read(self, path: str) -> Source:
        """Return what a file holds that can be compared.

        Raises:
            ProblemsFound: It cannot be read, or holds nothing of the kind.
        """
        raw = read_bytes(path, limit=BIGGEST_PDF)
        if raw.startswith(b"%PDF-"):
            return replace(self._judged(path, *_attached(path, raw)), pdf=raw)
        text = decode(raw, path)
        if text.lstrip().startswith("{") and f'"{_FORMAT}/' in text:
            return self._judged(path, None, _assessment(path, text))
        document = _document(path, text)
        if not isinstance(document.data, dict) or document.data.keys().isdisjoint(_SIGNS):
            _refuse("file.nothing_to_compare", path)
        name = named_rubric(document)
        return Source(path, name, document, None, self._rubric(name, path))

    def _judged(self, file: str, document: Document | None, assessment: Assessment) -> Source:
        """Return a source that knows which rubric judged it."""
        was = assessment.rubric
        name = f"{was.id}@{was.version}"
        names = [name, *([named_rubric(document)] if document else [])]
        found = (self._rubric(one, file) for one in names)
        rubric = next((one for one in found if one is not None and one.name == name), None)
        return Source(file, name, document, assessment, rubric)

    def _rubric(self, name: str, file: str) -> Rubric | None:
        """Return a rubric by its name, or by its file as seen from ``file``, if it is there."""
        reference = str(Path(file).parent / name) if names_file(name) else name
        if reference not in self._rubrics:
            self._rubrics[reference] = rubric_at_hand(reference)
        return self._rubrics[reference]


# What an answers file, or one that is often taken for it, has on top.
_SIGNS = ("format", "answers", "park", "schema", "rubric", "questions", "dimensions")


def _document(file: str, text: str) -> Document:
    document = read(text, file)
    if not document.complete:
        raise ProblemsFound(document.problems)
    return document


def _refuse(code: str, file: str, **details: object) -> NoReturn:
    raise ProblemsFound([Problem(code, Place(file, line=0, column=0), details)]) from None


# --- assessments ----------------------------------------------------------------------------------


def _assessment(file: str, text: str) -> Assessment:
    try:
        data = json.loads(text, parse_constant=_finite, parse_float=_finite)
        if data.get("schema") != SCHEMA:
            _refuse("file.other_assessment", file, found=str(data.get("schema")), allowed=SCHEMA)
        return assessment_of(data)
    except (ValueError, AttributeError, RecursionError):
        _refuse("file.broken_assessment", file)


def _finite(written: str) -> float:
    number = float(written)
    if not math.isfinite(number):
        raise ValueError(written)
    return number


# --- reports --------------------------------------------------------------------------------------


def _attached(file: str, raw: bytes) -> tuple[Document | None, Assessment]:
    """Return what a PDF report carries; a redacted one has no questionnaire."""
    attached = _attachments(file, raw)
    if "assessment.json" not in attached:
        _refuse("file.no_attachments", file)
    assessment = _assessment(file, decode(attached["assessment.json"], file))
    answers = attached.get("answers.yaml")
    return None if answers is None else _document(file, decode(answers, file)), assessment


def _attachments(file: str, raw: bytes) -> dict[str, bytes]:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(raw)) as pdf:
            wanted = ("answers.yaml", "assessment.json")
            found = {name: pdf.attachments[name] for name in wanted if name in pdf.attachments}
            return {name: _inflated(one.get_file().obj) for name, one in found.items()}
    except pikepdf.PasswordError:
        _refuse("file.encrypted", file)
    except (pikepdf.PdfError, zlib.error, ValueError, KeyError, TypeError, AttributeError):
        _refuse("file.broken_pdf", file)


def _inflated(stream: pikepdf.Object) -> bytes:
    """Return an attachment, of which no more is unpacked than a file may hold."""
    raw = stream.read_raw_bytes()
    if "/Filter" not in stream:
        return raw
    filters = stream["/Filter"]
    if str(filters) != "/FlateDecode" and [str(one) for one in filters] != ["/FlateDecode"]:
        raise ValueError(filters)
    return zlib.decompressobj().decompress(raw, MAX_BYTES + 1)


# --- histories ------------------------------------------------------------------------------------


def kept_sources(
    file: str, parks: Sequence[str], since: str | None, rubric: str | None
) -> Iterator[Source]:
    """Yield the newest revisions in a history file.

    Where a park was judged by several rubrics in one period, the one with the id ``rubric`` is
    taken, else the newest.

    Raises:
        ProblemsFound: The file is no history, or a park is not in it.
    """
    from greenpark_assess.history.store import History

    with History(file) as history:
        known = history.parks()
        for park in parks:
            refuse_unknown("park", park, known, file)
        newest: dict[tuple[str, str], Kept] = {}
        for entry in history.entries(since=since):
            key = (entry.park, entry.period)
            if (not parks or entry.park in parks) and _replaces(entry, newest.get(key), rubric):
                newest[key] = entry
        rubrics = {
            hash_: history.rubric(hash_)
            for hash_ in dict.fromkeys(entry.rubric_hash for entry in newest.values())
        }
        for entry in newest.values():
            yield _kept(history, file, entry, rubrics[entry.rubric_hash])


def _replaces(entry: Kept, other: Kept | None, rubric: str | None) -> bool:
    if other is None:
        return True
    return (entry.rubric == rubric, entry.revision) > (other.rubric == rubric, other.revision)


def _kept(history: History, file: str, entry: Kept, rubric: Rubric) -> Source:
    source = history.source(entry)
    name = f"{file}: {entry.park} {entry.period}"
    return Source(
        name,
        f"{entry.rubric}@{entry.version}",
        read(source.answers, name),
        _assessment(name, source.result),
        rubric,
    )
