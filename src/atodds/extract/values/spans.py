"""Stretches of the calendar: from a year, a month, a quarter, a season to its first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
from typing import Literal, NamedTuple

from atodds.model.values import DateValue

Precision = Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "span"]
ONE_DAY = dt.timedelta(days=1)
SATURDAY = 5
# The thirds of a month that "early", "mid" and "late" mean, as first and last day (0: the month's last).
MONTH_SHADES = {"early": (1, 10), "mid": (11, 20), "late": (21, 0), "end": (21, 0)}
# Halves of a month, and its weeks as "the second week of May" counts them: from the first day on, the last week to its last.
MONTH_SHADES |= {"half1": (1, 15), "half2": (16, 0), "week1": (1, 7), "week2": (8, 14), "week3": (15, 21), "week4": (22, 28)}
HALVES = ("half1", "half2")
WEEKS = ("week1", "week2", "week3", "week4")
WEEK = dt.timedelta(days=6)
# Of a year: thirds as well; its end is December, its start January and February.
YEAR_SHADES = {"early": (1, 4), "mid": (5, 8), "late": (9, 12), "end": (12, 12)}
# A season begins on the first of a month for meteorologists and three weeks later for astronomers, and people follow either:
# from the first of the one to the month in which the other ends.
SEASON_MONTHS = 4
# The financial year written "2023-24" runs from April to March (India, the United Kingdom, Japan).
FISCAL_START = 4


class Partial(NamedTuple):
    """A date as written, its year perhaps missing.

    ``n``: which quarter, half or season; ``until``: the last day of "5 to 7 June"; ``fixed``: already days.
    Of Easter: ``day`` and ``until`` count from Easter Sunday. A weekday: the ``n``-th ``day`` (Monday is 0) of a month, the last for -1;
    a weekend: the ``n``-th Saturday of a month and the day after.
    """

    kind: Literal["day", "weekday", "weekend", "month", "season", "quarter", "half", "year", "fiscal", "fiscal_quarter", "easter", "fixed"]
    year: int | None = None
    month: int = 1
    day: int = 1
    n: int = 0
    until: int = 0
    shade: str = ""
    fixed: DateValue | None = None

    def build(self, year: int | None = None) -> DateValue | None:
        """The days it covers in ``year`` (or its own); None where there is no such day or the year is unknown."""
        if self.fixed is not None:
            return _shaded(self.fixed, self.shade)
        known = self.year if self.year is not None else year
        if known is None or not 1 <= known <= 9998:
            return None
        value = self._build(known)
        return _shaded(value, self.shade) if value is not None else None

    def _build(self, year: int) -> DateValue | None:
        match self.kind:
            case "day":
                if not 1 <= self.month <= 12 or not 1 <= self.day <= calendar.monthrange(year, self.month)[1]:
                    return None
                day = dt.date(year, self.month, self.day)
                if not self.day < self.until <= calendar.monthrange(year, self.month)[1]:
                    return one_day(day)
                return DateValue(low=day, high=day.replace(day=self.until), precision="span")
            case "weekday" | "weekend":
                return self._weekday(year)
            case "easter":
                low, high = (easter(year) + n * ONE_DAY for n in (self.day, self.until))
                return one_day(low) if low == high else DateValue(low=low, high=high, precision="span")
            case "month":
                return months(year, self.month, 1, "month")
            case "season":
                return months(year, 3 * self.n, SEASON_MONTHS, "season")
            case "quarter":
                return months(year, 3 * self.n - 2, 3, "quarter")
            case "half":
                return months(year, 6 * self.n - 5, 6, "half")
            case "fiscal":
                return months(year, FISCAL_START, 12, "year")
            case "fiscal_quarter":
                return months(year, FISCAL_START + 3 * self.n - 3, 3, "quarter")
            case _:
                return months(year, 1, 12, "year")

    def _weekday(self, year: int) -> DateValue | None:
        """The weekday or the weekend of a month."""
        if self.kind == "weekday":
            return _nth_weekday(year, self.month, self.day, self.n)
        saturday = _nth_weekday(year, self.month, SATURDAY, self.n)
        return saturday and DateValue(low=saturday.low, high=saturday.low + ONE_DAY, precision="span")


def _nth_weekday(year: int, month: int, weekday: int, n: int) -> DateValue | None:
    """The ``n``-th such weekday of a month, the last for -1; None where the month has none."""
    first, length = calendar.monthrange(year, month)
    days = range(1 + (weekday - first) % 7, length + 1, 7)
    return one_day(dt.date(year, month, days[n - 1 if n > 0 else n])) if n <= len(days) else None


def months(year: int, first: int, many: int, precision: Precision) -> DateValue:
    """The ``many`` months from month ``first`` of ``year`` on; ``first`` may lie outside 1 to 12."""
    year, first = year + (first - 1) // 12, (first - 1) % 12 + 1
    last_year, last = year + (first + many - 2) // 12, (first + many - 2) % 12 + 1
    return DateValue(
        low=dt.date(year, first, 1), high=dt.date(last_year, last, calendar.monthrange(last_year, last)[1]), precision=precision
    )


def _shaded(value: DateValue, shade: str) -> DateValue:
    """ "Early", "mid", "late" or the "end" of a stretch, its last day, or the week of a day."""
    if shade == "week":
        return week_of(value.low)
    if not shade or value.precision == "day":
        return value
    if shade == "last_day":
        return one_day(value.high)
    if shade == "week-1":
        return DateValue(low=value.high - WEEK, high=value.high, precision="week")
    if value.precision == "month":
        first, last = MONTH_SHADES[shade]
        return DateValue(low=value.low.replace(day=first), high=value.high if last == 0 else value.high.replace(day=last), precision="span")
    if shade in HALVES:
        half = (value.high - value.low) // 2
        low, high = (value.low, value.low + half) if shade == HALVES[0] else (value.high - half, value.high)
        return DateValue(low=low, high=high, precision="span")
    if shade in WEEKS:
        begins = value.low + WEEKS.index(shade) * (WEEK + ONE_DAY)
        return DateValue(low=begins, high=begins + WEEK, precision="week")
    if value.precision == "year" and value.low.month == 1:
        a, b = YEAR_SHADES[shade]
        return months(value.low.year, a, b - a + 1, "month" if a == b else "span")
    days = (value.high - value.low).days + 1
    third = days // 3
    offsets = {"early": (0, third), "mid": (third, 2 * third), "late": (2 * third, days - 1), "end": (2 * third, days - 1)}[shade]
    return DateValue(low=value.low + dt.timedelta(days=offsets[0]), high=value.low + dt.timedelta(days=offsets[1]), precision="span")


def span(first: DateValue, last: DateValue) -> DateValue | None:
    """From the first day of one to the last day of the other; None where they run backwards."""
    if first.low > last.high:
        return None
    return DateValue(low=first.low, high=last.high, precision="span")


def ending(last: dt.date, many: int) -> DateValue:
    """The ``many`` whole months that end with the month of ``last``."""
    precision: Precision = "year" if many == 12 else "half" if many == 6 else "quarter" if many == 3 else "span"
    return months(last.year, last.month - many + 1, many, precision)


def week_of(day: dt.date) -> DateValue:
    """The week, Monday to Sunday, of a day."""
    monday = day - dt.timedelta(days=day.weekday())
    return DateValue(low=monday, high=monday + 6 * ONE_DAY, precision="week")


def decade(first: int) -> DateValue:
    """The ten years from ``first``."""
    return DateValue(low=dt.date(first, 1, 1), high=dt.date(first + 9, 12, 31), precision="decade")


def century(n: int) -> DateValue:
    """The ``n``-th century: 1801 to 1900 is the nineteenth; people also count 1800 to it, so it begins there."""
    return DateValue(low=dt.date(max(1, 100 * (n - 1)), 1, 1), high=dt.date(100 * n, 12, 31), precision="century")


def one_day(day: dt.date) -> DateValue:
    """A single day."""
    return DateValue(low=day, high=day, precision="day")


def back(day: dt.date, count: int, unit: str) -> DateValue | None:
    """ "``count`` units ago", seen from ``day``; as precise as the unit (weeks: the day). None before the year 1."""
    try:
        match unit:
            case "day":
                return one_day(day - dt.timedelta(days=count))
            case "week" | "fortnight":
                return one_day(day - dt.timedelta(weeks=count * (2 if unit == "fortnight" else 1)))
            case "month":
                return months(day.year, day.month - count, 1, "month")
            case "year":
                return months(day.year - count, 1, 12, "year")
            case "decade":
                return months(day.year - 10 * count, 1, 12, "year")
            case _:
                return None
    except (ValueError, OverflowError):
        return None


def easter(year: int) -> dt.date:
    """Easter Sunday in the Gregorian calendar (the algorithm printed in Nature, 20 April 1876; Meeus 1991)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    rest = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * rest) // 451
    month, day = divmod(h + rest - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)
