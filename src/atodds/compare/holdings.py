"""Whether two names held one role one after the other: a predecessor and a successor, the winners of two years.

Where the text says so itself there is nothing to contradict: "Lund was succeeded by Moe" and "the head is Moe"; the prize that "was given
for the first time in 1974 to Lund" and that Moe won in 2021.
"""

from __future__ import annotations

import re

from atodds.model.records import Claim

# Words before a name that make it that of somebody who holds the role no longer: "former head Ada Lund", "the then mayor".
_FORMERLY = re.compile(r"\b(?:former|ex|outgoing|departing|then|previous|late|one-time|erstwhile)\b[-\s]?[^.;:,]{0,50}$", re.IGNORECASE)
# Words behind it: "Lund resigned", "Lund, who was succeeded by". What comes before the next name may be said of it.
_AND_LEFT = re.compile(
    r"^[^.;:]{0,60}?\b(?:(?:was|were|has been|had been|is being|,) (?:[^\W\d]+ )?(?:succeeded|replaced|ousted|dismissed|sacked|removed)"
    r"|resigned|(?:step|stepp)(?:ed|s) (?:down|aside)|stood down|stands down|has quit|quit|retired|handed over)\b",
    re.IGNORECASE,
)
# Roles that are given anew each time: every edition and every year has its own.
_EACH_TIME = frozenset({"winner", "runner_up", "host", "judge", "organiser"})
_YEAR = re.compile(r"(?<![\d.,-])(?:18|19|20)\d\d(?![\d%]|[.,-]\d)")
_MONTH = r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?"
# A day without its year, which is that of the document.
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?!\d)|today|yesterday"
    r"|(?:mon|tues|wednes|thurs|fri|satur|sun)day)\b",
    re.IGNORECASE,
)
# How many characters before a name such words stand in.
_NEAR = 60


def one_left(a: Claim, b: Claim) -> bool:
    """Whether the text says of one of two holders, and not of the other, that they hold the role no longer."""
    return _has_left(a) != _has_left(b)


def of_two_years(a: Claim, b: Claim) -> bool:
    """Whether a role that is given anew each time is told of different years."""
    if a.property != b.property or a.property not in _EACH_TIME:
        return False
    x, y = _years(a), _years(b)
    return len(x) == len(y) == 1 and x != y


def _has_left(claim: Claim) -> bool:
    quote, start = claim.quote, claim.value_start
    end = start + len(claim.value_text)
    return bool(_FORMERLY.search(quote[max(0, start - _NEAR) : start]) or _AND_LEFT.match(quote[end:]))


def _years(claim: Claim) -> set[str]:
    """The year that a claim is said of, in its own words: a year, or a day of the year of its document."""
    stated = set(_YEAR.findall(claim.quote))
    if not stated and claim.period is not None and _DAY.search(claim.quote):
        return {str(claim.period.low.year)}
    return stated
