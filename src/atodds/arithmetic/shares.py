"""Parts of wholes: shares against their two counts, shares of one whole, parts larger than what they are a part of."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import NEAR, find, opposites, pattern, whole_words
from atodds.arithmetic.slips import NEAR_SUM, Slip, number, percent, quoted
from atodds.arithmetic.terms import ANY_MARK, MARK, Term, added, admitted, derived, minus, ratio, same_unit, scaled
from atodds.model.values import EPSILON, Hedge, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.patterns import Match
    from atodds.arithmetic.terms import Passage
    from atodds.model.values import Quantity

THE = r"(?:the |its |our |their |his |her |all |these |those |some |a total of |an estimated |every )*"
_OR = r"(?:or|that is,?|i\.e\.,?|equal to|equivalent to|being|which is)"
_IT_IS = r"(?:This|That|It) (?:is|was|makes|amounts to|represents|equals)"
_CLOSED = r"(?=[);,:]| of )"
_RATIOS = tuple(
    pattern(text)
    for text in (
        rf"{{part:L}}<near> ?(?:out )?of {THE}<near>{{whole:L}}<gap>\( ?(?:or |i\.e\. )?{{share:P}}{_CLOSED}",
        rf"{{part:L}}<near> ?(?:out )?of {THE}<near>{{whole:L}}<gap>, {_OR} {{share:P}}(?=[,.;)]|$| of )",
        rf"{{part:L}}<gap>(?:, | ?\()(?:{_OR} )?{{share:P}} of {THE}{{whole:L}}",
        rf"{{share:P}}<near> ?\( ?{{part:L}} ?(?:of|/|out of) {THE}<near>{{whole:L}}",
        rf"{{part:L}}[^{ANY_MARK}.;:()]{{0,{NEAR}}} ?out of {THE}<near>{{whole:L}}[^{ANY_MARK}.]*\. {_IT_IS} {{share:P}}",
        rf"{{share:P}} of {THE}<near>{{whole:L}}<gap>, (?:or|that is,?|i\.e\.,?) {{part:L}}",
        rf"\bof {THE}{{whole:L}}<gap>, <near>{{part:L}}<near> ?\( ?{{share:P}} ?\)",
    )
)


def shares_of_counts(passage: Passage) -> Iterator[Slip]:
    """ "126 of 206 patients (61.2%)": the share against the part and the whole."""
    for regex in _RATIOS:
        for m in find(passage, regex):
            part, whole, share = m["part"], m["whole"], m["share"]
            if may_be_parts(part, whole) and not derived(share.quantity).overlaps(percentage(part, whole)):
                yield share_slip(part, whole, share)


def may_be_parts(part: Term, whole: Term) -> bool:
    """Whether a value can be a part of another."""
    return same_unit(part, whole) and part.quantity.low <= whole.quantity.high and whole.quantity.low > 0


def percentage(part: Term, whole: Term) -> Interval:
    """What a part may be of its whole, in percent."""
    return scaled(ratio(admitted(part.quantity), admitted(whole.quantity)), 100)


def share_slip(part: Term, whole: Term, share: Term) -> Slip:
    """The slip of a share that is not that of a part of its whole."""
    value = part.quantity.low / whole.quantity.low * 100
    told = f"{quoted(part)} of {quoted(whole)} is {percent(value, share.quantity)}, not {quoted(share)}."
    return Slip("share", "a share against its part and whole", told, share, (part, whole))


_PART = tuple(
    pattern(text)
    for text in (
        r"\bof (?:the |these |those |its |our |their )?{whole:N}<gap>, <near>{part:N} <part_verb>",
        r"{whole:N}<gap>, of (?:whom|which) <near>{part:N} <part_verb>",
        r"{whole:L}<gap>, {part:L} of (?:whom|which|them)\b",
    )
)


def parts_over_whole(passage: Passage) -> Iterator[Slip]:
    """ "Of the 200 employees, 250 were dismissed": a part that is larger than the whole it is taken from."""
    for regex in _PART:
        for m in find(passage, regex):
            part, whole = m["part"], m["whole"]
            if same_unit(part, whole) and _is_more(part, whole) and not _may_be_of_another(m, part):
                told = f"{quoted(part)} is more than the {quoted(whole)} that it is said to be a part of."
                yield Slip("part_over_whole", "a part larger than its whole", told, part, (whole,))


def _is_more(part: Term, whole: Term) -> bool:
    return admitted(part.quantity).low > admitted(whole.quantity).high


def _may_be_of_another(match: Match, part: Term) -> bool:
    """Whether a count before the whole in its sentence may be the whole as well: "900 members in 12 clubs, 40 of them under 20"."""
    begins, _ = match.passage.sentence(match.start, match.end)
    return any(same_unit(part, term) and not _is_more(part, term) for term in match.passage.terms(begins, match.start))


_OPPOSED = tuple(
    pattern(text)
    for text in (
        rf"\bof {THE}{{whole:N}}<gap>,? ?<near>{{part:N}}(?P<one><near>),? and <near>{{other:N}}(?P<two>[^{ANY_MARK}.;]{{0,{NEAR}}})",
        rf"\. Of (?:those|these|them)\b<near>{{part:N}}(?P<one><near>),? and <near>{{other:N}}(?P<two>[^{ANY_MARK}.;]{{0,{NEAR}}})",
        rf"{{whole:N}}<near> ?[:(–,] ?{{part:N}}(?P<one><near>),? and {{other:N}}(?P<two>[^{ANY_MARK}.;]{{0,{NEAR}}})",
    )
)


def opposites_over_whole(passage: Passage) -> Iterator[Slip]:
    """ "Of 600 employees 450 are men and 250 are women": two parts that exclude each other and are more than their whole."""
    for regex in _OPPOSED:
        for m in find(passage, regex):
            parts = (m["part"], m["other"])
            whole = m["whole"] if "whole" in m else _largest_count(passage, m.start)
            if whole is None or not same_unit(*parts, whole) or not _opposed(m.words["one"], m.words["two"]):
                continue
            if added(admitted(t.quantity) for t in parts).low > admitted(whole.quantity).high:
                found = sum(t.quantity.low for t in parts)
                told = f"{' + '.join(t.words for t in parts)} = {number(found)}, more than the {quoted(whole)} that they are parts of."
                yield Slip("part_over_whole", "parts larger than their whole", told, whole, parts)


def _largest_count(passage: Passage, end: int) -> Term | None:
    """The largest count of the sentence that ends at ``end``: what "of those" can be a part of at most."""
    start, _ = passage.sentence(end - 1, end)
    counts = [t for t in passage.terms(start, end) if t.kind == "N"]
    return max(counts, key=lambda t: t.quantity.high, default=None)


def _opposed(one: str, two: str) -> bool:
    """Whether the words behind two parts say that nothing is in both."""
    return any((_says(a, one) and _says(b, two)) or (_says(b, one) and _says(a, two)) for a, b in opposites())


def _says(entry: str, text: str) -> bool:
    return re.search(rf"\b(?:{entry})\b", text, re.IGNORECASE) is not None


# "Almost one in ten (7%)": the words are only a manner of speaking where the figure stands beside them.
LOOSE_FRACTION = 1 / 3
_TWICE = pattern(r"{share:P}<near> ?\( ?{other:P} ?\)")
_TWICE_OR = pattern(r"{share:P}, (?:or|that is,?|i\.e\.,?) {other:P}\b")


def shares_said_twice(passage: Passage) -> Iterator[Slip]:
    """ "A quarter (30%)": one share in words and in figures."""
    for regex in (_TWICE, _TWICE_OR):
        for m in find(passage, regex):
            share, other = m["share"], m["other"]
            if share.quantity.fraction == other.quantity.fraction or _loose(share.quantity).overlaps(_loose(other.quantity)):
                continue
            yield Slip("share", "a share in words and in figures", f"{quoted(share)} is not {quoted(other)}.", other, (share,))


def _loose(share: Quantity) -> Interval:
    found = derived(share)
    if not share.fraction or share.hedge not in (Hedge.ABOUT, Hedge.NEARLY):
        return found
    slack = LOOSE_FRACTION * share.low
    return Interval(min(found.low, share.low - slack), max(found.high, share.high + (slack if share.hedge is Hedge.ABOUT else 0)))


# "Companies employed 78.5% of the total, universities 13.1% and institutes 8.4%": each part a few words, all of one list.
_ITEM = rf"[^{ANY_MARK}.;:()]{{1,{NEAR}}}"
_SHARE = MARK["P"]
_OF_TOTAL = re.compile(
    rf"{_SHARE} of (?:the|its|their|our) (?:total|whole|overall)\b"
    rf"(?:[^{ANY_MARK}.;:()]{{0,12}}[,;]{_ITEM}{_SHARE}){{2,}}(?:,? and{_ITEM}{_SHARE})?"
)
_BRACKETS = re.compile(rf"(?:\({_SHARE}\)[^{ANY_MARK}.()]*){{2,}}\({_SHARE}\)")
_REST = pattern(r"(?:the remaining|the other|the last) {last:P}(?! of)")
# A percentage in this many parts is far enough from a coincidence.
_FEWEST = 2


def shares_of_one(passage: Passage) -> Iterator[Slip]:
    """Shares that are said to be all of one whole and do not make 100; shares "of the total" that make more."""
    for found in _OF_TOTAL.finditer(passage.shape):
        yield from hundred(passage.terms(*found.span()), at_most=True)
    for found in _BRACKETS.finditer(passage.shape):
        last = passage.shape[: found.end() - 3].rpartition(")")[2]
        if whole_words("rest").search(last):
            yield from hundred(passage.terms(*found.span()), at_most=False)
    for m in find(passage, _REST):
        start = passage.shape.rfind(". ", 0, m.start) + 1
        terms = passage.terms(start, m.end)
        if len(terms) >= _FEWEST and all(t.kind == "P" for t in terms):
            yield from hundred(terms, at_most=False)


def hundred(terms: Sequence[Term], *, at_most: bool) -> Iterator[Slip]:
    """The slip of shares that cannot make 100 (``at_most``: that make more), if they do not."""
    shares = [t for t in terms if t.kind == "P"]
    if len(shares) < _FEWEST or any(t.quantity.low < 0 for t in shares):
        return
    total = added(admitted(t.quantity) for t in shares)
    written = sum(t.quantity.low for t in shares)
    if total.low > 100 * (1 + EPSILON) or (not at_most and total.high < 100 * (1 - EPSILON)):
        if abs(written - 100) > NEAR_SUM * 100:
            return
        told = f"{' + '.join(t.words for t in shares)} = {number(written)}%, not 100%."
        yield Slip("shares", "shares of one whole", told, shares[-1], tuple(shares[:-1]))


_REMAINDER = pattern(r"{whole:L}<gap>,? of which <near>{part:L}")


def remainders(passage: Passage) -> Iterator[Slip]:
    """ "13.4 km, of which 8.9 km in tunnel, 3.1 km in cutting and the remainder at street level": parts that leave no remainder."""
    for m in find(passage, _REMAINDER):
        end = passage.shape.find(".", m.end)
        tail = passage.shape[m.end : end if end >= 0 else None]
        if not re.search(r"\bthe (?:rest|remainder)\b", tail):
            continue
        parts = [m["part"], *passage.terms(m.end, m.end + len(tail))]
        whole = m["whole"]
        if not all(t.kind == whole.kind and same_unit(t, whole) for t in parts):
            continue
        if minus(admitted(whole.quantity), added(admitted(t.quantity) for t in parts)).high <= 0:
            told = f"{quoted(*parts)} leave no remainder of {quoted(whole)}."
            yield Slip("part_over_whole", "parts larger than their whole", told, whole, tuple(parts))


_RATIO_OF = r"\b(?:hazard|risk|rate) ratio,?(?: of| was| =|:|,)? ?\(?{factor:N}"
_LOWER = r"(?:reduc\w+|lower\w*|cut\w*|decreas\w+)"
_RISK = pattern(_LOWER + r"\b[^.;]{0,80}?{rate:P}[^.;]{0,80}?" + _RATIO_OF)
_RISK_TURNED = pattern(_RATIO_OF + r"[^.]{0,80}?{rate:P} " + _LOWER)


def ratios_of_risk(passage: Passage) -> Iterator[Slip]:
    """ "A reduction of 39% (hazard ratio 0.61)": a reduction of a risk is one less the ratio of the risks."""
    for regex in (_RISK, _RISK_TURNED):
        for m in find(passage, regex):
            rate, factor = m["rate"], m["factor"]
            if not 0 < factor.quantity.low < 1:
                continue
            left = scaled(minus(Interval(1, 1), admitted(factor.quantity)), 100)
            if not derived(rate.quantity).overlaps(left):
                told = f"1 − {factor.words} is {percent((1 - factor.quantity.low) * 100, rate.quantity)}, not {quoted(rate)}."
                yield Slip("share", "a reduction against its ratio", told, rate, (factor,))
