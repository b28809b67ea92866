"""What the words of a clause tell to have happened, in classes of words that name one sort of event.

One document says that an intrusion "was identified", the other that it "came to light", a third that "a technician had seen it": no two
have a verb in common. ``data/happenings.toml`` gathers such words; a clause evokes the classes whose words stand in it. A class is no
act (``events.py``): a clause evokes several, and two clauses that share one may still speak of two events.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, NamedTuple

from atodds.datafile import tables_of
from atodds.extract.events import event_words
from atodds.extract.statement import verb_chain

if TYPE_CHECKING:
    from atodds.extract.frames import Frame

# Marks the key of a class, so that it is no word's and no concept's.
EVOKED = "!"
_ROLES = ("head", "mods", "base", "govs", "verb", "subj", "args")
_SMALL = ("prt", "prep", "neg", "advmod", "acomp", "attr", "dobj")


class _Index(NamedTuple):
    words: Mapping[str, tuple[str, ...]]
    phrases: Mapping[str, tuple[tuple[frozenset[str], str], ...]]


@functools.cache
def _index() -> _Index:
    """The classes by their words, and by the first word of their phrases."""
    table = tables_of("atodds.extract", "happenings")
    words: dict[str, list[str]] = {}
    phrases: dict[str, list[tuple[frozenset[str], str]]] = {}
    for key, entries in table.items():
        for entry in entries:
            first, *rest = entry.split()
            if rest:
                phrases.setdefault(first, []).append((frozenset(rest), EVOKED + key))
            else:
                words.setdefault(first, []).append(EVOKED + key)
    return _Index({w: tuple(k) for w, k in words.items()}, {w: tuple(k) for w, k in phrases.items()})


# How a noun is told to be the first of several, all of them, or another one; for the date of a first delivery is not that of the last.
_PARTS = {
    "first": "first", "initial": "first", "second": "second", "third": "third", "fourth": "fourth", "fifth": "fifth",
    "last": "last", "final": "last", "all": "last", "full": "last", "entire": "last", "whole": "last",
    "previous": "before", "preceding": "before", "earlier": "before", "former": "before",
    "next": "next", "further": "next", "another": "next", "remaining": "rest", "other": "rest",
}  # fmt: skip


class Happenings(NamedTuple):
    """What a clause evokes (``evoked``), what its verb or the noun that the date hangs from does (``deeds``), and of which ``parts``."""

    evoked: list[str]
    deeds: list[str]
    parts: list[str]


def happenings(frame: Frame) -> Happenings:
    """The classes of the clause of a value, each sorted."""
    tokens = {t.i: t for role in _ROLES for t in frame.roles[role]}
    core = {t.i: t for t in (*frame.roles["govs"][:1], *frame.roles["head"][:1])}
    nouns = dict(core)
    chain = verb_chain(frame.verb)
    for verb in chain:
        core[verb.i] = tokens[verb.i] = verb
        tokens |= {c.i: c for c in verb.children if c.dep_ in _SMALL}
        nouns |= {c.i: c for c in verb.children if c.dep_ in _DONE}
    if not core or all(verb.lemma_.lower() in _carriers() for verb in chain):
        core |= {t.i: t for t in (*frame.roles["subj"][:1], *frame.roles["args"][:1])}
        core |= {c.i: c for verb in chain for c in verb.children if c.dep_ in _DONE}
    have = {t.lemma_.lower() for t in tokens.values()}
    own = {t.lemma_.lower() for t in core.values()}
    determining = (c.lower_ for t in nouns.values() for c in (*t.children, t) if c.dep_ in _DETERMINES)
    return Happenings(evoked(have), evoked(have, own), parts_among(determining))


def parts_among(words: Iterable[str]) -> list[str]:
    """Of which of several something is said, by the words that determine it, sorted."""
    return sorted({_PARTS[w] for w in words if w in _PARTS})


_DONE = ("dobj", "nsubj", "nsubjpass")
_DETERMINES = ("amod", "det", "predet")


@functools.cache
def _carriers() -> frozenset[str]:
    return frozenset(event_words()["carriers"])


def evoked(lemmas: Iterable[str], own: Iterable[str] | None = None) -> list[str]:
    """The classes that words evoke together, sorted; with ``own``, only those for which one of these words is needed."""
    index, have = _index(), set(lemmas)
    mine = have if own is None else set(own)
    found = {key for lemma in mine for key in index.words.get(lemma, ())}
    for lemma in have:
        found |= {key for rest, key in index.phrases.get(lemma, ()) if rest <= have and (lemma in mine or rest & mine)}
    return sorted(found)
