"""How values, dates and words are printed: one place for all reports, pictures and exports."""

from __future__ import annotations

import datetime as dt
import math
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import NamedTuple
from urllib.parse import quote, urlsplit

from atodds.model.records import Decision, Document, Modality, Period, RelationKind
from atodds.model.values import DateValue, Hedge, Interval, NameValue, PolarityValue, Quantity

# Significant digits printed of a float: more than any document writes, fewer than the 15 to 17 where binary noise begins.
DIGITS = 12
# Bounds of an interval are printed shorter: they are limits, not figures that somebody wrote.
BOUND_DIGITS = 6

STATUS_WORDS: Mapping[RelationKind, str] = {
    RelationKind.CONFLICT: "Contradiction",
    RelationKind.ARITHMETIC: "Does not add up",
    RelationKind.UPDATED: "Changed over time",
    RelationKind.NOT_COMPARABLE: "Not comparable",
    RelationKind.COMPATIBLE: "Compatible",
    RelationKind.AGREES: "Agrees",
}
# One sign for each status, so that a black-and-white print does not rest on colour.
STATUS_SIGNS: Mapping[RelationKind, str] = {
    RelationKind.CONFLICT: "≠",
    RelationKind.ARITHMETIC: "∑",
    RelationKind.UPDATED: "→",
    RelationKind.NOT_COMPARABLE: "∥",
    RelationKind.COMPATIBLE: "≈",
    RelationKind.AGREES: "=",
}
DECISION_WORDS: Mapping[Decision, str] = {
    Decision.CONFIRMED: "Confirmed: the sources contradict each other",
    Decision.EXPLAINED: "Explained: no contradiction",
    Decision.SOURCE_ERROR: "A source is in error",
    Decision.EXTRACTION_WRONG: "The claim was read wrongly",
    Decision.NOT_SAME: "Not about the same thing",
    Decision.MORE_EVIDENCE: "More evidence is needed",
    Decision.WITHDRAWN: "Withdrawn",
}
MODALITY_WORDS: Mapping[Modality, str] = {
    Modality.ASSERTED: "",
    Modality.FORECAST: "a forecast",
    Modality.TARGET: "a target or plan",
    Modality.ESTIMATE: "an estimate",
    Modality.FORMER: "said of an earlier time",
    Modality.DENIED: "denied",
    Modality.HYPOTHETICAL: "hypothetical",
}
_HEDGE_WORDS: Mapping[Hedge, str] = {
    Hedge.PLAIN: "",
    Hedge.ABOUT: "about ",
    Hedge.MORE_THAN: "more than ",
    Hedge.LESS_THAN: "less than ",
    Hedge.NEARLY: "nearly ",
    Hedge.JUST_OVER: "just over ",
    Hedge.AT_LEAST: "at least ",
    Hedge.UP_TO: "up to ",
    Hedge.VAGUE: "",
}

# Characters that have no place in a report: controls (XML 1.0 allows only tab, LF and CR), lone surrogates, the two
# non-characters, and the marks that turn the direction of the text that follows (CVE-2021-42574).
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff\u202a-\u202e\u2066-\u2069]")

# What CommonMark, or GitHub's tables and autolinks, may read as markup; at the start of a line also what opens a list or heading.
_MARKDOWN = re.compile(r"[\\`*_\[\]<>|~$&]|:(?=//)|(?<=www)\.|@|!(?=\[)|^[-+=#]")
_LIST_NUMBER = re.compile(r"^(\d+)([.)])(?= |$)")

_MAGNITUDES = ((1e12, "trillion"), (1e9, "billion"), (1e6, "million"))
_DAY = 86400.0
# Larger names of base units: factor and name, largest first. A year is 365.25 days, a month a twelfth of it (as in Pint).
_LARGER: Mapping[str, tuple[tuple[float, str], ...]] = {
    "s": ((365.25 * _DAY, "years"), (365.25 / 12 * _DAY, "months"), (_DAY, "days"), (3600, "hours"), (60, "minutes"), (1, "seconds")),
    "m": ((1000, "km"), (1, "m"), (0.01, "cm"), (0.001, "mm")),
    "kg": ((1e9, "million tonnes"), (1000, "tonnes"), (1, "kg"), (0.001, "g")),
    "J": ((3.6e15, "TWh"), (3.6e12, "GWh"), (3.6e9, "MWh"), (3.6e6, "kWh"), (1, "J")),
    "W": ((1e9, "GW"), (1e6, "MW"), (1e3, "kW"), (1, "W")),
    "m2": ((1e6, "km²"), (1, "m²")),
    "m3": ((1e9, "km³"), (1, "m³"), (0.001, "litres")),
}
_UNIT_NAMES: Mapping[str, str] = {"1": "", "pp": "percentage points", "rank": "(rank)", "nth": "(in a series)", "age": "years old"}


class Display(NamedTuple):
    """In what unit numbers are printed: the base unit's number divided by ``factor``, followed by ``name``."""

    factor: float
    name: str


def clean(text: str) -> str:
    """``text`` without characters that break a report or turn its direction; each becomes U+FFFD."""
    return _UNPRINTABLE.sub("\ufffd", text)


def one_line(text: str) -> str:
    """``text`` cleaned, its runs of white space made one blank."""
    return " ".join(clean(text).split())


def markdown(text: str) -> str:
    """``text`` on one line, with what Markdown would read as markup escaped."""
    return _LIST_NUMBER.sub(r"\1\\\2", _MARKDOWN.sub(r"\\\g<0>", one_line(text)))


def shorten(text: str, length: int) -> str:
    """``text`` on one line of at most ``length`` characters, with an ellipsis where it was cut."""
    text = one_line(text)
    return text if len(text) <= length else text[: max(1, length - 1)].rstrip() + "…"


def number(value: float, digits: int = DIGITS) -> str:
    """A number with thousands separators and no more digits than it has."""
    if math.isinf(value):
        return "∞" if value > 0 else "−∞"
    text = f"{Decimal(f'{value:.{digits}g}'):,f}"
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text.replace("-", "−")


def display_unit(unit: str, size: float, per: str | None = None) -> Display:
    """The unit in which a number of about ``size`` (in the base unit ``unit``) reads best."""
    tail = f" per {per}" if per else ""
    if unit in _LARGER:
        scales = _LARGER[unit]
        factor, name = next(((f, n) for f, n in scales if abs(size) >= f * (1 - 1e-9)), scales[-1])
        return Display(factor, name + tail)
    name = _UNIT_NAMES.get(unit, unit)
    factor, magnitude = next(((f, m) for f, m in _MAGNITUDES if abs(size) >= f * (1 - 1e-9)), (1.0, ""))
    return Display(factor, f"{magnitude} {name}".strip() + tail)


def _with_unit(text: str, unit: Display) -> str:
    if unit.name.startswith("%"):
        return text + unit.name
    return f"{text} {unit.name}".strip()


def _size(*numbers: float) -> float:
    return max((abs(n) for n in numbers if math.isfinite(n)), default=0.0)


def quantity(value: Quantity) -> str:
    """A quantity in words: hedge, number or range, unit."""
    unit = display_unit(value.unit, _size(value.low, value.high), value.per)
    low, high = number(value.low / unit.factor), number(value.high / unit.factor)
    return _HEDGE_WORDS[value.hedge] + _with_unit(low if low == high else f"{low} to {high}", unit)


def interval(bounds: Interval, unit: str, per: str | None = None) -> str:
    """An interval in words: "64.5 to 65.5%", "above 61.1%", "up to 40 km"."""
    shown = display_unit(unit, _size(*bounds), per)
    low, high = (number(n / shown.factor, BOUND_DIGITS) for n in bounds)
    if math.isinf(bounds.low) and math.isinf(bounds.high):
        return "any number"
    if math.isinf(bounds.high):
        return "from " + _with_unit(low, shown) + " upwards"
    if math.isinf(bounds.low):
        return "up to " + _with_unit(high, shown)
    return _with_unit(low if low == high else f"{low} to {high}", shown)


def day(date: dt.date) -> str:
    """A date as "9 June 2016", independent of the locale."""
    return f"{date.day} {_MONTHS[date.month - 1]} {date.year}"


_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


def days(low: dt.date, high: dt.date) -> str:
    """A span of days in the shortest words: "2016", "June 2016", "9 June 2016", "1 March 2016 to 5 April 2017"."""
    if low == high:
        return day(low)
    after = high + dt.timedelta(days=1) if high < dt.date.max else high
    if low.day == 1 and after.day == 1:
        if (low.month, after.month) == (1, 1):
            return f"{low.year}" if low.year == high.year else f"{low.year} to {high.year}"
        if (low.year, low.month) == (high.year, high.month):
            return f"{_MONTHS[low.month - 1]} {low.year}"
    return f"{day(low)} to {day(high)}"


def value(claimed: Quantity | DateValue | NameValue | PolarityValue) -> str:
    """A value in words, as the tool understood it."""
    match claimed:
        case Quantity():
            return quantity(claimed)
        case DateValue():
            return _HEDGE_WORDS[claimed.hedge] + days(claimed.low, claimed.high)
        case NameValue():
            return ", ".join(one_line(name) for name in claimed.names)
        case PolarityValue():
            return ("" if claimed.holds else "not ") + one_line(claimed.predicate)


def admitted(claimed: Quantity | DateValue | NameValue | PolarityValue) -> str:
    """What a value's wording admits for an ordinary reader, in words; "" where there is no interval."""
    match claimed:
        case Quantity():
            return interval(claimed.reader, claimed.unit, claimed.per)
        case DateValue() if claimed.low != claimed.high:
            return f"{day(claimed.low)} to {day(claimed.high)}"
        case _:
            return ""


_PERIOD_SOURCES: Mapping[str, str] = {"stated": "", "context": " (from the context)", "document": " (the document's date)"}


def period(period: Period) -> str:
    """A period in words, with how it is known."""
    return days(period.low, period.high) + _PERIOD_SOURCES[period.source]


def subject(name: str, of: str, scope: Sequence[str]) -> str:
    """What a claim is about, in words: its subject, property and scope."""
    about = ", ".join(one_line(part) for part in (name, of.replace("_", " "), *scope) if part)
    return about or "unnamed"


def source(document: Document | None, fallback: str = "") -> str:
    """A document's name in running text: title, publisher and date, as far as they are known."""
    if document is None:
        return one_line(fallback)
    name = one_line(document.title or document.id)
    parts = [one_line(document.publisher or ""), day(document.published) if document.published else ""]
    known = ", ".join(part for part in parts if part)
    return f"{name} ({known})" if known else name


def safe_url(url: str | None) -> str | None:
    """``url`` if it is an http or https address, else None: links never run scripts."""
    if not url:
        return None
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return None
    return url.strip() if parts.scheme in ("http", "https") and parts.netloc and clean(url) == url else None


def text_fragment(words: str) -> str:
    """A URL fragment that scrolls to ``words`` where the browser knows text fragments (WICG Text Fragments)."""
    return "#:~:text=" + quote(" ".join(words.split()), safe="", errors="replace").replace("-", "%2D")
