"""Words of a clause that have an opposite: "kept working" against "broke down"."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeAlias

from atodds.extract.clauses import spelt

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from atodds.extract.lexicon import Predicate
    from atodds.extract.measure import Words
    from atodds.extract.phrases import Match
    from atodds.extract.trees import Token

# A verb with what belongs to it ("keep going through", "shut its doors") has no more words than this in data/predicates.toml.
_LONGEST_IDIOM = 5
# Adjectives that may stand inside such a phrase and leave it what it is: "missed its *main* goal".
_PLAIN = frozenset(
    {"main", "primary", "key", "own", "full", "whole", "chief", "stated", "overall", "headline", "entire", "principal", "total"}
)
Opposed: TypeAlias = "tuple[Sequence[Token], list[Predicate]]"


def opposed(tokens: Sequence[Token], matches: Iterable[Match[Predicate]]) -> list[Opposed]:
    """The words that have an opposite, each with all predicates that it names on one side ("reject": no approval, no acceptance)."""
    found: dict[tuple[int, int], list[Predicate]] = {}
    for match in matches:
        predicates = found.setdefault((match.start, match.end), [])
        if not predicates or predicates[0].holds == match.item.holds:
            predicates.append(match.item)
    return [(tokens[start:end], predicates) for (start, end), predicates in found.items()]


def idiom(verb: Token, words: Words) -> Opposed | None:
    """A phrase of the verb that has an opposite: "keep working"; also behind its subject, "the appeal was dismissed"."""
    near = verb.doc[verb.i : verb.i + _LONGEST_IDIOM + 1]
    behind = [t for t in near if (t is verb or verb.is_ancestor(t)) and not (t.dep_ == "amod" and t.lower_ in _PLAIN)]
    passive = [verb, *(t for c in verb.children if c.dep_ == "nsubjpass" for t in (*c.lefts, c))]
    for phrase in (behind[:_LONGEST_IDIOM], passive[:_LONGEST_IDIOM]):
        matches = [m for m in words.lexicon.predicates(*spelt(phrase)) if m.start == 0 and m.end > 1]
        if matches:
            return opposed(phrase, matches)[0]
    return None
