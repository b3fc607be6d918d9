"""Run the benchmarks and print what came out, with the limits that it should keep.

    ./run bench [--quick] [AREA ...]

The exit code is 1 if a limit was missed or something could not be measured. README.md beside this
file tells what is measured, and how.
"""

from __future__ import annotations

import argparse
import platform
import sys
from collections.abc import Iterator
from typing import Protocol

import commands
import comparing
import reading
from measure import Finding
from processes import ProgramError

import history
import report
import scoring


class Area(Protocol):
    """Measures one area and yields line by line."""

    def __call__(self, *, quick: bool) -> Iterator[Finding]:
        """Yield the findings, each as soon as it is known."""
        ...


AREAS: dict[str, Area] = {
    "scoring": scoring.findings,
    "reading": reading.findings,
    "comparing": comparing.findings,
    "history": history.findings,
    "commands": commands.findings,
    "report": report.findings,
}
LINE = "{:<62} {:>9}  {:<15} {:<9} {}"


def main() -> int:
    """Run the areas that are asked for and return the exit code."""
    parser = argparse.ArgumentParser(prog="./run bench", description="Run the benchmarks.")
    parser.add_argument("--quick", action="store_true", help="fewer rounds, smaller tables")
    parser.add_argument("areas", nargs="*", metavar="AREA", help=f"only {', '.join(AREAS)}")
    wanted = parser.parse_args()
    unknown = set(wanted.areas) - set(AREAS)
    if unknown:
        parser.error(f"there is no area {', '.join(sorted(unknown))}")
    print(f"Python {platform.python_version()}, {platform.system()} {platform.machine()}")
    print(LINE.format("", "median", "min–max", "limit", ""))
    held = [_run(AREAS[name], quick=wanted.quick) for name in wanted.areas or AREAS]
    return 0 if all(held) else 1


def _run(area: Area, *, quick: bool) -> bool:
    held = True
    try:
        for finding in area(quick=quick):
            print(_line(finding), flush=True)
            held = held and finding.holds
    except ProgramError as failure:
        print(f"could not be measured: {failure}")
        return False
    return held


def _line(finding: Finding) -> str:
    spread = f"({_number(min(finding.rounds))}–{_number(max(finding.rounds))})"
    limit, verdict = "", ""
    if finding.at_least is not None:
        limit = f"≥ {finding.at_least:g}{finding.unit}"
    elif finding.at_most is not None:
        limit = f"≤ {finding.at_most:g}{finding.unit}"
    if limit:
        verdict = "pass" if finding.holds else "MISS"
    median = _number(finding.value) + finding.unit
    return LINE.format(
        finding.what, median, spread if len(finding.rounds) > 1 else "", limit, verdict
    ).rstrip()


def _number(number: float) -> str:
    return f"{number:.3g}" if abs(number) < 100 else f"{number:,.0f}"  # noqa: PLR2004


if __name__ == "__main__":
    sys.exit(main())
