"""Pairs of claims scored: several comparisons, each with a weight in bits, summed to the match weight of a link."""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple

from atodds.link.comparisons import COMPARISONS, weights
from atodds.link.events import EVENT_COMPARISONS, event_weights
from atodds.link.profiles import Comparison, Level, Setting
from atodds.link.statements import NAME_COMPARISONS, POLARITY_COMPARISONS, statement_weights
from atodds.model.records import Claim, Evidence

# A pair of fewer bits is left out: neither its rivals nor its neighbours in a data item lift it to a link any more.
FLOOR = -8.0


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
    """How claims of one kind of value are compared."""

    prior: float
    steps: tuple[_Step, ...]


# Many pairs reach the same level for the same words: so many pieces of evidence are made once and shared, some 30 MB.
@functools.lru_cache(maxsize=1 << 15)
def evidence_of(comparison: str, level: Level, weight: float) -> Evidence:
    """The evidence that a comparison gives: the level it reached, what that weighs, and what was compared."""
    return Evidence(comparison=comparison, level=level.name, weight=weight, detail=level.detail)


def score(a: Claim, b: Claim, setting: Setting) -> Pair:
    """The match weight of two claims, with its parts."""
    scored = _score(a, b, setting, float("-inf"))
    assert scored is not None
    return scored


def score_all(pairs: Iterable[tuple[Claim, Claim]], setting: Setting, *, floor: float = FLOOR) -> list[Pair]:
    """Score each pair; those under ``floor`` bits are left out, and looked at no further than it takes to know that."""
    return [scored for a, b in pairs if (scored := _score(a, b, setting, floor)) is not None]


def _score(a: Claim, b: Claim, setting: Setting, floor: float) -> Pair | None:
    scheme = _scheme(a.value.kind)
    total = scheme.prior
    reached: list[tuple[int, str, Level, float]] = []
    for comparison, table, place, most_after in scheme.steps:
        level = comparison.level(a, b, setting)
        if level is not None:
            weight = table[level.name]
            total += weight
            reached.append((place, comparison.name, level, weight))
        if total + most_after < floor:
            return None
    reached.sort(key=lambda part: part[0])
    weight = round(scheme.prior + sum(part[3] for part in reached), 2)
    return Pair(a, b, weight, tuple(evidence_of(n, v, w) for _, n, v, w in reached))


@functools.cache
def _scheme(kind: str) -> _Scheme:
    """The comparisons for a kind of value, those that can add most first: the sooner a pair is known to be hopeless, the better."""
    table = statement_weights() if kind in ("name", "polarity") else event_weights() if kind == "date" else weights()
    comparisons = {"name": NAME_COMPARISONS, "polarity": POLARITY_COMPARISONS, "date": EVENT_COMPARISONS}.get(kind, COMPARISONS)
    prior = table["prior"][kind if kind in ("name", "polarity") else "pair"]
    most = {c.name: max(0.0, *table[c.name].values()) for c in comparisons}
    order = sorted(enumerate(comparisons), key=lambda entry: (-most[entry[1].name], entry[0]))
    return _Scheme(prior, tuple(_steps(order, table, most)))


def _steps(order: list[tuple[int, Comparison]], table: Mapping[str, Mapping[str, float]], most: Mapping[str, float]) -> Iterator[_Step]:
    left = sum(most.values())
    for place, comparison in order:
        left -= most[comparison.name]
        yield _Step(comparison, table[comparison.name], place, left)
