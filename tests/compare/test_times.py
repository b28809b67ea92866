"""What is a change over time and what a contradiction: cases as tables."""

from __future__ import annotations

import datetime as dt
from typing import Literal

import pytest

from atodds.compare import Rates, compare
from atodds.compare.dates import admitted
from atodds.model.records import Claim, Modality, Period, RelationKind
from atodds.model.values import DateValue, Hedge, Quantity

CONFLICT, AGREES, COMPATIBLE = RelationKind.CONFLICT, RelationKind.AGREES, RelationKind.COMPATIBLE
UPDATED, NOT_COMPARABLE = RelationKind.UPDATED, RelationKind.NOT_COMPARABLE
PLAN, FORECAST, FORMER, FACT = Modality.TARGET, Modality.FORECAST, Modality.FORMER, Modality.ASSERTED
Source = Literal["stated", "context", "document"]


def day(text: str) -> dt.date:
    return dt.date.fromisoformat(text)


def period(text: str, source: Source = "document", words: str = "") -> Period:
    low, _, high = text.partition("..")
    return Period(low=day(low), high=day(high or low), source=source, words=words)


def dated(low: str, high: str, said: str | None, modality: Modality = FACT, hedge: Hedge = Hedge.PLAIN) -> Claim:
    value = DateValue(low=day(low), high=day(high), precision="span", hedge=hedge)
    text = f"{low}/{high}/{said}/{hedge}"
    when = period(said) if said else None
    return Claim(id=text, document=text, start=0, quote=text, value_text=text, value_start=0, value=value, period=when, modality=modality)


def figure(number: float, when: Period | None, modality: Modality = FACT, hedge: Hedge = Hedge.PLAIN, time: str = "") -> Claim:
    value = Quantity(low=number, high=number, unit="1", step=1, hedge=hedge)
    text = f"{number}/{when}"
    told = {"features": {"time": (time,)} if time else {}, "period": when, "modality": modality, "value": value}
    return Claim(id=text, document=text, start=0, quote=text, value_text=text, value_start=0, **told)


def counting(number: float, when: Period | None, hedge: Hedge = Hedge.PLAIN) -> Claim:
    """A count that its own words call unfinished: "212 have died so far"."""
    return figure(number, when, FACT, hedge, "open")


def deed(number: float, when: Period | None) -> Claim:
    """A figure told in the past tense: "they asked for 20 million"."""
    return figure(number, when, time="past")


def relation(a: Claim, b: Claim, behaviour: str) -> RelationKind:
    forward = compare(a, b, rates=Rates.of({}, ()), key=str, behaviour=behaviour).relation
    backward = compare(b, a, rates=Rates.of({}, ()), key=str, behaviour=behaviour).relation
    assert forward is backward
    return forward


def planned(number: float, when: str, told: str) -> Claim:
    """A plan for a time to come ("in 2027"), told on a day."""
    plan = figure(number, period(when, "stated"), PLAN)
    return plan.model_copy(update={"features": {"told": (told,)}, "document": told})


def cell(claim: Claim) -> Claim:
    """A figure of a table of the same report as the others of ``prose``."""
    return claim.model_copy(update={"features": {**claim.features, "row": ("total",)}, "document": "report"})


def prose(claim: Claim) -> Claim:
    return claim.model_copy(update={"document": "report"})


def change(claim: Claim) -> Claim:
    """A figure of a clause that tells of a change to it."""
    return prose(claim.model_copy(update={"features": {"change": ("yes",)}}))


JUNE = ("2025-06-01", "2025-06-30")
DECEMBER = ("2027-12-01", "2027-12-31")
SEPTEMBER = ("2027-09-01", "2027-09-30")
DATES = [
    ("the same", dated(*JUNE, "2022-03-10"), dated(*JUNE, "2024-10-02"), AGREES),
    ("day in month", dated("2025-06-09", "2025-06-09", None), dated(*JUNE, None), COMPATIBLE),
    ("two facts", dated("2024-08-17", "2024-08-17", None), dated("2024-10-01", "2024-10-31", "2025-04-26"), CONFLICT),
    ("plan and later plan", dated(*JUNE, "2022-03-10", FORECAST), dated(*DECEMBER, "2024-10-02", PLAN), UPDATED),
    ("plans of one season", dated(*SEPTEMBER, "2024-11-21", FORECAST), dated(*DECEMBER, "2024-10-02", PLAN), CONFLICT),
    ("former plan", dated(*JUNE, "2024-10-02", FORMER), dated(*DECEMBER, "2024-10-02", PLAN), UPDATED),
    ("plan and outcome in it", dated(*JUNE, "2022-03-10", PLAN), dated("2025-06-09", "2025-06-09", "2025-07-01"), COMPATIBLE),
    ("plan and other outcome", dated(*JUNE, "2022-03-10", PLAN), dated("2025-09-09", "2025-09-09", "2025-10-01"), UPDATED),
    (
        "plan for what had happened",
        dated("2023-06-30", "2023-06-30", "2022-10-12", FORECAST),
        dated("2022-07-31", "2022-07-31", "2023-03-17"),
        CONFLICT,
    ),
    ("by and inside", dated(*JUNE, None, PLAN, Hedge.UP_TO), dated("2025-03-01", "2025-03-31", None, PLAN), COMPATIBLE),
    ("by and after", dated(*JUNE, None, PLAN, Hedge.UP_TO), dated("2025-07-01", "2025-09-30", None, PLAN), CONFLICT),
    ("by, and by later", dated(*JUNE, "2022-03-10", PLAN, Hedge.UP_TO), dated(*DECEMBER, "2024-10-02", PLAN, Hedge.UP_TO), UPDATED),
    ("on, and by later", dated(*JUNE, "2022-03-10", PLAN), dated(*DECEMBER, "2024-10-02", PLAN, Hedge.UP_TO), UPDATED),
    ("by, and by sooner", dated(*DECEMBER, "2022-03-10", PLAN, Hedge.UP_TO), dated(*JUNE, "2024-10-02", PLAN, Hedge.UP_TO), COMPATIBLE),
    (
        "by, and by later, of one season",
        dated(*JUNE, "2024-09-10", PLAN, Hedge.UP_TO),
        dated(*DECEMBER, "2024-10-02", PLAN, Hedge.UP_TO),
        COMPATIBLE,
    ),
    ("done by, and by later", dated(*JUNE, "2022-03-10", FACT, Hedge.UP_TO), dated(*DECEMBER, "2024-10-02", PLAN, Hedge.UP_TO), COMPATIBLE),
    ("not before and before", dated(*JUNE, None, PLAN, Hedge.AT_LEAST), dated("2025-05-01", "2025-05-31", None, PLAN), CONFLICT),
    ("after and on", dated(*JUNE, None, FACT, Hedge.MORE_THAN), dated("2025-07-01", "2025-07-01", None), COMPATIBLE),
    ("before and on", dated(*JUNE, None, FACT, Hedge.LESS_THAN), dated("2025-06-01", "2025-06-01", None), CONFLICT),
]


@pytest.mark.parametrize(("a", "b", "expected"), [case[1:] for case in DATES], ids=[case[0] for case in DATES])
def test_dates(a: Claim, b: Claim, expected: RelationKind) -> None:
    assert relation(a, b, "fixed") is expected


def test_admitted_at_the_ends_of_time() -> None:
    first = DateValue(low=dt.date.min, high=dt.date.min, precision="day", hedge=Hedge.LESS_THAN)
    last = DateValue(low=dt.date.max, high=dt.date.max, precision="day", hedge=Hedge.MORE_THAN)
    wide = DateValue(low=dt.date.min, high=dt.date.max, precision="span", hedge=Hedge.ABOUT)
    assert admitted(first).low == dt.date.min
    assert admitted(last).high == dt.date.max
    assert admitted(wide) == (dt.date.min, dt.date.max)


LEVELS = [
    # name, behaviour, earlier, later, expected
    ("stated apart", "varies", figure(1400, period("2022-12-01..2022-12-31", "stated")), figure(1900, period("2024-07-15")), UPDATED),
    ("one season", "varies", figure(1400, period("2024-05-15")), figure(1900, period("2024-07-15")), CONFLICT),
    ("half a year apart", "varies", figure(1400, period("2024-01-01")), figure(1900, period("2024-07-15")), UPDATED),
    ("volatile, next day", "volatile", figure(1400, period("2024-07-14")), figure(1900, period("2024-07-15")), UPDATED),
    ("same time", "varies", figure(1400, period("2024-07-15")), figure(1900, period("2024-07-15")), CONFLICT),
    ("counted up", "accumulates", counting(41, period("2023-09-18")), figure(212, period("2023-09-22")), UPDATED),
    ("two settled counts", "accumulates", figure(41, period("2023-09-18")), figure(43, period("2024-09-22")), CONFLICT),
    ("settled, then counted on", "accumulates", figure(41, period("2023-09-18")), counting(43, period("2023-09-22")), CONFLICT),
    ("counts of two days", "accumulates", figure(41, period("2023-09-18", "stated")), figure(43, period("2023-09-20", "stated")), UPDATED),
    ("counted down", "accumulates", counting(212, period("2023-09-18")), figure(41, period("2023-09-22")), CONFLICT),
    ("counted up, undated", "accumulates", counting(41, period("2023-09-18")), figure(212, None), UPDATED),
    ("two settled counts, one undated", "accumulates", figure(41, period("2023-09-18")), figure(43, None), CONFLICT),
    ("settled, and more of an unknown day", "accumulates", figure(41, period("2023-09-18")), counting(43, None), CONFLICT),
    ("fewer on an unknown day", "accumulates", figure(43, period("2023-09-18")), counting(41, None), UPDATED),
    ("a year of a table, undated", "accumulates", figure(41, period("2023-01-01..2023-12-31", "context")), figure(43, None), UPDATED),
    ("bound overtaken", "accumulates", figure(41, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(212, period("2023-09-22")), UPDATED),
    ("bound overtaken, undated", "accumulates", figure(41, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(212, None), UPDATED),
    ("bound that holds", "accumulates", figure(200, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(212, None), COMPATIBLE),
    ("bound of ones", "accumulates", figure(23, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(27, period("2023-09-22")), UPDATED),
    ("bound of ones, just over", "accumulates", figure(23, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(24, None), COMPATIBLE),
    (
        "bound of ones, of one day",
        "accumulates",
        figure(4, period("2023-09-18"), FACT, Hedge.AT_LEAST),
        figure(6, period("2023-09-18")),
        UPDATED,
    ),
    ("at least one, then two", "accumulates", figure(1, period("2023-09-18"), FACT, Hedge.AT_LEAST), figure(2, None), UPDATED),
    (
        "other period",
        "per_period",
        figure(10, period("2022-01-01..2022-12-31", "stated")),
        figure(14, period("2023-01-01..2023-12-31", "stated")),
        UPDATED,
    ),
    ("fixed", "fixed", figure(20, period("2022-01-01")), figure(22, period("2024-01-01", "stated")), CONFLICT),
    ("fixed, both stated", "fixed", figure(20, period("2022-01-01", "stated")), figure(22, period("2024-01-01", "stated")), UPDATED),
    ("digits swapped", "varies", figure(412, period("2022-01-01", "stated")), figure(421, period("2024-01-01", "stated")), CONFLICT),
    ("one digit", "varies", figure(412, period("2022-01-01", "stated")), figure(452, period("2024-01-01", "stated")), UPDATED),
    (
        "fixed, taken twice",
        "fixed",
        figure(14, period("2023-03-31", "context", "cut-off of March 31")),
        figure(16, period("2023-09-30", "stated", "as of 30 September")),
        UPDATED,
    ),
    (
        "fixed, as of and later document",
        "fixed",
        figure(14, period("2023-03-31", "context", "as of March 31")),
        figure(16, period("2023-12-12")),
        UPDATED,
    ),
    (
        "fixed, as of and next day",
        "fixed",
        figure(14, period("2023-03-31", "context", "as of March 31")),
        figure(16, period("2023-04-01")),
        CONFLICT,
    ),
    (
        "fixed, of the day of an event",
        "fixed",
        figure(34, period("2026-06-19", "stated"), time="event"),
        figure(30, period("2026-06-09", "stated")),
        CONFLICT,
    ),
    ("fixed, of two days", "fixed", figure(34, period("2026-06-19", "stated")), figure(30, period("2026-06-09", "stated")), UPDATED),
    ("told of the past by the later", "varies", figure(15, period("2024-01-01")), deed(20, period("2024-09-01")), CONFLICT),
    ("told of the past by the earlier", "varies", deed(15, period("2024-01-01")), figure(20, period("2024-09-01")), UPDATED),
    ("told of a past with its day", "varies", figure(15, period("2024-01-01")), deed(20, period("2024-08-01", "stated")), UPDATED),
    (
        "a plan dated only by its telling",
        "varies",
        figure(48, period("2023-11-16")),
        figure(57, period("2025-02-06", "stated"), FORECAST, time="said"),
        UPDATED,
    ),
    (
        "a plan for a later time",
        "varies",
        figure(48, period("2023-11-16")),
        figure(57, period("2027-01-01..2027-12-31", "stated"), FORECAST),
        NOT_COMPARABLE,
    ),
    ("former", "varies", figure(92, period("2024-01-01"), FORMER), figure(71, period("2024-01-01")), UPDATED),
    ("unknown, unstated", "unknown", figure(14, period("2023-01-01")), figure(16, period("2024-01-01")), CONFLICT),
    (
        "a count that has come near to another",
        "accumulates",
        counting(3310, period("2025-05-09", "stated")),
        figure(4000, period("2025-05-19"), hedge=Hedge.NEARLY),
        UPDATED,
    ),
    (
        "a count that was near to it at once",
        "accumulates",
        counting(3800, period("2025-05-09", "stated")),
        figure(4000, period("2025-05-19"), hedge=Hedge.NEARLY),
        COMPATIBLE,
    ),
    (
        "near to it on one day",
        "accumulates",
        counting(3310, period("2025-05-19", "stated")),
        figure(4000, period("2025-05-19"), hedge=Hedge.NEARLY),
        COMPATIBLE,
    ),
    (
        "plans of one season, one with its time",
        "varies",
        planned(54, "2027-01-01..2027-12-31", "2025-04-02"),
        figure(66, period("2025-03-18"), PLAN),
        CONFLICT,
    ),
    (
        "a later plan, with its time",
        "varies",
        planned(54, "2027-01-01..2027-12-31", "2024-03-04"),
        figure(66, period("2025-03-18"), PLAN),
        UPDATED,
    ),
    (
        "plans for two times",
        "varies",
        planned(54, "2027-01-01..2027-12-31", "2025-04-02"),
        planned(66, "2030-01-01..2030-12-31", "2025-03-18"),
        UPDATED,
    ),
    (
        "the table of a report and its text",
        "accumulates",
        prose(counting(63, period("2025-05-09", "stated"))),
        cell(figure(71, period("2025-05-10"))),
        CONFLICT,
    ),
    (
        "a count that runs on, and the table of its report",
        "accumulates",
        prose(figure(63, period("2025-05-09", "stated"), time="running")),
        cell(figure(71, period("2025-05-10"))),
        CONFLICT,
    ),
    (
        "the table of a report with days of its own",
        "accumulates",
        prose(counting(63, period("2025-05-03", "stated"))),
        cell(figure(71, period("2025-05-10", "context"))),
        UPDATED,
    ),
    (
        "a text of two days",
        "accumulates",
        prose(counting(63, period("2025-05-09", "stated"))),
        prose(figure(71, period("2025-05-10"))),
        UPDATED,
    ),
    ("a change that is told", "varies", change(figure(226, period("2025-05-10"))), prose(figure(180, period("2025-05-10"))), UPDATED),
    (
        "digits swapped are no change",
        "varies",
        change(figure(226, period("2025-05-10"))),
        prose(figure(262, period("2025-05-10"))),
        CONFLICT,
    ),
    ("unknown, stated", "unknown", figure(14, period("2023-01-01", "stated")), figure(16, period("2024-01-01", "stated")), UPDATED),
]


@pytest.mark.parametrize(("behaviour", "a", "b", "expected"), [case[1:] for case in LEVELS], ids=[case[0] for case in LEVELS])
def test_levels(behaviour: str, a: Claim, b: Claim, expected: RelationKind) -> None:
    assert relation(a, b, behaviour) is expected
