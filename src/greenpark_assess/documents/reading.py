"""From YAML text to plain data with positions, under strict limits.

The parser's events are used, not its loader: a loader would follow aliases (a few hundred bytes
can grow into gigabytes), keep the last of two equal keys, read ``no`` as false, and crash the
interpreter on deep nesting. It would also be slower.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any, NoReturn

import yaml
from yaml import events

from greenpark_assess.documents.decoding import MAX_BYTES
from greenpark_assess.documents.document import Document, Layout
from greenpark_assess.documents.scalars import Scalar, resolve
from greenpark_assess.documents.syntax import explain
from greenpark_assess.problems import Place, Problem

MAX_DEPTH = 40
MAX_NODES = 200_000
MAX_PROBLEMS = 100

Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one where there is libyaml

# Named one by one: the same set as "all but the printable ones" takes ten times as long to compile.
_UNPRINTABLE = re.compile(
    "[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufeff\ufffe\uffff]"
)
_NO_KEYS = frozenset({"", "<<"})  # nothing before the colon, and the merge sign
_BLOCKS = frozenset({"|", ">"})
_DROPPED = object()  # the key of a value that is read but not kept


def read(text: str, file: str) -> Document:
    """Read one YAML document; never raises for anything that ``text`` may hold.

    Args:
        text: The file's text.
        file: The file's name, as messages show it.

    Returns:
        The data with positions, and every problem found. Aliases, anchors, tags, merge keys,
        repeated keys, keys that are collections, numbers that are not finite, a second document
        and anything beyond the limits (40 layers, 200,000 values, 2 MB) are problems.
    """
    if len(text) > MAX_BYTES or len(text.encode("utf-8", "surrogatepass")) > MAX_BYTES:
        size = len(text.encode("utf-8", "surrogatepass"))
        problem = Problem("file.too_big", Place(file, 0, 0), {"size": size, "limit": MAX_BYTES})
        return Document(file, "", None, (problem,), complete=False)
    reader = _Reader(text, file)
    reader.run()
    data = reader.root.container[0] if reader.root.layout else None
    return Document(
        file, text, data, tuple(reader.problems), reader.complete, layout=reader.root.layout
    )


class _Stop(Exception):  # noqa: N818 - ends the reading, and is no error of its own
    """Nothing after this point is worth reading."""


class _Frame:
    """A collection that is being filled."""

    __slots__ = ("container", "is_mapping", "key", "key_end", "key_start", "layout", "start")

    def __init__(self, container: Any, start: int) -> None:  # noqa: ANN401 - a dict or a list
        self.container = container
        self.is_mapping = type(container) is dict
        self.layout: Layout = {}
        self.start = start
        self.key: Any = None  # of the value that comes next, in a mapping
        self.key_start = self.key_end = -1


class _Reader:
    """Builds data from events; one use only."""

    def __init__(self, text: str, file: str) -> None:
        self.document = Document(file, text, None)
        self.problems: list[Problem] = []
        self.complete = True
        self.nodes = 0
        self.documents = 0
        self.top = self.root = _Frame([], 0)
        self.stack: list[_Frame] = []

    def run(self) -> None:
        text = _UNPRINTABLE.sub(self.unprintable, self.document.text)
        handlers: dict[type, Callable[[Any], None]] = {
            events.ScalarEvent: self.scalar,
            events.MappingStartEvent: self.start,
            events.SequenceStartEvent: self.start,
            events.MappingEndEvent: self.end,
            events.SequenceEndEvent: self.end,
            events.AliasEvent: self.alias,
            events.DocumentStartEvent: self.document_start,
        }
        loader = Loader(text)
        try:
            kind: type = events.StreamStartEvent
            while kind is not events.StreamEndEvent:
                event = loader.get_event()
                kind = type(event)
                if handler := handlers.get(kind):
                    handler(event)
            if not self.root.layout and self.complete:
                self.stop("yaml.nothing", 0, 0)
        except _Stop:
            self.complete = False
        except yaml.MarkedYAMLError as error:
            self.complete = False
            self.problems.append(explain(error, self.document))
        finally:
            loader.dispose()

    # --- events -----------------------------------------------------------------------

    def scalar(self, event: Any) -> None:  # noqa: ANN401 - yaml's events have no types
        start, end = event.start_mark.index, event.end_mark.index
        value, is_plain = event.value, event.implicit[0]
        self.nodes += 1
        if self.nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self.unusual(event)
        top = self.top
        if top.key is None and top.is_mapping:
            top.key, top.key_start, top.key_end = value, start, end
            if value in top.container or (is_plain and value in _NO_KEYS):
                self.refuse_key()
            return
        if is_plain:
            value = self.plain(value, start, end)
        elif not value and event.style in _BLOCKS:
            sign = self.document.text[start:end].split("\n", 1)[0].strip()
            self.report("yaml.block_sign", start, end, found=sign)
        self.attach(value, start, end, None)

    def plain(self, text: str, start: int, end: int) -> Scalar:
        try:
            return resolve(text)
        except ValueError:
            shown = text if len(text) <= 20 else f"{text[:10]}…"  # noqa: PLR2004
            self.report("yaml.not_finite", start, end, found=shown)
            return text

    def start(self, event: Any) -> None:  # noqa: ANN401
        start = event.start_mark.index
        self.nodes += 1
        if self.nodes > MAX_NODES or event.anchor is not None or event.tag is not None:
            self.unusual(event)
        if len(self.stack) >= MAX_DEPTH:
            self.stop("yaml.too_deep", start, start + 1, limit=MAX_DEPTH)
        self.stack.append(self.top)
        is_mapping = type(event) is events.MappingStartEvent
        self.top = _Frame({} if is_mapping else [], start)

    def end(self, event: Any) -> None:  # noqa: ANN401
        done, self.top = self.top, self.stack.pop()
        self.attach(done.container, done.start, event.end_mark.index, done.layout)

    def alias(self, event: Any) -> None:  # noqa: ANN401
        start, end = event.start_mark.index, event.end_mark.index
        self.report("yaml.alias", start, end, found=f"*{event.anchor}")
        self.complete = False
        self.attach(None, start, end, None)

    def document_start(self, event: Any) -> None:  # noqa: ANN401
        self.documents += 1
        if self.documents > 1:
            self.stop("yaml.second_document", event.start_mark.index, event.end_mark.index)

    # --- building ---------------------------------------------------------------------

    def refuse_key(self) -> None:
        top = self.top
        key, start, end = top.key, top.key_start, top.key_end
        if key in top.container:
            first = self.document.place_of(top.layout[key][0], 0).line
            self.report("yaml.repeated_key", start, end, key=key, first=first)
        else:
            self.report("yaml.merge" if key else "yaml.no_key", start, max(end, start + 1))
            self.complete = False
        top.key = _DROPPED

    def attach(self, value: Any, start: int, end: int, inner: Layout | None) -> None:  # noqa: ANN401
        top = self.top
        if not top.is_mapping:
            top.layout[len(top.container)] = (-1, -1, start, end, inner)
            top.container.append(value)
        elif top.key is None:  # a collection or an alias where a key should be
            if inner is not None:
                self.report("yaml.key_not_text", start, end)
            self.complete = False
            top.key = _DROPPED
        else:
            if top.key is not _DROPPED:
                top.layout[top.key] = (top.key_start, top.key_end, start, end, inner)
                top.container[top.key] = value
            top.key = None

    def unusual(self, event: Any) -> None:  # noqa: ANN401
        """Report an anchor or a tag, or that there are too many values."""
        start = event.start_mark.index
        if self.nodes > MAX_NODES:
            self.stop("yaml.too_many_values", start, start + 1, limit=MAX_NODES)
        if event.anchor is not None:
            found = f"&{event.anchor}"
            self.report("yaml.anchor", start, start + len(found), found=found)
        else:
            found = event.tag.replace("tag:yaml.org,2002:", "!!")
            self.report("yaml.tag", start, start + len(found), found=found)

    # --- problems ---------------------------------------------------------------------

    def unprintable(self, match: re.Match[str]) -> str:
        if len(self.problems) < MAX_PROBLEMS:
            sign = f"U+{ord(match[0]):04X}"
            self.complete = False
            self.problems.append(
                Problem("yaml.unprintable", self.document.place_of(*match.span()), {"sign": sign})
            )
        return "\ufffd"

    def report(self, code: str, start: int, end: int, **details: object) -> None:
        self.problems.append(Problem(code, self.document.place_of(start, end), details))
        if len(self.problems) >= MAX_PROBLEMS:
            raise _Stop

    def stop(self, code: str, start: int, end: int, **details: object) -> NoReturn:
        self.problems.append(Problem(code, self.document.place_of(start, end), details))
        raise _Stop
