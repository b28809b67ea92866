"""Dates that count weeks or weekdays, in another year: the second weekend of October is not on the same days every year."""

from __future__ import annotations

import datetime as dt
import re

from atodds.extract.values.find import find_values
from atodds.extract.values.vocabulary import table
from atodds.model.values import DateValue

_BY_WEEKS = re.compile(rf"\b(?:week|weekend|(?:{'|'.join(table('dates')['weekdays'])}) (?:of|in))\b", re.IGNORECASE)


def counts_weeks(words: str) -> bool:
    """Whether the words of a date count weeks or weekdays: "the last Friday of May", "the week of 9 December"."""
    return _BY_WEEKS.search(words) is not None


def in_year(words: str, year: int) -> DateValue | None:
    """What the words of a date without a year mean in ``year`` where they count weeks or weekdays; None for any others."""
    if not counts_weeks(words):
        return None
    found = [m.value for m in find_values(f"{words} {year}", dt.date(year, 12, 31)) if isinstance(m.value, DateValue)]
    return found[0] if len(found) == 1 and found[0].low.year == year else None
