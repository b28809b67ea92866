"""The comparisons behind a link, each a small class whose docstring lists its levels.

Weights are in bits, as in the model of Fellegi & Sunter (1969) in the form that Splink uses: the logarithm to base two of how much
more often a level is seen among pairs about the same data item than among other pairs of the block. They are set by reasoning, the
reason beside each; ``atodds evaluate`` measures what they achieve.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from atodds.extract.lexicon import Lexicon
from atodds.link.entities import EntityIndex
from atodds.model.records import Claim, Evidence
from atodds.model.values import DateValue, Quantity

# How much a word counts by the role it stands in: the measured noun decides, an adjunct of the clause hardly.
ROLE_WEIGHT = {"head": 1.0, "base": 1.0, "govs": 1.0, "mods": 0.8, "verb": 0.7, "subj": 0.7, "args": 0.5, "rest": 0.15, "section": 0.3}
CORE_ROLES = ("head", "base", "govs", "mods", "verb", "subj", "args")
NOUN_ROLES = ("head", "base", "govs")


@dataclass(slots=True)
class Setting:
    """What comparisons look things up in: names, words, and how rare each word is among the claims."""

    entities: EntityIndex
    lexicon: Lexicon
    bits: Mapping[str, float]
    keys: dict[str, dict[str, float]] = field(default_factory=dict)
    document_names: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, claims: Iterable[Claim], entities: EntityIndex, lexicon: Lexicon) -> Setting:
        """Count in how many claims each word stands."""
        claims = list(claims)
        counts: Counter[str] = Counter()
        keys = {}
        for claim in claims:
            weighted = word_weights(claim)
            keys[claim.id] = weighted
            counts.update(weighted)
        named: dict[str, set[str]] = {}
        for claim in claims:
            around = named.setdefault(claim.document, set())
            around.update(entities.key(n) for n in (*claim.features.get("names", ()), claim.subject) if n)
        total = max(len(claims), 2)
        bits = {key: math.log2((total + 1) / count) for key, count in counts.items()}
        return cls(entities, lexicon, bits, keys, named)


def word_weights(claim: Claim) -> dict[str, float]:
    """The words of a claim with the weight of the nearest role that they stand in."""
    weights: dict[str, float] = {}
    for role, weight in ROLE_WEIGHT.items():
        for key in claim.features.get(role, ()):
            weights.setdefault(key, weight)
    return weights


class Comparison(Protocol):
    """One comparison: gives the evidence that two claims are about the same data item."""

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """The level reached with its weight in bits, or None where there is nothing to compare."""


class SubjectComparison:
    """Who the claims are about.

    * same, named in both sentences (or pointed to by a word): +4
    * same, by default in one or both: +2
    * one is not known: 0
    * different, but the one is named in the other's words: -1
    * different, by default in both: -0.5 (titles of one dossier name its subject in different ways)
    * different, by default in one: -2
    * different, named in both: -8
    """

    name = "subject"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        x, y = setting.entities.key(a.subject), setting.entities.key(b.subject)
        named = [c.features.get("how", ("default",))[0] != "default" for c in (a, b)]
        detail = f"{a.subject or '?'} / {b.subject or '?'}"
        if not x or not y:
            return Evidence(comparison=self.name, level="unknown", weight=0.0, detail=detail)
        if x == y:
            if all(named):
                return Evidence(comparison=self.name, level="same", weight=4.0, detail=detail)
            return Evidence(comparison=self.name, level="same by default", weight=2.0, detail=detail)
        around = [{setting.entities.key(n) for n in c.features.get("names", ())} for c in (a, b)]
        if x in around[1] or y in around[0]:
            return Evidence(comparison=self.name, level="mentioned", weight=-1.0, detail=detail)
        if all(named):
            return Evidence(comparison=self.name, level="different", weight=-8.0, detail=detail)
        weight = -2.0 if any(named) else -0.5
        return Evidence(comparison=self.name, level="different by default", weight=weight, detail=detail)


class PropertyComparison:
    """What is measured.

    * the same concept of the lexicon, not a weak one: +5
    * the same open-class word: +3
    * the other's property stands among the claim's concepts: +1
    * different concepts of one group (deaths, injuries): -10
    * different: -4
    """

    name = "property"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        x, y = a.property, b.property
        detail = f"{x or '?'} / {y or '?'}"
        if not x or not y:
            return Evidence(comparison=self.name, level="unknown", weight=-1.0, detail=detail)
        cx, cy = setting.lexicon.concepts.get(x), setting.lexicon.concepts.get(y)
        if x == y:
            known = cx is not None and not cx.weak
            return Evidence(comparison=self.name, level="same concept" if known else "same word", weight=5.0 if known else 3.0, detail=detail)
        if cx is not None and cy is not None and cx.group and cx.group == cy.group:
            return Evidence(comparison=self.name, level="exclusive", weight=-10.0, detail=detail)
        if x in setting.keys[b.id] or y in setting.keys[a.id]:
            return Evidence(comparison=self.name, level="mentioned", weight=1.0, detail=detail)
        return Evidence(comparison=self.name, level="different", weight=-4.0, detail=detail)


class WordsComparison:
    """The words around the values, weighted by rarity and by role.

    Shared words add their bits times the weaker of their two weights times 0.6 (words of one topic come together, so their
    bits are not independent); at most +8. Where both have nouns that name the measure and share none of them: -3.
    """

    name = "words"
    share = 0.6
    most = 8.0
    apart = -3.0

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        x, y = setting.keys[a.id], setting.keys[b.id]
        subject = set(setting.entities.key(a.subject).split()) | set(setting.entities.key(b.subject).split())
        shared = {k: setting.bits[k] * min(x[k], y[k]) for k in x.keys() & y.keys() if k not in subject}
        weight = min(self.most, self.share * sum(shared.values()))
        nouns = [{k for role in NOUN_ROLES for k in c.features.get(role, ())} - subject for c in (a, b)]
        if all(nouns) and not nouns[0] & nouns[1] and not nouns[0] & x.keys() & y.keys() and a.property != b.property:
            weight += self.apart
        top = sorted(shared, key=lambda k: (-shared[k], k))[:5]
        return Evidence(comparison=self.name, level=f"{len(shared)} shared", weight=round(weight, 2), detail=", ".join(top))


class QualifierComparison:
    """Words that narrow what is measured (gross and net, Series C and D).

    * a different member of one group on both sides: -8
    * the same member: +1.5
    * a member on one side only: -1 for each, at most -3
    """

    name = "qualifiers"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        x, y = _by_group(a), _by_group(b)
        if not x and not y:
            return None
        clash = [g for g in x.keys() & y.keys() if not x[g] & y[g] and _exclusive(setting.lexicon, g)]
        if clash:
            detail = "; ".join(f"{g}: {'/'.join(sorted(x[g]))} against {'/'.join(sorted(y[g]))}" for g in sorted(clash))
            return Evidence(comparison=self.name, level="exclusive", weight=-8.0, detail=detail)
        same = sum(1 for g in x.keys() & y.keys() if x[g] & y[g])
        lone = len(x.keys() ^ y.keys())
        weight = 1.5 * same - min(3.0, 1.0 * lone)
        return Evidence(comparison=self.name, level=f"{same} same, {lone} on one side", weight=weight, detail=", ".join(sorted(x.keys() | y.keys())))


class NamesComparison:
    """The other names in the words of the values (places, products, partners).

    * some in common: +2
    * each has names that the other has not, none in common: -3
    * on one side only: -0.5
    """

    name = "names"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        subjects = {setting.entities.key(a.subject), setting.entities.key(b.subject)}
        x, y = ({setting.entities.key(n) for n in c.features.get("names", ())} - subjects for c in (a, b))
        if not x and not y:
            return None
        detail = f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}"
        if x & y:
            return Evidence(comparison=self.name, level="common", weight=2.0, detail=detail)
        if x and y:
            return Evidence(comparison=self.name, level="different", weight=-3.0, detail=detail)
        return Evidence(comparison=self.name, level="on one side", weight=-0.5, detail=detail)


class ValueComparison:
    """The same number, spelled out to several digits, in two places is rarely chance.

    * the same value of three digits or more: +4; of two: +2; of one: +0.5
    """

    name = "value"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        x, y = a.value, b.value
        if isinstance(x, Quantity) and isinstance(y, Quantity) and x.unit == y.unit and math.isclose(x.low, y.low) and math.isclose(x.high, y.high):
            digits = min(_digits(x), _digits(y))
            return Evidence(comparison=self.name, level=f"same, {digits} digits", weight={1: 0.5, 2: 2.0}.get(digits, 4.0), detail=a.value_text)
        if isinstance(x, DateValue) and isinstance(y, DateValue) and (x.low, x.high) == (y.low, y.high):
            exact = x.precision in ("day", "week", "month")
            return Evidence(comparison=self.name, level="same date", weight=3.0 if exact else 1.0, detail=a.value_text)
        return None


class DocumentComparison:
    """One author rarely gives two values for one thing: within a document -2."""

    name = "document"

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        if a.document != b.document:
            return None
        return Evidence(comparison=self.name, level="same document", weight=-2.0, detail=a.document)


class TopicComparison:
    """Whether the two documents are on one topic: how many names they share.

    * three or more, or one document: nothing
    * two: -1; one: -2.5; none: -5
    """

    name = "topic"
    weights = (-5.0, -2.5, -1.0)

    def __call__(self, a: Claim, b: Claim, setting: Setting) -> Evidence | None:
        """See the class."""
        if a.document == b.document:
            return None
        shared = setting.document_names[a.document] & setting.document_names[b.document]
        if len(shared) >= len(self.weights):
            return None
        return Evidence(comparison=self.name, level=f"{len(shared)} names shared", weight=self.weights[len(shared)], detail=", ".join(sorted(shared)))


def _digits(x: Quantity) -> int:
    """Significant digits of the number as written."""
    size = max(abs(x.low), abs(x.high))
    if x.fraction or size == 0:
        return 1
    return max(1, round(math.log10(size / x.round_step)) + 1) if x.round_step > 0 else 1


def _by_group(claim: Claim) -> dict[str, set[str]]:
    groups: dict[str, set[str]] = {}
    for qualifier in claim.features.get("quals", ()):
        group, _, member = qualifier.partition("=")
        groups.setdefault(group, set()).add(member)
    return groups


def _exclusive(lexicon: Lexicon, group: str) -> bool:
    known = lexicon.groups.get(group)
    return known.exclusive if known is not None else True  # a label ("phase 2", "Series D") always is


COMPARISONS: tuple[Comparison, ...] = (
    SubjectComparison(),
    PropertyComparison(),
    WordsComparison(),
    QualifierComparison(),
    NamesComparison(),
    ValueComparison(),
    DocumentComparison(),
    TopicComparison(),
)
