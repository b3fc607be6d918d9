"""What the program needs of a machine: each function returns what it found, or raises."""

from __future__ import annotations

import re
from importlib import metadata

from greenpark_assess.problems import Problem, ProblemsFound

_NAME = re.compile(r"[A-Za-z0-9._-]+")


def libraries() -> tuple[str, ...]:
    """Return the names of the libraries that the installed program says it needs."""
    needed = metadata.requires("greenpark-assess") or []
    return tuple(
        found[0] for one in needed if "extra ==" not in one and (found := _NAME.match(one))
    )


def library(name: str) -> str:
    """Return the version of a library."""
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        raise ProblemsFound([Problem("machine.no_library", details={"name": name})]) from None


def rubrics() -> str:
    """Return the names of the rubrics that come along."""
    from greenpark_assess.rubric.load import available

    names = ", ".join(one.name for one in available())
    if not names:
        raise ProblemsFound([Problem("machine.no_rubrics")])
    return names


def fonts() -> str:
    """Return the file names of the report's fonts."""
    from greenpark_assess.report.glyphs import FONTS, font_folder

    lost = [name for name in FONTS if not (font_folder() / name).is_file()]
    if lost:
        raise ProblemsFound([Problem("machine.no_fonts", details={"names": lost})])
    return ", ".join(FONTS)


def pango() -> str:
    """Make sure that the library that draws pages loads; it does not say its version."""
    from greenpark_assess.report.pdf import ready

    ready()
    return ""
