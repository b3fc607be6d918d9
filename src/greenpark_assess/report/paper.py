"""The HTML of a report as WeasyPrint takes it in. It is imported only where pages are drawn."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import resources
from typing import Any
from xml.etree import ElementTree as ET

from cssselect2 import ElementWrapper
from weasyprint import CSS, HTML
from weasyprint.urls import URLFetcher

ELEMENTS = "templates/elements.css"


class Refusing(URLFetcher):  # type: ignore[misc] # WeasyPrint is untyped
    """A fetcher that reads pictures inside the HTML itself, and fetches nothing."""

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ANN401
        """Return a picture that stands in the document.

        Raises:
            ValueError: anything else was asked for.
        """
        if url.startswith("data:image/"):
            return super().fetch(url, headers)
        raise ValueError(url)


class Paper(HTML):  # type: ignore[misc] # WeasyPrint is untyped
    """A document to be drawn, without what WeasyPrint does for pages that it did not expect.

    Our templates are XML as well as HTML, and that is read twenty times faster; only a user's own
    may be HTML alone. And WeasyPrint's style sheet of the elements gives each of them six styles
    for marks of notes and lists, a quarter of the memory that drawing takes: ours does not.
    """

    def __init__(self, document: str) -> None:
        """Read ``document``, an HTML page that needs nothing beside it."""
        try:
            root = ET.XML(document)
        except ET.ParseError:
            super().__init__(string=document, url_fetcher=Refusing())
            return
        self.base_url = None
        self.url_fetcher = Refusing()
        self.media_type = "print"
        self.wrapper_element = ElementWrapper.from_html_root(root, content_language=None)
        self.etree_element = root

    def _ua_stylesheets(self, *_: object) -> list[CSS]:
        rules = resources.files(__package__).joinpath(ELEMENTS).read_text(encoding="utf-8")
        return [CSS(string=rules, url_fetcher=self.url_fetcher)]
