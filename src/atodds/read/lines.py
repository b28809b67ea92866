"""Lines of plain text and of printed pages, joined into paragraphs, list items and tables."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from atodds.model.records import Cell
from atodds.read.drafts import Draft, Plain, draft
from atodds.read.inline import NOTE_MARK
from atodds.read.looks import FULL_STOP, PLAIN_BULLET, SENTENCE_END, looks_like_heading, looks_like_line_heading

# A paragraph broken by hand has lines of much the same length: typewriters, mail programs and formatters break at 60 to 80
# characters (RFC 5322 and the POSIX `fold` default: 78 and 80), text columns of old newspapers' exports from 40.
WRAP_MIN, WRAP_MAX = 40, 100
# So many of the lines of a broken paragraph, its last one aside, must end inside a sentence.
WRAP_SHARE = 0.6
# The width of a printed column is that of its longer lines (at this rank of all); a line below this part of it is short.
FULL_LINE_RANK, SHORT_LINE = 0.8, 0.85
# A word that goes on in the next line: its hyphen is kept, for it may be its own.
_BROKEN_WORD = re.compile(r"\w-$")


@dataclass(slots=True)
class Line:
    """A line that is not empty, without the white space at its ends. ``gap``: empty lines before it."""

    text: str
    start: int
    gap: int

    @property
    def end(self) -> int:
        """Where it ends in the document's text."""
        return self.start + len(self.text)


def line_blocks(text: str, start: int, end: int, *, page: int | None = None, printed: bool = False) -> tuple[list[Draft], set[int]]:
    """Paragraphs, list items and tables of the stretch of ``text`` between two offsets, and the offsets of lines below an empty line.

    ``printed``: the lines are those of a page, broken wherever they end.
    """
    lines = _lines(text, start, end)
    runs = [run for group in _groups(lines) for run in _group_runs(group, printed)]
    made: list[Draft | None] = []
    for n, run in enumerate(runs):
        if len(run) > 1 and all("\t" in line.text for line in run):
            made.append(_tab_table(run))
            continue
        bullet = PLAIN_BULLET.match(run[0].text)
        near = [runs[i][0].text for i in (n - 1, n + 1) if 0 <= i < len(runs)]
        skip = bullet.end() if bullet and _is_item(run[0].text, near) else 0
        made.append(_block("list_item" if skip else "paragraph", run, skip))
    drafts = [one for one in made if one]
    for one in drafts:
        one.page = page
    return drafts, {line.start for line in lines if line.gap}


def _lines(text: str, start: int, end: int) -> list[Line]:
    lines, gap, at = [], 1, start
    for raw in re.split("[\n\f]", text[start:end]):
        words = raw.strip()
        if words:
            lines.append(Line(words, at + raw.find(words), gap))
        gap = 0 if words else gap + 1
        at += len(raw) + 1
    return lines


def _groups(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines with no empty line between them."""
    groups: list[list[Line]] = []
    for line in lines:
        if line.gap or not groups:
            groups.append([])
        groups[-1].append(line)
    return groups


def _group_runs(lines: Sequence[Line], printed: bool) -> list[list[Line]]:
    if len(lines) > 1 and all("\t" in line.text for line in lines):
        return [list(lines)]
    return _printed_runs(lines) if printed else _runs(lines)


def _is_item(text: str, near: Sequence[str]) -> bool:
    """A "1. Word" line with no other numbered line beside it may be a numbered heading; a line with a bullet is a list item."""
    if not text[0].isalnum() or any(PLAIN_BULLET.match(other) for other in near):
        return True
    return not looks_like_heading(text)


def _runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines joined into paragraphs: each its own, but for paragraphs broken by hand and the further lines of their list items."""
    if not _is_wrapped(lines):
        return [[line] for line in lines]
    runs: list[list[Line]] = []
    for n, line in enumerate(lines):
        below_heading = n == 1 and _stands_out(lines[0], line, WRAP_MIN)
        if runs and not below_heading and not PLAIN_BULLET.match(line.text):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _printed_runs(lines: Sequence[Line]) -> list[list[Line]]:
    """Lines of a printed page joined into paragraphs: one ends with a short line that ends a sentence; headings and bullets stand alone."""
    widths = sorted(len(line.text) for line in lines)
    full = widths[int(len(widths) * FULL_LINE_RANK)] * SHORT_LINE
    runs: list[list[Line]] = []
    for n, line in enumerate(lines):
        before, after = lines[n - 1] if n else None, lines[n + 1] if n + 1 < len(lines) else None
        if before is None or PLAIN_BULLET.match(line.text) or _begins(before, line, after, full):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _begins(before: Line, line: Line, after: Line | None, full: float) -> bool:
    """Whether a line of a printed page begins a paragraph, or is a heading."""
    if line.text[0].islower():
        return False
    stopped = bool(FULL_STOP.search(before.text))
    if len(before.text) < full and (stopped or looks_like_heading(before.text)):
        return True
    return stopped and _stands_out(line, after, full)


def _stands_out(line: Line, after: Line | None, full: float) -> bool:
    """A short line without a full stop, with a new sentence below it: a heading of a printed page."""
    return after is not None and len(line.text) < full and looks_like_line_heading(line.text) and not after.text[0].islower()


def _is_wrapped(lines: Sequence[Line]) -> bool:
    inner = lines[:-1]
    if not inner or max(len(line.text) for line in lines) > WRAP_MAX:
        return False
    full = [line for line in inner if len(line.text) >= WRAP_MIN]
    unfinished = [line for line, after in zip(inner, lines[1:], strict=True) if len(line.text) >= WRAP_MIN and _goes_on(line, after)]
    return len(full) >= len(inner) * WRAP_SHARE and len(unfinished) >= len(inner) * WRAP_SHARE


def _goes_on(line: Line, after: Line) -> bool:
    """Whether a sentence runs over the end of a line."""
    if line.text[-1] in ",-":
        return True
    return not SENTENCE_END.search(line.text) and (after.text[0].islower() or not looks_like_line_heading(line.text))


def _block(kind: str, lines: Sequence[Line], skip: int) -> Draft | None:
    plain = Plain()
    for n, line in enumerate(lines):
        if n and not _BROKEN_WORD.search(lines[n - 1].text):
            plain.put(" ")
        done = skip if n == 0 else 0
        for note in NOTE_MARK.finditer(line.text, done):
            plain.take(line.text[done : note.start()], line.start + done)
            done = note.end()
        plain.take(line.text[done:], line.start + done)
    span = (lines[0].start + skip, lines[-1].end)
    return draft("list_item", plain, span, level=1) if kind == "list_item" else draft("paragraph", plain, span)


def _tab_table(lines: Sequence[Line]) -> Draft:
    """Lines of cells with tabs between them; a first row without digits is their head."""
    has_head = not any(c.isdigit() for c in lines[0].text)
    rows, spans = [], []
    for n, line in enumerate(lines):
        cells, at = [], line.start
        for raw in line.text.split("\t"):
            words = raw.strip()
            start = at + (raw.find(words) if words else 0)
            cells.append(Cell(text=words, start=start, end=start + len(words), header=has_head and n == 0))
            at += len(raw) + 1
        rows.append(tuple(cells))
        spans.append((line.start, line.end))
    return Draft("table", spans[0][0], spans[-1][1], rows=tuple(rows), row_spans=tuple(spans))
