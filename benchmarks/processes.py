"""Whole processes: their processor time and their peak memory, in a pristine environment.

Programs run in a fresh virtual environment that finds the packages by PYTHONPATH: the start-up
hooks of a developer's environment (that of an editable install costs more than Python itself)
would slow bare Python down and so flatter every ratio to it.
"""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import venv
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

ROOT = Path(__file__).resolve().parent.parent
CHILD = Path(__file__).with_name("child.py")


class ProgramError(Exception):
    """A program that was to be measured did not do its work; the message is what it said."""


@dataclass(frozen=True, slots=True)
class Used:
    """What a process used from its start to its end: processor seconds, and bytes at its peak."""

    seconds: float
    peak: int


@dataclass(frozen=True, slots=True)
class Workshop:
    """A folder to work in, and a bare Python beside the packages of this one."""

    folder: Path
    python: Path

    def used_by(self, *arguments: str | Path, **variables: str) -> Used:
        """Run Python with ``arguments`` in the folder, with ``variables`` in its environment.

        Raises:
            ProgramError: it ended with an exit code other than 0.
        """
        done = subprocess.run(
            [sys.executable, "-I", "-S", CHILD, self.python, *arguments],
            cwd=self.folder,
            env={**os.environ, **self._variables(), **variables},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            check=False,
        )
        code, seconds, peak = done.stdout.split() or ("", "0", "0")
        if code != "0":
            raise ProgramError(done.stderr.strip().rpartition("\n")[2])
        return Used(float(seconds), int(peak))

    def greenpark(self, *arguments: str | Path) -> Used:
        """Run the greenpark command."""
        return self.used_by("-m", "greenpark_assess", *arguments)

    def _variables(self) -> dict[str, str]:
        packages = (ROOT / "src", sysconfig.get_path("purelib"), sysconfig.get_path("platlib"))
        return {
            "PYTHONPATH": os.pathsep.join(dict.fromkeys(map(str, packages))),
            "PYTHONDONTWRITEBYTECODE": "",  # the first round compiles, as an installation does
            "PYTHONPYCACHEPREFIX": str(self.folder / "bytecode"),
        }


@contextmanager
def workshop() -> Iterator[Workshop]:
    """Make a workshop, and clear it away afterwards."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        venv.create(folder / "venv", symlinks=os.name != "nt")
        scripts = "Scripts/python.exe" if os.name == "nt" else "bin/python"
        yield Workshop(folder, folder / "venv" / scripts)
