"""Values in forms that are easily overlooked: places in a series, letters for money, bare fractions, lengths of time."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values
from atodds.model.values import Hedge, Quantity


def found(text: str) -> list[tuple[str, str, float, Hedge]]:
    """Words, unit, low end and hedge of the quantities in ``text``."""
    mentions = [(m, m.value) for m in find_values(text) if isinstance(m.value, Quantity)]
    return [(text[m.start : m.end], v.unit, round(v.low, 10), v.hedge) for m, v in mentions]


READ = [
    ("She begins her second term.", "second", "nth", 2),
    ("He sought a third full term.", "third", "nth", 3),
    ("The eleventh stage was cut short.", "eleventh", "nth", 11),
    ("It failed for the fourth time.", "fourth", "nth", 4),
    ("The 14th edition drew crowds.", "14th", "nth", 14),
    ("Oslo's seventh straight win was narrow.", "seventh", "nth", 7),
    ("Flour goes for K310 a sack.", "K310", "ZMW", 310),
    ("The fine is K2,500.", "K2,500", "ZMW", 2500),
    ("It cost P4.5 million.", "P4.5 million", "BWP", 4.5e6),
    ("The toll is KSh 200.", "KSh 200", "KES", 200),
    ("The road cost Sh4 billion.", "Sh4 billion", "KES", 4e9),
    ("The state contributes a quarter.", "a quarter", "%", 25),
    ("Members pay a quarter more.", "a quarter", "%", 25),
    ("The tank was less than a third full.", "less than a third", "%", 33.3333333333),
    ("Diesel is close to triple.", "close to triple", "times", 3),
    ("That is more than double.", "more than double", "times", 2),
    ("The pool was shut for a week.", "a week", "s", 604800),
    ("The strike lasted a fortnight.", "a fortnight", "s", 1209600),
    ("Subscribers get one day extra.", "one day", "s", 86400),
    ("They found 8 ng/mL.", "8 ng/mL", "kg/m3", 8e-6),
    ("It held less than one nanogram per millilitre.", "less than one nanogram per millilitre", "kg/m3", 1e-6),
    ("The limit is 30 parts per billion.", "30 parts per billion", "ppm", 0.03),
    ("The limit is 5 ppm.", "5 ppm", "ppm", 5),
]


@pytest.mark.parametrize(("text", "words", "unit", "low"), READ)
def test_it_is_a_value(text: str, words: str, unit: str, low: float) -> None:
    assert [(w, u, v) for w, u, v, _ in found(text)] == [(words, unit, low)]


@pytest.mark.parametrize(
    "text",
    [
        "She climbed K2 alone.",
        "The K9 unit paid a visit.",
        "Vitamin D3 costs little.",
        "P45 forms were sent out.",
        "In K12 schools it was taught.",
        "A second source agreed.",
        "The second officer slept.",
        "The second half of the match",
        "The board meets once a quarter.",
        "One day it will end.",
        "They train a week of nights.",
        "A third party came.",
    ],
)
def test_it_is_none(text: str) -> None:
    assert found(text) == []
