"""Which documents are about one subject: bodies of documents that hang together by the names that they share.

People put documents on several subjects into one workspace. That both employ 17,600 people, or both opened in March, says nothing
where the one document belongs to the reports of a strike and the other to those of a telephone company; so a link has to be far
surer where its documents belong to two bodies (level ``apart`` of the comparison ``topic``).

A document that shares names with no other belongs to no body, and nothing is said of it.
"""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from atodds.link.batches import Roots
from atodds.link.entities import general_name_words
from atodds.model.records import Document

# A capitalised word inside a sentence: a name, or a part of one.
_NAME = re.compile(r"(?<=[^\W\d_] )[A-Z][^\W\d_]{2,}|(?<=[^\W\d_], )[A-Z][^\W\d_]{2,}")
_LOWER = re.compile(r"\b[a-z][^\W\d_]{2,}")
# A word that is written small at least once for so many times that it is written large is the word of a title or a heading.
LARGE_TO_SMALL = 4
# Documents that share so many words of names belong together. Of the pairs of documents of one dossier three of four share two; of
# those of two dossiers one in some hundred and fifty does, and one alone is often a person's first name or a city.
SHARED = 2
# So many of a document's names, those in the fewest documents first, are looked at for documents that share two of them: pairs of
# names grow with the square, and the rarest tell the most.
MOST_NAMES = 40


class Capitals(NamedTuple):
    """The words of a text that are written large inside a sentence, in small letters, and those that are written small: how often."""

    large: Mapping[str, int]
    small: Mapping[str, int]


def capitals(text: str) -> Capitals:
    """How often words are written large and small in a text."""
    return Capitals(Counter(w.lower() for w in _NAME.findall(text)), Counter(_LOWER.findall(text)))


def name_words(documents: Sequence[Document], found: Sequence[Capitals] | None = None) -> dict[str, frozenset[str]]:
    """The words of names in each document's text, small, by the document's id; not those of months, countries and the like.

    ``found``: what `capitals` gives for each document, where it is known.
    """
    found = [capitals(d.text) for d in documents] if found is None else found
    total: Counter[str] = Counter()
    for words in found:
        total.update(words.large)
    small: Counter[str] = Counter()
    for words in found:
        small.update({w: n for w, n in words.small.items() if w in total})
    names = {w for w, n in total.items() if small[w] * LARGE_TO_SMALL <= n} - _everywhere()
    return {d.id: frozenset(words.large.keys() & names) for d, words in zip(documents, found, strict=True)}


@functools.cache
def _everywhere() -> frozenset[str]:
    """Words of names that documents on any subject share: of offices and peoples, months, weekdays and countries."""
    from babel import Locale  # noqa: PLC0415  (reads files: only when documents are compared)

    days = (*calendar.month_name, *calendar.day_name, *calendar.month_abbr, *calendar.day_abbr)
    countries = re.findall(r"\w+", " ".join(str(name) for name in Locale("en").territories.values()))
    return general_name_words() | {word.lower() for word in (*days, *countries)}


def bodies(names: Mapping[str, frozenset[str]]) -> dict[str, str]:
    """The body of each document that belongs to one, told by the first of its documents.

    Documents that share two words of names belong together, and with all that those belong with. A document that shares two with none
    goes to the one body with which it shares a word, if there is one.
    """
    held = Counter(word for words in names.values() for word in words)
    rarest = {d: sorted((w for w in words if held[w] > 1), key=lambda w: (held[w], w))[:MOST_NAMES] for d, words in names.items()}
    roots = Roots()
    first: dict[tuple[str, ...], str] = {}
    for document in sorted(names):
        for shared in itertools.combinations(sorted(rarest[document]), SHARED):
            roots.join(first.setdefault(shared, document), document)
    members: dict[str, list[str]] = defaultdict(list)
    for document in sorted(names):
        members[roots(document)].append(document)
    found = {document: body[0] for body in members.values() if len(body) > 1 for document in body}
    return found | _joined({body[0]: names[body[0]] for body in members.values() if len(body) == 1}, names, found)


def _joined(alone: Mapping[str, frozenset[str]], names: Mapping[str, frozenset[str]], found: Mapping[str, str]) -> dict[str, str]:
    """The body of each document that is alone but shares a word with one body, and none with any other."""
    spread: dict[str, set[str]] = defaultdict(set)
    for document, body in found.items():
        for word in names[document]:
            spread[word].add(body)
    joined = {}
    for document, words in alone.items():
        near = {body for word in words for body in spread.get(word, ())}
        if len(near) == 1:
            joined[document] = near.pop()
    return joined
