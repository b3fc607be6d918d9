"""``greenpark migrate``: from one version of a rubric to the next, and all that can go wrong."""

from __future__ import annotations

import os
from pathlib import Path
from typing import NoReturn

import pytest

from greenpark_assess.rubric import load
from pond import Command
from versions import ANSWERS, NEW, OLD


@pytest.fixture(autouse=True)
def yard(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put two versions of a rubric among those that come along, and a questionnaire for one."""
    for name, text in (("old", OLD), ("new", NEW), ("other", NEW.replace("id: yard", "id: lawn"))):
        (folder / "shipped" / name).mkdir(parents=True)
        (folder / "shipped" / name / "rubric.yaml").write_text(text, "utf-8")
    monkeypatch.setattr(load, "shipped_folder", lambda: folder / "shipped")
    Path("yard.yaml").write_text(ANSWERS, "utf-8")


def text_of(name: str) -> str:
    return Path(name).read_text("utf-8")


@pytest.mark.parametrize("target", ["2.0", "yard@2.0", "yard"])
def test_a_questionnaire_is_carried_over_in_its_place(greenpark: Command, target: str) -> None:
    done = greenpark("migrate", "yard.yaml", "--to", target, "--lang", "en")
    assert (done.code, done.out) == (0, "")
    assert "\nrubric: yard@2.0\n" in text_of("yard.yaml")
    assert "  water.fresh: 600 m3  # of 2025\n" in text_of("yard.yaml")
    assert text_of("yard.yaml.bak") == ANSWERS
    assert "yard.yaml:11:3: note: 'water.intake' is 'water.fresh' now" in done.err
    assert "greenpark check yard.yaml" in done.err


@pytest.mark.parametrize("spoken", ["en", "zh"])
def test_the_check_reminds_of_what_is_marked(greenpark: Command, spoken: str) -> None:
    greenpark("new", "yard@1.0", "blank.yaml", "--lang", spoken)
    filled = text_of("blank.yaml").replace("site.plan:\n", "site.plan: written\n")
    Path("blank.yaml").write_text(filled, "utf-8")
    greenpark("migrate", "blank.yaml", "--to", "2.0")
    done = greenpark("check", "blank.yaml", "--lang", "en")
    assert (done.code, done.out.count("warning: this is to be looked at")) == (0, 1)
    done = greenpark("check", "yard.yaml", "--lang", "en")
    assert "looked at" not in done.out


def test_a_second_time_nothing_happens(greenpark: Command) -> None:
    greenpark("migrate", "yard.yaml", "--to", "2.0")
    before = text_of("yard.yaml")
    for language, said in (("en", "is for yard@2.0 already"), ("zh", "已是 yard@2.0 的问卷")):
        done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--lang", language)
        assert done.code == 0
        assert said in done.err
    assert text_of("yard.yaml") == before
    assert not Path("yard.yaml.bak2").exists()


def test_a_backup_stays(greenpark: Command) -> None:
    Path("yard.yaml.bak").write_text("older", "utf-8")
    Path("yard.yaml.bak2").write_text("old", "utf-8")
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--lang", "en")
    kept = [text_of(f"yard.yaml.bak{number}") for number in ("", "2", "3")]
    assert kept == ["older", "old", ANSWERS]
    assert "yard.yaml.bak3" in done.err


def test_a_dry_run_shows_and_writes_nothing(greenpark: Command) -> None:
    before = sorted(Path().iterdir())
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--dry-run", "--lang", "en")
    assert done.code == 0
    assert "\n-  water.intake: 600 m3  # of 2025\n" in done.out
    assert "\n+  water.fresh: 600 m3  # of 2025\n" in done.out
    assert "yard.yaml was not changed" in done.err
    assert (text_of("yard.yaml"), sorted(Path().iterdir())) == (ANSWERS, before)


def test_another_file_may_take_it(greenpark: Command) -> None:
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "-o", "next.yaml", "--lang", "en")
    assert done.code == 0
    assert "rubric: yard@2.0" in text_of("next.yaml")
    assert text_of("yard.yaml") == ANSWERS
    assert not Path("yard.yaml.bak").exists()
    again = greenpark("migrate", "yard.yaml", "--to", "2.0", "-o", "next.yaml", "--lang", "en")
    assert (again.code, "--force" in again.err) == (2, True)
    assert greenpark("migrate", "yard.yaml", "--to", "2.0", "-o", "next.yaml", "--force").code == 0


def test_streams(greenpark: Command) -> None:
    done = greenpark("migrate", "-", "--to", "2.0", stdin=ANSWERS)
    greenpark("migrate", "yard.yaml", "--to", "2.0")
    assert done.out == text_of("yard.yaml")


def test_a_byte_order_mark_and_windows_lines_stay(greenpark: Command) -> None:
    raw = b"\xef\xbb\xbf" + ANSWERS.replace("\n", "\r\n").encode()
    Path("yard.yaml").write_bytes(raw)
    assert greenpark("migrate", "yard.yaml", "--to", "2.0").code == 0
    written = Path("yard.yaml").read_bytes()
    assert written.startswith(b"\xef\xbb\xbfformat:")
    assert written.count(b"\n") == written.count(b"\r\n")
    assert Path("yard.yaml.bak").read_bytes() == raw


def test_the_schema_that_the_first_line_names_comes_along(greenpark: Command) -> None:
    greenpark("new", "yard@1.0", "blank.yaml", "--lang", "en")
    Path("yard-1.0.schema.json").unlink()
    assert greenpark("migrate", "blank.yaml", "--to", "2.0", "--lang", "en").code == 0
    assert text_of("blank.yaml").startswith(
        "# yaml-language-server: $schema=yard-2.0.schema.json\n"
    )
    assert Path("yard-2.0.schema.json").exists()


# --- rubrics that do not come along ---------------------------------------------------------------


def test_rubrics_may_be_files(greenpark: Command) -> None:
    Path("mine").mkdir()
    Path("mine/old.yaml").write_text(OLD, "utf-8")
    Path("mine/new.yaml").write_text(NEW, "utf-8")
    Path("mine/yard.yaml").write_text(ANSWERS.replace("yard@1.0", "old.yaml"), "utf-8")
    done = greenpark("migrate", "mine/yard.yaml", "--to", "mine/new.yaml", "--lang", "en")
    assert done.code == 0
    assert "\nrubric: new.yaml\n" in text_of("mine/yard.yaml")
    assert "value: 40000 m3" in text_of("mine/yard.yaml")  # so the old one was found
    assert greenpark("check", "mine/yard.yaml").code == 0


def test_a_rubric_that_was_replaced_in_its_place(greenpark: Command) -> None:
    Path("rubric.yaml").write_text(NEW, "utf-8")
    Path("yard.yaml").write_text(ANSWERS.replace("yard@1.0", "rubric.yaml"), "utf-8")
    done = greenpark("migrate", "yard.yaml", "--to", "rubric.yaml", "--lang", "en")
    assert (done.code, "--from" in done.err) == (0, True)
    given = ("migrate", "yard.yaml", "--to", "rubric.yaml", "--from", "1.0", "--lang", "en")
    done = greenpark(*given)
    assert (done.code, "is not at hand" in done.err) == (0, True)
    assert "\nrubric: rubric.yaml\n" in text_of("yard.yaml")
    assert "  water.fresh: 600 m3" in text_of("yard.yaml")


@pytest.mark.parametrize("origin", ["shipped/old", "yard@1.0"])
def test_the_old_rubric_may_be_named(greenpark: Command, origin: str) -> None:
    Path("yard.yaml").write_text(ANSWERS.replace("yard@1.0", "yard"), "utf-8")
    assert greenpark("migrate", "yard.yaml", "--to", "2.0", "--from", origin).code == 0
    assert "value: 40000 m3" in text_of("yard.yaml")


def test_a_lost_rubric_needs_no_more_than_its_version(greenpark: Command) -> None:
    Path("yard.yaml").write_text(ANSWERS.replace("yard@1.0", "lost.yaml"), "utf-8")
    assert greenpark("migrate", "yard.yaml", "--to", "shipped/new", "--from", "1.0").code == 0
    assert "\nrubric: shipped/new\n" in text_of("yard.yaml")


# --- what can go wrong ----------------------------------------------------------------------------

NAMED = "rubric: yard@1.0"
WRONG = {
    "unknown version": ("", ("--to", "3.0"), 3, "not there in version 3.0", "没有 3.0 版"),
    "unknown rubric": ("", ("--to", "yrad@2.0"), 3, "did you mean 'yard'", "是否应为“yard”"),
    "another rubric": ("", ("--to", "lawn@2.0"), 2, "is another rubric", "另一套评价体系"),
    "from another rubric": (
        "",
        ("--to", "2.0", "--from", "shipped/other"),
        2,
        "is another rubric",
        "另一套评价体系",
    ),
    "a questionnaire as rubric": (
        "",
        ("--to", "answers.yaml"),
        3,
        "answers of a park",
        "园区问卷",
    ),
    "an older version": (
        "rubric: yard@2.0",
        ("--to", "1.0"),
        2,
        "newer than 'yard@1.0'",
        "比“yard@1.0”更新",
    ),
    "a version that nobody declared": (
        "rubric: yard@0.5",
        ("--to", "2.0"),
        2,
        "what became of the questions of 'yard@0.5'",
        "没有说明“yard@0.5”",
    ),
    "no version": ("rubric: yard", ("--to", "2.0"), 2, "--from VERSION", "--from 版本号"),
    "a lost file": ("rubric: lost.yaml", ("--to", "2.0"), 2, "cannot be read", "无法读取"),
    "no rubric": (
        "period2: 3",
        ("--to", "2.0"),
        1,
        "the line 'rubric:' is missing",
        "缺少“rubric:”一行",
    ),
    "broken": ("rubric: [", ("--to", "2.0"), 3, "yard.yaml:", "yard.yaml:"),
    "the same key twice": (
        "rubric: yard@1.0\nrubric: yard@1.0",
        ("--to", "2.0"),
        3,
        "a second time",
        "重复出现",
    ),
    "missing folder": (
        "",
        ("--to", "2.0", "-o", "no/a.yaml"),
        3,
        "no folder 'no'",
        "文件夹“no”不存在",
    ),
}


@pytest.mark.parametrize("case", WRONG.values(), ids=WRONG)
def test_what_is_wrong_is_said_and_nothing_is_written(
    greenpark: Command, case: tuple[str, tuple[str, ...], int, str, str]
) -> None:
    named, arguments, code, english, chinese = case
    text = ANSWERS.replace(NAMED, named or NAMED)
    Path("yard.yaml").write_text(text, "utf-8")
    before = sorted(Path().iterdir())
    for language, said in (("en", english), ("zh", chinese)):
        done = greenpark("migrate", "yard.yaml", *arguments, "--lang", language)
        assert done.code == code, done.err
        assert said in done.err
        assert "Traceback" not in done.err
    assert (text_of("yard.yaml"), sorted(Path().iterdir())) == (text, before)


@pytest.mark.parametrize("given", [("lost.yaml",), ("pond.yaml",), ("shipped",)])
def test_files_that_are_no_questionnaires(greenpark: Command, given: tuple[str]) -> None:
    assert greenpark("migrate", *given, "--to", "2.0").code == 3


def test_answers_in_braces_are_refused(greenpark: Command) -> None:
    head = ANSWERS.partition("answers:")[0]
    Path("yard.yaml").write_text(f"{head}answers: {{water.intake: 1}}\n", "utf-8")
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--lang", "en")
    assert done.code == 1
    assert "yard.yaml:5:1: error: this questionnaire is written in a way" in done.err


def test_the_old_file_survives_a_read_only_folder(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(os, "access", lambda *_: False)
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--lang", "en")
    assert done.code == 4
    assert "not allowed to write here" in done.err
    assert text_of("yard.yaml") == ANSWERS


def test_the_old_file_survives_a_full_disk(
    greenpark: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, os.strerror(28))

    before = sorted(Path().iterdir())
    monkeypatch.setattr(os, "fsync", full)
    done = greenpark("migrate", "yard.yaml", "--to", "2.0", "--lang", "zh")
    assert done.code == 4
    assert "磁盘空间不足" in done.err
    assert (text_of("yard.yaml"), sorted(Path().iterdir())) == (ANSWERS, before)


def test_whoever_meets_a_missing_version_is_told_of_the_way(
    greenpark: Command, folder: Path
) -> None:
    (folder / "shipped" / "old" / "rubric.yaml").unlink()
    done = greenpark("check", "yard.yaml", "--lang", "en")
    assert "greenpark migrate yard.yaml --to 2.0" in done.out
