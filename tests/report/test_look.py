"""The look of a report: what a theme file and a folder of templates may change, and what not."""

from __future__ import annotations

import base64
import re
from pathlib import Path

import pytest

from greenpark_assess.problems import Problem, ProblemsFound
from greenpark_assess.report.html import _environment, html
from greenpark_assess.report.look import BIGGEST_LOGO, COLOUR, LEAST_CONTRAST, contrast, themed
from greenpark_assess.report.page import Page
from greenpark_assess.wording import say

PNG = b"\x89PNG\r\n\x1a\n" + b"\0" * 20
SVG = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>'


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Go to a folder with two logos."""
    monkeypatch.chdir(tmp_path)
    Path("logo.png").write_bytes(PNG)
    Path("logo.svg").write_bytes(SVG)
    _environment.cache_clear()  # another test's folder has the same name
    return tmp_path


def theme(text: str) -> str:
    Path("theme.yaml").write_text(text, "utf-8")
    return "theme.yaml"


def refused(text: str) -> tuple[Problem, ...]:
    with pytest.raises(ProblemsFound) as caught:
        themed(theme(text), None)
    for problem in caught.value.problems:
        assert say(problem, "en") != say(problem, "zh")
    return caught.value.problems


def templates(**files: str) -> str:
    Path("own").mkdir(exist_ok=True)
    for name, text in files.items():
        Path("own", name.replace("_", ".")).write_text(text, "utf-8")
    return "own"


# --- the theme ----------------------------------------------------------------------------


def test_without_a_theme_the_look_is_our_own() -> None:
    look = themed(None, None)
    assert (look.colour, look.logo, look.publisher, look.templates) == (COLOUR, "", "", None)


@pytest.mark.parametrize(("logo", "kind"), [("logo.png", "png"), ("logo.svg", "svg+xml")])
def test_a_theme_brings_colour_logo_and_publisher(english: Page, logo: str, kind: str) -> None:
    look = themed(theme(f'colour: "#7a1f3d"\nlogo: {logo}\npublisher: River <b>Agency</b>'), None)
    text = html(english, look)
    assert ":root { --main: #7a1f3d }" in text
    raw = Path(logo).read_bytes()
    assert f'src="data:image/{kind};base64,{base64.b64encode(raw).decode()}"' in text
    assert "River &lt;b&gt;Agency&lt;/b&gt; · " in text


def test_the_logo_is_looked_for_beside_the_theme(tmp_path: Path) -> None:
    Path("deep").mkdir()
    Path("deep/theme.yaml").write_text("logo: ../logo.png", "utf-8")
    assert themed("deep/theme.yaml", None).logo == themed(theme("logo: logo.png"), None).logo
    assert themed(str(tmp_path / "deep/theme.yaml"), None).logo


@pytest.mark.parametrize(
    ("text", "code", "place"),
    [
        pytest.param("logo: logo.png\ncolour: teal", "value.pattern", ("theme.yaml", 2), id="name"),
        pytest.param('colour: "#0b51541"', "value.pattern", ("theme.yaml", 1), id="digits"),
        pytest.param(
            'colour: "#0b5154; } body { display: none"',
            "value.pattern",
            ("theme.yaml", 1),
            id="css",
        ),
        pytest.param(
            'publisher: A\ncolour: "#ffe08a"', "report.light_colour", ("theme.yaml", 2), id="light"
        ),
        pytest.param(
            "logo: a.png\nlogos: b", "value.unknown_key", ("theme.yaml", 2), id="unknown key"
        ),
        pytest.param("publisher: A\nlogo: a.gif", "report.logo_kind", ("theme.yaml", 2), id="kind"),
        pytest.param("logo: none.png", "file.missing", ("none.png", 0), id="no logo"),
        pytest.param("logo: big.png", "file.too_big", ("big.png", 0), id="big logo"),
        pytest.param("logo: text.jpg", "report.logo_content", ("text.jpg", 0), id="no picture"),
        pytest.param("logo: png.svg", "report.logo_content", ("png.svg", 0), id="other picture"),
    ],
)
def test_what_is_wrong_in_a_theme_is_said_with_its_place(
    text: str, code: str, place: tuple[str, int]
) -> None:
    Path("big.png").write_bytes(PNG + b"\0" * BIGGEST_LOGO)
    Path("text.jpg").write_text("no picture", "utf-8")
    Path("png.svg").write_bytes(PNG)
    (problem,) = refused(text)
    assert problem.place is not None
    assert (problem.code, (problem.place.file, problem.place.line)) == (code, place)


def test_a_misspelt_key_is_guessed() -> None:
    (problem,) = refused("color: '#0b5154'")
    assert "colour" in say(problem, "en")


@pytest.mark.parametrize(
    ("colour", "ratio"), [("#000000", 21.0), ("#ffffff", 1.0), ("#767676", 4.54)]
)
def test_contrast_is_that_of_wcag(colour: str, ratio: float) -> None:
    assert contrast(colour) == pytest.approx(ratio, abs=0.005)


def test_our_own_colour_can_be_read() -> None:
    assert contrast(COLOUR) >= LEAST_CONTRAST


# --- templates of one's own -----------------------------------------------------------------


def test_a_template_of_one_s_own_stands_in_for_ours(english: Page) -> None:
    own = templates(declaration_html="<section>Signed by {{ say(page.cover.park) }}</section>")
    text = html(english, themed(None, own))
    assert "<section>Signed by River Park</section>" in text
    assert "Responsible person" not in text
    assert "Where the points are lost" in text


@pytest.mark.parametrize(
    ("text", "line", "reason"),
    [
        pytest.param("\n{% if %}", 2, "Expected an expression", id="syntax"),
        pytest.param("\n\n{{ page.nothing }}", 3, "no attribute 'nothing'", id="undefined"),
        pytest.param("{% include 'none.html' %}", 1, "none.html", id="missing template"),
        pytest.param("{{ page.__class__ }}", 1, "unsafe", id="unsafe"),
        pytest.param("\n{{ 1 / 0 }}", 2, "division by zero", id="arithmetic"),
        pytest.param("\n{{ page.title + 1 }}", 2, "int", id="types"),
        pytest.param("{% include 'declaration.html' %}", 1, "recursion", id="endless"),
    ],
)
def test_a_fault_in_a_template_is_said_with_its_place(
    english: Page, text: str, line: int, reason: str
) -> None:
    look = themed(None, templates(declaration_html=text))
    with pytest.raises(ProblemsFound) as caught:
        html(english, look)
    (problem,) = caught.value.problems
    assert problem.place is not None
    assert problem.code == "report.template"
    assert (Path(problem.place.file), problem.place.line) == (Path("own/declaration.html"), line)
    assert reason in str(problem.details["reason"])


@pytest.mark.parametrize(
    ("name", "code"),
    [
        pytest.param("none", "file.no_folder", id="no folder"),
        pytest.param("logo.png", "report.no_templates", id="a file"),
        pytest.param("notes", "report.no_templates", id="nothing with the name of a template"),
        pytest.param("sheets", "report.no_templates", id="a stylesheet that nothing stands in for"),
    ],
)
def test_a_folder_of_templates_must_be_one(name: str, code: str) -> None:
    Path("notes").mkdir(exist_ok=True)
    Path("notes/pages.html").write_text("{{ page }}", encoding="utf-8")
    Path("sheets").mkdir(exist_ok=True)
    Path("sheets/report.css").write_text("p { color: red }", encoding="utf-8")
    with pytest.raises(ProblemsFound) as caught:
        themed(None, name)
    assert [problem.code for problem in caught.value.problems] == [code]


def test_a_stylesheet_of_one_s_own_comes_last_and_cannot_end_its_element(english: Page) -> None:
    own = templates(own_css="h2 { color: red } </style><script>alert(1)</script>")
    text = html(english, themed(None, own))
    style, _, rest = text.partition("<style>")[2].partition("</style>")
    assert "h2 { color: red }" in style
    assert "alert(1)" not in rest
    assert text.count("<script>") == 1 + style.count("<script>")


# --- what the documentation says --------------------------------------------------------------

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("name", ["report.md", "report.zh-CN.md"])
def test_the_examples_of_the_documentation_work(bilingual: Page, name: str) -> None:
    text = (DOCS / name).read_text("utf-8")
    blocks = dict(re.findall(r"```(yaml|jinja)\n(.*?)```", text, re.DOTALL))
    look = themed(theme(blocks["yaml"]), templates(declaration_html=blocks["jinja"]))
    drawn = html(bilingual, look)
    assert "--main: #7a1f3d" in drawn
    assert 'id="declaration">自评声明' in drawn
    assert "53.5</p>" in drawn
