"""Files that are not what they should be: a clear message, the right exit code, nothing lost."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest

from pond import ANSWERS, RUBRIC, Command


def zipped(member: str) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(member, "x")
    return out.getvalue()


ALIASES = "a: &a [x, x]\n" + "".join(f"b{i}: &b{i} [*a, *a]\n" for i in range(50))
GBK = ANSWERS.encode("gbk")

# What the file holds, and words of the message in English and Chinese.
FILES = {
    "no YAML": (b"answers: [1\n", "never closed", "没有闭合"),
    "repeated key": (ANSWERS.encode() + b"answers:\n", "a second time", "重复出现"),
    "empty": (b"", "empty", "空的"),
    "blank": (b" \n\n", "empty", "空的"),
    "comments": (b"# nothing\n", "nothing in this file", "没有内容"),
    "GBK": (GBK, "iconv -f GB18030 -t UTF-8", "iconv -f GB18030 -t UTF-8"),
    "UTF-16": (ANSWERS.encode("utf-16"), "iconv -f UTF-16", "iconv -f UTF-16"),
    "no text": (bytes(range(128, 256)), "not in UTF-8", "不是 UTF-8"),
    "PDF": (b"%PDF-1.7\n", "PDF", "PDF"),
    "workbook": (zipped("xl/workbook.xml"), "Excel (xlsx)", "Excel (xlsx)"),
    "zip": (zipped("a.txt"), "zip", "zip"),
    "a list": (b"- a\n- b\n", "not a questionnaire", "不是问卷"),
    "a word": (b"hello\n", "not a questionnaire", "不是问卷"),
    "a rubric": (RUBRIC.encode(), "this is a rubric", "评价体系"),
    "an assessment": (b'{"schema": "greenpark-assessment/1"}', "result of an", "评价结果"),
    "a later format": (ANSWERS.encode().replace(b"/1", b"/2"), "greenpark-answers/1", "/1"),
    "aliases": (ALIASES.encode(), "not supported", "不支持"),
    "nesting": (b"answers: " + b"[" * 100_000, "more than", "嵌套超过"),
    "nested keys": (b"".join(b" " * i + b"a:\n" for i in range(500)), "more than", "嵌套超过"),
    "too big": (b"# " + b"x" * 2_100_000, "2000000", "2000000"),
    "unknown rubric": (ANSWERS.encode(), "there is no rubric 'pond@1.0'", "没有名为“pond@1.0”"),
    "unknown version": (
        ANSWERS.encode().replace(b"pond@1.0", b"green-park@9"),
        "not there in version 9",
        "没有 9 版",
    ),
    "a name too long": (
        ANSWERS.encode().replace(b"pond@1.0", b"a" * 5000),
        "no rubric",
        "没有名为",
    ),
    "a path": (ANSWERS.encode().replace(b"pond@1.0", b"lost/r.yaml"), "no such file", "找不到"),
}
CODES = {"repeated key": 1}


@pytest.mark.parametrize("name", FILES)
@pytest.mark.parametrize("language", ["en", "zh"])
def test_answers(greenpark: Command, name: str, language: str) -> None:
    data, *messages = FILES[name]
    Path("bad.yaml").write_bytes(data)
    own = () if name.startswith(("unknown", "a name", "a path")) else ("--rubric", "pond.yaml")
    code = CODES.get(name, 3)
    said = messages[language == "zh"]
    checked = greenpark("check", "bad.yaml", *own, "--lang", language)
    assert (checked.code, said in checked.out, "Traceback" in checked.err) == (code, True, False)
    scored = greenpark("score", "bad.yaml", *own, "--lang", language)
    assert (scored.code, scored.out, said in scored.err) == (code, "", True)
    report = greenpark("report", "bad.yaml", *own, "-o", "r.html", "--lang", language)
    assert (report.code, Path("r.html").exists()) == (code, False)
    assert Path("bad.yaml").read_bytes() == data


@pytest.mark.parametrize(
    ("name", "language", "said"),
    [
        ("answers.yml", "en", "did you mean 'answers.yaml'"),
        ("answer.yaml", "zh", "是否应为“answers.yaml”"),
        ("lost/answers.yaml", "en", "no folder 'lost'"),
        (".", "en", "this is a folder"),
        (".", "zh", "这是文件夹"),
        ("a" * 300, "en", "cannot be read"),
        ("\x1b[31m.yaml", "en", "·[31m.yaml: error"),
    ],
)
def test_files_that_are_not_there(greenpark: Command, name: str, language: str, said: str) -> None:
    done = greenpark("score", name, "--lang", language)
    assert (done.code, done.out) == (3, "")
    assert said in done.err


def test_an_unknown_rubric_is_said_in_its_line(greenpark: Command) -> None:
    done = greenpark("check", "answers.yaml", "--lang", "en")
    assert "answers.yaml:2:9: error: there is no rubric 'pond@1.0'" in done.out
    assert "--rubric FILE" in done.out


def test_a_rubric_with_errors_is_said_with_their_places(greenpark: Command) -> None:
    Path("pond.yaml").write_text(RUBRIC.replace("water.reused / (", "water.reusd / ("), "utf-8")
    done = greenpark("score", "answers.yaml", "--rubric", "pond.yaml", "--lang", "en")
    assert (done.code, done.out) == (1, "")
    assert "pond.yaml:23:16: error: there is no question 'water.reusd'" in done.err
