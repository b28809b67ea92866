"""What is found of claims that are looked at together: pairs that are linked, the data items they make, and how their values stand."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence

from atodds.changes import UNSURE, WEAK_LINK, closed, ease, no_change, too_weak
from atodds.compare import Outcome
from atodds.curation import Curation
from atodds.groups import Found
from atodds.kept import Kept
from atodds.link.batches import batches
from atodds.link.blocking import candidate_pairs
from atodds.link.entities import EntityIndex
from atodds.link.items import data_items
from atodds.link.linker import Pair
from atodds.link.near import pairs_near
from atodds.link.profiles import Setting
from atodds.link.rivals import with_rivals
from atodds.link.vetoes import APART_AT_ANY_TIME, veto
from atodds.model.records import Claim, Evidence, Relation, RelationKind, lean
from atodds.pairing import ClaimPair, Pairing
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


def found_among(
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
    profiles = setting.profiles
    pairs_to_score = candidate_pairs(claims, setting.entities.key, lambda claim: profiles[claim.id].number)
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


def _combinations(members: Sequence[Claim]) -> Iterator[tuple[Claim, Claim]]:
    return ((members[i], members[j]) for i in range(len(members)) for j in range(i + 1, len(members)))


def _declared(pair: Pair, forced: Mapping[frozenset[str], bool]) -> Pair:
    """A pair that a person declared the same (or not) has that as its last word."""
    same = forced.get(frozenset((pair.a.id, pair.b.id)))
    if same is None:
        return pair
    weight = DECLARED_BITS if same else -DECLARED_BITS
    said = Evidence(comparison="declared", level="same" if same else "not_same", weight=weight, detail="declared in claims/")
    return Pair(pair.a, pair.b, weight, (*pair.evidence, said))


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
