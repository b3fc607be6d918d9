"""``greenpark example``: the sample parks that come along."""

from __future__ import annotations

from pathlib import Path

import pytest

from pond import Command

CASES = Path(__file__).parents[1] / "cases"


@pytest.mark.parametrize(("language", "title"), [("en", "Illustrative"), ("zh", "示例园区")])
def test_the_list_names_every_sample_park(greenpark: Command, language: str, title: str) -> None:
    done = greenpark("example", "--lang", language)
    listed = [line.split()[0] for line in done.out.splitlines()]
    assert listed == [f"{one.parent.name}/{one.stem}" for one in sorted(CASES.glob("*/*.yaml"))]
    assert title in done.out


def test_a_copy_is_the_same_to_the_byte(greenpark: Command) -> None:
    done = greenpark("example", "processing-park/2025")
    assert "greenpark report processing-park-2025.yaml" in done.err
    copied = Path("processing-park-2025.yaml").read_bytes()
    assert copied == (CASES / "processing-park" / "2025.yaml").read_bytes()
    assert greenpark("example", "processing-park/2025", "other.yaml").code == 0
    assert Path("other.yaml").read_bytes() == copied


def test_a_file_that_exists_stays(greenpark: Command) -> None:
    Path("mine.yaml").write_text("precious", "utf-8")
    assert greenpark("example", "processing-park/2025", "mine.yaml").code == 2
    assert Path("mine.yaml").read_text("utf-8") == "precious"


def test_an_unknown_name(greenpark: Command) -> None:
    done = greenpark("example", "procesing-park/2025", "--lang", "en")
    assert done.code == 2
    assert "did you mean 'processing-park/2025'?" in done.err
