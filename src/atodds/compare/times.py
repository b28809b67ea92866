"""Whether a difference is a change over time and no contradiction.

What decides is how the property behaves over time (``over_time`` of its concept):

* ``fixed``        an event's date, the length of a line: a change only if each figure is given for a time of its own
* ``accumulates``  a toll, metres driven: a change if the later value is the larger one and the earlier count was not complete, in its
                   own words: "at least 41", "212 have died", "so far" (``extract/timing.py``)
* ``varies``       a valuation, a headcount, a plan: a change if the periods differ
* ``per_period``   revenue of a year: different periods are different data items
"""

from __future__ import annotations

import datetime as dt
import re
from typing import NamedTuple

from atodds.compare.outcome import Outcome
from atodds.compare.quantities import is_money
from atodds.compare.running import Order, has_come_near, is_the_earlier, names_day, ran_on
from atodds.extract.timing import EARLY, EVENT, FINAL, LOWERED, MOVED, NOW, OPEN, PAST, RAISED, SAID, THEN, TIME, TOLD
from atodds.model.records import Claim, Modality, Period, RelationKind
from atodds.model.slips import slip
from atodds.model.values import DateValue, Hedge, Quantity

# Two documents that give no other date than their own must be this far apart before a difference in something that varies
# slowly (a cost, a headcount, a plan) is a change: figures of one season are reported as current. Half a year.
SLOW_DAYS = 183
# Something that is counted up day by day changes from one day to the next.
FAST_DAYS = 1
# "At least 41" is no bound of a later count of more than half as many again, nor of one that a bound of its own would be written for
# ("at least 23" of 27): nobody who knew of it would have written the other.
OVERTAKEN = 1.5
# Words of a period that make it the day that figures were taken.
_AS_OF = re.compile(r"as (?:of|at|on)\b|(?:data )?cut-?off\b|data (?:to|until|through)\b|status\b", re.IGNORECASE)
# Words of a period that make it a moment, though it is given by its month: "at the end of 2023".
_MOMENT = re.compile(r"\b(?:end|close|start|beginning|as (?:of|at|on))\b", re.IGNORECASE)
# Words of a period that figures are summed up over.
_SUMMED = re.compile(r"\b(?:months|weeks|quarter|half|half-year|fiscal|financial)\b", re.IGNORECASE)
# Units of what is counted up beside money: things, tonnes, kilometres, areas, volumes, energy, data. No share, speed or age is.
_COUNTED_UNITS = frozenset({"1", "kg", "m", "m2", "m3", "J", "B"})
_PLANS = frozenset({Modality.TARGET, Modality.FORECAST})
# What was told of a day in the past tense is no longer so where, a month on, something else is told in the present tense.
PRESENT_DAYS = 28
# Two stretches of accounts are the same if they begin and end within days of each other; shorter ones are days and no stretches.
STRETCH_DAYS, SLACK_DAYS = 28, 7


class Times(NamedTuple):
    """How two periods stand: whether they are apart, which is later (-1: a before b), whether both are stated."""

    apart: bool
    order: int
    stated: bool
    days: int


def times_of(a: Period | None, b: Period | None) -> Times:
    """Compare two periods; unknown ones are not apart."""
    if a is None or b is None:
        return Times(False, 0, False, 0)
    stated = a.source != "document" and b.source != "document"
    if a.high < b.low:
        return Times(True, -1, stated, (b.low - a.high).days)
    if b.high < a.low:
        return Times(True, 1, stated, (a.low - b.high).days)
    return Times(False, 0, stated, 0)


def over_time(a: Claim, b: Claim, outcome: Outcome, behaviour: str) -> Outcome:
    """``outcome``, or ``updated`` where a clash is a change over time.

    ``behaviour``: ``over_time`` of the property's concept, or "unknown" for open-class properties.
    """
    times = times_of(*(_held(c) if behaviour == "accumulates" else c.period for c in (a, b)))
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if behaviour == "accumulates" and (left := _left_behind(a, b, outcome, times)):
        return Outcome(RelationKind.UPDATED, "counted_up", f"{texts}: {left}")
    if _told_change(a, b, outcome):
        return Outcome(RelationKind.UPDATED, "change_stated", f"“{a.value_text}” and “{b.value_text}”: the text tells of the change.")
    if _is_put_off(a, b, times):
        return Outcome(RelationKind.UPDATED, "plan_changed", f"{texts}: plans of different times, {_words(a)} and {_words(b)}.")
    if not outcome.clashes:
        return outcome
    if isinstance(a.value, Quantity) and isinstance(b.value, Quantity) and slip(a.value, b.value) == "swapped":
        return outcome  # time hardly ever changes a figure to its own digits in another order; a hand does
    undated = a.period is None or b.period is None
    if behaviour == "accumulates" and a.document != b.document and undated and _may_have_grown(a, b):
        return Outcome(RelationKind.UPDATED, "counted_up", f"{texts}: counted up over time, and one of them is undated.")
    if is_the_earlier(a, b, times.order):
        return Outcome(RelationKind.UPDATED, "change_stated", f"{texts}: the text of the one gives the other as the earlier figure.")
    if Modality.FORMER in (a.modality, b.modality) and a.modality != b.modality:
        return Outcome(RelationKind.UPDATED, "former_plan", f"{texts}: one of them is said of an earlier time.")
    if not isinstance(a.value, Quantity):
        return _dates_over_time(a, b, outcome, times)
    if (a.modality in _PLANS) != (b.modality in _PLANS) and Modality.FORMER not in (a.modality, b.modality) and _ahead(a, b):
        return Outcome(RelationKind.NOT_COMPARABLE, "plan_and_outcome", f"{texts}: a plan or forecast and an outcome.")
    counts = _is_counted(a) and _is_counted(b) and not _is_of_one_state(a, b, times)
    if ran_on(a, b, Order(times.apart, times.order), counts=counts):
        return Outcome(RelationKind.UPDATED, "counted_up", f"{texts}: a count that runs on, and what came of it.")
    told = _told_times(a, b, times, behaviour)
    if told is not None:
        return told
    apart = times.apart and not _are_plans_of_one_season(a, b)
    return _level_over_time(a, b, outcome, times, behaviour) if apart else outcome


def _held(claim: Claim) -> Period | None:
    """When a count was taken: not on the day of what it counts ("the blast on 3 May killed 19"), but when it was told."""
    told = claim.features.get(TOLD)
    if not told or EVENT not in claim.features.get(TIME, ()):
        return claim.period
    day = dt.date.fromisoformat(told[0])
    return Period(low=day, high=day, source="document")


def _told_times(a: Claim, b: Claim, times: Times, behaviour: str) -> Outcome | None:
    """What the words around two figures tell of their times: an early count and a final one, a state that was and one that is."""
    x, y = (frozenset(c.features.get(TIME, ())) for c in (a, b))
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if a.modality in _PLANS or b.modality in _PLANS:
        return None
    if (EARLY in x) != (EARLY in y):
        early_first = times.order < 0 if EARLY in x else times.order > 0
        if FINAL in x | y or early_first:
            return Outcome(RelationKind.UPDATED, "final_count", f"{texts}: an early figure, and one that came after it.")
    if _is_overtaken(a, b, times):
        return Outcome(RelationKind.UPDATED, "change_stated", f"{texts}: the text tells of the change.")
    stretches = _stretches(a, b, behaviour)
    if stretches is not None or behaviour == "fixed":
        return stretches
    if (THEN in x and NOW in y) or (THEN in y and NOW in x) or _was_and_is(a, b, times):
        return Outcome(RelationKind.UPDATED, "then_and_now", f"{texts}: what was at an earlier time, and what is.")
    return None


def _is_overtaken(a: Claim, b: Claim, times: Times) -> bool:
    """Whether one figure is told to have been changed ("40 million, was reduced to 31"), or the later one to have come about from it."""
    if a.document == b.document:
        return False
    marks = ["overtaken" in c.features.get("mark", ()) for c in (a, b)]
    if marks[0] != marks[1]:
        return True
    early, late = (a, b) if times.order < 0 else (b, a)
    if not times.apart or not isinstance(early.value, Quantity) or not isinstance(late.value, Quantity):
        return False
    came = late.features.get(TIME, ())
    return (RAISED in came and early.value.high < late.value.low) or (LOWERED in came and early.value.low > late.value.high)


def _was_and_is(a: Claim, b: Claim, times: Times) -> bool:
    """Whether the earlier figure is told in the past, with its time, and the later one, without, in the present."""
    early, late = (a, b) if times.order < 0 else (b, a)
    if not times.apart or early.period is None or late.period is None or early.period.source == "document":
        return False
    words = set(early.features.get(TIME, ()))
    length = (early.period.high - early.period.low).days
    # Where a count moved from day to day it has moved since; last year's figure is the present one until there is another.
    if times.days < (FAST_DAYS if MOVED in words and length < STRETCH_DAYS else max(PRESENT_DAYS, length)):
        return False
    is_past = bool({PAST, MOVED} & words) and EVENT not in words
    return is_past and late.period.source == "document" and NOW in late.features.get(TIME, ())


def _reached(part: Claim, whole: Claim) -> str:
    """Why a count that was open before a stretch ended is no contradiction of a larger one of the whole stretch; empty if it may be one.

    "Had sold 210,000 by the end of June", and 455,000 in the whole year.
    """
    x, y = part.period, whole.period
    assert x is not None
    assert y is not None
    inside = y.low <= x.low and (y.high - x.high).days > SLACK_DAYS and (y.high - y.low).days >= STRETCH_DAYS
    if not inside or not is_open(part) or not isinstance(part.value, Quantity) or not isinstance(whole.value, Quantity):
        return ""
    return f"what was reached by {x.high}, and the whole of {_words(whole)}." if part.value.high < whole.value.low else ""


def _stretches(a: Claim, b: Claim, behaviour: str) -> Outcome | None:
    """Figures of two stretches of time that meet and are not one: of a quarter and its year, of a financial and a calendar year.

    What is summed up over time is smaller in the part; a state ("in 2024 it had 40 rooms") may be told of both.
    """
    x, y = a.period, b.period
    if x is None or y is None or "document" in (x.source, y.source):
        return None
    if any(EVENT in c.features.get(TIME, ()) for c in (a, b)):
        return None  # "the 2025 strike lasted five days": the year names the strike
    if (reached := _reached(a, b) or _reached(b, a)) and behaviour != "fixed":
        return Outcome(RelationKind.UPDATED, "counted_up", f"“{a.value_text}” and “{b.value_text}”: {reached}")
    if min((p.high - p.low).days for p in (x, y)) < STRETCH_DAYS or x.high < y.low or y.high < x.low:
        return None
    lows, highs = abs((x.low - y.low).days), abs((x.high - y.high).days)
    if lows <= SLACK_DAYS and highs <= SLACK_DAYS:
        return None
    words = f"“{a.value_text}” and “{b.value_text}” are of different stretches of time: {_words(a)} and {_words(b)}."
    part, whole = (a, b) if (x.high - x.low) <= (y.high - y.low) else (b, a)
    assert part.period is not None
    assert whole.period is not None
    if part.period.low < whole.period.low or part.period.high > whole.period.high:
        return Outcome(RelationKind.NOT_COMPARABLE, "other_period", words)
    if not isinstance(part.value, Quantity) or not isinstance(whole.value, Quantity) or _MOMENT.search(part.period.words):
        return None
    summed = behaviour in ("per_period", "accumulates") or _SUMMED.search(part.period.words)
    least = 1 if summed else OVERTAKEN
    if least * part.value.high >= whole.value.low:
        return None
    grown = lows <= SLACK_DAYS and is_open(part)
    return Outcome(RelationKind.UPDATED if grown else RelationKind.NOT_COMPARABLE, "counted_up" if grown else "part_of_period", words)


def _level_over_time(a: Claim, b: Claim, outcome: Outcome, times: Times, behaviour: str) -> Outcome:
    """What differs between two times that are apart, by how the property behaves."""
    when = f"{_words(a)} and {_words(b)}"
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if behaviour == "fixed":
        # "The flood of 9 June in the hall with 30 seats"; what was done long after is another deed: "fined in 2021", "fined on Monday".
        of_event = any(EVENT in c.features.get(TIME, ()) for c in (a, b)) and times.days < SLOW_DAYS
        apart = (times.stated and not of_event) or _taken_apart(a, b, times)
        return Outcome(RelationKind.UPDATED, "later_count", f"{texts} were taken on different days: {when}.") if apart else outcome
    if behaviour == "per_period" and times.stated:
        return Outcome(RelationKind.UPDATED, "other_period", f"{texts} are of different periods: {when}.")
    if behaviour == "accumulates":
        return _accumulates(a, b, outcome, times, when)
    if not times.stated and behaviour != "per_period" and a.document != b.document and _is_over(b if times.order < 0 else a):
        return outcome
    enough = times.stated or times.days >= SLOW_DAYS or (behaviour == "volatile" and times.days >= FAST_DAYS)
    if behaviour == "unknown":
        enough = times.stated or (_one_stated(a, b) and times.days >= SLOW_DAYS)
    return Outcome(RelationKind.UPDATED, "later_period", f"{texts} speak of different times: {when}.") if enough else outcome


def _dates_over_time(a: Claim, b: Claim, outcome: Outcome, times: Times) -> Outcome:
    """A planned date changes with the plan.

    Two plans made half a year apart are a change; two of one season contradict each other. A plan and what happened are a change,
    unless the event was past already when the plan was stated: then the one denies what the other says.
    """
    if not isinstance(a.value, DateValue) or not isinstance(b.value, DateValue):
        return outcome
    planned = [c.modality in _PLANS for c in (a, b)]
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if all(planned) and times.days >= SLOW_DAYS:
        return Outcome(RelationKind.UPDATED, "plan_changed", f"{texts}: plans of different times, {_words(a)} and {_words(b)}.")
    if any(planned) and not all(planned):
        plan, fact = (a, b) if planned[0] else (b, a)
        assert isinstance(fact.value, DateValue)
        if plan.period is None or fact.value.high >= plan.period.low:
            return Outcome(RelationKind.UPDATED, "plan_changed", f"{texts}: a plan, and what came of it later.")
    return outcome


def _is_put_off(a: Claim, b: Claim, times: Times) -> bool:
    """Whether the later of two plans promises the same by a later date: "by the end of 2028", then "by the end of 2029".

    In logic the one date keeps the other's promise; but nobody who still hoped for 2028 would promise 2029.
    """
    early, late = (a, b) if times.order < 0 else (b, a)
    x, y = early.value, late.value
    if not isinstance(x, DateValue) or not isinstance(y, DateValue) or times.days < SLOW_DAYS:
        return False
    bounds = x.hedge in (Hedge.PLAIN, Hedge.UP_TO) and y.hedge is Hedge.UP_TO and y.low > x.high
    return bounds and early.modality in _PLANS and late.modality in _PLANS


def _accumulates(a: Claim, b: Claim, outcome: Outcome, times: Times, when: str) -> Outcome:
    x, y = a.value, b.value
    assert isinstance(x, Quantity)
    assert isinstance(y, Quantity)
    grown = (y.low - x.low) * -times.order
    open_ = times.stated or is_open(a if times.order < 0 else b)
    if _is_of_one_state(a, b, times):
        return outcome
    if grown >= 0 and open_ and (times.stated or times.days >= FAST_DAYS):
        return Outcome(RelationKind.UPDATED, "counted_up", f"“{a.value_text}” and “{b.value_text}”: counted up over time, {when}.")
    return outcome


def _is_of_one_state(a: Claim, b: Claim, times: Times) -> bool:
    """Whether the two are of the text and the table of a report, of which the table has no day of its own."""
    in_table = ("row" in a.features) != ("row" in b.features)
    return in_table and a.document == b.document and not times.stated and times.days <= SLACK_DAYS


def _told_change(a: Claim, b: Claim, outcome: Outcome) -> bool:
    """Whether one document gives two values and says at one of them that it was changed ("upgraded", "raised to")."""
    if a.document != b.document or not (isinstance(a.value, Quantity) and isinstance(b.value, Quantity)):
        return False
    if ("change" in a.features) == ("change" in b.features) or slip(a.value, b.value) == "swapped":
        return False
    low, high = sorted((abs(a.value.high), abs(b.value.high)))
    return outcome.clashes or (outcome.reason == "hedge" and low > 0 and high / low > OVERTAKEN)


def _ahead(a: Claim, b: Claim) -> bool:
    """Whether the plan of the two states a time after that of the other: "up to 2027", "this year" against last year's figure.

    Without such a time "the park will have 73 turbines" and "it has 73 turbines" speak of one design. That "on Thursday it said" so is
    no time of the plan.
    """
    plan, other = (a, b) if a.modality in _PLANS else (b, a)
    if plan.period is None or plan.period.source == "document" or SAID in plan.features.get(TIME, ()):
        return False
    return other.period is None or plan.period.high > other.period.high


def _are_plans_of_one_season(a: Claim, b: Claim) -> bool:
    """Whether two plans, of which one gives the time that it is for, were told at about one time: that time is none of their change."""
    if a.modality not in _PLANS or b.modality not in _PLANS:
        return False
    for plan, other in ((a, b), (b, a)):
        told = plan.features.get(TOLD)
        if told and other.period is not None and other.period.source == "document":
            return abs((dt.date.fromisoformat(told[0]) - other.period.low).days) < SLOW_DAYS
    return False


def _left_behind(a: Claim, b: Claim, outcome: Outcome, times: Times) -> str:
    """Why what the two say is a change though in logic both may be right; empty if it is none."""
    if outcome.reason != "hedge":
        return ""
    if _is_partial(a, b, times):
        return "a bound that a later count has left far behind."
    near = has_come_near(a, b, Order(times.apart, times.order))
    return "a count that was not complete, and has since come near to the other." if near else ""


def _is_partial(a: Claim, b: Claim, times: Times) -> bool:
    """Whether a lower bound of an earlier day ("at least 41") was overtaken by a count so much larger that it is news, not a bound.

    A count without a date is taken to be later than a bound with one, and one of the same day too: the bound is what is known first.
    """
    if not isinstance(a.value, Quantity) or not isinstance(b.value, Quantity):
        return False
    if times.apart:
        early, late = (a.value, b.value) if times.order < 0 else (b.value, a.value)
    elif a.document != b.document and (a.period is None) != (b.period is None):
        early, late = (a.value, b.value) if b.period is None else (b.value, a.value)
    elif a.document != b.document and (a.period is not None) and Hedge.AT_LEAST in (a.value.hedge, b.value.hedge):
        early, late = (a.value, b.value) if a.value.hedge is Hedge.AT_LEAST else (b.value, a.value)  # of one day
    else:
        return False
    return early.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN) and late.low > min(OVERTAKEN * early.high, early.high + early.round_step)


def is_open(claim: Claim) -> bool:
    """Whether more may come of what a claim counts, in its own words: "at least 41", "212 have died", "so far"."""
    value = claim.value
    bound = isinstance(value, Quantity) and value.hedge in (Hedge.AT_LEAST, Hedge.MORE_THAN)
    return bound or OPEN in claim.features.get(TIME, ())


def _may_have_grown(a: Claim, b: Claim) -> bool:
    """Whether of two counts, one of them undated, the smaller was not complete, or the other is that of one year of many."""
    x, y = a.value, b.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return False
    if names_day(a, b.period) or names_day(b, a.period):
        return False  # both are counts of one day
    in_row = any(c.period is not None and c.period.source == "context" and c.period.low < c.period.high for c in (a, b))
    return in_row or is_open(a if x.high <= y.high else b)


def _is_counted(claim: Claim) -> bool:
    value = claim.value
    counted = isinstance(value, Quantity) and (value.unit in _COUNTED_UNITS or is_money(value.unit))
    return counted and claim.modality not in _PLANS


def _is_over(claim: Claim) -> bool:
    """Whether a claim without a date of its own tells of the past: of which day, its document does not say."""
    return PAST in claim.features.get(TIME, ()) and claim.period is not None and claim.period.source == "document"


def _taken_apart(a: Claim, b: Claim, times: Times) -> bool:
    """Whether even what does not change (the outcome of a trial) was measured twice: one figure is said to be as of a day."""
    told = [c.period is not None and bool(_AS_OF.match(c.period.words)) for c in (a, b)]
    return all(told) or (any(told) and times.days >= SLOW_DAYS)


def _one_stated(a: Claim, b: Claim) -> bool:
    return any(c.period is not None and c.period.source != "document" for c in (a, b))


def _words(claim: Claim) -> str:
    period = claim.period
    assert period is not None
    days = str(period.low) if period.low == period.high else f"{period.low} to {period.high}"
    return f"{days} (date of the document)" if period.source == "document" else days
