"""How English turns a clause or a noun phrase round: "not", "no X", "denied that"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.kindred import words_of

if TYPE_CHECKING:
    from spacy.tokens import Token

# What follows these is said to be untrue: "denied that", "rejected the suggestion that".
_DENYING = frozenset({"deny", "reject", "refute", "dispute", "rebut", "dismiss", "contradict", "disprove"})


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


def is_no(noun: Token) -> bool:
    """Whether a noun phrase denies that there is any: "no cracks", "none of it", "not one branch", "not any wound"."""
    if noun.lower_ in ("none", "nobody", "nothing", "neither"):
        return True
    children = [c.lower_ for c in noun.children if c.i < noun.i]
    if children[:1] == ["no"] or "no" in children:
        after = noun.doc[next(c.i for c in noun.children if c.lower_ == "no") + 1].lower_
        return after not in words_of("bounding")
    return children[:2] in (["not", "one"], ["not", "any"], ["not", "a"]) or children[:1] == ["neither"]


def denied_of(noun: Token) -> list[Token]:
    """What "no trace of any contact" denies besides the noun itself."""
    joined = list(noun.conjuncts)
    return joined + [p for c in noun.children if c.dep_ == "prep" and c.lower_ == "of" for p in c.children if p.dep_ == "pobj"]
