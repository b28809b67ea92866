"""Tables as grids of terms."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import whole_words
from atodds.arithmetic.terms import Term, term_of
from atodds.extract.values import find_values
from atodds.model.values import DateValue

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage
    from atodds.model.records import Block, Claim, Document

# A list of fewer items than two parts and a total adds nothing up.
FEWEST_ITEMS = 3
# A labelled value is followed by a few words at most; what is longer is a sentence.
LONGEST_ITEM = 40
# What an empty cell holds where nothing is meant by it.
_NOTHING = frozenset({"", "-", "–", "—", "−", "nil", "0"})


@dataclass(frozen=True, slots=True)
class Line:
    """A row or a column: its head, and its cells as terms (None where a cell holds no single value) with their words."""

    head: str
    cells: tuple[Term | None, ...]
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grid:
    """A table without its heads. ``rows`` and ``columns`` hold the same cells; ``corner`` is the head of the column of row heads."""

    rows: tuple[Line, ...]
    columns: tuple[Line, ...]
    corner: str = ""

    def turned(self) -> Grid:
        """The same table with rows for columns."""
        return Grid(self.columns, self.rows)


def grids(document: Document, claims: Sequence[Claim]) -> Iterator[Grid]:
    """The tables of a document that have a head row and at least two values; ``claims``: those of the document."""
    cells = sorted((c for c in claims if c.extractor == "table"), key=lambda c: c.value_span)
    for block in document.blocks:
        if block.kind == "table" and len(block.rows) > 1 and any(c.header and c.text for c in block.rows[0]):
            yield _grid(block, [c for c in cells if block.start <= c.value_span[0] < block.end])


def _grid(block: Block, claims: Sequence[Claim]) -> Grid:
    head, *body = block.rows
    width = max(len(row) for row in block.rows)
    rows = []
    for row in body:
        terms: list[Term | None] = []
        words: list[str] = []
        for n in range(1, width):
            cell = row[n] if n < len(row) else None
            inside = [c for c in claims if cell is not None and cell.start <= c.value_span[0] and c.value_span[1] <= cell.end]
            terms.append(term_of(inside[0]) if len(inside) == 1 else None)
            words.append(cell.text.strip() if cell is not None else "")
        rows.append(Line(row[0].text.strip() if row else "", tuple(terms), tuple(words)))
    columns = tuple(
        Line(
            head[n].text.strip() if n < len(head) else "",
            tuple(r.cells[n - 1] for r in rows),
            tuple(r.words[n - 1] for r in rows),
        )
        for n in range(1, width)
    )
    return Grid(tuple(rows), columns, head[0].text.strip() if head else "")


def list_grids(document: Document, found: Sequence[Passage]) -> Iterator[Grid]:
    """Lists of labelled values ("Doctors: 22") as tables of one column: three items at least that follow each other."""
    by_start = {p.block.start: p for p in found}
    run: list[Line] = []
    for block in (*document.blocks, None):
        line = _item(by_start.get(block.start)) if block is not None and block.kind == "list_item" else None
        if line is not None:
            run.append(line)
            continue
        if len(run) >= FEWEST_ITEMS:
            cells, words = tuple(r.cells[0] for r in run), tuple(r.words[0] for r in run)
            yield Grid(tuple(run), (Line("", cells, words),))
        run = []


def _item(passage: Passage | None) -> Line | None:
    """The line of a list item that is a short label with one value; shares in brackets behind it are left aside."""
    if passage is None:
        return None
    levels = [(at, t) for at, t in passage.placed(0, len(passage.shape)) if t.kind not in "PD"]
    head, colon, rest = passage.shape.partition(":")
    if len(levels) != 1 or not colon or levels[0][0] < len(head) or len(rest) > LONGEST_ITEM:
        return None
    return Line(head.strip(" -•0123456789."), (levels[0][1],), (levels[0][1].words,))


def is_nothing(words: str) -> bool:
    """Whether a cell says that there is nothing to add."""
    return words.casefold() in _NOTHING


def is_dated(head: str) -> bool:
    """Whether a head names a time ("2023", "Q2 2024", "last year")."""
    return any(isinstance(m.value, DateValue) for m in find_values(head)) or bool(whole_words("period_head").search(head))
