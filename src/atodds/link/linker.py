"""Pairs of claims scored: several comparisons, each with a weight in bits, summed to the match weight of a link."""

from __future__ import annotations

import functools
import operator
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from atodds.link.comparisons import COMPARISONS, weights
from atodds.link.events import EVENT_COMPARISONS, event_weights
from atodds.link.profiles import Comparison, Level, Setting, in_bits
from atodds.link.statements import NAME_COMPARISONS, POLARITY_COMPARISONS, statement_weights
from atodds.model.records import Claim, Evidence

# A pair of no more bits is left out: neither its rivals nor its neighbours in a data item lift it to a link any more.
FLOOR = -8.0
# Sums of weights differ by less than this by the order in which they are added: weights have two decimals, as pairs do.
ROUNDING = 0.005


class Pair(NamedTuple):
    """Two claims with the match weight of their link and the evidence behind it."""

    a: Claim
    b: Claim
    weight: float
    evidence: tuple[Evidence, ...]


class _Step(NamedTuple):
    """A comparison of a scheme: its weights, its place in the evidence, and the most bits that all steps after it can add."""

    comparison: Comparison
    weights: Mapping[str, float]
    place: int
    most_after: float


class _Scheme(NamedTuple):
    """How claims of one kind of value are compared: all comparisons, and the same parted, for wordings that are compared once."""

    prior: float
    steps: tuple[_Step, ...]
    by_wording: tuple[_Step, ...]
    others: tuple[_Step, ...]


# The level that a comparison reached: its place in the evidence, its weight, and the evidence.
_Part = tuple[int, float, Evidence]


# Many pairs reach the same level for the same words: so many pieces of evidence are made once and shared, some 30 MB.
@functools.lru_cache(maxsize=1 << 15)
def evidence_of(comparison: str, level: Level, weight: float) -> Evidence:
    """The evidence that a comparison gives: the level it reached, what that weighs, and what was compared."""
    return Evidence(comparison=comparison, level=level.name, weight=weight, detail=level.detail)


def score(a: Claim, b: Claim, setting: Setting) -> Pair:
    """The match weight of two claims, with its parts."""
    scored = _Scorer(setting, float("-inf"))(a, b)
    assert scored is not None
    return scored


def score_all(pairs: Iterable[tuple[Claim, Claim]], setting: Setting, *, floor: float = FLOOR) -> list[Pair]:
    """Score each pair; those of no more than ``floor`` bits are left out, and looked at no further than it takes to know that."""
    scorer = _Scorer(setting, floor)
    return [scored for a, b in pairs if (scored := scorer(a, b)) is not None]


class _Scorer:
    """Scores pairs, those of repeated wordings from what was found of the wordings."""

    def __init__(self, setting: Setting, floor: float) -> None:
        self.setting = setting
        self.floor = floor
        self._found: dict[tuple[int, int], tuple[_Part, ...] | None] = {}

    def __call__(self, a: Claim, b: Claim) -> Pair | None:
        """The pair, or None if it is not over the floor."""
        scheme = _scheme(a.value.kind)
        x, y = self.setting.profiles[a.id], self.setting.profiles[b.id]
        if x.repeated or y.repeated:
            parts = self._parts(a, b, (x.number, y.number), scheme)
        else:
            parts = self._reached(scheme.steps, scheme.prior, a, b)
        if parts is None:
            return None
        reached = sorted(parts, key=_place)
        weight = in_bits(scheme.prior + sum([part[1] for part in reached]))
        return Pair(a, b, weight, tuple([part[2] for part in reached])) if weight > self.floor else None

    def _parts(self, a: Claim, b: Claim, wordings: tuple[int, int], scheme: _Scheme) -> tuple[_Part, ...] | None:
        """The levels of a pair whose wordings may have been compared before, or None if it stays under the floor."""
        if wordings not in self._found:
            self._found[wordings] = self._reached(scheme.by_wording, scheme.prior, a, b)
        worded = self._found[wordings]
        if worded is None:
            return None
        others = self._reached(scheme.others, scheme.prior + sum([part[1] for part in worded]), a, b)
        return None if others is None else worded + others

    def _reached(self, steps: Iterable[_Step], total: float, a: Claim, b: Claim) -> tuple[_Part, ...] | None:
        """The levels that some comparisons reach, or None as soon as it is known that the pair stays under the floor."""
        found: list[tuple[str, int, Level, float]] = []
        setting, least = self.setting, self.floor - ROUNDING
        for comparison, table, place, most_after in steps:
            level = comparison.level(a, b, setting)
            if level is not None:
                weight = table[level.name]
                total += weight
                found.append((comparison.name, place, level, weight))
            if total + most_after < least:
                return None
        return tuple([(place, weight, evidence_of(name, level, weight)) for name, place, level, weight in found])


_place = operator.itemgetter(0)


@functools.cache
def _scheme(kind: str) -> _Scheme:
    """The comparisons for a kind of value, of either sort those that can add most first: hopeless pairs are then known the sooner."""
    table = statement_weights() if kind in ("name", "polarity") else event_weights() if kind == "date" else weights()
    comparisons = {"name": NAME_COMPARISONS, "polarity": POLARITY_COMPARISONS, "date": EVENT_COMPARISONS}.get(kind, COMPARISONS)
    prior = table["prior"][kind if kind in ("name", "polarity") else "pair"]
    most = {c.name: max(0.0, *table[c.name].values()) for c in comparisons}
    order = sorted(enumerate(comparisons), key=lambda entry: (-most[entry[1].name], entry[0]))
    parted = sorted(order, key=lambda entry: not entry[1].by_wording)
    steps, worded = tuple(_steps(parted, table, most)), sum(c.by_wording for c in comparisons)
    return _Scheme(prior, tuple(_steps(order, table, most)), steps[:worded], steps[worded:])


def _steps(order: list[tuple[int, Comparison]], table: Mapping[str, Mapping[str, float]], most: Mapping[str, float]) -> Iterator[_Step]:
    left = sum(most.values())
    for place, comparison in order:
        left -= most[comparison.name]
        yield _Step(comparison, table[comparison.name], place, left)
