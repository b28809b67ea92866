"""Comparisons of the words around two values: which they share, how rare these are, and what they mean."""

from __future__ import annotations

from atodds.link.profiles import Comparison, Level, Profile, Setting, Sight
from atodds.link.sense import likeness, surroundings
from atodds.model.records import Claim


def _shared(x: Profile, y: Profile) -> dict[str, float]:
    """The words that two claims share, each with its part of the product of the two: over both masses, their sum is the cosine."""
    return {k: x.words[k] * y.words[k] for k in x.words.keys() & y.words.keys()}


class WordsComparison(Comparison):
    """The words around the values, each with its rarity and the weight of its role: the cosine of the two.

    Levels ``0`` to ``6`` by the bounds of ``bounds``.
    """

    name = "words"
    looks_at = Sight.WORDING
    bounds = (0.03, 0.10, 0.18, 0.28, 0.40, 0.55)

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        if not x.mass or not y.mass:
            return None
        shared = _shared(x, y)
        cosine = sum(shared.values()) / (x.mass * y.mass)
        top = sorted(shared, key=lambda k: (-shared[k], k))[:5]
        return Level(str(sum(cosine >= bound for bound in self.bounds)), f"{cosine:.2f}: {', '.join(top)}")


class SenseComparison(Comparison):
    """What the words near the values mean, by word vectors, where they share few: the cosine of the two sums.

    Levels ``0`` to ``7`` by the bounds of ``bounds``.
    """

    name = "sense"
    looks_at = Sight.SENSE
    bounds = (0.15, 0.25, 0.35, 0.45, 0.55, 0.65, 0.75)

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        cosine = likeness(setting.sense(surroundings(a)), setting.sense(surroundings(b)))
        return Level(str(sum(cosine >= bound for bound in self.bounds)), f"{cosine:.2f}")


def _is_heading_of(a: Claim, b: Claim) -> bool:
    """Whether the sentence of the one claim is a heading over the other: what a heading says is what is told below it."""
    return a.quote in b.section


class RestatedComparison(Comparison):
    """A document that says a thing twice, in its headline and further down, keeps subject, property and most of the words.

    * ``headed``: the same subject and property, and the one is the heading that the other stands under
    * ``restated``: the same subject and property in two sections of one document, not both in tables, and the cosine of their
      words is ``least`` or more
    * ``retold``: the same subject, named in both, and property in two documents, and nearly the same words (``nearly``)
    """

    name = "restated"
    looks_at = Sight.WORDING
    inside = Sight.CLAIM
    nearly = 0.90  # one sentence with another figure in it
    least = 0.40  # the bound of level 5 of the words: below it the sentences share little but the measure

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        one = a.document == b.document
        if (one and a.section == b.section) or not a.property or a.property != b.property:
            return None
        if a.extractor == b.extractor == "table":
            return None
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        if not x.subject or x.subject != y.subject or not x.mass or not y.mass:
            return None
        if one and (_is_heading_of(a, b) or _is_heading_of(b, a)):
            return Level("headed", f"{a.subject}: {a.property}")
        if not one and {x.how, y.how} != {"named"}:
            return None
        if sum(_shared(x, y).values()) / (x.mass * y.mass) < (self.least if one else self.nearly):
            return None
        return Level("restated" if one else "retold", f"{a.subject}: {a.property}")


class RareComparison(Comparison):
    """The rarest word that both have near their values, in bits: levels ``0`` to ``4`` by ``bounds``."""

    name = "rarest"
    looks_at = Sight.WORDING
    bounds = (2.0, 4.0, 5.5, 7.0)

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        skip = set(x.subject.split()) | set(y.subject.split())
        best = max(((min(x.words[k], y.words[k]), k) for k in x.words.keys() & y.words.keys() if k not in skip), default=(0.0, ""))
        return Level(str(sum(best[0] >= bound for bound in self.bounds)), best[1])
