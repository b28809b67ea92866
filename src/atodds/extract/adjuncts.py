"""Which date of a sentence tells when a value held, and what "a week earlier" and "that year" make of it."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.model.records import Period

if TYPE_CHECKING:
    from atodds.extract.trees import Token

# Clauses that describe a noun: their dates date what happened to it ("the campaign that started on 6 November has reached 31,000").
_DESCRIBING = frozenset({"relcl", "acl"})
# Clauses that date what they hang from ("when it opened in 2019, it had 40 rooms"); others tell of something else ("founded in 2006, it
# has 40 rooms", "the plan, as amended in 2021, has 40 pages").
_WHEN = frozenset({"when", "while", "after", "before", "once", "until", "by"})
# What is compared with a value has its own date.
_AGAINST = frozenset({"against", "than", "versus", "vs", "vs.", "compared"})
# Papers that go by their year: what they provide for holds as long as they do.
_PAPERS = frozenset({
    "plan", "agreement", "contract", "concession", "licence", "license", "permit", "act", "law", "treaty", "accord", "pact",
    "charter", "deal", "programme", "program", "statute", "decree", "ruling", "strategy", "settlement", "regulation", "directive",
    "constitution", "convention",
})  # fmt: skip
_YEAR = re.compile(r"(?:1[5-9]|20)\d\d")
_COUNTS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_NUMBERS = {word: n for n, word in enumerate(_COUNTS, 1)} | {"a": 1, "an": 1, "the": 1}
_UNIT = "day|week|month|quarter|year"
# "540 a week earlier", "19 three years ago", "34.9% the year before"; but "8% more than a year earlier" is a figure of now.
_EARLIER = re.compile(
    rf"^[\s(]*(?:(?!(?:than|on|from|against|over|with)\b)[\w’'-]+ ){{0,3}}?"
    rf"(?P<n>{'|'.join(_NUMBERS)}|\d{{1,2}}) (?P<unit>{_UNIT})s? (?:earlier|before|ago|previously)\b",
    re.IGNORECASE,
)
# "76,400 of the preceding year", "in the same quarter of the previous year".
_PRECEDING = re.compile(rf"^[\s(]*(?:[\w’'-]+ ){{0,6}}?(?:the )?(?:preceding|previous|prior) (?P<unit>{_UNIT})\b", re.IGNORECASE)
# "At the end of that year", "in the same year": the year of the date before.
_THAT_YEAR = re.compile(r"\b(?P<end>(?:at|by|before) the end of )?(?:that|the same) year\b(?! (?:earlier|before))", re.IGNORECASE)
# What makes a date the day that figures were taken.
_AS_OF = re.compile(
    r"\b(?:as (?:of|at|on)|(?:data )?cut-?off(?: date)?(?: of| was| is|,)?|data (?:to|until|through|up to)|status)(?: the)?:? $",
    re.IGNORECASE,
)
# The short forms of accounts: "4Q23", "Q1 24", "1H 2025".
_QUARTER = re.compile(r"\b(?:(?P<n>[1-4])(?P<kind>[QH])|(?P<kind2>[QH])(?P<n2>[1-4]))[ -]?[’']?(?P<year>\d{4}|\d{2})\b")
# Two digits of a year from here on are of the last century.
_PIVOT = 70
# How far behind a value such words are looked for.
_REACH = 70
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "quarter": 3, "year": 12}


def accounting_period(text: str) -> Period | None:
    """The quarter or half year that the head of a column gives in the short form of accounts ("4Q23"), or None."""
    found = _QUARTER.search(text)
    if found is None:
        return None
    n, kind, year = int(found["n"] or found["n2"]), found["kind"] or found["kind2"], int(found["year"])
    year += 0 if year >= 100 else 2000 if year < _PIVOT else 1900
    months = 3 if kind == "Q" else 6
    if n * months > 12:
        return None
    last = n * months
    high = dt.date(year, last, calendar.monthrange(year, last)[1])
    return Period(low=dt.date(year, last - months + 1, 1), high=high, source="context", words=found.group())


def with_marker(text: str, start: int, end: int) -> str:
    """The words of a date with the words before it that make it the day that figures were taken: "as of 31 March"."""
    found = _AS_OF.search(text[:start])
    return text[found.start() if found is not None else start : end]


def may_date(date: Token, value: Token) -> bool:
    """Whether a date can say when a value held: not if it stands in a clause that tells of something else in the sentence.

    Nor if it names a paper ("the plan of 2021 provides for 90 homes"), or is that of what the value is compared with ("six points on
    2020", "against 58 % in 2023").
    """
    counted = value.head if value.dep_ in ("nummod", "quantmod", "compound", "amod") else value
    if date.is_ancestor(value):
        return True  # "on 2020, when 41 % of them voted"
    if _is_of_paper(date, value) or _is_compared_year(date):
        return False
    for node in (date, *date.ancestors):
        if node.dep_ in _DESCRIBING:
            return node.head.i in (value.i, counted.i) or node.is_ancestor(value)
        if node.is_ancestor(value):
            return True
        if node.lower_ in _AGAINST or _is_deep_since(node, date) or (node.dep_ == "advcl" and not _tells_when(node)):
            return False
    return date.root == value.root


def _is_of_paper(date: Token, value: Token) -> bool:
    """Whether a year names a paper that is not the value's own noun: "the concession of 2021", "the 2014 treaty"."""
    noun = date.head.head if date.head.dep_ == "prep" and date.head.lower_ == "of" else date.head
    if noun == date or date.dep_ not in ("pobj", "nummod", "compound", "nmod"):
        return False
    return noun.lemma in _PAPERS


def _is_compared_year(date: Token) -> bool:
    """Whether a year stands behind "on": "a rise of six points on 2020"; nothing happens "on 2020"."""
    return date.head.dep_ == "prep" and date.head.lower_ == "on" and _YEAR.fullmatch(date.text) is not None


def _is_deep_since(node: Token, date: Token) -> bool:
    """Whether a span begins with something else that the date is of: "the deadliest since the fire of 1997"."""
    return node.lower_ == "since" and node.i != date.left_edge.i - 1


def _tells_when(verb: Token) -> bool:
    return any(t.lower_ in _WHEN for t in verb.children if t.dep_ in ("mark", "advmod"))


def earlier(after: str, base: Period) -> Period | None:
    """The period of a value that the words ``after`` it say is of an earlier time than ``base``; None without such words."""
    found = _EARLIER.match(after[:_REACH]) or _PRECEDING.match(after[:_REACH])
    if found is None:
        return None
    groups = found.groupdict()
    word = (groups.get("n") or "one").lower()
    n, unit = _NUMBERS.get(word) or int(word), groups["unit"].lower()
    if base.source == "document" and unit in _MONTHS:
        # Nothing but the document's date to count from: the whole month, quarter or year is meant.
        low, high = _whole(back(base.low, n, unit), unit)
    else:
        low, high = back(base.low, n, unit), back(base.high, n, unit)
    start = found.start("n") if groups.get("n") else found.start()
    return Period(low=low, high=high, source="stated", words=after[start : found.end()].strip())


def back(day: dt.date, n: int, unit: str) -> dt.date:
    """The day ``n`` units before ``day``; the last of a month stays the last."""
    if unit in _DAYS:
        return day - dt.timedelta(days=n * _DAYS[unit])
    months = day.year * 12 + day.month - 1 - n * _MONTHS[unit]
    year, month = divmod(months, 12)
    last = calendar.monthrange(year, month + 1)[1]
    is_last = day.day == calendar.monthrange(day.year, day.month)[1]
    return dt.date(year, month + 1, last if is_last else min(day.day, last))


def _whole(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    first = 1 if unit == "year" else day.month - (day.month - 1) % _MONTHS[unit]
    last = first + _MONTHS[unit] - 1
    return dt.date(day.year, first, 1), dt.date(day.year, last, calendar.monthrange(day.year, last)[1])


def that_year(text: str, before: Period | None) -> Period | None:
    """The period that "that year" or "the end of that year" means after a sentence that spoke of ``before``."""
    found = _THAT_YEAR.search(text)
    if found is None or before is None:
        return None
    first = dt.date(before.low.year, 12 if found["end"] else 1, 1)
    return Period(low=first, high=dt.date(before.low.year, 12, 31), source="context", words=found.group())
