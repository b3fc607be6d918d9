"""Help texts line up in a terminal, where a Chinese character takes two columns."""

from __future__ import annotations

import click
import pytest

from greenpark_assess.cli.ending import ended
from greenpark_assess.cli.help import Formatter
from greenpark_assess.columns import columns

ROWS = [
    ("--park 园区编号", "历史记录中只取该园区，可重复使用。" * 4),
    ("--since YEAR", "Of the history, only this period and later ones."),
    ("--a-very-long-option-with-a-long-value VALUE", "below"),
]


def test_explanations_begin_in_one_column() -> None:
    formatter = Formatter(width=60)
    with formatter.indentation():
        formatter.write_dl(ROWS)
    lines = formatter.getvalue().splitlines()
    begins = [line.index(text) for line in lines for text in ("Of the", "below") if text in line]
    chinese = next(line for line in lines if "历史" in line)
    assert {*begins, columns(chinese[: chinese.index("历史")])} == {34}
    assert max(map(columns, lines)) <= 60


@pytest.mark.parametrize("text", ["每个园区、每个年度一行。" * 9, "One line a park. " * 9])
def test_paragraphs_fit_and_stay_apart(text: str) -> None:
    formatter = Formatter(width=50)
    formatter.write_text(f"{text}\n\n{text}")
    first, second = formatter.getvalue().rstrip("\n").split("\n\n")
    assert first == second
    assert max(map(columns, first.splitlines())) <= 50
    assert "".join(first.split()) == "".join(text.split())


def test_no_rows_are_nothing() -> None:
    formatter = Formatter()
    formatter.write_dl([])
    assert formatter.getvalue() == ""


def test_a_missing_option_is_named(capsys: pytest.CaptureFixture[str]) -> None:
    option = click.Option(["--to"])
    assert ended(click.MissingParameter(param=option)) == 2
    assert "'--to'" in capsys.readouterr().err
