from __future__ import annotations

import errno
import io
import os
import sys
from pathlib import Path
from types import SimpleNamespace

import pytest

from greenpark_assess.files import (
    read_bytes,
    read_text,
    refuse_target,
    write_atomically,
    write_backup,
)
from greenpark_assess.problems import ProblemsFound


def refusal(action, *arguments, **options):
    """Return (code, details) of the problem that ``action`` raises."""
    with pytest.raises(ProblemsFound) as caught:
        action(*arguments, **options)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert (problem.place.file, problem.place.line) == (str(arguments[0]), 0)
    return problem.code, dict(problem.details)


def raising(number):
    def fail(*_arguments, **_options):
        raise OSError(number, os.strerror(number))

    return fail


# --- reading --------------------------------------------------------------------------


def test_a_file_is_read(tmp_path):
    (tmp_path / "a.yaml").write_bytes(b"\xef\xbb\xbfa: \xe6\xb0\xb4\n")
    assert read_bytes(tmp_path / "a.yaml") == b"\xef\xbb\xbfa: \xe6\xb0\xb4\n"
    assert read_text(str(tmp_path / "a.yaml")) == "a: 水\n"


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(b"a: 1\n")))
    assert read_text("-") == "a: 1\n"


def test_a_missing_file_suggests_its_neighbour(tmp_path):
    (tmp_path / "answers.yaml").touch()
    code, details = refusal(read_bytes, tmp_path / "anwsers.yaml")
    assert (code, details) == ("file.missing", {"meant": str(tmp_path / "answers.yaml")})


def test_endings_do_not_make_names_alike(tmp_path):
    (tmp_path / "bin.yaml").touch()
    (tmp_path / "park.yaml").touch()
    assert refusal(read_bytes, tmp_path / "missing.yaml") == ("file.missing", {})
    assert refusal(read_bytes, tmp_path / "park.yml")[1] == {"meant": str(tmp_path / "park.yaml")}


def test_a_missing_file_suggests_nothing_where_nothing_is_close(tmp_path):
    (tmp_path / "report.pdf").touch()
    assert refusal(read_bytes, tmp_path / "answers.yaml") == ("file.missing", {})


def test_a_missing_folder_is_named(tmp_path):
    path = tmp_path / "no" / "a.yaml"
    assert refusal(read_bytes, path) == ("file.no_folder", {"folder": str(tmp_path / "no")})


def test_a_folder_is_no_file(tmp_path):
    assert refusal(read_bytes, tmp_path) == ("file.is_folder", {})


def test_a_file_inside_a_file_is_not_there(tmp_path):
    (tmp_path / "a").touch()
    assert refusal(read_bytes, tmp_path / "a" / "b")[0] == "file.not_readable"


def test_a_dangling_link_is_a_missing_file(tmp_path):
    (tmp_path / "link").symlink_to(tmp_path / "nothing")
    assert refusal(read_bytes, tmp_path / "link")[0] == "file.missing"


def test_a_name_that_no_file_can_have(tmp_path):
    assert refusal(read_bytes, tmp_path / "a\0b")[0] == "file.not_readable"
    assert refusal(read_bytes, tmp_path / ("x" * 5_000))[0] == "file.not_readable"


def test_a_big_file_is_refused_before_it_is_read(tmp_path):
    with (tmp_path / "big").open("wb") as file:
        file.truncate(50_000_000)
    assert refusal(read_bytes, tmp_path / "big") == (
        "file.too_big",
        {"size": 50_000_000, "limit": 2_000_000},
    )


def test_a_file_at_the_limit_is_read(tmp_path):
    (tmp_path / "a").write_bytes(b"1234")
    assert read_bytes(tmp_path / "a", limit=4) == b"1234"
    assert refusal(read_bytes, tmp_path / "a", limit=3)[0] == "file.too_big"


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="a device of Unix")
def test_an_endless_device_ends_at_the_limit():
    assert refusal(read_bytes, "/dev/zero", limit=1_000)[0] == "file.too_big"


@pytest.mark.parametrize(
    ("number", "code"),
    [
        pytest.param(errno.EACCES, "file.not_readable_for_you", id="permission"),
        pytest.param(errno.EIO, "file.not_readable", id="broken-disk"),
    ],
)
def test_a_file_that_cannot_be_opened(tmp_path, monkeypatch, number, code):
    (tmp_path / "a").touch()
    monkeypatch.setattr(Path, "open", raising(number))
    assert refusal(read_bytes, tmp_path / "a")[0] == code


def test_text_in_another_encoding_is_refused_with_the_files_name(tmp_path):
    (tmp_path / "a.yaml").write_bytes("名称: 示范产业园区\n".encode("gbk"))
    with pytest.raises(ProblemsFound) as caught:
        read_text(tmp_path / "a.yaml")
    (problem,) = caught.value.problems
    assert problem.code == "file.gbk"
    assert str(tmp_path / "a.yaml") in str(problem.details["command"])


# --- writing --------------------------------------------------------------------------


def test_a_new_file_is_written(tmp_path):
    write_atomically(tmp_path / "a.pdf", b"new", overwrite=False)
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a.pdf": b"new"}


def test_a_new_file_has_the_usual_permissions(tmp_path):
    (tmp_path / "usual").touch()
    write_atomically(tmp_path / "a", b"", overwrite=False)
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "usual").stat().st_mode


def test_an_existing_file_is_kept_unless_told_otherwise(tmp_path):
    target = tmp_path / "a"
    target.write_bytes(b"old")
    target.chmod(0o640)
    assert refusal(write_atomically, target, b"new", overwrite=False) == ("file.exists", {})
    assert target.read_bytes() == b"old"
    write_atomically(target, b"new", overwrite=True)
    assert target.read_bytes() == b"new"
    assert target.stat().st_mode & 0o777 == 0o640
    assert list(tmp_path.iterdir()) == [target]


def test_a_link_stays_a_link(tmp_path):
    (tmp_path / "real").write_bytes(b"old")
    (tmp_path / "link").symlink_to(tmp_path / "real")
    write_atomically(tmp_path / "link", b"new", overwrite=True)
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == b"new"


def test_standard_output_is_written(monkeypatch):
    out = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    write_atomically("-", b"new", overwrite=False)
    assert out.getvalue() == b"new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device of Linux")
def test_devices_are_written_to_directly():
    write_atomically(os.devnull, b"new", overwrite=False)
    assert refusal(write_atomically, "/dev/full", b"new", overwrite=False)[0] == "file.disk_full"


def test_a_folder_is_no_target(tmp_path):
    for overwrite in (False, True):
        code, _ = refusal(write_atomically, tmp_path, b"new", overwrite=overwrite)
        assert code == "file.target_is_folder"


def test_a_missing_folder_is_no_target(tmp_path):
    path = tmp_path / "no" / "a"
    code, details = refusal(write_atomically, path, b"new", overwrite=False)
    assert (code, details) == ("file.no_folder", {"folder": str(tmp_path / "no")})


def test_a_file_is_no_folder(tmp_path):
    (tmp_path / "a").touch()
    assert (
        refusal(write_atomically, tmp_path / "a" / "b", b"", overwrite=True)[0] == "file.no_folder"
    )


@pytest.mark.parametrize(
    ("step", "number", "code"),
    [
        pytest.param((Path, "open"), errno.EROFS, "file.not_writable_for_you", id="read-only-disk"),
        pytest.param(
            (Path, "open"), errno.EACCES, "file.not_writable_for_you", id="read-only-folder"
        ),
        pytest.param((os, "fsync"), errno.ENOSPC, "file.disk_full", id="disk-full"),
        pytest.param((os, "fsync"), errno.EDQUOT, "file.disk_full", id="quota"),
        pytest.param((os, "fsync"), errno.EIO, "file.not_writable", id="broken-disk"),
        pytest.param((Path, "replace"), errno.EPERM, "file.not_writable_for_you", id="file-in-use"),
    ],
)
def test_the_old_file_survives_whatever_step_fails(tmp_path, monkeypatch, step, number, code):
    target = tmp_path / "a"
    target.write_bytes(b"old")
    monkeypatch.setattr(*step, raising(number))
    assert refusal(write_atomically, target, b"new", overwrite=True)[0] == code
    monkeypatch.undo()
    assert {path.name: path.read_bytes() for path in tmp_path.iterdir()} == {"a": b"old"}


def test_what_cannot_be_written_is_refused_before_there_is_anything_to_write(tmp_path, monkeypatch):
    (tmp_path / "old").touch()
    for target, overwrite, code in (
        (tmp_path / "old", False, "file.exists"),
        (tmp_path, True, "file.target_is_folder"),
        (tmp_path / "no" / "a", False, "file.no_folder"),
        (tmp_path / "old" / "a", False, "file.no_folder"),
    ):
        assert refusal(refuse_target, target, overwrite=overwrite)[0] == code
    for target in (tmp_path / "old", tmp_path / "new", "-", os.devnull):
        refuse_target(target, overwrite=True)
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert refusal(refuse_target, tmp_path / "new", overwrite=False)[0] == (
        "file.not_writable_for_you"
    )
    assert sorted(path.name for path in tmp_path.iterdir()) == ["old"]


def test_an_interruption_leaves_nothing_behind(tmp_path, monkeypatch):
    def interrupt(_descriptor):
        raise KeyboardInterrupt

    monkeypatch.setattr(os, "fsync", interrupt)
    with pytest.raises(KeyboardInterrupt):
        write_atomically(tmp_path / "a", b"new", overwrite=False)
    assert list(tmp_path.iterdir()) == []


def test_backups_never_take_each_others_place(tmp_path):
    path = tmp_path / "answers.yaml"
    kept = [write_backup(path, str(number).encode()) for number in range(3)]
    names = ["answers.yaml.bak", "answers.yaml.bak2", "answers.yaml.bak3"]
    assert [one.name for one in kept] == names
    assert [one.read_bytes() for one in kept] == [b"0", b"1", b"2"]


def test_a_link_to_nothing_is_no_place_for_a_backup(tmp_path):
    (tmp_path / "a.bak").symlink_to(tmp_path / "lost")
    assert write_backup(tmp_path / "a", b"1").name == "a.bak2"
    assert not (tmp_path / "lost").exists()


def test_a_backup_that_cannot_be_written(tmp_path):
    with pytest.raises(ProblemsFound):
        write_backup(tmp_path / ("a" * 255), b"1")
