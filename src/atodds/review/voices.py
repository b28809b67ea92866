"""Which claims of a finding are not independent of each other, as far as their own words tell.

Two documents that name one source are one voice said twice, and so is a sentence that one has from the other. The page says
which, so that nobody counts them as two.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import NamedTuple

from atodds.link.entities import normal
from atodds.model.records import Claim

# Fewer words than this are equal by chance: "It has 40 employees."
TELLING_WORDS = 8
_WORDS = re.compile(r"\w+")


class Dependent(NamedTuple):
    """Claims of several documents, by their numbers on the page, that are one voice. ``source``: whom they name, if that is why."""

    numbers: tuple[int, ...]
    source: str | None


def dependent(claims: Iterable[tuple[int, Claim]]) -> list[Dependent]:
    """The groups of claims that name one source, then those that have the same words, each in the order of the page."""
    numbered = list(claims)
    found = [Dependent(n, source) for source, n in _sources(numbered).items()]
    taken = {d.numbers for d in found}
    return found + [Dependent(n, None) for n in _words(numbered) if n not in taken]


def _sources(claims: list[tuple[int, Claim]]) -> dict[str, tuple[int, ...]]:
    """By the shortest wording of a source, the claims that name it: "the AI Index", "the AI Index, which came out in May"."""
    named = [(number, c, normal(c.attribution)) for number, c in claims if c.attribution and normal(c.attribution)]
    groups: dict[str, list[tuple[int, Claim]]] = {}
    for number, claim, name in sorted(named, key=lambda entry: (len(entry[2]), entry[0])):
        key = next((k for k in groups if name == k or name.startswith(f"{k} ")), name)
        groups.setdefault(key, []).append((number, claim))
    several = (group for group in groups.values() if len({c.document for _, c in group}) > 1)
    return {str(group[0][1].attribution): tuple(sorted(n for n, _ in group)) for group in several}


def _words(claims: list[tuple[int, Claim]]) -> list[tuple[int, ...]]:
    """The claims whose sentences are equal word for word, of more than one document."""
    groups: dict[tuple[str, ...], list[tuple[int, Claim]]] = {}
    for number, claim in claims:
        words = tuple(_WORDS.findall(claim.quote.casefold()))
        if len(words) >= TELLING_WORDS:
            groups.setdefault(words, []).append((number, claim))
    return [tuple(n for n, _ in group) for group in groups.values() if len({c.document for _, c in group}) > 1]
