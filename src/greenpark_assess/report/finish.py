"""What WeasyPrint 70 leaves to be done for PDF/A-3a and PDF/UA-1 in one file.

It is imported only where pages are drawn.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from typing import Any

import pydyf
from pydyf import PDF, Object, String
from weasyprint.formatting_structure.boxes import PageBox
from weasyprint.pdf import tags

RDF_END = b"</rdf:RDF>"
SCOPES = {"col": "/Column", "row": "/Row"}
SPOKEN = frozenset({"lang", "scope"})

# PDF/A-3a is declared by WeasyPrint; this adds that the file is PDF/UA-1 as well, with the
# schema description that PDF/A asks for. It goes into the one rdf:RDF that XMP allows.
UA_METADATA = b"""<rdf:Description rdf:about=""
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" pdfuaid:part="1"/>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part number</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>"""


@dataclass(frozen=True, slots=True)
class Finisher:
    """The last changes to a file; ``types`` are the media types of its attachments, in order."""

    types: tuple[str, ...]

    def __call__(self, _: object, file: PDF) -> None:
        """Change ``file`` just before it is written."""
        self._name_types(file)
        _drop_doubles(file)
        _declare_accessible(file)
        file.objects[:] = [one if one.free == "f" else Worded(one) for one in file.objects]

    def _name_types(self, file: PDF) -> None:
        """Give each attachment the media type that it was handed over with."""
        embedded = [one for one in file.objects if _extra(one).get("Type") == "/EmbeddedFile"]
        for stream, mime in zip(embedded, self.types, strict=True):
            stream.extra["Subtype"] = "/" + mime.replace("/", "#2f").replace("+", "#2b")


def _drop_doubles(file: PDF) -> None:
    """List each attachment once; WeasyPrint 70.0 lists it twice."""
    if "AF" in file.catalog:
        file.catalog["AF"][:] = dict.fromkeys(file.catalog["AF"])


def _declare_accessible(file: PDF) -> None:
    (metadata,) = (one for one in file.objects if _extra(one).get("Type") == "/Metadata")
    metadata.stream[0] = metadata.stream[0].replace(RDF_END, UA_METADATA + RDF_END)


def _extra(one: Any) -> Mapping[str, Any]:  # noqa: ANN401 - any object of a PDF
    return getattr(one, "extra", None) or {}


class Worded(Object):  # type: ignore[misc] # pydyf is untyped
    """An object in the words of PDF; pydyf would put it in words twice, once for the file's ID."""

    data = b""
    compressible = False

    def __init__(self, one: Object) -> None:
        """Take over ``one`` as it is now."""
        super().__init__()
        self.number, self.data, self.compressible = one.number, one.data, one.compressible


@contextmanager
def finishing() -> Iterator[None]:
    """Let tags carry the language of their text and the scope of header cells; pack more lightly.

    WeasyPrint 70 writes neither and offers no hook, so its (private) maker of tags is wrapped
    while a file is written. Without it, a screen reader reads English in a Chinese voice. Nor
    can the level of packing be chosen, so :class:`Packer` stands in for zlib meanwhile.
    """
    build, packer = tags._build_box_tree, pydyf.zlib  # noqa: SLF001 - see above

    def annotated(box: Any, parent: Any, file: Any, *rest: Any) -> Iterator[Any]:  # noqa: ANN401
        if isinstance(box, PageBox):
            return _tagged(box, build(box, parent, Tagging(file), *rest))
        if box.element is not None and not SPOKEN.isdisjoint(box.element.attrib):
            return map(partial(_speak, box), build(box, parent, file, *rest))
        return build(box, parent, file, *rest)  # type: ignore[no-any-return] # WeasyPrint is untyped

    tags._build_box_tree, pydyf.zlib = annotated, Packer  # noqa: SLF001
    try:
        yield
    finally:
        tags._build_box_tree, pydyf.zlib = build, packer  # noqa: SLF001


class Packer:
    """What pydyf asks of zlib: at its level 9 that takes three times as long, for 2 % less."""

    @staticmethod
    def compressobj(level: int) -> Any:  # noqa: ANN401 - zlib does not name the type
        """Return a packer of zlib's own default level, whatever ``level`` is asked for."""
        del level
        return zlib.compressobj()


class Tagging:
    """A file as the maker of tags needs it: pydyf would list its pages anew for each tag."""

    def __init__(self, file: PDF) -> None:
        """Stand for ``file``, whose pages are all there."""
        self.add_object, self.page_references = file.add_object, file.page_references


def _tagged(page: PageBox, elements: Iterator[Any]) -> Iterator[Any]:
    yield from elements
    page.children = ()  # painted and tagged: the memory goes to the tags of the next page


def _speak(box: Any, element: Any) -> Any:  # noqa: ANN401 - WeasyPrint is untyped
    attributes = box.element.attrib
    if attributes.get("lang") and box.element_tag != "html":
        element["Lang"] = String(attributes["lang"])
    if attributes.get("scope") in SCOPES and "A" in element:
        element["A"]["Scope"] = SCOPES[attributes["scope"]]
    return element
