"""What the pages of documents show: the list of them, and one document as text with its claims marked."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from atodds.model.records import Claim, Document, RelationKind
from atodds.review import data
from atodds.review.labels import STATUS
from atodds.review.links import Links
from atodds.review.marks import BlockView, Run, view_document

# Characters of one part of a long document: some twenty pages, which a browser lays out at once and a server renders in a blink
# also where every sentence holds a claim (benchmarks/review_pages.py).
PART_CHARACTERS = 40_000


@dataclass(frozen=True)
class Marked:
    """A claim in the text, and the finding (id, status, title) it belongs to, if any."""

    claim: Claim
    finding: str | None
    status: str | None
    title: str | None


@dataclass(frozen=True)
class DocumentView:
    """One part of a document. ``marked``: by claim id. ``counts``: claims of the whole document by status of their finding."""

    document: Document
    blocks: list[BlockView]
    marked: dict[str, Marked]
    counts: dict[str, int]
    part: int
    parts: int


def overview(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """All documents with their numbers of claims and of findings in which they are contradicted or supported."""
    cursor = conn.execute("SELECT * FROM documents_contradicted")
    names = [d[0] for d in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor]


def load(conn: sqlite3.Connection, document_id: str, part: int, claim_id: str | None) -> DocumentView | None:
    """A part of a document: the one with ``claim_id`` if that is given, else number ``part``; None if there is no such document."""
    document = data.document(conn, document_id)
    if document is None:
        return None
    findings = _findings(conn, document_id)
    borders = _parts(document)
    place = conn.execute("SELECT start + value_start FROM claims WHERE id = ? AND document = ?", (claim_id, document_id)).fetchone()
    if place is not None:
        part = next((n for n, (start, end) in enumerate(borders, 1) if start <= place[0] < end), 1)
    part = min(max(part, 1), len(borders))
    start, end = borders[part - 1]
    shown = document.model_copy(update={"blocks": tuple(b for b in document.blocks if start <= b.start < end)})
    here = data.claims_of_document(conn, document_id, start, end)
    return DocumentView(
        document=document,
        blocks=view_document(shown, here),
        marked={c.id: Marked(c, *findings.get(c.id, (None, None, None))) for c in here},
        counts=_counts(conn, document_id, findings),
        part=part,
        parts=len(borders),
    )


def writer(view: DocumentView, link: Links) -> Callable[[Sequence[Run]], Markup]:
    """What the template writes the text of a block with: each claim marked, as a link to its finding, with the sign of its status.

    In Python, since a template that waits for whatever it calls takes half as long again for a part of four hundred claims.
    """

    def written(run: Run) -> str:
        words = escape(run.text)
        if not run.keys:
            return words
        anchors = "".join(f'<a class="anchor" id="{escape(key)}" tabindex="-1"></a>' for key in run.opens)
        marked = view.marked[run.keys[0]]
        if marked.finding is None or marked.status is None:
            return f'{anchors}<span class="inline alone" title="claim without a counterpart">{words}</span>'
        sign, name, _ = STATUS[RelationKind(marked.status)]
        told = f'<sup class="sign"><span class="hidden">{name}</span><span aria-hidden="true">{sign}</span></sup>' if run.opens else ""
        href, title = escape(link.finding(marked.finding)), escape(f"{name}: {marked.title}")
        return f'{anchors}<a class="inline s-{marked.status}" href="{href}" title="{title}">{words}{told}</a>'

    return lambda runs: Markup("".join(map(written, runs)))  # noqa: S704  what comes from documents is escaped above


def _findings(conn: sqlite3.Connection, document_id: str) -> dict[str, tuple[str, str, str]]:
    """By claim: id, status and title of its finding; the first in the queue where it belongs to several."""
    rows = conn.execute(
        "SELECT fc.claim, f.id, f.status, f.title FROM claims c JOIN finding_claims fc ON fc.claim = c.id"
        " JOIN findings f ON f.id = fc.finding WHERE c.document = ? ORDER BY f.position DESC",
        (document_id,),
    )
    return {claim: (finding, status, title) for claim, finding, status, title in rows}


def _counts(conn: sqlite3.Connection, document_id: str, findings: dict[str, tuple[str, str, str]]) -> dict[str, int]:
    claims = conn.execute("SELECT id FROM claims WHERE document = ?", (document_id,))
    return dict(Counter(findings[claim][1] if claim in findings else "alone" for (claim,) in claims))


def _parts(document: Document) -> list[tuple[int, int]]:
    """Spans of the text, cut between blocks: from 0 to its end."""
    starts = [0]
    for block in document.blocks:
        if block.start - starts[-1] >= PART_CHARACTERS:
            starts.append(block.start)
    return list(zip(starts, [*starts[1:], max(len(document.text), 1)], strict=True))
