"""So many of a size each, so much for each of so many: products and quotients that a sentence works out."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import GAP, PLAIN, find, pattern, singular, whole_words
from atodds.arithmetic.shares import THE
from atodds.arithmetic.slips import Slip, in_words_of, quoted
from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK, Term, admitted, derived, meant, one_unit, ratio
from atodds.model.values import Interval, Quantity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.arithmetic.patterns import Match
    from atodds.arithmetic.terms import Passage

# Nothing is added between the units and their total.
_ONLY = rf"(?:(?!\b(?:and|but|with|plus|besides)\b)[^{ANY_MARK}.;:!?()]){{0,{GAP}}}?"
_IT = rf"(?:[,–—(]|\. (?:That|This|It|Together|In all)\b) ?{PLAIN}"
_TOTALS = rf"(?:, with (?=a ))?{_ONLY}(?:<totals> <near>{{total:L}}|{_IT}{{total1:L}} (?:[\w-]+ ){{0,3}}?<in_all>|, <that_is> {{total2:L}})"
_PRODUCTS = tuple(
    pattern(text)
    for text in (
        rf"{{n:N}} [^{ANY_MARK}.,;:()]{{1,40}} <of_size> {{size:L}}<near> ?(?:each|apiece)\b{_TOTALS}",
        rf"{{n:N}} [^{ANY_MARK}.,;:()]{{1,40}},? each <of_size> {{size:L}}{_TOTALS}",
        rf"{{n:N}} [^{ANY_MARK}.,;:()]{{1,40}} of {{size:N}} \w+, {{total:N}} <in_all>",
    )
)
_PRICE = r"{size:M} ?(?P<behind>each|apiece|an? \w+|per \w+|for (?:each|every) \w+|)"
_PRICED = tuple(
    pattern(text)
    for text in (
        rf"{{n:N}} (?P<noun>\w+)[^{ANY_MARK}.;:]{{0,{GAP}}}[.,;:–—] ?(?:and )?At {_PRICE},? <it> <makes> <near>{{total:M}}",
        rf"{{n:N}} (?P<noun>\w+) at {_PRICE}{_TOTALS}",
    )
)


def products(passage: Passage) -> Iterator[Slip]:
    """ "Four pumps of 30 MW each bring the station to 120 MW in all", "8,400 letters. At $3 apiece that is some $25,000"."""
    if sum(t.kind in LEVELS for t in passage.at.values()) < 3:
        return
    for regex in _PRODUCTS:
        for m in find(passage, regex):
            if not whole_words("further").search(passage.shape[m.start : m.end]):
                yield from _product(m["n"], m["size"], m["total"])
    for regex in _PRICED:
        for m in find(passage, regex):
            if _each_of(m["size"].words + " " + m.words["behind"], m.words["noun"]):
                yield from _product(m["n"], m["size"], m["total"])


def _product(n: Term, size: Term, total: Term) -> Iterator[Slip]:
    if not one_unit(size, total) or min(t.quantity.low for t in (n, size)) <= 0:
        return
    a, b = meant(n.quantity), meant(size.quantity)
    if not admitted(total.quantity).overlaps(Interval(a.low * b.low, a.high * b.high)):
        value = in_words_of(n.quantity.low * size.quantity.low, total)
        yield Slip("product", "a product", f"{n.words} × {size.words} = {value}, not {quoted(total)}.", total, (n, size))


# The spans that amounts are paid for, in seconds.
_SPANS = {"year": 31_557_600.0, "month": 2_629_800.0, "week": 604_800.0, "day": 86_400.0, "hour": 3_600.0}
_IN_TIME = pattern(
    rf"{{size:L}}<near>\b(?:for|over|during) <near>{{time:T}}{_ONLY}(?:<totals> <near>{{total:L}}|[,–—(] ?{_ONLY}{{total1:L}} <in_all>)"
)
_IN_TIME_SAID = pattern(r"{size:L}<near>\b(?:for|over|during) <near>{time:T}<near>[,–—(] ?(?:<that_is> |a total of ){total:L}")


def amounts_in_time(passage: Passage) -> Iterator[Slip]:
    """ "€40,000 a year for five years, that is €200,000 in all"."""
    terms = passage.at.values()
    if not any(t.kind == "T" for t in terms) or not any(t.kind in LEVELS and t.quantity.per in _SPANS for t in terms):
        return
    for regex in (_IN_TIME, _IN_TIME_SAID):
        for m in find(passage, regex):
            size, time, total = m["size"], m["time"], m["total"]
            unit = size.quantity.per or ""
            if unit not in _SPANS or unit not in time.words or total.quantity.per is not None:
                continue
            low, high = time.quantity.low / _SPANS[unit], time.quantity.high / _SPANS[unit]
            n = Quantity(low=low, high=high, unit="1", step=1, hedge=time.quantity.hedge)
            yield from _product(Term(time.claim, n, "N", time.text), size, total)


_MAKES = r"(?:(?:that|which|this|it|and)\b ?)?(?:<makes>|works out (?:at|to)|or|that is,?|i\.e\.,?)"
_EACH = r"{each:L} ?(?P<behind>each|apiece|an? \w+|per \w+|for (?:each|every|the) \w+|)"
_N = r"{n:N} (?P<noun>\w+)"
_MID = rf"(?:[^{ANY_MARK}.;:!?()]|{MARK['D']}){{0,90}}?"
_QUOTIENTS = tuple(
    pattern(text)
    for text in (
        rf"{_N}{_MID}{{sum:M}}{_MID}[,:–—(]? ?{_MAKES} <near>{_EACH}",
        rf"{{sum:M}}{_MID}{_N}{_MID}[,:–—(] ?{_MAKES} <near>{_EACH}",
        rf"{_N}{_MID}{{sum:L}}{_MID}[,:–—(] ?<near>(?:an average of|on average) {_EACH}",
        rf"{{sum:L}}{_MID}{_N}{_MID}[,:–—(] ?<near>(?:an average of|on average) {_EACH}",
        rf"{{sum:M}}{_MID}{_N}{_MID}\. (?:That|This|It) {_MAKES} <near>{_EACH}",
    )
)
_OVER = r"\b(?:by|among|between|over|across)"
_DIVIDE = pattern(
    rf"\b(?:divided?|spread|shared?|split)\b<near>(?:that|it|this|which)<near>{_OVER} {THE}<near>{_N}[^{ANY_MARK}.;:!?]{{0,{GAP}}}?{_EACH}",
    "ivide",
    "pread",
    "hare",
    "split",
    "Split",
)
# So many sentences before "divide that by" may hold what "that" is.
_BEFORE = 300


def quotients(passage: Passage) -> Iterator[Slip]:
    """ "It took 40 hens and the parish paid 3,600 euros, which makes 90 euros a head"."""
    if sum(t.kind in LEVELS for t in passage.at.values()) < 3:
        return
    money = sum(t.kind == "M" for t in passage.at.values())
    for regex in _QUOTIENTS if money > 1 or "average" in passage.shape else ():
        for m in find(passage, regex):
            if _each_of(m["each"].words + " " + m.words["behind"], m.words["noun"]) and not whole_words("further").search(m.words["noun"]):
                yield from _quotient(m, [m["sum"]] if m["sum"].kind == m["each"].kind else [])
    for m in find(passage, _DIVIDE):
        if _each_of(m["each"].words + " " + m.words["behind"], m.words["noun"]):
            yield from _quotient(m, [t for t in passage.terms(max(0, m.start - _BEFORE), m.start) if t.kind in "MN"])


def _each_of(said: str, noun: str) -> bool:
    """Whether "120 euros a head" is said of each of the things that were counted: their noun, or a word for any."""
    if whole_words("each_one").search(said):
        return True
    last = re.search(r"(?:\ban?|\bper|\beach|\bevery|\bthe|/) ?(\w+)\s*$", said, re.IGNORECASE)
    return last is not None and singular(last[1]) == singular(noun)


def _quotient(m: Match, sums: list[Term]) -> Iterator[Slip]:
    """The slip of an amount for each that is that of no sum, told of the sum that comes next to it."""
    n, each = m["n"], m["each"]
    fitting = [t for t in sums if t not in (n, each) and one_unit(t, each) and t.quantity.low > 0]
    if not fitting or n.quantity.low <= 0:
        return
    stated = derived(each.quantity)
    if any(stated.overlaps(ratio(meant(t.quantity), meant(n.quantity))) for t in fitting):
        return
    whole = fitting[0] if len(fitting) == 1 else min(fitting, key=lambda t: t.kind != "M")
    value = in_words_of(whole.quantity.low / n.quantity.low, each)
    yield Slip("quotient", "an amount for each", f"{whole.words} ÷ {n.words} = {value}, not {quoted(each)}.", each, (whole, n))
