"""A finished page as one HTML file that needs nothing beside it."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from greenpark_assess.report.charts import draw
from greenpark_assess.report.page.record import Page

if TYPE_CHECKING:
    from jinja2 import Environment

TEMPLATES = "templates"


def html(page: Page) -> str:
    """Return the report as a self-contained HTML document, for the screen and for paper."""
    return _environment().get_template("report.html").render(page=page)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined  # noqa: PLC0415 - not at start
    from markupsafe import Markup  # noqa: PLC0415

    environment = Environment(
        loader=FunctionLoader(_template),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(draw=draw, stylesheet=Markup(_template("report.css")))  # noqa: S704 - ours
    return environment


def _template(name: str) -> str:
    return (resources.files(__package__) / TEMPLATES / name).read_text(encoding="utf-8")
