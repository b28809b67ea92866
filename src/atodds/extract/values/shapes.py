"""What the readers of this package hand to each other."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple

from atodds.model.values import Hedge, Quantity

if TYPE_CHECKING:
    from atodds.extract.values.numbers import Number
    from atodds.extract.values.tokens import Tokens
    from atodds.extract.values.units import Unit

COUNT = "1"
# The role of numbers that turn out to belong to a name: read, but no value.
NAME = "name"


class Core(NamedTuple):
    """A value without its hedge: tokens ``start`` to before ``end``, numbers in the base unit.

    ``hedge``: only where the value itself is vague ("dozens"), else PLAIN. ``factor``: of the written unit; 0 where it has an offset.
    """

    start: int
    end: int
    low: float
    high: float
    unit: str
    step: float
    role: str = "quantity"
    per: str | None = None
    fraction: bool = False
    written_unit: str = ""
    hedge: Hedge = Hedge.PLAIN
    factor: float = 1.0

    def quantity(self, hedge: Hedge) -> Quantity:
        """The value with its hedge."""
        return Quantity(
            low=self.low,
            high=self.high,
            unit=self.unit,
            step=self.step,
            hedge=self.hedge if self.hedge is Hedge.VAGUE else hedge,
            per=self.per,
            fraction=self.fraction,
            written_unit=self.written_unit,
        )


def plain(t: Tokens, number: Number, unit: str, role: str, end: int) -> Core:
    """A core of a single number that needs no conversion, up to before token ``end``."""
    value = float(number.value)
    return Core(number.start, end, value, value, unit, float(number.step), role, written_unit=t.span(number.end, end).lstrip("- "))


def convert(value: Decimal, unit: Unit | None) -> float:
    """``value`` in the base of ``unit``. In decimals, so that 13.4 km is 13400 m and not 13400.000000000002."""
    if unit is None:
        return float(value)
    return float(value * Decimal(repr(unit.factor)) + Decimal(repr(unit.offset)))
