"""The command as a process of its own: streams, signals, languages, completion."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from greenpark_assess.cli import COMMANDS

pytestmark = pytest.mark.usefixtures("folder")
POSIX = pytest.mark.skipif(os.name != "posix", reason="streams and signals of POSIX")
PROGRAM = (sys.executable, "-m", "greenpark_assess")
POND = ("answers.yaml", "--rubric", "pond.yaml")
HEAVY = r"\| +(yaml|pydantic|numpy|jinja2|weasyprint|pint|pikepdf|fontTools)$"


def environment(**more: str) -> dict[str, str]:
    unwanted = ("LANG", "LANGUAGE", "LC_ALL", "LC_MESSAGES", "GREENPARK_LANG", "PYTHONIOENCODING")
    kept = {name: value for name, value in os.environ.items() if name not in unwanted}
    return {**kept, **more}


def greenpark(*arguments: str, stdin: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        input=stdin,
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment(**more),
    )


# --- streams --------------------------------------------------------------------------


def test_standard_input_to_standard_output() -> None:
    answers = Path("answers.yaml").read_text("utf-8")
    done = greenpark("score", "-", "--rubric", "pond.yaml", "--format", "json", stdin=answers)
    assert (done.returncode, done.stderr) == (0, "")
    assert '"schema": "greenpark-assessment/1"' in done.stdout


@pytest.mark.slow
def test_a_pdf_to_standard_output_is_a_pdf_and_nothing_else() -> None:
    arguments = [*PROGRAM, "report", *POND, "-o", "-"]
    done = subprocess.run(arguments, capture_output=True, check=True, env=environment())
    assert done.stdout.startswith(b"%PDF-")
    assert done.stderr == b""


@POSIX
@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        pytest.param(("rubric", "show", "pond.yaml"), 0, id="text"),
        pytest.param(("score", *POND, "--format", "json"), 0, id="data"),
        pytest.param(("new", "pond.yaml", "-"), 0, id="questionnaire"),
        pytest.param(("check", "lost.yaml"), 0, id="problems"),
    ],
)
def test_nobody_reads_the_output(arguments: tuple[str, ...], code: int) -> None:
    reader, writer = os.pipe()
    os.close(reader)
    with os.fdopen(writer, "wb") as closed:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            stdout=closed,
            stderr=subprocess.PIPE,
            check=False,
            env=environment(),
        )
    assert (done.returncode, b"Traceback" in done.stderr) == (code, False)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a disk that is always full")
@pytest.mark.parametrize(
    "arguments", [("--help",), ("score", *POND), ("score", *POND, "--format", "csv")], ids=str
)
def test_the_disk_behind_standard_output_is_full(arguments: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*PROGRAM, *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            check=False,
            env=environment(GREENPARK_LANG="en"),
        )
    assert done.returncode == 4
    assert re.findall(r"error: the output cannot be written \(.+\)\n", done.stderr)
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1", "gbk"])
def test_a_terminal_that_is_not_in_utf8(encoding: str) -> None:
    done = subprocess.run(
        [*PROGRAM, "explain", *POND, "--lang", "zh"],
        capture_output=True,
        check=False,
        env=environment(PYTHONIOENCODING=encoding, GREENPARK_LANG="zh"),
    )
    assert (done.returncode, done.stderr) == (0, b"")
    if encoding == "gbk":
        assert "总分：37.5" in done.stdout.decode("gbk")


def test_data_is_utf8_whatever_the_terminal_is() -> None:
    arguments = ("gaps", *POND, "--lang", "zh", "--format", "csv")
    assert "重复利用率" in greenpark(*arguments, PYTHONIOENCODING="gbk").stdout


@POSIX
@pytest.mark.parametrize(("no_color", "colored"), [("", True), ("1", False)])
def test_colors(no_color: str, *, colored: bool) -> None:
    pty = pytest.importorskip("pty")
    try:
        master, terminal = pty.openpty()
    except OSError as error:  # a container may have none
        pytest.skip(f"no terminal to be had: {error}")
    subprocess.run(
        [*PROGRAM, "check", "lost.yaml"],
        stdin=terminal,
        stdout=terminal,
        stderr=terminal,
        check=False,
        env=environment(NO_COLOR=no_color),
    )
    os.close(terminal)
    assert (b"\x1b[1;31merror" in os.read(master, 10_000)) == colored
    os.close(master)


@POSIX
def test_interrupted_while_it_reads() -> None:
    os.mkfifo("slow.yaml")
    # Tests that run in the background ignore interruptions, and so would the program.
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    try:
        program = subprocess.Popen(
            [*PROGRAM, "report", "slow.yaml", "--rubric", "pond.yaml", "-o", "r.html"],
            stderr=subprocess.PIPE,
            encoding="utf-8",
            env=environment(GREENPARK_LANG="en"),
        )
    finally:
        signal.signal(signal.SIGINT, before)
    with Path("slow.yaml").open("w", encoding="utf-8"):  # waits until the program reads
        program.send_signal(signal.SIGINT)
        _, err = program.communicate(timeout=60)
    assert program.returncode == 130
    assert err.strip() == "Interrupted."
    assert not Path("r.html").exists()


def test_a_defect_looks_like_one() -> None:
    program = (
        "from greenpark_assess.cli import inputs, main\n"
        "inputs.judge = None\n"
        f"main(['score', *{POND!r}])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment(GREENPARK_LANG="en"),
    )
    assert (done.returncode, done.stdout) == (70, "")
    assert done.stderr.startswith("This is a defect of greenpark")
    assert "Traceback" in done.stderr


# --- languages ------------------------------------------------------------------------

HELP = [(), *((name,) for name in COMMANDS)]
HELP += [("rubric", name) for name in ("list", "show", "check", "schema")]


@pytest.mark.parametrize("command", HELP, ids=" ".join)
def test_help_is_in_one_language(command: tuple[str, ...]) -> None:
    english = greenpark(*command, "--help", GREENPARK_LANG="en").stdout
    assert english.isascii()
    chinese = greenpark(*command, "--help", GREENPARK_LANG="zh").stdout
    english_phrase = r"\b[A-Za-z]{2,}(?: [a-z]{2,}){2,}"
    assert re.findall(r"[\u4e00-\u9fff]", chinese)
    assert re.findall(english_phrase, re.sub(r"greenpark [a-z -]+", "", chinese)) == []


@pytest.mark.parametrize(
    ("arguments", "en", "zh"),
    [
        ((), "Start with:  greenpark new", "从这里开始：  greenpark new"),
        (("chekc",), "Did you mean 'check'?", "是否应为“check”？"),
        (("rubric", "lst"), "No such command 'lst'. Did you mean 'list'?", "是否应为 'list'？"),
        (("new", "--frce"), "Did you mean '--force'?", "没有选项 '--frce'。 是否应为 '--force'？"),
        (("new",), "Missing argument 'RUBRIC'", "缺少参数 '评价体系'"),
        (("check", "a", "b"), "unexpected extra argument (b)", "多余的参数：b"),
        (("gaps", "a", "--top", "0"), "not in the range", "不在允许的范围"),
        (("score", "a", "--format", "xml"), "'xml' is not one of", "'xml' 不是"),
        (("report", "a", "--date", "3"), "'3' is no date", "“3”不是 2026-03-31 这样的日期"),
        (("report", "a", "--lang", "fr"), "'fr' is not one of en, zh", "“fr”不是 en, zh 之一"),
        (("report", "a", "-o"), "requires an argument", "之后缺少值"),
    ],
    ids=str,
)
def test_usage_errors_speak_the_language_of_the_machine(
    arguments: tuple[str, ...], en: str, zh: str
) -> None:
    for language, said in (("en_US.UTF-8", en), ("zh_CN.UTF-8", zh)):
        done = greenpark(*arguments, LANG=language)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


# --- completion -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("line", "offered"),
    [
        ("greenpark ", [f"plain,{name}" for name in COMMANDS]),
        ("greenpark sc", ["plain,score"]),
        ("greenpark rubric s", ["plain,schema", "plain,show"]),
        ("greenpark score ans", ["file,ans"]),
        ("greenpark new ", ["file,"]),
        ("greenpark score --f", ["plain,--format"]),
        ("greenpark score a --format ", ["plain,text", "plain,json", "plain,csv"]),
    ],
)
def test_completion_imports_nothing_heavy(line: str, offered: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", "greenpark_assess"],
        capture_output=True,
        encoding="utf-8",
        check=False,
        env=environment(
            _GREENPARK_COMPLETE="bash_complete",
            COMP_WORDS=line,
            COMP_CWORD=str(len(re.findall(r"\s+", line))),
        ),
    )
    assert done.returncode == 0
    assert done.stdout.splitlines() == offered
    assert re.findall(HEAVY, done.stderr, re.MULTILINE) == []


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_completion_scripts(shell: str) -> None:
    done = greenpark(_GREENPARK_COMPLETE=f"{shell}_source")
    assert (done.returncode, "_GREENPARK_COMPLETE" in done.stdout) == (0, True)
