"""Growth, differences and multiples against the two levels that stand beside them."""

from __future__ import annotations

import functools
import re
from typing import TYPE_CHECKING, NamedTuple

from atodds.arithmetic.patterns import GAP, NEAR, find, pattern, whole_words
from atodds.arithmetic.slips import Slip, in_unit, middle, number, percent, quoted
from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK, admitted, admitted_multiple, alike, derived, ends, minus, ratio, same_unit
from atodds.model.values import Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.patterns import Match, Pattern
    from atodds.arithmetic.terms import Passage, Term
    from atodds.model.values import Quantity


class Direction(NamedTuple):
    """A pattern of change and which way it says that the level went (1 up, -1 down); ``needs``: the word list it has an entry of."""

    regex: Pattern
    sign: int
    needs: str = ""


_LEVEL_PAIRS = (
    r"\bfrom {old:L}<gap>\bto <near>{new:L}<gap>",
    r"{new:L}<gap>(?:<against> <near>|\bfrom (?:the |a |some )?){old:L}<gap>",
    "{both:L}<gap>",
)
_SAID = r"[,(–—-] ?(?:that is,? |i\.e\.,? |or |which is |being |representing )?(?:an? )?"
_DATED = MARK["D"] + "[:,]? "
_NEXT = rf"[^{ANY_MARK}.]{{0,{GAP}}}\. [^{ANY_MARK}.]{{0,{NEAR}}}?(?:<year_before>|{{when:D}})[^{ANY_MARK}.]{{0,{NEAR}}}?"
# What a change can be: its size, and the levels it is a change of.
_PERCENT = ("{rate:P}", "L")
_ABSOLUTE = ("{rate:L}", "L")
_POINTS = ("{rate:Q}", "P")
# The word lists of changes; "up" and "down" are among the verbs.
_CHANGES = ("up_verb", "down_verb", "up_noun", "down_noun", "more", "less")


@functools.cache
def _directions(size: str, levels: str) -> tuple[Direction, ...]:
    """All patterns of a change by ``size`` between two levels: to compile them takes long, and is left until a passage may have one."""
    found = []
    for sign, verb, noun, adverb, more in (
        (1, "<up_verb>", "<up_noun>", "up", "<more>"),
        (-1, "<down_verb>", "<down_noun>", "down", "<less>"),
    ):
        texts = [
            f"{verb} <near>{size}<near>\\bto <near>{{new:L}}<gap>,? ?(?:up |down )?\\bfrom <near>{{old:L}}",
            f"\\bfrom <near>{{old:L}}<gap>,? <near>{verb} <near>{size}<near>\\bto <near>{{new:L}}",
            f"{verb} <near>{size}<near>\\bto <near>{{new:L}}<near> ?\\((?:{_DATED})?{{old:L}} ?\\)",
            f"{verb} <near>{size}<near>\\bto <near>{{new:L}}{_NEXT}{{old:L}}",
            f"{{new:L}}<gap>[,(–—] ?{adverb} (?:by )?{size}{_NEXT}{{old:L}}",
            f"{{new:L}}<gap>[,(–—] ?(?:an? )?<near>{noun} of {size}{_NEXT}{{old:L}}",
            f"{verb} <near>{size}<gap>,? ?\\bfrom <near>{{old:L}}<gap>\\bto <near>{{new:L}}",
            f"{verb} <near>{size}<gap>, {{both:L}}",
            f"{verb} <near>\\bfrom <near>{{old:L}}<gap>\\bto <near>{{new:L}}<gap>[,(] ?(?:or |by |that is,? )?{size}(?=[).,;]| on | year)",
            f"{{new:L}}<gap>[,(–—] ?{adverb} (?:by )?<near>{size} (?:from|on|compared with|against) <near>{{old:L}}",
            f"{{new:L}}<gap>,? (?:being |which is |that is |or )?{size}<near> {more} (?:than|on) <near>{{old:L}}",
            f"{{new:L}}[^{ANY_MARK}.;:!?()]{{0,{GAP}}} <near>{size}<near> {more} (?:\\w+ )?than <gap>(?:, with <poss> | ?\\( ?){{old:L}}",
        ]
        if size != _PERCENT[0]:  # "a year ago it was 100, a fifth less" is a share of the later level
            texts.append(f"{{new:L}}{_NEXT}{{old:L}}, {size} {'<less>' if sign > 0 else '<more>'}")
        for pair in _LEVEL_PAIRS:
            texts += [f"{pair}{_SAID}<near>{noun} of <near>{size}", f"{pair}{_SAID}{size} {noun}", f"{pair}[,(–—] ?{adverb} (?:by )?{size}"]
        for text in texts:
            needs = next((name for name in _CHANGES if f"<{name}>" in text), _CHANGES[0 if sign > 0 else 1])
            found.append(Direction(pattern(text.replace(":L}", f":{levels}}}") if levels != "L" else text), sign, needs))
    return tuple(found)


def _said(passage: Passage, *kinds: tuple[str, str]) -> Iterator[Direction]:
    """The patterns of changes, by size and levels, that a passage has a word of: most passages have none of most."""
    present = {name for name in _CHANGES if whole_words(name).search(passage.shape)}
    for size, levels in kinds if present else ():
        yield from (d for d in _directions(size, levels) if d.needs in present)


def growth(passage: Passage) -> Iterator[Slip]:
    """ "Revenue rose 12% to 2,384 million from 2,129 million": the rate against the two levels."""
    if not _has(passage, "P"):
        return
    for regex, sign, _ in _said(passage, _PERCENT):
        for m in find(passage, regex):
            rate = m["rate"]
            old, new = _levels(m) or (rate, rate)
            if old is rate or not alike(old, new) or whole_words("other_basis").search(m.sentence):
                continue
            found = growth_of(old.quantity, new.quantity)
            if found is not None and not _meets_rate(rate.quantity, found, sign):
                yield Slip("growth", "growth against its two levels", growth_words(old, new, rate), rate, (new, old))


def _levels(m: Match) -> tuple[Term, Term] | None:
    """The old and the new level of a match: two values, or the ends of one "from 30 to 90"; None where the old one is of another time."""
    if "when" in m and not whole_words("year_before").search(m["when"].words):
        return None
    return ends(m["both"]) if "both" in m else (m["old"], m["new"])


def growth_of(old: Quantity, new: Quantity) -> Interval | None:
    """The growth between two levels in percent (negative: a fall), or None where the first is not positive."""
    if old.low <= 0 or new.low < 0:
        return None
    quotient = ratio(admitted(new), admitted(old))
    return Interval((quotient.low - 1) * 100, (quotient.high - 1) * 100)


def meets_rate(rate: Quantity, found: Interval) -> bool:
    """Whether a rate with its own sign ("+8%", "-3%") may be a computed growth."""
    return derived(rate).overlaps(found) if rate.low >= 0 else derived(_positive(rate)).overlaps(scaled_back(found))


def _meets_rate(rate: Quantity, found: Interval, sign: int) -> bool:
    if rate.low < 0:
        return meets_rate(rate, found)
    return derived(rate).overlaps(found if sign >= 0 else scaled_back(found))


def _positive(rate: Quantity) -> Quantity:
    return rate.model_copy(update={"low": -rate.high, "high": -rate.low})


def scaled_back(interval: Interval) -> Interval:
    """An interval with its sign turned."""
    return Interval(-interval.high, -interval.low)


def growth_words(old: Term, new: Term, rate: Term) -> str:
    """The sum of a growth that does not come out."""
    found = (middle(new.quantity) / middle(old.quantity) - 1) * 100
    change = f"{'an increase' if found >= 0 else 'a decrease'} of {percent(abs(found), rate.quantity)}"
    return f"From {quoted(old)} to {quoted(new)} is {change}, not {quoted(rate)}."


def differences(passage: Passage) -> Iterator[Slip]:
    """ "From 38% to 41%, a rise of two points": the difference against the two levels."""
    if not _has(passage, "Q") and sum(t.kind in LEVELS for t in passage.at.values()) < 3:
        return
    for regex, sign, _ in _said(passage, _ABSOLUTE, *([_POINTS] if _has(passage, "Q") else [])):
        for m in find(passage, regex):
            rate = m["rate"]
            old, new = _levels(m) or (rate, rate)
            if (
                old is rate
                or not same_unit(old, new)
                or (rate.kind != "Q" and not same_unit(old, rate))
                or whole_words("other_basis").search(m.sentence)
            ):
                continue
            a, b = admitted(old.quantity), admitted(new.quantity)
            if not admitted(rate.quantity).overlaps(minus(b, a) if sign > 0 else minus(a, b)):
                gap = middle(new.quantity) - middle(old.quantity)
                change = f"{'an increase' if gap >= 0 else 'a decrease'} of {in_unit(abs(gap), rate.quantity)}"
                told = f"From {quoted(old)} to {quoted(new)} is {change}, not {quoted(rate)}."
                yield Slip("difference", "difference against its two levels", told, rate, (new, old))


_BASE = (
    r"(?:as (?:many|much|high|large|big|long|great|heavy|far) as )?(?:more than |higher than |larger than |greater than )?"
    r"(?:that of )?(?:the |its |their |his |her |a )?"
)
_MULTIPLES = tuple(
    pattern(text)
    for text in (
        r"{by:X}<gap>,? ?\bfrom <near>{old:L}<gap>\bto <near>{new:L}",
        r"{by:X}<gap>,? ?\bto <near>{new:L}<gap>,? ?(?:up )?\bfrom <near>{old:L}",
        r"{by:X}<gap>, {both:L}",
        r"{old:L}[^" + ANY_MARK + r".;]{0,60}[.;,] <gap>\b<the_number> (?:had |has )?{by:X} to {new:L}",
        r"{by:X}<near> \bto <near>{new:L}" + _NEXT + "{old:L}",
        r"\bfrom <near>{old:L}<gap>\bto <near>{new:L}<gap>[,(–—] ?(?:or |that is,? )?(?:an? )?{by:X}(?! \w+ (?:of|the))",
        r"{both:L}<gap>[,(–—] ?(?:or |that is,? )?(?:an? )?{by:X}(?! \w+ (?:of|the))",
        r"{new:LP}<gap>[,–—(] ?(?:or |which is |that is,? |being |some )?{by:X} (?:what |of )?" + _BASE + r"<near>{old:LP}",
        r"{new:LP}[^" + ANY_MARK + r".]*\. (?:This|That|It) (?:is|was|makes) {by:X} " + _BASE + r"<near>{old:LP}",
    )
)
_MORE = re.compile(r"\b(?:more|higher|greater|larger|increas\w+|rise|rose|grew|growth|up)\b", re.IGNORECASE)


def multiples(passage: Passage) -> Iterator[Slip]:
    """ "Tripled from 30 to 90", "20 GWh, triple the 8 GWh of today": the multiple against the two levels."""
    if not _has(passage, "X"):
        return
    for regex in _MULTIPLES:
        for m in find(passage, regex):
            levels = _levels(m)
            if levels is not None and alike(*levels):
                yield from _multiple(m["by"], *levels, m.sentence)
    yield from _of_today(passage)


def _multiple(by: Term, old: Term, new: Term, sentence: str) -> Iterator[Slip]:
    if by.quantity.low <= 0 or old.quantity.low <= 0:
        return
    found = ratio(admitted(new.quantity), admitted(old.quantity))
    readings = [admitted_multiple(by.quantity)]
    if _MORE.search(sentence):  # "three times more" is said of three times as many and of four times as many
        readings.append(Interval(readings[0].low + 1, readings[0].high + 1))
    if any(r.overlaps(found) for r in readings):
        return
    quotient = middle(new.quantity) / middle(old.quantity)
    told = f"{quoted(new)} is {number(quotient)} times {quoted(old)}, not {quoted(by)}."
    yield Slip("multiple", "a multiple against its two levels", told, by, (new, old))


_TODAY = pattern(
    r"{new:U}<gap>, {by:X} (?:what (?:is|it is|are|was)|(?:the|its|their|our|the size of the) (?:current|present|existing)|today['’]s)\b"
)


def _of_today(passage: Passage) -> Iterator[Slip]:
    """A multiple of "what there is now", where the paragraph has said before what there is, once and in this unit."""
    for m in find(passage, _TODAY):
        before = [t for t in passage.terms(0, m.start) if t.kind == "U" and same_unit(t, m["new"])]
        if len(before) == 1:
            yield from _multiple(m["by"], before[0], m["new"], m.sentence)


def _has(passage: Passage, kind: str) -> bool:
    return any(t.kind == kind for t in passage.at.values())


# A new level with its growth, the old level not said: held against the document's own tables.
_ALONE = tuple(
    Direction(pattern(text), sign)
    for sign, verb, noun, adverb in ((1, "<up_verb>", "<up_noun>", "up"), (-1, "<down_verb>", "<down_noun>", "down"))
    for text in (
        f"{{new:L}}<gap>[,(–—] ?(?:an? )?<near>{noun} of {{rate:P}}",
        f"{{new:L}}<gap>[,(–—] ?(?:an? )?{{rate:P}} {noun}",
        f"{{new:L}}<gap>[,(–—] ?{adverb} (?:by )?{{rate:P}}",
        f"{verb} <near>{{rate:P}}<gap>\\bto <near>{{new:L}}",
    )
)


def stated_growth(passage: Passage) -> Iterator[tuple[Match, int]]:
    """Each level that is said together with its growth, and the direction: 1 up, -1 down."""
    if not _has(passage, "P"):
        return
    for regex, sign, _ in _ALONE:
        for m in find(passage, regex):
            if not whole_words("other_basis").search(m.sentence):
                yield m, sign


def fits_growth(rate: Term, sign: int, found: Sequence[Interval]) -> bool:
    """Whether a stated growth may be one of those computed."""
    return any(_meets_rate(rate.quantity, f, sign) for f in found)
