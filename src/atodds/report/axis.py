"""Axes of number lines: where a value lies, and ticks that a reader would have chosen."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Sequence
from typing import Literal, NamedTuple

from atodds.model.values import EPSILON, Interval
from atodds.report import render

# From this ratio of the largest to the smallest number on, a linear axis shows nothing of the small ones.
LOG_RATIO = 50.0
# A logarithmic axis of up to this many decades has room for 2 and 5 between the powers of ten.
LOG_FINE = 3
# Room left on each side of the outermost value, as a share of the axis.
MARGIN = 0.06
# Ticks are aimed at this number; labels of six ticks do not touch at the usual width.
TICKS = 5
# Digits of a tick's label: enough to tell ticks apart on an axis that shows a range of a millionth of its values.
TICK_DIGITS = 8


# Numbers below this cannot be told from nought: near the end of what a double holds, a tenth of one is nought.
_LEAST = 1e-300


class Tick(NamedTuple):
    """A mark on an axis: its value in the axis's own unit, and its label."""

    value: float
    label: str


class Axis(NamedTuple):
    """A linear or logarithmic axis from ``low`` to ``high``, drawn from pixel ``left`` to pixel ``right``."""

    kind: Literal["number", "date"]
    low: float
    high: float
    left: float
    right: float
    log: bool
    ticks: tuple[Tick, ...]
    title: str

    def x(self, value: float) -> float:
        """The pixel of a value; outside the axis, that of its nearest end."""
        low, high, v = self.low, self.high, min(max(value, self.low), self.high)
        if self.log:
            low, high, v = math.log10(low), math.log10(high), math.log10(v)
        return self.left + (v - low) / (high - low) * (self.right - self.left)


def number_axis(bounds: Interval, pixels: tuple[float, float], unit: str, per: str | None) -> Axis:
    """An axis for numbers inside ``bounds`` in the base unit ``unit``; logarithmic if they span orders of magnitude."""
    low, high = bounds
    shown = render.display_unit(unit, max(abs(low), abs(high)), per)
    log = low > _LEAST and high / low >= LOG_RATIO
    if log:
        low, high = _widen_log(low, high)
        ticks = tuple(Tick(v, render.number(v / shown.factor, render.BOUND_DIGITS)) for v in _log_ticks(low, high))
        return Axis("number", low, high, *pixels, True, ticks, f"{shown.name} (logarithmic scale)".strip())
    low, high = _widen(low, high)
    marks = _round_ticks(low / shown.factor, high / shown.factor)
    ticks = tuple(Tick(v * shown.factor, render.number(v, TICK_DIGITS)) for v in marks)
    return Axis("number", low, high, *pixels, False, ticks, shown.name)


def date_axis(low: dt.date, high: dt.date, pixels: tuple[float, float]) -> Axis:
    """A time axis; its values are proleptic ordinals of days."""
    first, last = _widen(float(low.toordinal()), float(high.toordinal()))
    first, last = max(first, 1.0), min(last, float(dt.date.max.toordinal()))
    ticks = tuple(Tick(float(date.toordinal()), label) for date, label in _date_ticks(math.ceil(first), math.floor(last)))
    return Axis("date", first, last, *pixels, False, ticks, "")


def _widen(low: float, high: float) -> tuple[float, float]:
    span = high - low
    if span <= EPSILON * max(abs(low), abs(high), _LEAST):
        span = abs(high) if abs(high) > _LEAST else 1.0
    return low - MARGIN * span, high + MARGIN * span


def _widen_log(low: float, high: float) -> tuple[float, float]:
    ratio = (high / low) ** MARGIN
    return low / ratio, high * ratio


def _round_ticks(low: float, high: float) -> list[float]:
    """Multiples of 1, 2, 2.5 or 5 times a power of ten inside the bounds."""
    rough = (high - low) / TICKS
    power = 10.0 ** math.floor(math.log10(rough))
    step = next((m * power for m in (1.0, 2.0, 2.5, 5.0) if m * power >= rough * (1 - EPSILON)), 10.0 * power)
    return [n * step for n in range(math.ceil(low / step - EPSILON), math.floor(high / step + EPSILON) + 1)]


def _log_ticks(low: float, high: float) -> list[float]:
    first, last = math.floor(math.log10(low)), math.ceil(math.log10(high))
    every = max(1, math.ceil((last - first) / (TICKS + 1)))
    multiples = (1.0, 2.0, 5.0) if last - first <= LOG_FINE else (1.0,)
    ticks = [m * 10.0**n for n in range(first, last + 1) if n % every == 0 for m in multiples]
    return [t for t in ticks if low <= t <= high]


def _date_ticks(first: int, last: int) -> list[tuple[dt.date, str]]:
    """Days, months or years, whichever gives about ``TICKS`` ticks."""
    days = last - first
    if days <= 2 * TICKS * 7:
        every = next((n for n in (1, 2, 7, 14) if days / n <= TICKS + 2), 14)
        dates = [dt.date.fromordinal(n) for n in range(first, last + 1) if n % every == 0]
        return [(d, f"{d.day} {_month(d)} {d.year}" if n == 0 else f"{d.day} {_month(d)}") for n, d in enumerate(dates)]
    months = next((n for n in (1, 2, 3, 6) if days / (30.4 * n) <= TICKS), 0)  # "Mar 2024" is wide
    if months:
        return _calendar_ticks(first, last, range(1, 13, months), 1, lambda d: f"{_month(d)} {d.year}")
    years = next((n * p for p in (1, 10, 100, 1000) for n in (1, 2, 5) if days / (365.25 * n * p) <= TICKS + 2), 1000)
    return _calendar_ticks(first, last, (1,), years, lambda d: str(d.year))


def _calendar_ticks(first: int, last: int, months: Sequence[int], years: int, label: Callable[[dt.date], str]) -> list[tuple[dt.date, str]]:
    begin, end = dt.date.fromordinal(first), dt.date.fromordinal(last)
    dates = [dt.date(y, m, 1) for y in range(begin.year, end.year + 1) if y % years == 0 for m in months]
    return [(d, label(d)) for d in dates if begin <= d <= end]


def _month(date: dt.date) -> str:
    return render.day(date).split()[1][:3]
