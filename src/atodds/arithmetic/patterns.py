"""Patterns of sums: regular expressions over passages, with holes for values and for word lists.

* ``{old:L}`` one value; the letters say of which kinds ("L": any level), the name what it is in the sum. A digit behind the name
  is left out, so that one pattern can hold ``rate1`` and ``rate2``.
* ``<up_verb>`` one entry of that list in ``data/words.toml``
* ``<gap>`` a few words without another value (dates and spans of time aside), without a stop and without a new clause
* ``<near>`` the same, a few letters long and without dates
"""

from __future__ import annotations

import functools
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from atodds.arithmetic.terms import ANY_MARK, LEVELS, MARK
from atodds.datafile import tables_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from atodds.arithmetic.terms import Passage, Term

# Values that belong together in a sum stand within half a line of each other; those farther apart are of two statements.
GAP = 60
NEAR = 32
# Words that begin another clause, about something else.
_CLAUSE = r"(?:and|but|while|whereas|although|though|or|when|where|because|then)\b"
_TIMES = "[" + MARK["D"] + MARK["T"] + "]"
# Words that may hold another clause, up to the end of a sentence: without any value, or with dates and spans of time among them.
PLAIN = rf"[^{ANY_MARK}.;:!?()]{{0,{GAP}}}?"
DATED = rf"(?:[^{ANY_MARK}.;:!?()]|{_TIMES})"
FEW = rf"{DATED}{{0,{GAP}}}?"
_HOLE = re.compile(r"\{(?P<name>[a-z]+)(?P<nth>\d?):(?P<kinds>[A-Z]+)\}|(?<!\?P)<(?P<list>[a-z_]+)>")


@functools.cache
def words(name: str) -> str:
    """A list of ``data/words.toml`` as one alternative of a regular expression, the longest entries first."""
    found: list[str] = sorted(_table()[name], key=lambda entry: (-len(entry), entry))
    return "(?:" + "|".join(found) + ")"


def opposites() -> list[list[str]]:
    """Pairs of regular expressions for what excludes each other."""
    return _table()["opposites"]


def _table() -> dict[str, list[Any]]:
    return tables_of("atodds.arithmetic", "words")


@functools.cache
def whole_words(name: str) -> re.Pattern[str]:
    """A pattern that finds an entry of a list as whole words anywhere."""
    return re.compile(rf"(?<!\w){words(name)}(?!\w)", re.IGNORECASE)


def singular(noun: str) -> str:
    """A noun without the ending of its plural, as far as its letters tell: to hold two of them against each other."""
    noun = noun.casefold()
    return noun.removesuffix("ies") + "y" if noun.endswith("ies") else re.sub(r"(?<=[sxzh])es$|s$", "", noun)


class Pattern:
    """A pattern with holes as a regular expression that is compiled when a passage may match it: to compile all takes half a second.

    ``needs``: letters of which a passage must hold some; none where they cannot be told.
    """

    def __init__(self, text: str, needs: tuple[str, ...] = ()) -> None:
        """``text``: the pattern as it is written, with its holes."""
        self._text = text
        self._needs = needs

    @functools.cached_property
    def regex(self) -> re.Pattern[str]:
        """The regular expression."""
        return re.compile(_HOLE.sub(_filled, self._text), re.IGNORECASE)

    def search(self, shape: str, at: int = 0) -> re.Match[str] | None:
        """The first match from ``at`` on."""
        if self._needs and not any(letters in shape for letters in self._needs):
            return None
        return self.regex.search(shape, at)


def pattern(text: str, *needs: str) -> Pattern:
    """A pattern with holes; ``needs``: letters without which it is not looked for."""
    return Pattern(text, needs)


def _filled(match: re.Match[str]) -> str:
    if match["list"] == "gap":
        return rf"(?:(?!\b{_CLAUSE})[^{ANY_MARK}.;:!?()]|{_TIMES}){{0,{GAP}}}?"
    if match["list"] == "near":
        return rf"(?:(?!\b{_CLAUSE})[^{ANY_MARK}.,;:!?()]){{0,{NEAR}}}?"
    if match["list"]:
        return rf"(?<!\w){words(match['list'])}(?!\w)"
    kinds = match["kinds"].replace("L", LEVELS)
    return f"(?P<{match['name']}{match['nth']}>[{''.join(MARK[k] for k in kinds)}])"


@dataclass(frozen=True, slots=True)
class Match:
    """A pattern found in a passage at ``start`` to ``end``: its terms by name, and the words of its other groups."""

    passage: Passage
    start: int
    end: int
    by_name: dict[str, Term]
    words: dict[str, str]

    @classmethod
    def of(cls, passage: Passage, found: re.Match[str]) -> Match:
        """The match of a regular expression made by ``pattern``."""
        by_name: dict[str, Term] = {}
        words: dict[str, str] = {}
        for name, value in found.groupdict().items():
            term = passage.at.get(found.start(name))
            if term is not None:
                by_name[name.rstrip("0123456789")] = term
            elif value is not None:
                words[name] = value
        return cls(passage, *found.span(), by_name, words)

    def __getitem__(self, name: str) -> Term:
        """The term of a hole."""
        return self.by_name[name]

    def __contains__(self, name: str) -> bool:
        """Whether the pattern has a hole of this name."""
        return name in self.by_name

    @property
    def sentence(self) -> str:
        """The sentence around the match."""
        low, high = self.passage.sentence(self.start, self.end)
        return self.passage.shape[low:high]


def find(passage: Passage, regex: Pattern) -> Iterator[Match]:
    """Every place where a pattern is found, overlapping ones included: a value may be a term of two sums."""
    at = 0
    while (found := regex.search(passage.shape, at)) is not None:
        yield Match.of(passage, found)
        at = found.start() + 1
