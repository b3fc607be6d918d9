"""A rubric as one text: all its files joined, to be kept, and read again without a disk."""

from __future__ import annotations

from typing import TYPE_CHECKING

from greenpark_assess.rubric.places import HEADER

if TYPE_CHECKING:
    from greenpark_assess.rubric.model import Rubric


def joined(rubric: Rubric) -> str:
    """Return a rubric as a single JSON text.

    It says all that the files say, in their order and in the rubric language, so saved as a
    ``.yaml`` file it is a rubric again. What equals a default is left out; comments are gone.
    """
    import json  # noqa: PLC0415 - for those who keep rubrics

    sections = rubric.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    header = sections.pop("header")
    return json.dumps({HEADER: header, **sections}, ensure_ascii=False, separators=(",", ":"))


def read_joined(text: str) -> Rubric:
    """Return the rubric that :func:`joined` has written.

    Raises:
        ValueError: The text is something else.
    """
    from greenpark_assess.rubric.model import Rubric, RubricFile  # noqa: PLC0415 - pydantic

    file = RubricFile.model_validate_json(text)
    if file.rubric is None:
        raise ValueError(HEADER)
    sections = {name: getattr(file, name) for name in Rubric.model_fields if name != "header"}
    return Rubric.model_construct(None, header=file.rubric, **sections)
