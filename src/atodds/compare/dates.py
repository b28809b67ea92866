"""Two dates: the one contains the other, they meet, or they cannot both be right."""

from __future__ import annotations

from atodds.compare.outcome import Outcome
from atodds.model.records import Claim, RelationKind
from atodds.model.values import DateValue, Hedge


def compare_dates(a: Claim, b: Claim) -> Outcome:
    """The relation of two dates of one event."""
    x, y = a.value, b.value
    assert isinstance(x, DateValue)
    assert isinstance(y, DateValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if (x.low, x.high) == (y.low, y.high):
        return Outcome(RelationKind.AGREES, "same_value", f"{texts} are the same date.")
    if x.contains(y) or y.contains(x):
        return Outcome(RelationKind.COMPATIBLE, "date_precision", f"{texts}: the one date lies in the other.")
    if x.overlaps(y):
        return Outcome(RelationKind.COMPATIBLE, "date_overlap", f"{texts} have days in common.")
    if Hedge.ABOUT in (x.hedge, y.hedge) and abs((x.low - y.low).days) <= max((x.high - x.low).days, (y.high - y.low).days, 1):
        return Outcome(RelationKind.COMPATIBLE, "hedge", f"{texts}: the wording admits both.")
    return Outcome(RelationKind.CONFLICT, "disjoint_dates", f"{texts} are different dates.")
