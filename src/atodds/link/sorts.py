"""Of what sort two values are: figures of one measure or in money are fewer than counts, so two of them are the likelier of one thing."""

from __future__ import annotations

from atodds.compare.quantities import is_money
from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.model.records import Claim
from atodds.model.values import Quantity

# Units that are a sort of their own, or hardly any: an age is of a person, and a rank of one of many.
_SORTS = {"1": "count", "%": "percent", "pp": "percent", "s": "time", "age": "other", "rank": "other", "nth": "other"}


class SortComparison(Comparison):
    """What is counted or measured.

    * ``count``, ``percent``, ``money``, ``time`` (a length of time); ``measure``: another unit; ``rate``: one unit for another
    * ``other``: an age, a rank; nothing for two sorts, and for dates
    """

    name = "sort"
    looks_at = Sight.VALUE

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if not isinstance(a.value, Quantity) or not isinstance(b.value, Quantity):
            return None
        sorts = [_sort(q.unit) for q in (a.value, b.value)]
        return Level(sorts[0], a.value.unit) if sorts[0] == sorts[1] else None


def _sort(unit: str) -> str:
    return _SORTS.get(unit) or ("rate" if "/" in unit else "money" if is_money(unit) else "measure")
