"""Dates in sentences: which event they date, when they are, whether the event is still to come, and which figures they date."""

from __future__ import annotations

import datetime as dt

import pytest

from atodds.extract.adjuncts import accounting_period, back, earlier, that_year
from atodds.extract.ages import founded
from atodds.extract.dating import bounded
from atodds.extract.extractor import extract
from atodds.extract.lexicon import Lexicon
from atodds.model.records import Claim, Modality, Period
from atodds.model.values import DateValue, Hedge, Quantity
from atodds.read.sources import read_bytes

PUBLISHED = dt.date(2024, 7, 15)  # a Monday


def claims_of(text: str, *, published: dt.date | None = PUBLISHED) -> list[Claim]:
    front = f"---\ntitle: Annual report\n{f'published: {published}' if published else ''}\n---\n"
    return extract(read_bytes((front + text).encode(), "a.md").document, Lexicon.load())


def dates(text: str, *, published: dt.date | None = PUBLISHED) -> list[Claim]:
    return [c for c in claims_of(text, published=published) if isinstance(c.value, DateValue)]


def days(claim: Claim) -> str:
    assert isinstance(claim.value, DateValue)
    low, high = claim.value.low, claim.value.high
    return str(low) if low == high else f"{low}..{high}"


EVENTS = [
    # name, sentence, act, one participant or ""
    ("verb", "Works started on 17 October 2022.", "works_start", ""),
    ("other verb", "Work on the line began in the spring of 2021.", "works_start", "line"),
    ("passive", "The QX-9 was unveiled on 21 March 2023 in Oslo.", "launch", "qx-9"),
    ("active", "Nordvik launched its QX-9 chip in March 2023.", "launch", "qx-9"),
    ("relative clause", "It makes the QX-9, which was launched in September 2022.", "launch", "qx-9"),
    ("noun", "The opening of the tunnel in June 2023 was a success.", "opening", "tunnel"),
    ("carried noun", "Opening was planned for June 2025.", "opening", ""),
    ("carried by a clause", "The council's date for opening remains December 2027.", "opening", "councils"),
    ("carried by a saying", "Our calendar says September 2027 for opening.", "opening", ""),
    ("gerund", "Filing in the European Union planned for the third quarter of 2025", "application_filing", "union"),
    ("event that happens", "An earthquake struck the town of Orlen on 18 September 2023.", "quake", "orlen"),
    ("event that takes place", "The launch of the ferry took place on 18 September 2023.", "launch", "ships"),
    ("outbreak", "The fire broke out on 11 August 2023.", "start", "fire_event"),
    ("end", "The search was called off on 21 September 2023.", "end", "search_operation"),
    ("no concept", "On 10 June 2024 the night shift refused to go down.", "=refuse", "shift"),
    ("past form of another verb", "In 1978 a bus driver found a way out.", "=find", "way"),
    ("verb of that form", "In 1978 a bus driver founded a school.", "founding", "school"),
    ("not what a figure is of", "Nordvik registered 2,000 machines in 2023.", "", ""),
    ("not of a premodified noun", "The company published the 2023 results.", "", ""),
    ("since", "The schools have been closed since 13 November 2023.", "closure", "school"),
    ("idiom", "They laid the foundation stone of the mill in May 2015.", "works_start", ""),
    ("idiom, passive", "The foundation stone was laid in May 2015.", "works_start", ""),
    ("idiom, subject", "The shares were first traded in Oslo on 14 June 2012.", "listing", ""),
    ("idiom, doors", "Nordvik opened its doors in September 2019.", "opening", ""),
    ("closed until", "The schools are closed until 15 August 2024.", "opening", "school"),
    ("remain closed until", "The schools will remain closed until 15 August 2024.", "opening", "school"),
    ("remain so until", "The schools are closed and will remain so until 15 August 2024.", "opening", "school"),
    ("suspended until", "Sailings have been suspended until 15 August 2024.", "resumption", ""),
    ("awaited", "We had to wait until June 2023 for the bridge to open.", "opening", ""),
    ("label", "- Founded: 11 June 2015", "founding", ""),
    ("table", "| Item | Value |\n|---|---|\n| Opening to the public | June 2025 |", "opening", "public"),
]


@pytest.mark.parametrize(("text", "act", "theme"), [case[1:] for case in EVENTS], ids=[case[0] for case in EVENTS])
def test_event(text: str, act: str, theme: str) -> None:
    (claim,) = dates(text)
    assert claim.features.get("act", ("",))[0] == act
    assert not theme or theme in claim.features.get("theme", ())


def test_event_of_the_sentence_before() -> None:
    first, second = dates("Opening was planned for June 2025. The council now schedules it for December 2027.")
    assert first.features["act"] == second.features["act"] == ("opening",)


def test_what_they_stands_for() -> None:
    (_, second) = dates("All schools were closed on 13 November 2023. They will open again on 29 January 2025.")
    assert second.features["theme"] == ("school",)


AGES = [
    # name, sentence, published, founded between
    ("firm", "The seven-year-old firm launched a chip.", PUBLISHED, "2016-07-16..2017-12-31"),
    ("digits", "It was a blow to the 135-year-old lender.", PUBLISHED, "1888-07-16..1889-12-31"),
    ("number word", "The sixty-year-old institution is proud.", PUBLISHED, "1963-07-16..1964-12-31"),
    ("turned", "The school turned five in style.", PUBLISHED, "2018-07-16..2019-12-31"),
    ("anniversary", "Nordvik is marking its tenth anniversary with a party.", PUBLISHED, "2013-07-16..2014-12-31"),
    ("anniversary of another year", "The club celebrated its 50th anniversary in 2019.", PUBLISHED, "1969-01-01..1969-12-31"),
]


@pytest.mark.parametrize(("text", "published", "expected"), [case[1:] for case in AGES], ids=[case[0] for case in AGES])
def test_age_of_an_institution(text: str, published: dt.date, expected: str) -> None:
    claim = next(c for c in dates(text, published=published) if c.property == "founding")
    assert (days(claim)[:4], days(claim)[-10:]) == (expected[:4], expected[-10:])


@pytest.mark.parametrize(
    "text", ["A 48-year-old man was hurt.", "The player turned 30 last week.", "It was the tenth anniversary of the war."]
)
def test_other_ages(text: str) -> None:
    assert not [c for c in dates(text) if c.property == "founding"]


def test_age_without_a_date() -> None:
    assert not dates("The seven-year-old firm launched a chip.", published=None)


def test_founded_on_a_leap_day() -> None:
    assert founded(dt.date(2024, 2, 29), 3) == DateValue(
        low=dt.date(2020, 3, 1) - dt.timedelta(days=1), high=dt.date(2021, 12, 31), precision="span"
    )


WHEN = [
    # name, sentence, days, modality
    ("past month", "The bridge opened in June.", "2024-06-01..2024-06-30", Modality.ASSERTED),
    ("next month", "The bridge will open in May.", "2025-05-01..2025-05-31", Modality.FORECAST),
    ("present tense, nearer ahead", "The company opens its plant in September.", "2024-09-01..2024-09-30", Modality.FORECAST),
    ("present tense, weekday", "Talks resume on Tuesday.", "2024-07-16", Modality.FORECAST),
    ("would", "The bank said the doors would open as usual on Tuesday.", "2024-07-16", Modality.FORECAST),
    ("past weekday", "The fire had grown by Friday.", "2024-07-12", Modality.ASSERTED),
    ("date behind the document", "The date for opening remains December 2027.", "2027-12-01..2027-12-31", Modality.FORECAST),
    ("former plan", "Opening was planned for June 2025.", "2025-06-01..2025-06-30", Modality.FORMER),
    ("first is no former", "The shares were first traded on 14 June 2012.", "2012-06-14", Modality.ASSERTED),
]


@pytest.mark.parametrize(("text", "expected", "modality"), [case[1:] for case in WHEN], ids=[case[0] for case in WHEN])
def test_when(text: str, expected: str, modality: Modality) -> None:
    (claim,) = dates(text)
    assert (days(claim), claim.modality) == (expected, modality)


def test_a_date_said_twice() -> None:
    (claim,) = dates("They stopped on 12 July, on Friday, when hope was gone.")
    assert claim.value_text == "12 July"


BOUNDS = [
    ("It will file by ", Hedge.UP_TO),
    ("no later than ", Hedge.UP_TO),
    ("It opened before ", Hedge.LESS_THAN),
    ("It opened after ", Hedge.MORE_THAN),
    ("The launch will not take place before ", Hedge.AT_LEAST),
    ("no earlier than ", Hedge.AT_LEAST),
    ("It opened in ", Hedge.PLAIN),
    ("It was built by hand in ", Hedge.PLAIN),
]


@pytest.mark.parametrize(("before", "hedge"), BOUNDS, ids=[case[0].strip() for case in BOUNDS])
def test_bounds(before: str, hedge: Hedge) -> None:
    june = DateValue(low=dt.date(2024, 6, 1), high=dt.date(2024, 6, 30), precision="month")
    assert bounded(june, before).hedge is hedge


PERIODS = [
    # name, text, figure, its period
    ("in its clause", "At the end of 2022 it had 1,400 employees.", "1,400", "2022-12"),
    ("not of a describing clause", "A campaign that started in May has reached 31,000 children.", "31,000", "2024-07-15"),
    ("of the value's own clause", "It rose from the 1,250 tabled in April 2024.", "1,250", "2024-04-01"),
    ("a week earlier", "On 11 July 2024 there were 867 cases, up from 540 a week earlier.", "540", "2024-07-04"),
    ("not across a stop", "Today 38% are employed; three years ago it was 27%.", "38%", "2024-07-15"),
    ("that year", "The plant was opened in October 2023. At the end of that year the company had 61,000 workers.", "61,000", "2023-12-01"),
    ("row", "| Round | Date | Valuation |\n|---|---|---|\n| C | June 2021 | RMB 11 billion |", "RMB 11 billion", "2021-06-01"),
    ("column of accounts", "| USD million | 4Q23 | 1Q24 |\n|---|---|---|\n| Deposits | 12,905 | 11,610 |", "12,905", "2023-10-01"),
]


@pytest.mark.parametrize(("text", "figure", "expected"), [case[1:] for case in PERIODS], ids=[case[0] for case in PERIODS])
def test_period_of_a_figure(text: str, figure: str, expected: str) -> None:
    claim = next(c for c in claims_of(text) if c.value_text.endswith(figure) and isinstance(c.value, Quantity))
    assert claim.period is not None
    assert str(claim.period.low).startswith(expected)


@pytest.mark.parametrize(
    ("day", "n", "unit", "expected"),
    [
        (dt.date(2024, 3, 31), 1, "month", dt.date(2024, 2, 29)),
        (dt.date(2024, 2, 29), 1, "year", dt.date(2023, 2, 28)),
        (dt.date(2024, 7, 15), 2, "week", dt.date(2024, 7, 1)),
        (dt.date(2024, 1, 15), 1, "quarter", dt.date(2023, 10, 15)),
    ],
)
def test_back(day: dt.date, n: int, unit: str, expected: dt.date) -> None:
    assert back(day, n, unit) == expected


def test_earlier_year_of_a_document_is_the_whole_year() -> None:
    base = Period(low=PUBLISHED, high=PUBLISHED, source="document")
    moved = earlier(" a year earlier", base)
    assert moved is not None
    assert (moved.low, moved.high) == (dt.date(2023, 1, 1), dt.date(2023, 12, 31))
    assert earlier(" and more", base) is None


@pytest.mark.parametrize(
    ("head", "expected"),
    [
        ("4Q23", "2023-10-01..2023-12-31"),
        ("Q1 24", "2024-01-01..2024-03-31"),
        ("1H 2025", "2025-01-01..2025-06-30"),
        ("H4 2024", None),
        ("GPT-4", None),
    ],
)
def test_accounting_period(head: str, expected: str | None) -> None:
    period = accounting_period(head)
    assert (f"{period.low}..{period.high}" if period else None) == expected


def test_that_year_needs_a_year() -> None:
    assert that_year("At the end of that year it closed.", None) is None


ANSWERS = [
    # name, text, act of its last date
    ("question", "**When did the mill open?** On 15 March 2024, with free bread.", "opening"),
    ("question as heading", "## When did the mill open?\n\nSaturday the 6th of July. I was there.", "opening"),
    ("heading without its mark", "## When the mill opened\n\nIn March 2024.", "opening"),
    ("answer of its own", "**When did the mill open?** It was bought in March 2024.", "acquisition"),
]


@pytest.mark.parametrize(("text", "act"), [case[1:] for case in ANSWERS], ids=[case[0] for case in ANSWERS])
def test_an_answer_is_of_what_was_asked(text: str, act: str) -> None:
    assert dates(text)[-1].features["act"] == (act,)


TIME_BEFORE = ["It is the worst storm since 1992.", "It was the first strike at the mill since 1987.", "The previous flood was in 1953."]


@pytest.mark.parametrize("text", TIME_BEFORE)
def test_a_date_of_the_time_before(text: str) -> None:
    assert dates(text)[-1].features["act"] == ("time_before",)


def test_an_entry_of_a_timeline() -> None:
    table = "| Date | Event |\n|---|---|\n| 8 August 2023 | The mill opened |\n| 2 May 2024 | Director resigned |\n"
    assert [(days(c), c.features["act"]) for c in dates(table)] == [("2023-08-08", ("opening",)), ("2024-05-02", ("resignation",))]


def test_rows_of_figures_are_no_timeline() -> None:
    assert dates("| Year | Output |\n|---|---|\n| 2021 | 340 tonnes |\n| 2022 | 380 tonnes |\n") == []


YEARS_TAKEN = [
    ("of the date before", "The mill burned on 3 May 2021. It opened again on 6 June.", "2021-06-06"),
    ("of another paragraph", "The mill burned on 3 May 2021.\n\nIt opened again on 6 June.", "2021-06-06"),
    ("of the first one after", "It closed on 6 June.\n\nThe mill had burned on 3 May 2021.", "2021-06-06"),
]


@pytest.mark.parametrize(("text", "day"), [case[1:] for case in YEARS_TAKEN], ids=[case[0] for case in YEARS_TAKEN])
def test_year_of_an_undated_document(text: str, day: str) -> None:
    assert day in [days(c) for c in dates(text, published=None)]


def test_a_document_without_any_year_leaves_it_open() -> None:
    assert [c.features.get("open_year") for c in dates("The mill closed on 6 June.", published=None)] == [("yes",)]


EVOKED = [
    ("come to light", "The leak came to light on 9 May 2024.", "!discover"),
    ("particle", "The tower went up in 1974.", "!build"),
    ("noun", "The inauguration is on 9 May 2024.", "!open"),
]


@pytest.mark.parametrize(("text", "key"), [case[1:] for case in EVOKED], ids=[case[0] for case in EVOKED])
def test_what_a_clause_evokes(text: str, key: str) -> None:
    assert key in dates(text)[0].features["deeds"]
