"""What is left of a whole, what is missing to a target, and the majority of two counts of votes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from atodds.arithmetic.patterns import FEW, PLAIN, find, pattern, whole_words
from atodds.arithmetic.shares import THE
from atodds.arithmetic.slips import NEAR_SUM, Slip, in_words_of, quoted
from atodds.arithmetic.terms import LEVELS, Term, added, admitted, minus, same_unit

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from atodds.arithmetic.terms import Passage

_LEAVES = pattern(
    rf"{{whole:L}}<gap>,? of (?:which|whom) [^.;()]{{1,200}}?(?:, |which |that |and ){PLAIN}<leaves> <near>{{rest:L}}", "leav", "left"
)
_PART_OF = tuple(
    pattern(text)
    for text in (
        rf"{{part:L}}(?: \w+)? of {THE}<near>{{whole:L}}{FEW},? (?:which |that |and )?<leaves> <near>{{rest:L}}(?! \w+ing)",
        rf"\bof {THE}<near>{{whole:L}}{FEW}{{part:L}}{PLAIN}, (?:which |that |and )?<leaves> <near>{{rest:L}}(?! \w+ing)",
        rf"{{whole:L}}{PLAIN}, {{part:L}} of (?:which|whom|them)\b{PLAIN}, <leaves> <near>{{rest:L}}(?! \w+ing)",
        rf"{{part:L}}(?: \w+)? of {THE}<near>{{whole:L}}{FEW}, {{rest:L}} (?:\w+ )?(?:short|too few)\b",
        rf"\bof {THE}<near>{{whole:N}}{FEW}{{part:N}}{PLAIN}[.,;] (?:and |but )?the (?:other|remaining) {{rest:N}} <part_verb>",
    )
)
_MISSING = pattern(rf"\bof {THE}<near>{{whole:N}}{FEW}{{part:N}}{PLAIN}[.,;] (?:and |but )?{{rest:N}} (?:are|were|remain) <missing>")
_TO_GO = pattern(r"{rest:L}<near>\b<to_go>\b")
_MAJORITY = pattern(
    r"{part:N}(?: votes)? (?:to|against) {other:N}<near>[,–—(] ?<near><margin> of {rest:N}(?! (?:percentage )?points)", " to ", " against "
)


def remains(passage: Passage) -> Iterator[Slip]:
    """ "£860,000, of which £150,000 came in May, which leaves £710,000"; "the yard cut 45 of its 160 jobs, leaving 115"."""
    if sum(t.kind in LEVELS for t in passage.at.values()) < 3:
        return
    for m in find(passage, _LEAVES):
        inside = [t for t in passage.terms(m.start + 1, m.end - 1) if t.kind not in "DT"]
        yield from _left(m["whole"], inside, m["rest"])
    for regex in _PART_OF:
        for m in find(passage, regex):
            yield from _left(m["whole"], [m["part"]], m["rest"])
    for m in find(passage, _MISSING):
        if m["part"].quantity.low + m["rest"].quantity.low > m["whole"].quantity.high:
            yield from _left(m["whole"], [m["part"]], m["rest"])
    yield from _to_target(passage)
    for m in find(passage, _MAJORITY):
        if m["part"].quantity.low > m["other"].quantity.low:
            yield from _left(m["part"], [m["other"]], m["rest"])


def _left(whole: Term, parts: Sequence[Term], rest: Term) -> Iterator[Slip]:
    """The slip of a rest that is not what the parts leave, where it is near enough to be meant as that."""
    if not parts or not all(same_unit(t, whole) for t in (*parts, rest)):
        return
    taken = sum(t.quantity.low for t in parts)
    found = minus(admitted(whole.quantity), added(admitted(t.quantity) for t in parts))
    value = whole.quantity.low - taken
    far = abs(value - rest.quantity.low) > NEAR_SUM * whole.quantity.high
    if value <= 0 or far or rest.quantity.low > whole.quantity.high or found.overlaps(admitted(rest.quantity)):
        return
    told = f"{' − '.join(t.words for t in (whole, *parts))} = {in_words_of(value, whole)}, not {quoted(rest)}."
    yield Slip("remainder", "what is left of a whole", told, rest, (whole, *parts))


def _to_target(passage: Passage) -> Iterator[Slip]:
    """ "We are at 61,400 names and want 90,000, so there are 28,600 to go": the only two levels before it in the sentence."""
    for m in find(passage, _TO_GO):
        start, _ = passage.sentence(m.start, m.end)
        levels = [t for t in passage.terms(start, m.start) if t.kind in LEVELS]
        if len(levels) != 2 or not same_unit(*levels, m["rest"]) or not whole_words("goal").search(passage.shape[start : m.start]):
            continue
        part, whole = sorted(levels, key=lambda t: t.quantity.low)
        yield from _left(whole, [part], m["rest"])
