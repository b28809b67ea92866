"""Exchange rates: those the workspace states, and those the documents state ("$1 = 7.27 yuan", "2.8 billion yuan ($385 million)")."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

# A rate moves between the day a sum was stated and the day the rate was: sums converted by it count as equal within this
# share of the sum. (Half of the yearly range of the major pairs in most years; a difference of more is told as one.)
RATE_SLACK = 0.04


@dataclass(frozen=True, slots=True)
class Rates:
    """Units of the second currency for one of the first, by pair; inverse and crossed rates are derived."""

    table: Mapping[tuple[str, str], float] = field(default_factory=dict)

    @classmethod
    def of(cls, stated: Mapping[str, float], found: Iterable[tuple[str, str, float]] = ()) -> Rates:
        """Rates written "USD/CNY" = 7.27, and rates found in documents as (one, other, rate); what is stated wins."""
        table: dict[tuple[str, str], float] = {}
        for one, other, rate in found:
            table.setdefault((one, other), rate)
        for pair, rate in stated.items():
            one, _, other = pair.partition("/")
            table[one, other] = rate
            table.pop((other, one), None)
        return cls(table)

    def told(self) -> bytes:
        """The rates in bytes, the same for the same rates."""
        return repr(sorted(self.table.items())).encode()

    def convert(self, one: str, other: str) -> float | None:
        """How many units of ``other`` one unit of ``one`` is, directly, inversely or over one third currency; else None."""
        direct = self._direct(one, other)
        if direct is not None:
            return direct
        for third in sorted({c for pair in self.table for c in pair}):
            first, second = self._direct(one, third), self._direct(third, other)
            if first is not None and second is not None:
                return first * second
        return None

    def _direct(self, one: str, other: str) -> float | None:
        if (one, other) in self.table:
            return self.table[one, other]
        if (other, one) in self.table:
            return 1 / self.table[other, one]
        return None
