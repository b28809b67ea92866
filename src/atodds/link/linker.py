"""Claims to pairs about the same data item: blocking, then comparisons, summed to a match weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from atodds.link.comparisons import COMPARISONS, weights
from atodds.link.events import act_of, families_of, is_event, score_events
from atodds.link.profiles import ROLE_WEIGHT, Setting
from atodds.link.statements import is_statement, score_statements
from atodds.model.records import Claim, Evidence

# A block of more claims than this says too little to compare all its pairs: a word so common does not link.
LARGEST_BLOCK = 400

class Pair(NamedTuple):
    """Two claims with the match weight of their link and the evidence behind it."""

    a: Claim
    b: Claim
    weight: float
    evidence: tuple[Evidence, ...]


def value_classes(claim: Claim) -> tuple[str, ...]:
    """What two values must share one of to be compared at all: the kind of value; all currencies are one kind."""
    kind = claim.features.get("kind", (claim.value.kind,))[0]
    if kind == "other":
        return (getattr(claim.value, "unit", "other"),)
    return (kind, "money") if "bare" in claim.features else (kind,)


def blocking_keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """The blocks of a claim: its kind of value with its property, with each concept it could be, and with each word around it."""
    keys = {claim.property, *claim.features.get("concepts", ())}
    for role in ROLE_WEIGHT:
        keys.update(claim.features.get(role, ()))
    if is_event(claim):
        keys.update((act_of(claim), *(f"~{family}" for family in families_of(claim))))
    for cls in value_classes(claim):
        for key in keys:
            if key:
                yield cls, key


def candidate_pairs(claims: Sequence[Claim]) -> list[tuple[Claim, Claim]]:
    """The pairs worth comparing: never all pairs, each pair once, in a stable order."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        for key in set(blocking_keys(claim)):
            blocks[key].append(n)
    pairs: set[tuple[int, int]] = set()
    for members in blocks.values():
        if len(members) <= LARGEST_BLOCK:
            pairs.update(combinations(members, 2))
    return [(claims[i], claims[j]) for i, j in sorted(pairs)]


def score(a: Claim, b: Claim, setting: Setting) -> Pair:
    """The match weight of two claims, with its parts."""
    if is_statement(a):
        return Pair(a, b, *score_statements(a, b, setting))
    if is_event(a):
        return Pair(a, b, *score_events(a, b, setting))
    table = weights()
    total = table["prior"]["pair"]
    evidence = []
    for comparison in COMPARISONS:
        level = comparison.level(a, b, setting)
        if level is not None:
            weight = table[comparison.name][level.name]
            total += weight
            evidence.append(Evidence(comparison=comparison.name, level=level.name, weight=weight, detail=level.detail))
    return Pair(a, b, round(total, 2), tuple(evidence))


def score_all(pairs: Iterable[tuple[Claim, Claim]], setting: Setting) -> list[Pair]:
    """Score each pair."""
    return [score(a, b, setting) for a, b in pairs]
