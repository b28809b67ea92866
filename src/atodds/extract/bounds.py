"""Whether a number is a level of what it measures, or how far it is from one, how much there may be, or what there is on average."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING

from atodds.datafile import tables_of
from atodds.model.values import Hedge

if TYPE_CHECKING:
    from atodds.extract.frames import Frame
    from atodds.extract.trees import Doc, Token
    from atodds.model.values import Quantity

_LEVEL = (
    r"(?:limits?|average|norm|normal|usual|budget|target|plan|planned|schedule|estimates?|forecast|expectations?|record|maximum|minimum"
    r"|capacity|quota|ceiling|threshold|allowance|requirement|permitted|allowed|expected)"
)
# "132 passengers too many", "31 million over budget", "2.1 metres above its normal level"; but "400 metres above sea level" is a height.
_BESIDE = re.compile(
    r"^\W*(?:[^\W\d]+ ){0,2}?(?:too (?:many|much|long|high|low|few|late|early|fast|short)\b"
    r"|(?:above|over|below|under|beyond|short of|ahead of|behind|in excess of) "
    rf"(?:(?:the|its|their|his|her|our|a) )?(?:[^\W\d]+ ){{0,2}}?{_LEVEL}\b"
    r"|(?:warmer|colder|hotter|cooler|faster|slower|later|earlier|further|heavier|lighter|longer|shorter|more|fewer|less) than\b)",
    re.IGNORECASE,
)
# How many characters behind the value are looked at: a clause, not a sentence.
_NEAR = 60
# What is told of each of several is no figure of one time.
_EACH = frozenset({"each", "every", "per", "apiece"})
_AVERAGES = frozenset({"average", "averaged", "averages", "mean", "median", "typically"})
_ONCE = frozenset({"VBD", "VBN"})
_POWER = "W"
# Over what time a number is summed up: since it began, over some years, or in the last week.
_N = r"(?:\d{1,2}|an?|one|two|three|four|five|six|seven|eight|nine|ten|twelve)"
_UNIT = r"(?P<unit>day|week|fortnight|month|quarter|year|decade)s?"
_SINCE = r"since (?:(?:its|the|their) (?:launch|start|beginning|opening|inception|founding|outbreak)|[A-Z][a-z]{2,8}|(?:19|20)\d\d)"
_SO_FAR = re.compile(rf"^[^.;:,]{{0,40}}?\b(?:so far(?! (?:this|in|during)\b)|to date|{_SINCE})\b")
_SO_FAR_BEFORE = re.compile(rf"\b(?:so far|to date|cumulative(?:ly)?|{_SINCE}),? [^.;:,\d]{{0,40}}$", re.IGNORECASE)
_LATELY = re.compile(
    rf"\b(?:in|over|during|within) the (?:past|last|previous) (?:{_N} )?{_UNIT}\b|^[^.;:,]{{0,30}}?\blast {_UNIT.replace('unit', 'u2')}\b",
    re.I,
)
_OVER = re.compile(
    rf"^[^.;:,]{{0,30}}?\b(?:over|within|across|in) (?:the )?(?:next |coming |first |following )?(?!an? |one ){_N} {_UNIT}\b"
)
_TIMES = frozenset({"hour", "day", "week", "month", "quarter", "year", "season", "decade"})


def _table() -> dict[str, dict[str, list[str]]]:
    return tables_of("atodds.extract", "bounds")


@functools.cache
def _set(section: str, name: str) -> frozenset[str]:
    return frozenset(_table()[section][name])


def bounds_of(doc: Doc, frame: Frame, value: Quantity, own: range) -> tuple[list[str], list[str]]:
    """The marks (`atodds.extract.marks`) of a value by its words; and ``holds``, where it may be a capacity as well as what it holds,
    or ``once``, where it was counted at one time.

    ``own``: the tokens of the value.
    """
    marks, more = [], []
    end = doc[own.stop - 1].idx + len(doc[own.stop - 1].text)
    if _BESIDE.match(doc.text[end : end + _NEAR]) or _is_distance(doc, frame, own.start):
        marks.append("difference")
    if _is_limit(frame, value):
        marks.append("limit")
    elif _may_be_limit(frame):
        more.append("holds")
    low = {t.lower_ for t in doc}
    if value.unit == "1" and value.per is None and not low & _EACH:
        near = {t.lower_ for role in ("head", "mods", "govs", "verb", "subj", "args") for t in frame.roles[role]}
        if near & _AVERAGES:
            marks.append("average")
        elif frame.verb is not None and frame.verb.tag_ in _ONCE:
            more.append("once")
    return marks, more


def span_of(doc: Doc, value: Quantity, own: range) -> str:
    """Over what time a value is summed up: ``so_far``, ``lately`` ("in the past week"), ``over`` ("over four years"), ``per``; or empty."""
    if value.per in _TIMES:
        return "per"
    text, start, end = doc.text, doc[own.start].idx, doc[own.stop - 1].idx + len(doc[own.stop - 1].text)
    before, after = text[max(0, start - _NEAR) : start], text[end : end + _NEAR]
    if _SO_FAR.search(after) or _SO_FAR_BEFORE.search(before):
        return "so_far"
    if _LATELY.search(after) or (_LATELY.search(before) and not any(c.isdigit() for c in before)):
        return "lately"
    return "over" if _OVER.search(after) else ""


def _is_distance(doc: Doc, frame: Frame, first: int) -> bool:
    """Whether a value is a distance by the word before it: "won by 4,900 votes", "a majority of 4,900 votes"."""
    if frame.preps[:1] == ["by"]:
        return frame.verb is not None and frame.verb.lemma_ in _set("difference", "by")
    return first > 1 and doc[first - 1].lower_ == "of" and doc[first - 2].lemma in _set("difference", "nouns")


def _is_limit(frame: Frame, value: Quantity) -> bool:
    if value.unit == _POWER:
        return False  # power that is installed is a capacity by itself
    measures = [t for t in (*frame.roles["govs"][:1], frame.head) if t is not None]
    if any(_caps(t) for t in measures):
        return True
    verb = frame.verb
    if verb is None:
        return False
    if verb.lemma_ in _set("limit", "grants") and frame.preps[:1] == ["for"]:
        return True
    if verb.dep_ in ("xcomp", "ccomp") and verb.head.lemma_ in _set("limit", "permits"):
        return True
    if verb.lemma_ not in _set("limit", "holds"):
        return False
    may = any(c.dep_ == "aux" and c.lower_ in _set("limit", "modals") for c in verb.children)
    granted = verb.dep_ == "xcomp" and verb.head.lemma_ in _set("limit", "grants")
    return may or granted or value.hedge is Hedge.UP_TO


def _caps(noun: Token) -> bool:
    """Whether a noun that a value is of says how much there may be: "capacity", "the maximum fine"."""
    lemma = noun.lemma
    if lemma in _set("limit", "nouns"):
        return True
    return lemma in _set("limit", "penalties") and any(c.lower_ in _set("limit", "at_most") for c in noun.children)


def _may_be_limit(frame: Frame) -> bool:
    """Whether a value may be a capacity as well: what a thing holds, as a rule, and the places in it."""
    places = frame.head is not None and frame.head.lemma in _set("limit", "places")
    return places or (frame.verb is not None and frame.verb.lemma_ in _set("limit", "holds") and frame.verb.tag_ not in _ONCE)
