"""Dates: absolute ones in all usual forms, spans of them, and relative ones counted from the document's date."""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from atodds.extract.values.absolute import MONTHS, WEEKDAYS, Absolute, Read
from atodds.extract.values.anchored import Anchored
from atodds.extract.values.relative import Relative
from atodds.extract.values.spans import Partial, span
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.vocabulary import table
from atodds.model.values import DateValue

# A date without a year belongs to a past year named in its sentence only if this lies further back than the year before the document.
NARRATED_YEARS = 2
# How far before a date a word of the future is looked for.
FUTURE_REACH = 12
_LISTS = table("dates")["lists"]
_FUTURE = frozenset(_LISTS["future"])
_MOVED = frozenset(_LISTS["moved"])
_SEEN_FROM_TODAY = frozenset({"yesterday", "today", "tonight", "tomorrow"})
_YEAR = re.compile(r"(?<![\d.,/-])(1[5-9]\d\d|20\d\d)(?![\d,/]|\.\d)")


class Found(NamedTuple):
    """A date: tokens ``start`` to before ``end``; ``value`` None where it cannot be placed in time without a reference."""

    start: int
    end: int
    value: DateValue | None


class DateReader:
    """Reads the dates of one text."""

    def __init__(
        self, t: Tokens, reference: dt.date | None, dead: frozenset[int], *, anchor: DateValue | None = None, year: int | None = None
    ) -> None:
        """``dead``: tokens of which no value is read. ``anchor``: the date of the text before, for "the following day"; ``year``:
        of days and months without one, where the text names none: ``reference`` then is for dates counted from it only."""
        self.t = t
        self.reference = reference
        self.dead = dead
        self.absolute = Absolute(t, dead)
        self.relative = Relative(t, reference, self.absolute)
        self.anchored = Anchored(t, anchor)
        self.year = year
        self._years: list[tuple[int, int]] | None = None

    def read(self, i: int) -> Found | None:
        """The date or span of dates that starts at token ``i``, or None."""
        t = self.t
        hours = t.low[i] in WEEKDAYS and t.low[i + 1] in ("to", "-", "–", "and", "through") and t.low[i + 2] in WEEKDAYS
        if hours and not self._is_move(i):
            return Found(i, i + 3, None)  # opening hours
        first = self._one(i)
        if first is None:
            return None
        found = self._span(i, first) or self._apposed(i, first) or Found(i, first.end, self._resolve(first.date, i) if first.date else None)
        if found.value is not None:
            self.anchored.note(found.value)
        return found

    def _apposed(self, i: int, first: Read) -> Found | None:
        """ "Yesterday, 8 August", "today (5 May)", "yesterday, the 21st": the date says which day it was."""
        t, j = self.t, first.end
        if t.low[i] not in _SEEN_FROM_TODAY or t.low[j] not in (",", "("):
            return None
        number = self.absolute.days.ordinal(j + 2) if t.low[j + 1] == "the" else None
        if number is not None:
            return Found(i, number[1], self._resolve(first.date, i) if first.date else None)
        second = self.absolute.period(j + 1)
        if second is None or second.date is None or second.date.kind != "day":
            return None
        return Found(i, second.end, self._resolve(second.date, j + 1))

    def _one(self, i: int) -> Read | None:
        if i in self.dead:
            return None
        return self.anchored.read(i) or self.relative.read(i) or self.absolute.read(i)

    def _span(self, i: int, first: Read) -> Found | None:
        """ "2014 to 2023", "4 September to 24 November 2023", "2023–2027"."""
        t, j = self.t, first.end
        if first.date is None or (first.date.shade and first.date.kind == "fixed"):
            return None
        word = t.low[j]
        lead = t.low[i - 1] if i else ""
        if not (
            word in ("to", "until", "through", "till")
            or (word == "and" and lead == "between")
            or (word in ("-", "–", "‐", "—") and t.glued[j] == t.glued[j + 1])
        ):
            return None
        if word == "—" and not t.glued[j]:
            return None
        second = self._one(j + 1)
        if second is None or second.date is None or (second.date.kind in ("fixed",) and second.date.fixed is None):
            return None
        if word == "to" and self._is_move(i):
            return None
        last = self._resolve(second.date, j + 1)
        if last is None:
            return Found(i, second.end, None)
        date = first.date
        if date.kind == "day" and second.date.kind == "day" and date.year is None and second.date.year is None:
            begin = self._resolve(date, i)
            if begin is not None and begin.low > last.high:  # the document is of a day between the two
                last = second.date.build(begin.low.year) or last
        else:
            begin = date.build(last.high.year)
            if begin is not None and begin.low > last.high and date.year is None:
                begin = date.build(last.high.year - 1)
        value = span(begin, last) if begin is not None else None
        return Found(i, second.end, value) if value is not None else None

    def _is_move(self, i: int) -> bool:
        """Whether "from A to B" at ``i`` moves a date and is no stretch: "postponed from Friday to Monday"."""
        t = self.t
        return i > 0 and t.low[i - 1] == "from" and any(w in _MOVED for w in t.low[max(t.sentence[i], i - FUTURE_REACH) : i])

    def _resolve(self, date: Partial, i: int) -> DateValue | None:
        """The days of a date as written; its year, where missing, from the reference or the text."""
        if date.year is not None or date.fixed is not None:
            return date.build()
        if self.reference is None or self.year is not None:
            return self._by_text(date, i)
        narrated = self._narrated(i)
        if narrated is not None:
            return date.build(narrated)
        year = self.reference.year
        choices = [v for y in (year + 1, year, year - 1, year - 2, year - 3, year - 4) if (v := date.build(y)) is not None]
        if self._is_future(i):
            later = [v for v in choices if v.high >= self.reference]
            return later[-1] if later else None
        return next((v for v in choices if v.low <= self.reference), None)

    def _is_future(self, i: int) -> bool:
        t = self.t
        first = max(t.sentence[i], i - FUTURE_REACH)
        return any(w in _FUTURE for w in t.low[first:i])

    def _all_years(self) -> list[tuple[int, int]]:
        if self._years is None:
            self._years = [(self.t.at(m.start()), int(m.group())) for m in _YEAR.finditer(self.t.source)]
        return self._years

    def _narrated(self, i: int) -> int | None:
        """A year well in the past that the same sentence has named before: the sentence tells of that time."""
        if self.reference is None:
            return None
        first = self.t.sentence[i]
        for at, year in reversed(self._all_years()):
            if first <= at < i:
                return year if year <= self.reference.year - NARRATED_YEARS else None
            if at < first:
                break
        return None

    def _by_text(self, date: Partial, i: int) -> DateValue | None:
        """Without a reference: the year of the last full date before it, or a year named before it in its sentence."""
        first = self.t.sentence[i]
        for at, year in reversed(self._all_years()):
            if at < i and (at >= first or self._is_full(at)):
                return date.build(year)
        return date.build(self.year) if self.year is not None else None

    def _is_full(self, at: int) -> bool:
        """Whether the year at token ``at`` stands in a date with a month."""
        low = self.t.low[max(0, at - 3) : at]
        return any(w in MONTHS for w in low) or (self.t.text[at + 1] == "-" and self.t.text[at + 3] == "-")
