"""Values: what a claim states, as a set of possibilities and never as a bare float.

A :class:`Quantity` keeps the numbers as written (``low``/``high``, in the base unit) and how they were hedged. From these
follow three intervals:

* ``written``   the numbers themselves,
* ``strict``    what the wording admits logically ("more than 61.1" admits everything above 61.1),
* ``reader``    what an ordinary reader takes from it: nobody who means 65 writes "more than 61.1", so the reader's bound
  ends at the next number of that granularity (scalar implicature: Horn 1972; for numerals Cummins, Sauerland & Solt 2012,
  "Granularity and scalar implicature in numerical expressions").

Numbers are floats in the base unit; comparisons allow a relative error of ``EPSILON``.
"""

from __future__ import annotations

import datetime as dt
import functools
import math
from enum import StrEnum
from typing import Annotated, Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

# Relative error below which two floats are the same number: far above the noise of unit conversion (1e-15),
# far below any digit that a document writes.
EPSILON = 1e-9
# A number keeps at least this many digits as meant: 38,000 is exact to a thousand, 100,000 to ten thousand.
# (Two digits: people round to two significant digits or more when they count large things; Jansen & Pollmann 2001.)
MEANT_DIGITS = 2
# A fraction in words ("a third") is a round number: half a step either way is 5 % of it, a whole step ("about a third") 10 %.
FRACTION_STEP = 0.10
# "More than a third" reaches most of the way to the next fraction in use, which is a fifth more or so (two fifths; three fifths after a
# half): somebody who means that one writes it.
FRACTION_REACH = 0.15
# "About 200,000" admits a tenth more or less: half of what one digit can tell apart at its coarsest (1 from 2).
ONE_DIGIT_SLACK = 0.10


class Hedge(StrEnum):
    """How a number was hedged."""

    PLAIN = "plain"
    ABOUT = "about"  # about, around, some, roughly, approximately, or so
    MORE_THAN = "more_than"  # more than, over, above, exceeded, well over, upwards of
    LESS_THAN = "less_than"  # less than, under, below, fewer than
    NEARLY = "nearly"  # nearly, almost, just under, close to, not quite, barely
    JUST_OVER = "just_over"  # just over, slightly more than, a little over
    AT_LEAST = "at_least"  # at least, no fewer than, a minimum of
    UP_TO = "up_to"  # up to, at most, as many as, no more than, a maximum of
    VAGUE = "vague"  # dozens, hundreds, tens of millions: low/high carry the admitted interval


class Interval(NamedTuple):
    """A closed interval on the number line; infinities where a side is open."""

    low: float
    high: float

    def overlaps(self, other: Interval) -> bool:
        """Whether the two share a point, up to ``EPSILON``."""
        if self.low <= other.high and other.low <= self.high:
            return True
        slack = _slack(*self, *other)
        return self.low <= other.high + slack and other.low <= self.high + slack

    def contains(self, other: Interval) -> bool:
        """Whether ``other`` lies inside this interval, up to ``EPSILON``."""
        if self.low <= other.low and other.high <= self.high:
            return True
        slack = _slack(*self, *other)
        return self.low - slack <= other.low and other.high <= self.high + slack


def _slack(*ends: float) -> float:
    """How far apart two ends may be and still be one: ``EPSILON`` of the largest that is not infinite."""
    size = 1e-300
    for end in ends:
        if size < abs(end) < math.inf:
            size = abs(end)
    return EPSILON * size


class Value(BaseModel):
    """Base of all values: immutable, comparable, hashable."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Quantity(Value):
    """A number or a range with its unit and hedge.

    ``low``/``high``: as written, in the base unit; equal for a single number, different for a range.
    ``unit``: the base unit: an ISO 4217 code for money ("CNY"; "$" unresolved stays "USD"), "%" for percent, "pp" for
    percentage points, "1" for a count, "times" for a multiple, "rank" for a position, "nth" for a place in a series,
    "age" for somebody's age in years,
    otherwise the SI base symbol of the dimension as the units library prints it ("m", "kg", "s", "J", "W", "m2" ...).
    ``written_unit``: the unit words as written ("km", "crore rupees"), for display.
    ``per``: the denominator of a rate ("year", "month", "day", "person", "km" ...), or None.
    ``step``: one unit of the last written digit, in the base unit (1.6 billion: 1e8; 412: 1; 61.1: 0.1).
    ``fraction``: the number was written as a fraction in words ("a third", "two in five").
    """

    kind: Literal["quantity"] = "quantity"
    low: float
    high: float
    unit: str
    step: float
    hedge: Hedge = Hedge.PLAIN
    per: str | None = None
    fraction: bool = False
    written_unit: str = ""

    @property
    def is_range(self) -> bool:
        """Whether two different numbers were written."""
        return self.low != self.high

    @property
    def written(self) -> Interval:
        """The numbers as written."""
        return Interval(self.low, self.high)

    @property
    def meant_step(self) -> float:
        """The granularity a reader assumes: trailing zeros count as rounding, down to ``MEANT_DIGITS`` digits."""
        size = max(abs(self.low), abs(self.high))
        if self.fraction:
            return FRACTION_STEP * size
        if size == 0 or self.step <= 0:
            return self.step
        coarsest = 10.0 ** (math.floor(math.log10(size) + EPSILON) - (MEANT_DIGITS - 1))
        return _coarsened(self.step, coarsest, self.low, self.high)

    @property
    def round_step(self) -> float:
        """One unit of the last digit that is not zero (400: 100; 38,000: 1000; 61.1: 0.1): the granularity of a bound."""
        size = max(abs(self.low), abs(self.high))
        if self.fraction:
            return FRACTION_STEP * size
        if size == 0 or self.step <= 0:
            return self.step
        return _coarsened(self.step, size, self.low, self.high)

    @property
    def _one_digit(self) -> bool:
        """Whether only the first digit is not zero ("200,000"): the roundest way to say a number."""
        size = max(abs(self.low), abs(self.high))
        return size > 0 and self.round_step > 0 and size / self.round_step < 10 * (1 - EPSILON)

    @property
    def strict(self) -> Interval:
        """What the wording admits logically, rounding included."""
        return _bounds(self.low, self.high, self.step, self.fraction, self.hedge)[0]

    @property
    def reader(self) -> Interval:
        """What an ordinary reader takes from the wording."""
        return _bounds(self.low, self.high, self.step, self.fraction, self.hedge)[1]

    def _strict(self) -> Interval:
        half = self.meant_step / 2
        match self.hedge:
            case Hedge.PLAIN:
                return Interval(self.low - half, self.high + half)
            case Hedge.ABOUT:
                slack = max(2 * half, ONE_DIGIT_SLACK * abs(self.high)) if self._one_digit else 2 * half
                return Interval(self.low - slack, self.high + slack)
            case Hedge.MORE_THAN | Hedge.JUST_OVER:
                return Interval(math.nextafter(self.high, math.inf), math.inf)
            case Hedge.AT_LEAST:
                return Interval(self.low, math.inf)
            case Hedge.LESS_THAN | Hedge.NEARLY:
                return Interval(-math.inf, math.nextafter(self.low, -math.inf))
            case Hedge.UP_TO:
                return Interval(-math.inf, self.high)
            case Hedge.VAGUE:
                return Interval(self.low, self.high)

    def _reader(self) -> Interval:
        step = self.round_step
        match self.hedge:
            case Hedge.MORE_THAN:
                return Interval(self.low, self.high + (FRACTION_REACH * self.high if self.fraction else step))
            case Hedge.JUST_OVER:
                return Interval(self.low, self.high + step / 2)
            case Hedge.LESS_THAN:
                return Interval(self.low - step, self.high)
            case Hedge.NEARLY:
                return Interval(self.low - step, self.high)
            case _:
                return self._strict()


# A number is held against many others: what its wording admits is kept for so many numbers, some 20 MB.
@functools.lru_cache(maxsize=1 << 15)
def _bounds(low: float, high: float, step: float, fraction: bool, hedge: Hedge) -> tuple[Interval, Interval]:
    """The strict and the reader's interval of a quantity: they do not depend on its unit."""
    quantity = Quantity(low=low, high=high, unit="1", step=step, fraction=fraction, hedge=hedge)
    return quantity._strict(), quantity._reader()


@functools.lru_cache(maxsize=1 << 15)
def _coarsened(step: float, coarsest: float, low: float, high: float) -> float:
    """The largest of ``step``, ten times it, a hundred times ... up to ``coarsest`` of which both numbers are multiples."""
    while step * 10 <= coarsest * (1 + EPSILON) and _divides(step * 10, low) and _divides(step * 10, high):
        step *= 10
    return step


def _divides(step: float, number: float) -> bool:
    quotient = number / step
    return abs(quotient - round(quotient)) <= EPSILON * max(1.0, abs(quotient))


class DateValue(Value):
    """A date as an interval of days: 2016 contains June 2016 contains 9 June 2016.

    ``low``/``high``: first and last day, both included. ``precision``: what was written.
    """

    kind: Literal["date"] = "date"
    low: dt.date
    high: dt.date
    precision: Literal["day", "week", "month", "season", "quarter", "half", "year", "decade", "century", "span"]
    hedge: Hedge = Hedge.PLAIN

    def overlaps(self, other: DateValue) -> bool:
        """Whether the two share a day."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, other: DateValue) -> bool:
        """Whether ``other`` lies inside this date."""
        return self.low <= other.low and other.high <= self.high


class NameValue(Value):
    """Who, where or which: the answer to a slot such as founder, chief executive, place, winner.

    ``names``: the names in the value, each as written without titles and appositions ("Luo Jianming", "Xu Wen").
    """

    kind: Literal["name"] = "name"
    names: tuple[str, ...]


class PolarityValue(Value):
    """Whether something is so: ``holds`` False where the statement is negated or its predicate is the opposite."""

    kind: Literal["polarity"] = "polarity"
    holds: bool
    predicate: str


AnyValue = Annotated[Quantity | DateValue | NameValue | PolarityValue, Field(discriminator="kind")]
