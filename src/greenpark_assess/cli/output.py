"""Data for programs and spreadsheets: always UTF-8, whatever the terminal speaks."""

from __future__ import annotations

import csv
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from greenpark_assess.files import STANDARD, write_atomically

FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")


def emit(data: str) -> None:
    """Write data to standard output."""
    sys.stdout.flush()
    write_atomically(STANDARD, data.encode(), overwrite=True)


def as_json(value: object) -> str:
    """Return ``value`` as an indented JSON document, ending with a line break."""
    return json.dumps(value, ensure_ascii=False, indent=2) + "\n"


def as_csv(columns: Sequence[str], rows: Iterable[Mapping[str, object]]) -> str:
    """Return rows as CSV: numbers unrounded, cells without a value empty, texts only texts."""
    out = io.StringIO()
    writer = csv.DictWriter(out, columns, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: _cell(value) for name, value in row.items()} for row in rows)
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
