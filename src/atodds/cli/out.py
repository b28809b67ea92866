"""What goes to the terminal: tables, colours, and words of documents made harmless."""

from __future__ import annotations

import json
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

import click

# Narrower columns than this are not cut further: a number or the first word of a title still fits.
NARROWEST = 12
# Used where there is no terminal to ask.
WIDTH = 100
# Bidirectional controls can make a line read otherwise than it is (Unicode TR 36).
_BIDI = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f\u061c")
STATUS_COLOURS = {
    "conflict": "red",
    "arithmetic": "red",
    "updated": "yellow",
    "not_comparable": "bright_black",
    "compatible": "cyan",
    "agrees": "green",
}


class Column(NamedTuple):
    """A column: its head, whether it stands to the right, and whether it may be cut on a narrow terminal."""

    head: str
    right: bool = False
    flexible: bool = False


def clean(text: str) -> str:
    """Text without what could steer a terminal: control and bidirectional characters become U+FFFD, line breaks spaces."""
    if text.isascii() and text.isprintable():
        return text
    return "".join(_harmless(c) for c in text)


def _harmless(character: str) -> str:
    if character in "\n\r\t":
        return " "
    return "\ufffd" if character in _BIDI or unicodedata.category(character) in ("Cc", "Cs") else character


def width(text: str) -> int:
    """Columns that a text takes on a terminal: two for wide East Asian characters, none for combining ones."""
    if text.isascii():
        return len(text)
    return sum(0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1 for c in text)


def fit(text: str, columns: int) -> str:
    """Text cut to ``columns``, with an ellipsis where something is left out."""
    if width(text) <= columns:
        return text
    kept, used = "", 1
    for c in text:
        used += width(c)
        if used > columns:
            break
        kept += c
    return kept.rstrip() + "…"


def terminal_width() -> int | None:
    """How wide the terminal is, or None where the output goes elsewhere: then nothing is cut."""
    return shutil.get_terminal_size((WIDTH, 24)).columns if sys.stdout.isatty() else None


def table(columns: Sequence[Column], rows: Iterable[Sequence[object]], *, limit: int | None = None, styles: Sequence[Any] = ()) -> None:
    """Print a table. ``limit``: columns of the terminal (None: as wide as needed); ``styles``: a function per column, or None."""
    cells = [[clean("" if v is None else str(v)) for v in row] for row in rows]
    widths = [max([width(c.head), *(width(row[n]) for row in cells)]) for n, c in enumerate(columns)]
    if limit is not None:
        _squeeze(widths, columns, limit)
    click.echo(click.style(_line([c.head for c in columns], columns, widths), bold=True))
    for row in cells:
        texts = [fit(text, w) for text, w in zip(row, widths, strict=True)]
        padded = [_pad(t, w, c.right) for t, w, c in zip(texts, widths, columns, strict=True)]
        padded[-1] = padded[-1].rstrip()
        styled = [s(t) if s else t for t, s in zip(padded, styles, strict=True)] if styles else padded
        click.echo("  ".join(styled).rstrip())


def _squeeze(widths: list[int], columns: Sequence[Column], limit: int) -> None:
    """Take from the widest flexible column until the line fits."""
    flexible = [n for n, c in enumerate(columns) if c.flexible]
    over = sum(widths) + 2 * (len(widths) - 1) - limit
    while over > 0 and flexible:
        widest = max(flexible, key=lambda n: widths[n])
        if widths[widest] <= NARROWEST:
            return
        widths[widest] -= 1
        over -= 1


def _line(texts: Sequence[str], columns: Sequence[Column], widths: Sequence[int]) -> str:
    return "  ".join(_pad(t, w, c.right) for t, w, c in zip(texts, widths, columns, strict=True)).rstrip()


def _pad(text: str, columns: int, right: bool) -> str:
    gap = " " * (columns - width(text))
    return gap + text if right else text + gap


def status(text: str) -> str:
    """A status (padded or not) in its colour."""
    return click.style(text, fg=STATUS_COLOURS.get(text.strip()))


def dim(text: str) -> str:
    """Text that matters less."""
    return click.style(text, dim=True)


def megabytes(size: int) -> str:
    """A number of bytes in megabytes (of 1,000,000), with one digit behind the point."""
    return f"{size / 1_000_000:,.1f} MB"


def count(number: int, one: str, many: str = "") -> str:
    """A number with its noun: ``1 document``, ``2,000 documents``."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def print_json(data: object) -> None:
    """JSON on standard output."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
