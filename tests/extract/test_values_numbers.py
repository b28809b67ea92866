"""Numbers, magnitudes, fractions, multiples, ranks, ages and vague counts: one table each."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values, parse_number
from atodds.model.values import Hedge, Quantity


def one(text: str) -> tuple[str, Quantity]:
    """The words and value of the only quantity in ``text``."""
    found = [(text[m.start : m.end], m.value) for m in find_values(text) if isinstance(m.value, Quantity)]
    assert len(found) == 1, found
    return found[0]


WORDS = [
    ("0", 0),
    ("412", 412),
    ("1,234", 1234),
    ("1,31,200", 131200),
    ("12,34,567", 1234567),
    ("1 234 567", 1234567),
    ("1\u2009234", 1234),
    ("1\u202f234\u202f567", 1234567),
    ("38 000", 38000),
    ("1.234,5", 1234.5),
    ("1.234.567", 1234567),
    ("1'234'567", 1234567),
    ("61.1", 61.1),
    (".25", 0.25),
    ("2 1/2", 2.5),
    ("2½", 2.5),
    ("-12", -12),
    ("minus 45", -45),
    ("thirty-eight", 38),
    ("twenty - three", 23),
    ("eleven", 11),
    ("a hundred", 100),
    ("one hundred and sixteen", 116),
    ("two hundred five", 205),
    ("twelve hundred", 1200),
    ("twelve hundred billion", 1.2e12),
    ("one billion seven hundred and forty million", 1.74e9),
    ("one million two thousand two hundred and three", 1002203),
    ("seventy thousand", 70000),
    ("two and a half", 2.5),
    ("five and a half", 5.5),
    ("three and three quarters", 3.75),
    ("three and a fifth", 3.2),
    ("one and a half milliard", 1.5e9),
    ("one and a half million", 1.5e6),
    ("a million and a half", 1.5e6),
    ("3 million and a half", 3.5e6),
    ("half a million", 5e5),
    ("half million", 5e5),
    ("a quarter of a million", 2.5e5),
    ("two thirds of a million", 2e6 / 3),
    ("two dozen", 24),
    ("half a dozen", 6),
    ("3 dozens", 36),
    ("two point seven one", 2.71),
    ("1.6 billion", 1.6e9),
    ("1 billion 740 million", 1.74e9),
    ("100 thousand", 1e5),
    ("5k", 5000),
    ("3.3bn", 3.3e9),
    ("1.2tn", 1.2e12),
    ("300 mn", 3e8),
    ("1.18 lakh", 118000),
    ("18,100 crore", 1.81e11),
    ("2 lakh crore", 2e12),
    ("3 wan", 30000),
    ("2 yi", 2e8),
    ("2.48×10⁻⁵", 2.48e-5),
]


@pytest.mark.parametrize(("text", "value"), WORDS)
def test_number(text, value):
    assert parse_number(text) == pytest.approx(value, rel=1e-12)


@pytest.mark.parametrize("text", ["", "two five", "2.5.1", "1,23,4", "hello", "5 km", "10⁻⁵", "9" * 60, "and", "hundred hundred"])
def test_no_number(text):
    assert parse_number(text) is None


STEPS = [
    ("1.6 billion items", 1e8),
    ("412 items", 1),
    ("38,000 items", 1),
    ("61.1%", 0.1),
    ("€1.18 billion", 1e7),
    ("thirteen million items", 1e6),
    ("two dozen items", 6),
    ("half a million items", 1e5),
    ("one and a half million items", 1e5),
    ("13.4 km", 100),
]


@pytest.mark.parametrize(("text", "step"), STEPS)
def test_step(text, step):
    assert one(text)[1].step == pytest.approx(step)


FRACTIONS = [
    ("a third of patients", "a third", 100 / 3),
    ("one-eighth of the shares", "one-eighth", 12.5),
    ("one eighth of the share", "one eighth", 12.5),
    ("Two in five of the people", "Two in five", 40),
    ("one patient in four, said", "one patient in four", 25),
    ("six in ten people", "six in ten", 60),
    ("six huts in ten had a stove", "six huts in ten", 60),
    ("two orchards in five were felled", "two orchards in five", 40),
    ("one in three schools", "one in three", 100 / 3),
    ("nine out of ten", "nine out of ten", 90),
    ("one in every 20", "one in every 20", 5),
    ("one new car in forty-five was", "one new car in forty-five", 100 / 45),
    ("four-fifths of it", "four-fifths", 80),
    ("only 1/10 of that", "1/10", 10),
    ("three quarters of the crop", "three quarters", 75),
    ("Two-thirds of the leavers", "Two-thirds", 200 / 3),
    ("half of them", "half", 50),
    ("Half got it", "Half", 50),
    ("cut by half", "half", 50),
    ("½ of it", "½", 50),
    ("by a quarter", "a quarter", 25),
]


@pytest.mark.parametrize(("text", "words", "percent"), FRACTIONS)
def test_fraction(text, words, percent):
    found, value = one(text)
    assert (found, value.unit, value.fraction) == (words, "%", True)
    assert value.low == value.high == pytest.approx(percent)


@pytest.mark.parametrize(
    "text",
    [
        "a third party",
        "the third round",
        "a half-hearted try",
        "half-time",
        "in the first half",
        "one of them",
        "no one came",
        "one another",
        "one day he left",
        "a quarter earlier",
        "in the quarter",
        "the second half",
        "first of all",
        "on a second thought",
        "every second one",
        "the other half",
    ],
)
def test_no_fraction_or_number(text):
    assert find_values(text) == []


MULTIPLES = [
    ("three times that of", 3),
    ("6 times the rate", 6),
    ("an increase of 2.1 times compared with it", 2.1),
    ("bid for 2.1 times the shares", 2.1),
    ("grew twofold", 2),
    ("nearly fourfold", 4),
    ("a 10-fold rise", 10),
    ("2.5x faster", 2.5),
    ("tripled last", 3),
    ("more than doubled", 2),
    ("it halved", 0.5),
    ("twice the price", 2),
    ("triple what it was", 3),
]


@pytest.mark.parametrize(("text", "value"), MULTIPLES)
def test_multiple(text, value):
    assert (one(text)[1].unit, one(text)[1].low) == ("times", value)


@pytest.mark.parametrize("text", ["He went there three times.", "The model was downloaded 20 million times."])
def test_count_of_times(text):
    assert one(text)[1].unit == "1"


RANKS = [
    ("Korea came sixth in the world", "sixth", 6),
    ("is sixth in the world in papers", "sixth", 6),
    ("ranks 31st out of many", "31st", 31),
    ("ranked fifth worldwide", "fifth", 5),
    ("in third place", "third", 3),
    ("the third largest maker", "third", 3),
    ("the second-ranked country", "second", 2),
    ("It is No. 3 in the market", "No. 3", 3),
    ("The number one in the market is", "number one", 1),
    ("the twenty-first largest", "twenty-first", 21),
    ("the country does better still: third.", "third", 3),
]


@pytest.mark.parametrize(("text", "words", "value"), RANKS)
def test_rank(text, words, value):
    found, quantity = one(text)
    assert (found, quantity.unit, quantity.low) == (words, "rank", value)


@pytest.mark.parametrize(
    "text",
    [
        "the third round",
        "her fifth book",
        "a third tunnel",
        "the second bridge",
        "First, pay.",
        "Order No. 488",
        "the number 104 bus",
        "number 40",
    ],
)
def test_no_rank(text):
    assert find_values(text) == []


AGES = [
    ("the eleven-year-old Bek", "eleven-year-old", 11),
    ("she is 29 years old", "29 years old", 29),
    ("a man aged 34 left", "34", 34),
    ("at the age of 34", "34", 34),
    ("said Ann Lee, 34, a driver", "34", 34),
    ("a six-month-old baby", "six-month-old", 0.5),
    ("The firm turned five in May 2020", "five", 5),
]


@pytest.mark.parametrize(("text", "words", "years"), AGES)
def test_age(text, words, years):
    mention = find_values(text)[0]
    assert (text[mention.start : mention.end], mention.role) == (words, "age")
    assert mention.value.unit == "age"
    assert mention.value.low == pytest.approx(years)


VAGUE = [
    ("dozens were hurt", "dozens", 24, 100, "1"),
    ("hundreds of people", "hundreds", 200, 1000, "1"),
    ("tens of thousands of cards", "tens of thousands", 20_000, 100_000, "1"),
    ("tens of millions of RMB", "tens of millions of RMB", 2e7, 1e8, "CNY"),
    ("several hundred jobs", "several hundred", 300, 900, "1"),
    ("a few dozen jobs", "a few dozen", 24, 108, "1"),
    ("hundreds of millions of dollars", "hundreds of millions of dollars", 2e8, 1e9, "USD"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "unit"), VAGUE)
def test_vague(text, words, low, high, unit):
    found, value = one(text)
    assert (found, value.low, value.high, value.unit, value.hedge) == (words, low, high, unit, Hedge.VAGUE)


@pytest.mark.parametrize("text", ["triple-digit growth", "a couple of days", "a handful", "several firms", "a few people"])
def test_too_vague(text):
    assert find_values(text) == []
