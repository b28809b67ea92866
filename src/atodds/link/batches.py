"""Candidate pairs in batches, so that what is kept of pairs at one time does not grow with the claims.

Whatever is asked of a pair (its rivals, its data item) is answered by pairs that hang together with it through common claims. So pairs
can be worked through in batches that have no claim in common, with the same findings.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from atodds.model.records import Claim

# Pairs of a batch, about: enough to be shared out between machines, and some 300 MB of evidence at most. Pairs that hang together are
# never parted, so a batch may be larger.
BATCH = 100_000

ClaimPair = tuple[Claim, Claim]


class Batch(NamedTuple):
    """Pairs, and the pairs that a person declared the same (or not) among their claims."""

    pairs: Sequence[ClaimPair]
    forced: Mapping[frozenset[str], bool]


def batches(pairs: Sequence[ClaimPair], forced: Mapping[frozenset[str], bool], size: int = BATCH) -> Iterator[Batch]:
    """All pairs, those that hang together in one batch, in their order; every declared pair is in one batch too."""
    if len(pairs) <= size:
        yield Batch(pairs, forced)
        return
    root = _roots(pairs, forced)
    sizes = Counter(root(a.id) for a, _ in pairs)
    place: dict[str, int] = {}
    filled = 0
    for a, _ in pairs:
        own = root(a.id)
        if own not in place:
            place[own] = filled // size
            filled += sizes[own]
    parts: dict[int, list[ClaimPair]] = defaultdict(list)
    for pair in pairs:
        parts[place[root(pair[0].id)]].append(pair)
    said: dict[int, dict[frozenset[str], bool]] = defaultdict(dict)
    for declared, same in forced.items():
        said[place.get(root(min(declared)), 0)][declared] = same
    for number in sorted(parts):
        yield Batch(parts.pop(number), said[number])


class Roots:
    """Claims that hang together have one root (union-find with path halving: Tarjan & van Leeuwen 1984)."""

    def __init__(self) -> None:
        """Every claim by itself."""
        self.parent: dict[str, str] = {}

    def __call__(self, claim: str) -> str:
        """The root of a claim."""
        parent = self.parent
        while (above := parent.setdefault(claim, claim)) != claim:
            parent[claim] = claim = parent[above]
        return claim

    def join(self, a: str, b: str) -> None:
        """From now on these two hang together."""
        low, high = sorted((self(a), self(b)))
        self.parent[high] = low


def _roots(pairs: Sequence[ClaimPair], forced: Mapping[frozenset[str], bool]) -> Roots:
    roots = Roots()
    for a, b in pairs:
        roots.join(a.id, b.id)
    for declared in forced:
        roots.join(min(declared), max(declared))
    return roots
