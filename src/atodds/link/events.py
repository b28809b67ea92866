"""Links between dates: are they dates of one event?

What links two numbers (the measured noun, the words around) says little about dates: half of all sentences have one. Two dates are
linked if what happened is the same, or kindred ("set up" and "opened" of a school), and if it happened to the same thing. An event
that happens to a thing only once (a founding, a sinking) needs no more than the thing. The levels of each comparison have weights in
bits in ``data/event_weights.toml`` (docs/linking.md).
"""

from __future__ import annotations

import functools
import tomllib
from collections.abc import Mapping
from importlib.resources import files

from atodds.extract.events import OPEN, event_words
from atodds.link.comparisons import ModalityComparison, QualifierComparison, TopicComparison
from atodds.link.narrowing import SiblingComparison
from atodds.link.profiles import MOST_BITS, Comparison, Level, Setting
from atodds.link.wording import WordsComparison
from atodds.model.records import Claim
from atodds.model.values import DateValue

# A word of the theme with at least so many bits tells the event from most others (bits as in ``Setting.bits``: one claim in 500 has 9).
RARE_BITS = 6.0
TELLING_BITS = 3.0
# Documents that share so many names are on one topic.
SHARED_NAMES = 2
# Days: a season, a year, five years.
SEASON, YEAR, FIVE_YEARS = 100, 366, 1830


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


def families_of(claim: Claim) -> frozenset[str]:
    """The families of kindred acts that the act of a claim is in."""
    return _families().get(act_of(claim), frozenset())


class ActComparison(Comparison):
    """What happened.

    * ``once``: the same, of what happens to a thing but once, with no other participants; ``same``: the same
    * ``same_word``: no concept, the same word
    * ``kindred``: what others call the same; ``crossed``: the act of the one is a participant in the other ("a launch was performed")
    * ``open``: one does not say; ``edges``: the one a beginning, the other an end of a state; ``different``
    """

    name = "act"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = act_of(a), act_of(b)
        detail = f"{x or '?'} / {y or '?'}"
        edges = {c.features.get("edge", ("",))[0] for c in (a, b)}
        if edges == {"since", "until"}:
            return Level("edges", detail)
        if not x and not y:
            return Level("unsaid", detail)
        if x == y:
            once = x in event_words()["once"] and not _apart(a, b, setting)
            return Level("same_word" if x.startswith(OPEN) else "once" if once else "same", detail)
        if families_of(a) & families_of(b):
            return Level("kindred", detail)
        if x in _theme(b, "") or y in _theme(a, ""):
            return Level("crossed", detail)
        return Level("open" if not x or not y else "different", detail)


def _theme(claim: Claim, entity: str) -> frozenset[str]:
    """The participants, without the words of the thing's own name: that is compared by itself."""
    return frozenset(claim.features.get("theme", ())) - set(claim.subject.casefold().split()) - set(entity.split())


def _apart(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether both say who takes part, and name others."""
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
    * ``season``, ``year``, ``some`` (five years), ``far``: so far apart
    """

    name = "date"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = a.value, b.value
        assert isinstance(x, DateValue)
        assert isinstance(y, DateValue)
        if (x.low, x.high) == (y.low, y.high):
            days = (x.high - x.low).days
            return Level("same_day" if days < 7 else "same_month" if days <= SEASON else "same_year", a.value_text)
        gap = max((x.low - y.high).days, (y.low - x.high).days)
        if gap <= 0:
            return Level("inside")
        return Level("season" if gap <= SEASON else "year" if gap <= YEAR else "some" if gap <= FIVE_YEARS else "far", f"{gap} days")


class EventPlaceComparison(Comparison):
    """Where the claims stand: ``sentence``, ``document``; nothing for two documents."""

    name = "place"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if a.document != b.document:
            return None
        return Level("sentence" if a.start == b.start else "document", a.document)


class NarrowedComparison(QualifierComparison):
    """Words that narrow the event: only what excludes counts (``exclusive``), and "planned" against "expected" excludes nothing."""

    name = "narrowed"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        found = super().level(a, b, setting)
        exclusive = found is not None and found.name == "exclusive"
        return found if found is not None and exclusive and any(not part.startswith("plan:") for part in found.detail.split("; ")) else None


EVENT_COMPARISONS: tuple[Comparison, ...] = (
    ActComparison(), ThemeComparison(), AboutComparison(), WordsComparison(), DateComparison(), NarrowedComparison(), SiblingComparison(),
    EventPlaceComparison(), ModalityComparison(), TopicComparison(),
)  # fmt: skip


@functools.cache
def event_weights() -> Mapping[str, Mapping[str, float]]:
    """The weight in bits of each level, and the prior."""
    loaded: Mapping[str, Mapping[str, float]] = tomllib.loads(
        files("atodds.link").joinpath("data/event_weights.toml").read_text(encoding="utf-8")
    )
    return loaded
