"""The date of an event as its clause means it: bounds ("by June"), the next June and not the last, and whether it is still to come."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.extract.events import event_words
from atodds.model.records import Modality
from atodds.model.values import DateValue, Hedge

if TYPE_CHECKING:
    from atodds.extract.frames import Frame

PLANS = frozenset({Modality.TARGET, Modality.FORECAST, Modality.HYPOTHETICAL})
# Words that already say which June or Monday is meant.
_FIXED = re.compile(r"\d{4}|\b(?:last|past|previous|next|coming|this|ago|later|earlier|yesterday|today|tomorrow)\b", re.IGNORECASE)
_WEEKDAY = re.compile(r"(?:on )?(?:the )?(?:mon|tues|wednes|thurs|fri|satur|sun)day", re.IGNORECASE)
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
    return past(ahead(value, words, frame, modality, published), words, frame, modality, published)


def ahead(value: DateValue, words: str, frame: Frame, modality: Modality, published: dt.date) -> DateValue:
    """The date in the future where the clause speaks of the future and the words leave open which year or week is meant."""
    if value.high >= published:
        return value
    weekday = _WEEKDAY.fullmatch(words.strip()) is not None
    later = _moved(value, weekday)
    if modality in PLANS:
        return later
    # "The next rocket flies in June": the present tense is of the future where that June is the nearer one; with a weekday it always is.
    if _is_present(frame) and (weekday or (later.low - published) < (published - value.high)):
        return later
    return value


def past(value: DateValue, words: str, frame: Frame, modality: Modality, published: dt.date) -> DateValue:
    """The last and not the next such weekday, where the clause is in the past: "by Wednesday the fire had grown"."""
    if value.low <= published or modality in PLANS or not _WEEKDAY.fullmatch(words.strip()):
        return value
    verb = frame.verb
    told = verb is not None and (verb.tag_ == "VBD" or any(c.dep_ in ("aux", "auxpass") and c.tag_ == "VBD" for c in verb.children))
    week = dt.timedelta(days=7)
    return value.model_copy(update={"low": value.low - week, "high": value.high - week}) if told else value


def _moved(value: DateValue, weekday: bool) -> DateValue:
    """The next week's weekday, the next year's day or month."""
    if weekday:
        week = dt.timedelta(days=7)
        return value.model_copy(update={"low": value.low + week, "high": value.high + week})
    leap = (2, 29)
    low, high = (d.replace(year=d.year + 1, day=28 if (d.month, d.day) == leap else d.day) for d in (value.low, value.high))
    return value.model_copy(update={"low": low, "high": high})


def _is_present(frame: Frame) -> bool:
    verb = frame.verb
    if verb is None or verb.tag_ not in ("VBZ", "VBP") or verb.lemma_.lower() in event_words()["carriers"]:
        return False
    return not any(c.dep_ in ("aux", "auxpass") for c in verb.children)


def expected(value: DateValue, modality: Modality, published: dt.date | None) -> Modality:
    """An event that lies behind the document's date is a plan or a forecast, however it is worded."""
    if published is not None and value.low > published and modality in (Modality.ASSERTED, Modality.ESTIMATE):
        return Modality.FORECAST
    return modality
