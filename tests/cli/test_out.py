import click
import pytest
from click.testing import CliRunner

from atodds.cli.out import Column, clean, count, fit, table, width

HARMLESS = [
    ("plain", "plain"),
    ("Zürich 中文", "Zürich 中文"),
    ("a\x1b[31mred", "a\ufffd[31mred"),
    ("a\nb\tc", "a b c"),
    ("\u202eevil", "\ufffdevil"),
    ("a\x00b\x9bc", "a\ufffdb\ufffdc"),
    ("half \ud800", "half \ufffd"),
]


@pytest.mark.parametrize(("text", "expected"), HARMLESS)
def test_words_of_documents_cannot_steer_the_terminal(text, expected):
    assert clean(text) == expected


@pytest.mark.parametrize(("text", "columns"), [("abc", 3), ("中文", 4), ("e\u0301", 1), ("", 0)])
def test_width(text, columns):
    assert width(text) == columns


@pytest.mark.parametrize(
    ("text", "columns", "expected"), [("abc", 3, "abc"), ("abcd", 3, "ab…"), ("中文字", 5, "中文…"), ("中文字", 4, "中…")]
)
def test_fit(text, columns, expected):
    assert fit(text, columns) == expected
    assert width(expected) <= columns


def test_count():
    assert [count(n, "claim") for n in (0, 1, 1234)] == ["0 claims", "1 claim", "1,234 claims"]
    assert count(2, "entry", "entries") == "2 entries"


def shown(*arguments, **options):
    return CliRunner().invoke(click.command()(lambda: table(*arguments, **options))).output


def test_table():
    columns = (Column("NAME", flexible=True), Column("N", right=True), Column("LAST"))
    rows = [("中文", 5, None), ("a", 12, "x")]
    assert shown(columns, rows) == "NAME   N  LAST\n中文   5\na     12  x\n"


def test_a_narrow_terminal_cuts_flexible_columns_only():
    columns = (Column("ID"), Column("ABOUT", flexible=True))
    lines = shown(columns, [("x" * 20, "word " * 10)], limit=40).splitlines()
    assert all(width(line) <= 40 for line in lines)
    assert lines[1].startswith("x" * 20)
    assert lines[1].endswith("…")
