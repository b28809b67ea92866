"""Counts that run on, whatever they count, and figures that a later text itself gives as the earlier ones.

"They have mended 640 bicycles since they opened" holds up to the day on which it is told. A larger count of a later day is what came
of it; a smaller one, or another one of the same day, contradicts it. (``extract/timing.py`` tells which counts run on.)
"""

from __future__ import annotations

import re
from typing import NamedTuple

from atodds.extract.timing import OPEN, RUNNING, TIME, WAS
from atodds.model.records import Claim, Period
from atodds.model.values import Hedge, Quantity

_LONG_MONTH = "%B"
# Figures of the earlier time that differ by less than this share are one figure, rounded.
_ROUNDED = 0.005
# "Close to 4,000" is said of 3,800 and hardly of less than 3,600: what it is near to is no more than a tenth away.
_NEARBY = 1.1


class Order(NamedTuple):
    """How the times of two claims stand, as far as it matters here: whether they are apart, and which is earlier (-1: the first)."""

    apart: bool
    order: int


def ran_on(a: Claim, b: Claim, when: Order, *, counts: bool) -> bool:
    """Whether the smaller of two counts runs on and was taken before the larger; ``counts``: their unit is one of what is counted.

    Of an undated document it is not known when it was written: the larger one is taken to be the later, if it does not name the very
    day of the other.
    """
    x, y = a.value, b.value
    if not counts or not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return False
    small, large = (a, b) if x.high < y.low else (b, a)
    if RUNNING not in small.features.get(TIME, ()) or _is_prior(large):
        return False
    if when.apart:
        return when.order < 0 if small is a else when.order > 0
    if a.document == b.document or (a.period is not None and b.period is not None):
        return False
    return not names_day(a, b.period) and not names_day(b, a.period)


def has_come_near(a: Claim, b: Claim, when: Order) -> bool:
    """Whether a count that was not complete has since come near to a larger one: 3,310 had signed, and a week on "close to 4,000".

    In logic "close to 4,000" leaves room for any smaller number; but nobody would say so of 3,310.
    """
    early, late = (a, b) if when.order < 0 else (b, a)
    x, y = early.value, late.value
    if not when.apart or not isinstance(x, Quantity) or not isinstance(y, Quantity) or x.unit != y.unit:
        return False
    unfinished = {OPEN, RUNNING} & set(early.features.get(TIME, ()))
    return bool(unfinished) and y.hedge is Hedge.NEARLY and y.low > _NEARBY * x.high


def names_day(claim: Claim, period: Period | None) -> bool:
    """Whether an undated claim names the day of a period, without its year: "by 9 May", "on May 9"."""
    if claim.period is not None or period is None or period.low != period.high:
        return False
    day, month = str(period.low.day), period.low.strftime(_LONG_MONTH)
    short = rf"{month[:3]}(?:{month[3:]}|[a-z]?\.?)"
    return re.search(rf"\b0?{day}(?:st|nd|rd|th)?(?: of)? {short}\b|\b{short} 0?{day}(?!\d)", claim.quote, re.IGNORECASE) is not None


def is_the_earlier(a: Claim, b: Claim, order: int) -> bool:
    """Whether the one text itself gives the figure of the other as the earlier one: "18 crowns, against 22 before", and 22."""
    return (order >= 0 and _gave(a, b)) or (order <= 0 and _gave(b, a))


def _gave(later: Claim, earlier: Claim) -> bool:
    x, y = later.value, earlier.value
    if later.document == earlier.document or _is_prior(earlier) or not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return False
    if x.unit != y.unit:
        return False
    for words in later.features.get(WAS, ()):
        figure = float(words)
        slack = max(y.step / 2, abs(figure) * _ROUNDED)
        if y.low - slack <= figure <= y.high + slack:
            return True
    return False


def _is_prior(claim: Claim) -> bool:
    return "prior" in claim.features.get("mark", ())
