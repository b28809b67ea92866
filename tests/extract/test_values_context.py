"""Values whose unit or spelling the words around, or the whole document, decide."""

from __future__ import annotations

import pytest

from atodds.extract.values import Notation, find_values, notation_of
from atodds.model.values import Quantity

MONTH = 2_629_800.0  # seconds, a twelfth of the mean year of the Julian calendar


def quantities(text: str, notation: Notation | None = None) -> list[tuple[float, str]]:
    found = find_values(text, notation=notation or notation_of(text))
    return [(m.value.low, m.value.unit) for m in found if isinstance(m.value, Quantity)]


SHARED = [
    ("The median was 12.2 months, against 8.3 in the control arm.", [(12.2 * MONTH, "s"), (8.3 * MONTH, "s")]),
    ("It makes 37 percent, and now 31.", [(37, "%"), (31, "%")]),
    ("Sales were €210 million, compared with 180 million a year earlier.", [(2.1e8, "EUR"), (1.8e8, "EUR")]),
    ("The load fell to 40 MW, from 52 in March.", [(4e7, "W"), (5.2e7, "W")]),
    ("The duty is 26 percent in the north, against 30 before.", [(26, "%"), (30, "%")]),
    ("It sold 40 tonnes in spring, compared with 52 in summer.", [(40_000, "kg"), (52_000, "kg")]),
    # what counts something of its own keeps to itself
    ("It rose 5 percent in the year, from 300.", [(5, "%"), (300, "1")]),
    ("He won 26 percent of the vote, and 30 seats.", [(26, "%"), (30, "1")]),
    ("It makes 37 percent, and now 31 shops.", [(37, "%"), (31, "1")]),
    ("It has 40 MW, from 12 turbines.", [(4e7, "W"), (12, "1")]),
    ("It cost €210 million, against 3.", [(2.1e8, "EUR"), (3, "1")]),
    ("Members were 4,120, down 21% from 4,682.", [(4120, "1"), (21, "%"), (4682, "1")]),
    ("It took 3 weeks from 2 to 7.", [(3 * 604_800, "s"), (2, "1")]),
]


@pytest.mark.parametrize(("text", "expected"), SHARED, ids=[case[0] for case in SHARED])
def test_unit_of_the_value_it_is_held_against(text, expected):
    assert quantities(text) == [(pytest.approx(value), unit) for value, unit in expected]


SPACES = [
    ("It has 1 312 staff and 45 000 visitors.", [1312, 45000]),
    ("It has 1 312,5 tonnes of it and 1 234 567 visitors.", [1_312_500, 1_234_567]),
    # one comma says that spaces set nothing apart
    ("It has 3,500 staff, 45 000 visitors and lines 1 312.", [3500, 45000, 1, 312]),
    ("It has 12 350-seat halls.", [12, 350]),
]


@pytest.mark.parametrize(("text", "expected"), SPACES, ids=[case[0] for case in SPACES])
def test_thousands_set_apart_by_spaces(text, expected):
    assert [value for value, _ in quantities(text)] == expected


CROWNS = [
    ("The Norwegian park sells at 90 øre.", 0.9, "NOK"),
    ("The ferry cost 300 million kroner, the Danish owner said.", 3e8, "DKK"),
    ("The Swedish town paid 300 million crowns.", 3e8, "SEK"),
    ("Prague paid 300 million Norwegian crowns.", 3e8, "NOK"),
    ("Prague paid 300 million crowns.", 3e8, "CZK"),
    ("Oslo paid kr 300 million.", 3e8, "NOK"),
    ("She was paid 40 000 Kč.", 4e4, "CZK"),
]


@pytest.mark.parametrize(("text", "value", "unit"), CROWNS, ids=[case[0] for case in CROWNS])
def test_whose_crowns(text, value, unit):
    assert quantities(text) == [(pytest.approx(value), unit)]


JOINED = [
    ("The 60-turbine park opened.", [60]),
    ("A nine-item form was issued.", [9]),
    ("It killed at least one person.", [1]),
    # idioms and names
    ("A two-way street with a four-star inn.", []),
    ("The 21700-format cell and the 12-fold way.", []),
    ("At least one of them knew, and one day they left.", []),
]


@pytest.mark.parametrize(("text", "expected"), JOINED, ids=[case[0] for case in JOINED])
def test_counts_joined_to_their_noun(text, expected):
    assert [value for value, unit in quantities(text) if unit == "1"] == expected


@pytest.mark.parametrize(
    ("text", "rank"),
    [
        ("It has risen 9 places to 41st in the ranking.", 41),
        ("Well done on coming 41st in the league.", 41),
        ("It moved to 41st Street.", None),
    ],
)
def test_place_reached(text, rank):
    assert next((value for value, unit in quantities(text) if unit == "rank"), None) == rank


def test_rate_of_a_compound_word():
    (mention,) = find_values("It sells at 9 cents per kilowatt-hour.")
    assert mention.value.per == "kilowatt-hour"
    assert find_values("It sells at 9 cents per kWh.")[0].value.per == "kilowatt-hour"
    assert find_values("It sells at 9 cents per kilowatt hour.")[0].value.per == "kilowatt-hour"
    assert find_values("They meet 9 times per working day.")[0].value.per == "working day"


@pytest.mark.parametrize("text", ["four bakers in ten shops", "6 huts in 10 valleys", "two schools in five years"])
def test_two_counts_are_no_share(text):
    assert all(unit != "%" for _, unit in quantities(text))
