"""Whom a sentence speaks of when it does not say so: the entity of the paragraph, the heading, the document.

The rules are those of centering (Grosz, Joshi & Weinstein 1995), much simplified: the subject of the last sentence is what
"it" and "the company" point to; a heading that is a name sets the entity of its section; the title and the text set that of the document.
Who only says something, and whoever is spoken of in another paragraph, is not what a sentence without a subject of its own speaks of.
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.names import Name, names
from atodds.extract.spellings import Spellings, is_no_name, is_office
from atodds.extract.topic import is_own, publisher_name, topic_of
from atodds.extract.wordlists import statements, word_list

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atodds.extract.trees import Doc, Token
    from atodds.model.records import Document

_I = frozenset({"i", "my", "me", "mine", "myself"})
_WE = frozenset({"we", "our", "us", "ours"}) | _I
_HE = frozenset({"he", "his", "she", "her", "him", "himself", "herself"})
_IT = frozenset({"it", "its", "itself", "this", "they", "their", "them"})
# Names that were spoken of last and may be pointed to by their kind: so many, of the last few sentences.
_MEMORY = 12
_DEFINITE = frozenset({"the", "this", "that", "our", "its"})


def is_we(token: Token) -> bool:
    """Whether a word is of the first person, or a noun owned by it ("our school")."""
    return token.lower_ in _WE or any(c.lower_ in _WE for c in token.children if c.dep_ == "poss")


@functools.cache
def anaphor_nouns() -> frozenset[str]:
    """Nouns that point back when definite ("the company")."""
    lists = statements()["anaphors"]
    return frozenset(word for words in lists.values() for word in words)


@functools.cache
def _sorts() -> dict[str, frozenset[str]]:
    """The sorts of thing that a noun names, by the noun: "ship" is a craft."""
    nouns = {noun for of_sort in statements()["sorts"].values() for noun in of_sort}
    return {noun: frozenset(sort for sort, of_sort in statements()["sorts"].items() if noun in of_sort) for noun in nouns}


@functools.cache
def _alike(noun: str) -> frozenset[str]:
    """The nouns for the same thing as ``noun``: "vessel" for "ship"."""
    return frozenset({noun}.union(*(group for group in statements()["alike"]["groups"] if noun in group)))


def is_kind(noun: str) -> bool:
    """Whether a noun tells what sort of thing something is."""
    return noun in _sorts()


@dataclass(slots=True)
class Discourse:
    """Who is spoken of, as the text goes on. Each is a name's words, or empty; ``act``: what happened on the last date.

    ``current``: the last subject; ``person``: the last that is a person; ``thing``: the last that is none, to whom "it" and "the company"
    point; ``about``: the same, if the paragraph names it and it does not only say something; ``kinds``: the nouns that each name was
    called by ("ship"); ``recent``: the names that were spoken of last; ``people``: surnames that were those of persons.
    ``own``: the document speaks of its publisher; ``quoted``: the sentence begins inside a quotation; ``asked``: it is an interview.
    """

    topic: str = ""
    publisher: str = ""
    section: str = ""
    section_level: int = 0
    current: str = ""
    thing: str = ""
    about: str = ""
    person: str = ""
    people: set[str] = field(default_factory=set)
    act: str = ""
    own: bool = False
    quoted: bool = False
    asked: bool = False
    spelt: Spellings = field(default_factory=Spellings)
    kinds: dict[str, set[str]] = field(default_factory=dict)
    recent: list[str] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)

    @classmethod
    def of(cls, document: Document, title: Doc | None, spelt: Spellings, *, asked: bool = False) -> Discourse:
        """At the start of a document: its topic is the name of its title, or of its text, that it speaks of. ``title``: its headline."""
        publisher = publisher_name(document.publisher)
        own = is_own(document, spelt, asked=asked)
        return cls(topic=topic_of(title, publisher, spelt, own=own), publisher=publisher, spelt=spelt, own=own, asked=asked)

    @property
    def plain(self) -> frozenset[str]:
        """Words that the document also writes without a capital."""
        return self.spelt.plain

    @property
    def proper(self) -> frozenset[str]:
        """Words that the document writes with a capital inside a sentence."""
        return self.spelt.proper

    def paragraph(self) -> None:
        """A paragraph begins: what was spoken of before is not yet spoken of in it."""
        self.about = ""
        self.quoted = False

    def end_section(self, level: int) -> None:
        """A heading of ``level`` is to be read: what was spoken of above it is not what it tells of."""
        self.about = ""
        if level <= self.section_level:
            self.section, self.section_level = "", 0

    def heading(self, text: str, level: int, doc: Doc) -> None:
        """A heading begins: those of its level and below end; one that is a name sets the section's entity."""
        self.headings = [(lv, t) for lv, t in self.headings if lv < level] + [(level, text)]
        found = [name for name in self.spelt.whole(doc, names(doc)) if not is_no_name(name.text.split()[0].rstrip("."))]
        covered = sum(name.last - name.first for name in found)
        words = sum(1 for t in doc if t.is_alpha or t.like_num)
        # A heading is a name if names make up most of its words ("Zhipu AI", "MetaX Tech"); "Money and time" is none.
        if found and covered * 2 > words and not self._is_word(found[0]):
            self.section, self.section_level = found[0].text, level
        elif level <= self.section_level:
            self.section, self.section_level = "", 0
        self.current = self.thing = self.about = self.person = ""
        self.act = ""

    def _is_word(self, name: Name) -> bool:
        """Whether a heading is no name for all its capitals ("Aftermath", "Phase One"): nothing says it so in a sentence."""
        text = name.text
        words = text.split()
        if is_office(text) or words[0].lower() in word_list("numbered", "nouns") - word_list("numbered", "things"):
            return True
        if text.isupper() and len(words) > 1:
            return not self.spelt.knows(text) and not self.spelt.knows(text.title())
        return len(words) == 1 and text not in self.spelt.proper and not (text.isupper() and len(text) > 1) and text.isalpha()

    def move_on(self, doc: Doc, name: Name, *, says: bool = False) -> None:
        """The subject of a sentence is spoken of from now on; ``says``: it only says something."""
        if is_no_name(name.text) or is_capitals(doc):
            return
        self.current = name.text
        if self.is_person_name(name.text) or is_person(doc, name):
            if "&" not in name.text:
                self.people.add(name.text.rpartition(" ")[2])
            self.person = name.text
        elif not is_office(name.text):
            self.thing = name.text
            self.about = self.about if says else name.text

    def is_person_name(self, name: str) -> bool:
        """Whether a name is known to be a person's, from the whole text or from the sentences before."""
        return self.spelt.is_person(name) or (name.rpartition(" ")[2] in self.people and "&" not in name)

    def note(self, doc: Doc, found: Sequence[Name]) -> None:
        """The names of a sentence were spoken of, and it says what some of them are: "Lorn, a town", "the tanker Alba"."""
        for name in found:
            kinds = self.kinds.setdefault(name.text, {w.lower() for w in name.text.split() if is_kind(w.lower())})
            kinds.update(noun for noun in _called(doc, name) if is_kind(noun))
        texts = [name.text for name in found]
        self.recent = [*(n for n in self.recent if n not in texts), *dict.fromkeys(texts)][-_MEMORY:]

    @property
    def default(self) -> str:
        """Whom a sentence without a subject of its own speaks of: hardly a person, of whom it would be said."""
        return self.about or self.section or self.topic or self.thing

    def resolve(self, token: Token) -> str:
        """The name that a pronoun or a definite noun ("the company", "its") points to, or empty if it points to none."""
        word = token.lower_
        if word in _WE:
            return self._we(token)
        if word in _HE:
            return self.person or self.current or self.section or self.topic
        if word in _IT:
            return self.thing or self.section or self.topic
        noun = token.lemma
        if noun in anaphor_nouns() and any(c.lower_ in _DEFINITE for c in token.children):
            ours = next((c for c in token.children if c.lower_ == "our"), None)
            return self._we(ours) if ours is not None else self._called(noun)
        return ""

    def _we(self, token: Token) -> str:
        """Who speaks of himself: the publisher, but in what somebody else says whoever it is that he speaks for."""
        if self.own or not (self.asked or self._is_quoted(token)):
            return self.publisher
        return "" if token.lower_ in _I else self.section or self.topic

    def _is_quoted(self, token: Token) -> bool:
        """Whether a word stands inside a quotation, of which the beginning may stand in a sentence before."""
        return quotation_open("".join(t.text for t in token.doc[: token.i]), open_before=self.quoted)

    def _called(self, noun: str) -> str:
        """The name that a noun points to: the last that was called so, else the last that may be such a thing."""
        for name in reversed(self.recent):
            if not _alike(noun).isdisjoint(self.kinds.get(name, ())):
                return name
        candidates = [n for n in (self.thing, self.section, self.topic) if n]
        return next((n for n in candidates if self._may_be(n, noun)), "")

    def _may_be(self, name: str, noun: str) -> bool:
        known = frozenset[str]().union(*(_sorts()[kind] for kind in self.kinds.get(name, ())))
        asked = _sorts().get(noun)
        return not known or asked is None or not known.isdisjoint(asked)


def quotation_open(text: str, *, open_before: bool = False) -> bool:
    """Whether a quotation is open at the end of a text."""
    is_open = open_before
    for sign in text:
        if sign == "“":
            is_open = True
        elif sign == "”":
            is_open = False
        elif sign == '"':
            is_open = not is_open
    return is_open


def is_capitals(doc: Doc) -> bool:
    """Whether all words of a line are in capitals: "FOR IMMEDIATE RELEASE" names nobody."""
    words = [t.text for t in doc if t.is_alpha and len(t.text) > 1]
    return len(words) > 1 and all(w.isupper() for w in words)


def _called(doc: Doc, name: Name) -> Iterable[str]:
    """The nouns that a sentence calls a name by: in apposition, before it, as its predicate."""
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.pos_ == "NOUN":
        yield before.lemma
    for token in doc[name.first : name.last]:
        yield from (c.lemma for c in token.children if c.dep_ == "appos" and c.i >= name.last and c.pos_ == "NOUN")
        if token.dep_ == "appos" and token.head.i < name.first and token.head.pos_ == "NOUN":
            yield token.head.lemma
        if token.dep_ == "nsubj" and token.head.lemma_ == "be":
            yield from (c.lemma for c in token.head.children if c.dep_ == "attr" and c.pos_ == "NOUN")
    behind = doc[name.last] if name.last < len(doc) else None
    modifies = behind is not None and behind.pos_ == "NOUN" and doc[name.last - 1].head == behind
    if behind is not None and modifies and any(c.lower_ == "the" for c in behind.children):
        yield behind.lemma  # "the Marra dam"


def is_person(doc: Doc, name: Name) -> bool:
    """Whether the words of a name or beside it make it a person's: a title, a noun before it or in apposition, "who"."""
    span = [doc[i] for i in range(name.first, name.last)]
    if any(t.lower_.rstrip(".") in word_list("persons", "titles") for t in span[:-1]):
        return True
    nouns = word_list("persons", "nouns")
    before = doc[name.first - 1] if name.first else None
    if before is not None and before.lower_ in nouns:
        return True
    for token in span:
        for child in token.children:
            if child.i >= name.last and child.dep_ == "appos" and child.lemma in nouns:
                return True
            if child.dep_ == "relcl" and any(t.lower_ == "who" for t in child.children):
                return True
    return False


_SPACE = re.compile(r"\s+")


def one_line(text: str) -> str:
    """Text on one line, white space folded."""
    return _SPACE.sub(" ", text).strip()
