"""Finding the words of a list in a parsed sentence: lemmas, phrases, longest match first, in linear time.

A pattern is one or more lemmas ("death toll"), with an optional part of speech behind a slash ("lead/verb"). The lemmas of a parser are
not always those of a dictionary ("Deaths" in a table head stays "Deaths", "earnings" becomes "earning"), so regular inflections of the
listed words are known too, and the word as it stands in the text counts as well where it is given.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Generic, NamedTuple, TypeVar

T = TypeVar("T")

# The parts of speech that a pattern may ask for, and the universal tags (universaldependencies.org/u/pos) that satisfy it.
# Nouns are also taken from names, because title case in headings and table heads is often read as a name.
POS_TAGS: Mapping[str, frozenset[str]] = {
    "noun": frozenset({"NOUN", "PROPN"}),
    "verb": frozenset({"VERB", "AUX"}),
    "adj": frozenset({"ADJ"}),
    "adv": frozenset({"ADV"}),
}
# Tokens that may stand between the words of a phrase without breaking it: "lost their lives", "death-toll".
GLUE = frozenset({"-", "–", "‑", "the", "a", "an", "his", "her", "its", "their", "our", "my", "your", "'s", "’s"})
_PREPOSITIONS = frozenset({"in", "on", "at", "under", "over", "out", "off", "for", "against", "by", "of", "with", "without", "beyond"})
# Numbers may stand there too: "claimed 12 lives", "cut 3,000 jobs", "carries two million passengers".
NUMBER = re.compile(
    r"\d[\d.,]*|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty|fifty|dozens?|hundreds?|thousands?|millions?"
)
# "cut some - 3,000 - jobs": more than this between two words of a phrase, and they are no phrase.
MAX_GLUE = 3
# A shorter word in -our is not one of those that American English writes with -or (hour, four, tour; labour, colour, harbour).
MIN_OUR = 6

# So many looked-up words are kept, more than a long text has; some 30 MB.
MOST_KNOWN = 100_000

_SPLIT = re.compile(r"[\s\-‑–]+")
_CONSONANT_VOWEL_CONSONANT = re.compile(r"[^aeiou]*[aeiou][bdgklmnprt]")


class Pattern(NamedTuple):
    """One entry of a list: its words and the part of speech it asks for."""

    tokens: tuple[str, ...]
    pos: str | None


class Match(NamedTuple, Generic[T]):
    """Where a pattern stands (token offsets, end excluded) and what it stands for."""

    start: int
    end: int
    item: T


class Hit(NamedTuple, Generic[T]):
    """A pattern found at a place: where it ends, whether the words matched as they stand in the text, and what it stands for."""

    end: int
    verbatim: bool
    item: T


@functools.cache
def parse_pattern(text: str) -> Pattern:
    """Read ``word``, ``two words`` or ``word/pos``.

    Raises ValueError for an empty entry, an upper-case letter or an unknown part of speech.
    """
    words, slash, pos = text.partition("/")
    if slash and pos not in POS_TAGS:
        raise ValueError(f"unknown part of speech {pos!r} in {text!r}; known: {', '.join(POS_TAGS)}")
    if words != words.lower():
        raise ValueError(f"{text!r} is not in lower case")
    tokens = tuple(token for token in _SPLIT.split(words) if token)
    if not tokens:
        raise ValueError("an empty word")
    return Pattern(tokens, pos or None)


def bare(pattern: Pattern) -> Pattern:
    """A pattern without articles and possessives, which any may take the place of: "keep his job" is "kept her job", "kept the job"."""
    if "no" in pattern.tokens or pattern.tokens[0] in _PREPOSITIONS:  # "in the dark" is not "in dark"
        return pattern
    tokens = tuple(token for token in pattern.tokens if token not in GLUE)
    return Pattern(tokens, pattern.pos) if len(tokens) > 1 else pattern


def inflections(word: str, *, verb: bool) -> Iterator[str]:
    """Regular forms of a lemma: plural, and -ed/-ing where it may be a verb. A form that is no word does no harm."""
    yield word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + ("es" if re.search(r"(s|x|z|ch|sh)$", word) else "s")
    if word.endswith("s") and not word.endswith("ss"):
        yield word[:-1]  # "earnings", "headquarters": some parsers take the s off
    if not verb:
        return
    if word.endswith("e"):
        yield word + "d"
        yield word[:-1] + "ing"
    elif re.search(r"[^aeiou]y$", word):
        yield word[:-1] + "ied"
        yield word + "ing"
    else:
        stem = word + word[-1] if _CONSONANT_VOWEL_CONSONANT.fullmatch(word) else word
        yield stem + "ed"
        yield stem + "ing"


def spellings(word: str) -> Iterator[str]:
    """The word as given (British) and as Americans spell it."""
    yield word
    if re.search(r"is(e|ation|ed|ing)$", word):
        yield re.sub(r"is(e|ation|ed|ing)$", r"iz\1", word)
    if len(word) >= MIN_OUR and word.endswith("our"):
        yield word[:-3] + "or"


class _Keys(NamedTuple, Generic[T]):
    """The listed words that a token may be, the word as it stands first, and the patterns that begin with one of them.

    ``alone``: those of one word; ``seconds``: the second words of the others.
    """

    keys: tuple[str, ...]
    rows: tuple[tuple[Pattern, T], ...]
    alone: tuple[tuple[Pattern, T], ...]
    seconds: frozenset[str]


@dataclass(frozen=True, slots=True)
class PhraseIndex(Generic[T]):
    """Patterns by their first word. ``forms``: other forms of the listed words, to the listed word."""

    entries: Mapping[str, tuple[tuple[Pattern, T], ...]]
    vocabulary: frozenset[str]
    forms: Mapping[str, str]
    # What was looked up for a lemma and a word before: the words of a text come again and again.
    known: dict[tuple[str, str], _Keys[T]] = field(default_factory=dict, compare=False, repr=False)

    @classmethod
    def build(cls, items: Iterable[tuple[Pattern, T]]) -> PhraseIndex[T]:
        """Index the patterns; the order of equal ones is kept. Phrases are also known written as one token ("death-toll")."""
        entries: dict[str, list[tuple[Pattern, T]]] = {}
        verbs: dict[str, bool] = {}  # for each listed word, whether it may be a verb
        singles: set[str] = set()
        for pattern, item in _with_joined(items):
            entries.setdefault(pattern.tokens[0], []).append((pattern, item))
            for token in pattern.tokens:
                may = pattern.pos in (None, "verb")
                if len(pattern.tokens) == 1:  # entries of their own know better: "unit/noun" and "unit price" give no "united"
                    verbs[token] = may or (token in singles and verbs[token])
                    singles.add(token)
                elif token not in singles:
                    verbs[token] = may or verbs.get(token, False)
        vocabulary = frozenset(verbs)
        forms: dict[str, str] = {}
        for word in sorted(vocabulary):
            for spelling in spellings(word):
                for form in (spelling, *inflections(spelling, verb=verbs[word])):
                    if form not in vocabulary:
                        forms.setdefault(form, word)
        ordered = {first: tuple(sorted(rows, key=lambda row: -len(row[0].tokens))) for first, rows in entries.items()}
        return cls(ordered, vocabulary, forms)

    def listed(self, word: str) -> str:
        """The listed word of which this is a form; the word itself in lower case where it is none."""
        lower = word.lower()
        return lower if lower in self.vocabulary else self.forms.get(lower, lower)

    def exact(self, word: str, pos: str | None) -> tuple[T, ...]:
        """What a single word stands for; ``pos``: its universal tag, or None for any."""
        listed = self.listed(word)
        rows = self.entries.get(listed, ())
        return tuple(item for pattern, item in rows if len(pattern.tokens) == 1 and _pos_fits(pattern, (pos,)))

    def find(self, lemmas: Sequence[str], pos: Sequence[str | None] | None = None, words: Sequence[str] | None = None) -> list[Match[T]]:
        """Every longest match from left to right, without overlaps; several at one place where a pattern stands for several things.

        ``pos``: universal tags; ``words``: the tokens as they stand in the text. Both as long as ``lemmas``. Of equally long matches
        those that match the words as they stand win ("sales" over "sale").
        """
        looked_up = self._keys(lemmas, words)
        begins = [at for at, token in enumerate(looked_up) if token.rows]
        tags: Sequence[str | None] = pos if pos is not None else [None] * len(lemmas)
        found: list[Match[T]] = []
        behind = 0
        for at in begins:
            hits = _hits(looked_up, tags, at) if at >= behind else ()
            if hits:
                behind = max(hit.end for hit in hits)
                longest = [hit for hit in hits if hit.end == behind]
                verbatim = [hit for hit in longest if hit.verbatim] or longest
                found.extend(Match(at, behind, hit.item) for hit in verbatim)
        return found

    def _keys(self, lemmas: Sequence[str], words: Sequence[str] | None) -> list[_Keys[T]]:
        """For each token the listed words it may be, with their patterns."""
        known = self.known
        if len(known) > MOST_KNOWN:
            known.clear()
        found = []
        for pair in zip(lemmas, words if words is not None else lemmas, strict=True):
            token = known.get(pair)
            if token is None:
                token = known[pair] = self._look_up(*pair)
            found.append(token)
        return found

    def _look_up(self, lemma: str, word: str) -> _Keys[T]:
        keys = (word.lower(), self.listed(lemma), self.listed(word))
        rows = tuple(row for key in dict.fromkeys(keys) for row in self.entries.get(key, ()))
        alone = tuple(row for row in rows if len(row[0].tokens) == 1)
        return _Keys(keys, rows, alone, frozenset(pattern.tokens[1] for pattern, _ in rows if len(pattern.tokens) > 1))


def _hits(looked_up: Sequence[_Keys[T]], tags: Sequence[str | None], at: int) -> list[Hit[T]]:
    """The patterns that stand at a token."""
    hits: dict[int, Hit[T]] = {}
    keys = looked_up[at].keys
    # Where the second word of a phrase may stand: few are left that way of the many phrases that some words begin.
    seconds = looked_up[at].seconds
    near = {key for token in looked_up[at + 1 : at + 2 + MAX_GLUE] for key in token.keys if key in seconds} if seconds else seconds
    rows = looked_up[at].rows if near else looked_up[at].alone
    for pattern, item in rows:
        if len(pattern.tokens) > 1 and pattern.tokens[1] not in near:
            continue
        places = _places(pattern.tokens, looked_up, at)
        if places and _pos_fits(pattern, [tags[place] for place in places]) and not _is_form_of_other(pattern, keys, tags[at]):
            verbatim = all(looked_up[place].keys[0] == token for place, token in zip(places, pattern.tokens, strict=True))
            hit = Hit(places[-1] + 1, verbatim, item)
            known = hits.get(id(item))
            if known is None or (hit.end, hit.verbatim) > (known.end, known.verbatim):
                hits[id(item)] = hit
    return list(hits.values())


def _with_joined(items: Iterable[tuple[Pattern, T]]) -> Iterator[tuple[Pattern, T]]:
    for pattern, item in items:
        yield pattern, item
        if len(pattern.tokens) > 1:
            yield Pattern(("-".join(pattern.tokens),), pattern.pos), item


def _places(tokens: Sequence[str], looked_up: Sequence[_Keys[T]], at: int) -> list[int]:
    """Where the tokens stand from ``at`` on, glue skipped; empty where they do not."""
    places = [at]
    for token in tokens[1:]:
        here = places[-1] + 1
        limit = min(here + MAX_GLUE, len(looked_up))
        while here < limit and token not in looked_up[here].keys and _is_glue(looked_up[here].keys[0]):
            here += 1
        if here >= len(looked_up) or token not in looked_up[here].keys:
            return []
        places.append(here)
    return places


# Past forms that are themselves verbs: "has found a way" is of "find", "ground the flour" of "grind": the lemma tells which.
_PAST_OF = {
    "found": "find",
    "ground": "grind",
    "wound": "wind",
    "bound": "bind",
    "fell": "fall",
    "saw": "see",
    "lay": "lie",
    "rent": "rend",
}


def _is_form_of_other(pattern: Pattern, keys: tuple[str, ...], tag: str | None) -> bool:
    """Whether a word that is read as the verb of a pattern is the past form of another verb by its lemma (the second of ``keys``)."""
    return tag == "VERB" and pattern.tokens[0] in _PAST_OF and keys[1] == _PAST_OF[pattern.tokens[0]]


def _is_glue(word: str) -> bool:
    return word in GLUE or NUMBER.fullmatch(word) is not None


def _pos_fits(pattern: Pattern, tags: Sequence[str | None]) -> bool:
    """Whether the word that decides (the first of a verb phrase, the last of any other) has the part of speech asked for."""
    if pattern.pos is None:
        return True
    tag = tags[0] if pattern.pos == "verb" else tags[-1]
    return tag is None or tag in POS_TAGS[pattern.pos]
