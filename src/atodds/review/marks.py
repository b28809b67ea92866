"""Text with marks in it: claims found again in the plain text of a document's blocks, as runs that a template can print.

Nothing here makes HTML: a run is plain text and what is marked in it, and the templates escape it.
"""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from atodds.model.records import Block, Cell, Claim, Document

# A paragraph longer than this is shown around the quote only: two columns of it fill a laptop's screen.
LONGEST_CONTEXT = 520
# How much of the paragraph is kept on either side of the quote then.
CONTEXT_MARGIN = 130


@dataclass(frozen=True)
class Span:
    """Where something is marked, in plain text: ``key`` says what (a claim's id, or a word such as ``quote``)."""

    start: int
    end: int
    key: str


@dataclass(frozen=True)
class Run:
    """A piece of text with the same marks from its first to its last character.

    ``keys``: of all marks on it, in the order they were given; ``opens``: those that begin here (each begins once).
    """

    text: str
    keys: tuple[str, ...] = ()
    opens: tuple[str, ...] = ()


@dataclass(frozen=True)
class CellView:
    """A table cell as runs."""

    runs: tuple[Run, ...]
    header: bool


@dataclass(frozen=True)
class BlockView:
    """A block to print: text as runs, or rows of cells; ``keys``: all claims marked in it, in order."""

    kind: str
    level: int
    page: int | None
    runs: tuple[Run, ...] = ()
    rows: tuple[tuple[CellView, ...], ...] = ()
    keys: tuple[str, ...] = ()
    before: bool = False  # the text begins earlier than what is shown
    after: bool = False


def runs(text: str, spans: Iterable[Span]) -> tuple[Run, ...]:
    """``text`` cut at every border of ``spans`` (plain offsets; empty and outlying ones are left out)."""
    kept = [s for s in spans if 0 <= s.start < s.end <= len(text)]
    borders = sorted({0, len(text), *(s.start for s in kept), *(s.end for s in kept)})
    found = []
    opened: set[str] = set()
    for start, end in pairwise(borders):
        keys = tuple(dict.fromkeys(s.key for s in kept if s.start <= start and end <= s.end))
        opens = tuple(k for k in keys if k not in opened)
        opened.update(opens)
        found.append(Run(text[start:end], keys, opens))
    return tuple(found)


def to_plain(block: Block, offset: int) -> int:
    """The offset in the block's plain text for an offset in the document's text: the inverse of ``Block.to_document``."""
    if not block.segments:
        return min(max(0, offset - block.start), len(block.text))
    i = max(0, bisect.bisect_right(block.segments, offset, key=lambda s: s.start) - 1)
    seg = block.segments[i]
    return seg.plain + min(max(0, offset - seg.start), seg.length)


def block_of(document: Document, offset: int) -> Block | None:
    """The block that ``offset`` lies in, or None: blocks are in order and do not overlap."""
    i = bisect.bisect_right(document.blocks, offset, key=lambda b: b.start) - 1
    if i >= 0 and document.blocks[i].start <= offset < document.blocks[i].end:
        return document.blocks[i]
    return None


def view_block(block: Block, claims: Sequence[Claim]) -> BlockView:
    """A block with the values of ``claims`` (those whose value lies in it) marked under their ids."""
    keys = tuple(c.id for c in claims)
    if block.kind == "table" and block.rows:
        return BlockView("table", 0, block.page, rows=_rows(block, claims), keys=keys)
    spans = [Span(to_plain(block, c.value_span[0]), to_plain(block, c.value_span[1]), c.id) for c in claims]
    return BlockView(block.kind, block.level, block.page, runs(block.text, spans), keys=keys)


def view_document(document: Document, claims: Sequence[Claim]) -> list[BlockView]:
    """All blocks of a document with the values of its claims marked."""
    by_block: dict[int, list[Claim]] = {}
    for claim in sorted(claims, key=lambda c: c.value_span):
        block = block_of(document, claim.value_span[0])
        if block is not None:
            by_block.setdefault(block.start, []).append(claim)
    views = [view_block(block, by_block.get(block.start, ())) for block in document.blocks if block.kind != "boilerplate"]
    return _outlined(views)


def _outlined(views: list[BlockView]) -> list[BlockView]:
    """The headings on levels that a reader by ear can follow: they begin below the title of the page and skip none."""
    found, last = [], 1
    for view in views:
        if view.kind == "heading":
            last = min(max(view.level + 1, 2), last + 1, 6)
            found.append(replace(view, level=last))
        else:
            found.append(view)
    return found


def view_quote(document: Document, claim: Claim) -> BlockView:
    """The paragraph or table rows around a claim, with its sentence marked ``quote`` and its value ``value``.

    A text of which the block is not known any more is shown as the quote alone.
    """
    block = block_of(document, claim.value_span[0])
    if block is None:
        spans = [Span(0, len(claim.quote), "quote"), Span(claim.value_start, claim.value_start + len(claim.value_text), "value")]
        return BlockView("quote", 0, claim.page, runs(claim.quote, spans))
    if block.kind == "table" and block.rows:
        return BlockView("table", 0, block.page, rows=_rows_near(block, claim))
    quote = Span(to_plain(block, claim.start), to_plain(block, claim.start + len(claim.quote)), "quote")
    value = Span(to_plain(block, claim.value_span[0]), to_plain(block, claim.value_span[1]), "value")
    start, end = _window(block.text, quote)
    spans = [Span(max(s.start, start) - start, min(s.end, end) - start, s.key) for s in (quote, value)]
    return BlockView(
        block.kind, block.level, block.page, runs(block.text[start:end], spans), before=start > 0, after=end < len(block.text.rstrip())
    )


def mark_value(claim: Claim) -> tuple[Run, ...]:
    """The quote by itself with the value marked ``value``."""
    return runs(claim.quote, [Span(claim.value_start, claim.value_start + len(claim.value_text), "value")])


def _window(text: str, quote: Span) -> tuple[int, int]:
    """What of the paragraph is shown: all of it, or the quote with some text on either side, cut between words."""
    if len(text) <= LONGEST_CONTEXT:
        return 0, len(text)
    start, end = max(0, quote.start - CONTEXT_MARGIN), min(len(text), quote.end + CONTEXT_MARGIN)
    while 0 < start < quote.start and not text[start - 1].isspace():
        start += 1
    while quote.end < end < len(text) and not text[end].isspace():
        end -= 1
    return start, end


def _rows(block: Block, claims: Sequence[Claim]) -> tuple[tuple[CellView, ...], ...]:
    return tuple(tuple(_cell(cell, claims) for cell in row) for row in block.rows)


def _cell(cell: Cell, claims: Sequence[Claim], key: str | None = None) -> CellView:
    spans = []
    for claim in claims:
        if not cell.start <= claim.value_span[0] < max(cell.end, cell.start + 1):
            continue
        # The cell's text has lost its markup: the value words are looked for, and where they are not found the whole cell is marked.
        at = cell.text.find(claim.value_text)
        span = (at, at + len(claim.value_text)) if at >= 0 else (0, len(cell.text))
        spans.append(Span(*span, key or claim.id))
    return CellView(runs(cell.text, spans), cell.header)


def _rows_near(block: Block, claim: Claim) -> tuple[tuple[CellView, ...], ...]:
    """The head of the table and the row of the claim."""
    at = claim.value_span[0]
    own = next((n for n, row in enumerate(block.rows) if row and any(c.start <= at < c.end for c in row)), 0)
    shown = dict.fromkeys([0, own])
    return tuple(tuple(_cell(c, [claim], "value") for c in block.rows[n]) for n in shown)
