"""Comparisons of what narrows a claim: parts and earlier figures, adjuncts, table rows, numbered names."""

from __future__ import annotations

import re
from collections.abc import Iterable

from atodds.link.profiles import Comparison, Level, Setting, Sight
from atodds.model.records import Claim
from atodds.model.values import Quantity


class MarkComparison(Comparison):
    """Parts, wholes, figures of earlier periods, expectations and differences: the mark that only one of the claims has.

    A part is smaller than its whole: what is not cannot be the part of the other. What a thing holds, as a rule, may be its capacity; an
    average is set apart only from what was counted at one time.
    """

    name = "mark"
    looks_at = Sight.WORDING
    closely = "mark"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if "mark" not in a.features and "mark" not in b.features:
            return None
        x, y = (set(c.features.get("mark", ())) - {"overtaken"} for c in (a, b))  # that says nothing but within its sentence
        if not x and not y:
            return None
        lone = sorted(mark for mark in x ^ y if _sets_apart(mark, *((a, b) if mark in x else (b, a))))
        if not lone and x != y:
            return None
        return Level(lone[0] if lone else "same", f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}")


def _sets_apart(mark: str, marked: Claim, other: Claim) -> bool:
    """Whether a mark of the one claim tells it from the other, which has it not."""
    if mark == "part":
        return _smaller(marked, other)
    if mark == "limit":
        return "holds" not in other.features and other.extractor != "table"
    return mark != "average" or "once" in other.features


def _smaller(part: Claim, whole: Claim) -> bool:
    """Whether one value lies below another; True where they are no numbers of one unit."""
    x, y = part.value, whole.value
    return not isinstance(x, Quantity) or not isinstance(y, Quantity) or x.unit != y.unit or x.low < y.high


class ScopeComparison(Comparison):
    """The nouns of the adjuncts ("with velmarotug", "in the control arm"): ``common``, ``elsewhere``, ``different``, ``one_side``.

    A noun in common counts only if it tells something (``telling``): in a dossier on AI, half the adjuncts have "AI" in them.
    """

    name = "scope"
    looks_at = Sight.WORDING
    telling = 4.0  # bits: a word of one claim in sixteen at most; the bound of level 2 of the rarest word

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (set(c.features.get("scope", ())) for c in (a, b))
        dull = {word for word in x & y if setting.bits(word) < self.telling}
        x, y = x - dull, y - dull
        if not x and not y:
            return None
        detail = f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}"
        if x & y:
            return Level("common", detail)
        if x & setting.profiles[b.id].words.keys() or y & setting.profiles[a.id].words.keys():
            return Level("elsewhere", detail)
        return Level("different" if x and y else "one_side", detail)


_WORD = re.compile(r"[^\W_]+")
# Narrowings by which a figure grows.
_ADDS = "put_in"


class NarrowComparison(Comparison):
    """What narrows the values ("among under-25s", "excluding land"; `atodds.extract.narrowed`): to a part of what the other is of.

    * ``one_side``: only one of the claims is narrowed so, and nothing in the other's words says the same
    * ``different``: both are, in one way, and to other things
    """

    name = "narrow"
    looks_at = Sight.WORDING
    closely = "narrow"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if "narrow" not in a.features and "narrow" not in b.features:
            return None
        x, y = _narrowings(a), _narrowings(b)
        for sort in sorted(x.keys() & y.keys()):
            if not x[sort] & y[sort] and not x[sort] & _around(b, setting) and not y[sort] & _around(a, setting):
                return Level("different", f"{', '.join(sorted(x[sort]))} / {', '.join(sorted(y[sort]))}")
        for narrow, wide, mine, theirs in ((a, b, x, y), (b, a, y, x)):
            for sort in sorted(mine.keys() - theirs.keys()):
                if not mine[sort] & _around(wide, setting) and _fits(sort, narrow, wide):
                    return Level("one_side", f"{sort.replace('_', ' ')}: {', '.join(sorted(mine[sort]))}")
        return None


def _narrowings(claim: Claim) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for entry in claim.features.get("narrow", ()):
        sort, _, key = entry.partition("=")
        found.setdefault(sort, set()).add(key)
    return found


def _around(claim: Claim, setting: Setting) -> set[str]:
    """All that the words of a claim say: where a narrowing stands among them in another way, the claim is no wider."""
    profile = setting.profiles[claim.id]
    narrowings = (key for keys in _narrowings(claim).values() for key in keys)
    said = _WORD.findall(f"{claim.quote} {claim.subject} {' '.join(claim.section)}".lower())
    return {*profile.words, *narrowings, *(q for members in profile.quals.values() for q in members), *said}


def _fits(sort: str, narrow: Claim, wide: Claim) -> bool:
    """Whether the values may be those of a part and of the whole: what is counted is less in a part, what is added to grows."""
    x, y = narrow.value, wide.value
    if not isinstance(x, Quantity) or not isinstance(y, Quantity):
        return False
    if sort == _ADDS:
        return x.low > y.high and x.unit not in _RELATIVE
    averaged = any(q.startswith("statistic=") for c in (narrow, wide) for q in c.features.get("quals", ()))
    return x.unit != "1" or x.per is not None or averaged or x.low < y.high


# Units of shares and rates of change, which may be larger in a part.
_RELATIVE = frozenset({"%", "pp", "times", "age", "rank"})


class SpanComparison(Comparison):
    """Over what time the values are summed up, where both say it (so far, in the past week, over four years, per year): ``different``."""

    name = "span"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = (c.features.get("span", ("",))[0] for c in (a, b))
        return Level("different", f"{x} / {y}".replace("_", " ")) if x and y and x != y else None


class RowComparison(Comparison):
    """The head of a table's row: ``same`` row head in two tables, ``found`` in the other's words, ``missing`` there.

    ``other_name``: missing, and it is a name in one of the documents: each row of such a table has a subject of its own.
    """

    name = "row"
    looks_at = Sight.WORDING
    closely = "row"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        if "row" not in a.features and "row" not in b.features:
            return None
        x, y = (set(c.features.get("row", ())) for c in (a, b))
        if not x and not y:
            return None
        detail = f"{', '.join(sorted(x)) or '-'} / {', '.join(sorted(y)) or '-'}"
        if x and y:
            return Level("same" if x == y else "overlap" if x & y else _absent((x, y), a, b, setting), detail)
        other = setting.profiles[(b if x else a).id]
        keys = x or y
        around = other.words.keys() | {w for name in (*other.names, other.subject) for w in name.split()}
        return Level("found" if keys <= around else "overlap" if keys & around else _absent((keys,), a, b, setting), detail)


def _absent(rows: Iterable[set[str]], a: Claim, b: Claim, setting: Setting) -> str:
    """The level of a row whose head is not the other claim's."""
    named = any(setting.is_name_in(frozenset(keys), c.document) for keys in rows for c in (a, b))
    return "other_name" if named else "missing"


class SiblingComparison(Comparison):
    """Names that differ in their number only (LANTERN-1 and LANTERN-2, QX-3 and QX-4): ``sibling``; nothing otherwise."""

    name = "sibling"
    looks_at = Sight.WORDING

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        left, right = setting.profiles[a.id], setting.profiles[b.id]
        x = _numbered({*left.names, left.subject})
        y = _numbered({*right.names, right.subject})
        clash = sorted(stem for stem in x.keys() & y.keys() if not x[stem] & y[stem])
        return Level("sibling", ", ".join(clash)) if clash else None


def _numbered(names: Iterable[str]) -> dict[str, set[str]]:
    """Names with a number at their end, by stem."""
    found: dict[str, set[str]] = {}
    for name in names:
        stem = name.rstrip("0123456789.")
        if stem != name and any(ch.isalpha() for ch in stem):
            found.setdefault(stem.rstrip(" -"), set()).add(name[len(stem) :])
    return found


class ContrastComparison(Comparison):
    """Words near the values that exclude each other (destroyed, damaged; killed, injured): ``exclusive``; nothing otherwise."""

    name = "contrast"
    looks_at = Sight.WORDING
    closely = "base"

    def level(self, a: Claim, b: Claim, setting: Setting) -> Level | None:
        """See the class."""
        x, y = setting.profiles[a.id].groups, setting.profiles[b.id].groups
        clash = sorted(g for g in x.keys() & y.keys() if not x[g] & y[g]) if x and y else []
        if not clash:
            place = _world_and_place(a, b, setting) or _world_and_place(b, a, setting)
            return Level("exclusive", place) if place else None
        return Level("exclusive", "; ".join(f"{'/'.join(sorted(x[g]))} against {'/'.join(sorted(y[g]))}" for g in clash))


# Words that make the whole world the base of a share.
_WORLD = frozenset({"world", "worldwide", "global", "globe", "planet"})


# "There" and "here" for a place named before; not the "there" of "there are".
_BEING = r"is|are|was|were|be|has|have|had|will|would|may|might|can|could"
_ELSEWHERE = re.compile(rf"\b(?:there(?!\s+(?:{_BEING})\b)|here)\b", re.IGNORECASE)


def _world_and_place(a: Claim, b: Claim, setting: Setting) -> str:
    """ "The world against United States", if the one is a share of something in the world and the other of it in a named place."""
    if "base" not in a.features:
        return ""
    x, y = (set(c.features.get("base", ())) for c in (a, b))
    if not x & _WORLD or y & _WORLD:
        return ""
    if _ELSEWHERE.search(b.quote):
        return "the world against a place named before"
    place = next((n for n in sorted(setting.document_names[b.document]) if len(n) > 2 and set(n.split()) <= y), "")
    return f"the world against {place}" if place else ""
