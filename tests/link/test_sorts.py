"""Of what sort two values are, as one more comparison."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex
from atodds.link.profiles import Setting
from atodds.link.sorts import SortComparison
from atodds.model.records import Claim, claim_id
from atodds.model.values import DateValue, Hedge, Quantity

SETTING = Setting.of([], EntityIndex(), Lexicon.load())


def claim(value: Quantity | DateValue, document: str) -> Claim:
    quote = "There were 12 of them."
    return Claim(
        id=claim_id(document, quote, "12", 11, 0), document=document, start=0, quote=quote, value_text="12", value_start=11, value=value
    )


def level(one: str, other: str) -> str | None:
    found = SortComparison().level(*(claim(Quantity(low=12, high=12, unit=unit, step=1), unit) for unit in (one, other)), SETTING)
    return found and found.name


@pytest.mark.parametrize(
    ("one", "other", "sort"),
    [
        ("1", "1", "count"),
        ("%", "%", "percent"),
        ("%", "pp", "percent"),
        ("USD", "USD", "money"),
        ("USD", "JPY", "money"),
        ("s", "s", "time"),
        ("kg", "kg", "measure"),
        ("m2", "m2", "measure"),
        ("USD/kg", "USD/kg", "rate"),
        ("m/s", "m/s", "rate"),
        ("age", "age", "other"),
        ("rank", "rank", "other"),
        ("1", "USD", None),
        ("kg", "1", None),
    ],
)
def test_sorts(one: str, other: str, sort: str | None) -> None:
    assert level(one, other) == sort
    assert level(other, one) == sort


def test_a_date_is_of_no_sort() -> None:
    day = dt.date(2024, 5, 3)
    dates = [claim(DateValue(low=day, high=day, precision="day", hedge=Hedge.PLAIN), name) for name in ("a.md", "b.md")]
    assert SortComparison().level(dates[0], dates[1], SETTING) is None
