"""Whom a sentence speaks of when it does not say so: the entity of the paragraph, the heading, the document.

The rules are those of centering (Grosz, Joshi & Weinstein 1995), much simplified: the subject of the last sentence is what
"it" and "the company" point to; a heading that is a name sets the entity of its section; the title sets that of the document.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from atodds.datafile import tables_of
from atodds.extract.names import Name, names

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from atodds.model.records import Document

_WE = frozenset({"we", "our", "us", "ours", "i", "my", "me"})
_HE = frozenset({"he", "his", "she", "her", "him", "himself", "herself"})
_IT = frozenset({"it", "its", "itself", "this", "they", "their", "them"})


def statements() -> dict[str, Any]:
    """The word lists of ``data/statements.toml``."""
    return tables_of("atodds.extract", "statements")


def is_we(token: Token) -> bool:
    """Whether a word is of the first person, or a noun owned by it ("our school")."""
    return token.lower_ in _WE or any(c.lower_ in _WE for c in token.children if c.dep_ == "poss")


@functools.cache
def anaphor_nouns() -> frozenset[str]:
    """Nouns that point back when definite ("the company")."""
    lists = statements()["anaphors"]
    return frozenset(word for words in lists.values() for word in words)


@dataclass(slots=True)
class Discourse:
    """Who is spoken of, as the text goes on. Each is a name's words, or empty; ``act``: what happened on the last date.

    ``current``: the last subject; ``person``: the last that is a person; ``thing``: the last that is none, to whom "it" and "the company"
    point; ``people``: surnames that were those of persons; ``plain``: words that the document also writes without a capital;
    ``proper``: those that it writes with one inside a sentence.
    """

    topic: str = ""
    publisher: str = ""
    section: str = ""
    section_level: int = 0
    current: str = ""
    thing: str = ""
    person: str = ""
    people: set[str] = field(default_factory=set)
    act: str = ""
    plain: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    headings: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, title: Doc | None) -> Discourse:
        """At the start of a document: its topic is the first name of its title."""
        found = names(title) if title is not None else []
        plain = frozenset(_PLAIN.findall(document.text))
        proper = frozenset(_PROPER.findall(document.text))
        found = [name for name in found if not _is_of_document(name, plain)]
        topic = _main(title, found) if title is not None else ""
        return cls(topic=topic, publisher=document.publisher or "", plain=plain, proper=proper)

    def heading(self, text: str, level: int, doc: Doc) -> None:
        """A heading begins: those of its level and below end; one that is a name sets the section's entity."""
        self.headings = [(lv, t) for lv, t in self.headings if lv < level] + [(level, text)]
        found = names(doc)
        covered = sum(name.last - name.first for name in found)
        words = sum(1 for t in doc if t.is_alpha or t.like_num)
        # A heading is a name if names make up most of its words ("Zhipu AI", "MetaX Tech"); "Money and time" is none.
        if found and covered * 2 > words and not self._is_word(found[0]):
            self.section, self.section_level = found[0].text, level
        elif level <= self.section_level:
            self.section, self.section_level = "", 0
        self.current = self.thing = self.person = ""
        self.act = ""

    def _is_word(self, name: Name) -> bool:
        """Whether a heading of one word is no name for all its capital ("Aftermath"): nothing below or above says it so in a sentence."""
        text = name.text
        return name.last - name.first == 1 and text not in self.proper and not (text.isupper() and len(text) > 1) and text.isalpha()

    def move_on(self, doc: Doc, name: Name) -> None:
        """The subject of a sentence is spoken of from now on."""
        self.current = name.text
        surname = name.text.rpartition(" ")[2]
        if surname in self.people or is_person(doc, name):
            self.people.add(surname)
            self.person = name.text
        else:
            self.thing = name.text

    @property
    def default(self) -> str:
        """Whom a sentence without a subject of its own speaks of: hardly a person, of whom it would be said."""
        return self.thing or self.section or self.topic or self.current

    def resolve(self, token: Token) -> str:
        """The name that a pronoun or a definite noun ("the company", "its") points to, or empty if it points to none."""
        word = token.lower_
        if word in _WE:
            return self.publisher
        if word in _HE:
            return self.person or self.current or self.section or self.topic
        if word in _IT:
            return self.default
        if token.lemma_.lower() in anaphor_nouns() and any(c.lower_ in ("the", "this", "that", "our", "its") for c in token.children):
            if any(c.lower_ == "our" for c in token.children):
                return self.publisher
            return self.default
        return ""


@functools.cache
def _person_words(which: str) -> frozenset[str]:
    return frozenset(statements()["persons"][which])


def is_person(doc: Doc, name: Name) -> bool:
    """Whether the words of a name or beside it make it a person's: a title, a noun before it or in apposition, "who"."""
    span = [doc[i] for i in range(name.first, name.last)]
    if any(t.lower_.rstrip(".") in _person_words("titles") for t in span[:-1]):
        return True
    nouns = _person_words("nouns")
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.lower_ in nouns:
        return True
    for token in span:
        for child in token.children:
            if child.i >= name.last and child.dep_ == "appos" and child.lemma_.lower() in nouns:
                return True
            if child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.children):
                return True
    return False


def _main(doc: Doc, found: list[Name]) -> str:
    """The name that a title is about: its subject if that is a name, else its first name."""
    for name in found:
        if any(doc[i].dep_ in ("nsubj", "nsubjpass") for i in range(name.first, name.last)):
            return name.text
    return next((name.text for name in found if not is_place(doc[name.last - 1])), found[0].text if found else "")


def _is_of_document(name: Name, plain: frozenset[str]) -> bool:
    """Whether a name in a title is that of the document ("Annual Survey") or no name ("Ash falls on the town")."""
    words = name.text.lower().split()
    return words[-1] in statements()["writings"]["nouns"] or (len(words) == 1 and words[0] in plain)


# Prepositions before a place: what stands behind them is where something is, not what it is said of.
_WHERE = frozenset({"in", "at", "near", "outside", "around", "across", "off"})


def is_place(token: Token) -> bool:
    """Whether a word of a name stands behind a preposition of place: "four towers in Omaha"."""
    head = token
    while head.dep_ in ("compound", "amod", "nmod", "poss", "conj", "appos") and head.head != head:
        head = head.head
    return head.dep_ == "pobj" and head.head.lower_ in _WHERE


# Words in lower case; shorter ones begin no sentence as a name.
_PLAIN = re.compile(r"(?<![\w.@/-])[a-z]{3,}(?![\w@/])")
# Words with a capital behind one without: names, unless all words of a line have one.
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*\w")
_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Text on one line, white space folded."""
    return _SPACE.sub(" ", text).strip()
