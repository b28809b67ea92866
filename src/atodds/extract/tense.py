"""On which side of the telling a clause sets a date: still to come, over, or to come as seen from the past.

English marks it by the tense of the clause's verb (Comrie 1985), and speaks of what is to come in many ways beside "will": by the present
of what is arranged ("the court hears the appeal on Thursday"), by an infinitive ("is due to be read out", "plans to close", "is to meet"),
by a participle or an adjective ("due on Friday", "a decision is likely on Thursday"), or by the verb that moves a date ("put off until
Friday"). All of these in the past ("was to open on Friday") tell of a plan, whose day may have come and gone.
"""

from __future__ import annotations

import functools
from enum import StrEnum
from typing import TYPE_CHECKING

from atodds.datafile import tables_of
from atodds.extract.statement import says

if TYPE_CHECKING:
    from atodds.extract.frames import Frame
    from atodds.extract.trees import Token

_HELPERS = ("aux", "auxpass")
_PAST_HELPERS = frozenset({"was", "were", "had", "did"})
_AFTER = frozenset({"after", "following", "since"})
_BEFORE = frozenset({"before", "ahead", "until", "till"})
_CLAUSES = frozenset({"xcomp", "ccomp", "acl", "advcl", "conj", "relcl", "pcomp"})
# No clause is nested deeper in what decides its tense: "was said to be expected to want to leave".
_DEEP = 5


class Outlook(StrEnum):
    """Where a clause sets its date, seen from the telling."""

    AHEAD = "ahead"  # "will open", "is due to open", "postponed to"
    ARRANGED = "arranged"  # the present tense: of what is arranged, if it is of a day to come
    EITHER = "either"  # "was to open": seen from the past
    BEHIND = "behind"  # "opened", "has opened", "said to have opened"
    UNSAID = "unsaid"


@functools.cache
def _words() -> dict[str, frozenset[str]]:
    table = tables_of("atodds.extract", "tense")
    return {name: frozenset(words) for name, words in table.items()}


def outlook_of(frame: Frame) -> Outlook:
    """The outlook of the clause of a date."""
    lead, verb = frame.preps[:1], frame.verb
    if lead == ["since"]:
        return Outlook.BEHIND
    if verb is None:
        return Outlook.UNSAID
    of_verb = _of_verb(verb, lead, 0)
    if frame.head is not None and (beside := _beside(frame.head)):
        return Outlook.BEHIND if beside in _AFTER else Outlook.EITHER if of_verb is Outlook.BEHIND else Outlook.AHEAD
    if any(t.lemma in _words()["planning"] and t.pos_ in ("ADJ", "VERB") for t in frame.roles["govs"][:1]):
        return Outlook.EITHER if of_verb is Outlook.BEHIND else Outlook.AHEAD
    return of_verb


def was_planned(frame: Frame) -> bool:
    """Whether a clause tells of a plan of the past: "was set for 20 November", "was due on Friday"."""
    verb = frame.verb
    if verb is None or outlook_of(frame) is not Outlook.EITHER:
        return False
    planning = _words()["planning"]
    due = any(c.dep_ == "acomp" and c.lemma in planning for c in verb.children)
    return due or (verb.lemma in planning and frame.preps[:1] == ["for"])


def _beside(noun: Token) -> str:
    """The word that sets something before or after an event with a date: "*after* Monday's vote", "*ahead* of the 3 May vote"."""
    lead = noun.head
    if lead.lower_ == "of" and lead.head.lower_ == "ahead":
        lead = lead.head
    return lead.lower_ if lead.lower_ in _AFTER or lead.lower_ in _BEFORE else ""


def _of_verb(verb: Token, lead: list[str], depth: int) -> Outlook:
    helpers = {t.lower_ for t in verb.children if t.dep_ in _HELPERS}
    lists = _words()
    perfect = "have" in {t.lemma for t in verb.children if t.dep_ in _HELPERS}
    if depth > _DEEP:
        return Outlook.UNSAID
    if "to" in helpers:
        return Outlook.BEHIND if perfect else _of_infinitive(verb, depth)
    if helpers & lists["modals"]:
        return Outlook.BEHIND if perfect and not helpers & {"will", "shall"} else Outlook.AHEAD
    if helpers & lists["either"]:
        if perfect or (any(c.dep_ == "neg" for c in verb.children) and "could" in helpers):
            return Outlook.BEHIND  # "would have met", "could not be reached"
        return Outlook.AHEAD if _is_told(verb) else Outlook.EITHER
    fixed = _fixed(verb, lead, helpers)
    if fixed is not None:
        return fixed
    if verb.tag_ == "VBD" or helpers & _PAST_HELPERS or perfect:
        likely = not perfect and any(c.dep_ == "acomp" and c.lemma in lists["planning"] for c in verb.children)
        return Outlook.EITHER if likely else Outlook.BEHIND
    if verb.tag_ in ("VBZ", "VBP") or helpers:
        return Outlook.BEHIND if says(verb) else Outlook.ARRANGED
    return _of_the_clause_above(verb, depth)


def _of_the_clause_above(verb: Token, depth: int) -> Outlook:
    """Of a verb without a tense of its own: of the clause that it stands in; what is described by a participle ("arrested") is done."""
    if verb.tag_ == "VBN" and verb.dep_ in ("acl", "amod", "advcl"):
        return Outlook.BEHIND
    above = _verb_above(verb)
    if above is None or verb.dep_ not in _CLAUSES:
        return Outlook.UNSAID
    return _of_verb(above, [], depth + 1)


def _of_infinitive(verb: Token, depth: int) -> Outlook:
    """Of "to land": as what it hangs on says."""
    holder = verb.head
    if holder == verb or verb.dep_ not in _CLAUSES:
        return Outlook.AHEAD
    lists, lemma = _words(), holder.lemma
    above = holder if holder.pos_ in ("VERB", "AUX") else _verb_above(holder)
    of_above = _of_verb(above, [], depth + 1) if above is not None else Outlook.UNSAID
    if lemma in lists["coming_about"] or (verb.dep_ == "conj" and holder.pos_ in ("VERB", "AUX")):
        return of_above
    if of_above is Outlook.BEHIND and lemma not in lists["settling"] and not _is_perfect(above):
        return Outlook.EITHER
    return Outlook.EITHER if of_above is Outlook.EITHER else Outlook.AHEAD


def _fixed(verb: Token, lead: list[str], helpers: set[str]) -> Outlook | None:
    """The outlook of a date that a verb sets or moves something to; None for any other verb."""
    lists, lemma = _words(), verb.lemma
    past = "had" in helpers
    if lemma in lists["moving"] and lead and lead[0] in lists["moving_to"]:
        return Outlook.EITHER if past else Outlook.AHEAD
    if lemma in lists["planning"] and verb.tag_ in ("VBN", "VBD") and (lead[:1] in (["for"], ["by"], ["in"]) or _is_passive(verb, helpers)):
        return Outlook.EITHER if past or helpers & _PAST_HELPERS else Outlook.AHEAD
    return None


def _is_passive(verb: Token, helpers: set[str]) -> bool:
    """Whether a participle stands for the passive: "a ruling is expected Friday", "the launch, expected Friday"."""
    return verb.tag_ == "VBN" and (("have" not in helpers and "has" not in helpers) or "been" in helpers)


def _is_perfect(verb: Token | None) -> bool:
    return verb is not None and any(t.lower_ in ("has", "have", "'ve", "’ve") for t in verb.children if t.dep_ in _HELPERS)


def _is_told(verb: Token) -> bool:
    """Whether a clause is what somebody said: "it said that it would close the mill on Friday"."""
    return verb.dep_ == "ccomp" and says(verb.head)


def _verb_above(token: Token) -> Token | None:
    return next((t for t in token.ancestors if t.pos_ in ("VERB", "AUX")), None)
