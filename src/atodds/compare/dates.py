"""Two dates: the one contains the other, they meet, or they cannot both be right."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from atodds.compare.outcome import Outcome
from atodds.model.records import Claim, RelationKind
from atodds.model.values import DateValue, Hedge

# Words before a span that say that something happened on some day of it, not that it lasted from end to end.
_SOMEWHERE = ("between", "some time", "sometime", "within", "somewhere")
# A longer span is more often one of accounts or of plans, of which one may be a part: a season, as in the weights of links.
_LONGEST_EVENT = dt.timedelta(days=100)
_DAY = dt.timedelta(days=1)


class Days(NamedTuple):
    """The days that the wording of a date admits, both ends included."""

    low: dt.date
    high: dt.date

    def overlaps(self, other: Days) -> bool:
        """Whether the two share a day."""
        return self.low <= other.high and other.low <= self.high

    def contains(self, other: Days) -> bool:
        """Whether ``other`` lies inside."""
        return self.low <= other.low and other.high <= self.high


def admitted(value: DateValue) -> Days:
    """The days that a date admits: "by June" all until the end of June, "after 5 May" all from 6 May.

    "About" admits as long again on either side.
    """
    match value.hedge:
        case Hedge.UP_TO:
            return Days(dt.date.min, value.high)
        case Hedge.LESS_THAN | Hedge.NEARLY:
            return Days(dt.date.min, max(value.low, dt.date.min + _DAY) - _DAY)
        case Hedge.AT_LEAST:
            return Days(value.low, dt.date.max)
        case Hedge.MORE_THAN | Hedge.JUST_OVER:
            return Days(min(value.high, dt.date.max - _DAY) + _DAY, dt.date.max)
        case Hedge.ABOUT:
            return _widened(value)
        case _:
            return Days(value.low, value.high)


def _widened(value: DateValue) -> Days:
    length = (value.high - value.low) + _DAY
    low = value.low - length if value.low - dt.date.min > length else dt.date.min
    high = value.high + length if dt.date.max - value.high > length else dt.date.max
    return Days(low, high)


def _lasts(claim: Claim, value: DateValue) -> bool:
    """Whether a span is that of an event with its first and last day: "from 2 to 12 July"."""
    before = claim.quote[: claim.value_start].rstrip().casefold()
    return value.precision == "span" and value.high - value.low <= _LONGEST_EVENT and not before.endswith(_SOMEWHERE)


def compare_dates(a: Claim, b: Claim) -> Outcome:
    """The relation of two dates of one event."""
    x, y = a.value, b.value
    assert isinstance(x, DateValue)
    assert isinstance(y, DateValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if (x.low, x.high, x.hedge) == (y.low, y.high, y.hedge):
        return Outcome(RelationKind.AGREES, "same_value", f"{texts} are the same date.")
    left, right = admitted(x), admitted(y)
    if left.overlaps(right):
        if x.hedge is not Hedge.PLAIN or y.hedge is not Hedge.PLAIN:
            return Outcome(RelationKind.COMPATIBLE, "hedge", f"{texts}: the wording admits both.")
        if left.contains(right) or right.contains(left):
            return Outcome(RelationKind.COMPATIBLE, "date_precision", f"{texts}: the one date lies in the other.")
        if _lasts(a, x) and _lasts(b, y):
            return Outcome(RelationKind.CONFLICT, "different_spans", f"{texts} begin and end on different days.")
        return Outcome(RelationKind.COMPATIBLE, "date_overlap", f"{texts} have days in common.")
    return Outcome(RelationKind.CONFLICT, "disjoint_dates", f"{texts} are different dates.")
