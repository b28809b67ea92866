"""Exchange rates that documents state: outright ("$1 = 7.27 yuan"), or by a sum in two currencies ("2.8 billion yuan ($385 million)")."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from atodds.extract.values import find_values
from atodds.model.records import Document
from atodds.model.values import Quantity

# What may stand between the two sides of an outright rate.
_BETWEEN = re.compile(r"^\s*(?:=|to|:|equals?|is|was|for|per|at)\s*$", re.IGNORECASE)
# Lines longer than this are cut: a rate is stated in a sentence.
_LONGEST = 2_000
_BRACKET = re.compile(r"^(?P<first>[^()]+?)\s*\((?P<second>[^()]+)\)")


class StatedRate(NamedTuple):
    """``rate`` units of ``other`` for one of ``one``, as a document states it in ``words``."""

    one: str
    other: str
    rate: float
    document: str
    words: str


def stated_rates(documents: Iterable[Document]) -> list[StatedRate]:
    """The rates that the documents state, the median for each pair of currencies where several do, sorted."""
    return middle_rates(rate for document in documents for rate in rates_of(document))


def rates_of(document: Document) -> list[StatedRate]:
    """Every rate that a document states, as it states it."""
    lines = (line[:_LONGEST] for line in document.text.splitlines())
    return [rate for line in lines for rate in (*_outright(document, line), *_by_bracket(document, line))]


def middle_rates(stated: Iterable[StatedRate]) -> list[StatedRate]:
    """The median of the rates of each pair of currencies, sorted."""
    found: dict[tuple[str, str], list[StatedRate]] = {}
    for rate in stated:
        found.setdefault((rate.one, rate.other), []).append(rate)
    result = []
    for rates in found.values():
        middle = median(r.rate for r in rates)
        result.append(min(rates, key=lambda r: (abs(r.rate - middle), r.document, r.words)))
    return sorted(result)


def _money(value: object) -> Quantity | None:
    if isinstance(value, Quantity) and len(value.unit) == 3 and value.unit.isupper() and value.low == value.high and value.low > 0:
        return value
    return None


def _outright(document: Document, line: str) -> Iterable[StatedRate]:
    if "1" not in line or not any(sign in line for sign in ("=", " to ", " per ", ":")):
        return
    mentions = find_values(line, document.published)
    for left, right in pairwise(mentions):
        a, b = _money(left.value), _money(right.value)
        if a is None or b is None or a.unit == b.unit or not _BETWEEN.match(line[left.end : right.start]):
            continue
        words = line[left.start : right.end]
        if a.low == 1:
            yield _sorted_rate(a.unit, b.unit, b.low, document.id, words)
        elif b.low == 1:
            yield _sorted_rate(b.unit, a.unit, a.low, document.id, words)


def _by_bracket(document: Document, line: str) -> Iterable[StatedRate]:
    if "(" not in line:
        return
    for mention in find_values(line, document.published):
        words = line[mention.start : mention.end]
        match = _BRACKET.match(words)
        if match is None:
            continue
        sides = [
            next((q for m in find_values(part) if (q := _money(m.value)) is not None), None) for part in match.group("first", "second")
        ]
        if sides[0] is not None and sides[1] is not None and sides[0].unit != sides[1].unit:
            yield _sorted_rate(sides[0].unit, sides[1].unit, sides[1].low / sides[0].low, document.id, words)


def _sorted_rate(one: str, other: str, rate: float, document: str, words: str) -> StatedRate:
    return StatedRate(one, other, rate, document, words) if one < other else StatedRate(other, one, 1 / rate, document, words)
