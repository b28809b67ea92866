"""Links between dates: are they dates of one event?

What links two numbers (the measured noun, the words around) says little about dates: half of all sentences have one. Two dates are
linked if what happened is the same, or kindred ("set up" and "opened" of a school), and if it happened to the same thing. An event
that happens to a thing only once (a founding, a sinking) needs no more than the thing. The levels of each comparison have weights in
bits in ``data/event_weights.toml`` (docs/linking.md).
"""

from __future__ import annotations

import functools
from collections.abc import Mapping

from atodds.datafile import tables_of
from atodds.extract.events import BEFORE, OPEN, event_words
from atodds.link.comparisons import ModalityComparison, QualifierComparison, TopicComparison
from atodds.link.narrowing import SiblingComparison
from atodds.link.profiles import MOST_BITS, Comparison, Level, Setting, Sight
from atodds.link.wording import SenseComparison, WordsComparison
from atodds.model.records import Claim, Modality
from atodds.model.values import DateValue

# A word of the theme with at least so many bits tells the event from most others (bits as in ``Setting.bits``: one claim in 500 has 9).
RARE_BITS = 6.0
TELLING_BITS = 3.0
# Of classes of events, which are fewer: this is one in 25 claims.
SOME_BITS = 4.6
MANY = 2
# Documents that share so many names are on one topic.
SHARED_NAMES = 2
# Days: a season, a year, five years.
WEEK, FORTNIGHT, SEASON, YEAR, FIVE_YEARS = 7, 14, 100, 366, 1830


def is_event(claim: Claim) -> bool:
    """Whether a claim is linked here: it gives the date of something."""
    return claim.value.kind == "date"


def act_of(claim: Claim) -> str:
    """The key of what happened, or empty."""
    return claim.features.get("act", ("",))[0]


@functools.cache
def _families() -> dict[str, frozenset[str]]:
    """The families of kindred acts that each act is in."""
    found: dict[str, set[str]] = {}
    for family, acts in event_words()["kindred"].items():
        for act in acts:
            found.setdefault(act, set()).add(family)
    return {act: frozenset(families) for act, families in found.items()}


@functools.cache
def _phases() -> frozenset[str]:
    """The acts that say only that something began or ended."""
    return frozenset(event_words()["phases"])


@functools.cache
def _opposed() -> frozenset[frozenset[str]]:
    """Pairs of acts that are two ends of one thing."""
    return frozenset(frozenset((act, other)) for act, others in event_words()["opposed"].items() for other in others)


def families_of(claim: Claim) -> frozenset[str]:
    """The families of kindred acts that the act of a claim is in."""
    return _families().get(act_of(claim), frozenset())


class ActComparison(Comparison):
    """What happened.

    * ``once``: the same, of what happens to a thing but once, with no other participants; ``same``: the same
    * ``same_word``: no concept, the same word; ``phase``: only that something began or ended
    * ``kindred``: what others call the same; ``crossed``: the act of the one is a participant in the other ("a launch was performed")
    * ``akin``: verbs or nouns of one class of events ("identified", "came to light"); ``variant``: so, but of two concepts
    * ``heard``: one does not say, or neither, but the same takes part, and the words evoke one sort of event
    * ``open``: one does not say; ``unsaid``: neither
    * ``edges``: the one a beginning, the other an end of a state, or the one the time before
    * ``opposed``: the one begins, the other ends the same ("the strike began", "the strike ended"); ``different``
    """

    name = "act"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = act_of(a), act_of(b)
        detail = f"{x or '?'} / {y or '?'}"
        edges = {c.features.get("edge", ("",))[0] for c in (a, b)}
        if edges == {"since", "until"} or (x == BEFORE) != (y == BEFORE):
            return Level("edges", detail)
        if frozenset((x, y)) in _opposed() and not _apart(a, b, setting):
            return Level("opposed", detail)
        if x and x == y:
            kind = "same_word" if x.startswith(OPEN) else "once" if _once(a, b, setting) else "phase" if x in _phases() else "same"
            return Level(kind, detail)
        if families_of(a) & families_of(b):
            return Level("kindred", detail)
        if (x and x.removeprefix(OPEN) in _theme(b, "")) or (y and y.removeprefix(OPEN) in _theme(a, "")):
            return Level("crossed", detail)
        shared = sorted(set(a.features.get("deeds", ())) & set(b.features.get("deeds", ())))
        if shared and max(setting.bits.get(k, MOST_BITS) for k in shared) >= SOME_BITS:
            named = x and y and not x.startswith(OPEN) and not y.startswith(OPEN)
            return Level("variant" if named else "akin", f"{detail}: {', '.join(shared)}")
        if (not x or not y) and _is_alike(a, b, setting):
            return Level("heard", detail)
        if not x and not y:
            return Level("unsaid", detail)
        return Level("open" if not x or not y else "different", detail)


def _once(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether both are of one act that happens to a thing but once, and nothing says that they are of two things."""
    return act_of(a) == act_of(b) and act_of(a) in event_words()["once"] and not _apart(a, b, setting)


def _is_alike(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether two claims share a telling participant, and a sort of event that their words evoke; not of days of counting."""
    if "counts" in a.features or "counts" in b.features:
        return False
    x, y = (frozenset(c.features.get("evoked", ())) for c in (a, b))
    theme = ThemeComparison().level(a, b, setting)
    return bool(x & y) and theme is not None and theme.name in ("same", "rare")


def _theme(claim: Claim, entity: str) -> frozenset[str]:
    """The participants, without the words of the thing's own name: that is compared by itself."""
    return frozenset(claim.features.get("theme", ())) - set(claim.subject.casefold().split()) - set(entity.split())


def _apart(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether both say who takes part, and name others, or both name whom it is of, and these differ."""
    about = AboutComparison().level(a, b, setting)
    if about is not None and about.name == "different_named":
        return True
    x, y = (_theme(c, setting.profiles[c.id].subject) for c in (a, b))
    return bool(x and y) and not x & y


class ThemeComparison(Comparison):
    """Who or what takes part.

    * ``same``: telling words in common, and the one has none that the other lacks; ``rare``, ``some``: such a word in common
    * ``mentioned``: the one's stands elsewhere in the other's sentence; ``different``
    * ``apart``: different, and the act says only that something began or ended: not the campaign that began, but the outbreak
    * ``open``: only one says; ``none``: neither
    """

    name = "theme"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        left, right = setting.profiles[a.id], setting.profiles[b.id]
        x, y = _theme(a, left.subject), _theme(b, right.subject)
        if not x or not y:
            return Level("open" if x or y else "none", ", ".join(sorted(x or y)))
        shared = {k: setting.bits.get(k, MOST_BITS) for k in x & y}
        if shared:
            best = max(shared.values())
            detail = ", ".join(sorted(shared))
            if best >= TELLING_BITS and (x <= y or y <= x):
                return Level("same", detail)
            return Level("rare" if best >= RARE_BITS else "some", detail)
        met = sorted((x & right.words.keys()) | (y & left.words.keys()))
        if met:
            return Level("mentioned", ", ".join(met))
        phases = {act_of(a), act_of(b)} <= _phases()
        return Level("apart" if phases else "different", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}")


class HappeningComparison(Comparison):
    """What the words of the clauses evoke, in classes of words for one sort of event.

    * ``many``: three classes or more in common, of which one is rare; ``rare``, ``some``, ``common``: the rarest in common
    * ``none``: nothing in common; nothing where one evokes none
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
        best = max(setting.bits.get(k, MOST_BITS) for k in shared)
        detail = ", ".join(shared)
        if best >= RARE_BITS:
            return Level("many" if len(shared) >= MANY else "rare", detail)
        return Level("some" if best >= SOME_BITS else "common", detail)


# Labels of units, phases and stages that are ordinals as well.
_ORDINAL_LABELS = {"1": "first", "2": "second", "3": "third", "4": "fourth", "5": "fifth"}


def _parts(claim: Claim) -> frozenset[str]:
    """Of which of several a date is, its label ("unit 1") among them."""
    labels = (q.rpartition("=")[2] for q in claim.features.get("quals", ()))
    return frozenset((*claim.features.get("parts", ()), *(_ORDINAL_LABELS[n] for n in labels if n in _ORDINAL_LABELS)))


class PartComparison(Comparison):
    """Of which of several the event is: ``differ`` for "the first unit" and "all units", ``same``; nothing where one does not say."""

    name = "part"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = _parts(a), _parts(b)
        if not x or not y:
            return None
        return Level("same" if x & y else "differ", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}")


class AboutComparison(Comparison):
    """The thing that the event is of.

    * ``same_named``, ``same_default``: one entity, named in both or taken from heading or title in one
    * ``kin``: the one name is a part of the other ("Kaveri", "Kaveri Cell Technologies"); ``mentioned``: one is named in the other's words
    * ``different_named``; ``different``: by a pronoun in one; ``loose``: by a heading, a title or a "we" in one, which is a guess
    * ``topic``: a guess in both, of documents that share names
    * nothing where one is of nothing
    """

    name = "about"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id], setting.profiles[b.id]
        if not x.subject or not y.subject:
            return None
        detail = f"{a.subject} / {b.subject}"
        if x.subject == y.subject:
            return Level("same_named" if x.how == y.how == "named" else "same_default", detail)
        words = [set(p.subject.split()) for p in (x, y)]
        if words[0] <= words[1] or words[1] <= words[0]:
            return Level("kin", detail)
        if x.subject in y.names or y.subject in x.names:
            return Level("mentioned", detail)
        guesses = sum(p.how in ("default", "we") for p in (x, y))
        if guesses:
            shared = setting.document_names[a.document] & setting.document_names[b.document]
            return Level("topic" if guesses == 2 and len(shared) >= SHARED_NAMES else "loose", detail)
        return Level("different_named" if x.how == y.how == "named" else "different", detail)


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
        return None if _once(a, b, setting) else super().level(a, b, setting)


class EventSenseComparison(SenseComparison):
    """How alike the wordings are; nothing of what happens but once, as with the words in common."""

    closely = "once"

    def marked(self, claim: Claim) -> bool:
        """Whether it is of an act that happens to a thing but once."""
        return act_of(claim) in event_words()["once"]

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        return None if _once(a, b, setting) else super().level(a, b, setting)


class SupposedComparison(Comparison):
    """``one``, ``both``: how many of the dates are of what would be ("I'd buy more tomorrow"); nothing where neither is."""

    name = "supposed"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
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
        if a.start != b.start and _once(a, b, setting):
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
