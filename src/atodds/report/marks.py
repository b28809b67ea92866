"""Digests of what reports say of documents, claims and findings: what has the same mark is told in the same words."""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Protocol

from atodds.model.records import Claim, Evidence, Finding, Record, Relation, Result
from atodds.model.stamps import Stamps
from atodds.report.lines import to_line
from atodds.report.standing import standing
from atodds.store.verdicts import FindingReview, Reviews


class Keep(Protocol):
    """Keeps texts between two reports."""

    def text(self, key: str, make: Callable[[], str]) -> str:
        """The text of this key: kept, or made now. ``key`` names all that the text depends on."""

    def data(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The same for bytes."""


class Afresh:
    """Keeps nothing: every text is made."""

    def text(self, key: str, make: Callable[[], str]) -> str:
        """The text, made now."""
        del key
        return make()

    def data(self, key: str, make: Callable[[], bytes]) -> bytes:
        """The bytes, made now."""
        del key
        return make()


class Marks:
    """The marks of one result with the verdicts on it, each worked out when it is first asked for."""

    def __init__(self, result: Result, reviews: Reviews, stamps: Stamps | None = None) -> None:
        """``reviews``: the verdicts, each at its finding. ``stamps``: of the result, where they are known."""
        self._reviews = reviews.findings
        self._stamps = stamps.findings if stamps else {}
        self._evidence: dict[int, str] = {}
        claims: dict[str, list[Claim]] = defaultdict(list)
        for claim in result.claims:
            claims[claim.document].append(claim)
        known = stamps.documents if stamps else {}
        self.claims = {document: known.get(document) or _digest_of(found) for document, found in claims.items()}
        self._home = {c.id: c.document for c in result.claims}
        # The hash of its file is among the metadata of a document: its text is told by that.
        self.documents = {d.id: digest([to_line(d, exclude={"text", "blocks"}).decode()]) for d in result.documents}

    def finding(self, finding: Finding) -> str:
        """The mark of a finding: of all that is said of it, of its documents with their claims, and of its verdicts."""
        homes = sorted({self._home[c] for c in finding.claims})
        review = self._reviews.get(finding.id)
        stamp = self._stamps.get(finding.id)
        parts = ["stamp", finding.id, stamp] if stamp else self._told(finding)
        parts += ["documents", *(self.documents.get(d, "") + self.claims[d] for d in homes)]
        return digest([*parts, *_verdicts(review)])

    def _told(self, finding: Finding) -> list[str]:
        """All that is said of a finding."""
        parts = [finding.id, finding.status, finding.kind, finding.title, finding.entity, finding.property, repr(finding.weight)]
        parts += ["claims", *finding.claims, "voices"]
        for voice in finding.voices:
            parts += [voice.value_text, *voice.claims, "of", *voice.documents, str(voice.independent)]
        parts.append("relations")
        for relation in finding.relations:
            parts += self._relation(relation)
        return parts

    def _relation(self, relation: Relation) -> Iterable[str]:
        yield from (relation.a, relation.b, relation.relation, relation.reason, relation.explanation, repr(relation.weight))
        yield from map(self._said, relation.evidence)

    def _said(self, evidence: Evidence) -> str:
        """One piece of evidence; most are shared by many pairs (`atodds.link.linker.evidence_of`), so each is looked at once."""
        found = self._evidence.get(id(evidence))
        if found is None:
            found = "\x1f".join((evidence.comparison, evidence.level, repr(evidence.weight), evidence.detail))
            self._evidence[id(evidence)] = found
        return found


def _verdicts(review: FindingReview | None) -> list[str]:
    return ["verdicts", *(to_line(standing(state)).decode() for state in review.verdicts)] if review else []


def _digest_of(records: Sequence[Record]) -> str:
    return digest([to_line(record).decode() for record in records])


def digest(parts: Sequence[str]) -> str:
    """One hash of many parts, in their order."""
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()
