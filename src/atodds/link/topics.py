"""Which documents are about one subject: bodies of documents that hang together by the names that they share.

People put documents on several subjects into one workspace. That both employ 17,600 people, or both opened in March, says nothing
where the one document belongs to the reports of a strike and the other to those of a telephone company. So each body is linked as if it
were alone: its claims meet their own kind (`atodds.link.blocking`), and words are as rare as they are among them (`Setting.bits`).

Where no two documents share names, or all that do are one body, nothing is told apart.
"""

from __future__ import annotations

import calendar
import functools
import itertools
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import numpy as np

from atodds.link.batches import Roots
from atodds.link.entities import general_name_words
from atodds.link.strays import by_names, by_words
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
# Two bodies are one where this share of the pairs of their documents shares two words. Of two dossiers that one document of each joins it
# is one pair of some twenty-five; a document that shares two words with one of its four fellows has a quarter.
HANGS_TOGETHER = 0.15
# What each word more that two documents share counts, beside that they share two: it only tells which come together first.
EACH_WORD = 0.001
# Of more documents than this that hang together nothing is parted: the tables of all their pairs would take more than some 100 MB.
MOST_PARTED = 2_000


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


def bodies(names: Mapping[str, frozenset[str]], words: Mapping[str, Mapping[str, int]] | None = None) -> dict[str, str]:
    """The body of each document that belongs to one, told by the first of its documents.

    Documents that share two words of names hang together. Among all that so hang together by each other, a body is what hangs together
    on average: two bodies are one where so many pairs of their documents (``HANGS_TOGETHER``) share two words, which parts subjects that
    one document of each happens to join. A document that shares two with none goes where its names are, else where its ``words`` are
    (of each document, in small letters, how often; `atodds.link.strays`). Where that cannot be said and there are several bodies, it is
    one by itself.
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
    found = {d: body[0] for group in members.values() for body in _parted(group, rarest) if len(body) > 1 for d in body}
    found |= by_names(_strays(names, found), names, found)
    if words:
        found |= by_words(_strays(names, found), words, found)
    several = len(set(found.values())) > 1
    return found | {d: d for d in _strays(names, found) if several}


def _strays(names: Iterable[str], found: Mapping[str, str]) -> list[str]:
    return [document for document in sorted(names) if document not in found]


def _parted(group: list[str], rarest: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """What hangs together on average among documents that hang together: average linkage, by chains of nearest neighbours.

    Source: F. Murtagh, "A survey of recent advances in hierarchical clustering algorithms", The Computer Journal 26 (1983).
    """
    if not 2 < len(group) <= MOST_PARTED:
        return [group]
    holders: dict[str, list[int]] = defaultdict(list)
    for n, document in enumerate(group):
        for word in rarest[document]:
            holders[word].append(n)
    shared = np.zeros((len(group), len(group)), np.int32)
    for held in holders.values():
        shared[np.ix_(held, held)] += 1
    links = np.where(shared >= SHARED, 1.0 + EACH_WORD * np.minimum(shared, MOST_NAMES), 0.0)
    np.fill_diagonal(links, 0.0)
    sizes = np.ones(len(group))
    members = [[n] for n in range(len(group))]
    chain: list[int] = []
    left = list(range(len(group) - 1, -1, -1))
    while left:
        if not chain:
            chain.append(left[-1])
        last = chain[-1]
        means = links[last] / (sizes * sizes[last])
        best = int(means.argmax())
        if len(chain) > 1 and means[chain[-2]] >= means[best]:
            best = chain[-2]
        if means[best] < HANGS_TOGETHER:  # nor will it be more with any two of the others together
            chain.pop()
            left.remove(last)
            links[last] = links[:, last] = 0.0
        elif len(chain) > 1 and best == chain[-2]:
            del chain[-2:]
            one, other = sorted((last, best))
            links[one] += links[other]
            links[:, one] += links[:, other]
            links[other] = links[:, other] = 0.0
            links[one, one] = 0.0
            sizes[one] += sizes[other]
            members[one] += members[other]
            members[other] = []
            left.remove(other)
        else:
            chain.append(best)
    return [[group[n] for n in sorted(body)] for body in members if body]
