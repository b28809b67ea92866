"""Tokens of a text: numbers, words and single signs, with their offsets. One pass, linear."""

from __future__ import annotations

import bisect
import functools
import re
from typing import Any

from atodds.extract.values.notation import UNKNOWN, Notation
from atodds.extract.values.vocabulary import words

# The genitive of a day, a month or a year stands apart, so that the date is read: "Monday's vote", "last year's turnover".
_DATED = (
    r"(?:(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|January|February|March|April|May|June|July|August|September|October|November|December"
    r"|(?<![Nn]ew )year)(?=['’]s\b)"
)
# Grouping of digits by thin, narrow or no-break spaces is a number; by an ordinary space only where it cannot be two numbers
# (two groups of three, or a last group of zeros).
_NUMBER = (
    r"(?<![\d.,])\d{1,3}(?:[\u2009\u202f\u00a0]\d{3})+(?!\d)"
    r"|(?<![\d.,])[1-9]\d{0,2}(?: \d{3}){2,}(?!\d)|(?<![\d.,])[1-9]\d{0,2} 000(?![\d.,]\d|\d| \d)|\d+(?:[.,'’]\d+)*|(?<![\w.,])\.\d+"
)
# Words first, of which most texts consist; only some letters begin a day, a month or a year.
_WORD = rf"(?P<word>(?=[A-Zy])\b{_DATED}|[^\W\d_]+(?:['’][^\W\d_]+)*)"
_TOKEN = re.compile(rf"{_WORD}|(?P<num>{_NUMBER})|(?P<sym>\S)")
# In a document whose thousands are set apart by spaces, any groups of three are one number.
_SPACED = r"(?<![\d.,])[1-9]\d{0,2}(?:[ \u2009\u202f\u00a0]\d{3})+(?:,\d{1,2})?(?![.,]?\d)"
_SPACED_TOKEN = re.compile(rf"{_WORD}|(?P<num>{_SPACED}|{_NUMBER})|(?P<sym>\S)")
# Empty tokens after the last, so that looking a few tokens ahead (or, by negative index, before the first) needs no check.
_PAD = 16
# So many numbers and signs in a row without a word are data in a text (a matrix, a log), which nobody claims in a sentence.
DUMP = 400


class Tokens:
    """Parallel lists, padded with empty tokens.

    ``text`` as written, ``low`` lower case with straight apostrophes, ``kind`` one of "num", "word", "sym", "";
    ``start``/``end`` offsets; ``glued``: no white space before the token. ``n``: how many real tokens there are.
    """

    def __init__(self, source: str, notation: Notation = UNKNOWN) -> None:
        """Split ``source`` into tokens. ``notation``: of the document that it stands in."""
        found = list((_SPACED_TOKEN if notation.spaced else _TOKEN).finditer(source))
        self.notation = notation
        spans = [m.span() for m in found]
        starts = [start for start, _ in spans]
        ends = [end for _, end in spans]
        self.source = source
        self.n = len(found)
        self.text = [source[start:end] for start, end in spans] + [""] * _PAD
        self.kind = [m.lastgroup or "" for m in found] + [""] * _PAD
        self.start = starts + [len(source)] * _PAD
        self.end = ends + [len(source)] * _PAD
        self.glued = [False, *(a == b for a, b in zip(ends[:-1], starts[1:], strict=True))][: self.n] + [False] * _PAD
        self.low = [t.lower() for t in self.text] if "’" not in source else [t.lower().replace("’", "'") for t in self.text]
        # What readers have found at an index, by the reader's name: several ask for the same number.
        self.memo: dict[tuple[str, int], Any] = {}

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after ``offset``."""
        return bisect.bisect_left(self.start, offset, 0, self.n)

    def span(self, i: int, j: int) -> str:
        """The text from token ``i`` to before token ``j``."""
        return self.source[self.start[i] : self.end[j - 1]] if j > i else ""

    def is_cap(self, i: int) -> bool:
        """Whether token ``i`` is a word that starts with a capital."""
        return self.kind[i] == "word" and self.text[i][:1].isupper()

    def hyphen(self, i: int) -> bool:
        """Whether token ``i`` is a hyphen that joins two tokens without white space."""
        return self.text[i] in ("-", "‐", "‑") and self.glued[i] and self.glued[i + 1]

    @functools.cached_property
    def dumps(self) -> set[int]:
        """Tokens in long runs of numbers, signs and the small words of numbers: data, not sentences."""
        out: set[int] = set()
        first = 0
        for i, kind in enumerate(self.kind[: self.n + 1]):
            if kind == "" or (kind == "word" and self.low[i] not in words("fillers")):
                if i - first >= DUMP:
                    out.update(range(first, i))
                first = i + 1
        return out

    @functools.cached_property
    def sentence(self) -> list[int]:
        """For each token, the index of the first token of its sentence (a full stop before a capital ends one)."""
        out: list[int] = []
        first = 0
        for i in range(self.n):
            if i and not self.glued[i] and self.text[i - 1] in (".", "!", "?", ":"):
                short = self.text[i - 1] == "." and len(self.text[i - 2]) <= 2 and self.is_cap(i - 2)
                if not short and (self.text[i][:1].isupper() or self.kind[i] != "word"):
                    first = i
            out.append(first)
        return out + [first] * _PAD
