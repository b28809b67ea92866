"""Two quantities: can both be right?

The order of questions: is the unit the same; was the same written; do the readers' intervals meet; do the strict ones.
"""

from __future__ import annotations

import math

from atodds.compare.outcome import Outcome
from atodds.compare.rates import RATE_SLACK, Rates
from atodds.model.records import Claim, RelationKind
from atodds.model.values import EPSILON, Hedge, Interval, Quantity

# A third of a hundred and one third are the same value; so are 0.8 billion and 800 million.
_LOWER = frozenset({Hedge.MORE_THAN, Hedge.AT_LEAST, Hedge.JUST_OVER})
_UPPER = frozenset({Hedge.LESS_THAN, Hedge.UP_TO, Hedge.NEARLY})


def is_money(unit: str) -> bool:
    """Whether a unit is a currency code."""
    return len(unit) == 3 and unit.isupper()


def compare_quantities(a: Claim, b: Claim, rates: Rates) -> Outcome:
    """The relation of two quantities, time and modality left aside."""
    x, y = a.value, b.value
    assert isinstance(x, Quantity)
    assert isinstance(y, Quantity)
    slack = 0.0
    if x.unit != y.unit and ("bare" in a.features or "bare" in b.features) and "1" in (x.unit, y.unit):
        unit = y.unit if x.unit == "1" else x.unit  # a sum whose currency is not said is taken to be in the other's
        x, y = x.model_copy(update={"unit": unit}), y.model_copy(update={"unit": unit})
    if x.unit != y.unit:
        if not (is_money(x.unit) and is_money(y.unit)):
            return Outcome(RelationKind.NOT_COMPARABLE, "different_unit", f"“{a.value_text}” and “{b.value_text}” are in different units.")
        rate = rates.convert(y.unit, x.unit)
        if rate is None:
            return Outcome(
                RelationKind.NOT_COMPARABLE,
                "no_exchange_rate",
                f"“{a.value_text}” and “{b.value_text}”: no exchange rate {y.unit}/{x.unit} is stated.",
            )
        y, slack = _scaled(y, rate, x.unit), RATE_SLACK
    if x.per and y.per and x.per != y.per:
        return Outcome(RelationKind.NOT_COMPARABLE, "different_rate", f"“{a.value_text}” is per {x.per}, “{b.value_text}” per {y.per}.")
    return _judge(a, b, x, y, slack)


def _judge(a: Claim, b: Claim, x: Quantity, y: Quantity, slack: float) -> Outcome:
    texts = f"“{a.value_text}” and “{b.value_text}”"
    converted = slack > 0
    if not converted and _same(x.low, y.low) and _same(x.high, y.high) and _side(x) == _side(y):
        reason = "same_value" if a.value_text.casefold() == b.value_text.casefold() else "same_value_other_words"
        return Outcome(RelationKind.AGREES, reason, f"{texts} are the same value.")
    reader_a, reader_b = _widen(x.reader, slack), _widen(y.reader, slack)
    strict_a, strict_b = _widen(x.strict, slack), _widen(y.strict, slack)
    if _both_admitted(x, y, (reader_a, reader_b), (strict_a, strict_b)):
        if converted:
            return Outcome(
                RelationKind.COMPATIBLE,
                "unit_conversion",
                f"{texts} are the same sum at the stated exchange rate, within {RATE_SLACK:.0%}.",
            )
        if Hedge.VAGUE in (x.hedge, y.hedge):
            return Outcome(RelationKind.COMPATIBLE, "vague", f"{texts}: the vague words admit the number.")
        if x.is_range or y.is_range:
            return Outcome(RelationKind.COMPATIBLE, "range", f"{texts}: the one lies in the range of the other.")
        if x.hedge is not Hedge.PLAIN or y.hedge is not Hedge.PLAIN:
            return Outcome(RelationKind.COMPATIBLE, "hedge", f"{texts}: the wording admits both.")
        return Outcome(RelationKind.COMPATIBLE, "rounding", f"{texts} are one value, rounded differently.")
    if _meet(x, y, strict_a, strict_b):
        return Outcome(
            RelationKind.CONFLICT,
            "implicature",
            f"{texts}: logically both could hold, but nobody who means the one writes the other.",
        )
    return Outcome(RelationKind.CONFLICT, "disjoint_values", f"{texts} cannot both be right.")


def admit_each_other(x: Quantity, y: Quantity) -> bool:
    """Whether the wording of two quantities of one unit admits that they are one: by rounding, by a hedge, as a range."""
    return _both_admitted(x, y, (x.reader, y.reader), (x.strict, y.strict))


def _both_admitted(x: Quantity, y: Quantity, reader: tuple[Interval, Interval], strict: tuple[Interval, Interval]) -> bool:
    return _meet(x, y, *reader) or _written_meets(x, strict[1]) or _written_meets(y, strict[0])


def _meet(x: Quantity, y: Quantity, a: Interval, b: Interval) -> bool:
    """Whether two intervals meet. Those of two plain numbers must share more than an end: nothing rounds to 1.6 and to 1.7."""
    if x.hedge is not Hedge.PLAIN or y.hedge is not Hedge.PLAIN:
        return a.overlaps(b)
    shared = min(a.high, b.high) - max(a.low, b.low)
    return shared > 0 and shared > EPSILON * max(abs(end) for end in (*a, *b))


def _written_meets(x: Quantity, other: Interval) -> bool:
    """Whether a plain number, as written, lies in what the other admits (412 and "at least 400"), for bounds that imply no more."""
    return x.hedge in (Hedge.PLAIN, Hedge.ABOUT) and (other.low == -math.inf) == (other.high == math.inf) and other.contains(x.written)


def _side(x: Quantity) -> int:
    return 1 if x.hedge in _LOWER else -1 if x.hedge in _UPPER else 0


def _same(a: float, b: float) -> bool:
    return abs(a - b) <= EPSILON * max(abs(a), abs(b), 1e-300)


def _widen(interval: Interval, slack: float) -> Interval:
    if not slack:
        return interval
    return Interval(interval.low - abs(interval.low) * slack, interval.high + abs(interval.high) * slack)


def _scaled(x: Quantity, factor: float, unit: str) -> Quantity:
    return x.model_copy(update={"low": x.low * factor, "high": x.high * factor, "step": x.step * factor, "unit": unit})
