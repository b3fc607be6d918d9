"""``greenpark migrate``: a questionnaire carried over to a newer version of its rubric."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.options import (
    A_FILE,
    answers_argument,
    force_option,
    language_option,
    subcommand,
)
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import as_arguments, show, tell
from greenpark_assess.problems import Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.answers.migrate import Migration
    from greenpark_assess.documents import Document
    from greenpark_assess.rubric.model import Rubric

_VERSION = re.compile(r"\d[\w.+-]*")


@subcommand(
    "migrate",
    either("Carry a questionnaire over to a newer rubric version.", "将问卷升级到新版评价体系。"),
    either(
        "Answers, evidence, notes and your own comments stay word for word. What needs a look is "
        "marked in the file; what is not asked any more is kept under 'retired:'. The file as it "
        "was stays beside it (answers.yaml.bak).",
        "填报值、佐证材料、说明和您自己的批注原样保留；需要核对之处在文件中标出，"
        "不再填报的内容移至“retired:”部分。原文件另存为备份（answers.yaml.bak）。",
    ),
)
@answers_argument
@click.option(
    "--to",
    "target",
    required=True,
    type=A_FILE,
    metavar=either("VERSION|RUBRIC", "版本|评价体系"),
    help=either(
        "The version that is wanted (2.0.0), or the rubric: id@version, file or folder.",
        "目标版本（如 2.0.0），或评价体系：编号@版本、文件或文件夹。",
    ),
)
@click.option(
    "--from",
    "origin",
    type=A_FILE,
    metavar=either("VERSION|RUBRIC", "版本|评价体系"),
    help=either(
        "The version that was answered, where the questionnaire does not tell; or its file.",
        "问卷原来所依据的版本（问卷中未写明时），或其文件。",
    ),
)
@click.option(
    "-o",
    "--output",
    type=A_FILE,
    metavar=either("FILE", "文件"),
    help=either(
        "Write there (- is standard output), and leave the questionnaire as it is.",
        "写到此文件（- 为标准输出），原问卷不变。",
    ),
)
@click.option(
    "--dry-run",
    is_flag=True,
    help=either("Only show what would change.", "只显示将要改动的内容，不写文件。"),
)
@force_option
@language_option
def command(  # noqa: PLR0913 - one per option
    answers: str,
    target: str,
    origin: str | None,
    output: str | None,
    language: str,
    *,
    dry_run: bool,
    force: bool,
) -> None:
    """Write the questionnaire for the newer version, and say what was done."""
    from greenpark_assess.answers.migrate import migrate
    from greenpark_assess.answers.read import named_rubric
    from greenpark_assess.documents import decode, read
    from greenpark_assess.files import STANDARD, read_bytes, refuse_target
    from greenpark_assess.rubric.load import names_file

    raw = read_bytes(answers)
    document = read(decode(raw, answers), answers)
    if document.problems:
        raise ProblemsFound(document.problems)
    place = output or answers
    if not dry_run:
        refuse_target(place, overwrite=force or output is None)
    step = _step(document, target, origin)
    if step.since == step.new.header.version:
        tell("migrate.already", language, file=answers, rubric=step.new.name)
        if origin is None and names_file(named_rubric(document)):
            tell("migrate.replaced", language)
        if output is None and answers != STANDARD:
            return
    reference = _reference(target, answers if place == STANDARD else place)
    done = migrate(
        document, step.new, step.since, old=step.old, reference=reference, language=language
    )
    show(done.problems, language)
    if dry_run:
        _show_changes(document, done, language)
        return
    _write(_Outcome(answers, output, raw, document.text, done.text, force), step.new, language)


# --- which versions -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Step:
    """From one version to another; ``old`` is ``None`` where that rubric is not at hand."""

    new: Rubric
    since: str
    old: Rubric | None


def _step(document: Document, target: str, origin: str | None) -> _Step:
    """Return the step that is asked for.

    Raises:
        ProblemsFound: there is no such step: another rubric, an older version, or one about which
            the newer version says nothing.
    """
    from greenpark_assess.cli.inputs import sound_rubric
    from greenpark_assess.rubric.versions import version_order

    name, since, old = _origin(document, origin)
    if _VERSION.fullmatch(target):
        target = f"{_known(name, document)}@{target}"
    new, _ = sound_rubric(target)
    header = new.header
    details = {
        "found": f"{name or header.id}@{since}",
        "rubric": new.name,
        "allowed": header.replaces,
    }
    place = document.place(("rubric",))
    if name not in {None, header.id}:
        raise ProblemsFound(
            [Problem("cli.migrate_other_rubric", place, {**details, "allowed": ()})]
        )
    if since == header.version:
        return _Step(new, since, None)
    if version_order(since) >= version_order(header.version):
        raise ProblemsFound([Problem("cli.migrate_older", place, {**details, "allowed": ()})])
    if since not in header.replaces:
        raise ProblemsFound([Problem("cli.migrate_no_step", place, details)])
    return _Step(new, since, old)


def _another(document: Document, named: str, rubric: Rubric) -> ProblemsFound:
    details = {"found": named, "rubric": rubric.name}
    place = document.place(("rubric",))
    return ProblemsFound([Problem("cli.migrate_other_rubric", place, details)])


def _known(name: str | None, document: Document) -> str:
    """Return the id of the rubric that was answered, or refuse to guess it."""
    if name is None:
        raise ProblemsFound([Problem("cli.migrate_lost_rubric", document.place(("rubric",)))])
    return name


def _origin(document: Document, origin: str | None) -> tuple[str | None, str, Rubric | None]:
    """Return id and version of the rubric that was answered, and itself if it is at hand.

    The id is ``None`` where only the file of the rubric is named and cannot be read any more.
    """
    from greenpark_assess.answers.read import named_rubric
    from greenpark_assess.cli.inputs import rubric_at_hand, sound_rubric
    from greenpark_assess.rubric.load import names_file

    named = named_rubric(document)
    if origin is not None and not _VERSION.fullmatch(origin):
        old, _ = sound_rubric(origin)
        if not names_file(named) and named.partition("@")[0] != old.header.id:
            raise _another(document, named, old)
        return old.header.id, old.header.version, old
    if names_file(named):
        found = rubric_at_hand(str(Path(document.file).parent / named))
        if found is None:
            return None, origin or _known(None, document), None
        is_it = origin in {None, found.header.version}
        return found.header.id, origin or found.header.version, found if is_it else None
    name, _, version = named.partition("@")
    since = origin or version
    if not since:
        details = {"rubric": name}
        place = document.place(("rubric",))
        raise ProblemsFound([Problem("cli.migrate_which_version", place, details)])
    return name, since, rubric_at_hand(f"{name}@{since}")


def _reference(target: str, file: str) -> str:
    """Return how a questionnaire names the new rubric: as a file where that is how it is given."""
    from greenpark_assess.cli.new import seen_from
    from greenpark_assess.rubric.load import names_file

    return seen_from(file, target) if names_file(target) else ""


# --- what is written ------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Outcome:
    """What was read, and what is to be written where; ``output`` is ``None`` for in its place."""

    answers: str
    output: str | None
    raw: bytes
    before: str
    after: str
    force: bool

    @property
    def data(self) -> bytes:
        """The new file, with the byte order mark of the old one."""
        return self.raw[: -len(self.before.encode())] + self.after.encode()


def _write(outcome: _Outcome, rubric: Rubric, language: str) -> None:
    from greenpark_assess.files import STANDARD, write_atomically, write_backup

    target = outcome.output or outcome.answers
    if target == STANDARD:
        write_atomically(STANDARD, outcome.data, overwrite=False)
        return
    if outcome.output is None:
        backup = write_backup(outcome.answers, outcome.raw)
        tell("migrate.backup", language, file=backup)
    write_atomically(target, outcome.data, overwrite=outcome.force or outcome.output is None)
    _write_schema(outcome, rubric, Path(target).parent, language)
    arguments = as_arguments(target, None)
    tell("migrate.done", language, file=target, rubric=rubric.name, arguments=arguments)


def _write_schema(outcome: _Outcome, rubric: Rubric, folder: Path, language: str) -> None:
    """Write the schema that the questionnaire names for editors, if it names one."""
    from greenpark_assess.answers.questionnaire import schema_name
    from greenpark_assess.cli.new import write_schema

    if schema_name(rubric.header.id, rubric.header.version) in outcome.after:
        write_schema(rubric, language, folder, force=False)


def _show_changes(document: Document, done: Migration, language: str) -> None:
    from greenpark_assess.cli.output import emit

    emit("".join(_changes(document, done)))
    tell("migrate.dry", language, file=document.file)


def _changes(document: Document, done: Migration) -> Iterator[str]:
    before, after = (text.splitlines(keepends=True) for text in (document.text, done.text))
    for line in difflib.unified_diff(before, after, document.file, document.file):
        yield line if line.endswith("\n") else f"{line}\n"
