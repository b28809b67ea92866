"""Records to rows and back: one class per table, its columns in the order of the schema."""

from __future__ import annotations

import hashlib
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

from pydantic import TypeAdapter

from atodds.model.records import (
    SEVERITY,
    Block,
    Claim,
    Document,
    Entity,
    Evidence,
    EvidenceClaim,
    Finding,
    Problem,
    Relation,
    RelationKind,
    Result,
    SkippedPairs,
    Verdict,
    Voice,
    finding_version,
)
from atodds.model.stamps import Touched

Row = tuple[Any, ...]


class Table(NamedTuple):
    """A table that a run fills: its name, columns and how many of the first columns are the primary key.

    ``part``: the column that tells of which document or finding a row is.
    """

    name: str
    columns: tuple[str, ...]
    keys: int = 1
    part: str = ""


class Part(NamedTuple):
    """Rows for a table; ``of``: the documents or findings that they are of, where the rows of all others are known to be there."""

    table: Table
    rows: Iterable[Row]
    of: Collection[str] | None = None


DOCUMENTS: Final = Table(
    "documents",
    ("id", "title", "publisher", "author", "published", "url", "origin", "media_type", "sha256", "characters", "text", "blocks"),
    part="id",
)
DOCUMENT_FINDINGS: Final = Table("document_findings", ("document", "claims", "contradicted", "updated", "agreed"))
CLAIMS: Final = Table(
    "claims",
    (
        *("id", "document", "start", "quote", "value_text", "value_start", "kind", "low", "high", "unit", "hedge"),
        *("subject", "entity", "property", "scope", "period_low", "period_high", "period_source", "period_words"),
        *("attribution", "modality", "section", "page", "extractor", "value", "features"),
    ),
    part="document",
)
ENTITIES: Final = Table("entities", ("key", "name", "reasons"))
ENTITY_NAMES: Final = Table("entity_names", ("entity", "position", "name"), 2)
FINDINGS: Final = Table(
    "findings",
    ("id", "position", "status", "severity", "kind", "title", "entity", "property", "weight", "claims", "documents", "version"),
)
FINDING_CLAIMS: Final = Table("finding_claims", ("finding", "position", "claim"), 2, "finding")
RELATIONS: Final = Table(
    "relations", ("id", "finding", "position", "a", "b", "relation", "reason", "explanation", "weight", "evidence"), part="finding"
)
VOICES: Final = Table("voices", ("finding", "position", "value_text", "claims", "documents", "independent"), 2, "finding")
SKIPPED: Final = Table("skipped", ("reason", "pairs", "example_a", "example_b"))
PROBLEMS: Final = Table("problems", ("position", "file", "line", "message", "advice"))

_BLOCKS = TypeAdapter(tuple[Block, ...])
_EVIDENCE = TypeAdapter(tuple[Evidence, ...])
_ANY: TypeAdapter[Any] = TypeAdapter(Any)
# Under which head of ``document_findings`` a finding of each status counts.
_COUNTED = {
    RelationKind.CONFLICT: "contradicted",
    RelationKind.ARITHMETIC: "contradicted",
    RelationKind.UPDATED: "updated",
    RelationKind.COMPATIBLE: "agreed",
    RelationKind.AGREES: "agreed",
}


def _json(value: object) -> str:
    return _ANY.dump_json(value).decode()


def tables(result: Result, touched: Touched | None = None) -> Iterator[Part]:
    """Every table that a run fills, with its rows; of ``touched`` documents and findings, where the others' are known to be there."""
    of_documents, of_findings = touched or (None, None)
    documents = [d for d in result.documents if of_documents is None or d.id in of_documents]
    claims = (c for c in result.claims if of_documents is None or c.document in of_documents)
    findings = [f for f in result.findings if of_findings is None or f.id in of_findings]
    yield Part(DOCUMENTS, map(_document_row, documents), of_documents)
    yield Part(DOCUMENT_FINDINGS, _document_findings(result))
    yield Part(CLAIMS, map(_claim_row, claims), of_documents)
    yield Part(ENTITIES, ((e.key, e.name, _json(e.reasons)) for e in result.entities))
    yield Part(ENTITY_NAMES, ((e.key, n, name) for e in result.entities for n, name in enumerate(e.names)))
    yield Part(FINDINGS, _finding_rows(result))
    yield Part(FINDING_CLAIMS, ((f.id, n, claim) for f in findings for n, claim in enumerate(f.claims)), of_findings)
    yield Part(RELATIONS, _relation_rows(findings), of_findings)
    yield Part(VOICES, _voice_rows(findings), of_findings)
    yield Part(SKIPPED, ((s.reason, s.count, *(s.example or (None, None))) for s in result.skipped))
    yield Part(PROBLEMS, ((n, p.file, p.line, p.message, p.advice) for n, p in enumerate(result.problems, 1)))


def _document_row(d: Document) -> Row:
    published = d.published.isoformat() if d.published else None
    blocks = _BLOCKS.dump_json(d.blocks, exclude_defaults=True).decode()
    return (d.id, d.title, d.publisher, d.author, published, d.url, d.origin, d.media_type, d.sha256, len(d.text), d.text, blocks)


def _document_findings(result: Result) -> Iterator[Row]:
    document_of = {c.id: c.document for c in result.claims}
    claims = Counter(document_of.values())
    kinds: dict[str, Counter[str]] = defaultdict(Counter)
    for f in result.findings:
        for document in {document_of[c] for c in f.claims}:
            kinds[document][_COUNTED.get(f.status, "")] += 1
    for d in result.documents:
        counts = kinds[d.id]
        yield (d.id, claims[d.id], counts["contradicted"], counts["updated"], counts["agreed"])


def _claim_row(c: Claim) -> Row:
    low: object = None
    high: object = None
    unit = hedge = None
    if c.value.kind == "quantity":
        low, high, unit, hedge = c.value.low, c.value.high, c.value.unit, c.value.hedge.value
    elif c.value.kind == "date":
        low, high, hedge = c.value.low.isoformat(), c.value.high.isoformat(), c.value.hedge.value
    period: Row = (None, None, None, None)
    if c.period:
        period = (c.period.low.isoformat(), c.period.high.isoformat(), c.period.source, c.period.words)
    return (
        *(c.id, c.document, c.start, c.quote, c.value_text, c.value_start, c.value.kind, low, high),
        *(unit, hedge, c.subject, c.entity, c.property, _json(c.scope)),
        *period,
        *(c.attribution, c.modality.value, _json(c.section), c.page, c.extractor, _json(c.value), _json(c.features)),
    )


def _finding_rows(result: Result) -> Iterator[Row]:
    claims = {c.id: c for c in result.claims}
    for position, f in enumerate(result.findings, 1):
        documents = len({claims[c].document for c in f.claims})
        head = (f.id, position, f.status.value, SEVERITY[f.status], f.kind, f.title, f.entity, f.property, f.weight)
        yield (*head, len(f.claims), documents, finding_version(f, claims))


def _relation_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    told = _Told()
    for f in findings:
        seen: dict[str, int] = {}
        for position, r in enumerate(f.relations):
            key = "\x1f".join((f.id, r.a, r.b, r.relation, r.reason))
            nth = seen[key] = seen.get(key, -1) + 1
            rid = "r" + hashlib.sha256(f"{key}\x1f{nth}".encode()).hexdigest()[:12]
            yield (rid, f.id, position, r.a, r.b, r.relation.value, r.reason, r.explanation, r.weight, told(r.evidence))


def _voice_rows(findings: Iterable[Finding]) -> Iterator[Row]:
    for f in findings:
        for position, v in enumerate(f.voices):
            yield (f.id, position, v.value_text, _json(v.claims), _json(v.documents), v.independent)


class _Told:
    """Evidence as JSON: each piece is written once, for most are shared by many pairs (`atodds.link.linker.evidence_of`)."""

    def __init__(self) -> None:
        self._known: dict[int, tuple[Evidence, str]] = {}  # a piece is kept with its text: its id is its own as long as it lives

    def __call__(self, evidence: Sequence[Evidence]) -> str:
        return f"[{','.join(self._one(piece) for piece in evidence)}]"

    def _one(self, piece: Evidence) -> str:
        found = self._known.get(id(piece))
        if found is None:
            found = self._known[id(piece)] = piece, piece.model_dump_json()
        return found[1]


# ---- and back


def document(row: Mapping[str, Any]) -> Document:
    """The record of a row of ``documents``."""
    fields = {k: row[k] for k in DOCUMENTS.columns if k not in ("characters", "blocks")}
    return Document(**fields, blocks=_BLOCKS.validate_json(row["blocks"]))


def claim(row: Mapping[str, Any]) -> Claim:
    """The record of a row of ``claims``."""
    value = _ANY.validate_json(row["value"])
    if value["kind"] == "quantity":  # JSON has no infinity, the columns have
        value["low"], value["high"] = row["low"], row["high"]
    same = ("id", "document", "start", "quote", "value_text", "value_start", "subject", "entity", "property")
    fields: dict[str, Any] = {k: row[k] for k in same}
    if row["period_low"] is not None:
        fields["period"] = {k: row[f"period_{k}"] for k in ("low", "high", "source", "words")}
    return Claim(
        **fields,
        value=value,
        scope=_ANY.validate_json(row["scope"]),
        attribution=row["attribution"],
        modality=row["modality"],
        section=_ANY.validate_json(row["section"]),
        page=row["page"],
        extractor=row["extractor"],
        features=_ANY.validate_json(row["features"]),
    )


def finding(row: Mapping[str, Any], claims: Sequence[str], relations: Sequence[Relation], voices: Sequence[Voice]) -> Finding:
    """The record of a row of ``findings`` with what belongs to it."""
    fields = {k: row[k] for k in ("id", "status", "kind", "title", "entity", "property", "weight")}
    return Finding(**fields, claims=tuple(claims), relations=tuple(relations), voices=tuple(voices))


def relation(row: Mapping[str, Any]) -> Relation:
    """The record of a row of ``relations``."""
    fields = {k: row[k] for k in ("a", "b", "relation", "reason", "explanation", "weight")}
    return Relation(**fields, evidence=_EVIDENCE.validate_json(row["evidence"]))


def voice(row: Mapping[str, Any]) -> Voice:
    """The record of a row of ``voices``."""
    return Voice(
        value_text=row["value_text"],
        claims=_ANY.validate_json(row["claims"]),
        documents=_ANY.validate_json(row["documents"]),
        independent=row["independent"],
    )


def entity(row: Mapping[str, Any], names: Sequence[str]) -> Entity:
    """The record of a row of ``entities`` with its names."""
    return Entity(key=row["key"], name=row["name"], names=tuple(names), reasons=_ANY.validate_json(row["reasons"]))


def skipped(row: Mapping[str, Any]) -> SkippedPairs:
    """The record of a row of ``skipped``."""
    example = None if row["example_a"] is None else (row["example_a"], row["example_b"])
    return SkippedPairs(reason=row["reason"], count=row["pairs"], example=example)


def problem(row: Mapping[str, Any]) -> Problem:
    """The record of a row of ``problems``."""
    return Problem(file=row["file"], line=row["line"], message=row["message"], advice=row["advice"])


def verdict(row: Mapping[str, Any], evidence: Iterable[sqlite3.Row]) -> Verdict:
    """The record of a row of ``verdicts`` with its evidence."""
    names = ("id", "finding", "finding_version", "reviewer", "at", "decision", "explanation", "note", "link", "adjudicated", "supersedes")
    parts = tuple(EvidenceClaim(**{k: e[k] for k in ("claim", "document", "quote", "value_text", "rank")}) for e in evidence)
    return Verdict(**{k: row[k] for k in names}, evidence=parts)
