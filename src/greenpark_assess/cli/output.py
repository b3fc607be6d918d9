"""Data for programs and spreadsheets: always UTF-8, whatever the terminal speaks."""

from __future__ import annotations

import csv
import importlib.util
import io
import json
import sys
from collections.abc import Iterable, Mapping, Sequence

from greenpark_assess.files import STANDARD, write_atomically
from greenpark_assess.problems import Problem, ProblemsFound

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


def refuse_without_parquet() -> None:
    """Refuse early what :func:`as_parquet` cannot do on this machine.

    Raises:
        ProblemsFound: The library is not installed.
    """
    if importlib.util.find_spec("pyarrow") is None:
        raise ProblemsFound([Problem("machine.no_parquet")])


def as_parquet(columns: Mapping[str, type], rows: Sequence[Mapping[str, object]]) -> bytes:
    """Return rows as a Parquet file; ``columns`` names them with the types of their values."""
    import pyarrow as pa
    from pyarrow import parquet

    types = {str: pa.string(), int: pa.int64(), float: pa.float64(), bool: pa.bool_()}
    arrays = {
        name: pa.array([row.get(name) for row in rows], types[kind])
        for name, kind in columns.items()
    }
    out = io.BytesIO()
    parquet.write_table(pa.table(arrays), out, compression="zstd")
    return out.getvalue()


def _cell(value: object) -> object:
    """Return a cell that no spreadsheet takes for a formula."""
    if isinstance(value, str) and value.startswith(FORMULA_SIGNS):
        return f"'{value}"
    return value
