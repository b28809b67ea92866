"""Nouns of action: "Halden's acquisition of Kestrel", "the takeover of Kestrel by Halden", "the award of the contract to Berg".

They say what their verb says (nominalisations, in the terms of NomBank: Meyers et al. 2004): who did it stands behind "by" or before the
noun, what it was done to behind "of". Which noun is which verb's says ``actions`` of ``data/fillers.toml``.
"""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from atodds.extract.filler_tables import tables

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from atodds.extract.trees import Token


# Behind these stands what an action was done to: "the acquisition of", "victory in", "the inquiry into".
_DONE_TO = ("of", "in", "over", "into")


@functools.cache
def verbs_of_actions() -> Mapping[str, str]:
    """The verb of each noun of action."""
    return {noun: verb for verb, nouns in tables()["actions"].items() for noun in nouns}


@functools.cache
def naming_actions() -> frozenset[str]:
    """The nouns of putting somebody in an office: "the appointment of X as dean"."""
    return frozenset(tables()["naming"]["nouns"])


def doers(noun: Token) -> list[Token]:
    """Who did what a noun of action tells: behind "by", else before the noun ("Halden's acquisition of Kestrel")."""
    things = done_to(noun, named_before=False)
    behind = [c for t in (noun, *things) for c in t.children if c.dep_ in ("prep", "agent") and c.lower_ == "by" and c.i > noun.i]
    found = [p for c in behind for p in c.children if p.dep_ == "pobj"]
    if found or not things:
        return found[:1]
    return [c for c in noun.children if c.dep_ == "poss"]


def done_to(noun: Token, *, named_before: bool = True) -> list[Token]:
    """What it was done to: behind "of", else, where the doer stands behind, before the noun ("Kestrel's acquisition by Halden")."""
    for word in _DONE_TO:
        found = list(_behind(noun, word))
        if found:
            return found[:1]
    return [c for c in noun.children if c.dep_ == "poss"] if named_before else []


def recipients(noun: Token) -> list[Token]:
    """To whom it went: "the award of the contract to Berg", where the parser often hangs "to" on the noun before it."""
    return [p for t in (noun, *done_to(noun)) for p in _behind(t, "to")][:1]


def _behind(noun: Token, word: str) -> Iterator[Token]:
    return (
        p
        for c in noun.children
        if c.dep_ in ("prep", "dative") and c.lower_ == word and c.i > noun.i
        for p in c.children
        if p.dep_ == "pobj"
    )
