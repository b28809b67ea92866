"""What holds for every document, whatever it was read from."""

from __future__ import annotations

from atodds.model.records import Document
from atodds.read import read_bytes


def read(source: str | bytes, name: str = "a.md") -> Document:
    return read_bytes(source.encode("utf-8") if isinstance(source, str) else source, name).document


def outline(document: Document) -> list[tuple[str, int, str]]:
    return [(b.kind, b.level, b.text) for b in document.blocks]


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(b.kind, b.text) for b in document.blocks]


def cells(document: Document) -> list[list[list[tuple[str, bool]]]]:
    return [[[(c.text, c.header) for c in row] for row in b.rows] for b in document.blocks if b.kind == "table"]


def assert_offsets(document: Document) -> None:
    """Blocks stand in order; every segment stands in the text where it says; cells lie in their rows."""
    last = 0
    for block in document.blocks:
        assert last <= block.start <= block.end <= len(document.text)
        last = block.start
        for seg in block.segments:
            assert block.start <= seg.start
            assert seg.start + seg.length <= block.end
            assert document.text[seg.start : seg.start + seg.length] == block.text[seg.plain : seg.plain + seg.length]
        for (low, high), row in zip(block.row_spans, block.rows, strict=True):
            assert block.start <= low <= high <= block.end
            for cell in row:
                assert low <= cell.start <= cell.end <= high
