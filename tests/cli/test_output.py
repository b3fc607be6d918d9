"""Data for programs and spreadsheets."""

from __future__ import annotations

import pytest

from greenpark_assess.cli.output import as_csv


@pytest.mark.parametrize(
    ("cell", "written"),
    [
        ("=1+1", "'=1+1"),
        ("+1", "'+1"),
        ("-1", "'-1"),
        ("@sum", "'@sum"),
        ("\tx", "'\tx"),
        ("plain", "plain"),
        ("a,b", '"a,b"'),
        (-1.5, "-1.5"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(cell: object, written: str) -> None:
    assert as_csv(["a"], [{"a": cell}]) == f"a\n{written or chr(34) * 2}\n"
