"""Statements that are made by the way: "with no driver", "without telling the owner", "driverless", "the unpaid bill", "a binding deal".

An adjective before a noun speaks of certain things only: "unregistered patients" does not say that no patient was registered. So it makes
a statement only where its noun is one that the text points to.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from atodds.extract.clauses import attributes, done_to, inner
from atodds.extract.holders import subject_of_clause
from atodds.extract.kindred import key_of, key_of_word
from atodds.extract.negation import is_no, opposite_inside

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from atodds.extract.measure import Words
    from atodds.extract.trees import Token

# Articles and counts that make a noun one of several, or several of them.
_SOME = frozenset({"a", "an", "some", "several", "many", "few", "other", "another", "more", "most", "any", "no", "such"})


@dataclass(slots=True)
class Statement:
    """One statement: the root of its clause, its sign, the keys of its predicate and of its terms, and the tokens that say it.

    ``existence``: "there" if it says that something is there or is not, "lacking" if by the way ("with no driver", "driverless").
    ``denied``: by "not" or "no", and not only by a word that has an opposite.
    ``worded``: where the words of a predicate stand that has an opposite.
    ``core``: the terms that are done to, or of which it is so: subject and object, without what stands behind prepositions.
    """

    root: Token
    holds: bool
    focus: dict[str, None]
    terms: dict[str, None]
    tokens: list[Token]
    core: dict[str, None]
    subject: Token | None = None
    existence: str = ""
    denied: bool = False
    worded: frozenset[int] = frozenset()


@dataclass(slots=True)
class Asides:
    """Reads them in one sentence; ``terms``: gives the keys of what a clause is said of."""

    words: Words
    terms: Callable[[Token], dict[str, None]]

    def statements(self) -> Iterator[Statement]:
        """The statements, without those of clauses."""
        for token in self.words.doc:
            yield from self._lacking(token)
        for token, noun, predicate, denied in attributes(self.words):
            keys = {k: None for k in (self._key(noun),) if k is not None}
            own = [k for k in (self._key(token),) if k is not None and predicate.holds]
            if keys and (denied or not _is_some(noun, one=False)):
                yield Statement(token, predicate.holds, dict.fromkeys([f"={predicate.key}", *own]), keys, [token], {}, noun)

    def _lacking(self, token: Token) -> Iterator[Statement]:
        """ "with no driver", "without a driver", "driverless": that something is not there."""
        lexicon = self.words.lexicon
        if token.pos_ in ("ADJ", "NOUN", "ADV", "PROPN") and (missing := lexicon.privative(token.lower_)) is not None:
            noun = token.head if token.dep_ == "amod" else subject_of_clause(token.head)
            terms = [k for k in (self._key(noun) if noun is not None else None,) if k is not None]
            yield Statement(token, False, {key_of_word(missing, lexicon): None}, dict.fromkeys(terms), [token], {}, noun, "lacking")
        elif token.pos_ in ("ADJ", "VERB") and token.dep_ in ("pobj", "prep", "amod", "advcl", "dep", "nmod") and opposite_inside(token):
            yield from self._undone(token, opposite_inside(token))
        elif token.dep_ == "pobj" and (token.head.lower_ == "without" or (token.head.lower_ == "with" and is_no(token))):
            yield from self._not_there(token)
        elif token.dep_ == "pcomp" and token.tag_ == "VBG" and (clause := _undone_in(token)) is not None:
            yield from self._not_done(token, clause)

    def _not_there(self, noun: Token) -> Iterator[Statement]:
        key, clause = self._key(noun), noun.head.head
        if key is None:
            return
        terms = self.terms(clause) if clause.pos_ in ("VERB", "AUX") else {}
        start = noun.head if noun.head.lower_ == "without" else noun
        told = [start, *inner(noun)]
        yield Statement(noun, False, {key: None}, {k: None for k in terms if k != key}, told, {}, subject_of_clause(clause), "lacking")

    def _not_done(self, verb: Token, clause: Token) -> Iterator[Statement]:
        """ "Recalled the jars without informing the regulator": it did not inform the regulator."""
        key = self._key(verb)
        if key is None:
            return
        subject = subject_of_clause(clause)
        of_subject = [k for k in (self._key(subject) if subject is not None else None,) if k is not None]
        core = dict.fromkeys([*of_subject, *(k for t in done_to(verb) if (k := self._key(t)) is not None)])
        told = [verb.head, verb, *(t for c in verb.children if c.dep_ == "dobj" for t in inner(c))]
        terms = {k: None for k in (*of_subject, *self.terms(verb)) if k != key}
        yield Statement(verb, False, {key: None}, terms, told, core, subject)

    def _undone(self, token: Token, word: str) -> Iterator[Statement]:
        """ "the unpaid bill", "regards the strike as unprotected": said of the noun it modifies, or of the object of its verb."""
        above = token.head.head if token.head.lower_ == "as" else token.head
        noun = next((c for c in above.children if c.dep_ == "dobj"), None) if above.pos_ == "VERB" else above
        if noun is not None and token.dep_ == "amod" and _is_some(noun):
            return
        if noun is not None and (key := self._key(noun)) is not None:
            yield Statement(token, False, {key_of_word(word, self.words.lexicon): None}, {key: None}, [token], {key: None}, noun)

    def _key(self, token: Token) -> str | None:
        return key_of(token, self.words)


def _undone_in(participle: Token) -> Token | None:
    """The clause that says of a participle that it was not done: "without asking", "instead of asking", "stopped short of asking"."""
    above = participle.head
    before = above.nbor(-1).lower_ if above.i else ""
    if above.lower_ != "without" and not (above.lower_ == "of" and before in ("instead", "short")):
        return None
    return next((a for a in above.ancestors if a.pos_ in ("VERB", "AUX")), None)


def _is_some(noun: Token, *, one: bool = True) -> bool:
    """Whether a noun phrase speaks of some things of a kind: "unpaid bills", "is an uninsured ship" not; "an unpaid bill" if ``one``."""
    if noun.dep_ in ("attr", "oprd") or noun.pos_ == "PROPN":
        return False
    before = [c for c in noun.children if c.i < noun.i]
    if any(c.dep_ == "poss" or c.lower_ in ("the", "this", "that", "these", "those", "all") for c in before):
        return False
    return noun.tag_ == "NNS" or any((c.lower_ in _SOME and (one or c.lower_ not in ("a", "an"))) or c.dep_ == "nummod" for c in before)
