"""Plain text files: paragraphs, headings and list items told by their looks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from atodds.model.records import Cell
from atodds.read.boilerplate import mark
from atodds.read.drafts import Draft, Plain, Span, draft
from atodds.read.encoding import decode
from atodds.read.inline import NOTE_MARK
from atodds.read.looks import FULL_STOP, PLAIN_BULLET, SENTENCE_END, looks_like_capitals_heading, looks_like_line_heading
from atodds.read.metadata import Body, Metadata, front_matter

# A paragraph broken by hand has lines of much the same length: typewriters, mail programs and formatters break at 60 to 80
# characters (RFC 5322 and the POSIX `fold` default: 78 and 80), text columns of old newspapers' exports from 40.
WRAP_MIN, WRAP_MAX = 40, 100
# So many of the lines of a broken paragraph, its last one aside, must end inside a sentence.
WRAP_SHARE = 0.6
# The width of a printed column is that of its longer lines (at this rank of all); a line below this part of it is short.
FULL_LINE_RANK, SHORT_LINE = 0.8, 0.85
# More headings than this in a row are no headings but a list of headlines.
MAX_HEADINGS_IN_A_ROW = 3
# A word that goes on in the next line: its hyphen is kept, for it may be its own.
_BROKEN_WORD = re.compile(r"\w-$")


@dataclass(slots=True)
class _Line:
    """A line that is not empty, without the white space at its ends. ``gap``: empty lines before it."""

    text: str
    start: int
    gap: int

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def read(data: bytes, name: str) -> Body:
    """Text and blocks of a plain text file. Front matter is understood here as well.

    Raises:
        SourceError: it cannot be decoded.
    """
    matter = front_matter(decode(data, name), name)
    return Body(matter.body, mark(plain_blocks(matter.body)), matter.metadata, matter.problems)


def metadata(data: bytes, name: str) -> Metadata:
    """What the front matter says."""
    return front_matter(decode(data, name), name).metadata


def plain_blocks(text: str, *, start: int = 0, end: int | None = None, page: int | None = None, printed: bool = False) -> list[Draft]:
    """Blocks of the stretch of ``text`` between two offsets. ``printed``: its lines are those of a page, broken wherever they end."""
    lines = _lines(text, start, len(text) if end is None else end)
    drafts: list[Draft] = []
    group: list[_Line] = []
    for line in lines:
        if line.gap and group:
            drafts += _group(group, printed)
            group = []
        group.append(line)
    if group:
        drafts += _group(group, printed)
    for one in drafts:
        one.page = page
    return _headings(drafts, {line.start: line.gap for line in lines})


def _lines(text: str, start: int, end: int) -> list[_Line]:
    lines, gap = [], 1
    for match in re.compile(r"[^\n\f]*").finditer(text, start, end):
        words = match.group().strip()
        if words:
            lines.append(_Line(words, match.start() + match.group().find(words), gap))
            gap = 0
        elif match.end() < end and text[match.start() - 1 : match.start()] in ("\n", "\f", ""):
            gap += 1
    return lines


def _group(lines: Sequence[_Line], printed: bool) -> list[Draft]:
    """Blocks of lines with no empty line between them."""
    if len(lines) > 1 and all("\t" in line.text for line in lines):
        return [_tab_table(lines)]
    made: list[Draft | None] = []
    for run in _printed_runs(lines) if printed else _runs(lines):
        bullet = PLAIN_BULLET.match(run[0].text)
        skip = bullet.end() if bullet and _is_item(run[0].text, len(lines)) else 0
        made.append(_block("list_item" if skip else "paragraph", run, skip))
    return [one for one in made if one]


def _is_item(text: str, neighbours: int) -> bool:
    """A lone "a. word" or "1. Word" line may be a numbered heading; a lone bullet is a list item all the same."""
    return neighbours > 1 or not (text[0].isalnum() and looks_like_line_heading(text))


def _runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines joined into paragraphs: each its own, but for paragraphs broken by hand and the further lines of their list items."""
    if not _is_wrapped(lines):
        return [[line] for line in lines]
    runs: list[list[_Line]] = []
    for line in lines:
        if runs and not PLAIN_BULLET.match(line.text):
            runs[-1].append(line)
        else:
            runs.append([line])
    return runs


def _printed_runs(lines: Sequence[_Line]) -> list[list[_Line]]:
    """Lines of a printed page joined into paragraphs: one ends with a short line that ends a sentence; headings and bullets stand alone."""
    widths = sorted(len(line.text) for line in lines)
    full = widths[int(len(widths) * FULL_LINE_RANK)] * SHORT_LINE
    runs: list[list[_Line]] = []
    for n, line in enumerate(lines):
        before, after = lines[n - 1] if n else None, lines[n + 1] if n + 1 < len(lines) else None
        if before is None or PLAIN_BULLET.match(line.text) or _begins(before, line, after, full):
            runs.append([line])
        else:
            runs[-1].append(line)
    return runs


def _begins(before: _Line, line: _Line, after: _Line | None, full: float) -> bool:
    """Whether a line of a printed page begins a paragraph, or is a heading."""
    if line.text[0].islower():
        return False
    stopped = bool(FULL_STOP.search(before.text))
    if len(before.text) < full and (stopped or looks_like_line_heading(before.text)):
        return True
    return stopped and _stands_out(line, after, full)


def _stands_out(line: _Line, after: _Line | None, full: float) -> bool:
    """A short line without a full stop, with a new sentence below it: a heading of a printed page."""
    return after is not None and len(line.text) < full and looks_like_line_heading(line.text) and not after.text[0].islower()


def _is_wrapped(lines: Sequence[_Line]) -> bool:
    inner = lines[:-1]
    if not inner or max(len(line.text) for line in lines) > WRAP_MAX:
        return False
    full = [line for line in inner if len(line.text) >= WRAP_MIN]
    unfinished = [line for line, after in zip(inner, lines[1:], strict=True) if len(line.text) >= WRAP_MIN and _goes_on(line, after)]
    return len(full) >= len(inner) * WRAP_SHARE and len(unfinished) >= len(inner) * WRAP_SHARE


def _goes_on(line: _Line, after: _Line) -> bool:
    """Whether a sentence runs over the end of a line."""
    if line.text[-1] in ",-":
        return True
    return not SENTENCE_END.search(line.text) and (after.text[0].islower() or not looks_like_line_heading(line.text))


def _block(kind: str, lines: Sequence[_Line], skip: int) -> Draft | None:
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


def _tab_table(lines: Sequence[_Line]) -> Draft:
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


def _headings(drafts: list[Draft], gaps: dict[int, int]) -> list[Draft]:
    """Find the headings among the paragraphs and give them levels."""
    for n, one in enumerate(drafts):
        if one.kind == "paragraph" and _is_heading(drafts, n, gaps):
            one.kind, one.title_like = "heading", True
    _drop_headline_lists(drafts)
    _levels(drafts)
    return drafts


def _is_heading(drafts: Sequence[Draft], n: int, gaps: dict[int, int]) -> bool:
    one = drafts[n]
    after = drafts[n + 1] if n + 1 < len(drafts) else None
    if after is None or "\n" in one.text:
        return False
    if looks_like_capitals_heading(one.text):
        return True
    if not looks_like_line_heading(one.text):
        return False
    if gaps.get(one.start, 0) and gaps.get(after.start, 0):
        return True  # it stands alone between empty lines
    before = drafts[n - 1] if n else None
    begins = before is None or bool(gaps.get(one.start)) or bool(SENTENCE_END.search(before.text))
    return begins and _is_upper_start(one.text) and len(after.text) > len(one.text) and bool(SENTENCE_END.search(after.text))


def _is_upper_start(text: str) -> bool:
    first = next((c for c in text if c.isalnum()), "")
    return first.isupper() or first.isdigit() or not first.islower()


def _drop_headline_lists(drafts: list[Draft]) -> None:
    """Too many headings one after the other, and headings with nothing below them, are lines of text."""
    for low, high in _stretches(drafts):
        if high - low > MAX_HEADINGS_IN_A_ROW or high == len(drafts):
            for one in drafts[low:high]:
                one.kind, one.title_like = "paragraph", False


def _stretches(drafts: Sequence[Draft]) -> list[Span]:
    found, low = [], 0
    while low < len(drafts):
        high = low
        while high < len(drafts) and drafts[high].kind == "heading":
            high += 1
        if high > low:
            found.append((low, high))
        low = max(high, low + 1)
    return found


def _levels(drafts: Sequence[Draft]) -> None:
    """The first line is the title; a heading right above another heading opens a group; the others lie below the group."""
    level = 2
    for n, one in enumerate(drafts):
        if one.kind != "heading":
            continue
        if n == 0:
            one.level = 1
        elif n + 1 < len(drafts) and drafts[n + 1].kind == "heading" and drafts[n - 1].kind != "heading":
            one.level, level = 2, 3
        else:
            one.level = level
