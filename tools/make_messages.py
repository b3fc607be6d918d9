#!/usr/bin/env python3
"""Compile click's own words in other languages (.po) to the form that gettext reads (.mo)."""

from __future__ import annotations

import ast
import re
import struct
from collections.abc import Iterator
from pathlib import Path

MESSAGES = Path(__file__).parents[1] / "src" / "greenpark_assess" / "cli" / "messages"
MAGIC = 0x950412DE
HEADER = struct.Struct("<7I")
ENTRY = struct.Struct("<2I")
LINE = re.compile(r'(msgid_plural|msgid|msgstr)(?:\[0\])? (".*")')


def compiled(source: str) -> bytes:
    """Return the .mo file for the text of a .po file whose strings take one line each."""
    entries = sorted(_entries(source))
    first = HEADER.size + 2 * ENTRY.size * len(entries)
    strings = [
        text + b"\0" for texts in zip(*entries, strict=True) for text in texts
    ]  # all originals, then all translations
    table, offset = b"", first
    for text in strings:
        table += ENTRY.pack(len(text) - 1, offset)
        offset += len(text)
    size = ENTRY.size * len(entries)
    header = HEADER.pack(MAGIC, 0, len(entries), HEADER.size, HEADER.size + size, 0, first)
    return header + table + b"".join(strings)


def _entries(source: str) -> Iterator[tuple[bytes, bytes]]:
    for block in re.split(r"\n\s*\n", source):
        found = {key: ast.literal_eval(text) for key, text in LINE.findall(block)}
        if found:
            forms = [found["msgid"], *([found["msgid_plural"]] if "msgid_plural" in found else [])]
            yield "\0".join(forms).encode(), found["msgstr"].encode()


def main() -> None:
    """Write each .mo file beside its .po file."""
    for source in sorted(MESSAGES.rglob("*.po")):
        target = source.with_suffix(".mo")
        target.write_bytes(compiled(source.read_text(encoding="utf-8")))
        print(target)


if __name__ == "__main__":
    main()
