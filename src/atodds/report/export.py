"""``findings.json``: the export that other programs can rest on, and its JSON Schema."""

from __future__ import annotations

import datetime as dt
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Literal

from pydantic import ConfigDict, Field, ValidationError

from atodds import __version__
from atodds.errors import UsageError
from atodds.model.records import (
    Claim,
    Entity,
    Finding,
    Modality,
    Period,
    Problem,
    Record,
    RelationKind,
    Result,
    SkippedPairs,
    Verdict,
    finding_version,
)
from atodds.model.values import AnyValue
from atodds.report.standing import Standing, standing
from atodds.store.verdicts import FindingReview, Reviews, apply_verdicts

FORMAT: Literal["atodds-findings/1"] = "atodds-findings/1"
SCHEMA_FILE = "findings.schema.json"


class ExportDocument(Record):
    """A document: what is known of it, and how it fares. Its text is not repeated.

    ``characters``: length of its text in code points. ``claims``: how many it makes. ``contradicted``: in how many findings
    with a contradiction it has a part.
    """

    id: str
    sha256: str
    media_type: str
    title: str | None = None
    publisher: str | None = None
    author: str | None = None
    published: dt.date | None = None
    url: str | None = None
    origin: str | None = None
    characters: int
    claims: int
    contradicted: int


class ExportClaim(Record):
    """A claim. ``start``: offset of ``quote`` in the document's text; ``value_start``: of ``value_text`` in ``quote`` (code points)."""

    id: str
    document: str
    start: int
    quote: str
    value_text: str
    value_start: int
    value: AnyValue
    subject: str
    entity: str
    property: str
    scope: tuple[str, ...]
    period: Period | None
    attribution: str | None
    modality: Modality
    section: tuple[str, ...]
    page: int | None
    extractor: Literal["prose", "table", "curated"]


class ExportFinding(Finding):
    """A finding with the version of its evidence and the verdicts that apply to it, oldest first."""

    version: str
    verdicts: tuple[Standing, ...] = ()


class Export(Record):
    """All that one run found. ``run``: what the caller says of the run (version, configuration, hashes)."""

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True, title="At Odds findings")

    schema_file: str = Field(SCHEMA_FILE, alias="$schema")
    format: Literal["atodds-findings/1"] = FORMAT
    generator: str
    run: dict[str, str] = Field(default_factory=dict)
    documents: tuple[ExportDocument, ...]
    claims: tuple[ExportClaim, ...]
    findings: tuple[ExportFinding, ...]
    entities: tuple[Entity, ...] = ()
    skipped: tuple[SkippedPairs, ...] = ()
    problems: tuple[Problem, ...] = ()
    orphaned_verdicts: tuple[Standing, ...] = ()


# Asked of pydantic once: a result has hundreds of thousands of claims.
_CLAIM_FIELDS = set(ExportClaim.model_fields)
_FINDING_FIELDS = set(Finding.model_fields)
_EXPORT_FINDING_FIELDS = set(ExportFinding.model_fields)


def export(result: Result, *, verdicts: Sequence[Verdict] = (), run: Mapping[str, str] | None = None) -> Export:
    """The export of a result with the verdicts that apply to its findings."""
    claims = {c.id: c for c in result.claims}
    reviews = apply_verdicts(result.findings, claims, verdicts)
    findings = tuple(exported_finding(f, claims, reviews.findings.get(f.id)) for f in result.findings)
    whole = {"claims": tuple(map(exported_claim, result.claims)), "findings": findings}
    return exported_frame(result, reviews, run).model_copy(update=whole)


def exported_frame(result: Result, reviews: Reviews, run: Mapping[str, str] | None) -> Export:
    """The export but for its claims and findings. ``reviews``: the verdicts, each at its finding."""
    return Export(
        generator=f"atodds {__version__}",
        run=dict(sorted((run or {}).items())),
        documents=_documents(result),
        claims=(),
        findings=(),
        entities=result.entities,
        skipped=result.skipped,
        problems=result.problems,
        orphaned_verdicts=tuple(standing(state) for state in reviews.orphaned),
    )


def exported_claim(claim: Claim) -> ExportClaim:
    """A claim as it is exported."""
    return ExportClaim.model_construct(_CLAIM_FIELDS, **{name: getattr(claim, name) for name in _CLAIM_FIELDS})


def exported_finding(finding: Finding, claims: dict[str, Claim], review: FindingReview | None) -> ExportFinding:
    """A finding as it is exported."""
    fields = {name: getattr(finding, name) for name in _FINDING_FIELDS}
    verdicts = tuple(standing(state) for state in review.verdicts) if review else ()
    return ExportFinding.model_construct(_EXPORT_FINDING_FIELDS, **fields, version=finding_version(finding, claims), verdicts=verdicts)


def contradictions_by_document(result: Result) -> Counter[str]:
    """In how many findings with a contradiction each document has a part: only documents of the clashing claims count."""
    claims = {c.id: c.document for c in result.claims}
    counts: Counter[str] = Counter()
    for finding in result.findings:
        clashing = {x for r in finding.relations if r.relation is RelationKind.CONFLICT for x in (r.a, r.b)}
        counts.update({claims[c] for c in clashing})
    return counts


def _documents(result: Result) -> tuple[ExportDocument, ...]:
    made = Counter(c.document for c in result.claims)
    contradicted = contradictions_by_document(result)
    shared = [name for name in ExportDocument.model_fields if name not in ("characters", "claims", "contradicted")]
    return tuple(
        ExportDocument.model_validate(
            {name: getattr(d, name) for name in shared}
            | {"characters": len(d.text), "claims": made[d.id], "contradicted": contradicted[d.id]}
        )
        for d in result.documents
    )


def schema() -> str:
    """The JSON Schema (draft 2020-12) of ``findings.json``."""
    model = Export.model_json_schema(mode="serialization", by_alias=True)
    return json.dumps({"$schema": "https://json-schema.org/draft/2020-12/schema"} | model, indent=1, ensure_ascii=False) + "\n"


def load_export(path: Path) -> Export:
    """Read a ``findings.json`` that was written by this or an earlier run.

    Raises ``UsageError`` if the file cannot be read or is no such export.
    """
    try:
        return Export.model_validate_json(path.read_bytes())
    except OSError as error:
        raise UsageError(f"cannot read the file: {error.strerror or error}", file=str(path)) from error
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        message = f"this is no findings.json of atodds: {where + ': ' if where else ''}{first['msg']}"
        raise UsageError(message, file=str(path), advice="give a findings.json that `atodds report` wrote") from error
