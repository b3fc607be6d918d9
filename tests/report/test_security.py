"""Hostile names, notes, themes and templates: nothing is fetched, run, or read from the disk."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import urlopen

import pikepdf
import pytest

from greenpark_assess.assessment import Assessment
from greenpark_assess.report.html import html
from greenpark_assess.report.look import Look, themed
from greenpark_assess.report.page import Page, page
from greenpark_assess.report.pdf import pdf
from greenpark_assess.rubric.model import Rubric
from small_park import poisoned
from surroundings import Listener

pytestmark = pytest.mark.slow

LOCAL = "what stands in a file of this machine"

HOSTILE = {
    "script": '<script src="{url}/a.js"></script><script>fetch("{url}/b")</script>',
    "picture": '<img src="{url}/c.png" srcset="{url}/d.png 2x" onerror="fetch(`{url}/e`)">',
    "frame": '<iframe src="{file}"></iframe><object data="{file}"></object><embed src="{file}">',
    "attachment": '<link rel="attachment" href="{file}"><a rel="attachment" href="{file}">x</a>',
    "stylesheet": '</style><link rel="stylesheet" href="{url}/f.css"><style>@import "{url}/g";',
    "css": "url({url}/h.png) url('{file}') @import url({url}/i.css); expression(alert(1))",
    "svg": '</title></svg><svg><image href="{url}/j.png"/><use href="{url}/k.svg#x"/></svg>',
    "attribute": '" style="background:url({url}/l.png)" onfocus="fetch(`{url}/m`)" autofocus="',
    "javascript": "javascript:fetch('{url}/n')",
    "data": "data:text/html,<script>fetch('{url}/o')</script>",
    "local": "{file}",
    "address": "{url}/p.png",
    "template": "{{{{ ''.__class__.__mro__ }}}}{{% include '{path}' %}}",
    "formula": '=HYPERLINK("{url}/q";"x")+cmd|\' /C calc\'!A0',
    "control": "a\x00b\x07c\x1b[31md\x7fe\u202ef\u2028g\ufeffh",
    "long": "W" * 1000,
    "brackets": "[" * 500 + "(" * 500 + "]" * 500,
    "entity": '<!DOCTYPE x [<!ENTITY e SYSTEM "{file}">]>&e;&lt;b&gt;',
}


@pytest.fixture
def local(tmp_path: Path) -> Path:
    """Return a file that nobody has asked for."""
    file = tmp_path / "local.txt"
    file.write_text(LOCAL, "utf-8")
    return file


Poisoned = Callable[[str], Page]


@pytest.fixture
def hostile(listener: Listener, local: Path) -> Poisoned:
    """Return the report of a park where everybody writes hostile text of one kind."""

    def report(kind: str) -> Page:
        text = HOSTILE[kind].format(url=listener.url, file=local.as_uri(), path=local)
        rubric, assessment = poisoned(text)
        told = Rubric.model_validate(rubric), Assessment.model_validate(assessment)
        return page(*told, ("zh", "en"))

    return report


def inside(data: bytes) -> bytes:
    """Return all streams of a PDF, uncompressed, and its attachments."""
    with pikepdf.open(io.BytesIO(data)) as file:
        streams = [one for one in file.objects if isinstance(one, pikepdf.Stream)]
        return b"\n".join(map(_read, streams))


def _read(stream: pikepdf.Stream) -> bytes:
    try:
        return stream.read_bytes()
    except pikepdf.PdfError:  # a picture
        return stream.read_raw_bytes()


def test_the_server_hears_who_asks(listener: Listener) -> None:
    """So that the tests below can fail."""
    with urlopen(f"{listener.url}/asked") as answer:  # noqa: S310 - our own server
        assert answer.status == 200
    assert listener.heard == ["/asked"]


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_browser_fetches_and_runs_nothing(
    browser: Any, hostile: Poisoned, listener: Listener, tmp_path: Path, kind: str
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html(hostile(kind)), "utf-8", errors="replace")
    noticed: list[str] = []
    opened = browser.new_page()
    opened.on("dialog", lambda dialog: noticed.append(dialog.message))
    opened.on("console", lambda message: noticed.append(message.text))
    opened.on("pageerror", lambda error: noticed.append(str(error)))
    opened.on("request", lambda asked: noticed.append(asked.url))
    opened.goto(file.as_uri())
    opened.wait_for_load_state("networkidle")
    wide = opened.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    body = opened.inner_text("body")
    opened.close()
    assert noticed == [file.as_uri()]
    assert listener.heard == []
    assert wide[0] == wide[1]
    assert LOCAL not in body


@pytest.mark.parametrize("kind", HOSTILE)
def test_drawing_a_pdf_fetches_and_reads_nothing(
    hostile: Poisoned, listener: Listener, kind: str
) -> None:
    data = pdf(hostile(kind), allow_missing_glyphs=True)
    assert listener.heard == []
    assert LOCAL.encode() not in inside(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.attachments) == 0


def test_links_lead_only_to_the_web(hostile: Poisoned) -> None:
    for kind in HOSTILE:
        (source,) = hostile(kind).references.items
        assert source.link == "" or source.link.startswith(("http://", "https://")), kind


# --- what the user's own look may not do either ---------------------------------------------


@pytest.fixture
def own(tmp_path: Path, listener: Listener, local: Path) -> Look:
    """Return a look whose logo, stylesheet and template all ask for what they may not have."""
    folder = tmp_path / "own"
    folder.mkdir()
    url, file = listener.url, local.as_uri()
    (folder / "own.css").write_text(
        f'@import "{url}/1.css"; h2 {{ background: url({url}/2.png) url({file}) }}'
        f'@font-face {{ font-family: "Noto Sans SC"; src: url({url}/3.woff) }}',
        "utf-8",
    )
    (folder / "declaration.html").write_text(
        f'<link rel="stylesheet" href="{url}/4.css"><link rel="attachment" href="{file}">'
        f'<img alt="" src="{url}/5.png"><img alt="" src="{file}"><object data="{file}"></object>'
        f'<script>fetch("{url}/6")</script>',
        "utf-8",
    )
    (tmp_path / "logo.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">'
        f'<image href="{url}/7.png" width="9" height="9"/><image href="{file}"/>'
        f'<script>fetch("{url}/8")</script></svg>',
        "utf-8",
    )
    (tmp_path / "theme.yaml").write_text("logo: logo.svg", "utf-8")
    return themed(str(tmp_path / "theme.yaml"), str(folder))


def test_a_look_of_one_s_own_fetches_nothing_into_a_pdf(
    english: Page, own: Look, listener: Listener
) -> None:
    data = pdf(english, look=own)
    assert listener.heard == []
    assert LOCAL.encode() not in inside(data)
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.attachments) == 0


def test_a_look_of_one_s_own_fetches_nothing_in_a_browser(
    browser: Any, english: Page, own: Look, listener: Listener, tmp_path: Path
) -> None:
    file = tmp_path / "report.html"
    file.write_text(html(english, own), "utf-8")
    opened = browser.new_page()
    opened.goto(file.as_uri())
    opened.wait_for_load_state("networkidle")
    opened.close()
    assert listener.heard == []
