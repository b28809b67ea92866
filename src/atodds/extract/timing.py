"""When a figure stood, beside its period: whether it was still being counted, belongs to the past, or was said of a plan that day.

=========  ================================================================================================================
``open``   more may come: "so far", "has killed", "is recalling", "rose to", or told within days of what it counts
``past``   a deed that is over: "they asked for 20 million" holds for the day it was done, not for that of the document
``said``   a plan whose only date is the day on which it was told: "on Thursday it said that the line will cost 57 billion"
=========  ================================================================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.extract.dating import PLANS
from atodds.extract.parse import text_of
from atodds.extract.statement import says

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from atodds.extract.frames import Frame
    from atodds.model.records import Modality, Period

TIME = "time"
OPEN, PAST, SAID = "open", "past", "said"

# Words beside a figure that say that it is one of the moment. "By" and "until" need a day or an hour: "by car", "by 12 %".
_SO_FAR = re.compile(
    r"\b(?:now|so far|to date|as of|as at|until now|up to now|already|currently|at present|and counting|and rising"
    r"|provisional(?:ly)?|preliminary"
    r"|(?:by|until|till) (?:(?:early|late|mid|last|this|the) ?)*(?:[\w’']+ )?"
    r"(?:morning|noon|midday|afternoon|evening|night|nightfall|midnight|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.IGNORECASE,
)
# Words that close a count, whatever else is said: "the final toll", "312 in total", "in the end it was".
_CLOSED = re.compile(
    r"\b(?:final(?:ly)?|definitive|in total|a total of|in all|all told|altogether|in the end|eventually|overall)\b", re.IGNORECASE
)
# Verbs of a count that moves, or that is not yet complete: "the toll rose to 226", "the hospital confirmed 221".
_MOVING = frozenset({"rise", "climb", "grow", "reach", "stand", "swell", "mount", "pass", "top", "exceed", "confirm", "bring", "near"})
# How many characters on either side of a value such words are looked for: its clause and a little more.
_NEAR = 60
# A figure told no more days after what it counts is news: the dead of an accident are counted for weeks.
NEWS = dt.timedelta(days=7)
_BE, _HAVE, _DID = frozenset({"was", "were"}), "have", "did"


def time_of(
    doc: Doc, span: tuple[int, int], frame: Frame, modality: Modality, period: Period | None, published: dt.date | None
) -> list[str]:
    """What is known of the time of the value at the characters ``span`` of a sentence, beside its ``period`` (see the module)."""
    start, end = span
    stated = period is not None and period.source != "document"
    if modality in PLANS:
        told = stated and published is not None and period is not None and period.high <= published
        return [SAID] if told else []
    text = text_of(doc)
    near = f"{text[max(0, start - _NEAR) : start]} # {text[end : end + _NEAR]}"
    verb = frame.verb
    found = []
    if not _CLOSED.search(near) and (_SO_FAR.search(near) or _is_going_on(verb) or (stated and _is_news(period, published))):
        found.append(OPEN)
    if verb is not None and _is_past(verb):
        found.append(PAST)
    return found


def _is_news(period: Period | None, published: dt.date | None) -> bool:
    """Whether a figure is of a day or two, and was told within days of it."""
    if period is None or published is None:
        return False
    return period.high - period.low <= NEWS and dt.timedelta(0) <= published - period.high <= NEWS


def _is_going_on(verb: Token | None) -> bool:
    """Whether a verb tells of what is not over: "has killed 19", "is recalling", "rose to 226"."""
    if verb is None:
        return False
    helpers = {t.lemma_.lower() for t in verb.children if t.dep_ in ("aux", "auxpass")}
    return _HAVE in helpers or (verb.tag_ == "VBG" and "be" in helpers) or verb.lemma_.lower() in _MOVING


def _is_past(verb: Token) -> bool:
    """Whether a verb tells of a deed that is over; what is told after "said" is put into the past by grammar only."""
    told = verb.dep_ == "ccomp" and says(verb.head)
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    done = verb.tag_ == "VBD" or bool(helpers & _BE) or _DID in helpers
    return done and not told and not _is_going_on(verb)
