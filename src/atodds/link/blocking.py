"""Which claims are worth comparing: blocking, so that the work grows with the claims and not with their square.

Claims meet in blocks: those of one kind of value that share a word, a concept or an act. What a block says depends on its size: a
word of five claims links, a word of five thousand does not. So every claim collects its partners from its rarest blocks first, up to a
number of places looked at (``MOST_VISITED``), ranks them by the bits of what they share, and keeps the best (``MOST_CANDIDATES``):
token blocking with its blocks and comparisons pruned (Papadakis et al. 2020, "Blocking and filtering techniques for entity
resolution", sections 3 and 4). Blocks too large to say anything by themselves count in pairs ("revenue" and "cloud"), and what still
meets nowhere else, thousands of figures of one entity and property, meets its neighbours in order of value (the sorted
neighbourhood of Hernández & Stolfo 1995). However the claims are spread, their pairs are bounded by a number for each.
"""

from __future__ import annotations

import functools
import heapq
import itertools
import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from atodds.link.acts import act_of, families_of
from atodds.link.denials import how_found
from atodds.link.events import is_event
from atodds.link.profiles import ROLE_WEIGHT, wording_of
from atodds.link.statements import is_statement
from atodds.model.records import Claim
from atodds.model.values import DateValue, Quantity

# A block of more claims than this says too little to compare all its pairs: a word so common does not link.
LARGEST_BLOCK = 400
# What it counts that two values are of one kind, beside a shared word. In a workspace of a few hundred claims, all of one kind are
# compared: one text in five tells of a thing without any word that the other has. In a larger one that block is too common.
KIND_WEIGHT = 0.1
# The same for a block of two common keys: there are many of them for each claim.
LARGEST_PAIRED_BLOCK = 100
# So many of a claim's common keys, the rarest, count in pairs: fifteen pairs.
PAIRED_KEYS = 6
# Neighbours by value within a block that is too large in every other way.
NEIGHBOURS = 8
# How many places of blocks are looked at for one claim: no dossier of some hundred claims comes near it.
MOST_VISITED = 4_000
# The partners that one claim is compared with by its own choice; others may choose it too. Twice what changes next to nothing in the
# gold dossiers: with 64 or without a bound the same findings, with 24 three of 395 change, with 16 eleven.
MOST_CANDIDATES = 32
# What the same value counts when partners are ranked, in bits: about what it weighs in the comparison of values.
SAME_VALUE_BITS = 8.0

Key = tuple[str, ...]
# Two claims, by their places in a sequence.
Places = tuple[int, int]


def value_classes(claim: Claim) -> tuple[str, ...]:
    """What two values must share one of to be compared at all: the kind of value; all currencies are one kind."""
    kind = claim.features.get("kind", (claim.value.kind,))[0]
    if kind == "other":
        return (getattr(claim.value, "unit", "other"),)
    return (kind, "money") if "bare" in claim.features else (kind,)


def blocking_keys(claim: Claim) -> dict[Key, float]:
    """The blocks of a claim, with what each counts.

    They are its kind of value with its property, with each concept it could be, and with each word around it.
    """
    words: dict[str, float] = dict.fromkeys((claim.property, *claim.features.get("concepts", ())), 1.0)
    if is_event(claim):
        words.update(dict.fromkeys((act_of(claim), *(f"~{family}" for family in sorted(families_of(claim)))), 1.0))
    for role, weight in ROLE_WEIGHT.items():
        for key in claim.features.get(role, ()):
            words.setdefault(key, weight)
    words[""] = KIND_WEIGHT
    return {(cls, key): weight for cls in value_classes(claim) for key, weight in words.items()}


def candidate_pairs(
    claims: Sequence[Claim],
    entity: Callable[[str], str] = str.casefold,
    wording: Callable[[Claim], Hashable] = wording_of,
) -> list[tuple[Claim, Claim]]:
    """The pairs worth comparing: never all pairs, each pair once, in a stable order.

    ``entity``: gives the key of the entity that a subject's words name; ``wording``: something that only claims of one wording have in
    common. No claim chooses more than ``MOST_CANDIDATES`` partners, and ``NEIGHBOURS`` more for each kind of its value.
    """
    total = len(claims)
    blocks = Blocks(claims, wording)
    # A pair is one number, i * total + j: a third of the memory of two in a tuple, in the same order.
    pairs = {i * total + j if i < j else j * total + i for i in range(total) for j in blocks.partners(i)}
    pairs.update(i * total + j for i, j in _neighbours(claims, entity))
    found = _without_strangers(claims, [divmod(pair, total) for pair in sorted(pairs)], entity)
    return [(claims[i], claims[j]) for i, j in found]


def _without_strangers(claims: Sequence[Claim], pairs: Sequence[Places], entity: Callable[[str], str]) -> list[Places]:
    """The pairs without those of two claims that name what they are about, two things, where the document of each has the other's own.

    Documents that list the founding, the staff and the turnover of ten firms would else make ten times the pairs.
    """
    key = functools.cache(entity)
    subjects = [key(c.subject) if c.subject and how_found(c) == "named" else "" for c in claims]
    home = [c.document for c in claims]
    own: set[tuple[int, str]] = set()
    for i, j in pairs:
        if subjects[i] and subjects[i] == subjects[j] and home[i] != home[j] and _told(claims[i]) == _told(claims[j]):
            own.update(((i, home[j]), (j, home[i]), (i, ""), (j, "")))

    def strange(i: int, j: int) -> bool:
        if not subjects[i] or not subjects[j] or subjects[i] == subjects[j]:
            return False
        there, here = ("", "") if home[i] == home[j] else (home[j], home[i])
        return (i, there) in own and (j, here) in own

    return [pair for pair in pairs if not strange(*pair)]


class Blocks:
    """The blocks of a number of claims; claims are known by their place in the sequence.

    ``visited`` counts the places of blocks that were looked at: the measure of the work that was done.
    """

    def __init__(self, claims: Sequence[Claim], wording: Callable[[Claim], Hashable] = wording_of) -> None:
        """Sort the claims into blocks; those of one ``wording`` and kind of value are in the same blocks."""
        self.visited = 0
        self._total = len(claims)
        self._values = [_value_key(claim) for claim in claims]
        ranked = sorted(range(len(claims)), key=lambda n: (claims[n].id, n))
        self._rank = dict(zip(ranked, itertools.count(), strict=False))  # ties are told apart by what does not depend on the order
        alike: dict[Hashable, list[int]] = {}
        for n, claim in enumerate(claims):
            alike.setdefault((wording(claim), value_classes(claim)), []).append(n)
        groups = list(alike.values())
        self._group = {n: number for number, group in enumerate(groups) for n in group}
        keys = [blocking_keys(claims[group[0]]) for group in groups]
        sizes = _sizes(keys, groups)
        common = {key: size for key, size in sizes.items() if size > LARGEST_BLOCK}
        if common:
            paired = [_paired(own, common) for own in keys]
            joint = _sizes(paired, groups)
            both = zip(keys, paired, strict=True)
            keys = [
                {k: w for k, w in (own | more).items() if k not in common and joint.get(k, 0) <= LARGEST_PAIRED_BLOCK} for own, more in both
            ]
        self._keys = keys
        self._blocks = _members(keys, groups)
        self._ordered: dict[int, list[tuple[list[int], float]]] = {}

    def _blocks_of(self, group: int) -> list[tuple[list[int], float]]:
        """The blocks of the claims of one wording, the rarest first, with the bits of being in one."""
        found = self._ordered.get(group)
        if found is None:
            weights, blocks = self._keys[group], self._blocks
            keys = sorted((k for k in weights if len(blocks[k]) > 1), key=lambda k: (len(blocks[k]), k))
            found = [(blocks[k], weights[k] * math.log2(1 + self._total / len(blocks[k]))) for k in keys]
            self._ordered[group] = found
        return found

    def partners(self, i: int) -> list[int]:
        """The claims that claim ``i`` is best compared with, at most ``MOST_CANDIDATES``."""
        shared: dict[int, float] = defaultdict(float)
        budget = MOST_VISITED
        for block, bits in self._blocks_of(self._group[i]):
            budget -= len(block)
            if budget < 0:
                break
            for j in block:
                shared[j] += bits
        self.visited += MOST_VISITED - max(budget, 0)
        shared.pop(i, None)
        if len(shared) <= MOST_CANDIDATES:
            return list(shared)
        own = self._values[i]

        def merit(j: int) -> tuple[float, int]:
            return -(shared[j] + (SAME_VALUE_BITS if own is not None and self._values[j] == own else 0.0)), self._rank[j]

        return heapq.nsmallest(MOST_CANDIDATES, shared, key=merit)


def _told(claim: Claim) -> str:
    """What is told of a thing: what is measured, or what happened to it."""
    return act_of(claim) if is_event(claim) else claim.property


def _sizes(keys: Sequence[Mapping[Key, float]], groups: Sequence[Sequence[int]]) -> dict[Key, int]:
    """In how many claims each key is, where the claims of a group have the same keys."""
    sizes: dict[Key, int] = defaultdict(int)
    for group, of_group in zip(groups, keys, strict=True):
        for key in of_group:
            sizes[key] += len(group)
    return sizes


def _members(keys: Sequence[Mapping[Key, float]], groups: Sequence[Sequence[int]]) -> dict[Key, list[int]]:
    blocks: dict[Key, list[int]] = defaultdict(list)
    for group, of_group in zip(groups, keys, strict=True):
        for key in of_group:
            blocks[key] += group
    return blocks


def _paired(keys: Mapping[Key, float], common: Mapping[Key, int]) -> dict[Key, float]:
    """The pairs of the rarest of a claim's keys that are too common to count alone."""
    found: dict[Key, float] = {}
    for cls in sorted({key[0] for key in keys}):
        mine = sorted((k for k in keys if k in common and k[0] == cls), key=lambda k: (common[k], k))[:PAIRED_KEYS]
        for a, b in itertools.combinations(mine, 2):
            found[cls, *sorted((a[1], b[1]))] = min(keys[a], keys[b])
    return found


def _neighbours(claims: Sequence[Claim], entity: Callable[[str], str]) -> Iterator[tuple[int, int]]:
    """Pairs of claims of one entity and property that lie next to each other by value, where these are too many to meet otherwise."""
    groups: dict[Key, list[int]] = defaultdict(list)
    for n, claim in enumerate(claims):
        if claim.subject and claim.property and not is_statement(claim):
            for cls in value_classes(claim):
                groups[cls, entity(claim.subject), claim.property].append(n)
    for members in groups.values():
        if len(members) > LARGEST_BLOCK:
            members.sort(key=lambda n: (_place(claims[n]), claims[n].id, n))
            for at, i in enumerate(members):
                for j in members[at + 1 : at + 1 + NEIGHBOURS]:
                    yield (i, j) if i < j else (j, i)


def _place(claim: Claim) -> float:
    value = claim.value
    if isinstance(value, Quantity):
        return value.low
    return float(value.low.toordinal()) if isinstance(value, DateValue) else 0.0


def _value_key(claim: Claim) -> tuple[object, ...] | None:
    """What two claims have in common that state the same value; None for a value that is no number and no date."""
    value = claim.value
    if isinstance(value, Quantity):
        return f"{value.low:.9g}", f"{value.high:.9g}", value.unit
    return (value.low, value.high) if isinstance(value, DateValue) else None
