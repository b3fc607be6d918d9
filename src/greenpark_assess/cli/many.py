"""Reports on many parks at once: on all cores, and on to the next where one fails."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from greenpark_assess.cli.codes import FINDINGS, FINE
from greenpark_assess.cli.drawing import Order, drawn, material
from greenpark_assess.cli.terminal import show, tell
from greenpark_assess.problems import Place, Problem, ProblemsFound, has_errors


@dataclass(frozen=True, slots=True)
class Job:
    """One report: which answers, by which rubric, and where it goes."""

    answers: str
    reference: str | None
    target: str
    order: Order
    force: bool


def write_all(jobs: Sequence[Job], language: str) -> int:
    """Write every report that can be written; say in the end which ones could not.

    Returns:
        The exit code: 0 where all were written.
    """
    outcomes: dict[str, tuple[Problem, ...]] = {}
    with click.progressbar(
        length=len(jobs), file=sys.stderr, hidden=not sys.stderr.isatty()
    ) as progress:
        for job, problems in _outcomes(jobs):
            outcomes[job.answers] = problems
            progress.update(1)
    failed = {job.answers: found for job in jobs if (found := outcomes[job.answers])}
    for problems in failed.values():
        show(problems, language)
    folder = str(Path(jobs[0].target).parent)
    tell("report.many", language, written=len(jobs) - len(failed), all=len(jobs), folder=folder)
    if failed:
        tell("report.failed", language, files=", ".join(failed))
    return FINDINGS if failed else FINE


def targets(answers: Sequence[str], folder: Path, ending: str) -> list[str]:
    """Return a file in ``folder`` for each questionnaire, named after it.

    Questionnaires of one name in several folders get the name of their folder in front.

    Raises:
        ProblemsFound: two of them would still be written to the same file.
    """
    stems = Counter(Path(one).stem for one in answers)
    named = [
        Path(one).stem if stems[Path(one).stem] == 1 else f"{_folder(one)}-{Path(one).stem}"
        for one in answers
    ]
    for name, count in Counter(named).items():
        if count > 1:
            _refuse(name, [one for one, own in zip(answers, named, strict=True) if own == name])
    return [str(folder / f"{name}{ending}") for name in named]


def _folder(file: str) -> str:
    return Path(file).resolve().parent.name


def _refuse(name: str, files: list[str]) -> NoReturn:
    details = {"name": name, "files": ", ".join(files)}
    raise ProblemsFound([Problem("cli.same_report", Place(files[-1], line=0), details)])


# --- one job --------------------------------------------------------------------------


def _outcomes(jobs: Sequence[Job]) -> Iterator[tuple[Job, tuple[Problem, ...]]]:
    """Yield each job, as it is done, with what kept it from its end."""
    from concurrent.futures import ProcessPoolExecutor, as_completed
    from multiprocessing import get_context

    workers = min(len(jobs), os.cpu_count() or 1)
    # Not forked: what this process has loaded is no state to start drawing from.
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        running = {pool.submit(_written, job): job for job in jobs}
        for done in as_completed(running):
            job = running[done]
            error = done.exception()
            if error is None:
                yield job, done.result()
            else:  # a defect of ours, or a process that was killed
                details = {"reason": f"{type(error).__name__}: {error}"}
                yield job, (Problem("cli.report_broke", Place(job.answers, line=0), details),)


def _written(job: Job) -> tuple[Problem, ...]:
    """Write one report; return what kept it from being written."""
    from greenpark_assess.cli.inputs import read_questionnaire
    from greenpark_assess.files import write_atomically

    try:
        questionnaire = read_questionnaire(job.answers, job.reference)
        if questionnaire.answers is None or has_errors(questionnaire.problems):
            return questionnaire.problems
        source = material(questionnaire, questionnaire.answers, job.order)
        data = drawn(Path(job.target).suffix, source, job.order)
        write_atomically(job.target, data, overwrite=job.force)
    except ProblemsFound as found:
        return found.problems
    return ()
