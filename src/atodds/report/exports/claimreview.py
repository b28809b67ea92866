"""schema.org ClaimReview: what an adjudicator decided about a claim, for search engines and fact-check aggregators.

Only adjudicated verdicts that stand and whose evidence has not changed are published, and only those that say something about
whether a claim is right: a claim read wrongly or linked wrongly is no finding about its source.

The scale of ``reviewRating`` (1 is worst, 5 is best):

====  ======================  ==============================================================================
5     Holds                   the adjudicator preferred this claim over those that contradict it
4     Holds, as explained     the values differ for a reason that makes both right (time, scope, definition...)
3     Disputed                sources contradict each other, and the adjudicator preferred none of them
1     Does not hold           the adjudicator deprecated this claim
====  ======================  ==============================================================================
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from atodds.model.records import Claim, Decision, Document, EvidenceClaim, Finding, Result, Verdict
from atodds.report import render
from atodds.report.exports.jsonld import BASE, Node, address, hash_iri, known, to_text
from atodds.report.standing import when
from atodds.store.verdicts import apply_verdicts


class Rating(NamedTuple):
    """A step of the scale."""

    value: int
    name: str


HOLDS = Rating(5, "Holds")
EXPLAINED = Rating(4, "Holds, as explained")
DISPUTED = Rating(3, "Disputed")
FAILS = Rating(1, "Does not hold")


def rating(decision: Decision, rank: str) -> Rating | None:
    """The rating of a claim of that rank under that decision; None where the decision says nothing about the claim."""
    if decision not in (Decision.CONFIRMED, Decision.EXPLAINED, Decision.SOURCE_ERROR):
        return None
    if rank == "preferred":
        return HOLDS
    if rank == "deprecated":
        return FAILS
    return EXPLAINED if decision is Decision.EXPLAINED else DISPUTED


def claim_reviews(result: Result, verdicts: Sequence[Verdict], *, base: str = BASE) -> str:
    """ClaimReview JSON-LD of the adjudicated verdicts, one review for each claim they were given on.

    ``base``: what the identifiers begin with; an address of the publisher's own makes them links.
    """
    claims = {c.id: c for c in result.claims}
    documents = {d.id: d for d in result.documents}
    reviews = apply_verdicts(result.findings, claims, verdicts).findings
    graph: list[Node] = []
    for finding in result.findings:
        review = reviews.get(finding.id)
        state = review.settled if review else None
        if state is not None and not state.stale:
            graph += _reviews(finding, state.verdict, claims, documents, base)
    return to_text({"@context": "https://schema.org", "@graph": graph})


def _reviews(finding: Finding, verdict: Verdict, claims: dict[str, Claim], documents: dict[str, Document], base: str) -> Iterable[Node]:
    for seen in verdict.evidence:
        rated = rating(verdict.decision, seen.rank)
        claim = claims.get(seen.claim)
        if rated is None or claim is None:
            continue
        yield known(
            **{"@type": "ClaimReview", "@id": f"{base}review:{verdict.id}:{claim.id}"},
            url=f"{base}finding:{finding.id}",
            datePublished=when(verdict)[:10],
            author={"@type": "Person", "name": render.one_line(verdict.reviewer)},
            claimReviewed=render.one_line(claim.quote),
            about=render.one_line(finding.title),
            reviewBody=render.clean(verdict.note),
            itemReviewed=_claim(claim, seen, documents.get(claim.document), base),
            reviewRating={
                "@type": "Rating",
                "ratingValue": rated.value,
                "bestRating": HOLDS.value,
                "worstRating": FAILS.value,
                "alternateName": rated.name,
            },
        )


def _claim(claim: Claim, seen: EvidenceClaim, document: Document | None, base: str) -> Node:
    return known(
        **{"@type": "Claim", "@id": f"{base}claim:{claim.id}"},
        text=render.clean(seen.quote),
        author={"@type": "Thing", "name": render.one_line(claim.attribution)} if claim.attribution else None,
        appearance=_appearance(document) if document else None,
    )


def _appearance(document: Document) -> Node:
    return known(
        **{"@type": "CreativeWork", "@id": address(document)},
        url=render.safe_url(document.url),
        identifier=hash_iri(document),
        name=render.one_line(document.title or document.id),
        datePublished=document.published.isoformat() if document.published else None,
        author={"@type": "Thing", "name": render.one_line(document.author)} if document.author else None,
        publisher={"@type": "Organization", "name": render.one_line(document.publisher)} if document.publisher else None,
    )
