"""W3C Web Annotation: every claim as an annotation on the words of its document, every verdict as one that assesses claims.

Offsets of a TextPositionSelector count Unicode code points, from 0, in the text that atodds reads: for plain text and Markdown
the file after its front matter, for HTML, PDF and Word documents the text taken from it. The source of each target carries the
SHA-256 of the file, so that a reader knows whether the offsets still fit.
"""

from __future__ import annotations

from collections.abc import Sequence

from atodds.model.records import Claim, Decision, Document, Result, Verdict
from atodds.report import render
from atodds.report.exports.jsonld import BASE, TERMS, Node, address, hash_iri, known, to_text
from atodds.report.standing import when
from atodds.store.verdicts import VerdictState, apply_verdicts

# Characters before and after the quote that help to find it again where the text has moved; the length that Hypothesis uses.
AFFIX = 32
OFFSET_UNIT = "Unicode code points"

_CONTEXT = ["http://www.w3.org/ns/anno.jsonld", {"sha256": f"{TERMS}sha256", "offsetUnit": f"{TERMS}offsetUnit", "stale": f"{TERMS}stale"}]


def web_annotations(result: Result, verdicts: Sequence[Verdict] = (), *, base: str = BASE) -> str:
    """Web Annotation JSON-LD of all claims and verdicts, as one AnnotationCollection. ``base``: what identifiers begin with."""
    documents = {d.id: d for d in result.documents}
    claims = {c.id: c for c in result.claims}
    items = [_claim(c, documents[c.document], base) for c in result.claims if c.document in documents]
    reviews = apply_verdicts(result.findings, claims, verdicts)
    items += [_verdict(state, base) for state in (*reviews.states(), *reviews.orphaned)]
    page = {"id": f"{base}annotations:1", "type": "AnnotationPage", "startIndex": 0, "items": items}
    return to_text(
        {
            "@context": _CONTEXT,
            "id": f"{base}annotations",
            "type": "AnnotationCollection",
            "label": "Claims and verdicts",
            "total": len(items),
            "first": page,
        }
    )


def _claim(claim: Claim, document: Document, base: str) -> Node:
    about = render.subject(claim.subject or claim.entity, claim.property, claim.scope)
    return {
        "id": f"{base}claim:{claim.id}",
        "type": "Annotation",
        "motivation": "describing",
        "body": {
            "type": "TextualBody",
            "purpose": "describing",
            "format": "text/plain",
            "value": f"{about}: {render.value(claim.value)}",
        },
        "target": {
            "type": "SpecificResource",
            "source": known(
                id=address(document),
                type="Text",
                format=document.media_type,
                sha256=document.sha256,
                offsetUnit=OFFSET_UNIT,
                canonical=hash_iri(document),
            ),
            "selector": _selectors(claim, document),
        },
    }


def _selectors(claim: Claim, document: Document) -> list[Node]:
    """The quote by its words and by its place; both refined to the value inside it."""
    start, end = claim.start, claim.start + len(claim.quote)
    at = claim.value_start
    value = {"type": "TextPositionSelector", "start": at, "end": at + len(claim.value_text)}
    return [
        {
            "type": "TextQuoteSelector",
            "exact": claim.quote,
            "prefix": document.text[max(0, start - AFFIX) : start],
            "suffix": document.text[end : end + AFFIX],
            "refinedBy": value,
        },
        {"type": "TextPositionSelector", "start": start, "end": end, "refinedBy": value},
    ]


def _verdict(state: VerdictState, base: str) -> Node:
    verdict = state.verdict
    said = f"{render.DECISION_WORDS[verdict.decision]}"
    bodies = [{"type": "TextualBody", "purpose": "assessing", "format": "text/plain", "value": said}]
    if verdict.note:
        bodies.append({"type": "TextualBody", "purpose": "commenting", "format": "text/markdown", "value": render.clean(verdict.note)})
    ranks = [
        {"type": "TextualBody", "purpose": "classifying", "format": "text/plain", "value": f"{e.rank}: {render.one_line(e.value_text)}"}
        for e in verdict.evidence
        if e.rank != "normal"
    ]
    targets = [f"{base}claim:{e.claim}" for e in verdict.evidence] or [f"{base}finding:{verdict.finding}"]
    return known(
        id=f"{base}verdict:{verdict.id}",
        type="Annotation",
        motivation="assessing",
        creator={"type": "Person", "name": render.one_line(verdict.reviewer)},
        created=when(verdict),
        body=[*bodies, *ranks],
        target=targets,
        stale=True if state.stale and verdict.decision is not Decision.WITHDRAWN else None,
    )
