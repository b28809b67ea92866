"""Days and months: "18 September 2023", "June 5", "5 to 7 June", "2023-09-17", "March 2023", "the March quarter"."""

from __future__ import annotations

import datetime as dt
import re

from atodds.extract.values.numbers import SCALES
from atodds.extract.values.spans import Partial, ending
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import suffix_unit
from atodds.extract.values.vocabulary import table
from atodds.extract.values.years import FIRST_YEAR, LAST_YEAR, MONTHS, ORDINALS, Read, Years, fixed

_LISTS = table("dates")["lists"]
_AMBIGUOUS = frozenset(_LISTS["ambiguous_months"])
_BEFORE_MONTH = frozenset(_LISTS["before_month"])
WEEKDAYS: dict[str, int] = table("dates")["weekdays"]
# Words that may follow a day of the month said by itself ("the 16th and", "the ninth of July").
_AFTER_DAY = frozenset(_LISTS["after_day"])
_TENS = {"twenty": 20, "thirty": 30}
LAST_DAY = 31
# "First May" and "second March" are seldom days.
LEAST_FOREIGN_DAY = 4
# No month has more of one weekday.
MOST_WEEKDAYS = 5
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")


class Days:
    """Reads days and months in one text."""

    def __init__(self, t: Tokens, years: Years) -> None:
        """``years``: reads the year that follows."""
        self.t = t
        self.years = years
        self.dead = years.dead

    def numeric(self, i: int) -> Read | None:
        """ "2023-09-17", "9/28/2023" where only one reading is possible, "18.09.2023", "05-Aug-2016"."""
        t = self.t
        if t.kind[i] != "num":
            return None
        if (
            t.text[i + 1] == "-" == t.text[i + 3]
            and t.low[i + 2] in MONTHS
            and all(t.glued[i + 1 : i + 5])
            and t.text[i].isdigit()
            and t.text[i + 4].isdigit()
            and len(t.text[i]) <= 2
            and len(t.text[i + 4]) == 4
        ):
            date = Partial("day", int(t.text[i + 4]), MONTHS[t.low[i + 2]], int(t.text[i]))
            return Read(date if date.build() is not None else None, i + 5)
        dotted = _DOTTED.match(t.text[i])
        if dotted:
            day, month, year = map(int, dotted.groups())
            return Read(Partial("day", year, month, day), i + 1) if month <= 12 and day <= 31 and FIRST_YEAR <= year <= LAST_YEAR else None
        sign = t.text[i + 1]
        if (
            sign in ("-", "/")
            and t.glued[i + 1]
            and t.glued[i + 2]
            and t.text[i].isdigit()
            and len(t.text[i]) <= 2
            and t.text[i + 3] != sign
        ):
            month_of = self.years.year_at(i + 2, joined=True)
            return Read(Partial("month", month_of, int(t.text[i])), i + 3) if month_of is not None and 1 <= int(t.text[i]) <= 12 else None
        if sign not in ("-", "/") or t.text[i + 3] != sign or t.kind[i + 4] != "num" or not all(t.glued[i + 1 : i + 5]):
            return None
        a, b, c = t.text[i], t.text[i + 2], t.text[i + 4]
        if not (a.isdigit() and b.isdigit() and c.isdigit()) or max(len(a), len(b), len(c)) > 4:
            return None
        if len(a) == 4:
            date = Partial("day", int(a), int(b), int(c))
        elif len(c) == 4 and int(a) > 12 >= int(b):
            date = Partial("day", int(c), int(b), int(a))
        elif len(c) == 4 and (int(b) > 12 >= int(a) or a == b):
            date = Partial("day", int(c), int(a), int(b))
        else:
            return Read(None, i + 5)
        return Read(date, i + 5) if date.build() is not None else Read(None, i + 5)

    def _month(self, i: int) -> tuple[int, int] | None:
        """The month named at ``i`` and the index after its name (and its full stop)."""
        t = self.t
        month = MONTHS.get(t.low[i])
        if month is None or (not t.text[i][0].isupper() and len(t.low[i]) <= 4 and t.low[i] not in ("june", "july")):
            return None
        end = i + 1
        if len(t.low[i]) <= 4 and t.text[end] == "." and t.glued[end] and t.low[i] not in ("june", "july", "may"):
            end += 1
        return month, end

    def _day_number(self, i: int) -> tuple[int, int] | None:
        """A day of the month ("5", "5th") at ``i`` and the index after it."""
        t = self.t
        if t.kind[i] != "num" or not t.text[i].isdigit() or len(t.text[i]) > 2 or not 1 <= int(t.text[i]) <= 31 or i in self.dead:
            return None
        end = i + 1
        if t.glued[end] and t.low[end] in ("st", "nd", "rd", "th"):
            return int(t.text[i]), end + 1
        if t.glued[end] and t.kind[end] in ("word", "num"):
            return None
        return int(t.text[i]), end

    def day(self, i: int) -> Read | None:
        """ "18 September 2023", "September 18, 2023", "June 5", "5-7 June", "the 5th of June", "March 2023", "in March"."""
        t = self.t
        number = self._day_number(i)
        if number is not None:
            j = number[1]
            month = self._month(j + 1 if t.low[j] == "of" else j)
            if month is not None and not (t.low[i - 1] in ("page", "no", "no.") or (t.low[j] == "may" and not t.is_cap(j))):
                year, end = self._year_after(month[1])
                return Read(Partial("day", year, month[0], number[0]), end)
            return self._day_span(i, number)
        month = self._month(i)
        if month is None:
            return None
        j = month[1] + (t.low[month[1]] == "the")
        number = self._weekday_number(j) or self._day_number(j)
        if number is not None and not self._counts_something(number[1]):
            second = self._second_day(number[1])
            year, end = self._year_after(second[1] if second else number[1])
            date = Partial("day", year, month[0], number[0])
            return Read(date._replace(until=second[0]) if second else date, end)
        return self._month_alone(i, month)

    def _counts_something(self, j: int) -> bool:
        """Whether a scale or unit follows at ``j``, so that the number before is no day."""
        t = self.t
        if t.low[j] in ("to", "-", "–"):
            return False
        hit = suffix_unit(t, j, "JPY")
        return t.low[j] in SCALES or (hit is not None and t.low[j] not in ("second",) and not t.hyphen(j))

    def _second_day(self, j: int) -> tuple[int, int] | None:
        """The "7" of "June 5-7" or "June 5 to 7"."""
        t = self.t
        if t.low[j] not in ("-", "–", "to", "through", "until") or (t.low[j] == "-" and not t.hyphen(j)):
            return None
        number = self._day_number(j + 1)
        if number is None or self._month(number[1]) is not None or self._counts_something(number[1]):
            return None
        return number

    def _day_span(self, i: int, number: tuple[int, int]) -> Read | None:
        """ "5-7 June 2023", "5 to 7 June"; of "5 and 7 June" the first."""
        t, j = self.t, number[1]
        if t.low[j] not in ("-", "–", "to", "and", "through", "until"):
            return None
        second = self._day_number(j + 1)
        month = self._month(second[1]) if second else None
        if second is None or month is None:
            return None
        year, end = self._year_after(month[1])
        if t.low[j] == "and":
            return Read(Partial("day", year, month[0], number[0]), j)
        return Read(Partial("day", year, month[0], number[0], until=second[0]), end)

    def _month_alone(self, i: int, month: tuple[int, int]) -> Read | None:
        """ "March 2023", "March of 2023", "in March", "the March quarter"."""
        t, j = self.t, month[1]
        if t.low[j] == "quarter" or (t.hyphen(j) and t.low[j + 1] == "quarter"):
            k = j + (2 if t.hyphen(j) else 1)
            year, end = self._year_after(k)
            if year is None:
                return Read(Partial("quarter", None, n=(month[0] + 2) // 3), k)
            return fixed(ending(dt.date(year, month[0], 1), 3), end)
        year, end = self._year_after(j)
        if year is not None:
            return Read(Partial("month", year, month[0]), end)
        joined = t.low[j] in ("-", "–", "/") and t.glued[j + 1] and t.low[j + 1] in MONTHS and t.is_cap(j + 1)
        second = i > 1 and t.low[i - 2].rstrip(".") in MONTHS and t.low[i - 1] in ("to", "and", "-", "–", "until", "through")
        joined = (
            joined
            or second
            or (
                t.low[j] in ("to", "and", "until", "through")
                and t.low[i - 1] in ("from", "between")
                and t.low[j + 1] in MONTHS
                and t.is_cap(j + 1)
            )
        )
        if joined and t.is_cap(i):
            return Read(Partial("month", None, month[0]), j)
        if t.low[i] in _AMBIGUOUS and not (
            t.is_cap(i) and t.low[i - 1] in _BEFORE_MONTH and i and (len(t.low[i]) > 3 or t.low[i] == "may")
        ):
            return None
        if t.low[i] in ("may", "march", "august") and (
            t.is_cap(j) or (t.low[i - 1] in (",", "and", "to", "for", "as", "on", "by") and t.kind[j] not in ("", "sym"))
        ):
            return None
        return Read(Partial("month", None, month[0]), j)

    def _year_after(self, j: int) -> tuple[int | None, int]:
        """The year after a day or month at ``j`` (comma, "of" or "in" allowed) and the index after it; else (None, j)."""
        t = self.t
        for skip in (0, 1):
            if skip and t.low[j] not in (",", "of", "in") and not t.hyphen(j):
                break
            year = self.years.year_at(j + skip, joined=t.hyphen(j))
            if year is None and (short := self.years.short_year(j + skip)) is not None:
                return short, j + skip + 2
            if year is not None and not (t.hyphen(j + skip + 1) and t.kind[j + skip + 2] == "num" and t.low[j] == ","):
                return year, j + skip + 1
        return None, j

    def ordinal_day(self, i: int) -> Read | None:
        """ "(on the) 10th", "the 5th of June 2023", "the fifth of June"."""
        t = self.t
        number = self._day_number(i) or self._spelled_day(i)
        if number is None:
            return self._foreign_day(i)
        if t.low[number[1]] == "of" and (month := self._month(number[1] + 1)) is not None:
            year, end = self._year_after(month[1])
            return Read(Partial("day", year, month[0], number[0]), end)
        return None

    def _foreign_day(self, i: int) -> Read | None:
        """ "Since sixth October", "twentieth March 2023"; not "its first March quarter"."""
        t = self.t
        number = self._spelled_ordinal(i)
        month = self._month(number[1]) if number is not None else None
        if number is None or month is None or not t.is_cap(number[1]):
            return None
        year, end = self._year_after(month[1])
        few = number[0] < LEAST_FOREIGN_DAY or t.low[i - 1] in ("its", "their", "his", "her", "a", "'s")
        if year is None and (few or (t.kind[end] == "word" and t.low[end] not in _AFTER_DAY)):
            return None
        return Read(Partial("day", year, month[0], number[0]), end)

    def part_of_month(self, i: int) -> Read | None:
        """ "Second weekend of October", "last day of May", "second day of June 2023"."""
        t = self.t
        n = -1 if t.low[i] in ("last", "final") else ORDINALS.get(t.low[i], 0)
        if not n or t.low[i + 1] not in ("weekend", "day") or t.low[i + 2] not in ("of", "in"):
            return None
        month = self._month(i + 3)
        if month is None or n > LAST_DAY or (t.low[i + 1] == "weekend" and n > MOST_WEEKDAYS):
            return None
        year, end = self._year_after(month[1])
        if t.low[i + 1] == "weekend":
            return Read(Partial("weekend", year, month[0], n=n), end)
        return Read(Partial("month", year, month[0], shade="last_day") if n < 0 else Partial("day", year, month[0], n), end)

    def ordinal(self, i: int) -> tuple[int, int] | None:
        """The day of "19th" or "twenty-first" at ``i`` and the index after it; None where its month or a noun follows."""
        t = self.t
        number = self._day_number(i) if t.glued[i + 1] and t.low[i + 1] in ("st", "nd", "rd", "th") else self._spelled_ordinal(i)
        return number if number is not None and (t.kind[number[1]] != "word" or t.low[number[1]] in _AFTER_DAY) else None

    def _weekday_number(self, j: int) -> tuple[int, int] | None:
        """The 12 of "January, Sunday the twelfth", whose month is read up to ``j``."""
        t = self.t
        k = j + (t.low[j] == ",")
        return self.ordinal(k + 2) if t.low[k] in WEEKDAYS and t.low[k + 1] == "the" else None

    def _spelled_day(self, i: int) -> tuple[int, int] | None:
        """The "thirteenth" or "twenty-first" before "of", and the index after it."""
        number = self._spelled_ordinal(i)
        return number if number is not None and self.t.low[number[1]] == "of" else None

    def _spelled_ordinal(self, i: int) -> tuple[int, int] | None:
        t = self.t
        j = i
        if t.low[i] in ("twenty", "thirty") and t.hyphen(i + 1):
            j = i + 2
        day = ORDINALS.get(t.low[j], 0) + (_TENS[t.low[i]] if j > i else 0)
        return (day, j + 1) if t.low[j] in ORDINALS and day <= LAST_DAY else None

    def nth_weekday(self, i: int) -> Read | None:
        """ "First Thursday of June", "last Friday in May 2023"."""
        t = self.t
        n = -1 if t.low[i] == "last" else ORDINALS.get(t.low[i], 0)
        if not n or n > MOST_WEEKDAYS or t.low[i + 1] not in WEEKDAYS or t.low[i + 2] not in ("of", "in"):
            return None
        month = self._month(i + 3)
        if month is None:
            return None
        year, end = self._year_after(month[1])
        return Read(Partial("weekday", year, month[0], WEEKDAYS[t.low[i + 1]], n), end)
