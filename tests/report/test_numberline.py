"""The number line: what is drawn, in words and marks; hostile words; odd values."""

from __future__ import annotations

import datetime as dt
import math
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from atodds.model.records import Claim, Finding, Relation, RelationKind
from atodds.model.values import AnyValue, DateValue, Hedge, NameValue, Quantity
from atodds.report.numberline import GLYPH, MAX_ROWS, SOURCE_FONT, comparable, number_line
from atodds.review.finding import LINE_WIDTH

SVG = "{http://www.w3.org/2000/svg}"


def claim(n: int, words: str, value: AnyValue, document: str = "a.md") -> Claim:
    return Claim(id=f"c{n}", document=document, start=0, quote=words, value_text=words, value_start=0, value=value)


def q(low: float, high: float | None = None, unit: str = "%", step: float = 1, hedge: Hedge = Hedge.PLAIN) -> Quantity:
    return Quantity(low=low, high=low if high is None else high, unit=unit, step=step, hedge=hedge)


def date(low: str, high: str) -> DateValue:
    return DateValue(low=dt.date.fromisoformat(low), high=dt.date.fromisoformat(high), precision="span")


def parts(svg: str, name: str) -> list[ET.Element]:
    return list(ET.fromstring(svg).iter(SVG + name))


def texts(svg: str) -> list[str]:
    return [t.text or "" for t in parts(svg, "text")]


SHARE = [claim(1, "65%", q(65)), claim(2, "more than 61.1%", q(61.1, step=0.1, hedge=Hedge.MORE_THAN), "b.md")]


def test_title_and_description_say_what_the_picture_shows() -> None:
    svg = number_line(SHARE)
    assert parts(svg, "title")[0].text == "Number line: more than 61.1%, 65%"
    assert parts(svg, "desc")[0].text == "more than 61.1% (b.md) admits 61.1 to 61.2%. 65% (a.md) admits 64.5 to 65.5%."


@pytest.mark.parametrize(
    ("hedge", "filled", "arrows"),
    [
        (Hedge.PLAIN, True, 0),
        (Hedge.ABOUT, True, 0),
        (Hedge.MORE_THAN, False, 1),
        (Hedge.NEARLY, False, 1),
        (Hedge.AT_LEAST, True, 1),
        (Hedge.UP_TO, True, 1),
    ],
)
def test_an_excluded_bound_is_an_open_circle_and_an_open_side_an_arrow(hedge: Hedge, filled: bool, arrows: int) -> None:
    svg = number_line([claim(1, "x", q(40, hedge=hedge)), claim(2, "50", q(50))])
    circle = parts(svg, "circle")[0]
    assert (circle.get("fill") == "currentColor") is filled
    assert len(parts(svg, "path")) == arrows


def test_equal_values_share_a_row_that_names_their_documents() -> None:
    svg = number_line([claim(1, "65%", q(65)), claim(2, "65 per cent", q(65), "b.md"), claim(3, "40%", q(40))])
    assert "2 documents: a.md, b.md" in texts(svg)
    assert len(parts(svg, "circle")) == 2


def test_labels_stand_for_document_ids() -> None:
    assert "The Daily" in texts(number_line(SHARE, labels={"b.md": "The Daily"}))


def test_the_commonest_unit_is_drawn_and_the_rest_counted() -> None:
    svg = number_line([*SHARE, claim(3, "$3bn", q(3e9, unit="USD"))])
    assert "1 claim has no place on this scale" in texts(svg)
    assert len(parts(svg, "circle")) == 2


@pytest.mark.parametrize(
    ("values", "title"),
    [
        ((q(1.6e9, unit="CNY"), q(1.552e9, unit="CNY")), "billion CNY"),
        ((q(2e5, unit="1"), q(2e7, unit="1")), "million (logarithmic scale)"),
        ((q(4e4, unit="m"), q(5e4, unit="m")), "km"),
        ((q(63115200, unit="s"), q(94672800, unit="s")), "years"),
        ((q(-3), q(4)), "%"),
        ((q(0), q(0)), "%"),
    ],
)
def test_axis_title(values: tuple[Quantity, ...], title: str) -> None:
    assert title in texts(number_line([claim(n, str(n), v) for n, v in enumerate(values)]))


@pytest.mark.parametrize(
    ("spans", "label"),
    [
        ((("2016-01-01", "2016-12-31"), ("2017-06-09", "2017-06-09")), "Jan 2017"),
        ((("2016-06-01", "2016-06-01"), ("2016-06-09", "2016-06-09")), "5 Jun"),
        ((("1950-01-01", "1950-12-31"), ("2017-01-01", "2017-12-31")), "1980"),
        ((("0001-01-01", "0001-12-31"), ("9999-12-31", "9999-12-31")), "6000"),
    ],
)
def test_a_time_line_has_ticks_of_the_calendar(spans: tuple[tuple[str, str], ...], label: str) -> None:
    svg = number_line([claim(n, low, date(low, high)) for n, (low, high) in enumerate(spans)])
    assert parts(svg, "title")[0].text is not None
    assert label in texts(svg)


@pytest.mark.parametrize("days", [0, 3, 10, 30, 60, 75, 100, 200, 365, 500, 700, 900, 1000, 2000, 5000, 40_000])
def test_the_dates_of_a_time_line_do_not_touch_on_the_page_of_a_finding(days: int) -> None:
    first = dt.date(1999, 12, 30)
    last = (first + dt.timedelta(days=days)).isoformat()
    svg = number_line([claim(1, "a", date(first.isoformat(), first.isoformat())), claim(2, "b", date(last, last))], width=LINE_WIDTH)
    dates = [t for t in parts(svg, "text") if t.get("text-anchor") == "middle" and any(c.isdigit() for c in t.text or "")]
    assert dates
    halves = [len(t.text or "") * GLYPH * SOURCE_FONT / 2 for t in dates]
    places = [float(t.get("x", "")) for t in dates]
    for x, y, left, right in zip(places, places[1:], halves, halves[1:], strict=False):
        assert y - x > left + right, [t.text for t in dates]


def test_names_have_no_line() -> None:
    assert number_line([claim(1, "Xu Wen", NameValue(names=("Xu Wen",)))]) == ""
    assert number_line([]) == ""
    assert number_line([claim(1, "endless", q(math.inf))]) == ""


def test_hostile_words_stay_words() -> None:
    hostile = "</text><script>alert(1)</script>\x00\u202e\ud800&"
    svg = number_line([claim(1, hostile, q(1), '"><img src=x onerror=1>')], key='"><script>')
    known = {SVG + name for name in ("svg", "title", "desc", "text", "line", "g", "rect", "circle", "path")}
    assert {e.tag for e in ET.fromstring(svg.encode("utf-8")).iter()} <= known
    assert "<script" not in svg
    assert "\u202e" not in svg


def test_many_values_are_counted_not_drawn() -> None:
    svg = number_line([claim(n, str(n), q(float(n))) for n in range(MAX_ROWS + 5)])
    assert "5 more values are not drawn" in texts(svg)


def test_two_pictures_of_one_page_have_different_ids() -> None:
    ids = [e.get("id") for key in ("x", "y") for e in ET.fromstring(number_line(SHARE, key=key)).iter() if e.get("id")]
    assert len(ids) == len(set(ids)) == 4


@given(
    st.lists(
        st.builds(
            lambda low, span, hedge, step: q(low, low + span, "1", step, hedge),
            st.floats(-1e18, 1e18),
            st.floats(0, 1e18),
            st.sampled_from([*Hedge]),
            st.sampled_from([1e-6, 0.1, 1, 1e6]),
        ),
        min_size=1,
        max_size=5,
    )
)
def test_any_quantities_are_drawn_inside_the_picture(values: list[Quantity]) -> None:
    svg = number_line([claim(n, "x", v) for n, v in enumerate(values)])
    assert all(200 - 1e-6 <= float(c.get("cx", "nan")) <= 652 + 1e-6 for c in parts(svg, "circle"))


@given(st.lists(st.tuples(st.dates(), st.dates()), min_size=1, max_size=4))
def test_any_dates_are_drawn(spans: list[tuple[dt.date, dt.date]]) -> None:
    claims = [claim(n, "x", date(min(s).isoformat(), max(s).isoformat())) for n, s in enumerate(spans)]
    assert number_line(claims).startswith("<svg")


LEVELS = [claim(1, "100 km", q(100_000, unit="m")), claim(2, "150 km", q(150_000, unit="m")), claim(3, "40%", q(40))]


@pytest.mark.parametrize(
    ("status", "reason", "claims", "drawn"),
    [
        (RelationKind.CONFLICT, "disjoint_values", LEVELS, [1, 2, 3]),
        (RelationKind.ARITHMETIC, "growth", LEVELS, []),  # two levels and the growth between them: nothing to compare
        (RelationKind.ARITHMETIC, "total", LEVELS[:2], []),  # a part and its whole
        (RelationKind.ARITHMETIC, "conversion", LEVELS, [1, 2]),  # one length in two units
        (RelationKind.ARITHMETIC, "conversion", LEVELS[1:], []),  # two units without a common scale
    ],
    ids=["conflict", "growth", "total", "one length", "two scales"],
)
def test_only_what_can_be_compared_is_on_one_line(status: RelationKind, reason: str, claims: list[Claim], drawn: list[int]) -> None:
    relation = Relation(a=claims[0].id, b=claims[1].id, relation=status, reason=reason, explanation="")
    finding = Finding(id="f", status=status, kind="quantity", title="", claims=tuple(c.id for c in claims), relations=(relation,))
    assert [c.id for c in comparable(finding, claims)] == [f"c{n}" for n in drawn]
