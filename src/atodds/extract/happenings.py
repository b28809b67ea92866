"""What the words of a clause tell to have happened, in classes of words that name one sort of event.

One document says that an intrusion "was identified", the other that it "came to light", a third that "a technician had seen it": no two
have a verb in common. ``data/happenings.toml`` gathers such words; a clause evokes the classes whose words stand in it. A class is no
act (``events.py``): a clause evokes several, and two clauses that share one may still speak of two events.
"""

from __future__ import annotations

import functools
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, NamedTuple

from atodds.datafile import tables_of
from atodds.extract.events import event_words, has_other_sense
from atodds.extract.statement import verb_chain

if TYPE_CHECKING:
    from atodds.extract.frames import Frame
    from atodds.extract.trees import Token

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


# The part of what happens a second time: "opened again", "the reopening".
AGAIN = "again"
# A number behind a name is that of one of several; a longer one is a year or a quantity.
_LONGEST_NUMBER = 2
_NAMED = frozenset({"NOUN", "PROPN"})
# A year has so many digits.
_YEAR = 4
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


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
    chain = [verb for verb in verb_chain(frame.verb) if not has_other_sense(verb)]
    for verb in chain:
        core[verb.i] = tokens[verb.i] = verb
        tokens |= {c.i: c for c in verb.children if (c.dep_ in _SMALL or _is_state(c)) and not _leads_to_value(c, tokens)}
        nouns |= {c.i: c for c in verb.children if c.dep_ in _DONE}
    if frame.subject is not None:
        nouns[frame.subject.i] = frame.subject
    if not core or all(verb.lemma in _words_of("carriers") for verb in chain):
        core |= {t.i: t for t in (*frame.roles["subj"][:1], *frame.roles["args"][:1])}
        core |= {c.i: c for verb in chain for c in verb.children if c.dep_ in _DONE}
    have = {t.lemma for t in tokens.values()}
    own = {t.lemma for t in core.values()}
    determining = (c.lower_ for t in nouns.values() for c in (*t.children, t) if c.dep_ in _DETERMINES)
    parts = {*parts_among(determining), *_numbers(nouns.values()), *_editions(frame, nouns.values())}
    ends_state = frame.preps[:1] in (["until"], ["till"])  # "closed until May": what opens then was open before
    if (
        ends_state
        or any(c.lower_ == AGAIN for verb in chain for c in verb.children)
        or any(t.lemma in _words_of("repeats") for t in core.values())
    ):
        parts.add(AGAIN)
    return Happenings(evoked(have), evoked(have, own), sorted(parts))


def _is_state(child: Token) -> bool:
    """Whether a participle right behind a verb is one idea with it: "went missing"."""
    return child.tag_ == "VBG" and child.i == child.head.i + 1 and child.head.lemma in ("go", "come")


def _leads_to_value(child: Token, told: Mapping[int, Token]) -> bool:
    """Whether a preposition is of a date or another value, not of the verb: "switched off *on 3 May*" is not switched on."""
    return child.dep_ == "prep" and not any(t.i in told or t.pos_ == "PRON" for c in child.children if c.dep_ == "pobj" for t in c.subtree)


def _numbers(nouns: Iterable[Token]) -> Iterator[str]:
    """The numbers behind names, as "paper=2": "Chemistry Paper 2 was set on 3 May"."""
    for noun in nouns:
        behind = noun.doc[noun.i + 1] if noun.i + 1 < len(noun.doc) else None
        if (
            behind is not None
            and noun.pos_ in _NAMED
            and noun.text[:1].isupper()
            and behind.text.isdigit()
            and len(behind.text) <= _LONGEST_NUMBER
        ):
            yield f"{noun.lower_}={int(behind.text)}"


def _editions(frame: Frame, nouns: Iterable[Token]) -> Iterator[str]:
    """The years by which editions are known, as "cup=2019": "the 2019 Cup was held in May".

    Who won the Cup of 2019 may be said to have won that of 2021: there the year is the date of a deed, unless another date is.
    """
    dated = frame.head or next((t for t in frame.roles["govs"][:1] if frame.preps[:1] in (["for"], ["of"])), None)
    for noun in {t.i: t for t in (*nouns, *([dated] if dated is not None else []))}.values():
        done = noun == dated and frame.verb is not None and noun.dep_ not in _SUBJECTS
        if noun.lemma in _words_of("editions") and not done:
            near = [*noun.children, *(p for c in noun.children if c.dep_ == "prep" and c.lower_ in ("for", "of") for p in c.children)]
            yield from (f"{noun.lemma}={t.text}" for t in near if t.text.isdigit() and len(t.text) == _YEAR)


@functools.cache
def _words_of(name: str) -> frozenset[str]:
    """A list of ``data/events.toml``."""
    return frozenset(event_words()[name])


def parts_among(words: Iterable[str]) -> list[str]:
    """Of which of several something is said, by the words that determine it, sorted."""
    return sorted({_PARTS[w] for w in words if w in _PARTS})


_DONE = ("dobj", "nsubj", "nsubjpass")
_DETERMINES = ("amod", "det", "predet")


def evoked(lemmas: Iterable[str], own: Iterable[str] | None = None) -> list[str]:
    """The classes that words evoke together, sorted; with ``own``, only those for which one of these words is needed."""
    index, have = _index(), set(lemmas)
    mine = have if own is None else set(own)
    found = {key for lemma in mine for key in index.words.get(lemma, ())}
    for lemma in have:
        found |= {key for rest, key in index.phrases.get(lemma, ()) if rest <= have and (lemma in mine or rest & mine)}
    return sorted(found)
