"""Linked pairs to data items: average-linkage clusters of claims.

A claim joins an item if its mean match weight to the item's claims reaches ``LINK``: one strong link does not carry it over
weak ones to the rest (the fault of taking connected components; Hassanzadeh et al. 2009, "Framework for evaluating
clustering algorithms in duplicate detection").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from atodds.link.linker import Pair

# Even odds that two claims are about one data item.
LINK = 0.0
# What a pair counts that was no candidate or that a person declared not the same: it keeps clusters apart.
ABSENT = -6.0


def data_items(pairs: Sequence[Pair], forced: Mapping[frozenset[str], bool]) -> list[list[str]]:
    """Clusters of claim ids, each sorted, in order of their first id.

    ``forced``: pairs that a person declared the same (True) or not (False): kept together, kept apart.
    """
    weights: dict[frozenset[str], float] = {frozenset((p.a.id, p.b.id)): p.weight for p in pairs}
    weights.update({pair: 1000.0 if same else -1000.0 for pair, same in forced.items()})
    graph: dict[str, set[str]] = defaultdict(set)
    for pair, weight in weights.items():
        if weight >= LINK:
            a, b = sorted(pair)
            graph[a].add(b)
            graph[b].add(a)
    items = []
    for component in _components(graph):
        items.extend(_agglomerate(component, weights))
    return sorted(items)


def _components(graph: Mapping[str, set[str]]) -> list[list[str]]:
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
            for other in graph[node] - seen:
                seen.add(other)
                stack.append(other)
        found.append(sorted(members))
    return found


def _agglomerate(members: list[str], weights: Mapping[frozenset[str], float]) -> list[list[str]]:
    """Join the two clusters of the highest mean weight until none reaches ``LINK``."""
    clusters: dict[int, list[str]] = {n: [m] for n, m in enumerate(members)}
    sums: dict[tuple[int, int], float] = {}
    for i in range(len(members)):
        for j in range(i + 1, len(members)):
            sums[i, j] = weights.get(frozenset((members[i], members[j])), ABSENT)
    while True:
        best = max(sums, key=lambda ij: (sums[ij] / (len(clusters[ij[0]]) * len(clusters[ij[1]])), -ij[0], -ij[1]), default=None)
        if best is None or sums[best] / (len(clusters[best[0]]) * len(clusters[best[1]])) < LINK:
            return [sorted(c) for c in clusters.values() if len(c) > 1]
        i, j = best
        del sums[best]
        for k in clusters:
            if k not in (i, j):
                moved = sums.pop((min(j, k), max(j, k)))
                sums[min(i, k), max(i, k)] += moved
        clusters[i] += clusters.pop(j)
