"""A value in a second unit behind the first: "13.4 km (8.3 miles)", "2.8 billion yuan ($385 million)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.arithmetic.patterns import find, pattern
from atodds.arithmetic.slips import Slip, number, quoted
from atodds.arithmetic.terms import Term, admitted, same_unit, scaled, term_of
from atodds.extract.values import find_values
from atodds.model.records import claim_id
from atodds.model.values import Interval, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage
    from atodds.model.records import Claim

# A converted length or weight is rounded by taste: one step of either side more than it would strictly be.
_SLACK = 0.02
# A rate moves between the day it is quoted for and the day a sum was converted; for the major pairs by less than this in a month.
RATE_SLACK = 0.05
_BRACKET = re.compile(r"^(?P<first>[^()]+?)\s*\(\s*(?:or |i\.e\. )?(?P<second>[^()]+)\)$", re.DOTALL)
_RATE = pattern(r"{one:M} ?(?:=|equals|is|to|:) ?{other:M}")
_BESIDE = pattern(r"{first:U} ?(?:\( ?(?:or )?|, or ){second:U}")


class Rate(NamedTuple):
    """An exchange rate that a document states outright, and where: ``other`` holds how many of its currency one of ``one`` is."""

    one: Term
    other: Term

    def convert(self, value: Quantity, currency: str) -> Interval | None:
        """What a sum admits in another currency, or None if the rate is not of these two."""
        a, b = self.one.quantity, self.other.quantity
        per = b.low / a.low
        if (value.unit, currency) == (a.unit, b.unit):
            return scaled(admitted(value), per)
        if (value.unit, currency) == (b.unit, a.unit):
            return scaled(admitted(value), 1 / per)
        return None


def stated_rates(found: Sequence[Passage]) -> list[Rate]:
    """The exchange rates that passages state outright ("$1 = 7.27 yuan")."""
    rates = []
    for passage in found:
        for m in find(passage, _RATE):
            one, other = m["one"], m["other"]
            if one.quantity.unit != other.quantity.unit and 1 in (one.quantity.low, other.quantity.low) and other.quantity.low > 0:
                rates.append(Rate(one, other))
    return rates


def conversions(passage: Passage, rates: Sequence[Rate]) -> Iterator[Slip]:
    """Values that are said twice in different units or currencies and differ."""
    for at, term in passage.at.items():
        sides = _sides(term)
        if sides is None:
            continue
        if sides[0].quantity.unit == sides[1].quantity.unit:
            yield from _measures(*sides)
        elif not _of_another_year(passage, at):
            yield from _converted(term, *sides, rates)
    for m in find(passage, _BESIDE):
        first, second = m["first"], m["second"]
        if same_unit(first, second) and first.quantity.written_unit != second.quantity.written_unit:
            yield from _measures(first, second)


def _of_another_year(passage: Passage, at: int) -> bool:
    """Whether the sentence of a value speaks of another year than the document's: its sums were converted at another rate."""
    published = passage.document.published
    dates = [t.date for t in passage.terms(*passage.sentence(at, at + 1)) if t.kind == "D"]
    return any(published is None or not d.low.year <= published.year <= d.high.year for d in dates)


def _sides(term: Term) -> tuple[Term, Term] | None:
    """The two values of a claim that states one with the other in brackets, as terms of their own."""
    match = _BRACKET.match(term.claim.value_text)
    if match is None or term.kind not in "MU":
        return None
    sides = [_inside(term.claim, match.start(name), match[name]) for name in ("first", "second")]
    return (sides[0], sides[1]) if sides[0] is not None and sides[1] is not None else None


def _inside(claim: Claim, offset: int, words: str) -> Term | None:
    mentions = find_values(words)
    if len(mentions) != 1 or not isinstance(mentions[0].value, Quantity):
        return None
    mention = mentions[0]
    start = claim.value_start + offset + mention.start
    text = words[mention.start : mention.end]
    part = claim.model_copy(
        update={"id": claim_id(claim.document, claim.quote, text, start), "value_text": text, "value_start": start, "value": mention.value}
    )
    return term_of(part)


def _converted(whole: Term, first: Term, second: Term, rates: Sequence[Rate]) -> Iterator[Slip]:
    if not first.kind == second.kind == "M":
        return
    for rate in rates:
        found = rate.convert(first.quantity, second.quantity.unit)
        if found is None:
            continue
        if not _widened(found, RATE_SLACK).overlaps(admitted(second.quantity)):
            middle = (found.low + found.high) / 2
            at = f"at {rate.one.words} = {rate.other.words}"
            told = f"{quoted(first)} {at} is {second.quantity.unit} {number(middle)}, not {quoted(second)}."
            yield Slip("conversion", "a conversion at the stated rate", told, whole, (rate.other,))
        return


def _measures(first: Term, second: Term) -> Iterator[Slip]:
    a, b = admitted(first.quantity), admitted(second.quantity)
    if first.quantity.per != second.quantity.per or a.low <= 0 or _widened(a, _SLACK).overlaps(b):
        return
    told = f"{quoted(first)} and {quoted(second)} are not the same: {_ratio(first.quantity, second.quantity)}"
    yield Slip("conversion", "a conversion of units", told, second, (first,))


def _ratio(a: Quantity, b: Quantity) -> str:
    return f"in {a.unit} they are {number(a.low)} and {number(b.low)}."


def _widened(interval: Interval, share: float) -> Interval:
    return Interval(interval.low * (1 - share), interval.high * (1 + share))
