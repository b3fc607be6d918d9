from __future__ import annotations

import json
import re
import string
from importlib import resources
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import greenpark_assess
from greenpark_assess.columns import columns
from greenpark_assess.documents import read
from greenpark_assess.problems import Place, Problem
from greenpark_assess.report.look import COLOUR_FORM
from greenpark_assess.rubric.model import RubricFile
from greenpark_assess.wording import (
    languages,
    printable,
    read_fragment,
    render,
    say,
    words,
)

LOCALES = resources.files("greenpark_assess") / "locales"
SOURCES = sorted(Path(greenpark_assess.__file__).parent.rglob("*.py"))
OTHERS = [language for language in languages() if language != "en"]
FRAGMENTS = sorted({file.name for name in languages() for file in (LOCALES / name).iterdir()})


def flat(section, path=()):
    """Yield (path, text) of all words in a section."""
    for key, value in section.items():
        if isinstance(value, dict):
            yield from flat(value, (*path, key))
        else:
            yield (*path, key), value


def placeholders(text):
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


# --- the words ------------------------------------------------------------------------


def test_languages():
    assert languages() == ("en", "zh")


@pytest.mark.parametrize("fragment", FRAGMENTS)
@pytest.mark.parametrize("language", OTHERS)
def test_every_language_has_the_same_keys_and_placeholders(language, fragment):
    ours, theirs = (dict(flat(read_fragment(LOCALES / one / fragment))) for one in ("en", language))
    assert set(ours) == set(theirs)
    different = [key for key in ours if placeholders(ours[key]) != placeholders(theirs[key])]
    assert different == []


@pytest.mark.parametrize("language", languages())
def test_words_are_texts(language):
    assert [path for path, text in flat(words(language)) if not isinstance(text, str)] == []
    assert [code for code, text in words(language)["problems"].items() if not text.strip()] == []


@pytest.mark.parametrize("language", languages())
def test_what_is_allowed_and_meant_is_left_to_the_renderer(language):
    problems = words(language)["problems"]
    assert [code for code in problems if placeholders(problems[code]) & {"allowed", "meant"}] == []


def test_every_problem_in_the_program_has_words():
    used = {
        (source.name, code)
        for source in SOURCES
        for code in re.findall(r'\bProblem\(\s*"([^"]+)"', source.read_text(encoding="utf-8"))
    }
    assert len(used) > 5
    assert [use for use in sorted(used) if use[1] not in words("en")["problems"]] == []


def test_a_code_is_written_like_a_code():
    code = re.compile(r"[a-z_]+(\.[a-z0-9_]+)+")
    assert [name for name in words("en")["problems"] if not code.fullmatch(name)] == []


@pytest.mark.parametrize("fragment", ["documents.yaml", "files.yaml"])
def test_no_words_without_a_problem(fragment):
    program = "".join(source.read_text(encoding="utf-8") for source in SOURCES)
    codes = read_fragment(LOCALES / "en" / fragment)["problems"]
    assert [code for code in codes if f'"{code}"' not in program] == []


def test_no_problem_of_files_without_words():
    used = {
        code
        for source in SOURCES
        if source.parent.name == "documents" or source.name == "files.py"
        for code in re.findall(r'"((?:file|yaml|value)\.\w+)"', source.read_text(encoding="utf-8"))
    }
    assert used <= set(words("en")["problems"])


def test_chinese_words_are_chinese():
    sentences = words("zh")["problems"].items()
    assert [code for code, text in sentences if not re.search("[\u4e00-\u9fff]", text)] == []


@pytest.mark.parametrize("language", languages())
def test_every_form_that_a_rubric_asks_for_is_explained(language):
    schema = json.dumps(RubricFile.model_json_schema())
    patterns = re.findall(r'"\^\[a-z\](?:[^"\\]|\\.)*"', schema)
    asked = {json.loads(pattern) for pattern in patterns} | {COLOUR_FORM}
    assert asked == set(words(language)["patterns"])


def test_an_unknown_language_is_refused():
    with pytest.raises(KeyError, match="km"):
        words("km")


# --- one sentence ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("details", "english", "chinese"),
    [
        pytest.param(
            {"found": "partail"},
            "'partail' is not one of the words that may stand here",
            "此处不能填“partail”",
            id="plain",
        ),
        pytest.param(
            {"found": "partail", "allowed": ["none", "partial"], "meant": "partial"},
            "'partail' is not one of the words that may stand here; allowed: none, partial;"
            " did you mean 'partial'?",
            "此处不能填“partail”；可选：none、partial；是否应为“partial”？",
            id="allowed-and-meant",
        ),
        pytest.param(
            {"found": "x", "allowed": [], "meant": None},
            "'x' is not one of the words that may stand here",
            "此处不能填“x”",
            id="nothing-allowed-nothing-meant",
        ),
        pytest.param(
            {"found": "{0} {x} %s", "allowed": {"b", "a"}},
            "'{0} {x} %s' is not one of the words that may stand here; allowed: a, b",
            "此处不能填“{0} {x} %s”；可选：a、b",
            id="braces-are-text",
        ),
        pytest.param(
            {"found": "a\x1b[31m\nb\u202e"},
            "'a·[31m b·' is not one of the words that may stand here",
            "此处不能填“a·[31m b·”",
            id="signs-that-steer-a-terminal",
        ),
        pytest.param(
            {},
            "'{found}' is not one of the words that may stand here",
            "此处不能填“{found}”",
            id="a-missing-detail-does-not-raise",
        ),
    ],
)
def test_say(details, english, chinese):
    problem = Problem("value.not_one_of", details=details)
    assert (say(problem, "en"), say(problem, "zh")) == (english, chinese)


@pytest.mark.parametrize(
    ("limit", "shown"),
    [(0.0, "0"), (1.5, "1.5"), (100.0, "100"), (1e-9, "1e-09"), (3, "3"), (0.1 + 0.2, "0.3")],
)
def test_numbers_are_shown_short(limit, shown):
    problem = Problem("value.above", details={"found": "x", "limit": limit})
    assert say(problem, "en") == f"x is too large; the most is {shown}"


def test_long_lists_are_cut():
    problem = Problem(
        "value.not_one_of", details={"found": "x", "allowed": [str(n) for n in range(50)]}
    )
    assert say(problem, "en").endswith(" 18, 19, …")


def test_patterns_are_explained():
    problem = Problem("value.pattern", details={"found": "Ä", "pattern": "^[a-z][a-z0-9_]*$"})
    assert say(problem, "zh") == "“Ä”的写法不符合要求（小写字母、数字和下划线，以字母开头）"


def test_a_code_without_words_still_says_something():
    assert say(Problem("no.such_code", details={"a": 1}), "en") == "no.such_code {'a': '1'}"


# --- as text --------------------------------------------------------------------------


def text_of(source, column, width, **kwargs):
    place = Place("a.yaml", 30, column, width, source)
    return render([Problem("yaml.tab", place)], "en", **kwargs).splitlines()[1:]


def test_a_problem_as_text():
    place = Place("answers.yaml", 30, 12, 7, "    value: partail")
    details = {"found": "partail", "allowed": ["none", "partial", "certified"], "meant": "partial"}
    assert render([Problem("value.not_one_of", place, details)], "en") == (
        "answers.yaml:30:12: error: 'partail' is not one of the words that may stand here;"
        " allowed: none, partial, certified; did you mean 'partial'?\n"
        "   30 |     value: partail\n"
        "      |            ^^^^^^^\n"
    )


@pytest.mark.parametrize(
    ("source", "column", "width", "lines"),
    [
        pytest.param("a: bc", 4, 2, ["a: bc", "   ^^"], id="narrow"),
        pytest.param("名称: 园区, x", 8, 1, ["名称: 园区, x", "           ^"], id="wide-before"),
        pytest.param("名称: 园区", 5, 2, ["名称: 园区", "      ^^^^"], id="wide-marked"),
        pytest.param("１２：x", 4, 1, ["１２：x", "      ^"], id="full-width-digits"),
        pytest.param("e\u0301a: x", 5, 1, ["e\u0301a: x", "   ^"], id="combining"),
        pytest.param("a\tb: x", 3, 1, ["a b: x", "  ^"], id="tab-is-one-space"),
        pytest.param("a: \x07x", 4, 1, ["a: ·x", "   ^"], id="control-character"),
        pytest.param("a:", 3, 1, ["a:", "  ^"], id="behind-the-end"),
    ],
)
def test_the_caret_stands_below(source, column, width, lines):
    assert text_of(source, column, width) == [f"   30 | {lines[0]}", f"      | {lines[1]}"]


@pytest.mark.parametrize("column", [1, 35, 250, 420, 500])
def test_long_lines_are_cut_around_the_place(column):
    source = "".join(chr(0x4E00 + number) for number in range(500))
    shown, caret = (line.split(" | ", 1)[-1] for line in text_of(source, column, 3))
    before = caret.index("^")
    assert len(shown) <= 102
    assert source[column - 1] == next(
        sign for index, sign in enumerate(shown) if columns(shown[:index]) >= before and sign != "…"
    )


def test_a_whole_file_has_neither_line_nor_caret():
    assert (
        render([Problem("file.empty", Place("a.yaml", 0, 0))], "en")
        == "a.yaml: error: the file is empty\n"
    )


def test_a_problem_without_place_comes_first_and_others_in_order_of_file_and_line():
    problems = [
        Problem("yaml.tab", Place("b", 1)),
        Problem("yaml.tab", Place("a", 10, 2), severity="warning"),
        Problem("yaml.tab", Place("a", 10, 1), severity="note"),
        Problem("yaml.tab", Place("a", 9)),
        Problem("yaml.tab"),
    ]
    heads = [line.partition(": ")[0] for line in render(problems, "en").splitlines()]
    assert heads == ["error", "a:9:1", "a:10:1", "a:10:2", "b:1:1"]


def test_severity_is_said_in_the_language():
    shown = [
        render([Problem("file.empty", severity=one)], "zh").partition(":")[0]
        for one in ("error", "warning", "note")
    ]
    assert shown == ["错误", "警告", "提示"]


def test_color_only_adds_escapes():
    place = Place("a.yaml", 1, 4, 2, "a: bc")
    plain, colored = (render([Problem("yaml.tab", place)], "en", color=on) for on in (False, True))
    assert "\x1b" not in plain
    assert colored.count("\x1b[0m") == 3
    assert re.sub(r"\x1b\[[\d;]+m", "", colored) == plain


# --- as JSON and as annotations -------------------------------------------------------


def test_problems_as_json():
    details = {
        "key": "a",
        "first": 1,
        "allowed": ("x", "y"),
        "share": float("inf"),
        "bad": "\ud800",
    }
    problem = Problem("yaml.repeated_key", Place("a.yaml", 3, 2, 1, "..a"), details)
    rendered = render([problem, Problem("file.empty", Place("a.yaml", 0, 0))], "zh", "json")
    rendered.encode()
    assert json.loads(rendered) == [
        {
            "code": "file.empty",
            "severity": "error",
            "file": "a.yaml",
            "line": None,
            "column": None,
            "message": "文件是空的",
            "details": {},
        },
        {
            "code": "yaml.repeated_key",
            "severity": "error",
            "file": "a.yaml",
            "line": 3,
            "column": 2,
            "message": "“a”重复出现；第一次出现在第 1 行；可选：x、y",
            "details": {"key": "a", "first": 1, "allowed": ["x", "y"], "share": "inf", "bad": "·"},
        },
    ]


def test_no_problems():
    assert [render([], "en", form) for form in ("text", "json", "github")] == ["", "[]\n", ""]


@pytest.mark.parametrize(
    ("problem", "line"),
    [
        pytest.param(
            Problem("yaml.repeated_key", Place("a,b:c%.yaml", 3, 2), {"key": "100%", "first": 1}),
            "::error file=a%2Cb%3Ac%25.yaml,line=3,col=2,title=yaml.repeated_key::"
            "'100%25' stands here a second time; the first is in line 1\n",
            id="escaped",
        ),
        pytest.param(
            Problem("file.empty", Place("a.yaml", 0, 0), severity="note"),
            "::notice file=a.yaml,title=file.empty::the file is empty\n",
            id="whole-file",
        ),
        pytest.param(
            Problem("file.empty", severity="warning"),
            "::warning title=file.empty::the file is empty\n",
            id="no-place",
        ),
        pytest.param(
            Problem("file.not_readable", Place("a\nb", 0, 0), {"reason": "x\r\n::error::y"}),
            "::error file=a%0Ab,title=file.not_readable::"
            "this file cannot be read (x  ::error::y)\n",
            id="no-second-command-through-line-breaks",
        ),
    ],
)
def test_problems_as_annotations(problem, line):
    assert render([problem], "en", "github") == line


# --- laws -----------------------------------------------------------------------------


@given(st.text())
def test_printable_keeps_the_number_of_characters(text):
    shown = printable(text)
    assert len(shown) == len(text)
    assert "\n" not in shown
    assert "\x1b" not in shown


@given(st.text(), st.sampled_from(["text", "json", "github"]), st.sampled_from(languages()))
def test_whatever_is_wrong_can_be_shown(text, form, language):
    rendered = render(read(text, "a.yaml").problems, language, form)
    rendered.encode()
