"""The date of an event as its clause means it: bounds ("by June"), the next June and not the last, and whether it is still to come."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.extract.tense import Outlook, outlook_of
from atodds.extract.values.reread import in_year
from atodds.model.records import Modality
from atodds.model.values import DateValue, Hedge

if TYPE_CHECKING:
    from atodds.extract.frames import Frame

PLANS = frozenset({Modality.TARGET, Modality.FORECAST, Modality.HYPOTHETICAL})
# Words that already say which June or Monday is meant.
_DAY = "(?:mon|tues|wednes|thurs|fri|satur|sun)day"
_OF_MONTH = f"(?:{_DAY}|weekend|day|quarter) (?:of|in)"
_FIXED = re.compile(
    rf"\d{{4}}|\b(?:last(?! {_OF_MONTH}\b)|past|previous|next|coming|this(?! {_DAY})|ago|later|earlier|yesterday|today|tomorrow)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"(?:on )?(?:the |(?P<this>this ))?{_DAY}", re.IGNORECASE)
# What the words before a date make of it.
_BOUNDS = (
    (re.compile(r"\b(?:not|n[’']t|never) (?:\w+ ){0,4}?(?:before|until after)\W*(?:the )?$", re.IGNORECASE), Hedge.AT_LEAST),
    (re.compile(r"\b(?:no|not) (?:earlier|sooner) than\W*(?:the )?$|\bfrom$", re.IGNORECASE), Hedge.AT_LEAST),
    (re.compile(r"\b(?:(?:no|not) later than|by|at the latest(?: by| in)?)\W*(?:the )?$", re.IGNORECASE), Hedge.UP_TO),
    (re.compile(r"\b(?:before|ahead of|prior to)\W*(?:the )?$", re.IGNORECASE), Hedge.LESS_THAN),
    (re.compile(r"\b(?<!shortly )(?<!day )after\W*(?:the )?$", re.IGNORECASE), Hedge.MORE_THAN),
)  # fmt: skip
# How many characters before a date can hold such words.
_REACH = 60


def bounded(value: DateValue, before: str) -> DateValue:
    """``value`` as a bound where the words ``before`` it make it one: "by", "before", "not before", "after"."""
    if value.hedge is not Hedge.PLAIN:
        return value
    hedge = next((h for pattern, h in _BOUNDS if pattern.search(before[-_REACH:])), None)
    return value.model_copy(update={"hedge": hedge}) if hedge is not None else value


def is_open(words: str) -> bool:
    """Whether the words of a date leave open which year or week is meant: "June", "Monday", "5 May"."""
    return _FIXED.search(words) is None


def settled(value: DateValue, words: str, frame: Frame, modality: Modality, published: dt.date) -> DateValue:
    """The June or the Monday that a clause means, by its tense and by whether it speaks of a plan."""
    outlook = outlook_of(frame)
    fixed = (Outlook.BEHIND,) if modality is Modality.HYPOTHETICAL else (Outlook.BEHIND, Outlook.EITHER)
    if modality in PLANS and outlook not in fixed:
        outlook = Outlook.AHEAD
    if (weekday := _WEEKDAY.fullmatch(words.strip())) is not None:
        this = Outlook.AHEAD if weekday["this"] and outlook is Outlook.UNSAID else outlook
        return _weekday(value, this, published)
    if outlook is Outlook.UNSAID:
        return value
    return _day_or_month(value, words, outlook, published)


def _day_or_month(value: DateValue, words: str, outlook: Outlook, published: dt.date) -> DateValue:
    """The last or the next such day or month.

    "The next rocket flies in June": the present tense is of the future where that June is the nearer one.
    """
    if value.low <= published <= value.high:
        return value
    is_past = value.high < published
    last, following = (value, _moved(value, words, 1)) if is_past else (_moved(value, words, -1), value)
    if outlook is Outlook.BEHIND:
        return last
    if outlook is Outlook.AHEAD or (outlook is Outlook.ARRANGED and not is_past):
        return following
    return following if following.low - published < published - last.high else last


def _weekday(value: DateValue, outlook: Outlook, published: dt.date) -> DateValue:
    """The last or the next such weekday, as the clause looks back or ahead; of a plan of the past the nearer one. Today is both."""
    if outlook is Outlook.UNSAID:
        return value
    week = dt.timedelta(days=7)
    ago = (published - value.low).days % week.days
    last = published - dt.timedelta(days=ago)
    following = last + week if ago else last
    nearer = following if following - published < published - last else last
    day = last if outlook is Outlook.BEHIND else nearer if outlook is Outlook.EITHER else following
    return value.model_copy(update={"low": day, "high": day})


def _moved(value: DateValue, words: str, years: int) -> DateValue:
    """The same day, month or weekend so many years later."""
    return in_year(words, value.low.year + years) or _in_year(value, years)


def _in_year(value: DateValue, years: int) -> DateValue:
    """The same day or month so many years later."""
    leap = (2, 29)
    low, high = (d.replace(year=d.year + years, day=28 if (d.month, d.day) == leap else d.day) for d in (value.low, value.high))
    return value.model_copy(update={"low": low, "high": high})


def expected(value: DateValue, modality: Modality, published: dt.date | None) -> Modality:
    """An event that lies behind the document's date is a plan or a forecast, however it is worded."""
    if published is not None and value.low > published and modality in (Modality.ASSERTED, Modality.ESTIMATE):
        return Modality.FORECAST
    return modality
