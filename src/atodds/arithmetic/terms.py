"""Texts with their values taken out: what the patterns of sums are matched against."""

from __future__ import annotations

import bisect
import math
import re
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.extract.values import find_values
from atodds.model.records import claim_id
from atodds.model.values import FRACTION_STEP, DateValue, Hedge, Interval, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from atodds.model.records import Block, Claim, Document

# Each kind of value has a letter of its own and stands in a passage as one character of the private use area, so that a
# pattern sees "Sales rose P to M" and no number can be mistaken for a word.
KINDS = "NPQMUTXAKDR"
_FIRST = 0xE000
MARK = {kind: chr(_FIRST + n) for n, kind in enumerate(KINDS)}
ANY_MARK = f"{chr(_FIRST)}-{chr(_FIRST + len(KINDS) - 1)}"
# Levels: what can grow, be added up and be a part of something.
LEVELS = "NMU"

# What ends a sentence. Abbreviations do so too: a sum that is cut in two is not checked, which is the safe side.
_STOPS = (". ", "! ", "? ")

# "About 40" is said of anything within a tenth, or within one unit of its last digit that is not zero, whichever is less.
ABOUT_SHARE = 0.10
# A multiple in figures ("six times") is a rounded one: half a unit, but no more than a tenth of it.
MULTIPLE_SHARE = 0.10
# Numbers of people or things below this are counted one by one; larger ones are rounded more often than not.
COUNTED_BELOW = 100_000
# "More than 1.2 billion" is at most a quarter more, where a sum was worked out from it.
MEANT_REACH = 0.25


@dataclass(frozen=True, slots=True)
class Term:
    """A claim as a term of a sum. ``kind``: a letter of ``KINDS``. ``text``: its words, where they are not all of the claim's."""

    claim: Claim
    value: Quantity | DateValue
    kind: str
    text: str = ""

    @property
    def quantity(self) -> Quantity:
        """The value of a term that is no date."""
        assert isinstance(self.value, Quantity)
        return self.value

    @property
    def date(self) -> DateValue:
        """The value of a term that is a date."""
        assert isinstance(self.value, DateValue)
        return self.value

    @property
    def words(self) -> str:
        """The value as written, on one line."""
        return " ".join((self.text or self.claim.value_text).split())


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph, heading or list item as one line of words, with a mark in place of each value.

    ``at``: index in ``shape`` of each mark to its term, in order; ``places``: these indices.
    """

    document: Document
    block: Block
    shape: str
    at: dict[int, Term]
    places: tuple[int, ...]

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """The span of the sentence around ``shape[start:end]``, as far as stops tell."""
        low = max(self.shape.rfind(stop, 0, start) for stop in _STOPS) + 1
        ends = [i for stop in _STOPS if (i := self.shape.find(stop, end)) >= 0]
        return low, min(ends, default=len(self.shape))

    def terms(self, start: int, end: int) -> list[Term]:
        """The terms whose marks stand in ``shape[start:end]``, in order."""
        return [t for _, t in self.placed(start, end)]

    def placed(self, start: int, end: int) -> list[tuple[int, Term]]:
        """The same with the index of each."""
        low, high = bisect.bisect_left(self.places, start), bisect.bisect_left(self.places, end)
        return [(i, self.at[i]) for i in self.places[low:high]]


def term_of(claim: Claim) -> Term | None:
    """The term of a claim; None for names, statements and values that are no single kind."""
    value = claim.value
    if isinstance(value, DateValue):
        return Term(claim, value, "D")
    if not isinstance(value, Quantity):
        return None
    return Term(claim, value, _kind(value))


def _kind(value: Quantity) -> str:
    fixed = {"1": "N", "%": "P", "pp": "Q", "s": "T", "times": "X", "age": "A", "rank": "K"}
    kind = fixed.get(value.unit) or ("M" if len(value.unit) == 3 and value.unit.isalpha() and value.unit.isupper() else "U")
    return "R" if kind == "P" and value.per else kind


def passages(document: Document, claims: Sequence[Claim]) -> Iterator[Passage]:
    """The passages of a document that hold a value; ``claims``: those of the document."""
    prose = sorted((c for c in claims if c.extractor != "table"), key=lambda c: (c.value_span[0], -c.value_span[1], c.id))
    by_block: dict[int, list[Claim]] = defaultdict(list)
    blocks = [b for b in document.blocks if b.kind in ("heading", "paragraph", "list_item", "quote")]
    n = 0
    for claim in prose:
        start, end = claim.value_span
        while n < len(blocks) and blocks[n].end <= start:
            n += 1
        if n < len(blocks) and blocks[n].start <= start and end <= blocks[n].end:
            by_block[n].append(claim)
    for index, inside in by_block.items():
        yield _passage(document, blocks[index], inside)


def _passage(document: Document, block: Block, claims: Iterable[Claim]) -> Passage:
    shape: list[str] = []
    at: dict[int, Term] = {}
    i = block.start
    for claim in claims:
        start, end = claim.value_span
        term = term_of(claim)
        if start < i or term is None:
            continue
        _put(shape, document.text[i:start])
        at[len(shape)] = term
        shape.append(MARK[term.kind])
        i = end
    _put(shape, document.text[i : block.end])
    return Passage(document, block, "".join(shape), at, tuple(at))


def _put(shape: list[str], text: str) -> None:
    """Add text without the marks of emphasis, its white space made single."""
    for c in text:
        if c in "*_`" or (c.isspace() and shape and shape[-1] == " "):
            continue
        shape.append(" " if c.isspace() else c if not _FIRST <= ord(c) < _FIRST + len(KINDS) else "?")


_RANGE = re.compile(r"^from (?P<low>.+?) to (?P<high>.+)$", re.DOTALL | re.IGNORECASE)


def ends(term: Term) -> tuple[Term, Term] | None:
    """The two ends of a range "from 30 to 90" as terms of their own, for where a change is said of it; else None."""
    match = _RANGE.match(term.claim.value_text)
    if match is None or term.kind == "D" or not term.quantity.is_range:
        return None
    value = term.quantity
    low = value.model_copy(update={"high": value.low})
    high = value.model_copy(update={"low": value.high})
    return Term(term.claim, low, term.kind, match["low"]), Term(term.claim, high, term.kind, match["high"])


def reworded(claim: Claim, words: str, meaning: str) -> Term | None:
    """The term of words that are no claim of their own and stand in the quote of another ("halfway", which means "half"), or None."""
    found = re.search(r"\s+".join(map(re.escape, words.split())), claim.quote)
    mentions = find_values(meaning)
    if found is None or len(mentions) != 1:
        return None
    text = found.group()
    changes = {"id": claim_id(claim.document, claim.quote, text, found.start()), "value_text": text, "value_start": found.start()}
    return term_of(claim.model_copy(update={**changes, "value": mentions[0].value}))


def same_unit(*terms: Term) -> bool:
    """Whether terms can be added up: one unit and one denominator; a bare number may be money whose currency is said beside it."""
    units = {t.quantity.unit for t in terms}
    if len(units) > 1 and "1" in units and all(t.kind in "MN" for t in terms):
        units.discard("1")
    return len(units) == 1 and len({t.quantity.per for t in terms}) == 1


def one_unit(a: Term, b: Term) -> bool:
    """The same for two terms apart from what they are for each of ("84,000" and "6,000 a night"); a bare number may be money."""
    return a.quantity.unit == b.quantity.unit or (a.kind in "MN" and b.kind in "MN" and a.quantity.unit == "1")


def alike(a: Term, b: Term) -> bool:
    """Whether two values are of one unit, what they are for each of said of both or of one only ("from 500 euros to 550 euros a month")."""
    return one_unit(a, b) and len({a.quantity.per, b.quantity.per} - {None}) < 2


def is_counted(value: Quantity) -> bool:
    """Whether a value is a plain number of people or things that may have been counted one by one."""
    plain = value.hedge is Hedge.PLAIN and not value.fraction and not value.is_range
    return plain and value.unit == "1" and value.step == 1 and abs(value.low) < COUNTED_BELOW


def is_exact(value: Quantity) -> bool:
    """Whether a count is written to the last unit (412, not 400)."""
    return is_counted(value) and value.meant_step == 1


def admitted(value: Quantity) -> Interval:
    """The numbers that a value may stand for in a sum: what its words admit logically and what a reader takes from them.

    Wider than what two claims are compared by: a sum is only called wrong where no reading of its terms satisfies it.
    """
    if is_exact(value):
        return Interval(value.low, value.high)
    strict, reader = value.strict, value.reader
    if value.hedge in (Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.LESS_THAN, Hedge.UP_TO, Hedge.VAGUE):
        return strict
    if value.hedge is Hedge.NEARLY:
        return reader
    if value.hedge is Hedge.JUST_OVER:
        return Interval(value.low, value.high + max(value.round_step, ABOUT_SHARE * abs(value.high)))
    if value.hedge is Hedge.ABOUT:
        slack = min(value.round_step, ABOUT_SHARE * max(abs(value.low), abs(value.high)))
        return Interval(min(strict.low, value.low - slack), max(strict.high, value.high + slack))
    return strict


def meant(value: Quantity) -> Interval:
    """What a value stands for where another was worked out from it: nobody divides "over 1.2 billion" and means five."""
    found = admitted(value)
    if math.isinf(found.high):
        found = Interval(found.low, max(value.reader.high, value.high * (1 + MEANT_REACH)))
    if value.hedge in (Hedge.LESS_THAN, Hedge.UP_TO):
        found = Interval(min(value.reader.low, value.low * (1 - MEANT_REACH)), found.high)
    return found


def admitted_multiple(value: Quantity) -> Interval:
    """The ratios that a multiple may stand for; "tripled" is meant more closely than "three times" is."""
    if value.hedge is not Hedge.PLAIN:
        return admitted(value)
    in_words = "tim" not in value.written_unit and not any(c.isdigit() for c in value.written_unit) and bool(value.written_unit)
    slack = min(value.step / 2, (FRACTION_STEP / 2 if in_words else MULTIPLE_SHARE) * value.low)
    return Interval(value.low - slack, value.high + slack)


def derived(value: Quantity) -> Interval:
    """What a number that was computed from others may stand for: rounded either way, or cut off after its last digit."""
    found = admitted(value)
    if value.hedge is not Hedge.PLAIN or value.fraction:
        return found
    return Interval(min(found.low, value.low - value.step / 2), max(found.high, value.high + value.step))


def scaled(interval: Interval, factor: float) -> Interval:
    """An interval times a positive number."""
    return Interval(interval.low * factor, interval.high * factor)


def added(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals."""
    found = list(intervals)
    return Interval(sum(i.low for i in found), sum(i.high for i in found))


def minus(a: Interval, b: Interval) -> Interval:
    """The difference of two intervals."""
    return Interval(a.low - b.high, a.high - b.low)


def ratio(a: Interval, b: Interval) -> Interval:
    """The quotient of two intervals of positive numbers; bounds below zero count as zero."""
    top, bottom = Interval(max(a.low, 0.0), max(a.high, 0.0)), Interval(max(b.low, 0.0), max(b.high, 0.0))
    low = 0.0 if math.isinf(bottom.high) else top.low / bottom.high if bottom.high > 0 else math.inf
    high = math.inf if bottom.low <= 0 or math.isinf(top.high) else top.high / bottom.low
    return Interval(low, high)
