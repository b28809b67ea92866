"""The year of dates that their own document leaves open, from the documents beside it.

"Pulled from the shelves on Monday, 8 April", says a page that gives no year anywhere. Documents that share its names tell of the
same time: the year is the one in which they date the most to the weeks around that day, and, where a weekday stands beside it,
one in which the day falls on it.
"""

from __future__ import annotations

import datetime as dt
import math
import re
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from atodds.extract.values.reread import counts_weeks, in_year
from atodds.extract.values.vocabulary import table
from atodds.extract.years_open import OPEN
from atodds.model.records import Claim, Document
from atodds.model.values import DateValue

# A document that shares so much of what the closest one shares is on the topic as well.
AS_CLOSE = 0.5
# Days around a date that count as its time of the year.
AROUND = 45
_WEEKDAYS: dict[str, int] = table("dates")["weekdays"]
_MONTHS = sorted(table("dates")["months"], key=lambda m: (-len(m), m))
_MONTH = re.compile(rf"\b(?:{'|'.join(_MONTHS)})\b", re.IGNORECASE)
_YEAR = re.compile(r"\d{4}")
_WEEKDAY = re.compile(rf"\b(?:{'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)


def with_years(claims: Sequence[Claim], documents: Sequence[Document], names: Mapping[str, frozenset[str]]) -> list[Claim]:
    """``claims`` with open years filled in; those that nothing beside them dates are left out.

    ``names``: the words of names in each document (`atodds.link.topics.name_words`).
    """
    undated = {d.id for d in documents if d.published is None}
    waiting = {c.document for c in claims if OPEN in c.features or _is_guessed(c, undated)}
    if not waiting:
        return list(claims)
    dates = _dates(claims, documents)
    nearby = {d: [day for other in _beside(d, names) for day in dates.get(other, ())] for d in sorted(waiting)}
    found = []
    for claim in claims:
        if OPEN not in claim.features:
            found.append(_moved(claim, nearby[claim.document]) if _is_guessed(claim, undated) else claim)
        elif (placed := _placed(claim, nearby[claim.document])) is not None:
            found.append(placed)
    return found


def _is_guessed(claim: Claim, undated: Collection[str]) -> bool:
    """Whether a day has its year only from the dates around it, in a document that has no date of its own."""
    value = claim.value
    if claim.document not in undated or OPEN in claim.features or not isinstance(value, DateValue) or value.precision != "day":
        return False
    return _MONTH.search(claim.value_text) is not None and _YEAR.search(claim.value_text) is None


def _moved(claim: Claim, beside: Sequence[dt.date]) -> Claim:
    """A claim with the one year in which the documents beside it give that very day, and else as it is."""
    value = claim.value
    assert isinstance(value, DateValue)
    years = {day.year for day in beside if (day.month, day.day) == (value.low.month, value.low.day)}
    return _with_year(claim, value, years.pop()) if len(years) == 1 else claim


def _beside(document: str, names: Mapping[str, frozenset[str]]) -> list[str]:
    """The documents on the topic of one: those that share the most names with it, rare ones counting more; all where none does."""
    held = Counter(name for found in names.values() for name in found)
    shared = {
        other: sum(math.log(1 + len(names) / held[name]) for name in sorted(found & names[document]))
        for other, found in names.items()
        if other != document
    }
    most = max(shared.values(), default=0.0)
    return [other for other, bits in shared.items() if bits >= AS_CLOSE * most]


def _dates(claims: Iterable[Claim], documents: Iterable[Document]) -> Mapping[str, list[dt.date]]:
    """The days and months that each document gives, its own date among them."""
    dates: dict[str, list[dt.date]] = defaultdict(list)
    for document in documents:
        if document.published is not None:
            dates[document.id].append(document.published)
    for claim in claims:
        value = claim.value
        if isinstance(value, DateValue) and value.precision in ("day", "week", "month") and OPEN not in claim.features:
            dates[claim.document].append(value.low)
    return dates


def _placed(claim: Claim, beside: Sequence[dt.date]) -> Claim | None:
    value = claim.value
    assert isinstance(value, DateValue)
    counts = Counter(day.year for day in beside if value.precision == "day" and (day.month, day.day) == (value.low.month, value.low.day))
    if not counts:
        counts = Counter(year for day in beside for year in (day.year - 1, day.year, day.year + 1) if _near(value.low, year, day))
    if not counts:
        counts = Counter(day.year for day in beside)
    weekday = _WEEKDAY.search(claim.value_text)
    if weekday is not None and not counts_weeks(claim.value_text):
        wanted = _WEEKDAYS[weekday.group().casefold()]
        fitting = {y: n for y, n in counts.items() if _in_year(value.low, y).weekday() == wanted}
        counts = Counter(fitting) if fitting else counts
    if not counts:
        return None
    year = max(counts, key=lambda y: (counts[y], y))
    return _with_year(claim, value, year)


def _with_year(claim: Claim, value: DateValue, year: int) -> Claim:
    later = year + value.high.year - value.low.year
    moved = in_year(claim.value_text, year) or value.model_copy(
        update={"low": _in_year(value.low, year), "high": _in_year(value.high, later)}
    )
    return claim.model_copy(update={"value": moved})


def _near(day: dt.date, year: int, other: dt.date) -> bool:
    return abs((_in_year(day, year) - other).days) <= AROUND


def _in_year(day: dt.date, year: int) -> dt.date:
    """A day in another year; 29 February is 28 February there, if need be."""
    leap = (day.month, day.day) == (2, 29) and (year % 4 or (year % 100 == 0 and year % 400))
    return day.replace(year=year, day=28) if leap else day.replace(year=year)
