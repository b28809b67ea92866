"""Table heads: "(RMB million, unaudited)", "Median PFS, months", "Share (%)" give the cells below a unit and a scale."""

from __future__ import annotations

import re

from atodds.extract.values.numbers import SCALES, SHORT_SCALES
from atodds.extract.values.shapes import COUNT
from atodds.extract.values.tokens import Tokens
from atodds.extract.values.units import Hit, Unit, prefix_currency, rate_after, suffix_unit, yen_sign
from atodds.extract.values.vocabulary import words

# Symbols of one letter in a head are more often the name of a column than a unit.
_MIN_SYMBOL = 2
# Letters of a currency's code.
_CODE = 3
# The base unit of durations, as in ``Quantity.unit``.
TIME = "s"
# Between a unit of time and the day that its period ends with.
_INTO_PERIOD = frozenset({"to", "ended", "ending", "until", "through", "from", "since", "before", "after", "ago"})
_PLURAL_SCALES = {
    "'000": 1e3,
    "000s": 1e3,
    "000": 1e3,
    "thousands": 1e3,
    "millions": 1e6,
    "billions": 1e9,
    "m": 1e6,
    "k": 1e3,
    "bn": 1e9,
    "mn": 1e6,
}
# "£m, or as stated", "US$ million unless otherwise noted".
_UNLESS = re.compile(
    r",? \(?(?:or|unless|except|if not|save) (?:as |where )?(?:otherwise )?(?:stated|noted|indicated|shown|specified|marked)\b.*$",
    re.IGNORECASE,
)
_FIELDS = re.compile(r"\(([^()]*)\)|,([^,()]*)$|^([^(),]*)$|\bin ([^,()]*)$|\b(?:figures|amounts|values|sums) (?:are|in) ([^,.;()]*)")


def scale_table_header(text: str) -> tuple[str, float] | None:
    """Unit and scale that a head states for the bare numbers under it, or None.

    The unit is a base unit as in ``Quantity.unit``; the scale brings a written number to it: "(RMB million)" is ("CNY", 1e6),
    "Median PFS, months" is ("s", 2629800.0), "Units (thousands)" is ("1", 1e3). What stands in brackets counts before the rest.
    Scales with an offset (degrees) are not stated this way: None.
    """
    text = without_proviso(text)
    yen = yen_sign(text)
    fields = [next(g for g in m.groups() if g is not None) for m in _FIELDS.finditer(text)]
    for field in sorted(fields, key=lambda f: f"({f})" not in text):
        found = _read(Tokens(field), yen, bracketed=f"({field})" in text)
        if found is not None:
            return found
    return None


# Where a caption states a unit: in brackets, at its end, as that of the figures; else only a caption of few words is read as a head is.
_CAPTION_STATES = re.compile(
    r"\([^()]*\)|\bin [^,.;:()\d]{1,40}[.:]?$"
    r"|\b(?:figures|amounts|values|sums|numbers|data|prices|quantities)\b[^.;]{0,40}\b(?:in|are)\b",
    re.IGNORECASE,
)
_SHORT_CAPTION = 4


def states_unit(caption: str, *, heading: bool = False) -> bool:
    """Whether the words over a table state the unit of its numbers: "Output (GWh)", not "The mine lies 41 km from the town"."""
    text = without_proviso(caption.strip())
    short = not heading and len(text.split()) <= _SHORT_CAPTION
    return (short or _CAPTION_STATES.search(text) is not None) and scale_table_header(text) is not None


def without_proviso(text: str) -> str:
    """A head without "or as stated" and the like."""
    return _UNLESS.sub("", text)


def _read(t: Tokens, yen: str, *, bracketed: bool) -> tuple[str, float] | None:
    unit: Unit | None = None
    scale = 1.0
    i = scaled = 0
    while i < t.n:
        by = _scale(t, i)
        if by is not None:
            scale, i = scale * by[0], by[1]
            scaled = i
            continue
        hit = prefix_currency(t, i, yen) or suffix_unit(t, i, yen, scaled=True)
        if (
            hit is not None
            and unit is None
            and (i == scaled or t.kind[i - 1] != "num")  # "(21 km)" is a length
            and hit.unit.offset == 0
            and not (hit.unit.kind == "physical" and len(hit.unit.name) < _MIN_SYMBOL and t.n > 1)
            and not (hit.unit.base == TIME and _is_period(t, i, hit.end))
            and (i == scaled > 0 or t.low[i - 1] == "in" or not _is_other_word(t, i, hit, bracketed=bracketed))
        ):
            unit, i = hit.unit, hit.end
            continue
        i += 1
    if unit is None:
        return (COUNT, scale) if scale != 1 else None
    return unit.base, unit.factor * scale


def _is_other_word(t: Tokens, i: int, hit: Hit, *, bracketed: bool) -> bool:
    """Whether the name of a unit of money or length is another word of English in a head: "Games won", "Real wages", "Pound Street"."""
    if hit.unit.kind not in ("money", "physical") or not hit.unit.name.isalpha() or not t.text[i].isalpha():
        return False
    if t.low[i] in words("other_words_in_heads"):
        return not (bracketed and hit.end == t.n)
    follows = hit.end < t.n and t.kind[hit.end] == "word" and _scale(t, hit.end) is None
    singular = hit.unit.kind == "money" and not t.low[i].endswith("s") and len(t.text[i]) > _CODE and not t.text[i].isupper()
    return follows and singular and rate_after(t, hit.end) is None


def _is_period(t: Tokens, start: int, end: int) -> bool:
    """Whether a unit of time among other words is a period and no unit: "year to April 2023", "orders, last week"; not "Days lost"."""
    if start == 0 and end == t.n:
        return False
    return not (start == 0 and t.low[0].endswith("s") and t.low[end] not in _INTO_PERIOD)


def is_unit_word(word: str) -> bool:
    """Whether a lower-case word of a head can be part of a unit or a magnitude and of nothing else."""
    t = Tokens(word)
    return (
        _scale(t, 0) is not None or word in ("in", "of") or ((hit := suffix_unit(t, 0, "JPY", scaled=True)) is not None and hit.end == t.n)
    )


def _scale(t: Tokens, i: int) -> tuple[float, int] | None:
    """The magnitude that stands at ``i`` ("million", "'000", "m" after a currency) and the index after it."""
    word = t.low[i]
    if word in ("'", "’") and t.low[i + 1] in ("000", "000s"):
        return 1e3, i + 2
    if word in SCALES:
        return float(SCALES[word]), i + 1
    if word in SHORT_SCALES:
        return float(SHORT_SCALES[word]), i + 1
    if word in _PLURAL_SCALES and (word not in ("m", "k") or i):
        return _PLURAL_SCALES[word], i + 1
    return None
