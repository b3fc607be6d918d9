"""The documentation says nothing that is not so: files, links, commands, outputs, keys, counts."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import cache
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from typing import Any, NamedTuple

import click
import pytest

from greenpark_assess import assessment, cli
from greenpark_assess.answers.read import read_answers
from greenpark_assess.documents import read
from greenpark_assess.rubric.check import check_rubric
from greenpark_assess.rubric.load import find_rubric, load_rubric
from greenpark_assess.rubric.model import CHANGES, Rubric, RubricFile
from greenpark_assess.scoring.assess import assess
from greenpark_assess.scoring.cases import run_cases
from greenpark_assess.scoring.plan import compile_plan
from test_architecture import IMPORTS

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src" / "greenpark_assess"
EXAMPLES = ROOT / "docs" / "examples"
PAGES = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/*.md")])
GUIDES = sorted(ROOT.glob("docs/rubric-guide*.md"))
VERSIONS = sorted(ROOT.glob("docs/versions*.md"))
READMES = sorted(ROOT.glob("README*.md"))
RUBRICS = [EXAMPLES / name for name in ("mini.yaml", "mini.zh.yaml", "tour.yaml")]
SAMPLE = ROOT / "tests" / "cases" / "processing-park" / "2025.yaml"


class Block(NamedTuple):
    """A fenced block: where it stands, what its fence says, what is in it."""

    page: Path
    line: int
    form: str
    text: str

    @property
    def where(self) -> str:
        return f"{self.page.relative_to(ROOT)}:{self.line}"


def blocks(page: Path, *forms: str) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in re.finditer(r"^```(\w+)\n(.*?)^```$", text, re.MULTILINE | re.DOTALL):
        if match[1] in forms:
            yield Block(page, text.count("\n", 0, match.start()) + 1, match[1], match[2])


def prose(page: Path) -> str:
    return re.sub(
        r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL
    )


def shown(path: Path) -> str:
    return str(path.relative_to(ROOT))


# --- examples -------------------------------------------------------------------------------------


@pytest.mark.parametrize("path", RUBRICS, ids=shown)
def test_example_rubrics_have_no_problem_at_all(path: Path) -> None:
    loaded = load_rubric(path)
    assert loaded.problems == ()
    assert loaded.rubric is not None
    assert loaded.rubric.cases
    assert check_rubric(loaded, run_cases) == ()


@pytest.mark.parametrize("name", ["well-1.yaml", "well-2.yaml"])
def test_versions_have_no_problem_at_all(name: str) -> None:
    loaded = load_rubric(EXAMPLES / name)
    assert (loaded.problems, check_rubric(loaded, run_cases)) == ((), ())


@pytest.mark.parametrize("name", ["mini.yaml", "mini.zh.yaml"])
def test_the_smallest_rubric_is_small_and_stands_in_its_guide(name: str) -> None:
    text = (EXAMPLES / name).read_text(encoding="utf-8")
    guide = ROOT / "docs" / ("rubric-guide.zh-CN.md" if "zh" in name else "rubric-guide.md")
    assert len(text.splitlines()) <= 30
    assert text in [block.text for block in blocks(guide, "yaml")]


@pytest.mark.parametrize(
    ("answers", "rubric"),
    [
        ("mini-answers.yaml", "mini.yaml"),
        ("mini-answers.zh.yaml", "mini.zh.yaml"),
        ("well-answers.yaml", "well-1.yaml"),
    ],
)
def test_example_answers_are_right(answers: str, rubric: str) -> None:
    document = read((EXAMPLES / answers).read_text(encoding="utf-8"), answers)
    _, problems = read_answers(document, _rubric(EXAMPLES / rubric))
    assert (*document.problems, *problems) == ()


def test_the_tour_uses_every_part_of_the_language() -> None:
    rubric = _rubric(EXAMPLES / "tour.yaml")
    kinds = {question.kind for question in rubric.questions.values()}
    scales = {type(one.scale).__name__ for one in rubric.indicators().values()}
    assert kinds == {"number", "yes_no", "choice", "choices", "maturity"}
    assert scales == {"PointsScale", "MaturityScale", "MetScale", "RatioScale", "SwitchScale"}
    assert all(getattr(rubric, name) for name in RubricFile.model_fields if name in _SECTIONS)
    (changes,) = rubric.changes.values()
    assert {type(one) for one in changes.questions.values()} == set(CHANGES.values())


_SECTIONS = set(Rubric.model_fields) - {"header"}


def _rubric(path: Path) -> Rubric:
    rubric = load_rubric(path).rubric
    assert rubric is not None
    return rubric


def _excerpts(path: Path) -> list[Block]:
    return [block for block in blocks(path, "yaml") if block.text.strip()]


@pytest.mark.parametrize(
    "block",
    [block for guide in (*GUIDES, *VERSIONS) for block in _excerpts(guide)],
    ids=lambda one: one.where,
)
def test_yaml_in_the_guides_is_cut_out_of_the_examples(block: Block) -> None:
    assert any(_is_cut_out_of(path, block.text) for path in EXAMPLES.glob("*.yaml"))


@pytest.mark.parametrize(
    "block", [block for page in READMES for block in _excerpts(page)], ids=lambda one: one.where
)
def test_yaml_in_the_readmes_is_cut_out_of_the_sample(block: Block) -> None:
    pieces = block.text.split("# …\n")
    assert len(pieces) > 1
    assert [piece for piece in pieces if not _is_cut_out_of(SAMPLE, piece)] == []


def _is_cut_out_of(path: Path, excerpt: str) -> bool:
    lines = path.read_text(encoding="utf-8").splitlines()
    wanted = textwrap.dedent(excerpt).splitlines()
    windows = (lines[start : start + len(wanted)] for start in range(len(lines)))
    return any(textwrap.dedent("\n".join(window)).splitlines() == wanted for window in windows)


# --- links and paths ------------------------------------------------------------------------------


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_links_lead_somewhere(page: Path) -> None:
    links = re.findall(r"\]\(([^)\s]+)\)", prose(page))
    lost = [link for link in links if "://" not in link and not _leads_somewhere(page, link)]
    assert lost == []


def _leads_somewhere(page: Path, link: str) -> bool:
    name, _, anchor = link.partition("#")
    target = (page.parent / name).resolve() if name else page
    return target.exists() and (not anchor or anchor in _anchors(target))


def _anchors(page: Path) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", prose(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", one.lower()).replace(" ", "-") for one in headings}


@pytest.mark.parametrize("name", ["ARCHITECTURE.md", "CONTRIBUTING.md"])
def test_paths_named_for_developers_are_there(name: str) -> None:
    named = re.findall(r"`([\w.-]+/[\w./-]*)`", prose(ROOT / name))
    assert named
    lost = [path for path in named if not ((ROOT / path).exists() or (SOURCE / path).exists())]
    assert lost == []


def test_the_import_table_is_the_one_that_is_enforced() -> None:
    rows = re.findall(r"^\| `(\w+)` \|([ `\w]*)\|$", prose(ROOT / "ARCHITECTURE.md"), re.MULTILINE)
    assert {part: above.replace("`", "").split() for part, above in rows} == {
        part: above.split() for part, above in IMPORTS.items()
    }


# --- commands -------------------------------------------------------------------------------------


def command_lines(page: Path) -> Iterator[str]:
    """Yield every command line of a page, from its blocks and from its prose."""
    for block in blocks(page, "sh", "console"):
        lines = block.text.splitlines()
        lines = [one[2:] for one in lines if one[:2] == "$ "] if block.form == "console" else lines
        yield from (line.partition(" #")[0].strip() for line in lines if not line.startswith("#"))
    yield from re.findall(r"`((?:greenpark|\./run|python run) [^`…]+)`", prose(page))


@pytest.mark.parametrize("page", PAGES, ids=shown)
def test_commands_and_options_are_there(page: Path) -> None:
    wrong = [line for line in command_lines(page) if (line and not _is_command(shlex.split(line)))]
    assert wrong == []


def _is_command(words: list[str]) -> bool:
    if words[:2] == ["python", "run"]:
        words = ["./run", *words[2:]]
    match words:
        case ["greenpark", *rest]:
            return _fits(cli.group, rest)
        case ["./run", "greenpark", *rest]:
            return _fits(cli.group, rest)
        case ["./run", name, *_]:
            return name in _run_commands()
        case [program, *_]:
            return program in {"pip", "pipx", "pacman", "sudo", "brew"}
    return False


def _run_commands() -> set[str]:
    loader = SourceFileLoader("run_script", str(ROOT / "run"))
    spec = spec_from_loader("run_script", loader)
    assert spec is not None
    script: Any = module_from_spec(spec)
    loader.exec_module(script)
    return {*script.COMMANDS, *script.COMMANDS_WITH_ARGUMENTS}


def _fits(command: click.Command, words: list[str]) -> bool:
    """Tell whether click can make sense of the words behind a command."""
    if ">" in words:
        words = words[: words.index(">")]
    if isinstance(command, click.Group) and words and words[0].startswith("-"):
        context = click.Context(command)
        return {words[0]} <= {name for one in command.get_params(context) for name in one.opts}
    if isinstance(command, click.Group) and words:
        below = command.get_command(click.Context(command), words[0])
        return below is not None and _fits(below, words[1:])
    if isinstance(command, click.Group):
        return True
    try:
        command.make_context(command.name, list(words))
    except click.MissingParameter:
        return words == []  # `greenpark report` as the name of the command
    except click.ClickException:
        return False
    return True


CONSOLE = [block for page in PAGES for block in blocks(page, "console")]


@pytest.mark.parametrize("block", CONSOLE, ids=lambda one: one.where)
def test_outputs_are_what_the_commands_print(block: Block) -> None:
    folder = EXAMPLES if block.page in GUIDES else ROOT
    language = "zh" if ".zh-CN." in block.page.name else "en"
    printed = ""
    for line in block.text.splitlines():
        if line.startswith("$ greenpark "):
            printed += f"{line}\n{_output(shlex.split(line[2:])[1:], folder, language)}"
    assert printed == block.text


def _output(arguments: list[str], folder: Path, language: str) -> str:
    done = subprocess.run(
        [sys.executable, "-m", "greenpark_assess", *arguments],
        cwd=folder,
        env={**os.environ, "GREENPARK_LANG": language, "PYTHONUTF8": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    return done.stdout


# --- facts ----------------------------------------------------------------------------------------


def test_the_json_is_documented_key_by_key() -> None:
    text = (ROOT / "docs" / "assessment.md").read_text(encoding="utf-8")
    documented = set(re.findall(r"`(\w+)`", text))
    records = [one for one in vars(assessment).values() if hasattr(one, "model_fields")]
    keys = {field.alias or name for one in records for name, field in one.model_fields.items()}
    assert len(keys) > 50
    assert keys - documented == set()


def test_the_json_example_is_real() -> None:
    rubric = _rubric(EXAMPLES / "mini.yaml")
    document = read((EXAMPLES / "mini-answers.yaml").read_text(encoding="utf-8"), "mini-answers")
    answers, _ = read_answers(document, rubric)
    assert answers is not None
    real = json.loads(assess(rubric, compile_plan(rubric), answers).model_dump_json(by_alias=True))
    (block,) = blocks(ROOT / "docs" / "assessment.md", "json")
    example = json.loads(block.text)
    real["level"].pop("ladder")
    assert example == {key: real[key] for key in example}


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("README.md", "The rubric has {questions} questions"),
        ("README.md", "answers {answered}, declares {declared} not applicable, leaves {open} open"),
        ("README.md", "is not asked the other {not_asked}"),
        ("README.md", "{indicators} indicators, {recommendations} recommendations"),
        ("README.md", "Of the {benchmarks} such values, {verified} are `verified`"),
        ("README.md", "{unverified} are `unverified`"),
        ("README.md", "{judgement} are our own `judgement`"),
        ("README.zh-CN.md", "共有 {questions} 个填报项"),
        ("README.zh-CN.md", "填报 {answered} 项，声明不适用 {declared} 项，留空 {open} 项"),
        ("README.zh-CN.md", "其余 {not_asked} 项无需填报"),
        ("README.zh-CN.md", "设 {indicators} 个指标、{recommendations} 条改进建议"),
        ("README.zh-CN.md", "{benchmarks} 个参照值中，`verified`（已核对原文条款）{verified} 个"),
        ("README.zh-CN.md", "转引，待核实）{unverified} 个，`judgement`（专家判断）{judgement} 个"),
        ("CHANGELOG.md", "{questions} questions, {indicators} indicators, {recommendations}"),
    ],
)
def test_counts_are_right(page: str, sentence: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    assert _joined(sentence.format(**_counts())) in _joined(text)


def _joined(text: str) -> str:
    """Return a text without spaces: Chinese has none, and lines break anywhere."""
    return "".join(text.split())


@pytest.mark.parametrize("page", READMES, ids=shown)
def test_weights_are_right(page: Path) -> None:
    language = "zh" if ".zh-CN." in page.name else "en"
    dimensions = _rubric(find_rubric("green-park")).dimensions.values()
    rows = [f"| {one.title.within(language).lower()} | {one.weight:g} |" for one in dimensions]
    text = page.read_text(encoding="utf-8").lower()
    assert [row for row in rows if row not in text] == []
    assert f"{sum(one.weight for one in dimensions):g}" in text


@cache
def _counts() -> dict[str, int]:
    rubric = _rubric(find_rubric("green-park"))
    indicators = rubric.indicators().values()
    marks = Counter(one.status for indicator in indicators for one in indicator.benchmarks)
    answers, _ = read_answers(read(SAMPLE.read_text(encoding="utf-8"), SAMPLE.name), rubric)
    assert answers is not None
    found = assess(rubric, compile_plan(rubric), answers).answers.values()
    states = Counter((one.status, one.not_asked) for one in found)
    return {
        "questions": len(rubric.questions),
        "indicators": len(indicators),
        "recommendations": len(rubric.recommendations),
        "benchmarks": marks.total(),
        **marks,
        "answered": states["answered", False],
        "declared": states["not_applicable", False],
        "not_asked": states["not_applicable", True],
        "open": states["unanswered", False],
    }
