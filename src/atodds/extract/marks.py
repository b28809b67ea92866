"""Marks of a value that set it apart from its like: a part of a whole, the figure of an earlier period, a difference."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.model.values import Hedge, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.frames import Frame
    from atodds.extract.periods import Placed
    from atodds.extract.trees import Doc, Token

_TENS = r"(?:twen|thir|for|fif|six|seven|eigh|nine)ty"  # not "majority"
_NUMBER = rf"(?:\d[\d,.]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\w+teen|{_TENS}(?:-\w+)?|half)"
# Words right before a value that make it a part: "among them 147", "of whom 412", "including 38 children".
_PART_BEFORE = re.compile(
    r"(?:among (?:them|those|these|which|whom)|of (?:whom|which|them|these|those)|including"
    r"|of the (?:dead|total|injured|victims))\W+(?:\w+\W+){0,2}$",
    re.IGNORECASE,
)
# Words right behind: "eleven of its stations", "17 of the country's 27 districts", "131 of them", "23 of 27 districts". "Fourteen beds
# of our ward" are all that it has, "512 of the latest chips" tells their kind, and "300 of the promised homes" are all that there are.
_PART_AFTER = re.compile(
    r"^\s*of (?:its|the(?! (?:latest|most|best|worst|same|new|promised|planned|proposed|pledged|\w{2,}est)\b)"
    r"|their|our|these|those|them|which|whom|his|her)\b"
    rf"|^\s*of {_NUMBER} [a-z]{{3,}}\b"
    rf"|^[^.;:]{{0,30}}?,? out of (?:(?:a|the|its|our|their|every|some|about|nearly|over) )*(?:total (?:of )?)?{_NUMBER}\b",
    re.IGNORECASE,
)
_PART_START = re.compile(r"^\W*of (?:the|these|those|its|their)\b[^,]{0,60},\W*(?:\w+\W+){0,3}$", re.IGNORECASE)
# "Two lanes in each direction" are a part of its lanes, "31.4% of the market, or 2.7 million" a part of the market.
_EACH_AFTER = re.compile(
    r"^\W*(?:[^\W\d]+ ){0,3}?(?:(?:in|per|on|for|at) (?:each|either) (?:direction|way|side|end|hand)|each way)\b", re.IGNORECASE
)
_SHARE_BEFORE = re.compile(r"(?:\d ?%|per ?cent) of [^.;:,]{3,60},? (?:or|that is|which is) (?:some |about |around )?$", re.IGNORECASE)
# The whole that the part is of: "23 of 27 districts", "nine patients out of 122", "77% of the target of 122,000". "73 turbines of 15"
# are 15 each, "the pace of 40" is 40.
_WHOLE_BEFORE = re.compile(
    rf"\b{_NUMBER}(?: ?%| per ?cent)?,? (?:(?:\w+,? ){{0,3}}out of|of) (?:a |the |its |our |their |the country.s )?"
    r"(?:(?:total|target|some|about|nearly|over) )?(?:of )?$",
    re.IGNORECASE,
)
# The figure of an earlier period, for comparison: "34.9% a year earlier", "76,400 of the preceding year". Another figure, or the end of
# the clause, between the two makes it that figure's: "37.6%, against 34.9% a year earlier", "and now 31; three years ago it was 27".
_COUNTED = r"(?:a|one|the|two|three|four|five|ten|\d{1,2})"
_AGO = r"(?:earlier|before|ago|previously|prior)"
_UNITS = r"(?:year|week|month|quarter|day|season|decade)s?"
_FREE = r"(?:(?!against|versus|vs|than|from|with|and|now)[^\W\d]+ )"
# What comes round without being a stretch of the calendar.
_TURN = r"(?:season|term|campaign|edition|championship|tournament)"
_PAST_TURN = rf"(?:last {_TURN}|the (?:previous|preceding) (?:{_TURN}|election|vote|census|poll|games|cup|round|contest))"
_PRIOR_AFTER = re.compile(
    rf"^[%\s]*{_FREE}{{0,4}}?{_COUNTED} {_UNITS} {_AGO}\b(?!:)"
    rf"|^[%\s]*{_FREE}{{0,3}}?(?:in|of|for) the (?:same|preceding|previous|prior|corresponding) (?:year|week|month|quarter|period|season)"
    rf"|^[%\s]*{_FREE}{{0,2}}?the (?:year|week|month|quarter) before\b"
    rf"|^[%\s]*{_FREE}{{0,4}}?{_PAST_TURN}\b"
    rf"|^[%\s]*{_FREE}{{0,2}}?(?:before|previously|earlier|until then|up to then|beforehand)(?=\s*(?:[.,;:)]|$))",
    re.IGNORECASE,
)
# "Three years ago it was 27", "a year earlier: 34.9%", "18.3% (2022: 17.6%)".
_PRIOR_LEAD = re.compile(
    rf"\b{_COUNTED} {_UNITS} {_AGO}\b[:,]? (?:(?:it|they|there|this|that|the) )?(?:(?:[^\W\d]+ ){{1,3}})?$"
    r"|\((?:in )?\d{4}(?:[-/]\d{2,4})?: $"
    rf"|\b{_PAST_TURN}\b[^\d.;:]{{0,40}}$",
    re.IGNORECASE,
)
_SURE_PRIOR = re.compile(
    r"\b(?:up|down|rose|fell|grew|increased|decreased|dropped|declined|widened|narrowed|jumped|climbed"
    r"|raised|lowered|lifted|extended|improved|cut) from\W+(?:(?!to\b)\w+\W+){0,2}$",
    re.IGNORECASE,
)
# Whole words at a time ("++"): there are too many ways to part one in six.
# "The forecast of 92,000 was lowered in 2023 to 71,000", "estimated at $1.3 billion on the night, has since been raised to".
_OVERTAKEN = re.compile(
    r"^(?:,? ?[^\W\d]++){0,6}?,? (?:was|were|has|have|had)(?: since| now| later)?(?: been)?(?: since| now| later)? "
    r"(?:raised|lowered|lifted|increased|reduced|cut|revised|upgraded|downgraded|put (?:up|back))\b(?: in \d{4})?(?: up| down)? to\b",
    re.IGNORECASE,
)
# "... to NOK 5.6bn at the end of June, from 5.9bn in March"
_FROM = re.compile(r"\bto\W+(?:\S+\W+){1,9}?(?:,? )?from\W+(?:\w+\W+){0,1}$", re.IGNORECASE)
# What others expected: "consensus of NOK 262m", "vs our 2.27bn".
_EXPECTED = re.compile(
    r"\b(?:consensus|expectations?|estimates?|forecasts?|(?:vs\.?|against|than|to) our|pencilled in|target|goal)"
    r"\W+(?:of\W+|for\W+|was\W+)?(?:(?!is\b|are\b|to\b)\w+\W+){0,1}$",
    re.IGNORECASE,
)
# A difference: "162 persons more than her licence permits", "54 per cent more than".
_DIFFERENCE = re.compile(
    r"^\W*(?:\w+\W+){0,2}?(?:more|fewer|less|higher|lower|longer|shorter|older|younger|larger|smaller) than\b", re.IGNORECASE
)
# How many characters around the value are looked at: a clause, not a sentence.
_NEAR = 70
# "Of those on board 224 died" counts the dead, "of the dead 12 were children" a part of them.
_FINITE = frozenset({"VBD", "VBP", "VBZ"})
_SCOPE_PREPS = frozenset({"with", "in", "at", "among", "for", "against", "on", "under", "across", "within", "from", "between", "to", "by"})


def marks_of(doc: Doc, first: int, last: int, value: object) -> dict[str, list[str]]:
    """The marks of the value at tokens ``[first, last)``: ``mark`` with part, whole, prior, overtaken, expected or difference."""
    text, start = doc.text, doc[first].idx
    before, after = _around(doc, first, last)
    marks = []
    looks_back = _PRIOR_AFTER.match(after)
    counts = isinstance(value, Quantity) and value.unit == "1"  # "61 % of the patents" is a share of them, "11 of the stations" a part
    told = last < len(doc) and doc[last].tag_ in _FINITE and doc[last].pos_ == "VERB"
    before_it = _PART_BEFORE.search(before) or _PART_START.search(text[:start][-_NEAR * 2 :])
    # "The 76,400 of the preceding year" are no part of it.
    behind_it = (_PART_AFTER.match(after) and not looks_back) or _EACH_AFTER.match(after) or _SHARE_BEFORE.search(before)
    if counts and ((before_it and not told) or behind_it):
        marks.append("part")
    elif counts and _WHOLE_BEFORE.search(before):
        marks.append("whole")
    if looks_back or _is_prior(before):
        marks.append("prior")
    elif _OVERTAKEN.match(after):
        marks.append("overtaken")
    if _EXPECTED.search(before):
        marks.append("expected")
    if _DIFFERENCE.match(after):
        marks.append("difference")
    return {"mark": marks} if marks else {}


def _around(doc: Doc, first: int, last: int) -> tuple[str, str]:
    """The text right before and right behind the tokens ``[first, last)``."""
    start, end = doc[first].idx, doc[last - 1].idx + len(doc[last - 1].text)
    return doc.text[max(0, start - _NEAR) : start], doc.text[end : end + _NEAR]


def _is_prior(before: str) -> bool:
    """Whether the words before a figure make it that of an earlier period."""
    return any(pattern.search(before) for pattern in (_SURE_PRIOR, _FROM, _PRIOR_LEAD))


def earlier_figure(doc: Doc, own: Placed, others: Sequence[Placed]) -> list[str]:
    """The figure of the sentence that it gives as the one before that of ``own``: "18 crowns, against 22 before"; none if unsure."""
    value = own.mention.value
    figures = [o for o in (own, *others) if isinstance(o.mention.value, Quantity)]
    if len(figures) < 2:
        return []
    around = ((o, *_around(doc, o.first, o.last)) for o in figures)
    prior = [o for o, before, after in around if _PRIOR_AFTER.match(after) or _is_prior(before)]
    if len(prior) != 1 or prior[0] is own or not isinstance(value, Quantity):
        return []
    was = prior[0].mention.value
    assert isinstance(was, Quantity)
    of_kind = [o for o in figures if o is not prior[0] and isinstance(o.mention.value, Quantity) and o.mention.value.unit == value.unit]
    nearest = min(of_kind, key=lambda o: abs(o.first - prior[0].first))
    return [repr(was.low)] if nearest is own and was.unit in (value.unit, "1") and was.low == was.high else []


# People who are told apart by an age: "children under 17", "those over 60", "aged at least 18".
_AGED = frozenset(
    {
        "child",
        "person",
        "people",
        "those",
        "adult",
        "patient",
        "man",
        "woman",
        "boy",
        "girl",
        "age",
        "aged",
        "anyone",
        "everyone",
        "resident",
    }
)
OLDEST = 120  # a larger number is no age


def is_age_limit(doc: Doc, first: int, value: object) -> bool:
    """Whether a bare number is the limit of an age group: "children under 17"."""
    if not isinstance(value, Quantity) or value.unit != "1" or value.hedge is Hedge.PLAIN or value.high > OLDEST or first == 0:
        return False
    return doc[first - 1].lemma in _AGED and doc[first].lower_ in (
        "under",
        "over",
        "below",
        "above",
        "at",
        "older",
        "younger",
        "less",
        "more",
        "up",
    )


def scope_tokens(frame: Frame) -> list[Token]:
    """The nouns of the adjuncts of a value: "with *velmarotug*", "in the *control arm*", "at the *Hosur plant*"."""
    found = []
    for role in ("args", "mods", "base"):
        for token in frame.roles[role]:
            if token.pos_ not in ("NOUN", "PROPN"):
                continue
            head = token
            while head.dep_ in ("compound", "amod", "nmod", "poss", "conj") and head.head != head:
                head = head.head
            if head.dep_ == "pobj" and head.head.lower_ in _SCOPE_PREPS:
                found.append(token)
    return found
