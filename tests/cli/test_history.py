"""``greenpark history``: add, list, show and export."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from greenpark_assess.cli.output import as_parquet
from kept import changed, pond
from pond import ANSWERS, Command, Done

ADD = ("history", "add", "--rubric", "pond.yaml", "--lang", "en")
DATED = (*ADD, "--date", "2026-03-31")


def written(name: str, text: str) -> str:
    Path(name).write_text(text, "utf-8")
    return name


@pytest.fixture
def filled(greenpark: Command) -> None:
    """A history of two parks; one of them was corrected."""
    names = [
        written("a21.yaml", pond(300, "a", "2021")),
        written("a22.yaml", pond(400, "a", "2022")),
        written("a22b.yaml", pond(1800, "a", "2022") + "  water.plan: written\n"),
        written("b22.yaml", pond(400, "b", "2022") + "# last\n"),
    ]
    assert greenpark(*DATED, *names).code == 0


# --- add ------------------------------------------------------------------------------------


def test_add_makes_the_file_and_says_so(greenpark: Command) -> None:
    done = greenpark(*ADD, "answers.yaml")
    assert (done.code, done.out) == (0, "")
    assert done.err.splitlines() == [
        "parks.db is new.",
        "pond-park 2025: added as revision 1, score 37.5.",
        "Next:  greenpark history list --history parks.db",
    ]
    assert sorted(one.name for one in Path().glob("parks*")) == ["parks.db"]


def test_add_again(greenpark: Command) -> None:
    first = written("first.yaml", pond(400))
    second = written("second.yaml", pond(300))
    said = [
        greenpark(*arguments).err.splitlines()[-2]
        for arguments in (
            (*ADD, first),
            (*ADD, first),
            (*ADD, second),
            (*ADD, first),
            (*ADD, first, "--again"),
        )
    ]
    assert said == [
        "pond-park 2025: added as revision 1, score 37.5.",
        "pond-park 2025: there already as revision 1; nothing was changed.",
        "pond-park 2025: added as revision 2, score 31.3.",
        (
            "pond-park 2025: there already as revision 1, which revision 2 has replaced; "
            "nothing was changed. --again makes it the newest one."
        ),
        "pond-park 2025: added as revision 3, score 37.5.",
    ]


def test_add_from_standard_input_to_a_named_file(greenpark: Command) -> None:
    done = greenpark(*ADD, "-", "--history", "my parks.db", stdin=ANSWERS)
    assert done.code == 0
    assert 'greenpark history list --history "my parks.db"' in done.err
    assert Path("my parks.db").exists()


def test_all_are_added_or_none_and_all_errors_are_told(greenpark: Command) -> None:
    wrong = written("wrong.yaml", changed(ANSWERS, {"600 m3": "600 kg"}))
    worse = written("worse.yaml", changed(ANSWERS, {"400 m3": "many"}))
    done = greenpark(*ADD, "answers.yaml", wrong, worse)
    assert (done.code, Path("parks.db").exists()) == (1, False)
    assert "wrong.yaml:6:16: error" in done.err
    assert "worse.yaml:7:17: error" in done.err
    assert "Errors: 2. Nothing was added" in done.err


def test_files_that_cannot_be_read(greenpark: Command) -> None:
    done = greenpark(*ADD, "answers.yaml", "lost.yaml", written("list.yaml", "[1]"))
    assert (done.code, Path("parks.db").exists()) == (3, False)
    assert "lost.yaml: error: there is no such file" in done.err
    assert "list.yaml: error: this is not a questionnaire" in done.err


def test_the_day_is_recorded(greenpark: Command) -> None:
    greenpark(*DATED, "answers.yaml")
    (entry,) = json.loads(greenpark("history", "list", "--format", "json").out)
    assert entry["date"] == "2026-03-31"


def test_not_into_something_else(greenpark: Command) -> None:
    with sqlite3.connect("friends.db") as connection:
        connection.execute("CREATE TABLE friend (name TEXT)")
    connection.close()
    before = Path("friends.db").read_bytes()
    done = greenpark(*ADD, "answers.yaml", "--history", "friends.db")
    assert done.code == 3
    assert "friends.db: error: this is no history" in done.err
    assert Path("friends.db").read_bytes() == before
    done = greenpark(*ADD, "answers.yaml", "--history", "answers.yaml")
    assert (done.code, Path("answers.yaml").read_text("utf-8")) == (3, ANSWERS)


def test_a_folder_that_cannot_be_written(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = greenpark(*ADD, "answers.yaml")
    assert (done.code, Path("parks.db").exists()) == (4, False)
    assert "not allowed to write here" in done.err


# --- list -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_list(greenpark: Command) -> None:
    done = greenpark("history", "list", "--lang", "en")
    assert (done.code, done.err) == (0, "")
    assert [line.split() for line in done.out.splitlines()] == [
        ["park", "name", "period", "revision", "score", "range", "level", "rubric", "date"],
        ["a", "Pond", "Park", "2021", "1", "31.3", "31.3–56.3", "–", "pond@1.0", "2026-03-31"],
        ["a", "Pond", "Park", "2022", "2", "95.3", "95.3", "Good", "pond@1.0", "2026-03-31"],
        ["b", "Pond", "Park", "2022", "1", "37.5", "37.5–62.5", "–", "pond@1.0", "2026-03-31"],
    ]


@pytest.mark.usefixtures("filled")
def test_list_in_chinese(greenpark: Command) -> None:
    lines = greenpark("history", "list", "--lang", "zh").out.splitlines()
    assert lines[0].split()[:3] == ["园区编号", "园区名称", "年度"]
    assert "池塘园区" in lines[1]
    assert "良好" in lines[2]


@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ((), ["a 2021 1", "a 2022 2", "b 2022 1"]),
        (("--all",), ["a 2021 1", "a 2022 1", "a 2022 2", "b 2022 1"]),
        (("--park", "a"), ["a 2021 1", "a 2022 2"]),
        (("--since", "2022"), ["a 2022 2", "b 2022 1"]),
        (("--park", "a", "--since", "2022"), ["a 2022 2"]),
        (("--since", "2023"), []),
        (("--since", "\udcff"), []),
    ],
    ids=ascii,
)
@pytest.mark.usefixtures("filled")
def test_list_as_data(greenpark: Command, wanted: tuple[str, ...], found: list[str]) -> None:
    out = greenpark("history", "list", *wanted, "--format", "csv").out
    rows = list(csv.DictReader(io.StringIO(out)))
    assert [f"{row['park']} {row['period']} {row['revision']}" for row in rows] == found
    entries = json.loads(greenpark("history", "list", *wanted, "--format", "json").out)
    assert [f"{one['park']} {one['period']} {one['revision']}" for one in entries] == found
    assert all(list(one) == list(rows[0]) for one in entries)
    text = greenpark("history", "list", *wanted, "--lang", "en").out
    assert ("Nothing to list" in text) == (not found)


@pytest.mark.usefixtures("filled")
def test_a_park_that_is_not_there(greenpark: Command) -> None:
    done = greenpark("history", "list", "--park", "A", "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert "no park 'A' in this history; allowed: a, b; did you mean 'a'?" in done.err


def test_a_level_below_the_least_coverage_is_provisional(greenpark: Command) -> None:
    rubric = Path("pond.yaml").read_text("utf-8")
    strict = changed(rubric, {"  languages": "  policy: {min_coverage: 90}\n  languages"})
    written("pond.yaml", strict)
    greenpark(*ADD, written("much.yaml", pond(1800)))
    assert "Good (provisional)" in greenpark("history", "list", "--lang", "en").out
    assert "良好（暂定）" in greenpark("history", "list", "--lang", "zh").out


# --- show -----------------------------------------------------------------------------------


@pytest.mark.usefixtures("filled")
def test_show(greenpark: Command) -> None:
    done = greenpark("history", "show", "a", "2022", "--lang", "en")
    assert done.code == 0
    assert "Pond Park scores 95.3 of 100 points" in done.out
    assert "a 2022, revision 2 of 2, judged by pond@1.0 on 2026-03-31." in done.err
    done = greenpark("history", "show", "a", "2022", "--revision", "1", "--lang", "zh")
    assert "池塘园区综合得分 37.5" in done.out
    assert "第 1 版" in done.err


@pytest.mark.usefixtures("filled")
def test_show_gives_back_what_was_added(greenpark: Command) -> None:
    show = ("history", "show", "a", "2022", "--revision", "1", "--format")
    Path("pond.yaml").unlink()  # nothing but the file is needed
    yaml = greenpark(*show, "yaml")
    assert (yaml.code, yaml.out, yaml.err) == (0, pond(400, "a", "2022"), "")
    result: dict[str, Any] = json.loads(greenpark(*show, "json").out)
    assert result["schema"] == "greenpark-assessment/1"
    assert (result["period"], result["total"]["score"]) == ("2022", 37.5)


def test_show_as_json_is_what_score_prints_with_a_date(greenpark: Command) -> None:
    greenpark(*DATED, "answers.yaml")
    scored = greenpark("score", "answers.yaml", "--rubric", "pond.yaml", "--format", "json").out
    shown = greenpark("history", "show", "pond-park", "2025", "--format", "json").out
    assert shown == scored.replace('"date": null', '"date": "2026-03-31"')


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("aa", "2022"), "there is no park 'aa' in this history; allowed: a, b"),
        (("a", "2023"), "this park has no period '2023'; allowed: 2021, 2022"),
        (("a", "2022", "--revision", "3"), "there is no revision 3; allowed: 1, 2"),
    ],
    ids=str,
)
@pytest.mark.usefixtures("filled")
def test_show_what_is_not_there(greenpark: Command, arguments: tuple[str, ...], said: str) -> None:
    done = greenpark("history", "show", *arguments, "--lang", "en")
    assert (done.code, done.out) == (2, "")
    assert said in done.err


# --- export ---------------------------------------------------------------------------------


def exported(greenpark: Command, *arguments: str) -> list[dict[str, str]]:
    done: Done = greenpark("history", "export", *arguments)
    assert done.code == 0
    return list(csv.DictReader(io.StringIO(done.out)))


@pytest.mark.usefixtures("filled")
def test_export_has_the_points_of_everything(greenpark: Command) -> None:
    rows = exported(greenpark, "-o", "-")
    assert [(row["park"], row["period"], row["revision"]) for row in rows] == [
        ("a", "2021", "1"),
        ("a", "2022", "2"),
        ("b", "2022", "1"),
    ]
    assert {name: rows[2][name] for name in rows[2] if name.startswith("points.")} == {
        "points.water.reuse": "50.0",
        "points.water.plan": "0.0",
        "points.water": "37.5",
    }
    assert len(exported(greenpark, "-o", "-", "--all")) == 4


def test_export_of_several_rubrics_has_the_columns_of_all(greenpark: Command) -> None:
    greenpark(*ADD, "answers.yaml")
    lake = Path("pond.yaml").read_text("utf-8").replace("id: pond", "id: lake")
    written("lake.yaml", lake.replace("water.reuse:", "water.used_again:"))
    greenpark("history", "add", "answers.yaml", "--rubric", "lake.yaml")
    rows = exported(greenpark, "-o", "-")
    assert [row["rubric"] for row in rows] == ["pond", "lake"]
    assert [row["points.water.reuse"] for row in rows] == ["50.0", ""]
    assert [row["points.water.used_again"] for row in rows] == ["", "50.0"]


@pytest.mark.parametrize(
    ("options", "begins"), [((), b"park,"), (("--bom",), b"\xef\xbb\xbfpark,")]
)
@pytest.mark.usefixtures("filled")
def test_export_to_a_file(greenpark: Command, options: tuple[str, ...], begins: bytes) -> None:
    done = greenpark("history", "export", "-o", "parks.csv", "--lang", "en", *options)
    assert (done.code, done.out, done.err) == (0, "", "parks.csv: 3 assessments.\n")
    assert Path("parks.csv").read_bytes().startswith(begins)


@pytest.mark.parametrize(
    ("output", "code", "said"),
    [
        ("parks.xls", 2, "allowed: .csv, .parquet"),
        ("parks", 2, "allowed: .csv, .parquet"),
        ("old.csv", 2, "--force"),
        ("lost/parks.csv", 3, "no folder 'lost'"),
    ],
)
@pytest.mark.usefixtures("filled")
def test_export_refuses(greenpark: Command, output: str, code: int, said: str) -> None:
    written("old.csv", "old")
    done = greenpark("history", "export", "-o", output, "--lang", "en")
    assert (done.code, Path("old.csv").read_text("utf-8")) == (code, "old")
    assert said in done.err


def test_hostile_names_are_text_and_nothing_else(greenpark: Command) -> None:
    names = ["=HYPERLINK(1)", "+1", "-1", "@x", "x'; DROP TABLE assessment; --", "\x1b[31mred"]
    for number, name in enumerate(names):
        text = changed(
            ANSWERS,
            {"id: pond-park": f"id: {json.dumps(name)}", "Pond Park": json.dumps("=1+1")},
        )
        assert greenpark(*ADD, written(f"{number}.yaml", text)).code == 0
    rows = exported(greenpark, "-o", "-")
    found = {row["park"].removeprefix("'") for row in rows}
    assert found == set(names)
    cells = [cell for row in rows for cell in row.values()]
    assert [cell for cell in cells if cell.startswith(("=", "+", "-", "@"))] == []
    assert {row["score"] for row in rows} == {"37.5"}  # a number stays one
    done = greenpark("history", "list")
    assert (done.code, "\x1b" in done.out, len(done.out.splitlines())) == (0, False, 7)
    assert greenpark("history", "show", names[0], "2025").code == 0


def test_parquet_without_its_library(greenpark: Command, monkeypatch: pytest.MonkeyPatch) -> None:
    greenpark(*ADD, "answers.yaml")
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    done = greenpark("history", "export", "-o", "parks.parquet", "--lang", "en")
    assert (done.code, Path("parks.parquet").exists()) == (4, False)
    assert "pip install greenpark-assess[parquet]" in done.err


@pytest.mark.usefixtures("filled")
def test_parquet(greenpark: Command) -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    assert greenpark("history", "export", "-o", "parks.parquet", "--lang", "en").code == 0
    table = parquet.read_table("parks.parquet")
    assert table.column("park").to_pylist() == ["a", "a", "b"]
    assert table.column("revision").to_pylist() == [1, 2, 1]
    assert table.column("level").to_pylist() == [None, "good", None]
    assert table.column("points.water").to_pylist()[2] == 37.5


def test_parquet_of_nothing() -> None:
    parquet = pytest.importorskip("pyarrow.parquet")
    table = parquet.read_table(io.BytesIO(as_parquet({"park": str, "score": float}, [])))
    assert (table.num_rows, table.column_names) == (0, ["park", "score"])


# --- files that are no history --------------------------------------------------------------


@pytest.mark.parametrize(
    "arguments", [("list",), ("show", "a", "2022"), ("export", "-o", "-")], ids=str
)
@pytest.mark.parametrize(
    ("content", "en", "zh"),
    [
        (None, "there is no such file", "找不到该文件"),
        (b"", "nothing in this file yet", "还没有内容"),
        (b"no database\n" * 100, "this is no history", "不是评价历史记录"),
    ],
    ids=["missing", "empty", "text"],
)
def test_no_history(
    greenpark: Command, arguments: tuple[str, ...], content: bytes | None, en: str, zh: str
) -> None:
    if content is not None:
        Path("parks.db").write_bytes(content)
    for language, said in (("en", en), ("zh", zh)):
        done = greenpark("history", *arguments, "--lang", language)
        assert (done.code, done.out) == (3, "")
        assert said in done.err


@pytest.mark.usefixtures("filled")
def test_a_history_of_a_later_version(greenpark: Command) -> None:
    with sqlite3.connect("parks.db") as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    done = greenpark("history", "list", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "written by a later version of greenpark (format 99, this version knows 1)" in done.err


@pytest.mark.usefixtures("filled")
def test_a_damaged_history(greenpark: Command) -> None:
    whole = Path("parks.db").read_bytes()
    Path("parks.db").write_bytes(whole[: len(whole) // 2])
    done = greenpark("history", "export", "-o", "-", "--lang", "en")
    assert (done.code, done.out) == (3, "")
    assert "this history is damaged" in done.err
