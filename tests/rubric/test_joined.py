"""A rubric as one text, and back."""

from __future__ import annotations

from pathlib import Path

import pytest

from greenpark_assess.rubric.identity import content_hash
from greenpark_assess.rubric.joined import joined, read_joined
from greenpark_assess.rubric.load import available, load_rubric
from greenpark_assess.rubric.model import Rubric

ROOT = Path(__file__).parents[2]
FILES = [
    *(one.path for one in available()),
    *(ROOT / "docs" / "examples" / name for name in ("mini.yaml", "mini.zh.yaml", "tour.yaml")),
    *sorted((ROOT / "tests" / "idioms").glob("*.yaml")),
]


def loaded(path: Path) -> Rubric:
    rubric = load_rubric(path).rubric
    assert rubric is not None
    return rubric


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_a_rubric_comes_back_as_it_was(path: Path) -> None:
    rubric = loaded(path)
    back = read_joined(joined(rubric))
    assert back == rubric
    assert content_hash(back) == content_hash(rubric)
    assert joined(back) == joined(rubric)  # in the same order, which equality does not look at


def test_saved_as_a_file_it_is_a_rubric(tmp_path: Path) -> None:
    rubric = loaded(FILES[0])
    file = tmp_path / "joined.yaml"
    file.write_text(joined(rubric), encoding="utf-8")
    assert content_hash(loaded(file)) == content_hash(rubric)


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"rubric": 1}', '{"questions": {}}', "\x00"])
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        read_joined(text)
