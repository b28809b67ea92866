"""The year of days and months that a document without a date of its own leaves open ("on Monday, 8 April").

It is that of the last full date before them in the document, else of the first one. A document that gives none leaves the year to
the documents beside it (``link/years.py``): until then its dates stand in ``OPEN_YEAR``.
"""

from __future__ import annotations

import bisect
import functools
import re
from typing import TYPE_CHECKING

from atodds.extract.values.vocabulary import table

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.model.values import DateValue

# A leap year, so that it has every day, and before all years that are read as such without a word for it.
OPEN_YEAR = 1200
# The feature of claims whose date stands in it.
OPEN = "open_year"
_MONTH = "|".join(sorted((m.capitalize() for m in table("dates")["months"]), key=lambda m: (-len(m), m)))
_FULL = re.compile(rf"\b(?:{_MONTH})\b\.?,? (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?(?:of )?(1[5-9]\d\d|20\d\d)\b|\b(20\d\d)-\d\d-\d\d\b")


@functools.lru_cache(maxsize=8)
def _full_dates(text: str) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Where a text gives full dates, and their years."""
    found = [(m.start(), int(m[1] or m[2])) for m in _FULL.finditer(text)]
    return tuple(at for at, _ in found), tuple(year for _, year in found)


def year_at(text: str, at: int) -> int:
    """The year of a date without one at offset ``at``."""
    places, years = _full_dates(text)
    if not years:
        return OPEN_YEAR
    return years[max(0, bisect.bisect_right(places, at) - 1)]


def stands_open(value: DateValue) -> bool:
    """Whether a date still waits for its year."""
    return value.low.year == OPEN_YEAR


def without_open(values: Sequence[DateValue]) -> list[DateValue]:
    """The dates whose year is known."""
    return [value for value in values if not stands_open(value)]
