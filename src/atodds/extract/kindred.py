"""Keys under which the words of an affirmation and of its denial meet: kindred words, concepts, stems. Lists: ``data/kindred.toml``."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, Any

from atodds.datafile import tables_of
from atodds.extract.phrases import MOST_KNOWN

if TYPE_CHECKING:
    from collections.abc import Mapping

    from atodds.extract.lexicon import Lexicon
    from atodds.extract.measure import Words
    from atodds.extract.trees import Token

# Endings by which words of one stem differ: "collaborate", "collaboration", "collaborating".
_ENDINGS = re.compile(r"(?:ations?|itions?|ions?|ments?|ances?|ings?|ates?|ises?|izes?|ers?|ors?|ed|es|e|s|y)$")
# A stem shorter than this is that of too many words.
_SHORTEST_STEM = 4
_NO = frozenset({"no", "none", "nobody", "nothing", "neither", "nor", "zero"})
_CONTENT = ("NOUN", "PROPN", "VERB", "ADJ", "NUM")


def _tables() -> Mapping[str, Any]:
    return tables_of("atodds.extract", "kindred")


@functools.cache
def words_of(name: str) -> frozenset[str]:
    """One of the lists of ``data/kindred.toml``, by its name."""
    return frozenset(_tables()[name])


@functools.cache
def _groups() -> Mapping[str, str]:
    """The stem of each listed word to the first word of its group; a word of two groups belongs to the first.

    A word that is in a group only as a verb ("fire/verb") keeps its mark.
    """
    parted = ((*word.partition("/"), group[0]) for group in reversed(_tables()["groups"]) for word in group)
    return {stem(word) + mark + kind: first for word, mark, kind, first in parted}


@functools.lru_cache(maxsize=MOST_KNOWN)
def stem(word: str) -> str:
    """The stem of a word, crudely: what is left without its ending, if that is long enough to be told apart."""
    short = _ENDINGS.sub("", word)
    return short if len(short) >= _SHORTEST_STEM else word


def key_of(token: Token, words: Words) -> str | None:
    """The key of a content word in its sentence; None for words that say nothing."""
    if token.pos_ not in _CONTENT or token.lower_ in _NO:
        return None
    lemma = token.lemma
    as_verb = _groups().get(f"{stem(lemma)}/verb") if token.pos_ == "VERB" else None
    group = _groups().get(stem(lemma)) or as_verb
    key = words.key(token)
    if key is None or key.isdigit() or (token.pos_ == "VERB" and lemma in words_of("existential")):
        return group if token.pos_ == "NOUN" else as_verb
    return group or (key if words.concepts.get(token.i) else stem(lemma))


def key_of_word(word: str, lexicon: Lexicon) -> str:
    """The key of a word that stands inside another ("driver" in "driverless")."""
    known = lexicon.concepts_of(word)
    return _groups().get(stem(word)) or (known[0].key if known else stem(word))
