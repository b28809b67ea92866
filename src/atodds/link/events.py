"""Links between dates: are they dates of one event?

What links two numbers (the measured noun, the words around) says little about dates: half of all sentences have one. Two dates are
linked if what happened is the same, or kindred ("set up" and "opened" of a school), and if it happened to the same thing. An event
that happens to a thing only once (a founding, a sinking) needs no more than the thing. The levels of each comparison have weights in
bits in ``data/event_weights.toml`` (docs/linking.md).
"""

from __future__ import annotations

from collections.abc import Mapping

from atodds.datafile import tables_of
from atodds.extract.events import event_words
from atodds.extract.happenings import AGAIN
from atodds.link.acts import RARE_BITS, SOME_BITS, AboutComparison, ActComparison, ThemeComparison, act_of, is_once, of_several
from atodds.link.comparisons import ModalityComparison, QualifierComparison, TopicComparison
from atodds.link.narrowing import SiblingComparison
from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.link.wording import SenseComparison, WordsComparison
from atodds.model.records import Claim, Modality
from atodds.model.values import DateValue

MANY = 2
# Days: a season, a year, five years.
WEEK, FORTNIGHT, SEASON, YEAR, FIVE_YEARS = 7, 14, 100, 366, 1830


def is_event(claim: Claim) -> bool:
    """Whether a claim is linked here: it gives the date of something."""
    return claim.value.kind == "date"


class HappeningComparison(Comparison):
    """What the words of the clauses evoke, in classes of words for one sort of event.

    * ``many``: three classes or more in common, of which one is rare; ``rare``, ``some``, ``common``: the rarest in common
    * ``none``: nothing in common; nothing where one evokes none, or where only the act that documents tell of many things does
    """

    name = "happening"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (frozenset(c.features.get("evoked", ())) for c in (a, b))
        if not x or not y:
            return None
        shared = sorted(x & y)
        if not shared:
            return Level("none", ", ".join(sorted(x | y)))
        if of_several(a, b):  # the act's own words say no more than the act
            shared = [k for k in shared if k not in a.features.get("deeds", ()) or k not in b.features.get("deeds", ())]
            if not shared:
                return None
        best = max(setting.bits(k) for k in shared)
        detail = ", ".join(shared)
        if best >= RARE_BITS:
            return Level("many" if len(shared) >= MANY else "rare", detail)
        return Level("some" if best >= SOME_BITS else "common", detail)


# Labels of units, phases and stages that are ordinals as well.
_ORDINAL_LABELS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def _parts(claim: Claim) -> frozenset[str]:
    """Of which of several a date is, its label ("unit 1") among them."""
    labels = (q.rpartition("=")[2] for q in claim.features.get("quals", ()))
    parts = (p for p in claim.features.get("parts", ()) if p != AGAIN)
    return frozenset((*parts, *(_ORDINAL_LABELS[n] for n in labels if n in _ORDINAL_LABELS)))


def _numbered(parts: frozenset[str]) -> dict[str, set[str]]:
    """The numbers behind each name: "paper=2"."""
    found: dict[str, set[str]] = {}
    for name, sign, number in (part.partition("=") for part in parts):
        if sign:
            found.setdefault(name, set()).add(number)
    return found


class PartComparison(Comparison):
    """Of which of several the event is: ``differ`` for "the first unit" and "all units", ``same``; nothing where one does not say.

    ``numbered``: other numbers behind one name: "Paper 1" and "Paper 2", the Cup of 2019 and that of 2021.
    """

    name = "part"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = _parts(a), _parts(b)
        one, other = _numbered(x), _numbered(y)
        detail = f"{', '.join(sorted(x))} / {', '.join(sorted(y))}"
        if any(not one[name] & other[name] for name in one.keys() & other.keys()):
            return Level("numbered", detail)
        if not one.keys() & other.keys():
            x, y = (frozenset(p for p in parts if "=" not in p) for parts in (x, y))
        return Level("same" if x & y else "differ", detail) if x and y else None


class DateComparison(Comparison):
    """The dates themselves.

    * ``same_day``, ``same_month``, ``same_year``; ``inside``: they meet
    * ``week``, ``fortnight``: two days so near each other; ``same_number``: 5 May and 5 June, 12 March 2019 and 12 March 2020
    * ``season``, ``year``, ``some`` (five years), ``far``: so far apart
    """

    name = "date"
    looks_at = Sight.VALUE

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = a.value, b.value
        assert isinstance(x, DateValue)
        assert isinstance(y, DateValue)
        if (x.low, x.high) == (y.low, y.high) and x.hedge is y.hedge:
            days = (x.high - x.low).days
            return Level("same_day" if days < 7 else "same_month" if days <= SEASON else "same_year", a.value_text)
        gap = max((x.low - y.high).days, (y.low - x.high).days)
        if gap <= 0:
            return Level("inside")
        exact = max((v.high - v.low).days for v in (x, y)) < WEEK
        if exact and gap <= FORTNIGHT:
            return Level("week" if gap <= WEEK else "fortnight", f"{gap} days")
        if exact and x.low.day == y.low.day and gap <= FIVE_YEARS:
            return Level("same_number", f"{gap} days")
        return Level("season" if gap <= SEASON else "year" if gap <= YEAR else "some" if gap <= FIVE_YEARS else "far", f"{gap} days")


class EventWordsComparison(WordsComparison):
    """The words in common; nothing of what happens but once: it is told in a table's label and in passing, with nothing else in common."""

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        return None if is_once(a, b, setting) else super().level(a, b, setting)


class EventSenseComparison(SenseComparison):
    """How alike the wordings are; nothing of what happens but once, as with the words in common."""

    closely = "once"

    def marked(self, claim: Claim) -> bool:
        """Whether it is of an act that happens to a thing but once."""
        return act_of(claim) in event_words()["once"]

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        return None if is_once(a, b, setting) else super().level(a, b, setting)


class SupposedComparison(Comparison):
    """How many of the dates are of what would be ("I'd buy more tomorrow"): ``one``, ``both``; nothing where neither is.

    ``asked``: one is only asked about ("Will it open tomorrow?"), which says nothing of when it is.
    """

    name = "supposed"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if "asked" in a.features or "asked" in b.features:
            return Level("asked")
        count = sum(c.modality is Modality.HYPOTHETICAL for c in (a, b))
        return Level("both" if count == 2 else "one") if count else None


class CountedComparison(Comparison):
    """``one``, ``both``: how many stand with a number and name no event: days on which something was counted; else nothing."""

    name = "counted"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        count = sum("counts" in c.features for c in (a, b))
        return Level("both" if count == 2 else "one") if count else None


class EventPlaceComparison(Comparison):
    """Where the claims stand: ``sentence``, ``rows`` of one table, ``document``; nothing for two documents.

    A document that dates twice what happens but once contradicts itself: its sentences count as those of two documents.
    """

    name = "place"
    looks_at = Sight.DOCUMENT
    inside = Sight.CLAIM

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if a.document != b.document:
            return None
        if a.extractor == b.extractor == "table" and a.section == b.section and a.start != b.start:
            return Level("rows", a.document)
        if a.start != b.start and is_once(a, b, setting):
            return None
        return Level("sentence" if a.start == b.start else "document", a.document)


class NarrowedComparison(QualifierComparison):
    """Words that narrow the event: only what excludes counts (``exclusive``), and "planned" against "expected" excludes nothing."""

    name = "narrowed"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = super().level(a, b, setting)
        exclusive = found is not None and found.name == "exclusive"
        return found if found is not None and exclusive and any(not part.startswith("plan:") for part in found.detail.split("; ")) else None


EVENT_COMPARISONS: tuple[Comparison, ...] = (
    ActComparison(), ThemeComparison(), HappeningComparison(), PartComparison(), AboutComparison(), EventWordsComparison(),
    EventSenseComparison(), DateComparison(),
    NarrowedComparison(), SiblingComparison(), EventPlaceComparison(), ModalityComparison(), SupposedComparison(), CountedComparison(),
    TopicComparison(),
)  # fmt: skip


def event_weights() -> Mapping[str, Mapping[str, float]]:
    """The weight in bits of each level, and the prior."""
    return tables_of("atodds.link", "event_weights")
