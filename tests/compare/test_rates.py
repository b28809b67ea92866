"""Exchange rates: stated in the workspace or found in documents, direct, inverse and crossed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.compare import Rates

FOUND = Rates.of({"USD/CNY": 7.0}, [("EUR", "USD", 1.1), ("CNY", "USD", 0.5), ("GBP", "JPY", 190.0)])


@pytest.mark.parametrize(
    ("one", "other", "rate"),
    [
        ("USD", "CNY", 7.0),  # stated
        ("CNY", "USD", 1 / 7.0),  # what is stated wins over what was found, in either direction
        ("EUR", "USD", 1.1),  # found
        ("USD", "EUR", 1 / 1.1),
        ("EUR", "CNY", 7.7),  # over the dollar
        ("CNY", "EUR", 1 / 7.7),
        ("EUR", "JPY", None),  # no way between
        ("USD", "NOK", None),
    ],
)
def test_convert(one: str, other: str, rate: float | None) -> None:
    found = FOUND.convert(one, other)
    assert found is rate is None or found == pytest.approx(rate)


def test_the_first_rate_found_is_taken() -> None:
    assert Rates.of({}, [("USD", "CNY", 7.0), ("USD", "CNY", 8.0)]).convert("USD", "CNY") == 7.0


def test_nothing_is_known_without_rates() -> None:
    assert Rates().convert("USD", "CNY") is None


@given(st.floats(1e-4, 1e4), st.floats(1e-4, 1e4))
def test_there_and_back_is_one(first: float, second: float) -> None:
    rates = Rates.of({"USD/CNY": first}, [("EUR", "USD", second)])
    for one, other in (("USD", "CNY"), ("EUR", "CNY")):
        there, back = rates.convert(one, other), rates.convert(other, one)
        assert there is not None
        assert back is not None
        assert there * back == pytest.approx(1.0)
