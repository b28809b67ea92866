"""Claims to pairs about the same data item: blocking, then comparisons, summed to a match weight."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import combinations
from typing import NamedTuple

from atodds.link.comparisons import COMPARISONS, CORE, ROLE_WEIGHT, Setting, weights
from atodds.model.records import Claim, Evidence

# A block of more claims than this says too little to compare all its pairs: a word so common does not link.
LARGEST_BLOCK = 400

class Pair(NamedTuple):
    """Two claims with the match weight of their link and the evidence behind it."""

    a: Claim
    b: Claim
    weight: float
    evidence: tuple[Evidence, ...]


def value_class(claim: Claim) -> str:
    """What two values must share to be compared at all: kind and aspect; all currencies are one class."""
    kind = claim.features.get("kind", (claim.value.kind,))[0]
    aspect = claim.features.get("aspect", ("",))[0]
    if kind == "other":
        kind = getattr(claim.value, "unit", "other")
    return f"{kind}:{aspect}"


def blocking_keys(claim: Claim) -> Iterator[tuple[str, str]]:
    """The blocks of a claim: its class with its property, with each concept it could be, and with each word near its value."""
    cls = value_class(claim)
    keys = {claim.property, *claim.features.get("concepts", ())}
    for role, weight in ROLE_WEIGHT.items():
        if weight >= CORE:
            keys.update(claim.features.get(role, ()))
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
