"""How many independent voices stand behind each value, and the order of the queue."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence

from atodds.link.entities import EntityIndex
from atodds.model.records import SEVERITY, Claim, Finding, Relation, RelationKind, Voice, finding_id
from atodds.model.values import Quantity

# The queue's order: status first, by far; then how far the values are apart, how many documents speak, how sure the link is, and whether
# both could be right in logic.
STATUS_WEIGHT = 1000.0
SIZE_WEIGHT = 10.0  # for each doubling between the extreme values, at most MOST_DOUBLINGS of them
MOST_DOUBLINGS = 5.0
VOICE_WEIGHT = 5.0  # for each document beyond the first
IMPLIED = "implicature"
IMPLIED_WEIGHT = -10.0  # as much as one doubling: nobody errs who wrote "over 60" of 65, though readers are misled


def finding_of(members: Sequence[Claim], relations: Sequence[Relation], entities: EntityIndex) -> Finding | None:
    """The finding of a data item, or None if nothing was comparable. ``members`` in document order."""
    told = [r for r in relations if r.relation is not RelationKind.NOT_COMPARABLE]
    if not told:
        return None
    status = min((r.relation for r in told), key=SEVERITY.__getitem__)
    in_play = {i for r in told for i in (r.a, r.b)}
    claims = [c for c in members if c.id in in_play]
    voices = voices_of(claims, relations)
    telling = _telling(claims, {i for r in told if r.relation is status for i in (r.a, r.b)})
    entity, prop = _about(telling, {i for r in told if r.relation is status for i in (r.a, r.b)}, entities)
    return Finding(
        id=finding_id(claims[0].id),
        status=status,
        kind=claims[0].value.kind,
        title=title_of(telling, entity, prop, entities),
        entity=entity,
        property=prop,
        claims=tuple(c.id for c in claims),
        relations=tuple(r for r in relations if r.a in in_play and r.b in in_play),
        voices=voices,
        weight=round(weight_of(status, claims, told), 3),
    )


def _telling(claims: Sequence[Claim], worst: Collection[str]) -> list[Claim]:
    """The claims in the order in which they tell what a finding is about.

    Those that give it its status come first, and of these those that name their subject.
    """
    return sorted(claims, key=lambda c: (c.id not in worst, c.features.get("how", ("default",))[0] != "named"))


# How much a claim counts in what its finding is about, by how its subject was found: of two alike the one that names it decides, and
# what "we" stands for is the publisher more often than the thing. Two claims always count more than one.
_BY_HOW = {"named": 1.0, "default": 0.8, "we": 0.6}
_POINTED = 0.9


def _about(telling: Sequence[Claim], worst: Collection[str], entities: EntityIndex) -> tuple[str, str]:
    """The entity that most of the claims in question are about, and what the first of its claims measures; empty if none says."""
    votes: dict[str, float] = {}
    for claim in telling:
        if claim.subject and claim.id in worst:
            key = entities.key(claim.subject)
            votes[key] = votes.get(key, 0.0) + _BY_HOW.get(claim.features.get("how", ("default",))[0], _POINTED)
    entity = max(votes, key=lambda key: votes[key], default=next((entities.key(c.subject) for c in telling if c.subject), ""))
    own = [c for c in telling if c.subject and entities.key(c.subject) == entity]
    prop = next((c.property for c in (*own, *telling) if c.property and c.property.casefold() not in c.subject.casefold().split()), "")
    return entity, prop


def title_of(claims: Sequence[Claim], entity: str, prop: str, entities: EntityIndex) -> str:
    """What a finding is about, in words: the entity and the property."""
    known = entities.entities.get(entity)
    name = known.name if known is not None else entity
    words = _spoken(claims, prop)
    return f"{name}: {words}" if name and words else name or words or claims[0].value_text


# What is told of who did something is kept under this and the verb (`atodds.extract.deeds`).
_DEED = "by:"


def _spoken(claims: Sequence[Claim], prop: str) -> str:
    """A property in words: a concept by its name, a word of the text in the form that the text has it in ("researchers")."""
    if prop.startswith(_DEED):
        return f"{prop.removeprefix(_DEED).replace('_', ' ')}, by whom"
    if not prop.isalpha():
        return prop.replace("_", " ")
    several = re.compile(rf"\b(?:{prop}(?:s|es)|{prop.removesuffix('y')}ies)\b", re.IGNORECASE)
    found = next((m.group() for c in claims if c.property == prop and (m := several.search(c.quote)) is not None), prop)
    return found if found.isupper() else found.lower()


def voices_of(claims: Sequence[Claim], relations: Sequence[Relation]) -> tuple[Voice, ...]:
    """The values of a finding with who states them: claims that agree or are compatible with the first of a group join it.

    Mentions of a value in one document are one voice.
    """
    same = {frozenset((r.a, r.b)) for r in relations if r.relation in (RelationKind.AGREES, RelationKind.COMPATIBLE)}
    groups: list[list[Claim]] = []
    for claim in claims:
        group = next((g for g in groups if all(frozenset((claim.id, other.id)) in same for other in g)), None)
        if group is None:
            groups.append([claim])
        else:
            group.append(claim)
    voices = []
    for group in groups:
        documents = tuple(sorted({c.document for c in group}))
        voices.append(
            Voice(value_text=group[0].value_text, claims=tuple(c.id for c in group), documents=documents, independent=len(documents))
        )
    return tuple(voices)


def weight_of(status: RelationKind, claims: Sequence[Claim], relations: Sequence[Relation]) -> float:
    """Where a finding stands in the queue: larger is earlier."""
    level = STATUS_WEIGHT * (len(SEVERITY) - SEVERITY[status])
    sizes = [abs(c.value.low) for c in claims if isinstance(c.value, Quantity) and c.value.low]
    spread = min(MOST_DOUBLINGS, math.log2(max(sizes) / min(sizes))) if len(sizes) > 1 else 0.0
    documents = len({c.document for c in claims})
    worst = [r for r in relations if r.relation is status]
    sure = max((r.weight for r in worst), default=0.0)
    implied = IMPLIED_WEIGHT if worst and all(r.reason == IMPLIED for r in worst) else 0.0
    return level + SIZE_WEIGHT * spread + VOICE_WEIGHT * (documents - 1) + sure + implied
