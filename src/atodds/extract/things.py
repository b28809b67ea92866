"""The thing that a role or a statement is about: a noun phrase to a name where it has one, and to its words.

A noun phrase is followed to the name it stands for: over an apposition ("Eje Norte, the joint venture"), a copula ("Qilan is the
outfit that ..."), a naming ("a trial called LANTERN-2"), a pronoun, or a definite noun that points back ("the company").
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from atodds.extract.discourse import anaphor_nouns
from atodds.extract.filler_tables import kinds_of, synonyms

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from atodds.extract.discourse import Discourse
    from atodds.extract.measure import Words
    from atodds.extract.names import Name
    from atodds.extract.subject import How
    from atodds.extract.trees import Token

ITS = frozenset({"it", "its", "they", "their", "them", "itself"})
RELATIVE = frozenset({"who", "which", "that", "whom", "whose"})
# Modifiers that belong to the noun phrase ("the first Republican commission"); clauses behind it do not.
_INSIDE = frozenset({"amod", "compound", "nmod", "nummod"})
_NAMING = frozenset({"call", "name", "know", "dub", "title"})
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})
# A noun phrase is followed to its name over no more than this many steps: more are a parser's circle.
_MAX_STEPS = 4


@dataclass(frozen=True, slots=True)
class Thing:
    """What something is said of: ``name`` (empty where it has none) and how it was found; ``head`` and ``words``: keys and lemmas.

    ``definite``: it is pointed to ("the round", "this round", "its round"), so that it is one certain thing.
    """

    name: str = ""
    how: How = "default"
    head: tuple[str, ...] = ()
    words: tuple[str, ...] = ()
    definite: bool = False
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class Things:
    """Finds the things of one sentence. ``by_token``: the name that each token belongs to."""

    words: Words
    by_token: Mapping[int, Name]
    discourse: Discourse

    def of(self, token: Token, steps: int = 0) -> Thing:
        """The thing that the noun phrase of ``token`` stands for."""
        if steps > _MAX_STEPS:
            return self._plain(token)
        if token.lower_ in RELATIVE and token.tag_ in ("WP", "WDT", "WP$", "IN"):
            antecedent = antecedent_of(token, self.by_token)
            return self.of(antecedent, steps + 1) if antecedent is not None else Thing()
        if token.i in self.by_token:
            return self._named(token)
        if token.lower_ in ITS:
            inside = self._before(token, self._holder_before(token))
            if inside is not None:
                return replace(self.of(inside, steps + 1), how="anaphor", definite=True)
        plain = self._plain(token)
        if token.pos_ in ("NOUN", "PROPN"):
            other = next(self._others(token), None)
            if other is not None:
                there = self.of(other, steps + 1)
                return replace(there, head=(*plain.head, *there.head), words=_both(plain.words, there.words), definite=True)
        # "The law school" is not whatever school was spoken of, "the school" is.
        narrowed = token.pos_ == "NOUN" and any(c.dep_ in ("amod", "compound", "nmod") for c in token.children)
        pointed = "" if narrowed else self.discourse.resolve(token)
        return replace(plain, name=pointed, how="anaphor", definite=True) if pointed else plain

    def _named(self, token: Token) -> Thing:
        name = self.by_token[token.i]
        doc = self.words.doc
        words = self._keys(doc[i] for i in range(name.first, name.last))
        head = self._keys([doc[name.last - 1]])
        apposed = [k for t in self.apposed(token) if t.i not in self.by_token for k in self._keys([t])]
        return Thing(name.text, "named", (*head, *apposed), _both(words, tuple(apposed)), definite=True, names=(name.text,))

    def _plain(self, token: Token) -> Thing:
        inside = [token, *(t for c in token.children if c.dep_ in _INSIDE for t in c.subtree)]
        names = tuple(dict.fromkeys(self.by_token[t.i].text for t in (*inside, *_complements(token)) if t.i in self.by_token))
        definite = any(c.dep_ == "poss" or c.lower_ in _DEFINITE for c in token.children)
        return Thing(head=self._keys([token]), words=self._keys(inside), definite=definite or bool(names), names=names)

    def _others(self, token: Token) -> Iterator[Token]:
        """Other noun phrases for the same thing: apposed to it, equated with it, or naming it."""
        if token.dep_ == "appos" and token.head.pos_ in ("NOUN", "PROPN"):
            yield token.head
        yield from (t for t in self.apposed(token) if t.i in self.by_token)
        if token.dep_ == "attr" and token.head.lemma_ == "be":
            yield from (c for c in token.head.children if c.dep_ == "nsubj" and c.i in self.by_token)
        for child in token.children:
            if child.dep_ == "acl" and child.lemma in _NAMING:
                yield from (c for c in child.children if c.dep_ in ("oprd", "dobj", "attr") and c.i in self.by_token)
            if child.dep_ in ("poss", "compound", "nmod") and child.i in self.by_token and token.lemma in anaphor_nouns():
                yield child

    def apposed(self, token: Token) -> Iterator[Token]:
        """The noun phrases in apposition to that of ``token``."""
        return (c for c in token.children if c.dep_ == "appos" and c.pos_ in ("NOUN", "PROPN"))

    def _holder_before(self, token: Token) -> Name | None:
        """The name that "its chairman" is apposed to: "Ada Lund, its chairman", which "its" does not point to."""
        named = self.by_token.get(token.i - 2) if token.i >= 2 and self.words.doc[token.i - 1].text == "," else None
        return named if token.dep_ == "poss" and token.head.dep_ in ("appos", "conj", "npadvmod") else None

    def _before(self, token: Token, holder: Name | None) -> Token | None:
        """What "its" points to in its own sentence: the subject before it, else the nearest institution named before it."""
        doc = self.words.doc[: holder.first] if holder is not None else self.words.doc[: token.i]
        for other in doc:
            if other.dep_ in ("nsubj", "nsubjpass") and other.i in self.by_token and not _is_person(other):
                return other
        number = "Plur" if token.lower_ in ("they", "their", "them") else "Sing"
        for other in reversed(list(doc)):
            definite = any(c.lower_ in ("the", "this", "that", "our") for c in other.children) or other.i in self.by_token
            if (
                other.pos_ in ("NOUN", "PROPN")
                and definite
                and other.dep_ not in ("compound", "poss", "npadvmod")
                and not _is_person(other)
                and (f"Number={number}" in other.morph.split("|"))
            ):
                return other
        return None

    def _keys(self, tokens: Iterable[Token]) -> tuple[str, ...]:
        """The lemmas of the words that say something, and their concepts where they name one."""
        found: dict[str, None] = {}
        for token in tokens:
            key = self.words.key(token)
            if key is not None or token.i in self.by_token:
                found[token.lemma] = None
            if key is not None:
                found[key] = None
            found.update((k, None) for k in kinds_of(token) if k in synonyms())
        return tuple(k for k in found if any(c.isalnum() for c in k))


def antecedent_of(relative: Token, by_token: Mapping[int, Name]) -> Token | None:
    """The noun that a relative pronoun stands for; "who" stands for a person, not for the place the person is from."""
    clause = relative.head
    for _ in range(_MAX_STEPS):
        if clause.dep_ == "relcl":
            break
        clause = clause.head
    if clause.dep_ != "relcl":
        return None
    noun = clause.head
    while relative.lower_ == "who" and noun.dep_ in ("pobj", "appos") and _anchor(noun) is not None:
        above = _anchor(noun)
        if above is None or above.i not in by_token:
            break
        noun = above
    return noun


def _anchor(noun: Token) -> Token | None:
    """The noun that ``noun`` locates: "Solberg" for "Oslo" in "Solberg from Oslo"."""
    if noun.dep_ == "appos":
        return noun.head if noun.head.dep_ == "pobj" and noun.head.head.lower_ in ("from", "of", "in", "at") else None
    return noun.head.head if noun.head.lower_ in ("from", "of", "in", "at") and noun.head.head.pos_ in ("PROPN", "NOUN") else None


def _is_person(token: Token) -> bool:
    return any(c.lower_ == "who" for t in token.children if t.dep_ == "relcl" for c in t.children)


def _complements(token: Token) -> Iterator[Token]:
    for child in token.children:
        if child.dep_ == "prep" and child.lower_ in ("of", "in", "at", "for", "on"):
            for pobj in child.children:
                if pobj.dep_ == "pobj":
                    yield from pobj.subtree
        elif child.dep_ == "poss":
            yield from child.subtree


def _both(a: tuple[str, ...], b: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*a, *b)))
