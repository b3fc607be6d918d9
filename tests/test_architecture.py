"""What holds the house up: who imports whom, who touches the machine, and what help may cost."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest

from greenpark_assess.cli import COMMANDS

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "greenpark_assess"
SOURCE = ROOT / "src" / PACKAGE

# What each part imports of the others at run time. A part imports only parts above it.
IMPORTS = {
    "columns": "",
    "problems": "",
    "documents": "problems",
    "wording": "columns problems documents",
    "files": "problems documents",
    "units": "problems",
    "assessment": "",
    "expressions": "problems units",
    "rubric": "problems documents wording files units expressions",
    "answers": "columns problems documents wording units rubric",
    "scoring": "problems units assessment expressions rubric answers",
    "comparison": "units assessment expressions rubric answers scoring",
    "history": "problems documents files rubric answers scoring",
    "report": (
        "problems documents wording files units assessment expressions rubric scoring comparison"
    ),
    "cli": (
        "columns problems documents wording files assessment rubric answers scoring comparison "
        "history report"
    ),
}
# Records are for everybody, so they need next to nothing.
RECORDS = {
    "problems": "",
    "assessment": "",
    "expressions.tree": "",
    "rubric.model": "",
    "answers.model": "problems",
    "comparison.records": "assessment",
}
# Each library has one door.
DOORS = {
    "yaml": "documents",
    "pint": "",  # the judge of our units, in the tests alone
    "numpy": "expressions scoring comparison",
    "pydantic": "documents assessment rubric answers report",
    "jinja2": "report",
    "weasyprint": "report",
    "pydyf": "report",
    "cssselect2": "report",
    "pikepdf": "cli report",
    "fontTools": "report",
    "click": "cli",
    "sqlite3": "history",
    "pyarrow": "cli",
}
# Modules and packages that may touch the machine: files, environment, streams.
MACHINE = (
    "files",
    "wording",
    "rubric.load",
    "rubric.case_files",
    "history.opening",
    "report",
    "cli",
    "__main__",
)
# fmt: off
MACHINE_LIBRARIES = frozenset(
    {
        "asyncio", "ctypes", "glob", "http", "importlib", "io", "logging", "mmap",
        "multiprocessing", "os", "pathlib", "pickle", "platform", "random", "secrets",
        "shutil", "signal", "socket", "sqlite3", "subprocess", "sys", "tempfile", "threading",
        "time", "urllib", "uuid",
    }
)
MACHINE_CALLS = frozenset(
    {
        "print", "open", "input", "breakpoint", "eval", "exec", "compile", "__import__",
        "exit", "quit", "globals", "vars",
    }
)
CLOCK = frozenset(
    {
        "now", "today", "utcnow", "localtime", "gmtime", "time", "perf_counter", "monotonic",
    }
)
# fmt: on
HEAVY = (
    "yaml",
    "pydantic",
    "numpy",
    "jinja2",
    "weasyprint",
    "pint",
    "pikepdf",
    "fontTools",
    "sqlite3",
)


@cache
def modules() -> dict[str, ast.Module]:
    """Return every module's syntax tree, by its name below the package."""
    found = {}
    for path in sorted(SOURCE.rglob("*.py")):
        parts = path.relative_to(SOURCE).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"), str(path))
    return found


def run_time(node: ast.AST) -> Iterator[ast.AST]:
    """Yield all of a syntax tree but what only a type checker reads."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.If) and ast.unparse(child.test) == "TYPE_CHECKING":
            yield from (inner for other in child.orelse for inner in (other, *run_time(other)))
        else:
            yield child
            yield from run_time(child)


def imported(module: str) -> Iterator[str]:
    """Yield the full names of all that ``module`` imports at run time."""
    for node in run_time(modules()[module]):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{module} imports relatively"
            if node.module == PACKAGE:
                yield from (f"{PACKAGE}.{alias.name}" for alias in node.names)
            else:
                yield node.module or ""


def part_of(module: str) -> str:
    return module.split(".", maxsplit=1)[0]


def parts_imported(module: str) -> set[str]:
    own = {name.split(".")[1] for name in imported(module) if name.startswith(f"{PACKAGE}.")}
    return {part for part in own if not part.startswith("__")} - {part_of(module)}


def libraries_imported(module: str) -> set[str]:
    return {name.split(".")[0] for name in imported(module)} - {PACKAGE}


def within(module: str, parts: tuple[str, ...]) -> bool:
    return any(module == part or module.startswith(f"{part}.") for part in parts)


def of_part(part: str) -> list[str]:
    return [module for module in modules() if within(module, (part,))]


# --- imports ----------------------------------------------------------------------------------


def test_every_part_has_its_place() -> None:
    assert {name.split(".")[0] for name in modules()} - {"", "__main__"} == set(IMPORTS)


@pytest.mark.parametrize("part", IMPORTS)
def test_imports_run_downwards_only(part: str) -> None:
    above = list(IMPORTS)[: list(IMPORTS).index(part)]
    assert set(IMPORTS[part].split()) <= set(above), "the table itself has a circle"
    found = {name: parts_imported(name) for name in of_part(part)}
    allowed = set(IMPORTS[part].split())
    assert {name: names - allowed for name, names in found.items() if names - allowed} == {}


@pytest.mark.parametrize("part", IMPORTS)
def test_the_table_has_no_more_than_is_needed(part: str) -> None:
    needed = set().union(*(parts_imported(name) for name in of_part(part)))
    assert set(IMPORTS[part].split()) == needed


@pytest.mark.parametrize("module", RECORDS)
def test_records_need_next_to_nothing(module: str) -> None:
    assert parts_imported(module) == set(RECORDS[module].split())


@pytest.mark.parametrize("library", DOORS)
def test_a_library_has_one_door(library: str) -> None:
    found = {name.split(".")[0] for name in modules() if library in libraries_imported(name)}
    assert found <= set(DOORS[library].split())


def test_yaml_has_one_module() -> None:
    assert [name for name in modules() if "yaml" in libraries_imported(name)] == [
        "documents.reading"
    ]


# --- the machine ------------------------------------------------------------------------------


@pytest.mark.parametrize("module", [name for name in modules() if not within(name, MACHINE)])
def test_the_core_does_not_touch_the_machine(module: str) -> None:
    assert libraries_imported(module) & MACHINE_LIBRARIES == set()
    calls = {
        node.func.id
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
    }
    assert calls & MACHINE_CALLS == set()


@pytest.mark.parametrize("module", [name for name in modules() if not within(name, ("cli",))])
def test_only_the_command_line_reads_the_clock(module: str) -> None:
    assert "time" not in libraries_imported(module)
    read = {
        ast.unparse(node)
        for node in ast.walk(modules()[module])
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in CLOCK
    }
    assert read == set()


def test_nothing_is_ever_evaluated() -> None:
    for name, tree in modules().items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name):
                assert node.func.id not in {"eval", "exec", "compile", "__import__"}, name


# --- the command line -------------------------------------------------------------------------


@pytest.mark.parametrize("option", ["--help", "--version", "hlep"])
def test_help_imports_nothing_heavy(option: str) -> None:
    """Counted by the interpreter itself, so that an import inside a function counts too."""
    done = subprocess.run(
        [sys.executable, "-X", "importtime", "-m", PACKAGE, option],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == (2 if option == "hlep" else 0)
    loaded = set(re.findall(r"^import time:.*\| +([\w.]+)$", done.stderr, re.MULTILINE))
    assert "click" in loaded
    assert {name for name in loaded if name.split(".")[0] in HEAVY} == set()


def first_line(name: str) -> str:
    """Return what a command says of itself."""
    command = import_module(f"{PACKAGE}.cli.{COMMANDS[name][0]}").command
    assert command.name == name
    return str(command.help).strip().splitlines()[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_the_overview_says_what_the_command_says(name: str) -> None:
    assert first_line(name) == COMMANDS[name][1]


@pytest.mark.parametrize("language", ["en", "zh"])
def test_the_overview_agrees_in_every_language(language: str) -> None:
    program = f"""
from importlib import import_module
from {PACKAGE}.cli import COMMANDS
for name, (module, text) in COMMANDS.items():
    own = import_module("{PACKAGE}.cli." + module).command.help.strip().splitlines()[0]
    print(own == text, text.isascii())
"""
    done = subprocess.run(
        [sys.executable, "-c", program],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "GREENPARK_LANG": language},
    )
    assert set(done.stdout.splitlines()) == {f"True {language == 'en'}"}


# --- the repository ---------------------------------------------------------------------------

# In pieces, so that this file is not the one that is found.
PRIVATE = tuple(
    "".join(pieces)
    for pieces in (
        ("/ho", "me/"),
        ("/ro", "ot/"),
        ("/Us", "ers/"),
        ("/wo", "rk/"),
        ("C:\\", "Users"),
        ("py", "pi.org"),
        ("python", "hosted.org"),
        ("npm", "js."),
        ("crates", ".io"),
        ("/sim", "ple/"),
        ("index", "-url"),
    )
)
NOT_OURS = {"venv", "build", "dist", "__pycache__", "node_modules"}
OPEN_HIDDEN = {".ci", ".github"}


def files() -> Iterator[Path]:
    """Yield the files of the checkout that are ours: no environment, cache or build output."""
    for folder, folders, names in os.walk(ROOT):
        folders[:] = [
            name
            for name in folders
            if name not in NOT_OURS
            and not name.endswith(".egg-info")
            and (not name.startswith(".") or name in OPEN_HIDDEN)
        ]
        yield from (Path(folder, name) for name in names)


def test_the_repository_speaks_of_the_project_alone() -> None:
    found = []
    read = 0
    for path in files():
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # a font or a picture
        read += 1
        found += [f"{path.relative_to(ROOT)}: {word}" for word in PRIVATE if word in text]
    assert found == []
    assert read > len(modules())
