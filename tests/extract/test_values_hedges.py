"""Hedges before and after a number: the kind of bound and the span."""

from __future__ import annotations

import pytest

from atodds.extract.values import find_values
from atodds.model.values import Hedge

CASES = [
    ("about 5 people", "about 5", Hedge.ABOUT),
    ("around 16,000 stations", "around 16,000", Hedge.ABOUT),
    ("some 9,000 homes", "some 9,000", Hedge.ABOUT),
    ("roughly $3.65 billion", "roughly $3.65 billion", Hedge.ABOUT),
    ("approximately 43 schools", "approximately 43", Hedge.ABOUT),
    ("something like 270,000 of them", "something like 270,000", Hedge.ABOUT),
    ("it is more like 11.", "more like 11", Hedge.ABOUT),
    ("an estimated 300 jobs", "an estimated 300", Hedge.ABOUT),
    ("Rs 18,000 crore or so", "Rs 18,000 crore or so", Hedge.ABOUT),
    ("a fifth or so", "a fifth or so", Hedge.ABOUT),
    ("eight miles of it or thereabouts", "eight miles of it or thereabouts", Hedge.ABOUT),
    ("~500 people", "~500", Hedge.ABOUT),
    ("40-odd people", "40-odd", Hedge.ABOUT),
    ("more than 61.1% of it", "more than 61.1%", Hedge.MORE_THAN),
    ("over 2,800 houses", "over 2,800", Hedge.MORE_THAN),
    ("above 90%", "above 90%", Hedge.MORE_THAN),
    ("exceeded 38,000", "exceeded 38,000", Hedge.MORE_THAN),
    ("exceeds 1.5 billion", "exceeds 1.5 billion", Hedge.MORE_THAN),
    ("topped $5 billion", "topped $5 billion", Hedge.MORE_THAN),
    ("surpassed 36 million", "surpassed 36 million", Hedge.MORE_THAN),
    ("have broken through 120 million", "broken through 120 million", Hedge.MORE_THAN),
    ("upwards of 300", "upwards of 300", Hedge.MORE_THAN),
    ("well over a year", "well over a year", Hedge.MORE_THAN),
    ("lasted over 3 hours", "over 3 hours", Hedge.MORE_THAN),
    ("more than two dozen firms", "more than two dozen", Hedge.MORE_THAN),
    ("just over 12,000 stations", "just over 12,000", Hedge.JUST_OVER),
    ("slightly more than 5%", "slightly more than 5%", Hedge.JUST_OVER),
    ("less than 5%", "less than 5%", Hedge.LESS_THAN),
    ("fewer than half of them", "fewer than half", Hedge.LESS_THAN),
    ("under 300", "under 300", Hedge.LESS_THAN),
    ("p<0.0001", "<0.0001", Hedge.LESS_THAN),
    ("Nearly half of them", "Nearly half", Hedge.NEARLY),
    ("very nearly half of them", "very nearly half", Hedge.NEARLY),
    ("almost 300", "almost 300", Hedge.NEARLY),
    ("just under 43 million won", "just under 43 million won", Hedge.NEARLY),
    ("barely one in eight of them", "barely one in eight", Hedge.NEARLY),
    ("close to 400", "close to 400", Hedge.NEARLY),
    ("nearly fourfold", "nearly fourfold", Hedge.NEARLY),
    ("at least 41 people", "at least 41", Hedge.AT_LEAST),
    ("no fewer than 12 firms", "no fewer than 12", Hedge.AT_LEAST),
    ("not less than 15%", "not less than 15%", Hedge.AT_LEAST),
    ("a minimum of 5 years", "a minimum of 5 years", Hedge.AT_LEAST),
    ("20 or more", "20 or more", Hedge.AT_LEAST),
    ("two years and counting", "two years and counting", Hedge.AT_LEAST),
    ("100+ people", "100+", Hedge.AT_LEAST),
    ("≥ 30%", "≥ 30%", Hedge.AT_LEAST),
    ("up to 2 million", "up to 2 million", Hedge.UP_TO),
    ("as many as 300", "as many as 300", Hedge.UP_TO),
    ("as much as 7.8%", "as much as 7.8%", Hedge.UP_TO),
    ("no more than 5 km", "no more than 5 km", Hedge.UP_TO),
    ("up to about 10%", "up to about 10%", Hedge.UP_TO),
    ("5 or fewer", "5 or fewer", Hedge.UP_TO),
    ("only 18% of them", "18%", Hedge.PLAIN),
    ("exactly 18% of them", "18%", Hedge.PLAIN),
    ("spread over 3 years", "3 years", Hedge.PLAIN),
]


@pytest.mark.parametrize(("text", "words", "hedge"), CASES)
def test_hedge(text, words, hedge):
    (mention,) = find_values(text)
    assert (text[mention.start : mention.end], mention.value.hedge) == (words, hedge)


def test_core_leaves_the_hedge_out():
    text = "There were at least 41 km or so."
    (mention,) = find_values(text)
    assert text[mention.core_start : mention.core_end] == "41 km"


def test_words_after_a_number_that_belong_to_the_next():
    text = "5,000 or less than 6,000"
    assert [text[m.start : m.end] for m in find_values(text)] == ["5,000", "less than 6,000"]
