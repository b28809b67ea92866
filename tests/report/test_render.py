"""Numbers, dates and words as they are printed."""

from __future__ import annotations

import datetime as dt
import math

import pytest

from atodds.model.values import AnyValue, DateValue, Hedge, Interval, NameValue, PolarityValue, Quantity
from atodds.report import render


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (0, "0"), (-0.0, "0"), (65, "65"), (61.1, "61.1"), (1234567.5, "1,234,567.5"), (-3, "−3"), (0.1 + 0.2, "0.3"),
        (1e-7, "0.0000001"), (1e15, "1,000,000,000,000,000"), (math.inf, "∞"), (-math.inf, "−∞"),
    ],
)  # fmt: skip
def test_number(value: float, words: str) -> None:
    assert render.number(value) == words


def q(low: float, unit: str, hedge: Hedge = Hedge.PLAIN, high: float | None = None, per: str | None = None) -> Quantity:
    return Quantity(low=low, high=low if high is None else high, unit=unit, step=1, hedge=hedge, per=per)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (q(1.6e9, "CNY"), "1.6 billion CNY"),
        (q(61.1, "%", Hedge.MORE_THAN), "more than 61.1%"),
        (q(2, "pp"), "2 percentage points"),
        (q(38000, "1"), "38,000"),
        (q(40, "km"), "40 km"),
        (q(13400, "m"), "13.4 km"),
        (q(4e4, "m", Hedge.NEARLY, 5e4), "nearly 40 to 50 km"),
        (q(3, "times"), "3 times"),
        (q(5, "%", per="year"), "5% per year"),
        (q(7200, "s"), "2 hours"),
        (q(3.6e15, "J"), "1 TWh"),
        (q(0, "kg"), "0 g"),
        (DateValue(low=dt.date(2016, 1, 1), high=dt.date(2016, 12, 31), precision="year"), "2016"),
        (DateValue(low=dt.date(2014, 1, 1), high=dt.date(2023, 12, 31), precision="span"), "2014 to 2023"),
        (DateValue(low=dt.date(2016, 6, 1), high=dt.date(2016, 6, 30), precision="month"), "June 2016"),
        (DateValue(low=dt.date(2016, 6, 9), high=dt.date(2016, 6, 9), precision="day"), "9 June 2016"),
        (DateValue(low=dt.date(9999, 1, 1), high=dt.date(9999, 12, 31), precision="year"), "1 January 9999 to 31 December 9999"),
        (NameValue(names=("Xu Wen", "Lu  Wei")), "Xu Wen, Lu Wei"),
        (PolarityValue(holds=False, predicate="signed"), "not signed"),
    ],
)
def test_value(value: AnyValue, words: str) -> None:
    assert render.value(value) == words


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        (Interval(64.5, 65.5), "64.5 to 65.5%"),
        (Interval(61.1, math.inf), "from 61.1% upwards"),
        (Interval(-math.inf, 40), "up to 40%"),
        (Interval(-math.inf, math.inf), "any number"),
        (Interval(5, 5), "5%"),
    ],
)
def test_interval(bounds: Interval, words: str) -> None:
    assert render.interval(bounds, "%") == words


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("plain 61.1% of A-B (c)", "plain 61.1% of A-B (c)"),
        ("*a* _b_ `c` [d](e)", r"\*a\* \_b\_ \`c\` \[d\](e)"),
        ("<b> a|b & $x$", r"\<b\> a\|b \& \$x\$"),
        ("# head", r"\# head"),
        ("- item", r"\- item"),
        ("1. item", r"1\. item"),
        ("1.6 billion", "1.6 billion"),
        ("https://a.b www.c.d e@f", r"https\://a.b www\.c.d e\@f"),
        ("two\nlines\x00", "two lines\ufffd"),
    ],
)
def test_markdown(text: str, escaped: str) -> None:
    assert render.markdown(text) == escaped


@pytest.mark.parametrize(
    ("url", "kept"),
    [
        ("https://a.example/x?y=1", True),
        ("HTTP://a.example", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("//a.example", False),
        ("https://", False),
        ("https://[", False),
        ("https://a.example/\u202ex", False),
        ("", False),
        (None, False),
    ],
)
def test_only_web_addresses_become_links(url: str | None, kept: bool) -> None:
    assert (render.safe_url(url) is not None) is kept
