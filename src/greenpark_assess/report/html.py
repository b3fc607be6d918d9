"""A finished page as one HTML file that needs nothing beside it."""

from __future__ import annotations

import base64
import hashlib
import traceback
from collections.abc import Mapping
from functools import lru_cache
from importlib import resources
from pathlib import Path
from typing import TYPE_CHECKING, Any

from greenpark_assess.problems import Place, Problem, ProblemsFound
from greenpark_assess.report.charts import draw
from greenpark_assess.report.look import OWN_STYLE, PLAIN, Look
from greenpark_assess.report.page.record import Page

if TYPE_CHECKING:
    from importlib.abc import Traversable

    from jinja2 import Environment

SETTINGS: Mapping[str, Any] = {"autoescape": True, "trim_blocks": True, "lstrip_blocks": True}
WHOLE, BRIEF = "report.html", "brief.html"


def html(page: Page, look: Look = PLAIN, *, brief: bool = False, fonts: str = "") -> str:
    """Return the report as a self-contained HTML document, for the screen and for paper.

    Args:
        page: The finished page.
        look: Colour, logo, publisher, and the user's own templates.
        brief: Whether only the pages for the director are wanted.
        fonts: CSS that brings fonts along (:func:`greenpark_assess.report.webfont.font_faces`).

    Raises:
        ProblemsFound: ``report.template``: a template of the user's own has a fault.
    """
    return rendered(BRIEF if brief else WHOLE, page, look, fonts)


def rendered(name: str, page: object, look: Look, fonts: str) -> str:
    """Return the template ``name`` with the finished ``page`` set into it.

    Raises:
        ProblemsFound: as :func:`html`.
    """
    from markupsafe import Markup  # noqa: PLC0415 - not at start

    try:
        template = _environment(look.templates).get_template(name)
        own = Markup(fonts)  # noqa: S704 - ours
        return template.render(page=page, look=look, fonts=own, brief=name == BRIEF)
    except Exception as error:
        if look.templates is None:
            raise  # a defect of ours
        raise ProblemsFound([_fault(error, look.templates)]) from error


@lru_cache(maxsize=4)
def _environment(own: Path | None) -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415
    from jinja2.loaders import ChoiceLoader, FileSystemLoader  # noqa: PLC0415
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415
    from markupsafe import Markup  # noqa: PLC0415

    from greenpark_assess.report.compiled import Compiled  # noqa: PLC0415

    ours = FunctionLoader(_template)
    if own:
        loader = ChoiceLoader([FileSystemLoader(own), ours])
        environment: Environment = ImmutableSandboxedEnvironment(loader=loader, **SETTINGS)
    else:
        kept = Compiled(Path(str(_templates())), SETTINGS)
        environment = Environment(loader=ours, bytecode_cache=kept, **SETTINGS)  # noqa: S701 - on
    environment.undefined = StrictUndefined
    script = _template("report.js") or ""
    environment.globals.update(
        draw=draw,
        stylesheet=Markup(_stylesheet(own)),  # noqa: S704 - ours
        script=Markup(script),  # noqa: S704 - ours
        script_hash=_source_hash(script),
    )
    return environment


def _source_hash(script: str) -> str:
    """Return what allows exactly this script in a content security policy (CSP 3, "hash")."""
    return f"sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}"


def _templates() -> Traversable:
    return resources.files(__package__) / "templates"


def _template(name: str) -> str | None:
    path = _templates() / name
    return path.read_text(encoding="utf-8") if path.is_file() else None


def _stylesheet(own: Path | None) -> str:
    """Return our stylesheet, with that of the user's own templates after it."""
    added = own / OWN_STYLE if own else None
    extra = added.read_text(encoding="utf-8") if added and added.is_file() else ""
    closed = extra.replace("</", "<\\/")  # nothing in it can end the style element
    return f"{_template('report.css')}{closed}"


def _fault(error: Exception, folder: Path) -> Problem:
    """Name the place in the user's own templates that ``error`` comes from."""
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415

    passed = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in passed if Path(frame.filename).is_relative_to(folder)]
    if isinstance(error, TemplateSyntaxError) and error.filename:
        place = Place(error.filename, error.lineno)
    elif own:
        place = Place(own[-1].filename, own[-1].lineno or 0)
    else:
        place = Place(str(folder), line=0)
    return Problem("report.template", place, {"reason": str(error) or type(error).__name__})
