"""Ages of institutions: "the seven-year-old firm", "the school turned five", "its tenth anniversary" say when it was founded.

The age of a person stays an age. An age is told in whole years, and people reckon it from the years alone as often as from the days,
so the founding lies between the day that the age in full years gives and the end of that year.
"""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from atodds.extract.events import FOUNDED, event_words
from atodds.extract.frames import root_of
from atodds.extract.marks import OLDEST
from atodds.extract.values import Mention
from atodds.model.values import DateValue, Hedge, Quantity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from atodds.extract.frames import Frame
    from atodds.extract.trees import Doc, Token

_ORDINALS = {
    word: n
    for n, word in enumerate(
        "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth".split(), 1
    )
} | {
    "twentieth": 20, "twenty-fifth": 25, "thirtieth": 30, "fortieth": 40, "fiftieth": 50, "sixtieth": 60, "seventieth": 70,
    "hundredth": 100,
}  # fmt: skip
# "its tenth anniversary", "the club's 50th anniversary", but not the anniversary of something else.
_ANNIVERSARY = re.compile(
    r"\b(?:its|our|their|(?P<whose>[\w.&-]+)[’']s?) (?P<n>\d{1,3}(?:st|nd|rd|th)|[a-z]+(?:-[a-z]+)?) anniversary\b"
    r"(?! (?:of|since)\b(?! (?:its|the) (?:founding|foundation)))",
    re.IGNORECASE,
)
# Verbs that state an age: "turned five".
_TURNS = frozenset({"turn", "reach", "be"})


def with_foundings(mentions: Sequence[Mention], doc: Doc, published: dt.date | None) -> list[Mention]:
    """``mentions`` with the ages of institutions as dates of their founding; without a date of the document they stay ages."""
    if published is None:
        return list(mentions)
    found = [_founding(m, doc, published) or m for m in mentions]
    for match in _ANNIVERSARY.finditer(doc.text):
        years = _ordinal(match["n"])
        start, end = match.start("n"), match.end()
        if years and _is_institutional(match["whose"], doc, match.start()):
            found = [m for m in found if m.end <= start or end <= m.start]  # "50th" by itself is no rank
            found.append(Mention(start, end, founded(_said(mentions, published), years), start, end, FOUNDED))
    return sorted(found, key=lambda m: m.start)


def person_age(value: Quantity | DateValue, frame: Frame) -> Quantity | DateValue:
    """A bare number as an age where a person is said to be it: "he is 28"; any other value as it is."""
    if not isinstance(value, Quantity):
        return value
    verb, subject = frame.verb, frame.subject
    told = verb is not None and verb.lemma == "be" and subject is not None and subject.lower_ in ("he", "she")
    bare = value.unit == "1" and not frame.head and not frame.preps and value.step == 1 and value.high <= OLDEST
    return value.model_copy(update={"unit": "age"}) if told and bare else value


def founded(said: dt.date, years: int) -> DateValue:
    """When something began that was ``years`` old on the day ``said``."""
    born = said.year - years
    latest = dt.date(born, 12, 31)
    return DateValue(low=_day(said, born - 1) + dt.timedelta(days=1), high=latest, precision="span", hedge=Hedge.PLAIN)


def _day(date: dt.date, year: int) -> dt.date:
    """A date in another year; 29 February is the day before 1 March there."""
    return dt.date(year, 2, 28) if (date.month, date.day) == (2, 29) else date.replace(year=year)


def _founding(mention: Mention, doc: Doc, published: dt.date) -> Mention | None:
    value = mention.value
    if not isinstance(value, Quantity) or value.unit != "age" or value.is_range or not 0 < value.low < published.year:
        return None
    here = doc.tokens_at(mention.start, mention.end)
    if here is None:
        return None
    root = root_of(doc, *here)
    if not any(_is_institution(noun) for noun in _phrase_heads(root.head)) and not _turns(root):
        return None
    return mention._replace(value=founded(published, int(value.low)), role=FOUNDED)


def _is_institution(noun: Token) -> bool:
    return noun.pos_ in ("NOUN", "PROPN") and noun.lemma in event_words()["institutions"]


def _phrase_heads(noun: Token) -> list[Token]:
    """A noun and those it stands before: "the 90-year-old paper and packaging *group*"."""
    found = [noun]
    while found[-1].dep_ in ("compound", "nmod", "amod") and found[-1].head.i > found[-1].i:
        found.append(found[-1].head)
    return [*found, *(c for t in found for c in t.conjuncts if c.i > t.i)]


def _turns(root: Token) -> bool:
    """Whether an age is that of a sentence's subject, and that is an institution: "the school turned five"."""
    verb = root.head
    if verb.lemma not in _TURNS:
        return False
    subject = next((c for c in verb.children if c.dep_ == "nsubj"), None)
    # An abbreviation is an institution; so is a name with a word for one in it ("Brigalow University").
    return subject is not None and (_is_institution(subject) or (len(subject.text) > 1 and subject.text.isupper()))


def _is_institutional(whose: str | None, doc: Doc, at: int) -> bool:
    """Whether "X's" or "its" is of an institution: a capitalised name is one only if a word of it says so."""
    if whose is None:
        return True
    return whose.lower() in event_words()["institutions"] or (len(whose) > 1 and whose.isupper())


def _ordinal(word: str) -> int:
    digits = re.match(r"\d+", word)
    return int(digits.group()) if digits else _ORDINALS.get(word.lower(), 0)


def _said(mentions: Sequence[Mention], published: dt.date) -> dt.date:
    """When an anniversary is: the sentence's date, else the document's."""
    dated = next((m.value for m in mentions if isinstance(m.value, DateValue)), None)
    return dated.high if dated is not None else published
