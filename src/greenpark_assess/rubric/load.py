"""Rubric files to one rubric: find it, read it with all that it includes, join the sections."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from greenpark_assess.documents import Document, read, validate
from greenpark_assess.files import read_text
from greenpark_assess.problems import (
    Place,
    Problem,
    ProblemsFound,
    did_you_mean,
    has_errors,
)
from greenpark_assess.rubric.model import Header, Rubric, RubricFile, Sections, Text
from greenpark_assess.rubric.places import HEADER, Places, tree_paths
from greenpark_assess.rubric.versions import version_order

MAIN_FILE = "rubric.yaml"
ENDINGS = (".yaml", ".yml")
MAX_DEPTH = 8
MAX_FILES = 200
LONGEST_NAME = 80  # characters of an unknown name that are repeated
SECTIONS = tuple(Sections.model_fields)


class LoadedRubric(NamedTuple):
    """What came of a rubric's files: ``rubric`` is ``None`` where they have errors."""

    rubric: Rubric | None
    problems: tuple[Problem, ...]
    places: Places


class ShippedRubric(NamedTuple):
    """A rubric that comes with the program."""

    id: str
    version: str
    title: Text
    path: Path

    @property
    def name(self) -> str:
        """The name with version, as answers files refer to it."""
        return f"{self.id}@{self.version}"


# --- finding --------------------------------------------------------------------------


def find_rubric(reference: str) -> Path:
    """Return the main file of the rubric that ``reference`` names.

    Args:
        reference: an id of a shipped rubric, with its version or without (``green-park@1.0.0``;
            without, the newest one is meant), or the path of a YAML file or of a folder that has
            a ``rubric.yaml``.

    Raises:
        ProblemsFound: nothing of that name is there.
    """
    shipped = available()
    matches = [one for one in shipped if reference in (one.id, one.name)]
    if matches:
        return max(matches, key=_age).path
    try:
        if names_file(reference) or Path(reference).exists():
            return _main_file(Path(reference))
    except OSError:  # a name that is too long for any file
        pass
    raise ProblemsFound([_unknown_rubric(reference, shipped)])


def available() -> tuple[ShippedRubric, ...]:
    """Return the shipped rubrics by id and version; one whose header has errors is left out."""
    found = [_shipped(path) for path in sorted(shipped_folder().glob(f"*/{MAIN_FILE}"))]
    return tuple(sorted(filter(None, found), key=lambda one: (one.id, _age(one))))


def names_file(reference: str) -> bool:
    """Tell whether ``reference`` means a rubric's file or folder, not the id of a shipped one."""
    return any(mark in reference for mark in "/\\") or reference.endswith((*ENDINGS, "."))


def _main_file(path: Path) -> Path:
    main = path / MAIN_FILE if path.is_dir() else path
    if main.is_file():
        return main
    place = Place(str(path), 0, 0)
    if path.is_dir():
        raise ProblemsFound([Problem("rubric.folder_without_rubric", place, {"name": MAIN_FILE})])
    raise ProblemsFound([Problem("file.missing", place, _near(str(path), path))])


def _unknown_rubric(reference: str, shipped: tuple[ShippedRubric, ...]) -> Problem:
    name, _, version = reference.partition("@")
    versions = [one.version for one in shipped if one.id == name]
    if versions:
        details = {"name": name, "version": version, "allowed": versions}
        return Problem("rubric.unknown_version", details=details)
    names = sorted({one.id for one in shipped})
    meant = did_you_mean(name, names)
    details = {"name": reference[:LONGEST_NAME], "allowed": names} | (
        {"meant": meant} if meant else {}
    )
    return Problem("rubric.unknown_rubric", details=details)


def shipped_folder() -> Path:
    """Return the folder of the rubrics that come along: of the checkout, else of the package."""
    package = Path(__file__).resolve().parents[1]
    installed = package / "rubrics"
    return installed if installed.is_dir() else package.parents[1] / "rubrics"


def _shipped(path: Path) -> ShippedRubric | None:
    try:
        document = read(read_text(path), str(path))
    except ProblemsFound:
        return None
    if not isinstance(document.data, Mapping) or HEADER not in document.data:
        return None
    header, _ = validate(Header, document, at=(HEADER,))
    if header is None:
        return None
    return ShippedRubric(header.id, header.version, header.title, path)


def _age(one: ShippedRubric) -> tuple[tuple[int, str], ...]:
    return version_order(one.version)


# --- reading --------------------------------------------------------------------------


class _Part(NamedTuple):
    """One file of a rubric; ``content`` is ``None`` where it has errors."""

    path: Path
    document: Document
    content: RubricFile | None = None
    problems: tuple[Problem, ...] = ()


def load_rubric(path: Path) -> LoadedRubric:
    """Read a rubric and all files that it includes.

    The sections of the files are joined in the order in which they are read: each file before the
    files that it includes. Every problem of every file is in the result; nothing raises.
    """
    parts = _read_all(path)
    owners, repeated = _join_keys(parts)
    problems = (*(problem for part in parts for problem in part.problems), *repeated)
    main = parts[0].document
    if (HEADER, None) not in owners and isinstance(main.data, Mapping) and main.complete:
        problems += (Problem("rubric.no_header", main.place(), {"name": HEADER}),)
    places = Places(tuple(part.document for part in parts), owners)
    if has_errors(problems):
        return LoadedRubric(None, problems, places)
    rubric = _join([part.content for part in parts if part.content])
    return LoadedRubric(rubric, problems, places._replace(paths=tree_paths(rubric)))


def _read_all(main: Path) -> tuple[_Part, ...]:
    """Return the main file and what it includes, each file once, however often it is included."""
    parts: dict[Path, _Part] = {}
    start = main.resolve()
    _read_into(parts, start, str(main), (start,))
    return tuple(parts.values())


def _read_into(parts: dict[Path, _Part], path: Path, shown: str, chain: tuple[Path, ...]) -> None:
    """Read a file and what it includes; ``chain`` are the files that lead to it, and itself."""
    part = parts[path] = _read_part(path, shown)
    for index, include in _includes(part.document):
        target = _resolved(path.parent / include)
        fault = _include_fault(include, target, chain)
        if fault is None and len(parts) >= MAX_FILES:
            fault = Problem("rubric.include_too_many", details={"limit": MAX_FILES})
        if fault is not None:
            located = replace(fault, place=part.document.place(("include", index)))
            parts[path] = parts[path]._replace(problems=(*parts[path].problems, located))
        elif target not in parts:
            name = Path(os.path.normpath(Path(shown).parent / include)).as_posix()
            _read_into(parts, target, name, (*chain, target))


def _read_part(path: Path, shown: str) -> _Part:
    try:
        document = read(read_text(path), shown)
    except ProblemsFound as found:
        nothing = Document(shown, "", None, complete=False)
        return _Part(path, nothing, problems=tuple(_in(shown, one) for one in found.problems))
    if not document.complete:
        return _Part(path, document, problems=document.problems)
    content, problems = validate(RubricFile, document)
    return _Part(path, document, content, (*document.problems, *problems))


def _in(file: str, problem: Problem) -> Problem:
    """Return ``problem`` with the name under which the person knows its file."""
    place = problem.place
    return replace(problem, place=replace(place, file=file) if place else Place(file))


def _includes(document: Document) -> Iterator[tuple[int, str]]:
    """Yield what a file includes, also where the file has errors elsewhere."""
    listed = document.data.get("include") if isinstance(document.data, Mapping) else None
    if isinstance(listed, list):
        yield from ((index, name) for index, name in enumerate(listed) if isinstance(name, str))


def _resolved(path: Path) -> Path:
    """Return ``path`` without links and dots; as it is where it can be no file's."""
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):  # too long, links in a circle, a NUL
        return path


def _include_fault(include: str, target: Path, chain: tuple[Path, ...]) -> Problem | None:
    """Say why ``target`` cannot be included from the last file of ``chain``."""
    allowed = chain[0].parent.parent
    if target in chain:
        files = (*chain[chain.index(target) :], target)
        cycle = " → ".join(file.name for file in files)
        return Problem("rubric.include_cycle", details={"name": include, "cycle": cycle})
    if Path(include).is_absolute() or not target.is_relative_to(allowed):
        return Problem("rubric.include_outside", details={"name": include})
    if target.suffix not in ENDINGS:
        return Problem("rubric.include_not_yaml", details={"name": include, "allowed": ENDINGS})
    if len(chain) >= MAX_DEPTH:
        return Problem("rubric.include_too_deep", details={"name": include, "limit": MAX_DEPTH})
    if not _is_file(target):
        details = {"name": include, **_near(include, target)}
        return Problem("rubric.include_missing", details=details)
    return None


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except OSError:  # a name that is too long
        return False


def _near(written: str, target: Path) -> dict[str, str]:
    """Return a detail with the file that is meant by ``written``, if one is close to it."""
    folder = target.parent
    files = folder.iterdir() if folder.is_dir() else ()
    meant = did_you_mean(target.name, sorted(one.name for one in files if one.suffix in ENDINGS))
    return {"meant": Path(written).with_name(meant).as_posix()} if meant else {}


# --- joining --------------------------------------------------------------------------


def _join_keys(
    parts: tuple[_Part, ...],
) -> tuple[dict[tuple[str, object], Document], tuple[Problem, ...]]:
    """Return which file holds each entry of each section, and the entries that two files hold."""
    owners: dict[tuple[str, object], Document] = {}
    problems = []
    for part in parts:
        for entry in _entries(part.document):
            first = owners.setdefault(entry, part.document)
            if first is not part.document:
                problems.append(_repeated(entry, first, part.document))
    return owners, tuple(problems)


def _entries(document: Document) -> Iterator[tuple[str, object]]:
    """Yield section and key of all that a file holds, also where the file has errors."""
    data = document.data if isinstance(document.data, Mapping) else {}
    if HEADER in data:
        yield HEADER, None
    for section in SECTIONS:
        entries = data.get(section)
        yield from ((section, key) for key in (entries if isinstance(entries, Mapping) else ()))


def _repeated(entry: tuple[str, object], first: Document, second: Document) -> Problem:
    section, key = entry
    path = (HEADER,) if section == HEADER else (section, str(key))
    before = first.place(path, key=True)
    details = {"name": path[-1], "section": section, "file": before.file, "line": before.line}
    code = "rubric.two_headers" if section == HEADER else "rubric.repeated_entry"
    return Problem(code, second.place(path, key=True), details)


def _join(contents: list[RubricFile]) -> Rubric:
    sections = {
        section: {key: item for file in contents for key, item in getattr(file, section).items()}
        for section in SECTIONS
    }
    header = next(file.rubric for file in contents if file.rubric)
    # Each part has been validated in its file.
    return Rubric.model_construct(None, header=header, **sections)
