"""Parts of a clause that tell what it is said of: its objects, the adjectives of its things, a predicate behind "be"."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from atodds.extract.kindred import words_of
from atodds.extract.limits import TIMES
from atodds.extract.negation import clause_above, denied_of, governed, is_negated
from atodds.extract.wordlists import statements
from atodds.model.records import Modality

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from atodds.extract.lexicon import Predicate
    from atodds.extract.measure import Words
    from atodds.extract.trees import Token

_SOME_OF = frozenset({"most", "many", "some", "few", "several"})
# Prepositions behind a predicate that tell of what it is so.
_TOWARD = frozenset({"of", "for", "from", "with", "against"})
# Prepositions right behind a predicate of several words that are a part of it: "took part in", "appeared at".
_BEHIND = frozenset({"of", "for", "to", "with", "against", "in", "at", "on"})
# Auxiliaries of the future; "wo" is that of "won't".
_FUTURE = frozenset({"will", "shall", "'ll", "’ll", "wo"})


def compounds(noun: Token) -> list[Token]:
    """The nouns that stand before a noun as a part of it: "*smoke* detectors"."""
    return [c for c in noun.children if c.dep_ == "compound" and c.pos_ == "NOUN"]


def done_to(clause: Token) -> list[Token]:
    """What is done to in a clause, with the nouns before it: "sells *theatre tickets*", "no *bids* were received"."""
    objects = [c for c in clause.children if c.dep_ in ("dobj", "nsubjpass")]
    return [t for n in objects for t in (n, *compounds(n), *denied_of(n))]


def which_of(clause: Token, subject: Token | None) -> tuple[str, ...]:
    """What tells the things of a clause from others of their kind: "pier=new" of "the new pier"."""
    told = (
        f"{n.lemma}={c.lemma}"
        for n in _things_of(clause, subject)
        for c in n.children
        if c.dep_ == "amod" or (c.dep_ in ("compound", "poss") and c.pos_ == "NOUN")
    )
    return tuple(dict.fromkeys(told))


def is_of_some(subject: Token | None) -> bool:
    """Whether a clause is said of so many out of more ("thirteen of them", "two trains"): its opposite may hold of the others."""
    if subject is None:
        return False
    if subject.lower_ in _SOME_OF or any(c.lower_ in _SOME_OF and c.dep_ in ("amod", "det") for c in subject.children):
        return True  # "most satellites burn up"
    if subject.like_num and subject.dep_ != "nummod":
        return not any(c.dep_ in ("det", "predet") for c in subject.children)
    counted = any(c.dep_ == "nummod" and c.like_num for c in subject.children)
    return counted and subject.tag_ in ("NNS", "NNPS") and not any(c.dep_ in ("det", "predet", "poss") for c in subject.children)


def is_of_all(subject: Token | None) -> bool:
    """Whether a clause is said of all of its things: "all passengers escaped unhurt"."""
    if subject is None:
        return False
    said = {c.lower_ for c in subject.children if c.i < subject.i and c.dep_ in ("det", "predet", "amod", "advmod")} | {subject.lower_}
    return bool(said & {"all", "every", "both", "each", "everyone", "everybody", "everything"})


def whose_of(clause: Token, subject: Token | None) -> tuple[Token, ...]:
    """The things of a clause that a name may tell from others of their kind: "*shareholders* of Nordvik", "the *talks* in Geneva"."""
    return tuple(dict.fromkeys(t for t in _things_of(clause, subject) if t.pos_ == "NOUN"))


def _things_of(clause: Token, subject: Token | None) -> list[Token]:
    """The subject and the objects of a clause, and what stands behind prepositions beside them."""
    things = [t for t in (subject, *(c for c in clause.children if c.dep_ in ("dobj", "nsubj", "nsubjpass"))) if t is not None]
    return things + [p for t in (clause, *things) for c in t.children if c.dep_ == "prep" for p in c.children if p.dep_ == "pobj"]


def toward(verb: Token, worded: Collection[int]) -> Iterator[tuple[str, Token]]:
    """What stands behind a predicate, with its preposition: "acquitted of *fraud*", "kept its promise to *pay*".

    ``worded``: where the words of the predicate stand; what is right behind it is given as "*": "took part in the *final*".
    """
    above = [verb, *(c for c in verb.children if c.dep_ in ("acomp", "prt", "attr", "oprd") or (c.dep_ == "dobj" and c.i in worded))]
    for child in (c for t in above for c in t.children if c.i > verb.i):
        if child.dep_ in ("acl", "xcomp") and child.tag_ == "VB" and child.head.i in worded and child.head != verb:
            yield "to do", child
        if child.dep_ == "prep":
            close = child.lower_ in _BEHIND and (child.i in worded or (len(worded) > 1 and child.i == max(worded) + 1))
            nouns = [p for p in child.children if p.dep_ == "pobj" and p.pos_ in ("NOUN", "PROPN") and p.lemma not in TIMES]
            nouns = [p for p in nouns if p.i not in worded]
            if close or child.lower_ in _TOWARD:
                yield from (("*" if close else child.lower_, p) for p in nouns)


def predicative(verb: Token) -> list[Token]:
    """The preposition of "be" that makes a predicate with a bare noun: "is on duty", "was in service", but not "was in the yard"."""
    for child in verb.children:
        if child.dep_ == "prep" and child.i > verb.i:
            inner = next((c for c in child.children if c.dep_ == "prep"), child)  # "out of service"
            bare = [p for p in inner.children if p.dep_ == "pobj" and p.pos_ == "NOUN"]
            return [child] if any(not any(c.dep_ in ("det", "poss", "nummod") for c in p.children) for p in bare) else []
    return []


def is_finite(verb: Token) -> bool:
    """Whether a clause states something of its own: no infinitive or participle, but also "cargo stowed and lashed"."""
    if verb.dep_ == "xcomp":  # "the gala had to be called off": it was; of "need not be called off" the first verb tells
        compelled = verb.head.lemma_ == "have" and not is_negated(verb.head)
        return (compelled or governed(verb) is not None) and is_finite(clause_above(verb))
    if verb.dep_ == "acl" and governed(verb) is not None:  # "dropped its plan to sell"
        return is_finite(clause_above(verb))
    if verb.tag_ in ("VBZ", "VBP", "VBD", "MD") or any(
        c.dep_ in ("aux", "auxpass") and c.tag_ in ("VBZ", "VBP", "VBD", "MD") for c in verb.children
    ):
        return True
    if verb.dep_ == "conj" and verb.head.i != verb.i:
        return is_finite(verb.head)
    return verb.dep_ == "ROOT" and verb.tag_ in ("VBN", "VBG", "VB")


def inner(token: Token) -> list[Token]:
    """A phrase without the clauses that hang on it."""
    found = [token]
    for child in token.children:
        if child.dep_ not in ("relcl", "advcl", "ccomp", "acl", "parataxis") and not (
            child.dep_ in ("conj", "cc") and token.pos_ in ("VERB", "AUX")
        ):
            found.extend(inner(child))
    return found


def spelt(tokens: Sequence[Token]) -> tuple[list[str], list[str], list[str]]:
    """Lemmas, parts of speech and words, as the lexicon wants them."""
    return [t.lemma for t in tokens], [t.pos_ for t in tokens], [t.text for t in tokens]


def is_aside(token: Token, verb: Token) -> bool:
    """Whether a word of a predicate stands in a phrase that hangs on a noun of it: "is a road *with one opening*"."""
    while token.i not in (verb.i, token.head.i):
        if token.dep_ == "prep" and token.head.dep_ in ("attr", "dobj", "pobj"):
            return True
        token = token.head
    return False


def attributes(words: Words) -> Iterator[tuple[Token, Token, Predicate, bool]]:
    """The adjectives before a noun that have an opposite, with their noun: "a *binding* agreement", "the *empty* depot".

    In a clause that is denied they are denied: "it did not sign a binding agreement"; the last of each tells so.
    """
    for token in words.doc:
        if token.dep_ == "amod" and token.head.pos_ in ("NOUN", "PROPN") and token.i < token.head.i:
            found = words.lexicon.predicates(*spelt([token]))
            if found:
                said = found[0].item
                clause = next((a for a in token.ancestors if a.pos_ in ("VERB", "AUX")), None)
                denied = clause is not None and clause.i < token.i and is_negated(clause)
                yield token, token.head, replace(said, holds=said.holds != denied), denied


def modality_of_clause(verb: Token) -> Modality:
    """Whether a clause tells what is, what will be or what is meant to be."""
    while verb.pos_ not in ("VERB", "AUX") and verb.head.i != verb.i:
        verb = verb.head
    chain = [verb]
    while chain[-1].dep_ in ("xcomp", "conj") and len(chain) < 4:
        chain.append(chain[-1].head)
    aux = {c.lower_ for v in chain for c in v.children if c.dep_ in ("aux", "auxpass")}
    if aux & _FUTURE:
        return Modality.FORECAST
    if any(v.lemma in (*words_of("intending"), *statements()["modality"]["target"]) for v in chain[1:]):
        return Modality.TARGET
    # The present progressive tells of what is arranged as well as of what goes on ("they're changing the crest").
    progressive = verb.tag_ == "VBG" and any(
        c.lemma_ == "be" and c.tag_ in ("VBP", "VBZ") for c in verb.children if c.dep_ in ("aux", "auxpass")
    )
    return Modality.FORECAST if progressive else Modality.ASSERTED
