"""Numbers in shapes that hide what they count: floors, rates behind a slash, parts of money, gapped counts, "one" that counts, ages."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values
from atodds.model.values import Hedge, Quantity

Row = tuple[str, str, float]


def found(text: str) -> list[Row]:
    """Words, unit and low end of the quantities in ``text``."""
    mentions = [(m, m.value) for m in find_values(text) if isinstance(m.value, Quantity)]
    return [(text[m.start : m.end], v.unit, round(v.low, 9)) for m, v in mentions]


READ: list[tuple[str, list[Row]]] = [
    ("The fire began on the fourth floor.", [("fourth", "nth", 4)]),
    ("He retired on the 40th lap.", [("40th", "nth", 40)]),
    ("The equaliser came in the 91st minute.", [("91st", "nth", 91)]),
    ("The state keeps 12 cents of every dollar.", [("12 cents of every dollar", "%", 12)]),
    ("Holders recovered 61 cents on the dollar.", [("61 cents on the dollar", "%", 61)]),
    ("They pay 22p in the pound.", [("22p in the pound", "%", 22)]),
    ("A stamp costs 90 cents in the shop.", [("90 cents", "USD", 0.9)]),
    ("Every fifth pupil is absent.", [("Every fifth", "%", 20)]),
    ("Almost every fourth nurse left.", [("Almost every fourth", "%", 25)]),
    ("Two judges out of five dissented.", [("Two", "1", 2), ("five", "1", 5)]),
    ("Six wells out of ten are dry.", [("Six wells out of ten", "%", 60)]),
    ("They're one tram in nine now.", [("one tram in nine", "%", round(100 / 9, 9))]),
    ("The union groups 1730 partners in the valley.", [("1730", "1", 1730)]),
    ("The dead number 41.", [("41", "1", 41)]),
    ("Kenya took 11 golds, Ethiopia 8 and Uganda 3.", [("11", "1", 11), ("8", "1", 8), ("3", "1", 3)]),
    ("Norden let 236 people go and Osmark 176, the envoy said.", [("236", "1", 236), ("176", "1", 176)]),
    ("The left has 31 seats and the Greens 12.", [("31", "1", 31), ("12", "1", 12)]),
    ("Needing 190, they fell short.", [("190", "1", 190)]),
    ("Set 312, they collapsed.", [("312", "1", 312)]),
    ("One miner died.", [("One", "1", 1)]),
    ("One local official was arrested.", [("One", "1", 1)]),
    ("A gunman killed one teacher and hurt four pupils.", [("one", "1", 1), ("four", "1", 4)]),
    ("He has three sons and one daughter.", [("three", "1", 3), ("one", "1", 1)]),
    ("They called 112 witnesses.", [("112", "1", 112)]),
    ("It is now number six in the country.", [("number six", "rank", 6)]),
    ("The world number eleven lost.", [("number eleven", "rank", 11)]),
    ("A boy of nineteen opened the batting.", [("nineteen", "age", 19)]),
    ("Dana Weiss was 19 when she signed.", [("19", "age", 19)]),
    ("A crew of 31 sailed.", [("31", "1", 31)]),
    ("The road cost Sh 186 million.", [("Sh 186 million", "KES", 186e6)]),
    ("R 12 billion was lost.", [("R 12 billion", "ZAR", 12e9)]),
]


@pytest.mark.parametrize(("text", "rows"), READ)
def test_what_is_read(text: str, rows: list[Row]) -> None:
    assert found(text) == rows


@pytest.mark.parametrize(
    "text",
    [
        "The third source agreed.",
        "He visits every second week.",
        "Every third month a bill comes.",
        "One man said so.",
        "One day a man died.",
        "One theory is that he died.",
        "One reason was missing data.",
        "Boeing 737 was built there.",
        "He wrote for Apollo 11 and Voyager 2.",
        "Call 112 for help.",
        "She rang 911 and waited.",
        "Ward number 12 is shut.",
        "The 1848 revolutions failed.",
    ],
)
def test_what_is_none(text: str) -> None:
    assert found(text) == []


RATES = [
    ("The river carried 410 m³/s.", "second", 410),
    ("Zinc sold at $1.32/lb.", "pound", 1.32),
    ("The kiln burns 70 t/h.", "hour", 70_000),
    ("They sow 180 kg/ha.", "hectare", 180),
    ("Diesel costs €1.72/l.", "litre", 1.72),
]


@pytest.mark.parametrize(("text", "per", "low"), RATES)
def test_a_rate_behind_a_slash(text: str, per: str, low: float) -> None:
    ((value, end),) = [(m.value, m.end) for m in find_values(text)]
    assert isinstance(value, Quantity)
    assert (value.per, value.low) == (per, pytest.approx(low))
    assert text[end - 1] != "/"


HEDGED = [
    ("Two thousand, more or less, stayed.", "Two thousand, more or less", Hedge.ABOUT),
    ("Sixty thousand, give or take, marched.", "Sixty thousand, give or take", Hedge.ABOUT),
    ("The tower is 80 metres and a bit.", "80 metres and a bit", Hedge.JUST_OVER),
    ("It cost 3 million euros and change.", "3 million euros and change", Hedge.JUST_OVER),
    ("They lost the best part of 400 cows.", "the best part of 400", Hedge.NEARLY),
    ("Somewhere north of 80 died.", "Somewhere north of 80", Hedge.MORE_THAN),
]


@pytest.mark.parametrize(("text", "words", "hedge"), HEDGED)
def test_hedges_around(text: str, words: str, hedge: Hedge) -> None:
    ((value, span),) = [(m.value, text[m.start : m.end]) for m in find_values(text)]
    assert isinstance(value, Quantity)
    assert (span, value.hedge) == (words, hedge)
