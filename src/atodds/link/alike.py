"""What claims are alike in, as numbers: two pairs of the same numbers reach the same levels in all that looks at no more than these."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Mapping, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from atodds.link.profiles import Setting, Sight
from atodds.link.sense import Surroundings, likenesses, surroundings
from atodds.model.records import Claim

# Two numbers below it are one number together; it is more than there are claims.
_MOST = 1 << 31
_Numbers = NDArray[np.int64]
_WIDTH = 9
# A claim in numbers. What is looked at closely is a bit each; its sense is -1 where nothing looks at it.
_KIND, _CLOSELY, _REPEATED, _WORDING, _VALUE, _PERIOD, _DOCUMENT, _STANDING, _SENSE = range(_WIDTH)
_COLUMNS = {Sight.WORDING: _WORDING, Sight.VALUE: _VALUE, Sight.PERIOD: _PERIOD, Sight.DOCUMENT: _DOCUMENT}


class Sort(NamedTuple):
    """What decides which comparisons look at what of two claims.

    ``kind``: of their values; ``closely``: what is looked at closely (`Comparison.closely`) that one of them has; ``inside``: both
    stand in one document; ``repeated``: several claims have the wording of one of them.
    """

    kind: str
    closely: frozenset[str]
    inside: bool
    repeated: bool


class Columns(NamedTuple):
    """Of a number of pairs: the sort of each as a number (`Alike.sort`), and by sight what the two claims are alike in."""

    sorts: list[int]
    keys: Mapping[Sight, Sequence[float]]


class Alike:
    """Numbers claims by what they are alike in, as they come."""

    def __init__(self, setting: Setting, closely: Mapping[str, Callable[[Claim], bool]], with_sense: Collection[str]) -> None:
        """``closely``: what some comparison looks at closely, and which claims have it; ``with_sense``: kinds of values with a sense."""
        self._setting = setting
        self._closely = closely
        self._with_sense = with_sense
        self._places: dict[str, int] = {}
        self._table: _Numbers = np.zeros((0, _WIDTH), np.int64)
        self._numbers: tuple[dict[Hashable, int], ...] = tuple({} for _ in range(_WIDTH))
        self._senses: list[Surroundings] = []

    def columns(self, pairs: Sequence[tuple[Claim, Claim]]) -> Columns:
        """What the claims of each pair are alike in."""
        places = self._places
        new = {c.id: c for pair in pairs for c in pair if c.id not in places}
        if new:
            places.update(zip(new, range(len(places), len(places) + len(new)), strict=True))
            self._table = np.concatenate([self._table, np.array([self._row(c) for c in new.values()], np.int64)])
        a, b = (self._table[[places[pair[end].id] for pair in pairs]].T for end in (0, 1))
        inside = a[_DOCUMENT] == b[_DOCUMENT]
        sorts = ((a[_KIND] << len(self._closely)) + (a[_CLOSELY] | b[_CLOSELY])) * 4 + inside * 2 + (a[_REPEATED] | b[_REPEATED])
        keys: dict[Sight, Sequence[float]] = {sight: (a[n] * _MOST + b[n]).tolist() for sight, n in _COLUMNS.items()}
        keys[Sight.STANDING] = ((a[_STANDING] * _MOST + b[_STANDING]) * 2 + inside).tolist()
        keys[Sight.SENSE] = self._likenesses(a[_SENSE], b[_SENSE])
        return Columns(sorts.tolist(), keys)

    def sort(self, number: int) -> Sort:
        """The sort that has this number."""
        rest, (inside, repeated) = number >> 2, divmod(number & 3, 2)
        kind, closely = divmod(rest, 1 << len(self._closely))
        kinds = list(self._numbers[_KIND])
        features = frozenset(feature for n, feature in enumerate(self._closely) if closely >> n & 1)
        return Sort(str(kinds[kind]), features, bool(inside), bool(repeated))

    def _row(self, claim: Claim) -> tuple[int, ...]:
        profile = self._setting.profiles[claim.id]
        value, period = claim.value, claim.period
        return (
            self._number(_KIND, value.kind),
            sum(1 << n for n, marked in enumerate(self._closely.values()) if marked(claim)),
            int(profile.repeated),
            profile.number,
            self._number(_VALUE, (*vars(value).values(), claim.value_text, "bare" in claim.features)),
            self._number(_PERIOD, None if period is None else (period.low, period.high, period.source)),
            self._number(_DOCUMENT, claim.document),
            self._number(_STANDING, self._setting.standings.get(claim.id)),
            self._sense(claim) if value.kind in self._with_sense else -1,
        )

    def _number(self, column: int, what: Hashable) -> int:
        numbers = self._numbers[column]
        return numbers.setdefault(what, len(numbers))

    def _sense(self, claim: Claim) -> int:
        near = surroundings(claim)
        number = self._number(_SENSE, near)
        if number == len(self._senses):
            self._senses.append(near)
        return number

    def _likenesses(self, a: _Numbers, b: _Numbers) -> list[float]:
        """How alike two claims are in sense, for each pair; nought where nothing looks at it."""
        found = np.zeros(len(a))
        looked_at = np.flatnonzero((a >= 0) & (b >= 0))
        if len(looked_at):
            pairs, place = np.unique(a[looked_at] * _MOST + b[looked_at], return_inverse=True)
            numbers, ends = np.unique(np.concatenate([pairs // _MOST, pairs % _MOST]), return_inverse=True)
            vectors = np.array([self._setting.sense(self._senses[n]) for n in numbers.tolist()])
            alike = likenesses(vectors[ends[: len(pairs)]], vectors[ends[len(pairs) :]])
            found[looked_at] = np.array(alike)[place]
        likeness: list[float] = found.tolist()
        return likeness
