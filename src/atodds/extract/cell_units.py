"""The unit and the magnitude of a number in a cell, where its heads and not the cell tell them."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from atodds.extract.values import scale_table_header
from atodds.model.values import DateValue, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.lexicon import Concept
    from atodds.extract.values import Mention

_MILLION = Decimal(1_000_000)
# Kinds of value that are written with "m" for metres.
_IN_METRES = frozenset({"length", "speed"})


def scaled(mention: Mention, heads: Sequence[str]) -> Quantity | DateValue:
    """A bare number takes its unit and magnitude from the nearest head that states one."""
    value = mention.value
    if not isinstance(value, Quantity) or value.unit != "1":
        return value
    for head in heads:
        found = scale_table_header(head)
        if found is not None:
            unit, scale = found
            return value.model_copy(update={"unit": unit, "low": value.low * scale, "high": value.high * scale, "step": value.step * scale})
    return value


def is_broken(mention: Mention) -> bool:
    """Whether a bare number has decimals, so that it counts nothing."""
    value = mention.value
    return isinstance(value, Quantity) and value.unit == "1" and 0 < value.step < 1


def in_millions(value: Quantity | DateValue, measured: Sequence[Concept]) -> Quantity | DateValue:
    """ "4.1m" under or beside what is counted ("Monthly users") is millions and no length; any other value as it is."""
    if not isinstance(value, Quantity) or value.unit != "m" or value.written_unit != "m":
        return value
    if not any(c.counted or "count" in c.measures for c in measured) or any(_IN_METRES & c.measures for c in measured):
        return value
    low, high, step = (float(Decimal(repr(x)) * _MILLION) for x in (value.low, value.high, value.step))
    return value.model_copy(update={"unit": "1", "low": low, "high": high, "step": step, "written_unit": ""})
