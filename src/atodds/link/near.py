"""The pairs that decide about the data items of a few claims: all others can be left unscored.

Whether two claims are linked depends on their own words, on the rivals of either (``rivals.py``), and, in a data item, on the links
among its members. So what a few claims are linked with is looked up from them outwards, until nothing more is linked to what was
reached: their data items are then the same as if every pair had been scored.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Sequence

from atodds.link.comparisons import weights
from atodds.link.events import event_weights, is_event
from atodds.link.items import LINK
from atodds.link.linker import Pair
from atodds.link.rivals import NAME, with_rivals
from atodds.link.statements import is_statement
from atodds.model.records import Claim

Score = Callable[[Sequence[tuple[Claim, Claim]]], list[Pair]]


def pairs_near(
    candidates: Sequence[tuple[Claim, Claim]],
    claims: Collection[str],
    *,
    score: Score,
    ease: Callable[[Pair], float],
    same: Iterable[frozenset[str]] = (),
) -> list[Pair]:
    """The pairs, with the evidence of their rivals, among all claims that are linked to ``claims``, over whatever way.

    ``score``: gives pairs their own weights, those that are worth one. ``ease``: what a pair is eased by when data items are
    formed: not less for a pair of more bits. ``same``: pairs that a person declared the same.
    """
    surroundings = _Surroundings(candidates, score, ease)
    reached = set(claims)
    while True:
        pairs = with_rivals(surroundings.pairs_of(reached))
        out = [p for p in pairs if (p.a.id in reached) != (p.b.id in reached)]
        links: list[Collection[str]] = [(p.a.id, p.b.id) for p in out if _is_link(p, ease)]
        more = {claim for pair in (*links, *same) if not reached.isdisjoint(pair) for claim in pair} - reached
        if not more:
            return [p for p in pairs if p.a.id in reached and p.b.id in reached]
        reached |= more


def _is_link(pair: Pair, ease: Callable[[Pair], float]) -> bool:
    return pair.weight >= LINK or pair.weight + ease(pair) >= LINK


class _Surroundings:
    """Scores pairs as they are asked for, each once."""

    def __init__(self, candidates: Sequence[tuple[Claim, Claim]], score: Score, ease: Callable[[Pair], float]) -> None:
        self._ease = ease
        self._candidates = candidates
        self._score = score
        self._around: dict[str, list[int]] = defaultdict(list)
        for n, pair in enumerate(candidates):
            for claim in pair:
                self._around[claim.id].append(n)
        self._may: dict[tuple[str, str], bool] = {}
        self._looked_up: set[str] = set()
        self._asked: set[int] = set()
        self._pairs: dict[str, list[Pair]] = defaultdict(list)

    def pairs_of(self, claims: Collection[str]) -> list[Pair]:
        """All pairs of these claims, and of those that may turn out to be linked to one of them: their rivals are then known."""
        self._look_up(claims)
        near = {c.id for known in claims for p in self._pairs[known] if self._may_link(p) for c in (p.a, p.b)}
        self._look_up(near)
        found = {(p.a.id, p.b.id): p for claim in (*claims, *near) for p in self._pairs[claim]}
        return [found[key] for key in sorted(found)]

    def _may_link(self, pair: Pair) -> bool:
        """Whether a pair is linked if the evidence of its rivals speaks for it as much as that ever does."""
        key = (pair.a.id, pair.b.id)
        if key not in self._may:
            table = event_weights() if is_event(pair.a) else weights()
            most = 0.0 if is_statement(pair.a) else max(table[NAME].values())
            self._may[key] = _is_link(pair._replace(weight=pair.weight + most), self._ease)
        return self._may[key]

    def _look_up(self, claims: Collection[str]) -> None:
        asked = {n for c in claims if c not in self._looked_up for n in self._around[c]} - self._asked
        self._looked_up.update(claims)
        self._asked |= asked
        for pair in self._score([self._candidates[n] for n in sorted(asked)]):
            for claim in (pair.a, pair.b):
                self._pairs[claim.id].append(pair)
