"""How a document as a whole writes numbers and money, where one sentence does not tell."""

from __future__ import annotations

import functools
import re
from typing import NamedTuple

from atodds.extract.values.vocabulary import table

# A space between groups of digits is sure where the last group is of zeros, or where there are several groups ("45 000", "1 234 567").
_SPACED = re.compile(r"(?<![\d.,:])[1-9]\d{0,2}(?: 000| \d{3} \d{3})(?![\d.,]\d|\d| \d)")
_COMMAS = re.compile(r"(?<![\d.,])[1-9]\d{0,2}(?:,\d{3})+(?!\d)")
_WORD = re.compile(r"[^\W\d_]+")


class Notation(NamedTuple):
    """``spaced``: thousands are set apart by ordinary spaces ("1 241"); ``crown``: the currency code of "crowns" and "kr", or empty."""

    spaced: bool = False
    crown: str = ""


UNKNOWN = Notation()


@functools.lru_cache(maxsize=64)  # asked for each sentence of a document
def notation_of(text: str) -> Notation:
    """The notation of a document's text; linear in its length."""
    return Notation(
        spaced=_SPACED.search(text) is not None and _COMMAS.search(text) is None,
        crown=_crown(text),
    )


def _crown(text: str) -> str:
    """The country whose words a text that speaks of crowns uses most; empty where it speaks of none, or names no country."""
    data = table("currencies")["crowns"]
    if not any(word in text for word in data["hints"]):
        return ""
    words = _WORD.findall(text)
    counts = {code: sum(word in known for word in words) for code, known in ((c, frozenset(w)) for c, w in data["words"].items())}
    best = max(counts, key=lambda code: counts[code])
    return best if counts[best] else ""
