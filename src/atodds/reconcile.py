"""The chain from documents to a result, in memory: extract, link, compare, weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from atodds.compare import Outcome, Rates, compare
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.extract.rates import stated_rates
from atodds.link.comparisons import Setting
from atodds.link.entities import EntityIndex, gather
from atodds.link.items import data_items
from atodds.link.linker import Pair, candidate_pairs, score, score_all
from atodds.link.rivals import with_rivals
from atodds.model.records import Claim, Document, Finding, Relation, RelationKind, Result, SkippedPairs
from atodds.weigh import finding_of

# A conflict is only called one where the link is surer than even odds by this many bits: a reviewer who opens a conflict
# must find one, so precision comes before recall.
CONFLICT_BITS = 0.5

Progress = Callable[[str, int, int], None]


class ExtractionCache(Protocol):
    """Keeps the claims of a document between runs."""

    def get(self, document: Document) -> Sequence[Claim] | None:
        """The claims kept for exactly this document, or None."""

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""


def reconcile(
    documents: Sequence[Document],
    *,
    curation: Any = None,
    rates: Mapping[str, float] | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress | None = None,
    cache: ExtractionCache | None = None,
) -> Result:
    """Find what the documents contradict, confirm and change; the same input gives the same result.

    Raises ModelError if the parser's language model is not installed.
    """
    lexicon = lexicon or Lexicon.load()
    claims: list[Claim] = []
    for n, document in enumerate(documents):
        kept = cache.get(document) if cache is not None else None
        if kept is None:
            kept = extract(document, lexicon)
            if cache is not None:
                cache.put(document, kept)
        claims.extend(kept)
        if progress is not None:
            progress("extract", n + 1, len(documents))
    return reconcile_claims(documents, claims, curation=curation, rates=rates, lexicon=lexicon)


def reconcile_claims(
    documents: Sequence[Document], claims: Sequence[Claim], *, lexicon: Lexicon, curation: Any = None, rates: Mapping[str, float] | None = None
) -> Result:
    """Link, compare and weigh claims that are already extracted."""
    entities = _entities(documents, claims, curation)
    setting = Setting.of(claims, entities, lexicon)
    pairs = with_rivals(score_all(candidate_pairs(claims), setting))
    by_id = {c.id: c for c in claims}
    known = {frozenset((p.a.id, p.b.id)): p for p in pairs}
    table = Rates.of(rates or {}, ((r.one, r.other, r.rate) for r in stated_rates(documents)))
    skipped: Counter[str] = Counter()
    example: dict[str, tuple[str, str]] = {}
    findings: list[Finding] = []
    for item in data_items(pairs, {}):
        members = sorted((by_id[i] for i in item), key=lambda c: (c.document, c.value_span, c.id))
        relations = []
        for a, b in _combinations(members):
            pair = known.get(frozenset((a.id, b.id))) or score(a, b, setting)
            relation = _relate(a, b, pair, table, entities, lexicon)
            if relation.relation is RelationKind.NOT_COMPARABLE:
                skipped[relation.reason] += 1
                example.setdefault(relation.reason, (a.id, b.id))
            relations.append(relation)
        finding = finding_of(members, relations, entities)
        if finding is not None:
            findings.append(finding)
    findings.sort(key=lambda f: (-f.weight, f.id))
    used = {entities.key(c.subject) for c in claims if c.subject}
    return Result(
        documents=tuple(documents),
        claims=tuple(c.model_copy(update={"entity": entities.key(c.subject) if c.subject else ""}) for c in claims),
        findings=tuple(findings),
        entities=tuple(entities.entities[k] for k in sorted(used) if k in entities.entities),
        skipped=tuple(SkippedPairs(reason=r, count=n, example=example.get(r)) for r, n in sorted(skipped.items())),
    )


def _combinations(members: Sequence[Claim]) -> Iterable[tuple[Claim, Claim]]:
    return ((members[i], members[j]) for i in range(len(members)) for j in range(i + 1, len(members)))


def _entities(documents: Sequence[Document], claims: Sequence[Claim], curation: Any) -> EntityIndex:
    names: Counter[str] = Counter()
    for claim in claims:
        names.update(claim.features.get("names", ()))
        if claim.subject:
            names[claim.subject] += 1
    aliases = getattr(curation, "aliases", ())
    return gather(names, [d.text for d in documents], aliases)


def _relate(a: Claim, b: Claim, pair: Pair, rates: Rates, entities: EntityIndex, lexicon: Lexicon) -> Relation:
    outcome = compare(a, b, rates=rates, key=entities.key, behaviour=_behaviour(a, b, lexicon))
    if outcome.clashes and pair.weight < CONFLICT_BITS:
        outcome = Outcome(
            RelationKind.NOT_COMPARABLE, "weak_link", f"“{a.value_text}” and “{b.value_text}” differ, but it is not sure enough that they are about the same thing."
        )
    return Relation(
        a=a.id, b=b.id, relation=outcome.relation, reason=outcome.reason, explanation=outcome.explanation, weight=pair.weight, evidence=pair.evidence
    )


def _behaviour(a: Claim, b: Claim, lexicon: Lexicon) -> str:
    for key in (a.property, b.property):
        concept = lexicon.concepts.get(key)
        if concept is not None and not concept.weak:
            return concept.over_time
    return "unknown"
