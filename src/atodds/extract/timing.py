"""When a figure stood, beside its period: whether it was still being counted, belongs to the past, or was said of a plan that day.

===========  ==============================================================================================================
``running``  a count that runs on and holds up to its day: "35 growers have joined", "had mended 640 since it opened", "so far 40"
``open``     more may come: "so far", "has killed", "is recalling", "rose to", or told within days of what it counts
``past``     a deed that is over: "they asked for 20 million" holds for the day it was done, not for that of the document
``moved``    where a count stood in the past: "stood at 14", "had risen to 30"
``raised``   what something has come up to: "has risen to 11 billion", "was raised to"; ``lowered``: what it has come down to
``said``     a plan whose only date is the day on which it was told: "on Thursday it said that the line will cost 57 billion"
``then``     a state of a time that is gone, without a date: "when it opened it had 120 rooms", "at launch", "at the time"
``now``      a state of the telling: "has 310 rooms", "now stands at"
``event``    its date is that of what is counted, not of the counting: "the blast on 3 May killed 19"
``early``    a figure that is to be replaced, in its own words: "preliminary figures", "with 40 per cent of the votes counted"
``final``    one that is to replace others: "the final result", "audited accounts"
===========  ==============================================================================================================
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.extract.dating import PLANS
from atodds.extract.events import event_words
from atodds.extract.statement import says, tells_change

if TYPE_CHECKING:
    from atodds.extract.frames import Frame
    from atodds.extract.trees import Doc, Token
    from atodds.model.records import Modality, Period

TIME = "time"
RUNNING = "running"
OPEN, PAST, MOVED, SAID = "open", "past", "moved", "said"
THEN, NOW, EVENT, EARLY, FINAL, RAISED, LOWERED = "then", "now", "event", "early", "final", "raised", "lowered"
# The figure that the same sentence gives as the earlier one: "18 crowns, against 22 before".
WAS = "was"
# The day on which a figure was told whose date is that of an event, or of a time to come, as the date of its document.
TOLD = "told"

# The moment at which a text is written, in its own words: "at press time", "as this edition closed".
_AT_PRESS = (
    r"(?:at|by|to|until|as of|up to) (?:the )?(?:time of |moment of )?(?:press(?: time)?|writing|deadline|going to press|publication"
    r"|(?:the )?clos(?:e|ing) of (?:this|the|our) (?:edition|issue|report))|(?:as|when|before) (?:this|we|our) (?:\w+ )?went to press"
)
# Words beside a figure that say that it is one of the moment. "By" and "until" need a day or an hour: "by car", "by 12 %".
_SO_FAR = re.compile(
    r"\b(?:now|so far|to date|as of|as at|until now|up to now|already|currently|at present|and counting|and rising"
    rf"|provisional(?:ly)?|preliminary|{_AT_PRESS}"
    r"|(?:by|until|till) (?:(?:early|late|mid|last|this|the) ?)*(?:[\w’']+ )?"
    r"(?:morning|noon|midday|afternoon|evening|night|nightfall|midnight|today|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day))\b",
    re.IGNORECASE,
)
# Words of days, before or after which a count is taken.
_DATE_WORD = (
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:jan|febr)uary|march|april|may|june|july|august|(?:sept|nov|dec)ember|october"
    r"|morning|noon|midday|afternoon|evening|night|nightfall|midnight|today|yesterday|week|month|year|then|now)"
)
# Words that close a count, whatever else is said: "the final toll", "312 in total", "in the end it was".
_CLOSED = re.compile(
    r"\b(?:final(?:ly)?|definitive|in total|a total of|in all|all told|altogether|in the end|eventually|overall)\b", re.IGNORECASE
)
# Words that say of any count that it runs on, and of one of what has been done: up to which day.
_GOES_ON = re.compile(rf"\b(?:so far|thus far|to date|until now|up to now|and counting|as yet|{_AT_PRESS})\b", re.IGNORECASE)
_UP_TO_THEN = re.compile(
    r"\b(?:as of\b|(?:as at|up (?:un)?to|by|since|until|till) (?:the )?(?:[^\W\d]+ |\d{1,2}(?:st|nd|rd|th)? ){0,3}"
    rf"(?:{_DATE_WORD}|\d{{4}})\b)",
    re.IGNORECASE,
)
# Words right before a number that make it one of a known set, to which none is added: "all 18", "the 18 boats".
_WHOLE_SET = re.compile(r"\b(?:all|both|the|these|those|its|their|our|his|her|of (?:the|these|those))\W+$", re.IGNORECASE)
# A fragment: "Six hundred since we opened".
_SINCE_AFTER = re.compile(r"^\W*(?:\w+\W+){0,3}since\b", re.IGNORECASE)
# What a perfect tense tells of a state, or of what all do at one time, and not of one after the other.
_NO_COUNT = frozenset({
    "be", "have", "know", "want", "need", "like", "live", "remain", "stay", "own", "vote", "attend", "meet", "gather", "seem", "contain",
    "include", "face", "lack", "use", "rule", "say", "tell", "expect", "lead", "mean",
})  # fmt: skip
# Verbs of what comes to one place after the other.
_SPREADING = frozenset({
    "find", "detect", "report", "confirm", "appear", "spread", "break", "record", "emerge", "surface", "discover", "see", "open", "occur",
    "register", "observe", "identify", "invest",
})  # fmt: skip
# Figures that others are to follow, and those that follow them.
_FIGURES = r"(?:counts?|figures?|estimates?|reports?|tall(?:y|ies)|tolls?|results?|assessments?|returns|data|numbers|readings?|totals?)"
_EARLY = re.compile(
    rf"\b(?:preliminar(?:y|ily)|provisional(?:ly)?|interim|unaudited|unconfirmed|(?:initial|early|first|partial) {_FIGURES}"
    r"|of (?:the |all )?(?:votes?|ballots|precincts|returns|polling (?:stations|places)|districts|constituencies)"
    r" (?:had been |have been |has been |were |was )?(?:counted|tallied|reporting|declared|in\b))",
    re.IGNORECASE,
)
_FINAL = re.compile(r"\b(?:final(?:ly)?|definitive|certified|audited|eventually|ultimately|in the end)\b", re.IGNORECASE)
# A time that is gone, and the time of the telling.
_THEN = re.compile(
    r"\b(?:at (?:the|that) time|back then|in those days|at first"
    r"|at (?:its |the |their )?(?:launch|opening|outset|peak|height|inception|founding|start)"
    r"|on (?:its )?opening|until then|up to then|in (?:its|the|their) (?:early|first) (?:days|years|months)|formerly|used to"
    r"|before (?:the|its|that|it was|they were)|then (?:a|an|the|still|only|home to))\b",
    re.IGNORECASE,
)
_NOW = re.compile(r"\b(?:now|currently|at present|today|these days|nowadays|at the moment|presently|as things stand)\b", re.IGNORECASE)
# Verbs of states, of which a bare "then" tells the time; of deeds it tells the order.
_STATES = frozenset(
    {"be", "have", "employ", "hold", "stand", "run", "own", "operate", "number", "cost", "cover", "serve", "include", "live"}
)
# What counts or is counted: its date is that of the counting.
_COUNTS = frozenset({
    "census", "survey", "count", "report", "figure", "datum", "data", "result", "poll", "estimate", "tally", "toll", "number", "level",
    "rate", "total", "bulletin", "statement", "update", "audit", "inventory", "record", "index", "share", "reading", "measurement",
})  # fmt: skip
# Verbs of a count that moves, or that is not yet complete: "the toll rose to 226", "the hospital confirmed 221".
_MOVING = frozenset({"rise", "climb", "grow", "reach", "stand", "swell", "mount", "pass", "top", "exceed", "confirm", "bring", "near"})
# How many characters on either side of a value such words are looked for: its clause and a little more.
_NEAR = 60
# A figure told no more days after what it counts is news: the dead of an accident are counted for weeks.
NEWS = dt.timedelta(days=7)
# Verbs that with "to" give what something came to from less, and from more.
_UP = frozenset({"rise", "raise", "climb", "grow", "increase", "lift", "swell", "jump", "mount", "soar", "surge", "expand", "boost", "up"})
_DOWN = frozenset({"fall", "lower", "drop", "decline", "cut", "reduce", "shrink", "slip", "sink", "decrease", "trim", "slash", "dwindle"})
_PERFECT = frozenset({"has", "have", "had", "'ve", "’ve", "'s", "’s", "'d", "’d"})
_BE, _HAVE, _DID = frozenset({"was", "were"}), "have", "did"


def time_of(
    doc: Doc,
    span: tuple[int, int],
    frame: Frame,
    modality: Modality,
    period: Period | None,
    published: dt.date | None,
    date: Token | None = None,
) -> list[str]:
    """What is known of the time of the value at the characters ``span`` of a sentence, beside its ``period`` (see the module).

    ``date``: the token that the date of the period hangs from, where the sentence gives it.
    """
    start, end = span
    stated = period is not None and period.source != "document"
    if modality in PLANS:
        told = stated and published is not None and period is not None and period.high <= published
        return [SAID] if told else []
    text = doc.text
    near = f"{text[max(0, start - _NEAR) : start]} # {text[end : end + _NEAR]}"
    verb = frame.verb
    found = []
    closed = bool(_CLOSED.search(near))
    if not closed and _runs_on(frame, near, text[:start], text[end:]):
        found.append(RUNNING)
    if not closed and (_SO_FAR.search(near) or _is_going_on(verb, frame) or (stated and _is_news(period, published))):
        found.append(OPEN)
    found += _of_verb(verb, frame)
    around = " ".join((near, *(t.text for role in ("govs", "subj") for t in frame.roles[role])))
    if _FINAL.search(around):
        found.append(FINAL)
    elif _EARLY.search(around):
        found.append(EARLY)
    if stated and not (period is not None and _is_today(period, published)):
        exact = period is not None and period.high - period.low <= NEWS
        return [*found, EVENT] if date is not None and _is_of_event(date, frame, exact=exact) else found
    if PAST in found and (_THEN.search(near) or _is_then(verb)):
        found.append(THEN)
    elif PAST not in found and (_NOW.search(near) or _is_present(verb)):
        found.append(NOW)
    return found


def _of_verb(verb: Token | None, frame: Frame) -> list[str]:
    """What the verb of a clause tells: a deed that is over, where a count stood, what something came up or down to."""
    found: list[str] = []
    if verb is None:
        return found
    lemma = verb.lemma
    if _is_past(verb, frame):
        found.append(PAST)
    elif lemma in _MOVING and not _comes(verb, frame) and (verb.tag_ == "VBD" or any(t.lower_ == "had" for t in verb.children)):
        found.append(MOVED)
    if frame.preps[:1] == ["to"] and verb.tag_ in ("VBD", "VBN"):
        found += [mark for mark, verbs in ((RAISED, _UP), (LOWERED, _DOWN)) if lemma in verbs]
    return found


def _runs_on(frame: Frame, near: str, before: str, after: str) -> bool:
    """Whether a count runs on with time, whatever it counts, and holds up to the day that it is told for (see ``running``).

    A perfect tense says so of those who have done something one after the other ("35 growers have joined", "joined by 35 growers"), and of
    what was done to something only with the day up to which it was: "has ordered 12 trains" may be one order.
    """
    verb = frame.verb
    if _GOES_ON.search(near):
        return True
    if verb is None:
        return bool(_SINCE_AFTER.search(after))
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if not helpers & _PERFECT or verb.lemma in _NO_COUNT or any(t.dep_ == "neg" for t in verb.children):
        return False
    if _UP_TO_THEN.search(near) or any(_is_since(t) for t in verb.children):
        return True
    if _WHOLE_SET.search(before) or helpers & {"had", "will", "would"}:
        return False
    if tells_change(frame) and not frame.does:
        return False
    return (frame.does and not frame.preps) or _is_agent(frame.head, verb) or _has_spread(frame, verb)


def _has_spread(frame: Frame, verb: Token) -> bool:
    """Whether a count is that of the places or things that something has come to one after the other: "has been found in 8 towns"."""
    return frame.preps[:1] in (["in"], ["across"]) and verb.lemma in _SPREADING


def _is_agent(noun: Token | None, verb: Token) -> bool:
    """Whether a noun stands for who did what a verb in the passive tells."""
    by = noun.head if noun is not None else None
    return by is not None and by.lower_ == "by" and by.head == verb and any(t.dep_ == "auxpass" for t in verb.children)


def _is_since(token: Token) -> bool:
    """Whether a phrase or a clause tells since when: "since May", "since it opened"."""
    return token.lower_ == "since" or any(t.dep_ == "mark" and t.lower_ == "since" for t in token.children)


def _is_then(verb: Token | None) -> bool:
    """Whether a clause is of the time of another one ("when it opened, it had 120 rooms"), or of a time told before ("it then had 120")."""
    if verb is None:
        return False
    for child in verb.children:
        if child.dep_ == "advmod" and child.lower_ == "then" and verb.lemma in _STATES:
            return True
        if child.dep_ == "advcl" and child.tag_ in ("VBD", "VBN") and any(t.lower_ == "when" for t in child.children):
            return True
    return False


def _is_present(verb: Token | None) -> bool:
    """Whether a verb tells of the time of the telling: "has 310 rooms"; "he is 20 when he leaves" is of another."""
    if verb is None or says(verb) or any(c.dep_ == "advcl" and any(t.lower_ == "when" for t in c.children) for c in verb.children):
        return False
    tags = {verb.tag_} | {t.tag_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    return bool(tags & {"VBZ", "VBP"}) and not any(t.lemma == _HAVE for t in verb.children if t.dep_ == "aux")


def _is_today(period: Period, published: dt.date | None) -> bool:
    return published is not None and period.low == period.high == published


def _is_of_event(date: Token, frame: Frame, *, exact: bool) -> bool:
    """Whether a date is that of what is counted: of a noun that is no counting ("the blast on 3 May"), or of a deed ("killed on Monday").

    ``exact``: it is one of days. "In January it handled 2 million" is a figure of January.
    """
    own = {t.i for role in ("head", "mods") for t in frame.roles[role]}
    for node in date.ancestors:
        if node.i in own:
            return False
        if node.pos_ in ("NOUN", "PROPN") and node.lemma not in event_words()["time"]:
            return node.lemma not in _COUNTS
        if node.pos_ in ("VERB", "AUX"):
            lead = next((t.lower_ for t in (date, *date.ancestors) if t.dep_ == "prep"), "on")
            deed = node.lemma not in _STATES | _MOVING and not says(node) and not _is_going_on(node)
            return exact and deed and node.tag_ in ("VBD", "VBN") and lead in ("on", "in")
    return False


def _is_news(period: Period | None, published: dt.date | None) -> bool:
    """Whether a figure is of a day or two, and was told within days of it."""
    if period is None or published is None:
        return False
    return period.high - period.low <= NEWS and dt.timedelta(0) <= published - period.high <= NEWS


def _is_going_on(verb: Token | None, frame: Frame | None = None) -> bool:
    """Whether a verb tells of what is not over: "has killed 19", "is recalling", "rose to 226".

    ``frame``: of a value that may be what does it. "312 tonnes reached the port" is no count that has reached 312.
    """
    if verb is None:
        return False
    helpers = {t.lemma for t in verb.children if t.dep_ in ("aux", "auxpass")}
    if _HAVE in helpers or (verb.tag_ == "VBG" and "be" in helpers):
        return True
    adds_up = verb.lemma == "add" and any(t.dep_ == "prt" and t.lower_ == "up" for t in verb.children)
    return adds_up or (verb.lemma in _MOVING and not _comes(verb, frame))


def _comes(verb: Token, frame: Frame | None) -> bool:
    """Whether a value is not what something comes to, but what comes: "312 tonnes reached the port", "40 pupils passed"."""
    return frame is not None and frame.does and not any(t.dep_ == "auxpass" for t in verb.children)


def _is_past(verb: Token, frame: Frame) -> bool:
    """Whether a verb tells of a deed that is over; what is told after "said" is put into the past by grammar only."""
    told = verb.dep_ == "ccomp" and says(verb.head)
    helpers = {t.lower_ for t in verb.children if t.dep_ in ("aux", "auxpass")}
    done = verb.tag_ == "VBD" or bool(helpers & _BE) or _DID in helpers
    return done and not told and not _is_going_on(verb, frame)
