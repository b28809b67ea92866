"""Dates counted from a date that the text has just given: "the following day", "two weeks later", "the previous month"."""

from __future__ import annotations

import datetime as dt

from atodds.extract.values.numbers import read_number
from atodds.extract.values.spans import Partial, months, one_day
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.years import FIRST_YEAR, SEASONS, Read, fixed
from atodds.model.values import DateValue

_STEP = {"following": 1, "next": 1, "previous": -1, "preceding": -1, "same": 0}
_DAY_WORDS = frozenset({"day", "morning", "afternoon", "evening", "night"})
_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7, "fortnight": 14}
_LATER = frozenset({"later", "afterwards"})  # "a week earlier" is what the figure before it is held against (``adjuncts.earlier``)
# "Two hundred weeks later" is said of no date; who counts further counts in larger units.
MOST_UNITS = 60

# "Two months later" is said of days as far as this from that day.
HALF_MONTH = dt.timedelta(days=15)


class Anchored:
    """Reads such dates of one text; ``anchor``: the date to count from, which moves on with the text."""

    def __init__(self, t: Tokens, anchor: DateValue | None) -> None:
        """``anchor``: the last date of the text before, or None."""
        self.t = t
        self.anchor = anchor

    def note(self, value: DateValue) -> None:
        """A date has been read: the next one may count from it."""
        if value.low.year >= FIRST_YEAR and value.precision in ("day", "month", "year"):
            self.anchor = value

    def read(self, i: int) -> Read | None:
        """The date that starts at token ``i``, or None where there is none or nothing to count it from."""
        return (self._stepped(i) or self._day_beside(i) or self._later(i)) if self.anchor is not None else None

    def _stepped(self, i: int) -> Read | None:
        """ "The following day", "the next morning", "the same evening", "the previous month", "the following spring"."""
        t, anchor = self.t, self.anchor
        step = _STEP.get(t.low[i + 1]) if t.low[i] in ("the", "that") else None
        word = t.low[i + 2]
        if step is None or anchor is None or t.low[i + 3] == "of" or (word != t.text[i + 2] and word in _DAY_WORDS):
            return None
        if word in _DAY_WORDS:
            return fixed(one_day(anchor.low + dt.timedelta(days=step)), i + 3) if anchor.precision == "day" else None
        if word == "month" and step and anchor.precision in ("day", "month"):
            return fixed(months(anchor.low.year, anchor.low.month + step, 1, "month"), i + 3)
        if word == "year" and step:
            return fixed(months(anchor.low.year + step, 1, 12, "year"), i + 3)
        return fixed(self._season(SEASONS[word], step), i + 3) if word in SEASONS and step else None

    def _season(self, n: int, step: int) -> DateValue | None:
        """The next or last such season, seen from the anchor."""
        assert self.anchor is not None
        year = self.anchor.low.year
        built = [v for y in (year - 1, year, year + 1) if (v := Partial("season", n=n).build(y)) is not None]
        if step > 0:
            return next((v for v in built if v.low > self.anchor.high), None)
        return next((v for v in reversed(built) if v.high < self.anchor.low), None)

    def _day_beside(self, i: int) -> Read | None:
        """ "The day before", "the day after", where nothing follows that they are before or after of."""
        t, anchor = self.t, self.anchor
        if t.low[i] != "the" or t.low[i + 1] != "day" or t.low[i + 2] not in ("before", "after") or t.kind[i + 3] not in ("", "sym"):
            return None
        days = 1 if t.low[i + 2] == "after" else -1
        return fixed(one_day(anchor.low + dt.timedelta(days=days)), i + 3) if anchor is not None and anchor.precision == "day" else None

    def _later(self, i: int) -> Read | None:
        """ "Two days later", "a fortnight later", "three months afterwards", where nothing follows that they are later than."""
        t, anchor = self.t, self.anchor
        if t.low[i] in ("a", "an"):
            count, j = 1, i + 1
        else:
            number = read_number(t, i) if t.kind[i] in ("num", "word") else None
            if number is None or number.value != int(number.value) or not 0 < number.value <= MOST_UNITS:
                return None
            count, j = int(number.value), number.end
        if anchor is None or t.low[j + 1] not in _LATER or t.low[j + 2] == "than":
            return None
        if t.low[j] in _LENGTHS and anchor.precision == "day":
            return fixed(one_day(anchor.low + dt.timedelta(days=count * _LENGTHS[t.low[j]])), j + 2)
        if t.low[j] in ("month", "months") and anchor.precision == "day":
            day = months(anchor.low.year, anchor.low.month + count, 1, "month").low + dt.timedelta(days=anchor.low.day - 1)
            return fixed(DateValue(low=day - HALF_MONTH, high=day + HALF_MONTH, precision="month"), j + 2)
        if t.low[j] in ("month", "months") and anchor.precision == "month":
            return fixed(months(anchor.low.year, anchor.low.month + count, 1, "month"), j + 2)
        return fixed(months(anchor.low.year + count, 1, 12, "year"), j + 2) if t.low[j] in ("year", "years") else None
