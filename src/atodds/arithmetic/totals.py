"""Totals in a sentence against their parts, and sums that are written out."""

from __future__ import annotations

import math
import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import find, pattern, whole_words, words
from atodds.arithmetic.slips import NEAR_SUM, Slip, in_unit, quoted
from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK, Term, added, admitted, is_counted, is_exact, minus, ratio, same_unit
from atodds.model.values import EPSILON, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage

_LEVEL = "[" + "".join(MARK[k] for k in LEVELS) + "]"
# Between two parts of a list: some words with a comma or "and" among them, and nothing that makes a part of a part.
_BETWEEN = rf"(?:(?!\b(?:of (?:which|whom|them)|including|plus|than|over|after|before|while|but)\b)[^{ANY_MARK}.;()]|{MARK['D']}){{0,60}}?"
_JOIN = r"(?:,|;|\band\b)"
_LIST = rf"(?P<list>{_LEVEL}{_BETWEEN}(?:{_JOIN}{_BETWEEN}{_LEVEL}{_BETWEEN})*?,?\s*\band\b{_BETWEEN}{_LEVEL})"
_WORDS = rf"[^{ANY_MARK}.;()]{{0,60}}?"
_FEW_WORDS = rf"[^{ANY_MARK}.;()]{{0,20}}?"
_TOTAL = rf"(?P<total>{_LEVEL})"
_TAIL = r"(?P<tail>[^.;)]*)"
_HEAD_FIRST = (
    re.compile(rf"{_TOTAL}{_WORDS}[,:–—(] ?{words('made_of')} {_FEW_WORDS}{_LIST}{_TAIL}", re.IGNORECASE),
    re.compile(rf"\ba total of {_TOTAL}{_WORDS}[:–—] ?{_FEW_WORDS}{_LIST}{_TAIL}", re.IGNORECASE),
)
_HEAD_LAST = re.compile(
    rf"{_LIST}{_WORDS}(?:[,:–—]|\bmaking\b|\bfor\b|\bor\b) ?(?:a total of )?{_TOTAL} (?:[\w-]+ ){{0,3}}?{words('in_all')}{_TAIL}",
    re.IGNORECASE,
)


def totals(passage: Passage) -> Iterator[Slip]:
    """ "342 persons, being 333 passengers and nine crew", "207 among the vaccinated and 400 on placebo, 607 in total"."""
    for regex in (*_HEAD_FIRST, _HEAD_LAST):
        for found in regex.finditer(passage.shape):
            tail = found["tail"]
            if any(c in tail for c in MARK.values() if c != MARK["D"]) or whole_words("beyond").search(tail):
                continue
            total = passage.at[found.start("total")]
            parts = [t for t in passage.terms(*found.span("list")) if t.kind != "D"]
            yield from sum_of(total, parts)


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
    + _TAIL
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
