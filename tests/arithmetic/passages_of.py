"""Documents made of a text, with a claim for each value that stands in it: what the rules see, without the parser."""

from __future__ import annotations

import datetime as dt

from atodds.extract.values import find_values, scale_table_header
from atodds.model.records import Claim, Document, claim_id
from atodds.model.values import Quantity
from atodds.read.sources import read_bytes

DAY = dt.date(2024, 6, 1)


def document_of(text: str) -> Document:
    document = read_bytes(text.encode(), "t.md").document
    assert document is not None
    return document.model_copy(update={"published": DAY})


def claims_of(document: Document) -> list[Claim]:
    return [*_prose(document), *_cells(document)]


def _prose(document: Document) -> list[Claim]:
    found = []
    for block in document.blocks:
        if block.kind == "table":
            continue
        quote = document.text[block.start : block.end]
        for m in find_values(quote, DAY):
            found.append(_claim(document, block.start, quote, (m.start, m.end), m.value))
    return found


def _cells(document: Document) -> list[Claim]:
    found = []
    for block in document.blocks:
        if block.kind != "table":
            continue
        head = block.rows[0]
        for row, (low, high) in zip(block.rows[1:], block.row_spans[1:], strict=True):
            for n, cell in enumerate(row[1:], 1):
                for m in find_values(cell.text, DAY):
                    value = m.value
                    scale = scale_table_header(head[n].text) or scale_table_header(row[0].text)
                    if isinstance(value, Quantity) and value.unit == "1" and scale:
                        by = scale[1]
                        value = value.model_copy(
                            update={"unit": scale[0], "low": value.low * by, "high": value.high * by, "step": value.step * by}
                        )
                    at = document.text.index(cell.text[m.start : m.end], cell.start) - low
                    found.append(_claim(document, low, document.text[low:high], (at, at + m.end - m.start), value, "table"))
    return found


def _claim(document, start, quote, span, value, extractor="prose"):
    words = quote[span[0] : span[1]]
    return Claim(
        id=claim_id(document.id, quote, words, span[0]),
        document=document.id,
        start=start,
        quote=quote,
        value_text=words,
        value_start=span[0],
        value=value,
        extractor=extractor,
    )
