"""Parts of a clause that tell what it is said of: its objects, the adjectives of its things, a predicate behind "be"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.extract.negation import denied_of

if TYPE_CHECKING:
    from spacy.tokens import Token


def compounds(noun: Token) -> list[Token]:
    """The nouns that stand before a noun as a part of it: "*smoke* detectors"."""
    return [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"]


def done_to(clause: Token) -> list[Token]:
    """What is done to in a clause, with the nouns before it: "sells *theatre tickets*", "no *bids* were received"."""
    objects = [c for c in clause.children if c.dep_ in ("dobj", "nsubjpass")]
    return [t for n in objects for t in (n, *compounds(n), *denied_of(n))]


def which_of(clause: Token, subject: Token | None) -> tuple[str, ...]:
    """What tells the things of a clause from others of their kind: "pier=new" of "the new pier"."""
    nouns = [t for t in (subject, *(c for c in clause.children if c.dep_ in ("dobj", "nsubj", "nsubjpass"))) if t is not None]
    told = (f"{n.lemma_.lower()}={c.lemma_.lower()}" for n in nouns for c in n.children if c.dep_ == "amod")
    return tuple(dict.fromkeys(told))


def predicative(verb: Token) -> list[Token]:
    """The preposition of "be" that makes a predicate with a bare noun: "is on duty", "was in service", but not "was in the yard"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.i > verb.i:
            inner = next((c for c in child.children if c.dep_ == "prep"), child)  # "out of service"
            bare = [p for p in inner.children if p.dep_ == "pobj" and p.pos_ == "NOUN" and p.ent_type_ == ""]
            return [child] if any(not any(c.dep_ in ("det", "poss", "nummod") for c in p.children) for p in bare) else []
    return []
