"""The comparisons behind a link, each a small class whose docstring lists its levels.

Every level has a weight in bits in ``data/weights.toml``, as in the model of Fellegi & Sunter (1969) in the form that Splink uses:
the logarithm to base two of how much more often the level is seen among pairs about one data item than among the other pairs of
their blocks. ``docs/linking.md`` tells where the weights come from.
"""

from __future__ import annotations

import math
from collections.abc import Mapping

from atodds.compare.quantities import admit_each_other
from atodds.datafile import tables_of
from atodds.extract.lexicon import Lexicon
from atodds.link.layout import OrderComparison, PositionComparison, ZoneComparison
from atodds.link.narrowing import (
    ContrastComparison,
    MarkComparison,
    NarrowComparison,
    RowComparison,
    ScopeComparison,
    SiblingComparison,
    SpanComparison,
)
from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.link.sorts import SortComparison
from atodds.link.wording import RareComparison, RestatedComparison, SenseComparison, WordsComparison
from atodds.model.records import Claim, Modality
from atodds.model.slips import slip
from atodds.model.values import EPSILON, DateValue, Quantity

# Days; a claim of a time further off than this from the other's is of another year, however either is dated.
YEAR = 366


class SubjectComparison(Comparison):
    """Who the claims are about.

    * ``same_named``: one entity, named or pointed to in both sentences
    * ``same_default``: one entity, by heading or title in one or both
    * ``mentioned``: different, but the one is named in the other's words (``mentioned_named``: and each is named where it is meant)
    * ``different_named`` / ``different_pointed`` / ``different_default``: different, as surely as it was found
    """

    name = "subject"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        detail = f"{a.subject or '?'} / {b.subject or '?'}"
        if not x.subject or not y.subject:
            return None
        hows = {x.how, y.how}
        if x.subject == y.subject:
            return Level("same_default" if "default" in hows else "same_named", detail)
        if x.subject in y.names or y.subject in x.names:
            return Level("mentioned_named" if hows == {"named"} else "mentioned", detail)
        if "default" in hows or "we" in hows:
            return Level("different_default", detail)
        return Level("different_pointed" if "anaphor" in hows else "different_named", detail)


class PropertyComparison(Comparison):
    """What is measured.

    * ``same_concept``: the nearest concept of the lexicon is the same; ``shared_concept``: they share one further off
    * ``exclusive``: concepts of one group (deaths, injuries); ``different``: other concepts
    * ``same_word``: no concept, the same open-class word; ``other_word``: both name it, the one by a word of no concept that the other's
      words lack; where a verb stands in for it, there is nothing to compare
    """

    name = "property"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id].concepts, setting.profiles[b.id].concepts
        detail = f"{a.property or '?'} / {b.property or '?'}"
        if x and y:
            if a.property == b.property:
                return Level("same_concept", detail)
            if a.property in y or b.property in x:
                return Level("shared_concept", detail)
            groups = [setting.lexicon.concepts[c[0]].group if c[0] in setting.lexicon.concepts else None for c in (x, y)]
            if groups[0] and groups[0] == groups[1]:
                return Level("exclusive", detail)
            return Level("distant_concept" if set(x) & set(y) else "different", detail)
        if a.property and a.property == b.property:
            return Level("same_word", detail)
        if any(p in setting.profiles[c.id].words for p, c in ((a.property, b), (b.property, a))):
            return None
        return Level("other_word", detail) if _names_measure(a, setting) and _names_measure(b, setting) else None


def _names_measure(claim: Claim, setting: Setting) -> bool:
    """Whether a claim's property is a word that names what is measured, and not one taken for want of it: its verb, or a weak concept."""
    concept = setting.lexicon.concepts.get(claim.property)
    if concept is not None:
        return claim.property in claim.features.get("concepts", ())
    return bool(claim.property) and claim.property not in claim.features.get("verb", ())


class NounComparison(Comparison):
    """The nouns that name the measure (what is counted, what the value is of).

    * ``same``: they share one; ``mentioned``: the one's stands elsewhere in the other's words; ``different``: neither
    """

    name = "noun"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        if not x.nouns or not y.nouns:
            return None
        detail = f"{', '.join(sorted(x.nouns))} / {', '.join(sorted(y.nouns))}"
        if x.nouns & y.nouns:
            return Level("same", detail)
        if x.nouns & y.words.keys() or y.nouns & x.words.keys():
            return Level("mentioned", detail)
        return Level("different", detail)


class QualifierComparison(Comparison):
    """Words that narrow what is measured (gross and net, Series C and D).

    * ``exclusive``: different members of one group; ``same``: the same; ``one_side``: only one claim has any; ``other``: of other groups
    """

    name = "qualifiers"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id].quals, setting.profiles[b.id].quals
        if not x and not y:
            return None
        clash = sorted(g for g in x.keys() & y.keys() if not x[g] & y[g] and _exclusive(setting.lexicon, g))
        if clash:
            return Level("exclusive", "; ".join(f"{g}: {'/'.join(sorted(x[g]))} against {'/'.join(sorted(y[g]))}" for g in clash))
        detail = f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}"
        if any(x[g] & y[g] for g in x.keys() & y.keys()):
            return Level("same", detail)
        return Level("other" if x and y else "one_side", detail)


def _exclusive(lexicon: Lexicon, group: str) -> bool:
    known = lexicon.groups.get(group)
    return known.exclusive if known is not None else True  # a label ("phase 2", "Series D") always is


class NamesComparison(Comparison):
    """The other names in the words of the values (places, products, partners): ``common``, ``different``, ``one_side``.

    A name in common that is a word of many claims (``AI`` in a dossier on AI) is as good as none (``ScopeComparison.telling``).
    """

    name = "names"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        left, right = setting.profiles[a.id], setting.profiles[b.id]
        subjects = {left.subject, right.subject}
        x, y = left.names - subjects, right.names - subjects
        dull = {name for name in x & y if setting.bits(name) < ScopeComparison.telling}
        x, y = x - dull, y - dull
        if not x and not y:
            return None
        detail = f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}"
        return Level("common" if x & y else "different" if x and y else "one_side", detail)


# Values within this factor of each other are near: the errors and roundings of the gold dossiers are, nine of ten.
NEAR = 1.5


class ValueComparison(Comparison):
    """The values themselves: the same number in two places is rarely chance, and numbers of other magnitude are rarely of one thing.

    * ``same_1`` to ``same_3``: the same value of so many digits (3: or more); ``same_date``
    * ``meets_1`` to ``meets_3``: not the same, but near, and the wording of each admits the other (a rounding, a hedge): the narrower
      what the vaguer of the two admits (``narrow``, as a part of the value), the less it is chance
    * ``near``: within a factor of 1.5; ``some``: of 5; ``far``: of 30; ``very_far``: beyond
    """

    name = "value"
    looks_at = Sight.VALUE
    narrow = (0.19, 0.05, 0.01)  # a fifth: "some 1,400" and "nearly eight million" admit less, "about a third" does not

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = a.value, b.value
        if isinstance(x, DateValue) and isinstance(y, DateValue):
            if (x.low, x.high) == (y.low, y.high):
                return Level("same_date" if x.precision in ("day", "week", "month") else "same_year", a.value_text)
            years = abs(x.low.year - y.low.year)
            return Level("date_near" if years <= 1 else "date_some" if years <= 5 else "date_far", f"{years} years")
        if not isinstance(x, Quantity) or not isinstance(y, Quantity):
            return None
        if x.unit != y.unit and not ("bare" in a.features or "bare" in b.features):
            return None
        if math.isclose(x.low, y.low, rel_tol=1e-9) and math.isclose(x.high, y.high, rel_tol=1e-9):
            return Level(f"same_{min(3, _digits(x), _digits(y))}", a.value_text)
        low, high = sorted((abs(x.low + x.high), abs(y.low + y.high)))
        ratio = high / low if low else math.inf
        if ratio < NEAR and (met := self._met(x, y)):
            return Level(f"meets_{met}", f"{a.value_text} / {b.value_text}")
        return Level("near" if ratio < NEAR else "some" if ratio < 5 else "far" if ratio < 30 else "very_far", f"{ratio:.3g} times")

    def _met(self, x: Quantity, y: Quantity) -> int:
        """How surely two numbers are one, said more or less roundly: by how many bounds what they admit is narrow; 0 if it is not."""
        size = max(abs(x.high), abs(y.high))
        wide = max(q.reader.high - q.reader.low for q in (x, y))
        passed = sum(wide <= bound * size for bound in self.narrow)
        return passed if passed and admit_each_other(x, y) else 0


def _digits(x: Quantity) -> int:
    """Significant digits of the number as written."""
    size = max(abs(x.low), abs(x.high))
    if x.fraction or size == 0:
        return 1
    return max(1, math.floor(math.log10(size / x.round_step) + EPSILON) + 1) if x.round_step > 0 else 1


class DigitsComparison(Comparison):
    """Whether one number is a slip of the other, by their significant digits: evidence that both are meant to be of one thing.

    It is no more than that: whether they clash is decided by their values.

    * ``swapped``: two neighbours exchanged, in numbers of three digits or more; ``swapped_2``: in numbers of two
    * ``one_digit``: one digit differs, in numbers of three or more
    """

    name = "digits"
    looks_at = Sight.VALUE

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = a.value, b.value
        found = slip(x, y) if isinstance(x, Quantity) and isinstance(y, Quantity) else ""
        return Level(found, f"{a.value_text} / {b.value_text}") if found else None


class AspectComparison(Comparison):
    """A level against a change ("5 %" of something, "up 5 %"): ``same`` for two changes, ``different``; nothing for two levels."""

    name = "aspect"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (c.features.get("aspect", ("level",))[0] for c in (a, b))
        if x == y:
            return Level("same", x) if x == "change" else None
        return Level("different", f"{x} / {y}")


class PlaceComparison(Comparison):
    """Where the claims stand: ``sentence`` (one sentence rarely gives two values for one thing), ``section``, ``document``.

    ``table``: one in a table, the other in the text of its document; ``cells``: both in tables.

    ``sentence_then`` and ``section_then``: so near, but the one is told of an earlier time ("38 % today, 27 % three years ago").
    """

    name = "place"
    looks_at = Sight.DOCUMENT
    inside = Sight.CLAIM

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if a.document != b.document:
            return None
        tables = (a.extractor == "table") + (b.extractor == "table")
        if tables and a.start != b.start:
            return Level("table" if tables == 1 else "cells", a.document)
        if a.start != b.start and a.section != b.section:
            return Level("document", a.document)
        near = "sentence" if a.start == b.start else "section"
        marks = [set(c.features.get("mark", ())) for c in (a, b)]
        dated = a.period is not None and b.period is not None and "document" not in (a.period.source, b.period.source)
        told = ("prior" in marks[0]) != ("prior" in marks[1])
        if near == "sentence":  # "the forecast of 92,000 was lowered to 71,000"
            told = told or ("overtaken" in marks[0]) != ("overtaken" in marks[1])
        # In one sentence two dates may stand for two figures of other things: there only words that look back tell the earlier one.
        apart = dated and (a.period.high < b.period.low or b.period.high < a.period.low)  # type: ignore[union-attr]
        then = told or (apart and near == "section")
        return Level(f"{near}_then" if then else near, a.document)


class ModalityComparison(Comparison):
    """A plan or forecast against an outcome: ``plan_and_outcome``; nothing where both are of one kind."""

    name = "modality"
    looks_at = Sight.WORDING
    plans = frozenset({Modality.TARGET, Modality.FORECAST, Modality.HYPOTHETICAL})

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if (a.modality in self.plans) == (b.modality in self.plans):
            return None
        return Level("plan_and_outcome", f"{a.modality} / {b.modality}")


class PeriodComparison(Comparison):
    """The times of the claims.

    Both stated: ``same``, ``meet``, ``apart``. One stated, against the date of the other's document: ``other_year`` where it is
    more than a year off; nothing otherwise.
    """

    name = "period"
    looks_at = Sight.PERIOD

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = a.period, b.period
        if x is None or y is None or (x.source == "document" and y.source == "document"):
            return None
        detail = f"{x.low} to {x.high} / {y.low} to {y.high}"
        if x.source == "document" or y.source == "document":
            gap = max((x.low - y.high).days, (y.low - x.high).days)
            return Level("other_year", detail) if gap > YEAR else None
        if (x.low, x.high) == (y.low, y.high):
            return Level("same", detail)
        return Level("meet" if x.low <= y.high and y.low <= x.high else "apart", detail)


class TopicComparison(Comparison):
    """Whether two documents are on one topic.

    * ``none``, ``one``, ``some``: so many names in common in their claims (nothing from three on)
    """

    name = "topic"
    looks_at = Sight.DOCUMENT

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if a.document == b.document:
            return None
        shared = setting.shared_names(a.document, b.document)
        if len(shared) >= 3:
            return None
        return Level(("none", "one", "some")[len(shared)], ", ".join(sorted(shared)))


COMPARISONS: tuple[Comparison, ...] = (
    SubjectComparison(),
    PropertyComparison(),
    NounComparison(),
    WordsComparison(),
    SenseComparison(),
    RestatedComparison(),
    RareComparison(),
    QualifierComparison(),
    NamesComparison(),
    ValueComparison(),
    SortComparison(),
    DigitsComparison(),
    AspectComparison(),
    MarkComparison(),
    ScopeComparison(),
    NarrowComparison(),
    SpanComparison(),
    RowComparison(),
    SiblingComparison(),
    ContrastComparison(),
    PlaceComparison(),
    PositionComparison(),
    ZoneComparison(),
    OrderComparison(),
    ModalityComparison(),
    PeriodComparison(),
    TopicComparison(),
)


def weights() -> Mapping[str, Mapping[str, float]]:
    """The weight in bits of each level of each comparison, and the prior."""
    return tables_of("atodds.link", "weights")
