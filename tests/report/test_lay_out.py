"""The sample park's pages: what is one page stays one, in one language and in two."""

from __future__ import annotations

import io
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest

from pond import Command

pytestmark = pytest.mark.slow

SAMPLE = Path(__file__).parent.parent / "cases/processing-park/2025.yaml"
UNANSWERED = """\
format: greenpark-answers/1
rubric: green-park@1.0.0
park:
  id: long
  name:
    en: Eco-Industrial Park and Free Trade Zone of the Lower Delta, Phase 2
    zh: 下游三角洲开发总公司第二期生态工业园区暨自由贸易区
period: "2025"
answers: {}
"""
PARKS = {"sample": SAMPLE.read_text("utf-8"), "unanswered, with a long name": UNANSWERED}


def drawn(greenpark: Command, text: str, language: str, *more: str) -> bytes:
    Path("park.yaml").write_text(text, "utf-8")
    done = greenpark("report", "park.yaml", "-o", "r.pdf", "--lang", language, *more)
    assert done.code == 0, done.err
    return Path("r.pdf").read_bytes()


def beginnings(data: bytes) -> Iterator[tuple[str, int]]:
    """Yield the bookmarks of a PDF, each with the number of its page."""
    with pikepdf.open(io.BytesIO(data)) as file, file.open_outline() as outline:
        numbers = {page.objgen: number for number, page in enumerate(file.pages, 1)}
        left = list(outline.root)
        while left:
            one = left.pop(0)
            left[:0] = one.children
            yield str(one.title), numbers[one.destination[0].objgen]


@pytest.mark.parametrize(
    ("park", "language"),
    [
        *(("sample", language) for language in ("zh", "en", "zh,en")),
        *(("unanswered, with a long name", language) for language in ("zh", "en")),
    ],
)
def test_the_brief_has_two_pages(greenpark: Command, park: str, language: str) -> None:
    data = drawn(greenpark, PARKS[park], language, "--brief")
    with pikepdf.open(io.BytesIO(data)) as file:
        assert len(file.pages) == 2


@pytest.mark.parametrize("park", PARKS.values(), ids=PARKS)
def test_summary_losses_and_road_map_have_one_page_each(greenpark: Command, park: str) -> None:
    """In two languages, which take the most room."""
    found = list(beginnings(drawn(greenpark, park, "zh,en")))
    for name in (("评价摘要", "Summary"), ("失分分析", "Where"), ("实施路线图", "Road map")):
        (place,) = (at for at, (title, _) in enumerate(found) if title.startswith(name))
        page = found[place][1]
        following = next(number for _, number in found[place + 1 :] if number > page)
        assert following == page + 1, found[place][0]
