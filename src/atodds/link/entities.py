"""Names of one entity gathered, with the reason for each joining.

Joined are: names that differ only in legal form, title, case or punctuation; abbreviations that a document introduces in brackets;
initials; a short name that begins exactly one long one; former names that a document states; the same letters with other spaces,
hyphens or accents; and what a person has declared in ``claims/``. Curated names win: two names declared not the same stay apart.
"""

from __future__ import annotations

import functools
import itertools
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from atodds.datafile import tables_of
from atodds.extract.statement import is_title
from atodds.model.records import Entity

_NAME = r"[A-Z][\w&.’'\-]*(?:[ \u00a0](?:(?:of|de|del|da|van|von|the|for|and|&|la|le)[ \u00a0])?[A-Z0-9][\w&.’'\-]*){0,7}"
# "Kaveri Cell Technologies Private Limited (KCTPL)", 'Metropolitan Transport Authority ("the Authority")'
_BRACKET = re.compile(rf"({_NAME})\s*\((?:the\s+)?[\"“']?(?:the\s+)?([A-Z][\w&.\-]{{1,30}})[\"”']?\)")
# "often shortened to KCT or simply Kaveri", "known as X", "called X", "better known as X"
_SHORT = re.compile(
    rf"({_NAME})[*_]*,?\s+(?:\w+\s+){{0,2}}(?:shortened to|abbreviated to|known as|known simply as|called)\s+"
    rf"[*_\"“]*({_NAME})[*_\"”]*(?:,?\s+or\s+(?:simply\s+)?[*_\"“]*({_NAME}))?"
)
# "X, formerly Y", "X (formerly Y)", "previously called Y", "known until 2019 as Y", "X, renamed from Y"
_FORMER = re.compile(
    rf"({_NAME})[*_]*\s*[,(]\s*(?:formerly|previously|until \d{{4}}|once|originally)"
    rf"(?:\s+(?:known|called|named|trading))?(?:\s+as)?\s+(?:the\s+)?({_NAME})"
)
_KNOWN_UNTIL = re.compile(rf"({_NAME})[^.;:()\n]{{0,40}},\s+known\s+(?:until|before|till)\s+\d{{4}}\s+as\s+({_NAME})")
_SMALL = frozenset({"of", "the", "and", "for", "de", "del", "da", "van", "von", "la", "le", "&"})
# Spelling variants are only looked for in names of at least this many letters: shorter ones meet by chance.
_LONG_ENOUGH = 6


@functools.cache
def _lists() -> dict[str, frozenset[str]]:
    raw = tables_of("atodds.link", "names")
    return {key: frozenset(words) for key, words in raw.items()}


@functools.cache
def general_name_words() -> frozenset[str]:
    """Words of so many names that to share one says nothing: legal forms, kinds of bodies and places, and the like."""
    return frozenset().union(*_lists().values())


@functools.lru_cache(maxsize=1 << 16)  # every comparison of names asks for the same few again
def normal(name: str) -> str:
    """A name without case, punctuation, possessive, leading article, titles and legal forms; its words otherwise."""
    text = re.sub(r"[’']s\b", "", name)
    words = re.findall(r"[\w&]+(?:[-.][\w&]+)*", text.casefold())
    lists = _lists()
    while len(words) > 1 and (words[0] in ("the", "a", "an") or is_title(words[0])):
        words = words[1:]
    while len(words) > 1 and words[-1].rstrip(".") in lists["legal"]:
        words = words[:-1]
    return " ".join(w.rstrip(".") for w in words)


def letters(name: str) -> str:
    """The bare letters and digits of a name, without accents."""
    plain = unicodedata.normalize("NFKD", normal(name))
    return "".join(c for c in plain if c.isalnum())


@dataclass(slots=True)
class EntityIndex:
    """Which entity a name belongs to: ``key_of`` maps normal forms to keys; ``entities`` by key."""

    key_of: dict[str, str] = field(default_factory=dict)
    entities: dict[str, Entity] = field(default_factory=dict)

    def key(self, name: str) -> str:
        """The key of the entity that ``name`` belongs to: its own normal form where nothing was joined."""
        form = normal(name)
        return self.key_of.get(form, form)

    def part(self, names: Iterable[str]) -> EntityIndex:
        """What of this index some names need."""
        key_of = {form: self.key_of[form] for form in sorted({normal(n) for n in names}) if form in self.key_of}
        return EntityIndex(key_of, {k: self.entities[k] for k in sorted(set(key_of.values())) if k in self.entities})


class Introduction(NamedTuple):
    """Two names (normal forms) that a document says to be of one entity, and its words for it."""

    one: str
    other: str
    reason: str


class _Groups:
    """Union of normal forms with reasons; pairs declared different are never joined."""

    def __init__(self, apart: Iterable[tuple[str, str]]) -> None:
        self.parent: dict[str, str] = {}
        self.reasons: dict[str, list[str]] = defaultdict(list)
        self.apart = {frozenset(pair) for pair in apart}

    def find(self, form: str) -> str:
        while self.parent.setdefault(form, form) != form:
            form = self.parent[form]
        return form

    def members(self, form: str) -> list[str]:
        root = self.find(form)
        return [f for f in self.parent if self.find(f) == root]

    def join(self, a: str, b: str, reason: str) -> None:
        x, y = self.find(a), self.find(b)
        if not a or not b or x == y:
            return
        if self.apart and any(frozenset((m, n)) in self.apart for m in self.members(x) for n in self.members(y)):
            return
        low, high = sorted((x, y))
        self.parent[high] = low
        self.reasons[low] += [*self.reasons.pop(high, []), reason]


def gather(
    names: Mapping[str, int],
    texts: Sequence[str],
    aliases: Iterable[Sequence[str]] = (),
    apart: Iterable[tuple[str, str]] = (),
    introduced: Iterable[Iterable[Introduction]] = (),
) -> EntityIndex:
    """Join the names of one entity.

    ``names``: every name with how often it was found; ``texts``: the documents, for names that they introduce; ``introduced``: what
    `introductions` gives for others, whose texts are then not looked through;
    ``aliases``: groups of names a person declared one; ``apart``: pairs declared different.
    """
    groups = _Groups((normal(a), normal(b)) for a, b in apart)
    counts: Counter[str] = Counter()
    spelled: dict[str, Counter[str]] = defaultdict(Counter)
    for name, count in sorted(names.items()):
        form = normal(name)
        if form:
            counts[form] += count
            spelled[form][name] += count
            groups.find(form)
    for group in aliases:
        for other in group[1:]:
            groups.join(normal(group[0]), normal(other), f"{other} is declared another name of {group[0]}")
        for name in group:
            spelled[normal(name)][name] += 1
    for found in itertools.chain(map(introductions, texts), introduced):
        for one in found:
            groups.join(*one)
    forms = sorted(counts)
    _spelling(groups, forms)
    _short_names(groups, forms, counts)
    _initials(groups, forms)
    return _index(groups, counts, spelled)


def introductions(text: str) -> list[Introduction]:
    """The names that a text says to be of one entity."""
    found = []
    for match in _BRACKET.finditer(text):
        long, short = match.group(1), match.group(2)
        if is_short_for(short, long):
            found.append(Introduction(normal(long), normal(short), f"{short} is introduced in brackets after {long}{_in(match)}"))
    for match in _SHORT.finditer(text):
        for short in match.groups()[1:]:
            if short:
                reason = f"{match.group(1)} is said to be called {short}{_in(match)}"
                found.append(Introduction(normal(match.group(1)), normal(short), reason))
    for pattern in (_FORMER, _KNOWN_UNTIL):
        for match in pattern.finditer(text):
            reason = f"{match.group(2)} is given as a former name of {match.group(1)}{_in(match)}"
            found.append(Introduction(normal(match.group(1)), normal(match.group(2)), reason))
    return found


def _in(match: re.Match[str]) -> str:
    """The document's own words for a joining, to stand after its reason."""
    return f": “{' '.join(match.group(0).split())}”"


def is_short_for(short: str, long: str) -> bool:
    """Whether a word in brackets abbreviates the name before it: its initials, or one of its words."""
    low = short.casefold().replace(".", "")
    words = re.findall(r"[\w&]+", long.casefold())
    initials = "".join(w[0] for w in words)
    content = "".join(w[0] for w in words if w not in _SMALL)
    return len(words) > 1 and (
        low in (initials, content) or low in words or (len(low) >= 2 and (initials.endswith(low) or content.endswith(low)))
    )


def _spelling(groups: _Groups, forms: Sequence[str]) -> None:
    by_letters: dict[str, str] = {}
    for form in forms:
        bare = letters(form).removesuffix("s")  # "the Americans" are no other than the "American" researchers
        if len(bare) < _LONG_ENOUGH:
            continue
        if bare in by_letters:
            groups.join(by_letters[bare], form, f"“{form}” and “{by_letters[bare]}” have the same letters")
        else:
            by_letters[bare] = form


def _short_names(groups: _Groups, forms: Sequence[str], counts: Counter[str]) -> None:
    """ "Horizon" stands for "Horizon Robotics", "Diallo" for "Amara Diallo", if only one long name fits."""
    lists = _lists()
    by_first: dict[str, list[str]] = defaultdict(list)
    by_last: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        words = form.split()
        if len(words) > 1:
            by_first[words[0]].append(form)
            if len(words) <= 3 and not any(w in lists["kinds"] or w in lists["organisation"] or any(c.isdigit() for c in w) for w in words):
                by_last[words[-1]].append(form)
    for form in forms:
        words = form.split()
        longer = [f for f in by_first.get(words[0], ()) if f != form and f.split()[: len(words)] == words]
        plain = [
            f for f in longer if not any(w in lists["kinds"] or any(c.isdigit() for c in w) or w in _SMALL for w in f.split()[len(words) :])
        ]
        named = [f for f in plain if f.split()[len(words)] in lists["organisation"]] or plain
        roots = {groups.find(f) for f in named}
        if len(roots) == 1 and len(words) <= 2:
            groups.join(named[0], form, f"“{form}” begins only “{named[0]}”")
        elif len(words) == 1 and not longer:
            last = by_last.get(words[0], [])
            if len({groups.find(f) for f in last}) == 1:
                groups.join(last[0], form, f"“{form}” is the last word only of “{last[0]}”")


def _initials(groups: _Groups, forms: Sequence[str]) -> None:
    long: dict[str, list[str]] = defaultdict(list)
    for form in forms:
        words = form.split()
        if len(words) > 1:
            for initials in {"".join(w[0] for w in words), "".join(w[0] for w in words if w not in _SMALL)}:
                long[initials].append(form)
    for form in forms:
        found = long.get(form.replace(".", ""), []) if 2 < len(form.replace(".", "")) <= 6 else []
        if len({groups.find(f) for f in found}) == 1:
            groups.join(found[0], form, f"“{form.upper()}” are the initials of “{found[0]}”")


def _index(groups: _Groups, counts: Counter[str], spelled: Mapping[str, Counter[str]]) -> EntityIndex:
    index = EntityIndex()
    members: dict[str, list[str]] = defaultdict(list)
    for form in sorted(groups.parent):
        members[groups.find(form)].append(form)
    for root, forms in members.items():
        key = max(forms, key=lambda f: (counts[f], len(f), f))
        spellings = [s for f in forms for s, _ in sorted(spelled.get(f, Counter()).items(), key=lambda kv: (-kv[1], kv[0]))]
        for form in forms:
            index.key_of[form] = key
        name = max(spelled.get(key, Counter({key: 1})).items(), key=lambda kv: (kv[1], kv[0]))[0]
        index.entities[key] = Entity(
            key=key, name=name, names=tuple(dict.fromkeys(spellings)) or (key,), reasons=tuple(dict.fromkeys(groups.reasons.get(root, ())))
        )
    return index
