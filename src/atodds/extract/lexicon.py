"""The lexicon: which English words name the same measure, which words narrow it, which predicates are opposites.

Two claims in different words must meet ("212 persons have died", "the death toll was 226") and look-alikes must be kept apart (net loss
and operating loss). The words are data, in ``data/concepts.toml``, ``data/qualifiers.toml`` and ``data/predicates.toml``; a workspace adds
its own in ``lexicon.toml``. docs/lexicon.md describes the format.
"""

from __future__ import annotations

import functools
import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, NamedTuple

from atodds.extract import lexicon_kept
from atodds.extract.lexicon_files import (
    PACKAGED,
    ConceptTable,
    LexiconTables,
    digest,
    merge,
    packaged_tables,
    read_tables,
)
from atodds.extract.phrases import Match, PhraseIndex, bare, parse_pattern

# A hash of the packaged data files: whoever keeps what was extracted knows by it when the words have changed.
LEXICON_VERSION = digest(*(path.read_bytes() for path in PACKAGED))

# Number words and ordinals that may stand for a label: "phase two", "second phase", "phase II" are all phase 2.
_CARDINALS = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth")
_ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")
_ORDINAL_NUMBER = {word: str(n) for n, word in enumerate(_ORDINALS, 1)}
_LABEL_NUMBER = {word: str(n) for words in (_CARDINALS, _ROMANS) for n, word in enumerate(words, 1)}
# A label: a number ("2", "2.1", "2b"), one letter, or a short code with a digit in it ("QX-3", "N95").
_LABEL = re.compile(r"(?:no\.?)?(\d{1,3}(?:\.\d{1,2})?[a-z]?|[a-z]|[a-z]{1,4}-?\d{1,4}[a-z]?)", re.IGNORECASE)
_NUMERIC_ORDINAL = re.compile(r"(\d{1,2})(?:st|nd|rd|th)", re.IGNORECASE)
# Lower-case letters that are words of their own: "phase a company enters", "the line i saw".
_LETTER_WORDS = frozenset({"a", "i"})

OverTime = Literal["fixed", "accumulates", "varies", "per_period", "plan"]


@dataclass(frozen=True, slots=True)
class Concept:
    """What several words name: a measure ("deaths"), an event ("opening"), a role ("founder") or a counted thing ("house").

    ``words``: as listed. ``measures``: kinds of value it can be the property of. ``group``: concepts of one group exclude each other.
    ``over_time``: how its value behaves; ``weak``: so general that sharing it says little; ``counted``: it is the thing that is counted.
    """

    key: str
    words: tuple[str, ...]
    measures: frozenset[str]
    over_time: OverTime = "varies"
    group: str | None = None
    weak: bool = False
    counted: bool = False

    @property
    def label(self) -> str:
        """The key as words, for display."""
        return self.key.replace("_", " ")


@dataclass(frozen=True, slots=True)
class QualifierGroup:
    """Words that narrow a measure in one respect.

    ``members``: first word of each member, by which it is known. ``default``: the member that is meant where none is named, or None.
    ``exclusive``: two claims with different members are not about the same thing.
    ``skip_names``: words of proper names do not count ("North" in "North Sea Oil").
    ``measures``: kinds of value that it narrows; empty for all.
    """

    key: str
    members: tuple[str, ...]
    default: str | None = None
    exclusive: bool = True
    skip_names: bool = False
    measures: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Predicate:
    """A pair of opposite predicates; ``holds``: whether these words state the positive side."""

    key: str
    holds: bool


class Qualifier(NamedTuple):
    """A narrowing word: token index, group, member (for labels: the label, "2" of "phase two" in group "phase")."""

    at: int
    group: str
    member: str


@dataclass(frozen=True, slots=True)
class _Member:
    group: QualifierGroup
    name: str


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The words, indexed. Make one with :meth:`load`.

    ``light``: lemmas that name no measure themselves ("be", "reach", "total").
    ``labelled``: nouns that take a label ("phase" in "phase 2").
    ``version``: a hash of everything it was made from, a workspace's own words included.
    """

    concepts: Mapping[str, Concept]
    groups: Mapping[str, QualifierGroup]
    light: frozenset[str]
    labelled: frozenset[str]
    version: str
    _concepts: PhraseIndex[Concept]
    _members: PhraseIndex[_Member]
    _predicates: PhraseIndex[Predicate]
    _negations: PhraseIndex[str]
    _privative_suffixes: tuple[str, ...]
    _privative_exceptions: frozenset[str]

    @staticmethod
    def load(extra: Path | None = None, keep: lexicon_kept.Keep | None = None) -> Lexicon:
        """The packaged lexicon, with the words of ``extra`` (a workspace's ``lexicon.toml``) added where that file exists.

        ``keep``: keeps it between two runs, under its version. Raises CurationError, with file and line, for a mistake in ``extra``.
        Cached by content.
        """
        name, content = (str(extra), extra.read_bytes()) if extra is not None and extra.exists() else ("", b"")
        if keep is None:
            return _built(name, content)
        key = f"lexicon|{_version(content)}"
        data = keep.get_bytes(key)
        lexicon = _unpacked(data) if data is not None else None
        if lexicon is None:
            lexicon = _built(name, content)
            keep.put_bytes(key, _packed(lexicon))
        return lexicon

    def concepts_of(self, lemma: str, pos: str | None = None) -> tuple[Concept, ...]:
        """The concepts that a single word names; ``pos``: its universal tag. Several differ in what they measure."""
        return self._concepts.exact(lemma, pos)

    def find(
        self, lemmas: Sequence[str], pos: Sequence[str | None] | None = None, words: Sequence[str] | None = None
    ) -> list[Match[Concept]]:
        """The concepts named in a sentence, as (start, end, concept): longest match, left to right; end excluded.

        ``pos``: universal tags. ``words``: the tokens as they stand in the text, which tell "damages" from "damage" and "born" from "bear".
        A word of two concepts gives both: they differ in what they measure, so the kind of the value decides. With ``pos`` and ``words``,
        words inside a longer name ("Deposit Insurance Fund", "Harbour Lane") name no concept, but for roles ("Health Minister Ana Silva").
        """
        found = self._concepts.find(lemmas, pos, words)
        if pos is None or words is None or not _has_plain_words(pos, words):
            return found
        return [match for match in found if match.item.group == "role" or not _inside_name(match, pos, words)]

    def qualifiers(
        self,
        lemmas: Sequence[str],
        pos: Sequence[str | None] | None = None,
        words: Sequence[str] | None = None,
        *,
        kind: str | None = None,
    ) -> list[Qualifier]:
        """The narrowing words among the tokens, as (at, group, member), in order of place; those of values of ``kind`` where given.

        Give the words around the measure, not the whole sentence: a qualifier further off narrows something else.
        """
        labels, taken = self._labels(lemmas, words if words is not None else lemmas)
        found = list(labels)
        for match in self._members.find(lemmas, pos, words):
            group = match.item.group
            inside_name = pos is not None and group.skip_names and any(tag == "PROPN" for tag in pos[match.start : match.end])
            fits = kind is None or not group.measures or kind in group.measures
            if fits and not inside_name and match.start not in taken:
                found.append(Qualifier(match.start, group.key, match.item.name))
        return sorted(set(found))

    def _labels(self, lemmas: Sequence[str], words: Sequence[str]) -> tuple[list[Qualifier], set[int]]:
        """Labels ("phase 2", "Series D", "second phase") and the tokens that they use."""
        found: list[Qualifier] = []
        taken: set[int] = set()
        for at, lemma in enumerate(lemmas):
            noun = lemma.lower()
            if noun not in self.labelled:
                continue
            behind = next((i for i in range(at + 1, min(at + 3, len(words))) if words[i] not in ("-", "–", "‑")), None)
            before = next((i for i in range(at - 1, max(at - 3, -1), -1) if words[i] not in ("-", "–", "‑")), None)
            if behind is not None and (label := _label(words[behind])):
                found.append(Qualifier(at, noun, label))
                taken.add(behind)
            elif before is not None and (label := _ordinal(words[before])):
                found.append(Qualifier(at, noun, label))
                taken.add(before)
        return found, taken

    def predicates(
        self, lemmas: Sequence[str], pos: Sequence[str | None] | None = None, words: Sequence[str] | None = None
    ) -> list[Match[Predicate]]:
        """The predicates that have an opposite, as (start, end, predicate); ``predicate.holds`` says which side was named.

        A negation beside it (:meth:`negations`) turns it round.
        """
        return self._predicates.find(lemmas, pos, words)

    def negations(self, lemmas: Sequence[str], words: Sequence[str] | None = None) -> list[tuple[int, int]]:
        """Where something is negated ("not", "no longer", "fail to", "without"): token offsets, end excluded."""
        return [(match.start, match.end) for match in self._negations.find(lemmas, None, words)]

    def privative(self, word: str) -> str | None:
        """What a word says is missing: "driver" of "driverless", "sugar" of "sugar-free"; None for any other word."""
        lower = word.lower()
        if not lower.endswith(self._privative_suffixes) or lower in self._privative_exceptions:
            return None
        for suffix in self._privative_suffixes:
            stem = lower.removesuffix(suffix).rstrip("-")
            if lower.endswith(suffix) and len(stem) > 2:
                return stem
        return None


def _inside_name(match: Match[Concept], pos: Sequence[str | None], words: Sequence[str]) -> bool:
    """Whether all words of a match, and one beside it, are capitalised parts of a name. Acronyms (GDP, IPO) are not taken for such."""

    def part(at: int) -> bool:
        return 0 <= at < len(words) and pos[at] == "PROPN" and words[at][:1].isupper() and not words[at].isupper()

    return all(part(at) for at in range(match.start, match.end)) and (part(match.start - 1) or part(match.end))


def _has_plain_words(pos: Sequence[str | None], words: Sequence[str]) -> bool:
    """Whether content words stand in lower case: not so in a title, where capitals say nothing."""
    return any(tag in ("NOUN", "VERB", "ADJ") and word.islower() for tag, word in zip(pos, words, strict=True))


def _label(word: str) -> str | None:
    """A label in one spelling: "II", "two" and "2" are "2"; "d" is "D"."""
    lower = word.lower()
    if lower in _LETTER_WORDS and word == lower:
        return None
    # Roman I, V and X are numbers; C and D are letters ("Series C").
    if lower in _LABEL_NUMBER:
        return _LABEL_NUMBER[lower]
    matched = _LABEL.fullmatch(word)
    return matched.group(1).upper() if matched else None


def _ordinal(word: str) -> str | None:
    matched = _NUMERIC_ORDINAL.fullmatch(word)
    return matched.group(1) if matched else _ORDINAL_NUMBER.get(word.lower())


@functools.lru_cache(maxsize=8)  # one per workspace in use; more than one only in tests
def _built(name: str, content: bytes) -> Lexicon:
    tables = packaged_tables()
    if content:
        tables = merge(tables, read_tables(content, name), name, content)
    return _lexicon(tables, _version(content))


def _version(content: bytes) -> str:
    return digest(LEXICON_VERSION.encode(), content) if content else LEXICON_VERSION


def _lexicon(tables: LexiconTables, version: str) -> Lexicon:
    concepts = {key: _concept(key, table) for key, table in tables.concepts.items()}
    groups = {
        key: QualifierGroup(
            key, tuple(member[0] for member in table.members), table.default, table.exclusive, table.skip_names, frozenset(table.measures)
        )
        for key, table in tables.qualifiers.items()
    }
    members = (
        (parse_pattern(word), _Member(groups[key], member[0]))
        for key, table in tables.qualifiers.items()
        for member in table.members
        for word in member
    )
    predicates = (
        (pattern, Predicate(key, holds))
        for key, table in tables.predicates.items()
        for holds, words in ((True, table.positive), (False, table.negative))
        for word in words
        for pattern in dict.fromkeys((parse_pattern(word), bare(parse_pattern(word))))
    )
    return Lexicon(
        concepts=concepts,
        groups=groups,
        light=frozenset(tables.light),
        labelled=frozenset(tables.labelled),
        version=version,
        _concepts=PhraseIndex.build((parse_pattern(word), concept) for concept in concepts.values() for word in concept.words),
        _members=PhraseIndex.build(members),
        _predicates=PhraseIndex.build(predicates),
        _negations=PhraseIndex.build((parse_pattern(word), word) for word in tables.negations),
        _privative_suffixes=tuple(tables.privative_suffixes),
        _privative_exceptions=frozenset(tables.privative_exceptions),
    )


def _concept(key: str, table: ConceptTable) -> Concept:
    return Concept(
        key=key,
        words=tuple(table.words),
        measures=frozenset(table.measures),
        over_time=table.over_time or "varies",
        group=table.group,
        weak=bool(table.weak),
        counted=bool(table.counted),
    )


def _packed(lexicon: Lexicon) -> bytes:
    """A lexicon as bytes: its words as they are indexed, the concepts and groups by their keys."""
    concepts = [[c.key, c.words, sorted(c.measures), c.over_time, c.group, c.weak, c.counted] for c in lexicon.concepts.values()]
    groups = [[g.key, g.members, g.default, g.exclusive, g.skip_names, sorted(g.measures)] for g in lexicon.groups.values()]
    words = (lexicon.light, lexicon.labelled, lexicon._privative_exceptions)
    indexes = (
        lexicon_kept.pack(lexicon._concepts, lambda concept: concept.key),
        lexicon_kept.pack(lexicon._members, lambda member: [member.group.key, member.name]),
        lexicon_kept.pack(lexicon._predicates, lambda predicate: [predicate.key, predicate.holds]),
        lexicon_kept.pack(lexicon._negations, str),
    )
    return lexicon_kept.written((lexicon.version, concepts, groups, list(map(sorted, words)), lexicon._privative_suffixes, indexes))


@functools.lru_cache(maxsize=2)  # more than one only in tests
def _unpacked(data: bytes) -> Lexicon | None:
    """A lexicon from bytes; None where they are damaged."""
    try:
        version, concept_rows, group_rows, words, suffixes, indexes = json.loads(data)
        concepts = {row[0]: Concept(row[0], tuple(row[1]), frozenset(row[2]), *row[3:]) for row in concept_rows}
        groups = {
            key: QualifierGroup(key, tuple(members), default, exclusive, skip_names, frozenset(measures))
            for key, members, default, exclusive, skip_names, measures in group_rows
        }
        light, labelled, exceptions = map(frozenset, words)
        named, narrowing, predicates, negations = indexes
        return Lexicon(
            concepts=concepts,
            groups=groups,
            light=light,
            labelled=labelled,
            version=version,
            _concepts=lexicon_kept.unpack(named, concepts.__getitem__),
            _members=lexicon_kept.unpack(narrowing, lambda member: _Member(groups[member[0]], member[1])),
            _predicates=lexicon_kept.unpack(predicates, lambda predicate: Predicate(*predicate)),
            _negations=lexicon_kept.unpack(negations, str),
            _privative_suffixes=tuple(suffixes),
            _privative_exceptions=exceptions,
        )
    except (ValueError, TypeError, LookupError, AttributeError):
        return None
