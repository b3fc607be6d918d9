"""``greenpark report`` for several questionnaires: all cores, and on after a failure."""

from __future__ import annotations

from pathlib import Path

import pytest

from pond import ANSWERS, RUBRIC, Command

pytestmark = pytest.mark.slow  # starts processes


def parks(*names: str) -> list[str]:
    Path("pond.yaml").write_text(RUBRIC, "utf-8")
    for name in names:
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_text(ANSWERS.replace("Pond Park", f"Park {Path(name).stem}"), "utf-8")
    return list(names)


def test_every_report_is_written(greenpark: Command) -> None:
    files = parks("one.yaml", "two.yaml", "three.yaml")
    command = ("report", *files, "--rubric", "pond.yaml", "-o", "out/of/here", "--as", "html")
    done = greenpark(*command, "--lang", "en")
    assert done.code == 0
    assert "Reports written: 3 of 3, in out/of/here" in done.err
    for name in ("one", "two", "three"):
        assert f"Park {name}" in Path(f"out/of/here/{name}.html").read_text("utf-8")


def test_it_goes_on_after_a_park_that_fails(greenpark: Command) -> None:
    files = parks("one.yaml", "two.yaml")
    Path("bad.yaml").write_text("a: [", "utf-8")
    files = [files[0], "bad.yaml", "missing.yaml", files[1]]
    command = ("report", *files, "--rubric", "pond.yaml", "-o", "out", "--as", "json")
    done = greenpark(*command, "--lang", "en")
    assert done.code == 1
    assert sorted(one.name for one in Path("out").iterdir()) == ["one.json", "two.json"]
    assert "bad.yaml:1:4: error" in done.err
    assert "Reports written: 2 of 4, in out" in done.err
    assert "Not written, for the reasons above: bad.yaml, missing.yaml" in done.err


def test_nothing_is_replaced_without_being_told(greenpark: Command) -> None:
    files = parks("one.yaml", "two.yaml")
    Path("out").mkdir()
    Path("out/one.json").write_text("precious", "utf-8")
    command = ("report", *files, "--rubric", "pond.yaml", "-o", "out", "--as", "json")
    assert greenpark(*command).code == 1
    assert Path("out/one.json").read_text("utf-8") == "precious"
    assert greenpark(*command, "--force").code == 0
    assert Path("out/one.json").read_text("utf-8") != "precious"


def test_files_of_one_name_get_their_folder_in_front(greenpark: Command) -> None:
    files = parks("north/2025.yaml", "south/2025.yaml", "2024.yaml")
    command = ("report", *files, "--rubric", "pond.yaml", "-o", "out", "--as", "json")
    assert greenpark(*command).code == 0
    names = sorted(one.name for one in Path("out").iterdir())
    assert names == ["2024.json", "north-2025.json", "south-2025.json"]


WRONG = [
    pytest.param((), "need a folder", id="no folder"),
    pytest.param(("-o", "-"), "need a folder", id="standard output"),
    pytest.param(("-o", "one.yaml"), "exists", id="a file"),
]


@pytest.mark.parametrize(("options", "said"), WRONG)
def test_where_they_cannot_go(greenpark: Command, options: tuple[str, ...], said: str) -> None:
    done = greenpark("report", *parks("one.yaml", "two.yaml"), *options, "--lang", "en")
    assert done.code == 2
    assert said in done.err


def test_the_same_questionnaire_twice(greenpark: Command) -> None:
    files = parks("one.yaml")
    done = greenpark("report", *files, *files, "-o", "out", "--lang", "en")
    assert done.code == 2
    assert "would all be written to a report named" in done.err
