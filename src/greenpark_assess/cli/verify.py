"""``greenpark verify``: whether the numbers of a report still hold."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import click

from greenpark_assess.cli.codes import FINDINGS, FINE
from greenpark_assess.cli.options import A_FILE, language_option, rubric_option, subcommand
from greenpark_assess.cli.speech import either
from greenpark_assess.cli.terminal import exit_code, say, show, speak
from greenpark_assess.problems import Place, Problem, ProblemsFound

if TYPE_CHECKING:
    from greenpark_assess.assessment import Assessment
    from greenpark_assess.cli.comparing.sources import Source
    from greenpark_assess.report.look import Look
    from greenpark_assess.rubric.model import Rubric

MOST_SHOWN = 12  # differences
GOOD, BAD, UNKNOWN = "✓", "✗", "?"


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked into: whether it holds (``None``: nobody can say), and how."""

    holds: bool | None
    key: str
    details: Mapping[str, object]
    lines: tuple[str, ...] = ()


@subcommand(
    "verify",
    either("Tell whether the numbers of a report still hold.", "核验报告中的数值是否仍然成立。"),
    either(
        "REPORT is a PDF report or an assessment (JSON). Its answers are scored again by the "
        "rubric that it names, and its pages are drawn again.",
        "“报告”为 PDF 报告或评价结果（JSON）。"
        "用其中写明的评价体系对其中的填报值重新评分，并重新绘制页面。",
    ),
)
@click.argument(
    "reports", type=A_FILE, metavar=either("REPORT...", "报告..."), nargs=-1, required=True
)
@rubric_option
@click.option(
    "--theme",
    type=A_FILE,
    metavar=either("FILE", "文件"),
    help=either("The theme that the report was drawn with.", "生成报告时所用的主题文件。"),
)
@click.option(
    "--templates",
    type=A_FILE,
    metavar=either("FOLDER", "文件夹"),
    help=either("The templates that it was drawn with.", "生成报告时所用的模板文件夹。"),
)
@language_option
def command(
    reports: tuple[str, ...],
    reference: str | None,
    theme: str | None,
    templates: str | None,
    language: str,
) -> int:
    """Print a verdict on each report; exit code 1 unless everything holds."""
    from greenpark_assess.report.look import themed

    look = themed(theme, templates)
    codes = [_verdict(one, reference, look, language) for one in reports]
    return max(codes)


def _verdict(file: str, reference: str | None, look: Look, language: str) -> int:
    try:
        findings = list(_findings(file, reference, look))
    except ProblemsFound as found:
        show(found.problems, language)
        return exit_code(found.problems)
    holds = all(one.holds for one in findings)
    say(f"{file}: {speak('verify.holds' if holds else 'verify.fails', language)}")
    for one in findings:
        sign = UNKNOWN if one.holds is None else GOOD if one.holds else BAD
        say(f"  {sign} {speak(f'verify.{one.key}', language, **one.details)}")
        for line in one.lines:
            say(f"      {line}")
    return FINE if holds else FINDINGS


def _findings(file: str, reference: str | None, look: Look) -> Iterator[Finding]:
    from greenpark_assess.cli.comparing.sources import Reader

    source = Reader().read(file)
    if source.assessment is None:
        raise ProblemsFound([Problem("cli.verify_answers", Place(file, line=0))])
    rubric = _rubric(source, reference)
    yield from _about_rubric(source.assessment, rubric)
    again = _again(source, source.assessment, rubric)
    yield _about_numbers(source.assessment, again)
    if source.pdf:
        yield _about_pages(source, source.assessment, rubric, look)


def _rubric(source: Source, reference: str | None) -> Rubric:
    from greenpark_assess.cli.inputs import sound_rubric

    if reference is not None:
        return sound_rubric(reference)[0]
    if source.rubric is None:
        details = {"name": source.name}
        raise ProblemsFound([Problem("cli.verify_rubric", source.place, details)])
    return source.rubric


def _about_rubric(stored: Assessment, rubric: Rubric) -> Iterator[Finding]:
    from greenpark_assess.rubric.identity import content_hash

    name = f"{stored.rubric.id}@{stored.rubric.version}"
    if rubric.name != name:
        details = {"stored": name, "rubric": rubric.name}
        yield Finding(holds=False, key="other_rubric", details=details)
    same = content_hash(rubric) == stored.rubric.hash
    key = "same_rubric" if same else "changed_rubric"
    yield Finding(holds=same, key=key, details={"rubric": rubric.name})


# --- the numbers ----------------------------------------------------------------------


def _again(source: Source, stored: Assessment, rubric: Rubric) -> Assessment:
    """Return the assessment of the answers inside, by ``rubric``, with the date of the report."""
    from greenpark_assess.answers.read import read_answers
    from greenpark_assess.comparison.recorded import recorded_answers
    from greenpark_assess.report.redact import redacted
    from greenpark_assess.scoring.assess import assess
    from greenpark_assess.scoring.plan import compile_plan

    plan = compile_plan(rubric)
    if source.document is None:
        again = assess(rubric, plan, recorded_answers(stored, rubric.questions), stored.date)
        return redacted(again) if source.withheld else again
    answers, problems = read_answers(source.document, rubric, any_rubric=True)
    if answers is None:
        raise ProblemsFound(problems)
    return assess(rubric, plan, answers, stored.date)


def _about_numbers(stored: Assessment, again: Assessment) -> Finding:
    from greenpark_assess.comparison.verified import differing

    found = differing(stored, again)
    if not found:
        details = {"indicators": len(stored.indicators)}
        return Finding(holds=True, key="same_numbers", details=details)
    lines = tuple(f"{one.path}: {one.stored} → {one.now}" for one in found[:MOST_SHOWN])
    if len(found) > MOST_SHOWN:
        lines += ("…",)
    return Finding(holds=False, key="other_numbers", details={"count": len(found)}, lines=lines)


# --- the pages ------------------------------------------------------------------------


def _about_pages(source: Source, stored: Assessment, rubric: Rubric, look: Look) -> Finding:
    """Draw the report again from the stored assessment, as its keywords say it was drawn."""
    from greenpark_assess.report.page import page
    from greenpark_assess.report.pdf import pdf
    from greenpark_assess.report.reread import changed_pages, how_drawn

    drawn_as = how_drawn(source.pdf)
    if drawn_as is None:
        return Finding(holds=None, key="unknown_pages", details={})
    languages, brief = drawn_as
    again = pdf(page(rubric, stored, languages), (), look, brief=brief)
    changed = changed_pages(source.pdf, again)
    if changed:
        details = {"pages": ", ".join(map(str, changed))}
        return Finding(holds=False, key="other_pages", details=details)
    return Finding(holds=True, key="same_pages", details={})
