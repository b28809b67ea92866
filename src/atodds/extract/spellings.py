"""What the text of a document tells about its names before a sentence of it is parsed: how they are written, and which are persons'.

A parser sees one sentence, and errs most where all words have capitals, or where the first one has one anyway. What is written with a
capital inside a sentence is a name; so a name at the start of a sentence, or in a heading, is as long as it is elsewhere.
"""

from __future__ import annotations

import calendar
import functools
import re
from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from atodds.extract.names import BODIES_OF_MANY, INSTITUTIONS, JOINERS, Name
from atodds.extract.wordlists import word_list

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from atodds.extract.trees import Doc
    from atodds.model.records import Document


# Words in lower case; shorter ones begin no sentence as a name.
_PLAIN = re.compile(r"(?<![\w.@/-])[a-z]{3,}(?![\w@/])")
# Words with a capital behind one without: names, unless all words of a line have one.
_PROPER = re.compile(r"(?<=[a-z,;] )[A-Z][\w’'-]*\w")
_MARKS = re.compile(r"[*_`]+")
_CAPITAL = r"[A-ZÀ-Þ](?:[\w’'&–-]*\w)?"
# "Growers' Union": the apostrophe of many stands inside a name before the word for a body.
_MANY = "|".join(sorted(word.capitalize() for word in INSTITUTIONS | BODIES_OF_MANY))
_PART = rf"{_CAPITAL}(?:(?<=s)[’'](?= (?:{_MANY})\b))?"
_SMALL = "|".join(sorted(JOINERS))
_NAME = rf"{_PART}(?: (?:(?:{_SMALL}) ){{0,2}}{_PART})*"
# A run of words with capitals, and a number that ends it ("Line 4"); ``inside``: behind a word or a comma of the same sentence.
_RUN = re.compile(
    r"(?P<inside>(?<=[a-z\d,;)] ))?(?P<place>(?<=\bin )|(?<=\bat )|(?<=\bnear )|(?<=\bfrom )|(?<=\boff ))?"
    rf"(?<![\w’'-])(?P<name>{_NAME}(?: \d{{1,4}}(?![\w,.]*\d))?)"
)
# A currency or a unit before its number: "Rs 900".
_COUNTED = re.compile(r"\b([A-Z][A-Za-z]{0,2}) ?\d")
_POSSESSIVE = re.compile(r"[’']s$")
# Words of a person's name in the patterns below.
_PERSON = rf"{_CAPITAL}(?: (?:(?:van|von|de|da|del|der|den|al|el|bin) ){{0,2}}{_CAPITAL}){{1,2}}"
_TITLE = r"(?:Mr|Mrs|Ms|Dr|Prof|Professor|Sir|Dame|Lady|Judge|Justice|Captain|Capt|Senator|Mayor|Sergeant|Inspector)\.?"
_DAYS = tuple(calendar.day_name)
_CALENDAR = frozenset({*calendar.month_name[1:], *calendar.month_abbr[1:], "Sept", *_DAYS, *(f"{day}s" for day in _DAYS)})
_ROMAN = re.compile(r"[IVXLC]+")


@functools.cache
def _persons() -> re.Pattern[str]:
    """Where the words around it make a name a person's: "said X,", "X, 61,", "Ms X", "X, who", "captain X", "X, its captain"."""
    certain = sorted(word_list("persons", "nouns") - word_list("persons", "bodies_too"))
    office = "|".join(map(re.escape, certain))
    return re.compile(
        rf"\bsaid (?P<a>{_PERSON})(?=[,.;]| (?:of|from|at)\b)|(?<![\w’'-])(?P<b>{_PERSON})(?=,? \(?[1-9]\d(?:[,.;)]|$| years))"
        rf"|\b{_TITLE} (?P<c>{_CAPITAL}(?: {_CAPITAL}){{0,2}})|(?<![\w’'-])(?P<d>{_PERSON})(?:, who| (?:co-)?founded| was born)\b"
        rf"|\b(?:{office}) (?P<e>{_PERSON})|(?<![\w’'-])(?P<f>{_PERSON}), (?:(?:the|an?|its|their|a) )?(?:[a-z-]+ ){{0,3}}(?:{office})\b"
    )


@dataclass(frozen=True, slots=True)
class Spellings:
    """How a document writes its names.

    ``plain``: words that it also writes without a capital; ``proper``: those that it writes with one inside a sentence; ``inner``: the
    runs of such words inside sentences, ``begun``: at their start, ``placed``: behind a preposition of place, ``counted``: before a
    number, each with how often; ``people``: the names of persons; ``surnames``: their last words.
    """

    plain: frozenset[str] = frozenset()
    proper: frozenset[str] = frozenset()
    inner: Counter[str] = field(default_factory=Counter)
    begun: Counter[str] = field(default_factory=Counter)
    placed: Counter[str] = field(default_factory=Counter)
    people: frozenset[str] = frozenset()
    surnames: frozenset[str] = frozenset()
    counted: Counter[str] = field(default_factory=Counter)
    _begins: frozenset[str] = frozenset()
    _weights: dict[str, float] = field(default_factory=dict)

    @classmethod
    def of(cls, document: Document) -> Spellings:
        """Read them off the blocks of a document; headings, where any word may have a capital, tell nothing."""
        inner: Counter[str] = Counter()
        begun: Counter[str] = Counter()
        placed: Counter[str] = Counter()
        counted: Counter[str] = Counter()
        people: set[str] = set()
        for text in map(_without_agency, _told(document)):
            for found in _RUN.finditer(text):
                name, led = _without_lead(_POSSESSIVE.sub("", found["name"]))
                if name:
                    (begun if found["inside"] is None and not led else inner)[name] += 1
                if name and (found["place"] is not None or led):
                    placed[name] += 1
            counted.update(found.group(1) for found in _COUNTED.finditer(text))
            people.update(name for found in _persons().finditer(text) for name in found.groups() if name and not _is_body(name))
        return cls(
            plain=frozenset(_PLAIN.findall(document.text)),
            proper=frozenset(_PROPER.findall(document.text)),
            inner=inner,
            begun=begun,
            placed=placed,
            counted=counted,
            people=frozenset(people),
            surnames=frozenset(name.rpartition(" ")[2] for name in people),
            _begins=frozenset(b for run in inner for b in _beginnings(run)),
            _weights=_weights(inner, begun, placed),
        )

    def knows(self, name: str) -> bool:
        """Whether the text has a name by itself: inside a sentence, or at the start of several."""
        return name in self._begins or self.begun[name] >= _SEVERAL

    def weight(self, name: str) -> float:
        """How often the text speaks of a name, by itself or with more words behind it; as a subject it counts twice, as a place not."""
        return self._weights.get(name, 0.0)

    def alone(self, name: str) -> float:
        """The same for a name with nothing behind it."""
        return self.inner[name] + (1 + _AS_SUBJECT) * self.begun[name] - self.placed[name]

    def is_person(self, name: str) -> bool:
        """Whether a name is known to be a person's: by its words, or by its surname alone."""
        return name in self.people or name in self.surnames

    def whole(self, doc: Doc, found: Sequence[Name], taken: Collection[int] = ()) -> list[Name]:
        """The names of a sentence at their full length and no longer; ``taken``: tokens of values, which belong to none."""
        fitted = [self._fitted(doc, name, taken) for name in found]
        return [*self._missed(doc, fitted, taken), *fitted]

    def _missed(self, doc: Doc, found: Sequence[Name], taken: Collection[int]) -> list[Name]:
        """The first word of a sentence, which the tagger takes for a common one, where the text knows it as a name."""
        first = doc[0] if len(doc) else None
        if first is None or 0 in taken or (found and found[0].first == 0) or not first.text[:1].isupper():
            return []
        least = 1 if sum(t.is_alpha for t in doc) == 1 else _SEVERAL
        begins = self.begun[first.text] >= least and first.pos_ in ("PROPN", "INTJ")
        alone = (first.text in self.proper or begins or least == 1) and first.lower_ not in self.plain
        known = alone or (len(doc) > 1 and doc[1].text[:1].isupper() and self.knows(doc.words(0, 2)))
        if not known or first.pos_ not in ("NOUN", "ADJ", "VERB", "PROPN", "INTJ") or first.text in _LEADS:
            return []
        last = 1
        while last < len(doc) and doc[last].text[:1].isupper() and self.knows(doc.words(0, last + 1)):
            last += 1
        return [Name(0, last, _without_possessive(doc.words(0, last)))]

    def _fitted(self, doc: Doc, name: Name, taken: Collection[int]) -> Name:
        first, last = name.first, name.last
        while first > 0 and first - 1 not in taken and doc[first - 1].text[:1].isupper() and doc[first - 1].whitespace_:
            if not self.knows(doc.words(first - 1, last)):
                break
            first -= 1
        if first == name.first:
            first = self._without_opening(doc, name)
        if last < len(doc) and last not in taken and doc[last].text.isdigit() and self._is_numbered(doc, first, last):
            last += 1
        return name if (first, last) == (name.first, name.last) else Name(first, last, _without_possessive(doc.words(first, last)))

    def _without_opening(self, doc: Doc, name: Name) -> int:
        """Where a name begins behind the month, the adverb or the trade before it: "In May Nordvik", "Insurer Nordvik"."""
        first = name.first
        while first + 1 < name.last:
            token, rest = doc[first], _without_possessive(doc.words(first + 1, name.last))
            if not token.whitespace_ or self.knows(doc.words(first, name.last)):
                break
            month = token.text in _CALENDAR and not token.text.endswith("days")
            opens = first == 0 and not token.text.isupper() and (token.is_stop or token.lower_ in self.plain or _is_trade(token.lower_))
            if not month and not (opens and (self.knows(rest) or rest in self.surnames or rest in self.people or _is_trade(token.lower_))):
                break
            first += 1
        return first

    def _is_numbered(self, doc: Doc, first: int, last: int) -> bool:
        """Whether the number behind a name is a part of it: "Line 4", "Flight 2", "Kasasagi 1" where the text has it elsewhere."""
        return doc[last - 1].lower_ in word_list("numbered", "nouns") or self.knows(doc.words(first, last + 1))


# A mention at the start of a sentence, which is its subject as a rule, counts so much more.
_AS_SUBJECT = 1.0
# What begins several sentences alike is no chance.
_SEVERAL = 2


def is_no_name(text: str) -> bool:
    """Whether words with capitals are a day, a month, a numeral or a letter, and no name."""
    first, _, rest = text.partition(" ")
    return (first in _CALENDAR and (not rest or rest.isdigit())) or _ROMAN.fullmatch(text) is not None or len(text) == 1


# "The Norwegians promise", "the Portuguese signed": people of a country, who stand for whoever was spoken of before.
_PEOPLE = re.compile(
    r"(?:\w+(?:ians?|eans?|ese|ish|icans?)|French|Dutch|Swiss|Greeks?|Danes?|Swedes?|Finns?|Turks?|Poles?|Czechs?|Germans?|Yanks?)$"
)


def is_people(text: str) -> bool:
    """Whether a word is that of the people of a country."""
    return _PEOPLE.match(text) is not None


def is_office(text: str) -> bool:
    """Whether a name is an office alone: "Managing Director", "CFO", "Minister of Transport"."""
    words = [w.rstrip(".").lower() for w in text.split()]
    if words[:2] == ["board", "of"] and len(words) > 2:
        words = words[2:]
    head = words[: words.index("of")] if "of" in words else words
    return bool(head) and all(_is_trade(w) or _is_trade(w.removesuffix("s")) for w in head)


# Words that begin a sentence and are no part of the name behind them; behind those that are no articles it is not the subject.
_ARTICLES = frozenset("The A An This That Its His Her Their Our My And But When While If As".split())
_LEADS = _ARTICLES | frozenset(
    "In On At By For From Of To After Before Since Until During With Without Under Over Near Off These Those It He She They We You I There "
    "Here What Who How Why Where Which Not No So Then Now Yet All Both Each Some Many Most Once Although Though Because Unlike Like".split()
)


def _without_lead(run: str) -> tuple[str, bool]:
    """A run of words with capitals without the small word that begins its sentence; whether it is no subject for that word."""
    words, led = run.split(" "), False
    while words and (words[0] in _LEADS or (led and words[0] in _CALENDAR)):
        led = led or words[0] not in _ARTICLES
        words = words[1:]
    return " ".join(words), led


def _is_trade(word: str) -> bool:
    return word in word_list("persons", "nouns") or word in word_list("persons", "titles") or word in word_list("persons", "offices")


def _is_body(name: str) -> bool:
    return any(word.lower() in INSTITUTIONS for word in name.split())


def _without_possessive(text: str) -> str:
    return _POSSESSIVE.sub("", text).strip()


# "GENEVA, Jan 9 (Lune) - ": where a report was filed and by whom.
_AGENCY = re.compile(r"^[^.:;]{0,60}\([^()]{2,40}\) ?[-–—]{1,2} ")


def _without_agency(text: str) -> str:
    return _AGENCY.sub("", text)


def _told(document: Document) -> Iterator[str]:
    for block in document.blocks:
        if block.kind in ("paragraph", "list_item", "quote"):
            yield _MARKS.sub("", block.text)
        elif block.kind == "table":
            yield from (cell.text for row in block.rows for cell in row)


def _weights(inner: Counter[str], begun: Counter[str], placed: Counter[str]) -> dict[str, float]:
    found: dict[str, float] = {}
    for run in {**inner, **begun}:
        count = inner[run] + (1 + _AS_SUBJECT) * begun[run] - placed[run]
        for beginning in _beginnings(run):
            found[beginning] = found.get(beginning, 0.0) + count
    return found


def _beginnings(run: str) -> Iterator[str]:
    words = run.split(" ")
    yield from (" ".join(words[: n + 1]) for n in range(len(words)) if words[n][:1].isupper() or words[n].isdigit())
