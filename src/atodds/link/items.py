"""Linked pairs to data items: clusters of claims.

A claim joins an item if its links to the item's claims are strong enough, the mean and the strongest taken together: one strong
link does not carry it over weak ones to the rest (the fault of taking connected components; Hassanzadeh et al. 2009, "Framework
for evaluating clustering algorithms in duplicate detection").
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from atodds.link.linker import Pair

# Even odds that two claims are about one data item.
LINK = -1.2
# How much the mean link between two clusters counts against their strongest one: alone, the mean keeps a claim out for the
# wording of one other; the strongest alone chains items together.
MEAN_SHARE = 0.5
# What a pair counts that was no candidate or that a person declared not the same: it keeps clusters apart.
ABSENT = -6.0


# What a person's word counts: more than all links together.
DECLARED = 1000.0


def data_items(pairs: Sequence[Pair], forced: Mapping[frozenset[str], bool]) -> list[list[str]]:
    """Clusters of claim ids, each sorted, in order of their first id.

    ``forced``: pairs that a person declared the same (True) or not (False): kept together, kept apart.
    """
    weights: dict[frozenset[str], float] = {frozenset((p.a.id, p.b.id)): p.weight for p in pairs}
    weights.update({pair: DECLARED if same else -DECLARED for pair, same in forced.items()})
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
    """Join the two clusters of the strongest link until none reaches ``LINK``."""
    clusters: dict[int, list[str]] = {n: [m] for n, m in enumerate(members)}
    links: dict[tuple[int, int], tuple[float, float]] = {}  # sum and maximum of the weights between two clusters
    for i in range(len(members)):
        for j in range(i + 1, len(members)):
            weight = weights.get(frozenset((members[i], members[j])), ABSENT)
            links[i, j] = (weight, weight)

    def strength(pair: tuple[int, int]) -> float:
        total, most = links[pair]
        return MEAN_SHARE * total / (len(clusters[pair[0]]) * len(clusters[pair[1]])) + (1 - MEAN_SHARE) * most

    while True:
        best = max(links, key=lambda ij: (strength(ij), -ij[0], -ij[1]), default=None)
        if best is None or strength(best) < LINK:
            return [sorted(c) for c in clusters.values() if len(c) > 1]
        i, j = best
        del links[best]
        for k in clusters:
            if k not in (i, j):
                total, most = links.pop((min(j, k), max(j, k)))
                before = links[min(i, k), max(i, k)]
                links[min(i, k), max(i, k)] = (before[0] + total, max(before[1], most))
        clusters[i] += clusters.pop(j)
