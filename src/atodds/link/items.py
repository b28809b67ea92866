"""Linked pairs to data items: clusters of claims.

A claim joins an item if its links to the item's claims are strong enough, the mean and the strongest taken together: one strong
link does not carry it over weak ones to the rest (the fault of taking connected components; Hassanzadeh et al. 2009, "Framework
for evaluating clustering algorithms in duplicate detection").
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import NamedTuple

from atodds.link.linker import Pair

# A data item may hold claims that are rather not of one thing, for agreement costs nobody time. Below this, figures of two firms that
# stand alike in two texts come together in the bundled documents; from -1.2 to -0.9 the conflicts of no dossier change.
LINK = -0.9
# How much the mean link between two clusters counts against their strongest one: alone, the mean keeps a claim out for the
# wording of one other; the strongest alone chains items together.
MEAN_SHARE = 0.5
# Claims of one value that are linked by so many bits count as one voice: the best-worded of them is what another figure is held
# against, and not their mean. At eight to one, a wrong link among them is rare.
ONE_VOICE = 3.0
# What a pair counts that was no candidate or that a person declared not the same: it keeps clusters apart.
ABSENT = -6.0
# What a person's word counts: more than all links together.
DECLARED = 1000.0


def data_items(pairs: Iterable[Pair], forced: Mapping[frozenset[str], bool]) -> list[list[str]]:
    """Clusters of claim ids, each sorted, in order of their first id.

    ``forced``: pairs that a person declared the same (True) or not (False): kept together, kept apart.
    """
    weights: dict[str, dict[str, float]] = defaultdict(dict)
    sure: set[tuple[str, str]] = set()
    for pair in pairs:
        weights[pair.a.id][pair.b.id] = weights[pair.b.id][pair.a.id] = pair.weight
        if pair.weight >= ONE_VOICE and says_one_figure(pair):
            sure.add((pair.a.id, pair.b.id) if pair.a.id < pair.b.id else (pair.b.id, pair.a.id))
    for declared, same in forced.items():
        a, b = sorted(declared)
        weights[a][b] = weights[b][a] = DECLARED if same else -DECLARED
    items: list[list[str]] = []
    for component in _components({a: [b for b, weight in others.items() if weight >= LINK] for a, others in weights.items()}):
        if len(component) > 1:
            voices = _voices(component, weights, sure)
            joined = _agglomerate(list(voices), _between(voices, weights))
            items.extend(sorted(m for voice in item for m in voices[voice]) for item in joined)
    return sorted(item for item in items if len(item) > 1)


def says_one_figure(pair: Pair) -> bool:
    """Whether both claims state one value, perhaps rounded by one of them."""
    for piece in pair.evidence:  # asked of every pair several times
        if piece.comparison == "value":
            return piece.level.startswith(("same", "meets"))
    return False


def _voices(members: Sequence[str], weights: Mapping[str, Mapping[str, float]], sure: Collection[tuple[str, str]]) -> dict[str, list[str]]:
    """The claims that surely state one value of one thing, together, by the first of them; every other claim by itself."""
    voice = {member: member for member in members}
    parts = {member: [member] for member in members}
    told = [(-weights[a][b], a, b) for a in members for b in weights[a] if (a, b) in sure]
    for _, a, b in sorted(told):
        x, y = sorted((voice[a], voice[b]))
        if x == y or any(weights[m].get(n, 0.0) <= -DECLARED for m in parts[x] for n in parts[y]):
            continue
        parts[x] += parts.pop(y)
        voice.update(dict.fromkeys(parts[x], x))
    return {first: sorted(part) for first, part in parts.items()}


def _between(voices: Mapping[str, Sequence[str]], weights: Mapping[str, Mapping[str, float]]) -> dict[str, dict[str, float]]:
    """The weights between voices: that of their best-worded claims, unless a person has parted two of them."""
    voice = {member: first for first, part in voices.items() for member in part}
    found: dict[str, dict[str, float]] = {first: {} for first in voices}
    for a, first in voice.items():
        for b, weight in weights[a].items():
            other = voice.get(b, first)
            if other != first:
                before = found[first].get(other, weight)
                found[first][other] = min(before, weight) if -DECLARED in (before, weight) else max(before, weight)
    return found


def _components(graph: Mapping[str, Sequence[str]]) -> list[list[str]]:
    seen: set[str] = set()
    found = []
    for start in sorted(graph):
        if start in seen:
            continue
        stack, members = [start], []
        seen.add(start)
        while stack:
            node = stack.pop()
            members.append(node)
            new = [other for other in graph[node] if other not in seen]
            seen.update(new)
            stack += new
        found.append(sorted(members))
    return found


class _Link(NamedTuple):
    """What is known between two clusters: the sum, the number and the maximum of the weights of their pairs."""

    total: float
    known: int
    most: float


def _agglomerate(members: Sequence[str], weights: Mapping[str, Mapping[str, float]]) -> list[list[str]]:
    """Join the two clusters of the strongest link until none reaches ``LINK``.

    Only pairs that have a weight are kept: the work grows with their number, not with the square or cube of the members.
    """
    places = {member: n for n, member in enumerate(members)}
    clusters: dict[int, list[str]] = {n: [m] for n, m in enumerate(members)}
    links: dict[int, dict[int, _Link]] = {n: {} for n in clusters}
    heap: list[tuple[float, int, int, _Link]] = []

    def connect(i: int, j: int, link: _Link) -> None:
        links[i][j] = links[j][i] = link
        strength = _strength(link, len(clusters[i]) * len(clusters[j]))
        if strength >= LINK:
            heapq.heappush(heap, (-strength, min(i, j), max(i, j), link))

    for member, i in places.items():
        for other, weight in weights[member].items():
            j = places.get(other, -1)
            if j > i:
                connect(i, j, _Link(weight, 1, weight))
    while heap:
        _, i, j, link = heapq.heappop(heap)
        if links.get(i, {}).get(j) is not link:
            continue  # one of the two has grown or is gone since
        clusters[i] += clusters.pop(j)
        theirs = links.pop(j)
        for k in sorted({*links[i], *theirs} - {i, j}):
            connect(i, k, _merged(links[i].get(k), theirs.get(k)))
            links[k].pop(j, None)
        del links[i][j]
    return [sorted(c) for c in clusters.values()]


def _strength(link: _Link, pairs: int) -> float:
    """The strength of a link between two clusters of so many pairs, those without a weight counted as ``ABSENT``."""
    mean = (link.total + ABSENT * (pairs - link.known)) / pairs
    return MEAN_SHARE * mean + (1 - MEAN_SHARE) * link.most


def _merged(a: _Link | None, b: _Link | None) -> _Link:
    if a is None or b is None:
        found = a or b
        assert found is not None
        # Told apart from the link before by being another object: that is how an outdated entry of the queue is known.
        return _Link(*found[:2], max(found.most, ABSENT))
    return _Link(a.total + b.total, a.known + b.known, max(a.most, b.most))
