"""How English turns a clause or a noun phrase round: "not", "no X", "denied that"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.extract.kindred import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What follows these is said to be untrue: "denied that", "rejected the suggestion that".
_DENYING = frozenset({"deny", "reject", "refute", "dispute", "rebut", "dismiss", "contradict", "disprove"})
# Verbs that say of what they govern that it was not done, and those that say that it was (Karttunen 1971, two-way implicatives, with the
# verbs of beginning and going on). "Stop" denies only what stands behind it as a participle: "stopped to rest" is another verb.
_UNDONE = frozenset({"refuse", "decline", "fail", "neglect", "omit", "forget"})
_ENDED = frozenset({"stop", "cease", "quit", "avoid"})
_DONE = frozenset({"continue", "keep", "begin", "start", "resume", "manage", "proceed", "bother"})
# "At no time", "in no way", "under no circumstances": phrases that deny a clause as "never" does.
_NO_SUCH = frozenset({"time", "way", "circumstance", "condition", "point", "stage", "mean", "means", "account", "case", "event"})

# "unprotected", "uninsured": a participle or adjective with its opposite inside.
_UN = re.compile(r"(?:un|non-?)([a-z]{3,}(?:ed|able|ible|ful|safe|paid|sold|built|told|known|even|armed))")


def opposite_inside(word: Token) -> str:
    """What a word with "un-" or "non-" denies: "insured" of "uninsured"; empty for any other, "unveiled" is not denied."""
    found = _UN.fullmatch(word.lower_)
    return found.group(1) if found is not None and word.lower_ not in words_of("not_undone") else ""


def is_denied(verb: Token) -> bool:
    """Whether a clause hangs on a denial: "denied that it sank", "the suggestion that it sank is rejected"."""
    above = verb.head
    if verb.dep_ == "ccomp":
        return above.lemma_.lower() in _DENYING
    if verb.dep_ in ("acl", "relcl") and any(c.dep_ == "mark" or c.lower_ == "that" for c in verb.children):
        while above.dep_ in ("pobj", "prep"):
            above = above.head
        return above.head.lemma_.lower() in _DENYING
    return False


def is_negated(verb: Token) -> bool:
    """Whether a verb has "not" or "never" of its own."""
    return any(c.dep_ == "neg" for c in verb.children)


def shares_negation(verb: Token) -> bool:
    """Whether a verb shares the "not" of the verb that it is joined to by "or": "did not buy or rent"."""
    above = verb.head
    joined = verb.dep_ == "conj" and above.pos_ in ("VERB", "AUX") and any(c.lower_ in ("or", "nor") for c in above.children)
    return joined and is_negated(above) and not any(c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass") for c in verb.children)


def is_never(verb: Token) -> bool:
    """Whether a clause is denied by "at no time" or the like, or by "neither ... nor"."""
    said = (verb, *(c for c in verb.children if c.dep_ == "acomp"))
    if any(c.lower_ == "neither" for t in said for c in t.children if c.dep_ in ("preconj", "cc", "advmod", "det")):
        return True
    if verb.dep_ == "conj" and any(c.lower_ == "nor" for c in verb.head.children if c.dep_ == "cc") and verb.head.pos_ in ("VERB", "AUX"):
        return True
    phrases = (p for c in verb.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj")
    return any(p.lemma_.lower() in _NO_SUCH and any(d.lower_ == "no" for d in p.children) for p in phrases)


def governed(verb: Token) -> bool | None:
    """What the verb above says of its infinitive or participle: that it was done, that it was not, or None for neither.

    "Kept working" says that it was done; "refused to sign", "stopped taking them" and "has yet to open" that it was not.
    """
    above = verb.head
    of_its_own = any(c.dep_ in ("nsubj", "nsubjpass", "mark") for c in verb.children)
    if verb.dep_ != "xcomp" and (verb.dep_ != "ccomp" or of_its_own):
        return None
    lemma = above.lemma_.lower()
    if lemma in _UNDONE or (lemma in _ENDED and (verb.tag_ == "VBG" or lemma == "cease")):
        return False
    participle = verb.tag_ == "VBG" or any(c.tag_ == "VBG" and c.dep_ == "aux" for c in verb.children)
    if lemma in _DENYING and participle and not of_its_own:  # "denied having met him"
        return False
    if lemma in ("have", "be") and any(c.lower_ == "yet" for t in (above, verb) for c in t.children):
        return False
    return True if lemma in _DONE else None


def is_no(noun: Token) -> bool:
    """Whether a noun phrase denies that there is any: "no cracks", "none of it", "not one branch", "not any wound"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither"):
        return True
    children = [c.lower_ for c in noun.children if c.i < noun.i]
    if "zero" in children:
        return True
    if children[:1] == ["no"] or "no" in children:
        after = noun.doc[next(c.i for c in noun.children if c.lower_ == "no") + 1].lower_
        return after not in words_of("bounding")
    return children[:2] in (["not", "one"], ["not", "any"], ["not", "a"]) or children[:1] == ["neither"]


def denied_of(noun: Token) -> list[Token]:
    """What "no trace of any contact" denies besides the noun itself."""
    joined = list(noun.conjuncts)
    return joined + [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]


def rules_out(verb: Token) -> bool:
    """Whether a verb denies its object: "ruled out a rise", "ruled a rise out"."""
    return verb.lemma_.lower() == "rule" and any(c.lower_ == "out" and c.dep_ in ("prt", "advmod") for c in verb.children)
