"""Properties: rendering is read back, mentions are in order, time is linear on hostile lines."""

from __future__ import annotations

import datetime as dt
import gc
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from atodds.extract.values import find_values, format_value
from atodds.extract.values.spans import Partial, century, decade, week_of
from atodds.model.values import DateValue, Hedge, Quantity

HEDGES = [Hedge.PLAIN, Hedge.ABOUT, Hedge.MORE_THAN, Hedge.LESS_THAN, Hedge.NEARLY, Hedge.JUST_OVER, Hedge.AT_LEAST, Hedge.UP_TO]
UNITS = ["1", "%", "pp", "USD", "CNY", "EUR", "KRW", "m", "kg", "s", "J", "W", "m2", "m3", "age", "times"]
PERS = {"1": ["day", "year"], "%": ["year"], "USD": ["year", "month", "person"], "J": ["year"], "m": ["year"]}


@st.composite
def single_quantities(draw: st.DrawFn) -> Quantity:
    places = draw(st.integers(-6, 3))
    step = 10.0**-places
    number = draw(st.integers(2, 99_999)) if places >= 0 else draw(st.integers(2, 9_999_999))
    unit = draw(st.sampled_from(UNITS))
    if unit in ("age", "times"):
        places, step, number = 0, 1.0, number % 100 + 2
    low = number * step if places <= 0 else round(number * step, places)
    high = low
    if draw(st.booleans()) and unit not in ("age", "times"):
        high = low + step * draw(st.integers(1, 50))
        high = high if places <= 0 else round(high, places)
    per = draw(st.sampled_from([None, *PERS.get(unit, [])]))
    return Quantity(low=low, high=high, unit=unit, step=step, hedge=draw(st.sampled_from(HEDGES)), per=per)


def close(a: float, b: float) -> bool:
    return abs(a - b) <= 1e-9 * max(abs(a), abs(b), 1e-9)


@given(single_quantities())
@settings(max_examples=300, deadline=None)
def test_a_rendered_quantity_is_read_back(value):
    words = format_value(value)
    (mention,) = find_values(words)
    found = mention.value
    assert isinstance(found, Quantity), words
    assert (found.unit, found.hedge, found.per) == (value.unit, value.hedge, value.per), words
    assert close(found.low, value.low), words
    assert close(found.high, value.high), words
    # Digits alone say no coarser step than one; with a magnitude the step is that of its last digit.
    assert found.step <= value.step * (1 + 1e-9), words


DAYS = st.dates(dt.date(1600, 1, 1), dt.date(2090, 12, 31))


@st.composite
def date_values(draw: st.DrawFn) -> DateValue:
    day = draw(DAYS)
    kind = draw(st.sampled_from(["day", "week", "month", "season", "quarter", "half", "year", "fiscal", "decade", "century", "span"]))
    made = {
        "week": lambda: week_of(day),
        "decade": lambda: decade(day.year // 10 * 10),
        "century": lambda: century(day.year // 100 + 1),
        "span": lambda: DateValue(low=day, high=day + dt.timedelta(days=draw(st.integers(1, 3000))), precision="span"),
        "season": lambda: Partial("season", day.year, n=day.month % 4 + 1).build(),
        "quarter": lambda: Partial("quarter", day.year, n=day.month % 4 + 1).build(),
        "half": lambda: Partial("half", day.year, n=day.month % 2 + 1).build(),
        "fiscal": lambda: Partial("fiscal", day.year).build(),
    }
    value = made[kind]() if kind in made else Partial(kind, day.year, day.month, day.day).build()
    assert value is not None
    return value


@given(date_values())
@settings(max_examples=300, deadline=None)
def test_a_rendered_date_is_read_back(value):
    words = format_value(value)
    (mention,) = find_values(words)
    assert mention.value == value, words


PIECES = [
    "5",
    "1,234",
    "2019",
    "half",
    "a",
    "third",
    "of",
    "million",
    "$",
    "yuan",
    "%",
    "(",
    ")",
    "to",
    "from",
    "between",
    "and",
    "about",
    "more",
    "than",
    "June",
    "the",
    "end",
    "-",
    "–",
    "ago",
    "years",
    "per",
    "last",
    "1/2",
    ".",
    "'",
    "No",
    "¥",
    "one",
    "in",
    "km",
    "½",
    "10",
    "×",
    "±",
]


@given(st.lists(st.sampled_from(PIECES), max_size=12), st.sampled_from([" ", ""]))
@settings(max_examples=500, deadline=None)
def test_mentions_are_in_order_inside_the_text_and_do_not_overlap(pieces, joint):
    text = joint.join(pieces)
    for reference in (None, dt.date(2024, 7, 15)):
        at = 0
        for m in find_values(text, reference):
            assert at <= m.start <= m.core_start < m.core_end <= m.end <= len(text)
            assert m.value.low <= m.value.high
            at = m.end


HOSTILE = [
    "1,234,",
    "1",
    "12 ",
    "$5 (",
    "1-",
    "1:",
    "+1 ",
    "one ",
    "more than ",
    "5 to ",
    "from 5 ",
    "a year ",
    "5 per ",
    "hundred and ",
    "twenty one and ",
    "2019 ",
    "June 5 ",
    "mid ",
    "end of the ",
    "two-",
    "half of a ",
    "(",
    "a",
    "1.1",
    "a@",
    "1 000",
    "[1]",
    "over ",
    "between 1 and ",
    "third of ",
    "of it ",
    ", ",
    "the 5th of ",
    "3 hours and ",
    "1' 2\" ",
    "1:02:03 ",
    'at 4" ',
    "3h ",
    "9 men and Oslo 4, ",
    "Oslo 4, ",
    "one man was still ",
    "every ",
    "was still ",
    "5 cents of every ",
    "2 June to ",
    "last day of ",
]
SIZE = 40_000
# Seconds for a line of SIZE characters; ordinary prose takes a quarter of a second, and a quadratic reader a minute.
LIMIT = 12.0


@pytest.mark.parametrize("piece", HOSTILE)
def test_linear_on_hostile_lines(piece):
    find_values("5 km")  # loads the tables
    times = []
    for size in (SIZE // 4, SIZE):
        text = piece * (size // len(piece))
        gc.collect()
        gc.disable()  # a collection in a process with millions of objects takes longer than the reading
        start = time.process_time()
        find_values(text, dt.date(2024, 7, 15))
        times.append(time.process_time() - start)
        gc.enable()
    assert times[1] < LIMIT
    assert times[1] < 10 * times[0] + 0.3  # four times the text; twelve times would be more than n log n
