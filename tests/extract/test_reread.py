"""Dates that count weeks, in another year than the one they were first read in."""

from __future__ import annotations

import pytest

from atodds.extract.values.reread import in_year


@pytest.mark.parametrize(
    ("words", "year", "low", "high"),
    [
        ("the second weekend of October", 2023, "2023-10-14", "2023-10-15"),
        ("the week of 9 December", 2025, "2025-12-08", "2025-12-14"),
        ("the last Saturday of November", 2025, "2025-11-29", "2025-11-29"),
        ("the first Monday in May", 2024, "2024-05-06", "2024-05-06"),
    ],
)
def test_the_days_of_that_year(words: str, year: int, low: str, high: str) -> None:
    value = in_year(words, year)
    assert value is not None
    assert (str(value.low), str(value.high)) == (low, high)


@pytest.mark.parametrize("words", ["9 May", "June", "spring", "15 to 19 July"])
def test_days_and_months_stay_where_they_are(words: str) -> None:
    assert in_year(words, 2025) is None
