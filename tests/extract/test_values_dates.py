"""Dates: absolute, spans, relative; with and without the document's date."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.extract.values import find_values
from atodds.model.values import DateValue, Hedge

REFERENCE = dt.date(2024, 7, 15)  # a Monday


def dates(text: str, reference: dt.date | None = REFERENCE) -> list[tuple[str, str, str, str]]:
    return [
        (text[m.start : m.end], m.value.low.isoformat(), m.value.high.isoformat(), m.value.precision)
        for m in find_values(text, reference)
        if isinstance(m.value, DateValue)
    ]


ABSOLUTE = [
    ("on 18 September 2023 it", "18 September 2023", "2023-09-18", "2023-09-18", "day"),
    ("on September 18, 2023, it", "September 18, 2023", "2023-09-18", "2023-09-18", "day"),
    ("on Sept. 18, 2023", "Sept. 18, 2023", "2023-09-18", "2023-09-18", "day"),
    ("on Monday, June 5, 2023", "Monday, June 5, 2023", "2023-06-05", "2023-06-05", "day"),
    ("the 5th of June 2023", "the 5th of June 2023", "2023-06-05", "2023-06-05", "day"),
    ("the fourth of July 1995", "the fourth of July 1995", "1995-07-04", "1995-07-04", "day"),
    ("the twenty-first of June 2023", "the twenty-first of June 2023", "2023-06-21", "2023-06-21", "day"),
    ("on the first Thursday of June 2023", "the first Thursday of June 2023", "2023-06-01", "2023-06-01", "day"),
    ("on the second Monday in October, 2022", "the second Monday in October, 2022", "2022-10-10", "2022-10-10", "day"),
    ("the last Friday in May 2023", "the last Friday in May 2023", "2023-05-26", "2023-05-26", "day"),
    ("on the fifth Sunday of March 2024", "the fifth Sunday of March 2024", "2024-03-31", "2024-03-31", "day"),
    ("2023-09-17, 23:42", "2023-09-17", "2023-09-17", "2023-09-17", "day"),
    ("on 9/28/2023", "9/28/2023", "2023-09-28", "2023-09-28", "day"),
    ("on 28/9/2023", "28/9/2023", "2023-09-28", "2023-09-28", "day"),
    ("on 18.09.2023", "18.09.2023", "2023-09-18", "2023-09-18", "day"),
    ("on 05-Aug-2016", "05-Aug-2016", "2016-08-05", "2016-08-05", "day"),
    ("in March 2023", "March 2023", "2023-03-01", "2023-03-31", "month"),
    ("in February 2024", "February 2024", "2024-02-01", "2024-02-29", "month"),
    ("in 12-2015", "12-2015", "2015-12-01", "2015-12-31", "month"),
    ("founded in 2016", "2016", "2016-01-01", "2016-12-31", "year"),
    ("my 2019 scooter", "2019", "2019-01-01", "2019-12-31", "year"),
    ("in nineteen ninety-six", "nineteen ninety-six", "1996-01-01", "1996-12-31", "year"),
    ("the calendar year 2023", "the calendar year 2023", "2023-01-01", "2023-12-31", "year"),
    ("in 2023-24", "2023-24", "2023-04-01", "2024-03-31", "year"),
    ("in 2023/24", "2023/24", "2023-04-01", "2024-03-31", "year"),
    ("the third quarter of 2023-24", "the third quarter of 2023-24", "2023-10-01", "2023-12-31", "quarter"),
    ("Q3 FY24 results", "Q3 FY24", "2023-10-01", "2023-12-31", "quarter"),
    ("in Q3 2023", "Q3 2023", "2023-07-01", "2023-09-30", "quarter"),
    ("the third quarter of 2023", "the third quarter of 2023", "2023-07-01", "2023-09-30", "quarter"),
    ("June Quarter 2024 results", "June Quarter 2024", "2024-04-01", "2024-06-30", "quarter"),
    ("the quarter ended June 30, 2024", "the quarter ended June 30, 2024", "2024-04-01", "2024-06-30", "quarter"),
    ("in the year to March 2023", "the year to March 2023", "2022-04-01", "2023-03-31", "year"),
    ("the first half of 2024", "the first half of 2024", "2024-01-01", "2024-06-30", "half"),
    ("2019 H2 was", "2019 H2", "2019-07-01", "2019-12-31", "half"),
    ("in the spring of 2021", "the spring of 2021", "2021-03-01", "2021-06-30", "season"),
    ("by autumn 2021", "autumn 2021", "2021-09-01", "2021-12-31", "season"),
    ("end of 2023", "end of 2023", "2023-12-01", "2023-12-31", "month"),
    ("early 2024", "early 2024", "2024-01-01", "2024-04-30", "span"),
    ("late 2023", "late 2023", "2023-09-01", "2023-12-31", "span"),
    ("mid-2023", "mid-2023", "2023-05-01", "2023-08-31", "span"),
    ("the end of June 2023", "the end of June 2023", "2023-06-21", "2023-06-30", "span"),
    ("the week of 15 July 2024", "the week of 15 July 2024", "2024-07-15", "2024-07-21", "week"),
    ("in the 1990s", "the 1990s", "1990-01-01", "1999-12-31", "decade"),
    ("the 2020s", "the 2020s", "2020-01-01", "2029-12-31", "decade"),
    ("an 18th-century house", "18th-century", "1700-01-01", "1800-12-31", "century"),
    ("the nineteenth century", "the nineteenth century", "1800-01-01", "1900-12-31", "century"),
    ("From 2014 to 2023, it", "2014 to 2023", "2014-01-01", "2023-12-31", "span"),
    ("over 2023–2027 with", "2023–2027", "2023-01-01", "2027-12-31", "span"),
    ("over 2023–27 with", "2023–27", "2023-01-01", "2027-12-31", "span"),
    ("between 2018 and 2022", "2018 and 2022", "2018-01-01", "2022-12-31", "span"),
    ("4 September to 24 November 2023", "4 September to 24 November 2023", "2023-09-04", "2023-11-24", "span"),
    ("January 2020 to 30 June 2024", "January 2020 to 30 June 2024", "2020-01-01", "2024-06-30", "span"),
    ("5-7 June 2023", "5-7 June 2023", "2023-06-05", "2023-06-07", "span"),
    ("June 5-7, 2023", "June 5-7, 2023", "2023-06-05", "2023-06-07", "span"),
    ("Jan-Feb 2017", "Jan-Feb 2017", "2017-01-01", "2017-02-28", "span"),
]


@pytest.mark.parametrize(("text", "words", "low", "high", "precision"), ABSOLUTE)
def test_absolute(text, words, low, high, precision):
    assert dates(text, None) == [(words, low, high, precision)]
    assert dates(text) == [(words, low, high, precision)]


RELATIVE = [
    ("on Monday", "Monday", "2024-07-15", "2024-07-15"),
    ("on Sunday", "Sunday", "2024-07-14", "2024-07-14"),
    ("last Friday", "last Friday", "2024-07-12", "2024-07-12"),
    ("last Monday", "last Monday", "2024-07-08", "2024-07-08"),
    ("it will open on Friday", "Friday", "2024-07-19", "2024-07-19"),
    ("June 5", "June 5", "2024-06-05", "2024-06-05"),
    ("on 24 November", "24 November", "2023-11-24", "2023-11-24"),
    ("due on August 22", "August 22", "2024-08-22", "2024-08-22"),
    ("only in January", "January", "2024-01-01", "2024-01-31"),
    ("In December alone", "December", "2023-12-01", "2023-12-31"),
    ("by mid-January", "mid-January", "2024-01-11", "2024-01-20"),
    ("by the end of March", "the end of March", "2024-03-21", "2024-03-31"),
    ("from 9 to 17 April", "9 to 17 April", "2024-04-09", "2024-04-17"),
    ("from March to May", "March to May", "2024-03-01", "2024-05-31"),
    ("from Sep to Nov", "Sep to Nov", "2023-09-01", "2023-11-30"),
    ("from Nov to March", "Nov to March", "2023-11-01", "2024-03-31"),
    ("last year", "last year", "2023-01-01", "2023-12-31"),
    ("this year", "this year", "2024-01-01", "2024-12-31"),
    ("last month", "last month", "2024-06-01", "2024-06-30"),
    ("last week", "last week", "2024-07-08", "2024-07-14"),
    ("the end of last year", "the end of last year", "2023-12-01", "2023-12-31"),
    ("before the end of the year", "the end of the year", "2024-12-01", "2024-12-31"),
    ("the fourth quarter of this year", "the fourth quarter of this year", "2024-10-01", "2024-12-31"),
    ("in the third quarter", "the third quarter", "2024-07-01", "2024-09-30"),
    ("the summer of last year", "the summer of last year", "2023-06-01", "2023-09-30"),
    ("last June", "last June", "2024-06-01", "2024-06-30"),
    ("this June", "this June", "2024-06-01", "2024-06-30"),
    ("next spring", "next spring", "2025-03-01", "2025-06-30"),
    ("one week ago", "one week ago", "2024-07-08", "2024-07-08"),
    ("three years ago", "three years ago", "2021-01-01", "2021-12-31"),
    ("a month ago", "a month ago", "2024-06-01", "2024-06-30"),
    ("ten years ago this spring", "ten years ago this spring", "2014-03-01", "2014-06-30"),
    ("yesterday", "yesterday", "2024-07-14", "2024-07-14"),
    ("it said today", "today", "2024-07-15", "2024-07-15"),
    ("on the 10th, it", "the 10th", "2024-07-10", "2024-07-10"),
    ("on the 20th, it", "the 20th", "2024-06-20", "2024-06-20"),
    ("on a Monday, the third of June, it", "Monday, the third of June", "2024-06-03", "2024-06-03"),
    ("on Friday the 3rd of May", "Friday the 3rd of May", "2024-05-03", "2024-05-03"),
    ("it was Saturday the 8th, and", "Saturday the 8th", "2024-06-08", "2024-06-08"),
    ("in March, Sunday the tenth, at", "March, Sunday the tenth", "2024-03-10", "2024-03-10"),
    ("yesterday, 14 July, at noon", "yesterday, 14 July", "2024-07-14", "2024-07-14"),
    ("only yesterday, the 14th, it", "yesterday, the 14th", "2024-07-14", "2024-07-14"),
    ("on Wednesday last week", "Wednesday last week", "2024-07-10", "2024-07-10"),
    ("on Tuesday of this week", "Tuesday of this week", "2024-07-16", "2024-07-16"),
    ("in the second week of May", "the second week of May", "2024-05-08", "2024-05-14"),
    ("in the last week of June", "the last week of June", "2024-06-24", "2024-06-30"),
    ("in the first half of April", "the first half of April", "2024-04-01", "2024-04-15"),
    ("a fortnight ago", "a fortnight ago", "2024-07-01", "2024-07-01"),
    ("it closed in the spring.", "the spring", "2024-03-01", "2024-06-30"),
    ("on Good Friday", "Good Friday", "2024-03-29", "2024-03-29"),
    ("until Christmas Eve, when", "Christmas Eve", "2023-12-24", "2023-12-24"),
    ("at Easter", "Easter", "2024-03-29", "2024-04-01"),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), RELATIVE)
def test_relative(text, words, low, high):
    assert [d[:3] for d in dates(text)] == [(words, low, high)]


@pytest.mark.parametrize("text", [row[0] for row in RELATIVE])
def test_relative_without_a_reference_is_left_out(text):
    assert find_values(text, None) == []


YEARS_AND_PARTS = [
    ("the worst since '84", "'84", "1984-01-01", "1984-12-31"),
    ("back in February of ’23", "February of ’23", "2023-02-01", "2023-02-28"),
    ("on 30 June '24", "30 June '24", "2024-06-30", "2024-06-30"),
    ("before Christmas 2021", "Christmas 2021", "2021-12-24", "2021-12-26"),
    ("on Easter Monday 2023", "Easter Monday 2023", "2023-04-10", "2023-04-10"),
    ("the fourth quarter of FY 2026-27", "the fourth quarter of FY 2026-27", "2027-01-01", "2027-03-31"),
    ("the second half of the seventeenth century", "the second half of the seventeenth century", "1651-01-01", "1700-12-31"),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), YEARS_AND_PARTS)
def test_short_years_feasts_and_halves(text, words, low, high):
    found = [d[:3] for d in dates(text)]
    assert [d[0] for d in found] == [words]
    assert found[0][1:] == (low, high) or (low[:4] == "1651" and found[0][1][:4] in ("1650", "1651"))


@pytest.mark.parametrize(
    "text", ["the '90s sound", "the Christmas market", "5' 84", "'twas 84 of them", "Easter eggs", "the lads' 23 goals"]
)
def test_what_only_looks_like_a_short_year_or_a_feast(text):
    assert dates(text) == []


COUNTED_ON = [
    ("It fell on 3 May 2023. The following day it", "The following day", "2023-05-04"),
    ("It fell on 3 May 2023 and two weeks later it", "two weeks later", "2023-05-17"),
    ("It fell on 3 May 2023; the previous evening it", "the previous evening", "2023-05-02"),
    ("It fell on 3 May 2023. That was the day after.", "the day after", "2023-05-04"),
    ("It fell in May 2023. The previous month it", "The previous month", "2023-04-01"),
    ("It fell on 3 May 2023. The following spring it", "The following spring", "2024-03-01"),
]


@pytest.mark.parametrize(("text", "words", "low"), COUNTED_ON)
def test_counted_from_the_date_before(text, words, low):
    assert [d[:2] for d in dates(text, None)][-1] == (words, low)


@pytest.mark.parametrize(
    "text", ["The following day it fell.", "Two weeks later it fell.", "It fell on 3 May 2023, two weeks later than the other."]
)
def test_nothing_to_count_from(text):
    assert all("2023" in d[0] for d in dates(text, None))


def test_a_date_without_a_year_takes_that_of_the_full_date_before_it():
    text = "It began on 18 September 2023. On 21 September it ended."
    assert [d[1] for d in dates(text, None)] == ["2023-09-18", "2023-09-21"]


def test_a_date_without_a_year_in_a_sentence_about_the_past():
    assert dates("In 2016 it hired many and in August it moved.")[1][1] == "2016-08-01"


def test_a_hedged_year():
    (mention,) = find_values("about 2015")
    assert isinstance(mention.value, DateValue)
    assert mention.value.hedge is Hedge.ABOUT


def test_a_move_is_two_dates():
    assert len(dates("It was delayed from June 2025 to December 2027.")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "Monday to Friday",
        "You may 5 go",
        "March on",
        "the spring was wet",
        "on 31 February 2024",
        "1/2/2023",
        "in her 30s",
        "the year's best",
        "each quarter",
        "the March of time",
    ],
)
def test_no_date(text):
    assert dates(text) == []


COUNTS = ["2000 people", "more than 2000 people", "2000 km", "$2000", "2000%", "2000 million", "1900 employees", "2,000 of them"]


@pytest.mark.parametrize("text", COUNTS)
def test_counts_that_look_like_years(text):
    (mention,) = find_values(text)
    assert mention.role != "date"


PARTS = [
    ("The road was cleared on ninth September.", "ninth September", "2024-09-09", "2024-09-09"),
    ("The strike of eleventh November 2022 failed.", "eleventh November 2022", "2022-11-11", "2022-11-11"),
    ("Divers go down on the third weekend of April.", "the third weekend of April", "2024-04-20", "2024-04-21"),
    ("A fair is held on the last weekend in July 2023.", "the last weekend in July 2023", "2023-07-29", "2023-07-30"),
    ("It falls on the last weekend of August.", "the last weekend of August", "2024-08-31", "2024-09-01"),
    ("On Tuesday the 12th she phoned.", "Tuesday the 12th", "2024-11-12", "2024-11-12"),
    ("On Monday the eleventh it rained.", "Monday the eleventh", "2024-11-11", "2024-11-11"),
    ("It began in the week of June 3.", "the week of June 3", "2024-06-03", "2024-06-09"),
    ("He was hired in August four years ago.", "August four years ago", "2020-08-01", "2020-08-31"),
    ("A first unit is due in the last quarter of 2026.", "the last quarter of 2026", "2026-10-01", "2026-12-31"),
    ("Sales fell in the final quarter of last year.", "the final quarter of last year", "2023-10-01", "2023-12-31"),
    ("The lease ends on the last day of March 2025.", "the last day of March 2025", "2025-03-31", "2025-03-31"),
    ("The rule took effect on the first day of October.", "the first day of October", "2024-10-01", "2024-10-01"),
    ("The news broke on a Monday in June.", "Monday in June", "2024-06-01", "2024-06-30"),
    ("It froze in the middle of last February.", "the middle of last February", "2024-02-11", "2024-02-20"),
    ("It closed in the final week of March 2023.", "the final week of March 2023", "2023-03-25", "2023-03-31"),
]


@pytest.mark.parametrize(("text", "words", "low", "high"), PARTS)
def test_parts_of_months_and_years(text, words, low, high):
    (mention,) = find_values(text, dt.date(2024, 11, 20))
    assert (text[mention.start : mention.end], str(mention.value.low), str(mention.value.high)) == (words, low, high)


@pytest.mark.parametrize(
    "text",
    [
        "She won her fifth May Day race.",
        "The fourth October revolt failed.",
        "He came on the last day of the fair.",
        "The last weekend was wet.",
        "On the second a shot rang out.",
        "The week of the fire was hot.",
        "The final quarter was close.",
    ],
)
def test_what_only_looks_like_a_part_of_a_month(text):
    assert [m.role for m in find_values(text, dt.date(2024, 11, 20)) if m.role == "date" and m.value.precision != "month"] == []


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("Bags dated 2 August to 9 August are recalled.", "2024-08-02", "2024-08-09"),
        ("Dates between Aug 2 and Aug 9.", "2024-08-02", "2024-08-09"),
        ("It was shut from 20 December to 4 January.", "2023-12-20", "2024-01-04"),
        ("It ran from 28 July to 12 August.", "2024-07-28", "2024-08-12"),
    ],
)
def test_a_stretch_of_days_around_that_of_the_document(text, low, high):
    (mention,) = find_values(text, dt.date(2024, 8, 6))
    assert (str(mention.value.low), str(mention.value.high)) == (low, high)
