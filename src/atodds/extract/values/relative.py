"""Dates counted from the document's date: "last year", "Monday", "three years ago this spring", "the summer of this year"."""

from __future__ import annotations

import datetime as dt

from atodds.extract.values.absolute import MONTHS, SEASONS, SHADES, WEEKDAYS, Absolute, Read, fixed
from atodds.extract.values.numbers import read_number
from atodds.extract.values.spans import Partial, back, months, one_day, week_of
from atodds.extract.values.tokens import Tokens
from atodds.model.values import DateValue

_UNITS = {
    "day": "day",
    "days": "day",
    "week": "week",
    "weeks": "week",
    "fortnight": "fortnight",
    "fortnights": "fortnight",
    "month": "month",
    "months": "month",
    "year": "year",
    "years": "year",
    "decade": "decade",
    "decades": "decade",
}
_SHIFT = {"last": -1, "past": -1, "previous": -1, "this": 0, "current": 0, "next": 1, "coming": 1}
_DAYS = {"today": 0, "tonight": 0, "yesterday": -1, "tomorrow": 1}
_FUTURE = frozenset({"until", "will", "by", "next", "due", "till"})
_BEFORE_DAY = frozenset({"on", "by", "since", "until", "from", "after", "before", "till"})
# "On the second" may be the second of anything; "until the nineteenth" is a date more often.
_BEFORE_SPELLED = frozenset({"until", "till", "since", "by"})
_NTH = ("first", "second", "third", "fourth")
_LAST_PART = {"quarter": 4, "half": 2}
# A day of the month with its weekday is told within the year: so many months are looked through.
MONTHS_ROUND = 12
# Nothing is dated further back by "ago" than written history.
MAX_AGO = 5000


class Relative:
    """Reads relative dates of one text; all are None in value where there is no reference."""

    def __init__(self, t: Tokens, reference: dt.date | None, absolute: Absolute) -> None:
        """``absolute`` reads what a relative date may contain."""
        self.t = t
        self.reference = reference
        self.absolute = absolute

    def read(self, i: int) -> Read | None:
        """The relative date that starts at token ``i``, or None."""
        return (
            self.absolute.days.nth_weekday(i)  # before "last Friday" takes the beginning of "last Friday of May"
            or self._month_ago(i)
            or self._ago(i)
            or self._weekday(i)
            or self._shifted(i)
            or self._part_of_shifted(i)
            or self._season_alone(i)
            or self._named_day(i)
            or self._ordinal_day(i)
        )

    def _ago(self, i: int) -> Read | None:
        """ "Exactly one week ago", "a year ago", "ten years ago this spring"."""
        t = self.t
        if t.low[i] in ("a", "an"):
            count, j = 1, i + 1
        elif t.kind[i] == "num" or t.kind[i] == "word":
            number = read_number(t, i)
            if number is None or number.value != int(number.value) or not 0 < number.value <= MAX_AGO:
                return None
            count, j = int(number.value), number.end
        else:
            return None
        unit = _UNITS.get(t.low[j])
        if unit is None or t.low[j + 1] != "ago":
            return None
        end = j + 2
        value = back(self.reference, count, unit) if self.reference else None
        if unit == "year" and t.low[end] == "this" and (t.low[end + 1] in SEASONS or t.low[end + 1] in MONTHS):
            word = t.low[end + 1]
            date = Partial("season", n=SEASONS[word]) if word in SEASONS else Partial("month", month=MONTHS[word])
            value = date.build(self.reference.year - count) if self.reference else None
            end += 2
        return fixed(value, end)

    def _month_ago(self, i: int) -> Read | None:
        """ "September two years ago": a month of that year."""
        t = self.t
        if t.low[i] not in MONTHS or not t.is_cap(i) or t.low[i + 2] not in ("year", "years") or t.low[i + 3] != "ago":
            return None
        ago = self._ago(i + 1)
        if ago is None or ago.date is None or ago.date.fixed is None:
            return ago
        return fixed(Partial("month", month=MONTHS[t.low[i]]).build(ago.date.fixed.low.year), ago.end)

    def _weekday(self, i: int) -> Read | None:
        """ "Monday", "last Friday", "next Sunday"."""
        t = self.t
        shift = _SHIFT.get(t.low[i]) if t.low[i + 1] in WEEKDAYS else None
        j = i + 1 if shift is not None else i
        if t.low[j] not in WEEKDAYS or not t.is_cap(j):
            return None
        if shift is None and self.absolute.period(j) is not None:
            return None  # "Monday, June 5"
        k = j + 1 + (t.low[j + 1] == ",")
        if (of_week := self._of_week(j)) is not None:
            return of_week
        if shift is None and t.low[j + 1] == "in" and (month := self.absolute.days.day(j + 2)) is not None:
            return month if month.date is not None and month.date.kind == "month" else None  # "a Wednesday in May"
        number = self.absolute.days.ordinal(k + 1) if t.low[k] == "the" else None
        if number is not None:
            return fixed(self._dated_weekday(WEEKDAYS[t.low[j]], number[0], i), number[1])
        dated = self.absolute.period(k)
        if dated is not None and dated.date is not None and dated.date.kind == "day":
            return None
        if self.reference is None:
            return Read(None, j + 1)
        days = (self.reference.weekday() - WEEKDAYS[t.low[j]]) % 7
        first = max(t.sentence[i], i - 4)
        if shift == 1 or (shift is None and any(w in _FUTURE for w in t.low[first:i])):
            return fixed(one_day(self.reference + dt.timedelta(days=7 - days)), j + 1)
        return fixed(one_day(self.reference - dt.timedelta(days=days or (7 if shift == -1 else 0))), j + 1)

    def _of_week(self, j: int) -> Read | None:
        """ "Wednesday last week", "Wednesday of this week"."""
        t = self.t
        k = j + 1 + (t.low[j + 1] == "of")
        if t.low[k] not in _SHIFT or t.low[k + 1] != "week" or (t.low[k] == "past" and k == j + 1):
            return None
        week = self._unit("week", _SHIFT[t.low[k]])
        return fixed(one_day(week.low + dt.timedelta(days=WEEKDAYS[t.low[j]])) if week is not None else None, k + 2)

    def _dated_weekday(self, weekday: int, day: int, i: int) -> DateValue | None:
        """The last "Saturday the 19th", the next one where the words before speak of the future; by the day alone if there is none."""
        if self.reference is None:
            return None
        later = any(w in _FUTURE for w in self.t.low[max(self.t.sentence[i], i - 4) : i])
        ahead = [months(self.reference.year, self.reference.month + n, 1, "month").low for n in range(MONTHS_ROUND)]
        back = [months(self.reference.year, self.reference.month - n, 1, "month").low for n in range(MONTHS_ROUND)]
        found = [v for m in (ahead if later else back) if (v := Partial("day", m.year, m.month, day).build()) is not None]
        side = [v for v in found if (v.low >= self.reference if later else v.low <= self.reference)]
        return next((v for v in side if v.low.weekday() == weekday), side[0] if side else None)

    def _shifted(self, i: int) -> Read | None:
        """ "Last year", "this month", "last June", "this spring"; "the" before "current" and "previous" stays outside."""
        t = self.t
        shift = _SHIFT.get(t.low[i])
        if (
            shift is None
            or t.low[i + 2] == "of"
            or (t.low[i] in ("past", "previous", "coming", "current") and t.low[i + 1] in ("year", "month", "week"))
        ):
            return None
        word, end = t.low[i + 1], i + 2
        ref = self.reference
        if word in ("year", "month", "week", "quarter") and not t.low[end].startswith("'"):
            return fixed(self._unit(word, shift), end) if ref or t.low[i] != "past" else None
        if word == "year" and t.low[end].startswith("'"):
            return fixed(self._unit(word, shift), end)
        if word not in SEASONS and not (word in MONTHS and t.is_cap(i + 1)):
            return None
        if ref is None:
            return Read(None, end)
        date = Partial("season", n=SEASONS[word]) if word in SEASONS else Partial("month", month=MONTHS[word])
        return fixed(self._nearest(date, shift), end)

    def _nearest(self, date: Partial, shift: int) -> DateValue | None:
        """The last (-1), this year's (0) or next (1) such month or season."""
        assert self.reference is not None
        year = self.reference.year
        if shift == 0:
            return date.build(year)
        choices = [v for y in range(year - 2, year + 3) if (v := date.build(y)) is not None]
        if shift < 0:
            return next((v for v in reversed(choices) if v.high < self.reference), None)
        return next((v for v in choices if v.low > self.reference), None)

    def _unit(self, word: str, shift: int) -> DateValue | None:
        ref = self.reference
        if ref is None:
            return None
        if word == "week":
            return week_of(ref + dt.timedelta(weeks=shift))
        if word == "month":
            return months(ref.year, ref.month + shift, 1, "month")
        if word == "quarter":
            return months(ref.year, 3 * ((ref.month - 1) // 3 + shift) + 1, 3, "quarter")
        return months(ref.year + shift, 1, 12, "year")

    def _part_of_shifted(self, i: int) -> Read | None:
        """ "The fourth quarter of this year", "the summer of last year", "the end of the year", "late last year", "early this month"."""
        t = self.t
        j = i + 1 if t.low[i] == "the" else i
        word = t.low[j]
        part, n, k = "", 0, j + 1
        if word in SHADES and (word not in ("end", "start", "beginning", "middle", "close") or t.low[k] == "of"):
            part = "shade"
        elif word in SEASONS:
            part, n = "season", SEASONS[word]
        elif t.low[k] in ("quarter", "half") and word in (*_NTH, "last", "final"):
            n = _NTH.index(word) + 1 if word in _NTH else _LAST_PART[t.low[k]]
            part, k = t.low[k], k + 1
        elif word in MONTHS and t.is_cap(j):
            part, n = "month", MONTHS[word]
        if not part or (part != "shade" and t.low[k] != "of" and part != "month"):
            return None
        k += t.low[k] == "of"
        shifted = self._year_or_month(k) or (self._shifted_part(k) if part == "shade" else None)
        if shifted is None:
            return None
        period, end = shifted
        if period is None:
            return Read(None, end)
        if part == "shade":
            return Read(Partial("fixed", fixed=period, shade=SHADES[word]), end)
        year = period.low.year
        if part in ("quarter", "half", "season") and period.precision == "year":
            date = Partial("quarter", n=n) if part == "quarter" else Partial("half", n=n) if part == "half" else Partial("season", n=n)
            return fixed(date.build(year), end)
        return fixed(Partial("month", month=n).build(year), end) if part == "month" and period.precision == "year" else None

    def _year_or_month(self, k: int) -> tuple[DateValue | None, int] | None:
        """ "This year", "last month", "the year" at ``k``: the stretch and the index after it."""
        t = self.t
        if t.low[k] in ("the",) and t.low[k + 1] in ("year", "month", "quarter", "week") and t.low[k + 2] not in ("to", "ended", "ending"):
            return self._unit(t.low[k + 1], 0), k + 2
        if t.low[k] in _SHIFT and t.low[k + 1] in ("year", "month", "quarter", "week"):
            return self._unit(t.low[k + 1], _SHIFT[t.low[k]]), k + 2
        return None

    def _shifted_part(self, k: int) -> tuple[DateValue | None, int] | None:
        """ "Last November", "next spring" at ``k``, as a part of it is spoken of."""
        t = self.t
        if t.low[k] not in _SHIFT or not (t.low[k + 1] in SEASONS or (t.low[k + 1] in MONTHS and t.is_cap(k + 1))):
            return None
        read = self._shifted(k)
        return (read.date.fixed if read.date is not None else None, read.end) if read is not None else None

    def _season_alone(self, i: int) -> Read | None:
        """ "In the spring", "by autumn": with nothing behind it, the last one (or the next, by what the sentence tells)."""
        t = self.t
        j = i + (t.low[i] == "the")
        lead = t.low[i - 1] if i else ""
        alone = t.kind[j + 1] in ("", "sym") and not t.hyphen(j + 1)
        if t.low[j] not in SEASONS or not alone or lead not in ("in", "by", "until", "till", "since"):
            return None
        return Read(Partial("season", n=SEASONS[t.low[j]]), j + 1) if self.reference else Read(None, j + 1)

    def _named_day(self, i: int) -> Read | None:
        t = self.t
        if t.low[i] not in _DAYS or t.low[i + 1].startswith("'") or (t.is_cap(i) and i and t.is_cap(i - 1)):
            return None  # "today's", and the last word of a name
        return fixed(one_day(self.reference + dt.timedelta(days=_DAYS[t.low[i]])), i + 1) if self.reference else Read(None, i + 1)

    def _ordinal_day(self, i: int) -> Read | None:
        """ "On the 10th": the day of this month or, where that is still to come, of the month before."""
        t = self.t
        if t.low[i] != "the" or t.low[i - 1] not in _BEFORE_DAY or not i:
            return None
        number = self.absolute.days.ordinal(i + 1)
        if number is None or (t.kind[i + 1] != "num" and t.low[i - 1] not in _BEFORE_SPELLED):
            return None
        day, end = number
        if self.reference is None:
            return Read(None, end)
        for ago in (0, 1, 2):
            month = months(self.reference.year, self.reference.month - ago, 1, "month").low
            value = Partial("day", month.year, month.month, day).build()
            if value is not None and value.low <= self.reference:
                return fixed(value, end)
        return Read(None, end)
