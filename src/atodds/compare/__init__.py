"""Two claims on one data item: can both be right? Parsed values are compared by code; no model decides."""

from __future__ import annotations

from collections.abc import Callable

from atodds.compare.dates import compare_dates
from atodds.compare.names import compare_names, compare_polarity
from atodds.compare.outcome import Outcome
from atodds.compare.quantities import compare_quantities, is_money
from atodds.compare.rates import Rates
from atodds.compare.times import over_time
from atodds.model.records import Claim, RelationKind

__all__ = ["Outcome", "Rates", "compare", "is_money", "over_time"]


def compare(a: Claim, b: Claim, *, rates: Rates, key: Callable[[str], str], behaviour: str = "unknown") -> Outcome:
    """How two claims on one data item stand to each other, and why.

    ``rates``: exchange rates; ``key``: the entity of a name; ``behaviour``: how the property behaves over time (see ``times``).
    """
    if a.value.kind != b.value.kind:
        return Outcome(
            RelationKind.NOT_COMPARABLE, "different_kind", f"“{a.value_text}” and “{b.value_text}” are values of different kinds."
        )
    if a.value.kind == "quantity":
        outcome = compare_quantities(a, b, rates)
    elif a.value.kind == "date":
        outcome = compare_dates(a, b)
    elif a.value.kind == "name":
        outcome = compare_names(a, b, key)
    else:
        outcome = compare_polarity(a, b)
    return over_time(a, b, outcome, behaviour)
