"""What the page of a finding shows: its claims in columns by value, the reason, the evidence of the link, the verdicts."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from atodds.model.records import Claim, Document, Finding, Relation, RelationKind, Voice
from atodds.report.numberline import comparable, number_line
from atodds.review import changed, data
from atodds.review.evidence import BAR_WIDTH, Waterfall, waterfall
from atodds.review.labels import MODALITY
from atodds.review.marks import BlockView, view_quote
from atodds.review.security import safe_link
from atodds.review.voices import dependent
from atodds.store import load as store

# Reasons printed in full; the others are folded away: a finding of twenty claims has up to 190 relations.
SHOWN_REASONS = 2
# Claims of one value shown in full in its column.
SHOWN_CLAIMS = 3
LINE_WIDTH = 560


@dataclass(frozen=True)
class ClaimView:
    """One claim with the paragraph around it."""

    claim: Claim
    number: int
    document: Document | None
    context: BlockView
    url: str | None
    tags: tuple[str, ...]


@dataclass(frozen=True)
class Column:
    """One value: its words, the claims that state it, and how many independent voices they are."""

    value_text: str
    claims: tuple[ClaimView, ...]
    documents: int
    independent: int


@dataclass(frozen=True)
class Reason:
    """One relation with the numbers of its claims on the page."""

    relation: Relation
    a: int
    b: int
    waterfall: Waterfall | None


@dataclass(frozen=True)
class FindingView:
    """Everything the template of a finding prints, apart from the form. ``changed``: by id of a stale verdict, what did."""

    finding: Finding
    version: str
    position: int
    columns: tuple[Column, ...]
    reasons: tuple[Reason, ...]
    line: Markup
    given: tuple[data.Given, ...]
    changed: dict[str, tuple[changed.Changed, ...]]
    entity_name: str

    @property
    def claims(self) -> list[ClaimView]:
        """All claims in the order of the columns."""
        return [c for column in self.columns for c in column.claims]


def load(conn: sqlite3.Connection, finding_id: str) -> FindingView | None:
    """The view of a finding, or None if there is none of that id."""
    found = data.finding(conn, finding_id)
    if found is None:
        return None
    finding, row = found
    claims = store.claims_by_id(conn, finding.claims)
    documents = data.documents(conn, (claims[c].document for c in finding.claims if c in claims))
    columns = _columns(finding, claims, documents)
    numbers = {c.claim.id: c.number for column in columns for c in column.claims}
    labels = {d.id: d.publisher or d.title or d.id for d in documents.values()}
    entity = data.entity(conn, finding.entity)
    given = tuple(data.verdicts(conn, finding_id))
    line = number_line(comparable(finding, [claims[c] for c in finding.claims if c in claims]), labels=labels, width=LINE_WIDTH)
    return FindingView(
        finding=finding,
        version=row["version"],
        position=row["position"],
        columns=columns,
        reasons=tuple(_reason(r, numbers) for r in _in_order(finding) if r.a in numbers and r.b in numbers),
        line=Markup(line),  # noqa: S704  the picture escapes its text
        given=given,
        changed=changed.load(conn, finding, given),
        entity_name=entity.name if entity else finding.entity,
    )


def _in_order(finding: Finding) -> list[Relation]:
    """The relations that give the finding its status first, then the others as they come."""
    return sorted(finding.relations, key=lambda r: r.relation != finding.status)


def in_view(finding: Finding) -> list[Voice]:
    """The voices of a finding: first those between which its status lies, as they come, then what is only about the same thing."""
    told = {c for r in finding.relations if r.relation == finding.status for c in (r.a, r.b)}
    return sorted(finding.voices, key=lambda v: told.isdisjoint(v.claims))


def _columns(finding: Finding, claims: dict[str, Claim], documents: dict[str, Document]) -> tuple[Column, ...]:
    groups = [(v.value_text, [c for c in v.claims if c in claims], v.independent) for v in in_view(finding)]
    placed = {c for _, ids, _ in groups for c in ids}
    for c in finding.claims:
        if c in claims and c not in placed:
            groups.append((claims[c].value_text, [c], 1))
    if finding.status is RelationKind.UPDATED:
        groups.sort(key=lambda group: min((_time(claims[c], documents) for c in group[1]), default=""))
    columns, number = [], 0
    for words, ids, independent in groups:
        views = []
        for claim_id in ids:
            number += 1
            views.append(_claim_view(claims[claim_id], number, documents.get(claims[claim_id].document)))
        if views:
            columns.append(Column(words, tuple(views), len({v.claim.document for v in views}), independent))
    return tuple(columns)


def _time(claim: Claim, documents: dict[str, Document]) -> str:
    """What time a claim speaks of, as a date that sorts; its document's date where it does not say."""
    if claim.period:
        return claim.period.low.isoformat()
    document = documents.get(claim.document)
    return document.published.isoformat() if document and document.published else ""


def _claim_view(claim: Claim, number: int, document: Document | None) -> ClaimView:
    bare = document or Document(id=claim.document, sha256="", media_type="", text="", blocks=())
    return ClaimView(claim, number, document, view_quote(bare, claim), safe_link(document.url) if document else None, tuple(_tags(claim)))


def _tags(claim: Claim) -> list[str]:
    """What narrows the claim, in words: modality, period, scope, page."""
    tags = [MODALITY[claim.modality]]
    if claim.attribution:
        tags.append(f"according to {claim.attribution}")
    if claim.period and claim.period.source != "document":
        tags.append(f"period: {claim.period.words or f'{claim.period.low} to {claim.period.high}'}")
    if claim.scope:
        tags.append("scope: " + ", ".join(claim.scope))
    if claim.extractor != "prose":
        tags.append({"table": "from a table", "curated": "added by hand"}[claim.extractor])
    return [t for t in tags if t]


def _reason(relation: Relation, numbers: dict[str, int]) -> Reason:
    a, b = sorted((numbers[relation.a], numbers[relation.b]))
    return Reason(relation, a, b, waterfall(relation))


def place(claim: ClaimView) -> str:
    """A short name of where a claim stands: publisher or title, and date."""
    d = claim.document
    name = (d and (d.publisher or d.title)) or claim.claim.document
    return f"{name}, {d.published.isoformat()}" if d and d.published else name


def context(view: FindingView) -> dict[str, Any]:
    """The template's variables for a finding."""
    return {
        "view": view,
        "finding": view.finding,
        "changed_since": view.changed,
        "shown_reasons": view.reasons[:SHOWN_REASONS],
        "more_reasons": view.reasons[SHOWN_REASONS:],
        "shown_claims": SHOWN_CLAIMS,
        "bar_width": BAR_WIDTH,
        "place": place,
        "dependent": dependent((c.number, c.claim) for c in view.claims),
    }
