"""How a report looks: colour, logo and publisher from a theme file, templates from a folder."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import BaseModel, ConfigDict, Field

from greenpark_assess.documents import read, validate
from greenpark_assess.files import read_bytes, read_text
from greenpark_assess.problems import Place, Problem, ProblemsFound

COLOUR = "#0b5154"
COLOUR_FORM = r"^#[0-9a-fA-F]{6}$"
LEAST_CONTRAST = 4.5  # WCAG 2.2, criterion 1.4.3: white text on the cover
SHADE = 0.04045  # of an sRGB part, below which the curve is straight
BIGGEST_LOGO = 1_000_000  # bytes
LOGOS = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".svg": "image/svg+xml"}
SIGNS = {"image/png": b"\x89PNG\r\n\x1a\n", "image/jpeg": b"\xff\xd8\xff", "image/svg+xml": b"<svg"}
"""What a file of each kind begins with; before the tag of an SVG, XML may say more."""


@dataclass(frozen=True, slots=True)
class Look:
    """The look of a report; ``logo`` is a data URI or empty, ``templates`` a folder or none."""

    colour: str = COLOUR
    logo: str = ""
    publisher: str = ""
    templates: Path | None = None


PLAIN = Look()
OWN_STYLE = "own.css"
"""The stylesheet of one's own, which stands after ours."""
OURS_ALONE = frozenset(map(Path, ("elements.css", "report.css", "report.js")))
"""What lies among the templates and is never taken from a folder of one's own."""


class _Theme(BaseModel):
    """A theme file. All keys are optional; the logo's path is seen from the theme file."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    colour: str = Field(default=COLOUR, pattern=COLOUR_FORM)
    logo: str | None = None
    publisher: str = Field(default="", max_length=200)


def themed(theme: str | None, templates: str | None) -> Look:
    """Return the look that a theme file and a folder of templates ask for.

    Raises:
        ProblemsFound: the theme cannot be read, its colour is too light for white text, its logo
            is no picture, or the templates are no folder.
    """
    look = _read(theme) if theme is not None else PLAIN
    if templates is None:
        return look
    _refuse_other_folder(Path(templates))
    return replace(look, templates=Path(templates))


def _refuse_other_folder(folder: Path) -> None:
    """Refuse a folder in which nothing has the name of a template, as nothing would change."""
    place = Place(str(folder), line=0)
    if not folder.exists():
        raise ProblemsFound([Problem("file.no_folder", place, {"folder": str(folder)})])
    ours = Path(__file__).with_name("templates")
    names = {one.relative_to(ours) for one in ours.rglob("*") if one.is_file()} - OURS_ALONE
    if not any((folder / name).is_file() for name in {*names, Path(OWN_STYLE)}):
        raise ProblemsFound([Problem("report.no_templates", place)])


def contrast(colour: str, other: str = "#ffffff") -> float:
    """Return the contrast ratio of two colours, 1 to 21, after WCAG 2.2 ("contrast ratio")."""
    darker, lighter = sorted((_luminance(colour), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of an sRGB colour, 0 to 1, after WCAG 2.2."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [((one + 0.055) / 1.055) ** 2.4 if one > SHADE else one / 12.92 for one in parts]
    return sum(weight * one for weight, one in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def _read(path: str) -> Look:
    document = read(read_text(path), path)
    theme, problems = validate(_Theme, document) if document.complete else (None, ())
    problems = (*document.problems, *problems)
    if theme is None:
        raise ProblemsFound(problems)
    if contrast(theme.colour) < LEAST_CONTRAST:
        details = {"colour": theme.colour, "contrast": f"{contrast(theme.colour):.1f}"}
        problem = Problem("report.light_colour", document.place(("colour",)), details)
        raise ProblemsFound([*problems, problem])
    logo = _logo(Path(path).parent / theme.logo, document.place(("logo",))) if theme.logo else ""
    return Look(theme.colour, logo, theme.publisher)


def _logo(path: Path, place: Place) -> str:
    kind = LOGOS.get(path.suffix.lower())
    if kind is None:
        details = {"ending": path.suffix, "allowed": tuple(LOGOS)}
        raise ProblemsFound([Problem("report.logo_kind", place, details)])
    raw = read_bytes(path, limit=BIGGEST_LOGO)
    if not (SIGNS[kind] in raw if kind.endswith("xml") else raw.startswith(SIGNS[kind])):
        raise ProblemsFound([Problem("report.logo_content", Place(str(path), line=0))])
    return f"data:{kind};base64,{base64.b64encode(raw).decode()}"
