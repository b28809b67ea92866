"""``claims.csv`` and ``findings.csv``, with their CSV on the Web metadata (W3C Recommendation of 17 December 2015)."""

from __future__ import annotations

import csv
import io
import json
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Generic, NamedTuple, TypeVar

from atodds.model.records import SEVERITY, Claim, Document, Finding, Relation
from atodds.model.values import DateValue, Quantity
from atodds.report import render
from atodds.report.standing import when
from atodds.store.verdicts import VerdictState

CLAIMS_FILE = "claims.csv"
FINDINGS_FILE = "findings.csv"
# Where CSV on the Web looks for the metadata of a table, beside it (section 5.3 of the "Model for Tabular Data").
METADATA_FILE = "csv-metadata.json"
# Between several values in one cell; declared as the column's separator.
SEPARATOR = "; "
# A cell that begins so is run as a formula by spreadsheets (OWASP, "CSV Injection").
_FORMULA = ("=", "+", "-", "@", "\t", "\r")

Cell = str | int | float | bool | None
T = TypeVar("T")


class ClaimRow(NamedTuple):
    """What a row of ``claims.csv`` is made from."""

    claim: Claim
    document: Document | None
    findings: Sequence[str]


class FindingRow(NamedTuple):
    """What a row of ``findings.csv`` is made from."""

    finding: Finding
    claims: Sequence[Claim]
    verdict: VerdictState | None


class Column(NamedTuple, Generic[T]):
    """A column: its name, its XML Schema datatype, what it holds, and how it is had from a row; ``many``: a list of values."""

    name: str
    datatype: str
    about: str
    cell: Callable[[T], Cell]
    many: bool = False


def _quantity(row: ClaimRow) -> Quantity | None:
    return row.claim.value if isinstance(row.claim.value, Quantity) else None


def _bound(row: ClaimRow, *, high: bool) -> Cell:
    """A written bound: a number in the base unit, or a date."""
    match row.claim.value:
        case Quantity() as q:
            return q.high if high else q.low
        case DateValue() as d:
            return (d.high if high else d.low).isoformat()
        case _:
            return None


def _reader(row: ClaimRow, *, high: bool) -> Cell:
    q = _quantity(row)
    bound = q.reader[1 if high else 0] if q else math.inf
    return bound if math.isfinite(bound) else None


def _many(values: Iterable[str]) -> str:
    return SEPARATOR.join(value.replace(SEPARATOR.strip(), ",") for value in values)


CLAIM_COLUMNS: tuple[Column[ClaimRow], ...] = (
    Column("id", "string", "The claim's id, the same in every run over the same words.", lambda r: r.claim.id),
    Column("document", "string", "The document's path inside sources/.", lambda r: r.claim.document),
    Column("title", "string", "The document's title.", lambda r: r.document.title if r.document else None),
    Column("publisher", "string", "Who published the document.", lambda r: r.document.publisher if r.document else None),
    Column(
        "published", "date", "When the document was published.",
        lambda r: r.document.published.isoformat() if r.document and r.document.published else None,
    ),
    Column("start", "integer", "Offset of the quote in the document's text, in code points.", lambda r: r.claim.start),
    Column("page", "integer", "The page of a PDF, from 1.", lambda r: r.claim.page),
    Column("section", "string", "The headings above the quote, outermost first.", lambda r: _many(r.claim.section), many=True),
    Column("quote", "string", "The words of the document.", lambda r: r.claim.quote),
    Column("value_text", "string", "The words of the value, inside the quote.", lambda r: r.claim.value_text),
    Column("value_start", "integer", "Offset of value_text in the quote, in code points.", lambda r: r.claim.value_start),
    Column("kind", "string", "quantity, date, name or polarity.", lambda r: r.claim.value.kind),
    Column("value", "string", "The value as it was understood, in words.", lambda r: render.value(r.claim.value)),
    Column("low", "string", "Lower bound as written, in the base unit; or the first day.", lambda r: _bound(r, high=False)),
    Column("high", "string", "Upper bound as written, in the base unit; or the last day.", lambda r: _bound(r, high=True)),
    Column("reader_low", "double", "Lower bound that a reader takes from the wording.", lambda r: _reader(r, high=False)),
    Column("reader_high", "double", "Upper bound that a reader takes from the wording.", lambda r: _reader(r, high=True)),
    Column("unit", "string", "The base unit of low and high.", lambda r: q.unit if (q := _quantity(r)) else None),
    Column("per", "string", "The denominator of a rate.", lambda r: q.per if (q := _quantity(r)) else None),
    Column("hedge", "string", "How the number was hedged.", lambda r: q.hedge.value if (q := _quantity(r)) else None),
    Column("subject", "string", "The words that name what the claim is about.", lambda r: r.claim.subject),
    Column("entity", "string", "The key of the entity that the claim is about.", lambda r: r.claim.entity),
    Column("property", "string", "What is said of it.", lambda r: r.claim.property),
    Column("scope", "string", "Words that narrow what is measured.", lambda r: _many(r.claim.scope), many=True),
    Column("period_low", "date", "First day that the claim speaks of.", lambda r: p.low.isoformat() if (p := r.claim.period) else None),
    Column("period_high", "date", "Last day that the claim speaks of.", lambda r: p.high.isoformat() if (p := r.claim.period) else None),
    Column("period_source", "string", "How the period is known.", lambda r: r.claim.period.source if r.claim.period else None),
    Column("attribution", "string", "Whom the document quotes for it.", lambda r: r.claim.attribution),
    Column("modality", "string", "In what way the value is claimed.", lambda r: r.claim.modality.value),
    Column("findings", "string", "Ids of the findings that hold the claim.", lambda r: _many(r.findings), many=True),
)  # fmt: skip

FINDING_COLUMNS: tuple[Column[FindingRow], ...] = (
    Column("id", "string", "The finding's id.", lambda r: r.finding.id),
    Column("status", "string", "The worst relation between its claims.", lambda r: r.finding.status.value),
    Column("kind", "string", "quantity, date, name or polarity.", lambda r: r.finding.kind),
    Column("title", "string", "What it is about.", lambda r: r.finding.title),
    Column("entity", "string", "The key of the entity that it is about.", lambda r: r.finding.entity),
    Column("property", "string", "What is said of it.", lambda r: r.finding.property),
    Column("weight", "double", "Order in the queue: larger first.", lambda r: r.finding.weight),
    Column("claims", "string", "Ids of its claims.", lambda r: _many(r.finding.claims), many=True),
    Column("values", "string", "The values as written, each once.", lambda r: _many(values_written(r.claims)), many=True),
    Column("documents", "string", "The documents that state them.", lambda r: _many(documents_of(r.claims)), many=True),
    Column("reason", "string", "Reason code of the worst relation.", lambda r: x.reason if (x := _worst(r.finding)) else None),
    Column("explanation", "string", "That reason in a sentence.", lambda r: x.explanation if (x := _worst(r.finding)) else None),
    Column("verdict", "string", "What a reviewer decided.", lambda r: r.verdict.verdict.decision.value if r.verdict else None),
    Column("reviewer", "string", "Who decided it.", lambda r: r.verdict.verdict.reviewer if r.verdict else None),
    Column("decided", "dateTime", "When, in UTC.", lambda r: when(r.verdict.verdict) if r.verdict else None),
    Column("stale", "boolean", "Whether the evidence has changed since.", lambda r: r.verdict.stale if r.verdict else None),
)


def values_written(claims: Iterable[Claim]) -> list[str]:
    """The value words of claims, each once, in their order."""
    return list(dict.fromkeys(render.one_line(c.value_text) for c in claims))


def documents_of(claims: Iterable[Claim]) -> list[str]:
    """The documents of claims, each once, sorted."""
    return sorted({c.document for c in claims})


def _worst(finding: Finding) -> Relation | None:
    return min(finding.relations, key=lambda r: SEVERITY[r.relation], default=None)


def csv_head(columns: Sequence[Column[T]]) -> str:
    """The first line of a table: the names of its columns."""
    return _csv([[c.name for c in columns]])


def csv_rows(columns: Sequence[Column[T]], rows: Iterable[T]) -> str:
    """Rows of a table."""
    return _csv([_cell(c.cell(row)) for c in columns] for row in rows)


def _csv(rows: Iterable[Sequence[str]]) -> str:
    """RFC 4180: commas, quotes doubled, lines ended by CRLF."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue()


def _cell(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return str(cell).lower()
    if isinstance(cell, str):
        text = render.clean(cell)
        return "'" + text if text.startswith(_FORMULA) else text
    return repr(int(cell)) if float(cell).is_integer() and abs(cell) < 1e15 else repr(cell)


def csv_metadata() -> str:
    """The CSV on the Web metadata of both tables."""
    tables = [
        _table(CLAIMS_FILE, "Claims: one value stated by one document, a row each.", CLAIM_COLUMNS),
        _table(FINDINGS_FILE, "Findings: what documents say about one data item, a row each.", FINDING_COLUMNS),
    ]
    data = {"@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}], "tables": tables}
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _table(url: str, about: str, columns: Sequence[Column[T]]) -> dict[str, object]:
    described = []
    for c in columns:
        column: dict[str, object] = {"name": c.name, "titles": c.name, "dc:description": c.about, "datatype": c.datatype}
        if c.many:
            column["separator"] = SEPARATOR
        if c.name == "id":
            column["required"] = True
        described.append(column)
    return {"url": url, "dc:description": about, "tableSchema": {"columns": described, "primaryKey": "id"}}
