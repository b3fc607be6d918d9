"""Worked cases that are whole parks: their answers stand in a questionnaire of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path, PurePosixPath

from greenpark_assess.documents import read
from greenpark_assess.files import read_text
from greenpark_assess.problems import Problem, ProblemsFound
from greenpark_assess.rubric.load import ENDINGS, LoadedRubric
from greenpark_assess.rubric.model import Case


def with_case_files(loaded: LoadedRubric) -> LoadedRubric:
    """Return a loaded rubric whose cases have the answers of the questionnaires that they name.

    A questionnaire that is not there, or that cannot be read, is an error at its case.
    """
    if loaded.rubric is None:
        return loaded
    cases = dict(loaded.rubric.cases)
    problems: list[Problem] = []
    for name, case in cases.items():
        if case.questionnaire is not None:
            filled, found = _filled(name, case, case.questionnaire, loaded)
            cases[name] = filled
            problems += found
    rubric = loaded.rubric.model_copy(update={"cases": cases})
    return replace(loaded, rubric=rubric, problems=(*loaded.problems, *problems))


def _filled(
    name: str, case: Case, file: str, loaded: LoadedRubric
) -> tuple[Case, tuple[Problem, ...]]:
    place = loaded.places.of("cases", name, "questionnaire")
    if PurePosixPath(file).is_absolute() or not file.endswith(ENDINGS):
        return case, (Problem("rubric.case_file", place, {"name": file}),)
    try:
        document = read(read_text(Path(place.file).parent / file), file)
    except ProblemsFound as found:
        return case, tuple(replace(one, place=place) for one in found.problems)
    answers = document.data.get("answers") if isinstance(document.data, Mapping) else None
    if not document.complete or not isinstance(answers, Mapping):
        return case, (Problem("rubric.case_file", place, {"name": file}),)
    return case.model_copy(update={"answers": {**answers, **case.answers}}), ()
