"""Pairs of claims scored: several comparisons, each with a weight in bits, summed to the match weight of a link."""

from __future__ import annotations

import functools
import itertools
import math
import operator
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from atodds.link.alike import Alike, Sort
from atodds.link.comparisons import COMPARISONS, weights
from atodds.link.events import EVENT_COMPARISONS, event_weights
from atodds.link.profiles import Comparison, Level, Setting, Sight, in_bits
from atodds.link.statements import NAME_COMPARISONS, POLARITY_COMPARISONS, statement_weights
from atodds.model.records import Claim, Evidence, lean

# A pair of no more bits is left out: neither its rivals nor its neighbours in a data item lift it to a link any more.
FLOOR = -8.0
# Sums of weights differ by less than this by the order in which they are added: weights have two decimals, as pairs do.
ROUNDING = 0.005
# Pairs whose keys are worked out at one time: many enough for NumPy, and their vectors take some 10 MB.
CHUNK = 4_096
# What is remembered at one time of pairs that are alike, some 60 MB: thousands of values of one thing make ever new pairs of values.
MOST_REMEMBERED = 1 << 16
# The comparisons for each kind of value.
_SCHEMES: Mapping[str, tuple[Comparison, ...]] = {
    "quantity": COMPARISONS,
    "date": EVENT_COMPARISONS,
    "name": NAME_COMPARISONS,
    "polarity": POLARITY_COMPARISONS,
}
_CLOSELY = {c.closely: c.marked for scheme in _SCHEMES.values() for c in scheme if c.closely}
_WITH_SENSE = frozenset(kind for kind, scheme in _SCHEMES.items() if any(c.looks_at is Sight.SENSE for c in scheme))


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


class _Group(NamedTuple):
    """Steps that look at the same of two claims."""

    sight: Sight
    steps: tuple[_Step, ...]


class _Scheme(NamedTuple):
    """How two claims of one sort are compared.

    What steps found is remembered for claims that are alike in what the steps look at, except in the last group; ``repeated``: so is the
    sum of all groups.
    """

    prior: float
    groups: tuple[_Group, ...]
    repeated: bool


# The level that a comparison reached: its place in the evidence, its weight, and the evidence.
_Part = tuple[int, float, Evidence]


class _Parts:
    """The levels that the steps of a group reach."""

    __slots__ = ("_levels", "_parts", "bits")

    def __init__(self, levels: Sequence[tuple[_Step, Level]]) -> None:
        self._levels = levels
        self._parts: list[_Part] | None = None
        self.bits = sum([step.weights[level.name] for step, level in levels])

    def told(self) -> list[_Part]:
        """The parts of the evidence: made when a pair over the floor has them."""
        if self._parts is None:
            weighed = [(step, level, step.weights[level.name]) for step, level in self._levels]
            self._parts = [(step.place, weight, evidence_of(step.comparison.name, level, weight)) for step, level, weight in weighed]
        return self._parts


_NOTHING = _Parts(())
# Of pairs that are alike in this, none is over the floor.
_HOPELESS = _Parts(())
_Found = dict[float, _Parts]
# A group, what is remembered of it, and by what of each pair: None if nothing is.
_Known = tuple[_Group, _Found, Sequence[float] | None]


# Many pairs reach the same level for the same words: so many pieces of evidence are made once and shared, some 30 MB.
@functools.lru_cache(maxsize=1 << 15)
def evidence_of(comparison: str, level: Level, weight: float) -> Evidence:
    """The evidence that a comparison gives: the level it reached, what that weighs, and what was compared."""
    return lean(Evidence(comparison=comparison, level=level.name, weight=weight, detail=level.detail))


def score(a: Claim, b: Claim, setting: Setting) -> Pair:
    """The match weight of two claims, with its parts."""
    (scored,) = score_all([(a, b)], setting, floor=float("-inf"))
    return scored


def score_all(pairs: Iterable[tuple[Claim, Claim]], setting: Setting, *, floor: float = FLOOR) -> list[Pair]:
    """Score each pair; those of no more than ``floor`` bits are left out, and looked at no further than it takes to know that."""
    scorer = _Scorer(setting, floor)
    more = iter(pairs)
    found: list[Pair] = []
    while chunk := list(itertools.islice(more, CHUNK)):
        found += scorer(chunk)
    return found


class _Scorer:
    """Scores pairs; what was found of pairs that are alike is not looked for again."""

    def __init__(self, setting: Setting, floor: float) -> None:
        self.setting = setting
        self.floor = floor
        self.alike = Alike(setting, _CLOSELY, _WITH_SENSE)
        self._found: dict[tuple[int | None, tuple[Comparison, ...]], _Found] = {}
        self._sums: dict[tuple[_Parts, ...], tuple[float, tuple[Evidence, ...]]] = {}

    def __call__(self, pairs: Sequence[tuple[Claim, Claim]]) -> Iterator[Pair]:
        """The pairs that are over the floor."""
        if len(self._sums) + sum(map(len, self._found.values())) > MOST_REMEMBERED:
            self._sums.clear()
            self._found.clear()
        sorts, keys = self.alike.columns(pairs)
        schemes = {number: _scheme(self.alike.sort(number)) for number in set(sorts)}
        known = {n: [(g, self._memory(n, g), keys.get(g.sight)) for g in scheme.groups] for n, scheme in schemes.items()}
        for n, ((a, b), sort) in enumerate(zip(pairs, sorts, strict=True)):
            scheme = schemes[sort]
            parts = self._parts(scheme.prior, known[sort], n, a, b)
            if parts is not None:
                weight, evidence = self._sum(scheme, parts)
                if weight > self.floor:
                    yield Pair(a, b, weight, evidence)

    def _memory(self, sort: int, group: _Group) -> _Found:
        """What is remembered of a group: its levels depend on its comparisons only, whether there is any hope on its scheme too."""
        key = (sort if group.sight is Sight.WORDING else None, tuple(step.comparison for step in group.steps))
        return self._found.setdefault(key, {})

    def _parts(self, prior: float, known: Iterable[_Known], n: int, a: Claim, b: Claim) -> list[_Parts] | None:
        """What each group finds of pair ``n``, or None as soon as it is known that the pair stays under the floor."""
        found: list[_Parts] = []
        total, least = prior, self.floor - ROUNDING
        for group, memory, keys in known:
            if keys is None:
                parts = self._reached(group.steps, total, a, b)
            else:
                remembered = memory.get(keys[n])
                if remembered is None:
                    # Wordings come first, so that this pair's hope is that of all like it. All else is looked at to its end.
                    start = prior if group.sight is Sight.WORDING else math.inf
                    remembered = memory[keys[n]] = self._reached(group.steps, start, a, b)
                parts = remembered
            total += parts.bits
            if parts is _HOPELESS or total + group.steps[-1].most_after < least:
                return None
            found.append(parts)
        return found

    def _sum(self, scheme: _Scheme, parts: Sequence[_Parts]) -> tuple[float, tuple[Evidence, ...]]:
        if not scheme.repeated or (scheme.groups[-1].sight is Sight.CLAIM and parts[-1] is not _NOTHING):
            return _summed(scheme.prior, parts)
        key = tuple(parts)
        found = self._sums.get(key)
        if found is None:
            found = self._sums[key] = _summed(scheme.prior, parts)
        return found

    def _reached(self, steps: Iterable[_Step], total: float, a: Claim, b: Claim) -> _Parts:
        """The levels that some comparisons reach; hopeless as soon as it is known that the pair stays under the floor."""
        found: list[tuple[_Step, Level]] = []
        setting, least = self.setting, self.floor - ROUNDING
        for step in steps:
            level = step.comparison.level(a, b, setting)
            if level is not None:
                total += step.weights[level.name]
                found.append((step, level))
            if total + step.most_after < least:
                return _HOPELESS
        return _Parts(found) if found else _NOTHING


_place = operator.itemgetter(0)


def _summed(prior: float, parts: Iterable[_Parts]) -> tuple[float, tuple[Evidence, ...]]:
    """The weight of a pair, and its evidence in order."""
    reached = sorted([part for of_group in parts for part in of_group.told()], key=_place)
    return in_bits(prior + sum([part[1] for part in reached])), tuple([part[2] for part in reached])


# In this order: first what is most often known from another pair. Wordings come before all else, for `_Scorer` counts on that.
_ORDER = (Sight.WORDING, Sight.DOCUMENT, Sight.STANDING, Sight.PERIOD, Sight.VALUE, Sight.SENSE, Sight.CLAIM)


@functools.cache
def _scheme(sort: Sort) -> _Scheme:
    """The comparisons of a sort, in groups, in each those that can add most first: hopeless pairs are then known the sooner.

    A wording that no other claim has is not worth remembering.
    """
    kind = sort.kind
    table = statement_weights() if kind in ("name", "polarity") else event_weights() if kind == "date" else weights()
    comparisons = _SCHEMES[kind]
    most = {c.name: max(0.0, *table[c.name].values()) for c in comparisons}
    groups: dict[Sight, list[tuple[int, Comparison]]] = {sight: [] for sight in _ORDER}
    for place, comparison in sorted(enumerate(comparisons), key=lambda entry: (-most[entry[1].name], entry[0])):
        sight = comparison.sight(sort.closely, inside=sort.inside)
        groups[Sight.CLAIM if sight is Sight.WORDING and not sort.repeated else sight].append((place, comparison))
    left = sum(most.values())
    found = []
    for sight, entries in groups.items():
        steps = []
        for place, comparison in entries:
            left -= most[comparison.name]
            steps.append(_Step(comparison, table[comparison.name], place, left))
        if steps:
            found.append(_Group(sight, tuple(steps)))
    return _Scheme(table["prior"][kind if kind in ("name", "polarity") else "pair"], tuple(found), sort.repeated)
