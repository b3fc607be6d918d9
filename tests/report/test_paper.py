"""How the HTML of a report is taken in: as WeasyPrint would, with less effort."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from weasyprint import CSS, HTML
from weasyprint.html import UA_STYLESHEET

from greenpark_assess.report.html import html
from greenpark_assess.report.page import Page
from greenpark_assess.report.paper import Paper, Refusing

XMLNS = "{http://www.w3.org/2000/xmlns/}"


class Elsewhere(Paper):
    """The same document with the style sheet of the elements that WeasyPrint brings along."""

    def _ua_stylesheets(self, *_: object) -> list[CSS]:
        return [UA_STYLESHEET]


class Bare(Paper):
    """The same document without any style sheet of the elements."""

    def _ua_stylesheets(self, *_: object) -> list[CSS]:
        return []


def told(document: HTML) -> Iterator[tuple[Any, ...]]:
    for one in document.etree_element.iter():
        attributes = {name: one.attrib[name] for name in one.attrib if XMLNS not in name}
        text = re.sub(r"//(<!\[CDATA\[|\]\]>)?", "", one.text or "")  # XML takes them in
        yield one.tag, attributes, text.strip(), (one.tail or "").strip()


@pytest.mark.parametrize("brief", [False, True], ids=["whole", "brief"])
@pytest.mark.parametrize("name", ["english", "bilingual"])
def test_our_templates_read_the_same_as_xml(
    name: str, *, brief: bool, request: pytest.FixtureRequest
) -> None:
    written = html(request.getfixturevalue(name), brief=brief)
    read_as_html = HTML(string=written, url_fetcher=Refusing())
    assert list(told(Paper(written))) == list(told(read_as_html))


def test_our_templates_are_xml(bilingual: Page, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(HTML, "__init__", None)  # the way of what is HTML alone
    assert Paper(html(bilingual)).etree_element.find("body/main") is not None


@pytest.mark.parametrize("brief", [False, True], ids=["whole", "brief"])
def test_pages_are_the_same_with_the_elements_of_weasyprint(
    bilingual: Page, *, brief: bool
) -> None:
    written = html(bilingual, brief=brief)
    assert Paper(written).write_pdf() == Elsewhere(written).write_pdf()


@pytest.mark.parametrize(
    "document",
    ["<p>one<br>two", "<p>one<p>two&nbsp;three", "<table><tr><td>1<td>2</table>"],
    ids=["open br", "open p", "open cells"],
)
def test_a_template_of_ones_own_may_be_html_alone(document: str) -> None:
    expected = HTML(string=document, url_fetcher=Refusing())
    assert list(told(Paper(document))) == list(told(expected))
    assert len(Paper(document).render().pages) == 1


# What somebody may write in a template of their own, and how a browser sets it.
WORDS = """
<h1>1</h1><h2>2</h2><h3>3</h3><h4>4</h4><h5>5</h5><h6>6</h6><p><em>e</em> <strong>s</strong>
<small>m</small> <sub>b</sub> <sup>p</sup> <code>c</code> <q>q</q> <u>u</u> <s>d</s> <i>i</i></p>
<ul><li>a</li></ul><ol><li>b</li><li>c</li></ol><dl><dt>t</dt><dd>d</dd></dl><hr/>
<blockquote>said</blockquote><pre>as
it is</pre><address>street</address><figure><figcaption>f</figcaption></figure>
<div hidden="">h</div><table><caption>c</caption><colgroup><col/><col/></colgroup>
<thead><tr><th>h</th><th>i</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody>
<tfoot><tr><td>3</td><td>4</td></tr></tfoot></table>
"""


def test_elements_that_our_templates_lack_are_set_as_usual() -> None:
    document = f"<html lang='en'><body style='margin: 8px'>{WORDS}</body></html>"
    assert Paper(document).write_pdf() == Elsewhere(document).write_pdf()


def test_weasyprint_asks_for_our_style_sheet() -> None:
    document = f"<html lang='en'><body>{WORDS}</body></html>"
    assert Paper(document).write_pdf() != Bare(document).write_pdf()
    assert UA_STYLESHEET not in Paper(document)._ua_stylesheets()
