"""The chain from documents to a result, in memory: extract, link, compare, weigh."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Protocol

from atodds.bydocument import capitals_in, introductions_in
from atodds.changes import UNSURE, WEAK_LINK, closed, ease, no_change, too_weak
from atodds.collector import without_collector
from atodds.compare import Outcome, Rates
from atodds.curated import apply_curation, in_order
from atodds.curation import Curation
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.groups import Found
from atodds.kept import Digests, Keep, Kept, stamped
from atodds.link.asked import askable
from atodds.link.batches import batches
from atodds.link.blocking import candidate_pairs
from atodds.link.entities import EntityIndex, Introduction, gather
from atodds.link.items import data_items
from atodds.link.linker import Pair
from atodds.link.near import pairs_near
from atodds.link.profiles import Setting
from atodds.link.rivals import with_rivals
from atodds.link.topics import bodies, name_words
from atodds.link.vetoes import APART_AT_ANY_TIME, veto
from atodds.link.years import with_years
from atodds.model.records import Claim, Document, Evidence, Relation, RelationKind, Result, lean
from atodds.model.stamps import Stamps
from atodds.pairing import ClaimPair, Here, Pairing
from atodds.quiet import rates_in, sums_in
from atodds.told import Affirmed, Told
from atodds.weigh import finding_of

# A conflict is only called one where the link is at least this many bits surer than even odds: a reviewer who opens a conflict
# must find one, so precision comes before recall.
CONFLICT_BITS = 0.0
# Two numbers need three quarters of a bit more, odds of five to three: of the conflicts in the dossiers of tests/unseen and
# tests/counted 90 of 121 are right from there on; at half a bit, before where numbers stand was looked at, 92 of 131. Of dates 0.78
# are right at even odds.
NUMBER_CONFLICT_BITS = 0.75

# Pairs that are linked less than this are not compared: no cluster takes them in.
FLOOR_BITS = -9.0
# Pairs that are linked so well that they mostly end in one item: what was decided of them is kept until that is known.
LIKELY_BITS = 0.0
# In an item of more claims than this, pairs that were no candidates are not compared: nobody reviews the square of it.
WHOLE_ITEM = 40
# What a person's word weighs: more than all evidence together.
DECLARED_BITS = 100.0

Progress = Callable[[str, int, int], None]
# Makes what scores and compares the pairs, of what that needs: here, or on other machines.
MakePairing = Callable[[Setting, Rates], Pairing]


class ExtractionCache(Protocol):
    """Keeps the claims of a document between runs."""

    def told(self, document: Document) -> Told | None:
        """The claims kept for exactly this document, or None."""

    def put(self, document: Document, claims: Sequence[Claim]) -> None:
        """Keep the claims of a document."""


def reconcile(
    documents: Sequence[Document],
    *,
    curation: Curation | None = None,
    rates: Mapping[str, float] | None = None,
    lexicon: Lexicon | None = None,
    progress: Progress | None = None,
    cache: ExtractionCache | None = None,
    pairing: MakePairing = Here,
    near: Collection[str] | None = None,
    keep: Keep | None = None,
    stamps: Stamps | None = None,
) -> Result:
    """Find what the documents contradict, confirm and change; the same input gives the same result, wherever ``pairing`` works.

    ``near``: ids of documents; only the findings that they have a part in are looked for, and come out as they do without it.
    ``keep``: keeps links between two runs of this program with this lexicon, so that only what changed is linked again;
    ``stamps`` are then filled with those of the result.

    Raises ModelError if the parser's language model is not installed.
    """
    lexicon, curation = lexicon or Lexicon.load(), curation or Curation()
    extracted: list[Told] = []
    for n, document in enumerate(documents):
        with without_collector():
            kept = cache.told(document) if cache is not None else None
        if kept is None:
            kept = Told(extract(document, lexicon))
            if cache is not None:
                cache.put(document, kept.claims)
        extracted.append(kept)
        if progress is not None:
            progress("extract", n + 1, len(documents))
    with without_collector():
        return _reconciled(documents, extracted, lexicon, curation, rates or {}, pairing, near=near, keep=keep, stamps=stamps)


def reconcile_claims(
    documents: Sequence[Document],
    claims: Sequence[Claim],
    *,
    lexicon: Lexicon,
    curation: Curation | None = None,
    rates: Mapping[str, float] | None = None,
    pairing: MakePairing = Here,
    near: Collection[str] | None = None,
    keep: Keep | None = None,
    stamps: Stamps | None = None,
) -> Result:
    """Link, compare and weigh claims that are already extracted. ``near``, ``keep``, ``stamps``: as in `reconcile`."""
    told, said = [Told(claims)], curation or Curation()
    with without_collector():
        return _reconciled(documents, told, lexicon, said, rates or {}, pairing, near=near, keep=keep, stamps=stamps)


def _reconciled(
    documents: Sequence[Document],
    extracted: Sequence[Told],
    lexicon: Lexicon,
    curation: Curation,
    rates: Mapping[str, float],
    pairing: MakePairing,
    *,
    near: Collection[str] | None,
    keep: Keep | None,
    stamps: Stamps | None,
) -> Result:
    digests = Digests(extracted)
    capitals = capitals_in(documents, keep, digests)
    names = name_words(documents, capitals)
    claims, unread = _read(extracted, curation)
    claims, problems, waiting = apply_curation(documents, with_years(claims, documents, names), curation)
    entities = _entities(claims, curation, introduced=introductions_in(documents, keep, digests))
    related = bodies(names, {d.id: found.small for d, found in zip(documents, capitals, strict=True)})
    claims = in_order(documents, askable(claims, entities, lexicon, unread, related))
    table = Rates.of(rates, ((r.one, r.other, r.rate) for r in rates_in(documents, keep, digests)))
    setting = Setting.of(claims, entities, lexicon, bodies=related, lengths={d.id: len(d.text) for d in documents})
    kept = Kept(keep, claims, setting, table.told(), digests) if keep is not None and near is None else None
    found = _findings(claims, setting, curation, pairing(setting, table), near=near, kept=kept)
    if kept is not None:
        kept.finish()
    claims = [_about(c, entities.key(c.subject) if c.subject else "") for c in claims]
    sums = sums_in([d for d in documents if near is None or d.id in near], claims, keep if near is None else None, digests)
    claims = sorted((*claims, *sums.claims), key=lambda c: (c.document, c.value_span, c.id)) if sums.claims else claims
    findings = sorted((*found.findings, *sums.findings), key=lambda f: (-f.weight, f.id))
    if kept is not None and stamps is not None:
        stamped(stamps, documents, claims, findings, digests, kept.stamps)
    used = {entities.key(c.subject) for c in claims if c.subject}
    return Result(
        documents=tuple(documents),
        claims=tuple(claims),
        findings=tuple(findings),
        entities=tuple(entities.entities[k] for k in sorted(used) if k in entities.entities),
        problems=tuple(problems),
        skipped=found.told(),
        waiting=waiting,
    )


def _read(extracted: Iterable[Told], curation: Curation) -> tuple[list[Claim], list[Affirmed]]:
    """The claims to go on with, and those that are read where they are denied: none where people may have said something of them."""
    if curation.of_claims:
        return [_lean(claim) for told in extracted for claim in (*told.claims, *told.unread)], []
    return [_lean(claim) for told in extracted for claim in told.claims], [told.affirmed for told in extracted if told.affirmed]


def _lean(claim: Claim) -> Claim:
    lean(claim.value)
    return lean(claim)


def _about(claim: Claim, entity: str) -> Claim:
    """A claim with its entity."""
    return claim if claim.entity == entity else lean(claim.model_copy(update={"entity": entity}))


def _findings(
    claims: Sequence[Claim],
    setting: Setting,
    curation: Curation,
    pairing: Pairing,
    *,
    near: Collection[str] | None,
    kept: Kept | None,
) -> Found:
    """Pairs to data items to findings."""
    by_id = {c.id: c for c in claims}
    forced = {pair: same for pair, same in curation.forced.items() if pair <= by_id.keys()}
    found = Found()
    known = kept.pairs_among if kept is not None else None
    profiles = setting.profiles
    pairs_to_score = candidate_pairs(claims, setting.entities.key, lambda claim: profiles[claim.id].number, setting.bodies, known)
    for candidates, declared in batches(pairs_to_score, forced):
        if kept is not None:
            for group in kept.groups(candidates, declared, pairing):
                of_group = group.found
                if of_group is None:
                    of_group = _found(with_rivals(group.pairs), group.declared, by_id, by_id.keys(), group.pairing, setting.entities)
                    kept.put(group, of_group)
                found.add(of_group)
            continue
        wanted = by_id.keys() if near is None else {c.id for c in claims if c.document in near}
        pairs = with_rivals(pairing.score(candidates)) if near is None else _near(candidates, wanted, declared, pairing)
        found.add(_found(pairs, declared, by_id, wanted, pairing, setting.entities))
    return found


def _found(
    pairs: Sequence[Pair],
    declared: Mapping[frozenset[str], bool],
    by_id: Mapping[str, Claim],
    wanted: Collection[str],
    pairing: Pairing,
    entities: EntityIndex,
) -> Found:
    """What is found of pairs that hang together with no others."""
    found = Found()
    relations, items = _items(pairs, declared, by_id, wanted, pairing)
    for members in items:
        told = [r for a, b in _combinations(members) if (r := relations.get(frozenset((a.id, b.id)))) is not None]
        found.note(members, told)
        finding = finding_of(members, closed(told), entities)
        if finding is not None:
            found.findings.append(finding)
    return found


def _items(
    pairs: Sequence[Pair], forced: Mapping[frozenset[str], bool], by_id: Mapping[str, Claim], wanted: Collection[str], pairing: Pairing
) -> tuple[dict[frozenset[str], Relation], list[list[Claim]]]:
    """The relations of pairs, and the data items that they make, those with a wanted claim, each in document order.

    Most pairs of a crowd end in two items: a relation is made of those in one. Until it is known which these are, of the others not even
    the outcome is kept.
    """
    eased, outcomes = [], []
    for pair in pairs:
        declared = _declared(pair, forced) if forced else pair
        outcome = _decided(declared, pairing) if pair.weight >= FLOOR_BITS else None
        more = ease(outcome, declared.evidence) if outcome is not None else 0.0
        eased.append(pair._replace(weight=pair.weight + more) if more else pair)
        outcomes.append(outcome if eased[-1].weight >= LIKELY_BITS else None)
    found = [item for item in data_items(eased, forced) if any(i in wanted for i in item)]
    del eased
    items = [sorted((by_id[i] for i in item), key=lambda c: (c.document, c.value_span, c.id)) for item in found]
    of_item = {claim: n for n, item in enumerate(found) for claim in item}
    relations: dict[frozenset[str], Relation] = {}
    for pair, outcome in zip(pairs, outcomes, strict=True):
        item = of_item.get(pair.a.id)
        if item is not None and item == of_item.get(pair.b.id) and pair.weight >= FLOOR_BITS:
            relations[frozenset((pair.a.id, pair.b.id))] = _relate(_declared(pair, forced), pairing, outcome)
    for pair in pairing.score(_untold(items, relations), floor=float("-inf")):
        relations[frozenset((pair.a.id, pair.b.id))] = _relate(_declared(pair, forced), pairing)
    return relations, items


def _near(candidates: Sequence[ClaimPair], wanted: Collection[str], forced: Mapping[frozenset[str], bool], pairing: Pairing) -> list[Pair]:
    """The pairs that the data items of the wanted claims are formed of."""
    same = [pair for pair, is_same in forced.items() if is_same]

    def eased(pair: Pair) -> float:
        declared = _declared(pair, forced)
        return ease(_decided(declared, pairing), declared.evidence)

    return pairs_near(candidates, wanted, score=pairing.score, ease=eased, same=same)


def _untold(items: Iterable[Sequence[Claim]], relations: Mapping[frozenset[str], Relation]) -> list[ClaimPair]:
    """The pairs of one item that were no candidates, or too weak ones; not those of an item too large to be reviewed pair by pair."""
    return [
        (a, b)
        for members in items
        if len(members) <= WHOLE_ITEM
        for a, b in _combinations(members)
        if frozenset((a.id, b.id)) not in relations
    ]


def _combinations(members: Sequence[Claim]) -> Iterable[tuple[Claim, Claim]]:
    return ((members[i], members[j]) for i in range(len(members)) for j in range(i + 1, len(members)))


def _declared(pair: Pair, forced: Mapping[frozenset[str], bool]) -> Pair:
    """A pair that a person declared the same (or not) has that as its last word."""
    same = forced.get(frozenset((pair.a.id, pair.b.id)))
    if same is None:
        return pair
    weight = DECLARED_BITS if same else -DECLARED_BITS
    said = Evidence(comparison="declared", level="same" if same else "not_same", weight=weight, detail="declared in claims/")
    return Pair(pair.a, pair.b, weight, (*pair.evidence, said))


def entities_of(documents: Sequence[Document], claims: Sequence[Claim], curation: Curation) -> EntityIndex:
    """The names that claims are about or mention, those of one entity joined."""
    return _entities(claims, curation, texts=[d.text for d in documents])


def _entities(
    claims: Sequence[Claim], curation: Curation, *, texts: Sequence[str] = (), introduced: Sequence[Sequence[Introduction]] = ()
) -> EntityIndex:
    names: Counter[str] = Counter()
    for claim in claims:
        if claim.value.kind == "polarity":
            continue  # every clause is one before ``askable``: their names would outnumber the others
        names.update(claim.features.get("names", ()))
        if claim.subject:
            names[claim.subject] += 1
    return gather(names, texts, curation.aliases, curation.apart, introduced)


def _relate(pair: Pair, pairing: Pairing, outcome: Outcome | None = None) -> Relation:
    """The relation of a pair; ``outcome``: what was decided of it, where that is known."""
    relation, reason, explanation = outcome or _decided(pair, pairing)
    told = {"relation": relation, "reason": reason, "explanation": explanation}
    return lean(Relation(a=pair.a.id, b=pair.b.id, weight=pair.weight, evidence=pair.evidence, **told))


def _decided(pair: Pair, pairing: Pairing) -> Outcome:
    """How the values of a pair stand to each other, as far as its link bears that."""
    a, b = pair.a, pair.b
    outcome = pairing.outcome(a, b)
    differs = outcome.clashes or outcome.relation is RelationKind.UPDATED
    barred = veto(pair.evidence, one_document=a.document == b.document) if differs else None
    if barred is not None and (outcome.clashes or barred.reason in APART_AT_ANY_TIME):
        outcome = Outcome(barred.relation, barred.reason, f"“{a.value_text}” and “{b.value_text}” {barred.words}")
    elif outcome.clashes and pair.weight < (NUMBER_CONFLICT_BITS if a.value.kind == "quantity" else CONFLICT_BITS):
        outcome = Outcome(RelationKind.NOT_COMPARABLE, WEAK_LINK, f"“{a.value_text}” and “{b.value_text}” {UNSURE}")
    if outcome.relation is RelationKind.UPDATED and (other := no_change(pair, outcome.reason) or too_weak(pair, outcome.reason)):
        words = UNSURE if other == WEAK_LINK else "are of different rows, each of a subject of its own."
        outcome = Outcome(RelationKind.NOT_COMPARABLE, other, f"“{a.value_text}” and “{b.value_text}” {words}")
    return outcome
