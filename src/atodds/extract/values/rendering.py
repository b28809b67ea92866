"""Values as words: the one place where numbers and dates are rendered. ``find_values`` reads them back."""

from __future__ import annotations

import math
from decimal import Decimal

from atodds.extract.values.spans import FISCAL_START
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import Unit, physical
from atodds.model.values import DateValue, Hedge, Quantity

_SCALES = ((10**12, "trillion"), (10**9, "billion"), (10**6, "million"))
_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_SEASONS = ("spring", "summer", "autumn", "winter")
_ORDINALS = ("first", "second", "third", "fourth")
_HEDGES = {
    Hedge.PLAIN: "",
    Hedge.VAGUE: "",
    Hedge.ABOUT: "about ",
    Hedge.MORE_THAN: "more than ",
    Hedge.LESS_THAN: "less than ",
    Hedge.NEARLY: "nearly ",
    Hedge.JUST_OVER: "just over ",
    Hedge.AT_LEAST: "at least ",
    Hedge.UP_TO: "up to ",
}
# Units whose words do not follow from the base symbol.
_WORDS = {
    "%": "%",
    "pp": " percentage points",
    "times": " times that",
    "age": " years old",
    "1": "",
    "s": " seconds",
    "B": " bytes",
    "K": "",
    "deg": " degrees",
}


def format_value(value: Quantity | DateValue) -> str:
    """The value in words, hedge included: "more than 61.1%", "CNY 1.6 billion", "18 September 2023".

    A unit that was written is kept ("13.4 km"), others appear in their base; the last digit shown is that of the step.
    """
    if isinstance(value, DateValue):
        return _HEDGES[value.hedge] + format_date(value)
    return _HEDGES[value.hedge] + _quantity(value)


def _quantity(value: Quantity) -> str:
    if value.fraction and value.written_unit:
        return value.written_unit
    unit = _written(value)
    ends = [_decimal((x - unit.offset) / unit.factor) for x in (value.low, value.high)]
    step = _decimal(value.step / unit.factor)
    numbers = [_number(x, step) for x in (ends[:1] if value.low == value.high else ends)]
    if value.unit == "rank":
        return "ranked " + _ordinal(int(ends[0])) if value.low == value.high else f"ranked {ends[0]} to {ends[1]}"
    if unit.kind == "money":
        words = " to ".join(f"{value.unit} {n}" for n in numbers)
    elif value.unit in ("%",):
        words = " to ".join(f"{n}%" for n in numbers)
    elif unit.name and value.unit not in _WORDS:
        words = " to ".join(f"{n} {unit.name}" for n in numbers)
    else:
        words = " to ".join(numbers) + (f" {unit.name}" if unit.name else _WORDS.get(value.unit, f" {value.unit}"))
    return f"{words} per {value.per}" if value.per else words


def _written(value: Quantity) -> Unit:
    """The unit to write the value in: the written one if it is known and of the same base, else the base itself."""
    if len(value.unit) == 3 and value.unit.isupper():
        return Unit(value.unit, 1.0, 0.0, "money", value.unit)
    t = Tokens(value.written_unit)
    if t.n and value.unit not in ("1", "%", "pp", "times", "rank", "age"):
        for rows, tokens in ((physical()[1], t.text), (physical()[0], t.low)):
            for rest, unit in rows.get(tokens[0], ()):
                if tuple(tokens[1 : t.n]) == rest and unit.base == value.unit:
                    return unit
    if value.unit == "K":
        return next(u for rest, u in physical()[1]["°"] if rest == ("C",))
    return Unit(value.unit, 1.0, 0.0, "base", "")


def _decimal(x: float) -> Decimal:
    """``x`` without the noise of binary conversion: fifteen digits are what a float holds."""
    return Decimal(f"{x:.15g}")


def _number(x: Decimal, step: Decimal) -> str:
    """Digits with separators and a magnitude, down to the digit of ``step``."""
    for size, name in _SCALES:
        if abs(x) >= size and step >= Decimal(size).scaleb(-3):
            return f"{_digits(x / size, step / size)} {name}"
    return _digits(x, step)


def _digits(x: Decimal, step: Decimal) -> str:
    places = max(0, -math.floor(math.log10(float(step)) + 1e-9)) if step > 0 else 0
    return f"{x:,.{places}f}"


def _ordinal(n: int) -> str:
    suffix = "th" if 10 <= n % 100 <= 20 else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def format_date(value: DateValue) -> str:
    """A date in words, as precise as it was written."""
    low, high = value.low, value.high
    month = f"{_MONTHS[low.month - 1]} {low.year}"
    match value.precision:
        case "day":
            return f"{low.day} {month}"
        case "week":
            return f"the week of {low.day} {month}"
        case "month":
            return month
        case "season":
            return f"{_SEASONS[low.month // 3 - 1]} {low.year}"
        case "quarter" if low.month % 3 == 1:
            return f"the {_ORDINALS[low.month // 3]} quarter of {low.year}"
        case "half" if low.month in (1, 7):
            return f"the {_ORDINALS[low.month // 6]} half of {low.year}"
        case "year" if low.month == 1:
            return str(low.year)
        case "year" if low.month == FISCAL_START:
            return f"{low.year}-{high.year % 100:02d}"
        case "decade":
            return f"the {low.year}s"
        case "century":
            return f"the {_ordinal(high.year // 100)} century"
        case _:
            first, last = (f"{d.day} {_MONTHS[d.month - 1]} {d.year}" for d in (low, high))
            return f"{first} to {last}"
