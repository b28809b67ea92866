"""Two names in one slot, or two statements of whether something is so."""

from __future__ import annotations

import difflib
import functools
import re
from collections.abc import Callable

from atodds.compare.holdings import of_two_years, one_left
from atodds.compare.outcome import Outcome
from atodds.compare.times import SLOW_DAYS, times_of
from atodds.extract.statement import is_title
from atodds.model.records import Claim, Modality, RelationKind
from atodds.model.values import NameValue, PolarityValue

# Two words of at least this many letters that agree to this share are one name, spelled or transliterated in two ways
# ("Sarbanov", "Sarbanow"; the ratio of Ratcliff & Obershelp 1988): checked so that a misspelling is no contradiction.
_LONG_WORD = 5
_ALIKE = 0.8
# Words of names that many bodies share: sharing one of these is not sharing a name.
_COMMON = frozenset({
    "the", "of", "and", "for", "de", "la", "le", "group", "fund", "bank", "capital", "company", "partners", "holdings", "ventures",
    "university", "institute", "ministry", "agency", "division", "department", "commission", "authority", "national", "federal",
    "state", "international", "technologies", "technology", "systems", "corporation", "foundation", "office", "council", "board",
    "hospital", "school", "college", "city", "north", "south", "east", "west", "new", "first",
})  # fmt: skip
_ORGANISATION = re.compile(
    r"\b(group|fund|bank|capital|compan(?:y|ies)|partners|holdings?|ventures?|universit(?:y|ies)|institutes?|ministry|agency|division|"
    r"department|commission|authority|technolog(?:y|ies)|systems|corporation|foundation|office|council|board|reserve|trust|inc|ltd|llc|plc|gmbh|co|corp|"
    r"sons|association|consortium|union|society|club|industries|works|labs?|laborator(?:y|ies))\b|&",
    re.IGNORECASE,
)


_AHEAD = re.compile(r"\b(?:will|shall|would)\b|['’]ll\b", re.IGNORECASE)


def compare_names(a: Claim, b: Claim, key: Callable[[str], str]) -> Outcome:
    """The relation of two answers to who, where or which; ``key`` gives the entity of a name."""
    x, y = a.value, b.value
    assert isinstance(x, NameValue)
    assert isinstance(y, NameValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    left, right = {key(n) for n in x.names}, {key(n) for n in y.names}
    if left == right:
        return Outcome(RelationKind.AGREES, "same_name", f"{texts} name the same.")
    if ("alone" in a.features and not right <= left) or ("alone" in b.features and not left <= right):
        return Outcome(RelationKind.CONFLICT, "not_alone", f"{texts}: the one says alone, the other names somebody else.")
    if left & right:
        return Outcome(RelationKind.COMPATIBLE, "names_in_common", f"{texts} name {len(left & right)} in common.")
    if any(may_be_one(m, n) for m in x.names for n in y.names):
        return Outcome(RelationKind.COMPATIBLE, "name_variant", f"{texts} may be one name in two forms.")
    if set(a.features.get("cause_kinds", ())) & set(b.features.get("cause_kinds", ())):
        return Outcome(RelationKind.COMPATIBLE, "kindred_causes", f"{texts} may be one cause in other words.")
    if "partial" in a.features or "partial" in b.features:
        return Outcome(RelationKind.COMPATIBLE, "one_of_several", f"{texts}: the wording leaves room for others.")
    if _is_place_in(x, y):
        return Outcome(RelationKind.NOT_COMPARABLE, "country", f"{texts}: a country and a place that may lie in it.")
    kinds = {_kind(a, x), _kind(b, y)}
    if {"person", "organisation"} <= kinds:
        return Outcome(RelationKind.NOT_COMPARABLE, "person_and_organisation", f"{texts}: a person and an organisation.")
    return _names_over_time(a, b, texts)


def _names_over_time(a: Claim, b: Claim, texts: str) -> Outcome:
    times = times_of(a.period, b.period)
    varies = any("varies" in c.features.get("over_time", ()) for c in (a, b))
    if (varies and ((times.apart and times.days >= SLOW_DAYS) or one_left(a, b))) or of_two_years(a, b):
        return Outcome(RelationKind.UPDATED, "later_holder", f"{texts} held the role at different times.")
    if varies and (_is_to_come(a) != _is_to_come(b)):
        return Outcome(RelationKind.UPDATED, "later_holder", f"{texts}: the one holds the role, the other is to hold it.")
    return Outcome(RelationKind.CONFLICT, "different_names", f"{texts} are not the same.")


def _is_to_come(claim: Claim) -> bool:
    """Whether somebody is to hold a role: "will lead the bank"; by its sentence too, where a noun tells the role."""
    return claim.modality is Modality.FORECAST or _AHEAD.search(claim.quote) is not None


def may_be_one(a: str, b: str) -> bool:
    """Whether two names may be one: they share a rare word, or one spelled nearly alike, or one is the other's initials."""
    x, y = _words(a), _words(b)
    if any(v == w or (min(len(v), len(w)) >= _LONG_WORD and difflib.SequenceMatcher(None, v, w).ratio() >= _ALIKE) for v in x for w in y):
        return True
    short, long = sorted((a, b), key=len)
    initials = "".join(w[0] for w in re.findall(r"\w+", long) if w[0].isupper())
    return short.isupper() and len(short) > 1 and short == initials


def _words(name: str) -> list[str]:
    found = re.findall(r"\w+", name.casefold())
    return [w for w in found if len(w) > 1 and w not in _COMMON and not is_title(w)]


@functools.cache
def _countries() -> frozenset[str]:
    from babel import Locale  # noqa: PLC0415  (reads files: only when places differ)

    return frozenset(str(name).casefold() for code, name in Locale("en").territories.items() if code.isalpha() or code.isdigit())


def _is_place_in(x: NameValue, y: NameValue) -> bool:
    return any(n.casefold() in _countries() for n in (*x.names, *y.names))


def _kind(claim: Claim, value: NameValue) -> str:
    """Whether a value surely is a person or surely an organisation."""
    first = claim.value_text.split()[0]
    if is_title(first) and len(claim.value_text.split()) > 1:
        return "person"
    if any(_ORGANISATION.search(n) or n.isupper() for n in value.names):
        return "organisation"
    return "person" if re.search(rf"\b{re.escape(value.names[-1].split()[-1])}\b,? who\b", claim.quote) else ""


def _is_later(one: Claim, other: Claim) -> bool:
    """Whether a clause is said of a time after that of the other: both tell it, or the one tells when it will be and the other what is."""
    later, earlier = one.period, other.period
    if later is None or earlier is None or later.source != "stated" or later.low is None or earlier.high is None:
        return False
    ahead = one.modality is Modality.FORECAST and other.modality is not Modality.FORECAST
    return (ahead or earlier.source == "stated") and later.low > earlier.high


def compare_polarity(a: Claim, b: Claim) -> Outcome:
    """The relation of two statements of whether something is so."""
    x, y = a.value, b.value
    assert isinstance(x, PolarityValue)
    assert isinstance(y, PolarityValue)
    texts = f"“{a.value_text}” and “{b.value_text}”"
    if x.holds == y.holds:
        return Outcome(RelationKind.AGREES, "same_polarity", f"{texts} say the same.")
    if _is_later(a, b) or _is_later(b, a):
        return Outcome(RelationKind.UPDATED, "later_state", f"{texts} are told of different times.")
    return Outcome(RelationKind.CONFLICT, "opposite_polarity", f"{texts}: the one says so, the other denies it.")
