"""The frames of ``data/fillers.toml``: which verbs and nouns open a slot, and of what kinds of thing."""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atodds.datafile import tables_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.extract.trees import Token


@dataclass(frozen=True, slots=True)
class Slot:
    """A frame of ``data/fillers.toml``; see there."""

    role: str
    fill: str
    things: frozenset[str]
    agent: frozenset[str]
    behind: Mapping[str, frozenset[str]]
    nouns: frozenset[str]
    works: frozenset[str]
    blamed: frozenset[str]
    being: frozenset[str]
    pointing: frozenset[str]
    beside: frozenset[str]
    narrowed: bool
    indefinite: bool
    coming: bool
    named: bool


def tables() -> Mapping[str, Any]:
    """The file as it stands."""
    return tables_of("atodds.extract", "fillers")


@functools.cache
def plain_words() -> frozenset[str]:
    """Adjectives that leave a thing the one it is."""
    return frozenset(tables()["plain"]["words"])


@functools.cache
def slots_of_verbs() -> tuple[Slot, ...]:
    """Its frames."""
    return tuple(
        Slot(
            role=row["role"],
            fill=row["fill"],
            things=frozenset(row["things"]),
            agent=frozenset(row["agent"]) if "agent" in row else frozenset(),
            behind={preposition: frozenset(verbs) for preposition, verbs in row.get("behind", {}).items()},
            nouns=frozenset(row.get("nouns", ())),
            works=frozenset(row.get("works", ())),
            blamed=frozenset(row.get("blamed", ())),
            being=frozenset(row.get("being", ())),
            pointing=frozenset(row.get("pointing", ())),
            beside=frozenset(row.get("beside", ())),
            narrowed=row.get("narrowed", False),
            indefinite=row.get("indefinite", False),
            coming=row.get("coming", False),
            named=row.get("named", False),
        )
        for row in tables()["frame"]
    )


@functools.cache
def slots_by_word() -> Mapping[str, tuple[Slot, ...]]:
    """The slots that each verb, noun or preposition opens, by its first word."""
    found: dict[str, list[Slot]] = {}
    for slot in slots_of_verbs():
        openers = (slot.agent, slot.nouns, slot.works, slot.blamed, slot.being, slot.pointing, slot.beside, *slot.behind.values())
        for word in {w.split()[0] for words in openers for w in words}:
            found.setdefault(word, []).append(slot)
    return {word: tuple(slots) for word, slots in found.items()}


@functools.cache
def kinds_of_things() -> Mapping[str, tuple[str, ...]]:
    """The kinds of thing that each noun names."""
    found: dict[str, list[str]] = {}
    for kind, nouns in tables()["things"].items():
        for noun in nouns:
            found.setdefault(noun, []).append(kind)
    return {noun: tuple(kinds) for noun, kinds in found.items()}


def kinds_of(token: Token) -> tuple[str, ...]:
    """The kinds of thing that a noun names, with the noun before it if they are one ("black box")."""
    kinds = kinds_of_things()
    lemma = token.lemma
    if token.i and (two := kinds.get(f"{token.nbor(-1).lemma} {lemma}")):
        return two
    return kinds.get(lemma, ())


@functools.cache
def synonyms() -> frozenset[str]:
    """The kinds whose nouns are words for one thing: "the medal" is "the prize", but a mine is no dam."""
    return frozenset(tables()["synonyms"]["kinds"])


@functools.cache
def causes() -> Mapping[str, frozenset[str]]:
    """The kinds of cause that each word tells of."""
    found: dict[str, set[str]] = {}
    for kind, words in tables()["causes"].items():
        for word in words:
            found.setdefault(word, set()).add(kind)
    return {word: frozenset(kinds) for word, kinds in found.items()}


@functools.cache
def attacks() -> frozenset[str]:
    """The nouns of deeds that somebody is to blame for."""
    return frozenset(tables()["things"]["attack"])


@functools.cache
def last_words() -> frozenset[str]:
    """The nouns of things, of two words the last."""
    return frozenset(noun.split()[-1] for noun in kinds_of_things())
