"""Who speaks in a transcript: the labels before its paragraphs ("Q:", "MR. LUND:", "Ada Lund:"), which are no part of what is said."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from atodds.model.records import Block

# One to four words, the first with a capital, and a colon before what is said.
_LABEL = re.compile(r"([A-Z][\w.’'&-]{0,24}(?: [\w.’'&-]{1,24}){0,3}):\s+(?=\S)")
# A label that stands once is a heading on its line ("Price tag: 3 million") more often than a speaker.
_LEAST = 2


def speakers_in(paragraphs: Iterable[str]) -> frozenset[str]:
    """The labels that several paragraphs of a document begin with."""
    counts = Counter(found.group(1) for text in paragraphs if (found := _LABEL.match(text)) is not None)
    return frozenset(label for label, count in counts.items() if count >= _LEAST)


def label_end(block: Block, speakers: frozenset[str]) -> int:
    """Where what is said begins in a block: in a paragraph behind its speaker's label, else at its start."""
    found = _LABEL.match(block.text) if block.kind == "paragraph" else None
    return found.end() if found is not None and found.group(1) in speakers else 0


# So many paragraphs that only ask make a text an interview.
_QUESTIONS = 3
# A question to somebody is no longer than this.
_LONGEST_QUESTION = 240


def is_interview(blocks: Iterable[Block], speakers: frozenset[str]) -> bool:
    """Whether a document is what somebody answered to questions: its "we" is not that of who printed it."""
    asked = sum(1 for b in blocks if b.kind in ("paragraph", "heading") and b.text.endswith("?") and len(b.text) <= _LONGEST_QUESTION)
    return bool(speakers) or asked >= _QUESTIONS
