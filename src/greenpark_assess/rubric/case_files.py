"""Worked cases that are whole parks: their answers stand in a questionnaire of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from greenpark_assess.documents import read
from greenpark_assess.files import read_text
from greenpark_assess.problems import Place, Problem, ProblemsFound
from greenpark_assess.rubric.load import ENDINGS, LoadedRubric
from greenpark_assess.rubric.model import Case


def with_case_files(loaded: LoadedRubric) -> LoadedRubric:
    """Return a loaded rubric whose cases have the answers of the questionnaires that they name.

    A case whose questionnaire is not there, as in a copy of a rubric's folder alone, is left out,
    and so is one whose questionnaire cannot be read; the first is a note, the second an error.
    """
    if loaded.rubric is None:
        return loaded
    cases = dict(loaded.rubric.cases)
    problems: list[Problem] = []
    for name, case in loaded.rubric.cases.items():
        if case.questionnaire is not None:
            filled, found = _filled(name, case, case.questionnaire, loaded)
            problems += found
            if found:
                del cases[name]
            else:
                cases[name] = filled
    rubric = loaded.rubric.model_copy(update={"cases": cases})
    return loaded._replace(rubric=rubric, problems=(*loaded.problems, *problems))


def _filled(
    name: str, case: Case, file: str, loaded: LoadedRubric
) -> tuple[Case, tuple[Problem, ...]]:
    place = loaded.places.of("cases", name, "questionnaire")
    if PurePosixPath(file).is_absolute() or not file.endswith(ENDINGS):
        return case, (Problem("rubric.case_file", place, {"name": file}),)
    try:
        document = read(read_text(Path(place.file).parent / file), file)
    except ProblemsFound as found:
        return case, tuple(_at(place, one) for one in found.problems)
    answers = document.data.get("answers") if isinstance(document.data, Mapping) else None
    if not document.complete or not isinstance(answers, Mapping):
        return case, (Problem("rubric.case_file", place, {"name": file}),)
    return case.model_copy(update={"answers": {**answers, **case.answers}}), ()


def _at(place: Place, problem: Problem) -> Problem:
    missing = problem.code in {"file.missing", "file.no_folder"}
    return replace(problem, place=place, severity="note" if missing else problem.severity)
