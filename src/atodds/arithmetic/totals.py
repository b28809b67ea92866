"""Totals in a sentence against their parts, and sums that are written out."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import GAP, find, pattern, whole_words, words
from atodds.arithmetic.slips import NEAR_SUM, Slip, in_unit, quoted
from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK, Term, added, admitted, is_counted, is_exact, minus, ratio, same_unit
from atodds.model.values import EPSILON, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage

_LEVEL = "[" + "".join(MARK[k] for k in LEVELS) + "]"
_WORDS = rf"[^{ANY_MARK}.;()]{{0,{GAP}}}?"
_HEAD_FIRST = re.compile(
    rf"(?P<total>{_LEVEL}){_WORDS}[,:–—(] ?{words('made_of')} |\ba total of (?P<other>{_LEVEL}){_WORDS}[:–—]", re.IGNORECASE
)
_HEAD_LAST = re.compile(
    rf"(?P<join>[,:–—]|\bmaking\b|\bfor\b|\bor\b) ?(?:a total of |together |in all )?(?P<total>{_LEVEL})"
    rf"(?:(?<=a total of {_LEVEL})|(?<=together {_LEVEL})|(?<=in all {_LEVEL})| (?:[\w-]+ ){{0,3}}?{words('in_all')}\b)",
    re.IGNORECASE,
)
# A list of parts that is longer than this is no sentence.
MOST_LETTERS = 600
# Between two parts of a list stands a comma or "and", and nothing that makes a part of a part.
_JOIN = re.compile(r",|;|\band\b")
_NO_LIST = re.compile(r"[.()]|\b(?:of (?:which|whom|them)|including|plus|than|over|after|before|while|but)\b", re.IGNORECASE)


def totals(passage: Passage) -> Iterator[Slip]:
    """ "342 persons, being 333 passengers and nine crew", "207 among the vaccinated and 400 on placebo, 607 in total"."""
    for found in _HEAD_FIRST.finditer(passage.shape):
        total = passage.at[found.start("total") if found["total"] else found.start("other")]
        end = min((i for stop in ".;)" if (i := passage.shape.find(stop, found.end())) >= 0), default=len(passage.shape))
        end = min(end, found.end() + MOST_LETTERS)
        parts, at = _list(passage, found.end(), end, total)
        tail = passage.shape[at:end]
        if not re.search(f"[{ANY_MARK}]", tail) and not whole_words("beyond").search(tail):
            yield from sum_of(total, parts)
    for found in _HEAD_LAST.finditer(passage.shape):
        total = passage.at[found.start("total")]
        start, end = passage.sentence(*found.span())
        if not whole_words("beyond").search(passage.shape[found.end() : min(end, found.end() + GAP)]):
            yield from sum_of(total, _list_before(passage, start, found.start("join"), total))


def _list(passage: Passage, start: int, end: int, total: Term) -> tuple[list[Term], int]:
    """The terms of a list that begins at ``start``, with the index after the last; none where it is no list of parts with an "and"."""
    parts: list[Term] = []
    last = start
    joined = False
    for at, term in passage.placed(start, end):
        if term.kind == "D":
            continue
        between = passage.shape[last:at]
        if not _is_part(term, total, between) or (parts and not _JOIN.search(between)):
            return [], start
        joined = joined or (bool(parts) and " and " in between)
        parts.append(term)
        last = at + 1
    return (parts if joined else []), last


def _list_before(passage: Passage, start: int, end: int, total: Term) -> list[Term]:
    """The terms of a list that ends at ``end``, going back from there as far as it is one; none without an "and"."""
    parts: list[Term] = []
    last = end
    joined = False
    for at, term in reversed(passage.placed(max(start, end - MOST_LETTERS), end)):
        if term.kind == "D":
            continue
        between = passage.shape[at + 1 : last]
        if not _is_part(term, total, between) or (parts and not _JOIN.search(between)):
            break
        joined = joined or (bool(parts) and " and " in between)
        parts.insert(0, term)
        last = at
    return parts if joined else []


def _is_part(term: Term, total: Term, between: str) -> bool:
    return term.kind in LEVELS and same_unit(term, total) and len(between) <= GAP and not _NO_LIST.search(between)


def sum_of(total: Term, parts: Sequence[Term]) -> Iterator[Slip]:
    """The slip of parts that do not make their total, if they do not; nothing where they may not be the parts."""
    if len(parts) < 2 or any(t.kind not in LEVELS for t in (total, *parts)) or not same_unit(total, *parts):
        return
    written = sum(t.quantity.low for t in parts)
    if fits_sum(total, parts) or abs(written - total.quantity.low) > NEAR_SUM * abs(total.quantity.low):
        return
    told = f"{' + '.join(t.words for t in parts)} = {in_unit(written, total.quantity)}, not {quoted(total)}."
    yield Slip("total", "a total against its parts", told, total, tuple(parts))


def fits_sum(total: Term, parts: Sequence[Term]) -> bool:
    """Whether parts may make their total.

    Counts of which one is written to the last unit were all counted one by one: 207 and 400 make 607, and not 609.
    """
    terms = [total, *parts]
    if all(is_counted(t.quantity) for t in terms) and any(is_exact(t.quantity) for t in parts):
        return math.isclose(sum(t.quantity.low for t in parts), total.quantity.low, rel_tol=EPSILON)
    return added(admitted(t.quantity) for t in parts).overlaps(admitted(total.quantity))


_OUT = r"(?:\b(?:is|are|makes?|equals?|gives?|leaves|comes to)\b|=) ?(?:about |only |exactly )?"
_SUMS = {
    "+": pattern(r"{a:LP}<near> ?(?:plus|\+) ?<near>{b:LP}<near> ?" + _OUT + "{c:LP}"),
    "−": pattern(r"{a:LP}<near> ?(?:minus|less|−|–) <near>{b:LP}<near> ?" + _OUT + "{c:LP}"),
    "×": pattern(r"{a:L}<near> ?(?:times|multiplied by|×|x) <near>{b:N}<near> ?" + _OUT + "{c:L}"),
    "÷": pattern(rf"{{a:L}}<near>,? ?(?:divided by|÷)[^{ANY_MARK}.;:]{{0,40}}{{b:N}}[^{ANY_MARK}.;:]{{0,20}},? {_OUT}{{c:L}}"),
}


def sums(passage: Passage) -> Iterator[Slip]:
    """Sums that are written out: "26,000 less 10,000 is 16,000", "24 trillion divided by 212,000 is 113 million"."""
    for sign, regex in _SUMS.items():
        for m in find(passage, regex):
            a, b, c = m["a"], m["b"], m["c"]
            if not (same_unit(a, c) and (sign in "×÷" or same_unit(a, b))) or min(t.quantity.low for t in (a, b, c)) <= 0:
                continue
            found, written = _result(sign, a, b)
            if not found.overlaps(admitted(c.quantity)):
                yield Slip("sum", "a sum", f"{a.words} {sign} {b.words} = {in_unit(written, c.quantity)}, not {quoted(c)}.", c, (a, b))


def _result(sign: str, a: Term, b: Term) -> tuple[Interval, float]:
    x, y = admitted(a.quantity), admitted(b.quantity)
    p, q = a.quantity.low, b.quantity.low
    if sign == "+":
        return added((x, y)), p + q
    if sign == "−":
        return minus(x, y), p - q
    if sign == "×":
        return Interval(x.low * y.low, x.high * y.high), p * q
    return ratio(x, y), p / q


_STAKE = pattern(
    r"{paid:M}<near> for (?:an? |the |its |his |her |their )?<near>{share:P}"
    + rf"[^{ANY_MARK}.;]{{0,80}}?\bvalu(?:ed|es|ing)\b[^{ANY_MARK}.;]{{0,30}}?\bat "
    + "{total:M}"
    + r"(?P<tail>[^.;]*)"
)
_WITH_DEBT = re.compile(r"\b(?:debt|enterprise|liabilit\w+|options?|earn-?outs?)\b", re.IGNORECASE)


def stakes(passage: Passage) -> Iterator[Slip]:
    """ "54 million for four-fifths of a company that is thus valued at 67.5 million": the price against share and value.

    New money is either in the value or not: both readings are admitted.
    """
    for m in find(passage, _STAKE):
        paid, share, total = m["paid"], m["share"], m["total"]
        debt = _WITH_DEBT.search(m.words.get("tail", "")) and not re.search(r"before debt", m.words.get("tail", ""), re.IGNORECASE)
        if not same_unit(paid, total) or debt or not 0 < share.quantity.low <= 100:
            continue
        part = admitted(share.quantity)
        after = ratio(admitted(paid.quantity), Interval(part.low / 100, part.high / 100))
        before = minus(after, admitted(paid.quantity))
        stated = admitted(total.quantity)
        value = paid.quantity.low / share.quantity.low * 100
        if after.overlaps(stated) or before.overlaps(stated) or abs(value - total.quantity.low) > NEAR_SUM * total.quantity.low:
            continue
        told = f"{quoted(paid)} for {quoted(share)} makes {in_unit(value, total.quantity)} for the whole, not {quoted(total)}."
        yield Slip("share", "a price against its share and the whole", told, total, (paid, share))
