"""What happened on two dates, to whom, and of what: the comparisons that tell one event from another (docs/linking.md)."""

from __future__ import annotations

import functools

from atodds.extract.events import BEFORE, OPEN, event_words
from atodds.extract.happenings import AGAIN, EVOKED
from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.model.records import Claim

# A word of the theme with at least so many bits tells the event from most others (bits as in `Setting.bits`: one claim in 500 has 9).
RARE_BITS = 6.0
TELLING_BITS = 3.0
# Of classes of events, which are fewer: this is one in 25 claims.
SOME_BITS = 4.6
# Documents that share so many names are on one topic.
SHARED_NAMES = 2
# Levels of whom two claims are of, where that of one of them is a guess.
_GUESSED = frozenset({"loose", "topic"})


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
def _opposed_sorts() -> tuple[tuple[frozenset[str], frozenset[str]], ...]:
    """The same of sorts of events."""
    pairs = event_words()["opposed_sorts"].items()
    return tuple((frozenset({EVOKED + one}), frozenset({EVOKED + other})) for one, others in pairs for other in others)


@functools.cache
def _several() -> frozenset[str]:
    """The acts that documents tell of many things."""
    return frozenset(event_words()["several"])


@functools.cache
def _opposed() -> frozenset[frozenset[str]]:
    """Pairs of acts that are two ends of one thing."""
    return frozenset(frozenset((act, other)) for act, others in event_words()["opposed"].items() for other in others)


def families_of(claim: Claim) -> frozenset[str]:
    """The families of kindred acts that the act of a claim is in."""
    return _families().get(act_of(claim), frozenset())


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


class ActComparison(Comparison):
    """What happened.

    * ``once``: the same, of what happens to a thing but once, with no other participants; ``same``: the same
    * ``several``: the same, of what documents tell of many things ("published"), and nothing says that it was done to the same one
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
        if _sorts_opposed(a, b) or (frozenset((x, y)) in _opposed() and not _apart(a, b, setting)):
            return Level("opposed", detail)
        if x and x == y:
            return Level(_same_act(a, b, setting), detail)
        if families_of(a) & families_of(b):
            return Level("kindred", detail)
        if _is_crossed(x, b) or _is_crossed(y, a):
            return Level("crossed", detail)
        shared = sorted(set(a.features.get("deeds", ())) & set(b.features.get("deeds", ())))
        if shared and max(setting.bits(k) for k in shared) >= SOME_BITS:
            named = x and y and not x.startswith(OPEN) and not y.startswith(OPEN)
            return Level("variant" if named else "akin", f"{detail}: {', '.join(shared)}")
        if (not x or not y) and _is_alike(a, b, setting):
            return Level("heard", detail)
        if not x and not y:
            return Level("unsaid", detail)
        return Level("open" if not x or not y else "different", detail)


def _is_crossed(act: str, other: Claim) -> bool:
    """Whether an act takes part in the other's event; what is made public of an event ("the minutes of the meeting") is another one."""
    made_public = act_of(other) in event_words()["making_public"]
    return bool(act) and not made_public and act.removeprefix(OPEN) in _theme(other, "")


def _sorts_opposed(a: Claim, b: Claim) -> bool:
    """Whether the words for the two events are of sorts of which the one begins what the other ends."""
    x, y = (frozenset(c.features.get("deeds", ())) for c in (a, b))
    return any(z <= x - y and w <= y - x for one, other in _opposed_sorts() for z, w in ((one, other), (other, one)))


def _same_act(a: Claim, b: Claim, setting: Setting) -> str:
    """The level of two claims of one act."""
    act = act_of(a)
    if act.startswith(OPEN):
        return "same_word"
    if is_once(a, b, setting):
        return "once"
    if act in _several() and not _is_of_one_thing(a, b, setting):
        return "several"
    return "phase" if act in _phases() else "same"


def of_several(a: Claim, b: Claim) -> bool:
    """Whether both are of one act that documents tell of many things."""
    return act_of(a) == act_of(b) and act_of(a) in _several()


def _is_of_one_thing(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether two claims name something in common that an act was done to, or say it of one thing that both name or point to."""
    theme = ThemeComparison().level(a, b, setting)
    if theme is None or theme.name in ("same", "rare", "some", "mentioned"):
        return True
    if theme.name not in ("open", "none"):
        return False
    x, y = setting.profiles[a.id], setting.profiles[b.id]
    if x.subject == y.subject != "" and {x.how, y.how} <= {"named", "anaphor"}:
        return True
    return any(set(c.subject.casefold().split()) & set(other.features.get("theme", ())) for c, other in ((a, b), (b, a)))


def is_once(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether both are of one act that happens to a thing but once, and nothing says that they are of two things, or of the second time."""
    if act_of(a) != act_of(b) or act_of(a) not in event_words()["once"]:
        return False
    again = {AGAIN in c.features.get("parts", ()) for c in (a, b)}
    return len(again) == 1 and not _apart(a, b, setting) and not _is_of_another(a, b, setting)


def _is_of_another(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether only one says what it was done to, the other does not speak of that, and of whom either is, is a guess.

    "New schools opened on 3 May" is no date of the bridge that the other document is about.
    """
    about = AboutComparison().level(a, b, setting)
    if about is None or about.name not in _GUESSED:
        return False
    theme = ThemeComparison().level(a, b, setting)
    if theme is None or theme.name != "open":
        return False
    said, other = (a, b) if _theme(a, setting.profiles[a.id].subject) else (b, a)
    words = {*setting.profiles[other.id].words, *other.subject.casefold().split()}
    things = frozenset(said.features.get("theme", ())) - {
        *said.subject.casefold().split(),
        *event_words()["institutions"],
        *event_words()["audience"],
    }
    return bool(things) and not things & words


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
        shared = {k: setting.bits(k) for k in x & y}
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
