"""Dates that name their year, month or day: "18 September 2023", "2023-09-17", "Q3 FY24", "the third quarter of 2023-24"."""

from __future__ import annotations

import datetime as dt
import re
from typing import Literal, NamedTuple

from atodds.extract.values.hedges import hedge_before
from atodds.extract.values.numbers import SCALES, SMALL, TENS, UNITS
from atodds.extract.values.spans import FISCAL_START, Partial, century, decade, ending, months, week_of
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import prefix_currency, suffix_unit
from atodds.extract.values.vocabulary import table, words
from atodds.model.values import DateValue

# "The end of the first half of early 2024": nobody nests parts of a period deeper.
MAX_NESTING = 2
FIRST_YEAR, LAST_YEAR = 1500, 2099  # bare four-figure numbers outside are counts
_data = table("dates")
MONTHS: dict[str, int] = _data["months"]
WEEKDAYS: dict[str, int] = _data["weekdays"]
SEASONS: dict[str, int] = _data["seasons"]
SHADES: dict[str, str] = _data["shades"]
_AMBIGUOUS = frozenset(_data["lists"]["ambiguous_months"])
_BEFORE_MONTH = frozenset(_data["lists"]["before_month"])
_NOT_YEAR = frozenset(_data["lists"]["not_year_before"])
ORDINALS: dict[str, int] = table("numbers")["ordinals"]
_DOTTED = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})$")
_HALF_OR_QUARTER = {"half": "half", "quarter": "quarter"}
_PERIODS = {"quarter": 3, "half": 6, "half-year": 6, "year": 12}


class Read(NamedTuple):
    """A date read: ``date`` None where it is a date that cannot be placed; ``end``: the token after it."""

    date: Partial | None
    end: int


def fixed(value: DateValue | None, end: int) -> Read:
    """A date already resolved to days."""
    return Read(Partial("fixed", fixed=value) if value is not None else None, end)


class Absolute:
    """Reads absolute dates of one text."""

    def __init__(self, t: Tokens, dead: frozenset[int]) -> None:
        self.t = t
        self.dead = dead

    def read(self, i: int) -> Read | None:
        """The date that starts at token ``i``: with its part ("the end of"), else a plain period."""
        t = self.t
        j = i + 1 if t.low[i] == "the" else i
        return self._part_of(j) or self._week_of(j) or self._ended(j) or self.period(i, bare=True)

    def period(self, i: int, *, bare: bool = False) -> Read | None:
        """A day, month, quarter, season, year, decade or century at ``i``. ``bare``: nothing before it says that it is a date."""
        t = self.t
        if t.low[i] == "the":
            return self._ordinal_day(i + 1) or self._named(i + 1, bare=bare) or self._decade(i + 1)
        if t.low[i] in WEEKDAYS:
            j = i + 1 + (t.low[i + 1] == ",")
            read = self._day(j)
            return read if read and read.date and read.date.kind == "day" else None
        return self._numeric(i) or self._day(i) or (self._ordinal_day(i) if t.low[i] in ORDINALS else None) or self._named(i, bare=bare) or self._decade(i) or self._year(i, bare=bare)

    # ---- days and months

    def _numeric(self, i: int) -> Read | None:
        """ "2023-09-17", "9/28/2023" where only one reading is possible, "18.09.2023", "05-Aug-2016"."""
        t = self.t
        if t.kind[i] != "num":
            return None
        if t.text[i + 1] == "-" == t.text[i + 3] and t.low[i + 2] in MONTHS and all(t.glued[i + 1 : i + 5]) and t.text[i].isdigit() and t.text[i + 4].isdigit() and len(t.text[i]) <= 2 and len(t.text[i + 4]) == 4:
            date = Partial("day", int(t.text[i + 4]), MONTHS[t.low[i + 2]], int(t.text[i]))
            return Read(date if date.build() is not None else None, i + 5)
        dotted = _DOTTED.match(t.text[i])
        if dotted:
            day, month, year = map(int, dotted.groups())
            return Read(Partial("day", year, month, day), i + 1) if month <= 12 and day <= 31 and FIRST_YEAR <= year <= LAST_YEAR else None
        sign = t.text[i + 1]
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
        if month is None or not t.text[i][0].isupper() and len(t.low[i]) <= 4 and t.low[i] not in ("june", "july"):
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

    def _day(self, i: int) -> Read | None:
        """ "18 September 2023", "September 18, 2023", "June 5", "5-7 June", "the 5th of June", "March 2023", "in March"."""
        t = self.t
        number = self._day_number(i)
        if number is not None:
            j = number[1]
            month = self._month(j + 1 if t.low[j] == "of" else j)
            if month is not None and not (t.low[i - 1] in ("page", "no", "no.") or t.low[j] == "may" and not t.is_cap(j)):
                year, end = self._year_after(month[1])
                return Read(Partial("day", year, month[0], number[0]), end)
            return self._day_span(i, number)
        month = self._month(i)
        if month is None:
            return None
        j = month[1] + (t.low[month[1]] == "the")
        number = self._day_number(j)
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
        joined = joined or (t.low[j] in ("to", "and", "until", "through") and t.low[i - 1] in ("from", "between") and t.low[j + 1] in MONTHS and t.is_cap(j + 1))
        if joined and t.is_cap(i):
            return Read(Partial("month", None, month[0]), j)
        if t.low[i] in _AMBIGUOUS and not (t.is_cap(i) and t.low[i - 1] in _BEFORE_MONTH and i and (len(t.low[i]) > 3 or t.low[i] == "may")):
            return None
        if t.low[i] in ("may", "march", "august") and (t.is_cap(j) or t.low[i - 1] in (",", "and", "to", "for", "as", "on", "by") and t.kind[j] not in ("", "sym")):
            return None
        return Read(Partial("month", None, month[0]), j)

    def _year_after(self, j: int) -> tuple[int | None, int]:
        """The year after a day or month at ``j`` (comma, "of" or "in" allowed) and the index after it; else (None, j)."""
        t = self.t
        for skip in (0, 1):
            if skip and t.low[j] not in (",", "of", "in") and not t.hyphen(j):
                break
            year = self.year_at(j + skip)
            if year is not None and not (t.hyphen(j + skip + 1) and t.kind[j + skip + 2] == "num" and t.low[j] == ","):
                return year, j + skip + 1
        return None, j

    def _ordinal_day(self, i: int) -> Read | None:
        """ "(on the) 10th", "the 5th of June 2023", "the fifth of June"."""
        t = self.t
        number = self._day_number(i)
        if number is None and t.low[i] in ORDINALS and t.low[i + 1] == "of":
            number = ORDINALS[t.low[i]], i + 1
        if number is None:
            return None
        if t.low[number[1]] == "of" and (month := self._month(number[1] + 1)) is not None:
            year, end = self._year_after(month[1])
            return Read(Partial("day", year, month[0], number[0]), end)
        return None

    # ---- years and parts of them

    def year_at(self, i: int) -> int | None:
        """The year written at ``i`` with four figures, or None."""
        t = self.t
        text = t.text[i]
        if len(text) != 4 or not text.isdigit() or not text.isascii() or not FIRST_YEAR <= int(text) <= LAST_YEAR or i in self.dead:
            return None
        if t.glued[i] and (t.kind[i - 1] == "word" or t.text[i - 1] in ("$", "€", "£", "¥", "/", "#", ".", "_", "+", "₹")):
            return None
        if t.glued[i] and t.text[i - 1] in ("-", "‐") and t.glued[i - 1] and t.kind[i - 2] == "word" and t.low[i - 2] not in ("mid", "pre", "post", "end", "early", "late", "year"):
            return None
        if t.glued[i + 1] and (t.kind[i + 1] in ("word", "num") or t.text[i + 1] in ("%", "/", "°", "_", "€", "£")):
            return None
        return int(text)

    def _year(self, i: int, *, bare: bool) -> Read | None:
        """ "2016", "2023-24", "2023/24"; bare years only where nothing shows a count."""
        t = self.t
        year = self.year_at(i)
        if year is None:
            return self._split_year(i) or self._spoken_year(i)
        j = i + 2 if t.text[i + 1] in ("-", "/") and t.glued[i + 1] else i + 1
        if t.low[j] in ("q", "h") and t.glued[j + 1] and t.text[j + 1] in ("1", "2", "3", "4") and (t.low[j] == "q" or t.text[j + 1] in "12"):
            return Read(Partial("quarter" if t.low[j] == "q" else "half", year, n=int(t.text[j + 1])), j + 2)
        if t.low[i + 1] in MONTHS and (month := self._month(i + 1)) is not None and self._day_number(month[1]) is None and len(t.low[i + 1]) > 3 and t.low[i + 1] not in ("may", "march"):
            return Read(Partial("month", year, month[0]), month[1])
        fiscal = self._fiscal_pair(i, year)
        if fiscal is not None:
            return fiscal
        if bare and self._is_count(i):
            return None
        if t.hyphen(i + 1) and t.kind[i + 2] == "num" and self.year_at(i + 2) is None:
            return None  # "2022-0417" is a file number
        return Read(Partial("year", year), i + 1)

    def _spoken_year(self, i: int) -> Read | None:
        """ "Nineteen ninety-six", "twenty twenty-three"."""
        t = self.t
        hundreds, j = SMALL.get(t.low[i], 0), i + 1
        if not 15 <= hundreds <= 20 or t.low[j] not in TENS:
            return None
        unit = j + 2 if t.hyphen(j + 1) or t.low[j + 1] == "-" else j + 1
        last = UNITS.get(t.low[unit], 0)
        return Read(Partial("year", 100 * hundreds + TENS[t.low[j]] + (last if last < 10 else 0)), unit + 1 if 0 < last < 10 else j + 1)

    def _split_year(self, i: int) -> Read | None:
        """ "2023/24": the slash keeps ``year_at`` from seeing a year."""
        t = self.t
        if t.text[i + 1] != "/" or len(t.text[i]) != 4 or not t.text[i].isdigit() or not FIRST_YEAR <= int(t.text[i]) <= LAST_YEAR:
            return None
        return self._fiscal_pair(i, int(t.text[i]))

    def _fiscal_pair(self, i: int, year: int) -> Read | None:
        t = self.t
        second = t.text[i + 2]
        if t.text[i + 1] not in ("-", "–", "/", "‐") or not (t.glued[i + 1] and t.glued[i + 2]) or not second.isdigit() or (t.glued[i + 3] and t.kind[i + 3] == "word"):
            return None
        if len(second) == 2 and int(second) == (year + 1) % 100:
            return Read(Partial("fiscal", year), i + 3)
        if len(second) == 2 and t.text[i + 1] != "/" and year % 100 < int(second) <= year % 100 + 25:
            return fixed(months(year, 1, 12 * (int(second) - year % 100 + 1), "span"), i + 3)
        return None

    def _is_count(self, i: int) -> bool:
        """Whether the four figures at ``i`` count something: a unit or counted noun follows, or words before say so."""
        t = self.t
        if suffix_unit(t, i + 1, "JPY") is not None and t.low[i + 1] not in ("second", "won", "sum", "real") or t.low[i + 1] in SCALES or t.low[i + 1] in words("counted"):
            return True
        if i and prefix_currency(t, i - 1, "JPY") is not None and t.low[i - 1] not in ("all", "top", "try"):
            return True
        before = t.low[i - 1] if i else ""
        if before in _NOT_YEAR and not (before in ("over", "up", "only", "just", "all", "total") and t.kind[i + 1] in ("", "sym")):
            return True
        if before in ("number", "no", "no.", "room", "page", "flight", "route", "point"):
            return True
        after = t.low[i + 1]
        noun = after.endswith("s") and len(after) > 3 and not t.is_cap(i + 1) and after not in ("this", "does", "says")
        return noun and before not in ("about", "around", "circa", ".", "past", "beyond", "in", "near") and hedge_before(t, i) is not None

    def _decade(self, i: int) -> Read | None:
        """ "1990s", "the '90s", "18th century", "twenty-first century"."""
        t = self.t
        if t.kind[i] == "num" and t.text[i].isdigit() and t.glued[i + 1] and t.low[i + 1] in ("s", "'s") and t.text[i][-1] == "0":
            first = int(t.text[i]) if len(t.text[i]) == 4 else 0
            return fixed(decade(first), i + 2) if 1000 <= first <= LAST_YEAR else Read(None, i + 2)
        n, j = 0, i
        if t.low[i] in ORDINALS:
            n, j = ORDINALS[t.low[i]], i + 1
        elif t.low[i] in SMALL and t.hyphen(i + 1) and t.low[i + 2] in ORDINALS:
            n, j = SMALL[t.low[i]] + ORDINALS[t.low[i + 2]], i + 3
        elif t.kind[i] == "num" and t.low[i + 1] in ("st", "nd", "rd", "th") and len(t.text[i]) <= 2:
            n, j = int(t.text[i]) if t.text[i].isdigit() else 0, i + 2
        k = j + 1 if t.hyphen(j) else j
        return fixed(century(n), k + 1) if 0 < n <= 30 and t.low[k] == "century" else None

    def _named(self, i: int, *, bare: bool) -> Read | None:
        """Quarters, halves, seasons, financial and calendar years at ``i``."""
        t, low = self.t, self.t.low
        if low[i] in ("q", "h") and t.kind[i + 1] == "num" and t.glued[i + 1] and t.text[i + 1] in ("1", "2", "3", "4"):
            return self._with_year("quarter" if low[i] == "q" else "half", int(t.text[i + 1]), i + 2)
        if low[i] in ("fy", "fiscal", "financial", "calendar"):
            return self._named_year(i)
        if low[i] in SEASONS:
            j = i + 1 + (low[i + 1] in ("of", ","))
            year = self.year_at(j)
            return Read(Partial("season", year, n=SEASONS[low[i]]), j + 1) if year is not None else None
        n, j = (ORDINALS.get(low[i], 0), i + 1) if low[i] in ORDINALS else (0, i)
        if t.kind[i] == "num" and t.text[i] in ("1", "2", "3", "4") and low[i + 1] in ("st", "nd", "rd", "th"):
            n, j = int(t.text[i]), i + 2
        k = j + 1 if t.hyphen(j) else j
        kind = _HALF_OR_QUARTER.get(low[k])
        if n and kind and n <= (4 if kind == "quarter" else 2):
            return self._with_year("quarter" if kind == "quarter" else "half", n, k + 1)
        return None

    def _with_year(self, kind: Literal["quarter", "half"], n: int, j: int) -> Read | None:
        """A quarter or half with the year after it; a quarter alone is left to the reference, a half alone is no date."""
        t = self.t
        k = j + (t.low[j] in ("of", "in", ",", "'", "’"))
        k += t.low[k] in ("the",)
        k += t.low[k] in ("calendar", "fiscal", "year", "financial") and t.low[k + 1] not in ("of",) and (self.year_at(k + 1) is not None or t.low[k] != "year")
        k += t.low[k] == "year" and self.year_at(k + 1) is not None
        year = self.year_at(k)
        if year is None and (t.text[k].isdigit() and len(t.text[k]) == 4):
            year = int(t.text[k]) if self._split_year(k) else None
        if year is not None:
            pair = self._fiscal_pair(k, year)
            if pair is not None and pair.date is not None and pair.date.kind == "fiscal":
                return Read(Partial("fiscal_quarter", year, n=n), pair.end) if kind == "quarter" else fixed(months(year, 6 * n - 2, 6, "half"), pair.end)
            return Read(Partial(kind, year, n=n), k + 1)
        if t.low[k] == "fy" and t.kind[k + 1] == "num" and t.text[k + 1].isdigit():
            last = int(t.text[k + 1]) % 100 + 2000
            return Read(Partial("fiscal_quarter", last - 1, n=n), k + 2) if kind == "quarter" else fixed(months(last - 1, 6 * n - 2, 6, "half"), k + 2)
        return Read(Partial(kind, None, n=n), j) if kind == "quarter" or t.text[j - 1] in ("1", "2") else None

    def _named_year(self, i: int) -> Read | None:
        """ "FY24", "fiscal 2024", "the financial year 2023-24", "calendar year 2023"."""
        t = self.t
        j = i + 1 + (t.low[i + 1] == "year")
        year = self.year_at(j) or (int(t.text[j]) if t.text[j].isdigit() and len(t.text[j]) == 4 and self._split_year(j) else None)
        if t.low[i] == "fy" and t.text[j].isdigit() and len(t.text[j]) in (2, 4):
            year = int(t.text[j]) % 100 + 2000
        if year is None:
            return None
        pair = self._fiscal_pair(j, year) if len(t.text[j]) == 4 else None
        if pair is not None:
            return pair
        if t.low[i] == "calendar":
            return Read(Partial("year", year), j + 1)
        # Where the year begins differs from country to country: all that "FY24" can mean, April 2023 to December 2024.
        return fixed(months(year - 1, FISCAL_START, 21, "span"), j + 1)

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

    def _week_of(self, i: int) -> Read | None:
        """ "The week of 15 July 2024", "the first week of June 2023", "the last week of 2019"."""
        t = self.t
        n = {"first": 0, "second": 7, "third": 14, "fourth": 21, "last": -7}.get(t.low[i])
        j = i if n is None else i + 1
        if t.low[j] != "week" or t.low[j + 1] not in ("of", "beginning", "starting"):
            return None
        read = self.period(j + 2)
        value = read.date.build() if read is not None and read.date is not None else None
        if read is None or value is None or (n is None) != (value.precision == "day"):
            return Read(None, read.end) if read is not None and value is None else None
        if n is None:
            return fixed(week_of(value.low), read.end)
        first = value.high - dt.timedelta(days=6) if n < 0 else value.low + dt.timedelta(days=n)
        return fixed(DateValue(low=first, high=first + dt.timedelta(days=6), precision="week"), read.end)

    def _ended(self, i: int) -> Read | None:
        """ "Quarter ended June 30, 2024", "three months ended March 31", "year to March 2023"."""
        t, low = self.t, self.t.low
        many, j = _PERIODS.get(low[i], 0), i + 1
        if not many and low[i] in SMALL and low[i + 1] == "months":
            many, j = SMALL[low[i]], i + 2
        if not many or not (low[j] in ("ended", "ending") or (low[j] == "to" and low[i] == "year")):
            return None
        j += 1 + (low[j + 1] in ("on", "in"))
        read = self.period(j)
        if read is None or read.date is None or read.date.kind not in ("day", "month") or read.date.year is None:
            return None
        value = read.date.build()
        return fixed(ending(value.high, many), read.end) if value is not None else None


