"""The body of documents that a stray belongs to: a document that shares two names with no other, beside bodies of documents that do.

By the names that it has of a body; else by its words, as a document is filed by its nearest class (Rocchio 1971, as in Manning, Raghavan
& Schütze 2008, chapter 14.2). What is near to several bodies belongs to none.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

# What a document must have of the names of a body to belong to it, and how far ahead of the next body it must be. On the documents of
# tests/dossiers put together, by names alone: with these 0.2 % of the pairs of one dossier are parted and 92 % of those of two;
# without the three tenths 3.7 % and 97 %, twice ahead 0.2 % and 91 %.
LEAST_NAMES, AHEAD_BY_NAMES = 0.3, 1.5
# How much nearer it must be to the words of a body than to those of the next. Of strays that are a fifth nearer nine of ten are of the
# body (those of tests/dossiers, tests/unseen and tests/counted put together); that are nearer at all, three of four.
AHEAD_BY_WORDS = 1.2

Bodies = Mapping[str, str]
Counts = Mapping[str, int]


def by_names(strays: Sequence[str], names: Mapping[str, frozenset[str]], found: Bodies) -> dict[str, str]:
    """The bodies of strays by the words of names that they have of them; ``found``: the body of each other document.

    A name counts by how many of a body's documents have it, and is shared out among the bodies that have it.
    """
    spread: dict[str, dict[str, float]] = defaultdict(dict)
    for body, documents in _members(found).items():
        for word, count in Counter(word for d in documents for word in names[d]).items():
            spread[word][body] = count / len(documents)
    told = {}
    for stray in strays:
        counts: dict[str, float] = defaultdict(float)
        for word in sorted(names[stray] & spread.keys()):
            for body, share in spread[word].items():
                counts[body] += share / len(spread[word])
        body = _ahead(counts, LEAST_NAMES, AHEAD_BY_NAMES)
        if body:
            told[stray] = body
    return told


def by_words(strays: Sequence[str], words: Mapping[str, Counts], found: Bodies) -> dict[str, str]:
    """The bodies of strays by the cosine of their words with the mean of those of a body; rare words count more.

    ``words``: of each document, how often.
    """
    if not strays or len(set(found.values())) < 2:
        return {}
    held = Counter(word for counts in words.values() for word in counts)
    rare = {word: math.log(len(words) / count) for word, count in held.items() if 1 < count < len(words)}
    means: dict[str, dict[str, float]] = {}
    for body, documents in _members(found).items():
        total: dict[str, float] = defaultdict(float)
        for document in documents:
            for word, share in _vector(words[document], rare).items():
                total[word] += share
        length = math.hypot(*total.values()) or 1.0
        means[body] = {word: share / length for word, share in total.items()}
    told = {}
    for stray in strays:
        own = _vector(words[stray], rare)
        body = _ahead(
            {body: sum(share * mean.get(word, 0.0) for word, share in own.items()) for body, mean in means.items()}, 0.0, AHEAD_BY_WORDS
        )
        if body:
            told[stray] = body
    return told


def _members(found: Bodies) -> dict[str, list[str]]:
    members: dict[str, list[str]] = defaultdict(list)
    for document in sorted(found):
        members[found[document]].append(document)
    return members


def _vector(counts: Counts, rare: Mapping[str, float]) -> dict[str, float]:
    """How much each word says of a document, at length 1."""
    told = {word: (1 + math.log(count)) * rare[word] for word, count in sorted(counts.items()) if word in rare}
    length = math.hypot(*told.values()) or 1.0
    return {word: weight / length for word, weight in told.items()}


def _ahead(counts: Mapping[str, float], least: float, ahead: float) -> str:
    """The body that counts most, if it counts enough and is so many times ahead of the next; else ""."""
    ranked = sorted(counts, key=lambda body: (-counts[body], body))
    if not ranked or counts[ranked[0]] <= 0:
        return ""
    second = counts[ranked[1]] if len(ranked) > 1 else 0.0
    return ranked[0] if counts[ranked[0]] >= max(least, ahead * second) else ""
