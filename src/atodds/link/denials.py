"""Links between statements of whether something is so: an affirmation with its denial.

The comparisons of ``link.statements`` for claims of that kind. Their weights in bits stand in ``data/statement_weights.toml``.
"""

from __future__ import annotations

import calendar
import re
from collections import defaultdict

from atodds.extract.kindred import stem
from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.model.records import LIMIT_PARTS, Claim
from atodds.model.values import PolarityValue

# Ways to say of a thing that it is not there: "no guard was present", "unguarded", "without a guard".
_MISSING = frozenset({"none", "lacking"})


_DAYS = frozenset((*calendar.day_name, *calendar.month_name))


def words_in(claim: Claim, role: str) -> frozenset[str]:
    """The keys that a claim has in one role."""
    return frozenset(claim.features.get(role, ()))


def how_found(claim: Claim) -> str:
    """How it was found what a claim is about: "named", "anaphor", "default" ..."""
    return claim.features.get("how", ("default",))[0]


# A word of fewer bits than this says nothing about what a statement is about; two statements that share rarer ones beside their
# predicate are about one thing. (Bits as in `Setting.bits`: a word of one claim in 500 has 9.)
TELLING_BITS = 3.0
RARE_BITS = 6.5
# Statements that share two rare words, or at least this part of the shorter one's terms, are about the same.
MANY_BITS = 2 * RARE_BITS
LARGE_SHARE = 0.5


class PredicateComparison(Comparison):
    """What is affirmed or denied.

    * ``same``: one predicate, or an opposite of it; ``inside``: the predicate of the one is among the denied words of the other
    * ``missing``: the one says that there is no such thing as the other says something of ("no guard was there", "a guard was on duty")
    * ``lacking``: the same, by the way ("without a guard")
    * ``different``: neither
    """

    name = "predicate"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = words_in(a, "focus"), words_in(b, "focus")
        if x & y:
            return Level("same", ", ".join(sorted(x & y)))
        for one, other in ((a, b), (b, a)):
            missing = words_in(one, "focus") & words_in(other, "core")
            if missing and not holds(one) and words_in(one, "existence") & _MISSING:
                by_the_way = "lacking" in one.features["existence"]
                return Level("lacking" if by_the_way else "missing", ", ".join(sorted(missing)))
        for one, other in ((a, b), (b, a)):
            inside = words_in(one, "focus") & words_in(other, "terms")
            if inside and not holds(other):
                return Level("inside", ", ".join(sorted(inside)))
        return Level("different", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}")


class TermsComparison(Comparison):
    """What it is said of, beside the predicate that both share.

    * ``many``: telling words in common, rare ones or the half of the shorter statement; ``rare``: a rare one; ``some``: a telling one
    * ``aside``: words in common, but the predicate is said of different things ("the office was shut", "a desk was opened at the office")
    * ``existence``: nothing, but both say only that a thing is there or is not, one of them by the way ("driverless")
    * ``open``: one of them says of nothing what it is said; ``none``: nothing in common
    """

    name = "terms"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (words_in(c, "focus") | words_in(c, "terms") for c in (a, b))
        common = words_in(a, "focus") & words_in(b, "focus") or next(
            (f for f in (words_in(a, "focus") & words_in(b, "terms"), words_in(b, "focus") & words_in(a, "terms")) if f), frozenset()
        )
        shared = {k for k in (x & y) - common if setting.bits(k) >= TELLING_BITS}
        detail = ", ".join(sorted(shared))
        if not shared:
            ways = [next(iter(words_in(c, "existence")), "") for c in (a, b)]
            if all(ways) and "lacking" in ways and "none" not in ways:
                return Level("existence", detail)
            left = [(s - common) for s in (x, y)]
            return Level("open" if not all(left) else "none", detail)
        if _aside(a, b, common, shared, setting):
            return Level("aside", detail)
        much = sum(setting.bits(k) for k in shared) >= MANY_BITS or len(shared) >= LARGE_SHARE * min(len(x - common), len(y - common))
        if len(shared) > 1 and much:
            return Level("many", detail)
        return Level("rare" if max(setting.bits(k) for k in shared) >= RARE_BITS else "some", detail)


# Adjectives that make a thing another one than that which has none: "a second convoy".
_ANOTHER = frozenset({"second", "third", "fourth", "fifth", "other", "another", "earlier", "later", "previous", "next", "former"})


def _told_apart(a: Claim, b: Claim) -> bool:
    """Whether things of one kind are told apart by their adjectives: "the old pier" and "the new pier"."""
    kinds: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for claim, found in zip((a, b), kinds, strict=True):
        for which in claim.features.get("which", ()):
            noun, _, adjective = which.partition("=")
            found[noun].add(adjective)
    ordinal = any((kinds[0].get(noun, set()) ^ kinds[1].get(noun, set())) & _ANOTHER for noun in kinds[0].keys() | kinds[1].keys())
    return ordinal or any(not kinds[0][noun] & kinds[1][noun] for noun in kinds[0].keys() & kinds[1].keys())


def _of_others(a: Claim, b: Claim, setting: Setting) -> bool:
    """Whether things of one kind are told apart by their names: "the shareholders of Nordvik" and "the shareholders of Berg Marine"."""
    kinds: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for claim, found in zip((a, b), kinds, strict=True):
        for whose in claim.features.get("whose", ()):
            noun, _, name = whose.partition("=")
            found[noun].add(setting.entities.key(name))
    return any(not kinds[0][noun] & kinds[1][noun] for noun in kinds[0].keys() & kinds[1].keys())


def _toward_others(a: Claim, b: Claim, common: frozenset[str]) -> bool:
    """Whether one of two opposites is said of other things than the other: "acquitted of fraud", "found guilty of arson"."""
    behind: list[dict[str, set[str]]] = [defaultdict(set), defaultdict(set)]
    for claim, found in zip((a, b), behind, strict=True):
        for told in claim.features.get("toward", ()):
            preposition, _, key = told.partition("=")
            found[preposition].add(key)
    if all(behind):
        opposites = any(key.startswith("=") for key in common)
        return opposites and any(not behind[0][p] & behind[1][p] for p in behind[0].keys() & behind[1].keys())
    done = [frozenset() if "voice" in c.features else words_in(c, "done") for c in (a, b)]
    x, y = (frozenset(found.get("*", ())) for found in behind)  # "took part in the final", "skipped the gala"
    if bool(x) == bool(y) or any(bool(d) == bool(t) for d, t in zip(done, (x, y), strict=True)):
        return False
    return not (x or done[0]) & (y or done[1])


def _done_to_others(a: Claim, b: Claim, common: frozenset[str]) -> bool:
    """Whether two things are done to; who reached a place may be who was turned back."""
    done = [words_in(c, "done") for c in (a, b)]
    if words_in(a, "voice") != words_in(b, "voice") and words_in(a, "core") & words_in(b, "core") - common:
        return False
    if all(done) and not done[0] & done[1] and not common & (done[0] | done[1]):
        return True
    places = [words_in(c, "where") for c in (a, b)]  # "no lead in the paint", "lead was found in the soil"
    return any("existence" in c.features for c in (a, b)) and all(places) and not places[0] & places[1]


def _aside(a: Claim, b: Claim, common: frozenset[str], shared: set[str], setting: Setting) -> bool:
    """Whether the words in common stand beside the statements: neither subject nor object of the one is among those of the other."""
    if _told_apart(a, b) or _of_others(a, b, setting) or _toward_others(a, b, common) or _done_to_others(a, b, common):
        return True
    heads = [words_in(c, "head") for c in (a, b)]
    alone = any(key.startswith("=") for key in common) and all(heads) and "denied" not in a.features and "denied" not in b.features
    if alone and not heads[0] & (heads[1] | words_in(b, "terms")) and not heads[1] & words_in(a, "terms"):
        return True
    cores = [words_in(c, "core") - common for c in (a, b)]
    if cores[0] & cores[1] or bool(cores[0]) != bool(cores[1]) or shared & (words_in(a, "focus") | words_in(b, "focus")):
        return False
    one_subject = bool(a.subject) and bool(b.subject) and setting.entities.key(a.subject) == setting.entities.key(b.subject)
    if one_subject and how_found(a) == how_found(b) == "named" and any(key.startswith("=") for key in common):
        return False  # "the banker Ina Voss" is Ina Voss
    return bool(cores[0]) or not (one_subject or len(common) > 1)


class RarePredicateComparison(Comparison):
    """How telling the shared predicate is, by the rarest of its words: ``rare``, ``telling``, ``common``; ``pair`` for opposites."""

    name = "rarity"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (words_in(c, "focus") | words_in(c, "terms") for c in (a, b))
        common = (words_in(a, "focus") & y) | (words_in(b, "focus") & x)
        words = [k for k in common if not k.startswith("=")]
        if not words:
            return Level("pair", ", ".join(sorted(common))) if common else None
        best = max(words, key=lambda k: (setting.bits(k), k))
        bits = setting.bits(best)
        return Level("rare" if bits >= RARE_BITS else "telling" if bits >= TELLING_BITS else "common", best)


class AboutComparison(Comparison):
    """Whom it is said of: ``same``, ``different`` (both named), ``unlike`` (one of them by a pronoun); nothing where one says of nobody.

    Who warns and who is warned are two: of an active and a passive clause nothing is told by different subjects.
    """

    name = "about"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if not a.subject or not b.subject:
            return None
        x, y = setting.entities.key(a.subject), setting.entities.key(b.subject)
        if x == y:
            return Level("same", x)
        named = [{setting.entities.key(n) for n in c.features.get("names", ())} for c in (a, b)]
        if words_in(a, "voice") != words_in(b, "voice") or x in named[1] or y in named[0]:
            return None
        return Level("different" if how_found(a) == how_found(b) == "named" else "unlike", f"{a.subject} / {b.subject}")


class DayComparison(Comparison):
    """The days of the week, or the years, beside them: ``different``, else nothing."""

    name = "days"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        for years in (False, True):
            x, y = ({day for day in c.features.get("days", ()) if day.isdigit() == years} for c in (a, b))
            if x and y and not x & y:
                return Level("different", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}")
        return None


class OtherNamesComparison(Comparison):
    """The names in the clauses: ``common``, ``different``; nothing where one has none."""

    name = "named"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = ({setting.entities.key(n) for n in c.features.get("names", ())} for c in (a, b))
        if not x or not y:
            return None
        return Level("common" if x & y else "different", f"{', '.join(sorted(x))} / {', '.join(sorted(y))}")


def holds(claim: Claim) -> bool:
    """Whether a claim says that something is so."""
    return isinstance(claim.value, PolarityValue) and claim.value.holds


# What the words that narrow a denial say of it (`atodds.extract.limits`), the surest first.
_LIMITS = (
    ("limited", ("time", "more", "all")), ("of_others", ("name",)), ("narrower", ("mod", "for")), ("beside", ("at",)), ("other", ("obj",)),
)  # fmt: skip


class ScopeComparison(Comparison):
    """Whether an affirmation tells of no less than what a denial denies; nothing where both affirm or both deny.

    * ``within``: all that narrows the denial is true of what is affirmed
    * ``limited``: the denial is of a time, of what is further, or not of all, and the affirmation is not; or one of two opposites is
      said of so many out of more ("thirteen have been found", "thirteen are missing")
    * ``of_others``: the denial is of a place or of somebody, and the affirmation of others
    * ``narrower``: the denial is of one kind or part, or for somebody, and the affirmation does not say so
    * ``beside``: the denial tells where, and the affirmation does not; ``other``: other things are done in other words
    """

    name = "scope"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if holds(a) == holds(b):
            return None
        of_some = [c for c in (a, b) if "some" in c.features]
        of_all = any("all" in c.features for c in (a, b))
        if of_some and not of_all and not any("denied" in c.features for c in (a, b)):
            return Level("limited", "some")
        denial, other = (a, b) if _is_denial(a, b) else (b, a)
        said, stems = _said(other), {stem(w) for w in re.findall(r"\w[\w-]*", other.quote.casefold())}
        limits = [limit.split(LIMIT_PARTS) for limit in denial.features.get("limits", ())]
        left = [(way, word) for way, word, lemma in limits if word not in said and (word == "*" or stem(lemma) not in stems)]
        if len({word for way, word in left if way in ("at", "obj")}) > 1:
            return Level("narrower", ", ".join(word for _, word in left))
        for name, ways in _LIMITS:
            found = [word for way, word in left if way in ways]
            if found and (name != "of_others" or _names_another(denial, other, setting)):
                return Level(name, ", ".join(found))
        return Level("within")


def _is_denial(claim: Claim, other: Claim) -> bool:
    """Whether of two opposites ``claim`` is the one that denies: by "not" or "no", else by its word ("closed" of "open")."""
    worded = ["denied" in c.features for c in (claim, other)]
    return worded[0] if worded[0] != worded[1] else not holds(claim)


def _said(claim: Claim) -> frozenset[str]:
    """The keys of an affirmation and of what was spoken of before it."""
    return frozenset().union(*(words_in(claim, role) for role in ("focus", "terms", "done", "core", "around", "section")))


def _names_another(denial: Claim, other: Claim, setting: Setting) -> bool:
    """Whether an affirmation names somebody, or a place, that its denial does not name."""
    key = setting.entities.key
    known = {key(n) for n in (*denial.features.get("near", ()), *denial.features.get("names", ()), denial.subject) if n}
    return any(key(n) not in known for n in other.features.get("names", ()) if n not in _DAYS)


DENIAL_COMPARISONS: tuple[Comparison, ...] = (
    PredicateComparison(), TermsComparison(), RarePredicateComparison(), AboutComparison(), DayComparison(), OtherNamesComparison(),
    ScopeComparison(),
)  # fmt: skip
