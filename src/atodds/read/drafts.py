"""What all readers build with: plain text that remembers where it stood, blocks in the making, and text that grows block by block."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Literal

from atodds.model.records import Block, Cell, Segment
from atodds.read.bounds import check_parts

Kind = Literal["heading", "paragraph", "list_item", "table", "quote", "code", "boilerplate"]
Span = tuple[int, int]

# Between two blocks of a text that a reader puts together itself (HTML, DOCX): a blank line, as a person would write it.
BLOCK_BREAK = "\n\n"
# Between two cells of a table row in such a text.
CELL_BREAK = " | "


class Plain:
    """Plain text under construction, with the runs of the document's text that it was taken from."""

    def __init__(self) -> None:
        """Begin empty."""
        self._parts: list[str] = []
        self._runs: list[list[int]] = []  # [plain, start, length]
        self._length = 0

    def take(self, text: str, start: int) -> None:
        """Add words that stand in the document's text at ``start``, letter by letter."""
        if not text:
            return
        last = self._runs[-1] if self._runs else None
        if last and last[0] + last[2] == self._length and last[1] + last[2] == start:
            last[2] += len(text)
        else:
            self._runs.append([self._length, start, len(text)])
        self._parts.append(text)
        self._length += len(text)

    def put(self, text: str) -> None:
        """Add words that do not stand in the document like this: the space for a line break, the character of an entity."""
        self._parts.append(text)
        self._length += len(text)

    def build(self) -> tuple[str, tuple[Segment, ...]]:
        """The text without white space at its ends, and the segments that map it back."""
        raw = "".join(self._parts)
        text = raw.strip()
        lead = len(raw) - len(raw.lstrip())
        segments = []
        for plain, start, length in self._runs:
            low, high = max(plain, lead), min(plain + length, lead + len(text))
            if low < high:
                segments.append(Segment(plain=low - lead, start=start + low - plain, length=high - low))
        return text, tuple(segments)


@dataclass(slots=True)
class Draft:
    """A block in the making.

    ``emphasis``: the whole block is set in bold or italics. ``title_like``: told to be a heading by its looks only.
    """

    kind: Kind
    start: int
    end: int
    text: str = ""
    segments: tuple[Segment, ...] = ()
    level: int = 0
    page: int | None = None
    rows: tuple[tuple[Cell, ...], ...] = ()
    row_spans: tuple[Span, ...] = ()
    emphasis: Literal["", "strong", "em"] = ""
    title_like: bool = False

    def build(self) -> Block:
        """The finished block."""
        return Block(
            kind=self.kind,
            start=self.start,
            end=self.end,
            text=self.text,
            segments=self.segments,
            level=self.level,
            page=self.page,
            rows=self.rows,
            row_spans=self.row_spans,
        )


def draft(kind: Kind, plain: Plain, span: Span, *, level: int = 0) -> Draft | None:
    """A draft of the plain text, or None if nothing but white space is left of it."""
    text, segments = plain.build()
    if not text:
        return None
    return Draft(kind, *span, text=text, segments=segments, level=level)


def whole(kind: Kind, text: str, start: int, *, level: int = 0, page: int | None = None) -> Draft:
    """A draft of words that stand unchanged at ``start``."""
    segments = (Segment(plain=0, start=start, length=len(text)),)
    return Draft(kind, start, start + len(text), text=text, segments=segments, level=level, page=page)


@dataclass(slots=True)
class TextBuilder:
    """The text of a document whose file has none of its own (HTML, DOCX), and its blocks, written one after the other.

    Raises SourceError, with the ``name`` of the file, where the document has too many parts.
    """

    name: str
    drafts: list[Draft] = field(default_factory=list)
    _parts: list[str] = field(default_factory=list)
    _length: int = 0
    _parts_made: int = 0

    def block(self, kind: Kind, text: str, level: int = 0) -> None:
        """Write a block of words; nothing is written for white space."""
        text = text.strip()
        if text:
            self._count(1)
            self._separate()
            self.drafts.append(whole(kind, text, self._length, level=level))
            self._write(text)

    def table(self, rows: Iterable[Sequence[tuple[str, bool]]]) -> None:
        """Write a table: rows of (words, is a header). Rows without words are left out."""
        kept = [row for row in rows if any(words.strip() for words, _ in row)]
        if not kept:
            return
        self._separate()
        start, spans, built = self._length, [], []
        for n, row in enumerate(kept):
            if n:
                self._write("\n")
            row_start = self._length
            built.append(self._row(row))
            spans.append((row_start, self._length))
        self.drafts.append(Draft("table", start, self._length, rows=tuple(built), row_spans=tuple(spans)))

    def text(self) -> str:
        """All that was written."""
        return "".join(self._parts)

    def _row(self, row: Sequence[tuple[str, bool]]) -> tuple[Cell, ...]:
        cells = []
        self._count(len(row))
        for n, (words, header) in enumerate(row):
            if n:
                self._write(CELL_BREAK)
            clean = " ".join(words.split())
            cells.append(Cell(text=clean, start=self._length, end=self._length + len(clean), header=header))
            self._write(clean)
        return tuple(cells)

    def _count(self, parts: int) -> None:
        self._parts_made += parts
        check_parts(self._parts_made, "paragraphs and cells", self.name)

    def _separate(self) -> None:
        if self._length:
            self._write(BLOCK_BREAK)

    def _write(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
