"""Spans of time against the two dates that they lie between."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import find, pattern, whole_words
from atodds.arithmetic.slips import Slip, number, quoted
from atodds.arithmetic.terms import ANY_MARK, Term, admitted, reworded
from atodds.model.values import Hedge, Interval

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator

    from atodds.arithmetic.terms import Passage
    from atodds.model.values import DateValue

DAY = 86_400.0
# Names of spans of time with their days, to print a span in the unit it was written in.
_UNITS = (("year", 365.25), ("month", 30.4375), ("week", 7.0), ("day", 1.0))
_SAID = r"[,(–—] ?(?:that is,? |i\.e\.,? |or |which is )?"
# A span right behind its two dates, with nothing more said of it ("from 4 May to 21 June, seven weeks in all").
_SO_LONG = r", (?:<that_is> |a total of |making |being )?{length:T}(?: in all| in total| altogether| all told)?(?=[,.;:)]|$| [–—])"
_SPANS = (
    pattern(r"\bfrom {first:D}<near>\bto <near>{last:D}<near>" + _SAID + r"an? <near><span> of {length:T}"),
    pattern(r"\b(?:from|between) {first:D}<near>\b(?:to|until|till|and) <near>{last:D}" + _SO_LONG),
    pattern(r"\b(?:from |between )?{both:D}" + _SO_LONG),
    pattern(r"\b(?:for|over|during|in|lasted|took|spent) (?:the )?(?:whole |full |entire )?{length:T},? (?:\()?from {both:D}"),
    pattern(r"{both:D} ?\({length:T}\)"),
    pattern(r"{both:D}<near>" + _SAID + r"an? <near><span> of {length:T}"),
)
_AFTER = pattern(r"{last:D}<near>, {length:T} (?:after|later than) <near>{first:D}")
_BEFORE = pattern(r"{first:D}<near>, {length:T} (?:before|earlier than|ahead of) <near>{last:D}")
_TO_DATE = rf"(?:[^.;{ANY_MARK}]|\. ){{0,120}}"
_LATER = pattern(rf"{{first:D}}{_TO_DATE}{{last:D}},? (?P<said><hedged> )?{{later:D}}")
_LATER_SPAN = pattern(r"\b(?:from|between) {both:D},? (?P<said><hedged> )?{length:T} later\b")
_DELAY = pattern(r"(?:^|\. )[^.]{0,200}?{first:D}[^.]{0,200}\. [^.]{0,200}?{last:D}" + _SAID + r"an? <near><delay> of {length:T}")
_LIFE = pattern(r"\bborn\b<gap>{first:D}[^.]{0,80}?\b(?:died|death)\b[^.]{0,40}?{last:D}[^.]{0,30}?\b(?:aged|at the age of|at) {age:A}")


def spans(passage: Passage) -> Iterator[Slip]:
    """ "From June 2025 to December 2027, a delay of 30 months", "in June 2024, ten months after its release on 31 August 2023"."""
    if len(passage.at) < 2 or not any(t.kind == "D" for t in passage.at.values()):
        return
    yield from _later(passage)
    if not any(t.kind in "TA" for t in passage.at.values()):
        return
    for regex in (*_SPANS, _AFTER, _BEFORE):
        for m in find(passage, regex):
            yield from _span(m["length"], *((m["both"], m["both"]) if "both" in m else (m["first"], m["last"])))
    for m in find(passage, _DELAY):
        dates = [t for t in passage.terms(m.start, m.end) if t.kind == "D"]
        if len(dates) == 2 and whole_words("planned").search(passage.shape[m.start : m.end]):
            yield from _span(m["length"], m["first"], m["last"])
    for m in find(passage, _LIFE):
        yield from _age(m["age"], m["first"], m["last"])


def _later(passage: Passage) -> Iterator[Slip]:
    """ "It began on 3 March. It ended on 14 April, six weeks later": the words of the third date as a span between the others."""
    if " later" not in passage.document.text[passage.block.start : passage.block.end]:
        return
    for m in find(passage, _LATER_SPAN):
        yield from _span(m["length"], m["both"], m["both"])
    for m in find(passage, _LATER):
        words = m["later"].claim.value_text
        if not words.endswith(" later"):
            continue
        said = (m.words.get("said") or "") + words.removesuffix(" later")
        length = reworded(m["later"].claim, said, said)
        if length is not None and length.kind == "T":
            yield from _span(length, m["first"], m["last"])


def _span(length: Term, first: Term, last: Term) -> Iterator[Slip]:
    if first is last and first.date.precision != "span":
        return
    found = _whole_span(first.date) if first is last else _between(first.date, last.date)
    if found is None or first.date.hedge is not Hedge.PLAIN or last.date.hedge is not Hedge.PLAIN:
        return
    value = length.quantity
    stated = admitted(value)
    if value.hedge is Hedge.PLAIN:  # time that has passed is cut off as often as it is rounded
        stated = Interval(stated.low, max(stated.high, value.high + value.step))
    if stated.overlaps(found):
        return
    told = f"From {quoted(first)} to {quoted(last)}" if first is not last else quoted(first)
    dates = (last, first) if first is not last else (first,)
    yield Slip("span", "a span of time between two dates", f"{told} is {_in_words(found, length)}, not {quoted(length)}.", length, dates)


def _between(first: DateValue, last: DateValue) -> Interval | None:
    """Seconds from one date to another, the last day counted or not; None where they are not in order."""
    if last.high < first.low:
        return None
    return Interval(_days(first.high, last.low) * DAY, (_days(first.low, last.high) + 1) * DAY)


def _whole_span(span: DateValue) -> Interval:
    """A span "June 2025 to December 2027" may be meant from any day of its first month to any day of its last one."""
    coarse = 366 if (span.low.month, span.low.day, span.high.month, span.high.day) == (1, 1, 12, 31) else 31 if span.low.day == 1 else 0
    days = _days(span.low, span.high)
    return Interval((days - 2 * coarse) * DAY, (days + 1) * DAY)


def _days(first: dt.date, last: dt.date) -> float:
    return float((last - first).days)


def _in_words(found: Interval, length: Term) -> str:
    name, days = next(((n, d) for n, d in _UNITS if re.search(rf"\b{n}|-{n}", length.words, re.IGNORECASE)), ("day", 1.0))
    low, high = max(0.0, found.low) / (days * DAY), found.high / (days * DAY)
    if round(low) == round(high) or (high - low) < 0.05 * high:
        return f"{number(round((low + high) / 2, 1))} {name}s"
    return f"{number(round(low, 1))} to {number(round(high, 1))} {name}s"


def _age(age: Term, born: Term, died: Term) -> Iterator[Slip]:
    """Years between birth and death: one less where the birthday was still to come."""
    if Hedge.PLAIN not in (born.date.hedge, died.date.hedge):
        return
    low = died.date.low.year - born.date.high.year - 1
    high = died.date.high.year - born.date.low.year
    if low <= age.quantity.low <= high:
        return
    yield Slip(
        "span",
        "an age between two dates",
        f"From {quoted(born)} to {quoted(died)} is {low} or {high} years, not {quoted(age)}.",
        age,
        (died, born),
    )
