from __future__ import annotations

import contextlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from greenpark_assess.documents import MAX_BYTES, decode
from greenpark_assess.problems import Problem, ProblemsFound

CHINESE = "park: 示范产业园区\nwater.fresh: 120 万立方米  # 抄表记录、水费单\n"


def refusal(raw: bytes, file: str = "answers.yaml") -> Problem:
    with pytest.raises(ProblemsFound) as caught:
        decode(raw, file)
    (problem,) = caught.value.problems
    return problem


@pytest.mark.parametrize(
    ("raw", "text"),
    [
        pytest.param(b"a: 1\n", "a: 1\n", id="ascii"),
        pytest.param(CHINESE.encode(), CHINESE, id="chinese"),
        pytest.param(b"\xef\xbb\xbfa: 1\n", "a: 1\n", id="byte-order-mark"),
        pytest.param(b"a: 1\r\n", "a: 1\r\n", id="windows-line-ends"),
        pytest.param(b"a: \x001\n", "a: \x001\n", id="one-nul-is-left-to-the-reader"),
    ],
)
def test_utf8_is_read(raw, text):
    assert decode(raw, "answers.yaml") == text


@pytest.mark.parametrize(
    ("raw", "code"),
    [
        pytest.param(b"", "file.empty", id="nothing"),
        pytest.param(b" \n\t\n", "file.empty", id="blank"),
        pytest.param(b"\xef\xbb\xbf", "file.empty", id="only-a-byte-order-mark"),
        pytest.param(b"a" * (MAX_BYTES + 1), "file.too_big", id="one-byte-too-many"),
        pytest.param("a: 1\n".encode("utf-16"), "file.utf16", id="utf-16"),
        pytest.param("a: 1\n".encode("utf-16-be"), "file.utf16", id="utf-16-without-mark"),
        pytest.param("a: 1\n".encode("utf-32"), "file.utf16", id="utf-32"),
        pytest.param(CHINESE.encode("gbk"), "file.gbk", id="gbk"),
        pytest.param("名称: 𠮷林园区".encode("gb18030"), "file.gbk", id="gb18030-four-bytes"),
        pytest.param(CHINESE.replace("㎡", "").encode("gb2312"), "file.gbk", id="gb2312"),
        pytest.param("name: Südpark Müller".encode("latin-1"), "file.not_utf8", id="latin-1"),
        pytest.param("name: 示範產業園區".encode("big5"), "file.not_utf8", id="big5"),
        pytest.param("name: 模範工業団地の水".encode("shift-jis"), "file.not_utf8", id="shift-jis"),
        pytest.param(CHINESE.encode()[:-60], "file.not_utf8", id="cut-inside-a-character"),
    ],
)
def test_everything_else_is_refused(raw, code):
    assert refusal(raw).code == code


@pytest.mark.parametrize(
    ("raw", "kind"),
    [
        pytest.param(b"%PDF-1.7\n%\xe2\xe3", "PDF", id="pdf"),
        pytest.param(b"PK\x03\x04....xl/workbook.xml", "Excel (xlsx)", id="xlsx"),
        pytest.param(b"PK\x03\x04....word/document.xml", "Word (docx)", id="docx"),
        pytest.param(b"PK\x03\x04....anything", "zip", id="zip"),
        pytest.param(
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\x00\x00",
            "Microsoft Office 97–2003 (xls, doc)",
            id="xls",
        ),
        pytest.param(b"\x89PNG\r\n\x1a\n", "PNG", id="png"),
        pytest.param(b"<!doctype html>\n<title>Report</title>", "HTML", id="html"),
        pytest.param(b"\x1f\x8b\x08\x00", "gzip", id="gzip"),
    ],
)
def test_binary_formats_are_named(raw, kind):
    problem = refusal(raw)
    assert (problem.code, problem.details["kind"]) == ("file.binary", kind)


@pytest.mark.parametrize(
    ("file", "command"),
    [
        pytest.param(
            "answers.yaml",
            "iconv -f GB18030 -t UTF-8 answers.yaml > answers-utf8.yaml",
            id="plain-name",
        ),
        pytest.param(
            "my park/2025.yaml",
            "iconv -f GB18030 -t UTF-8 'my park/2025.yaml' > 'my park/2025-utf8.yaml'",
            id="space-in-name",
        ),
        pytest.param(
            "v1.0/answers",
            "iconv -f GB18030 -t UTF-8 v1.0/answers > v1.0/answers-utf8",
            id="no-ending",
        ),
    ],
)
def test_gbk_comes_with_the_command_that_converts_it(file, command):
    assert refusal(CHINESE.encode("gbk"), file).details["command"] == command


def test_the_place_is_the_first_byte_that_does_not_fit():
    place = refusal("a: 1\nname: é\xfcb\n".encode() + b"b: \xff2\n").place
    assert place is not None
    assert (place.line, place.column, place.source) == (3, 4, "b: �2")


def test_the_line_of_a_gbk_file_is_shown_as_it_is_meant():
    place = refusal("a: 1\r\nname: 示范园区\r\n".encode("gbk")).place
    assert place is not None
    assert (place.line, place.column, place.source) == (2, 7, "name: 示范园区")


@given(st.binary(max_size=200))
def test_bytes_are_decoded_or_refused(raw):
    with contextlib.suppress(ProblemsFound):
        assert decode(raw, "any").encode() == raw.removeprefix(b"\xef\xbb\xbf")
