"""Tells what stands around a text from the text: related links, references, disclaimers, credits, contact and cookie lines.

The cues are general English, in ``data/boilerplate.toml``. What is marked keeps its words; only its kind changes.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from atodds.datafile import tables_of
from atodds.model.records import Block
from atodds.read.drafts import Draft
from atodds.read.looks import SENTENCE_END

# Weak cues count in so many last blocks: a colophon, a credit and a contact line, as pages end.
TAIL_BLOCKS = 3
# A paragraph longer than this is text, whatever it begins with. Disclaimers run to 150 words.
MAX_CUE_WORDS = 200
# At least so many lines without a full stop at the end of a text are headlines of other pages; fewer may be a signature or an address.
MIN_HEADLINES = 3
# A headline has at least so many words, and so many of its longer words begin with a capital letter.
# No headline is nearly as long, and a paragraph of megabytes is not cut into words to know that.
MAX_HEADLINE = 500
MIN_HEADLINE_WORDS = 4
HEADLINE_CAPITALS = 0.7
_NUMBERING = re.compile(r"^(?:\d{1,2}|[IVXLC]{1,6}|[A-Z])(?:\.\d{1,2})*[.:)]?\s+")


@dataclass(frozen=True, slots=True)
class Cues:
    """The compiled cues. ``start`` is matched against words as they are, the others against words in lower case: six times as fast."""

    section: re.Pattern[str]
    list_section: re.Pattern[str]
    start: re.Pattern[str]
    phrase: re.Pattern[str]
    weak: re.Pattern[str]


@cache
def cues() -> Cues:
    """The cues of the data file."""
    data = tables_of("atodds.read", "boilerplate")

    def any_of(key: str) -> str:
        return "(?:" + "|".join(f"(?:{cue})" for cue in data[key]) + ")"

    flags = re.IGNORECASE
    return Cues(
        section=re.compile(any_of("sections"), flags),
        list_section=re.compile(any_of("list_sections"), flags),
        start=re.compile(r"[\s(\[*_•-]*" + any_of("starts"), flags),
        phrase=re.compile(r"\b" + any_of("phrases")),
        weak=re.compile(r"\b" + any_of("weak")),
    )


def mark(drafts: Sequence[Draft]) -> tuple[Block, ...]:
    """Finish the drafts, boilerplate marked."""
    known = cues()
    _mark_sections(drafts, known)
    _mark_lines(drafts, known)
    _mark_tail(drafts)
    return tuple(one.build() for one in drafts)


def _mark_sections(drafts: Sequence[Draft], known: Cues) -> None:
    """A heading such as "See also", and all below it up to the next heading of its level or above; below "Notes" the list items only."""
    level, lists_only = 0, False
    for one in drafts:
        if one.kind == "heading":
            if level and one.level <= level:
                level = 0
            title = _NUMBERING.sub("", one.text).rstrip(" :.…")
            if not level and (known.section.fullmatch(title) or known.list_section.fullmatch(title)):
                level, lists_only = max(one.level, 1), not known.section.fullmatch(title)
        if level and (not lists_only or one.kind == "list_item"):
            one.kind = "boilerplate"


def _mark_lines(drafts: Sequence[Draft], known: Cues) -> None:
    tail = {id(one) for one in [d for d in drafts if d.kind != "boilerplate"][-TAIL_BLOCKS:]}
    for one in drafts:
        if one.kind not in ("paragraph", "list_item", "quote", "heading") or len(one.text.split(None, MAX_CUE_WORDS)) > MAX_CUE_WORDS:
            continue
        lower = one.text.lower()
        strong = known.start.match(one.text) or (one.kind != "heading" and known.phrase.search(lower))
        if strong or (one.kind != "heading" and (one.emphasis == "em" or id(one) in tail) and known.weak.search(lower)):
            one.kind = "boilerplate"


def _mark_tail(drafts: Sequence[Draft]) -> None:
    """What ends a document: a last paragraph in italics throughout, and headlines of other pages."""
    rest = [one for one in drafts if one.kind != "boilerplate"]
    if len(rest) > 1 and rest[-1].kind == "paragraph" and rest[-1].emphasis == "em":
        rest[-1].kind = "boilerplate"
        return
    n = len(rest)
    while n > 1 and rest[n - 1].kind in ("paragraph", "heading", "list_item") and _is_headline(rest[n - 1].text):
        n -= 1
    if len(rest) - n >= MIN_HEADLINES:
        for one in rest[n:]:
            one.kind = "boilerplate"


def _is_headline(text: str) -> bool:
    if len(text) > MAX_HEADLINE or SENTENCE_END.search(text):
        return False
    words = text.split()
    longer = [word for word in words if len(word) > 3 and word[0].isalpha()]
    if len(words) < MIN_HEADLINE_WORDS or not longer:
        return False
    return sum(word[0].isupper() for word in longer) >= HEADLINE_CAPITALS * len(longer)
