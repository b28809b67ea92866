"""Dates that name their year, month or day, and parts of them ("the end of 2023", "the first week of June")."""

from __future__ import annotations

import datetime as dt

from atodds.extract.values.days import WEEKDAYS, Days
from atodds.extract.values.feasts import feast
from atodds.extract.values.numbers import SMALL
from atodds.extract.values.spans import HALVES, ending
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table
from atodds.extract.values.years import MONTHS, ORDINALS, SEASONS, Read, Years, fixed
from atodds.model.values import DateValue

# "The end of the first half of early 2024": nobody nests parts of a period deeper.
MAX_NESTING = 2
SHADES: dict[str, str] = table("dates")["shades"]
_PERIODS = {"quarter": 3, "half": 6, "half-year": 6, "year": 12}
# Days from the beginning of a period to the beginning of its first, second ... week; the last week ends with it.
_WEEKS = {"first": 0, "second": 7, "third": 14, "fourth": 21, "last": -7, "final": -7}
_HALVES = {"first": 1, "second": 2}
_NTH_WEEK = {days: days // 7 + 1 if days >= 0 else -1 for days in _WEEKS.values()}

__all__ = ["MONTHS", "SEASONS", "SHADES", "WEEKDAYS", "Absolute", "Read", "fixed"]


class Absolute:
    """Reads absolute dates of one text."""

    def __init__(self, t: Tokens, dead: frozenset[int]) -> None:
        """``dead``: tokens of which no value is read."""
        self.t = t
        self.years = Years(t, dead)
        self.days = Days(t, self.years)

    def read(self, i: int) -> Read | None:
        """The date that starts at token ``i``: with its part ("the end of"), else a plain period."""
        t = self.t
        j = i + 1 if t.low[i] == "the" else i
        part = (
            self.days.nth_weekday(j)
            or self.days.part_of_month(j)
            or self._part_of(j)
            or self._half_of(j)
            or self._week_of(j)
            or self._ended(j)
        )
        return part or self.period(i, bare=True)

    def period(self, i: int, *, bare: bool = False) -> Read | None:
        """A day, month, quarter, season, year, decade or century at ``i``. ``bare``: nothing before it says that it is a date."""
        t = self.t
        if t.low[i] == "the":
            return self.days.ordinal_day(i + 1) or self.years.named(i + 1, bare=bare) or self.years.decade(i + 1)
        if t.low[i] in WEEKDAYS:
            j = i + 1 + (t.low[i + 1] == ",")
            read = self.days.day(j) or (self.days.ordinal_day(j + 1) if t.low[j] == "the" else None)
            return read if read and read.date and read.date.kind == "day" else None
        return (
            self.days.numeric(i)
            or self.days.day(i)
            or (self.days.ordinal_day(i) if t.low[i] in ORDINALS or t.low[i] in ("twenty", "thirty") else None)
            or feast(t, self.years, i)
            or self.years.named(i, bare=bare)
            or self.years.decade(i)
            or self.years.year(i, bare=bare)
        )

    def _part_of(self, i: int, depth: int = 0) -> Read | None:
        """ "End of 2023", "early 2024", "mid-January", "the first half of 2024", "the end of the third quarter of 2023"."""
        t = self.t
        shade = SHADES.get(t.low[i])
        if shade is None:
            return None
        j = i + 1
        if t.low[j] == "of" or t.hyphen(j) or (t.low[j] == "-" and t.glued[j]):
            j += 1
        elif shade == "end" or t.low[i] in ("start", "beginning", "middle"):
            return None
        inner = self._part_of(j + (t.low[j] == "the"), depth + 1) if depth < MAX_NESTING else None
        read = inner or self.period(j)
        if read is None or read.date is None or read.date.kind == "day":
            return None
        return Read(read.date._replace(shade=shade), read.end) if not read.date.shade else read

    def _half_of(self, i: int) -> Read | None:
        """ "First half of March 2021", "second half of the eighteenth century"; those of a year are read as such."""
        t = self.t
        n = _HALVES.get(t.low[i], 0)
        if not n or t.low[i + 1] != "half" or t.low[i + 2] != "of":
            return None
        read = self.period(i + 3)
        if read is None or read.date is None or read.date.shade:
            return None
        long = read.date.fixed is not None and read.date.fixed.precision == "century"
        return Read(read.date._replace(shade=HALVES[n - 1]), read.end) if long or read.date.kind == "month" else None

    def _week_of(self, i: int) -> Read | None:
        """ "The week of 15 July 2024", "the first week of June 2023", "the last week of 2019"."""
        t = self.t
        n = _WEEKS.get(t.low[i])
        j = i if n is None else i + 1
        if t.low[j] != "week" or t.low[j + 1] not in ("of", "beginning", "starting"):
            return None
        read = self.period(j + 2)
        if n is not None and read is not None and read.date is not None and read.date.kind == "month":
            return Read(read.date._replace(shade=f"week{_NTH_WEEK[n]}"), read.end)
        if n is None and read is not None and read.date is not None and read.date.kind == "day" and not read.date.until:
            return Read(read.date._replace(shade="week"), read.end)
        value = read.date.build() if read is not None and read.date is not None else None
        if read is None or value is None or (n is None) != (value.precision == "day"):
            return Read(None, read.end) if read is not None and value is None else None
        if n is None:
            return None
        first = value.high - dt.timedelta(days=6) if n < 0 else value.low + dt.timedelta(days=n)
        return fixed(DateValue(low=first, high=first + dt.timedelta(days=6), precision="week"), read.end)

    def _ended(self, i: int) -> Read | None:
        """ "Quarter ended June 30, 2024", "three months ended March 31", "year to March 2023", "nine months to May 2024"."""
        _t, low = self.t, self.t.low
        many, j = _PERIODS.get(low[i], 0), i + 1
        if not many and low[i] in SMALL and low[i + 1] == "months":
            many, j = SMALL[low[i]], i + 2
        if not many or not (low[j] in ("ended", "ending") or (low[j] == "to" and low[i] in ("year", *SMALL))):
            return None
        j += 1 + (low[j + 1] in ("on", "in"))
        read = self.period(j)
        if read is None or read.date is None or read.date.kind not in ("day", "month") or read.date.year is None:
            return None
        value = read.date.build()
        return fixed(ending(value.high, many), read.end) if value is not None else None
