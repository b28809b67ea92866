"""Fractions in words of two counts: beside them, in the fragment behind them, or in the sentence after the part."""

from __future__ import annotations

import itertools
import re
from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import DATED, FEW, GAP, find, pattern, singular, whole_words, words
from atodds.arithmetic.shares import THE, percentage, share_slip
from atodds.arithmetic.slips import Slip, in_words_of, quoted
from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK, Term, admitted, alike, derived, one_unit, ratio, reworded, same_unit
from atodds.model.values import FRACTION_STEP, Hedge, Interval

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.patterns import Match
    from atodds.arithmetic.terms import Passage

# A fraction that is farther from that of the two counts is one of something else.
FARTHEST = 2.0
_LONG = rf"{DATED}{{0,100}}?"
_SAID = r"(?:[,:–—(]|\. ) ?(?:that is,? |i\.e\.,? |or |which is |which makes |that makes |that's |so |thus |just |only )?"
# What ends a fraction of the whole that was named before: anything else would name another whole.
_ENDS = r"(?: of (?:them|us|these|those|the total|the lot|all))?(?: therefore| already| so far)?(?=[,.;:!?)]| [–—]|$)"
_OF_THEM = r"(?:of (?:them|these|those|whom|which)\b)"
_WORDS = tuple(
    pattern(text)
    for text in (
        rf"\bof {THE}<near>{{whole:N}}{FEW}{{part:N}}{FEW}{_SAID}{{share:P}}{_ENDS}",
        rf"{{part:N}}(?: \w+)? (?:out )?of {THE}<near>{{whole:N}}{FEW}{_SAID}{{share:P}}{_ENDS}",
        rf"{{whole:N}}{FEW}(?:\.|,) {{part:N}} {_OF_THEM}{FEW}{_SAID}{{share:P}}{_ENDS}",
        rf"{{whole:N}}{FEW}\. (?:Of|From|Among|Out of) (?:these|those|them|that|this)\b,? <near>{{part:N}}{FEW}{_SAID}{{share:P}}{_ENDS}",
        rf"{{whole:N}}[^{ANY_MARK}.;:()]{{0,40}}, {{part:N}} <part_word>[^{ANY_MARK}.;:(),]{{0,30}}{_SAID}{{share:P}}{_ENDS}",
    )
)
_NAMED = tuple(
    pattern(text)
    for text in (
        rf"{{whole:L}}{_LONG}{{part:L}}<near>[,–—] ?<near>{{share:P}} of (?:that|it|this|those)(?=[,.;:!?)]| [–—]|$)",
        rf"{{part:L}}<gap>, (?:or |just |only |not quite |about )?{{share:P}} as <big> as {FEW}{{whole:L}}",
        r"{part:L}<gap>, (?:or |just |only )?{share:P} (?:the|its|their) {whole:L}",
        rf"{{share:P}} of {THE}<near>{{whole:L}}<gap>[,–—(] ?{{part:L}}(?=[,)–—]| [–—])",
        rf"{{share:P}}<near> ?[(,] ?{{part:L}} ?[),] ?of {THE}<near>{{whole:L}}",
    )
)
_THAT_IS = pattern(
    rf"{{part:L}}[^{ANY_MARK}.]{{0,{GAP}}}\. (?:That|This|It|They|These|Those) <makes> <near>{{share:P}} of {THE}<near>{{whole:L}}",
    ". Th",
    ". It",
)


def fractions(passage: Passage) -> Iterator[Slip]:
    """ "Of 84 tenants 31 have paid, more than half", "sold 90, 40 of them abroad, a third", "54. That is 30% of the 240"."""
    shares = [t for t in passage.at.values() if t.kind == "P"]
    if not shares or not any(t.kind in LEVELS for t in passage.at.values()):
        return
    for regex in (*_WORDS, *_NAMED) if any(t.quantity.fraction for t in shares) else ():
        for m in find(passage, regex):
            if m["share"].quantity.fraction:
                yield from _held(m, m["part"], m["whole"])
    for m in find(passage, _THAT_IS):
        yield from _held(m, m["part"], m["whole"])


def _held(match: Match, part: Term, whole: Term) -> Iterator[Slip]:
    """The slip of a fraction that is not that of its part, nor of any other two values around."""
    share = match["share"]
    if part is whole or not _may_be_part(part, whole) or part.quantity.is_range or not 0 < share.quantity.low < 100:
        return
    if _fits(share, part, whole) or not _near(share, part, whole):
        return
    start, end = match.passage.sentence(match.start, match.end)
    around = [t for t in match.passage.terms(start, end) if t.kind in LEVELS]
    if not any(_may_be_part(a, b) and _fits(share, a, b) for a, b in itertools.permutations(around, 2)):
        yield share_slip(part, whole, share)


def _may_be_part(part: Term, whole: Term) -> bool:
    """Whether a value can be a part of another; what both are for each of is often said of one only ("1,200 loaves a day, now 700")."""
    return alike(part, whole) and 0 < part.quantity.low <= whole.quantity.high


def _fits(share: Term, part: Term, whole: Term) -> bool:
    """Whether a part may be so large a share: a fraction in words is a round one, and "barely half" is said of a little more too."""
    found = derived(share.quantity)
    if share.quantity.fraction and share.quantity.hedge is Hedge.PLAIN:
        found = Interval(share.quantity.low * (1 - FRACTION_STEP), share.quantity.high * (1 + FRACTION_STEP))
    elif share.quantity.hedge is Hedge.NEARLY and whole_words("barely").match(share.words):
        found = Interval(found.low, found.high * (1 + FRACTION_STEP))
    return found.overlaps(percentage(part, whole))


def _near(share: Term, part: Term, whole: Term) -> bool:
    value = part.quantity.low / whole.quantity.low * 100
    return share.quantity.low / FARTHEST <= value <= share.quantity.high * FARTHEST


_ASIDE = rf"(?:, [^{ANY_MARK},.]+{MARK['D']}?,)?"
_TAKES = pattern(rf"^(?:The|This|That) [\w-]+(?: [\w-]+)?{_ASIDE} <takes> <near>{{share:P}} of {THE}<near>{{whole:N}}")


def fractions_of_last(found: Sequence[Passage]) -> Iterator[Slip]:
    """ "It will recall 14,000 cars." and in the next paragraph "The recall affects one in ten of the 220,000": the only count before it."""
    for before, passage in itertools.pairwise(found):
        m = next(find(passage, _TAKES), None)
        if m is None or passage.document.text[before.block.end : passage.block.start].strip():
            continue
        counts = [t for t in before.at.values() if t.kind == "N"]
        if len(counts) == 1:
            yield from _held(m, counts[0], m["whole"])


_THAT = r"(?:[,:;–—(]|\.) ?(?:that is,? |that's |this is |that makes |which is |which makes |or |so |i\.e\.,? )?"
_EVERY = r"\bone (?:for|per|to|in) (?:each|every) "
_ONE_FOR = tuple(
    pattern(text)
    for text in (
        rf"\bfor {THE}<near>{{whole:L}}{FEW}{{part:N}}{FEW}{_THAT}<near>{_EVERY}{{each:L}}",
        rf"{{part:N}}<gap>\bfor {THE}<near>{{whole:L}}<gap>{_THAT}<near>{_EVERY}{{each:L}}",
    )
)
_ONE_FOR_SHARE = pattern(
    rf"{{whole:N}} (?P<named>\w+)[^.;{ANY_MARK}]{{0,200}}\. [^.;{ANY_MARK}]*?{{part:N}}<near>, one for {{share:P}} (?P<noun>\w+)"
)


def one_for_every(passage: Passage) -> Iterator[Slip]:
    """ "For 96 kilometres sixteen gritters, that is one for every four kilometres"; "6,000 pies, one for every second visitor"."""
    if "one " not in passage.shape:
        return
    for regex in _ONE_FOR:
        for m in find(passage, regex):
            part, whole, each = m["part"], m["whole"], m["each"]
            if not one_unit(whole, each) or part.quantity.low <= 0:
                continue
            found = ratio(admitted(whole.quantity), admitted(part.quantity))
            value = whole.quantity.low / part.quantity.low
            if not admitted(each.quantity).overlaps(found):
                told = f"{quoted(whole)} over {quoted(part)} is {in_words_of(value, each)}, not {quoted(each)}."
                yield Slip("share", "one for every so many", told, each, (whole, part))
    for m in find(passage, _ONE_FOR_SHARE):
        if _same_people(m.words["named"], m.words["noun"]):
            yield from _held(m, m["part"], m["whole"])


def _same_people(one: str, other: str) -> bool:
    """Whether two nouns count the same: one word in singular or plural, or both a word for people."""
    if singular(one) == singular(other):
        return True
    return all(whole_words("people").fullmatch(w) for w in (one, other))


_HALFWAY = re.compile(rf"(?P<said>(?:{words('hedged')} )?half[- ]?way)(?: (?:there|to|towards?)\b|(?=[.,]))", re.IGNORECASE)


def halfway(passage: Passage) -> Iterator[Slip]:
    """ "Our goal is £600,000, and with £210,000 in hand we are more than halfway there": the fraction of the goal."""
    for said in _HALFWAY.finditer(passage.shape) if "half" in passage.shape else ():
        start, _ = passage.sentence(*said.span())
        start = max(start, passage.shape.rfind(";", 0, said.start()) + 1)
        levels = [t for t in passage.terms(start, said.start()) if t.kind in LEVELS]
        if len(levels) != 2 or not same_unit(*levels) or not whole_words("goal").search(passage.shape[start : said.start()]):
            continue
        part, whole = sorted(levels, key=lambda t: t.quantity.low)
        share = reworded(part.claim, said["said"], re.sub(r"[- ]?way$", "", said["said"], flags=re.IGNORECASE))
        if share is not None and share.kind == "P" and not _fits(share, part, whole) and _near(share, part, whole):
            yield share_slip(part, whole, share)
