"""What the comparisons need of each claim, looked up once: names, words, and how rare each word is among the claims."""

from __future__ import annotations

import calendar
import math
import re
from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple

from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex, general_name_words
from atodds.link.sense import Surroundings, Vector, sense_at
from atodds.link.standing import Standing, standings
from atodds.model.records import Claim
from atodds.model.values import NameValue

# How much a word counts by the role it stands in: the measured noun decides, the far words of the sentence hardly.
ROLE_WEIGHT = {"head": 1.0, "base": 1.0, "govs": 1.0, "mods": 0.8, "verb": 0.8, "subj": 0.8, "args": 0.6, "section": 0.3, "rest": 0.25}
NOUN_ROLES = ("head", "base", "govs")
CORE = 0.5  # words of at least this role weight are the core of a claim
# A dossier is a small sample of English: a word that stands in one of its few hundred claims is not rarer than this.
MOST_BITS = 9.0
_NAME_WORD = re.compile(r"[^\W\d_]{4,}")
_CALENDAR = frozenset(name.casefold() for name in (*calendar.month_name, *calendar.day_name))
LEAST_CLAIMS = 500  # and the claims are counted as at least so many, so that words of a tiny dossier still say something
# How rare a word is is told in quarters of a bit: a claim more or less then seldom changes it, and what was found of claims with that
# word holds (`atodds.kept`). A quarter of a bit is a sixth of a count, less than two dossiers of one topic differ by.
PARTS_OF_A_BIT = 4
# Senses remembered at one time, of 1 KB each: those of all claims of a batch of pairs, as a rule.
MOST_SENSES = 1 << 15


class Level(NamedTuple):
    """A level reached by a comparison, and what was compared."""

    name: str
    detail: str = ""


@dataclass(slots=True)
class Profile:
    """What comparisons need of a claim, looked up once for all claims of one wording.

    ``number``: of the wording (`wording_of`), its own in a setting; ``repeated``: whether several claims have it.
    """

    number: int
    repeated: bool
    subject: str
    how: str
    names: frozenset[str]
    words: dict[str, float]
    mass: float
    core_mass: float
    nouns: frozenset[str]
    concepts: tuple[str, ...]
    quals: dict[str, frozenset[str]]
    groups: dict[str, frozenset[str]]


# How many bits it says that a claim has a word.
Rarities = Mapping[str, float]


class SettingPart(NamedTuple):
    """What of a :class:`Setting` some claims need."""

    entities: EntityIndex
    rarities: Rarities
    profiles: dict[str, Profile]
    document_names: dict[str, frozenset[str]]
    standings: dict[str, Standing]


@dataclass(slots=True)
class Setting:
    """What comparisons look things up in: names, words, how rare each word is among the claims, and where each number stands."""

    entities: EntityIndex
    lexicon: Lexicon
    rarities: Rarities
    profiles: dict[str, Profile] = field(default_factory=dict)
    document_names: dict[str, frozenset[str]] = field(default_factory=dict)
    standings: dict[str, Standing] = field(default_factory=dict)
    _shared: dict[tuple[str, str], frozenset[str]] = field(default_factory=dict)
    _named: dict[tuple[str, frozenset[str]], bool] = field(default_factory=dict)
    _name_words: dict[str, frozenset[str]] = field(default_factory=dict)
    _senses: dict[Surroundings, Vector] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        claims: Iterable[Claim],
        entities: EntityIndex,
        lexicon: Lexicon,
        *,
        lengths: Mapping[str, int] | None = None,
    ) -> Setting:
        """Count in how many claims each word stands, and look up what each claim is compared by.

        ``lengths``: of the texts of the documents in characters, if where a number stands is to count.
        """
        claims = list(claims)
        alike = _alike(claims)
        roles = [_role_weights(same[0]) for same in alike]
        setting = cls(entities, lexicon, _rarities(alike, roles), standings=standings(claims, lengths or {}))
        named: dict[str, set[str]] = {}
        for number, (same, weights) in enumerate(zip(alike, roles, strict=True)):
            profile = _profile(same[0], weights, setting, number, repeated=len(same) > 1)
            names = profile.names | ({profile.subject} - {""})
            for claim in same:
                setting.profiles[claim.id] = profile
                named.setdefault(claim.document, set()).update(names)
        setting.document_names = {document: frozenset(names) for document, names in named.items()}
        return setting

    @classmethod
    def of_words(cls, claims: Iterable[Claim], entities: EntityIndex, lexicon: Lexicon) -> Setting:
        """Only count in how many claims each word stands: for comparisons that look no more up of a claim."""
        alike = _alike(claims)
        return cls(entities, lexicon, _rarities(alike, [_role_weights(same[0]) for same in alike]))

    def part(self, claims: Iterable[Claim]) -> SettingPart:
        """What the comparisons of these claims with each other look up, without the lexicon: to be sent elsewhere."""
        claims = list(claims)
        documents = sorted({c.document for c in claims})
        words = {word for c in claims for of_role in c.features.values() for word in of_role}
        names = words.union(*(_said(c) for c in claims))
        looked_up = sorted(words.union(*(self.profiles[c.id].names for c in claims)))
        return SettingPart(
            self.entities.part(names),
            {w: self.rarities[w] for w in looked_up if w in self.rarities},
            {c.id: self.profiles[c.id] for c in claims},
            {d: self.document_names[d] for d in documents},
            {c.id: self.standings[c.id] for c in claims if c.id in self.standings},
        )

    @classmethod
    def whole(cls, part: SettingPart, lexicon: Lexicon) -> Setting:
        """A setting from what was sent of one."""
        return cls(part.entities, lexicon, part.rarities, part.profiles, part.document_names, part.standings)

    def bits(self, word: str) -> float:
        """How many bits it says that two claims share a word: by how rare it is among all."""
        return self.rarities.get(word, MOST_BITS)

    def sense(self, near: Surroundings) -> Vector:
        """What the words around a value mean, as a vector; looked up once, unless very many others are meanwhile."""
        found = self._senses.get(near)
        if found is None:
            if len(self._senses) >= MOST_SENSES:
                self._senses.clear()
            found = self._senses[near] = sense_at(near)
        return found

    def is_name_in(self, words: frozenset[str], document: str) -> bool:
        """Whether the words (their base forms) begin words of one name in a document; looked up once, as `shared_names`."""
        found = self._named.get((document, words))
        if found is None:
            names = [name.lower().split() for name in self.document_names[document]]
            found = any(all(any(part.startswith(word) for part in name) for word in words) for name in names)
            self._named[document, words] = found
        return found

    def shared_name_words(self, a: str, b: str) -> frozenset[str]:
        """The telling words of names that two documents share where they may share no whole name."""
        for document in (a, b):
            if document not in self._name_words:
                self._name_words[document] = _telling_words(self.document_names[document])
        return self._name_words[a] & self._name_words[b]

    def shared_names(self, a: str, b: str) -> frozenset[str]:
        """The names that two documents share, told by their ids; looked up once, as large documents have thousands."""
        key = (a, b) if a < b else (b, a)
        found = self._shared.get(key)
        if found is None:
            found = self._shared[key] = self.document_names[a] & self.document_names[b]
        return found


def _alike(claims: Iterable[Claim]) -> list[list[Claim]]:
    """The claims, those of one wording together."""
    alike: dict[tuple[object, ...], list[Claim]] = {}
    for claim in claims:
        alike.setdefault(wording_of(claim), []).append(claim)
    return list(alike.values())


def _rarities(alike: Sequence[Sequence[Claim]], roles: Iterable[Mapping[str, float]]) -> dict[str, float]:
    """How rare each word is among claims, which come by their wordings with the ``roles`` of the words of each."""
    total = max(sum(map(len, alike)), LEAST_CLAIMS)
    counts: Counter[str] = Counter()
    for same, weights in zip(alike, roles, strict=True):
        for key in weights.keys() | set(same[0].features.get("evoked", ())):
            counts[key] += len(same)
    return {key: rarity(total, count) for key, count in counts.items()}


def rarity(total: int, count: int) -> float:
    """How many bits it says that a claim has a word that ``count`` of ``total`` have, in whole parts (``PARTS_OF_A_BIT``)."""
    return min(MOST_BITS, (_in_parts(total) - _in_parts(count)) / PARTS_OF_A_BIT)


def _in_parts(count: int) -> int:
    return round(PARTS_OF_A_BIT * math.log2(count))


def _telling_words(names: Iterable[str]) -> frozenset[str]:
    """The words of names that may tell one topic from another: no short ones, no months, none that many names have."""
    words = {word for name in names for word in _NAME_WORD.findall(name)}
    return frozenset(words - general_name_words() - _CALENDAR)


def _said(claim: Claim) -> tuple[str, ...]:
    """The names that a claim gives outside its features."""
    return (claim.subject, *(claim.value.names if isinstance(claim.value, NameValue) else ()))


def _role_weights(claim: Claim) -> dict[str, float]:
    weights: dict[str, float] = {}
    for role, weight in ROLE_WEIGHT.items():
        for key in claim.features.get(role, ()):
            weights.setdefault(key, weight)
    return weights


def wording_of(claim: Claim) -> tuple[object, ...]:
    """What a profile is made of, and all else that a comparison looks at of which that is said (`Sight.WORDING`)."""
    return (claim.value.kind, claim.subject, claim.property, claim.modality, claim.extractor, *claim.features.items())


def _profile(claim: Claim, roles: Mapping[str, float], setting: Setting, number: int, *, repeated: bool) -> Profile:
    words = {k: w * setting.rarities[k] for k, w in roles.items() if not k.isdigit()}
    core = {k for k, w in roles.items() if w >= CORE}
    quals: dict[str, set[str]] = {}
    for qualifier in claim.features.get("quals", ()):
        group, _, member = qualifier.partition("=")
        quals.setdefault(group, set()).add(member)
    return Profile(
        number=number,
        repeated=repeated,
        subject=setting.entities.key(claim.subject) if claim.subject else "",
        how=claim.features.get("how", ("default",))[0],
        names=frozenset(setting.entities.key(n) for n in claim.features.get("names", ())),
        words=words,
        mass=math.sqrt(sum(v * v for v in words.values())),
        core_mass=math.sqrt(sum(v * v for k, v in words.items() if k in core)),
        nouns=frozenset(k for role in NOUN_ROLES for k in claim.features.get(role, ()) if not _is_weak(k, setting)),
        concepts=claim.features.get("concepts", ()),
        quals={g: frozenset(m) for g, m in quals.items()},
        groups=_groups(claim, setting),
    )


def _is_weak(key: str, setting: Setting) -> bool:
    concept = setting.lexicon.concepts.get(key)
    return concept is not None and concept.weak


# Groups whose members stand side by side without excluding each other: "the board's chair and chief executive".
_NO_CONTRAST = frozenset({"direction", "role"})
_CONTRAST_ROLES = ("head", "mods", "govs", "base", "verb", "subj")


def _groups(claim: Claim, setting: Setting) -> dict[str, frozenset[str]]:
    """The concepts near the value that belong to a group whose members exclude each other (destroyed, damaged), by group."""
    found: dict[str, set[str]] = {}
    for role in _CONTRAST_ROLES:
        for key in claim.features.get(role, ()):
            concept = setting.lexicon.concepts.get(key)
            if concept is not None and concept.group and concept.group not in _NO_CONTRAST:
                found.setdefault(concept.group, set()).add(key)
    return {group: frozenset(keys) for group, keys in found.items()}


def in_bits(weight: float) -> float:
    """A sum of match weights to the hundredth of a bit.

    Nought has no sign: the database keeps none, and a report written from it is the same.
    """
    return round(weight, 2) + 0.0


class Sight(StrEnum):
    """What a comparison looks at of a claim: claims that are alike in it are compared once, however many there are."""

    WORDING = "wording"  # its profile, and what `wording_of` holds; tables and copied articles are full of claims of one wording
    VALUE = "value"  # its value and the words of it, and whether that is a sum whose currency is not said
    SENSE = "sense"  # the words near its value: of two claims only how alike these are (`likeness`)
    STANDING = "standing"  # where its number stands (`atodds.link.standing`), and in one document with the other's or not
    PERIOD = "period"  # its time
    DOCUMENT = "document"  # the document that it stands in, and the kind of its value
    CLAIM = "claim"  # more than one of these: each pair is compared by itself


class Comparison:
    """One comparison of two claims; ``level`` gives the level reached, or None where there is nothing to compare.

    ``looks_at``: all that it looks at of the claims, beside what it is given of the setting; ``inside``: the same for two claims of one
    document, where that is more. ``closely``: what some claims have, a feature unless ``marked`` says otherwise: where one of the claims
    has it, it looks at all of them.
    """

    name = ""
    looks_at = Sight.CLAIM
    inside: Sight | None = None
    closely = ""

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """The level that two claims reach."""
        raise NotImplementedError  # pragma: no cover

    def marked(self, claim: Claim) -> bool:
        """Whether a claim has what is looked at closely."""
        return self.closely in claim.features

    def sight(self, closely: Collection[str], *, inside: bool) -> Sight:
        """What it looks at of two claims that have between them what ``closely`` says."""
        if self.closely in closely:
            return Sight.CLAIM
        return self.inside if inside and self.inside is not None else self.looks_at
