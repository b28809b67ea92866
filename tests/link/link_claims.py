"""Claims made by hand for the tests of linking and comparing: only what a test is about has to be given."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex, gather
from atodds.link.profiles import Setting
from atodds.model.records import Claim, Period
from atodds.model.values import DateValue, Hedge, Quantity

LEXICON = Lexicon.load()


def number(low: float, unit: str = "1", high: float | None = None, **more: Any) -> Quantity:
    """A quantity, exact to its last digit unless ``step`` says otherwise."""
    return Quantity(low=low, high=low if high is None else high, unit=unit, **({"step": 1.0} | more))


def day(low: str, high: str | None = None, precision: str = "day", hedge: Hedge = Hedge.PLAIN) -> DateValue:
    """A date from its first and last day."""
    return DateValue(low=dt.date.fromisoformat(low), high=dt.date.fromisoformat(high or low), precision=precision, hedge=hedge)


def period(low: str, high: str | None = None, source: str = "stated") -> Period:
    """A time from its first and last day."""
    return Period(low=dt.date.fromisoformat(low), high=dt.date.fromisoformat(high or low), source=source)


def claim(name: str, value: Any = None, features: Mapping[str, tuple[str, ...]] | None = None, **more: Any) -> Claim:
    """A claim with the id ``name``, by default of a document and at a place of its own."""
    fields = {"document": f"{name}.md", "start": 0, "quote": name, "value_text": name, "value_start": 0}
    return Claim(id=name, value=value or number(5), features=dict(features or {}), **(fields | more))


def setting(claims: Iterable[Claim], entities: EntityIndex | None = None) -> Setting:
    """What comparisons look things up in, for these claims."""
    return Setting.of(claims, entities or gather({}, []), LEXICON)
